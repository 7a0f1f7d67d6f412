"""Packs without a render process: the pages are plain, everything else is made as for a real one."""

from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.actions import agendas, packs, publications, seconding
from pcc_portal.meetings.actions.packs import Built
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import binding
from pcc_portal.meetings.printing.binding import Paper
from pcc_portal.meetings.printing.front import FrontMatter
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.proofing import flagged_of
from pcc_portal.meetings.queries import agenda_of, inputs_of
from tests.factories import people
from tests.factories.days import NOW
from tests.pdf.samples import plain

BLANK = (plain("This page is blank on purpose"), 1)


def built(meeting):
    """As packs.lay_out makes it: an agenda sheet of two sides, and a side for each paper that was written here."""
    meeting = Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)
    agenda = agenda_of(meeting)
    matter = FrontMatter.gather(meeting)
    opened, held = sources(agenda, private=False), sources(agenda, private=True)
    papers = [Paper(s, s.data or plain(s.title), s.pages or 1) for s in [*opened, *held]]
    ways = {"filler": BLANK, "lay_out": lambda part: (plain(part.title, part.title), 2)}
    return Built(
        agenda=agenda,
        open_volume=binding.bind_open(matter, agenda, papers[: len(opened)], **ways),
        exempt_volume=binding.bind_exempt(matter, agenda, papers[len(opened) :], **ways),
        papers=papers,
        anchors={paper.source.key: {} for paper in papers},
        cached=set(),
        problems=[],
        matter=matter,
        inputs=inputs_of(meeting),
    )


def pack_of(made, meeting, *, at=NOW):
    """The files of a build, without DRAFT."""
    return packs.merge(made, meeting, draft=False, at=at)


def second(meeting):
    """A deputy clerk of the same side, who asks for nothing."""
    side = meeting.body.side
    found = User.objects.filter(email=f"nell.ashby@{side.slug}.example").first()
    return found or people.holder(Role.DEPUTY_CLERK, side, "Nell", "Ashby")


def seconded(meeting, by, *, at=NOW, reason=""):
    """Ask, and have a second person agree, where the agenda needs it; the consent, or None."""
    if not flagged_of(agenda_of(meeting)):
        return None
    agrees = second(meeting)
    return seconding.agree(seconding.ask(meeting, by=by, at=at, reason=reason), by=agrees, at=at)


def issued(meeting, by, *, at=NOW, reason=""):
    """Lock it, and let it out; what takes two people is agreed by a second one first."""
    seconded(meeting, by, at=at, reason=reason)
    agendas.lock(meeting, by=by, at=at, reason=reason)
    made = built(meeting)
    pack = packs.merge(made, meeting, draft=False, at=at)
    return publications.let_out(meeting, made, pack, by=by, at=at)
