"""Minutes as others read them: sent round, with a way to correct a paragraph; confirmed, by everyone; and their files."""

from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import corrections
from pcc_portal.meetings.actions.minutes_versions import FILE, MINUTES
from pcc_portal.meetings.forms.settling import AnswerCorrection, ProposeCorrection
from pcc_portal.meetings.models import Correction, Entry, ExemptMinutesVersion, Meeting, MinutesVersion
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.states import MinutesStatus
from pcc_portal.meetings.views.reading import PRIVATE, SHORTLY, rebuilding, send_pdf
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, now, sent
from pcc_portal.web.htmx import page, see_other

OF_A_VERSION = MinutesVersion.objects.select_related("minutes__meeting__body", "made_by__person")


def _latest(request: PortalRequest, ref: str, *, decisions: bool = False) -> MinutesVersion:
    """The last version that this person may read; 404 without one."""
    rows = OF_A_VERSION.visible_to(request.user).filter(minutes__meeting__ref=ref)
    rows = rows.decisions() if decisions else rows.sent_round()
    version = rows.order_by("-number").first()
    if version is None:
        raise Http404
    return version


def _exempt(request: PortalRequest, version: MinutesVersion) -> ExemptMinutesVersion | None:
    """Its exempt part, for those who read it (LGA 1972 s100F)."""
    if not rules.may_read_exempt(request.user, version.minutes.meeting):
        return None
    return ExemptMinutesVersion.objects.filter(version=version).first()


@signed_in
@require_safe
def circulated(request: PortalRequest, ref: str) -> HttpResponse:
    """As they were sent round last; beside each paragraph a member proposes a correction."""
    version = _latest(request, ref)
    meeting, exempt = version.minutes.meeting, _exempt(request, version)
    is_open = version.minutes.status == MinutesStatus.CIRCULATED and rules.may_correct(request.user, meeting)
    proposed = Correction.objects.visible_to(request.user).filter(minutes=version.minutes)
    context = {
        "meeting": meeting,
        "version": version,
        "html": _with_links(version.html, meeting) if is_open else version.html,
        "private": "" if exempt is None else _with_links(exempt.html, meeting) if is_open else exempt.html,
        "corrections": list(proposed.select_related("proposed_by__person")),
        "is_open": is_open,
        "is_clerk": rules.may_minute(request.user, meeting),
    }
    return page(request, "meetings/minutes_circulated.html", "", context)


def _with_links(html: str, meeting: Meeting) -> str:
    """Behind each paragraph that stands for an entry, a way to say what is wrong with it."""
    whole = BeautifulSoup(html, "html.parser")
    for paragraph in whole.select('p[id^="e-"], li[id^="e-"]'):
        pk = str(paragraph["id"]).removeprefix("e-")
        link = whole.new_tag("a", href=reverse("meetings:correction-add", args=[meeting.ref, pk]))
        link["class"] = "correct"
        link.string = "Correct this"
        unseen = whole.new_tag("span")
        unseen["class"] = "unseen"
        unseen.string = f": {' '.join(paragraph.get_text(' ').split())[:60]}"
        link.append(unseen)
        paragraph.append(" ")
        paragraph.append(link)
    return str(whole)


@signed_in
@require_safe
def decisions(request: PortalRequest, ref: str) -> HttpResponse:
    """What was decided and who owes what, on the evening."""
    version = _latest(request, ref, decisions=True)
    context = {
        "meeting": version.minutes.meeting,
        "version": version,
        "exempt": _exempt(request, version),
        "is_clerk": rules.may_minute(request.user, version.minutes.meeting),
    }
    return page(request, "meetings/decisions.html", "", context)


@signed_in
@require_safe
def decisions_file(request: PortalRequest, ref: str) -> HttpResponse:
    """The same on paper."""
    version = _latest(request, ref, decisions=True)
    return _send_version(request, version, f"{ref}-decisions.pdf")


@require_safe
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """By state: the draft for those who may read it, with the exempt part for members; confirmed minutes for everyone."""
    if request.user.is_authenticated:
        rows = OF_A_VERSION.visible_to(request.user).filter(minutes__meeting__ref=ref)
        version = rows.exclude(kind=VersionKind.DECISIONS).order_by("-number").first()
        if version is not None:
            return _send_version(request, version, f"{ref}-minutes.pdf")
    live = {r.kind: r for r in Release.objects.live().filter(collection=ref, kind__in=[MINUTES, FILE])}
    if MINUTES not in live:
        raise Http404
    if FILE not in live:
        return rebuilding(request)
    row = live[FILE]
    response = send_pdf(row.store_key, stores.PUBLIC, f"{ref}-minutes.pdf", row.sha256, SHORTLY)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def _send_version(request: Any, version: MinutesVersion, name: str) -> HttpResponse:
    """Both parts for those who read both; 503 in words while the file is being made."""
    row: MinutesVersion | ExemptMinutesVersion = _exempt(request, version) or version
    if not row.store_key:
        return rebuilding(request)
    return send_pdf(row.store_key, stores.PRIVATE, name, row.file_sha256, PRIVATE)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: PortalRequest, ref: str, entry: UUID) -> HttpResponse:
    """A correction of one paragraph, beginning with what it says."""
    version = _latest(request, ref)
    meeting = version.minutes.meeting
    require(rules.may_correct, request.user, meeting)
    exempt = _exempt(request, version)
    quoted = _paragraph(version.html, entry) or (_paragraph(exempt.html, entry) if exempt else "")
    found = Entry.objects.select_related("block").filter(pk=entry, minutes=version.minutes).first()
    if not quoted or found is None:
        raise Http404
    form = ProposeCorrection(sent(request), initial={"words": quoted})
    if form.is_valid():
        try:
            corrections.propose(version, found, quoted=quoted, **form.cleaned_data, by=request.user, at=now())
        except REFUSALS as refusal:
            form.refuse(refusal, "words")
        else:
            return see_other(request, "meetings:minutes-circulated", ref)
    context = {"meeting": meeting, "quoted": quoted, "form": form, "is_exempt": found.is_exempt}
    return page(request, "meetings/correction_propose.html", "form", context, status=form.status)


def _paragraph(html: str, entry: UUID) -> str:
    """The words of a paragraph as it was sent round."""
    found = BeautifulSoup(html, "html.parser").find(id=f"e-{entry}")
    return " ".join(found.get_text(" ").split()) if found is not None else ""


def _correction(request: PortalRequest, ref: str, pk: int) -> tuple[Correction, Meeting]:
    rows = Correction.objects.select_related(
        "minutes", "proposed_by__person", "answered_by__person", "entry__block"
    )
    row: Correction = visible_or_404(rows, request.user, pk=pk, minutes__meeting__ref=ref)
    return row, OF_A_MEETING.get(ref=ref)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """What was proposed and what came of it; the clerk answers here."""
    row, meeting = _correction(request, ref, pk)
    if request.method == "POST":
        require(rules.may_minute, request.user, meeting)
    may_answer = rules.may_minute(request.user, meeting) and row.state != CorrectionState.WITHDRAWN
    initial = {"state": "" if row.is_open else row.state, "words": row.answer}
    form = AnswerCorrection(sent(request), initial=initial)
    if form.is_valid():
        state = CorrectionState(form.cleaned_data["state"])
        try:
            corrections.answer(row, state=state, words=form.cleaned_data["words"], by=request.user, at=now())
        except corrections.SayWhy as refusal:
            form.refuse(refusal, "words")
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:correction", ref, pk)
    context = {
        "meeting": meeting,
        "row": row,
        "form": form,
        "may_answer": may_answer and row.minutes.status == MinutesStatus.CIRCULATED,
        "is_mine": row.proposed_by_id == request.user.pk,
        "is_clerk": rules.may_minute(request.user, meeting),
    }
    return page(request, "meetings/correction.html", "form", context, status=form.status)


@signed_in
@require_POST
def withdraw_correction(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """Taken back by whoever proposed it; 404 for everyone else."""
    row, meeting = _correction(request, ref, pk)
    if row.proposed_by_id != request.user.pk:
        raise Http404
    try:
        corrections.withdraw(row, by=request.user, at=now())
    except REFUSALS as refusal:
        context = {"meeting": meeting, "row": row, "refusal": str(refusal), "is_mine": True}
        return page(request, "meetings/correction.html", "", context, status=409)
    return see_other(request, "meetings:minutes-circulated", ref)
