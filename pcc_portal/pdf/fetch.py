"""The closed fetcher: serves the handed-in assets, the fonts and inline pictures; nothing else exists.

Imported by the render process only: importing WeasyPrint takes two seconds.
"""

import mimetypes
import re
import ssl
from collections.abc import Mapping
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from pcc_portal.pdf import fonts

_INLINE_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)


class NotServed(ValueError):
    """The address is none of ours. WeasyPrint leaves the thing out and goes on."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Answers ``part:NAME`` from ``assets``, ``font:FACE`` from the fixed map and ``data:image/...``."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        # A context that trusts nobody: the usual one reads the machine's certificates, 40 ms for every part.
        nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(ssl_context=nobody, allowed_protocols=("data",), allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raises NotServed for every address that is not in memory."""
        scheme, _, rest = url.partition(":")
        if scheme == "part" and (name := unquote(rest)) in self._assets:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})
        if scheme == "font" and rest in fonts.FACES:
            return URLFetcherResponse(url, fonts.face_bytes(rest), {"Content-Type": "font/ttf"})
        if _INLINE_PICTURE.match(url):
            return super().fetch(url, headers)
        raise NotServed(f"{url[:80]} is not part of this document")
