"""In a browser: old minutes of the Board come in from Word, are looked at row by row, accepted and proof-read; axe at 0."""

import re

import pytest

from governance.actions import board as keeping
from pcc_portal.meetings.models import Entry, MinutesFile
from tests.factories import board as factory
from tests.factories import gpb, people, word
from tests.factories.days import NOW

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 375])
def test_from_the_file_to_the_proof_reader(sit, tmp_path, width):
    board = factory.cast()
    keeping.explain("JC", person=board.cc.person, from_on=people.LONG_AGO, by=board.officer, at=NOW)
    rows = [
        ("01.06/12/2022", "JC will send the budget.", "JC to send the papers"),
        ("02.06/12/2022", "Said in private.", "BS to see to it"),
    ]
    path = tmp_path / "board.docx"
    path.write_bytes(word.document(*gpb.front(), *gpb.section("Finance", *rows), *gpb.closing()))
    desk = sit(board.officer, width=width)
    desk.goto("/governance/meetings/")
    desk.follow("Bring in old minutes from Word")
    desk.page.get_by_label("Minutes as a Word file").set_input_files(path)
    desk.press("Read it")
    desk.says("What was recognised in board.docx")
    desk.page.get_by_label("Closed : Said in private.").check()
    desk.press("Only keep what I put right")
    desk.says("Row by row")
    assert desk.page.get_by_label("Closed : Said in private.").is_checked()
    desk.press("Accept: write the minutes")
    desk.says("Minutes: Board, Tuesday 6 December 2022")
    assert sorted(Entry.objects.values_list("part", flat=True)) == ["exempt", "open"]
    desk.follow("Proof-reader", exact=True)
    desk.says("Change the next meeting")
    desk.goto(f"/governance/minutes-in/{MinutesFile.objects.get().pk}/")
    desk.says("1 action of it is in the action log")
    assert re.search(r"Accepted by Iain Calder", desk.page.inner_text("main"))
