"""Who is expected, who was there for which item, and whether that is a quorum."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.accounts.actions.persons import Namesake, NewPerson
from pcc_portal.audit.models import Event
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import attendance, calls, changes, seats
from pcc_portal.meetings.models import Attendance, AttendanceRule, Declaration, Meeting, Presence
from pcc_portal.meetings.queries import attendance as queries
from tests.factories import meetings, people
from tests.factories.attending import came, rule, seated
from tests.factories.days import NOW, TODAY


@pytest.fixture
def sittings(panel_body, clerk):
    return seated(panel_body, clerk, "Ashdown", "Raman", "Karim", "Okafor")


@pytest.fixture
def meeting(panel_body, clerk, sittings):
    return calls.call(meetings.meeting(clerk, of=panel_body), by=clerk, at=NOW)


@pytest.fixture
def lines(meeting, clerk):
    """1, 2, 2(1), 3"""
    one, two, three = (meetings.item(meeting, clerk, title=title) for title in ("One", "Two", "Three"))
    part = meetings.item(meeting, clerk, title="A part", parent=two)
    return [one, two, part, three]


def listed(meeting):
    return [(row.printed, row.status) for row in queries.of(meeting)]


def test_everyone_who_sits_on_the_day_is_expected_and_nothing_is_written(meeting):
    assert listed(meeting) == [
        ("The Chair", "expected"),
        ("Councillor Karim", "expected"),
        ("Councillor Okafor", "expected"),
        ("Councillor Raman", "expected"),
    ]
    assert not Attendance.objects.exists()


def test_who_sits_on_another_day_is_not_expected(meeting, sittings, clerk):
    seats.end(sittings[1], last_on=meeting.held_on - timedelta(days=1), by=clerk, at=NOW)
    assert "Councillor Raman" not in [name for name, _ in listed(meeting)]


def test_who_left_the_body_after_sending_word_is_not_expected_any_more(meeting, sittings, clerk):
    attendance.mark(meeting, sittings[1].person, status="apologies", by=clerk, at=NOW)
    seats.end(sittings[1], last_on=meeting.held_on - timedelta(days=1), by=clerk, at=NOW)
    assert "Councillor Raman" not in [name for name, _ in listed(meeting)]


def test_a_press_is_one_row_and_one_event(meeting, sittings, clerk):
    for status in ("present", "apologies"):
        attendance.mark(meeting, sittings[2].person, status=status, by=clerk, at=NOW)
    row = Attendance.objects.get()
    assert (row.status, row.capacity, row.changed_by) == ("apologies", "Karim Council", clerk)
    assert Event.objects.filter(kind="meetings.attendance.marked").count() == 2


def test_a_cancelled_meeting_counts_for_nobody(meeting, sittings, clerk):
    cancelled = changes.cancel(meeting, reason="No business.", by=clerk, at=NOW)
    with pytest.raises(attendance.Cancelled):
        attendance.mark(cancelled, sittings[0].person, status="present", by=clerk, at=NOW)
    assert not Attendance.objects.exists()


def test_a_member_sends_word_and_takes_it_back(meeting, sittings, panel):
    who = people.user("karim@north.example", person=sittings[2].person)
    assert rules.may_answer(who, meeting, on=meeting.held_on)
    assert not rules.may_answer(who, meeting, on=meeting.held_on + timedelta(days=1))
    attendance.answer(meeting, comes=False, by=who, at=NOW)
    assert ("Councillor Karim", "apologies") in listed(meeting)
    attendance.answer(meeting, comes=True, by=who, at=NOW)
    assert ("Councillor Karim", "expected") in listed(meeting)


def test_nobody_takes_back_what_the_clerk_has_seen(meeting, sittings, clerk):
    came(meeting, sittings[2], by=clerk)
    who = people.user("karim@north.example", person=sittings[2].person)
    with pytest.raises(attendance.SaidAlready):
        attendance.answer(meeting, comes=False, by=who, at=NOW)


@pytest.mark.parametrize("who", ["panel_member", "officer", "stranger", "clerk"])
def test_only_who_sits_that_day_answers(meeting, request, who):
    assert not rules.may_answer(request.getfixturevalue(who), meeting, on=TODAY)


def test_an_officer_is_added_under_the_post_they_hold(meeting, clerk, office):
    person = people.person("Anna", "Marsh")
    post = office.posts.create(title="Commissioner", kind="commissioner")
    post.holdings.create(person=person, from_on=date(2024, 5, 9))
    row = attendance.add(meeting, person, group="officer", by=clerk, at=NOW)
    assert (row.capacity, row.organisation, row.status) == ("Commissioner", office, "present")
    with pytest.raises(attendance.OnTheList):
        attendance.add(meeting, person, group="other", by=clerk, at=NOW)


def test_a_new_person_is_added_once(meeting, clerk):
    new = NewPerson("Brenda", "Hollis", "Mrs")
    attendance.add(meeting, new, group="other", by=clerk, at=NOW)
    with pytest.raises(Namesake):
        attendance.add(meeting, NewPerson("brenda ", " HOLLIS"), group="other", by=clerk, at=NOW)
    other = attendance.add(meeting, new._replace(known_as="of Wexbury"), group="other", by=clerk, at=NOW)
    assert Attendance.objects.filter(person__family="Hollis").count() == 2
    assert other.printed == "Mrs Brenda Hollis"


def test_members_are_not_taken_off(meeting, sittings, clerk):
    (row,) = came(meeting, sittings[0], by=clerk)
    with pytest.raises(attendance.NotExpected):
        attendance.take_off(row, by=clerk, at=NOW)


# For which item


def there(meeting, item=None):
    return [row.person.family for row in queries.members_present(meeting, item)]


def test_without_a_word_more_they_are_there_throughout(meeting, sittings, lines, clerk):
    came(meeting, *sittings[:2], by=clerk)
    assert [there(meeting, item) for item in (*lines, None)] == [["Ashdown", "Raman"]] * 5


def test_came_in_left_and_came_back(meeting, sittings, lines, clerk):
    one, two, part, three = lines
    row = queries.of(meeting)[2]
    attendance.come_in(row, item=two, by=clerk, at=NOW)
    assert [there(meeting, item) for item in (*lines, None)] == [[], *[["Okafor"]] * 4]
    attendance.leave(row, item=part, by=clerk, at=NOW)
    assert [there(meeting, item) for item in (*lines, None)] == [[], ["Okafor"], [], [], []]
    attendance.come_in(row, item=three, by=clerk, at=NOW)
    assert [there(meeting, item) for item in (*lines, None)] == [[], ["Okafor"], [], ["Okafor"], ["Okafor"]]
    attendance.stay(row, by=clerk, at=NOW)
    assert there(meeting, one) == ["Okafor"]


def test_nobody_leaves_before_they_came(meeting, sittings, lines, clerk):
    one, two, _, three = lines
    row = queries.of(meeting)[2]
    with pytest.raises(attendance.OutOfTurn):
        attendance.leave(row, item=two, by=clerk, at=NOW)
    attendance.come_in(row, item=two, by=clerk, at=NOW)
    for item in (one, two):
        with pytest.raises(attendance.OutOfTurn):
            attendance.leave(row, item=item, by=clerk, at=NOW)
    with pytest.raises(attendance.OutOfTurn):
        attendance.come_in(row, item=three, by=clerk, at=NOW)
    attendance.leave(row, item=three, by=clerk, at=NOW)
    with pytest.raises(attendance.OutOfTurn):
        attendance.come_in(row, item=two, by=clerk, at=NOW)


def test_who_was_not_there_was_never_there(meeting, sittings, lines, clerk):
    row = queries.of(meeting)[2]
    attendance.come_in(row, item=lines[1], by=clerk, at=NOW)
    attendance.mark(meeting, row.person, status="absent", by=clerk, at=NOW)
    assert (there(meeting, lines[3]), Presence.objects.count()) == ([], 0)


# The quorum


def test_a_third_of_all_seats_vacant_ones_too(meeting, sittings, panel_body, clerk):
    rule(panel_body, quorum_least=1)
    meetings.Seat.objects.bulk_create(
        meetings.Seat(body=panel_body, position=n, kind="independent") for n in range(5, 13)
    )
    came(meeting, *sittings[:3], by=clerk)
    counted = queries.counts(meeting)
    assert (counted.seats, counted.members, counted.present, counted.needed) == (12, 4, 3, 4)
    assert counted.is_quorate is False
    came(meeting, sittings[3], by=clerk)
    assert queries.counts(meeting).is_quorate is True


def test_of_no_rule_nothing_is_said(meeting, sittings, clerk):
    came(meeting, *sittings, by=clerk)
    assert queries.counts(meeting).is_quorate is None


def test_who_joins_from_afar_counts_only_by_a_rule_of_that_day(meeting, sittings, panel_body, clerk):
    rule(panel_body)
    came(meeting, *sittings[:2], by=clerk)
    came(meeting, *sittings[2:], by=clerk, mode="remote")
    counted = queries.counts(meeting)
    assert (counted.present, counted.uncounted, counted.is_quorate) == (2, 2, False)
    assert len(queries.voters(meeting)) == 2
    by_law = {"remote_counts": True, "remote_votes": True, "remote_source": "An Act of 2027, s1"}
    rule(panel_body, from_on=meeting.held_on + timedelta(days=1), **by_law)
    assert queries.counts(meeting).present == 2
    AttendanceRule.objects.filter(from_on__gt=meeting.held_on).update(from_on=meeting.held_on)
    assert (queries.counts(meeting).present, len(queries.voters(meeting))) == (4, 4)


def test_who_only_watches_counts_for_nothing(meeting, sittings, panel_body, clerk):
    rule(panel_body, remote_counts=True, remote_votes=True, remote_source="An Act of 2027, s1")
    came(meeting, *sittings, by=clerk, mode="observing")
    assert (queries.counts(meeting).present, queries.voters(meeting)) == (0, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"remote_counts": True},
        {"remote_votes": True},
        {"source": ""},
        {"quorum_top": 0},
        {"quorum_top": 2, "quorum_bottom": 1},
    ],
)
def test_a_rule_says_where_it_is_written(panel_body, wrong):
    said = {"body": panel_body, "from_on": TODAY, "source": "Rules of procedure, 8"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceRule.objects.create(**said)


@pytest.mark.parametrize(
    ("members", "votes"), [(10, 7), (11, 8), (12, 8), (13, 9), (14, 10), (15, 10), (18, 12), (20, 14)]
)
def test_two_thirds_of_members_in_office(members, votes):
    assert rules.two_thirds_of(members) == votes
    assert rules.is_two_thirds(votes, members=members)
    assert not rules.is_two_thirds(votes - 1, members=members)


def test_a_vacancy_lowers_it_and_an_absent_member_does_not(meeting, sittings, panel_body, clerk):
    came(meeting, sittings[0], by=clerk)
    assert rules.members_in_office(panel_body, on=meeting.held_on) == 4
    seats.end(sittings[1], last_on=meeting.held_on - timedelta(days=1), by=clerk, at=NOW)
    assert rules.members_in_office(panel_body, on=meeting.held_on) == 3


def test_nothing_is_two_thirds_of_nobody():
    assert not rules.is_two_thirds(0, members=0)


# Interests


def declared(meeting, item, sitting, clerk, kind="pecuniary", **more):
    return Declaration.objects.create(
        meeting=meeting, item=item, person=sitting.person, kind=kind, at=NOW, by=clerk, **more
    )


def test_a_pecuniary_interest_bars_from_the_item_and_its_parts(meeting, sittings, lines, clerk):
    one, two, part, _ = lines
    row = declared(meeting, two, sittings[1], clerk)
    who = sittings[1].person
    assert [queries.conflicts(meeting, item, who) for item in (one, two, part)] == [[], [row], [row]]
    assert queries.conflicted(meeting) == {two.pk: {who.pk}}


def test_a_dispensation_lifts_it_and_leaving_the_room_binds(meeting, sittings, lines, clerk):
    came(meeting, *sittings[:3], by=clerk)
    declared(meeting, lines[0], sittings[0], clerk, dispensation="Monitoring Officer, 3 June 2026")
    declared(meeting, lines[0], sittings[1], clerk, kind="non_pecuniary")
    left = declared(meeting, lines[0], sittings[2], clerk, kind="non_pecuniary", left=True)
    found = [queries.conflicts(meeting, lines[0], s.person) for s in sittings[:3]]
    assert found == [[], [], [left]]
    assert there(meeting, lines[0]) == ["Ashdown", "Raman"]
    assert there(meeting, lines[1]) == ["Ashdown", "Karim", "Raman"]


def test_an_interest_in_all_business_bars_from_all_of_it(meeting, sittings, lines, clerk):
    row = declared(meeting, None, sittings[1], clerk)
    assert queries.conflicts(meeting, lines[3], sittings[1].person) == [row]


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_private": True, "matter": "It is his brother."},
        {"left_at": NOW},
        {"left": True, "back_at": NOW},
        {"left": True, "left_at": NOW, "back_at": NOW - timedelta(minutes=1)},
    ],
)
def test_declarations_that_cannot_be(meeting, sittings, lines, clerk, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        declared(meeting, lines[0], sittings[0], clerk, **wrong)


def test_declared_once(meeting, sittings, lines, clerk):
    for item in (lines[0], None):
        declared(meeting, item, sittings[0], clerk)
        with pytest.raises(IntegrityError), transaction.atomic():
            declared(meeting, item, sittings[0], clerk)


# What the database refuses


def test_members_hold_a_seat_and_others_do_not(meeting, sittings, clerk):
    row = {"meeting": meeting, "changed_at": NOW, "person": people.person()}
    wrong = [
        {"group": "member"},
        {"group": "member", "sitting": sittings[0], "stands_in_for": sittings[1]},
        {"group": "officer", "sitting": sittings[0]},
        {"group": "other", "stands_in_for": sittings[0]},
    ]
    for more in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(**row | more)


def test_a_seat_has_one_substitute_and_a_person_one_row(meeting, sittings, clerk):
    row = {"meeting": meeting, "changed_at": NOW, "group": "member", "stands_in_for": sittings[0]}
    first = Attendance.objects.create(person=people.person(), **row)
    for more in ({"person": people.person()}, {"person": first.person, "stands_in_for": sittings[1]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(**row | more)


def test_presence_ends_after_it_starts_and_one_is_open(meeting, sittings, clerk):
    (row,) = came(meeting, sittings[0], by=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(attendance=row, from_at=NOW, to_at=NOW - timedelta(minutes=1))
    Presence.objects.create(attendance=row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(attendance=row)


def test_two_of_one_name_are_given_in_full(meeting, sittings, panel_body, clerk):
    seat = meetings.Seat.objects.create(
        body=panel_body, position=9, kind="councillor", nominated_by=sittings[0].seat.nominated_by
    )
    other = people.person("Tom", "Karim", style="Councillor")
    seats.fill(seat, other, from_on=TODAY, by=clerk, at=NOW)
    names = queries.names_of(queries.of(meeting))
    assert sorted(names.values()) == [
        "Councillor Ann Karim",
        "Councillor Okafor",
        "Councillor Raman",
        "Councillor Tom Karim",
        "The Chair",
    ]


@pytest.mark.parametrize("more", [0, 3])
def test_costs_do_not_grow(meeting, lines, clerk, django_assert_num_queries, more):
    for row in queries.of(meeting):
        attendance.mark(meeting, row.person, status="present", by=clerk, at=NOW)
    for n in range(more):
        attendance.add(meeting, people.person(f"Person {n}", "Other"), group="other", by=clerk, at=NOW)
    on = Meeting.objects.select_related("body").get(pk=meeting.pk)
    with django_assert_num_queries(3):
        queries.of(on)
    with django_assert_num_queries(8):
        queries.counts(on, lines[0])


def test_a_called_meeting_asks_its_members_and_nobody_else(meeting, sittings, stranger, clerk):
    who = people.user("karim@north.example", person=sittings[2].person)
    assert [m.said for m in queries.meetings_of(who, on=TODAY)] == [None]
    attendance.answer(meeting, comes=False, by=who, at=NOW)
    assert [m.said for m in queries.meetings_of(who, on=TODAY)] == ["apologies"]
    assert list(queries.meetings_of(who, on=meeting.held_on + timedelta(days=1))) == []
    assert [list(queries.meetings_of(user, on=TODAY)) for user in (stranger, clerk)] == [[], []]
