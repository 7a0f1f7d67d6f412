"""Two addresses, as an app above would have them. The query string plays its rules: ``?reader`` may only read."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse

from pcc_portal.writing import desk
from pcc_portal.writing.models import Text


def write(request: HttpRequest, pk: str, step: str = "") -> HttpResponseBase:
    return desk.answer(
        request,
        desk.Desk(
            text=Text.objects.get(pk=pk),
            title="Report of the Commissioner",
            back_url="/back/",
            can_edit="reader" not in request.GET,
            root=reverse("text", args=[pk]),
        ),
        step,
    )


urlpatterns = [
    path("texts/<uuid:pk>/", write, name="text"),
    path("texts/<uuid:pk>/<path:step>", write, name="text-step"),
]
handler403 = "tests.writing.desk_urls.refused"
handler404 = "tests.writing.desk_urls.missing"


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return HttpResponse(str(exception), status=403, content_type="text/plain")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return HttpResponse("missing", status=404, content_type="text/plain")
