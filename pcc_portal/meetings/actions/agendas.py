"""Issue an agenda: lock it, build what will be public, let it out in one transaction."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.models import Consent
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import asking, packs, seconding
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.actions.publications import let_out
from pcc_portal.meetings.actions.seconding import NeedsSecond
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.proofing import Flag, flags_of
from pcc_portal.meetings.queries import Agenda, agenda_of, latest_pack, office_calendar
from pcc_portal.meetings.states import AGENDA_MOVES, AgendaStatus, Life

__all__ = [
    "NeedsSecond",
    "NotReady",
    "NotToBe",
    "NoticeTooShort",
    "agree",
    "ask_second",
    "ask_to_issue",
    "back_to_draft",
    "days_of_notice",
    "issue",
    "let_out",
    "lock",
    "refuse",
    "take_back",
]


class NoticeTooShort(Exception):
    """Fewer clear days than the body's rule needs, and no reason given."""

    fit_to_show = True

    def __init__(self, days: int, needed: int) -> None:
        self.days = days
        held = "no clear working day" if days == 0 else f"{days} clear working day{'s' if days > 1 else ''}"
        super().__init__(
            f"There would be {held} between issue and meeting; the rule is {needed}. "
            "Give the reason that the law allows; it is printed on the agenda."
        )


class NotReady(Exception):
    """Something stands in the way of issuing; the flags say what and where."""

    fit_to_show = True

    def __init__(self, flags: list[Flag]) -> None:
        self.flags = flags
        super().__init__(" ".join(flag.message for flag in flags))


class NotToBe(Refusal):
    """Papers are issued for a meeting that is to come, on a day that is known."""

    def __init__(self, meeting: Meeting) -> None:
        why = "has no day yet" if meeting.is_pending else f"is {meeting.get_life_display().lower()}"
        super().__init__(f"This meeting {why}: papers are issued for a meeting that is to come.")


def _is_to_be(meeting: Meeting) -> bool:
    return meeting.life in {Life.PLANNED, Life.CALLED} and meeting.is_date_fixed


def days_of_notice(meeting: Meeting, *, on: date) -> int:
    """Clear working days if it were issued on this London day (R v Swansea CC ex p Elitestone)."""
    return office_calendar().clear_days_between(on, meeting.held_on)


@transaction.atomic
def ask_to_issue(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> Job:
    """Lock the agenda and build what will be public. Raises what ``lock`` raises; then nothing is written."""
    meeting = lock(meeting, by=by, at=at, reason=reason)
    return jobs.queue(
        "meetings.issue_packs",
        subject=meeting,
        by=by,
        at=at,
        queue="render",
        title="Issuing the papers",
        thread=meeting.ref,
        result_url=meeting.path,
        power=Power.ISSUE,
        organisation=meeting.body.organisation,
    )


@transaction.atomic
def lock(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> Meeting:
    """Nothing changes from here on: five clear working days before the meeting, or with the reason the law allows.

    LGA 1972 s100B(3)-(4). What is exempt, restricted or personal needs a second person's agreement to what is saved.
    Raises BadMove, NotToBe, NoticeTooShort, NotReady, NeedsSecond; then nothing is written.
    """
    meeting = seconding.taken(meeting)
    agenda, days, short = _ready(meeting, at=at, reason=reason)
    consent = seconding.second_of(meeting, agenda, by=by)
    meeting.short_notice_reason = reason.strip() if short else ""
    meeting.asked_by, meeting.seconded_by = by, consent.answered_by if consent else None
    meeting.save(update_fields=["status", "short_notice_reason", "asked_by", "seconded_by"])
    record(
        "meetings.agenda.asked_to_issue",
        subject=meeting,
        by=by,
        at=at,
        thread=meeting.ref,
        reason=meeting.short_notice_reason,
        days=days,
    )
    return meeting


def _ready(meeting: Meeting, *, at: datetime, reason: str) -> tuple[Agenda, int, bool]:
    """The agenda, its days of notice, and whether they are short; the meeting is moved, and not saved."""
    if not _is_to_be(meeting):
        raise NotToBe(meeting)
    move(meeting, AgendaStatus.BEING_ISSUED, along=AGENDA_MOVES)
    days = days_of_notice(meeting, on=timezone.localdate(at))
    short = days < meeting.body.notice_days
    if short and not reason.strip():
        raise NoticeTooShort(days, meeting.body.notice_days)
    agenda = agenda_of(meeting)
    stopping = [flag for flag in flags_of(agenda, latest_pack(meeting)) if flag.stops]
    if stopping:
        raise NotReady(stopping)
    return agenda, days, short


@transaction.atomic
def ask_second(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> Consent:
    """Ask a second person to agree, by mail and on their page: only what could be issued now is worth their eyes.

    Raises BadMove, NoticeTooShort, NotReady, NobodyToAsk; then nothing is written.
    """
    meeting = seconding.taken(meeting)
    _ready(meeting, at=at, reason=reason)
    consent = seconding.ask(meeting, by=by, at=at, reason=reason)
    asking.tell_seconds(consent, meeting, by=by, at=at)
    return consent


@transaction.atomic
def agree(consent: Consent, *, by: User, at: datetime) -> Consent:
    """The second person agrees, and the issue goes through in the name of the one who asked.

    Where it cannot be issued any more (the notice has become short), the agreement stands and the clerk presses again.
    Raises NotYours, BadMove.
    """
    consent = seconding.agree(consent, by=by, at=at)
    if consent.is_agreed:
        _go_on(consent, at=at)
        asking.tell_asker(consent, by=by, at=at)
    return consent


@transaction.atomic
def refuse(consent: Consent, *, reasons: str, by: User, at: datetime) -> Consent:
    """The second person says what is wrong; the clerk is told that there is an answer. Raises NotYours, BadMove."""
    consent = seconding.refuse(consent, reasons=reasons, by=by, at=at)
    asking.tell_asker(consent, by=by, at=at)
    return consent


@transaction.atomic
def take_back(consent: Consent, *, by: User, at: datetime) -> None:
    """Nobody is to agree any more; the draft stays as it is."""
    seconding.take_back(consent, by=by, at=at)


def _go_on(consent: Consent, *, at: datetime) -> None:
    meeting = Meeting.objects.select_related("body").get(pk=consent.subject_id)
    who = consent.asked_by
    if not rights_of(who, on=timezone.localdate(at)).may(Power.ISSUE, meeting.body.organisation_id):
        return  # left since: another clerk issues it on the same agreement
    with suppress(NoticeTooShort, NotReady, NotToBe, NeedsSecond):
        ask_to_issue(meeting, by=who, at=at, reason=consent.reason)


def issue(meeting: Meeting, *, job: Job, at: datetime) -> None:
    """The work of the issue job: bytes without the watermark, then everything out at once, or back to draft."""
    meeting = Meeting.objects.select_related("body__organisation", "asked_by").get(pk=meeting.pk)
    if meeting.is_issued:
        return
    by = meeting.asked_by or job.by
    assert by is not None, "an agenda is locked by someone"
    try:
        built = packs.compose(meeting, at=at, job=job)
        refuse_placeholders(built)
        pack = packs.merge(built, meeting, draft=False, at=job.clock())
        out_at = job.clock()
        _refuse_late(meeting, at=out_at)
        let_out(meeting, built, pack, by=by, at=out_at, job=job)
    except (jobs.Cancelled, NotReady, NoticeTooShort, NeedsSecond, stores.Full) as stopped:
        back_to_draft(
            meeting, by=meeting.asked_by, at=job.clock(), reason=str(stopped) or "stopped by the clerk"
        )
        raise


@transaction.atomic
def back_to_draft(meeting: Meeting, *, by: User | None, at: datetime, reason: str = "") -> Meeting:
    """Unlock an agenda whose issue was stopped or failed: nothing had been let out. Raises BadMove."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    move(meeting, AgendaStatus.DRAFT, along=AGENDA_MOVES)
    meeting.save(update_fields=["status"])
    record("meetings.agenda.back_to_draft", subject=meeting, by=by, at=at, thread=meeting.ref, reason=reason)
    return meeting


def _refuse_late(meeting: Meeting, *, at: datetime) -> None:
    """Notice is counted from the moment the papers are out: a job that waited past midnight has cost a day."""
    days = days_of_notice(meeting, on=timezone.localdate(at))
    if days < meeting.body.notice_days and not meeting.short_notice_reason:
        raise NoticeTooShort(days, meeting.body.notice_days)


def refuse_placeholders(built: packs.Built) -> None:
    if built.problems:
        raise NotReady([Flag(p["message"], paper=p["paper"]) for p in built.problems])
