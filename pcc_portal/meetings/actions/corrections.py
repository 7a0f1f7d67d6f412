"""Corrections of draft minutes: proposed beside a paragraph, answered by the clerk, put before the next meeting."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Correction, Entry, Minutes, MinutesVersion
from pcc_portal.meetings.models.correction import CORRECTION_MOVES, NEEDS_WORDS, CorrectionState
from pcc_portal.meetings.printing.wording import tidy
from pcc_portal.meetings.states import MinutesStatus
from pcc_portal.notices.models import Message


class NotOpenToCorrection(Refusal):
    """Only minutes that are sent round and not yet confirmed are put right."""

    def __init__(self) -> None:
        super().__init__(
            "These minutes are not open to correction: they have not been sent round, or have been confirmed already."
        )


class NothingProposed(Refusal):
    """A correction that says nothing else."""


class SayWhy(Refusal):
    """Whoever is told no is told why."""


@transaction.atomic
def propose(
    version: MinutesVersion, entry: Entry, *, quoted: str, words: str, why: str, by: User, at: datetime
) -> Correction:
    """Against one paragraph as it was sent round. Raises NotOpenToCorrection, NothingProposed."""
    minutes = _open(version.minutes)
    words, why = tidy(words), tidy(why)
    if not words or words == tidy(quoted):
        raise NothingProposed("Say how the paragraph should read: this is what it says already.")
    row = Correction.objects.create(
        minutes=minutes,
        version=version,
        entry=entry,
        part=entry.part,
        quoted=quoted,
        words=words,
        why=why,
        proposed_by=by,
        proposed_at=at,
    )
    _note("proposed", row, by=by, at=at)
    return row


@transaction.atomic
def answer(row: Correction, *, state: CorrectionState, words: str, by: User, at: datetime) -> Correction:
    """Accepted (the clerk then changes the paragraph), not accepted, in part, or left to the meeting.

    Answered again, the later answer stands. Raises NotOpenToCorrection, SayWhy, BadMove.
    """
    _open(row.minutes)
    row = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("minutes__meeting__body", "proposed_by")
        .get(pk=row.pk)
    )
    if state in NEEDS_WORDS and not words.strip():
        raise SayWhy(
            "Say why, in a sentence: it is shown to whoever proposed it, and put before the meeting."
        )
    if row.state != state:
        move(row, state, along=CORRECTION_MOVES, field="state")
    row.answer, row.answered_by, row.answered_at = words.strip(), by, at
    row.save()
    _note("answered", row, by=by, at=at, state=str(state))
    _tell(row, by=by, at=at)
    return row


def _tell(row: Correction, *, by: User, at: datetime) -> None:
    """Whoever proposed it hears what came of it. No word of the paragraph or of the answer is in the mail."""
    meeting = row.minutes.meeting
    notices.post(
        "meetings.correction_answered",
        to=row.proposed_by.email,
        context={
            "meeting": str(meeting),
            "state": row.get_state_display(),
            "url": f"{settings.PUBLIC_BASE_URL}{meeting.path}minutes/corrections/{row.pk}/",
        },
        dedupe_key=f"correction:{row.pk}:{row.state}",
        rule="pcc_portal.meetings.actions.corrections.stands_so",
        about=row,
        by=by,
        at=at,
    )


def stands_so(message: Message) -> bool:
    """Only while it was not taken back."""
    return Correction.objects.standing().filter(pk=message.about_id).exists()


@transaction.atomic
def withdraw(row: Correction, *, by: User, at: datetime) -> Correction:
    """Taken back by whoever proposed it. Raises NotOpenToCorrection, BadMove."""
    _open(row.minutes)
    row = Correction.objects.select_for_update(of=("self",)).select_related("minutes__meeting").get(pk=row.pk)
    move(row, CorrectionState.WITHDRAWN, along=CORRECTION_MOVES, field="state")
    row.save(update_fields=["state"])
    _note("withdrawn", row, by=by, at=at)
    return row


def _open(minutes: Minutes) -> Minutes:
    """Under their lock, as everyone takes hold of them."""
    rows = Minutes.objects.select_for_update(of=("self",), no_key=True).select_related("meeting")
    held = rows.get(pk=minutes.pk)
    if held.status != MinutesStatus.CIRCULATED:
        raise NotOpenToCorrection
    return held


def _note(verb: str, row: Correction, *, by: User, at: datetime, **facts: str) -> None:
    """The words stay on the correction: they may speak of what is exempt."""
    record(
        f"meetings.correction.{verb}",
        subject=row,
        by=by,
        at=at,
        thread=row.minutes.meeting.ref,
        **facts,
    )
