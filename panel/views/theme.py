"""The office's colours and logo, each at an address that changes with it: public, and kept by browsers for good."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pcc_portal.accounts.colours import tint
from pcc_portal.accounts.models import Office
from pcc_portal.documents import stores

FOR_GOOD = "public, max-age=31536000, immutable"
# In the layer of the tokens, after them; a reader's own forced colours stay.
SHEET = (
    "@layer tokens {{ @media not (forced-colors: active) {{ "
    ":root {{ --brand: {brand}; --brand-tint: {tint}; --link: {link}; }} }} }}\n"
)


@require_safe
def stylesheet(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """An address of colours that are no more is gone: the page that named it is old."""
    office = Office.objects.filter(pk=pk).first()
    if office is None or office.theme_version != version:
        raise Http404
    said = SHEET.format(brand=office.brand, tint=tint(office.brand), link=office.link)
    return _kept(HttpResponse(said, content_type="text/css; charset=utf-8"))


@require_safe
def logo(request: HttpRequest, name: str) -> HttpResponse:
    """By what is in it, so an old page goes on showing its own."""
    for office in Office.objects.exclude(logo_key=""):
        if office.logo_name == name:
            data = stores.get(office.logo_key, store=stores.PUBLIC)
            response = HttpResponse(data, content_type=office.logo_type)
            response.headers["X-Content-Type-Options"] = "nosniff"
            return _kept(response)
    raise Http404


def _kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = FOR_GOOD
    return response
