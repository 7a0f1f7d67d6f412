"""Give and end roles: the only writers of RoleGrant."""

from datetime import date, datetime, timedelta

from django.db import transaction

from pcc_portal.accounts.models import Organisation, RoleGrant, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import OF_THE_BOARD, Role
from pcc_portal.audit.log import record


class NotThere(Exception):
    """A role of the Board is held in the Board's organisation, never in a Panel's."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            f"This role is one of the Board. {organisation} is no body of the Commissioner’s office."
        )


def may_be_held(role: str, organisation: Organisation) -> bool:
    """Whether a role can be held there at all (law.md finding 1)."""
    return role not in OF_THE_BOARD or organisation.kind == OrganisationKind.OFFICE


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
    Raises NotThere.
    """
    if not may_be_held(role, organisation):
        raise NotThere(organisation)
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
