"""A pack is really built, and read back: what stands on which side, and what stands nowhere."""

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest

from pcc_portal.documents import chain, stores
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText
from pcc_portal.meetings.actions import agendas, packs, publications
from tests.factories import book as factory
from tests.factories import meetings
from tests.factories.book import CANARIES
from tests.factories.days import NOW
from tests.factories.packs import seconded
from tests.meetings.reading import File, holds
from tests.pdf import reading

pytestmark = [pytest.mark.django_db, pytest.mark.pdf, pytest.mark.slow, pytest.mark.xdist_group("packs")]


@dataclass(frozen=True)
class Book:
    draft: File
    draft_members: File
    public: File
    members: File
    parts: list  # of the issued pack
    rows: str  # every word in the tables that visitors read
    opened: bytes  # the public pack of the same agenda with nothing exempt
    opened_rows: str


_book = {}


@pytest.fixture
def book(request):
    """Built once a run: draft, issued, and issued again with everything open."""
    if not _book:
        _book["it"] = None
        _book["it"] = _build(request.getfixturevalue("clerk"))
    assert _book["it"], "building it failed in the first test that asked for it"
    return _book["it"]


def _rows():
    return repr([list(model.objects.values()) for model in (Release, ReleasedText, ReleasedFile)])


def _file(key):
    return File(stores.get(key))


def _issue(meeting, clerk):
    seconded(meeting, clerk)
    agendas.lock(meeting, by=clerk, at=NOW)
    built = packs.lay_out(meeting, at=NOW)
    assert built.problems == []
    pack = packs.merge(built, meeting, draft=False, at=NOW)
    publications.let_out(meeting, built, pack, by=clerk, at=NOW)
    assert list(chain.broken()) == []
    return pack


def _build(clerk):
    meeting = factory.make(meetings.meeting(clerk), clerk)
    draft = packs.keep(packs.lay_out(meeting, at=NOW), meeting, draft=True, job=None, at=NOW)
    pack = _issue(meeting, clerk)
    rows = _rows()
    other = factory.make(meetings.meeting(clerk, held_on=meeting.held_on.replace(year=2027)), clerk)
    factory.open_everything(other, clerk)
    opened = _issue(other, clerk)
    return Book(
        draft=_file(draft.public_key),
        draft_members=_file(draft.members_key),
        public=_file(pack.public_key),
        members=_file(pack.members_key),
        parts=pack.parts,
        rows=rows,
        opened=stores.get(opened.public_key),
        opened_rows=_rows(),
    )


# Sides and numbers


def test_labels_run_through_and_then_begin_with_e(book):
    pages = len(book.public.labels)
    assert book.public.labels == [str(n + 1) for n in range(pages)]
    exempt = len(book.members.labels) - pages
    assert book.members.labels == [*book.public.labels, *[f"E{n + 1}" for n in range(exempt)]]
    assert exempt > 0


def test_every_paper_begins_on_an_odd_side_and_takes_an_even_number(book):
    spans = [(part["first"], part["last"]) for part in book.parts]
    numbers = [(int(first.removeprefix("E")), int(last.removeprefix("E"))) for first, last in spans]
    assert [(first % 2, last % 2) for first, last in numbers] == [(1, 0)] * 6
    for (_, last), (first, _) in pairwise(numbers[:3]):
        assert first == last + 1


def test_the_first_side_of_each_paper_is_where_the_map_says(book):
    for part in book.parts:
        shown = part["title"].partition(": ")[2] or part["title"]
        uploaded = {
            "The plan": "Plan one",
            f"Letters about {CANARIES['title of a paper of the exempt item']}": CANARIES[
                "text of an uploaded file"
            ],
        }
        assert uploaded.get(shown, shown) in book.members.text(part["first"])


def printed_ranges(file, *, series=""):
    """The ranges that stand on an opening sheet, in their order: before the first paper only."""
    sheet = ["E1", "E2"] if series else ["1", "2", "3", "4"]
    words = " ".join(file.text(label) for label in sheet if label in file.labels)
    return re.findall(rf"(?<![\w-])({series}\d+-{series}\d+)(?![\w-])", words)


def test_the_ranges_on_the_agenda_sheet_are_those_of_the_map(book):
    open_parts = [part for part in book.parts if not part["first"].startswith("E")]
    report, diary, plan = [f"{part['first']}-{part['last']}" for part in open_parts]
    whole = f"{open_parts[0]['first']}-{open_parts[1]['last']}"
    assert report != whole
    assert sorted(printed_ranges(book.public)) == sorted([whole, diary, plan])


def test_the_ranges_on_the_exempt_sheet_are_those_of_the_map(book):
    held = [f"{part['first']}-{part['last']}" for part in book.parts if part["first"].startswith("E")]
    assert len(held) == 3
    assert sorted(printed_ranges(book.members, series="E")) == sorted(held)


def test_no_e_range_stands_in_the_public_pack(book):
    assert [
        label
        for label in book.public.labels
        if re.search(r"\bE\d", book.public.text(label).replace("E1 onwards", ""))
    ] == []


def test_every_side_of_a_paper_carries_its_marking(book):
    """Blank sides too: they are counted with the paper before them."""
    marked = {
        part["title"].partition(" ")[0]: {stamp_of(book.members.text(label)) for label in _labels_of(part)}
        for part in book.parts
    }
    assert marked == {
        "Annual": {"OFFICIAL"},
        "Appendix": {""},
        "The": {""},
        "About": {"OFFICIAL-SENSITIVE"},
    }


def test_there_are_blank_sides_with_and_without_a_marking(book):
    blank = [text for text in book.members.texts if "blank on purpose" in text]
    assert {stamp_of(text) for text in blank} >= {"", "OFFICIAL-SENSITIVE"}


def stamp_of(text):
    return "".join(re.findall(r"OFFICIAL(?:-SENSITIVE)?", text)[:1])


def _labels_of(part):
    series = "E" if part["first"].startswith("E") else ""
    first, last = int(part["first"].removeprefix("E")), int(part["last"].removeprefix("E"))
    return [f"{series}{n}" for n in range(first, last + 1)]


def test_every_exempt_side_says_so_with_the_description(book):
    seven = "Not for publication: paragraph 7 of Schedule 12A (information relating to any action taken"
    one = "Not for publication: paragraph 1 of Schedule 12A (information relating to any individual)"
    both = "Not for publication: paragraphs 1 and 7 of Schedule 12A (information relating to any individual; "
    held = [part for part in book.parts if part["first"].startswith("E")]
    found = {label: _said(book.members.text(label)) for part in held for label in _labels_of(part)}
    wanted = {label: seven if part is held[0] else one for part in held for label in _labels_of(part)}
    assert {label: text[: len(wanted[label])] for label, text in found.items()} == wanted
    front = [label for label in book.members.labels if label.startswith("E") and label not in found]
    assert [both in book.members.text(label) for label in front] == [True] * len(front)
    assert front[0] == "E1"


def _said(text):
    return text[text.find("Not for publication") :]


def test_no_public_side_says_not_for_publication(book):
    assert [label for label in book.public.labels if "Not for publication" in book.public.text(label)] == []


def test_draft_stands_on_every_page_until_it_is_issued(book):
    drafts = [*book.draft.texts, *book.draft_members.texts]
    assert [text.count("DRAFT") for text in drafts] == [1] * len(drafts)
    assert [n for n, text in enumerate([*book.public.texts, *book.members.texts]) if "DRAFT" in text] == []


# Ways through it


def test_outline_is_nested_and_leads_to_the_papers(book):
    entries = reading.outline(book.public.data)
    tops = [(title, book.public.labels[page]) for depth, title, page in entries if depth == 0]
    first = {part["title"]: part["first"] for part in book.parts}
    assert tops == [
        ("Agenda", "1"),
        ("1. Annual report", first["Annual report"]),
        ("2. The plan", first["The plan"]),
    ]
    inside = [(title, book.public.labels[page]) for depth, title, page in entries if depth == 1]
    assert ("Appendix A: Diary", first["Appendix A: Diary"]) in inside
    assert max(depth for depth, _, _ in entries) >= 1


def test_lines_of_the_agenda_lead_to_their_papers(book):
    first = {
        f"p{part['paper'].replace('-', '')}": part["first"]
        for part in book.parts
        if not part["first"].startswith("E")
    }
    with book.public.open() as pdf:
        where = reading.names(pdf)
        led = {target for page, target in reading.links(pdf) if page < 4}
    assert {key: book.public.labels[where[key]] for key in first} == first
    assert led == set(first)


def test_it_has_a_title_and_a_language_and_names_nobody(book):
    for file in (book.public, book.members):
        with file.open() as pdf:
            assert sorted(pdf.docinfo.keys()) == ["/Producer", "/Title"]
            assert str(pdf.docinfo["/Title"]).startswith(
                "Agenda pack: Police and Crime Panel, 17 December 2026"
            )
            assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)
            xmp = pdf.Root.Metadata.read_bytes().decode()
        assert re.findall(r"<(?:dc|pdf|xmp):(\w+)", xmp) == ["title", "language", "Producer"]
        assert "Garrod" not in xmp


def test_the_members_read_the_same_open_sides(book):
    assert book.members.texts[: len(book.public.texts)] == book.public.texts


# What must stand nowhere


# These stand in the record of the decision or name a file: no pack ever prints them.
NEVER_PRINTED = {
    "private title of the exempt item",
    "private title of the restricted appendix",
    "name of a picture file",
    "reasons for",
    "reasons against",
    "name of an uploaded file",
}


@pytest.mark.parametrize("word", CANARIES.values(), ids=CANARIES)
def test_no_private_word_is_in_the_public_pack(book, word):
    assert holds(book.public.data, "Annual report")
    assert not holds(book.public.data, word)


@pytest.mark.parametrize("word", CANARIES.values(), ids=CANARIES)
def test_no_private_word_is_in_the_draft_for_the_public(book, word):
    assert not holds(book.draft.data, word)


@pytest.mark.parametrize("word", CANARIES.values(), ids=CANARIES)
def test_no_private_word_is_in_a_table_that_visitors_read(book, word):
    assert "Annual report" in book.rows
    assert word not in book.rows


@pytest.mark.parametrize(("place", "word"), CANARIES.items(), ids=CANARIES)
def test_the_word_was_there_to_leak(book, place, word):
    """In the same agenda with nothing exempt, each printed word is found by the same search."""
    assert (holds(book.opened, word), word in book.opened_rows) == (
        (False, False) if place in NEVER_PRINTED else (True, True)
    )


@pytest.mark.parametrize(
    "place",
    sorted(
        set(CANARIES) - NEVER_PRINTED
        | {"private title of the exempt item", "private title of the restricted appendix"}
    ),
)
def test_the_members_read_it(book, place):
    assert holds(book.members.data, CANARIES[place])


def test_the_reasons_are_in_no_pack_at_all(book):
    reasons = [CANARIES["reasons for"], CANARIES["reasons against"]]
    assert [holds(book.members.data, word) for word in reasons] == [False, False]
