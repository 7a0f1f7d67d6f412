"""The action log: for the office all of its Board, for an owner their own, for everyone else no such page."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.actions import actions
from governance.forms import actions as forms
from governance.models import Action, ActionFile
from governance.models.action import ActionQuerySet
from governance.printing import actions as printed
from governance.queries import actions as log
from governance.queries import owed
from governance.rules import actions as rules
from governance.states.actions import Source
from governance.views.kept import board_read_by, kept_board
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.views.private_files import send, taken_in
from pcc_portal.web import tables
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

# Step -> form, heading, button; in which states each can come next.
STEPS: dict[str, tuple[type[PortalForm], str, str]] = {
    "close": (forms.End, "Close it", "Close it"),
    "drop": (forms.End, "Drop it", "Drop it"),
    "reopen": (forms.Reopen, "It is not done", "Open it again"),
    "put-off": (forms.PutOff, "Another day", "Set the new day"),
    "pass-on": (forms.PassOn, "Another owner", "Give it to them"),
}


def _chosen(request: PortalRequest) -> tuple[Body | None, ActionQuerySet, log.Filters]:
    """The Board, for its office; what this person may know of; and what they chose of it."""
    body = board_read_by(request)
    if body is None and not request.user.rights.organisations(Power.ANSWER_BOARD):
        raise Http404
    known = Action.objects.visible_to(request.user)
    return body, known, log.Filters.of(request.GET)


@signed_in
@require_safe
def all_of_them(request: PortalRequest) -> HttpResponse:
    """A page of the log, narrowed by what the address says, late ones first."""
    body, known, chosen = _chosen(request)
    today = timezone.localdate()
    rows = log.with_everything(chosen.apply(known, request.user, on=today), on=today)
    shown = Paginator(rows, log.A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "chosen": chosen,
        "shown": log.SHOWN,
        "here": shown,
        "rows": [log.Logged(row, today) for row in shown],
        "choices": log.choices(known),
        "late": known.late(on=today).count(),
        "reads_all": body is not None,
        "keeps": body is not None and rules.may_keep(request.user, body),
    }
    if body is not None:
        context["months"] = log.by_month(known, on=today)
    return page(request, "governance/actions.html", "", context)


@signed_in
@require_safe
def as_csv(request: PortalRequest) -> HttpResponse:
    """All that the page shows, every page of it."""
    data = tables.as_csv(printed.HEADS, _table(request))
    return tables.sent(data, tables.CSV, "actions.csv")


@signed_in
@require_safe
def as_xlsx(request: PortalRequest) -> HttpResponse:
    """The same as a workbook."""
    data = tables.as_xlsx("Actions", printed.HEADS, _table(request), at=timezone.localtime())
    return tables.sent(data, tables.XLSX, "actions.xlsx")


def _table(request: PortalRequest) -> list[tuple[str, ...]]:
    _, known, chosen = _chosen(request)
    today = timezone.localdate()
    rows = log.with_everything(chosen.apply(known, request.user, on=today), on=today)
    return printed.table(log.Logged(row, today) for row in rows)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest) -> HttpResponse:
    """One that no row of the minutes made."""
    body, today = kept_board(request), timezone.localdate()
    require(rules.may_keep, request.user, body)
    form = forms.OpenAction(_sent(request), body=body, on=today, initial={"source": Source.MEETING})

    def made() -> Action:
        said = {name: form.cleaned_data[name] for name in ("text", "due_on", "is_closed")}
        said |= form.cleaned_data["owner"] | {"by": request.user, "at": timezone.now()}
        if form.cleaned_data["source"] == Source.MEETING:
            return actions.open(form.cleaned_data["meeting"], **said)
        said |= {name: form.cleaned_data[name] for name in ("source", "source_words", "raised_on")}
        return actions.open_elsewhere(body, **said)

    if form.is_valid() and (action := _done(form, made)):
        return see_other(request, "governance:action", action.reference)
    context = {"form": form, "heading": "Open an action", "button": "Open it"}
    return page(request, "governance/action_form.html", "form", context, status=form.status)


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done[Made](form: PortalForm, what: Callable[[], Made]) -> Made | None:
    """What was asked for; a refusal stands on the form, beside the owner where it is about them."""
    try:
        return what()
    except (actions.OwnerHasLeft, actions.NoOwner) as refusal:
        form.refuse(refusal, "owner")
    except (Refusal, BadMove) as refusal:
        form.refuse(refusal)
    return None


def _one(request: PortalRequest, ref: str) -> Action:
    rows = log.with_everything(Action.objects, on=timezone.localdate())
    found: Action = visible_or_404(rows, request.user, reference=ref)
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PortalRequest, ref: str) -> HttpResponse:
    """What it is, what became of it, and how its owner or the office says that it stands."""
    action = _one(request, ref)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    if sent:
        require(rules.may_report, request.user, action)
    form = forms.Report(*sent)
    if form.is_valid() and _reported(request, action, form):
        return see_other(request, "governance:action", ref)
    context = {
        "row": log.Logged(action, timezone.localdate()),
        "owed_path": owed.path_of(request.user, "action", action.pk, on=timezone.localdate()),
        "trail": action.updates.select_related("by__person", "file"),
        "form": form,
        "keeps": rules.may_keep(request.user, action.body),
        "reports": action.is_owed and rules.may_report(request.user, action),
    }
    return page(request, "governance/action.html", "", context, status=form.status)


def _reported(request: PortalRequest, action: Action, form: forms.Report) -> bool:
    """With the PDF, where one was sent: it is looked at before anything is written."""
    said = {name: form.cleaned_data[name] for name in ("words", "is_done", "link")}

    def write(**file: Any) -> bool:
        name = getattr(form.cleaned_data["file"], "name", "")[-200:] or "Evidence"
        kept = {"title": name, **file} if file else None
        done = _done(
            form, lambda: actions.update(action, file=kept, by=request.user, at=timezone.now(), **said)
        )
        return done is not None

    if not form.cleaned_data["file"]:
        return write()
    return taken_in(form, write) and not form.errors


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PortalRequest, ref: str, step: str) -> HttpResponse:
    """Closed, dropped, opened again, another day, another owner: the office's to say."""
    action = _one(request, ref)
    if step not in STEPS:
        raise Http404
    require(rules.may_keep, request.user, action.body)
    kind, heading, button = STEPS[step]
    today = timezone.localdate()
    more = {"body": action.body, "on": today} if step == "pass-on" else {}
    form = kind(_sent(request), initial={"on": today}, **more)
    if form.is_valid() and _done(form, lambda: _stepped(step, action, form, request)) is not None:
        return see_other(request, "governance:action", ref)
    context = {"form": form, "heading": heading, "button": button, "row": log.Logged(action, today)}
    return page(request, "governance/action_form.html", "form", context, status=form.status)


def _stepped(step: str, action: Action, form: PortalForm, request: PortalRequest) -> Action:
    said = dict(form.cleaned_data)
    said |= said.pop("owner", {})
    acts: dict[str, Callable[..., Action]] = {
        "close": actions.close,
        "drop": actions.drop,
        "reopen": actions.reopen,
        "put-off": actions.put_off,
        "pass-on": actions.pass_on,
    }
    return acts[step](action, by=request.user, at=timezone.now(), **said)


@signed_in
@require_safe
def file(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """What was sent with an update."""
    action = _one(request, ref)
    return send(get_object_or_404(ActionFile, pk=pk, line__action=action))
