"""The reader: the papers of a meeting one by one, each with this person's own notes, place and changes.

Only for people who sign in; visitors read the same papers on the meeting's own page. Nothing that is written here about
what somebody reads is shown to anybody else.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel.actions import notes
from panel.actions import reading as act
from panel.forms.reading import ReadLike
from panel.models import Anchor, Reading
from panel.printing import reader as drawn
from panel.queries import reading
from panel.queries.reading import Sheet
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def reader(request: PortalRequest, ref: str) -> HttpResponse:
    """Where to carry on, what is new, the papers, and all of one's own notes on them."""
    notice, found = opened(request, ref)
    now = timezone.now()
    for sheet in found:
        _bring_notes_along(request.user, sheet, at=now)
    read = reading.readings(request.user, found)
    mine = reading.anchors(request.user, ref, found)
    stopped = max((row for row in read.values() if row.stopped_at), key=_when_stopped, default=None)
    context = {
        "ref": ref,
        "notice": notice,
        "choice": reading.choice_of(request.user),
        "lines": [_line(sheet, read, mine) for sheet in found],
        "stopped": stopped,
        "has_notes": bool(mine),
        "may_enquire": reading.holds(request.user, Power.ENQUIRE, ref),
        "has_exempt": any(sheet.is_exempt for sheet in found),
    }
    return page(request, "panel/reader.html", "", context)


def opened(request: PortalRequest, ref: str) -> tuple[Release, list[Sheet]]:
    """The meeting's public row and its papers; 404 until papers are out."""
    notice = reading.notice_of(ref)
    found = reading.sheets(ref, request.user)
    if notice is None or not found:
        raise Http404
    return notice, found


def one(request: PortalRequest, ref: str, pk: UUID) -> tuple[Release, list[Sheet], Sheet]:
    """One paper with its words, among the others; 404 for one that this person may not read."""
    notice, found = opened(request, ref)
    sheet = reading.of_paper(found, pk)
    if sheet is None:
        raise Http404
    return notice, found, sheet


def _when_stopped(row: Reading) -> datetime:
    assert row.stopped_at is not None, "only those with a place are asked"
    return row.stopped_at


def _line(sheet: Sheet, read: dict[UUID, Reading], mine: list[Anchor]) -> dict[str, Any]:
    row = read.get(sheet.pk)
    before = read.get(sheet.replaces.pk) if sheet.replaces else None
    is_read = row is not None and row.is_read
    return {
        "sheet": sheet,
        "is_read": is_read,
        "read_at": row.read_at if row else None,
        # Of a paper that they have read: said anew, replaced, or withdrawn since.
        "is_changed": is_read and row is not None and _is_newer(sheet, row),
        "replaces_what_was_read": not is_read and before is not None and before.is_read,
        "anchors": [anchor for anchor in mine if anchor.paper_id == sheet.pk],
    }


def _is_newer(sheet: Sheet, row: Reading) -> bool:
    return (sheet.row.version, sheet.is_exempt) != (row.version, row.is_exempt)


def _bring_notes_along(user: User, sheet: Sheet, *, at: datetime) -> None:
    """What stands beside the paper that this one replaces stands beside this one too, from the first time it is opened."""
    before = sheet.replaces
    if before is None or sheet.is_gone:
        return
    _bring_notes_along(user, before, at=at)  # that one may have replaced another, and never been opened
    waiting = Anchor.objects.filter(note__owner=user, paper=before.pk).exclude(note__anchors__paper=sheet.pk)
    if rows := list(waiting):
        notes.follow(rows, sheet.pk, reading.with_words(sheet).searched, at=at)


@signed_in
@require_safe
def paper(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """One paper: its words as they were frozen, with what is this reader's own put in between."""
    notice, found, sheet = one(request, ref, pk)
    user, now = request.user, timezone.now()
    _bring_notes_along(user, sheet, at=now)
    before = reading.with_words(sheet.replaces) if sheet.replaces else None
    read = reading.readings(user, [sheet, before] if before else [sheet])
    row = read.get(pk)
    changes = reading.changes(sheet, row, before, read.get(before.pk) if before else None)
    if not changes and not _has_read(sheet, row):
        row = act.read(pk, version=sheet.row.version, is_exempt=sheet.is_exempt, by=user, at=now)
    where = found.index(sheet)
    context = {
        "ref": ref,
        "notice": notice,
        "choice": reading.choice_of(user),
        "sheet": sheet,
        "before": before,
        "changes": changes,
        "reading": row,
        "may_enquire": reading.holds(user, Power.ENQUIRE, ref),
        "previous": found[where - 1] if where else None,
        "next": found[where + 1] if where + 1 < len(found) else None,
        "first_change": next(
            (p.key for p in sheet.passages if p.key in {*changes.changed, *changes.new}), ""
        ),
    } | drawn.paper(ref, sheet, reading.anchors(user, ref, found, of=sheet), changes)
    return page(request, "panel/reader_paper.html", "", context)


def _has_read(sheet: Sheet, row: Reading | None) -> bool:
    return row is not None and row.is_read and not _is_newer(sheet, row)


@signed_in
@require_POST
def seen(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """What changed has been read."""
    _, _, sheet = one(request, ref, pk)
    act.read(pk, version=sheet.row.version, is_exempt=sheet.is_exempt, by=request.user, at=timezone.now())
    return see_other(request, "panel:reader-paper", ref, pk)


@signed_in
@require_POST
def stop(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Keep the page to carry on at; only a page of this paper."""
    _, _, sheet = one(request, ref, pk)
    label = request.POST.get("page", "")
    if label in drawn.labels(sheet):
        act.stop(pk, page=label, by=request.user, at=timezone.now())
    return see_other(request, reverse("panel:reader", args=[ref]))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: PortalRequest) -> HttpResponse:
    """How this person likes to read; back to where they were reading."""
    chosen = reading.choice_of(request.user)
    initial = {"text": chosen.text, "space": chosen.space, "paper": chosen.paper}
    form = ReadLike(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        act.choose(request.user, **form.cleaned_data)
        return see_other(request, "panel:reading-choices")
    return page(
        request,
        "panel/reading_choices.html",
        "",
        {"form": form, "choice": chosen},
        status=form.status,
    )
