"""Liveness, readiness and the pages for trouble."""

import errno
import sys

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each dependency by name; 200 when the database is there. A lost broker only delays work: see jobs."""
    state = {"database": _database(), "broker": _broker()}
    return JsonResponse(state, status=200 if state["database"] == "ok" else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _broker() -> str:
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    try:
        client = Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)
        with client:
            client.ping()
    except (RedisError, OSError):
        return "unreachable: work is kept and starts when it is back"
    return "ok"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"why": str(exception or "")}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session: mostly a page that was open since before someone signed in or out."""
    why = (
        "This page was opened before you signed in, or too long ago. Nothing was changed. "
        "Go back, copy what you typed, reload the page and send it again."
    )
    return render(request, "403.html", {"why": why}, status=403)


def trouble(request: HttpRequest) -> HttpResponse:
    """What stops a page on our side, in the words that fit: a page that asks the database for nothing."""
    error = sys.exc_info()[1]
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return render(None, "500.html", {"what": "no room"}, status=507)
    if isinstance(error, OperationalError):
        answer = render(None, "500.html", {"what": "database"}, status=503)
        answer["Retry-After"] = "10"
        return answer
    return render(None, "500.html", status=500)
