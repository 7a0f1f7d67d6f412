"""The clerk's list and a member's own press, as a browser sends them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.actions import attendance, calls, changes
from pcc_portal.meetings.models import Attendance
from tests.factories import meetings, people
from tests.factories.attending import came, rule, seated
from tests.factories.days import NOW


@pytest.fixture
def sittings(panel_body, clerk):
    return seated(panel_body, clerk, "Ashdown", "Raman", "Karim", "Okafor")


@pytest.fixture
def meeting(panel_body, clerk, sittings):
    ahead = timezone.localdate() + timedelta(days=20)
    return calls.call(meetings.meeting(clerk, of=panel_body, held_on=ahead), by=clerk, at=NOW)


@pytest.fixture
def member(sittings):
    return people.user("karim@north.example", person=sittings[2].person)


def at(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.ref, *args])


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def test_the_list_stands_before_anybody_pressed(signed_in, meeting):
    said = signed_in.get(at("attendance", meeting)).text
    assert said.count("<p>Expected</p>") == 4
    assert "0 of 4 members here. No quorum is written down." in said


def test_one_press_and_it_is_taken_back(signed_in, meeting, sittings, panel_body):
    rule(panel_body, quorum_least=1)
    person = sittings[0].person
    url = at("attendance-mark", meeting, person.pk)
    done = signed_in.post(url, {"say": "room"})
    assert (done.status_code, done.url) == (303, f"{at('attendance', meeting)}#p{person.pk}")
    said = signed_in.get(at("attendance", meeting)).text
    assert "1 of 4 members here. A quorum is 2." in said
    assert f'id="p{person.pk}-room" name="say" value="expected" aria-pressed="true"' in said
    signed_in.post(url, {"say": "expected"})
    assert Attendance.objects.get().status == "expected"


def test_with_a_script_the_list_comes_back_at_once(signed_in, meeting, sittings):
    url = at("attendance-mark", meeting, sittings[0].person.pk)
    said = signed_in.post(url, {"say": "apologies"}, headers={"HX-Request": "true"})
    assert (said.status_code, said.text.strip()[:21]) == (200, '<div id="attendance">')
    assert "<html" not in said.text


@pytest.mark.parametrize("said", ["", "here", "expected "])
def test_a_press_that_nobody_offers(signed_in, meeting, sittings, said):
    assert (
        signed_in.post(at("attendance-mark", meeting, sittings[0].person.pk), {"say": said}).status_code
        == 404
    )


def test_somebody_who_is_not_on_the_list(signed_in, meeting):
    url = at("attendance-mark", meeting, people.person().pk)
    assert signed_in.post(url, {"say": "room"}).status_code == 404


def test_a_cancelled_meeting_says_so(signed_in, meeting, sittings, clerk):
    changes.cancel(meeting, reason="No business.", by=clerk, at=NOW)
    said = signed_in.post(at("attendance-mark", meeting, sittings[0].person.pk), {"say": "room"})
    assert (said.status_code, "counts for nobody" in said.text) == (409, True)


def test_an_officer_is_picked_and_a_guest_is_added_on_the_spot(signed_in, meeting):
    officer = people.person("Anna", "Marsh", known_as="Commissioner")
    url = at("attendance-add", meeting)
    assert "Marsh, Anna (Commissioner)" in signed_in.get(url).text
    assert signed_in.post(url, {"person": officer.pk, "group": "officer"}).status_code == 303
    guest = {"style": "Mrs", "given": "Brenda", "family": "Hollis", "group": "other", "capacity": "Resident"}
    assert signed_in.post(url, guest).status_code == 303
    rows = Attendance.objects.order_by("pk").values_list("person__family", "group", "capacity")
    assert list(rows) == [("Marsh", "officer", ""), ("Hollis", "other", "Resident")]


def test_a_known_name_is_not_typed_again(signed_in, meeting):
    people.person("Brenda", "Hollis")
    url = at("attendance-add", meeting)
    typed = {"given": "Brenda", "family": "Hollis", "group": "other", "capacity": "Resident"}
    said = signed_in.post(url, typed)
    assert (said.status_code, "known already" in said.text, 'value="Resident"' in said.text) == (
        422,
        True,
        True,
    )
    assert signed_in.post(url, typed | {"known_as": "of Wexbury"}).status_code == 303
    assert Person.objects.filter(family="Hollis").count() == 2


def test_who_is_on_the_list_is_not_added_again(signed_in, meeting, sittings):
    said = signed_in.post(at("attendance-add", meeting), {"person": sittings[0].person.pk, "group": "other"})
    assert (said.status_code, "is on the list already" in said.text) == (409, True)


def test_nobody_at_all_is_no_answer(signed_in, meeting):
    assert signed_in.post(at("attendance-add", meeting), {"group": "other"}).status_code == 422


def test_added_by_mistake(signed_in, meeting, clerk):
    row = attendance.add(meeting, people.person(), group="other", by=clerk, at=NOW)
    assert signed_in.post(at("attendance-take-off", meeting, row.person_id)).status_code == 303
    assert not Attendance.objects.exists()


def test_came_late_and_left_in_words(signed_in, meeting, sittings, clerk):
    one, two = (meetings.item(meeting, clerk, title=title) for title in ("Apologies", "Budget"))
    url = at("attendance-moves", meeting, sittings[0].person.pk)
    assert signed_in.post(url, {"what": "come_in", "item": one.pk, "time": "14:20"}).status_code == 303
    assert signed_in.post(url, {"what": "leave", "item": two.pk}).status_code == 303
    assert "From item 1 (2:20pm) until item 2" in signed_in.get(at("attendance", meeting)).text
    again = signed_in.post(url, {"what": "leave", "item": two.pk, "time": "15:00"})
    assert (again.status_code, 'value="15:00"' in again.text) == (409, True)
    assert signed_in.post(url, {"what": "leave"}).status_code == 422
    assert signed_in.post(url, {"what": "stay"}).status_code == 303


def test_a_member_cannot_come_in_one_press_and_the_clerk_sees_it(client, meeting, member, clerk):
    client.force_login(member)
    assert "I cannot come" in client.get(meeting.path).text
    assert client.post(at("attendance-answer", meeting), {"comes": ""}).url == meeting.path
    assert "I can come after all" in client.get(meeting.path).text
    client.force_login(clerk)
    assert "Sent word" in client.get(at("attendance", meeting)).text


def test_the_same_press_on_their_own_page(client, meeting, member):
    client.force_login(member)
    mine = reverse("panel:my")
    assert "I cannot come" in client.get(mine).text
    assert client.post(at("attendance-answer", meeting), {"comes": "", "from": "my"}).url == mine
    assert "I can come after all" in client.get(mine).text


def test_a_member_who_is_down_as_present_is_told(client, meeting, member, sittings, clerk):
    came(meeting, sittings[2], by=clerk)
    client.force_login(member)
    said = client.post(at("attendance-answer", meeting), {"comes": ""})
    assert (said.status_code, "set down that you are there" in said.text) == (409, True)


@pytest.mark.parametrize("who", ["panel_member", "officer", "stranger", "member_of_another_panel"])
def test_for_nobody_else_there_is_such_a_press(client, meeting, request, who):
    client.force_login(request.getfixturevalue(who))
    assert "I cannot come" not in client.get(meeting.path).text
    assert client.post(at("attendance-answer", meeting), {"comes": ""}).status_code == 404


@pytest.mark.parametrize("guests", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(
    signed_in, meeting, clerk, django_assert_num_queries, guests
):
    for n in range(guests):
        attendance.add(meeting, people.person(f"G{n}", "Guest"), group="other", by=clerk, at=NOW)
    signed_in.get(at("attendance", meeting))
    with django_assert_num_queries(14):
        signed_in.get(at("attendance", meeting))
