"""The annual meeting: every seat and office on one page, and what carries over into the new year."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from panel import forms, queries
from panel.actions import annual as act
from panel.queries import carried, composition
from panel.views.seats import seated_body
from panel.views.years import MAY
from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.queries import people
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def annual(request: PortalRequest) -> HttpResponse:
    """Confirm, fill anew or leave vacant; every seat in one press, from the day of the meeting on."""
    body, today = seated_body(request), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    day = forms.AnnualDay(sent, initial={"on": _usual(body, today)})
    rows = _forms(body, sent, on=today)
    status = 200
    if sent is not None:
        done, status = _settle(request, body, day, rows)
        if done:
            return see_other(request, "panel:seats")
    context = {
        "body": body,
        "day": day,
        "rows": rows,
        "flags": composition.flags(body, on=today),
        "carried": carried.over(body, on=today),
    }
    return page(request, "panel/annual.html", "", context, status=status)


def _usual(body: Body, today: date) -> date:
    """The first meeting of the coming municipal year that is planned, else today."""
    coming = body.meetings.pending().filter(held_on__gte=today, held_on__month__in=[MAY, MAY + 1])
    first = coming.order_by("held_on").values_list("held_on", flat=True).first()
    return first or today


def _forms(body: Body, sent: Any, *, on: date) -> list[forms.SettleSeat]:
    known = [("", "Someone new"), *((person.pk, people.label(person)) for person in people.to_pick())]
    return [
        forms.SettleSeat(sent, seat=row["seat"], now=row["now"], known=known)
        for row in queries.seats(body, on=on)
    ]


def _settle(
    request: PortalRequest, body: Body, day: forms.AnnualDay, rows: list[forms.SettleSeat]
) -> tuple[bool, int]:
    """Whether it is done; else the forms say what is wrong, each at its seat, and nothing was changed."""
    wrong = [form for form in (day, *rows) if not form.is_valid()]  # each says what is wrong in it
    if wrong:
        return False, 422
    choices = [act.Choice(form.seat, form.sits, form.cleaned_data["office"]) for form in rows]
    try:
        act.settle(body, choices, on=day.cleaned_data["on"], by=request.user, at=timezone.now())
    except act.CannotBeSettled as refusal:
        next(form for form in rows if form.seat == refusal.seat).refuse(refusal)
        return False, 409
    except Namesake as refusal:
        day.refuse(refusal)
        return False, 409
    return True, 303
