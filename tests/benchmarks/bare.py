"""The unit of page costs: the portal's own middleware and transaction, one indexed query, a template of forty lines."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import include, path

from pcc_portal.documents.models import Release

REF = "bare-2020-01-01"


def bare(request: HttpRequest) -> HttpResponse:
    row = Release.objects.filter(collection=REF, kind="meetings.notice").first()
    return TemplateResponse(request, "bare.html", {"row": row})


urlpatterns = [path("bare/", bare), path("", include("pcc_portal.urls"))]
