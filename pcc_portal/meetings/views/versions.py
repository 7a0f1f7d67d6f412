"""Every version of a meeting's files that was ever out, with hash and time, for those who may have it."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.views.reading import PRIVATE, SHORTLY, send_pdf
from pcc_portal.web.htmx import page

NAME = re.compile(r"(?:pack|member-pack|supplement-\d{1,4})-v\d{1,6}")


@require_safe
def versions(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that was ever issued of a meeting and that this reader may have, with hash and time."""
    notice = Release.objects.live().filter(kind="meetings.notice", collection=ref).first()
    if notice is None:
        raise Http404
    rows = [_shown(row) for row in _released(request, ref)] + [_shown(row) for row in _withheld(request, ref)]
    rows.sort(key=lambda row: row["at"], reverse=True)
    return page(request, "meetings/versions.html", "", {"ref": ref, "notice": notice, "rows": rows})


@require_safe
def version(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """One version of a file, as it was issued."""
    if not NAME.fullmatch(name):
        raise Http404
    rows: list[Any] = [*_released(request, ref), *_withheld(request, ref)]
    row = next((row for row in rows if _name(row) == name), None)
    if row is None:
        raise Http404
    is_public = isinstance(row, Release) and row.withdrawn_at is None
    return send_pdf(
        row.store_key,
        getattr(row, "store", stores.PRIVATE),
        f"{ref}-{name}.pdf",
        row.sha256,
        SHORTLY if is_public else PRIVATE,
    )


def _is_clerk(request: HttpRequest, ref: str) -> bool:
    return Meeting.objects.filter(
        ref=ref, body__organisation__in=held_by(request.user).organisations(Power.PREPARE)
    ).exists()


def _released(request: HttpRequest, ref: str) -> list[Release]:
    """Public files; what was withdrawn is the clerk's evidence alone."""
    kinds = ["meetings.pack", "meetings.supplement"]
    rows = Release.objects.filter(collection=ref, kind__in=kinds, store_key__endswith=".pdf")
    if not (request.user.is_authenticated and _is_clerk(request, ref)):
        rows = rows.filter(withdrawn_at__isnull=True)
    return list(rows)


def _withheld(request: HttpRequest, ref: str) -> list[Withheld]:
    """Members' files, by right; the clerk has those that members may no longer read as well."""
    if not request.user.is_authenticated:
        return []
    rows = Withheld.objects.visible_to(request.user)
    if _is_clerk(request, ref):
        rows = Withheld.objects.all()
    return list(rows.filter(collection=ref, kind="meetings.pack").exclude(store_key=""))


def _name(row: Release | Withheld) -> str:
    """ "pack-v1", "member-pack-v2", "supplement-1-v1"."""
    what = "member-pack" if isinstance(row, Withheld) else row.kind.removeprefix("meetings.")
    if row.kind == "meetings.supplement":
        what = f"supplement-{row.facts['number']}"
    return f"{what}-v{row.version}"


def _shown(row: Release | Withheld) -> dict[str, Any]:
    is_public = isinstance(row, Release)
    titles = {"meetings.pack": "Public pack", "meetings.supplement": f"Supplement {row.facts.get('number')}"}
    return {
        "name": _name(row),
        "title": titles[row.kind] if is_public else "Members’ pack",
        "version": row.version,
        "at": row.released_at if isinstance(row, Release) else row.issued_at,
        "sha256": row.sha256,
        "size": row.size,
        "is_live": row.superseded_at is None and row.withdrawn_at is None,
        "withdrawn_at": row.withdrawn_at,
        "reason": row.withdrawn_reason if isinstance(row, Release) else "",
    }
