"""What comes after an issue, without a render process: each part becomes plain pages with its own words on them."""

import re
from html import unescape

from pcc_portal import jobs
from pcc_portal.documents.actions import consents
from pcc_portal.meetings.actions import (
    agendas,
    late_seconding,
    packs,
    papers,
    publications,
    rebuilds,
    supplements,
)
from pcc_portal.meetings.actions.additions import finished, lay_out
from pcc_portal.meetings.actions.editions import let_out_supplement
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.printing.late import brought_by
from pcc_portal.meetings.proofing import flagged_of
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import ItemKind
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.packs import second, seconded
from tests.pdf.samples import plain

LONG_WAY, A_LINE = 240, 4  # words of a part that its plain page shows, and on a line
PLAIN = str.maketrans("“”‘’", "\"\"''")


class PlainPress:
    """Stands for the press: a side for each part, as many as it holds places for what was withdrawn. Counts what it lays out."""

    def __init__(self):
        self.titles = []

    def __call__(self, parts, *, at, on_done=press.unsaid, cancelled=lambda: False):
        self.titles += [part.title for part in parts]
        return [self.laid(part) for part in parts]

    @staticmethod
    def laid(part):
        sides = part.html.split('<section class="place">')[1:] or [part.html]
        words = [unescape(re.sub(r"<[^>]+>|\s+", " ", side)).split()[:LONG_WAY] for side in sides]
        return press.Laid(plain(*map(_shown, words)), len(words), {}, cached=False)


def _shown(words):
    """The words of a side, a few a line, as the stream of a plain page."""
    lines = [" ".join(words[n : n + A_LINE]).translate(PLAIN) for n in range(0, len(words), A_LINE)]
    shown = " ".join("({}) Tj T*".format(re.sub(r"([()\\])", r"\\\1", line)) for line in lines)
    return f"BT /F1 8 Tf 11 TL 60 760 Td {shown} ET".encode("latin-1", "replace")


def issue(meeting, by, *, at=NOW, reason=""):
    """Locked, laid out and let out, as the job does it."""
    seconded(meeting, by, at=at, reason=reason)
    meeting = agendas.lock(meeting, by=by, at=at, reason=reason)
    built = packs.lay_out(meeting, at=at)
    pack = packs.merge(built, meeting, draft=False, at=at)
    return publications.let_out(meeting, built, pack, by=by, at=at)


def agenda(meeting, by):
    """Item 1: a report, an appendix to follow; item 2: an upload of three sides; a question; an exempt item of one paper."""
    from pcc_portal.meetings.actions import items

    first = meetings.item(meeting, by, title="Commissioner", kind=ItemKind.PAPERS)
    meetings.written(first, by, title="The report", words=("Open words.",))
    follows = meetings.paper(first, by, title="Finance note", role="appendix")
    papers.await_(follows, state="to_follow", due_on=meeting.held_on, by=by, at=NOW)
    second = meetings.item(meeting, by, title="Plan", kind=ItemKind.PAPERS)
    meetings.uploaded(second, by, title="The plan", pages=("Plan one", "Plan two", "Plan three"))
    meetings.item(meeting, by, title="Questions", kind=ItemKind.VERBAL)
    third = meetings.item(meeting, by, title="Complaints", kind=ItemKind.PAPERS)
    meetings.written(third, by, title="A complaint", words=("Exempt words.",))
    items.exempt(third, meetings.grounds(1), by=by, at=NOW, private_title="Mr Nobody")
    return meeting


def start(meeting, by, *, why="The figures came from the Treasury on Friday.", at=NOW):
    return supplements.start(meeting, why=why, by=by, at=at)


def let_out(supplement, by, *, at=NOW, urgency=""):
    """Locked, laid out and let out, as the job does it."""
    agreed(supplement, by, at=at, urgency=urgency)
    supplement = supplements.lock(supplement, by=by, at=at, urgency=urgency)
    built = lay_out(supplement, at=at)
    assert let_out_supplement(supplement, built, finished(built, supplement, at=at), by=by, at=at)
    supplement.refresh_from_db()
    return supplement


def agreed(supplement, by, *, at=NOW, urgency=""):
    """A second person agrees, where it takes two; what goes on by itself then is left to the caller."""
    meeting = Meeting.objects.select_related("body__host", "body__organisation").get(pk=supplement.meeting_id)
    own = brought_by(agenda_of(meeting), supplement)
    if flagged_of(own):
        agrees = second(meeting)
        asked = late_seconding.ask(supplement, meeting, own, by=by, at=at, urgency=urgency)
        consents.agree(asked, by=agrees, at=at)


def rebuilt(job, *, at):
    """The work of a rebuild job, done now."""
    with jobs.claimed(job.pk, at=at) as held:
        if held:
            rebuilds.rebuild(held.subject, job=held, at=at)
    job.refresh_from_db()
    return job
