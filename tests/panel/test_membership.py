"""Substitutes' lists, the annual meeting, who may sit, the register of interests, and who came in a year."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from panel.actions import annual, register, substitutes
from panel.models import ListedSubstitute, RegisteredInterest
from panel.queries import composition, history
from panel.queries import register as entries
from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import RoleGrant
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import attendance, calls, changes, counting, interests, seats
from pcc_portal.meetings.models import Seat, Sitting
from tests.factories import meetings, people
from tests.factories.attending import SEATED_ON, came, rule, seated
from tests.factories.days import NOW, TODAY, moment


@pytest.fixture
def sittings(panel_body, clerk):
    return seated(panel_body, clerk, "Ashdown", "Raman", "Karim", "Okafor")


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def at(name, *args):
    return reverse(f"panel:{name}", args=args)


# Substitutes


@pytest.fixture
def meeting(panel_body, clerk, sittings):
    ahead = timezone.localdate() + timedelta(days=20)
    return calls.call(meetings.meeting(clerk, of=panel_body, held_on=ahead), by=clerk, at=NOW)


def listed(body, sitting, clerk, *, who=None, from_on=SEATED_ON):
    return substitutes.put_on(
        body,
        who or people.person("Mary", "Judd"),
        council=sitting.seat.nominated_by,
        from_on=from_on,
        by=clerk,
        at=NOW,
    )


def test_a_council_sends_whom_it_has_named_and_nobody_else(panel_body, meeting, sittings, clerk):
    row = listed(panel_body, sittings[1], clerk)
    with pytest.raises(substitutes.NotOnTheList):
        substitutes.call_in(meeting, sittings[2], row.person, by=clerk, at=NOW)
    substitutes.call_in(meeting, sittings[1], row.person, by=clerk, at=NOW)


def test_off_the_list_before_the_day_they_are_not_called(panel_body, meeting, sittings, clerk):
    row = listed(panel_body, sittings[1], clerk)
    substitutes.strike_off(row, last_on=meeting.held_on - timedelta(days=1), by=clerk, at=NOW)
    with pytest.raises(substitutes.NotOnTheList):
        substitutes.call_in(meeting, sittings[1], row.person, by=clerk, at=NOW)


def test_on_one_list_at_a_time(panel_body, sittings, clerk):
    row = listed(panel_body, sittings[1], clerk)
    with pytest.raises(substitutes.ListedAlready):
        listed(panel_body, sittings[2], clerk, who=row.person)
    substitutes.strike_off(row, last_on=TODAY, by=clerk, at=NOW)
    listed(panel_body, sittings[2], clerk, who=row.person, from_on=TODAY + timedelta(days=1))


def test_a_council_without_a_seat_names_nobody(panel_body, clerk):
    elsewhere = people.organisation("elsewhere")
    with pytest.raises(substitutes.NotOnTheList):
        substitutes.put_on(panel_body, people.person(), council=elsewhere, from_on=TODAY, by=clerk, at=NOW)


def test_the_clerk_names_calls_in_and_stands_down(signed_in, meeting, sittings, panel_body):
    council = sittings[1].seat.nominated_by
    named = {"council": council.pk, "given": "Mary", "family": "Judd", "from_on": "2026-05-20"}
    assert signed_in.post(at("substitutes"), named).status_code == 303
    again = signed_in.post(at("substitutes"), named)
    assert (again.status_code, "known already" in again.text) == (422, True)
    row = ListedSubstitute.objects.get()
    url = at("substitute-call", meeting.ref, sittings[1].pk)
    assert "Mary Judd" in signed_in.get(url).text
    assert signed_in.post(url, {"substitute": row.pk}).status_code == 303
    assert signed_in.post(url, {"substitute": row.pk}).status_code == 409
    assert (
        "for Councillor Ann Raman" in signed_in.get(reverse("meetings:attendance", args=[meeting.ref])).text
    )
    place = meeting.attendances.get(stands_in_for__isnull=False)
    assert signed_in.post(at("substitute-access", meeting.ref, place.pk)).status_code == 404
    user = people.user("judd@north.example", person=row.person)
    assert signed_in.post(at("substitute-access", meeting.ref, place.pk)).status_code == 303
    assert rights_of(user, on=timezone.localdate()).refs(Power.READ_EXEMPT) == {meeting.ref}
    assert signed_in.post(at("substitute-down", meeting.ref, place.pk)).status_code == 303
    assert rights_of(user, on=timezone.localdate()).refs(Power.READ_EXEMPT) == frozenset()
    assert signed_in.post(at("substitute-off", row.pk)).status_code == 303


def test_the_administrator_neither_gives_nor_ends_that_right(client, administrator, meeting, sittings, clerk):
    user = people.user("judd@north.example", person=people.person("Mary", "Judd"))
    listed(meeting.body, sittings[1], clerk, who=user.person)
    substitutes.call_in(meeting, sittings[1], user.person, by=clerk, at=timezone.now())
    client.force_login(administrator)
    assert "substitute" not in client.get(at("role-give")).text
    assert client.get(at("role-end", RoleGrant.objects.get(user=user).pk)).status_code == 404


# The annual meeting


def chosen(sittings, **changed):
    """Everyone stays, but for whom ``changed`` names by surname."""
    for sitting in sittings:
        who, office = changed.get(sitting.person.family, (sitting.person, sitting.office))
        yield annual.Choice(sitting.seat, who, office)


def test_who_stays_stays_without_a_break(panel_body, sittings, clerk):
    told = annual.settle(panel_body, list(chosen(sittings)), on=date(2027, 5, 20), by=clerk, at=NOW)
    assert (told["confirmed"], told["filled"], told["vacant"]) == (4, 0, 0)
    assert list(Sitting.objects.values_list("to_on", flat=True)) == [None] * 4
    assert Event.objects.get(kind="panel.annual.settled").facts["confirmed"] == 4


def test_seats_offices_and_rights_change_from_that_day_on(panel_body, sittings, clerk, panel):
    day = date(2027, 5, 20)
    leaves = people.user("raman@north.example", person=sittings[1].person)
    seats.give_access(sittings[1], by=clerk, at=NOW)
    changed = {
        "Ashdown": (sittings[0].person, "member"),
        "Karim": (sittings[2].person, "chair"),
        "Raman": (NewPerson("Zoe", "Ward", "Councillor"), "member"),
        "Okafor": (None, "member"),
    }
    told = annual.settle(panel_body, list(chosen(sittings, **changed)), on=day, by=clerk, at=NOW)
    assert (told["confirmed"], told["filled"], told["vacant"]) == (0, 3, 1)
    now = {s.person.family: s.office for s in Sitting.objects.on(day)}
    assert now == {"Ashdown": "member", "Karim": "chair", "Ward": "member"}
    reads = [
        rights_of(leaves, on=on).may(Power.READ_EXEMPT, panel.pk) for on in (day - timedelta(days=1), day)
    ]
    assert reads == [True, False]


def test_two_members_change_seats(panel_body, sittings, clerk):
    changed = {"Raman": (sittings[2].person, "member"), "Karim": (sittings[1].person, "member")}
    annual.settle(panel_body, list(chosen(sittings, **changed)), on=date(2027, 5, 20), by=clerk, at=NOW)
    assert {s.seat_id: s.person.family for s in Sitting.objects.on(date(2027, 5, 20))}[
        sittings[1].seat_id
    ] == "Karim"


def test_what_cannot_be_settled_changes_nothing(panel_body, sittings, clerk):
    changed = {"Raman": (None, "member"), "Okafor": (None, "member")}
    with pytest.raises(annual.CannotBeSettled), transaction.atomic():
        annual.settle(panel_body, list(chosen(sittings, **changed)), on=SEATED_ON, by=clerk, at=NOW)
    assert Sitting.objects.filter(to_on__isnull=True).count() == 4


def posted(sittings, **more):
    data = {"on": "2027-05-20"}
    for sitting in sittings:
        data |= {f"seat{sitting.seat_id}-outcome": "confirm", f"seat{sitting.seat_id}-office": sitting.office}
    return data | more


def test_every_seat_on_one_page(signed_in, panel_body, sittings):
    raman = f"seat{sittings[1].seat_id}"
    new = {f"{raman}-given": "Zoe", f"{raman}-family": "Ward", f"{raman}-outcome": "fill"}
    assert "Councillor Ann Raman stays" in signed_in.get(at("annual")).text
    assert signed_in.post(at("annual"), posted(sittings, **new)).status_code == 303
    assert [s.person.family for s in Sitting.objects.on(date(2027, 5, 20)).filter(seat=sittings[1].seat)] == [
        "Ward"
    ]


def test_what_is_wrong_stands_at_its_seat_and_nothing_is_lost(signed_in, sittings):
    raman = f"seat{sittings[1].seat_id}"
    said = signed_in.post(
        at("annual"), posted(sittings, **{f"{raman}-outcome": "fill", f"{raman}-given": "Zoe"})
    )
    assert (said.status_code, 'value="Zoe"' in said.text) == (422, True)
    early = signed_in.post(at("annual"), posted(sittings, **{f"{raman}-outcome": "vacant"}, on="2026-05-20"))
    assert (early.status_code, "was seated on that very day" in early.text) == (409, True)
    assert Sitting.objects.filter(to_on__isnull=True).count() == 4


def test_what_carries_over_is_listed(signed_in, meeting):
    assert "Meetings planned or called: 1" in signed_in.get(at("annual")).text


# Who may sit


def whole(body, clerk):
    """Ten councillors and two co-opted members, as the Act has it."""
    rows = seated(body, clerk, *(f"Name{n}" for n in range(10)))
    for n in (11, 12):
        seat = Seat.objects.create(body=body, position=n, kind="independent")
        seats.fill(seat, people.person("Iris", f"Own{n}", style="Mrs"), from_on=SEATED_ON, by=clerk, at=NOW)
    return rows


def test_a_whole_panel_has_no_flag(panel_body, clerk):
    whole(panel_body, clerk)
    assert composition.flags(panel_body, on=TODAY) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("few", "9 seats are for councillors; there should be 10"),
        ("one co-opted", "1 seats are for co-opted members; there should be 2"),
        ("many", "21 seats are more than 20"),
        ("commissioner", "is the Commissioner, and may not sit (Sch 6 para 21)"),
        ("staff", "works for the Commissioner’s office, and may not be co-opted (Sch 6 para 22)"),
        ("force", "works for the force, and may not be co-opted (Sch 6 para 22)"),
        ("councillor", "at least two co-opted members must not be councillors (Sch 6 para 23)"),
        ("twice", "sits in 2 seats"),
        ("no chair", "Nobody holds the Chair."),
        ("two chairs", "2 members hold the office of Chair."),
    ],
)
def test_what_the_act_does_not_allow_is_flagged(panel_body, request, clerk, wrong, words):
    rows = whole(panel_body, clerk)
    co_opted = Sitting.objects.filter(seat__kind="independent").order_by("pk")
    first, second = (row.person for row in co_opted)
    match wrong:
        case "few":
            Seat.objects.filter(pk=rows[1].seat_id).update(kind="independent", nominated_by=None)
        case "one co-opted":
            Sitting.objects.filter(pk=co_opted[0].pk).delete()
            Seat.objects.filter(position=11).delete()
        case "many":
            Seat.objects.bulk_create(
                Seat(body=panel_body, position=n, kind="independent") for n in range(13, 22)
            )
        case "commissioner":
            post = request.getfixturevalue("office").posts.create(title="Commissioner", kind="commissioner")
            post.holdings.create(person=rows[0].person, from_on=SEATED_ON)
        case "staff" | "force":
            where = request.getfixturevalue("office" if wrong == "staff" else "force")
            where.kind = "office" if wrong == "staff" else "force"
            where.save()
            where.posts.create(title="Analyst").holdings.create(person=first, from_on=SEATED_ON)
        case "councillor":
            first.style = "Councillor"
            first.save()
        case "twice":
            seat = Seat.objects.create(body=panel_body, position=30, kind="independent")
            seat.sittings.create(person=second, from_on=SEATED_ON)
        case "no chair":
            Sitting.objects.filter(office="chair").update(office="member")
        case "two chairs":
            Sitting.objects.filter(pk=rows[3].pk).update(office="chair")
    assert words in " ".join(composition.flags(panel_body, on=TODAY))


def test_a_holder_of_a_post_that_has_ended_may_sit(panel_body, office, clerk):
    rows = whole(panel_body, clerk)
    post = office.posts.create(title="Commissioner", kind="commissioner")
    post.holdings.create(person=rows[0].person, from_on=date(2020, 1, 1), to_on=date(2024, 5, 8))
    assert composition.flags(panel_body, on=TODAY) == []


# The register of interests


@pytest.mark.parametrize(
    ("begins", "last"), [(date(2026, 5, 20), date(2026, 6, 16)), (date(2027, 2, 1), date(2027, 2, 28))]
)
def test_28_days_begin_with_the_day_itself(begins, last):
    assert entries.last_day(begins) == last


def owed(body, *, on):
    return {row.person.family: [duty.due_on for duty in row.owed] for row in entries.entries(body, on=on)}


def test_from_taking_the_seat_until_the_notice_came_in(panel_body, sittings, clerk):
    assert owed(panel_body, on=TODAY)["Raman"] == [date(2026, 6, 16)]
    who = sittings[1].person
    register.receive(panel_body, who, received_on=date(2026, 6, 1), on=TODAY, by=clerk, at=NOW)
    assert owed(panel_body, on=TODAY)["Raman"] == []
    with pytest.raises(register.NotYetReceived):
        register.receive(panel_body, who, received_on=TODAY + timedelta(days=1), on=TODAY, by=clerk, at=NOW)


def test_another_office_begins_no_new_days_and_a_break_does(panel_body, sittings, clerk):
    first = sittings[1]
    seats.end(first, last_on=TODAY, by=clerk, at=NOW)
    seats.fill(
        first.seat, first.person, office="vice_chair", from_on=TODAY + timedelta(days=1), by=clerk, at=NOW
    )
    later = TODAY + timedelta(days=60)
    assert owed(panel_body, on=later)["Raman"] == [date(2026, 6, 16)]
    other = sittings[2]
    seats.end(other, last_on=TODAY, by=clerk, at=NOW)
    again = TODAY + timedelta(days=10)
    seats.fill(other.seat, other.person, from_on=again, by=clerk, at=NOW)
    assert owed(panel_body, on=later)["Karim"] == [entries.last_day(again)]


def test_a_declared_pecuniary_interest_is_notified_too(panel_body, meeting, sittings, clerk):
    who = sittings[1].person
    register.receive(panel_body, who, received_on=TODAY, on=TODAY, by=clerk, at=NOW)
    row = interests.declare(meeting, who, kind="pecuniary", by=clerk, at=moment(2026, 12, 17))
    assert owed(panel_body, on=TODAY)["Raman"] == [date(2027, 1, 13)]
    register.receive(panel_body, who, received_on=TODAY, on=TODAY, declaration=row, by=clerk, at=NOW)
    assert owed(panel_body, on=TODAY)["Raman"] == []


def entered(body, sitting, clerk, **more):
    said = {"category": "land", "words": "A yard in Wexbury", "is_sensitive": False} | more
    return register.enter(body, sitting.person, from_on=TODAY, by=clerk, at=NOW, **said)


def test_sensitive_words_are_kept_apart(panel_body, sittings, clerk):
    row = entered(panel_body, sittings[1], clerk, is_sensitive=True)
    assert (row.words, row.sensitive.words) == ("", "A yard in Wexbury")
    assert [e for e in Event.objects.all() if "yard" in str(e.facts)] == []
    for wrong in ({"is_sensitive": True, "words": "x"}, {"is_sensitive": False, "words": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisteredInterest.objects.filter(pk=row.pk).update(**wrong)


def test_the_clerk_keeps_the_register(signed_in, panel_body, sittings):
    url = at("register-member", sittings[1].person_id)
    assert "4 notices are late" in signed_in.get(at("register")).text
    ahead = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert signed_in.post(url, {"received_on": ahead}).status_code == 409
    assert signed_in.post(url, {"received_on": "2026-06-01"}).status_code == 303
    typed = {"category": "land", "words": "A yard", "from_on": "2026-06-01"}
    assert signed_in.post(url, typed | {"category": "nothing"}).status_code == 422
    assert signed_in.post(url, typed).status_code == 303
    assert (
        "A yard" in signed_in.get(url).text,
        "3 notices are late" in signed_in.get(at("register")).text,
    ) == (True, True)
    assert signed_in.post(at("register-end", RegisteredInterest.objects.get().pk)).status_code == 303


def test_a_member_reads_their_own_entry_and_no_other(client, panel_body, sittings, clerk):
    entered(panel_body, sittings[1], clerk, is_sensitive=True)
    own, other = (at("register-member", s.person_id) for s in sittings[1:3])
    client.force_login(people.user("raman@north.example", person=sittings[1].person))
    assert "A yard in Wexbury" in client.get(own).text
    assert [client.get(other).status_code, client.post(own, {"received_on": "2026-06-01"}).status_code] == [
        404,
        404,
    ]


# Who came in a year


def held(body, clerk, day, *sittings, mark="present"):
    on = meetings.meeting(clerk, of=body, held_on=day)
    calls.call(on, by=clerk, at=NOW)
    for sitting in sittings:
        attendance.mark(on, sitting.person, status=mark, by=clerk, at=NOW)
    return changes.mark_held(on, by=clerk, at=NOW)


YEAR = (date(2026, 5, 1), date(2027, 4, 30))


def test_a_year_counts_what_was_held_and_nothing_that_was_cancelled(panel_body, sittings, clerk):
    held(panel_body, clerk, date(2026, 6, 18), *sittings[:2])
    held(panel_body, clerk, date(2026, 9, 17), sittings[1], mark="apologies")
    off = calls.call(meetings.meeting(clerk, of=panel_body, held_on=date(2026, 10, 1)), by=clerk, at=NOW)
    came(off, sittings[0], by=clerk)
    changes.cancel(off, reason="No business.", by=clerk, at=NOW)
    found = {row.person.family: row.in_words for row in history.year_of(panel_body, *YEAR).records}
    assert found == {
        "Ashdown": ["1", "0", "0", "1"],
        "Karim": ["0", "0", "0", "2"],
        "Okafor": ["0", "0", "0", "2"],
        "Raman": ["1", "1", "0", "0"],
    }


def test_a_member_is_held_to_the_meetings_at_which_they_sat(panel_body, sittings, clerk):
    held(panel_body, clerk, date(2026, 6, 18), sittings[1])
    seats.end(sittings[1], last_on=date(2026, 7, 1), by=clerk, at=NOW)
    held(panel_body, clerk, date(2026, 9, 17), sittings[0])
    rows = history.year_of(panel_body, *YEAR).of(sittings[1].person_id)
    assert [(meeting.held_on, said) for meeting, said in rows] == [(date(2026, 6, 18), "Present")]


@pytest.mark.parametrize("years", [1, 3])
def test_costs_do_not_grow_with_the_years(panel_body, sittings, clerk, django_assert_num_queries, years):
    for year in range(years):
        held(panel_body, clerk, date(2026 - year, 6, 18))
    with django_assert_num_queries(3):
        history.year_of(panel_body, *YEAR)


@pytest.mark.parametrize(
    ("who", "status"), [("panel_member", 200), ("clerk", 200), ("officer", 404), ("stranger", 404)]
)
def test_the_year_is_for_members_and_the_clerk(client, request, sittings, who, status):
    client.force_login(request.getfixturevalue(who))
    urls = [f"{at('attendance')}?year=2026", at("attendance-member", sittings[0].person_id)]
    assert [client.get(url).status_code for url in urls] == [status] * 2


@pytest.mark.parametrize("year", ["", "x", "99999", "-1", "2026"])
def test_a_year_that_nobody_means_is_this_one(signed_in, sittings, year):
    assert signed_in.get(f"{at('attendance')}?year={year}").status_code == 200


def test_nobody_who_never_sat_has_a_page(signed_in, sittings):
    assert signed_in.get(at("attendance-member", people.person().pk)).status_code == 404


def typed(**more):
    said = {"from_on": "2026-12-01", "quorum_top": 1, "quorum_bottom": 4, "quorum_base": "members"}
    return said | {"quorum_least": 3, "source": "Rules of procedure, 8"} | more


def test_the_clerk_writes_down_the_rule(signed_in, panel_body):
    assert signed_in.post(at("attendance-rule"), typed()).status_code == 303
    assert "1/4 of members in office" in signed_in.get(at("attendance-rule")).text
    assert signed_in.post(at("attendance-rule"), typed(remote_counts="on")).status_code == 422
    assert signed_in.post(at("attendance-rule"), typed(quorum_top=5)).status_code == 422


def test_a_meeting_that_was_counted_stays_counted(panel_body, sittings, clerk):
    rule(panel_body)
    held(panel_body, clerk, date(2026, 6, 18), sittings[0])
    said = {"quorum_top": 1, "quorum_bottom": 4, "source": "Rules of procedure, 8"}
    with pytest.raises(counting.CountedAlready):
        counting.count_by(panel_body, from_on=date(2026, 6, 18), by=clerk, at=NOW, **said)
    counting.count_by(panel_body, from_on=date(2026, 6, 19), by=clerk, at=NOW, **said)
