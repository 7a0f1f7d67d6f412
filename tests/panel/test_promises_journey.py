"""Without JavaScript: a question at a meeting becomes a promise, stands on the next agenda, is reported back, and is done."""

from datetime import date

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from pcc_portal.meetings.models import Paper, Promise
from pcc_portal.writing.models import Block
from tests import chromium
from tests.factories import after, meetings
from tests.factories.minutes import room
from tests.panel import released

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

METHOD = "explain how the wait on 101 is worked out"


@pytest.fixture
def held(clerk):
    meeting = released.let_out(after.agenda(meetings.meeting(clerk, held_on=date(2026, 9, 17)), clerk), clerk)
    room(meeting, clerk)
    return meeting


@pytest.fixture
def coming(clerk):
    on = meetings.meeting(clerk, held_on=date(2027, 12, 16))
    meetings.item(on, clerk, title="Minutes of the previous meeting")
    meetings.item(on, clerk, title="Report of the Commissioner")
    return on


@pytest.fixture
def page(monkeypatch, clerk, live_server, held, coming):
    """The clerk's browser with JavaScript off; ORM calls stay allowed beside its event loop."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client = Client()
    client.force_login(clerk)
    with chromium.browser() as browser:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        yield context.new_page()
        browser.close()
        chromium.quiet()
        connections.close_all()


def press(page, name, *, exact=False):
    page.get_by_role("button", name=name, exact=exact).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def choose(page, label, name):
    """The option that holds this name."""
    field = page.get_by_label(label)
    field.select_option(value=field.locator("option", has_text=name).first.get_attribute("value"))


def test_from_the_question_to_done(page, held, coming):
    asked_and_promised(page, held)
    follow(page, "as printed")
    assert "undertook to explain how the wait on 101 is worked out" in page.inner_text("main")
    page.goto("/panel/promises/keep/")
    assert "1 promise" in page.inner_text("#count")
    outstanding(page, coming)
    reported(page)
    page.goto("/panel/promises/keep/")
    page.locator(".rows").get_by_role("link", name="Done").click()
    press(page, "It is done")
    assert "0 promises" in page.inner_text("#count")
    row = Promise.objects.get()
    assert (row.state, row.report_item.public_title) == ("done", "Report of the Commissioner")


def asked_and_promised(page, held):
    """The meeting begins, a member asks, the office promises, the meeting rises."""
    page.goto(f"{held.path}minutes/")
    press(page, "Meeting began")
    questions = page.locator("section", has=page.get_by_role("heading", name="3. Questions"))
    questions.get_by_role("button", name="Question", exact=True).click()
    choose(page, "Asked by", "Karim")
    page.get_by_label("Asked about").fill("the wait on 101")
    press(page, "Save", exact=True)
    page.locator("article.entry").get_by_role("button", name="Promise").click()
    choose(page, "Who promised it", "Adeyemi")
    page.get_by_label("What was promised: to").fill(METHOD)
    press(page, "Save", exact=True)
    press(page, "Meeting rose")


def outstanding(page, coming):
    """One press, and it is a paper of the next agenda."""
    press(page, "Put what is outstanding on the agenda of 16 December 2027")
    paper = Paper.objects.get(public_title="Outstanding actions")
    assert page.url.endswith(f"/papers/{paper.pk}/")
    assert paper.item.public_title == "Minutes of the previous meeting"
    assert METHOD in "".join(Block.objects.filter(text=paper.text).values_list("html", flat=True))


def reported(page):
    page.goto("/panel/promises/keep/")
    page.locator(".rows").get_by_role("link", name="Reported back").click()
    page.get_by_label("Reported back on").fill(timezone.localdate().isoformat())
    page.get_by_label("Where").select_option(label="Report of the Commissioner")
    press(page, "Write it down")
    page.goto("/panel/promises/keep/?show=reported")
    assert "Reported: Report of the Commissioner" in page.inner_text("main")
