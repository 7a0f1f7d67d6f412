"""The public home: the next meeting and its papers, and what was decided."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from panel import queries
from pcc_portal.web.htmx import page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {"coming": list(queries.coming(on=today)[:3]), "past": list(queries.past(on=today)[:4])}
    return page(request, "panel/home.html", "", context)
