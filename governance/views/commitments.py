"""What a response commits the office to: added to a draft, and what became of it once it is published."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from governance.actions import commitments as promising
from governance.forms import responses as forms
from governance.models import Commitment, Inspection
from governance.rules import inspections as rules
from governance.views.inspection_desk import held
from governance.views.responses import at_letter, press_letter
from governance.views.shared import sent
from pcc_portal.accounts.decorators import PortalRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    form = forms.AddCommitment(sent(request))
    return at_letter(
        request,
        row,
        form,
        partial(promising.add, row),
        heading="What the Commissioner undertakes besides",
        button="Add it",
    )


def _commitment(row: Inspection, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.select_related("inspection"), pk=pk, inspection=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = _commitment(row, pk)
    form = forms.FinishCommitment(sent(request), initial={"on": timezone.localdate()})
    return at_letter(
        request,
        row,
        form,
        partial(promising.finish, kept),
        heading="Done",
        button="It is done",
        lede=kept.words,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = _commitment(row, pk)
    form = forms.DropCommitment(sent(request))
    return at_letter(
        request,
        row,
        form,
        partial(promising.drop, kept),
        heading="Drop it",
        button="Drop it",
        lede=kept.words,
    )


@signed_in
@require_POST
def reopen(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press_letter(request, row, partial(promising.reopen, _commitment(row, pk)))


@signed_in
@require_POST
def remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press_letter(request, row, partial(promising.remove, _commitment(row, pk)))
