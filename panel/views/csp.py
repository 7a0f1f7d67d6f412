"""Issues that Community Safety Partnerships bring before the Panel, for the clerk."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from panel.actions import csp as actions
from panel.forms import dealings as forms
from panel.models import CspIssue
from panel.states.dealings import CspState
from panel.views.kept import kept_body
from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

# Step -> form, action, heading; in which states each can come next.
STEPS: dict[str, tuple[type[PortalForm], Callable[..., object], str]] = {
    "accept": (forms.AcceptIssue, actions.accept, "It is for the Panel"),
    "pass-on": (forms.PassOnIssue, actions.pass_on, "It is not for the Panel"),
    "agenda": (forms.PickAgenda, actions.put_on_agenda, "Put it on an agenda"),
    "answer": (forms.AnswerIssue, actions.answer, "The answer"),
}
NEXT: dict[str, tuple[str, ...]] = {
    CspState.RECEIVED: ("accept", "pass-on"),
    CspState.STRATEGIC: ("agenda", "answer", "pass-on"),
    CspState.LOCAL: ("accept",),
    CspState.ANSWERED: (),
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def issues(request: PortalRequest) -> HttpResponse:
    """Every one, newest first, and the form for the next."""
    body = kept_body(request)
    form = forms.ReceiveIssue(
        request.POST if request.method == "POST" else None, initial={"received_on": timezone.localdate()}
    )
    if form.is_valid():
        actions.receive(body, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:csp-issues")
    rows = CspIssue.objects.filter(body=body).select_related("partnership", "item__meeting__body")
    shown = [(row, [(step, STEPS[step][2]) for step in NEXT[row.state]]) for row in rows]
    return page(request, "panel/csp_issues.html", "", {"rows": shown, "form": form}, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PortalRequest, pk: int, step: str) -> HttpResponse:
    """The strategic test, the agenda, the answer."""
    rows = CspIssue.objects.select_related("body", "partnership")
    row: CspIssue = visible_or_404(rows if step in STEPS else rows.none(), request.user, pk=pk)
    kind, act, heading = STEPS[step]
    more = {"body": row.body} if step == "agenda" else {}
    initial = {"reach": row.reach, "implication": row.implication, "responded_on": timezone.localdate()}
    form = kind(request.POST if request.method == "POST" else None, initial=initial, **more)
    if form.is_valid():
        try:
            act(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (Refusal, BadMove) as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:csp-issues")
    context = {"row": row, "form": form, "heading": heading}
    return page(request, "panel/csp_step.html", "form", context, status=form.status)
