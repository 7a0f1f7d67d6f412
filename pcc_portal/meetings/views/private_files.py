"""A PDF that a few people read: taken in as any upload is, and sent to those who may read it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from pcc_portal.documents import stores
from pcc_portal.documents.models.private_file import PrivateFile
from pcc_portal.documents.scanning import Infected, Verdict, scan
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.pdf.uploads import Refused
from pcc_portal.web.forms import PortalForm

NEVER_KEPT = "private, no-store"


def taken_in(form: PortalForm, keep: Callable[..., object]) -> bool:
    """Parsed and scanned before anything of it is kept; what is wrong with it stands beside the field ``file``."""
    try:
        original = _read(form.cleaned_data["file"])
        verdict = scan(original, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS)
        found = press.inspect(original)
        keep(original=original, found=found, is_scanned=verdict is Verdict.CLEAN)
    except (Refused, Infected, stores.Full) as trouble:
        form.add_error("file", str(trouble))
        return False
    return True


def _read(file: Any) -> bytes:
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(f"This file is too large: the most is {settings.UPLOAD_MAX_BYTES / 1_000_000:.3g} MB.")
    data: bytes = file.read()
    return data


def send(row: PrivateFile) -> HttpResponse:
    """Under a name that says nothing of it."""
    return send_pdf(row.clean_key, stores.PRIVATE, f"file-{row.pk}.pdf", row.clean_sha256, NEVER_KEPT)
