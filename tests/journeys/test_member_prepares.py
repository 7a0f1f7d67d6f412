"""A member prepares for the meeting, on a desk and on a phone: reads, notes, marks a place, asks; with and without a script."""

import re

import pytest

from tests import chromium
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

MEMBER, CHAIR = "Dilip Raman", "Margaret Ashdown"


@pytest.mark.parametrize(
    ("width", "script"), [(1280, True), (375, True), (1280, False)], ids=["desk", "phone", "without-script"]
)
def test_a_member_prepares(portal, width, script):
    said = f"Ask for last year's figure, {width} {script}."
    with chromium.browser() as browser:
        member = walker(browser, portal, width=width, script=script)
        member.sit(MEMBER)
        member.goto("/my/")
        member.follow("Read the papers")
        papers = member.here
        member.page.locator("ol.agenda a").first.click()
        member.look()
        paper = member.here
        note_beside_a_page(member, said)
        keep_the_place(member, papers)
        choose_how_to_read(member, paper)
        search(member, papers)
        ask(member, paper, said)
        chair = walker(browser, portal, width=width, script=script)
        chair.sit(CHAIR)
        chair.goto(papers)
        assert said not in chair.page.content()
        chair.follow("Your lines of enquiry")
        assert said in chair.page.content()


def note_beside_a_page(member, said):
    member.follow(re.compile("Write a note"))
    member.page.get_by_role("radio").first.check()
    member.fill("Your note", said)
    member.press("Keep the note")
    assert member.page.locator(".note--mine", has_text=said).first.is_visible()


def keep_the_place(member, papers):
    label = member.page.get_by_label("Keep my place at page").locator("option").last.text_content()
    member.page.get_by_label("Keep my place at page").select_option(label)
    member.press("Keep it")
    assert member.here == papers
    member.follow(f"Carry on at page {label}")


def choose_how_to_read(member, paper):
    """Three times as large: nothing is cut off, and it is put back for those who come after."""
    for size, name in (("300", "300%"), ("100", "100%")):
        member.goto("/my/reading/")
        member.page.get_by_role("radio", name=name, exact=True).check()
        member.press("Read like this")
        member.goto(paper)
        assert (member.page.locator("html").get_attribute("data-text") or "100") == size


def search(member, papers):
    member.goto(papers)
    member.page.get_by_label("Search in these papers").fill("the")
    member.press("Search")
    assert member.page.get_by_role("heading", name=re.compile("Found in")).is_visible()
    assert "the" not in member.here.rpartition("/")[2]


def ask(member, paper, said):
    member.goto(paper)
    member.follow("Ask about this paper")
    member.fill("What do you want to ask?", said)
    member.press("Keep it")
    member.page.get_by_role("listitem").filter(has_text=said).get_by_role(
        "button", name=re.compile("Share")
    ).click()
    member.page.wait_for_load_state()
    member.look()
