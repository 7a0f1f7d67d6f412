"""A paper that was issued and may no longer be read: gone everywhere at once, its place kept, its bytes kept as evidence."""

import os
from contextlib import contextmanager
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from pcc_portal import jobs
from pcc_portal.audit.models import Event
from pcc_portal.documents import chain, stores
from pcc_portal.documents.models import Release, ReleasedFile, Withheld
from pcc_portal.meetings.actions import papers, rebuilds, withdrawals
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item, Paper, Withdrawal
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.states import ItemKind
from tests.factories import after, meetings
from tests.factories.book import figure
from tests.factories.days import NOW
from tests.meetings.reading import File, holds

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LATER = NOW + timedelta(days=3)
WORD, CAPTION = "Harrowgate", "Crantock"
REASON = "It names a person who did not agree."
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MANY = 20 if os.environ.get("PORTAL_EXAMPLES") == "full" else 5


@pytest.fixture(autouse=True)
def quiet_heart(monkeypatch):
    """One thread: the beat of another would only wait."""

    @contextmanager
    def quiet(job, *, on_stop=None):
        yield

    monkeypatch.setattr(jobs, "heart_beat", quiet)


@pytest.fixture(autouse=True)
def drawn_pictures(monkeypatch):
    """A page picture is what stands on the page."""

    def draw(pdf, *, page, width=1000):
        return f"PNG {File(pdf).texts[page]}".encode()

    monkeypatch.setattr(press, "page_picture", draw)


@pytest.fixture
def out(meeting, clerk, plain_press):
    """Pages 1-4 the agenda, 5-6 the secret with a figure, 7-10 the plan, then E1-E4."""
    first = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    secret = meetings.written(first, clerk, title="The secret", words=(f"{WORD} words.",), accepted=False)
    figure(secret, clerk, caption=CAPTION)
    papers.accept(secret, by=clerk, at=NOW)
    second = meetings.item(meeting, clerk, title="Plan", kind=ItemKind.PAPERS)
    meetings.uploaded(second, clerk, title="The plan", pages=("Plan one", "Plan two", "Plan three"))
    third = meetings.item(meeting, clerk, title="Complaints", kind=ItemKind.PAPERS)
    meetings.written(third, clerk, title="A complaint", words=("Ossington words.",))
    from pcc_portal.meetings.actions import items

    items.exempt(third, meetings.grounds(1), by=clerk, at=NOW)
    return after.issue(meeting, clerk)


def secret():
    return Paper.objects.get(public_title="The secret")


def withdraw(clerk, paper=None, at=LATER, private_title=""):
    return withdrawals.withdraw(paper or secret(), reason=REASON, by=clerk, at=at)


def re_mark(clerk, paper=None, at=LATER, private_title=""):
    said = {"reason": REASON, "private_title": private_title}
    return withdrawals.re_mark(paper or secret(), meetings.grounds(1), by=clerk, at=at, **said)


@pytest.fixture(autouse=True)
def before():
    """The stores of a session are those of all its tests: what others left there is not ours."""
    return set(public_store())


BOTH = pytest.mark.parametrize("take_back", [withdraw, re_mark])


def public_store():
    """Every byte that the public store holds, by key."""
    found, folders = {}, [""]
    while folders:
        folder = folders.pop()
        inside, files = storages[stores.PUBLIC].listdir(folder)
        folders += [f"{folder}/{name}".lstrip("/") for name in inside]
        for name in files:
            key = f"{folder}/{name}".lstrip("/")
            found[key] = stores.get(key, store=stores.PUBLIC)
    return found


def says(body):
    return any(
        word.encode() in body or (body.startswith(b"%PDF") and holds(body, word)) for word in (WORD, CAPTION)
    )


def told(before):
    """Files of the public store that say it still."""
    return [key for key, data in public_store().items() if key not in before and says(data)]


def addresses(meeting, *more):
    """Everything of a meeting that a visitor can ask for."""
    ref = meeting.ref
    fixed = [reverse(f"meetings:{name}", args=[ref]) for name in ("meeting", "pack", "versions")]
    pages = [reverse("meetings:page-picture", args=[ref, n]) for n in ("5", "6", "7")]
    pictures = [reverse("meetings:picture", args=[ref, file.name]) for file in ReleasedFile.objects.all()]
    files = [reverse("meetings:version", args=[ref, f"pack-v{n}"]) for n in range(1, 6)]
    return [*fixed, *pages, *pictures, *files, "/", "/panel/", *more]


def crawled(client, meeting):
    return {path: client.get(path) for path in addresses(meeting)}


def leaks(client, meeting):
    """Addresses where a word of it is read, or its figure is seen."""
    return [
        path
        for path, answer in crawled(client, meeting).items()
        if says(answer.content) or ("/pictures/" in path and answer.status_code == 200)
    ]


# At once


@BOTH
def test_before_the_worker_has_done_anything_it_is_gone_everywhere(out, clerk, client, before, take_back):
    # The page, the pack, its picture, the figure and the first version have it.
    assert len(leaks(client, out)) > 4
    take_back(clerk)
    assert leaks(client, out) == []
    assert told(before) == []


@BOTH
def test_the_packs_address_says_in_words_that_it_is_being_made(out, clerk, client, take_back):
    etag = client.get(reverse("meetings:pack", args=[out.ref])).headers["ETag"]
    job = take_back(clerk)
    for headers in ({}, {"If-None-Match": etag}):
        answer = client.get(reverse("meetings:pack", args=[out.ref]), headers=headers)
        assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (
            503,
            "15",
            "no-store",
        )
        assert "This file is being made again" in answer.text
    assert client.get(reverse("meetings:page-picture", args=[out.ref, "7"])).status_code == 503
    assert "being made again" in client.get(out.path).text
    assert after.rebuilt(job, at=LATER).state == "done"
    answer = client.get(reverse("meetings:pack", args=[out.ref]))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=60")
    assert client.get(reverse("meetings:page-picture", args=[out.ref, "7"])).status_code == 200


@BOTH
def test_the_page_keeps_the_place_with_the_reason_and_the_labels(out, clerk, client, take_back):
    take_back(clerk)
    page = client.get(out.path).text
    assert REASON in page
    assert f'id="p{secret().pk.hex}"' in page
    assert '<a class="leaf" id="p5" href="#p5">Page 5</a>' in page
    assert '<p class="over">Page 5</p>' in page
    assert "This page holds the place of the paper" in page
    assert "The plan" in page


@BOTH
def test_no_page_is_renumbered(out, clerk, client, take_back):
    before = File(client.get(reverse("meetings:pack", args=[out.ref])).content)
    after.rebuilt(take_back(clerk), at=LATER)
    now = File(client.get(reverse("meetings:pack", args=[out.ref])).content)
    assert now.labels == before.labels
    assert now.texts[:4] + now.texts[5:] == before.texts[:4] + before.texts[5:]
    assert REASON in now.text("5")
    assert "holds the place of page 5" in now.text("5")
    assert leaks(client, out) == []


def test_a_place_has_as_many_sides_as_the_paper(out, clerk, client):
    after.rebuilt(withdraw(clerk, Paper.objects.get(public_title="The plan")), at=LATER)
    pack = File(client.get(reverse("meetings:pack", args=[out.ref])).content)
    assert ["holds the place" in pack.text(n) for n in ("6", "7", "8", "9", "10")] == [
        False,
        True,
        True,
        True,
        False,
    ]


# Who goes on reading


def test_what_is_withdrawn_is_gone_for_members_too(out, clerk, client, panel_member):
    client.force_login(panel_member)
    pack = reverse("meetings:member-pack", args=[out.ref])
    assert holds(client.get(pack).content, WORD)
    job = withdraw(clerk)
    assert client.get(pack).status_code == 503
    after.rebuilt(job, at=LATER)
    again = client.get(pack).content
    assert not holds(again, WORD)
    assert holds(again, "Ossington")
    assert leaks(client, out) == []
    assert client.get(reverse("meetings:version", args=[out.ref, "member-pack-v1"])).status_code == 404


def test_what_is_re_marked_members_go_on_reading_with_the_words_of_the_law(out, clerk, client, panel_member):
    after.rebuilt(re_mark(clerk), at=LATER)
    client.force_login(panel_member)
    pack = File(client.get(reverse("meetings:member-pack", args=[out.ref])).content)
    assert WORD in pack.text("5")
    assert "Not for publication: paragraph 1 of Schedule 12A" in pack.text("5")
    assert "Not for publication" in pack.text("6")  # its blank side
    assert "Not for publication" not in pack.text("7")
    page = client.get(out.path).text
    assert page.count(f'id="p{secret().pk.hex}"') == 1
    assert "Exempt since" in page
    assert WORD in page
    picture = client.get(reverse("meetings:page-picture", args=[out.ref, "5"]))
    assert (WORD.encode() in picture.content, picture.headers["Cache-Control"]) == (True, "private, no-store")
    (name,) = Withheld.objects.live().get(subject_id=str(secret().pk)).files
    assert client.get(reverse("meetings:picture", args=[out.ref, name])).status_code == 200
    client.logout()
    assert client.get(reverse("meetings:picture", args=[out.ref, name])).status_code == 404


def test_the_clerk_keeps_what_was_issued_as_evidence(out, clerk, client):
    first = Release.objects.get(kind="meetings.pack")
    bytes_then = stores.get(first.store_key, store=stores.PUBLIC)
    after.rebuilt(withdraw(clerk), at=LATER)
    client.force_login(clerk)
    kept = client.get(reverse("meetings:version", args=[out.ref, "pack-v1"]))
    assert (kept.content, kept.headers["Cache-Control"]) == (bytes_then, "private, no-store")
    listed = client.get(reverse("meetings:versions", args=[out.ref])).text
    assert first.sha256 in listed
    assert REASON in listed
    client.logout()
    assert first.sha256 not in client.get(reverse("meetings:versions", args=[out.ref])).text


def test_the_chain_of_releases_holds(out, clerk):
    after.rebuilt(re_mark(clerk), at=LATER)
    after.rebuilt(withdraw(clerk, at=LATER + timedelta(hours=1)), at=LATER + timedelta(hours=1))
    assert list(chain.broken()) == []
    withdrawn = Release.objects.filter(withdrawn_at__isnull=False)
    assert list(withdrawn.values_list("kind", "version", "store")) == [
        ("meetings.pack", 1, stores.PRIVATE),
        ("meetings.paper", 1, stores.PRIVATE),
        ("meetings.paper", 2, stores.PRIVATE),
    ]
    assert "".join(row.text.html for row in withdrawn if hasattr(row, "text")) == ""


def test_an_exempt_paper_withdrawn_touches_nothing_public(out, clerk, client, panel_member):
    before = client.get(reverse("meetings:pack", args=[out.ref])).content
    job = withdraw(clerk, Paper.objects.get(public_title="A complaint"))
    assert client.get(reverse("meetings:pack", args=[out.ref])).content == before
    after.rebuilt(job, at=LATER)
    assert Release.objects.filter(kind="meetings.pack").count() == 1
    client.force_login(panel_member)
    pack = File(client.get(reverse("meetings:member-pack", args=[out.ref])).content)
    assert pack.labels[-4:] == ["E1", "E2", "E3", "E4"]
    assert REASON in pack.text("E3")
    assert "Ossington" not in client.get(out.path).text


def test_a_paper_of_a_supplement_leaves_the_supplement_too(out, clerk, client):
    supplement = after.start(out, clerk)
    item = Item.objects.get(public_title="Plan")
    late = meetings.written(item, clerk, title="Late", supplement=supplement, words=(f"{WORD} late.",))
    other = meetings.written(item, clerk, title="Other", supplement=supplement, words=("Other words.",))
    after.let_out(supplement, clerk, at=LATER)
    path = reverse("meetings:supplement-pack", args=[out.ref, 1])
    assert holds(client.get(path).content, WORD)
    job = withdraw(clerk, late, at=LATER)
    assert client.get(path).status_code == 503
    after.rebuilt(job, at=LATER)
    now = File(client.get(path).content)
    assert now.labels == ["11", "12", "13", "14", "15", "16"]
    assert (REASON in now.text("13"), "Other words." in now.text("15")) == (True, True)
    assert (
        client.get(reverse("meetings:version", args=[out.ref, "pack-v1"])).status_code == 200
    )  # older than the paper
    assert client.get(reverse("meetings:version", args=[out.ref, "pack-v2"])).status_code == 404
    assert other.pk not in Withdrawal.objects.values_list("paper", flat=True)


# The feed


def fed(client):
    """Title and words of each entry, and all of it as it is sent."""
    answer = client.get("/panel/feed.atom")
    rows = ET.fromstring(answer.content).findall("a:entry", ATOM)
    said = {r.findtext("a:title", namespaces=ATOM): r.findtext("a:summary", namespaces=ATOM) for r in rows}
    return said, answer.text


@BOTH
def test_the_feed_says_what_it_is_with_its_reason_and_no_exempt_word(out, clerk, client, take_back):
    take_back(clerk, private_title="Umberslade")
    said, everything = fed(client)
    title = f"Paper withdrawn: {release_of(out).title}"
    words = f"“The secret”. It may no longer be read. Its place, pages 5 to 6, is kept. {REASON}"
    assert said[title] == words
    assert [w for w in ("xempt", "paragraph", "Umberslade", WORD, CAPTION) if w in everything] == []


def test_what_was_never_public_is_no_news_of_the_feed(out, clerk, client):
    withdraw(clerk, Paper.objects.get(public_title="A complaint"))
    assert [title for title in fed(client)[0] if "withdrawn" in title] == []


def release_of(meeting):
    return Release.objects.live().get(kind="meetings.notice", collection=meeting.ref)


# Refusals


def test_what_cannot_be_taken_back_says_why(out, clerk):
    with pytest.raises(Refusal, match="exempt already"):
        re_mark(clerk, Paper.objects.get(public_title="A complaint"))
    withdraw(clerk)
    with pytest.raises(Refusal, match="withdrawn already"):
        withdraw(clerk)
    with pytest.raises(Refusal, match="withdrawn already"):
        re_mark(clerk)
    draft = meetings.meeting(clerk, held_on=out.held_on + timedelta(days=30))
    fresh = meetings.written(meetings.item(draft, clerk), clerk)
    with pytest.raises(Refusal, match="not been issued"):
        withdraw(clerk, fresh)
    assert Withdrawal.objects.count() == 1


def test_the_history_has_the_reason_and_no_exempt_word(out, clerk):
    re_mark(clerk)
    event = Event.objects.get(kind="meetings.paper.re_marked")
    assert event.facts == {"title": "The secret", "reason": REASON}


# The worker


def test_a_worker_that_dies_in_the_middle_leaves_503_and_then_the_pack(out, clerk, client, monkeypatch):
    job = withdraw(clerk)
    path = reverse("meetings:pack", args=[out.ref])
    with monkeypatch.context() as dying:
        dying.setattr(rebuilds, "_let_out", lambda *args, **more: (_ for _ in ()).throw(MemoryError))
        assert after.rebuilt(job, at=LATER).state == "queued"  # another attempt
    answer = client.get(path)
    assert (answer.status_code, "This file is being made again" in answer.text) == (503, True)
    assert after.rebuilt(job, at=LATER + timedelta(minutes=1)).state == "done"
    assert job.attempts == 2
    pack = File(client.get(path).content)
    assert REASON in pack.text("5")
    assert leaks(client, out) == []


def test_withdrawn_again_while_it_is_put_together_it_is_put_together_again(out, clerk, client, monkeypatch):
    job = withdraw(clerk)
    merged, asked = rebuilds.volumes.merged, []

    def meanwhile(shelf, **more):
        made = merged(shelf, **more)
        if not asked:
            asked.append(withdraw(clerk, Paper.objects.get(public_title="The plan")))
        return made

    monkeypatch.setattr(rebuilds.volumes, "merged", meanwhile)
    assert after.rebuilt(job, at=LATER).state == "done"
    pack = client.get(reverse("meetings:pack", args=[out.ref])).content
    assert not holds(pack, WORD)
    assert not holds(pack, "Plan two")


def test_pressed_again_after_it_was_stopped(out, clerk, client):
    job = withdraw(clerk)
    jobs.ask_cancel(job, by=clerk, at=LATER)
    client.force_login(clerk)
    desk = reverse("meetings:meeting-desk", args=[out.ref])
    assert "Make them again" in client.get(desk).text
    assert client.post(reverse("meetings:meeting-rebuild", args=[out.ref])).status_code == 303
    again = jobs.Job.objects.filter(task="meetings.rebuild_packs").order_by("queued_at").last()
    assert after.rebuilt(again, at=LATER + timedelta(days=60)).state == "done"
    assert "Make them again" not in client.get(desk).text


# Many


@pytest.fixture
def readers(stranger, officer, force_lead):
    """Who has no right to what is exempt of the host council's; None is a visitor."""
    return [None, stranger, officer, force_lead]


@pytest.mark.usefixtures("plain_press")
def test_twenty_items_re_marked_after_they_were_read_by_everyone(meeting, clerk, client, readers, before):
    """Everyone reads everything; then it is re-marked, and within a minute of the clock nobody finds a word of it."""
    for n in range(MANY):
        item = meetings.item(meeting, clerk, title=f"Item {n}", kind=ItemKind.PAPERS)
        meetings.written(
            item, clerk, title=f"Paper {n}", words=(f"{WORD} {n}",), of_organisation=meeting.body.host
        )
    after.issue(meeting, clerk)

    def found():
        leaking = []
        for who in readers:
            client.logout() if who is None else client.force_login(who)
            leaking += leaks(client, meeting)
        return leaking

    assert len(found()) >= 4 * len(readers)
    job = None
    for n in range(MANY):
        job = re_mark(clerk, Paper.objects.get(public_title=f"Paper {n}"), at=LATER)
    assert found() == []
    assert after.rebuilt(job, at=LATER + timedelta(seconds=1)).state == "done"
    assert (job.finished_at - LATER).total_seconds() < 60
    assert found() == []
    assert client.get(reverse("meetings:pack", args=[meeting.ref])).status_code == 200
    assert told(before) == []
