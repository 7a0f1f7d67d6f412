"""Late papers and items of an issued agenda: gather them, lock them, let them out with pages that go on counting."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.actions import additions, asking, editions, items, late_seconding
from pcc_portal.meetings.actions.agendas import NotReady, days_of_notice, refuse_placeholders
from pcc_portal.meetings.actions.drafts import Refusal, hold, locked
from pcc_portal.meetings.actions.packs import Built
from pcc_portal.meetings.actions.seconding import NeedsSecond
from pcc_portal.meetings.models import Meeting, PackLeaf, Paper, Supplement
from pcc_portal.meetings.printing.late import brought_by
from pcc_portal.meetings.proofing import Flag, flags_of
from pcc_portal.meetings.queries import Agenda, agenda_of, latest_pack, substance_of
from pcc_portal.meetings.states import (
    AGREED_TO_ISSUE_LATE,
    SUPPLEMENT_MOVES,
    ItemKind,
    PaperState,
    SupplementStatus,
)

TRIES = 3  # a paper may be withdrawn while the files are put together: they are then put together again


class NotIssuedYet(Refusal):
    """What an agenda in draft lacks is simply added to it."""

    def __init__(self) -> None:
        super().__init__(
            "A supplement comes after the issue. This agenda is not out yet: add the paper to it."
        )


class OneInHand(Refusal):
    """One supplement at a time: its pages must be out before the next can go on from them."""

    def __init__(self) -> None:
        super().__init__("A supplement is in hand already. Issue it, or close it, before you start another.")


class NotUrgent(Exception):
    """Fewer clear days than the body's rule needs, and no opinion of the Chair."""

    fit_to_show = True

    def __init__(self, days: int, needed: int) -> None:
        held = "no clear working day" if days <= 0 else f"{days} clear working day{'s' if days > 1 else ''}"
        super().__init__(
            f"There would be {held} between issue and meeting; the rule is {needed}. Give the reason why the Chair is "
            "of the opinion that it is urgent; it is printed on the supplement."
        )


@transaction.atomic
def start(meeting: Meeting, *, why: str, by: User, at: datetime) -> Supplement:
    """A new supplement of an issued agenda, with nothing in it. Raises NotIssuedYet, OneInHand.

    But for the resolution to exclude the public, where something became exempt after the issue and no agenda has it
    (LGA 1972 s100A(4)-(5)).
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if not meeting.is_issued:
        raise NotIssuedYet
    if meeting.supplements.exclude(status=SupplementStatus.ISSUED).exists():
        raise OneInHand
    if not meeting.leaves.exists():
        raise Refusal("This agenda was issued before its pages were kept, so nothing can go on from them.")
    supplement = Supplement.objects.create(
        meeting=meeting, number=meeting.supplements.count() + 1, why=why.strip(), opened_by=by, opened_at=at
    )
    items.see_to_exclusion(meeting, supplement)
    _record("started", supplement, meeting, by=by, at=at)
    return supplement


@transaction.atomic
def describe(supplement: Supplement, *, why: str, by: User, at: datetime) -> Supplement:
    """Other words on why it comes after the agenda."""
    meeting, supplement = _take(supplement, at=at)
    supplement.why = why.strip()
    supplement.save(update_fields=["why"])
    _record("described", supplement, meeting, by=by, at=at)
    return supplement


@transaction.atomic
def take_in(paper: Paper, *, supplement: Supplement, by: User, at: datetime) -> Paper:
    """A paper that the issued agenda only announced ("to follow") comes with this supplement. Raises Refusal."""
    meeting, supplement = _take(supplement, at=at)
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk, item__meeting=meeting)
    announced = {PaperState.TO_FOLLOW, PaperState.SEPARATE, PaperState.NAMED}
    if paper.supplement_id or paper.state not in announced or PackLeaf.objects.filter(paper=paper).exists():
        raise Refusal("This paper is out already, or comes with a supplement. Correct it with a new paper.")
    paper.announced_as, paper.state, paper.supplement = paper.state, PaperState.DRAFTING, supplement
    paper.save(update_fields=["announced_as", "state", "supplement"])
    _record("paper_taken_in", supplement, meeting, by=by, at=at, title=paper.public_title)
    return paper


@transaction.atomic
def close(supplement: Supplement, *, by: User, at: datetime) -> None:
    """Nothing comes of it. What was written for it does not vanish with it: raises Refusal while there is anything in it."""
    meeting, supplement = _take(supplement, at=at)
    by_hand = supplement.items.exclude(kind=ItemKind.EXCLUSION)
    if supplement.papers.exists() or by_hand.exists():
        raise Refusal("There are papers or items in this supplement. Take them out first.")
    supplement.items.all().delete()  # the resolution: the next supplement brings it
    _record("closed", supplement, meeting, by=by, at=at)
    supplement.delete()


@transaction.atomic
def ask_to_issue(supplement: Supplement, *, by: User, at: datetime, urgency: str = "") -> Job:
    """Lock it and make its pages. Raises what ``lock`` raises; then nothing is written."""
    supplement = lock(supplement, by=by, at=at, urgency=urgency)
    return additions.queue("meetings.issue_supplement", supplement, "Issuing", Power.ISSUE, by=by, at=at)


@transaction.atomic
def lock(supplement: Supplement, *, by: User, at: datetime, urgency: str = "") -> Supplement:
    """Nothing in it changes from here on: five clear working days, or the Chair's opinion that it is urgent, with reasons.

    LGA 1972 s100B(4)(b). Raises BadMove, NotUrgent, NotReady, NeedsSecond; then nothing is written.
    """
    meeting, supplement = locked(supplement)
    move(supplement, SupplementStatus.BEING_ISSUED, along=SUPPLEMENT_MOVES)
    days = days_of_notice(meeting, on=timezone.localdate(at))
    short = days < meeting.body.notice_days
    if short and not urgency.strip():
        raise NotUrgent(days, meeting.body.notice_days)
    _must_be_ready(meeting, supplement, by=by)
    supplement.urgency = urgency.strip() if short else ""
    supplement.asked_by = by
    supplement.save(update_fields=["status", "urgency", "asked_by"])
    _record("asked_to_issue", supplement, meeting, by=by, at=at, reason=supplement.urgency, days=max(days, 0))
    return supplement


def _must_be_ready(meeting: Meeting, supplement: Supplement, *, by: User) -> None:
    """What is asked of it as of an agenda: that it is ready, and that a second person agrees where it takes two."""
    own = _ready(meeting, supplement)
    late_seconding.second_of(supplement, meeting, own, by=by)


def _ready(meeting: Meeting, supplement: Supplement) -> Agenda:
    own = brought_by(agenda_of(meeting), supplement)
    if not own.lines:
        raise NotReady([Flag("There is nothing in this supplement yet. Add a late paper or an urgent item.")])
    stopping = [flag for flag in flags_of(own, latest_pack(meeting, supplement)) if flag.stops]
    if stopping:
        raise NotReady(stopping)
    return own


@transaction.atomic
def ask_second(supplement: Supplement, *, by: User, at: datetime, urgency: str = "") -> Consent:
    """Ask a second person to agree; only what could be issued now is worth their eyes. Raises NotReady, NobodyToAsk."""
    meeting, supplement = locked(supplement)
    own = _ready(meeting, supplement)
    consent = late_seconding.ask(supplement, meeting, own, by=by, at=at, urgency=urgency)
    asking.tell_seconds(consent, meeting, by=by, at=at)
    return consent


@transaction.atomic
def agree(consent: Consent, *, by: User, at: datetime) -> Consent:
    """A second person agrees to exactly what was shown, and it goes through in the name of the one who asked.

    Void, and not agreed, where something was changed since it was asked. Raises NotYours, BadMove.
    """
    meeting, supplement = locked(Supplement.objects.get(pk=consent.subject_id))
    if consent.fingerprint != substance_of(meeting):
        why = "Something was changed since it was asked."
        consents.void(AGREED_TO_ISSUE_LATE, supplement, why=why, by=by, at=at)
        return Consent.objects.get(pk=consent.pk)
    consent = consents.agree(consent, by=by, at=at)
    who = consent.asked_by
    if rights_of(who, on=timezone.localdate(at)).may(Power.ISSUE, meeting.body.organisation_id):
        with suppress(NotUrgent, NotReady, NeedsSecond, BadMove):
            ask_to_issue(supplement, by=who, at=at, urgency=consent.reason)
    asking.tell_asker(consent, by=by, at=at)
    return consent


def issue(supplement: Supplement, *, job: Job, at: datetime) -> None:
    """The work of the issue job: its pages, then every file of the meeting, then all out at once, or back to draft."""
    supplement = Supplement.objects.select_related("meeting__body__organisation", "asked_by").get(
        pk=supplement.pk
    )
    if supplement.is_issued:
        return
    by = supplement.asked_by or job.by
    assert by is not None, "a supplement is locked by someone"
    try:
        built = additions.compose(supplement, at=at, job=job)
        refuse_placeholders(built)
        _let_out(supplement, built, job=job, by=by)
    except (jobs.Cancelled, NotReady, NotUrgent, NeedsSecond, editions.Unsettled, stores.Full) as stopped:
        said = str(stopped) or "stopped by the clerk"
        back_to_draft(supplement, by=supplement.asked_by, at=job.clock(), reason=said)
        raise


def _let_out(supplement: Supplement, built: Built, *, job: Job, by: User) -> None:
    """Merge and let out; again, where a paper was withdrawn meanwhile. Raises Unsettled."""
    for _ in range(TRIES):
        job.step(job.of, job.of, "Putting the pages together")
        ready = additions.finished(built, supplement, at=job.clock())
        _refuse_late(supplement, at=job.clock())
        if editions.let_out_supplement(supplement, built, ready, by=by, at=job.clock(), job=job):
            return
    raise editions.Unsettled


@transaction.atomic
def back_to_draft(supplement: Supplement, *, by: User | None, at: datetime, reason: str = "") -> Supplement:
    """Unlock a supplement whose issue was stopped or failed: nothing had been let out. Raises BadMove."""
    meeting, supplement = locked(supplement)
    move(supplement, SupplementStatus.DRAFT, along=SUPPLEMENT_MOVES)
    supplement.save(update_fields=["status"])
    _record("back_to_draft", supplement, meeting, by=by, at=at, reason=reason)
    return supplement


def _refuse_late(supplement: Supplement, *, at: datetime) -> None:
    """Notice is counted from the moment it is out, as that of the agenda."""
    meeting = supplement.meeting
    days = days_of_notice(meeting, on=timezone.localdate(at))
    if days < meeting.body.notice_days and not supplement.urgency:
        raise NotUrgent(days, meeting.body.notice_days)


def _take(supplement: Supplement, *, at: datetime) -> tuple[Meeting, Supplement]:
    """Hold the agenda for a change of this supplement. Raises AgendaLocked once it is being issued."""
    meeting = hold(supplement.meeting, at=at, of=supplement)
    return meeting, Supplement.objects.get(pk=supplement.pk)


def _record(
    what: str, supplement: Supplement, meeting: Meeting, *, by: User | None, at: datetime, **facts: Any
) -> None:
    record(
        f"meetings.supplement.{what}",
        subject=supplement,
        by=by,
        at=at,
        thread=meeting.ref,
        number=supplement.number,
        **facts,
    )
