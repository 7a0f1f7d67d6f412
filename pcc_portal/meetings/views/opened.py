"""What was exempt and is open now: its pages as a file, from release tables alone."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from pcc_portal.documents import stores
from pcc_portal.documents.models import Release
from pcc_portal.meetings.views.reading import OPENED, SHORTLY, send_pdf


@require_safe
def file(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """The paper's own pages, with the labels that they have had all along."""
    row = Release.objects.live().filter(kind=OPENED, collection=ref, subject_id=str(pk)).first()
    if row is None:
        raise Http404
    name = f"{ref}-{row.facts['first']}-{row.facts['last']}.pdf"
    sent = send_pdf(row.store_key, stores.PUBLIC, name, row.sha256, SHORTLY)
    return get_conditional_response(request, etag=sent.headers["ETag"], response=sent) or sent
