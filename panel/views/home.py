"""The public home: the next meeting and its papers, and what was decided."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from panel import queries
from pcc_portal.web.htmx import page

A_FEW = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = list(queries.coming(on=today)[:A_FEW])
    context = {
        "coming": [row for row in rows if queries.takes_place(row)][:3],
        "off": [row for row in rows if not queries.takes_place(row)],
        "past": list(queries.past(on=today)[:4]),
    }
    return page(request, "panel/home.html", "", context)
