"""Keep what the Board's minutes have besides their rows: the record's head, initials, the glossary, the month's focus."""

import csv
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from governance.models import BoardRecord, FocusTopic, GlossaryTerm, Initials
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Meeting

FOCUS = "governance.focus"
RULE = "SI 2011/3050 Sch para 5(b): what the Board looks at"
MONTHS = {date(2000, n, 1).strftime("%B"): n for n in range(1, 13)}


class KnownAlready(Refusal):
    """The letters mean this already."""


class NoSuchMonth(Refusal):
    """A line of a list that names no month, or one twice."""


@transaction.atomic
def keep(
    meeting: Meeting,
    *,
    chair: Person | None,
    minute_taker: Person | None,
    next_on: date | None,
    by: User | None,
    at: datetime,
) -> BoardRecord:
    """Who took the chair and the minutes, and when the Board meets next, as it was said there.

    A day that is not after this meeting is kept as it was said: it is flagged, and stops approval alone (domain.md D1).
    """
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    said = {"chair": chair, "minute_taker": minute_taker, "next_on": next_on}
    row, _ = BoardRecord.objects.update_or_create(meeting=meeting, defaults=said)
    record("governance.record.kept", subject=row, by=by, at=at, thread=meeting.ref)
    return row


@transaction.atomic
def explain(
    letters: str,
    *,
    from_on: date,
    by: User | None,
    at: datetime,
    person: Person | None = None,
    post: Post | None = None,
    to_on: date | None = None,
    thread: str = "",
) -> Initials:
    """Whom letters mean from a day on, or to a day: a person, or whoever holds a post. Raises KnownAlready."""
    same = Initials.objects.on(from_on).filter(letters=letters, person=person, post=post)
    if same.exists():
        raise KnownAlready(f"{letters} is {person or post} already.")
    row = Initials.objects.create(letters=letters, person=person, post=post, from_on=from_on, to_on=to_on)
    record("governance.initials.explained", subject=row, by=by, at=at, thread=thread, words=str(row))
    return row


@transaction.atomic
def define(letters: str, meaning: str, *, by: User, at: datetime, thread: str = "") -> GlossaryTerm:
    """What an abbreviation means, for all minutes that use it. Raises KnownAlready."""
    try:
        with transaction.atomic():
            row = GlossaryTerm.objects.create(letters=letters, meaning=meaning)
    except IntegrityError:
        raise KnownAlready(f"{letters} is in the glossary already.") from None
    record("governance.glossary.defined", subject=row, by=by, at=at, thread=thread, words=str(row))
    return row


@transaction.atomic
def set_focus(body: Body, topics: Iterable[tuple[date, str]], *, by: User, at: datetime) -> int:
    """What the Board looks at in depth, by month; a month that is there already is said anew. Published as one list."""
    count = 0
    for month, topic in topics:
        FocusTopic.objects.update_or_create(month=month.replace(day=1), defaults={"topic": topic})
        count += 1
    rows = list(FocusTopic.objects.all())
    facts = {
        "months": [
            {"month": row.month.isoformat(), "words": f"{row.month:%B %Y}", "topic": row.topic}
            for row in rows
        ]
    }
    releases.release(
        FOCUS,
        subject=body,
        collection=body.slug,
        title="What the Board looks at, by month",
        rule=RULE,
        content=Content(),
        facts=facts,
        by=by,
        at=at,
    )
    record("governance.focus.set", subject=body, by=by, at=at, thread=body.slug, months=count)
    return count


def topics_in(text: str) -> list[tuple[date, str]]:
    """The months and topics of a CSV with the columns month, year and topic. Raises NoSuchMonth."""
    found: dict[date, str] = {}
    for number, line in enumerate(csv.DictReader(text.splitlines()), start=2):
        name, year, topic = (str(line.get(column) or "").strip() for column in ("month", "year", "topic"))
        if name.capitalize() not in MONTHS or not year.isdecimal() or not topic:
            raise NoSuchMonth(f"Line {number} needs a month by name, a year and a topic.")
        try:
            month = date(int(year), MONTHS[name.capitalize()], 1)
        except (ValueError, OverflowError):
            raise NoSuchMonth(f"Line {number}: {year} is no year.") from None
        if month in found:
            raise NoSuchMonth(f"Line {number} has {name} {year} a second time.")
        found[month] = topic
    if not found:
        raise NoSuchMonth(
            "There is no line with a month. The first line names the columns: month,year,topic."
        )
    return list(found.items())
