"""A seat brings the member's role and takes it away again, and the public register follows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import RoleGrant
from pcc_portal.accounts.roles import Power, Role
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import seats
from pcc_portal.meetings.models import Seat, Sitting
from tests.factories import meetings, people
from tests.factories.days import NOW, TODAY

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def seat(panel_body):
    return meetings.seats(panel_body, "north")[0]


@pytest.fixture
def member(db):
    return people.user("ann@north.example", person=people.person("Ann", "Zeller"))


def reads(member, panel, *, on):
    return rights_of(member, on=on).may(Power.READ_EXEMPT, panel.pk)


def test_fill_gives_the_role_with_the_seat(seat, member, panel, clerk):
    seats.fill(seat, member.person, from_on=TODAY, by=clerk, at=NOW)
    assert [reads(member, panel, on=day) for day in (TODAY - timedelta(days=1), TODAY)] == [False, True]
    assert RoleGrant.objects.get(user=member).role == Role.PANEL_MEMBER


def test_the_chair_gets_the_chairs_role(seat, member, clerk):
    seats.fill(seat, member.person, office="chair", from_on=TODAY, by=clerk, at=NOW)
    assert RoleGrant.objects.get(user=member).role == Role.PANEL_CHAIR


def test_a_person_without_an_account_gets_a_seat_and_no_role(seat, clerk):
    seats.fill(seat, people.person(), from_on=TODAY, by=clerk, at=NOW)
    assert not RoleGrant.objects.filter(reason__startswith="sitting").exists()


def test_end_ends_the_role_on_the_same_day(seat, member, panel, clerk):
    sitting = seats.fill(seat, member.person, from_on=TODAY, by=clerk, at=NOW)
    seats.end(sitting, last_on=TODAY, by=clerk, at=NOW)
    assert [reads(member, panel, on=day) for day in (TODAY, TOMORROW)] == [True, False]


def test_a_last_day_put_right_puts_the_role_right_too(seat, member, panel, clerk):
    """Otherwise the person would sit no more and go on reading what is exempt."""
    sitting = seats.fill(seat, member.person, from_on=TODAY, by=clerk, at=NOW)
    seats.end(sitting, last_on=date(2026, 12, 31), by=clerk, at=NOW)
    seats.end(sitting, last_on=TODAY, by=clerk, at=NOW)
    assert reads(member, panel, on=TODAY)
    assert not reads(member, panel, on=TOMORROW)


def test_a_role_that_was_taken_away_stays_taken_away(seat, member, panel, clerk):
    sitting = seats.fill(seat, member.person, from_on=TODAY, by=clerk, at=NOW)
    grants.end(RoleGrant.objects.get(user=member), last_on=TODAY, by=clerk, at=NOW)
    seats.end(sitting, last_on=date(2026, 12, 31), by=clerk, at=NOW)
    assert not reads(member, panel, on=TOMORROW)


def test_a_role_for_another_reason_is_left_alone(seat, member, panel, clerk):
    people.granted(member, Role.PANEL_MEMBER, panel)
    sitting = seats.fill(seat, member.person, from_on=TODAY, by=clerk, at=NOW)
    seats.end(sitting, last_on=TODAY, by=clerk, at=NOW)
    assert reads(member, panel, on=TOMORROW)


@pytest.mark.parametrize(
    ("ends", "begins"),
    [
        (None, TOMORROW),
        (TODAY + timedelta(days=9), TOMORROW),
        (TODAY + timedelta(days=9), TODAY - timedelta(days=30)),
    ],
    ids=["still there", "there on that day", "there later"],
)
def test_a_taken_seat_is_refused(seat, member, clerk, ends, begins):
    sitting = seats.fill(seat, people.person("Bob"), from_on=TODAY, by=clerk, at=NOW)
    if ends:
        seats.end(sitting, last_on=ends, by=clerk, at=NOW)
    before = Event.objects.count()
    with pytest.raises(seats.SeatTaken):
        seats.fill(seat, member.person, from_on=begins, by=clerk, at=NOW)
    assert (Sitting.objects.count(), Event.objects.count()) == (1, before)


def test_end_before_the_beginning_is_refused(seat, member, clerk):
    sitting = seats.fill(seat, member.person, from_on=TODAY, by=clerk, at=NOW)
    with pytest.raises(seats.EndsTooSoon):
        seats.end(sitting, last_on=TODAY - timedelta(days=1), by=clerk, at=NOW)
    assert Sitting.objects.get().to_on is None


def test_the_register_says_who_sits_on_the_day_it_is_released(panel_body, clerk):
    """A change for a day to come does not show today, and a seat filled long ago does not hide who came since."""
    north, south = meetings.seats(panel_body, "north", "south")
    seats.fill(north, people.person("Ann", "Zeller"), from_on=date(2026, 5, 1), by=clerk, at=NOW)
    seats.fill(south, people.person("Bob", "Young"), from_on=date(2021, 5, 1), by=clerk, at=NOW)
    html = Release.objects.live().get(kind="meetings.membership").text.html
    assert ("Ann Zeller" in html, "Bob Young" in html) == (True, True)
    seats.end(Sitting.objects.get(seat=north), last_on=TODAY, by=clerk, at=NOW)
    seats.fill(north, people.person("Cat", "Xu"), from_on=TOMORROW, by=clerk, at=NOW)
    html = Release.objects.live().get(kind="meetings.membership").text.html
    assert ("Ann Zeller" in html, "Cat Xu" in html) == (True, False)


# What the tables refuse


def refused_by(name, change):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_one_person_in_a_seat_at_a_time(seat, member):
    Sitting.objects.create(seat=seat, person=member.person, from_on=TODAY, to_on=TOMORROW)
    again = {"seat": seat, "person": people.person("Bob"), "from_on": TOMORROW}
    refused_by("one_person_in_a_seat_at_a_time", lambda: Sitting.objects.create(**again))


def test_a_sitting_does_not_end_before_it_begins(seat, member):
    dates = {"from_on": TODAY, "to_on": TODAY - timedelta(days=1)}
    change = {"seat": seat, "person": member.person} | dates
    refused_by("sitting_ends_after_it_starts", lambda: Sitting.objects.create(**change))


@pytest.mark.parametrize("kind", ["councillor", "independent"])
def test_councillors_are_nominated_by_a_council_and_others_are_not(panel_body, kind):
    council = None if kind == "councillor" else people.organisation("north")
    name = "councillors_are_nominated_by_a_council"
    refused_by(
        name, lambda: Seat.objects.create(body=panel_body, position=1, kind=kind, nominated_by=council)
    )


def test_seats_never_share_a_place(panel_body, seat):
    refused_by(
        "seat_position_once", lambda: Seat.objects.create(body=panel_body, position=1, kind="independent")
    )
