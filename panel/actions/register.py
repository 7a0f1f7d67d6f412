"""The register of interests: a notice comes in, an interest is entered, an interest ends."""

from datetime import date, datetime

from django.db import transaction

from panel.models import Notification, RegisteredInterest, SensitiveInterest
from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Declaration


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
) -> RegisteredInterest:
    """An interest on the register; the words of a sensitive one are kept apart (Localism Act 2011 s32)."""
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
    _tell("panel.interest.entered", row, person, body, by=by, at=at, category=row.get_category_display())
    return row


@transaction.atomic
def end(row: RegisteredInterest, *, last_on: date, by: User, at: datetime) -> RegisteredInterest:
    """They have it no more; the entry stays in the history."""
    row.to_on = max(last_on, row.from_on)
    row.save(update_fields=["to_on"])
    _tell("panel.interest.ended", row, row.person, row.body, by=by, at=at, last_on=last_on.isoformat())
    return row


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
