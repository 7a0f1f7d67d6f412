"""The Board: its officer, both parties, an issued meeting, and minutes with open and closed rows."""

from datetime import date
from types import SimpleNamespace

from governance.actions import board as keeping
from pcc_portal.accounts.actions import terms
from pcc_portal.accounts.models import Post
from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.actions import attendance, entries
from pcc_portal.meetings.models import Item
from pcc_portal.meetings.models.attendance import AttendanceGroup
from tests.factories import after, meetings, people
from tests.factories.days import NOW

HELD_ON = date(2026, 12, 8)
NEXT_ON = date(2027, 1, 5)
SECTIONS = ("Matters arising", "Performance")


def cast():
    """The Board's people, each with an account: ``officer``, ``pcc``, ``chief`` (executive) and ``cc``."""
    body = meetings.body("gpb")
    force = people.organisation("force", "The Constabulary", "force")
    found = SimpleNamespace(body=body)
    found.officer = people.holder(Role.BOARD_OFFICER, body.organisation, "Iain", "Calder")
    for name, kind, house, given, family in (
        ("pcc", "commissioner", body.host, "Helen", "Marsh"),
        ("chief", "chief_executive", body.host, "Aled", "Rowe"),
        ("cc", "chief_constable", force, "Moira", "Kay"),
    ):
        who = people.holder(Role.BOARD_MEMBER, body.organisation, given, family)
        post = Post.objects.create(kind=kind, title=f"The {kind.replace('_', ' ')}", organisation=house)
        terms.begin(post, who.person, from_on=people.LONG_AGO, by=None, at=NOW)
        setattr(found, name, who)
        found.__dict__[f"{name}_post"] = post
    return found


def issued(of, *, held_on=HELD_ON):
    """An issued meeting with two sections; takes the press that ``plain_press`` puts in place."""
    meeting = meetings.meeting(of.officer, of=of.body, held_on=held_on)
    for title in SECTIONS:
        meetings.item(meeting, of.officer, title=title)
    return after.issue(meeting, of.officer)


def item(meeting, title=SECTIONS[1]):
    found = Item.objects.get(meeting=meeting, public_title=title)
    found.meeting = meeting
    return found


def row(meeting, of, words, *, closed=False, kind="row", title=SECTIONS[1]):
    return entries.add(item(meeting, title), kind=kind, html=words, is_private=closed, by=of.officer, at=NOW)


def settled(meeting, of):
    """The head of the minutes, so that nothing of it is flagged."""
    for who in (of.pcc, of.chief, of.cc, of.officer):
        attendance.add(meeting, who.person, group=AttendanceGroup.OFFICER, by=of.officer, at=NOW)
    keeping.keep(
        meeting, chair=of.pcc.person, minute_taker=of.officer.person, next_on=NEXT_ON, by=of.officer, at=NOW
    )
    return meeting


def minuted(of):
    """Two open rows with a closed one between them, under a sub-heading; nothing is flagged."""
    meeting = settled(issued(of), of)
    row(meeting, of, "Agreed as a true record.", title=SECTIONS[0])
    row(meeting, of, "Vehicle crime", kind="topic")
    row(meeting, of, "Said behind closed doors.", closed=True)
    row(meeting, of, "Thefts have fallen.")
    return meeting
