"""Papers that came after the agenda: a supplement each, made and let out as the clerk and the author would do it."""

from datetime import datetime, timedelta

from demo.content import agenda
from demo.loading import telling, texts
from demo.loading.calendar import at
from demo.loading.county import County
from demo.loading.texts import Names
from pcc_portal.meetings.actions import additions, papers, supplements
from pcc_portal.meetings.actions.editions import Unsettled, let_out_supplement
from pcc_portal.meetings.models import Meeting, Paper, Supplement
from pcc_portal.workdays import add_working_days

BEFORE_THE_MEETING = 3  # working days: that of the last meeting came that late
SENT_IN, ACCEPTED, ISSUED = (
    timedelta(hours=3),
    timedelta(hours=4),
    timedelta(hours=5),
)  # after the clerk began it


def for_last(county: County, meeting: Meeting) -> Supplement:
    """A few days before the meeting, so it says why it was urgent."""
    day = add_working_days(meeting.held_on, -BEFORE_THE_MEETING)
    names = county.days.names_for_last()
    return _bring(county, meeting, agenda.LATE_FOR_LAST, agenda.LAST, names, begun=at(day))


def for_extra(county: County, meeting: Meeting) -> Supplement:
    """Yesterday, with five clear days left."""
    begun = at(county.days.today - timedelta(days=1))
    names = county.days.names_for_extra()
    return _bring(county, meeting, agenda.LATE_FOR_EXTRA, agenda.EXTRA, names, begun=begun)


def _bring(
    county: County,
    meeting: Meeting,
    late: agenda.Late,
    lines: list[agenda.Line],
    names: Names,
    *,
    begun: datetime,
) -> Supplement:
    """Started by the clerk, written and sent in by its author, accepted, issued."""
    supplement = supplements.start(meeting, why=late.why, by=county.clerk, at=begun)
    known = next(paper for line in lines for paper in line.papers if paper.title == late.paper)
    paper = Paper.objects.get(item__meeting=meeting, public_title=late.paper)
    paper = supplements.take_in(paper, supplement=supplement, by=county.clerk, at=begun)
    sender = county.sender(known.author)
    paper = papers.write(paper, by=sender, at=begun)
    assert paper.text is not None
    texts.write(paper.text, texts.rows(texts.blocks_of(known.text), names), by=sender, at=begun)
    papers.submit(paper, by=sender, at=begun + SENT_IN)
    papers.accept(paper, by=county.clerk, at=begun + ACCEPTED)
    return _issue(county, supplement, urgency=late.urgency, moment=begun + ISSUED)


def _issue(county: County, supplement: Supplement, *, urgency: str, moment: datetime) -> Supplement:
    """Lock, lay out and let out in one go, at a moment of the past, in which its mails go too. Nothing in it takes two."""
    supplement = supplements.lock(supplement, by=county.clerk, at=moment, urgency=urgency)
    built = additions.lay_out(supplement, at=moment)
    ready = additions.finished(built, supplement, at=moment)
    if not let_out_supplement(supplement, built, ready, by=county.clerk, at=moment):
        raise Unsettled
    telling.send(at=moment)
    return supplement
