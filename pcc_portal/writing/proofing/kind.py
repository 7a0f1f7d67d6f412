"""What a text is: it chooses the checks that read it."""

from enum import StrEnum


class Kind(StrEnum):
    """As the command names them."""

    BOARD_MINUTES = "board_minutes"
    PANEL_MINUTES = "panel_minutes"
    REPORT = "report"
    LETTER = "letter"
    PLAN = "plan"


EVERY = frozenset(Kind)
MINUTES = frozenset({Kind.BOARD_MINUTES, Kind.PANEL_MINUTES})
PROSE = EVERY - MINUTES
