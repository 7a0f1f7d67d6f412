"""A finding by itself: the office says whose it is, its owner says what was done; and the list of what was put to the force."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import findings as actions
from governance.actions import inspections
from governance.forms import inspections as forms
from governance.forms.responses import Comment
from governance.models import ChiefComments, Finding, FindingUpdate, Inspection
from governance.queries import inspections as found
from governance.queries import owed
from governance.rules import inspections as rules
from governance.states.inspections import BY_THE_FORCE, FindingState
from governance.views.inspection_desk import crumbs, held, press, to_desk
from governance.views.shared import asked, sent
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.web.htmx import page


@signed_in
@require_safe
def findings(request: PortalRequest) -> HttpResponse:
    """What was put to this person, or for the Chief Constable's office to the whole force; and reports to comment on."""
    if not rules.may_be_asked(request.user):
        raise Http404
    is_open = request.GET.get("show") != "closed"
    rows = found.put_to(request.user, is_open=is_open, page=request.GET.get("page", ""))
    context = {
        "rows": rows,
        "is_open": is_open,
        "reports": found.to_comment_on(request.user),
        "today": timezone.localdate(),
    }
    return page(request, "governance/findings.html", "", context)


def _one(request: PortalRequest, pk: int) -> Finding:
    row: Finding = visible_or_404(found.with_everything(Finding.objects.all()), request.user, pk=pk)
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: PortalRequest, pk: int) -> HttpResponse:
    """What was found, whose it is, the trail of what was done; and the next line of it."""
    row = _one(request, pk)
    is_office = rules.is_of_the_office(request.user, row)
    may = frozenset(FindingState) if is_office else BY_THE_FORCE
    form = forms.UpdateFinding(sent(request), finding=row, may=may)
    if request.method == "POST":
        require(rules.may_update, request.user, row)
        act = partial(actions.update, row, is_of_force=not is_office)
        return asked(
            request,
            form,
            act,
            to=lambda _done: ("governance:finding", row.pk),
            heading=str(row),
            button="Write it down",
            crumbs=_way(row, is_office=is_office),
            lede=row.words,
        )
    context: dict[str, Any] = {
        "row": row,
        "updates": FindingUpdate.objects.select_related("by__person").filter(finding=row),
        "form": form,
        "is_office": is_office,
        "keeps": rules.may_keep_finding(request.user, row),
        "updates_it": rules.may_update(request.user, row),
        "crumbs": _way(row, is_office=is_office),
        "owed_path": owed.path_of(request.user, "finding", row.pk, on=timezone.localdate()),
    }
    return page(request, "governance/finding.html", "", context)


def _way(row: Finding, *, is_office: bool) -> list[tuple[str, str]]:
    return crumbs(row.inspection) if is_office else [(reverse("governance:findings"), "Put to the force")]


def _kept(request: PortalRequest, pk: int) -> Finding:
    row = _one(request, pk)
    require(rules.may_keep_finding, request.user, row)
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    initial = {"kind": row.kind, "words": row.words, "area": row.area_id, "repeats": row.repeats_id}
    form = forms.WriteFinding(sent(request), inspection=row.inspection, initial=initial)
    said: dict[str, Any] = {"heading": str(row), "button": "Save it", "crumbs": crumbs(row.inspection)}
    return asked(request, form, partial(actions.edit, row), to=to_desk(row.inspection), **said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: PortalRequest, pk: int) -> HttpResponse:
    """Its owner in the force, who follows it in the office, and the line of the action plan."""
    row = _kept(request, pk)
    row.inspection = held(request, row.inspection.slug)
    initial = {
        "owner": forms.owner_key(row),
        "owner_name": row.owner,
        "lead": row.lead_id,
        "plan_line": row.plan_line,
    }
    form = forms.Assign(sent(request), inspection=row.inspection, initial=initial)
    said: dict[str, Any] = {
        "heading": f"Whose it is: {str(row).lower()}",
        "button": "Save it",
        "crumbs": crumbs(row.inspection),
    }
    act = partial(actions.assign, row)
    return asked(
        request, form, act, to=to_desk(row.inspection), said=lambda: form.assigned, lede=row.words, **said
    )


@signed_in
@require_POST
def remove(request: PortalRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    return press(request, row.inspection, partial(actions.remove, row))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: PortalRequest, slug: str) -> HttpResponse:
    """The Chief Constable's comments: by their own office once it is asked, or entered from a letter by whoever prepares the response."""
    row = Inspection.objects.select_related("office", "force").put_to(request.user).filter(slug=slug).first()
    is_force = row is not None
    if row is None:
        row = held(request, slug, rules.may_keep)
    known = ChiefComments.objects.filter(inspection=row).first()
    initial = {"words": known.words, "has_none": known.has_none} if known else {}
    form = Comment(sent(request), initial=initial)
    to = ("governance:findings",) if is_force else ("governance:inspection-desk", row.slug)
    way = [(reverse("governance:findings"), "Put to the force")] if is_force else crumbs(row)
    return asked(
        request,
        form,
        partial(inspections.comment, row),
        to=lambda _done: to,
        heading="The Chief Constable’s comments",
        button="Keep them",
        lede=f"On the report {row}. They are published with the response.",
        crumbs=way,
    )
