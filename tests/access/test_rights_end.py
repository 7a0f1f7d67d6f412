"""A right that ends, ends with the next request: pages, files, pictures, work under way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.actions import grants
from pcc_portal.meetings.actions import seats
from tests.access.addresses import address
from tests.factories import people

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")

EXEMPT = [
    ("issued", "meetings:member-pack"),
    ("issued", "meetings:picture"),
    ("issued", "meetings:page-picture|exempt"),
]
DRAFT = [
    ("draft", "meetings:meeting"),
    ("draft", "meetings:draft-pack|members"),
    ("draft", "meetings:item"),
    ("office's", "meetings:paper"),
    ("draft upload", "meetings:paper-original"),
    ("draft upload", "meetings:paper-side"),
    ("site", "jobs:progress"),
    ("site", "panel:seats"),
]
OWN = [
    ("office's", "meetings:paper"),
    ("office's", "meetings:paper-write"),
    ("draft upload", "meetings:paper-original"),
    ("issued annex", "meetings:paper-write-step|plain"),
]
AFTER = [
    ("panel_member", EXEMPT),
    ("panel_chair", EXEMPT),
    ("clerk", EXEMPT + DRAFT),
    ("deputy_clerk", EXEMPT + DRAFT),
    ("officer", OWN),
]


def statuses(scene, who, rows):
    return [scene.clients[who].get(address(scene, *row)).status_code for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize(("who", "rows"), AFTER, ids=[who for who, _ in AFTER])
def test_a_role_that_ended_yesterday_opens_nothing_today(look, who, rows):
    assert statuses(look, who, rows) == [200] * len(rows)
    yesterday = timezone.localdate() - timedelta(days=1)
    for grant in look.cast[who].grants.all():
        grants.end(grant, last_on=yesterday, by=None, at=timezone.now())
    assert statuses(look, who, rows) == [404] * len(rows)


@pytest.mark.slow
@pytest.mark.parametrize(("who", "rows"), AFTER, ids=[who for who, _ in AFTER])
def test_an_account_that_is_closed_is_signed_out(look, who, rows):
    user = look.cast[who]
    user.is_active = False
    user.save(update_fields=["is_active"])
    try:
        assert set(statuses(look, who, rows)) <= {302, 404}
    finally:
        user.is_active = True


@pytest.mark.slow
def test_a_role_of_tomorrow_opens_nothing_today(look):
    tomorrow = timezone.localdate() + timedelta(days=1)
    grants.give(
        look.cast["stranger"],
        role="panel_member",
        organisation=look.issued.body.organisation,
        from_on=tomorrow,
        by=None,
        at=timezone.now(),
    )
    assert statuses(look, "stranger", EXEMPT) == [404] * 3


@pytest.mark.slow
def test_who_leaves_the_seat_leaves_the_exempt_part(look):
    seat, user = look.papers["vacant"], look.cast["stranger"]
    user.person = people.person("Nell", "Quarry")
    user.save(update_fields=["person"])
    today, clerk = timezone.localdate(), look.cast["clerk"]
    try:
        sitting = seats.fill(
            seat, user.person, from_on=today - timedelta(days=9), by=clerk, at=timezone.now()
        )
        assert statuses(look, "stranger", EXEMPT) == [200] * 3
        seats.end(sitting, last_on=today - timedelta(days=1), by=clerk, at=timezone.now())
        assert statuses(look, "stranger", EXEMPT) == [404] * 3
    finally:
        user.person = None


@pytest.mark.slow
def test_the_exempt_part_is_no_longer_on_the_page(look):
    words = next(c.word for c in look.canaries if c.field == "issued: annex, paragraph")
    url = reverse("meetings:meeting", args=[look.issued.ref])
    client = look.clients["panel_member"]
    assert words in client.get(url).text
    grants.end(
        look.cast["panel_member"].grants.get(role="panel_member"),
        last_on=timezone.localdate() - timedelta(days=1),
        by=None,
        at=timezone.now(),
    )
    assert words not in client.get(url).text
    assert client.get(url).status_code == 200


@pytest.mark.slow
def test_work_is_not_stopped_by_someone_whose_role_ended(look):
    """Who asked for it sees it as long as they may."""
    grants.end(
        look.cast["clerk"].grants.get(),
        last_on=timezone.localdate() - timedelta(days=1),
        by=None,
        at=timezone.now(),
    )
    assert look.clients["clerk"].post(address(look, "site", "jobs:cancel")).status_code == 404
