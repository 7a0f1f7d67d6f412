"""A paper's words through the real pages: strange values are answered in words, and authors keep to what is theirs."""

import json

import pytest
from django.urls import reverse

from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Paper
from pcc_portal.writing.models import Block
from tests.factories import meetings
from tests.factories.days import NOW

pytestmark = pytest.mark.slow
HTMX = {"HX-Request": "true"}
COVER = {"public_title": "New title", "role": "report", "marking": "none"}


@pytest.fixture
def line(meeting, clerk):
    return meetings.item(meeting, clerk, kind="papers")


@pytest.fixture
def own(line, officer):
    """In the hands of the Commissioner's office."""
    return meetings.written(line, officer, accepted=False)


@pytest.fixture
def author(client, officer):
    client.force_login(officer)
    return client


def at(paper, verb="", *more):
    return reverse(f"meetings:paper{verb}", args=[paper.item.meeting.ref, paper.pk, *more])


NUMBERS = ["-1", "x", "9" * 5000, "\x00", "٣"]
BASES = [
    "",
    "[]",
    "null",
    "{",
    '{"x": 1}',
    json.dumps({"a": "b"}),
    "[" * 100_000,
    '{"x": ' + "9" * 5000 + "}",
    "\x00",
]


@pytest.mark.parametrize("base", BASES, ids=range(len(BASES)))
def test_an_autosave_with_a_strange_base_is_refused_in_words(author, own, base):
    before = list(own.text.blocks.values_list("html", flat=True))
    response = author.post(at(own, "-write-step", "section/start/"), {"base": base, "html": "<p>x</p>"})
    assert (response.status_code, list(response.json())) == (400, ["said"])
    assert list(own.text.blocks.values_list("html", flat=True)) == before


@pytest.mark.parametrize("version", NUMBERS, ids=range(len(NUMBERS)))
def test_a_plain_save_with_a_strange_version(author, own, version):
    block = own.text.blocks.last()
    url = at(own, "-write-step", f"block/{block.pk}/")
    response = author.post(url, {"said": "New words", "base_version": version})
    assert response.status_code in {303, 409}


@pytest.mark.parametrize(
    "words",
    [
        "a\x00b",
        "\x00",
        "x" * 200_000,
        "<p>" * 2000,
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
)
@pytest.mark.parametrize(
    "step", ["section/start/", "add/?kind=paragraph", "add/?kind=table", "add/?kind=heading"]
)
def test_strange_words(author, own, step, words):
    url = at(own, "-write") + step
    sent = {
        "base": "{}",
        "html": f"<p>{words}</p>",
        "said": words,
        "rows": words,
        "caption": words,
        "level": "1",
    }
    assert author.post(url, sent).status_code in {200, 303, 422}
    kept = Block.objects.filter(text=own.text).values_list("html", "caption")
    assert [1 for html, caption in kept if "\x00" in html + caption] == []
    assert author.get(at(own, "-write")).status_code == 200


@pytest.mark.parametrize(
    "step",
    [
        "plain",
        "nothing/",
        "block/x/",
        "block/00000000-0000-0000-0000-000000000000/",
        "asset/x/",
        "add/?after=x",
        "add/?kind=x",
        "\x00/",
        "block//",
        "../text/",
    ],
)
def test_steps_that_lead_nowhere(author, own, step):
    assert author.get(at(own, "-write") + step.replace("\x00", "%00")).status_code == 404


class TestAuthors:
    """The office writes what it supplies; what is the clerk's stays the clerk's."""

    @pytest.fixture
    def restricted(self, own, clerk):
        grounds = meetings.grounds(7, reasons_for="The reason for", reasons_against="The reason against")
        return papers.exempt(own, grounds, private_title="Operation Canary", by=clerk, at=NOW)

    def test_the_private_title_and_the_reasons_are_not_on_the_authors_page(self, author, restricted):
        words = author.get(at(restricted)).text
        assert [w for w in ("Operation Canary", "The reason", "private_title") if w in words] == []

    @pytest.mark.parametrize("sent", [{}, {"private_title": ""}, {"private_title": "Mine"}])
    def test_an_author_neither_blanks_nor_writes_the_private_title(self, author, restricted, sent):
        assert author.post(at(restricted), COVER | sent).status_code == 303
        kept = Paper.objects.get(pk=restricted.pk)
        assert (kept.public_title, kept.private_title.title) == ("New title", "Operation Canary")

    def test_a_refused_step_of_the_clerk_does_not_lose_the_private_title(self, client, clerk, restricted):
        client.force_login(clerk)
        refused = client.post(at(restricted, "-return"), {"reason": "x"})
        assert refused.status_code == 409
        assert 'value="Operation Canary"' in client.get(at(restricted)).text

    def test_an_author_writes_sends_and_cannot_accept(self, author, own):
        assert author.post(at(own, "-write-step", "add/"), {"said": "More"}).status_code == 303
        assert author.post(at(own, "-submit")).status_code == 303
        refused = author.post(at(own, "-accept"))
        assert (refused.status_code, "Only the clerk to this body prepares its agenda." in refused.text) == (
            403,
            True,
        )
        later = author.post(at(own, "-write-step", "add/"), {"said": "More"})
        assert (later.status_code, Paper.objects.get(pk=own.pk).state) == (403, "submitted")

    def test_another_office_finds_nothing(self, client, force_lead, restricted):
        client.force_login(force_lead)
        steps = [("",), ("-write",), ("-upload",), ("-confirm",), ("-original",), ("-side", 1)]
        assert [client.get(at(restricted, *step)).status_code for step in steps] == [404] * 6

    def test_an_author_never_sees_the_agenda_of_the_draft(self, author, meeting, own):
        assert author.get(reverse("meetings:meeting", args=[meeting.ref])).status_code == 404
        assert meeting.path not in author.get("/panel/").text
