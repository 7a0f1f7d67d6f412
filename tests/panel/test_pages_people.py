"""Roles and seats through their pages: nobody raises themselves, and what ends later can be made to end now."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import RoleGrant
from pcc_portal.meetings.actions import seats
from tests.factories import meetings, people
from tests.factories.days import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def role(user, panel, today):
    return {"user": user.pk, "role": "panel_clerk", "organisation": panel.pk, "from_on": today}


def test_an_administrator_gives_no_role_to_themselves(desk, administrator, panel, today):
    response = desk.post(reverse("panel:role-give"), role(administrator, panel, today))
    words = "Nobody gives a role to themselves. Ask another administrator."
    assert (response.status_code, f'id="id_user_error">{words}' in response.text) == (422, True)
    assert [g.role for g in administrator.grants.all()] == ["administrator"]


def test_a_member_comes_by_a_seat_and_not_by_a_role(desk, stranger, panel, today):
    for name in ("panel_member", "panel_chair"):
        sent = role(stranger, panel, today) | {"role": name}
        assert desk.post(reverse("panel:role-give"), sent).status_code == 422
    assert stranger.grants.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "x", "\x00"])
def test_strange_days(desk, officer, stranger, panel, day):
    grant = officer.grants.get()
    assert desk.post(reverse("panel:role-end", args=[grant.pk]), {"last_on": day}).status_code == 422
    assert desk.post(reverse("panel:role-give"), role(stranger, panel, day)).status_code == 422
    assert RoleGrant.objects.filter(to_on=None, pk=grant.pk).exists()


def test_a_role_that_ends_next_year_can_be_ended_today(desk, officer, today):
    grant = officer.grants.get()
    url = reverse("panel:role-end", args=[grant.pk])
    for last in (today + timedelta(days=365), today - timedelta(days=1)):
        assert url in desk.get(reverse("panel:people")).text
        assert desk.post(url, {"last_on": last}).status_code == 303
        assert RoleGrant.objects.get(pk=grant.pk).to_on == last
    assert desk.get(url).status_code == 404


def test_a_seat_that_is_left_next_year_can_be_left_today(client, clerk, panel_body, today):
    client.force_login(clerk)
    (seat,) = meetings.seats(panel_body, "north")
    sitting = seats.fill(seat, people.person(), from_on=today - timedelta(days=50), by=clerk, at=NOW)
    url = reverse("panel:sitting-end", args=[sitting.pk])
    for last in (today + timedelta(days=365), today - timedelta(days=1)):
        assert url in client.get(reverse("panel:seats")).text
        assert client.post(url, {"last_on": last}).status_code == 303
        sitting.refresh_from_db()
        assert sitting.to_on == last
    assert client.get(url).status_code == 404


def test_the_button_to_call_a_meeting_is_the_panels_own_clerks(client, clerk, today):
    other = meetings.body("other-panel")
    theirs = people.holder("panel_clerk", other.organisation, "Una", "Tranter")
    call = reverse("panel:meeting-call")
    shown = {}
    for who in (clerk, theirs):
        client.force_login(who)
        shown[str(who)] = call in client.get(reverse("panel:meetings")).text
    assert shown == {"Simon Garrod": True, "Una Tranter": False}
