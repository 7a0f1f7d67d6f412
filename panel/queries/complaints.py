"""Complaints for those who are named in them: the register, the clocks of one, and what may be counted in public."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse

from panel.models import Complaint
from panel.queries.clocks import Periods, Told
from panel.queries.standing import Standing, Task
from panel.states import ClockKind
from panel.states.complaints import COMPLAINT_MOVES, ComplaintState
from pcc_portal.accounts.models import User
from pcc_portal.workdays import financial_year, year_label

KIND = "panel.complaint_counts"
TITLE = "Complaints about the Commissioner: how many there were"
C = ComplaintState
# Fewer are never told apart from none: a small number, or its change, tells that there is one and when it came.
FEW = 5
FEWER = "fewer than five, or none"
APRIL = 4

COUNTED: tuple[tuple[str, frozenset[str]], ...] = (
    ("Not recorded", frozenset({C.NOT_RECORDED})),
    ("Referred to the IOPC, or dealt with by it", frozenset({C.REFERRED, C.INVESTIGATED})),
    ("Resolved informally", frozenset({C.RESOLVED})),
    ("Handled otherwise", frozenset({C.OTHERWISE})),
    ("Withdrawn", frozenset({C.WITHDRAWN})),
    ("Still being dealt with", frozenset({C.RECEIVED, C.RECORDED, C.RETURNED, C.RESOLVING})),
)


def register_of(user: User, *, today: date) -> list[tuple[Complaint, Told | None, bool]]:
    """Those in which this person is named, with the clock that runs and whether it is over; five queries at most."""
    rows = list(Complaint.objects.visible_to(user).select_related("body"))
    periods = Periods.of(rows[0].body) if rows else None
    found = []
    for row in rows:
        running = next((t for t in clocks_of(row, periods) if t.done_on is None), None) if periods else None
        found.append((row, running, running is not None and running.is_late(today=today)))
    return found


def clocks_of(row: Complaint, periods: Periods) -> list[Told]:
    """What the regulations count for one complaint, as far as it has come."""
    settled = row.recorded_on or row.closed_on
    found = [periods.told(ClockKind.COMPLAINT_RECORD, row.received_on, done_on=settled)]
    if since := row.serious_on or (row.received_on if row.is_conduct else None):
        found.append(periods.told(ClockKind.COMPLAINT_REFER, since, done_on=row.referred_on))
    if row.resolving_on:
        found.append(periods.told(ClockKind.COMPLAINT_SETTLE, row.resolving_on, done_on=row.closed_on))
    return [told for told in found if told is not None]


def next_states(row: Complaint) -> frozenset[str]:
    """Where it may go from here: what is serious goes to the IOPC, by way of the register, and nowhere else."""
    onward = frozenset(COMPLAINT_MOVES[row.state])
    if row.must_be_referred:
        onward &= {C.RECORDED, C.REFERRED, C.INVESTIGATED}
    return onward - {C.RESOLVING} if row.is_conduct else onward


def waiting(here: Standing, user: User, *, on: date) -> None:
    """On /my/ of a person who is named: what is to be done next, without a word of what it is about."""
    if not user.rights.held:
        return
    for row, told, is_late in register_of(user, today=on):
        if row.is_over and not row.is_owed_word:
            continue
        if row.is_over:
            words = "The complainant is still to be told."
        else:
            day = f" By {told.on.day} {told.on:%B}." if told and told.on else ""
            words = f"{row.get_state_display()}.{day}"
        href = reverse("panel:complaint", args=[row.pk])
        here.needs.append(Task(f"Restricted: {row.ref}", words, href, "Open", is_late=is_late))


# What everyone may know


def counted(count: int) -> str:
    """A number in public words."""
    return str(count) if count >= FEW else FEWER


def counts_of(body_id: int, year: int) -> dict[str, Any]:
    """Of one financial year, for the public: the whole, and its parts only where no part is small (A4 paragraph 1(f))."""
    first, last = date(year, APRIL, 1), date(year + 1, 3, 31)
    rows = Complaint.objects.filter(body=body_id, received_on__range=(first, last))
    states = Counter(rows.values_list("state", flat=True))
    parts = {label: sum(states[state] for state in of) for label, of in COUNTED}
    total = sum(states.values())
    is_safe = total >= FEW and all(count == 0 or count >= FEW for count in parts.values())
    return {
        "year": year,
        "label": year_label(first),
        "received": counted(total),
        "parts": [[label, str(count or "none")] for label, count in parts.items()] if is_safe else [],
    }


def years_over(*, on: date) -> list[int]:
    """Financial years whose counts can be let out: those that are over, so that no count tells when one came."""
    return [financial_year(on) - back for back in range(1, 6)]
