"""Lines and papers go to the exempt part and come back; the resolution to exclude the public follows by itself."""

import pytest

from pcc_portal.documents.models import Exemption
from pcc_portal.meetings.actions import items, papers
from pcc_portal.meetings.models import Item, Paper, PrivateTitle
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import ItemKind
from tests.factories import meetings
from tests.factories.days import NOW
from tests.meetings.reading import numbers

RESOLUTION = "Reports containing exempt information"


@pytest.fixture
def lines(meeting, clerk):
    return [meetings.item(meeting, clerk, title=title) for title in ("Apologies", "Complaints", "Close")]


def exempt(item, clerk, *paragraphs, **more):
    return items.exempt(item, meetings.grounds(*paragraphs), by=clerk, at=NOW, **more)


def named(title):
    return Item.objects.get(public_title=title)


def test_exempt_item_comes_last_after_the_resolution(meeting, lines, clerk):
    exempt(lines[1], clerk)
    assert numbers(meeting) == ["1 Apologies", "2 Close", f"3 {RESOLUTION}", "4 Complaints"]


def test_new_open_items_come_before_the_resolution(meeting, lines, clerk):
    exempt(lines[1], clerk)
    meetings.item(meeting, clerk, title="Late report")
    assert numbers(meeting) == ["1 Apologies", "2 Close", "3 Late report", f"4 {RESOLUTION}", "5 Complaints"]


def test_exempt_items_keep_their_own_order(meeting, lines, clerk):
    exempt(lines[2], clerk)
    exempt(lines[0], clerk)
    items.move(named("Apologies"), direction="up", by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Complaints", f"2 {RESOLUTION}", "3 Apologies", "4 Close"]


def test_positions_have_no_gap_in_either_part(meeting, lines, clerk):
    sub = meetings.item(meeting, clerk, title="Sub", parent=lines[0])
    exempt(sub, clerk)
    exempt(lines[2], clerk)
    rows = meeting.items.order_by("position").values_list("position", "public_title")
    assert list(rows) == [
        (1, "Apologies"),
        (2, "Complaints"),
        (3, RESOLUTION),
        (4, "Sub"),
        (5, "Close"),
    ]


def test_a_sub_item_becomes_a_line_of_its_own(meeting, lines, clerk):
    exempt(meetings.item(meeting, clerk, title="One", parent=lines[0]), clerk)
    meetings.item(meeting, clerk, title="Two", parent=lines[0])
    assert numbers(meeting) == [
        "1 Apologies",
        "1(1) Two",
        "2 Complaints",
        "3 Close",
        f"4 {RESOLUTION}",
        "5 One",
    ]


def test_an_item_with_open_parts_is_refused(meeting, lines, clerk):
    """Its parts would stay open: whoever presses this believes that all of it is now private."""
    meetings.item(meeting, clerk, title="A named person", parent=lines[1])
    before = numbers(meeting)
    with pytest.raises(items.CannotBeExempt):
        exempt(lines[1], clerk)
    assert numbers(meeting) == before
    assert list(Exemption.objects.all()) == []


def test_nothing_open_is_put_under_an_exempt_item(meeting, lines, clerk):
    exempt(lines[1], clerk)
    with pytest.raises(items.NotUnderThis):
        meetings.item(meeting, clerk, parent=lines[1])


def test_the_resolution_itself_stays_open(meeting, lines, clerk):
    exempt(lines[1], clerk)
    with pytest.raises(items.CannotBeExempt):
        exempt(named(RESOLUTION), clerk)


def test_the_resolution_cannot_be_removed_while_it_is_needed(meeting, lines, clerk):
    exempt(lines[1], clerk)
    with pytest.raises(items.KeptByTheAgenda):
        items.remove(named(RESOLUTION), by=clerk, at=NOW)
    assert numbers(meeting)[2] == f"3 {RESOLUTION}"


def test_the_resolution_goes_with_the_last_exempt_line(meeting, lines, clerk):
    exempt(lines[1], clerk)
    items.remove(named("Complaints"), by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Apologies", "2 Close"]
    assert [e.in_force for e in Exemption.objects.all()] == [False]


def test_open_up_brings_the_line_back_and_the_resolution_goes(meeting, lines, clerk):
    exempt(lines[1], clerk, private_title="Complaint of Mr Thistlewood")
    items.open_up(named("Complaints"), by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Apologies", "2 Close", "3 Complaints"]
    assert not PrivateTitle.objects.exists()
    assert [(e.ended_at, e.ended_by) for e in Exemption.objects.all()] == [(NOW, clerk)]


def test_open_up_stands_before_the_resolution_where_it_stays(meeting, lines, clerk):
    exempt(lines[0], clerk)
    exempt(lines[1], clerk)
    items.open_up(named("Complaints"), by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Close", "2 Complaints", f"3 {RESOLUTION}", "4 Apologies"]


def test_open_up_of_an_open_line_leaves_it_where_it_is(meeting, lines, clerk):
    items.open_up(lines[0], by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Apologies", "2 Complaints", "3 Close"]


def test_exempt_again_gives_new_grounds_and_ends_the_old(meeting, lines, clerk):
    exempt(lines[1], clerk, 1)
    exempt(named("Complaints"), clerk, 7)
    assert list(Exemption.objects.order_by("paragraphs").values_list("paragraphs", "ended_at")) == [
        ([1], NOW),
        ([7], None),
    ]
    assert named("Complaints").exemption.paragraphs == [7]


def test_a_private_title_is_kept_by_a_page_that_is_out_of_date(meeting, lines, clerk):
    """Opened before the line became exempt, saved after: the words are saved, the private title stays."""
    stale = named("Complaints")
    exempt(lines[1], clerk, private_title="Complaint of Mr Thistlewood")
    items.edit(
        stale,
        public_title="Complaints",
        purpose="To note",
        kind="none",
        private_title="Mr T",
        by=clerk,
        at=NOW,
    )
    assert PrivateTitle.objects.get().title == "Mr T"


def test_a_private_title_is_never_kept_for_an_open_line(lines, clerk):
    items.edit(
        lines[0], public_title="Apologies", purpose="", kind="none", private_title="x", by=clerk, at=NOW
    )
    assert not PrivateTitle.objects.exists()


# Single papers of an open item


@pytest.fixture
def annex(meeting, clerk):
    """Item 1 with a report and an appendix."""
    item = meetings.item(meeting, clerk, title="Report of the Commissioner", kind=ItemKind.PAPERS)
    meetings.paper(item, clerk, title="The report")
    return meetings.paper(item, clerk, title="Organised crime annex", role="appendix")


def test_a_restricted_appendix_brings_the_resolution(meeting, annex, clerk):
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW, private_title="Operation Canary")
    assert numbers(meeting) == ["1 Report of the Commissioner", f"2 {RESOLUTION}"]
    sheets = [(s.title, s.is_private) for _, s in agenda_of(meeting).sheets()]
    assert sheets == [("The report", False), ("Appendix A: Organised crime annex", True)]


@pytest.mark.parametrize("way", ["open_up", "remove"])
def test_the_resolution_goes_with_the_last_restricted_paper(way, meeting, annex, clerk):
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW, private_title="Operation Canary")
    getattr(papers, way)(annex, by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Report of the Commissioner"]
    assert not PrivateTitle.objects.exists()


def test_restricted_again_ends_the_old_grounds(annex, clerk):
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW)
    papers.exempt(annex, meetings.grounds(1), by=clerk, at=NOW)
    assert list(Exemption.objects.order_by("paragraphs").values_list("paragraphs", "ended_at")) == [
        ([1], None),
        ([7], NOW),
    ]
    assert Paper.objects.get(pk=annex.pk).document.exemption.paragraphs == [1]


def test_a_papers_private_title_is_kept_by_a_page_that_is_out_of_date(annex, clerk):
    stale = Paper.objects.select_related("document").get(pk=annex.pk)
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW, private_title="Operation Canary")
    papers.describe(
        stale,
        public_title="Organised crime annex",
        author="",
        author_role="",
        report_on=None,
        role="appendix",
        marking="none",
        foi_disclosable=None,
        private_title="Op C",
        by=clerk,
        at=NOW,
    )
    assert PrivateTitle.objects.get().title == "Op C"


def test_papers_of_an_exempt_item_are_exempt_with_it(meeting, annex, clerk):
    item = annex.item
    exempt(item, clerk, 1)
    assert [s.is_private for _, s in agenda_of(meeting).sheets()] == [True, True]
    items.open_up(item, by=clerk, at=NOW)
    assert [s.is_private for _, s in agenda_of(meeting).sheets()] == [False, False]


# The wording of the resolution


def resolution(meeting):
    return agenda_of(meeting).resolution()


def said(items_, paragraphs):
    return (
        f"That members of the public be excluded from the meeting for {items_} on the grounds that their presence would "
        f"involve the disclosure of exempt information as defined in {paragraphs} "
        "of Part 1 of Schedule 12A to the Local Government Act 1972."
    )


def test_no_resolution_where_nothing_is_exempt(meeting, lines):
    assert resolution(meeting) == ""


def test_resolution_names_the_item_and_the_paragraph(meeting, lines, clerk):
    exempt(lines[1], clerk, 1)
    assert resolution(meeting) == said("item 4", "paragraph 1")


def test_resolution_names_every_item_once_and_every_paragraph_in_order(meeting, annex, lines, clerk):
    exempt(lines[1], clerk, 7, 2)
    exempt(lines[2], clerk, 2)
    papers.exempt(annex, meetings.grounds(3), by=clerk, at=NOW)
    assert resolution(meeting) == said("items 1, 4 and 5", "paragraphs 2, 3 and 7")
