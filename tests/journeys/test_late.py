"""A late paper, in a browser: from the desk of an issued meeting to a supplement everyone reads; then it is withdrawn."""

import re

import pytest

from tests import chromium
from tests.journeys.test_story import labels, texts
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

CLERK = "Priya Nair"
TITLE = "Note on the panel of interviewers"
WORDS = "The independent member of the interviewing panel has seen this note and agrees with it."
WHY = "The note was promised for the hearing and came a week later."
URGENT = "The hearing cannot be put off, and members have asked for this note."
REASON = "It names a person who did not agree to it."
MINUTE = 60_000


def test_late_paper_to_supplement(portal, database):
    (ref,) = database.execute(
        "SELECT ref FROM meetings_meeting WHERE status = 'issued' AND life = 'called' ORDER BY held_on LIMIT 1"
    ).fetchone()
    address = f"/panel/meetings/{ref}/"
    with chromium.browser() as browser:
        clerk, visitor = walker(browser, portal), walker(browser, portal, width=375)
        visitor.goto(address)
        before = visitor.fetch(f"{address}pack.pdf").body()
        clerk.sit(CLERK)
        number = start(clerk, address)
        write_a_late_paper(clerk, address, number)
        build_and_check(clerk, address, number)
        issue(clerk, address, number)
        first, last = read_it(visitor, address, number, before)
        withdraw(clerk, address)
        see_its_place(visitor, address, first, last)


def start(clerk, address):
    """From the desk; her own page then says that it is in hand."""
    clerk.goto(f"{address}desk/")
    clerk.follow("Start a supplement")
    clerk.fill("Why does this come after the agenda?", WHY)
    clerk.press("Start it")
    number = int(clerk.here.rstrip("/").rsplit("/", 1)[1])
    clerk.goto("/my/")
    clerk.page.get_by_role("link", name=re.compile(rf"Open.*Supplement {number} to")).first.click()
    clerk.look()
    return number


def write_a_late_paper(clerk, address, number):
    clerk.follow("Add a late paper or a correction")
    clerk.page.get_by_label("For which item?").select_option(index=4)
    clerk.fill("Title, as the public reads it", TITLE)
    clerk.page.get_by_label("Write it here").check()
    clerk.press("Go on")
    editor = clerk.page.locator("[contenteditable=true]").first
    editor.click()
    clerk.page.keyboard.type(WORDS)
    clerk.page.locator("[data-status]").first.filter(has_text="Saved").wait_for(timeout=15_000)
    clerk.look()
    clerk.goto("/my/")
    assert "1 paper not in yet." in clerk.page.inner_text("main")
    clerk.goto(f"{address}supplements/{number}/")
    clerk.follow(TITLE)
    clerk.press("Accept it into the pack")


def build_and_check(clerk, address, number):
    clerk.goto(f"{address}supplements/{number}/")
    clerk.press("Build it")
    clerk.page.get_by_role("link", name="Check the public pages").wait_for(timeout=2 * MINUTE)
    clerk.look()
    assert clerk.page.get_by_text("Nothing stands in the way.", exact=True).is_visible()
    draft = texts(clerk.fetch(f"{address}supplements/{number}/draft/public.pdf").body())
    assert "DRAFT" in draft[0]
    assert WORDS in " ".join(" ".join(draft).split())


def issue(clerk, address, number):
    """With few days left the Chair's reason is asked for at its field. Nothing in it is exempt, so it takes no second."""
    clerk.goto(f"{address}supplements/{number}/")
    clerk.follow("Issue", exact=True)
    urgency = clerk.page.get_by_label("Why the Chair is of the opinion that it is urgent")
    if urgency.count():
        clerk.press("Issue now")
        assert clerk.page.get_by_role("alert").is_visible()
        urgency.fill(URGENT)
    clerk.press("Issue now")
    clerk.page.get_by_role("link", name="Read it", exact=True).wait_for(timeout=2 * MINUTE)
    clerk.look()


def read_it(visitor, address, number, before):
    """The pages go on where the last issued page ended, and none before them has changed."""
    visitor.goto(address)
    said = visitor.page.inner_text("main")
    found = re.search(rf"Supplement {number}, pages (\d+)-(\d+)", said)
    assert found, said
    first, last = int(found[1]), int(found[2])
    assert first == len(labels(before)) + 1
    assert WHY in said
    assert WORDS in said
    alone = visitor.fetch(f"{address}supplement-{number}.pdf").body()
    assert labels(alone) == [str(n) for n in range(first, last + 1)]
    pack = visitor.fetch(f"{address}pack.pdf").body()
    assert labels(pack) == labels(before) + labels(alone)
    assert texts(pack)[: len(labels(before))] == texts(before)
    assert WORDS in " ".join(" ".join(texts(alone)).split())
    assert visitor.fetch(f"{address}pages/{last}.png").headers["content-type"] == "image/png"
    return first, last


def withdraw(clerk, address):
    clerk.goto(f"{address}desk/")
    clerk.follow(TITLE)
    clerk.follow("Withdraw it")
    clerk.fill("Reason, as the public reads it", REASON)
    clerk.press("Withdraw it")


def see_its_place(visitor, address, first, last):
    """Gone at once; the place, its labels and the reason stay, on the page and, when it is made again, in the pack."""
    visitor.goto(address)
    said = visitor.page.inner_text("main")
    assert WORDS not in said
    assert REASON in said
    visitor.page.wait_for_function(
        "async path => (await fetch(path, {cache: 'no-store'})).status === 200",
        arg=f"{address}pack.pdf",
        timeout=MINUTE,
    )
    pack = visitor.fetch(f"{address}pack.pdf").body()
    assert labels(pack) == [str(n) for n in range(1, last + 1)]
    pages = [" ".join(words.split()) for words in texts(pack)]
    assert WORDS not in " ".join(pages)
    assert REASON in " ".join(pages[first - 1 :])
