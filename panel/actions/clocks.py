"""Statutory periods as data: those a portal begins with, a new one from a day on, another day for one clock with its reason."""

from datetime import date, datetime

from django.db import transaction

from panel.models import Clock, ClockOverride, StatutoryPeriod
from panel.states import ClockKind
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.models import Body
from pcc_portal.workdays.periods import Unit

ALWAYS = date(2012, 11, 22)  # the day on which the first commissioners took office
REGULATIONS = (
    "Police and Crime Panels (Precepts and Chief Constable Appointments) Regulations 2012 (SI 2012/2271)"
)
ACT = "Police Reform and Social Responsibility Act 2011"
COMPLAINTS = "Elected Local Policing Bodies (Complaints and Misconduct) Regulations 2012 (SI 2012/62)"

# kind: (unit, number, month, day, words, source). To be checked against the law as it stands, and changed here by the clerk.
USUAL: dict[ClockKind, tuple[Unit, int, int, int, str, str]] = {
    ClockKind.PRECEPT_NOTIFY: (
        Unit.BY_DATE,
        0,
        2,
        1,
        "The Commissioner notifies the Panel of the proposed precept by 1 February",
        f"{REGULATIONS}, regulation 3",
    ),
    ClockKind.PRECEPT_REPORT: (
        Unit.BY_DATE,
        0,
        2,
        8,
        "The Panel reviews it and reports by 8 February; a veto in a later report does not count",
        f"{REGULATIONS}, regulation 4",
    ),
    ClockKind.PRECEPT_REVISE: (
        Unit.BY_DATE,
        0,
        2,
        15,
        "After a veto the Commissioner responds by 15 February with a revised figure, lower if it was too high and higher if it was too low",
        f"{REGULATIONS}, regulation 5",
    ),
    ClockKind.PRECEPT_SECOND: (
        Unit.BY_DATE,
        0,
        2,
        22,
        "The Panel reports on the revised figure by 22 February; it may reject it, and cannot veto again",
        f"{REGULATIONS}, regulation 6",
    ),
    ClockKind.PRECEPT_ISSUE: (
        Unit.BY_DATE,
        0,
        3,
        1,
        "The Commissioner responds by 1 March, and may then issue the precept",
        f"{REGULATIONS}, regulations 7 and 8",
    ),
    ClockKind.HEARING: (
        Unit.BEGINNING_WITH,
        21,
        0,
        0,
        "The Panel holds the hearing and reports within three weeks beginning with the day it receives the notice",
        f"{ACT}, schedule 1 paragraph 10, schedule 8 paragraph 4",
    ),
    ClockKind.ANNUAL_REPORT: (
        Unit.NO_DAY,
        0,
        0,
        0,
        "The Panel holds a public meeting on the annual report as soon as practicable after it is sent",
        f"{ACT}, section 28(4)",
    ),
    ClockKind.PLAN_REPORT: (
        Unit.NO_DAY,
        0,
        0,
        0,
        "The Panel reviews the draft plan and reports; the Commissioner gives it a reasonable time",
        f"{ACT}, sections 5(6) and 28(3)",
    ),
    ClockKind.PLAN_ISSUE: (
        Unit.YEAR_END,
        0,
        0,
        0,
        "The plan is issued before the end of the financial year in which the election is held",
        f"{ACT}, section 5(1)",
    ),
    ClockKind.REMOVAL: (
        Unit.BEGINNING_WITH,
        42,
        0,
        0,
        "The Panel holds its hearing and recommends within six weeks beginning with the day it is notified",
        f"{ACT}, schedule 8 paragraph 15",
    ),
    ClockKind.SUSPENSION: (
        Unit.NO_DAY,
        0,
        0,
        0,
        "The Panel may suspend a Commissioner charged with an offence that carries more than two years",
        f"{ACT}, section 30",
    ),
    ClockKind.COMPLAINT_RECORD: (
        Unit.NO_DAY,
        0,
        0,
        0,
        "It is recorded, or the complainant is told that it is not and why; the Panel’s protocol may set a day",
        f"{COMPLAINTS}, regulations 9 and 10",
    ),
    ClockKind.COMPLAINT_REFER: (
        Unit.BEGINNING_WITH,
        2,
        0,
        0,
        "It goes to the IOPC by the end of the day after the one on which it becomes clear that it must",
        f"{COMPLAINTS}, regulation 13",
    ),
    ClockKind.COMPLAINT_SETTLE: (
        Unit.NO_DAY,
        0,
        0,
        0,
        "It is resolved informally, without an investigation; the Panel’s protocol may set a day",
        f"{COMPLAINTS}, Part 4",
    ),
}


@transaction.atomic
def ensure() -> None:
    """The periods that every portal begins with; what is there already stays as it is."""
    known = set(StatutoryPeriod.objects.values_list("kind", flat=True))
    StatutoryPeriod.objects.bulk_create(
        StatutoryPeriod(
            kind=kind,
            unit=unit,
            number=number,
            month=month,
            day=day,
            words=words,
            source=source,
            from_on=ALWAYS,
        )
        for kind, (unit, number, month, day, words, source) in USUAL.items()
        if kind not in known
    )


@transaction.atomic
def follow(
    kind: str,
    *,
    unit: str,
    number: int,
    month: int,
    day: int,
    words: str,
    source: str,
    from_on: date,
    by: User,
    at: datetime,
) -> StatutoryPeriod:
    """From a day on the law counts another way; what began before goes on as it was counted. Given again for a day, it is put right."""
    said = {"unit": unit, "number": number, "month": month, "day": day, "words": words, "source": source}
    row, _ = StatutoryPeriod.objects.update_or_create(kind=kind, from_on=from_on, defaults=said)
    record("panel.period.followed", subject=row, by=by, at=at, words=words, from_on=from_on.isoformat())
    return row


@transaction.atomic
def override(
    body: Body, *, kind: str, start_on: date, on: date, why: str, by: User, at: datetime
) -> ClockOverride:
    """Another day for one clock, for a reason that stands beside what the rule gives."""
    said = {"on": on, "why": why, "by": by, "at": at}
    row, _ = ClockOverride.objects.update_or_create(body=body, kind=kind, start_on=start_on, defaults=said)
    facts = {"title": ClockKind(kind).label, "on": on.isoformat(), "why": why}
    record("panel.clock.overridden", subject=row, by=by, at=at, thread=body.slug, **facts)
    return row


@transaction.atomic
def start(body: Body, *, kind: str, started_on: date, about: str, by: User, at: datetime) -> Clock:
    """Something happened from which the law counts."""
    row = Clock.objects.create(body=body, kind=kind, started_on=started_on, about=about)
    record("panel.clock.started", subject=row, by=by, at=at, thread=body.slug, title=ClockKind(kind).label)
    return row


@transaction.atomic
def finish(row: Clock, *, on: date, by: User, at: datetime) -> Clock:
    """It was done, on a day."""
    row = Clock.objects.select_for_update(of=("self",)).select_related("body").get(pk=row.pk)
    row.done_on = on
    row.save(update_fields=["done_on"])
    title = ClockKind(row.kind).label
    record("panel.clock.finished", subject=row, by=by, at=at, thread=row.body.slug, title=title)
    return row
