"""The clerk and an author at work with JavaScript off, and an author on a phone."""

import re

import pytest

from tests import chromium
from tests.journeys.walking import walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.services,
    pytest.mark.slow,
    pytest.mark.xdist_group("portal"),
]

SAID = "Volunteers answered the telephone on every weekday."


@pytest.fixture(scope="module")
def browser():
    with chromium.browser() as opened:
        yield opened


def call_a_meeting(person, day):
    person.goto("/panel/")
    person.follow("Call a meeting")
    person.page.get_by_label("Date").fill(day)
    person.page.get_by_label("Everyone: give public notice").check()
    person.press("Go on")
    return person.here


def test_a_pack_is_built_without_javascript(browser, portal):
    clerk = walker(browser, portal, script=False)
    clerk.sit("Priya Nair")
    address = call_a_meeting(clerk, "2027-09-16")
    clerk.follow("Add an item")
    clerk.fill("Title, as the public reads it", "The telephone line")
    clerk.press("Add it")
    clerk.press(re.compile("^Up"))
    clerk.follow("Add a paper")
    clerk.page.get_by_label("Write it here").check()
    clerk.press("Go on")
    write_a_paragraph(clerk, SAID)
    clerk.goto(address)
    clerk.follow("The telephone line")
    clerk.page.locator("#chosen").get_by_role("link", name="The telephone line").click()
    clerk.press("Accept it into the pack")
    clerk.goto(address)
    clerk.press(re.compile("^Build"))
    wait_without_script(clerk, address)
    draft = clerk.fetch(f"{address}draft/public.pdf")
    assert draft.headers["content-type"] == "application/pdf"


def write_a_paragraph(person, words):
    """Part by part, as Markdown."""
    person.follow("Write part by part")
    person.follow(re.compile("paragraph", re.IGNORECASE))
    person.page.locator("textarea").first.fill(words)
    person.press("Save", exact=True)


def wait_without_script(person, address):
    """Looking again by hand, as the page says."""
    for _ in range(240):
        person.goto(address)
        if re.search(r"Built \w+day", person.page.content()):
            return
        person.page.wait_for_timeout(500)
    raise AssertionError("never built")


def test_an_author_writes_on_a_phone_and_the_clerk_takes_it(browser, portal):
    """Asked for by the clerk, written by the office, unread by the clerk until it is sent in."""
    clerk = walker(browser, portal)
    clerk.sit("Priya Nair")
    address = call_a_meeting(clerk, "2027-10-14")
    clerk.follow("Add an item")
    clerk.fill("Title, as the public reads it", "Decisions of the Commissioner")
    clerk.press("Add it")
    clerk.follow("Add a paper")
    clerk.page.get_by_label("Write it here").check()
    clerk.page.get_by_label("Whose paper is it?").select_option(
        label="Office of the Police and Crime Commissioner for Ardenshire"
    )
    clerk.press("Go on")
    author = walker(browser, portal, width=375)
    author.sit("Iain Fraser")
    author.page.get_by_role("link", name=re.compile("Write.*Decisions of the Commissioner")).first.click()
    author.look()
    paper = author.here
    author.follow("Go on writing")
    editor = author.page.locator("[contenteditable=true]").first
    editor.click()
    author.page.keyboard.type("None since the last meeting.")
    author.page.locator("[data-status]").first.filter(has_text="Saved").wait_for(timeout=15_000)
    assert clerk.fetch(f"{paper}text/").status == 403
    assert "None since the last meeting" not in clerk.fetch(paper).text()
    author.goto(paper)
    author.press("Send it to the clerk")
    clerk.goto("/my/")
    clerk.page.get_by_role("link", name=re.compile("Look.*Decisions of the Commissioner")).first.click()
    clerk.look()
    clerk.press("Accept it into the pack")
    assert clerk.page.get_by_text("In", exact=True).first.is_visible()
    assert address.startswith("/panel/meetings/")
