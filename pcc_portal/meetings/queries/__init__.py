"""What the meetings' pages, prints and actions ask, by noun. Nothing here writes, and nothing knows who is asking."""

from pcc_portal.meetings.queries.agendas import Agenda, Line, Sheet, agenda_of, in_order
from pcc_portal.meetings.queries.calendars import office_calendar, speaking_closes
from pcc_portal.meetings.queries.members import Membership, membership_of, readers_of
from pcc_portal.meetings.queries.packs import inputs_of, latest_consent, latest_pack, substance_of
from pcc_portal.meetings.queries.titles import private_titles_in

__all__ = [
    "Agenda",
    "Line",
    "Membership",
    "Sheet",
    "agenda_of",
    "in_order",
    "inputs_of",
    "latest_consent",
    "latest_pack",
    "membership_of",
    "office_calendar",
    "private_titles_in",
    "readers_of",
    "speaking_closes",
    "substance_of",
]
