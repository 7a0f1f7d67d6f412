"""Two pairs of eyes on a supplement: the same rule, the same question and the same answers as for the agenda."""

from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent
from pcc_portal.meetings.actions.seconding import NeedsSecond
from pcc_portal.meetings.models import Meeting, Supplement
from pcc_portal.meetings.proofing import flagged_of
from pcc_portal.meetings.queries import Agenda, substance_of
from pcc_portal.meetings.states import AGREED_TO_ISSUE_LATE


@transaction.atomic
def ask(
    supplement: Supplement, meeting: Meeting, own: Agenda, *, by: User, at: datetime, urgency: str
) -> Consent:
    """Ask for agreement to what is saved now; asked twice about the same, it is one question. Raises NobodyToAsk."""
    fingerprint = substance_of(meeting)
    waiting = Consent.objects.about(AGREED_TO_ISSUE_LATE, supplement).live().filter(fingerprint=fingerprint)
    if (asked := waiting.first()) is not None and asked.is_asked:
        return asked
    return consents.ask(
        AGREED_TO_ISSUE_LATE,
        subject=supplement,
        thread=meeting.ref,
        organisation=meeting.body.side,
        fingerprint=fingerprint,
        what="\n".join(one.words for one in flagged_of(own)),
        facts={"reason": urgency.strip(), "number": supplement.number},
        by=by,
        at=at,
    )


def second_of(supplement: Supplement, meeting: Meeting, own: Agenda, *, by: User) -> Consent | None:
    """The consent on which ``by`` may let it out; None where nothing in it takes two. Raises NeedsSecond."""
    flagged = flagged_of(own)
    if not flagged:
        return None
    fingerprint = substance_of(meeting)
    consent = consents.agreed(AGREED_TO_ISSUE_LATE, supplement, fingerprint=fingerprint, by=by)
    if consent is None:
        raise NeedsSecond(flagged)
    return consent


def spend(supplement: Supplement, meeting: Meeting, own: Agenda, *, by: User, at: datetime) -> User | None:
    """The second person on whose word it goes out, which cannot be used again. Raises NeedsSecond."""
    consent = second_of(supplement, meeting, own, by=by)
    return consents.carry_out(consent, at=at).answered_by if consent else None
