"""Old minutes come in from Word: what was recognised, what is uncertain beside its text, put right and accepted."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from panel import queries
from panel.forms.minutes_in import PutRight
from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.actions import brought, mending
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.importing import files, telling
from pcc_portal.meetings.models import Body, BroughtFinding, MinutesFile
from pcc_portal.meetings.models.brought import ENTRIES, LineRole
from pcc_portal.meetings.queries import people
from pcc_portal.meetings.views import bringing
from pcc_portal.meetings.views.bringing import MOST_TO_CHOOSE
from pcc_portal.web.htmx import page, see_other

# Lines that somebody may see otherwise, besides those of which something is uncertain.
WEIGHTY = (LineRole.MOTION, LineRole.RESOLUTION, LineRole.PROMISE)
PLACE = bringing.Place("Panel", "panel:meetings", shelf="panel:minutes-in", file="panel:minutes-file")


def minuted_body(request: PortalRequest) -> Body:
    """The Panel, for those who write its minutes; 404 for everyone else."""
    writers = request.user.rights.organisations(Power.PREPARE)
    body = (
        Body.objects.filter(slug=queries.SLUG, organisation__in=writers)
        .select_related("organisation")
        .first()
    )
    if body is None:
        raise Http404
    return body


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_in(request: PortalRequest) -> HttpResponse:
    """The files brought in so far, and one more; what is wrong with it stands beside the field."""
    return bringing.shelf(request, minuted_body(request), PLACE, take=files.take)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_file(request: PortalRequest, pk: int) -> HttpResponse:
    """What was recognised; the same page puts it right, and accepts it as the minutes of its meeting."""
    minuted_body(request)
    shelf = MinutesFile.objects.select_related("body", "meeting__body", "by__person", "accepted_by__person")
    file: MinutesFile = visible_or_404(shelf, request.user, pk=pk, body__slug=queries.SLUG)
    form, context = _form(file, request)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, file, form)
        except (Refusal, Namesake) as refusal:
            form.refuse(
                refusal, "held_on" if isinstance(refusal, (brought.NoDate, brought.NotHeldYet)) else None
            )
    return page(request, "panel/minutes_file.html", "", context, status=form.status)


def _done(request: PortalRequest, file: MinutesFile, form: PutRight) -> HttpResponse:
    """Raises what the actions raise."""
    day, at = form.cleaned_data["held_on"], timezone.now()
    if "drop" in request.POST:
        mending.drop(file, by=request.user, at=at)
        return see_other(request, "panel:minutes-in")
    said = {"held_on": day, "people": form.people, "roles": form.roles, "private": form.private_titles}
    mending.put_right(file, **said, by=request.user, at=at)
    if "accept" not in request.POST:
        return see_other(request, "panel:minutes-file", file.pk)
    meeting = brought.accept(file, by=request.user, at=at)
    return see_other(request, "meetings:minutes", meeting.ref)


def _form(file: MinutesFile, request: PortalRequest) -> tuple[PutRight, dict[str, Any]]:
    lines = list(file.lines.all())
    names = list(file.names.exclude(doubt="")[:MOST_TO_CHOOSE])
    findings = list(file.findings.select_related("line"))
    doubted = {finding.line_id for finding in findings}
    chosen = [line for line in lines if line.role in ENTRIES and (line.pk in doubted or line.role in WEIGHTY)]
    titles = [line for line in lines if line.role in {LineRole.ITEM, LineRole.PART}]
    known = [(str(person.pk), people.label(person)) for person in people.to_pick()]
    sent = request.POST if request.method == "POST" else None
    form = PutRight(sent, file=file, names=names, lines=chosen[:MOST_TO_CHOOSE], titles=titles, known=known)
    rows = _rows(form, findings)
    context = {
        "file": file,
        "form": form,
        "there": bringing.there(file),
        "names": bringing.names(form, names, lines),
        "whole": [finding for finding in findings if finding.line is None],
        "rows": [row for row in rows if row["findings"]],
        "weighty": [row for row in rows if not row["findings"]],
        "attendance": telling.attendance(lines),
        "sections": [
            (line, telling.title_of(line) if line else "", own) for line, own in telling.sections(lines)
        ],
        "above": [line for line in lines if line.role in {LineRole.FRONT, LineRole.CLOSING}],
        "left_over": max(0, len(chosen) - MOST_TO_CHOOSE),
    }
    return form, context


def _rows(form: PutRight, findings: list[BroughtFinding]) -> list[dict[str, Any]]:
    """Each line once, in order, with all that is said of it."""
    said: dict[int, list[BroughtFinding]] = {}
    for finding in findings:
        if finding.line_id is not None:
            said.setdefault(finding.line_id, []).append(finding)
    chosen = {line.pk: line for line in form.lines}
    uncertain = {finding.line.pk: finding.line for finding in findings if finding.line is not None}
    return [
        {
            "line": line,
            "findings": said.get(pk, []),
            "field": form.line_field(chosen[pk]) if pk in chosen else None,
        }
        for pk, line in sorted((chosen | uncertain).items(), key=lambda row: row[1].position)
    ]
