"""What the force owes the office: for the office and the chief's office all of it, for an owner their own, for nobody else."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.models import LadderRung
from governance.printing import owed as printed
from governance.queries import owed as list_of
from governance.queries.owed_late import late_by
from governance.queries.owed_lines import hydrated
from governance.rules import owed as rules
from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.web import tables
from pcc_portal.web.htmx import page


def scope_of(request: PortalRequest) -> list_of.Scope:
    """Raises Http404 for whoever has no such list."""
    scope = list_of.Scope.of(request.user)
    if scope is None:
        raise Http404
    return scope


@signed_in
@require_safe
def owed(request: PortalRequest) -> HttpResponse:
    """A page of the list, narrowed by what the address says, late ones first."""
    scope, today = scope_of(request), timezone.localdate()
    chosen = list_of.Filters.of(request.GET)
    shown = Paginator(list_of.rows_of(scope, chosen, on=today), list_of.A_PAGE).get_page(
        request.GET.get("page")
    )
    late = list_of.Filters(list_of.LATE)
    context: dict[str, Any] = {
        "chosen": chosen,
        "shown": list_of.SHOWN,
        "here": shown,
        "rows": hydrated(shown, on=today),
        "choices": list_of.choices(scope, on=today),
        "late": list_of.rows_of(scope, late, on=today).count(),
        "scope": scope,
        "ladder": list(LadderRung.objects.on(today).select_related("post").order_by("number")),
        "keeps": rules.may_keep(request.user),
    }
    return page(request, "governance/owed.html", "", context)


@signed_in
@require_safe
def late(request: PortalRequest) -> HttpResponse:
    """For the Commissioner: by kind, and by owner and kind, whoever is latest first."""
    scope, today = scope_of(request), timezone.localdate()
    require(rules.may_read_all, request.user)
    by_kind, by_owner = late_by(scope, on=today)
    shown = Paginator(by_owner, list_of.A_PAGE).get_page(request.GET.get("page"))
    return page(request, "governance/owed_late.html", "", {"by_kind": by_kind, "here": shown, "today": today})


@signed_in
@require_safe
def as_csv(request: PortalRequest) -> HttpResponse:
    """All that the page shows, every page of it."""
    return tables.sent(tables.as_csv(printed.HEADS, _table(request)), tables.CSV, "owed.csv")


@signed_in
@require_safe
def as_xlsx(request: PortalRequest) -> HttpResponse:
    """The same as a workbook."""
    data = tables.as_xlsx("Owed", printed.HEADS, _table(request), at=timezone.localtime())
    return tables.sent(data, tables.XLSX, "owed.xlsx")


def _table(request: PortalRequest) -> list[tuple[str, ...]]:
    scope, today = scope_of(request), timezone.localdate()
    rows = list_of.rows_of(scope, list_of.Filters.of(request.GET), on=today)
    return printed.table(hydrated(rows, on=today))
