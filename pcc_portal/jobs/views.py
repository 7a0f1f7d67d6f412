"""The progress of a job: one address for the whole page, for the piece that polls, and for Stop."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.decorators import signed_in
from pcc_portal.jobs import actions, rules
from pcc_portal.jobs.models import Job
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far it is. A poll that names what it shows (``seen``) gets 204 while nothing has changed.

    So a screen reader hears each step once, and keyboard focus stays where it is.
    """
    job: Job = visible_or_404(Job.objects, request.user, pk=pk)
    polled = bool(getattr(request, "htmx", None))
    if polled and job.is_live and request.GET.get("seen") == job.stamp:
        return HttpResponse(status=204)
    response = _page(request, job)
    if polled and not job.is_live:
        response.headers["HX-Trigger"] = "job-done"
    return response


@signed_in
@require_POST
def cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    job: Job = visible_or_404(Job.objects, request.user, pk=pk)
    if rules.may_stop(request.user, job):
        job = actions.ask_cancel(job, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # signed_in: a User
    if getattr(request, "htmx", None):
        return _page(request, job)
    return see_other(request, "jobs:progress", job.pk)


def _page(request: HttpRequest, job: Job) -> HttpResponse:
    return page(request, "jobs/job.html", "progress", {"job": job})
