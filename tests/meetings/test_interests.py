"""Interests declared at a meeting: set down by the clerk, or by a member beforehand; private words stay apart."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import calls, interests, items
from pcc_portal.meetings.models import Declaration, PrivateMatter
from pcc_portal.meetings.queries import attendance as queries
from tests.factories import meetings, packs, people
from tests.factories.attending import came, seated
from tests.factories.days import NOW

SECRET = "His brother runs the Quillfeather yard"


@pytest.fixture
def sittings(panel_body, clerk):
    return seated(panel_body, clerk, "Ashdown", "Raman", "Karim", "Okafor")


@pytest.fixture
def meeting(panel_body, clerk, sittings):
    ahead = timezone.localdate() + timedelta(days=20)
    return calls.call(meetings.meeting(clerk, of=panel_body, held_on=ahead), by=clerk, at=NOW)


@pytest.fixture
def line(meeting, clerk):
    return meetings.item(meeting, clerk, title="Grants")


@pytest.fixture
def exempt_line(meeting, clerk):
    line = meetings.item(meeting, clerk, title="A hearing", kind="papers")
    meetings.written(line, clerk, words=("What is exempt.",))
    return items.exempt(line, meetings.grounds(1), by=clerk, at=NOW)


@pytest.fixture
def member(sittings):
    return people.user("karim@north.example", person=sittings[2].person)


def declare(meeting, sitting, clerk, item=None, **more):
    said = {"kind": "pecuniary", "matter": "He lets a yard to the force."} | more
    return interests.declare(meeting, sitting.person, item=item, by=clerk, at=NOW, **said)


def at(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.ref, *args])


def test_declared_with_what_it_is_about(meeting, sittings, line, clerk):
    row = declare(meeting, sittings[1], clerk, line)
    assert (row.matter, row.is_private, row.bars) == ("He lets a yard to the force.", False, True)
    with pytest.raises(interests.DeclaredAlready):
        declare(meeting, sittings[1], clerk, line)


@pytest.mark.parametrize("how", ["sensitive", "exempt"])
def test_private_words_are_kept_apart_and_in_no_audit(meeting, sittings, exempt_line, clerk, how):
    more = {"is_sensitive": True} if how == "sensitive" else {"item": exempt_line}
    row = declare(meeting, sittings[1], clerk, matter=SECRET, **more)
    assert (row.matter, row.is_private, row.private_matter.words) == ("", True, SECRET)
    assert [event for event in Event.objects.all() if "Quillfeather" in str(event.facts)] == []


def test_put_right_its_words_go_where_they_belong(meeting, sittings, line, clerk):
    row = declare(meeting, sittings[1], clerk, line, matter=SECRET, is_sensitive=True)
    said = {"kind": "non_pecuniary", "matter": "A trustee.", "dispensation": ""}
    row = interests.put_right(row, is_sensitive=False, by=clerk, at=NOW, **said)
    assert (row.matter, row.bars, PrivateMatter.objects.count()) == ("A trustee.", False, 0)


def test_leaves_the_room_and_comes_back_at_their_times(meeting, sittings, line, clerk):
    came(meeting, sittings[1], by=clerk)
    row = declare(meeting, sittings[1], clerk, line)
    with pytest.raises(interests.OutOfTurn):
        interests.come_back(row, by=clerk, at=NOW)
    row = interests.leave_room(row, by=clerk, at=NOW)
    with pytest.raises(interests.OutOfTurn):
        interests.leave_room(row, by=clerk, at=NOW)
    assert queries.members_present(meeting, line) == []
    row = interests.come_back(row, by=clerk, at=NOW + timedelta(minutes=9))
    assert (row.left_at, row.back_at) == (NOW, NOW + timedelta(minutes=9))


def test_only_members_of_that_day_declare(meeting, line, clerk, officer):
    with pytest.raises(interests.NotExpected):
        interests.declare(meeting, officer.person, item=line, kind="pecuniary", by=clerk, at=NOW)


def test_taken_back(meeting, sittings, line, clerk):
    interests.take_back(declare(meeting, sittings[1], clerk, line), by=clerk, at=NOW)
    assert not Declaration.objects.exists()


# The pages


def test_the_clerk_sets_it_down_and_stamps_the_room(client, meeting, sittings, line, clerk):
    client.force_login(clerk)
    typed = {"person": sittings[1].person.pk, "item": line.pk, "kind": "pecuniary", "matter": "A yard."}
    assert client.post(at("interest-declare", meeting), typed).status_code == 303
    row = Declaration.objects.get()
    for name, words in (("leave", "not back yet"), ("back", "came back")):
        assert client.post(at(f"interest-{name}", meeting, row.pk)).status_code == 303
        assert words in client.get(at("interests", meeting)).text
    assert client.post(at("interest-back", meeting, row.pk)).status_code == 409
    right = {"person": sittings[1].person.pk, "kind": "pecuniary", "matter": "Two yards."}
    assert client.post(at("interest", meeting, row.pk), right).status_code == 303
    assert "Two yards." in client.get(at("interests", meeting)).text
    assert client.post(at("interest-take-back", meeting, row.pk)).status_code == 303


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(client, meeting, sittings, line, clerk):
    client.force_login(clerk)
    typed = {"person": sittings[1].person.pk, "item": line.pk, "matter": "A yard."}
    said = client.post(at("interest-declare", meeting), typed)
    assert (said.status_code, "A yard." in said.text) == (422, True)
    declare(meeting, sittings[1], clerk, line)
    again = client.post(at("interest-declare", meeting), typed | {"kind": "pecuniary"})
    assert (again.status_code, "has declared an interest there already" in again.text) == (409, True)


def test_a_member_declares_their_own_and_reads_it_and_nobody_elses(client, meeting, sittings, member, clerk):
    declare(meeting, sittings[1], clerk, matter=SECRET, is_sensitive=True)
    client.force_login(member)
    url = at("interest-declare", meeting)
    mine = {"kind": "pecuniary", "matter": "Rents from the force", "is_sensitive": "on"}
    assert client.post(url, mine | {"person": sittings[1].person.pk}).status_code == 422
    assert client.post(url, mine | {"person": sittings[2].person.pk}).url == meeting.path
    said = client.get(url).text
    assert ("Rents from the force" in said, SECRET in said) == (True, False)
    assert client.get(at("interests", meeting)).status_code == 404


def test_before_the_issue_a_member_chooses_no_item_of_the_draft(client, meeting, line, member, sittings):
    client.force_login(member)
    assert "Grants" not in client.get(at("interest-declare", meeting)).text
    typed = {"person": sittings[2].person.pk, "item": line.pk, "kind": "pecuniary"}
    assert client.post(at("interest-declare", meeting), typed).status_code == 422


def test_after_the_issue_they_choose_it_by_its_public_title(client, meeting, exempt_line, member, clerk):
    packs.issued(meeting, clerk)
    client.force_login(member)
    assert "A hearing" in client.get(at("interest-declare", meeting)).text


@pytest.mark.parametrize("who", ["panel_member", "officer", "stranger"])
def test_for_nobody_else_there_is_such_a_page(client, meeting, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at("interest-declare", meeting)).status_code == 404
