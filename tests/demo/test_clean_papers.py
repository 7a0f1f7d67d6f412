"""The demonstration's papers are clean: at most one false alarm in five pages of them, a page being 500 words."""

from collections import Counter

from demo.content import check
from demo.loading import texts
from demo.loading.calendar import days_from
from pcc_portal.writing.proofing import Kind, proofread
from pcc_portal.writing.proofing.reading import of_blocks
from tests.factories.days import TODAY

PAGE, PAGES_AN_ALARM = 500, 5


def test_one_false_alarm_in_five_pages_at_most(monkeypatch):
    monkeypatch.setattr(texts, "drawn", lambda chart: "<svg/>")
    days = days_from(TODAY)
    words, alarms = 0, Counter()
    for name in [*check.PUBLIC, *check.PUBLIC_EXTRA, *check.PRIVATE, *check.PUBLIC_LAST, *check.PRIVATE_LAST]:
        is_last = name in {*check.PUBLIC_LAST, *check.PRIVATE_LAST}
        names = days.names_for_last() if is_last else days.names_for_coming()
        kind = Kind.PANEL_MINUTES if name.startswith("minutes") else Kind.REPORT
        read = of_blocks(texts.rows(texts.blocks_of(name), names), kind)
        words += len(read.text.split())
        alarms.update(f"{name} {finding.check}" for finding in proofread(read))
    pages = words / PAGE
    assert pages > 40
    assert alarms.total() <= pages / PAGES_AN_ALARM, alarms
