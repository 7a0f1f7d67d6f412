"""Formal challenges: written, sent, answered, discussed, closed; and let out by choice."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.actions.numbering import next_reference
from governance.models import Challenge, ChallengeFile
from governance.models.owner import holders_of
from governance.states.challenges import (
    CHALLENGE,
    CHALLENGE_FILE,
    CHALLENGE_MOVES,
    SHELF,
    ChallengeState,
    LetterKind,
)
from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import private_files, releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Meeting

RULE = "Published by choice of the Commissioner, who holds the Chief Constable to account (PRSRA 2011 s1(7))"


class NoLetter(Refusal):
    """Nothing is sent, and nothing answered, without a word."""


class OutOfOrder(Refusal):
    """One day of it lies before another that it follows."""


class NotSent(Refusal):
    """A draft is nobody's to read."""


@transaction.atomic
def write(body: Body, *, by: User, at: datetime, **said: Any) -> Challenge:
    """A draft of the office: subjects, letter, owner_post or owner_person, written_on, due_on. Raises OutOfOrder."""
    _in_order(said["written_on"], said["due_on"])
    reference = next_reference(Challenge.objects, "c", said["written_on"].year)
    row = Challenge.objects.create(body=body, reference=reference, entered_by=by, entered_at=at, **said)
    _note("written", row, by=by, at=at)
    return row


@transaction.atomic
def keep_file(row: Challenge, *, title: str, kind: str, by: User, at: datetime, **file: Any) -> ChallengeFile:
    """A letter as a PDF: original, found, is_scanned."""
    row = _locked(row)
    made = ChallengeFile.objects.create(
        challenge=row, kind=kind, **private_files.kept(title, by=by, at=at, **file)
    )
    _note("file_kept", row, by=by, at=at)
    return made


@transaction.atomic
def send(row: Challenge, *, by: User, at: datetime) -> Challenge:
    """Its addressee reads it from now on, and is told that an answer is awaited. Raises NoLetter, BadMove."""
    row = _locked(row)
    if not row.letter and not row.files.filter(kind=LetterKind.LETTER).exists():
        raise NoLetter("Write the letter, or add it as a PDF.")
    _moved(row, ChallengeState.SENT)
    _note("sent", row, by=by, at=at)
    _tell(row, by=by, at=at)
    return row


@transaction.atomic
def answer(
    row: Challenge,
    *,
    received_on: date,
    response: str,
    by: User,
    at: datetime,
    file: dict[str, Any] | None = None,
) -> Challenge:
    """In words or as a PDF, on the day it came. Raises NoLetter, OutOfOrder, BadMove."""
    row = _locked(row)
    if not response and file is None:
        raise NoLetter("Write the answer, or add it as a PDF.")
    _in_order(row.written_on, received_on)
    row.received_on, row.response = received_on, response
    _moved(row, ChallengeState.ANSWERED)
    if file is not None:
        kept = private_files.kept(by=by, at=at, **file)
        ChallengeFile.objects.create(challenge=row, kind=LetterKind.RESPONSE, **kept)
    _note("answered", row, by=by, at=at)
    return row


@transaction.atomic
def discuss(
    row: Challenge, *, on: date, words: str, by: User, at: datetime, meeting: Meeting | None = None
) -> Challenge:
    """Where and when it was talked about, and what was said. Raises BadMove."""
    row = _locked(row)
    row.discussed_on, row.discussion, row.meeting = on, words, meeting
    _moved(row, ChallengeState.DISCUSSED)
    _note("discussed", row, by=by, at=at)
    return row


@transaction.atomic
def put_off(  # every kind that is owed takes its reason; that of a challenge stands with the time that was asked for
    row: Challenge,
    *,
    due_on: date,
    why: str,
    by: User,
    at: datetime,
) -> Challenge:
    """Another day for the answer. Raises NotSent, OutOfOrder."""
    row = _locked(row)
    if not row.is_sent:
        raise NotSent("No answer is waited for any more.")
    _in_order(row.written_on, due_on)
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    _note("put_off", row, by=by, at=at)
    return row


@transaction.atomic
def close(row: Challenge, *, on: date, why: str, by: User, at: datetime) -> Challenge:
    """It is over, and why. Raises BadMove."""
    row = _locked(row)
    row.closed_on, row.closed_by, row.closed_why = on, by, why
    _moved(row, ChallengeState.CLOSED)
    _note("closed", row, by=by, at=at)
    return row


@transaction.atomic
def publish(row: Challenge, *, with_letter: bool, with_response: bool, by: User, at: datetime) -> Release:
    """That there is a challenge, about what, and how it stands; its letters where the office chooses so. Raises NotSent."""
    row = _locked(row)
    if row.is_draft:
        raise NotSent("It has not been sent yet. Nobody reads a draft.")
    kinds = [LetterKind.LETTER] * with_letter + [LetterKind.RESPONSE] * with_response
    files = list(row.files.filter(kind__in=kinds))
    _withdraw_files(
        row, keep={str(file.pk) for file in files}, by=by, at=at, reason="It is not public any more."
    )
    for n, file in enumerate(files, start=1):
        _let_out(row, file, n, by=by, at=at)
    made = releases.release(
        CHALLENGE,
        subject=row,
        collection=SHELF,
        title=row.about[:300],
        rule=RULE,
        content=Content(),
        facts=_facts(row, files, with_letter=with_letter, with_response=with_response),
        on=row.written_on,
        by=by,
        at=at,
    )
    _note("published", row, by=by, at=at)
    return made


@transaction.atomic
def take_back(row: Challenge, *, reason: str, by: User, at: datetime) -> None:
    """No longer public, with its letters, and why."""
    row = _locked(row)
    for out in Release.objects.live().filter(kind=CHALLENGE, subject_id=str(row.pk)):
        releases.withdraw(out, by=by, at=at, reason=reason)
    _withdraw_files(row, keep=set(), by=by, at=at, reason=reason)
    _note("taken_back", row, by=by, at=at)


def _facts(
    row: Challenge, files: list[ChallengeFile], *, with_letter: bool, with_response: bool
) -> dict[str, Any]:
    """Days are facts; whether it is overdue is counted on the day on which it is read."""
    return {
        "reference": str(row),
        "subjects": row.subjects,
        "to": str(row.owner_post or row.owner_person),
        "written": row.written_on.isoformat(),
        "due": row.due_on.isoformat(),
        "received": row.received_on.isoformat() if row.received_on else "",
        "discussed": row.discussed_on.isoformat() if row.discussed_on else "",
        "closed": row.closed_on.isoformat() if row.closed_on else "",
        "letter": row.letter if with_letter else "",
        "response": row.response if with_response else "",
        "files": [
            {"number": n, "kind": file.get_kind_display(), "title": file.title, "pages": file.pages}
            for n, file in enumerate(files, start=1)
        ],
    }


def _let_out(row: Challenge, file: ChallengeFile, n: int, *, by: User, at: datetime) -> None:
    releases.release(
        CHALLENGE_FILE,
        subject=file,
        collection=row.reference,
        position=n,
        title=file.title,
        rule=RULE,
        content=Content(data=stores.get(file.clean_key), suffix=".pdf"),
        on=row.written_on,
        by=by,
        at=at,
    )


def _withdraw_files(row: Challenge, *, keep: set[str], by: User, at: datetime, reason: str) -> None:
    for out in Release.objects.live().filter(kind=CHALLENGE_FILE, collection=row.reference):
        if out.subject_id not in keep:
            releases.withdraw(out, by=by, at=at, reason=reason)


def _in_order(written_on: date, later: date) -> None:
    if later < written_on:
        raise OutOfOrder("That day lies before the day of the letter. Check both.")


def _moved(row: Challenge, state: ChallengeState) -> None:
    move(row, state, along=CHALLENGE_MOVES, field="state")
    row.save()


def _tell(row: Challenge, *, by: User, at: datetime) -> None:
    """That a letter waits, and until when; what is in it is read after signing in."""
    person, post = row.owner_person, row.owner_post
    on = timezone.localdate(at)
    people = [person] if person else [held.person for held in holders_of(post.pk, on=on)] if post else []
    for user in User.objects.filter(person__in=people, is_active=True).exclude(pk=by.pk):
        notices.post(
            "governance.challenge_sent",
            to=user.email,
            context={
                "reference": str(row),
                "due_on": row.due_on,
                "path": f"/governance/challenges/keep/{row.pk}/",
            },
            dedupe_key=f"governance.challenge:{row.pk}:{user.pk}",
            rule="governance.rules.challenges.may_hear_of",
            about=row,
            by=by,
            at=at,
        )


def _locked(row: Challenge) -> Challenge:
    rows = Challenge.objects.select_for_update(of=("self",))
    return rows.select_related("body__host", "owner_post", "owner_person").get(pk=row.pk)


def _note(verb: str, row: Challenge, *, by: User, at: datetime) -> None:
    record(
        f"governance.challenge.{verb}", subject=row, by=by, at=at, thread=row.reference, reference=str(row)
    )
