"""Who stands in for a member reads that meeting's papers and no others, until it ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.access import load_rights, rights_of
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import RoleGrant
from pcc_portal.accounts.roles import ONE_MEETING, ROLE_POWERS, ROLES_WITH, Power, Role
from pcc_portal.documents.models import Withheld
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import attendance, calls, changes, items, mailing, substitutes
from pcc_portal.meetings.actions.calls import When
from pcc_portal.meetings.models import Attendance, Declaration, Meeting, Seat
from pcc_portal.meetings.queries import attendance as queries
from pcc_portal.meetings.queries import readers_of
from tests.factories import meetings, packs, people
from tests.factories.attending import came, rule, seated
from tests.factories.days import NOW, TODAY


@pytest.fixture
def sittings(panel_body, clerk):
    return seated(panel_body, clerk, "Ashdown", "Raman", "Karim", "Okafor")


@pytest.fixture
def meeting(panel_body, clerk, sittings):
    return calls.call(meetings.meeting(clerk, of=panel_body), by=clerk, at=NOW)


@pytest.fixture
def deputy(db):
    """With an account, and on no body."""
    return people.user("judd@north.example", person=people.person("Mary", "Judd", style="Councillor"))


@pytest.fixture
def standing_in(meeting, sittings, deputy, clerk):
    return substitutes.call_in(meeting, sittings[1], deputy.person, by=clerk, at=NOW)


def reads(user, *, on):
    return rights_of(user, on=on).refs(Power.READ_EXEMPT)


def test_the_role_carries_nothing_in_the_organisation():
    assert (ROLE_POWERS[Role.SUBSTITUTE], set(ONE_MEETING)) == (frozenset(), {Role.SUBSTITUTE})
    assert [power for power, roles in ROLES_WITH.items() if Role.SUBSTITUTE in roles] == []


def test_they_read_this_meeting_until_its_day_is_over(standing_in, meeting, deputy, panel):
    day = meeting.held_on
    assert [reads(deputy, on=on) for on in (TODAY, day)] == [{meeting.ref}] * 2
    assert reads(deputy, on=day + timedelta(days=1)) == frozenset()
    assert not rights_of(deputy, on=day).may(Power.READ_EXEMPT, panel.pk)


def test_and_no_other_meeting_of_the_body(standing_in, meeting, deputy, clerk, panel_body):
    other = meetings.meeting(clerk, of=panel_body, held_on=meeting.held_on + timedelta(days=28))
    load_rights(deputy, on=TODAY)
    assert [rules.may_read_exempt(deputy, one) for one in (meeting, other)] == [True, False]


def test_the_member_has_sent_apologies_and_the_substitute_is_expected(standing_in, meeting, sittings):
    said = {row.person.family: row.status for row in queries.of(meeting)}
    assert (said["Raman"], said["Judd"]) == ("apologies", "expected")


def test_a_substitute_votes_and_makes_the_quorum(standing_in, meeting, sittings, deputy, clerk):
    rule(meeting.body, quorum_least=2)
    came(meeting, sittings[0], by=clerk)
    attendance.mark(meeting, deputy.person, status="present", by=clerk, at=NOW)
    assert [row.printed for row in queries.voters(meeting)] == ["The Chair", "Councillor Judd"]
    counted = queries.counts(meeting)
    assert (counted.members, counted.present, counted.is_quorate) == (4, 2, True)


def test_where_both_came_the_member_counts_and_not_the_substitute(
    standing_in, meeting, sittings, deputy, clerk
):
    came(meeting, sittings[1], by=clerk)
    attendance.mark(meeting, deputy.person, status="present", by=clerk, at=NOW)
    assert [row.printed for row in queries.members_present(meeting)] == ["Councillor Raman"]


def test_nobody_stands_in_twice_or_for_somebody_who_is_there(standing_in, meeting, sittings, deputy, clerk):
    with pytest.raises(substitutes.NoSubstitute):
        substitutes.call_in(meeting, sittings[1], people.person(), by=clerk, at=NOW)
    with pytest.raises(attendance.OnTheList):
        substitutes.call_in(meeting, sittings[2], deputy.person, by=clerk, at=NOW)
    with pytest.raises(attendance.OnTheList):
        substitutes.call_in(meeting, sittings[2], sittings[3].person, by=clerk, at=NOW)
    came(meeting, sittings[3], by=clerk)
    with pytest.raises(substitutes.NoSubstitute):
        substitutes.call_in(meeting, sittings[3], people.person(), by=clerk, at=NOW)


def test_independent_members_have_none(meeting, panel_body, sittings, clerk):
    seat = Seat.objects.create(body=panel_body, position=9, kind="independent")
    independent = seat.sittings.create(person=people.person(), from_on=TODAY)
    with pytest.raises(substitutes.NoSubstitute):
        substitutes.call_in(meeting, independent, people.person("Mary", "Judd"), by=clerk, at=NOW)


def test_stood_down_they_read_nothing(standing_in, meeting, deputy, clerk):
    substitutes.stand_down(standing_in, by=clerk, at=NOW)
    assert (reads(deputy, on=TODAY), Attendance.objects.filter(person=deputy.person).count()) == (set(), 0)


def moved(meeting, clerk, day):
    to = When(day, meeting.starts_at, meeting.venue, off_day=True)
    return changes.move(meeting, to, reason="The hall is flooded.", by=clerk, at=NOW)


def test_the_right_goes_with_the_meeting_to_its_new_day(standing_in, meeting, deputy, clerk):
    was, day = meeting.held_on, meeting.held_on + timedelta(days=14)
    moved(meeting, clerk, day)
    assert [reads(deputy, on=on) for on in (was, day)] == [{meeting.ref}] * 2
    assert reads(deputy, on=day + timedelta(days=1)) == frozenset()


def test_put_off_to_a_day_unknown_it_rests(standing_in, meeting, deputy, clerk):
    changes.move(meeting, None, reason="The hall is flooded.", by=clerk, at=NOW)
    assert reads(deputy, on=TODAY) == frozenset()
    moved(Meeting.objects.get(pk=meeting.pk), clerk, meeting.held_on + timedelta(days=14))
    assert reads(deputy, on=TODAY) == {meeting.ref}


def test_cancelled_it_is_gone_at_once(standing_in, meeting, deputy, clerk):
    changes.cancel(meeting, reason="No business.", by=clerk, at=NOW)
    assert reads(deputy, on=TODAY) == frozenset()


def test_held_it_is_gone_the_same_day(standing_in, meeting, deputy, clerk):
    over = meeting.begins_at + timedelta(hours=2)
    assert reads(deputy, on=timezone.localdate(over)) == {meeting.ref}
    changes.mark_held(meeting, by=clerk, at=over)
    assert reads(deputy, on=timezone.localdate(over)) == frozenset()


def test_without_an_account_there_is_no_right_until_there_is_one(meeting, sittings, clerk):
    person = people.person("Mary", "Judd")
    row = substitutes.call_in(meeting, sittings[1], person, by=clerk, at=NOW)
    assert substitutes.give_access(row, by=clerk, at=NOW) is None
    user = people.user("judd@north.example", person=person)
    assert substitutes.give_access(row, by=clerk, at=NOW).only == meeting.ref
    assert substitutes.give_access(row, by=clerk, at=NOW) is None
    assert (reads(user, on=TODAY), RoleGrant.objects.filter(user=user).count()) == ({meeting.ref}, 1)


def test_a_meeting_that_is_over_gives_nothing(meeting, sittings, deputy, clerk):
    over = meeting.begins_at + timedelta(days=1)
    changes.mark_held(meeting, by=clerk, at=over)
    held = Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)
    substitutes.call_in(held, sittings[1], deputy.person, by=clerk, at=over)
    assert not RoleGrant.objects.filter(role=Role.SUBSTITUTE).exists()


@pytest.mark.parametrize(("role", "only"), [(Role.SUBSTITUTE, ""), (Role.PANEL_MEMBER, "pcp-2026-12-17")])
def test_a_right_for_one_meeting_names_it_and_no_other_does(deputy, panel, role, only):
    with pytest.raises(IntegrityError), transaction.atomic():
        grants.give(deputy, role=role, organisation=panel, only=only, from_on=TODAY, by=None, at=NOW)


def two_issued(panel_body, clerk):
    """Two meetings of the body that are out, each with an exempt item."""
    for weeks in (0, 4):
        on = meetings.meeting(clerk, of=panel_body, held_on=meetings.HELD_ON + timedelta(weeks=weeks))
        line = meetings.item(on, clerk, title="A hearing", kind="papers")
        meetings.written(line, clerk, words=("What is exempt.",))
        items.exempt(line, meetings.grounds(1), by=clerk, at=NOW)
        yield packs.issued(on, clerk)


def test_what_is_exempt_at_one_meeting_and_nothing_of_the_other(panel_body, sittings, deputy, clerk):
    one, _ = two_issued(panel_body, clerk)
    substitutes.call_in(one, sittings[1], deputy.person, by=clerk, at=NOW)
    load_rights(deputy, on=TODAY)
    seen = set(Withheld.objects.visible_to(deputy).values_list("collection", flat=True))
    assert (seen, Withheld.objects.values("collection").distinct().count()) == ({one.ref}, 2)
    load_rights(deputy, on=one.held_on + timedelta(days=1))
    assert not Withheld.objects.visible_to(deputy).exists()


def test_they_are_told_of_new_papers_of_that_meeting_alone(standing_in, meeting, deputy, clerk, panel_body):
    other = meetings.meeting(clerk, of=panel_body, held_on=meeting.held_on + timedelta(days=28))
    told = {}
    for one in (meeting, other):
        found = mailing.list_of(one, kind="issued", on=TODAY)
        told[one] = [r.email for r in found.recipients if r.audience == "member"]
    assert told == {meeting: [deputy.email], other: []}


def test_copies_of_exempt_papers_may_carry_their_name(standing_in, meeting, deputy, clerk, panel_body):
    other = meetings.meeting(clerk, of=panel_body, held_on=meeting.held_on + timedelta(days=28))
    assert [deputy.person in readers_of(one) for one in (meeting, other)] == [True, False]


def test_a_substitute_says_that_they_cannot_come_and_declares_an_interest(
    standing_in, meeting, deputy, client
):
    client.force_login(deputy)
    own, declare = (
        reverse(f"meetings:{name}", args=[meeting.ref]) for name in ("attendance-answer", "interest-declare")
    )
    page = client.get(declare)
    assert (page.status_code, "Judd" in page.text, "Ashdown" in page.text) == (200, True, False)
    typed = {"person": deputy.person_id, "kind": "pecuniary", "matter": "A shop."}
    assert client.post(declare, typed).status_code == 303
    assert [row.person for row in Declaration.objects.filter(meeting=meeting)] == [deputy.person]
    assert client.post(own, {"comes": "no"}).status_code == 303
    assert Attendance.objects.get(pk=standing_in.pk).status == "apologies"


def test_they_are_asked_on_their_own_page_until_they_are_stood_down(standing_in, meeting, deputy, clerk):
    assert list(queries.meetings_of(deputy, on=TODAY)) == [meeting]
    substitutes.stand_down(standing_in, by=clerk, at=NOW)
    assert list(queries.meetings_of(deputy, on=TODAY)) == []
    assert not rules.may_answer(deputy, meeting, on=TODAY)
