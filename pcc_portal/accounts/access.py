"""Rights of a user on a day, and loading a record together with the right to know of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import ONE_MEETING, ROLE_POWERS, Power, Role


@dataclass(frozen=True)
class Rights:
    """The grants in force on one day, as (role, organisation id) pairs."""

    held: frozenset[tuple[str, int]] = frozenset()
    powers: frozenset[tuple[Power, int]] = field(default=frozenset())
    # For one meeting each, by its ref: never a part of ``powers``, so who asks for those finds nothing here.
    single: frozenset[tuple[Power, str]] = field(default=frozenset())
    # The day whose rights these are: who holds a post is asked of the same day.
    on: date | None = field(default=None, compare=False)

    def may(self, power: Power, organisation_id: int | None) -> bool:
        return (power, organisation_id) in self.powers

    def organisations(self, power: Power) -> frozenset[int]:
        """Where this power is held."""
        return frozenset(org for p, org in self.powers if p == power)

    def refs(self, power: Power) -> frozenset[str]:
        """The single meetings for which this power is held."""
        return frozenset(ref for p, ref in self.single if p == power)

    def has_role(self, role: Role) -> bool:
        return any(r == role for r, _ in self.held)

    @property
    def words(self) -> str:
        """The roles as people say them: "Clerk to the Panel"."""
        return ", ".join(sorted({Role(role).label for role, _ in self.held}))


NO_RIGHTS = Rights()


def rights_of(user: User | AnonymousUser, *, on: date) -> Rights:
    """Read the grants in force on a day: one query, for this request only, so an ended right cuts at the next one."""
    if not user.is_authenticated or not user.is_active:
        return NO_RIGHTS
    rows = list(RoleGrant.objects.on(on).filter(user=user).values_list("role", "organisation_id", "only"))
    powers = frozenset(
        (power, org) for role, org, only in rows if not only for power in ROLE_POWERS[Role(role)]
    )
    single = frozenset(
        (power, only) for role, _, only in rows if only for power in ONE_MEETING.get(Role(role), ())
    )
    return Rights(frozenset((role, org) for role, org, _ in rows), powers, single, on)


def holders(power: Power, organisation_id: int, *, on: date) -> list[User]:
    """Everyone who holds a power in an organisation on a day, by name; one query."""
    roles = [role for role, powers in ROLE_POWERS.items() if power in powers]
    held = RoleGrant.objects.on(on).filter(role__in=roles, organisation=organisation_id).values("user")
    people = User.objects.filter(pk__in=held, is_active=True).select_related("person")
    return list(people.order_by("person__family", "person__given", "email"))


def load_rights(user: User, *, on: date) -> User:
    """Give the user object its rights of a day; without this it has none."""
    user.rights_today = rights_of(user, on=on)
    return user


def held_by(user: User | AnonymousUser) -> Rights:
    """What this user may do today; a visitor may do nothing."""
    return user.rights if isinstance(user, User) else NO_RIGHTS


def visible_or_404(queryset: Any, user: User | AnonymousUser, **lookup: Any) -> Any:
    """The record, if this user may know of it; otherwise the same 404 as for one that does not exist."""
    found = queryset.visible_to(user).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def require(rule: Callable[..., bool], user: User | AnonymousUser, *subject: Any, why: str = "") -> None:
    """403 with the reason, for one who may see a thing but not do this to it."""
    if not rule(user, *subject):
        doc = (rule.__doc__ or "").strip().splitlines()
        raise PermissionDenied(why or (doc[0] if doc else "You may not do this."))
