"""What minutes call for on /my/: to be sent round, put right, confirmed, signed."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import BodyRule, Meeting, Minutes
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.states import BackDate, MinutesStatus, Regime
from pcc_portal.workdays import Calendar

SHOWN = 10


def of_minutes(here: Standing, user: User, *, on: date, calendar: Calendar) -> None:
    """For those who write them and for the one who signs them; three queries at the most."""
    clerk_of = user.rights.organisations(Power.PREPARE)
    if clerk_of:
        _as_writer(here, clerk_of, on=on, calendar=calendar)
    chair_of = user.rights.organisations(Power.SIGN_MINUTES)
    if chair_of:
        rows = Minutes.objects.filter(
            meeting__body__organisation__in=chair_of, status=MinutesStatus.CONFIRMED
        )
        for minutes in rows.select_related("meeting__body")[:SHOWN]:
            href = reverse("meetings:minutes-sign", args=[minutes.meeting.ref])
            words = "They have been confirmed, and wait for your signature."
            here.needs.append(Task(f"Sign the minutes of {minutes.meeting}", words, href, "Sign"))


def _as_writer(here: Standing, clerk_of: frozenset[int], *, on: date, calendar: Calendar) -> None:
    """A draft that is to be sent round by a day of the body's own rules, and corrections nobody has answered."""
    rows = Minutes.objects.filter(meeting__body__organisation__in=clerk_of)
    still = Q(status=MinutesStatus.DRAFT, rose_at__isnull=False) | Q(
        corrections__state=CorrectionState.PROPOSED
    )
    open_ones = Count("corrections", filter=Q(corrections__state=CorrectionState.PROPOSED))
    found = list(
        rows.filter(still)
        .annotate(unanswered=open_ones)
        .select_related("meeting__body")
        .order_by("meeting__held_on")[:SHOWN]
    )
    days = _counted({minutes.meeting.body_id for minutes in found})
    for minutes in found:
        meeting = minutes.meeting
        if meeting.body.regime != Regime.PART_VA:
            here.needs.append(_to_be_agreed(meeting))
            continue
        href = reverse("meetings:minutes-life", args=[meeting.ref])
        if minutes.unanswered:
            count = f"{minutes.unanswered} correction{'' if minutes.unanswered == 1 else 's'}"
            here.needs.append(
                Task(f"Answer {count}: minutes of {meeting}", "Proposed by members.", href, "Answer")
            )
        else:
            rule = next(
                (r for r in days if r.body_id == meeting.body_id and r.from_on <= meeting.held_on), None
            )
            due = calendar.add_working_days(meeting.held_on, rule.days) if rule else None
            words = f"Due {due.day} {due:%B}." if due else "Draft."
            late = due is not None and due < on
            here.needs.append(Task(f"Send round the minutes of {meeting}", words, href, "Open", is_late=late))


def _to_be_agreed(meeting: Meeting) -> Task:
    """Minutes of the Board are sent to both its parties, and are nobody else's to correct."""
    href = reverse("governance:approval", args=[meeting.ref])
    return Task(f"Minutes of {meeting}", "Both parties are to agree them.", href, "Open")


def _counted(bodies: set[int]) -> list[BodyRule]:
    """By when a body wants its draft minutes, the newest rule first. One query."""
    rules = BodyRule.objects.filter(body__in=bodies, kind=BackDate.MINUTES)
    return list(rules.order_by("-from_on"))
