"""Terms of office: who holds a post from when to when, and what ends with the term."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Delegation, Holding, Person, Post, RoleGrant, User
from pcc_portal.accounts.models.person import SOLE, HoldingKind, PostKind
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.log import record

# The role that comes with a post, substantive or acting, in the post's organisation.
ROLES = {
    PostKind.COMMISSIONER: Role.COMMISSIONER,
    PostKind.DEPUTY: Role.COMMISSIONER,
    PostKind.CHIEF_EXECUTIVE: Role.CHIEF_EXECUTIVE,
    PostKind.CHIEF_CONSTABLE: Role.CHIEF_CONSTABLE,
}


class PostTaken(Exception):
    """Somebody holds this post in that way on one of these days."""


class OutsideTheTerm(Exception):
    """The days do not lie within the term, or the last lies before the first."""


@transaction.atomic
def begin(
    post: Post,
    person: Person,
    *,
    from_on: date,
    by: User | None,
    at: datetime,
    kind: str = HoldingKind.SUBSTANTIVE,
    to_on: date | None = None,
) -> Holding:
    """A term of office; an account of its holder gets the post's role for its days. Raises PostTaken, OutsideTheTerm."""
    if to_on is not None and to_on < from_on:
        raise OutsideTheTerm("The last day cannot lie before the first.")
    try:
        with transaction.atomic():
            holding = Holding.objects.create(
                post=post, person=person, kind=kind, from_on=from_on, to_on=to_on, is_sole=post.kind in SOLE
            )
    except IntegrityError as clash:
        if "one_holder_of_a_sole_post" not in str(clash):
            raise
        raise PostTaken("Somebody holds this post on one of these days. End that term first.") from None
    user = User.objects.filter(person=person).first()
    if user is not None and post.kind in ROLES:
        grants.give(
            user,
            role=ROLES[PostKind(post.kind)],
            organisation=post.organisation,
            from_on=from_on,
            last_on=to_on,
            by=by,
            at=at,
            reason=reason_of(holding),
        )
    record(
        "accounts.term.begun", subject=holding, by=by, at=at, post=str(post), person=str(person), as_a=kind
    )
    return holding


@transaction.atomic
def end(holding: Holding, *, last_on: date, by: User | None, at: datetime) -> Holding:
    """The last day of a term, of the role that came with it, and of all that was delegated in it.

    A day put right later puts those right too that ended with the term. Raises OutsideTheTerm.
    """
    holding = Holding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
    if last_on < holding.from_on:
        raise OutsideTheTerm("The last day cannot lie before the first.")
    before, holding.to_on = holding.to_on, last_on
    holding.save(update_fields=["to_on"])
    for grant in RoleGrant.objects.filter(reason=reason_of(holding), to_on=before):
        grants.end(grant, last_on=last_on, by=by, at=at)
    for delegation in Delegation.objects.select_for_update().filter(holding=holding):
        _shorten(delegation, before=before, last_on=last_on)
    record("accounts.term.ended", subject=holding, by=by, at=at, last_on=last_on.isoformat())
    return holding


def _shorten(delegation: Delegation, *, before: date | None, last_on: date) -> None:
    """What would outlive the term ends with it; what had not begun never gives anything (ends the day before)."""
    if delegation.to_on in {None, before} or (delegation.to_on is not None and delegation.to_on > last_on):
        delegation.to_on = max(last_on, delegation.from_on - timedelta(days=1))
        delegation.save(update_fields=["to_on"])


@transaction.atomic
def delegate(
    holding: Holding,
    *,
    what: str,
    from_on: date,
    by: User,
    at: datetime,
    to_person: Person | None = None,
    to_post: Post | None = None,
    to_on: date | None = None,
) -> Delegation:
    """What the holder lets a person or the holder of a post do, within their own term. Raises OutsideTheTerm."""
    holding = Holding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
    outlives = holding.to_on is not None and (to_on is None or to_on > holding.to_on)
    last = holding.to_on if outlives else to_on
    if from_on < holding.from_on or (last is not None and from_on > last):
        raise OutsideTheTerm("A delegation lies within the term of the one who delegates.")
    delegation = Delegation.objects.create(
        holding=holding, to_person=to_person, to_post=to_post, what=what, from_on=from_on, to_on=last
    )
    record("accounts.delegation.made", subject=delegation, by=by, at=at, from_on=from_on.isoformat())
    return delegation


@transaction.atomic
def recall(delegation: Delegation, *, last_on: date, by: User, at: datetime) -> Delegation:
    """The last day of a delegation, before its term is over."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    delegation.to_on = max(last_on, delegation.from_on - timedelta(days=1))
    delegation.save(update_fields=["to_on"])
    record("accounts.delegation.recalled", subject=delegation, by=by, at=at, last_on=last_on.isoformat())
    return delegation


def reason_of(holding: Holding) -> str:
    """Links a right to the term that it came with."""
    return f"holding {holding.pk}"
