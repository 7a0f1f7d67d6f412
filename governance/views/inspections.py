"""The register of inspections that everyone reads, the page of one, its published letter, and the grades over the years."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Sum, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.actions.inspections import INSPECTION
from governance.actions.letters import FILE, WORDS
from governance.actions.report_files import REPORT
from governance.queries.grades import histories, of_released
from governance.queries.inspection_clock import PERIOD, ResponseClock
from governance.queries.inspections import A_PAGE
from governance.rules import inspections as rules
from governance.states.inspections import Grade, InspectionState
from pcc_portal.accounts.models import User
from pcc_portal.documents.models import Release
from pcc_portal.meetings.views.reading import SHORTLY, send_pdf
from pcc_portal.web.htmx import page

A_YEAR, TWO_YEARS = 365, 730
STRANDS = 10


def registered() -> QuerySet[Release]:
    """One live release for each report, the newest first."""
    return Release.objects.live().filter(kind=INSPECTION).order_by("-on", "-pk")


def told(row: Release, *, today: date) -> dict[str, Any]:
    """What a line of the register, and the page of a report, say of it on a day."""
    facts = row.facts
    # What was let out before periods were rows says no number.
    answered, days = facts["answered_on"], facts.get("days", PERIOD.number)
    clock = ResponseClock(row.on or today, today, date.fromisoformat(answered) if answered else None, days)
    return {
        "row": row,
        "facts": facts,
        "overall": Grade(facts["overall"]).label if facts["overall"] else "",
        "clock": None if facts["state"] == InspectionState.ON_RECORD else clock,
        "age": (today - clock.published_on).days,
    }


@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """Every report on the register with its age, a page at a time; and how old the findings are that are still open."""
    today = timezone.localdate()
    rows = Paginator(registered(), A_PAGE).get_page(request.GET.get("page"))
    user = request.user
    context = {
        "rows": rows,
        "told": [told(row, today=today) for row in rows],
        "ages": open_by_age(today=today),
        "has_desk": isinstance(user, User) and rules.works_in_office(user),
        "is_asked": isinstance(user, User) and rules.may_be_asked(user),
    }
    return page(request, "governance/inspections.html", "", context)


def open_by_age(*, today: date) -> list[tuple[str, int]]:
    """How many findings of published reports are still open, by the age of the report. One query."""
    rows = registered().annotate(n=Cast(KT("facts__still_open"), IntegerField())).order_by()
    spans = {
        "under a year": Q(on__gt=_days_ago(today, A_YEAR)),
        "one to two years": Q(on__lte=_days_ago(today, A_YEAR), on__gt=_days_ago(today, TWO_YEARS)),
        "over two years": Q(on__lte=_days_ago(today, TWO_YEARS)),
    }
    sums = {f"span_{n}": Sum(Case(When(span, then="n"), default=0)) for n, span in enumerate(spans.values())}
    found = rows.aggregate(**sums)
    return [(words, found[f"span_{n}"] or 0) for n, words in enumerate(spans)]


def _days_ago(today: date, days: int) -> date:
    return date.fromordinal(today.toordinal() - days)


@require_safe
def inspection(request: HttpRequest, slug: str) -> HttpResponse:
    """What the report found, where each finding stands, and the letter in which it was answered."""
    row = registered().select_related("text").filter(collection=slug).first()
    if row is None:
        raise Http404
    letters = Release.objects.live().filter(collection=slug, kind__in=[WORDS, FILE, REPORT])
    letters = letters.select_related("text")
    out = {release.kind: release for release in letters}
    context = told(row, today=timezone.localdate()) | {
        "letter": out.get(WORDS),
        "file": out.get(FILE),
        "report": out.get(REPORT),
        "has_desk": isinstance(request.user, User) and rules.works_in_office(request.user),
    }
    return page(request, "governance/inspection.html", "", context)


@require_safe
def letter_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The published letter, as it was signed."""
    row = Release.objects.live().filter(kind=FILE, collection=slug).first()
    if row is None:
        raise Http404
    return send_pdf(row.store_key, row.store, f"response-{slug}.pdf", row.sha256, SHORTLY)


@require_safe
def grades(request: HttpRequest) -> HttpResponse:
    """Strand by strand, some on a page, each with all of its years and those for which nothing is on record."""
    said = {"programme": KT("facts__programme"), "strand": KT("facts__strand")}
    strands = registered().annotate(**said).order_by(*said).values(*said).distinct()
    here = Paginator(strands, STRANDS).get_page(request.GET.get("page"))
    chosen = reduce(or_, (Q(**strand) for strand in here), Q(pk__in=[]))
    rows = registered().annotate(**said).filter(chosen).only("facts")
    context = {"here": here, "histories": histories(of_released(row.facts) for row in rows)}
    return page(request, "governance/inspection_grades.html", "", context)
