"""Where a mail service says that a mail came back."""

import json
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pcc_portal.notices import bounces

MOST_BYTES = 256 * 1024


@csrf_exempt
@require_POST
def bounce(request: HttpRequest, token: str) -> HttpResponse:
    """Opened by the secret in the address alone, and not there at all while none is set."""
    wanted = settings.BOUNCE_TOKEN
    if not wanted or not compare_digest(token.encode(), wanted.encode()):
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return HttpResponse("Too long.\n", status=413, content_type="text/plain")
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return HttpResponse("Not JSON.\n", status=400, content_type="text/plain")
    try:
        bounces.heard(told, at=timezone.now())
    except bounces.NotYet:
        return HttpResponse(
            "Not yet.\n", status=503, content_type="text/plain", headers={"Retry-After": "60"}
        )
    return HttpResponse(status=204)
