"""From the meeting to its confirmed minutes: sent round, corrected, on the next agenda, confirmed there, signed; with and without a script."""

import re

import pytest

from tests import chromium
from tests.journeys.conftest import connected
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

CLERK, DEPUTY, CHAIR, MEMBER = "Priya Nair", "Rosalind Peake", "Margaret Ashdown", "Dilip Raman"


@pytest.fixture
def last(portal):
    """The last meeting's page: its minutes were sent round, and one correction was proposed."""
    with connected(portal) as database:
        (ref,) = database.execute(
            "SELECT meeting.ref FROM meetings_meeting meeting JOIN meetings_minutes minutes"
            " ON minutes.meeting_id = meeting.id WHERE minutes.status = 'circulated' AND meeting.ref LIKE 'pcp-%'"
        ).fetchone()
    return f"/panel/meetings/{ref}/"


def test_a_member_proposes_and_the_next_meeting_confirms(portal, last):
    with chromium.browser() as browser:
        for width, script in ((375, True), (1280, False)):
            propose(walker(browser, portal, width=width, script=script), last, width)
        clerk = walker(browser, portal)
        clerk.sit(CLERK)
        answer_all(clerk, last)
        on_the_next_agenda(clerk)
        second = walker(browser, portal, script=False)
        second.sit(DEPUTY)
        confirm(clerk, second, last)
        public = walker(browser, portal)
        public.goto(last)
        said = public.page.content()
        assert "Confirmed with corrections as a true record" in said
        assert "it was resolved locally" not in said
        sign(walker(browser, portal, script=False), last)
        public.goto(last)
        assert (
            f"Signed by Councillor {CHAIR}" in public.page.content()
            or f"Signed by {CHAIR}" in public.page.content()
        )


def propose(member, last, width):
    member.sit(MEMBER)
    member.goto(last)
    member.follow("Draft minutes", exact=True)
    member.follow(re.compile(r"Correct this\s*: In response to a question from Councillor Tennant"))
    words = member.page.get_by_label("What should it say?")
    words.fill(f"{words.input_value()} She said it twice, at {width}.")
    member.press("Propose it")
    assert f"She said it twice, at {width}." not in member.page.content()
    assert member.page.get_by_text("Not answered yet").first.is_visible()


def answer_all(clerk, last):
    """Every one is answered; what is declined says why."""
    while True:
        clerk.goto(f"{last}minutes/life/")
        waiting = clerk.page.get_by_role("listitem").filter(has_text="Not answered yet")
        if not waiting.count():
            return
        waiting.first.get_by_role("link").click()
        clerk.page.wait_for_load_state()
        clerk.look()
        clerk.page.get_by_role("radio", name="Accept part of it").check()
        clerk.fill("In words", "The paragraph has been put right as far as the notes go.")
        clerk.press("Answer", exact=True)


def on_the_next_agenda(clerk):
    """Its line on the minutes has them as its paper, without a press."""
    clerk.goto("/my/")
    clerk.follow("Open the meeting")
    clerk.follow(re.compile("^Minutes of"))
    assert "Minutes of the meeting of" in clerk.page.content()


def confirm(clerk, second, last):
    clerk.goto(f"{last}minutes/life/")
    clerk.press("Ask for agreement")
    second.goto("/my/")
    second.page.get_by_role("listitem").filter(has_text="Minutes of").get_by_role("link").first.click()
    second.page.wait_for_load_state()
    second.look()
    second.press("Agree", exact=True)
    clerk.goto(f"{last}minutes/life/")
    clerk.page.get_by_label("Confirmed at the meeting of").select_option(index=1)
    clerk.fill("Why no resolution is on record", "Its own minutes are written next week")
    clerk.press("Confirm and let out")
    assert clerk.page.get_by_text("with corrections").first.is_visible()


def sign(chair, last):
    chair.sit(CHAIR)
    chair.goto("/my/")
    chair.page.get_by_role("listitem").filter(has_text="Sign the minutes").get_by_role("link").first.click()
    chair.page.wait_for_load_state()
    chair.look()
    chair.press("Sign them as Chair")
    assert "SHA-256 of these words" in chair.page.content()
