"""The proof-reader at a terminal: the JSON of the contract, words for people, and a refusal that says why."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import word
from tests.factories.proof import board, discussed
from tests.factories.word import heading, para


def run(tmp_path, data, *more):
    """What the command prints, and what it says when it refuses."""
    path = tmp_path / "text.docx"
    path.write_bytes(data)
    out = io.StringIO()
    try:
        call_command("proofread", str(path), *more, stdout=out)
    except CommandError as refusal:
        return out.getvalue(), str(refusal)
    return out.getvalue(), ""


def minutes():
    rows = discussed(("01.06/12/2022", "Champions were spoken of.", "BX to tell CM how many there are"))
    return word.document(*board(heading("Performance"), rows, next_meeting="3 January 2022"))


def test_it_prints_the_json_alone(tmp_path):
    printed, refusal = run(tmp_path, minutes(), "--kind", "board_minutes", "--json")
    found = json.loads(printed)["findings"]
    assert refusal == ""
    assert {"check", "row", "where", "quote", "message"} <= found[0].keys()
    said = {(one["check"], one["row"]) for one in found}
    assert said == {
        ("next-meeting-before-this", "D1"),
        ("owner-not-present", "D2"),
        ("unexplained-initials", "D3"),
    }


def test_what_a_text_is_shows_at_its_beginning(tmp_path):
    told = {
        "board_minutes": minutes(),
        "letter": word.document(para("16 April 2018"), para("Dear Home Secretary")),
        "plan": word.document(para("Police and Crime Plan 2021-2025")),
        "report": word.document(para("Report of the Commissioner"), para("Words.")),
        "panel_minutes": word.document(
            para("Minutes of the Police and Crime Panel held on 1 June 2023 at 2pm"),
            para("Present"),
            para("Councillor Ann Bell"),
        ),
    }
    assert {json.loads(run(tmp_path, data, "--json")[0])["kind"]: name for name, data in told.items()} == {
        name: name for name in told
    }


def test_for_people_it_prints_lines(tmp_path):
    printed, _ = run(tmp_path, word.document(heading("Finance"), para("There were two in Q7.")))
    assert printed.splitlines() == [
        "Read as report: 1 to look at.",
        "- “Finance”, “There were two in Q7.”: There is no Q7: a year has four quarters. [impossible-period]",
        "  “There were two in Q7.”",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "This file is empty."), (b"%PDF-1.7 ", "This file is not a Word document"), (b"PK\x03\x04", "This Word file is damaged")],
    ids=["empty", "no word file", "damaged"],
)  # fmt: skip
def test_it_says_why_it_takes_no_file(tmp_path, data, why):
    printed, refusal = run(tmp_path, data, "--json")
    assert refusal.startswith(why)
    assert json.loads(printed)["findings"][0] == {
        "check": "file-refused",
        "row": "",
        "where": "the file",
        "quote": "",
        "message": refusal,
        "severity": "error",
    }


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("proofread", str(tmp_path / "none.docx"))
