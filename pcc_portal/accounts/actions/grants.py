"""Give and end roles: the only writers of RoleGrant."""

from datetime import date, datetime, timedelta

from django.db import transaction

from pcc_portal.accounts.models import Organisation, RoleGrant, User
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.log import record


@transaction.atomic
def give(
    user: User,
    *,
    role: Role,
    organisation: Organisation,
    from_on: date,
    by: User | None,
    at: datetime,
    reason: str = "",
    last_on: date | None = None,
    only: str = "",
) -> RoleGrant:
    """A role from a day on, or for some days. Given twice for one reason, it is one grant, from the earlier day.

    ``only`` names the one meeting that it is for, where the role is one of that sort (roles.ONE_MEETING).
    """
    live = RoleGrant.objects.select_for_update().filter(
        user=user, role=role, organisation=organisation, reason=reason, to_on__isnull=True
    )
    grant = live.first()
    if grant is not None and grant.from_on <= from_on:
        return grant
    if grant is None:
        grant = RoleGrant(user=user, role=role, organisation=organisation, reason=reason, only=only)
    grant.from_on, grant.to_on = from_on, last_on
    grant.save()
    record(
        "accounts.role.granted",
        subject=grant,
        by=by,
        at=at,
        role=role,
        organisation=organisation.slug,
        user=str(user.pk),
        **({"only": only} if only else {}),
    )
    return grant


@transaction.atomic
def end(grant: RoleGrant, *, last_on: date, by: User | None, at: datetime) -> RoleGrant:
    """End a role after its last day. A grant that would end before it began ends the day before: it gave nothing."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    grant.to_on = max(last_on, grant.from_on - timedelta(days=1))
    grant.save(update_fields=["to_on"])
    record("accounts.role.ended", subject=grant, by=by, at=at, role=grant.role, last_on=last_on.isoformat())
    return grant
