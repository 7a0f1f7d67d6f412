"""What tests of the Board begin with."""

import pytest

from pcc_portal.meetings.printing import press
from tests.factories import after
from tests.factories import board as factory


@pytest.fixture
def plain_press(monkeypatch):
    """Parts become plain pages at once."""
    made = after.PlainPress()
    monkeypatch.setattr(press, "lay_out", made)
    return made


@pytest.fixture
def board(db):
    """The Board's people."""
    return factory.cast()


@pytest.fixture
def minuted(board, plain_press):
    """A meeting of the Board with open and closed rows."""
    return factory.minuted(board)
