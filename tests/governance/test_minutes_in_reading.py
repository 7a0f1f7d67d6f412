"""Old minutes of the Board from Word: what is read in their table form, and what is said of files of another form."""

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from pcc_portal.writing.importing.refusing import Refused
from tests.factories import gpb, meetings, minuted
from tests.factories.word import bold, cell, document, heading, para, row, table

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(os.environ.get("PORTAL_FACTS", ROOT.parent / "shared" / "facts")) / "gpb_2022_12_06.yaml"
EXAMPLES = {"full": 300, "tenth": 30}.get(os.environ.get("PORTAL_EXAMPLES", ""), 30)


@pytest.fixture
def body(db):
    return meetings.body("gpb")


@pytest.fixture
def told(body):
    return gpb.taken(gpb.minutes(), body).told()


def checks(told):
    return [finding["check"] for finding in told["findings"]]


def rows(told, title):
    return next(section["rows"] for section in told["sections"] if section["title"] == title)


@pytest.mark.parametrize("people", [gpb.front, gpb.listed], ids=["in a table", "in lines"])
def test_who_was_there_by_organisation_with_their_letters(body, people):
    told = gpb.taken(gpb.minutes(people=people), body).told()
    there = [(one["initials"], one["organisation"], one["status"]) for one in told["attendance"]]
    opcc, force = [(letters, "OPCC", "present") for letters in gpb.OPCC], [(one.split()[0], "Force", "present") for one in gpb.FORCE]  # fmt: skip
    assert there[:9] == opcc + force
    assert ("SA", "OPCC", "apologies") in there
    assert len(there) == 11
    assert (told["chair"], told["minute_taker"], told["next_meeting"]) == ("PCC", "IF", "2022-01-03")
    joined = {one["initials"]: one["joined"] for one in told["attendance"] if one["joined"]}
    assert joined == {"AH": "Establishment Details"}
    assert told["approvals"] == [
        {"party": "Commissioner", "on": "2023-01-03"},
        {"party": "Chief Constable", "on": "2023-01-03"},
    ]


def test_sections_rows_references_sub_headings_and_actions(told):
    assert [section["title"] for section in told["sections"]] == [
        "Actions and Matters Arising", "Performance", "Empower People", "Establishment Details", "Finance", "Any Other Business",
    ]  # fmt: skip
    assert [one["reference"] for section in told["sections"] for one in section["rows"] if one["reference"]] == ["01.06/12/2022"]  # fmt: skip
    assert [one["topic"] for one in rows(told, "Performance")] == [
        "Total Recorded Crime", "Vehicle Crime", "Domestic Abuse", "Digital Services", "Police Staff Sickness",
    ]  # fmt: skip
    assert rows(told, "Performance")[1]["text"].split("\n")[1:4] == ["Two things stood out:", "thefts of vans", "thefts from vans"]  # fmt: skip
    assert [one["action"] for one in rows(told, "Performance") if one["action"]] == [gpb.ACTION]
    assert told["actions"] == [{"text": gpb.ACTION, "owners": ["BS"], "owner": None, "due": None}]


def test_what_the_proof_reader_finds_is_told_with_it(told):
    found = checks(told)
    assert found.count("undertaking-without-action") == len(gpb.UNDERTAKEN) == 9
    assert {
        "next-meeting-before-this", "owner-not-present", "unexplained-initials", "impossible-period", "row-without-reference", "action-not-certain",
    } <= set(found)  # fmt: skip
    assert len({(one["check"], one["where"], one["message"]) for one in told["findings"]}) == len(found)


@pytest.mark.skipif(
    not FACTS.exists(), reason="the facts of a real meeting of a Board are not beside this folder"
)
def test_the_facts_of_a_real_meeting_come_out_as_they_went_in(body):
    facts = pytest.importorskip("yaml").safe_load(FACTS.read_text())
    told = gpb.taken(gpb.of_facts(facts), body).told()
    assert told["meeting"] == {"body": "gpb", "date": facts["date"].isoformat()}
    for side, name in (("opcc", "OPCC"), ("force", "Force")):
        wanted = [one["initials"] for one in facts["attendees"][side]]
        listed = [
            one for one in told["attendance"] if one["organisation"] == name and one["status"] == "present"
        ]
        assert [one["initials"] for one in listed if one["office"] != "minute-taker"] == wanted
    assert [one["initials"] for one in told["attendance"] if one["status"] == "apologies"] == facts[
        "apologies"
    ]["opcc"]
    assert told["minute_taker"] == facts["minute_taker"]
    late = {one["initials"]: one["joined"] for one in told["attendance"] if one["joined"]}
    assert late == {
        one["initials"]: one["joined_for"] for one in facts["attendees"]["force"] if "joined_for" in one
    }
    assert [section["title"] for section in told["sections"]] == [one["title"] for one in facts["sections"]]
    assert len(told["sections"]) == 6
    assert [one["owners"] for one in told["actions"]] == [
        [one["owner"]] for one in facts["action_column_entries"]
    ]
    found = checks(told)
    assert (
        found.count("undertaking-without-action") == len(facts["implied_actions_not_in_action_column"]) == 9
    )
    assert found.count("next-meeting-before-this") == 1
    assert [one["on"] for one in told["approvals"]] == [
        one["approved_on"].isoformat() for one in facts["approval"]
    ]
    written = json.dumps(told, ensure_ascii=False)
    assert all(f"{entry}." in written for one in facts["sections"] for entry in one["entries"])


OTHER_FORMS = [
    ("four columns", gpb.section("Performance", ("01.06/12/2022", "Burglary fell.", "JC to write", "Amber"), head=(*gpb.HEAD, "RAG")), "column-not-known", ["Burglary fell.\nAmber"]),
    ("a column of days", gpb.section("Performance", ("01.06/12/2022", "Burglary fell.", "JC to write", "20/12/2022"), head=(*gpb.HEAD, "Due date")), "row-without-reference", ["Burglary fell."]),
    ("two columns", gpb.section("Performance", ("Burglary fell.", "JC to write"), head=("Discussion", "Action")), "", ["Burglary fell."]),
    ("no column of actions", gpb.section("Performance", ("01.06/12/2022", "Burglary fell."), head=("Reference", "Discussion")), "no-action-column", ["Burglary fell."]),
    ("no table", [heading("Performance"), para("Burglary fell."), heading("Finance"), para("Robbery did not.")], "no-table", ["Burglary fell.", "Robbery did not."]),
    ("neither table nor title", [para("Burglary fell."), para("Robbery did not.")], "no-headings", ["Burglary fell.", "Robbery did not."]),
    ("one reference twice", gpb.section("Performance", ("01.06/12/2022", "One.", ""), ("01.06/12/2022", "Two.", "")), "duplicate-number", ["One.", "Two."]),
    ("a reference of another day", gpb.section("Performance", ("01.01/11/2022", "One.", "")), "reference-of-another-day", ["One."]),
    ("no head", [*gpb.section("One", ("01.06/12/2022", "A.", "")), *gpb.section("Two", ("02.06/12/2022", "B.", "JC to go"), head=())], "", ["A.", "B."]),
    ("one table for all", [table(row(*gpb.HEAD, head=True), row(cell("Performance", more='<w:gridSpan w:val="3"/>')), row("01.06/12/2022", "A.", ""), row(cell("Finance", more='<w:gridSpan w:val="3"/>')), row("02.06/12/2022", "B.", ""))], "merged-cells", ["A.", "B."]),
    ("a sub-heading across the table", [para(bold("Performance")), table(row(*gpb.HEAD, head=True), row(cell("Vehicle crime", more='<w:gridSpan w:val="3"/>')), row("01.06/12/2022", "A.", ""))], "merged-cells", ["A."]),
    ("the closed part", [para("CLOSED MINUTES"), *gpb.section("One", ("01.06/12/2022", "A.", ""))], "closed-minutes", ["A."]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "own", "check", "texts"), OTHER_FORMS, ids=[one[0] for one in OTHER_FORMS])
def test_another_form_is_read_and_what_is_odd_is_said_in_words(body, name, own, check, texts):
    front = gpb.front()
    if name == "the closed part":
        front, own = [own[0], *(one for one in front if "OPEN" not in one)], own[1:]
    told = gpb.taken(document(*front, *own), body).told()
    assert [one["text"] for section in told["sections"] for one in section["rows"]] == texts
    if check and check != "row-without-reference":
        assert check in checks(told)


def test_a_sub_heading_across_the_table_and_one_table_for_all_are_told_apart(body):
    across = next(one for one in OTHER_FORMS if one[0] == "one table for all")[1]
    told = gpb.taken(document(*gpb.front(), *across), body).told()
    assert [section["title"] for section in told["sections"]] == ["Performance", "Finance"]
    below = next(one for one in OTHER_FORMS if one[0] == "a sub-heading across the table")[1]
    told = gpb.taken(document(*gpb.front(), *below), body).told()
    assert [(one["topic"], one["reference"]) for one in rows(told, "Performance")] == [
        ("Vehicle crime", "01.06/12/2022")
    ]


def test_the_day_of_a_column_is_that_of_its_action(body):
    own = next(one for one in OTHER_FORMS if one[0] == "a column of days")[1]
    told = gpb.taken(document(*gpb.front(), *own), body).told()
    assert rows(told, "Performance")[0]["action"] == "JC to write\n20/12/2022"


def test_minutes_of_the_other_body_are_refused_in_words(body):
    with pytest.raises(
        Refused, match=r"these are minutes of the Panel, and not of the Board\. Bring them in under the Panel"
    ):
        gpb.taken(minuted.panel(), body)
    with pytest.raises(Refused, match="these are minutes of the Board, and not of the Panel"):
        minuted.taken(gpb.minutes(), meetings.body("pcp"))


def test_a_title_of_the_other_body_over_the_right_form_is_told_and_read(body):
    front = [para("Police and Crime Panel"), para(gpb.DAY), para("Attendees"), para("JC")]
    told = gpb.taken(document(*front, *gpb.section("One", ("01.06/12/2022", "A.", ""))), body).told()
    assert "other-body" in checks(told)


def letters(words):
    return "".join(words.split())


def test_every_paragraph_of_a_file_dealt_at_random_is_a_line_and_in_what_is_told(body):
    deal = random.Random(5)
    for _ in range(EXAMPLES):
        dealt = list(_dealt(deal))
        taken = gpb.taken(document(*gpb.front(), *dealt), body)
        told = json.dumps(taken.told(), ensure_ascii=False)
        for line in taken.lines:
            if line.role not in {"front", "attendance", "head", "closing"}:
                assert json.dumps(line.text, ensure_ascii=False)[1:-1] in told, line.text
        assert [line.position for line in taken.lines] == list(range(len(taken.lines)))


def _dealt(deal):
    """Sections with tables of two to five columns, with and without a head, and paragraphs between them."""
    count = iter(range(10_000))
    for _ in range(deal.randint(1, 4)):
        yield para(bold(f"Section {next(count)}"))
        for _ in range(deal.randint(0, 2)):
            width = deal.randint(1, 5)
            head = [*gpb.HEAD, "Status", "Due"][:width]
            lines = [tuple(_words(deal, count) for _ in range(width)) for _ in range(deal.randint(1, 4))]
            yield table(
                *([row(*head, head=True)] if deal.random() < 0.7 else []), *[row(*line) for line in lines]
            )
            if deal.random() < 0.5:
                yield para(_sentence(deal, count))


def _words(deal, count):
    kind = deal.randint(0, 4)
    if kind == 0:
        return cell(para(bold(f"Topic {next(count)}")), para(_sentence(deal, count)))
    if kind == 1:
        return f"{next(count):02}.06/12/2022"
    return ["", _sentence(deal, count), f"JC to see to {next(count)}"][kind - 2]


def _sentence(deal, count):
    return f"{deal.choice(['SR said', 'It was resolved', 'The next meeting is', 'CM asked'])} that {next(count)} fell."


def test_a_meeting_date_that_is_nowhere_is_told(body):
    told = gpb.taken(gpb.minutes("no day"), body).told()
    assert told["meeting"]["date"] is None
    assert "no-date" in checks(told)


def test_what_is_due_is_read_from_the_words_of_an_action(body):
    own = gpb.section("One", ("01.06/12/2022", "A.", "JC to write by 20 December 2022"))
    told = gpb.taken(document(*gpb.front(), *own), body).told()
    assert told["actions"][0]["due"] == date(2022, 12, 20).isoformat()
