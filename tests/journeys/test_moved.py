"""A meeting is called and moved in a browser: its page, the list, home and the calendar say so, at one address."""

from datetime import datetime, timedelta

import pytest

from pcc_portal.workdays import add_working_days
from tests import chromium
from tests.factories.days import LONDON
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

CLERK = "Priya Nair"
WHY = "The council chamber is flooded."


def call(clerk, day):
    clerk.goto("/panel/")
    clerk.follow("Call a meeting")
    clerk.fill("Date", day.isoformat())
    clerk.page.get_by_label("Everyone: give public notice").check()
    clerk.press("Go on")
    return clerk.here


def move(clerk, address, day):
    clerk.goto(address)
    clerk.follow("Move or cancel it")
    clerk.follow("Move it")
    clerk.fill("New date", day.isoformat())
    clerk.fill("Reason", WHY)
    clerk.press("Move it")


def words_of(day):
    return f"{day:%A} {day.day} {day:%B %Y}"


def test_meeting_moved(portal):
    day = add_working_days(datetime.now(LONDON).date(), 90)
    new = add_working_days(day + timedelta(days=7), 1)
    with chromium.browser() as browser:
        clerk = walker(browser, portal)
        clerk.sit(CLERK)
        address = call(clerk, day)
        clerk.goto(f"{address}life/")
        visitor = walker(browser, portal, width=375)
        visitor.goto(address)
        assert words_of(day) in visitor.page.inner_text("main")
        move(clerk, address, new)
        visitor.goto(address)
        said = visitor.page.inner_text("main")
        assert "This meeting has been moved." in said
        assert WHY in said
        assert words_of(new) in said
        visitor.goto("/panel/")
        assert f"Moved from {words_of(day)}" in visitor.page.inner_text("main")
        calendar = visitor.fetch("/panel/calendar.ics").text()
        assert f"{new:%Y%m%d}" in calendar
        assert f"DTSTART;TZID=Europe/London:{day:%Y%m%d}" not in calendar
        for path in (
            "/panel/year/",
            "/panel/year/plan/",
            "/panel/year/rules/",
            "/panel/days/",
            f"{address}joining/",
        ):
            clerk.goto(path)
