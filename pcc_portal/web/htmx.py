"""One URL, one view, one template for a whole page and for the fragment that htmx asks for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers


def page(
    request: HttpRequest,
    template: str,
    fragment: str = "",
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The whole template, or ``template#fragment`` when htmx asks for a piece; Vary keeps caches from mixing them."""
    htmx = getattr(request, "htmx", None)
    piece = bool(fragment and htmx and not htmx.boosted and not htmx.history_restore_request)
    response = TemplateResponse(
        request, f"{template}#{fragment}" if piece else template, context, status=status
    )
    if fragment:
        patch_vary_headers(response, ["HX-Request"])
    if request.user.is_authenticated:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def see_other(request: HttpRequest, to: Any, *args: Any) -> HttpResponse:
    """303 after a write; htmx is told to go there itself, since a swapped redirect would leave the address behind."""
    response: HttpResponse = redirect(to, *args)
    response.status_code = 303
    if getattr(request, "htmx", None):
        location = response.headers["Location"]
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = location
    return response
