"""Ask a second person, and what they say: the only writers of Consent. What is asked about belongs to the caller."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from pcc_portal.accounts.access import holders, rights_of
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.documents.models import Consent
from pcc_portal.documents.states import CONSENT_MOVES, LIVE, ConsentState
from pcc_portal.lifecycle import move


class NotYours(Exception):
    """The one who asked, or someone of another side, cannot be the second person."""


class NobodyToAsk(Exception):
    """Nobody else of this side may agree today; the words print the lawful way out."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            f"Nobody else at “{organisation}” can agree today, and nobody agrees to what they asked for themselves. "
            "The host council’s monitoring officer can have the administrator name a stand-in: under People and roles, "
            "the role of a deputy clerk for one day. The name, the day and who gave it are kept. Then ask again."
        )


def seconds(organisation: Organisation, *, on: Any, but: User) -> list[User]:
    """Those who can be the second person on a day: everyone of this side with the power, but the one who asks."""
    return [user for user in holders(Power.SECOND, organisation.pk, on=on) if user.pk != but.pk]


@transaction.atomic
def ask(
    kind: str,
    *,
    subject: models.Model,
    thread: str,
    organisation: Organisation,
    fingerprint: str,
    what: str,
    by: User,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Consent:
    """Ask for a second pair of eyes; what was asked about the same thing before is void. Raises NobodyToAsk."""
    if not seconds(organisation, on=timezone.localdate(at), but=by):
        raise NobodyToAsk(organisation)
    void(kind, subject, why="It was asked anew.", by=by, at=at)
    consent = Consent.objects.create(
        kind=kind,
        subject_id=str(subject.pk),
        thread=thread,
        organisation=organisation,
        fingerprint=fingerprint,
        what=what,
        facts=dict(facts or {}),
        asked_by=by,
        asked_at=at,
    )
    _record("asked", consent, by=by, at=at)
    return consent


@transaction.atomic
def agree(consent: Consent, *, by: User, at: datetime) -> Consent:
    """Yes, to exactly what was shown. Raises NotYours, BadMove."""
    consent = _answered(consent, ConsentState.AGREED, by=by, at=at)
    consent.save(update_fields=["state", "answered_by", "answered_at"])
    _record("agreed", consent, by=by, at=at)
    return consent


@transaction.atomic
def refuse(consent: Consent, *, reasons: str, by: User, at: datetime) -> Consent:
    """No, and what is wrong: on the consent and not in the audit, since it may quote what is exempt.

    Raises NotYours, BadMove.
    """
    consent = _answered(consent, ConsentState.REFUSED, by=by, at=at)
    consent.reasons = reasons
    consent.save(update_fields=["state", "answered_by", "answered_at", "reasons"])
    _record("refused", consent, by=by, at=at)
    return consent


def void(kind: str, subject: models.Model, *, why: str, by: User | None, at: datetime) -> list[Consent]:
    """What was asked or agreed about this no longer holds: it was changed, taken back or asked anew."""
    live = list(Consent.objects.about(kind, subject).live().select_for_update(of=("self",)))
    for consent in live:
        _end(consent, ConsentState.VOID, because=why, at=at)
        _record("voided", consent, by=by, at=at, why=why)
    return live


@transaction.atomic
def drop(consent: Consent, *, why: str, by: User, at: datetime) -> Consent:
    """The one question, by its own name; answered or not, nothing goes out on it. No longer live, it stays as it is."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.state in LIVE:
        _end(consent, ConsentState.VOID, because=why, at=at)
        _record("voided", consent, by=by, at=at, why=why)
    return consent


@transaction.atomic
def carry_out(consent: Consent, *, at: datetime) -> Consent:
    """What was agreed has been done; it cannot be done again on the same word. Raises BadMove."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    return _end(consent, ConsentState.CARRIED_OUT, because="", at=at)


def agreed(kind: str, subject: models.Model, *, fingerprint: str, by: User) -> Consent | None:
    """The consent on which this person may act now: another's, and to exactly what is saved."""
    found = Consent.objects.about(kind, subject).filter(state=ConsentState.AGREED, fingerprint=fingerprint)
    return found.exclude(answered_by=by).select_related("answered_by", "asked_by").first()


def _answered(consent: Consent, state: ConsentState, *, by: User, at: datetime) -> Consent:
    consent = (
        Consent.objects.select_for_update(of=("self",))
        .select_related("organisation", "asked_by")
        .get(pk=consent.pk)
    )
    if by.pk == consent.asked_by_id:
        raise NotYours("You asked for this yourself. Another person of your side has to look at it.")
    if not rights_of(by, on=timezone.localdate(at)).may(Power.SECOND, consent.organisation_id):
        raise NotYours(f"Only a second person of “{consent.organisation}” can answer this.")
    move(consent, state, along=CONSENT_MOVES, field="state")
    consent.answered_by, consent.answered_at = by, at
    return consent


def _end(consent: Consent, state: ConsentState, *, because: str, at: datetime) -> Consent:
    move(consent, state, along=CONSENT_MOVES, field="state")
    consent.ended_at, consent.ended_because = at, because
    consent.save(update_fields=["state", "ended_at", "ended_because"])
    return consent


def _record(verb: str, consent: Consent, *, by: User | None, at: datetime, **facts: Any) -> None:
    record(
        f"documents.consent.{verb}",
        subject=consent,
        by=by,
        at=at,
        thread=consent.thread,
        about=consent.kind,
        **facts,
    )
