"""Everyone reads everything they can reach; a canary is seen by its readers, and by nobody else."""

import re
from collections import defaultdict

import pytest
from django.http import HttpResponse

from pcc_portal.audit.models import Event
from pcc_portal.celery import app
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText
from pcc_portal.jobs import bell
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import packs
from pcc_portal.notices.models import Message
from pcc_portal.writing.desk import answering
from tests.access.cast import EVERYONE
from tests.access.crawl import Sorts, crawl, held, texts
from tests.factories.days import NOW

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")


@pytest.fixture(scope="package")
def crawled(scene):
    sorts = Sorts(scene)
    return {who: crawl(scene, who, sorts) for who in EVERYONE}


@pytest.mark.slow
def test_a_canary_is_seen_by_its_readers_and_nobody_else(look, crawled):
    seen = defaultdict(set)
    for who, found in crawled.items():
        words = found.words
        for canary in look.canaries:
            if canary.word in words:
                seen[canary.field].add(who)
    expected = {c.field: c.readers for c in look.canaries}
    assert {f: sorted(seen[f] ^ expected[f]) for f in expected if seen[f] != expected[f]} == {}


@pytest.mark.slow
def test_the_crawl_reached_what_can_be_reached(look, crawled):
    statuses = {answer.status_code for found in crawled.values() for answer in found.pages.values()}
    assert statuses <= {200, 302, 303, 403, 404, 405, 409}


# Pages about a block: the address up to the block, and what follows it.
ABOUT = re.compile(r"^(.*/text/)(block|add|figure)/(?:\?.*after=)?([0-9a-f-]{36})(?:/(history)?)?")


def about(url, held_by):
    """What a page about a block could show that it should not: {(text, which page of it, canary)}."""
    if not (found := ABOUT.match(url)):
        return set()
    text, page, block, verb = found.groups()
    return {(text, verb or page, name) for name in held_by.get(block, ())}


@pytest.mark.slow
def test_whatever_a_block_holds_each_page_about_it_was_read(look, crawled):
    """Pages are left out only where one of their sort was read: for each of the cast, each text, page and canary."""
    held_by = held(look)
    for who, found in crawled.items():
        missed = {row for url in found.left for row in about(url, held_by)}
        missed -= {row for url in found.pages for row in about(url, held_by)}
        assert (who, missed) == (who, set())
    assert any(found.left for found in crawled.values())


@pytest.mark.slow
def test_a_page_that_tells_what_a_block_holds_is_found_whichever_page_it_is(look, monkeypatch):
    """Each page about a block leaks, and nothing else does."""
    held_by, words = held(look), {c.field: c.word for c in look.canaries}

    def leaks(request, desk, block=None):
        rows = about(request.get_full_path(), held_by)
        return HttpResponse("".join(f"[{page} {words[name]}]" for _, page, name in rows))

    for step in [("block", ""), ("block", "history"), ("add", ""), ("figure", "")]:
        methods, has_id, _ = answering.STEPS[step]
        monkeypatch.setitem(answering.STEPS, step, (methods, has_id, leaks))
    monkeypatch.setattr(look, "answers", {})  # nobody has read these
    found = crawl(look, "clerk", Sorts(look), begin=texts(look), only="/text/")
    there = {row for url in [*found.pages, *found.left] for row in about(url, held_by)}
    assert {page for _, page, _ in there} == {"block", "history", "add", "figure"}
    assert {row for row in there if f"[{row[1]} {words[row[2]]}]" not in found.words} == set()


@pytest.mark.slow
@pytest.mark.parametrize("model", [Job, Event, Message, Release, ReleasedText, ReleasedFile])
def test_rows_that_travel_hold_no_canary(look, crawled, model):
    """But for the address that a mail goes to, which stands on the mail itself and in nothing else of it."""
    rows = [str({k: v for k, v in row.items() if k != "to"}) for row in model.objects.values()]
    assert [c.field for c in look.canaries for row in rows if c.word in row] == []


@pytest.mark.slow
def test_logs_hold_no_canary(look, crawled, logged):
    assert [c.field for c in look.canaries for line in logged if c.word in line] == []


def test_the_canaries_are_there(look):
    """A crawl that finds nothing proves nothing unless there was something."""
    assert len({c.word for c in look.canaries}) == len({c.field for c in look.canaries}) == len(look.canaries)


@pytest.fixture
def broker():
    """A broker inside this process, whose messages can be read."""
    before = app.conf.broker_url
    ring_at("memory://")
    yield app
    ring_at(before)


def ring_at(url):
    app.conf.update(broker_url=url, broker_read_url=url, broker_write_url=url)
    app._after_fork()  # forget the connections to the broker before
    bell._quiet_until[0] = 0.0


@pytest.mark.slow
def test_the_doorbell_carries_an_id_and_nothing_else(look, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = packs.ask_to_build(look.draft, by=look.cast["clerk"], at=NOW)
    with broker.connection_for_read() as connection, connection.SimpleQueue("render") as queue:
        message = queue.get(block=False)
    args, kwargs, _ = message.payload
    assert (args, kwargs) == ([], {"job_id": str(job.pk)})
    words = f"{message.headers} {message.body} {message.properties}"
    assert [c.field for c in look.canaries if c.word in words] == []
