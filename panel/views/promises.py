"""What was promised to the Panel: its public page, and the page on which its clerk and members look after it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import queries, rules
from panel.actions import promises as actions
from panel.forms import programme as lines_of
from panel.forms import promises as forms
from panel.queries import promises as asked
from panel.views.programme import open_lines
from pcc_portal.accounts.access import held_by, require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions import promises as keeping
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Promise
from pcc_portal.meetings.states import STILL_OWED
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

# Items under which what is outstanding is taken, the best first.
USUAL = ("Outstanding actions", "Matters arising", "Minutes")


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """As they were last let out; what is late is counted on the day on which the page is read."""
    rows = Release.objects.live().filter(kind=asked.PROMISES, collection=queries.SLUG)
    row, today = rows.first(), timezone.localdate()
    told = asked.read_on(row.facts["promises"], on=today) if row else []
    keeps = request.user.is_authenticated and _mine(request) is not None  # a visitor reads no bodies
    owed = [one for one in told if one["state"] in STILL_OWED]
    context = {
        "row": row,
        "parts": [
            ("Overdue", [one for one in owed if one["is_late"]]),
            ("Still to come", [one for one in owed if not one["is_late"]]),
            ("Settled", [one for one in told if one not in owed]),
        ],
        "late": sum(one["is_late"] for one in owed),
        "owed": len(owed),
        "keeps": keeps,
    }
    return page(request, "panel/promises.html", "", context)


def _mine(request: HttpRequest) -> Body | None:
    readers = held_by(request.user).organisations(Power.READ_EXEMPT)
    return Body.objects.filter(slug=queries.SLUG, organisation__in=readers).first()


def _body(request: PortalRequest) -> Body:
    """The body whose clerk or member this is; for everyone else there is no such page."""
    body = _mine(request)
    if body is None:
        raise Http404
    return body


@signed_in
@require_safe
def kept(request: PortalRequest) -> HttpResponse:
    """Every promise, by what was chosen: still owed, overdue, of one owner, of one meeting."""
    return _shown(request, _body(request))


def _shown(request: PortalRequest, body: Body, *, refusal: str = "", status: int = 200) -> HttpResponse:
    chosen, today = asked.Filters.of(request.GET), timezone.localdate()
    context: dict[str, Any] = {
        "tracker": asked.tracked(body, request.user, chosen, on=today),
        "shown": asked.SHOWN,
        "nobody": asked.NOBODY,
        "refusal": refusal,
        "is_clerk": rules.may_keep(request.user, body),
    }
    if context["is_clerk"]:
        released = Release.objects.live().filter(kind=asked.PROMISES, collection=body.slug).first()
        context |= {"released": released, "line": _usual(open_lines(body))}
        context["is_behind"] = _is_behind(released, body)
    return page(request, "panel/promises_kept.html", "", context, status=status)


def _is_behind(released: Release | None, body: Body) -> bool:
    """Whether what everyone reads is no longer what stands here."""
    now = [asked.facts_of(row) for row in asked.let_out_of(body, on=timezone.localdate())]
    return now != (released.facts["promises"] if released else [])


def _usual(lines: Any) -> Any:
    """The line of the next agenda under which the list is usually taken."""
    found = list(lines)
    first = [line for line in found if line.meeting_id == found[0].meeting_id]
    named = [line for name in USUAL for line in first if line.public_title.startswith(name)]
    return next(iter(named), None)


def _one(request: PortalRequest, pk: int) -> Promise:
    """A promise to this body, for its clerk; 403 for members, 404 for everyone else."""
    rows = asked.with_everything(Promise.objects.filter(entry__minutes__meeting__body=_body(request)))
    found: Promise = visible_or_404(rows, request.user, pk=pk)
    require(rules.may_keep, request.user, found.entry.minutes.meeting.body)
    return found


def _asked(
    request: PortalRequest,
    promise: Promise,
    form: PortalForm,
    what: Callable[..., object],
    *,
    heading: str,
    button: str,
) -> HttpResponse:
    """The form; once it is in order, what it asks for. A refusal stands on the form, and nothing typed is lost."""
    if form.is_valid():
        said = (
            {"on": form.cleaned_data["on"], **form.where}
            if isinstance(form, forms.Report)
            else form.cleaned_data
        )
        try:
            what(promise, by=request.user, at=timezone.now(), **said)
        except (Refusal, BadMove) as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:promises-kept")
    row = asked.Promised(promise, timezone.localdate())
    context = {"form": form, "heading": heading, "button": button, "row": row}
    return page(request, "panel/promise_form.html", "form", context, status=form.status)


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest, pk: int) -> HttpResponse:
    """Its owner came back to it: when, and where."""
    promise = _one(request, pk)
    form = forms.Report(_sent(request), promise=promise, initial={"on": timezone.localdate()})
    said = {"heading": "Reported back", "button": "Write it down"}
    return _asked(request, promise, form, keeping.report, **said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: PortalRequest, pk: int) -> HttpResponse:
    promise = _one(request, pk)
    form = forms.Finish(_sent(request), initial={"on": promise.reported_on or timezone.localdate()})
    return _asked(request, promise, form, keeping.finish, heading="Done", button="It is done")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: PortalRequest, pk: int) -> HttpResponse:
    """With its reason."""
    promise = _one(request, pk)
    form = forms.Drop(_sent(request), is_private=promise.entry.is_exempt)
    return _asked(request, promise, form, keeping.drop, heading="Drop it", button="Drop it")


def _press(request: PortalRequest, what: Callable[[], object]) -> HttpResponse:
    """Do it, and back to the list; where it was refused the page says why, and nothing was changed."""
    try:
        what()
    except (Refusal, BadMove) as refusal:
        return _shown(request, _body(request), refusal=str(refusal), status=409)
    return see_other(request, "panel:promises-kept")


@signed_in
@require_POST
def reopen(request: PortalRequest, pk: int) -> HttpResponse:
    promise = _one(request, pk)
    return _press(request, lambda: keeping.reopen(promise, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def publish(request: PortalRequest) -> HttpResponse:
    body = _body(request)
    require(rules.may_keep, request.user, body)
    return _press(request, lambda: actions.publish(body, by=request.user, at=timezone.now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: PortalRequest) -> HttpResponse:
    """What is outstanding, put on an agenda as its paper, as it stands now."""
    body = _body(request)
    require(rules.may_keep, request.user, body)
    lines = open_lines(body)
    form = lines_of.AsPaper(_sent(request), lines=lines, first=_usual(lines))
    if form.is_valid():
        item = form.cleaned_data["item"]
        try:
            made = actions.as_paper(item, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.refuse(refusal, "item")
        else:
            return see_other(request, "meetings:paper", item.meeting.ref, made.pk)
    context = {"form": form, "heading": "Put what is outstanding on an agenda", "button": "Write the paper"}
    return page(request, "panel/promise_form.html", "form", context, status=form.status)
