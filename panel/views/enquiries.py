"""Lines of enquiry: a member's own, those that the Chair hears of, and the written questions that came of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import rules
from panel.actions import enquiries as act
from panel.forms.reading import AnswerEnquiry, AskInWriting, ChangeEnquiry, PrepareEnquiry
from panel.models import Anchor, Enquiry
from panel.models.enquiry import ASKED, SHARED
from panel.printing import reader as drawn
from panel.queries import reading
from panel.views.reader import one
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.models import Meeting
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

REFUSALS = (BadMove, act.NotPrivate, act.DueInThePast)


def _meeting(request: PortalRequest, ref: str) -> Meeting:
    rows = Meeting.objects.select_related("body__organisation")
    found: Meeting = visible_or_404(rows, request.user, ref=ref)
    return found


@signed_in
@require_safe
def enquiries(request: PortalRequest, ref: str) -> HttpResponse:
    """One's own; for the Chair what was shared, in the order of the papers; for everyone concerned the written questions."""
    meeting, user = _meeting(request, ref), request.user
    rows = list(
        Enquiry.objects.visible_to(user)
        .filter(meeting=meeting)
        .select_related("owner__person", "paper__document", "answered_by__person")
    )
    if not rows and not rules.may_enquire(user, meeting):
        raise Http404
    place = {sheet.pk: n for n, sheet in enumerate(reading.sheets(ref, user))}
    rows.sort(key=lambda row: (place.get(row.paper_id, len(place)), row.created_at))
    for row in rows:
        row.may_answer = row.is_written and rules.may_answer(user, row)  # type: ignore[attr-defined]
    context = {
        "ref": ref,
        "meeting": meeting,
        "choice": reading.choice_of(user),
        "own": [row for row in rows if row.owner_id == user.pk and row.state not in ASKED],
        "shared": [row for row in rows if row.owner_id != user.pk and row.state in SHARED],
        "written": [row for row in rows if row.state in ASKED],
        "may_enquire": rules.may_enquire(user, meeting),
        "may_hear": rules.may_hear(user, meeting),
        "today": timezone.localdate(),
    }
    return page(request, "panel/enquiries.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Against a page of a paper; from a note it begins with the note's words."""
    notice, _, sheet = one(request, ref, pk)
    meeting = _meeting(request, ref)
    require(rules.may_enquire, request.user, meeting)
    labels, beside = drawn.labels(sheet), _note(request, pk)
    initial = {"page": beside.page, "words": beside.note.words} if beside else {"page": labels[0]}
    form = PrepareEnquiry(request.POST if request.method == "POST" else None, labels=labels, initial=initial)
    if form.is_valid():
        quote = beside.quote if beside else ""
        act.prepare(meeting, pk, quote=quote, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:enquiries", ref)
    context = {
        "ref": ref,
        "notice": notice,
        "sheet": sheet,
        "form": form,
        "choice": reading.choice_of(request.user),
    }
    return page(request, "panel/enquiry_prepare.html", "", context, status=form.status)


def _note(request: PortalRequest, paper: UUID) -> Anchor | None:
    """One's own note on this paper, if the address names one."""
    try:
        pk = UUID(request.GET.get("note", ""))
    except ValueError:
        return None
    rows = Anchor.objects.filter(note__owner=request.user, note=pk, paper=paper)
    return rows.select_related("note").first()


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Its words, while nobody else has read it."""
    enquiry = _one(request, ref, pk)
    require(rules.is_owner, request.user, enquiry)
    said: dict[str, Any] = {"title": "Change it", "press": "Save", "initial": {"words": enquiry.words}}
    return _form(request, enquiry, ChangeEnquiry, act.change, **said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """What was not reached becomes a written question with a due date."""
    enquiry = _one(request, ref, pk)
    require(rules.may_settle, request.user, enquiry)
    said: dict[str, Any] = {"title": "Ask it in writing", "press": "Ask it"}
    return _form(request, enquiry, AskInWriting, _acts(request, act.ask_in_writing), **said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """By the office that supplied the paper."""
    enquiry = _one(request, ref, pk)
    require(rules.may_answer, request.user, enquiry)
    said: dict[str, Any] = {"title": "Answer a written question", "press": "Send the answer"}
    return _form(request, enquiry, AnswerEnquiry, _acts(request, act.answer), **said)


def _acts(request: PortalRequest, verb: Callable[..., object]) -> Callable[..., object]:
    return lambda enquiry, **said: verb(enquiry, by=request.user, at=timezone.now(), **said)


def _form(
    request: PortalRequest,
    enquiry: Enquiry,
    kind: type[PortalForm],
    verb: Callable[..., object],
    *,
    title: str,
    press: str,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            verb(enquiry, **form.cleaned_data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:enquiries", enquiry.meeting.ref)
    context = {
        "ref": enquiry.meeting.ref,
        "enquiry": enquiry,
        "form": form,
        "title": title,
        "press": press,
        "choice": reading.choice_of(request.user),
    }
    return page(request, "panel/enquiry.html", "", context, status=form.status)


@signed_in
@require_POST
def share(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    return _press(request, ref, pk, rules.is_owner, act.share)


@signed_in
@require_POST
def take_back(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    return _press(request, ref, pk, rules.is_owner, act.take_back)


@signed_in
@require_POST
def reach(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    return _press(request, ref, pk, rules.may_settle, act.reach)


@signed_in
@require_POST
def remove(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """For good, while nobody else has read it."""
    return _press(request, ref, pk, rules.is_owner, lambda enquiry, **_by: act.remove(enquiry))


def _press(
    request: PortalRequest, ref: str, pk: UUID, rule: Callable[..., bool], verb: Callable[..., object]
) -> HttpResponse:
    """One press; what cannot be done any more is said on the page of the line."""
    enquiry = _one(request, ref, pk)
    require(rule, request.user, enquiry)
    try:
        verb(enquiry, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        form = PortalForm({})
        form.refuse(refusal)
        context = {"ref": ref, "enquiry": enquiry, "form": form, "title": "This was not done", "press": ""}
        return page(request, "panel/enquiry.html", "", context, status=form.status)
    return see_other(request, "panel:enquiries", ref)


def _one(request: PortalRequest, ref: str, pk: UUID) -> Enquiry:
    rows = Enquiry.objects.select_related("meeting__body", "paper__document", "owner__person")
    found: Enquiry = visible_or_404(rows, request.user, pk=pk, meeting__ref=ref)
    return found
