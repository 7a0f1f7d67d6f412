"""Reading in a browser: select and mark, keep papers on the device, read and write without a connection, and leave nothing."""

import pytest
from django.db import connections
from django.urls import reverse

from panel.models import Note
from pcc_portal.meetings.models import Paper
from tests import chromium
from tests.factories import after, meetings
from tests.panel import released

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def issued(clerk):
    return released.let_out(after.agenda(meetings.meeting(clerk), clerk), clerk)


@pytest.fixture
def page(monkeypatch, panel_member, client, live_server, issued):
    """A member's browser; ORM calls stay allowed beside its event loop."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client.force_login(panel_member)
    with chromium.browser() as browser:
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        yield context.new_page()
        browser.close()
        chromium.quiet()
        connections.close_all()


def address(issued, title):
    paper = Paper.objects.get(item__meeting=issued, public_title=title)
    return reverse("panel:reader-paper", args=[issued.ref, paper.pk])


def select(page, words):
    """As a mouse would: the words of the first paragraph that holds them."""
    page.evaluate(
        """words => {
            const walk = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.textContent.indexOf(words);
                if (at < 0 || !walk.currentNode.parentElement.closest("[id^='b-'], [data-key]")) continue;
                const range = document.createRange();
                range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + words.length);
                getSelection().removeAllRanges(); getSelection().addRange(range);
                return;
            }
        }""",
        words,
    )


def note(page, words):
    page.get_by_text("Write a note about them").click()
    page.get_by_label("Your note, seen by you alone").fill(words)
    page.get_by_role("button", name="Keep the note").click()


def kept(page):
    """Names of what the browser keeps, without the owner."""
    return sorted(name.split(":")[0] for name in page.evaluate("caches.keys()"))


def sign_out(page):
    page.goto(reverse("panel:my"))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()


def unsent(page):
    """The words of the notes that wait in this browser."""
    return page.evaluate(
        """() => new Promise(done => { const asked = indexedDB.open("unsent-notes", 1);
            asked.onsuccess = () => { asked.result.transaction("notes").objectStore("notes").getAll().onsuccess =
                all => done(all.target.result.map(note => note.words)); }; })"""
    )


def test_words_that_are_selected_are_marked_and_written_beside(page, issued):
    page.goto(address(issued, "The report"))
    select(page, "Open words")
    page.get_by_role("button", name="Mark these words").click()
    page.locator("mark.mine", has_text="Open words").wait_for()
    select(page, "words")
    note(page, "Whose?")
    page.locator(".note--mine", has_text="Whose?").wait_for()
    assert chromium.axe(page) == []
    page.goto(address(issued, "The plan"))  # an upload, whose paragraphs have no ids
    select(page, "Plan two")
    page.get_by_role("button", name="Mark these words").click()
    page.locator("mark.mine", has_text="Plan two").wait_for()


def test_nothing_is_kept_before_it_is_asked_for(page, issued):
    page.goto(reverse("panel:reader", args=[issued.ref]))
    page.get_by_text("Nothing is kept on this device.").wait_for()
    assert kept(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0


def test_a_kept_paper_is_read_without_a_connection_and_gone_after_sign_out(page, issued):
    page.goto(reverse("panel:reader", args=[issued.ref]))
    page.get_by_role("button", name="Keep them on this device").click()
    page.get_by_text("Kept on this device: 2 papers").wait_for()
    assert kept(page) == ["kept-open", "kept-shell"]  # no exempt paper: it was not asked for
    page.context.set_offline(True)
    page.goto(address(issued, "The report"))
    page.get_by_text("Open words.").wait_for()
    page.goto(reverse("panel:reader", args=[issued.ref]))
    page.get_by_role("link", name="The plan").wait_for()  # the list of what is kept, in its stead
    page.goto(address(issued, "A complaint"))
    assert "Exempt words" not in page.content()
    page.context.set_offline(False)
    sign_out(page)
    page.wait_for_function("caches.keys().then(names => names.length === 0)")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="net::ERR_"):
        page.goto(address(issued, "The report"))


def test_an_exempt_paper_is_kept_where_it_is_asked_for_by_itself(page, issued):
    page.goto(reverse("panel:reader", args=[issued.ref]))
    page.get_by_label("A complaint").check()
    page.get_by_role("button", name="Keep them on this device").click()
    page.get_by_text("Kept on this device: 3 papers").wait_for()
    assert kept(page) == ["kept-exempt", "kept-open", "kept-shell"]
    page.get_by_role("button", name="Take them away").click()
    page.get_by_text("Nothing is kept on this device any more.").wait_for()
    assert kept(page) == []


def test_a_note_typed_without_a_connection_is_sent_on_return(page, issued):
    page.goto(reverse("panel:reader", args=[issued.ref]))
    page.get_by_role("button", name="Keep them on this device").click()
    page.get_by_text("Kept on this device: 2 papers").wait_for()
    page.context.set_offline(True)
    page.goto(address(issued, "The report"))
    select(page, "Open words")
    note(page, "Written on the train.")
    page.get_by_text("1 note is not sent yet").wait_for()
    page.goto(address(issued, "The report"))  # it survives leaving the page
    page.get_by_text("Not sent yet: Written on the train.").wait_for()
    assert not Note.objects.exists()
    page.context.set_offline(False)
    page.goto(address(issued, "The report"))
    page.locator(".note--mine", has_text="Written on the train.").wait_for()
    assert [row.words for row in Note.objects.all()] == ["Written on the train."]


def test_what_was_typed_outlasts_signing_out(page, issued):
    page.context.route("**/note/", lambda route: route.abort())
    page.goto(address(issued, "The report"))
    select(page, "Open words")
    note(page, "Not sent.")
    page.get_by_text("1 note is not sent yet").wait_for()
    sign_out(page)
    assert unsent(page) == ["Not sent."]


def test_beside_an_exempt_paper_nothing_typed_is_written_down(page, issued):
    page.goto(address(issued, "A complaint"))
    page.context.set_offline(True)
    select(page, "Exempt words")
    note(page, "Held.")
    page.get_by_text("leave this page open until you are connected").wait_for()
    assert unsent(page) == []
    page.context.set_offline(False)
    page.locator(".note--mine", has_text="Held.").wait_for()
