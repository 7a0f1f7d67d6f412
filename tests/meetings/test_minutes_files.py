"""The files of minutes, laid out for real: tagged, by state, and the public's without an exempt byte."""

import io

import pikepdf
import pytest
from django.urls import reverse

from pcc_portal import jobs
from pcc_portal.meetings.actions import confirmations, items, minutes_versions
from pcc_portal.meetings.models import MinutesVersion
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.minutes import room
from tests.factories.packs import issued
from tests.factories.settling import AFTER, circulated, later
from tests.pdf import reading, samples

pytestmark = pytest.mark.slow


@pytest.fixture
def out(meeting, clerk):
    """Issued and minuted, with an exempt item, and sent round."""
    first = meetings.item(meeting, clerk, title="Questions", kind="papers")
    meetings.written(first, clerk, title="The report")
    private = meetings.item(meeting, clerk, title="Complaints", kind="papers")
    meetings.written(private, clerk, title="Complaint")
    items.exempt(private, meetings.grounds(1), by=clerk, at=NOW)
    meeting = issued(meeting, clerk)
    meeting.version = circulated(meeting, clerk, room(meeting, clerk), private=True)
    meeting.coming = later(clerk)
    return meeting


def made(version):
    with jobs.claimed(version.job_id, at=NOW) as job:
        minutes_versions.make(version, job=job)
    version.refresh_from_db()
    assert version.store_key
    return version


def words(data):
    return "".join(samples.text_of(data, n) for n in range(len(reading.labels(data))))


def read(client, meeting):
    answer = client.get(reverse("meetings:minutes-file", args=[meeting.ref]))
    assert answer.status_code == 200
    return b"".join(answer), answer.headers


def test_members_have_both_parts_with_draft_across_and_the_public_none(out, panel_member, client):
    address = reverse("meetings:minutes-file", args=[out.ref])
    made(out.version)
    assert client.get(address).status_code == 404
    client.force_login(panel_member)
    data, headers = read(client, out)
    assert "Thistlewood" in words(data)
    assert "DRAFT" in words(data)
    assert headers["Cache-Control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert reading.check_tree(pdf) > 20
        assert str(pdf.Root.Lang) == "en-GB"


def test_confirmed_the_public_has_the_open_part_and_waits_in_words_until_it_is_made(
    out, clerk, deputy_clerk, client
):
    address = reverse("meetings:minutes-file", args=[out.ref])
    confirmations.agree(confirmations.ask(out, by=clerk, at=AFTER), by=deputy_clerk, at=AFTER)
    said = {"at_meeting": out.coming, "resolution": None, "without": "Lost"}
    confirmations.confirm(out, **said, by=clerk, at=AFTER)
    waiting = client.get(address)
    assert waiting.status_code == 503
    assert waiting.headers["Retry-After"]
    made(MinutesVersion.objects.get(kind="confirmed"))
    data, headers = read(client, out)
    assert "Thistlewood" not in words(data) + samples.decoded(data).decode("latin-1")
    assert "DRAFT" not in words(data)
    assert "Confirmed as a true record" in " ".join(words(data).split())
    again = client.get(address, headers={"If-None-Match": headers["ETag"]})
    assert again.status_code == 304
