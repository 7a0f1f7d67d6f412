"""Everyone reads everything they can reach; a canary is seen by its readers, and by nobody else."""

import hashlib
import re
from collections import defaultdict
from html import unescape
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest
from django.urls import reverse

from pcc_portal.audit.models import Event
from pcc_portal.celery import app
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText
from pcc_portal.jobs import bell
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import packs
from pcc_portal.meetings.models import Paper
from pcc_portal.notices.models import Message
from tests.access import matrix
from tests.access.addresses import address
from tests.access.cast import EVERYONE
from tests.access.scene import undone
from tests.factories.days import NOW
from tests.pdf.samples import decoded

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")

LINK = re.compile(r"""(?:href|src)=["']([^"'#]+)""")
LEFT_OUT = ("/static/", "/accounts/", "/demo/")
# A picture of a page is drawn anew for each who asks, and holds no words: the matrix says who gets it.
# The form for a note is the same for every page of a paper, which stands on it in other words.
PICTURE = re.compile(r"/(?:pages|sides)/\w+\.png$|/note/\?page=")


def starts(scene):
    """Every address that the matrix knows and that can be read, whether a link leads there or not."""
    read = [
        (subject, name)
        for subject, name, cells in matrix.rows()
        if {405} != {get for get, _ in cells.values()} - {302}
    ]
    known = {address(scene, subject, name) for subject, name in read}
    papers = [row for row in scene.papers.values() if isinstance(row, Paper)]
    return sorted(known | {reverse("meetings:paper", args=[p.item.meeting.ref, p.pk]) for p in papers})


def crawl(scene, who):
    """{address: what came back}, each address once, following every link of every page."""
    found, waiting = {}, starts(scene)
    while waiting:
        url = waiting.pop()
        if url in found or url.startswith(LEFT_OUT) or PICTURE.search(url):
            continue
        with undone():
            response = scene.clients[who].get(url)
            found[url] = (response.status_code, said(response))
        if "html" in response.headers.get("Content-Type", ""):
            waiting += [path for link in LINK.findall(response.text) if (path := local(url, unescape(link)))]
    return found


def local(page, link):
    parts = urlsplit(urljoin(f"http://testserver{page}", link))
    if parts.netloc != "testserver":
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def said(response):
    """All words of an answer: headers, body, and every stream and page of a PDF, without the breaks of its lines."""
    body = b"".join(response) if response.streaming else response.content
    words = str(response.headers) + body.decode("utf-8", "replace")
    return words + (of_pdf(body) if body.startswith(b"%PDF-") else "")


_seen = {}


def of_pdf(body):
    key = hashlib.sha256(body).digest()
    if key not in _seen:
        _seen[key] = decoded(body).decode("latin-1") + read_out(body)
    return _seen[key]


def read_out(body):
    document = pypdfium2.PdfDocument(body)
    try:
        return "".join(
            re.sub(r"[\s\x02\u00ad-]", "", page.get_textpage().get_text_bounded()) for page in document
        )
    finally:
        document.close()


@pytest.fixture(scope="package")
def crawled(scene):
    return {who: crawl(scene, who) for who in EVERYONE}


@pytest.mark.slow
def test_a_canary_is_seen_by_its_readers_and_nobody_else(look, crawled):
    seen = defaultdict(set)
    for who, pages in crawled.items():
        words = "\n".join(text for _, text in pages.values())
        for canary in look.canaries:
            if canary.word in words:
                seen[canary.field].add(who)
    expected = {c.field: c.readers for c in look.canaries}
    assert {f: sorted(seen[f] ^ expected[f]) for f in expected if seen[f] != expected[f]} == {}


@pytest.mark.slow
def test_the_crawl_reached_what_can_be_reached(look, crawled):
    statuses = {status for pages in crawled.values() for status, _ in pages.values()}
    assert statuses <= {200, 302, 303, 403, 404, 405, 409}


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
