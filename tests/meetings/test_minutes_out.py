"""Minutes as others meet them: by state, by role, in the browser's pages and as files."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from pcc_portal import jobs
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import confirmations, corrections, minutes_versions
from pcc_portal.meetings.models import Correction, Entry, Minutes
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.printing import press
from tests.factories.days import NOW
from tests.factories.minutes import entry, item, room
from tests.factories.settling import AFTER, circulated, later, minuted


@pytest.fixture
def people(issued, clerk):
    """In the room; the next meeting is planned."""
    issued.coming = later(clerk)
    return room(issued, clerk)


@pytest.fixture
def members(panel_member, panel_chair):
    return SimpleNamespace(member=panel_member, chair=panel_chair)


def confirmed(issued, clerk):
    said = {"at_meeting": issued.coming, "resolution": None, "without": "Lost"}
    return confirmations.confirm(issued, **said, by=clerk, at=AFTER)


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.ref, *args])


def made(version):
    with jobs.claimed(version.job_id, at=NOW) as job:
        minutes_versions.make(version, job=job)
    version.refresh_from_db()
    assert version.store_key
    return version


def test_the_clerk_goes_from_the_evening_to_the_signature_by_pressing(issued, clerk, people, members, client):
    minuted(issued, clerk, people, private=False)
    client.force_login(clerk)
    page = client.get(url("minutes-life", issued)).text
    assert "Make them now" in page
    assert client.post(url("minutes-evening", issued)).status_code == 303
    assert "Send the figures for each month." in client.get(url("minutes-decisions", issued)).text
    page = client.get(url("minutes-circulate", issued)).text
    assert "Draft minutes: Panel, 17 December 2026" in page
    form = {"subject": "Draft minutes", "words": "They are ready to read."}
    looked = client.post(url("minutes-circulate", issued), form | {"look": "1"})
    assert "They are ready to read." in looked.text
    assert Minutes.objects.get(meeting=issued).status == "draft"
    assert client.post(url("minutes-circulate", issued), form).status_code == 303
    client.force_login(members.member)
    page = client.get(url("minutes-circulated", issued)).text
    question = Entry.objects.get(kind="question")
    assert url("correction-add", issued, question.pk) in page
    add = url("correction-add", issued, question.pk)
    assert "In response to a question from Councillor Raman" in client.get(add).text
    assert client.post(add, {"words": ""}).status_code == 422
    assert client.post(add, {"words": "It had doubled.", "why": "I wrote it down."}).status_code == 303
    row = Correction.objects.get()
    assert client.post(url("correction", issued, row.pk), {"state": "accepted"}).status_code == 403
    client.force_login(clerk)
    assert "Answer 1 correction" in client.get(reverse("panel:my")).text
    refused = client.post(url("correction", issued, row.pk), {"state": "declined"})
    assert refused.status_code == 409
    assert "Say why" in refused.text
    assert (
        client.post(url("correction", issued, row.pk), {"state": "in_part", "words": "By half."}).status_code
        == 303
    )
    page = client.get(url("minutes-life", issued)).text
    assert "Accepted in part" in page
    wrong = client.post(url("minutes-confirm", issued), {"at_meeting": "", "resolution": ""})
    assert wrong.status_code == 422
    assert "Choose the meeting." in wrong.text
    from pcc_portal.meetings.models import Meeting

    Meeting.objects.filter(pk=issued.coming.pk).update(life="called")
    said = {"at_meeting": issued.coming.pk, "resolution": "", "without": "Its minutes are not written yet"}
    assert client.post(url("minutes-confirm", issued), said).status_code == 303
    client.logout()
    assert "Confirmed with corrections as a true record" in client.get(url("meeting", issued)).text
    client.force_login(members.chair)
    assert "Sign the minutes of" in client.get(reverse("panel:my")).text
    assert client.post(url("minutes-sign", issued)).status_code == 303
    assert "Sign the minutes of" not in client.get(reverse("panel:my")).text
    again = client.post(url("minutes-sign", issued))
    assert again.status_code == 409
    client.logout()
    assert f"Signed by {members.chair.person}" in client.get(url("meeting", issued)).text


def test_a_page_signed_on_paper_is_recorded_with_where_it_is_kept(issued, clerk, people, client):
    circulated(issued, clerk, people)
    confirmed(issued, clerk)
    client.force_login(clerk)
    form = {"person": people["Ashdown"].pk, "on": "2026-12-01", "kept": ""}
    page = client.post(url("minutes-signed", issued), form)
    assert page.status_code == 422
    assert "This is before the meeting that confirmed them." in page.text
    assert "Say where the page is kept" in page.text


def test_who_is_not_the_chair_cannot_sign(issued, clerk, people, panel_member, client):
    circulated(issued, clerk, people)
    confirmed(issued, clerk)
    for who in (clerk, panel_member):
        client.force_login(who)
        assert client.post(url("minutes-sign", issued)).status_code == 404
    assert Minutes.objects.get(meeting=issued).status == "confirmed"


def test_the_second_person_reads_both_parts_side_by_side(issued, clerk, people, deputy_clerk, client):
    circulated(issued, clerk, people, private=True)
    client.force_login(clerk)
    assert client.post(url("minutes-confirm", issued), {"ask": "1"}).status_code == 303
    client.force_login(deputy_clerk)
    page = client.get(reverse("panel:my")).text
    assert "Minutes of Panel, 17 December 2026: do you agree?" in page
    from pcc_portal.documents.models import Consent

    asked = Consent.objects.get(kind="meetings.minutes")
    page = client.get(url("consent", issued, asked.pk)).text
    assert "Thistlewood" in page
    assert "wait on 101" in page
    assert client.post(url("consent", issued, asked.pk)).status_code == 303


def test_the_office_reads_the_open_draft_and_no_correction(issued, clerk, people, officer, client):
    version = circulated(issued, clerk, people, private=True)
    row = corrections.propose(
        version,
        Entry.objects.get(kind="answer"),
        quoted="fallen",
        words="doubled",
        why="",
        by=clerk,
        at=AFTER,
    )
    client.force_login(officer)
    page = client.get(url("minutes-circulated", issued)).text
    assert "wait on 101" in page
    assert "Thistlewood" not in page
    assert "doubled" not in page
    assert client.get(url("correction", issued, row.pk)).status_code == 404


def test_a_member_takes_back_what_they_proposed(issued, clerk, people, members, client):
    version = circulated(issued, clerk, people)
    row = corrections.propose(
        version,
        Entry.objects.get(kind="answer"),
        quoted="fallen",
        words="doubled",
        why="",
        by=members.member,
        at=AFTER,
    )
    client.force_login(members.chair)
    assert client.post(url("correction-withdraw", issued, row.pk)).status_code == 404
    client.force_login(members.member)
    assert client.post(url("correction-withdraw", issued, row.pk)).status_code == 303
    row.refresh_from_db()
    assert row.state == CorrectionState.WITHDRAWN
    assert client.post(url("correction-withdraw", issued, row.pk)).status_code == 409


def test_two_hundred_thousand_characters_are_said_at_the_field_and_kept(
    issued, clerk, people, panel_member, client
):
    circulated(issued, clerk, people)
    client.force_login(panel_member)
    question = Entry.objects.get(kind="question")
    page = client.post(url("correction-add", issued, question.pk), {"words": "x" * 200_000})
    assert page.status_code == 422
    assert "This is 200000 characters long." in page.text
    assert "x" * 200_000 in page.text


def test_a_file_that_cannot_be_made_says_so_and_is_made_again(issued, clerk, people, client, monkeypatch):
    from pcc_portal.pdf.parts import CannotLayOut

    version = circulated(issued, clerk, people)
    with monkeypatch.context() as broken:
        broken.setattr(press, "lay_out", lambda parts, **_: [CannotLayOut(parts[0].title)])
        with jobs.claimed(version.job_id, at=NOW) as job:
            minutes_versions.make(version, job=job)
    client.force_login(clerk)
    page = client.get(url("minutes-life", issued)).text
    assert "could not be laid out" in page
    assert client.get(url("minutes-file", issued)).status_code == 503
    assert client.post(url("minutes-make", issued, version.pk)).status_code == 303
    version.refresh_from_db()
    made(version)
    assert client.get(url("minutes-file", issued)).status_code == 200


def test_confirmed_minutes_are_found_in_the_feed_and_by_the_public_role(issued, clerk, people, client):
    entry(item(issued, "Questions"), clerk, "statement", "The Chair thanked everyone.")
    circulated(issued, clerk, people)
    confirmed(issued, clerk)
    assert "Minutes confirmed" in client.get(reverse("panel:feed")).text
    assert "The Chair thanked everyone." in client.get(url("meeting", issued)).text
    assert Release.objects.live().filter(kind="meetings.minutes").count() == 1
