"""Being told: the public subscribes and leaves, everyone signed in chooses their mails and their own calendar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from panel import forms, queries
from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import calendar_keys, preferences, subscriptions
from pcc_portal.meetings.models import Body, CalendarKey
from pcc_portal.meetings.states import Topic
from pcc_portal.web import limits
from pcc_portal.web.htmx import page, see_other

HOUR, DAY = 60 * 60, 24 * 60 * 60
MOST_OF_A_PEER, MOST_TO_AN_ADDRESS = 20, 3


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The answer is the same for every address: nobody learns who is told, and nobody can fill a stranger's letter box."""
    form = forms.Subscribe(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(request, "panel/subscribe.html", "", {"form": form}, status=form.status)
    email, peer = form.cleaned_data["email"].lower(), request.META.get("REMOTE_ADDR", "")
    now = timezone.now()
    if not limits.within("subscribe-from", peer, most=MOST_OF_A_PEER, seconds=HOUR, at=now):
        return page(request, "429.html", "", status=429)
    body = Body.objects.filter(slug=queries.SLUG).first()
    if body and limits.within("subscribe-to", email, most=MOST_TO_AN_ADDRESS, seconds=DAY, at=now):
        subscriptions.ask(body, email=email, at=now)
    return _said(request, "asked")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A press of the button, not the opening of the page: programs that check mails open every link."""
    if request.method != "POST":
        return _said(request, "confirm")
    row = subscriptions.confirm(token, at=timezone.now())
    return _said(request, "confirmed") if row else _said(request, "too_old", status=410)


@csrf_exempt  # a mail program presses this button (RFC 8058): it has no session, and the address is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The answer is the same for a link that holds and one that does not."""
    if request.method != "POST":
        return _said(request, "leave")
    subscriptions.leave(token, at=timezone.now())
    return _said(request, "left")


def _said(request: HttpRequest, step: str, *, status: int = 200) -> HttpResponse:
    return page(request, "panel/subscription.html", "", {"step": step}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PortalRequest) -> HttpResponse:
    """Which mails come, and the address of one's own calendar."""
    if request.method == "POST":
        wanted = request.POST.getlist("wanted")
        preferences.choose(request.user, wanted=wanted, on=timezone.localdate(), at=timezone.now())
        return see_other(request, "panel:telling")
    return _chosen(request)


@signed_in
@require_POST
def make_key(request: PortalRequest) -> HttpResponse:
    """Shown on the answer to this press and never again."""
    require(rules.may_keep_calendar, request.user)
    token = calendar_keys.make(request.user, at=timezone.now())
    return _chosen(request, settings.PUBLIC_BASE_URL + reverse("panel:calendar-by-token", args=[token]))


@signed_in
@require_POST
def take_key_back(request: PortalRequest) -> HttpResponse:
    calendar_keys.take_back(request.user, at=timezone.now())
    return see_other(request, "panel:telling")


def _chosen(request: PortalRequest, address: str = "") -> HttpResponse:
    user, today = request.user, timezone.localdate()
    off, fixed = preferences.switched_off(user), preferences.must_get(user, on=today)
    topics = [
        {
            "value": topic,
            "label": topic.label,
            "is_on": topic in fixed or topic not in off,
            "is_fixed": topic in fixed,
        }
        for topic in Topic
    ]
    context = {
        "topics": topics,
        "fixed": bool(fixed),
        "bodies": calendar_keys.bodies_for(user, on=today),
        "key": CalendarKey.objects.filter(user=user).first(),
        "address": address,
    }
    return page(request, "panel/telling.html", "", context)
