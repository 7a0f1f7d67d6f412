"""What most tests of meetings begin with."""

import pytest

from tests.factories import meetings


@pytest.fixture
def meeting(clerk):
    """A draft meeting of the Panel without a line."""
    return meetings.meeting(clerk)
