"""The list in docs/checks.md is the registry's; what is registered twice is registered alike; cost grows with the text alone."""

import os
import random
import re
import sys
from pathlib import Path

import pytest

from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.proofing import NAMES, Document, Kind, check, proofread
from tests.factories import proof
from tests.factories.word import para

DOCS = Path(__file__).resolve().parents[3] / "docs" / "checks.md"
EXAMPLES = {"full": 300, "tenth": 30}.get(os.environ.get("PORTAL_EXAMPLES", ""), 30)


def listed():
    """Each row of the proof-reader's table: its name, what it answers, whether it is a warning."""
    section = DOCS.read_text(encoding="utf-8").split("## The proof-reader")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return {row[0].strip("`"): (row[1].strip(), row[2].strip()) for row in rows}


def test_every_check_is_in_the_list_and_no_other():
    assert listed().keys() == NAMES.keys()


def test_the_list_says_which_irregularity_and_whether_it_warns():
    said = {
        name: (rows.split(", ")[0] if rows != "–" else "", weight)
        for name, (rows, weight) in listed().items()
    }
    assert said == {name: (one.row, "warning" if one.warns else "error") for name, one in NAMES.items()}


def test_names_are_words_with_hyphens():
    assert [name for name in NAMES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_a_name_that_is_registered_twice_must_mean_the_same():
    with pytest.raises(ValueError, match="registered twice"):
        check("sum-of-parts", row="Z9")(lambda document: iter(()))


def test_a_check_reads_the_texts_of_its_kinds_alone():
    words = para("The Chief Constable leads his officers.")
    assert "pronoun-of-office" in proof.names(words, kind="plan")
    assert "pronoun-of-office" not in proof.names(words, kind="letter")


WORDS = re.split(" ", "the force said that £2.4m, 403 offences (-2.2%) and Q7 in 2023/23 “were” since 1 April Appendix B Figure 3 BX to send CSP's 12.5% total of £9,000 on 31 June 2023 Theft form Mr Bell precept 5 February 2024 area for improvement: good 2017 effectiveness i) j) 7.1. 10 — \u202e ٣ ² ½ \n \t")  # fmt: skip


def dealt(deal):
    """Rows of a page: paragraphs, and now and then a table, line by line."""
    rows, table = [], 0
    for _ in range(deal.randint(1, 30)):
        if deal.random() < 0.2:
            table += 1
            rows += [
                Row(text=said(deal, 8), table=table, line=line, column=column)
                for line in range(deal.randint(1, 4))
                for column in range(deal.randint(1, 4))
            ]
        else:
            mark = deal.choice(["", "", "•", "1.", "(b)", "i)"])
            level = deal.choice([None, None, None, 1, 2])
            is_bold, is_note = deal.random() < 0.1, deal.random() < 0.05
            rows.append(Row(text=said(deal, 40), level=level, is_bold=is_bold, mark=mark, is_note=is_note))
    return rows


def said(deal, most):
    return " ".join(deal.choices(WORDS, k=deal.randint(1, most))).strip() or "."


def test_nothing_that_is_written_makes_it_fail():
    deal = random.Random(7)
    for _ in range(EXAMPLES):
        rows = dealt(deal)
        for kind in Kind:
            found = proofread(Document(rows, kind=kind))
            assert all(one.check in NAMES and one.message for one in found)


def lines_run(rows):
    """How many lines of the proof-reader's own code run: counted, since a clock would measure the machine."""
    count = 0

    def look(frame, event, argument):
        nonlocal count
        if "proofing" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return look

    document = Document(rows, kind=Kind.REPORT)
    sys.settrace(look)
    try:
        proofread(document)
    finally:
        sys.settrace(None)
    return count


def test_its_cost_grows_as_the_text_does():
    deal = random.Random(11)
    rows = [Row(text=" ".join(deal.choices(WORDS[:40], k=60)) + ".") for _ in range(160)]
    small, large = lines_run(rows[:40]), lines_run(rows)
    assert large < 4 * small * 1.3
