"""Formal challenges that were let out, as everyone reads them: from releases, and from nothing else."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.queries import challenges as asked
from governance.views.decisions import SHORTLY
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.web.htmx import page


def _keeps(request: HttpRequest) -> bool:
    rights = held_by(request.user)
    return bool(rights.organisations(Power.READ_BOARD) | rights.organisations(Power.ANSWER_BOARD))


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Those that are public, newest first, a page at a time."""
    today = timezone.localdate()
    here = Paginator(asked.register(), asked.A_PAGE).get_page(request.GET.get("page"))
    context = {
        "here": here,
        "rows": [asked.read_on(row, on=today) for row in here],
        "keeps": _keeps(request),
    }
    return page(request, "governance/challenges.html", "", context)


@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    row = asked.published(ref)
    if row is None:
        raise Http404
    return page(
        request, "governance/challenge.html", "", {"one": asked.read_on(row, on=timezone.localdate())}
    )


@require_safe
def file(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A letter of it; its name says no more than the reference."""
    row = asked.released_file(ref, number)
    if row is None:
        raise Http404
    return send_pdf(row.store_key, stores.PUBLIC, f"{ref.lower()}-{number}.pdf", row.sha256, SHORTLY)
