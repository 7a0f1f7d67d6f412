"""Two clerks, two presses, old pages: done once, and said in words."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import Holding, Post
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import items, papers
from pcc_portal.meetings.models import Item, Meeting, Paper
from tests.factories import meetings
from tests.factories.days import NOW
from tests.meetings.reading import numbers

pytestmark = pytest.mark.slow
GONE = (
    "This is no longer on the agenda: someone has removed it since you opened the page. Nothing was changed."
)
LOCKED = "This agenda has been locked: it is issued already. What you typed was not saved."


@pytest.fixture
def meeting(clerk):
    """Far enough from the real day to be issued on it."""
    return meetings.meeting(clerk, held_on=timezone.localdate() + timedelta(days=60))


@pytest.fixture
def line(meeting, clerk):
    return meetings.item(meeting, clerk, title="Budget")


@pytest.fixture
def own(line, clerk):
    return meetings.written(line, clerk, title="Budget report")


@pytest.fixture
def first(clerk):
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def second(deputy_clerk):
    client = Client()
    client.force_login(deputy_clerk)
    return client


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


def alert(response):
    """What the box says that stands out: "Nothing was changed", or "There is a problem"."""
    box = re.search(r'<div class="errors" role="alert".*?</div>', response.text, re.DOTALL)[0]
    return re.findall(r"<(?:p|li|blockquote)>(.*?)</(?:p|li|blockquote)>", box)


class TestTwice:
    def test_build_pressed_twice_is_one_job(self, first, meeting, own):
        presses = [first.post(at("meeting-build", meeting.ref)) for _ in range(2)]
        assert [(r.status_code, r.headers["Location"]) for r in presses] == [(303, meeting.path)] * 2
        assert [job.task for job in Job.objects.about(meeting)] == ["meetings.build_packs"]

    def test_build_pressed_by_two_clerks_is_one_job(self, first, second, meeting, own):
        for client in (first, second):
            client.post(at("meeting-build", meeting.ref))
        assert Job.objects.about(meeting).count() == 1

    def test_issue_pressed_twice_is_one_job_and_no_error(self, first, second, meeting, own):
        presses = [
            client.post(at("meeting-issue", meeting.ref), {"reason": ""}) for client in (first, first, second)
        ]
        assert [(r.status_code, r.headers["Location"]) for r in presses] == [(303, meeting.path)] * 3
        assert [job.task for job in Job.objects.about(meeting)] == ["meetings.issue_packs"]
        assert "Being issued." in first.get(meeting.path).text

    def test_while_it_is_issued_it_is_not_built_and_not_unlocked(self, first, meeting, own):
        first.post(at("meeting-issue", meeting.ref), {"reason": ""})
        build = first.post(at("meeting-build", meeting.ref))
        locked = "This agenda has been locked: it is being issued. What you typed was not saved."
        assert (build.status_code, alert(build)) == (409, [locked])
        unlock = first.post(at("meeting-unlock", meeting.ref))
        assert (unlock.status_code, alert(unlock)) == (
            409,
            ["Work on this agenda is under way. Stop that work first."],
        )

    def test_an_item_sent_twice_is_two_lines_to_be_seen_and_removed(self, first, meeting):
        """A second line with the same words may be meant; nothing is lost, and one press removes it."""
        for _ in range(2):
            first.post(at("item-add", meeting.ref), {"public_title": "Budget", "kind": "none", "parent": ""})
        assert numbers(meeting) == ["1 Budget", "2 Budget"]
        first.post(at("item-remove", meeting.ref, Item.objects.filter(meeting=meeting).last().pk))
        assert numbers(meeting) == ["1 Budget"]

    def test_sent_in_and_accepted_twice(self, first, line, clerk, officer, client):
        paper = meetings.written(line, officer, accepted=False)
        client.force_login(officer)
        submit, accept = (at(f"paper-{verb}", line.meeting.ref, paper.pk) for verb in ("submit", "accept"))
        assert [client.post(submit).status_code for _ in range(2)] == [303, 403]
        assert [first.post(accept).status_code for _ in range(2)] == [303, 409]
        assert Paper.objects.get(pk=paper.pk).state == "in"


class TestRemoved:
    """The other clerk has taken it off the agenda since this page was opened."""

    @pytest.mark.parametrize("name", ["item-move", "item-remove", "item", "item-exempt", "item-open"])
    def test_an_item(self, first, meeting, line, deputy_clerk, name):
        items.remove(line, by=deputy_clerk, at=NOW)
        response = first.post(at(name, meeting.ref, line.pk), {"move": "up"})
        assert (response.status_code, alert(response)) == (409, [GONE])

    @pytest.mark.parametrize(
        "name", ["paper", "paper-upload", "paper-submit", "paper-accept", "paper-remove", "paper-move"]
    )
    def test_a_paper(self, first, meeting, own, deputy_clerk, name):
        papers.remove(own, by=deputy_clerk, at=NOW)
        response = first.post(at(name, meeting.ref, own.pk), {"move": "up"})
        assert (response.status_code, alert(response)) == (409, [GONE])

    def test_what_was_typed_is_given_back(self, first, meeting, line, deputy_clerk):
        items.remove(line, by=deputy_clerk, at=NOW)
        typed = {"public_title": "A <b>new</b> title", "purpose": "To decide", "kind": "none"}
        response = first.post(at("item", meeting.ref, line.pk), typed)
        words = ["What you typed, to be copied:", "A &lt;b&gt;new&lt;/b&gt; title", "To decide"]
        assert alert(response) == [GONE, *words]

    def test_a_paper_for_an_item_that_is_gone(self, first, meeting, line, deputy_clerk, office):
        items.remove(line, by=deputy_clerk, at=NOW)
        typed = {
            "public_title": "x",
            "how": "write",
            "role": "report",
            "marking": "none",
            "organisation": office.pk,
        }
        response = first.post(at("paper-add", meeting.ref, line.pk), typed)
        assert (response.status_code, alert(response)[0]) == (409, GONE)

    def test_its_author_is_told_nothing_of_the_agenda(self, client, meeting, own, clerk, officer):
        papers.remove(own, by=clerk, at=NOW)
        client.force_login(officer)
        assert client.post(at("paper-submit", meeting.ref, own.pk)).status_code == 404


class TestIssued:
    """The agenda has been let out since this page was opened: nothing changes, and what was typed stays on the page."""

    @pytest.fixture
    def out(self, meeting, own, line, clerk):
        post = Post.objects.create(title="Monitoring Officer", organisation=meeting.body.host)
        Holding.objects.create(post=post, person=meetings.officer_of_the_council(), from_on=NOW.date())
        Meeting.objects.filter(pk=meeting.pk).update(status="issued", issued_at=NOW, life="called")
        return meeting

    def typed(self, out, line, own):
        grounds = {
            "paragraphs": ["1"],
            "reasons_for": "Typed",
            "reasons_against": "y",
            "proper_officer": meetings.officer_of_the_council().pk,
            "review_on": timezone.localdate() + timedelta(days=99),
        }
        cover = {"public_title": "Typed", "role": "report", "marking": "none"}
        office = own.document.organisation_id
        ref = out.ref
        return {
            at("item-add", ref): {"public_title": "Typed", "kind": "none"},
            at("item", ref, line.pk): {"public_title": "Typed", "kind": "none"},
            at("item-exempt", ref, line.pk): grounds,
            at("paper-exempt", ref, own.pk): grounds,
            at("paper-add", ref, line.pk): cover | {"how": "write", "organisation": office},
            at("paper", ref, own.pk): cover,
            at("paper-return", ref, own.pk): {"reason": "Typed"},
        }

    def test_forms(self, first, out, line, own):
        for url, typed in self.typed(out, line, own).items():
            response = first.post(url, typed)
            assert (response.status_code, alert(response)) == (409, [LOCKED]), url
            assert "Typed" in response.text, url

    def test_buttons(self, first, out, line, own):
        urls = [
            at("meeting-build", out.ref),
            at("meeting-issue", out.ref),
            *(at(f"item-{verb}", out.ref, line.pk) for verb in ("move", "remove", "open")),
            *(
                at(f"paper-{verb}", out.ref, own.pk)
                for verb in ("upload", "submit", "accept", "move", "remove", "open")
            ),
        ]
        told = {url: (r.status_code, alert(r)) for url in urls if (r := first.post(url))}
        assert told == dict.fromkeys(urls, (409, [LOCKED]))
        assert (numbers(out), Paper.objects.get(pk=own.pk).state) == (["1 Budget"], "in")

    def test_issue_asked_for_again_leads_to_the_meeting(self, first, out):
        response = first.get(at("meeting-issue", out.ref))
        assert (response.status_code, response.headers["Location"]) == (303, out.path)
