"""The piece that polls: the same words with and without script, for those who may know of the job."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from pcc_portal import jobs
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power, Role
from pcc_portal.jobs.models import Job

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return Organisation.objects.create(slug="panel", name="Police and Crime Panel", kind="panel")


@pytest.fixture
def clerk(panel):
    return someone("clerk@demo.example", role=Role.PANEL_CLERK, organisation=panel)


@pytest.fixture
def job(panel, clerk):
    return jobs.queue(
        "tests.work",
        subject=panel,
        by=clerk,
        at=AT,
        title="Building the pack",
        power=Power.PREPARE,
        organisation=panel,
        result_url="/panel/",
    )


def someone(email, *, role=None, organisation=None, **grant):
    user = User.objects.create_user(email)
    if role:
        grants.give(
            user, role=role, organisation=organisation, by=None, at=AT, from_on=date(2020, 1, 1), **grant
        )
    return user


def at(job, state, **fields):
    """The row as a worker would leave it."""
    if state == "running":
        fields |= {"lease_token": job.pk, "leased_until": AT}
    elif state != "queued":
        fields |= {"finished_at": AT}
    Job.objects.filter(pk=job.pk).update(state=state, **fields)
    job.refresh_from_db()
    return reverse("jobs:progress", args=[job.pk])


def words(response):
    """What is read, without tags and white space."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.text).split())


CASES = [
    ("queued", {}, "Building the pack: waiting to start It starts as soon as a worker is free. You can go on working. Stop this work Look again"),
    ("running", {"done": 4, "of": 7, "message": "Laying out item 2."}, "Building the pack: step 4 of 7 4 of 7 Laying out item 2. Stop this work Look again"),
    ("running", {"done": 4, "of": 7, "cancel_asked_at": AT}, "Building the pack: step 4 of 7 4 of 7 Stopping at the end of this step. Look again"),
    ("done", {"message": "Built: 56 pages."}, "Building the pack: done Built: 56 pages. See the result"),
    ("failed", {"error": "Page 2 is 3 metres wide."}, "Building the pack: could not be done Page 2 is 3 metres wide. Go back"),
    ("cancelled", {}, "Building the pack: stopped Stopped. Nothing was changed. Go back"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "fields", "read"), CASES)
def test_fragment_in_words(client, job, state, fields, read):
    client.force_login(job.by)
    response = client.get(at(job, state, **fields), headers=HTMX)
    live = state in {"queued", "running"}
    assert words(response).replace("0 of 0 ", "") == read
    assert ('hx-trigger="every 1s"' in response.text) == live
    assert response.headers.get("HX-Trigger") == (None if live else "job-done")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_poll_that_shows_what_is_gets_nothing_to_swap(client, job, clerk):
    client.force_login(clerk)
    url = at(job, "running", done=1, of=3)
    polled = re.search(r'hx-get="([^"]+)"', client.get(url, headers=HTMX).text)[1]
    assert client.get(polled, headers=HTMX).status_code == 204
    at(job, "running", done=2)
    assert client.get(polled, headers=HTMX).status_code == 200
    at(job, "done", lease_token=None, leased_until=None)
    assert client.get(polled, headers=HTMX).status_code == 200


def test_fragment_is_a_piece_of_the_page(client, job, clerk):
    client.force_login(clerk)
    url = at(job, "done", message="Built.")
    assert client.get(url, headers=HTMX).text.strip() in client.get(url).text


def test_fragment_stands_in_another_page(job):
    assert "Building the pack" in render_to_string("jobs/job.html#progress", {"job": job})


def test_who_may_know_of_a_job(client, job, panel, clerk):
    elsewhere = Organisation.objects.create(slug="elsewhere", name="Another Panel", kind="panel")
    url = reverse("jobs:progress", args=[job.pk])
    cast = {
        clerk: 200,
        someone("deputy@demo.example", role=Role.DEPUTY_CLERK, organisation=panel): 200,
        someone("member@demo.example", role=Role.PANEL_MEMBER, organisation=panel): 404,
        someone("other.clerk@demo.example", role=Role.PANEL_CLERK, organisation=elsewhere): 404,
        someone("nobody@demo.example"): 404,
    }
    seen = {}
    for user in cast:
        client.force_login(user)
        seen[user] = client.get(url, headers=HTMX).status_code
        assert client.post(f"{url}cancel/", headers=HTMX).status_code == seen[user]
    assert seen == cast
    client.logout()
    assert client.get(url).status_code == client.post(f"{url}cancel/").status_code == 302


def test_who_asked_for_a_job_sees_it_as_long_as_they_hold_its_power(client, job, clerk):
    url = reverse("jobs:progress", args=[job.pk])
    client.force_login(clerk)
    assert client.get(url).status_code == 200
    grants.end(clerk.grants.get(), last_on=date(2020, 1, 1), by=None, at=AT)
    assert (client.get(url).status_code, client.post(f"{url}cancel/").status_code) == (404, 404)


def test_a_job_without_power_is_seen_by_who_asked_alone(client, panel, clerk):
    job = jobs.queue("tests.work", subject=panel, by=None, at=AT)
    assert list(Job.objects.visible_to(clerk)) == []
    client.force_login(clerk)
    assert client.get(reverse("jobs:progress", args=[job.pk]), headers=HTMX).status_code == 404


def test_stop_with_and_without_script(client, job, clerk):
    client.force_login(clerk)
    url = at(job, "running", done=1, of=3)
    response = client.post(f"{url}cancel/")
    assert (response.status_code, response.headers["Location"]) == (303, url)
    job.refresh_from_db()
    assert job.cancel_asked_at is not None
    assert "Stopping at the end of this step." in words(client.post(f"{url}cancel/", headers=HTMX))
    assert client.get(f"{url}cancel/").status_code == 405
