"""Short stories that open in the middle of something: whose chair, what has just been done, and where one looks.

What a story does before it opens goes through the portal's own actions, as if its people had pressed the buttons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from demo import chairs
from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import packs
from pcc_portal.meetings.models import Meeting, Paper, Supplement
from pcc_portal.meetings.models.meeting import MeetingQuerySet
from pcc_portal.meetings.states import AgendaStatus, Life, PaperState, SupplementStatus
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block


@dataclass(frozen=True)
class Story:
    """A card on the demonstration's page. ``begin`` does what has just happened, and says where to look."""

    key: str
    title: str
    words: str
    chair: str  # whose chair one sits in, or nobody's
    begin: Callable[[User | None, datetime], str | None]


def coming() -> Meeting | None:
    """The meeting that is being prepared."""
    return _panel().pending().filter(status=AgendaStatus.DRAFT).order_by("held_on").first()


def last() -> Meeting | None:
    """The last meeting that has been held: its papers are out, and had an exempt part."""
    return _panel().filter(status=AgendaStatus.ISSUED, life=Life.HELD).order_by("-held_on").first()


def supplemented() -> Supplement | None:
    """What last came to a meeting that is still to be held."""
    issued = Supplement.objects.filter(status=SupplementStatus.ISSUED, meeting__in=_panel().pending())
    return issued.select_related("meeting").order_by("-issued_at").first()


def _panel() -> MeetingQuerySet:
    return Meeting.objects.filter(body__slug="pcp").select_related("body")


def _prepare(by: User | None, at: datetime) -> str | None:
    meeting = coming()
    return meeting.path if meeting else None


def _change_a_paper(by: User | None, at: datetime) -> str | None:
    """A paragraph of one accepted paper says something new, and a build is under way."""
    meeting = coming()
    paper = _written(meeting) if meeting else None
    if meeting is None or paper is None or by is None:
        return None
    paragraph = Block.objects.filter(text=paper.text, kind=BlockKind.PARAGRAPH).order_by("position").last()
    if paragraph is None:
        return None
    words = f" Reworded on {at:%d %B} at {at:%H:%M:%S}.</p>"
    html = paragraph.html.removesuffix("</p>").split(" Reworded on ")[0] + words
    blocks.save_block(paragraph, base_version=paragraph.version, html=html, by=by, at=at)
    packs.ask_to_build(meeting, by=by, at=at)
    return meeting.path


def _written(meeting: Meeting) -> Paper | None:
    """A paper that was written here and is in the pack."""
    rows = Paper.objects.filter(item__meeting=meeting, state=PaperState.IN, text__isnull=False)
    return rows.order_by("item__position", "position").first()


def _read(by: User | None, at: datetime) -> str | None:
    meeting = last()
    return meeting.path if meeting else None


def _see_what_came(by: User | None, at: datetime) -> str | None:
    found = supplemented()
    return f"{found.meeting.path}#supplements" if found else None


def _minute(by: User | None, at: datetime) -> str | None:
    meeting = last()
    return f"{meeting.path}minutes/" if meeting else None


def _undertake(by: User | None, at: datetime) -> str | None:
    """The minutes of the last Board, which are being written: sentences in them wait to become actions."""
    rows = Meeting.objects.filter(body__slug="gpb", life=Life.HELD, minutes__isnull=False)
    meeting = rows.select_related("body").order_by("-held_on").first()
    return f"{meeting.path}minutes/" if meeting else None


def _hunt(by: User | None, at: datetime) -> str | None:
    return "/demo/hunt/" if last() else None


STORIES: dict[str, Story] = {
    story.key: story
    for story in (
        Story(
            "issue",
            "Issue a pack",
            "You are the clerk. The next meeting is in preparation: see what still waits for you, build the pack, check it "
            "and let it out. About five minutes.",
            "clerk",
            _prepare,
        ),
        Story(
            "changed",
            "One paper changed",
            "You are the clerk. A sentence of one paper has just been reworded and the pack is being built again: watch how "
            "much of it is used again, and how long it takes. Under a minute.",
            "clerk",
            _change_a_paper,
        ),
        Story(
            "exempt",
            "Read what the public may not",
            "You are a member. The papers of the last meeting have an exempt part, which says so in words. Under a minute.",
            "member",
            _read,
        ),
        Story(
            "supplement",
            "A supplement came yesterday",
            "You are a member. A paper for the next meeting came after its agenda: see why, on which pages it is, and that "
            "no page before it has moved. Under a minute.",
            "member",
            _see_what_came,
        ),
        Story(
            "offline",
            "Cut my connection",
            "You are the clerk, writing the minutes of the last meeting. Switch your computer’s network off, type, close the "
            "tab, switch it on again and come back: what you typed is there, and goes out by itself. Two minutes.",
            "clerk",
            _minute,
        ),
        Story(
            "undertaking",
            "An undertaking becomes an action",
            "You are the governance officer, writing the minutes of the last Board. Somebody said that they will do "
            "something: one press makes it an action, and then sit in the Assistant Chief Constable’s chair, where it is "
            "on her page. Two minutes.",
            "officer",
            _undertake,
        ),
        Story(
            "hunt",
            "Hunt the secret word",
            "You are nobody in particular. One exempt paper holds a word: see it hunted through every page and file that the "
            "public can get, and try it yourself. Under a minute.",
            chairs.NOBODY,
            _hunt,
        ),
    )
}
