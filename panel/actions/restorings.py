"""A lost second step: one person asks for it to be taken away after checking who asked them, a second person agrees."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts import rules
from pcc_portal.accounts.actions import steps
from pcc_portal.accounts.models import IdentityCheck, Restoring, User
from pcc_portal.accounts.states import RESTORING_MOVES, CheckedHow, RestoringState
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move


class AlreadyAsked(Exception):
    """Somebody has asked, and nobody has decided yet."""


class NotYours(Exception):
    """Not by this person: they asked themselves, or it is not theirs to decide."""


class TooLate(Exception):
    """The identity was checked too long ago to stand for today."""


@transaction.atomic
def ask(user: User, *, how: CheckedHow, words: str, by: User, at: datetime) -> Restoring:
    """Nothing is taken away yet: a second person must agree first. The member is told at once, so that a trick is noticed.

    Source: issue 3 part 5; ASVS 2.3.5 (two people) and 6.4.4 (identity proved as at enrolment).
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not rules.may_ask_to_restore(by, user, on=timezone.localdate(at)):
        raise NotYours("This is not yours to ask for.")
    before = Restoring.objects.filter(user=user, state=RestoringState.ASKED).first()
    if before is not None:
        if not is_stale(before, at=at):
            raise AlreadyAsked(f"{before.asked_by} has asked already. A second person decides.")
        move(before, RestoringState.LAPSED, along=RESTORING_MOVES, field="state")
        before.save(update_fields=["state"])
    restoring = Restoring.objects.create(user=user, asked_by=by, asked_at=at)
    IdentityCheck.objects.create(restoring=restoring, how=how, words=words)
    record("accounts.restoring.asked", subject=restoring, by=by, at=at, user=str(user.pk), how=how)
    _tell(restoring, "restoring_asked", by=by, at=at)
    return restoring


@transaction.atomic
def agree(restoring: Restoring, *, by: User, at: datetime) -> Restoring:
    """Take the second step away, end every session, and tell the member: they set up anew at their next sign-in."""
    restoring = _locked(restoring)
    if not rules.may_agree_to_restore(by, restoring, on=timezone.localdate(at)):
        raise NotYours("A second person has to agree: not the one who asked.")
    if is_stale(restoring, at=at):
        raise TooLate("The identity was checked more than a day ago. Ask again, and check it anew.")
    steps.take_away(restoring.user, by=by, at=at)
    return _decided(restoring, RestoringState.AGREED, by=by, at=at)


@transaction.atomic
def refuse(restoring: Restoring, *, by: User, at: datetime) -> Restoring:
    """Nothing is taken away. Whoever asked may take it back themselves."""
    restoring = _locked(restoring)
    if not rules.may_see_restoring(by, restoring, on=timezone.localdate(at)):
        raise NotYours("This is not yours to decide.")
    return _decided(restoring, RestoringState.REFUSED, by=by, at=at)


@transaction.atomic
def by_hand(user: User, *, at: datetime) -> None:
    """By whoever runs the server, who could write to the database anyway: set down as nobody's act, and mailed all the same."""
    steps.take_away(user, by=None, at=at)
    key = f"accounts.restoring_agreed:{user.pk}:{at.isoformat()}"
    who = "whoever runs the server of the portal"
    notices.post(
        "accounts.restoring_agreed", to=user.email, context={"who": who}, dedupe_key=key, by=None, at=at
    )


def is_stale(restoring: Restoring, *, at: datetime) -> bool:
    return at - restoring.asked_at > settings.RESTORING_LAPSES_AFTER


def _locked(restoring: Restoring) -> Restoring:
    return (
        Restoring.objects.select_for_update(of=("self",))
        .select_related("user", "asked_by")
        .get(pk=restoring.pk)
    )


def _decided(restoring: Restoring, state: RestoringState, *, by: User, at: datetime) -> Restoring:
    move(restoring, state, along=RESTORING_MOVES, field="state")
    restoring.decided_by, restoring.decided_at = by, at
    restoring.save(update_fields=["state", "decided_by", "decided_at"])
    record(f"accounts.restoring.{state}", subject=restoring, by=by, at=at, user=str(restoring.user_id))
    _tell(restoring, f"restoring_{state}", by=by, at=at)
    return restoring


def _tell(restoring: Restoring, kind: str, *, by: User, at: datetime) -> None:
    """The one it is about, and nobody else; no word of how they were recognised."""
    notices.post(
        f"accounts.{kind}",
        to=restoring.user.email,
        context={"who": str(by)},
        dedupe_key=f"accounts.{kind}:{restoring.pk}",
        by=by,
        at=at,
        about=restoring,
    )
