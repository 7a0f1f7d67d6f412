"""Formal challenges for the office that writes them and for whoever answers them; for everyone else no such page."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import challenges as actions
from governance.forms import actions as shared
from governance.forms import challenges as forms
from governance.forms.decisions import TakeBack
from governance.models import Challenge, ChallengeFile
from governance.queries import challenges as asked
from governance.queries import owed
from governance.rules import challenges as rules
from governance.views.kept import board_read_by, kept_board
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.views.private_files import send as send_file
from pcc_portal.meetings.views.private_files import taken_in
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

HERE = "governance:challenge-kept"


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _both(request: PortalRequest) -> Any:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _who(request: PortalRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _one(request: PortalRequest, pk: int) -> Challenge:
    rows = Challenge.objects.select_related(
        "body__host", "owner_post", "owner_person", "meeting__body", "closed_by__person"
    )
    found: Challenge = visible_or_404(rows, request.user, pk=pk)
    return found


def _keeps(request: PortalRequest, pk: int) -> Challenge:
    row = _one(request, pk)
    require(rules.may_keep, request.user, row.body.host)
    return row


@signed_in
@require_safe
def kept(request: PortalRequest) -> HttpResponse:
    """For the office all, for whoever answers them their own."""
    body, today = board_read_by(request), timezone.localdate()
    if body is None and not request.user.rights.organisations(Power.ANSWER_BOARD):
        raise Http404
    known = Challenge.objects.visible_to(request.user)
    show = request.GET.get("show", "")
    show = show if show in asked.SHOWN else asked.EVERYTHING
    here = Paginator(asked.kept(known, show, on=today), asked.A_PAGE).get_page(request.GET.get("page"))
    context = {
        "here": here,
        "rows": [(row, row.is_late(on=today)) for row in here],
        "shown": asked.SHOWN,
        "show": show,
        "late": known.late(on=today).count(),
        "keeps": body is not None and rules.may_keep(request.user, body.host),
    }
    return page(request, "governance/challenges_kept.html", "", context)


def _form(request: PortalRequest, form: PortalForm, heading: str, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button} | more
    return page(request, "governance/challenge_form.html", "form", context, status=form.status)


def _done[Made](form: PortalForm, what: Callable[[], Made]) -> bool:
    """What was asked for; a refusal stands on the form."""
    try:
        what()
    except (Refusal, BadMove) as refusal:
        form.refuse(refusal)
        return False
    return True


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest) -> HttpResponse:
    body, today = kept_board(request), timezone.localdate()
    require(rules.may_keep, request.user, body.host)
    form = forms.WriteChallenge(_sent(request), body=body, on=today, initial={"written_on": today})
    if form.is_valid():
        said = dict(form.cleaned_data)
        row = actions.write(body, **said.pop("owner"), **said, **_who(request))
        return see_other(request, HERE, row.pk)
    return _form(request, form, "Write a challenge", "Keep the draft")


@signed_in
@require_safe
def one(request: PortalRequest, pk: int) -> HttpResponse:
    return _shown(request, _one(request, pk))


def _shown(request: PortalRequest, row: Challenge, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "row": row,
        "is_late": row.is_late(on=timezone.localdate()),
        "files": row.files.all(),
        "owed_path": owed.path_of(request.user, "challenge", row.pk, on=timezone.localdate()),
        "released": asked.published(row.reference),
        "keeps": rules.may_keep(request.user, row.body.host),
        "answers": row.is_sent and rules.may_answer(request.user, row),
        "refusal": refusal,
    }
    return page(request, "governance/challenge_kept.html", "", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: PortalRequest, pk: int) -> HttpResponse:
    row, form = _keeps(request, pk), forms.KeepLetter(*_both(request))

    def keep(**file: Any) -> bool:
        said = {name: form.cleaned_data[name] for name in ("title", "kind")}
        return _done(form, lambda: actions.keep_file(row, **said, **file, **_who(request)))

    if form.is_valid() and taken_in(form, keep) and not form.errors:
        return see_other(request, HERE, pk)
    return _form(request, form, "Add a letter", "Keep it", row=row)


@signed_in
@require_safe
def file(request: PortalRequest, pk: int, file: int) -> HttpResponse:
    return send_file(get_object_or_404(ChallengeFile, pk=file, challenge=_one(request, pk)))


@signed_in
@require_POST
def send(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    try:
        actions.send(row, **_who(request))
    except (Refusal, BadMove) as refusal:
        return _shown(request, row, refusal=str(refusal), status=409)
    return see_other(request, HERE, pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """By whoever it is addressed to; or by the office, when it came by letter."""
    row = _one(request, pk)
    require(rules.may_answer, request.user, row)
    form = forms.Answer(*_both(request), initial={"received_on": timezone.localdate()})

    def write(**file: Any) -> bool:
        said = {name: form.cleaned_data[name] for name in ("received_on", "response")}
        kept = {"title": f"Answer to {row}", **file} if file else None
        return _done(form, lambda: actions.answer(row, file=kept, **said, **_who(request)))

    if form.is_valid():
        done = taken_in(form, write) if form.cleaned_data["file"] else write()
        if done and not form.errors:
            return see_other(request, HERE, pk)
    return _form(request, form, "Answer it", "Send the answer", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def discuss(request: PortalRequest, pk: int) -> HttpResponse:
    row, today = _keeps(request, pk), timezone.localdate()
    form = forms.Discuss(_sent(request), body=row.body, on=today, initial={"on": today})
    if form.is_valid() and _done(form, lambda: actions.discuss(row, **form.cleaned_data, **_who(request))):
        return see_other(request, HERE, pk)
    return _form(request, form, "It was discussed", "Write it down", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PortalRequest, pk: int) -> HttpResponse:
    row = _keeps(request, pk)
    form = shared.End(_sent(request), initial={"on": timezone.localdate()})
    if form.is_valid() and _done(form, lambda: actions.close(row, **form.cleaned_data, **_who(request))):
        return see_other(request, HERE, pk)
    return _form(request, form, "Close it", "Close it", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PortalRequest, pk: int) -> HttpResponse:
    """By choice, and what of it."""
    row = _keeps(request, pk)
    form = forms.Publish(_sent(request))
    if form.is_valid() and _done(form, lambda: actions.publish(row, **form.cleaned_data, **_who(request))):
        return see_other(request, HERE, pk)
    return _form(request, form, "Make it public", "Publish it", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PortalRequest, pk: int) -> HttpResponse:
    row, form = _keeps(request, pk), TakeBack(_sent(request))
    if form.is_valid() and _done(form, lambda: actions.take_back(row, **form.cleaned_data, **_who(request))):
        return see_other(request, HERE, pk)
    return _form(request, form, "Take it back", "Take it back", row=row)
