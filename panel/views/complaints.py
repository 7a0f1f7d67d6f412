"""Complaints about the Commissioner, for the people who are named in them; and the counts, which are everyone's."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import queries, rules
from panel.actions import complaint_counts, complaint_readers
from panel.actions import complaints as actions
from panel.forms import complaints as forms
from panel.models import Complaint
from panel.queries import complaints as found
from panel.queries.clocks import Periods
from panel.states.complaints import ComplaintState
from panel.views.kept import body_of_clerk, kept_body
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

C = ComplaintState
type Act = Callable[..., Complaint]

# Step -> form, action, heading.
STEPS: dict[str, tuple[type[PortalForm], Act, str]] = {
    "record": (forms.Step, actions.record, "Record it"),
    "not-record": (forms.NotRecord, actions.not_record, "Do not record it"),
    "serious": (forms.SaidStep, actions.find_serious, "It is serious"),
    "refer": (forms.SaidStep, actions.refer, "Refer it to the IOPC"),
    "back": (forms.ComeBack, actions.come_back, "What the IOPC decided"),
    "resolve": (forms.SaidStep, actions.begin_resolving, "Begin informal resolution"),
    "outcome": (forms.SaidStep, actions.resolve, "The outcome"),
    "otherwise": (forms.HandleOtherwise, actions.handle_otherwise, "Handle it otherwise"),
    "withdrawn": (forms.Step, actions.withdraw, "They take it back"),
    "evidence": (forms.SaidStep, actions.preserve, "Evidence is preserved"),
    "told": (forms.Step, actions.tell, "The complainant was told"),
    "meeting": (forms.Consider, actions.consider, "Put it to a meeting"),
    "note": (forms.WriteNote, actions.note, "Add a note"),
}
# Where a step leads; those that are not here lead nowhere and can be taken at any time.
LEADS: dict[str, ComplaintState] = {
    "record": C.RECORDED,
    "not-record": C.NOT_RECORDED,
    "refer": C.REFERRED,
    "back": C.INVESTIGATED,
    "resolve": C.RESOLVING,
    "outcome": C.RESOLVED,
    "otherwise": C.OTHERWISE,
    "withdrawn": C.WITHDRAWN,
}


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How many there were in the years that are over, as last let out; and to whom one complains."""
    rows = Release.objects.live().filter(kind=found.KIND, collection=queries.SLUG)
    keeps = body_of_clerk(request) is not None
    is_named = request.user.is_authenticated and Complaint.objects.visible_to(request.user).exists()
    context = {
        "row": rows.select_related("text").first(),
        "keeps": keeps,
        "reads": keeps or is_named,
        "few": found.FEW,
    }
    return page(request, "panel/complaint_counts.html", "", context)


@signed_in
@require_POST
def publish_counts(request: PortalRequest) -> HttpResponse:
    complaint_counts.publish(kept_body(request), by=request.user, at=timezone.now())
    return see_other(request, "panel:complaint-counts")


@signed_in
@require_safe
def complaints(request: PortalRequest) -> HttpResponse:
    """Those in which this person is named. Who is named in none, and is no clerk, finds no such page."""
    rows = found.register_of(request.user, today=timezone.localdate())
    body = body_of_clerk(request)
    if body is None and not rows:
        raise Http404
    return page(request, "panel/complaints.html", "", {"rows": rows, "may_enter": body is not None})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: PortalRequest) -> HttpResponse:
    """A clerk enters one, and is named in it."""
    body, today = kept_body(request), timezone.localdate()
    form = forms.ReceiveComplaint(
        request.POST if request.method == "POST" else None, initial={"received_on": today}
    )
    if form.is_valid():
        said = dict(form.cleaned_data)
        other = said.pop("other")
        try:
            row = actions.receive(
                body, others=[other] if other else [], by=request.user, at=timezone.now(), **said
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:complaint", row.pk)
    return _asked(request, form, heading="A complaint has come in", button="Enter it")


def _one(request: PortalRequest, pk: UUID) -> Complaint:
    rows = Complaint.objects.select_related("body", "words", "considered_at__body")
    found_one: Complaint = visible_or_404(rows, request.user, pk=pk)
    return found_one


@signed_in
@require_safe
def complaint(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what runs, what comes next, who reads it, and the record of every step."""
    return _shown(request, _one(request, pk))


def _shown(request: PortalRequest, row: Complaint, *, refusal: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    clocks = found.clocks_of(row, Periods.of(row.body))
    next_ones = found.next_states(row)
    onward = [(step, STEPS[step][2]) for step, state in LEADS.items() if state in next_ones]
    deals = rules.may_deal(request.user, row)
    is_settled = row.must_be_referred or row.is_over or row.state == C.REFERRED
    always = [step for step in STEPS if step not in LEADS and not (step == "serious" and is_settled)]
    context = {
        "row": row,
        "clocks": [(told, told.is_late(today=today)) for told in clocks],
        "onward": onward,
        "always": [
            (step, STEPS[step][2])
            for step in always
            if (deals or step == "note") and not (step == "meeting" and row.is_over)
        ],
        "deals": deals,
        "readers": row.readers.filter(ended_at__isnull=True).select_related("user__person", "organisation"),
        "files": row.files.select_related("added_by__person"),
        "steps": row.steps.select_related("by__person"),
        "refusal": refusal,
    }
    return page(request, "panel/complaint.html", "", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PortalRequest, pk: UUID, step: str) -> HttpResponse:
    """One step: a day, words, and where the law wants one a ground."""
    row = _one(request, pk)
    if step not in STEPS:
        raise Http404
    if step != "note":
        require(rules.may_deal, request.user, row)
    kind, act, heading = STEPS[step]
    more = {"body": row.body} if step == "meeting" else {}
    form = kind(
        request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()}, **more
    )
    if form.is_valid():
        try:
            act(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (Refusal, BadMove) as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:complaint", row.pk)
    return _asked(request, form, heading=heading, button="Save it", row=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One more person may read it."""
    row = _one(request, pk)
    require(rules.may_deal, request.user, row)
    form = forms.NamePerson(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            complaint_readers.name(row, form.cleaned_data["grant"], by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.refuse(refusal, "grant")
        else:
            return see_other(request, "panel:complaint", row.pk)
    return _asked(request, form, heading="Name a person", button="Name them", row=row)


@signed_in
@require_POST
def unname(request: PortalRequest, pk: UUID, reader: int) -> HttpResponse:
    """They need not read it any more."""
    row = _one(request, pk)
    require(rules.may_deal, request.user, row)
    named = get_object_or_404(row.readers.select_related("complaint", "user__person"), pk=reader)
    try:
        complaint_readers.unname(named, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return _shown(request, row, refusal=str(refusal), status=409)
    if named.user_id == request.user.pk:
        return see_other(request, "panel:my")
    return see_other(request, "panel:complaint", row.pk)


def _asked(
    request: PortalRequest, form: PortalForm, *, heading: str, button: str, row: Complaint | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "row": row}
    return page(request, "panel/complaint_form.html", "form", context, status=form.status)
