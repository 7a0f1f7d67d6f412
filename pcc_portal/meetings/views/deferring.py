"""An item goes to another meeting."""

from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import deferrals, deliveries
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import AgendaStatus, AnnouncementKind, ItemKind, Life
from pcc_portal.meetings.views.shared import REFUSALS, held, now, sent, told_when_gone
from pcc_portal.meetings.views.telling import Letter, done, letter_of
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def defer(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Choose the meeting, say why; a note goes along for the clerks alone."""
    meeting = held(request, ref, rules.may_prepare)
    line = agenda_of(meeting).line(pk)
    if line is None or line.item.kind == ItemKind.EXCLUSION:
        raise Http404
    form = forms.DeferItem(sent(request), meetings=_where_to(meeting))
    letter = _letter(request, meeting)
    is_done = False
    if form.is_valid() and not (letter and letter.form.errors):
        what = partial(deferrals.defer, line.item, by=request.user, at=now(), **form.cleaned_data)
        try:
            is_done = done(letter, what)
        except REFUSALS as refusal:
            form.refuse(refusal)
    if is_done:
        return see_other(request, "meetings:meeting-life", ref)
    context = {"meeting": meeting, "line": line, "form": form, "letter": letter}
    status = max(form.status, letter.form.status if letter else 200)
    return page(request, "meetings/item_defer.html", "form", context, status=status)


def _letter(request: PortalRequest, meeting: Meeting) -> Letter | None:
    """The mail that tells of it; none while nobody has read the agenda."""
    if not meeting.is_issued:
        return None
    has_exempt_part = deliveries.has_exempt_part(meeting.ref)
    return letter_of(
        request, meeting, news=None, has_exempt_part=has_exempt_part, kind=AnnouncementKind.DEFERRED
    )


def _where_to(meeting: Meeting) -> QuerySet[Meeting]:
    """Coming meetings of the same body whose agenda is a draft."""
    rows = Meeting.objects.filter(
        body=meeting.body, status=AgendaStatus.DRAFT, life__in=[Life.PLANNED, Life.CALLED], is_date_fixed=True
    )
    return rows.upcoming(on=timezone.localdate()).exclude(pk=meeting.pk).select_related("body")
