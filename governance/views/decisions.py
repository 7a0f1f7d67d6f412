"""The register of decisions and those to come, as everyone reads them: from releases, and from nothing else."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.queries import decisions as asked
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.web.htmx import page

SHORTLY = "public, max-age=60"


def _reads(request: HttpRequest) -> bool:
    """Of the office, for whom there is a way to what it keeps; a visitor is asked about nothing."""
    return bool(held_by(request.user).organisations(Power.READ_BOARD))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every published decision, newest first; of a year, or since a day, where somebody chose one."""
    rows, year = asked.register(), request.GET.get("year", "")
    since = _day(request.GET.get("since", ""))
    years = asked.years()
    chosen = int(year) if year in {str(one) for one in years} else None
    if chosen:
        rows = rows.filter(on__year=chosen)
    if since:
        rows = rows.filter(on__gte=since)
    shown = Paginator(rows, asked.A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "here": shown,
        "years": years,
        "chosen": chosen,
        "since": since,
        "none_since": asked.none_since(since) if since else "",
        "to_come": asked.to_come(),
        "keeps": _reads(request),
    }
    return page(request, "governance/decisions.html", "", context)


@require_safe
def to_come(request: HttpRequest) -> HttpResponse:
    """What is to be decided and when, as it was last published."""
    return page(request, "governance/decisions_to_come.html", "", {"row": asked.to_come()})


@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    row = asked.published(ref)
    if row is None:
        raise Http404
    return page(request, "governance/decision.html", "", {"row": row, "keeps": _reads(request)})


@require_safe
def file(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A form or a document of it; its name says no more than the reference."""
    row = asked.released_file(ref, number)
    if row is None:
        raise Http404
    return send_pdf(row.store_key, stores.PUBLIC, f"{ref.lower()}-{number}.pdf", row.sha256, SHORTLY)
