"""What is recognised in old minutes from Word; nothing is dropped, nothing added, and what is not certain is told."""

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from pcc_portal.meetings.importing import checks, reading, telling
from pcc_portal.meetings.importing.sentences import said_in
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.writing.importing import verbatim
from pcc_portal.writing.importing.refusing import Refused
from tests.factories import minuted, word
from tests.factories.word import bold, cell, heading, para, point, row, table

EXAMPLES = {"full": 1_000, "tenth": 100}.get(os.environ.get("PORTAL_EXAMPLES", ""), 100)


def read(data):
    said = verbatim.read(data, max_bytes=minuted.MOST)
    found = reading.read(said.rows)
    told = telling.told(found.lines, [*found.findings, *checks.of(found, said.counts)])
    return found, told


def checked(data):
    return {finding["check"] for finding in read(data)[1]["findings"]}


def letters(words):
    """Every character that is not a space."""
    return "".join(words.split())


def test_the_minutes_of_a_panel_are_recognised():
    found, told = read(minuted.panel())
    assert found.held_on == date(2023, 9, 21)
    assert [(r["name"], r["organisation"], r["status"]) for r in told["attendance"]] == [
        ("Councillor Margaret Ashdown", "Kingsmere City Council", "present"),
        ("Councillor Dilip Raman", "Northbrook Borough Council", "present"),
        ("Councillor Aisha Karim", "", "present"),
        ("Mr Kwame Boateng", "independent member", "present"),
        ("Eleanor Whitcombe", "Police and Crime Commissioner", "present"),
        ("Ruth Adeyemi", "Chief Executive", "present"),
        ("Councillor Herrick", "", "apologies"),
        ("Councillor Maddox", "", "apologies"),
    ]
    assert [(s["number"], s["title"]) for s in told["sections"]] == [
        ("1", "General"),
        ("(1)", "Apologies"),
        ("(2)", "Disclosures of pecuniary and non-pecuniary interests"),
        ("(3)", "Minutes of the previous meeting"),
        ("2", "Report of the Commissioner"),
        ("3", "Urgent items"),
    ]
    assert told["motions"] == [
        {"text": "the report be noted", "mover": "Councillor Raman", "seconder": "Mr Boateng", "outcome": "carried unanimously"}
    ]  # fmt: skip
    assert [r["text"] for r in told["resolutions"]] == [
        "That the minutes of the meeting held on 22 June 2023 be confirmed and signed by the Chair.",
        "Notes the report.",
        "Asks for a section on anti-social behaviour in every report.",
    ]
    assert [(q["by"], q["text"]) for q in told["questions"]] == [
        ("Councillor Karim", "In response to a question from Councillor Karim about calls to 101,"),
        ("Mr Boateng", "Mr Boateng asked whether overtime was under control."),
    ]
    assert [a["by"] for a in told["answers"]] == ["the Commissioner", "The Chief Executive"]
    assert told["promises"] == [
        {"by": "The Chief Executive", "text": "The Chief Executive undertook to explain the method by 1 November 2023.", "due": "2023-11-01"}
    ]  # fmt: skip
    assert told["interests"] == [
        {
            "who": "Councillor Raman",
            "kind": "non_pecuniary",
            "item": "2",
            "matter": "as the trustee of a charity",
        }
    ]
    assert told["times"] == {"rose": "15:30"}


def test_every_character_is_there_in_order_and_no_other():
    said = [
        *(para(words) for words in ("Front.", "Minutes held on 3 March 2024")),
        heading("1. First"),
        para("A\tparagraph  that “fits” nowhere ", bold("and is bold")),
        table(
            row("Reference", "Discussion", "Action"), row("01", cell("One.", table(row("in", "ner"))), "AB")
        ),
        point("a point"),
        para("שלום עולם and\u200b more"),
    ]
    found, _ = read(word.document(*said))
    wanted = "Front.Minutes held on 3 March 20241. FirstA paragraph that “fits” nowhere and is bold ReferenceDiscussionAction01One.innerABa pointשלום עולם and\u200b more"  # fmt: skip
    assert letters("".join(line.text for line in found.lines)) == letters(wanted)


def test_random_files_come_back_character_for_character():
    chance = random.Random(20)
    pieces = [
        "Resolved: That the Panel notes it.", "Councillor Bell moved, and Mr Carr seconded, that it be so.", "1. Title", "(2) Part",
        "In response to Councillor Bell, the Chair said that it was. She undertook to write.", "None.", "The meeting rose at 3pm", "…",
        "Present", "Apologies", "Cllr A. Bell (AB)", "12/11/2023", "ñandú ß Æ 漢字", "That the Panel:", "Councillor X asked whether", "::", "1.1 x",
    ]  # fmt: skip
    for _ in range(EXAMPLES):
        words = [chance.choice(pieces) for _ in range(chance.randint(1, 25))]
        body = [
            heading(w) if chance.random() < 0.2 else table(row(w, "x")) if chance.random() < 0.1 else para(w)
            for w in words
        ]
        rows = verbatim.read(word.document(*body), max_bytes=minuted.MOST).rows
        found = reading.read(rows)
        assert [line.text for line in found.lines] == [one.text for one in rows]
        for line in found.lines:
            cut = [part[0] for part in line.parts]
            assert cut == sorted(set(cut))
            assert not cut or (cut[0], cut[-1] < len(line.text)) == (0, True)


@pytest.mark.parametrize(
    ("words", "mover", "seconder", "text", "outcome"),
    [
        ("It was moved by Councillor Bell, seconded by Mr Carr, that the plan be noted. The motion was lost by 3 votes to 5.", "Councillor Bell", "Mr Carr", "the plan be noted", "lost by 5 votes to 3"),
        ("Councillor Ann Bell proposed, and Councillor Carr seconded, that the plan be noted and this was agreed unanimously.", "Councillor Ann Bell", "Councillor Carr", "the plan be noted and this was agreed unanimously", ""),
        ("Moved by: Cllr Bell; Seconded by: Cllr Carr.", "Cllr Bell", "Cllr Carr", "", ""),
        ("The Vice-Chair moved that the report approved in June be noted. This was seconded by Mrs Dent and agreed.", "The Vice-Chair", "", "the report approved in June be noted", "carried"),
        ("It was proposed by the Chair and seconded by Councillor Carr that the plan be accepted. It was withdrawn.", "the Chair", "Councillor Carr", "the plan be accepted", "withdrawn"),
        ("Councillor Bell moved that the plan be noted, seconded by Councillor Carr. On being put to the vote it was carried, 6 in favour and 2 against.", "Councillor Bell", "Councillor Carr", "the plan be noted", "carried by 6 votes to 2"),
    ],
)  # fmt: skip
def test_motions_in_the_words_that_minutes_use(words, mover, seconder, text, outcome):
    said = said_in(words, after=None)
    assert said.role == LineRole.MOTION
    assert (said.facts["mover"], said.facts["seconder"], said.facts["text"], telling.outcome(said.facts)) == (
        mover,
        seconder,
        text,
        outcome,
    )


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("RESOLVED – That the report be noted", LineRole.RESOLUTION),
        ("It was resolved that a letter be sent.", LineRole.RESOLUTION),
        ("Resolved that the Panel:", LineRole.RESOLVED),
        ("Resolution", LineRole.RESOLVED),
        ("Resolved complaints were falling.", LineRole.TEXT),
        ("The Panel noted the dates.", LineRole.NOTED),
        ("There were no urgent items.", LineRole.NONE),
        ("The Commissioner would send a list.", LineRole.TEXT),
        ("The Commissioner undertook to send a list.", LineRole.PROMISE),
        ("Councillor Bell asked that a list be sent.", LineRole.TEXT),
        ("Councillor Bell asked how it was counted.", LineRole.QUESTION),
        ("It was moved on.", LineRole.TEXT),
    ],
)
def test_a_paragraph_is_what_its_words_say_and_nothing_more(words, role):
    assert said_in(words, after=None).role == role


def test_what_only_reads_like_a_promise_or_a_resolution_is_told_and_left():
    checks_of = {words: [check for check, _ in said_in(words, after=None).doubts] for words in (
        "The Commissioner agreed to send a list.", "It was agreed that a list be sent.", "She undertook to send a list.",
        "In response to Councillor Bell it was said that it was so.",
    )}  # fmt: skip
    assert list(checks_of.values()) == [
        ["reads-like-a-promise"], ["reads-like-a-resolution"], ["promise-owner-not-named"], ["answer-not-clear"],
    ]  # fmt: skip


def test_after_the_public_is_excluded_all_is_exempt_but_when_the_meeting_rose():
    body = [
        *minuted.front(), heading("1. Exempt information"),
        para("It was moved by the Chair, seconded by Councillor Raman, and resolved: That members of the public be excluded from the meeting."),
        heading("2. A complaint by Mr Penn"), para("The Panel considered it."), para("The meeting rose at 4pm."),
    ]  # fmt: skip
    found, told = read(word.document(*body))
    assert [line.text[:10] for line in found.lines if line.is_exempt] == ["2. A compl", "The Panel "]
    assert [(m["outcome"], m["mover"]) for m in told["motions"]] == [("carried", "the Chair")]
    assert len(told["resolutions"]) == 1


def test_without_headings_numbers_make_the_items_and_points_of_a_resolution_do_not():
    body = [
        *minuted.front(), para("1. Apologies"), para("None."), para("2. Report"), para("Resolved"), para("That the Panel:"),
        para("1. Notes the report;"), para("2. Thanks the Commissioner."), para("3. Dates"), para("They were noted."),
    ]  # fmt: skip
    _, told = read(word.document(*body))
    assert [s["title"] for s in told["sections"]] == ["Apologies", "Report", "Dates"]
    assert [r["text"] for r in told["resolutions"]] == ["Notes the report;", "Thanks the Commissioner."]


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ([para("Only words."), para("More words.")], "no-headings"),
        ([para("Only words.")], "no-date"),
        ([para("Only words.")], "no-attendance"),
        ([*minuted.front(), heading("1. One"), heading("1. Other")], "duplicate-number"),
        ([*minuted.front(), heading("1. One"), para("and\u202e more")], "unseen-characters"),
        ([*minuted.front(), heading("1. One"), para("שלום עולם")], "right-to-left"),
        ([*minuted.front(), heading("1. One"), table(row(cell("a", more='<w:gridSpan w:val="2"/>')), row("b", "c"))], "merged-cells"),
        ([*minuted.front(), heading("1. One"), "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"], "tracked-changes"),
        ([*minuted.front(), heading("1. One"), para("Councillor Stone moved, and Mr Boateng seconded, that it be so.")], "mover-not-present"),
        ([*minuted.front(), heading("1. One"), para("Councillor Raman moved, and Councillor Raman seconded, that it be so.")], "moved-and-seconded-by-one"),
        ([*minuted.front(), heading("1. One"), para("Councillor Rahman said that it was so.")], "name-spelt-two-ways"),
        ([*minuted.front(), heading("1. One"), para("Date of next meeting: 3 January 2022")], "next-meeting-before-this"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_line_and_the_text_is_kept(body, check):
    data = word.document(*body)
    assert check in checked(data)
    found, _ = read(data)
    assert len(found.lines) == len(verbatim.read(data, max_bytes=minuted.MOST).rows)


def test_tracked_changes_are_accepted():
    said = "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    found, _ = read(word.document(heading("1. One"), said))
    assert [line.text for line in found.lines] == ["1. One", "new"]


def test_a_file_with_nothing_in_it_is_refused_in_words():
    with pytest.raises(Refused, match="nothing to bring in"):
        verbatim.read(word.document(para("  ")), max_bytes=minuted.MOST)


def board():
    """Minutes of a Board: three columns, initials, no names."""
    return word.document(
        para("GOVERNANCE AND PERFORMANCE BOARD – OPEN MINUTES"),
        para("Tuesday 6 December 2022"),
        table(row("OPCC attendees", "PCC, DPCC, PR"), row("Force attendees", "DT, SR"), row("Apologies", "SA")),
        para("Date of next meeting: 3 January 2022"),
        para("Actions and Matters Arising"),
        table(row("Reference", "Discussion", "Action"), row("01.06/12/2022", "The minutes were agreed.", ""), row("02.06/12/2022", "BS advised that it was so.", "BS to find the number")),
        para("Performance"),
        table(row("Reference", "Discussion", "Action"), row("02.06/12/2022", cell("Burglary", "It fell."), "")),
    )  # fmt: skip


def test_the_minutes_of_a_board_are_read_by_their_columns():
    found, told = read(board())
    assert found.held_on == date(2022, 12, 6)
    assert [(r["initials"], r["organisation"], r["status"]) for r in told["attendance"]] == [
        ("PCC", "OPCC", "present"), ("DPCC", "OPCC", "present"), ("PR", "OPCC", "present"),
        ("DT", "Force", "present"), ("SR", "Force", "present"), ("SA", "", "apologies"),
    ]  # fmt: skip
    assert told["sections"] == [
        {"number": "", "title": "Actions and Matters Arising", "rows": [
            {"reference": "01.06/12/2022", "text": "The minutes were agreed.", "action": ""},
            {"reference": "02.06/12/2022", "text": "BS advised that it was so.", "action": "BS to find the number"},
        ]},
        {"number": "", "title": "Performance", "rows": [{"reference": "02.06/12/2022", "text": "Burglary\nIt fell.", "action": ""}]},
    ]  # fmt: skip
    assert {f["check"] for f in told["findings"]} == {
        "duplicate-number", "owner-not-present", "unexplained-initials", "next-meeting-before-this",
    }  # fmt: skip


def test_the_minutes_of_another_council_in_bold_and_capitals():
    body = [
        para(bold("WESSHIRE POLICE AND CRIME PANEL")), para("Minutes of the meeting held on Thursday 21 September 2023 at County Hall at 10.30 am"),
        para(bold("PRESENT:")), para("Councillor Ann Bell (Chair)"), para("Councillors John Carr, Mia Dent, and Omar Frost"), para("Mr Paul Grey and Mrs Sue Hall (Co-opted Members)"),
        para(bold("ALSO IN ATTENDANCE:")), para("Ivan Jarvis – Police and Crime Commissioner"), para("Kate Lowe – Chief Executive, OPCC"),
        para(bold("12. APOLOGIES FOR ABSENCE")), para("Apologies for absence were received from Councillor Ned Orme (Westown Borough Council) and Ms Pia Quill."),
        para(bold("13. PRECEPT")), para("It was moved by Councillor Carr, seconded by Mr Grey and RESOLVED UNANIMOUSLY that:"), para("(a) the precept be supported; and"), para("(b) a report be made."),
        para("The meeting closed at 12.15 pm."), para("Chairman"),
    ]  # fmt: skip
    found, told = read(word.document(*body))
    assert [(r["name"], r["organisation"], r["status"]) for r in told["attendance"]] == [
        ("Councillor Ann Bell", "", "present"), ("Councillor John Carr", "", "present"), ("Councillor Mia Dent", "", "present"),
        ("Councillor Omar Frost", "", "present"), ("Mr Paul Grey", "", "present"), ("Mrs Sue Hall", "Co-opted Members", "present"),
        ("Ivan Jarvis", "Police and Crime Commissioner", "present"), ("Kate Lowe", "Chief Executive, OPCC", "present"),
        ("Councillor Ned Orme", "Westown Borough Council", "apologies"), ("Ms Pia Quill", "", "apologies"),
    ]  # fmt: skip
    assert [(s["number"], s["title"]) for s in told["sections"]] == [
        ("12", "APOLOGIES FOR ABSENCE"),
        ("13", "PRECEPT"),
    ]
    assert told["motions"] == [
        {"text": "the precept be supported; and\na report be made.", "mover": "Councillor Carr", "seconder": "Mr Grey", "outcome": "carried unanimously"}
    ]  # fmt: skip
    assert [r["text"] for r in told["resolutions"]] == ["the precept be supported; and", "a report be made."]
    assert (told["closing"], found.lines[1].facts["at"]) == (["Chairman"], "10:30")


def test_attendance_in_tables_and_motions_line_by_line():
    body = [
        para("Minutes – 21/09/2023"),
        table(row("Present", "Organisation", "Initials"), row("Cllr Ann Bell (Chair)", "Westown Borough Council", "AB"), row("Cllr Ned Orme", "Northam", "Apologies")),
        table(row("In attendance", "Ivan Jarvis (PCC), Kate Lowe (OPCC Chief Executive)")),
        heading("1 Questions"), para("Q1. Cllr Bell asked whether response times had improved."), para("A1. The Commissioner replied that they had."),
        para("Proposed: Cllr Bell"), para("Seconded: Cllr Orme"),
    ]  # fmt: skip
    found, told = read(word.document(*body))
    assert (found.held_on, [(r["name"], r["initials"], r["organisation"], r["status"]) for r in told["attendance"]]) == (
        date(2023, 9, 21),
        [
            ("Cllr Ann Bell", "AB", "Westown Borough Council", "present"), ("Cllr Ned Orme", "", "Northam", "apologies"),
            ("Ivan Jarvis", "PCC", "", "present"), ("Kate Lowe", "", "OPCC Chief Executive", "present"),
        ],
    )  # fmt: skip
    assert [(m["mover"], m["seconder"]) for m in told["motions"]] == [("Cllr Bell", "Cllr Orme")]
    assert ([q["by"] for q in told["questions"]], [a["by"] for a in told["answers"]]) == (
        ["Cllr Bell"],
        ["The Commissioner"],
    )


FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts" / "panel_2023_11_22.yaml"


@pytest.mark.skipif(not FACTS.exists(), reason="the shapes of real minutes are not beside this folder")
def test_the_shape_of_real_minutes_is_read():
    """The agenda of a real meeting, as headings: each of its thirteen lines is an item or a part."""
    titles = [line for line in FACTS.read_text().splitlines() if line.strip().startswith("- {num:")]
    body = [*minuted.front("22 November 2023")]
    for line in titles:
        number, title = (
            line.split('num: "')[1].split('"')[0],
            line.split("title: ")[1].split(",")[0].rstrip("}"),
        )
        body += [heading(f"{number} {title}", 2 if "(" in number else 1), para("It was considered.")]
    _, told = read(word.document(*body))
    assert len(told["sections"]) == len(titles) == 13


def test_what_is_told_can_be_written_as_json():
    assert json.loads(json.dumps(read(minuted.panel())[1]))["sections"]
