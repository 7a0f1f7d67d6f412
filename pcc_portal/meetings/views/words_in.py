"""A Word file comes in as the text of a paper: what of it was changed or dropped, and the way back."""

import hashlib
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import words_in
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.views.papers import found, must_write, shown, take_up_as_author
from pcc_portal.meetings.views.shared import REFUSALS, now, told_when_gone
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing import findings
from pcc_portal.writing.actions.words_in import NothingBefore, earlier
from pcc_portal.writing.desk.showing import as_block
from pcc_portal.writing.models import Asset, WordFile
from pcc_portal.writing.rendering import render


def take_in(subject: Paper, name: str, original: bytes, request: PortalRequest, *, is_scanned: bool) -> None:
    """Read it and write its words. Raises writing.importing.refusing.Refused."""
    read = press.read_word(original)
    take_up_as_author(request, subject)
    words_in.bring(
        subject,
        read,
        filename=name,
        sha256=hashlib.sha256(original).hexdigest(),
        size=len(original),
        is_scanned=is_scanned,
        by=request.user,
        at=now(),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def word(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """What became of the Word file; a press puts back the text that stood before it."""
    subject = found(request, ref, pk)
    require(rules.may_read, request.user, subject)
    brought = (
        subject.text.word_files.select_related("by__person", "undone_by__person").first()
        if subject.text
        else None
    )
    if brought is None:
        raise Http404
    if request.method != "POST":
        return _told(request, subject, brought)
    try:
        must_write(request, subject)
        take_up_as_author(request, subject)
        words_in.put_back(subject, brought, by=request.user, at=now())
    except NothingBefore:
        pass  # pressed twice, or by two: it is back, and the page says by whom
    except REFUSALS as refusal:
        return shown(request, found(request, ref, pk), refusal=str(refusal), status=409)
    return see_other(request, "meetings:paper-word", ref, pk)


def _told(request: PortalRequest, subject: Paper, brought: WordFile) -> HttpResponse:
    root = reverse("meetings:paper-write", args=[subject.item.meeting.ref, subject.pk])

    def address(asset: Asset) -> str:
        return f"{root}asset/{asset.pk}/"

    before = [as_block(revision) for revision in earlier(brought)]
    context = {
        "meeting": subject.item.meeting,
        "paper": subject,
        "brought": brought,
        "to_mend": len(findings.findings(brought.text)),
        "may_write": rules.may_write(request.user, subject),
        "earlier": render(before, asset_url=address, base_level=3, id_prefix="before-").html
        if before
        else "",
    }
    return page(request, "meetings/paper_word.html", "", context)
