"""Take a chair with one press, and read what the demonstration has mailed."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from demo import chairs, hunting, stories
from demo.content import word_sample as sample
from pcc_portal.notices.models import Message
from pcc_portal.web.htmx import page, see_other

SHOWN = 200  # mails on the outbox page


def demo_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """No such page without DEMO=1."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@demo_only
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": chairs.GROUPS,
        "addresses": list(chairs.CHAIRS),
        "password": chairs.PASSWORD,
        "nobody": chairs.NOBODY,
        "stories": stories.STORIES.values() if stories.coming() or stories.last() else [],
    }
    return page(request, "demo/cast.html", "", context)


@demo_only
@require_POST
def sit(request: HttpRequest, key: str) -> HttpResponse:
    """Into a chair of the cast, or out of every chair; then to the page that a story begins at, or to /my/."""
    if key == chairs.NOBODY:
        logout(request)
        return see_other(request, _wanted(request) or "panel:home")
    chair = chairs.CHAIRS.get(key)
    user = chair.user() if chair else None
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return see_other(request, _wanted(request) or "panel:my")


@demo_only
@require_POST
def story(request: HttpRequest, key: str) -> HttpResponse:
    """What has just happened in a story is done, one sits in its chair, and looks."""
    told = stories.STORIES.get(key)
    if told is None:
        raise Http404
    chair = chairs.CHAIRS.get(told.chair)
    user = chair.user() if chair else None
    path = told.begin(user, timezone.localtime())
    if path is None or (chair is not None and user is None):
        raise Http404
    if user is None:
        logout(request)
    else:
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return see_other(request, path)


@demo_only
@require_safe
def hunt(request: HttpRequest) -> HttpResponse:
    """The word of an exempt paper, looked for in all that visitors can get of its meeting."""
    meeting = stories.last()
    if meeting is None:
        raise Http404
    context = {
        "meeting": meeting,
        "word": hunting.WORD,
        "public": hunting.public(meeting, hunting.WORD),
        "members": hunting.members(meeting, hunting.WORD),
    }
    return page(request, "demo/hunt.html", "", context)


@demo_only
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    messages = Message.objects.all()
    context = {"messages_sent": messages[:SHOWN], "count": messages.count(), "shown": SHOWN}
    return page(request, "demo/outbox.html", "", context)


def _wanted(request: HttpRequest) -> str:
    """Where the pressed button leads; addresses of this site only."""
    to = request.POST.get("to", "")
    return to if to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None) else ""


@demo_only
@require_safe
def word_sample(request: HttpRequest) -> HttpResponseBase:
    """The finance note that is to follow, written in Word: to be brought in by whoever tries that."""
    return FileResponse(
        io.BytesIO(sample.made()),
        as_attachment=True,
        filename=sample.FILE_NAME,
        content_type=sample.MEDIA_TYPE,
    )
