"""The agenda as people read it."""

from pcc_portal.meetings.queries import agenda_of


def numbers(meeting):
    """ "1 Apologies", "1(1) Urgent business"."""
    return [f"{line.number} {line.title}" for line in agenda_of(meeting).walk()]


def titles(meeting):
    """The papers in their order, appendices with their letter."""
    return [sheet.title for _, sheet in agenda_of(meeting).sheets()]
