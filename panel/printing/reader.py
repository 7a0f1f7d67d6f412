"""A frozen paper as one reader sees it: notes, marks and changes stand between its characters, which stay as they are."""

import re
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from panel.models import Anchor
from panel.queries.reading import Sheet
from pcc_portal.writing.anchoring import Place
from pcc_portal.writing.comparing import Changes, word_by_word
from pcc_portal.writing.passages import Insert, marked, woven

LEAF = re.compile(r'<a class="leaf" id="p(E?\d+)"[^>]*>[^<]*</a>')
# The frozen page names pictures and files from the meeting's own address, and other papers by their place on it.
RELATIVE = re.compile(r'(src|href)="(pictures|pages|papers)/')
ELSEWHERE = re.compile(r'href="#p([0-9a-f]{32})"')


def labels(sheet: Sheet) -> list[str]:
    """The page labels of a paper, in order."""
    return LEAF.findall(sheet.html)


def paper(ref: str, sheet: Sheet, anchors: list[Anchor], changes: Changes) -> dict[str, Any]:
    """What the page of one paper shows: its HTML with everything put in, and the notes whose words it no longer says."""
    inserts: list[Insert] = []
    spans: dict[str, list[tuple[int, int]]] = {}
    lost: list[Anchor] = []
    for anchor in anchors:
        place = None if anchor.is_lost else sheet.searched.place(anchor.words)
        if place is None:
            lost.append(anchor)
            continue
        if not anchor.is_whole:
            spans.setdefault(place.passage.key, []).append((place.start, place.stop))
        inserts.append((place.passage.beside, _note(ref, anchor, place)))
    html = sheet.html
    first = list(_changes(sheet, changes))
    for passage in sheet.passages:
        if passage.key in spans:
            first += marked(html, passage, spans[passage.key])
    first += _named(sheet) + _ways_to_write(ref, sheet)
    return {
        "html": _led(ref, woven(html, [*first, *inserts])),
        "lost": lost,
        "kept": len(anchors) - len(lost),
        "labels": labels(sheet),
    }


def _note(ref: str, anchor: Anchor, place: Place) -> str:
    context = {"ref": ref, "anchor": anchor, "note": anchor.note, "place": place}
    return render_to_string("panel/reader_note.html", context)


def _named(sheet: Sheet) -> list[Insert]:
    """The paragraphs of an upload get their key, so that a script can tell which of them was pointed at."""
    unnamed = [passage for passage in sheet.passages if passage.fragment != passage.key]
    return [(passage.inside - 1, f' data-key="{passage.key}"') for passage in unnamed]


def _ways_to_write(ref: str, sheet: Sheet) -> list[Insert]:
    """Behind each page label the way to write beside that page: works without a script, and is one link a page."""
    if not sheet.passages:
        return []
    address = reverse("panel:note-write", args=[ref, sheet.pk])
    ways: list[Insert] = []
    for found in LEAF.finditer(sheet.html):
        said = render_to_string("panel/reader_jot.html", {"address": address, "label": found[1]})
        ways.append((found.end(), said))
    return ways


def _changes(sheet: Sheet, changes: Changes) -> list[Insert]:
    """Behind what was said otherwise: what it said, word by word."""
    found: list[Insert] = []
    for passage in sheet.passages:
        if passage.key not in changes.changed and passage.key not in changes.new:
            continue
        before = changes.changed.get(passage.key)
        pieces = word_by_word(before, passage.said) if before is not None else []
        said = render_to_string("panel/reader_change.html", {"pieces": pieces, "key": passage.key})
        found.append((passage.beside, said))
    return found


def _led(ref: str, html: str) -> str:
    """Links and pictures lead where they led on the meeting's page."""
    here = reverse("meetings:meeting", args=[ref])
    html = RELATIVE.sub(rf'\1="{here}\2/', html)
    return ELSEWHERE.sub(lambda to: f'href="{reverse("panel:reader-paper", args=[ref, UUID(to[1])])}"', html)
