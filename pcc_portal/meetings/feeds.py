"""The public calendar and feed of a body's meetings, and a member's own calendar."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import calendar_keys
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import calendars, news
from pcc_portal.meetings.states import AgendaStatus

LOOKS_BACK = timedelta(days=400)  # what is older is history: the cost of a feed does not grow with the years
NEWEST = 50
SHORTLY = "public, max-age=60"  # what is withdrawn must be gone soon
PRIVATE = "private, no-store"
CALENDAR, ATOM = "text/calendar; charset=utf-8", "application/atom+xml; charset=utf-8"
SHOWN = ("kind", "subject_id", "collection", "version", "title", "on", "facts", "released_at")


@require_safe
def calendar(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The coming meetings and those of the last year, from their live notices alone."""
    rows = list(_live([slug], ["meetings.notice"], on=timezone.localdate()).order_by("on", "pk"))
    entries = map(calendars.of_notice, rows)
    write = partial(calendars.calendar, entries, name=name, is_public=True)
    return _public(request, rows, write, CALENDAR)


@require_safe
def feed(request: HttpRequest, slug: str, name: str, page: str) -> HttpResponse:
    """What was published, newest first: notices and their changes, packs, supplements; papers withdrawn or made public."""
    live = _live([slug], [*news.KINDS, news.PAPER], on=timezone.localdate())
    became = Q(facts__has_any_keys=[news.GONE, news.OPENED])
    live = live.filter(~Q(kind=news.PAPER) | became)
    # While a pack is made again its place is held by words without a file: no news.
    rows = list(live.exclude(kind="meetings.pack", store_key="").order_by("-released_at", "-pk")[:NEWEST])
    write = partial(news.atom, rows, title=name, path=request.path, page=page)
    return _public(request, rows, write, ATOM)


@require_safe
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of the bodies whose papers the owner of this address may read in full today; 404 once they may not.

    Nobody is signed in here: the rights are those of the key's owner, and no agenda and no title is read.
    """
    now = timezone.now()
    bodies = calendar_keys.bodies_of(token, on=timezone.localdate(now))
    if not bodies:
        raise Http404
    rows = _live(
        [body.slug for body in bodies], ["meetings.notice", "meetings.pack"], on=timezone.localdate(now)
    )
    notices = {row.collection: row for row in rows if row.kind == "meetings.notice"}
    issued = {row.collection for row in rows if row.kind == "meetings.pack"}
    plans = (
        Meeting.objects.pending()
        .filter(body__in=bodies, held_on__gte=timezone.localdate(now), is_date_fixed=True)
        .exclude(status=AgendaStatus.ISSUED)
        .exclude(ref__in=notices)
        .select_related("body")
    )
    entries = [calendars.of_notice(row, has_member_pack=ref in issued) for ref, row in notices.items()]
    entries += [calendars.of_plan(meeting, at=meeting.changed_at or now) for meeting in plans]
    data = calendars.calendar(entries, name="Your meetings", is_public=False)
    return HttpResponse(data, content_type=CALENDAR, headers={"Cache-Control": PRIVATE})


def _live(slugs: Sequence[str], kinds: Sequence[str], *, on: date) -> QuerySet[Release]:
    rows = Release.objects.live().filter(kind__in=kinds, on__gte=on - LOOKS_BACK)
    return rows.filter(collection__regex=f"^({'|'.join(slugs)})-").only(*SHOWN)


def _public(
    request: HttpRequest, rows: Sequence[Release], write: Callable[[], bytes], content_type: str
) -> HttpResponse:
    """Not written at all for one who has it. Asked by ETag alone: after a withdrawal the newest is older than it was."""
    said = ",".join(f"{row.pk}" for row in rows)
    etag = quote_etag(sha256(f"{content_type} {said}".encode()).hexdigest())
    headers = {"ETag": etag, "Cache-Control": SHORTLY}
    if rows:
        headers["Last-Modified"] = http_date(max(row.released_at for row in rows).timestamp())
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        known.headers["Cache-Control"] = SHORTLY
        return known
    return HttpResponse(write(), content_type=content_type, headers=headers)
