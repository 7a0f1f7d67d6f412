"""Minutes in a real browser: keys, typing that survives what breaks, two clerks, and exempt words that stay off the device."""

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import Entry, Motion
from tests import chromium
from tests.factories.days import NOW
from tests.factories.minutes import entry, item, room

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open("portal-minutes", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("typing").objectStore("typing").getAll();
    all.onsuccess = () => done(all.result.map((row) => row.said));
  };
})"""


@pytest.fixture
def browser(monkeypatch):
    """ORM calls stay allowed beside the browser's event loop."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with chromium.browser() as opened:
        yield opened
        opened.close()
        chromium.quiet()
        connections.close_all()  # beside an event loop Django opens connections of its own


@pytest.fixture
def trouble():
    """What the browser complained about."""
    return []


@pytest.fixture
def deputys(deputy_clerk, browser, live_server):
    """The deputy clerk's own browser, somewhere else."""
    return signed_in(browser, deputy_clerk, live_server)


@pytest.fixture
def desk(issued, clerk, browser, live_server, trouble):
    """The clerk's own browser, with people in the room."""
    issued.people = room(issued, clerk)
    issued.url = live_server.url + reverse("meetings:minutes", args=[issued.ref])
    issued.context = signed_in(browser, clerk, live_server)
    issued.page = opened(issued, trouble)
    return issued


def signed_in(browser, who, server):
    client = Client()
    client.force_login(who)
    context = browser.new_context(base_url=server.url)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    return context


def opened(desk, trouble, context=None):
    page = (context or desk.context).new_page()
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(desk.url)
    return page


def becomes(page, read, expected):
    """Read until it is so, for as long as a slow machine needs."""
    for _ in range(80):
        if read() == expected:
            break
        page.wait_for_timeout(150)
    assert read() == expected


def said(kind=None):
    rows = Entry.objects.filter(kind=kind) if kind else Entry.objects.all()
    return list(rows.order_by("added_at").values_list("block__html", flat=True))


def add(page, title, key="s"):
    page.get_by_role("region", name=title).get_by_role("button", name="Statement").focus()
    page.keyboard.press(f"Alt+{key}")


def test_keys_add_entries_that_save_themselves(desk, trouble):
    page = desk.page
    add(page, "3. Questions", "q")
    page.get_by_label("Asked by").select_option(label="Councillor Karim (Councillor Aisha Karim)")
    page.keyboard.press("Tab")
    page.keyboard.type("calls to 101")
    becomes(page, lambda: said("question"), ["calls to 101"])
    page.keyboard.press("Alt+a")
    page.get_by_label("The answer").fill("they were answered")
    becomes(page, lambda: said("answer"), ["they were answered"])
    becomes(page, lambda: Entry.objects.get(kind="question").speaker_id, desk.people["Karim"].pk)
    assert Entry.objects.get(kind="answer").parent == Entry.objects.get(kind="question")
    page.get_by_text("Everything is saved").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("… said that they were answered.").wait_for()
    assert chromium.axe(page) == []
    assert trouble == []


def test_keys_are_listed_and_can_be_switched_off(desk):
    page = desk.page
    page.get_by_text("Alt Q").first.wait_for()
    page.get_by_label("Keys: Alt and a letter adds an entry").uncheck()
    assert page.get_by_text("Alt Q").first.is_hidden()
    add(page, "3. Questions")
    page.reload()
    assert page.get_by_text("Alt Q").first.is_hidden()
    assert not Entry.objects.exists()


def test_typed_offline_survives_the_tab_and_is_merged_on_return(desk, clerk, trouble):
    made = entry(item(desk, "Plan"), clerk, words="One")
    page = desk.page
    page.reload()
    page.get_by_role("region", name="2. Plan").get_by_role("link", name="Change").click()
    desk.context.set_offline(True)
    page.get_by_label("What was said").fill("One and two")
    add(page, "3. Questions")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Typed without a line")
    page.get_by_text("2 entries saved on this device, not yet sent").wait_for()
    # A tab that dies may take the last letters with it, if the disk had not got them: typing that rests is kept.
    becomes(page, lambda: sorted(page.evaluate(KEPT)), ["One and two", "Typed without a line"])
    page.close(run_before_unload=False)
    desk.context.set_offline(False)
    assert said() == ["One"]
    page = opened(desk, trouble)
    becomes(page, said, ["One and two", "Typed without a line"])
    page.get_by_text("Everything is saved").wait_for()
    becomes(page, lambda: page.evaluate(KEPT), [])
    assert Entry.objects.get(pk=made.pk).block.version == 2


def test_what_is_exempt_is_never_kept_on_the_device(desk):
    page = desk.page
    desk.context.set_offline(True)
    add(page, "Complaints")
    page.get_by_label("What was said").fill("About Mr Nobody")
    page.get_by_text("on this page only, not yet sent: exempt words are never kept on a device").wait_for()
    assert page.evaluate(KEPT) == []
    desk.context.set_offline(False)
    becomes(page, said, ["About Mr Nobody"])
    assert Entry.objects.get().is_exempt
    assert page.evaluate(KEPT) == []


def test_an_ended_session_keeps_the_typing_and_sends_it_after_signing_in(desk, clerk, live_server):
    page = desk.page
    add(page, "3. Questions")
    page.get_by_label("What was said").fill("Before")
    becomes(page, said, ["Before"])
    clerk.sessions.all().delete()
    desk.context.clear_cookies()
    page.get_by_label("What was said").fill("Before and after")
    page.get_by_text("You have been signed out").wait_for(timeout=20_000)
    assert page.evaluate(KEPT) == ["Before and after"]
    again = Client()
    again.force_login(clerk)
    cookie = again.cookies["sessionid"].value
    desk.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    becomes(page, said, ["Before and after"])


def test_two_clerks_see_each_other_and_both_texts(desk, clerk, deputys, trouble):
    entry(item(desk, "Plan"), clerk, words="One")
    desk.page.reload()
    theirs = opened(desk, trouble, deputys)
    for page in (desk.page, theirs):
        page.get_by_role("region", name="2. Plan").get_by_role("link", name="Change").click()
    theirs.get_by_label("What was said").fill("Theirs")
    becomes(theirs, said, ["Theirs"])
    desk.page.get_by_text("Maud Ellery is writing here").wait_for(timeout=20_000)
    desk.page.get_by_label("What was said").fill("Mine")
    box = desk.page.get_by_role("alert")
    box.get_by_text("Needs your choice: Maud Ellery changed this too").wait_for()
    assert [box.locator("blockquote").nth(n).inner_text() for n in (0, 1)] == ["Mine", "Theirs"]
    assert said() == ["Theirs"]
    box.get_by_role("button", name="Keep both").click()
    becomes(desk.page, said, ["Theirs<br>Mine"])


def test_an_entry_removed_by_the_other_can_be_put_back(desk, clerk, deputy_clerk):
    made = entry(item(desk, "Plan"), clerk, words="One")
    page = desk.page
    page.reload()
    page.get_by_role("region", name="2. Plan").get_by_role("link", name="Change").click()
    entries.remove(made, by=deputy_clerk, at=NOW)
    page.get_by_label("What was said").fill("One more")
    page.get_by_role("button", name="Put it back as a new entry").click()
    becomes(page, said, ["One more"])


def test_a_motion_is_filled_in_by_both(desk, clerk, deputy_clerk):
    from pcc_portal.meetings.models.facts import Change

    page = desk.page
    add(page, "2. Plan", "m")
    page.get_by_label("What was moved: that").fill("it be so")
    becomes(page, said, ["it be so"])
    made = Entry.objects.select_related("minutes", "motion", "block").get()
    karim = desk.people["Karim"].pk
    entries.save(made, changed={"seconder": Change(None, karim)}, by=deputy_clerk, at=NOW)
    page.get_by_label("Moved by").select_option(label="Councillor Raman (Councillor Dilip Raman)")
    becomes(page, lambda: Motion.objects.get().mover_id, desk.people["Raman"].pk)
    assert Motion.objects.get().seconder_id == karim


def test_an_answer_to_a_private_question_is_as_private(desk, clerk):
    """Under an open item, where an exempt paper is talked about in private."""
    entries.add(item(desk, "Plan"), kind="question", is_private=True, by=clerk, at=NOW)
    page = desk.page
    page.reload()
    desk.context.set_offline(True)
    page.get_by_role("region", name="2. Plan").get_by_role("button", name="Answer").click()
    page.get_by_label("The answer").fill("Secret", timeout=10_000)
    page.get_by_text("exempt words are never kept on a device").wait_for()
    assert page.evaluate(KEPT) == []
