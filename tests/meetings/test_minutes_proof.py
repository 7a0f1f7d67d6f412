"""The proof-reader on minutes that are being written: its place is the entry, a fix is a save, and confirmed minutes have none."""

import re

import pytest
from django.urls import reverse

from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import ExemptMinutes, Minutes
from pcc_portal.meetings.states import MinutesStatus
from pcc_portal.writing.models import ProofAnswer
from tests.factories.days import NOW
from tests.factories.minutes import entry, item, room


@pytest.fixture
def written(issued, clerk, client):
    """Minutes with one slip in them."""
    client.force_login(clerk)
    room(issued, clerk)
    return entry(item(issued, "Questions"), clerk, "statement", "All CSP's are funded.")


def test_what_is_found_leads_to_its_entry_and_is_mended(issued, written, client):
    desk = reverse("meetings:minutes", args=[issued.ref])
    assert reverse("meetings:minutes-proof", args=[issued.ref]) in client.get(desk).text
    page = client.get(reverse("meetings:minutes-proof", args=[issued.ref])).text
    assert f'href="{desk}#b-{written.block_id}"' in page
    assert f'id="b-{written.block_id}"' in client.get(desk).text
    assert (
        "The minutes do not say when the meeting began." not in page
    )  # a fact beside the words, flagged there
    sent = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("key", "base_version")}
    mended = client.post(reverse("meetings:minutes-fix", args=[issued.ref, written.block_id]), sent)
    assert mended.status_code == 303
    written.block.refresh_from_db()
    assert "All CSPs are funded." in written.block.html


def test_confirmed_minutes_and_a_meeting_without_any_have_none(issued, clerk, client):
    client.force_login(clerk)
    address = reverse("meetings:minutes-proof", args=[issued.ref])
    assert client.get(address).status_code == 404
    entry(item(issued, "Questions"), clerk, "statement", "All CSP's are funded.")
    Minutes.objects.update(status=MinutesStatus.CONFIRMED)
    assert client.get(address).status_code == 403


def test_exempt_entries_are_read_too_and_answered_where_they_are_kept(issued, clerk, client):
    client.force_login(clerk)
    room(issued, clerk)
    entries.add(item(issued, "Questions"), kind="statement", html="Theft form the person fell.", is_private=True, by=clerk, at=NOW)  # fmt: skip
    address = reverse("meetings:minutes-proof", args=[issued.ref])
    page = client.get(address).text
    assert "Held apart" in page
    sent = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("name", "key")}
    assert client.post(address, sent | {"reason": "It is a title."}).status_code == 303
    assert ProofAnswer.objects.get().text == ExemptMinutes.objects.get().text
