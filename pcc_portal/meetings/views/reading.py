"""Read a meeting: the page, the packs, the pictures. A visitor's queries touch release tables only."""

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release, ReleasedFile, Withheld
from pcc_portal.documents.reading import apart
from pcc_portal.meetings.actions.rebuilds import REBUILDING
from pcc_portal.meetings.models import JoiningLink, Meeting, MinutesVersion
from pcc_portal.meetings.models.minutes_version import SENT_ROUND, VersionKind
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.queries import attendance
from pcc_portal.meetings.views.desks import desk_of
from pcc_portal.meetings.views.shared import workspace
from pcc_portal.pdf.uploads import Refused
from pcc_portal.web.htmx import page

SHORTLY = "public, max-age=60"  # what is withdrawn must be gone soon
AT_ONCE = "public, max-age=5"  # where a meeting is, for many readers at a time
PRIVATE = "private, no-store"
OPENED = "meetings.opened_file"  # the pages of a paper that was exempt
TRY_AGAIN = 15  # seconds, to one who asks for a file that is being made again
MOST_DIGITS = 6  # of a page label; Python reads no number of thousands of digits


@require_safe
def meeting(request: HttpRequest, ref: str) -> HttpResponse:
    """The clerk's desk while it is in draft; for everyone else the issued papers, and 404 until there are any."""
    is_clerk = False
    if request.user.is_authenticated:
        mine = (
            Meeting.objects.prepared_by(request.user)
            .filter(ref=ref)
            .select_related("body__organisation", "body__host")
            .first()
        )
        if mine is not None and not mine.is_issued:
            return workspace(cast("PortalRequest", request), desk_of(mine))
        is_clerk = mine is not None
    return page(request, "meetings/meeting.html", "", _read(request, ref) | {"is_clerk": is_clerk})


def _read(request: HttpRequest, ref: str) -> dict[str, Any]:
    """One query for the open papers, one for the exempt part of those who may read it."""
    # The contents and pages of a text repeat its words for search; a page shows its HTML alone.
    shown = ("kind", "subject_id", "position", "title", "on", "facts", "size", "released_at", "text__html")
    rows = list(
        Release.objects.live()
        .filter(collection=ref)
        .select_related("text")
        .only(*shown)
        .order_by("position", "pk")
    )
    found = {row.kind: row for row in rows if row.kind != "meetings.paper"}
    if "meetings.notice" not in found:
        raise Http404
    context: dict[str, Any] = {
        "ref": ref,
        "notice": found["meetings.notice"],
        "agenda": found.get("meetings.agenda"),
        **_now(found.get("meetings.live")),
        "pack": found.get("meetings.pack"),
        "minutes": found.get("meetings.minutes"),
        "papers": [row for row in rows if row.kind == "meetings.paper"],
        "supplements": [row for row in rows if row.kind == "meetings.supplement"],
        "exempt": [],
    }
    if request.user.is_authenticated:
        readable = Withheld.objects.visible_to(request.user).live().filter(collection=ref)
        withheld = list(readable.defer("contents", "pages", "files"))
        papers = [row for row in withheld if row.kind == "meetings.paper"]
        context["papers"], context["exempt"] = apart(context["papers"], papers)
        known = MinutesVersion.objects.visible_to(request.user).filter(minutes__meeting__ref=ref)
        versions = list(known.select_related("exempt").defer("html", "exempt__html").order_by("-number"))
        context["sent_round"] = next((v for v in versions if v.kind in SENT_ROUND), None)
        chair_of = request.user.rights.organisations(Power.HEAR_ENQUIRIES)
        if chair_of:  # one of a few; nobody else pays for the question
            own = Meeting.objects.filter(ref=ref, body__organisation__in=chair_of)
            context["chairs"] = own.exists()
        context["decided"] = any(v.kind == VersionKind.DECISIONS for v in versions)
        context["approving"] = any(v.kind == VersionKind.FOR_APPROVAL for v in versions)
        mine = attendance.meetings_of(cast("User", request.user), on=timezone.localdate())
        context["answer"] = mine.filter(ref=ref).select_related("body").first()
        context["joining"] = JoiningLink.objects.visible_to(request.user).filter(meeting__ref=ref).exists()
        context["member_pack"] = next((row for row in withheld if row.kind == "meetings.pack"), None)
    return context


def _now(row: Release | None) -> dict[str, Any]:
    """Where the meeting is, with its moment, and whether the page looks again by itself; nothing before it begins."""
    if row is None:
        return {"now": None, "looks_again": False}
    since = row.facts.get("since")
    position = row.facts | {"since": datetime.fromisoformat(since) if since else None}
    return {"now": position, "looks_again": row.facts["state"] != "rose"}


@require_safe
def now(request: HttpRequest, ref: str) -> HttpResponse:
    """Where the meeting is, for everyone, in one query: asked gently while it goes on, and a page by itself without script."""
    rows = Release.objects.live().filter(kind="meetings.live", collection=ref)
    row = rows.only("facts").first()
    if row is None:
        raise Http404
    response = page(request, "meetings/now.html", "now", {"ref": ref} | _now(row))
    if not request.user.is_authenticated:
        response.headers["Cache-Control"] = AT_ONCE
    return response


@require_safe
def pack(request: HttpRequest, ref: str) -> HttpResponse:
    """The issued pages, then those of the supplements, as the public may have them."""
    row = Release.objects.live().filter(kind="meetings.pack", collection=ref).first()
    return _send_released(request, row, f"{ref}-pack.pdf")


@require_safe
def supplement(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The new pages of a supplement alone, under the numbers that they have in the pack."""
    row = Release.objects.live().filter(kind="meetings.supplement", collection=ref, position=number).first()
    return _send_released(request, row, f"{ref}-supplement-{number}.pdf")


def _send_released(request: HttpRequest, row: Release | None, name: str) -> HttpResponse:
    if row is None:
        raise Http404
    if is_rebuilding(row):
        return rebuilding(request)
    sent = send_pdf(row.store_key, stores.PUBLIC, name, row.sha256, SHORTLY)
    return get_conditional_response(request, etag=sent.headers["ETag"], response=sent) or sent


def is_rebuilding(row: Release | Withheld) -> bool:
    """Its file is being made again, without a paper that was withdrawn; there are no bytes until then."""
    return bool(row.facts.get(REBUILDING))


def rebuilding(request: HttpRequest) -> HttpResponse:
    """503, in words: the file that was here is gone, and the next one comes in a moment."""
    response = page(request, "meetings/rebuilding.html", "", {"seconds": TRY_AGAIN}, status=503)
    response.headers["Retry-After"] = str(TRY_AGAIN)
    response.headers["Cache-Control"] = "no-store"
    return response


@signed_in
@require_safe
def member_pack(request: PortalRequest, ref: str) -> HttpResponse:
    """The same pages, then the exempt part: for members of the body and its clerk."""
    row = _members_file(request, ref)
    if row is None:
        raise Http404
    if is_rebuilding(row):
        return rebuilding(request)
    return send_pdf(row.store_key, stores.PRIVATE, f"{ref}-member-pack.pdf", row.sha256, PRIVATE)


@require_safe
def picture(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """A figure of a released paper, or of an exempt one for those who may read it."""
    if "\x00" in name:  # no name holds it, and the database refuses to look
        raise Http404
    released = ReleasedFile.objects.filter(
        release__collection=ref,
        name=name,
        release__withdrawn_at__isnull=True,
        release__superseded_at__isnull=True,
    ).first()
    if released is not None:
        return send_picture(stores.get(released.store_key, store=stores.PUBLIC), released.media_type, SHORTLY)
    if request.user.is_authenticated:
        held = Withheld.objects.visible_to(request.user).live()
        for row in held.filter(collection=ref, files__has_key=name):
            media_type, key = row.files[name]
            return send_picture(stores.get(key), media_type, PRIVATE)
    raise Http404


@require_safe
def page_picture(request: HttpRequest, ref: str, label: str) -> HttpResponse:
    """A side of the issued pack as a picture: open sides from the public file, E sides from the members'."""
    if len(label) > MOST_DIGITS:
        raise Http404
    if label.isdecimal():
        return _open_picture(request, ref, int(label))
    number = label.removeprefix("E")
    if side := _side_now_open(ref, label, number):
        return send_picture(side, "image/png", SHORTLY)
    held = _members_file(request, ref) if label.startswith("E") and number.isdecimal() else None
    if held is None:
        raise Http404
    if is_rebuilding(held):
        return rebuilding(request)
    if not 1 <= int(number) <= held.facts["exempt_pages"]:
        raise Http404
    return _members_side(held, held.facts["pages"] + int(number))


def _open_picture(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """From the public file; of a paper that only members read since, from theirs, for those who may."""
    row = Release.objects.live().filter(kind="meetings.pack", collection=ref).first()
    if row is None:
        raise Http404
    if is_rebuilding(row):
        return rebuilding(request)
    if not 1 <= number <= row.facts["pages"]:
        raise Http404
    held = _members_file(request, ref)
    spans = held.facts.get("re_marked", []) if held is not None else []
    if held is not None and any(int(first) <= number <= int(last) for first, last in spans):
        return _members_side(held, number)
    return send_picture(_open_side(row, number), "image/png", SHORTLY)


def _members_side(held: Withheld, number: int) -> HttpResponse:
    return send_picture(drawn(stores.get(held.store_key), page=number - 1), "image/png", PRIVATE)


def _side_now_open(ref: str, label: str, number: str) -> bytes | None:
    """A side of a paper that was exempt and is open now."""
    if not (label.startswith("E") and number.isdecimal()):
        return None
    for row in Release.objects.live().filter(kind=OPENED, collection=ref):
        first = int(row.facts["first"].removeprefix("E"))
        if first <= int(number) < first + row.facts["pages"]:
            return _open_side(row, int(number) - first + 1)
    return None


def _open_side(row: Release, number: int) -> bytes:
    """Drawn once, then kept with the file it is a side of: a visitor cannot keep the press busy."""
    return stores.kept(
        f"{stores.beside(row.store_key)}/{number}.png",
        lambda: drawn(stores.get(row.store_key, store=stores.PUBLIC), page=number - 1),
        store=stores.PUBLIC,
    )


def _members_file(request: HttpRequest, ref: str) -> Withheld | None:
    if not request.user.is_authenticated:
        return None
    rows = Withheld.objects.visible_to(request.user).live()
    return rows.filter(kind="meetings.pack", collection=ref).first()


def send_pdf(key: str, store: str, name: str, sha256: str, cache: str) -> HttpResponse:
    data = stores.get(key, store=store)
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["ETag"] = f'"{sha256}"'
    response.headers["Cache-Control"] = cache
    response.headers["Content-Encoding"] = "identity"
    return response


def drawn(pdf: bytes, *, page: int, width: int = 1000) -> bytes:
    """A side (from 0) as PNG; there is no picture of one that cannot be drawn."""
    try:
        return press.page_picture(pdf, page=page, width=width)
    except Refused:
        raise Http404 from None


def send_picture(data: bytes, media_type: str, cache: str) -> HttpResponse:
    """Pictures cannot run anything, whatever is in them."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Cache-Control"] = cache
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
