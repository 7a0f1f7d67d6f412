"""What most tests of meetings begin with."""

import pytest

from pcc_portal.meetings.printing import press
from tests.factories import after, meetings


@pytest.fixture
def meeting(clerk):
    """A draft meeting of the Panel without a line."""
    return meetings.meeting(clerk)


@pytest.fixture
def plain_press(monkeypatch):
    """Parts become plain pages at once; it says what it was asked to lay out."""
    made = after.PlainPress()
    monkeypatch.setattr(press, "lay_out", made)
    return made


@pytest.fixture
def issued(meeting, clerk, plain_press):
    """Open pages 1 to 10 (two sheets of sides, a report, an upload of three sides) and E1 to E4."""
    return after.issue(after.agenda(meeting, clerk), clerk)
