"""Each thing that people make in Word becomes the block that the editor would make of it, and what is lost is said."""

import io

import pytest
from PIL import Image

from pcc_portal.writing.html import clean
from pcc_portal.writing.importing.reading import read
from tests.factories import word
from tests.factories.word import bold, bookmark, document, field, heading, para, point, row, run, table

MOST = 10_000_000


def told(data):
    found = read(data, max_bytes=MOST)
    return found.changed + found.dropped


def read_in(*body, **more):
    return read(document(*body, **more), max_bytes=MOST)


def blocks(*body, **more):
    """(kind, level or caption, clean words) of each block, as they are stored."""
    data = body[0] if len(body) == 1 and isinstance(body[0], bytes) else document(*body, **more)
    found = read(data, max_bytes=MOST)
    return [(str(p.kind), p.level or p.caption, clean(p.html, p.kind).html) for p in found.pieces]


def test_headings_by_their_name_by_the_style_they_are_based_on_and_by_their_outline():
    said = blocks(
        heading("One"), heading("Two", 2), para("Three", style="Chapter"), para("Four", style="Outlined")
    )
    assert said == [
        ("heading", 1, "One"),
        ("heading", 2, "Two"),
        ("heading", 1, "Three"),
        ("heading", 2, "Four"),
    ]


def test_headings_deeper_than_three_stand_on_the_third_and_all_begin_with_the_first():
    data = document(heading("A", 2), heading("B", 3), heading("C", 4), heading("D", 5))
    assert [level for _, level, _ in blocks(data)] == [1, 2, 3, 3]
    assert told(data) == [
        "One heading was deeper than the third level and stands on the third now.",
        "The headings began below the first level; all were raised.",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1. Purpose", "Purpose"),
        ("3.1 Costs", "Costs"),
        ("3.1.2\tCosts", "Costs"),
        ("A. Costs", "Costs"),
        ("(b) Costs", "Costs"),
        ("iv) Costs", "Costs"),
        ("1 Purpose", "Purpose"),
        ("12 months of work", "12 months of work"),
        ("2026 budget", "2026 budget"),
        ("A good year", "A good year"),
        ("I. Purpose", "Purpose"),
    ],
)
def test_numbers_typed_before_a_heading_go_and_other_words_stay(typed, kept):
    assert blocks(heading(typed)) == [("heading", 1, kept)]


def test_without_a_heading_style_short_lines_in_bold_are_headings():
    data = document(
        para(bold("Purpose")), para("Words."), para(bold("2.1 Costs")), para(bold("Stop!"), " now")
    )
    assert [(kind, said) for kind, _, said in blocks(data)] == [
        ("heading", "Purpose"),
        ("paragraph", "Words."),
        ("heading", "Costs"),
        ("paragraph", "<strong>Stop!</strong> now"),
    ]
    assert told(data)[0] == "2 lines in bold were taken as headings."


def test_with_heading_styles_a_line_in_bold_is_only_pointed_at():
    data = document(heading("Purpose"), para(bold("Next steps")))
    assert blocks(data)[1] == ("paragraph", "", "<strong>Next steps</strong>")
    assert told(data) == ["One line in bold looks like a heading and stands as a paragraph: make it one if it is: “Next steps”."]  # fmt: skip


def test_emphasis_runs_signs_and_breaks():
    smart = "“Smart” – it’s £5 • ½ é"
    data = document(
        para(run(smart), bold("b"), run("i", "<w:i/>"), run("2", '<w:vertAlign w:val="superscript"/>')),
        para("soft<w:x/>", run("no", '<w:b w:val="0"/>'), run("strong", '<w:rStyle w:val="Strong"/>')),
        para("a", "<w:r><w:br/></w:r>", "b", "<w:r><w:noBreakHyphen/></w:r>", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
        para('<w:r><w:br w:type="page"/></w:r>', "after a page break"),
    )  # fmt: skip
    assert [said for _, _, said in blocks(data)] == [
        f"{smart}<strong>b</strong><em>i</em><sup>2</sup>",
        "soft&lt;w:x/&gt;no<strong>strong</strong>",
        "a<br>b‑✓",
        "after a page break",
    ]


def test_colours_and_sizes_go_and_it_is_said_once():
    data = document(para(run("red", '<w:color w:val="FF0000"/>'), run("u", '<w:u w:val="single"/>')))
    assert (blocks(data), told(data)) == (
        [("paragraph", "", "redu")],
        ["Colours, fonts, sizes and underlining were left out."],
    )


def test_words_nobody_saw_are_never_let_through_in_silence():
    data = document(
        para("open", run("HIDDEN", "<w:vanish/>")),
        para(run("WHITE", '<w:color w:val="FFFFFF"/>'), run("STRUCK", "<w:strike/>")),
    )
    assert [said for _, _, said in blocks(data)] == ["open", "WHITESTRUCK"]
    assert told(data) == [
        "Words written in white can be read now: check them: “WHITE”.",
        "Words struck through by hand stand as plain words: check them: “STRUCK”.",
        "Hidden text was left out.",
        "Colours, fonts, sizes and underlining were left out.",
    ]


def test_lists_within_lists_and_both_kinds():
    data = document(point("one"), point("a", 1), point("i", 2), point("two"), point("dot", of=2), para("o", style="Bulleted"))  # fmt: skip
    assert [said for _, _, said in blocks(data)] == [
        "<ol><li>one<ol><li>a<ol><li>i</li></ol></li></ol></li><li>two</li></ol>",
        "<ul><li>dot</li><li>o</li></ul>",
    ]


def test_a_list_goes_on_counting_after_a_paragraph_and_begins_again_where_it_says_so():
    said = blocks(point("one"), para("between"), point("two"), point("new", of=4))
    assert [words for _, _, words in said] == [
        "<ol><li>one</li></ol>",
        "between",
        '<ol start="2"><li>two</li></ol>',
        "<ol><li>new</li></ol>",
    ]


def test_numbered_paragraphs_of_a_report_are_paragraphs():
    legal = document(heading("A"), point("1.1 kind", 1, of=3), point("next", 1, of=3))
    through = document(heading("A"), point("first"), heading("B"), point("second"), point("part", 1))
    assert [kind for kind, _, _ in blocks(legal)] == ["heading", "paragraph", "paragraph"]
    assert [kind for kind, _, _ in blocks(through)] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
        "list",
    ]
    assert told(legal) == ["2 numbered paragraphs lost their numbers and stand as paragraphs."]


def test_lists_typed_by_hand_become_lists():
    data = document(
        para("•\tone"), para("•\ttwo"), para("Words"), para("a) first"), para("b) second"), para("- alone")
    )
    assert [(kind, said) for kind, _, said in blocks(data)] == [
        ("list", "<ul><li>one</li><li>two</li></ul>"),
        ("paragraph", "Words"),
        ("list", "<ol><li>first</li><li>second</li></ol>"),
        ("paragraph", "- alone"),
    ]
    assert told(data) == ["2 lists typed with marks of their own became real lists."]


def test_points_under_recommendations_are_recommendations_and_their_points_stay_a_list():
    data = document(
        heading("4. Recommendations"), para("The Panel is asked to:"), point("note it"), point("a", 1), point("agree"),
        heading("Next"), point("a list again", of=2), para("Recommendation 3: that it be done"),
    )  # fmt: skip
    assert [(kind, said) for kind, _, said in blocks(data)] == [
        ("heading", "Recommendations"),
        ("paragraph", "The Panel is asked to:"),
        ("recommendation", "<p>note it</p><ol><li>a</li></ol>"),
        ("recommendation", "agree"),
        ("heading", "Next"),
        ("list", "<ul><li>a list again</li></ul>"),
        ("recommendation", "that it be done"),
    ]


HEAD = '<thead><tr><th scope="col" class="n">Year</th><th scope="col" class="n">Crimes</th></tr></thead>'
BODY = '<tbody><tr><td class="n">2024</td><td class="n">1,200</td></tr><tr><td class="n">2025</td><td class="n">900</td></tr></tbody>'
ROWS = (row("2024", "1,200"), row("2025", "900"))


def test_a_table_with_a_marked_heading_row():
    assert blocks(table(row("Year", "Crimes", head=True), *ROWS)) == [("table", "", HEAD + BODY)]


def test_a_first_row_in_bold_or_of_a_style_that_shows_one_is_a_heading_row_and_it_is_said():
    by_hand = document(table(row(word.cell(para(bold("Year"))), word.cell(para(bold("Crimes")))), *ROWS))
    look = '<w:tblStyle w:val="Banded"/><w:tblLook w:firstRow="1"/>'
    by_style = document(table(row("Year", "Crimes"), *ROWS, more=look))
    for data in (by_hand, by_style):
        assert blocks(data) == [("table", "", HEAD + BODY)]
        assert told(data) == ["One table had no marked heading row; its first row, all in bold, was taken as one."]  # fmt: skip
    assert "<thead>" not in blocks(table(row("Year", "Crimes"), *ROWS))[0][2]


def test_joined_cells_row_names_totals_and_lists_in_cells():
    (made,) = blocks(
        table(
            row("Area", word.cell("Crimes", more='<w:gridSpan w:val="2"/>'), head=True),
            row(word.cell(para(bold("North")), more='<w:vMerge w:val="restart"/>'), "1", "2"),
            row(word.cell("", more="<w:vMerge/>"), "3", word.cell(point("x", of=2), point("y", of=2))),
            row(word.cell(para(bold("Total"))), "4", "5"),
        )
    )
    assert made[2] == (
        '<thead><tr><th scope="col">Area</th><th scope="colgroup" colspan="2">Crimes</th></tr></thead>'
        '<tbody><tr><td rowspan="2"><strong>North</strong></td><td class="n">1</td><td class="n">2</td></tr>'
        '<tr><td class="n">3</td><td><ul><li>x</li><li>y</li></ul></td></tr></tbody>'
        '<tfoot><tr><td><strong>Total</strong></td><td class="n">4</td><td class="n">5</td></tr></tfoot>'
    )


def test_a_first_column_in_bold_names_its_rows():
    (made,) = blocks(table(row("Area", "Crimes", head=True), row(word.cell(para(bold("North"))), "1"), row(word.cell(para(bold("South"))), "2")))  # fmt: skip
    assert '<th scope="row">North</th>' in made[2]


def test_a_frame_is_opened_an_empty_table_is_nothing_and_a_table_in_a_table_is_lines():
    data = document(
        table(row(word.cell(para("Framed"), para("words")))),
        table(row("", "")),
        table(row("a", "b", head=True), row(word.cell(table(row("x", "y"))), "c")),
    )
    assert [(kind, said) for kind, _, said in blocks(data)][:2] == [("paragraph", "Framed"), ("paragraph", "words")]  # fmt: skip
    assert "<td>x; y</td>" in blocks(data)[2][2]
    assert told(data) == ["One framed box was taken in as plain paragraphs.", "One table inside a table became lines of its cell."]  # fmt: skip


def test_captions_go_to_their_tables_and_figures_without_their_numbers():
    data = word.with_picture(
        para("Table ", field("SEQ Table", "1"), ": Crimes by year", style="Caption"),
        table(row("Year", "Crimes", head=True), *ROWS),
        para(word.shown(alt="A line that falls.")),
        para(bold("Figure 2 – The trend")),
        para("Table 1 shows that it falls."),
    )
    found = read(data, max_bytes=MOST)
    assert [(str(p.kind), p.caption, p.alt) for p in found.pieces] == [
        ("table", "Crimes by year", ""),
        ("figure", "The trend", "A line that falls."),
        ("paragraph", "", ""),
    ]
    assert found.changed == [
        "2 typed captions became the captions of their tables and figures, which are numbered by themselves.",
        "One reference is typed as words and was left as it is: check that it still leads where it should: “Table 1”.",
    ]


def test_pictures_are_encoded_again_and_keep_the_words_of_their_author():
    exif = Image.Exif()
    exif[0x013B] = "SECRETCAMERA"
    data = word.with_picture(
        para("In a line ", word.shown(alt="A map")), data=word.picture_bytes("JPEG", exif=exif)
    )
    found = read(data, max_bytes=MOST)
    (picture,) = found.shown.values()
    assert b"SECRETCAMERA" in word.picture_bytes("JPEG", exif=exif)
    assert b"SECRETCAMERA" not in picture.content
    assert [str(p.kind) for p in found.pieces] == ["paragraph", "figure"]
    with Image.open(io.BytesIO(picture.content)) as image:
        assert (image.format, image.size) == ("JPEG", (40, 30))


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("A map of the county", "A map of the county"),
        ("", ""),
        ("C:\\Users\\j.smith\\map.png", ""),
        ("image001.png", ""),
        ("A picture containing text\n\nDescription automatically generated", ""),
    ],
)
def test_a_text_alternative_is_a_persons_words(alt, kept):
    (figure,) = read(word.with_picture(para(word.shown(alt=alt))), max_bytes=MOST).pieces
    assert figure.alt == kept


def test_pictures_that_cannot_be_taken_are_named():
    data = word.with_picture(
        para("The trend:", word.shown()), para(word.shown(decorative=True)), para("a<w:r/>", "<w:r><w:drawing/></w:r>"),
        data=b"EMF", name="image1.emf",
    )  # fmt: skip
    assert told(data) == [
        "One picture stood in a line or a cell and follows it now as a figure.",
        "One picture was left out: it is no PNG or JPEG that can be read. Save it as one and add it as a figure: “The trend:”.",
        "One picture marked as decoration was left out.",
        "One drawing, chart or diagram was left out: paste it as a picture and add it as a figure: “a<w:r/>”.",
    ]


def test_footnotes_and_endnotes_stand_behind_what_refers_to_them():
    found = read_in(
        para("One", word.note_sign(2), " two", word.note_sign(3, "endnote"), " gone", word.note_sign(9)),
        para("Again", word.note_sign(2)),
        parts={"word/footnotes.xml": word.notes(n2="First note"), "word/endnotes.xml": word.notes("endnote", n3="Second")},
    )  # fmt: skip
    words, first, second, again = found.pieces
    assert [str(p.kind) for p in found.pieces] == ["paragraph", "note", "note", "paragraph"]
    assert clean(words.html, words.kind).html == (
        f'One<a data-ref="{first.id}">[note]</a> two<a data-ref="{second.id}">[note]</a> gone'
    )
    assert f'data-ref="{first.id}"' in again.html
    assert [clean(p.html, p.kind).html for p in (first, second)] == ["First note", "Second"]


def test_references_follow_their_targets_and_are_not_said_twice():
    found = read_in(
        para(bookmark("_Ref1", "Costs"), style="Heading1"),
        para("Table 1: Crimes", bookmark("_Ref2", ""), style="Caption"),
        table(row("Year", "Crimes", head=True), *ROWS),
        para("See section ", field("REF _Ref1 \\r \\h", "1"), ", ", field("REF _Ref2 \\h", "Table 1"), " and ", field("REF gone", "words")),
        para('<w:hyperlink w:anchor="_Ref1">', run("below"), "</w:hyperlink>"),
        para("on page ", field("PAGEREF _Ref1", "4")),
    )  # fmt: skip
    head, grid, words, link, _ = found.pieces
    assert words.html == f'See <a data-ref="{head.id}">1</a>, <a data-ref="{grid.id}">Table 1</a> and words'
    assert link.html == f'<a data-ref="{head.id}">below</a>'
    assert found.changed[1:] == [
        "3 cross-references follow what they refer to, in the portal’s words.",
        "One reference to a page was left as it is: pages are numbered anew in the pack: “on page 4”.",
        "One cross-reference led to nothing that has a number; its words were kept.",
    ]


def test_links_to_the_web_and_to_people_stay_and_others_lose_their_address():
    relations = [("rIdW", "hyperlink", "https://police.example/a?b=1&c", "External"), ("rIdF", "hyperlink", "file:///C:/secret.docx", "External")]  # fmt: skip
    data = document(
        para('<w:hyperlink r:id="rIdW">', run("web"), "</w:hyperlink>", '<w:hyperlink r:id="rIdF">', run("file"), "</w:hyperlink>"),
        para(field('HYPERLINK "mailto:a@b.example"', "mail"), field('HYPERLINK "javascript:alert(1)"', "bad")),
        relations=relations,
    )  # fmt: skip
    assert [said for _, _, said in blocks(data)] == [
        '<a href="https://police.example/a?b=1&amp;c">web</a>file',
        '<a href="mailto:a@b.example">mail</a>bad',
    ]
    assert "2 links were left out, their words kept: they were no web or e-mail addresses." in told(data)


def test_tracked_changes_are_accepted_comments_and_margins_go_and_all_of_it_is_said():
    data = document(
        para("kept", "<w:ins>", run(" added"), "</w:ins>", "<w:del><w:r><w:delText>STRUCK</w:delText></w:r></w:del>"),
        para("join", more="<w:rPr><w:del/></w:rPr>"), para("ed"),
        para("commented", '<w:r><w:commentReference w:id="1"/></w:r>'),
        parts={
            "word/comments.xml": f'<w:comments {word.SPACES}><w:comment w:author="SECRET">{para("REMARK")}</w:comment></w:comments>',
            "word/header1.xml": f"<w:hdr {word.SPACES}>{para('DRAFT')}</w:hdr>",
            "docProps/core.xml": "<x/>",
        },
        relations=[("rIdH", "header", "header1.xml", "")],
    )  # fmt: skip
    assert [said for _, _, said in blocks(data)] == ["kept added", "joined", "commented"]
    assert told(data) == [
        "2 tracked changes were accepted: what they added is in, what they struck out is gone.",
        "One comment was left out.",
        "The header, footer or page numbers were left out: the pack prints its own.",
        "The names and dates in the file’s properties were left out.",
    ]
    assert not [word for word in ("STRUCK", "REMARK", "SECRET") if word in str(read(data, max_bytes=MOST))]


def test_contents_lists_titles_and_empty_form_fields_go():
    data = document(
        para("The report", style="Title"),
        para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', "1 Costs 4", style="TOC1"),
        para("2 More 5"), para('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + para("Click here to enter text") + "</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" + para("Filled in") + "</w:sdtContent></w:sdt>",
    )  # fmt: skip
    assert blocks(data) == [("paragraph", "", "Filled in")]
    assert told(data) == [
        "The title at the top was left out: the cover carries the paper’s title.",
        "The table of contents was left out: the portal makes its own.",
        "One unfilled form field was left out.",
    ]


def test_a_text_box_comes_in_once_and_an_equation_as_words():
    data = document(
        para("Before", word.box(para("Boxed"))), para("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>")
    )
    assert [said for _, _, said in blocks(data)] == ["Before", "Boxed", "a=b"]
    assert told(data) == [
        "One text box was taken into the text where it was anchored.",
        "One equation became plain words: check it: “a=b”.",
    ]


def test_the_strict_spelling_of_the_standard_reads_alike():
    data = document(heading("One"), point("a"), table(row("Year", "Crimes", head=True), *ROWS))
    strict = data  # rewritten part by part below
    parts = word.unpacked(strict)
    swapped = {
        name: body.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, body in parts.items()
    }  # fmt: skip
    assert blocks(word.packed(swapped)) == blocks(data)
