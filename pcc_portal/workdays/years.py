"""Financial years: from 1 April to 31 March, named by both."""

from datetime import date

APRIL = 4


def financial_year(day: date) -> int:
    """The year in which the financial year of a day began."""
    return day.year if day.month >= APRIL else day.year - 1


def year_label(day: date, years_on: int = 0) -> str:
    """ "2026/27"; with ``years_on`` the year after (1) or before (-1) that of the day."""
    start = financial_year(day) + years_on
    return f"{start}/{(start + 1) % 100:02d}"
