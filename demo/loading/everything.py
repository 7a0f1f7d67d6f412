"""The whole demonstration in one transaction: people, five years of meetings, and one to be worked on."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from demo.content import agenda
from demo.loading import (
    accounts,
    acting,
    attending,
    board,
    bodies,
    challenging,
    dealings,
    deciding,
    inspections,
    late,
    lives,
    meetings,
    minuted,
    organisations,
    owing,
    packs,
    programme,
    promised,
    questioning,
    reading,
    seats,
    settled,
    speaking,
    telling,
    weekly,
)
from demo.loading.calendar import Days, at, days_from, issue_day
from demo.loading.county import County
from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import bodies as set_up
from pcc_portal.meetings.actions import unsealing
from pcc_portal.meetings.actions.reviews import in_force
from pcc_portal.meetings.actions.seats import publish
from pcc_portal.meetings.models import Meeting

WAITS_FOR_THE_CLERK = ["work_programme"]

type Say = Callable[[str], None]


@transaction.atomic
def load(*, now: datetime, say: Say, thin: bool = False) -> Meeting:
    """All or nothing: a loading that was stopped leaves a database in which it can begin again.

    ``thin`` leaves the years before the last meeting out. Returns the coming meeting.
    """
    county = people(days_from(timezone.localdate(now)))
    say(f"{len(county.persons)} people, {len(county.users)} of them with a chair, and 12 seats")
    past = [] if thin else history(county)
    if past:
        say(f"{len(past)} meetings of the last five years")
    last, coming, extra = last_meeting(county), coming_meeting(county), extra_meeting(county)
    bodies.load_standing_items(county.body)
    say(f"the last meeting on {last.held_on} and the coming one on {coming.held_on}, with their papers")
    to_issue = [*past, last]
    packs.lay_out_together([*to_issue, extra, coming], at=now, told=_counted(say))
    last_out = at(issue_day(last.held_on))
    telling.subscribe(county, issued=last_out)
    for meeting in (last, coming):
        telling.invite(county, meeting, at=last_out)
    written = issued_and_held(county, to_issue, last)
    said = f"the last meeting minuted in {minuted.load(county, last, coming)} entries"
    say(f"{said}; {len(to_issue)} packs issued, {written} e-mails written")
    boards = board.begin(county, now=now)
    board.agree(county, boards)
    if not thin:
        lives.cancelled(county, last)
    lives.call(coming, county)
    board.write_up(county, boards)
    if not thin:
        moved = lives.load(county, last, coming)
        say(f"one meeting cancelled, one moved to {moved.held_on}, and the next ones planned")
    inspections.load_answered(county)
    let_out_extra(county, extra, now=now, say=say)
    membership(county, past, last, coming, at=now)
    say(f"its minutes {after_the_last(county, last, at=now)}")
    business(county, coming, now=now, say=say)
    telling.send(at=now)
    say(board.call_next(county, boards, now=now))
    say(f"{questioning.load(county, boards.in_hand, now=now)} written questions to the force")
    successor(county, at=now)
    pack = packs.draft(coming, at=now)
    say(f"draft pack of the coming meeting: {pack.public_pages} pages and {pack.exempt_pages} exempt")
    return coming


def business(county: County, coming: Meeting, *, now: datetime, say: Say) -> None:
    """What the Panel deals with apart from its meetings, and what was undertaken at the Board."""
    programme.load(county, coming, at=now)
    dealings.load(county, coming, now=now)
    log, register = acting.load(county, now=now), deciding.load(county, now=now)
    letters = challenging.load(county, now=now)
    say(f"the Board’s log with {log} actions, {register} decisions, {letters} formal challenges")
    running = inspections.load(county, now=now)
    say(f"two inspections, of which {running} is being answered")
    say(f"{weekly.load(county, now=now)} weeks of Commissioner and Chief Constable")
    say(f"what the force owes, with {owing.load(county, now=now)} steps of the ladder taken")


def issued_and_held(county: County, to_issue: list[Meeting], last: Meeting) -> int:
    """Each pack in its turn, the last one told. Returns how many e-mails were written."""
    written = 0
    for meeting in to_issue:
        moment = at(issue_day(meeting.held_on))
        packs.issue(meeting, by=county.clerk, second=county.deputy, at=moment, is_told=meeting == last)
        if meeting == last:
            written = telling.send(at=moment)
            late.for_last(county, meeting)
            speaking.for_last(county, meeting)
        lives.held(meeting, county)
    return written


def after_the_last(county: County, last: Meeting, *, at: datetime) -> str:
    """What its papers go on asking of the deputy, what a member has noted beside them, what became of its promises and minutes."""
    how = settled.load(county, last)
    for_the_deputy(county, last, at=at)
    reading.load(county, last, at=at)
    promised.load(county, last, at=at)
    return how


def let_out_extra(county: County, extra: Meeting, *, now: datetime, say: Say) -> None:
    """Issued and told, with a paper that came late and people who ask to speak."""
    out = at(county.days.issued_on(extra.held_on), 15)
    packs.issue(extra, by=county.clerk, second=county.deputy, at=out, is_told=True)
    telling.send(at=out)
    supplement = late.for_extra(county, extra)
    say(f"an extraordinary meeting on {extra.held_on} is issued; {supplement} came yesterday")
    speaking.for_extra(county, extra, now=now)


def membership(county: County, past: list[Meeting], last: Meeting, coming: Meeting, *, at: datetime) -> None:
    """The register of members, and who of them came."""
    publish(county.body, by=county.clerk, at=at)
    attending.load(county, past, last, coming, now=at)


def for_the_deputy(county: County, last: Meeting, *, at: datetime) -> None:
    """The clerk thinks that what was exempt at the last meeting can be opened; the deputy is to look at it."""
    for held in in_force({county.body.organisation_id}):
        if held.meeting == last:
            unsealing.ask(held.exemption, by=county.clerk, at=at)
            return


def successor(county: County, *, at: datetime) -> None:
    """What follows Commissioners in May 2028 has a name already: dated data, which no paper of today prints."""
    set_up.rename(
        county.body,
        from_on=date(2028, 5, 8),
        name="Ardenshire Policing and Crime Board",
        short_name="Policing Board",
        by=county.users["admin@demo.example"],
        at=at,
    )


def people(days: Days) -> County:
    """Organisations, office, accounts, the Panel and its seats."""
    set_up.ensure()
    known = organisations.load()
    organisations.load_office(from_on=days.first)
    body = bodies.load()
    persons = accounts.load(known, coming=days.coming, from_on=days.first)
    seats.load(body, persons, known, coming=days.coming)
    users = {user.email: user for user in User.objects.select_related("person")}
    return County(days, known, persons, body, users)


def history(county: County) -> list[Meeting]:
    """Five thin years, oldest first: releases chain in the order in which they were let out."""
    return [
        meetings.load(county, past.on, past.lines, {}, words=past.blocks)
        for past in reversed(county.days.past)
    ]


def last_meeting(county: County) -> Meeting:
    return meetings.load(county, county.days.last, agenda.LAST, county.days.names_for_last())


def extra_meeting(county: County) -> Meeting:
    """For one thing that cannot wait; a paper of it came late."""
    return meetings.load(county, county.days.extra, agenda.EXTRA, county.days.names_for_extra())


def coming_meeting(county: County) -> Meeting:
    """Ready but for what the clerk is to do: accept one paper, and know that one is to follow."""
    return meetings.load(
        county, county.days.coming, agenda.COMING, county.days.names_for_coming(), waiting=WAITS_FOR_THE_CLERK
    )


def _counted(say: Say) -> Callable[[int, int], None]:
    """Every tenth part, so that one sees it go on."""

    def told(done: int, of: int) -> None:
        if done and (done % 10 == 0 or done == of):
            say(f"laying out: {done} of {of}")

    return told
