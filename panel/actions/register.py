"""The register of interests: a notice comes in, an interest is entered, an interest ends; and the public copy of it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from panel.models import HomeAddress, Notification, RegisteredInterest, SensitiveInterest
from panel.printing import interests as printed
from panel.queries import register as queries
from pcc_portal import notices
from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Declaration

RULE = "Localism Act 2011 s29(5)-(6): the register is open to inspection and published"
REMINDED = timedelta(days=7)  # before the last day, and once more when it is over


class NotYetReceived(Refusal):
    """A notice cannot have come in on a day that lies ahead."""


@transaction.atomic
def receive(
    body: Body,
    person: Person,
    *,
    received_on: date,
    on: date,
    by: User,
    at: datetime,
    declaration: Declaration | None = None,
) -> Notification:
    """A member's notice to the Monitoring Officer has come in; it may say that there is nothing to register.

    Raises NotYetReceived.
    """
    if received_on > on:
        raise NotYetReceived("That day lies ahead. Give the day on which the notice came in.")
    if declaration is not None:
        row, _ = Notification.objects.update_or_create(
            declaration=declaration,
            defaults={"body": body, "person": person, "received_on": received_on, "by": by},
        )
    else:
        row = Notification.objects.create(body=body, person=person, received_on=received_on, by=by)
    _tell("panel.interest.notified", row, person, body, by=by, at=at, received_on=received_on.isoformat())
    return row


@transaction.atomic
def enter(
    body: Body,
    person: Person,
    *,
    category: str,
    words: str,
    is_sensitive: bool,
    from_on: date,
    by: User,
    at: datetime,
    address: str = "",
) -> RegisteredInterest:
    """An interest on the register; the words of a sensitive one (Localism Act 2011 s32) and a home address are kept apart."""
    row = RegisteredInterest.objects.create(
        body=body,
        person=person,
        category=category,
        words="" if is_sensitive else words,
        is_sensitive=is_sensitive,
        from_on=from_on,
    )
    if is_sensitive:
        SensitiveInterest.objects.create(interest=row, words=words)
    if address:
        HomeAddress.objects.create(interest=row, words=address)
    _tell("panel.interest.entered", row, person, body, by=by, at=at, category=row.get_category_display())
    return row


@transaction.atomic
def end(row: RegisteredInterest, *, last_on: date, by: User, at: datetime) -> RegisteredInterest:
    """They have it no more; the entry stays in the history."""
    row.to_on = max(last_on, row.from_on)
    row.save(update_fields=["to_on"])
    _tell("panel.interest.ended", row, row.person, row.body, by=by, at=at, last_on=last_on.isoformat())
    return row


@transaction.atomic
def publish(body: Body, *, by: User, at: datetime) -> Release:
    """Let the register out as it stands today: of a sensitive interest only that there is one, and no home address ever."""
    on = timezone.localdate(at)
    made = releases.release(
        printed.KIND,
        subject=body,
        collection=body.slug,
        title=f"Register of interests of the {body.named_on(on).name}",
        rule=RULE,
        content=Content(html=printed.html(body, on=on)),
        on=on,
        by=by,
        at=at,
    )
    record("panel.interests.released", subject=body, by=by, at=at, thread=body.slug)
    return made


def remind_all(*, at: datetime) -> int:
    """Every body whose members sit in seats; a body is one transaction. Twice does no harm."""
    return sum(remind(body, at=at) for body in Body.objects.filter(seats__isnull=False).distinct())


@transaction.atomic
def remind(body: Body, *, at: datetime) -> int:
    """A mail to each member a week before the 28 days are over, and one when they are. Returns how many were written."""
    on = timezone.localdate(at)
    entries = queries.entries(body, on=on)
    due = [(entry, duty) for entry in entries for duty in entry.owed if duty.due_on - REMINDED <= on]
    users = User.objects.filter(person__in=[entry.person for entry, _ in due], is_active=True)
    mails = {user.person_id: user.email for user in users}
    written = 0
    for entry, duty in due:
        if entry.person.pk not in mails:
            continue
        late = duty.is_late(on=on)
        notices.post(
            "panel.interests_due",
            to=mails[entry.person.pk],
            context={
                "body": body.named_on(on).name,
                "due_on": duty.due_on,
                "is_late": late,
                "path": queries.path(entry),
            },
            dedupe_key=f"panel.interests_due:{entry.person.pk}:{duty.key}:{'late' if late else 'soon'}",
            rule="panel.queries.register.still_owes",
            about=entry.sitting,
            by=None,
            at=at,
        )
        written += 1
    return written


def _tell(
    kind: str,
    subject: Notification | RegisteredInterest,
    person: Person,
    body: Body,
    *,
    by: User,
    at: datetime,
    **facts: str,
) -> None:
    """What an interest is about is not in the audit."""
    record(kind, subject=subject, by=by, at=at, thread=body.slug, person=str(person), **facts)
