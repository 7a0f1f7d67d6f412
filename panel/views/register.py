"""The register of interests: who owes a notice, and what is entered. For the clerk; a member reads their own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import forms, queries
from panel.actions import register as act
from panel.models import RegisteredInterest
from panel.printing import interests as printed
from panel.queries import register as entries
from panel.views.seats import seated_body
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def register(request: PortalRequest) -> HttpResponse:
    """Every member, what they owe and by when."""
    body, today = seated_body(request), timezone.localdate()
    rows = entries.entries(body, on=today)
    late = sum(duty.is_late(on=today) for row in rows for duty in row.owed)
    out = published()
    is_stale = out is None or out.text.html != printed.html(body, on=today)
    context = {"body": body, "rows": rows, "today": today, "late": late, "out": out, "is_stale": is_stale}
    return page(request, "panel/register.html", "", context)


def published() -> Release | None:
    """The register as everyone reads it."""
    rows = Release.objects.live().filter(kind=printed.KIND, collection=queries.SLUG)
    return rows.select_related("text").first()


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """As it was last let out; before that a sentence that says so."""
    return page(request, "panel/interests.html", "", {"row": published()})


@signed_in
@require_POST
def publish(request: PortalRequest) -> HttpResponse:
    """Let the register out as it stands."""
    act.publish(seated_body(request), by=request.user, at=timezone.now())
    return see_other(request, "panel:interests")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: PortalRequest, pk: int) -> HttpResponse:
    """One member's entry. The clerk writes in it; the member reads it, sensitive interests included; 404 for everyone else."""
    body, is_clerk = _body_of(request, pk)
    today = timezone.localdate()
    entry = next((row for row in entries.entries(body, on=today) if row.person.pk == pk), None)
    if entry is None or (request.method == "POST" and not is_clerk):
        raise Http404
    is_notice = "received_on" in request.POST
    notice = forms.NoticeOfInterests(
        request.POST if is_notice else None, entry=entry, initial={"received_on": today}
    )
    form = forms.RegisterInterest(
        request.POST if request.method == "POST" and not is_notice else None, initial={"from_on": today}
    )
    status = 200
    if request.method == "POST":
        if _save(request, body, entry, notice if is_notice else form):
            return see_other(request, "panel:register-member", pk)
        status = (notice if is_notice else form).status
    context = {
        "body": body,
        "entry": entry,
        "today": today,
        "notice": notice,
        "form": form,
        "is_clerk": is_clerk,
        "late": [duty for duty in entry.owed if duty.is_late(on=today)],
    }
    return page(request, "panel/register_member.html", "", context, status=status)


def _body_of(request: PortalRequest, pk: int) -> tuple[Body, bool]:
    body = get_object_or_404(Body, slug=queries.SLUG)
    is_clerk = request.user.rights.may(Power.SEAT_PEOPLE, body.organisation_id)
    if not is_clerk and request.user.person_id != pk:
        raise Http404
    return body, is_clerk


def _save(request: PortalRequest, body: Body, entry: entries.Entry, form: Any) -> bool:
    if not form.is_valid():
        return False
    data, now = form.cleaned_data, timezone.now()
    if isinstance(form, forms.RegisterInterest):
        act.enter(body, entry.person, by=request.user, at=now, **data)
        return True
    try:
        act.receive(
            body,
            entry.person,
            received_on=data["received_on"],
            declaration=form.declaration,
            on=timezone.localdate(now),
            by=request.user,
            at=now,
        )
    except act.NotYetReceived as refusal:
        form.refuse(refusal, "received_on")
        return False
    return True


@signed_in
@require_POST
def end(request: PortalRequest, pk: int) -> HttpResponse:
    """They have this interest no more."""
    rows = RegisteredInterest.objects.filter(body=seated_body(request), to_on__isnull=True)
    row = get_object_or_404(rows.select_related("person", "body"), pk=pk)
    act.end(row, last_on=timezone.localdate(), by=request.user, at=timezone.now())
    return see_other(request, "panel:register-member", row.person_id)
