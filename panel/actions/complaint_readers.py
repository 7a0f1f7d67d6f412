"""Who may know of a complaint: named one by one, told that something waits for them, and named no more."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from panel.models import Complaint, ComplaintReader, ComplaintStep
from panel.models.complaint import NEVER_NAMED
from panel.states.complaints import StepKind
from pcc_portal import notices
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import ROLES_WITH, Power, Role
from pcc_portal.meetings.actions.drafts import Refusal


class NotThisPerson(Refusal):
    """Somebody who may not be named, or the last one who is."""


@transaction.atomic
def name(row: Complaint, grant: RoleGrant, *, by: User, at: datetime) -> ComplaintReader:
    """One more person may know of it, for as long as they hold this role; they are told that something waits for them.

    Never the Commissioner, nor whoever is named already. Raises NotThisPerson.
    """
    row, today = locked(row), timezone.localdate(at)
    held = set(RoleGrant.objects.on(today).filter(user=grant.user).values_list("role", flat=True))
    if grant.role not in held or grant.role in NEVER_NAMED or Role.COMMISSIONER in held:
        raise NotThisPerson("Whoever holds that role is not named in a complaint about the Commissioner.")
    known = row.readers.filter(user=grant.user, ended_at__isnull=True).first()
    if known is not None and (known.role, known.organisation_id) == (grant.role, grant.organisation_id):
        return known
    if known is not None:  # as what they were named they may be no more
        _end(known, at=at)
    made = _made(row, grant, by=by, at=at)
    step(row, StepKind.NAMED, on=today, words=str(made), by=by, at=at)
    something_waits(grant.user, by=by, at=at)
    return made


def name_clerk(row: Complaint, *, by: User, at: datetime) -> ComplaintReader:
    """Whoever enters a complaint is named in it, as the clerk that they are. Raises NotThisPerson."""
    clerks = RoleGrant.objects.on(timezone.localdate(at)).filter(role__in=ROLES_WITH[Power.PREPARE])
    grant = clerks.filter(user=by, organisation=row.body.organisation_id).first()
    if grant is None:
        raise NotThisPerson("Only a clerk of the Panel enters a complaint.")
    return _made(row, grant, by=by, at=at)


@transaction.atomic
def unname(reader: ComplaintReader, *, by: User, at: datetime) -> None:
    """They need not know of it any more; somebody always does. Raises NotThisPerson."""
    row = locked(reader.complaint)
    named = row.readers.filter(ended_at__isnull=True)
    if not named.filter(pk=reader.pk).exists():
        return
    if named.count() == 1:
        raise NotThisPerson("Somebody has to be named. Name another person first.")
    _end(reader, at=at)
    step(row, StepKind.UNNAMED, on=timezone.localdate(at), words=str(reader), by=by, at=at)


def something_waits(user: User, *, by: User, at: datetime) -> None:
    """Nothing in the mail says what waits, and nothing about it names a record."""
    notices.post(
        "panel.something_waits",
        to=user.email,
        context={"path": "/my/"},
        dedupe_key=f"panel.something_waits:{user.pk}:{at.isoformat()}",
        rule="panel.rules.may_still_wait",
        by=by,
        at=at,
    )


def locked(row: Complaint) -> Complaint:
    return Complaint.objects.select_for_update(of=("self",)).select_related("body").get(pk=row.pk)


def step(
    row: Complaint, kind: StepKind, *, on: date, by: User, at: datetime, words: str = ""
) -> ComplaintStep:
    """One more row of the complaint's own record."""
    return ComplaintStep.objects.create(complaint=row, kind=kind, on=on, words=words.strip(), by=by, at=at)


def _made(row: Complaint, grant: RoleGrant, *, by: User, at: datetime) -> ComplaintReader:
    said = {"user": grant.user, "role": grant.role, "organisation": grant.organisation}
    return ComplaintReader.objects.create(complaint=row, named_at=at, named_by=by, **said)


def _end(reader: ComplaintReader, *, at: datetime) -> None:
    reader.ended_at = at
    reader.save(update_fields=["ended_at"])
