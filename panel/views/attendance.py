"""Who came in a municipal year: the body's table, a member's meetings, and the rule by which they are counted."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import forms, queries
from panel.queries import history
from panel.views.seats import seated_body
from panel.views.years import MAY, municipal_year
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Person
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.actions import counting
from pcc_portal.meetings.models import AttendanceRule, Body
from pcc_portal.web.htmx import page, see_other

FIRST_YEAR, LAST_YEAR = 1950, 2150


def _body(request: PortalRequest) -> Body:
    """The Panel, for its members and its clerk; 404 for everyone else."""
    mine = request.user.rights.organisations(Power.READ_EXEMPT)
    body = Body.objects.filter(slug=queries.SLUG, organisation__in=mine).first()
    if body is None:
        raise Http404
    return body


def _year(request: PortalRequest) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len(str(LAST_YEAR)) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else municipal_year(timezone.localdate())


def _span(year: int) -> tuple[date, date]:
    return date(year, MAY, 1), date(year + 1, MAY, 1) - timedelta(days=1)


@signed_in
@require_safe
def attendance(request: PortalRequest) -> HttpResponse:
    """One year of the body: every member, and how often they came."""
    body, year = _body(request), _year(request)
    context = {
        "body": body,
        "year": year,
        "name": f"{year}/{(year + 1) % 100:02d}",
        "record": history.year_of(body, *_span(year)),
        "is_clerk": request.user.rights.may(Power.SEAT_PEOPLE, body.organisation_id),
    }
    return page(request, "panel/attendance.html", "", context)


@signed_in
@require_safe
def member(request: PortalRequest, pk: int) -> HttpResponse:
    """One year of a member: every meeting at which they sat. 404 for somebody who never did."""
    body, year = _body(request), _year(request)
    person = Person.objects.filter(pk=pk).first()
    record = history.year_of(body, *_span(year))
    if person is None or not history.has_sat(body, person):
        raise Http404
    context = {
        "body": body,
        "year": year,
        "name": f"{year}/{(year + 1) % 100:02d}",
        "person": person,
        "rows": record.of(pk),
    }
    return page(request, "panel/attendance_member.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: PortalRequest) -> HttpResponse:
    """The quorum, and whether somebody from afar counts: from a day on, with where it is written."""
    body = seated_body(request)
    rows = list(AttendanceRule.objects.filter(body=body))
    said = {f: getattr(rows[0], f) for f in forms.CountBy.base_fields if f != "from_on"} if rows else {}
    form = forms.CountBy(
        request.POST if request.method == "POST" else None,
        initial=said | {"from_on": timezone.localdate()},
    )
    if form.is_valid():
        try:
            counting.count_by(body, by=request.user, at=timezone.now(), **form.cleaned_data)
        except counting.CountedAlready as refusal:
            form.refuse(refusal, "from_on")
        else:
            return see_other(request, "panel:attendance-rule")
    context = {"form": form, "body": body, "rows": rows}
    return page(request, "panel/attendance_rule.html", "", context, status=form.status)
