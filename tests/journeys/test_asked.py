"""A paper is asked for, promised, written and sent in by an author without an account; whoever is late is chased."""

import re
from datetime import datetime

import pytest

from pcc_portal.workdays import add_working_days
from tests import chromium
from tests.factories.days import LONDON
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

CLERK = "Priya Nair"
ITEM = "Issues raised by Community Safety Partnerships"
TITLE = "What the wardens of Hollin did"
BRIEF = "Two pages, with what it cost."
WRITTEN = "Four wardens walked the market every evening."
LATE = "What the Wexbury partnership spent"


def test_an_author_answers_a_request(portal):
    day = add_working_days(datetime.now(LONDON).date(), 70)
    with chromium.browser() as browser:
        clerk, author = walker(browser, portal), walker(browser, portal, width=375)
        clerk.sit(CLERK)
        address = call(clerk, day)
        ask(clerk, address)
        page = open_the_link(author)
        promise(author, day)
        write(author)
        assert "Promised for" not in author.page.inner_text("main")
        accept(clerk, address)
        author.goto(page)
        assert "You need do nothing more" in author.page.inner_text("main")
        assert author.page.get_by_role("button", name="Send it to the clerk").count() == 0
        withdraw(clerk, address)
        assert author.fetch(page).status == 404
        assert author.fetch(f"{page}text/").status == 404


def test_everyone_who_is_late_is_chased_with_one_press(portal, database):
    (ref,) = database.execute(
        "SELECT meeting.ref FROM meetings_paperrequest request"
        " JOIN meetings_item item ON item.id = request.item_id"
        " JOIN meetings_meeting meeting ON meeting.id = item.meeting_id WHERE request.title = %s",
        [LATE],
    ).fetchone()
    with chromium.browser() as browser:
        clerk = walker(browser, portal)
        clerk.sit(CLERK)
        clerk.goto(f"/panel/meetings/{ref}/requests/")
        assert "Reminded once, on" in clerk.page.inner_text("main")
        clerk.follow("Chase everyone who is late")
        clerk.page.get_by_text(f"Carys Bowen: {LATE}").last.click()
        mail = clerk.page.locator("details[open]").inner_text()
        assert "We still wait for this paper" in mail
        assert "/asked/" not in mail
        clerk.look()
        clerk.press("Send 1 mail")
        assert "Reminded 2 times" in clerk.page.inner_text("main")
        assert mails_to(database, "c.bowen@wexbury-csp.example") == 3


def call(clerk, day):
    clerk.goto("/panel/")
    clerk.follow("Call a meeting")
    clerk.fill("Date", day.isoformat())
    clerk.page.get_by_label("Everyone: give public notice").check()
    clerk.press("Go on")
    return clerk.here


def ask(clerk, address):
    """Of somebody outside: name and address, and nothing else that an account would have."""
    clerk.goto(address)
    clerk.page.get_by_role("link", name=ITEM).first.click()
    clerk.look()
    clerk.follow("Ask for a paper")
    clerk.fill("Title, as the public reads it", TITLE)
    clerk.fill("What it is to say", BRIEF)
    clerk.press("Ask for it")
    assert clerk.page.get_by_text("or give a first name here").first.is_visible()
    clerk.fill("Without an account: first name", "Tomas")
    clerk.fill("Without an account: last name", "Arkell")
    clerk.fill("Without an account: e-mail address", "tomas@hollin-wardens.example")
    clerk.press("Ask for it")
    said = clerk.page.inner_text("main")
    assert "0 of 1 paper in" in said
    assert "Asked of Tomas Arkell" in said


def open_the_link(author):
    """The way from the mail to the paper; the key has left the address, and the brief is there."""
    author.goto("/demo/outbox/")
    mail = author.page.get_by_role("article").filter(has_text=TITLE).first
    assert BRIEF not in mail.inner_text()
    mail.locator("a[href*='/asked/']").click()
    author.page.wait_for_load_state()
    author.look()
    assert re.fullmatch(r"/asked/paper/[0-9a-f-]{36}/", author.here)
    assert BRIEF in author.page.inner_text("main")
    return author.here


def promise(author, day):
    author.fill("I will send it by", add_working_days(day, -12).isoformat())
    author.press("Tell the clerk")
    assert "Promised for" in author.page.inner_text("main")


def write(author):
    """On a telephone, in the desk that every author has."""
    author.press("Write it here")
    author.page.locator("[contenteditable=true]").first.click()
    author.page.keyboard.type(WRITTEN)
    author.page.locator("[data-status]").first.filter(has_text="Saved").wait_for(timeout=15_000)
    author.look()
    author.follow("Your paper")
    author.press("Send it to the clerk")
    assert "It is with the clerk." in author.page.inner_text("main")


def accept(clerk, address):
    clerk.goto(f"{address}requests/")
    assert "1 of 1 paper in" in clerk.page.inner_text("main")
    clerk.follow(TITLE)
    clerk.press("Accept it into the pack")
    clerk.goto(f"{address}requests/")
    assert "In time." in clerk.page.inner_text("main")


def withdraw(clerk, address):
    clerk.goto(f"{address}requests/")
    clerk.follow("Withdraw")
    clerk.fill("Why is it no longer asked for?", "It belongs to the next meeting.")
    clerk.press("Withdraw it")
    assert "It belongs to the next meeting." in clerk.page.inner_text("main")


def mails_to(database, email):
    return database.execute('SELECT count(*) FROM notices_message WHERE "to" = %s', [email]).fetchone()[0]
