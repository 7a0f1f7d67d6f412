"""The public asks to speak; the clerk decides whether it is the Panel's business, and lets names and subjects out."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from panel.models import SpeakerContact, SpeakingRequest
from panel.states import SPEAKING_MOVES, Ground, SpeakingState
from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import BodyRule, Entry, Meeting, Motion
from pcc_portal.meetings.queries import office_calendar, speaking_closes
from pcc_portal.meetings.states import BackDate, Life
from pcc_portal.web.templatetags.words import long_date

KIND = "panel.speakers"
RULE = "Rules of procedure: who speaks at a meeting, and on what"
KEPT = timedelta(days=183)  # after the meeting: time to write a promised reply


class NotNow(Refusal):
    """Nobody can ask to speak at this meeting, or not any more."""


class NotInTheseMinutes(Refusal):
    """What a speaker said is in the open minutes of their meeting."""


class SaysWhy(Refusal):
    """Too late, and heard all the same: the reason is kept."""


@transaction.atomic
def ask(
    meeting: Meeting,
    *,
    kind: str,
    name: str,
    address: str,
    belongs: str,
    subject: str,
    email: str,
    at: datetime,
    words: str = "",
    key: UUID | None = None,
) -> SpeakingRequest:
    """Written notice of the wish to speak, so many working days before the meeting (rules of procedure): whether it is in
    time is counted here, told at once and kept. Sent twice by the browser (``key``) it is one. Raises NotNow.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    found = SpeakingRequest.objects.filter(pk=key).first() if key else None
    if found is not None and found.meeting_id == meeting.pk:
        return found
    closes_on = closing_day(meeting, at=at)
    last = SpeakingRequest.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    row = SpeakingRequest(
        meeting=meeting,
        number=last + 1,
        kind=kind,
        name=name,
        subject=subject,
        belongs=belongs,
        received_at=at,
        closes_on=closes_on,
        is_in_time=timezone.localdate(at) <= closes_on,
    )
    if key is not None and found is None:
        row.pk = key
    row.save(force_insert=True)
    SpeakerContact.objects.create(request=row, address=address, email=email, words=words)
    record("panel.speaking.received", subject=row, by=None, at=at, thread=meeting.ref, **_facts(row))
    _write(row, "speaking_received", by=None, at=at)
    return row


def closing_day(meeting: Meeting, *, at: datetime) -> date:
    """The last day for notice of the wish to speak. Raises NotNow where nobody speaks, or the meeting is not to come."""
    if meeting.life == Life.CANCELLED:
        raise NotNow("This meeting is cancelled.")
    if meeting.life != Life.CALLED or not meeting.is_date_fixed:
        raise NotNow("The day of this meeting is not fixed, so nobody can ask to speak at it yet.")
    if meeting.begins_at <= at:
        raise NotNow("This meeting has begun, so nobody can ask to speak at it any more.")
    closes_on = speaking_closes(meeting, office_calendar())
    if closes_on is None:
        raise NotNow("There is no public speaking at this meeting.")
    return closes_on


@transaction.atomic
def accept(row: SpeakingRequest, *, by: User, at: datetime, reason: str = "") -> SpeakingRequest:
    """Within the Panel's remit: they have as many minutes as the body's rule gives. Raises SaysWhy, BadMove."""
    row = _locked(row)
    if not row.is_in_time and not reason.strip():
        raise SaysWhy("It came too late. Say why the Chair hears it all the same.")
    rule = BodyRule.objects.in_force(row.meeting.body, on=row.meeting.held_on).get(BackDate.SPEAKING_SLOT)
    row.minutes, row.ground = rule.days if rule else 1, ""
    return _decided(row, SpeakingState.ACCEPTED, reason=reason, by=by, at=at)


@transaction.atomic
def refuse(row: SpeakingRequest, *, ground: str, reason: str, by: User, at: datetime) -> SpeakingRequest:
    """Not heard, for a ground with its reason, which the speaker is written. Operational matters belong to the Chief
    Constable (Policing Protocol Order 2023). Raises BadMove."""
    row = _locked(row)
    row.ground, row.minutes = Ground(ground), None
    return _decided(row, SpeakingState.REFUSED, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw(row: SpeakingRequest, *, by: User, at: datetime) -> SpeakingRequest:
    """They told the clerk that they do not want to speak any more. What was let out is let out anew without them. Raises BadMove."""
    row = _locked(row)
    move(row, SpeakingState.WITHDRAWN, along=SPEAKING_MOVES, field="state")
    row.save(update_fields=["state"])
    record("panel.speaking.withdrawn", subject=row, by=by, at=at, thread=row.meeting.ref, **_facts(row))
    _again(row.meeting, by=by, at=at)
    return row


@transaction.atomic
def reply(row: SpeakingRequest, *, words: str, by: User, at: datetime) -> SpeakingRequest:
    """The written reply that was promised at the meeting. It is public once the speakers are let out again."""
    row = _locked(row)
    row.reply, row.replied_at = words, at
    row.save(update_fields=["reply", "replied_at"])
    record("panel.speaking.replied", subject=row, by=by, at=at, thread=row.meeting.ref, **_facts(row))
    return row


@transaction.atomic
def tie(
    row: SpeakingRequest, *, entry: Entry | None, motion: Motion | None, by: User, at: datetime
) -> SpeakingRequest:
    """Where the minutes of the same meeting hold what was said or asked, and the motion that referred it. Raises NotInTheseMinutes."""
    row = _locked(row)
    for said in (entry, motion.entry if motion else None):
        if said is not None and (said.minutes.meeting_id != row.meeting_id or said.is_exempt):
            raise NotInTheseMinutes("Choose from the open minutes of the meeting at which they spoke.")
    row.entry, row.motion = entry, motion
    row.save(update_fields=["entry", "motion"])
    record("panel.speaking.minuted", subject=row, by=by, at=at, thread=row.meeting.ref, **_facts(row))
    return row


@transaction.atomic
def publish(meeting: Meeting, *, by: User, at: datetime) -> Release:
    """Let out who speaks and on what: those accepted, with name, kind, subject and any reply. Never an address."""
    rows = [row.public_facts for row in SpeakingRequest.objects.filter(meeting=meeting).accepted()]
    lines = format_html_join("", "<li>{}: {}</li>", ((row["name"], row["subject"]) for row in rows))
    made = releases.release(
        KIND,
        subject=meeting,
        collection=meeting.ref,
        title=f"Public speaking, {long_date(meeting.held_on)}",
        rule=RULE,
        content=Content(html=format_html("<ul>{}</ul>", lines)),
        facts={"speakers": rows},
        on=meeting.held_on,
        by=by,
        at=at,
    )
    record("panel.speakers.released", subject=meeting, by=by, at=at, thread=meeting.ref, count=len(rows))
    return made


@transaction.atomic
def forget_contacts(*, at: datetime) -> int:
    """Addresses are not kept longer than they are needed (UK GDPR art 5(1)(e)): half a year after the meeting they go."""
    over = SpeakerContact.objects.filter(request__meeting__held_on__lt=timezone.localdate(at) - KEPT)
    for contact in over:
        letters = notices.Message.objects.filter(
            about_kind="panel.speakingrequest", about_id=str(contact.request_id)
        )
        notices.forget(list(letters.values_list("pk", flat=True)), at=at)
    return over.delete()[0]


def _locked(row: SpeakingRequest) -> SpeakingRequest:
    rows = SpeakingRequest.objects.select_for_update(of=("self",)).select_related("meeting__body")
    return rows.get(pk=row.pk)


def _decided(
    row: SpeakingRequest, state: SpeakingState, *, reason: str, by: User, at: datetime
) -> SpeakingRequest:
    was_accepted = row.is_accepted
    move(row, state, along=SPEAKING_MOVES, field="state")
    row.reason, row.decided_by, row.decided_at = reason.strip(), by, at
    row.save()
    record(f"panel.speaking.{state}", subject=row, by=by, at=at, thread=row.meeting.ref, **_facts(row))
    _write(row, f"speaking_{state}", by=by, at=at)
    if was_accepted:
        _again(row.meeting, by=by, at=at)
    return row


def _again(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Whoever is not heard any more is gone from what everyone reads, at once."""
    said = Release.objects.live().filter(kind=KIND, subject_id=str(meeting.pk)).first()
    numbers = set(SpeakingRequest.objects.filter(meeting=meeting).accepted().values_list("number", flat=True))
    if said is not None and not {row["number"] for row in said.facts["speakers"]} <= numbers:
        releases.withdraw(said, by=by, at=at, reason="A speaker is not to be heard any more.")
        if numbers:
            publish(meeting, by=by, at=at)


def _facts(row: SpeakingRequest) -> dict[str, object]:
    """Of the audit: a number that the clerk can look up, and never who it is."""
    return {"number": row.number, "what": row.kind, "is_in_time": row.is_in_time, "ground": row.ground}


def _write(row: SpeakingRequest, kind: str, *, by: User | None, at: datetime) -> None:
    """To the speaker. No name, subject or address in it: mail servers keep copies."""
    notices.post(
        f"panel.{kind}",
        to=row.contact.email,
        context={
            "request": row,
            "meeting": row.meeting,
            "body": row.meeting.naming.name,
            "path": row.meeting.path,
        },
        dedupe_key=f"panel.{kind}:{row.pk}:{at.isoformat()}",
        rule="panel.rules.may_still_hear",
        about=row,
        by=by,
        at=at,
    )
