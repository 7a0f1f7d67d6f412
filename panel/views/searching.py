"""Search inside a meeting's papers: the public by an address, which holds public words alone; people who sign in by a form.

What a member looks for may be a word of the exempt part, so it never becomes part of an address: addresses end in logs,
histories and Referer headers.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.http import require_http_methods

from panel.queries import reading, searching
from pcc_portal.accounts.models import User
from pcc_portal.web.htmx import page


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, ref: str) -> HttpResponse:
    """GET finds open words, whoever asks; POST of somebody who is signed in finds all that they may read."""
    notice = reading.notice_of(ref)
    if notice is None:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    is_sent = request.method == "POST"
    if is_sent and user is None:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    asked = (request.POST if is_sent else request.GET).get("q", "").strip()[: searching.LONGEST]
    context = {
        "ref": ref,
        "notice": notice,
        "asked": asked,
        "found": searching.search(ref, asked, user=user if is_sent else None),
        "choice": reading.choice_of(user) if user else None,
    }
    response = page(request, "panel/reader_search.html", "", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
