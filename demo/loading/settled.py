"""The last meeting's minutes after the meeting: decisions and actions that evening, sent round, a correction proposed."""

from datetime import timedelta

from demo.content import minuted as content
from demo.loading import telling
from demo.loading.calendar import at
from demo.loading.county import County
from pcc_portal.meetings.actions import circulations, corrections, minutes_versions
from pcc_portal.meetings.models import Entry, Meeting
from pcc_portal.meetings.printing import minuted


def load(county: County, last: Meeting) -> str:
    """They are also the paper by which the coming meeting is asked to confirm them. Returns how they stand."""
    evening = last.begins_at + timedelta(hours=3)
    circulations.close_the_evening(last, by=county.clerk, at=evening)
    telling.send(at=evening)
    circulations.say_coherent(last, summary="", by=county.clerk, at=evening)
    out = at(county.days.last + timedelta(days=content.SENT_ROUND_AFTER), 10)
    version = circulations.circulate(last, by=county.clerk, at=out)
    telling.send(at=out)
    wrong = content.WRONG
    question = Entry.objects.select_related("block").get(
        minutes__meeting=last, block__html__startswith=wrong.begins
    )
    written = minutes_versions.composed(minutes_versions.fresh(last))
    quoted = minuted.paragraphs(written.opened)[question.pk]
    row = corrections.propose(
        version,
        question,
        quoted=quoted,
        words=f"{quoted} {wrong.more}",
        why=wrong.why,
        by=county.users[wrong.who],
        at=out + timedelta(days=1),
    )
    return f"sent round, with one correction proposed by {row.proposed_by}"
