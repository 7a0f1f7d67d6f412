"""Reading without a connection: the worker that a member's browser installs once they asked for it, and what it has kept."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from panel.queries import reading
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.web.htmx import page


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Served here and not with the static files: its address decides which pages it may serve. No page loads it by itself."""
    response = HttpResponse(_source(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _source() -> bytes:
    return (settings.BASE_DIR / "static" / "js" / "sw.js").read_bytes()


@signed_in
@require_safe
def kept(request: PortalRequest) -> HttpResponse:
    """What is kept on this device: the device fills it in, and it is the page shown for all that is not kept."""
    return page(request, "panel/kept.html", "", {"choice": reading.choice_of(request.user)})
