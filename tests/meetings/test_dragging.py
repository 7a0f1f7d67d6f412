"""A line or a paper is put down before one of its neighbours: by the action, by the page's form, by hand in a browser."""

import uuid

import pytest
from django.db import connections
from django.urls import reverse

from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import items, paper_rows
from pcc_portal.meetings.models import Item
from pcc_portal.meetings.queries import agenda_of
from tests import chromium
from tests.factories import meetings
from tests.factories.days import NOW
from tests.meetings.reading import numbers


@pytest.fixture
def lines(meeting, clerk):
    """Four main items, of which the second has two sub-items and the last is exempt."""
    for title in ("Apologies", "Reports", "Close", "Complaints"):
        meetings.item(meeting, clerk, title=title)
    for title in ("Police", "Fire"):
        meetings.item(meeting, clerk, title=title, parent=named("Reports"))
    items.exempt(named("Complaints"), meetings.grounds(1), by=clerk, at=NOW)
    return meeting


def named(title):
    return Item.objects.get(public_title=title)


def order(of):
    return [line.split(" ", 1)[1] for line in numbers(of)]


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("Close", "Apologies", ["Close", "Apologies", "Reports", "Police", "Fire"]),
        ("Apologies", "Close", ["Reports", "Police", "Fire", "Apologies", "Close"]),
        ("Fire", "Police", ["Apologies", "Reports", "Fire", "Police", "Close"]),
        ("Police", None, ["Apologies", "Reports", "Fire", "Police", "Close"]),
    ],
)
def test_placed_before_a_neighbour_or_at_the_end(lines, clerk, title, before, after):
    items.place(named(title), before=named(before).pk if before else None, by=clerk, at=NOW)
    assert order(lines)[:5] == after


def test_placed_where_it_stands_says_nothing_in_the_history(lines, clerk):
    before = Event.objects.count()
    items.place(named("Apologies"), before=named("Reports").pk, by=clerk, at=NOW)
    assert Event.objects.count() == before


@pytest.mark.parametrize("other", ["Police", "Complaints", "nobody"])
def test_a_neighbour_of_another_row_is_refused_and_nothing_moves(lines, clerk, other):
    before = order(lines)
    there = uuid.uuid4() if other == "nobody" else named(other).pk
    with pytest.raises(items.NotInThisRow):
        items.place(named("Close"), before=there, by=clerk, at=NOW)
    assert order(lines) == before


def test_papers_keep_reports_before_appendices(meeting, clerk):
    item = meetings.item(meeting, clerk, kind="papers")
    made = {
        title: meetings.paper(item, clerk, title=title, role=role)
        for title, role in (("Report", "report"), ("One", "appendix"), ("Two", "appendix"))
    }
    paper_rows.place(made["Two"], before=made["One"].pk, by=clerk, at=NOW)
    assert [sheet.title for _, sheet in agenda_of(meeting).sheets()] == [
        "Report",
        "Appendix A: Two",
        "Appendix B: One",
    ]
    with pytest.raises(items.NotInThisRow):
        paper_rows.place(made["Two"], before=made["Report"].pk, by=clerk, at=NOW)


@pytest.mark.parametrize("before", ["no uuid", "0b4d7a52-3c1e-4f6a-9d0e-5a7c1b2e8f90"])
def test_a_page_that_is_too_old_is_told_so(lines, clerk, client, before):
    client.force_login(clerk)
    url = reverse("meetings:item-move", args=[lines.ref, named("Close").pk])
    answer = client.post(url, {"move": "place", "before": before})
    assert answer.status_code == 409
    assert "The agenda has changed since you opened the page" in answer.text


@pytest.fixture
def page(lines, clerk, client, live_server, monkeypatch):
    """The clerk's browser with the workspace open; ORM calls stay allowed beside the browser's event loop."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client.force_login(clerk)
    with chromium.browser() as browser:
        context = browser.new_context(base_url=live_server.url)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page = context.new_page()
        page.goto(lines.path)
        yield page
        connections.close_all()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_by_hand_and_by_keys_in_a_browser(page, lines):
    def handle(title):
        return page.get_by_role("button", name=f"Move {title}")

    assert chromium.axe(page) == []
    start, there = handle("Close").bounding_box(), handle("Apologies").bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(there["x"] + 5, there["y"] + 1, steps=5)
    with page.expect_navigation():
        page.mouse.up()
    assert order(lines)[:2] == ["Close", "Apologies"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Move Close")
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    assert order(lines)[:2] == ["Apologies", "Close"]
    assert "Close now stands 2 of 4" in page.locator("#said").inner_text()
    # A part changes places with parts alone.
    with page.expect_navigation():
        handle("Police").press("ArrowDown")
    assert [line.title for line in agenda_of(lines).walk() if "(" in line.number] == ["Fire", "Police"]
