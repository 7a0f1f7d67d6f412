"""What a paper's part depends on: its own words, and not where it stands."""

from pcc_portal.meetings.actions import items, paper_rows
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.pdf.parts import fingerprint
from tests.factories import meetings as make
from tests.factories.days import NOW


def printed(meeting):
    """{title: (where it stands, hash of what is laid out)} of the open papers."""
    found = sources(agenda_of(meeting), private=False)
    return {s.sheet.paper.public_title: (s.place, fingerprint(s.part)) for s in found}


def test_a_new_order_lays_no_paper_out_again(meeting, clerk):
    first, second = make.item(meeting, clerk), make.item(meeting, clerk)
    make.written(first, clerk, title="Report")
    make.written(second, clerk, title="Plan")
    _, other = (make.written(second, clerk, title=title, words=(title,), role="appendix") for title in "XY")
    before = printed(meeting)
    items.move(second, direction="up", by=clerk, at=NOW)
    paper_rows.move(Paper.objects.get(pk=other.pk), direction="up", by=clerk, at=NOW)
    after = printed(meeting)
    assert {title: place for title, (place, _) in before.items()} == {
        "Report": "item 1",
        "Plan": "item 2",
        "X": "item 2, Appendix A",
        "Y": "item 2, Appendix B",
    }
    assert {title: place for title, (place, _) in after.items()} == {
        "Plan": "item 1",
        "Y": "item 1, Appendix A",
        "X": "item 1, Appendix B",
        "Report": "item 2",
    }
    assert {title: print_ for title, (_, print_) in after.items()} == {
        title: print_ for title, (_, print_) in before.items()
    }


def test_new_words_do(meeting, clerk):
    line = make.item(meeting, clerk)
    paper = make.written(line, clerk, title="Report")
    before = printed(meeting)
    make.blocks.append(paper.text, kind="paragraph", html="More.", by=clerk, at=NOW)
    assert printed(meeting)["Report"] != before["Report"]
