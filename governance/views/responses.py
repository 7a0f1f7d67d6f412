"""The response: replies to the findings, the letter as it is composed, its signature, its publication, and what it commits to."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import letter_files, letters, replies
from governance.forms import responses as forms
from governance.models import Inspection, LetterVersion, Reply
from governance.printing.responses import Letter
from governance.proofing.inspections import before_publishing
from governance.queries.inspections import case_of
from governance.rules import inspections as rules
from governance.states.inspections import InspectionState, LetterState
from governance.views.inspection_desk import at_desk, crumbs, held, press
from governance.views.shared import REFUSALS, asked, sent
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents import stores
from pcc_portal.meetings.views.reading import PRIVATE, send_pdf
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reply_add(request: PortalRequest, slug: str) -> HttpResponse:
    """An answer to one finding or to several."""
    row = held(request, slug, rules.may_keep)
    form = forms.WriteReply(
        sent(request), inspection=row, initial={"findings": request.GET.getlist("finding")}
    )
    return at_desk(
        request, row, form, partial(replies.write, row), heading="Answer findings", button="Keep this reply"
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = get_object_or_404(Reply, pk=pk, inspection=row)
    initial = {
        "findings": list(kept.findings.values_list("pk", flat=True)),
        "kind": kept.kind,
        "words": kept.words,
        "due_on": kept.due_on,
    }
    form = forms.WriteReply(sent(request), inspection=row, initial=initial)
    return at_desk(
        request, row, form, partial(replies.write, row, reply=kept), heading="A reply", button="Save it"
    )


@signed_in
@require_POST
def reply_remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = get_object_or_404(Reply.objects.select_related("inspection"), pk=pk, inspection=row)
    return press(request, row, partial(replies.remove, kept))


@signed_in
@require_safe
def letter(request: PortalRequest, slug: str) -> HttpResponse:
    """The letter as it stands now, for the office; the Commissioner reads it here and signs it."""
    return _shown(request, held(request, slug))


def _shown(request: PortalRequest, row: Inspection, *, refusal: str = "", status: int = 200) -> HttpResponse:
    case = case_of(row)
    composed = Letter(case)
    signed = case.signed
    context: dict[str, Any] = {
        "inspection": row,
        "case": case,
        "html": signed.html if signed else composed.html,
        "sha256": composed.sha256,
        "clock": None if row.state == InspectionState.ON_RECORD else case.clock(today=timezone.localdate()),
        "stops": before_publishing(case) if row.state == InspectionState.ANSWERING else [],
        "changed": signed is not None and signed.sha256 != composed.sha256,
        "is_draft": case.letter is not None and case.letter.state == LetterState.DRAFT,
        "keeps": rules.may_keep(request.user, row),
        "signs": rules.may_sign(request.user, row),
        "refusal": refusal,
    }
    return page(request, "governance/letter.html", "", context, status=status)


def press_letter(request: PortalRequest, row: Inspection, act: Any) -> HttpResponse:
    """Do it and come back to the letter; where it was refused the letter's page says why, and nothing was changed."""
    try:
        act(by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        fresh = Inspection.objects.select_related("office", "force").get(pk=row.pk)
        return _shown(request, fresh, refusal=str(refusal), status=409)
    return see_other(request, "governance:letter", row.slug)


def _to_letter(row: Inspection) -> Any:
    return lambda _done: ("governance:letter", row.slug)


def _way(row: Inspection) -> list[tuple[str, str]]:
    return [*crumbs(row), (reverse("governance:letter", args=[row.slug]), "Letter")]


def at_letter(
    request: PortalRequest,
    row: Inspection,
    form: PortalForm,
    act: Callable[..., Any],
    *,
    heading: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    """A form about the letter, the act that it asks for, and back to the letter."""
    said = {"heading": heading, "button": button, "crumbs": _way(row)}
    return asked(request, form, act, to=_to_letter(row), **said | more)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = row.letter
    initial = {name: getattr(kept, name) for name in forms.WriteLetter.base_fields}
    form = forms.WriteLetter(sent(request), initial=initial)
    return at_letter(
        request, row, form, partial(letters.write, row), heading="The letter’s own words", button="Save them"
    )


@signed_in
@require_POST
def draft(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press_letter(request, row, partial(letters.draft, row))


@signed_in
@require_POST
def sign(request: PortalRequest, slug: str) -> HttpResponse:
    """Of the words that the page showed."""
    row = held(request, slug, rules.may_sign)
    return press_letter(request, row, partial(letters.sign, row, read_sha256=request.POST.get("sha256", "")))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign_on_paper(request: PortalRequest, slug: str) -> HttpResponse:
    """The page that the Commissioner has signed is recorded, with where it is kept."""
    row, today = held(request, slug, rules.may_keep), timezone.localdate()
    form = forms.SignedOnPaper(sent(request), inspection=row, on=today, initial={"signed_on": today})
    return at_letter(
        request,
        row,
        form,
        partial(letters.sign_on_paper, row),
        heading="It was signed on paper",
        button="Record it",
    )


@signed_in
@require_POST
def unsign(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press_letter(request, row, partial(letters.unsign, row))


@signed_in
@require_POST
def publish(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press_letter(request, row, partial(letters.publish, row))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    form = forms.Withdraw(sent(request))
    return at_letter(
        request,
        row,
        form,
        partial(letters.withdraw, row),
        heading="Take the letter back",
        button="Take it back",
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stamp(request: PortalRequest, slug: str) -> HttpResponse:
    """When copies went to the inspectorate and to the Secretary of State."""
    row = held(request, slug, rules.may_keep)
    today = timezone.localdate()
    initial = {name: getattr(row.letter, name) or today for name in forms.Stamp.base_fields}
    form = forms.Stamp(sent(request), initial=initial)
    return at_letter(
        request, row, form, partial(letters.stamp, row), heading="When it was sent", button="Save it"
    )


def _version(row: Inspection, pk: UUID) -> LetterVersion:
    return get_object_or_404(LetterVersion, pk=pk, letter__inspection=row)


@signed_in
@require_safe
def file(request: PortalRequest, slug: str, pk: UUID) -> HttpResponse:
    """The PDF of a version, for the office."""
    row = held(request, slug)
    version = _version(row, pk)
    if not version.is_made:
        raise Http404
    name = f"response-{row.slug}-v{version.number}.pdf"
    return send_pdf(version.store_key, stores.PRIVATE, name, version.file_sha256, PRIVATE)


@signed_in
@require_POST
def make_again(request: PortalRequest, slug: str, pk: UUID) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press_letter(request, row, partial(letter_files.make_again, _version(row, pk)))
