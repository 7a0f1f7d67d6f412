"""The Board: its people, three meetings (agreed, being minuted, planned), and what it looks at by month."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from demo.content import board as content
from demo.content import people
from demo.loading import packs, telling
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import approvals
from governance.actions import board as keeping
from governance.models import ApprovalRequest
from governance.rules.approval import Authority
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Organisation, Post, User
from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.actions import attendance, calls, changes, entries, minutes
from pcc_portal.meetings.models import Attendance, Body, Item, Meeting, StandingItem
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.printing.wording import html_of

TUESDAY = 1
APART = timedelta(weeks=4)
ISSUED = timedelta(days=2)  # before the meeting
LATELY = 7  # days ago, or more, that the Board met last: its papers were out before the Panel's extraordinary meeting
OFFICER, CHIEF_EXECUTIVE = "officer@demo.example", "chief.executive@demo.example"
MEMBERS = ("pcc@demo.example", CHIEF_EXECUTIVE, "cc@demo.example", "staff.officer@demo.example")
BEGAN_AT = 9, 30
PARTIES = {"pcc@demo.example": "commissioner", "cc@demo.example": "chief_constable"}


@dataclass(frozen=True)
class Boards:
    """Two meetings that are over, with what the Board is."""

    body: Body
    agreed: Meeting
    in_hand: Meeting

    @property
    def next_on(self) -> date:
        return self.in_hand.held_on + APART


def met_last(today: date) -> date:
    """A Tuesday of the week before; the Board meets every four weeks."""
    day = today - timedelta(days=LATELY)
    return day - timedelta(days=(day.weekday() - TUESDAY) % 7)


def begin(county: County, *, now: datetime) -> Boards:
    """The Board's people and letters, and its last two meetings with their agendas, still drafts."""
    body, last = _body(county), met_last(county.days.today)
    agreed, in_hand = (_meeting(county, body, on) for on in (last - APART, last))
    packs.lay_out_together([agreed, in_hand], at=now, told=lambda _done, _of: None)
    return Boards(body, agreed, in_hand)


def agree(county: County, boards: Boards) -> None:
    """The meeting before the last: its minutes were approved by both parties, and are public."""
    meeting = boards.agreed
    _focus(county, boards.body, meeting.held_on)
    _minuted(county, meeting, content.AGREED, boards.in_hand.held_on)
    by, sent = _officer(county), at(meeting.held_on + timedelta(days=7), 11)
    asked = approvals.ask(meeting, due_on=meeting.held_on + timedelta(days=21), by=by, at=sent)
    telling.send(at=sent)
    rows = ApprovalRequest.objects.select_related("version__minutes__meeting__body")
    for days, (email, party) in enumerate(PARTIES.items(), start=2):
        user = county.users[email]
        assert user.person is not None, "the cast are people"
        own = Authority(user.person, user.person)
        request = rows.get(version=asked, party=party)
        approvals.approve(request, own, by=user, at=sent + timedelta(days=days))


def write_up(county: County, boards: Boards) -> None:
    """The last meeting: its minutes are being written, and its undertakings wait to become actions."""
    _minuted(county, boards.in_hand, content.IN_HAND, boards.next_on)


def call_next(county: County, boards: Boards, *, now: datetime) -> str:
    """The next one is called. Returns how the Board stands."""
    by = _officer(county)
    coming = calls.plan(boards.body, held_on=boards.next_on, by=by, at=now, off_day=True)
    calls.call(coming, by=by, at=now)
    telling.send(at=now)
    return f"the Board of {boards.agreed.held_on} agreed, that of {boards.in_hand.held_on} being minuted, the next on {coming.held_on}"


def _officer(county: County) -> User:
    return county.users[OFFICER]


def _body(county: County) -> Body:
    """Its people, its standing items, the letters of its minutes."""
    body, begun = Body.objects.select_related("organisation", "host").get(slug="gpb"), county.days.first
    body.venue, body.default_time = content.VENUE, body.default_time.replace(hour=9, minute=30)
    body.save(update_fields=["venue", "default_time"])
    board: Organisation = body.organisation
    for email in (OFFICER, *MEMBERS):
        role = Role.BOARD_OFFICER if email == OFFICER else Role.BOARD_MEMBER
        grants.give(
            county.users[email],
            role=role,
            organisation=board,
            from_on=begun,
            by=None,
            at=at(begun),
            reason="set-up",
        )
    StandingItem.objects.bulk_create(
        StandingItem(body=body, position=n, title=title) for n, title in enumerate(content.STANDING, start=1)
    )
    by = _officer(county)
    for known in people.PEOPLE:
        if known.initials:
            keeping.explain(
                known.initials, person=county.persons[known.key], from_on=begun, by=by, at=at(begun)
            )
    for letters, house, title in content.POSTS:
        post = Post.objects.get(organisation=county.organisations[house], title=title)
        keeping.explain(letters, post=post, from_on=begun, by=by, at=at(begun))
    for letters, meaning in content.GLOSSARY:
        keeping.define(letters, meaning, by=by, at=at(begun))
    return body


def _focus(county: County, body: Body, first: date) -> None:
    """Twelve months from the first meeting on."""
    months = [first.replace(day=1)]
    while len(months) < len(content.FOCUS):
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    topics = zip(months, content.FOCUS, strict=True)
    keeping.set_focus(body, topics, by=_officer(county), at=at(first - ISSUED, 9))


def _meeting(county: County, body: Body, held_on: date) -> Meeting:
    made = calls.plan(
        body, held_on=held_on, by=_officer(county), at=at(held_on - timedelta(days=21)), off_day=True
    )
    return Meeting.objects.select_related("body__organisation", "body__host").get(pk=made.pk)


def _held(county: County, meeting: Meeting) -> None:
    by = _officer(county)
    packs.issue(meeting, by=by, second=county.users[CHIEF_EXECUTIVE], at=at(meeting.held_on - ISSUED))
    changes.mark_held(meeting, by=by, at=at(meeting.held_on + timedelta(days=1), 9))


def _record(county: County, meeting: Meeting, next_on: date) -> None:
    """Who was there, who chaired, when they meet next."""
    by, when = _officer(county), at(meeting.held_on, *BEGAN_AT)
    rows: dict[str, Attendance] = {}
    for key in (*content.OFFICE, *content.FORCE, content.JOINED, *content.APOLOGIES):
        person = county.persons[key]
        rows[key] = attendance.add(meeting, person, group=AttendanceGroup.OFFICER, by=by, at=when)
    for key in content.APOLOGIES:
        attendance.mark(meeting, county.persons[key], status=AttendanceStatus.APOLOGIES, by=by, at=when)
    finance = Item.objects.get(meeting=meeting, public_title="Finance")
    attendance.come_in(rows[content.JOINED], item=finance, by=by, at=when)
    chair, minute_taker = county.persons["whitcombe"], county.persons["fraser"]
    keeping.keep(meeting, chair=chair, minute_taker=minute_taker, next_on=next_on, by=by, at=when)


def _minuted(county: County, meeting: Meeting, said: dict[str, list[content.Row]], next_on: date) -> None:
    """Issued, held, and minuted as the officer wrote it while the meeting went on."""
    _held(county, meeting)
    _record(county, meeting, next_on)
    by, when = _officer(county), at(meeting.held_on, *BEGAN_AT)
    minutes.begin(meeting, by=by, at=when)
    for item in Item.objects.filter(meeting=meeting).order_by("position"):
        item.meeting = meeting
        for row in said.get(item.public_title, ()):
            when += timedelta(minutes=4)
            html = html_of(row.words)
            entries.add(item, kind=row.kind, html=html, is_private=row.closed, by=by, at=when)
    minutes.rise(meeting, by=by, at=when + timedelta(minutes=5))
