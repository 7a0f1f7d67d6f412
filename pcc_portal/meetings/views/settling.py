"""What becomes of minutes: the evening's press, sent round, put right, confirmed, signed. The clerk's page, and the Chair's."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Person
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import circulations, confirmations, minutes_papers, minutes_versions
from pcc_portal.meetings.forms.settling import ConfirmMinutes, SettleSummary, SignedOnPaper
from pcc_portal.meetings.models import (
    Confirmation,
    Correction,
    Meeting,
    Minutes,
    MinutesVersion,
    Signature,
    Sitting,
)
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.proofing.settled import before_circulating, corrections_open
from pcc_portal.meetings.queries.minutes import Record
from pcc_portal.meetings.states import AGREED_TO_CONFIRM, AnnouncementKind, Life, MinutesStatus
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, held, now, sent
from pcc_portal.meetings.views.telling import done, letter_of
from pcc_portal.web.htmx import page, see_other

REFUSED = (*REFUSALS, confirmations.NeedsAnother, consents.NobodyToAsk)
SHOWN = 12


@signed_in
@require_safe
def life(request: PortalRequest, ref: str) -> HttpResponse:
    """Where the minutes stand and what is to be done next, each with what keeps it back."""
    return _shown(request, held(request, ref, rules.may_minute))


def _shown(request: PortalRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    record = minutes_versions.fresh(meeting)
    minutes = record.minutes
    context: dict[str, Any] = {"meeting": meeting, "minutes": minutes}
    if minutes is not None:
        context |= _standing(request, record, minutes) | _forms(request, meeting, record)
    return page(request, "meetings/minutes_life.html", "", context | more, status=status)


def _standing(request: PortalRequest, record: Record, minutes: Minutes) -> dict[str, Any]:
    corrections = Correction.objects.filter(minutes=minutes).select_related("proposed_by__person")
    versions = MinutesVersion.objects.filter(minutes=minutes).select_related("job", "made_by__person")
    asked = (
        Consent.objects.about(AGREED_TO_CONFIRM, minutes)
        .live()
        .select_related("asked_by__person", "answered_by__person")
    )
    return {
        "record": record,
        "stops": before_circulating(record) if minutes.is_open else [],
        "unsettled": list(corrections_open(record, minutes_versions.composed(record).reads))
        if minutes.status == MinutesStatus.CIRCULATED
        else [],
        "corrections": list(corrections),
        "versions": list(versions[:SHOWN]),
        "target": minutes_papers.next_agenda(minutes),
        "confirmation": Confirmation.objects.select_related("meeting__body", "by__person")
        .filter(minutes=minutes)
        .first(),
        "signature": Signature.objects.select_related("person").filter(minutes=minutes).first(),
        "consent": asked.first() if record.has_exempt_entries else None,
        "takes_two": record.has_exempt_entries,
    }


def _forms(request: PortalRequest, meeting: Meeting, record: Record) -> dict[str, Any]:
    """Those that can be filled in as things stand."""
    minutes = record.minutes
    found: dict[str, Any] = {}
    if minutes is None:
        return found
    if minutes.is_open and record.has_exempt_entries:
        settled = minutes.exempt.is_coherent_without
        initial = {"summary": minutes.exempt.public_summary}
        if settled is not None:
            initial["coherent"] = "yes" if settled else "no"
        found["summary_form"] = SettleSummary(initial=initial, auto_id="summary_%s")
    if minutes.status == MinutesStatus.CIRCULATED:
        found["confirm_form"] = _confirm_form(meeting)
    if minutes.status == MinutesStatus.CONFIRMED:
        found["paper_form"] = _paper_form(minutes)
    return found


def _confirm_form(meeting: Meeting, data: Any = None) -> ConfirmMinutes:
    later = Meeting.objects.filter(
        body=meeting.body_id, held_on__gt=meeting.held_on, life__in=[Life.CALLED, Life.HELD, Life.ADJOURNED]
    )
    meetings = list(later.select_related("body").order_by("held_on")[:SHOWN])
    asked = meeting.minutes.paper.item.meeting_id if meeting.minutes.paper else None
    return ConfirmMinutes(
        data,
        meetings=meetings,
        resolutions=confirmations.resolutions_of(meetings),
        initial={"at_meeting": str(asked)} if asked else {},
    )


def _paper_form(minutes: Minutes, data: Any = None) -> SignedOnPaper:
    """Whoever sits on the body on the day of the confirming meeting may have presided; the Chair first."""
    confirmed_on = Confirmation.objects.get(minutes=minutes).meeting.held_on
    return SignedOnPaper(
        data, people=_presiding(minutes.meeting, confirmed_on), not_before=confirmed_on, auto_id="paper_%s"
    )


def _presiding(meeting: Meeting, on: Any) -> list[tuple[Person, str]]:
    order = {"chair": 0, "vice_chair": 1}
    rows = Sitting.objects.on(on).filter(seat__body=meeting.body_id).select_related("person")
    seated = sorted(rows, key=lambda row: (order.get(row.office, 2), row.person.family, row.person.given))
    return [
        (row.person, row.get_office_display() if row.office in order else "member, presiding")
        for row in seated
    ]


def _act(
    request: PortalRequest, meeting: Meeting, what: Callable[[], object], *, to: str = "meetings:minutes-life"
) -> HttpResponse:
    """Do it and come back; where it was refused, the page says why, and nothing was changed."""
    try:
        what()
    except REFUSED as refusal:
        return _shown(request, OF_A_MEETING.get(pk=meeting.pk), status=409, refusal=str(refusal))
    return see_other(request, to, meeting.ref)


@signed_in
@require_POST
def close_the_evening(request: PortalRequest, ref: str) -> HttpResponse:
    """Decisions and actions, and the draft minutes, in one press."""
    meeting = held(request, ref, rules.may_minute)
    return _act(request, meeting, lambda: circulations.close_the_evening(meeting, by=request.user, at=now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def circulate(request: PortalRequest, ref: str) -> HttpResponse:
    """Look at the mail, then send them round."""
    meeting = held(request, ref, rules.may_minute)
    record = minutes_versions.fresh(meeting)
    if record.minutes is None or not record.minutes.is_open:
        return see_other(request, "meetings:minutes-life", ref)
    letter = letter_of(request, meeting, news=None, has_exempt_part=False, kind=AnnouncementKind.MINUTES)
    refusal, status = "", letter.form.status
    if request.method == "POST" and not letter.form.errors:
        try:
            if done(letter, lambda: circulations.circulate(meeting, by=request.user, at=now())):
                return see_other(request, "meetings:minutes-life", ref)
        except REFUSED as refused:
            refusal, status = str(refused), 409
    context = {
        "meeting": meeting,
        "minutes": record.minutes,
        "stops": before_circulating(record),
        "target": minutes_papers.next_agenda(record.minutes),
        "letter": letter,
        "refusal": refusal,
    }
    return page(request, "meetings/minutes_circulate.html", "form", context, status=status)


@signed_in
@require_POST
def settle_summary(request: PortalRequest, ref: str) -> HttpResponse:
    """Whether the open minutes make sense alone, or their public summary."""
    meeting = held(request, ref, rules.may_minute)
    form = SettleSummary(request.POST, auto_id="summary_%s")
    if not form.is_valid():
        return _shown(request, meeting, status=form.status, summary_form=form)
    said = form.said()
    return _act(
        request, meeting, lambda: circulations.say_coherent(meeting, summary=said, by=request.user, at=now())
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PortalRequest, ref: str) -> HttpResponse:
    """By which meeting, and by which resolution; where there is an exempt part, a second person is asked first."""
    meeting = held(request, ref, rules.may_issue)
    minutes = Minutes.objects.filter(meeting=meeting, status=MinutesStatus.CIRCULATED).first()
    if minutes is None or request.method != "POST":
        return see_other(request, "meetings:minutes-life", ref)
    if "ask" in request.POST:
        return _act(request, meeting, lambda: confirmations.ask(meeting, by=request.user, at=now()))
    form = _confirm_form(meeting, sent(request))
    if not form.is_valid():
        return _shown(request, meeting, status=form.status, confirm_form=form)
    try:
        confirmations.confirm(meeting, **form.chosen, by=request.user, at=now())
    except REFUSED as refusal:
        form.refuse(refusal)
        return _shown(request, OF_A_MEETING.get(pk=meeting.pk), status=409, confirm_form=form)
    return see_other(request, "meetings:minutes-life", ref)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PortalRequest, ref: str) -> HttpResponse:
    """The Chair reads what was confirmed, and signs it. 404 for everyone else, and while there is nothing to sign."""
    meeting = OF_A_MEETING.filter(ref=ref).first()
    if meeting is None or not rules.may_sign(request.user, meeting):
        raise Http404
    version = MinutesVersion.objects.filter(minutes__meeting=meeting, kind=VersionKind.CONFIRMED).first()
    if version is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        capacity = _capacity(request, meeting)
        try:
            confirmations.sign(meeting, capacity=capacity, by=request.user, at=now())
        except REFUSED as refused:
            refusal = str(refused)
        else:
            return see_other(request, "meetings:minutes-circulated", ref)
    context = {
        "meeting": meeting,
        "version": version,
        "exempt": getattr(version, "exempt", None),
        "signature": Signature.objects.select_related("person").filter(minutes__meeting=meeting).first(),
        "refusal": refusal,
    }
    return page(request, "meetings/minutes_sign.html", "", context, status=409 if refusal else 200)


def _capacity(request: PortalRequest, meeting: Meeting) -> str:
    seated = (
        Sitting.objects.on(timezone.localdate())
        .filter(seat__body=meeting.body_id, person=request.user.person_id)
        .first()
    )
    return str(seated.get_office_display()) if seated is not None else "Chair"


@signed_in
@require_POST
def sign_on_paper(request: PortalRequest, ref: str) -> HttpResponse:
    """The clerk records a page that was signed on paper."""
    meeting = held(request, ref, rules.may_minute)
    minutes = Minutes.objects.filter(meeting=meeting, status=MinutesStatus.CONFIRMED).first()
    if minutes is None:
        return see_other(request, "meetings:minutes-life", ref)
    minutes.meeting = meeting
    form = _paper_form(minutes, request.POST)
    if not form.is_valid():
        return _shown(request, meeting, status=form.status, paper_form=form)
    person, capacity = form.people[form.cleaned_data["person"]]
    said = {"on": form.cleaned_data["on"], "kept": form.cleaned_data["kept"]}

    def press() -> object:
        return confirmations.record_signature(
            meeting, person, capacity=capacity, **said, by=request.user, at=now()
        )

    return _act(request, meeting, press)


@signed_in
@require_POST
def make_again(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The file of a version that could not be made: once more."""
    meeting = held(request, ref, rules.may_minute)
    version = MinutesVersion.objects.filter(minutes__meeting=meeting, pk=pk).first()
    if version is None:
        raise Http404
    return _act(request, meeting, lambda: minutes_versions.make_again(version, by=request.user, at=now()))
