"""Reads whatever one of the cast can reach, and each sort of page once.

A text leads to a page for each of its blocks, to the history of each, and to seven ways to put another behind each; the
grid leads to a hundred municipal years. Most of these pages are one page with another id in it. Two blocks of one text are
of one sort when they are of one kind and hold the same canaries; so whatever word a block holds, each page that there is
about a block is read about one that holds it. Years are of one sort when no meeting is in them.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import reverse

from panel.views.years import municipal_year
from pcc_portal.meetings.models import Meeting, Paper
from pcc_portal.writing.models import Revision
from tests.access import matrix
from tests.access.addresses import address
from tests.access.answer import Answer

LINK = re.compile(r"""(?:href|src)=["']([^"'#]+)""")
LEFT_OUT = ("/static/", "/accounts/", "/demo/")
# A picture of a page is drawn anew for each who asks, and holds no words: the matrix says who gets it.
PICTURE = re.compile(r"/(?:pages|sides)/\w+\.png$")
BLOCK = re.compile(r"(?<=/block/)[0-9a-f-]{36}|(?<=after=)[0-9a-f-]{36}")
YEAR = re.compile(r"(?<=[?&]year=)\d+")


@dataclass
class Crawled:
    """What came back from each address that was read; and the addresses that were not, as others of their sort were."""

    pages: dict[str, Answer] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)

    @property
    def words(self):
        return "\n".join(answer.words for answer in self.pages.values())


class Sorts:
    """What makes one page another than the next: the blocks of the scene by what they hold, and the years in use."""

    def __init__(self, scene):
        self.blocks = {str(row.block_id): row.kind for row in Revision.objects.all()}
        for block, words in held(scene).items():
            self.blocks[block] += f" with {' and '.join(sorted(words))}"
        self.years = {str(municipal_year(day)) for day in Meeting.objects.values_list("held_on", flat=True)}

    def aspects(self, url):
        """All that there is to see on a page. Which kind is added, and behind which block, are two: not every pair is a page."""
        url = BLOCK.sub(lambda found: self.blocks.get(found[0], found[0]), url)
        url = YEAR.sub(lambda found: found[0] if found[0] in self.years else "none", url)
        path, _, query = url.partition("?")
        asked = parse_qs(query)
        if {"kind", "after"} <= asked.keys():
            return {f"{path}?{name}={asked[name][0]}" for name in ("kind", "after")}
        return {url}


def held(scene):
    """{id of a block: names of the canaries in it, now or in its history}"""
    found = {}
    for row in Revision.objects.select_related("asset"):
        said = f"{row.html} {row.caption} {row.alt} {row.asset.name if row.asset else ''}"
        if here := {c.field for c in scene.canaries if c.word in said}:
            found.setdefault(str(row.block_id), set()).update(here)
    return found


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


def texts(scene):
    """Where each paper that was written here is written."""
    written = [row for row in scene.papers.values() if isinstance(row, Paper) and row.text_id]
    return sorted({reverse("meetings:paper-write", args=[p.item.meeting.ref, p.pk]) for p in written})


def crawl(scene, who, sorts, *, begin=None, only=""):
    """Each address once, following every link of every page that has ``only`` in its address."""
    found, seen, waiting = Crawled(), set(), starts(scene) if begin is None else list(begin)
    while waiting:
        url = waiting.pop()
        if url in found.pages or url.startswith(LEFT_OUT) or PICTURE.search(url) or only not in url:
            continue
        if (aspects := sorts.aspects(url)) <= seen:
            found.left.add(url)
            continue
        seen |= aspects
        answer = found.pages[url] = scene.read(who, url)
        if answer.is_page:
            waiting += [path for link in LINK.findall(answer.text) if (path := local(url, unescape(link)))]
    return found


def local(page, link):
    parts = urlsplit(urljoin(f"http://testserver{page}", link))
    if parts.netloc != "testserver":
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
