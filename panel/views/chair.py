"""The Chair's annotated agenda: hers and the clerk's, and a 404 for everyone else."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import rules
from panel.actions import chair as actions
from panel.forms.chair import ChairNoteForm
from panel.models import ChairNote
from panel.queries.chair import chairs_agenda
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.views.shared import OF_A_MEETING, sent
from pcc_portal.web.htmx import page, see_other


def _found(request: PortalRequest, ref: str) -> Meeting:
    meeting = OF_A_MEETING.filter(ref=ref).first()
    if meeting is None or not rules.may_brief(request.user, meeting):
        raise Http404
    return meeting


@signed_in
@require_safe
def agenda(request: PortalRequest, ref: str) -> HttpResponse:
    """Timings, speakers, motions, interests and the quorum on one page, made to be printed too."""
    meeting = _found(request, ref)
    return page(request, "panel/chair.html", "", {"meeting": meeting, "here": chairs_agenda(meeting)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """How long a line may take, and what to say there."""
    meeting = _found(request, ref)
    item = Item.objects.filter(meeting=meeting, pk=pk).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    kept = ChairNote.objects.filter(item=item).first()
    initial = {"minutes": kept.minutes, "words": kept.words} if kept else {}
    form = ChairNoteForm(sent(request), initial=initial)
    if form.is_valid():
        actions.note(item, **form.cleaned_data, by=request.user, at=timezone.now())
        return see_other(request, "panel:chair", ref)
    context = {"meeting": meeting, "item": item, "form": form}
    return page(request, "panel/chair_note.html", "form", context, status=form.status)
