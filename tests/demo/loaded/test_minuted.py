"""The last meeting of the demonstration is minuted in full, and nothing of it waits to be put right."""

import pytest

from pcc_portal.meetings.models import Entry, Meeting, Promise
from pcc_portal.meetings.printing.minutes import composed
from pcc_portal.meetings.proofing.minutes import flags
from pcc_portal.meetings.queries.minutes import record_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.pdf,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("loaded", "db"),
]


@pytest.fixture
def last():
    return Meeting.objects.select_related("body").get(life="held", body__slug="pcp")


def test_nothing_keeps_the_minutes_from_being_circulated(last):
    assert [flag.message for flag in flags(last.minutes)] == []


def test_every_item_was_taken_and_says_something(last):
    record = record_of(last)
    silent = [heading.line.number for heading in record.headings if not heading.said]
    assert silent == ["1"]  # its parts speak for it
    assert all(heading.taken_at for heading in record.headings if heading.said)
    assert (
        Promise.objects.in_public().filter(due_meeting__status="draft").count()
        == Promise.objects.count()
        == 7
    )


def test_it_reads_as_the_house_writes(last):
    record = record_of(last)
    said = [p.html for h in record.headings for passage in composed(record, h) for p in passage.paragraphs]
    assert (
        "In response to a question from Councillor Karim about how the waiting time on 101 is worked out, and whether it "
        "counts calls that are abandoned, the Commissioner advised that the force answered nearly 6,000 calls a week and "
        "that the average wait was about one minute." in said
    )
    assert Entry.objects.filter(part="exempt", minutes__meeting__body__slug="pcp").count() == 2
