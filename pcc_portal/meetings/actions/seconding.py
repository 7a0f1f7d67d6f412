"""Two pairs of eyes: what is exempt, restricted or personal is let out by two people of one side, never by one."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent, Exemption, Withheld
from pcc_portal.meetings.actions.reviews import held_by_exemption
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.proofing import Flagged, flagged_of
from pcc_portal.meetings.queries import Agenda, agenda_of, substance_of
from pcc_portal.meetings.states import AGREED_TO_ISSUE


class NeedsSecond(Exception):
    """The agenda holds what one person alone may not let out, and nobody else has agreed to what is saved now."""

    fit_to_show = True

    def __init__(self, flagged: list[Flagged]) -> None:
        self.flagged = flagged
        super().__init__(
            "A second person has to agree before this goes out: "
            + " ".join(f"{one.words[:1].upper()}{one.words[1:]}" for one in flagged)
        )


@transaction.atomic
def ask(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> Consent:
    """Ask for agreement to what is saved now; asked twice about the same, it is one question. Raises NobodyToAsk."""
    meeting = taken(meeting)
    fingerprint = substance_of(meeting)
    waiting = Consent.objects.about(AGREED_TO_ISSUE, meeting).live().filter(fingerprint=fingerprint).first()
    if waiting is not None and waiting.is_asked:
        return waiting
    return consents.ask(
        AGREED_TO_ISSUE,
        subject=meeting,
        thread=meeting.ref,
        organisation=meeting.body.side,
        fingerprint=fingerprint,
        what="\n".join(one.words for one in flagged_of(agenda_of(meeting))),
        facts={"reason": reason.strip()},
        by=by,
        at=at,
    )


@transaction.atomic
def agree(consent: Consent, *, by: User, at: datetime) -> Consent:
    """A second person has seen what goes to whom, and agrees: to exactly that.

    Void, and not agreed, where something was changed since it was asked. Raises NotYours, BadMove.
    """
    meeting = taken(Meeting.objects.get(ref=consent.thread))
    if consent.fingerprint != _print_now(consent, meeting):
        return consents.drop(consent, why="Something was changed since it was asked.", by=by, at=at)
    return consents.agree(consent, by=by, at=at)


def _print_now(consent: Consent, meeting: Meeting) -> str:
    if consent.kind == AGREED_TO_ISSUE:
        return substance_of(meeting)
    exemption = Exemption.objects.get(pk=consent.subject_id)
    return print_of(exemption, held_by_exemption(exemption).withheld())


def print_of(exemption: Exemption, withheld: Sequence[Withheld]) -> str:
    """Of an exemption and of what was withheld on it: a review or another version of a paper changes it."""
    papers = [(row.subject_id, row.version, row.sha256) for row in withheld]
    said = (str(exemption.pk), exemption.review_on.isoformat(), exemption.in_force, papers)
    return sha256(repr(said).encode()).hexdigest()


@transaction.atomic
def refuse(consent: Consent, *, reasons: str, by: User, at: datetime) -> Consent:
    """Says what is wrong; nothing goes out, and the clerk goes on with the draft. Raises NotYours, BadMove."""
    return consents.refuse(consent, reasons=reasons, by=by, at=at)


@transaction.atomic
def take_back(consent: Consent, *, by: User, at: datetime) -> None:
    """The question is withdrawn, or the answer no longer wanted; what was carried out stays."""
    taken(Meeting.objects.get(ref=consent.thread))
    consents.drop(consent, why="The question was taken back.", by=by, at=at)


def second_of(meeting: Meeting, agenda: Agenda, *, by: User) -> Consent | None:
    """The consent on which ``by`` may let this agenda out; None where nothing in it takes two. Raises NeedsSecond."""
    flagged = flagged_of(agenda)
    if not flagged:
        return None
    consent = consents.agreed(AGREED_TO_ISSUE, meeting, fingerprint=substance_of(meeting), by=by)
    if consent is None:
        raise NeedsSecond(flagged)
    return consent


def spend(meeting: Meeting, agenda: Agenda, *, by: User, at: datetime) -> User | None:
    """The second person on whose word it goes out, which cannot be used again; None where it takes one. Raises NeedsSecond."""
    consent = second_of(meeting, agenda, by=by)
    return consents.carry_out(consent, at=at).answered_by if consent else None


def taken(meeting: Meeting) -> Meeting:
    """The meeting's row, locked before any consent about it, as every change of the agenda does."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("body__organisation", "body__host")
        .get(pk=meeting.pk)
    )
