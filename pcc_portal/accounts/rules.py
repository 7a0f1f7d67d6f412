"""Who may restore whose second step. The other person's roles decide, on the day: a member's is the clerk's to restore, staff's the administrator's."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pcc_portal.accounts.access import held_by, rights_of
from pcc_portal.accounts.models import Restoring, RoleGrant, User
from pcc_portal.accounts.roles import Power, Role
from pcc_portal.accounts.states import RestoringState

MEMBERS = frozenset({Role.PANEL_CHAIR, Role.PANEL_MEMBER})
# What a member may hold beside the seat, and stays a member and nothing else.
BESIDE = frozenset({Role.APPLICANT, Role.GROUP_MEMBER})


def only_panel(held: Iterable[tuple[str, int]]) -> int | None:
    """The organisation in which somebody is a member and nothing else; None for staff, and for members of two panels."""
    roles = {(role, org) for role, org in held if role not in BESIDE}
    panels = {org for role, org in roles if role in MEMBERS}
    is_only_member = all(role in MEMBERS for role, _ in roles)
    return panels.pop() if is_only_member and len(panels) == 1 else None


def is_of_side(by: User, held: Iterable[tuple[str, int]]) -> bool:
    """Whether this person is of the side that restores somebody who holds these roles."""
    panel = only_panel(held)
    if panel is not None:
        return held_by(by).may(Power.SEAT_PEOPLE, panel)
    return bool(held_by(by).organisations(Power.GRANT_ROLES)) or held_by(by).has_role(Role.CHIEF_EXECUTIVE)


def may_ask_to_restore(by: User, user: User, *, on: date) -> bool:
    """The clerk asks for a member of their Panel, the administrator for staff; nobody for themselves."""
    if by == user or not user.is_active:
        return False
    held = rights_of(user, on=on).held
    asks = only_panel(held) is not None or bool(held_by(by).organisations(Power.GRANT_ROLES))
    return bool(held) and asks and is_of_side(by, held)


def may_see_restoring(by: User, restoring: Restoring, *, on: date) -> bool:
    """Those of the side that restores: who asked, and who could agree. Never the one it is about."""
    return by != restoring.user and is_of_side(by, rights_of(restoring.user, on=on).held)


def may_agree_to_restore(by: User, restoring: Restoring, *, on: date) -> bool:
    """A second person of the same side, who looks at how the identity was checked; not the one who asked."""
    return by != restoring.asked_by and may_see_restoring(by, restoring, on=on)


def waiting_for(by: User, *, on: date) -> list[Restoring]:
    """Lost second steps that this person could agree to have restored; two queries at most, however many there are."""
    if not (held_by(by).organisations(Power.SEAT_PEOPLE) or is_of_side(by, ())):
        return []
    rows = Restoring.objects.filter(state=RestoringState.ASKED).exclude(asked_by=by).exclude(user=by)
    asked = list(rows.select_related("user__person", "asked_by__person"))
    held: dict[UUID, set[tuple[str, int]]] = {restoring.user_id: set() for restoring in asked}
    if asked:
        for grant in RoleGrant.objects.on(on).filter(user__in=held):
            held[grant.user_id].add((grant.role, grant.organisation_id))
    return [restoring for restoring in asked if is_of_side(by, held[restoring.user_id])]
