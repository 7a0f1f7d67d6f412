"""The invented words as blocks: references lead somewhere, tables have heads, charts are drawings with words in them."""

import re
from uuid import UUID

import pytest

from demo.content import check
from demo.content.blocks import Bullets, Chart, Heading, Letters, Para, Recommendation, Table
from demo.loading import charts, texts
from pcc_portal.pdf.fonts import FAMILY
from pcc_portal.writing import findings, pictures
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Asset, Block
from pcc_portal.writing.rendering import render
from tests.factories.days import TODAY

CHART = Chart(
    "Calls", "Two lines.", "line", ["Jan", "Feb", "Mar"], {"Calls": [3, 4.5, 5], "Target": [4, 4, 4]}, "c"
)


def blocks(words):
    made = texts.rows(words, {})
    assets = {row.id: Asset(media_type="image/svg+xml", width=1, height=1) for row in made if row.drawing}
    return [
        Block(
            id=row.id,
            kind=row.kind,
            level=row.level,
            html=row.html,
            caption=row.caption,
            alt=row.alt,
            asset=assets.get(row.id),
        )
        for row in made
    ]


def test_references_lead_to_blocks_and_from_a_paragraph_to_its_section():
    words = [
        Heading(1, "One", "one"),
        Para("A matter.", "matter"),
        Table("Sums", ["What", "How many"], [["Cats", "3"]], key="sums"),
        CHART,
        Recommendation("That it be noted.", "advice"),
        Para("See [[one]], [[matter]], [[sums]], [[c]] and [[advice]]."),
    ]
    page = render(blocks(words))
    assert re.sub("<[^>]+>", "", page.html).endswith(
        "See section 1, section 1, Table 1, Figure 1 and Recommendation 1."
    )
    assert page.findings == []


def test_a_reference_to_nothing_is_refused():
    with pytest.raises(KeyError, match="gone"):
        texts.rows([Para("See [[gone]].")], {})


def test_lists_tables_and_days_become_clean_html():
    names = {"coming": "Thursday 10 December 2026"}
    letters, bullets, table = texts.rows(
        [
            Letters(["first", ("second", ["inner"])]),
            Bullets(["on {coming}"]),
            Table("T", ["What", "{coming}"], [["Cats", "3"]], foot=["All", "3"]),
        ],
        names,
    )
    assert letters.html == "<ol><li>first</li><li>second<ol><li>inner</li></ol></li></ol>"
    assert bullets.html == "<ul><li>on Thursday 10 December 2026</li></ul>"
    assert table.html == (
        '<thead><tr><th scope="col">What</th><th scope="col" class="n">Thursday 10 December 2026</th></tr></thead>'
        '<tbody><tr><th scope="row">Cats</th><td class="n">3</td></tr></tbody>'
        '<tfoot><tr><th scope="row">All</th><td class="n">3</td></tr></tfoot>'
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*check.PUBLIC, *check.PUBLIC_EXTRA, *check.PRIVATE, *check.PUBLIC_LAST, *check.PRIVATE_LAST]
)
def test_every_paper_of_the_demonstration_has_nothing_to_be_found(name):
    """No finding that would stop a pack, with the days of a real loading in."""
    from demo.loading.calendar import days_from

    days = days_from(TODAY)
    is_last = name in {*check.PUBLIC_LAST, *check.PRIVATE_LAST}
    names = days.names_for_last() if is_last else days.names_for_coming()
    made = texts.rows(texts.blocks_of(name), names)
    assert all(isinstance(row.id, UUID) for row in made)
    assert (
        findings.of(
            [
                Block(id=r.id, kind=r.kind, level=r.level, html=r.html, caption=r.caption, alt=r.alt)
                for r in made
            ]
        )
        == []
    )
    assert not re.search(r"[{}]|\[\[", " ".join(f"{row.html} {row.caption} {row.alt}" for row in made))
    assert all(row.alt for row in made if row.kind == BlockKind.FIGURE)


@pytest.mark.slow
def test_a_chart_is_the_same_twice_and_its_words_stay_words():
    first, again = charts.drawn(CHART), charts.drawn(CHART)
    assert first == again
    assert "<dc:date>" not in first
    words = re.findall(r"<text[^>]*font-family: ([^;]*);[^>]*>([^<]+)</text>", first)
    assert {"Jan", "Feb", "Mar", "Calls", "Target"} <= {said for _, said in words}
    assert {family.split(",")[0] for family, _ in words} == {f"'{FAMILY}'"}
    assert pictures.drawing(first).width > 400


@pytest.mark.slow
def test_series_are_told_apart_without_colour():
    svg = charts.drawn(CHART)
    dashes = re.findall(r"stroke-dasharray: ([\d.,]+)", svg)
    assert dashes
    assert len({stroke["linestyle"] for stroke in charts.STROKES}) == len(charts.STROKES)
    assert len({stroke["marker"] for stroke in charts.STROKES}) == len(charts.STROKES)
    assert len({fill["hatch"] for fill in charts.FILLS}) == len(charts.FILLS)


def test_the_content_has_no_fault(capsys):
    """Sums add up, references hold, no year is fixed, no real place is named."""
    assert check.main() == 0, capsys.readouterr().out
