"""The demonstration opens its chairs without a password, so it answers this machine and nobody else."""

from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

# Set by proxies: behind one, the peer is this machine and the person may be anywhere.
PROXY_HEADERS = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
WORDS = "The demonstration answers only the machine that it runs on.\n"


class LoopbackOnly:
    """403 for every peer that is not on a loopback address, and for everyone who comes through a proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_from_here(request):
            return self.get_response(request)
        return HttpResponseForbidden(WORDS, content_type="text/plain; charset=utf-8")


def is_from_here(request: HttpRequest) -> bool:
    """What a header says of the peer counts for nothing, but that there is one says that it is not the reader."""
    if any(name in request.headers for name in PROXY_HEADERS):
        return False
    try:
        peer = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    mapped = getattr(peer, "ipv4_mapped", None)
    return (mapped or peer).is_loopback
