"""Decisions as their office keeps them: written, taken, agreed to, published; for everyone else there is no such page."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import decisions as actions
from governance.actions import decisions_out as out
from governance.forms import decisions as forms
from governance.models import Decision, DecisionFile, ElectionPeriod
from governance.printing.decisions import print_of
from governance.queries import decisions as asked
from governance.rules import decisions as rules
from governance.states.decisions import AGREED_TO_PUBLISH, DecisionState
from governance.views.kept import kept_board
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.actions.consents import NobodyToAsk, NotYours
from pcc_portal.documents.models import Consent
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.views.private_files import send, taken_in
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

REFUSED = (Refusal, BadMove, NobodyToAsk, NotYours)


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _one(request: PortalRequest, pk: int) -> Decision:
    found: Decision = visible_or_404(asked.with_everything(Decision.objects.all()), request.user, pk=pk)
    return found


def _keeps(request: PortalRequest, pk: int) -> Decision:
    """One of them, for those who keep the record; 403 for who only reads it."""
    row = _one(request, pk)
    require(rules.may_keep, request.user, row.office)
    return row


@signed_in
@require_safe
def kept(request: PortalRequest) -> HttpResponse:
    """All of them by state, with the periods before elections."""
    office = kept_board(request).host
    known = Decision.objects.visible_to(request.user).filter(office=office)
    show = request.GET.get("show", "")
    show = show if show in asked.SHOWN else DecisionState.PROPOSED
    context = {
        "here": Paginator(asked.kept(known, show), asked.A_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "shown": asked.SHOWN,
        "waiting": asked.has_taken_unpublished(known),
        "periods": ElectionPeriod.objects.filter(office=office),
        "now": actions.period_on(office, timezone.localdate()),
        "keeps": rules.may_keep(request.user, office),
        "plan": asked.to_come(),
    }
    return page(request, "governance/decisions_kept.html", "", context)


def _done[Made](form: PortalForm, what: Callable[[], Made]) -> Made | None:
    try:
        return what()
    except REFUSED as refusal:
        form.refuse(refusal)
        return None


def _form(request: PortalRequest, form: PortalForm, heading: str, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button} | more
    return page(request, "governance/decision_form.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest) -> HttpResponse:
    office = kept_board(request).host
    require(rules.may_keep, request.user, office)
    form = forms.Write(_sent(request))
    if form.is_valid():
        who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        row = actions.enter(office, private=form.private, **form.public, **who)
        return see_other(request, "governance:decision-kept", row.pk)
    return _form(request, form, "Enter a decision", "Keep it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    form = forms.Write(_sent(request), initial=forms.Write.initial_of(row))
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if (
        form.is_valid()
        and _done(form, lambda: actions.change(row, private=form.private, **form.public, **who)) is not None
    ):
        return see_other(request, "governance:decision-kept", pk)
    return _form(request, form, "Change what it says", "Save", row=row)


def _shown(request: PortalRequest, row: Decision, *, refusal: str = "", status: int = 200) -> HttpResponse:
    consent = asked.last_asked(row)
    period = actions.period_on(row.office, timezone.localdate())
    context = {
        "row": row,
        "private": getattr(row, "private", None),
        "files": row.files.all(),
        "consent": consent,
        "is_agreed": consent is not None and consent.is_agreed and consent.fingerprint == print_of(row),
        "released": asked.published(str(row)) if row.is_taken else None,
        "period": period,
        "reasons": row.period_reasons.select_related("period", "by__person"),
        "keeps": rules.may_keep(request.user, row.office),
        "may_second": consent is not None
        and consent.is_asked
        and consent.asked_by_id != request.user.pk
        and rules.may_second(request.user, row),
        "may_excuse": period is not None and not row.is_duty and rules.may_excuse(request.user, row),
        "refusal": refusal,
    }
    return page(request, "governance/decision_kept.html", "", context, status=status)


@signed_in
@require_safe
def one(request: PortalRequest, pk: int) -> HttpResponse:
    """What it says, what is withheld, where it stands."""
    return _shown(request, _one(request, pk))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: PortalRequest, pk: int) -> HttpResponse:
    row, today = _keeps(request, pk), timezone.localdate()
    initial = {"taken_on": today, "decided": row.decided}
    form = forms.Take(_sent(request), office=row.office, on=today, initial=initial)
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if form.is_valid() and _done(form, lambda: actions.take(row, **form.cleaned_data, **who)) is not None:
        return see_other(request, "governance:decision-kept", pk)
    return _form(request, form, "It was taken", "Write it down", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    form = forms.Keep(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def keep(**file: Any) -> bool:
        said = {name: form.cleaned_data[name] for name in ("title", "kind", "is_exempt")}
        who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        return _done(form, lambda: actions.keep_file(row, **said, **file, **who)) is not None

    if form.is_valid() and taken_in(form, keep) and not form.errors:
        return see_other(request, "governance:decision-kept", pk)
    return _form(request, form, "Add a PDF", "Keep it", row=row)


@signed_in
@require_safe
def file(request: PortalRequest, pk: int, file: int) -> HttpResponse:
    return send(get_object_or_404(DecisionFile, pk=file, decision=_one(request, pk)))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request: PortalRequest, pk: int) -> HttpResponse:
    """The Chief Executive's reason in the days before an election; there is nothing to say outside them."""
    row = _one(request, pk)
    require(rules.may_excuse, request.user, row)
    period = actions.period_on(row.office, timezone.localdate())
    if period is None:
        raise Http404
    form = forms.Excuse(_sent(request))
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if form.is_valid():
        actions.excuse(row, period=period, words=form.cleaned_data["why"], **who)
        return see_other(request, "governance:decision-kept", pk)
    return _form(request, form, "Why it cannot wait", "Give this reason", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    form = forms.TakeBack(_sent(request))
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if form.is_valid() and _done(form, lambda: out.take_back(row, **form.cleaned_data, **who)) is not None:
        return see_other(request, "governance:decision-kept", pk)
    return _form(request, form, "Take it back", "Take it back", row=row)


def _press(request: PortalRequest, row: Decision, what: Callable[[], object]) -> HttpResponse:
    """Do it, and back to its page; where it was refused the page says why, and nothing was changed."""
    try:
        what()
    except REFUSED as refusal:
        return _shown(request, row, refusal=str(refusal), status=409)
    return see_other(request, "governance:decision-kept", row.pk)


@signed_in
@require_POST
def publish(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    return _press(request, row, lambda: out.publish(row, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def ask(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    return _press(request, row, lambda: out.ask(row, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def agree(request: PortalRequest, pk: int) -> HttpResponse:
    """The second person, who has read what goes out and what does not."""
    row, consent = _waiting(request, pk)
    return _press(request, row, lambda: out.agree(row, consent, by=request.user, at=timezone.now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: PortalRequest, pk: int) -> HttpResponse:
    """Back to whoever asked, with what is wrong; nothing goes out."""
    row, consent = _waiting(request, pk)
    form = forms.Refuse(_sent(request))
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if (
        form.is_valid()
        and _done(form, lambda: out.refuse(row, consent, **form.cleaned_data, **who)) is not None
    ):
        return see_other(request, "governance:decision-kept", pk)
    return _form(request, form, "Say what is wrong", "Send it back", row=row)


def _waiting(request: PortalRequest, pk: int) -> tuple[Decision, Consent]:
    """What was asked of a second person, for one; there is no such page where nothing was."""
    row = _one(request, pk)
    require(rules.may_second, request.user, row)
    return row, get_object_or_404(Consent.objects.about(AGREED_TO_PUBLISH, row).live())


@signed_in
@require_POST
def drop(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    return _press(request, row, lambda: actions.drop(row, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def publish_plan(request: PortalRequest) -> HttpResponse:
    office = kept_board(request).host
    require(rules.may_keep, request.user, office)
    out.publish_plan(office, by=request.user, at=timezone.now())
    return see_other(request, "governance:decisions-kept")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_period(request: PortalRequest) -> HttpResponse:
    office = kept_board(request).host
    require(rules.may_keep, request.user, office)
    form = forms.Period(_sent(request))
    if form.is_valid():
        actions.add_period(office, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "governance:decisions-kept")
    return _form(request, form, "Days before an election", "Keep them")
