"""Attacks on the secrecy of a complaint about the Commissioner: whoever is not named cannot tell that there is one."""

import logging
import secrets
from datetime import date

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panel.actions import clocks, complaint_counts, complaint_readers, complaints
from panel.models import Complaint, ComplaintReader, ComplaintStep, ComplaintWords
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.actions import grants
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import calls
from pcc_portal.notices.models import Message
from tests.access.scene import blanked
from tests.documents.test_public_role import visitor
from tests.factories import meetings, people
from tests.factories.complaints import received
from tests.factories.days import NOW, moment

pytestmark = pytest.mark.django_db

NEVER = (
    "anon",
    "stranger",
    "officer",
    "commissioner",
    "analyst",
    "grants_officer",
    "force_lead",
    "panel_chair",
    "panel_member",
    "former_member",
    "member_of_another_panel",
    "administrator",
    "deputy_clerk",
)
# Of each sort one, who read everything twice.
ONE_OF_EACH = ("anon", "officer", "commissioner", "panel_chair", "deputy_clerk", "administrator")
# Where a trace of it could stand: lists, feeds, /my/, clocks, people, years.
ELSEWHERE = (
    "/",
    "/my/",
    "/panel/",
    "/panel/members/",
    "/panel/year/",
    "/panel/annual/",
    "/panel/clocks/",
    "/panel/clocks/periods/",
    "/panel/calendar.ics",
    "/panel/feed.atom",
    "/panel/work-programme/",
    "/panel/work-programme/edit/",
    "/panel/complaints/",
    "/panel/complaints/counts/",
    "/panel/exemptions/",
    "/panel/attendance/",
    "/people/",
)
WORDS = ("subject", "words", "name", "contact", "step")


@pytest.fixture(autouse=True)
def periods(panel_body):
    clocks.ensure()


@pytest.fixture
def everyone(request, panel_body, clerk, force, office):
    """All who are not named, with a meeting whose pages they can read."""
    on = calls.call(meetings.meeting(clerk, held_on=date(2027, 2, 8)), by=clerk, at=NOW)
    cast = {who: request.getfixturevalue(who) for who in NEVER if who != "anon"}
    return on, {"anon": None} | cast


@pytest.fixture
def chief(office):
    """Of the Commissioner's office, and named."""
    return people.holder("chief_executive", office, "Aled", "Rowe")


def client_of(user):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def pages(cast, meeting):
    """What each of them reads everywhere, without what is new each time."""
    where = (
        *ELSEWHERE,
        meeting.path,
        f"{meeting.path}speakers/",
        f"{meeting.path}read/",
        f"{meeting.path}life/",
    )
    found = {}
    for who, user in cast.items():
        for url in where:
            found[who, url] = blanked(client_of(user).get(url))
    return found


def eventful(body, clerk, chief):
    """A complaint that has gone through everything, with a word in each private field."""
    words = {part: secrets.token_hex(8) for part in WORDS}
    said = {part: words[part] for part in WORDS if part != "step"}
    row = received(body, clerk, at=NOW, **said)
    complaint_readers.name(row, chief.grants.get(), by=clerk, at=NOW)
    take = {"on": date(2026, 11, 3), "words": words["step"], "by": clerk, "at": moment(2026, 11, 4)}
    for act in (complaints.record, complaints.preserve, complaints.find_serious, complaints.refer):
        row = act(row, **take)
    row = complaints.come_back(row, is_returned=True, **take)
    return complaints.begin_resolving(row, **take), [*words.values(), row.ref, str(row.pk)]


def addresses(pk):
    """Every address there is of one complaint."""
    reader = ComplaintReader.objects.order_by("pk").values_list("pk", flat=True).first() or 1
    yield reverse("panel:complaint", args=[pk])
    yield reverse("panel:complaint-name", args=[pk])
    yield reverse("panel:complaint-unname", args=[pk, reader])
    for step in ("record", "note", "no-such-step"):
        yield reverse("panel:complaint-step", args=[pk, step])


@pytest.mark.slow
def test_everything_that_others_read_is_the_same_as_before_it_came(everyone, panel_body, clerk, chief):
    """No list, count, task, feed, clock or search differs by a letter."""
    meeting, known = everyone
    cast = {who: known[who] for who in ONE_OF_EACH}
    before = pages(cast, meeting)
    _, words = eventful(panel_body, clerk, chief)
    after = pages(cast, meeting)
    assert [key for key in before if before[key] != after[key]] == []
    assert [word for word in words if word in str(after)] == []


@pytest.mark.slow
def test_its_addresses_say_what_is_said_of_nothing(everyone, panel_body, clerk, chief):
    _, cast = everyone
    row, _ = eventful(panel_body, clerk, chief)
    other = "00000000-0000-4000-8000-000000000000"
    steps = ComplaintStep.objects.count()
    for user in cast.values():
        client = client_of(user)
        for real, none in zip(addresses(row.pk), addresses(other), strict=True):
            for ask in (client.get, client.post):
                answers = [ask(url) for url in (real, none)]
                assert answers[0].status_code == answers[1].status_code
                assert answers[0].status_code in ({302} if user is None else {404, 405})
                if answers[0].status_code == 404:
                    assert blanked(answers[0]) == blanked(answers[1])
    assert ComplaintStep.objects.count() == steps


def test_who_is_named_reads_it_and_so_does_nobody_by_office(panel_body, clerk, chief, officer, deputy_clerk):
    row, words = eventful(panel_body, clerk, chief)
    page = client_of(chief).get(reverse("panel:complaint", args=[row.pk])).text
    assert [word for word in words[:4] if word not in page] == []
    listed = client_of(deputy_clerk).get("/panel/complaints/")
    assert (listed.status_code, row.ref in listed.text) == (200, False)
    assert client_of(officer).get("/panel/complaints/").status_code == 404


def test_who_is_named_from_outside_reads_and_notes_and_decides_nothing(panel_body, clerk, chief):
    row, _ = eventful(panel_body, clerk, chief)
    client = client_of(chief)
    said = {"on": "2026-11-04", "words": "From the office."}
    refused = [
        reverse("panel:complaint-step", args=[row.pk, step]) for step in ("outcome", "withdrawn", "told")
    ]
    refused.append(reverse("panel:complaint-name", args=[row.pk]))
    assert [client.post(url, said).status_code for url in refused] == [403] * 4
    own = row.readers.get(user=clerk)
    assert client.post(reverse("panel:complaint-unname", args=[row.pk, own.pk])).status_code == 403
    assert client.post(reverse("panel:complaint-step", args=[row.pk, "note"]), said).status_code == 303


def test_no_row_that_travels_or_is_listed_knows_of_it(panel_body, clerk, chief, caplog):
    caplog.set_level(logging.DEBUG)
    before = [model.objects.count() for model in (Event, Release)]
    row, words = eventful(panel_body, clerk, chief)
    client_of(clerk).get(reverse("panel:complaint", args=[row.pk]))
    client_of(chief).get("/my/")
    grown = Event.objects.count() - before[0]
    assert {event.kind for event in Event.objects.order_by("-pk")[:grown]} <= {"jobs.job.queued"}
    assert Release.objects.count() == before[1]
    rows = [str(row) for model in (Event, Job, Message, Release) for row in model.objects.values()]
    private = words[:-1]  # a log of requests names the address that was asked for, which is a drawn number
    assert [word for word in words for text in rows if word in text] == []
    assert [word for word in private if word in caplog.text.replace(str(row.pk), "")] == []
    assert "complain" not in " ".join(rows).lower()


@pytest.mark.parametrize("model", [Complaint, ComplaintWords, ComplaintReader, ComplaintStep])
def test_a_visitor_cannot_ask_the_database_for_it(model):
    with pytest.raises(ProgrammingError), visitor():
        model.objects.exists()


def test_nothing_else_in_the_database_leads_to_it():
    """Only its own tables, and their history, have a key to it."""
    leads = {found.related_model.__name__ for found in Complaint._meta.get_fields() if found.auto_created}
    assert leads <= {"ComplaintWords", "ComplaintReader", "ComplaintStep", "ComplaintFile", "ComplaintEvent"}


def test_no_longer_named_cut_at_the_next_look(panel_body, clerk, chief):
    row, _ = eventful(panel_body, clerk, chief)
    there, client = reverse("panel:complaint", args=[row.pk]), client_of(chief)
    assert client.get(there).status_code == 200
    complaint_readers.unname(row.readers.get(user=chief), by=clerk, at=moment(2026, 11, 5))
    assert (client.get(there).status_code, client.get("/panel/complaints/").status_code) == (404, 404)


def test_who_becomes_commissioner_reads_none_from_that_moment(panel_body, clerk, chief, office):
    row, _ = eventful(panel_body, clerk, chief)
    grants.give(
        chief, role="commissioner", organisation=office, from_on=timezone.localdate(), by=None, at=NOW
    )
    assert not Complaint.objects.visible_to(load_rights(chief, on=timezone.localdate())).exists()
    assert client_of(chief).get(reverse("panel:complaint", args=[row.pk])).status_code == 404


def test_the_clock_of_one_cannot_be_set_where_all_see_it(panel_body, clerk):
    url = reverse("panel:clock-override", args=["complaint_refer", "2026-11-03"])
    assert client_of(clerk).get(url).status_code == 404


def test_published_counts_tell_nothing_of_one(panel_body, clerk, chief):
    """Let out before and after it came, they are the same words."""
    said = [complaint_counts.publish(panel_body, by=clerk, at=NOW).facts]
    eventful(panel_body, clerk, chief)
    received(panel_body, clerk, on=date(2025, 9, 1))
    said.append(complaint_counts.publish(panel_body, by=clerk, at=NOW).facts)
    assert said[0] == said[1]
