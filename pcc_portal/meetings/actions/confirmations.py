"""Confirm minutes at a later meeting, and sign them: from then on nobody changes a word."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import announcements, minutes_versions
from pcc_portal.meetings.actions.circulations import NotReady
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.actions.minutes_versions import Composed
from pcc_portal.meetings.models import (
    Confirmation,
    Correction,
    Entry,
    ExemptMinutes,
    Meeting,
    Minutes,
    MinutesVersion,
    Signature,
)
from pcc_portal.meetings.models.confirmation import SignedHow
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.printing import minuted
from pcc_portal.meetings.proofing.settled import before_confirming
from pcc_portal.meetings.states import AGREED_TO_CONFIRM, MINUTES_MOVES, AnnouncementKind, MinutesStatus
from pcc_portal.writing.actions import texts

FLAGGED = "The minutes of this meeting have an exempt part: what is let out is the open part alone."


class EarlierMeeting(Refusal):
    """Minutes are confirmed by a meeting after the one that they are of."""

    def __init__(self) -> None:
        super().__init__(
            "Choose a meeting after this one: minutes are confirmed at the next suitable meeting."
        )


class NoResolution(Refusal):
    """A confirmation rests on a resolution, or says why there is none."""

    def __init__(self) -> None:
        super().__init__(
            "Choose the resolution that confirms them, or say why none is on record. What you write is printed."
        )


class NeedsAnother(Refusal):
    """Minutes with an exempt part are let out by two people."""

    fit_to_show = True

    def __init__(self) -> None:
        super().__init__(
            "These minutes have an exempt part, so a second person of your side has to agree before the open part goes out. "
            "Ask them; then confirm."
        )


@transaction.atomic
def ask(meeting: Meeting, *, by: User, at: datetime) -> Consent:
    """Ask for a second pair of eyes on what goes out; asked twice about the same, it is one question.

    Raises NotReady, NobodyToAsk.
    """
    minutes, made = _ready(meeting)
    live = Consent.objects.about(AGREED_TO_CONFIRM, minutes).live().filter(fingerprint=made.sha256)
    if (waiting := live.first()) is not None:
        return waiting
    return consents.ask(
        AGREED_TO_CONFIRM,
        subject=minutes,
        thread=meeting.ref,
        organisation=minutes.meeting.body.side,
        fingerprint=made.sha256,
        what=FLAGGED,
        by=by,
        at=at,
    )


@transaction.atomic
def agree(consent: Consent, *, by: User, at: datetime) -> Consent:
    """To exactly these words; void where they were changed since it was asked. Raises NotYours, BadMove."""
    minutes = Minutes.objects.select_related("meeting").get(pk=consent.subject_id)
    made = minutes_versions.composed(minutes_versions.fresh(minutes.meeting))
    if made.sha256 != consent.fingerprint:
        return consents.drop(consent, why="The minutes were changed since it was asked.", by=by, at=at)
    return consents.agree(consent, by=by, at=at)


@transaction.atomic
def confirm(
    meeting: Meeting,
    *,
    at_meeting: Meeting,
    resolution: Entry | None,
    without: str = "",
    by: User,
    at: datetime,
) -> Confirmation:
    """By a later meeting. The words are locked and the open ones let out at once; the Chair signs when they can.

    Raises NotReady, EarlierMeeting, NoResolution, NeedsAnother, BadMove.
    """
    minutes, made = _ready(meeting)
    if at_meeting.body_id != minutes.meeting.body_id or at_meeting.held_on <= minutes.meeting.held_on:
        raise EarlierMeeting
    if resolution is None and not without.strip():
        raise NoResolution
    second = _spend(minutes, made, by=by, at=at)
    move(minutes, MinutesStatus.CONFIRMED, along=MINUTES_MOVES)
    minutes.save(update_fields=["status"])
    accepted = [CorrectionState.ACCEPTED, CorrectionState.IN_PART]
    row = Confirmation.objects.create(
        minutes=minutes,
        meeting=at_meeting,
        resolution=resolution,
        without="" if resolution else without.strip(),
        corrected=Correction.objects.filter(minutes=minutes, state__in=accepted).exists(),
        at=at,
        by=by,
        seconded_by=second,
    )
    _lock(minutes, by=by, at=at)
    _let_out(row, minutes, made, by=by, at=at)
    record(
        "meetings.minutes.confirmed",
        subject=minutes,
        by=by,
        at=at,
        thread=meeting.ref,
        meeting=at_meeting.ref,
    )
    return row


def _let_out(row: Confirmation, minutes: Minutes, made: Composed, *, by: User, at: datetime) -> None:
    """The open words for everyone, at once, and a mail to everyone on the list."""
    ending = minuted.confirmed(row)
    version = minutes_versions.freeze(minutes, made, kind=VersionKind.CONFIRMED, ending=ending, by=by, at=at)
    out = minutes_versions.let_out(version, by=by, at=at, seconded_by=row.seconded_by)
    announcements.tell(
        minutes.meeting, kind=AnnouncementKind.CONFIRMED, news=list(ending.lines), of=[out], by=by, at=at
    )


def _ready(meeting: Meeting) -> tuple[Minutes, Composed]:
    """The minutes under their lock, with both parts as they stand. Raises NotReady."""
    minutes = Minutes.objects.select_for_update(of=("self",), no_key=True).get(meeting=meeting)
    written = minutes_versions.fresh(meeting)
    assert written.minutes is not None, "they are locked here"
    made = minutes_versions.composed(written)
    if flags := before_confirming(written, made.reads):
        raise NotReady(flags)
    minutes.meeting = written.meeting
    return minutes, made


def _spend(minutes: Minutes, made: Composed, *, by: User, at: datetime) -> User | None:
    """The second person on whose word the open part goes out; None where nothing is exempt. Raises NeedsAnother."""
    if made.private is None:
        return None
    consent = consents.agreed(AGREED_TO_CONFIRM, minutes, fingerprint=made.sha256, by=by)
    if consent is None:
        raise NeedsAnother
    return consents.carry_out(consent, at=at).answered_by


def _lock(minutes: Minutes, *, by: User, at: datetime) -> None:
    texts.lock(minutes.text, by=by, at=at)
    held = ExemptMinutes.objects.select_related("text").filter(minutes=minutes).first()
    if held is not None:
        texts.lock(held.text, by=by, at=at)


@transaction.atomic
def sign(meeting: Meeting, *, capacity: str, by: User, at: datetime) -> Signature:
    """By whoever presided, in the portal: name, time and the hash of the words, which are those that were confirmed.

    Raises BadMove.
    """
    assert by.person is not None, "a seat is a person's"
    return _sign(
        meeting,
        by.person,
        capacity=capacity,
        how=SignedHow.PORTAL,
        on=timezone.localdate(at),
        kept="",
        by=by,
        at=at,
    )


@transaction.atomic
def record_signature(
    meeting: Meeting, person: Person, *, capacity: str, on: date, kept: str, by: User, at: datetime
) -> Signature:
    """The page was signed on paper: by whom, when, and where it is kept. Raises BadMove."""
    return _sign(meeting, person, capacity=capacity, how=SignedHow.PAPER, on=on, kept=kept, by=by, at=at)


def _sign(
    meeting: Meeting,
    person: Person,
    *,
    capacity: str,
    how: SignedHow,
    on: date,
    kept: str,
    by: User,
    at: datetime,
) -> Signature:
    minutes = Minutes.objects.select_for_update(of=("self",), no_key=True).get(meeting=meeting)
    move(minutes, MinutesStatus.SIGNED, along=MINUTES_MOVES)
    minutes.save(update_fields=["status"])
    minutes.meeting = Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)
    confirmed = MinutesVersion.objects.get(minutes=minutes, kind=VersionKind.CONFIRMED)
    row = Signature.objects.create(
        minutes=minutes,
        person=person,
        capacity=capacity,
        how=how,
        signed_on=on,
        kept=kept,
        sha256=confirmed.sha256,
        at=at,
        by=by,
    )
    confirmation = Confirmation.objects.select_related("meeting").get(minutes=minutes)
    version = minutes_versions.freeze_signed(
        confirmed, minuted.confirmed(confirmation), minuted.signed(confirmation, row), by=by, at=at
    )
    minutes_versions.let_out(version, by=by, at=at, seconded_by=confirmation.seconded_by)
    record("meetings.minutes.signed", subject=minutes, by=by, at=at, thread=meeting.ref, how=str(how))
    return row


def resolutions_of(meetings: Iterable[Meeting]) -> list[Entry]:
    """Resolutions of these meetings that confirm something, by their kind or their first word, for the clerk to choose from."""
    confirms = Q(resolution__kind="confirm") | Q(resolution__isnull=False, block__html__istartswith="confirm")
    rows = Entry.objects.filter(confirms, minutes__meeting__in=list(meetings))
    return list(
        rows.select_related("block", "minutes__meeting").order_by("minutes__meeting__held_on", "position")
    )
