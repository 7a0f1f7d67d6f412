"""The rich editor in a real browser, under the policy that people get."""

import os
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse

from pcc_portal.writing.actions import blocks
from pcc_portal.writing.models import Block
from tests.writing.conftest import NOW, said

CHROMIUM = Path(os.environ.get("PORTAL_CHROMIUM", "/usr/bin/chromium"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs a Chromium"),
]


@pytest.fixture
def trouble():
    """What the browser complained about."""
    return []


@pytest.fixture
def page(desk_pages, monkeypatch, iain, client, live_server, trouble):  # noqa: PLR0917  fixtures
    """A page of somebody who is signed in; ORM calls stay allowed beside the browser's event loop."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client.force_login(iain)
    cookie = client.cookies["sessionid"].value
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
            ],
        )
        context = browser.new_context(base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said_: trouble.append(said_.text) if said_.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        yield page
        browser.close()
        connections.close_all()  # beside an event loop Django opens connections of their own


def saved(page, section=0):
    """Wait until the page says so."""
    page.locator("[data-status]").nth(section).filter(has_text="Saved").wait_for(timeout=8000)


def becomes(page, read, expected):
    """Read until it is so, for as long as a slow machine needs to settle a save."""
    for _ in range(60):
        if read() == expected:
            break
        page.wait_for_timeout(150)
    assert read() == expected


def at_the_end_of(words):
    """A page that still moves may take the press elsewhere: nothing is typed before the caret is in the text."""
    for _ in range(20):
        words.click()
        if words.evaluate("(words) => words.closest('.ProseMirror').contains(document.activeElement)"):
            break
        words.page.wait_for_timeout(150)
    words.page.keyboard.press("End")


def test_typing_saves_itself_and_a_reload_shows_it(page, text, write, trouble):
    head = write("heading", "Since June", level=1)
    first = write(html="First words")
    write("table", "<tr><th>Year</th></tr><tr><td>1</td></tr>", caption="C")
    url = reverse("text", args=[text.pk])
    page.goto(url)
    area = page.get_by_role("textbox", name="1 Since June")
    at_the_end_of(area.get_by_text("First words"))
    page.keyboard.type(" and more")
    page.keyboard.press("Enter")
    page.keyboard.type("A new paragraph")
    becomes(page, lambda: said(text)[:3], ["Since June", "First words and more", "A new paragraph"])
    saved(page)
    assert list(text.blocks.order_by("position").values_list("pk", flat=True)[:2]) == [head.pk, first.pk]
    born = text.blocks.get(position=2)
    page.keyboard.type(", longer")
    becomes(page, lambda: Block.objects.get(pk=born.pk).html, "A new paragraph, longer")
    assert (text.blocks.count(), text.blocks.get(kind="table").caption) == (4, "C")
    page.reload()
    assert page.locator(f"[data-reading] #b-{born.pk}").text_content() == "A new paragraph, longer"
    assert trouble == []


def test_a_conflict_shows_both_and_keeps_what_was_typed(page, text, write, joanne, trouble):
    words = write(html="One")
    page.goto(reverse("text", args=[text.pk]))
    blocks.save_block(words, base_version=1, html="Theirs", by=joanne, at=NOW)
    area = page.get_by_role("textbox")
    at_the_end_of(area.get_by_text("One"))
    page.keyboard.type(" mine")
    page.get_by_role("group", name="Needs your choice").wait_for(timeout=8000)
    assert (said(text), area.text_content()) == (["Theirs"], "One mine")
    page.get_by_role("button", name="Keep mine").click()
    becomes(page, lambda: said(text), ["One mine"])
    saved(page)
    blocks.save_block(words, base_version=3, html="Theirs again", by=joanne, at=NOW)
    area.click()
    page.keyboard.type("x")
    page.get_by_role("button", name="Keep theirs").click(timeout=8000)
    area.get_by_text("Theirs again", exact=True).wait_for()
    assert said(text) == ["Theirs again"]
    assert trouble == []


def test_what_cannot_be_sent_stays_and_goes_out_again(page, text, write):
    write(html="One")
    page.goto(reverse("text", args=[text.pk]))
    page.route("**/section/**", lambda route: route.abort())
    at_the_end_of(page.get_by_role("textbox").get_by_text("One"))
    page.keyboard.type(" more")
    page.get_by_text("Saved on this page only; we try again").wait_for(timeout=8000)
    assert (said(text), page.get_by_role("textbox").text_content()) == (["One"], "One more")
    page.unroute("**/section/**")
    becomes(page, lambda: said(text), ["One more"])
    page.locator("[data-status]").filter(has_text="Saved ").filter(has_not_text="only").wait_for(timeout=9000)


def test_the_bar_makes_headings_lists_and_references(page, text, write, trouble):
    head = write("heading", "Since June", level=1)
    write(html="One")
    page.goto(reverse("text", args=[text.pk]))
    at_the_end_of(page.get_by_role("textbox").get_by_text("One"))
    page.get_by_text("Link or refer").click()
    page.get_by_role("button", name="Put the reference in").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Point")
    page.get_by_role("button", name="a) b) c)").click()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("inner")
    expected = [
        "Since June",
        f'One<a data-ref="{head.pk}">section 1</a>',
        "<ol><li>Point<ol><li>inner</li></ol></li></ol>",
    ]
    becomes(page, lambda: said(text), expected)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Paragraph"
    assert trouble == []


def test_no_letter_is_lost_after_a_press_of_the_bar(page, text, write, trouble):
    write(html="One")
    page.goto(reverse("text", args=[text.pk]))
    at_the_end_of(page.get_by_role("textbox").get_by_text("One"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Recommendation").click()
    page.keyboard.type("That it be noted.")
    becomes(page, lambda: said(text), ["One", "That it be noted."])
    assert text.blocks.get(position=1).kind == "recommendation"
    assert trouble == []


def test_a_paste_from_elsewhere_is_cleaned_and_said(page, text, write, trouble):
    write(html="One")
    page.goto(reverse("text", args=[text.pk]))
    page.get_by_role("textbox").get_by_text("One").click()
    page.keyboard.press("Control+A")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/html", '<h1>Big</h1><p>w<img src="file:///C:/a.png"></p>');
          document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )
    page.get_by_text("A picture that is only on your own computer was left out.").wait_for()
    becomes(page, lambda: text.blocks.filter(kind="heading", level=1, html="Big").count(), 1)
    assert trouble == []


def test_it_fits_a_phone(page, text, write, trouble):
    write("heading", "Since June", level=1)
    write("table", "<tr>" + "<th>Column</th>" * 9 + "</tr><tr>" + "<td>1</td>" * 9 + "</tr>", caption="C")
    page.set_viewport_size({"width": 375, "height": 700})
    for step in ("", "plain/", "add/?kind=table", "figure/"):
        page.goto(reverse("text", args=[text.pk]) + step)
        assert page.evaluate("document.documentElement.scrollWidth") == 375, step
    assert trouble == []


def test_a_note_stays_a_note_where_one_types_in_it(page, text, write, trouble):
    note = write("note", "Since June")
    words = write(html=f'One<a data-ref="{note.pk}">[1]</a>')
    page.goto(reverse("text", args=[text.pk]))
    at_the_end_of(page.locator(".ProseMirror aside").get_by_text("Since June"))
    page.keyboard.type(" 2024")
    becomes(page, lambda: said(text), ["Since June 2024", words.html])
    assert [block.kind for block in text.blocks.order_by("position")] == ["note", "paragraph"]
    page.reload()
    reading = page.locator("[data-reading]")
    assert reading.locator(f"a[href='#b-{note.pk}']").text_content() == "1"
    assert reading.locator(f"a[href='#r-{note.pk}']").text_content() == "Back"
    assert trouble == []
