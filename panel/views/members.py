"""The register of members (LGA 1972 s100G), as last published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from panel import queries
from pcc_portal.documents.models import Release
from pcc_portal.web.htmx import page


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    row = (
        Release.objects.live()
        .filter(kind="meetings.membership", collection=queries.SLUG)
        .select_related("text")
        .first()
    )
    if row is None:
        raise Http404
    return page(request, "panel/members.html", "", {"row": row})
