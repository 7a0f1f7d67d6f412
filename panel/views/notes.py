"""One's own notes: written beside a page, changed, taken away. For everybody else there is nothing at these addresses."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from panel.actions import notes as act
from panel.forms.reading import ChangeNote, WriteNote
from panel.models import Anchor, Note
from panel.printing import reader as drawn
from panel.queries import reading
from panel.queries.reading import Sheet
from panel.views.reader import one, opened
from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing.passages import Passage


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Choose the paragraph of a page, and write; a script sends the same form with the words that were selected."""
    notice, _, sheet = one(request, ref, pk)
    if not sheet.passages:
        raise Http404
    label = _label(request, sheet)
    form = WriteNote(
        request.POST if request.method == "POST" else None,
        passages=sheet.passages if request.method == "POST" else _of_page(sheet, label),
    )
    if form.is_valid():
        try:
            note = act.write(pk, sheet.searched, by=request.user, at=timezone.now(), **form.cleaned_data)
        except act.NotThere as refusal:
            form.add_error("quote", str(refusal))
        else:
            return see_other(request, f"{reverse('panel:reader-paper', args=[ref, pk])}#n-{note.pk}")
    if form.is_bound:  # the paragraphs of one page again, not of the whole paper
        form.fields["block"].choices = WriteNote(passages=_of_page(sheet, label)).fields["block"].choices  # type: ignore[attr-defined]
    context = {
        "ref": ref,
        "notice": notice,
        "sheet": sheet,
        "label": label,
        "form": form,
        "choice": reading.choice_of(request.user),
    }
    return page(request, "panel/note_write.html", "", context, status=form.status)


def _label(request: PortalRequest, sheet: Sheet) -> str:
    """The page asked for, or the one that the paragraph sent in stands on; the first where neither is one of this paper."""
    block = request.POST.get("block", "")
    asked = request.GET.get("page", "")
    chosen = next((passage.page for passage in sheet.passages if passage.key == block), asked)
    known = drawn.labels(sheet)
    return chosen if chosen in known else known[0]


def _of_page(sheet: Sheet, label: str) -> list[Passage]:
    """The paragraphs that begin on a page; where none does, the one that runs over it."""
    known = drawn.labels(sheet)
    upto = known[: known.index(label) + 1]
    for name in reversed(upto):
        if found := [passage for passage in sheet.passages if passage.page == name]:
            return found if name == label else found[-1:]
    return sheet.passages[:1]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Change its words, or go on to take it away."""
    found, anchor, back = _mine(request, ref, pk)
    form = ChangeNote(request.POST if request.method == "POST" else None, initial={"words": found.words})
    if form.is_valid():
        act.change(found, words=form.cleaned_data["words"], at=timezone.now())
        return see_other(request, f"{back}#n-{pk}")
    context = {
        "ref": ref,
        "note": found,
        "anchor": anchor,
        "form": form,
        "back": back,
        "may_enquire": reading.holds(request.user, Power.ENQUIRE, ref),
        "choice": reading.choice_of(request.user),
    }
    return page(request, "panel/note.html", "", context, status=form.status)


@signed_in
@require_POST
def remove(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """For good."""
    found, _, back = _mine(request, ref, pk)
    act.remove(found)
    return see_other(request, back)


def _mine(request: PortalRequest, ref: str, pk: UUID) -> tuple[Note, Anchor, str]:
    """One's own note, where it was last found, and the page to go back to; only while its paper may be read."""
    found: Note = visible_or_404(Note.objects, request.user, pk=pk)
    _, sheets = opened(request, ref)
    own = reading.anchors(request.user, ref, sheets)
    rows = {row.paper_id: row for row in own if row.note_id == found.pk}
    if here := [rows[sheet.pk] for sheet in sheets if sheet.pk in rows]:
        return found, here[-1], reverse("panel:reader-paper", args=[ref, here[-1].paper_id])
    raise Http404
