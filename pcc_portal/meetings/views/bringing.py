"""What bringing in old minutes from Word has in common for every body: the shelf of files, and the names of one of them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.documents.scanning import Infected, Verdict, scan
from pcc_portal.meetings.actions import brought
from pcc_portal.meetings.forms.bringing import BringMinutes, PutNamesRight
from pcc_portal.meetings.importing import files
from pcc_portal.meetings.models import Body, BroughtLine, BroughtName, Meeting, MinutesFile
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.states import Life
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing.importing.refusing import Refused

MOST_TO_CHOOSE = 300  # fields of one form; what is more is put right in the minutes


@dataclass(frozen=True)
class Place:
    """Where a body's pages stand: its name and home, and the names of the addresses of the shelf and of one file."""

    words: str
    home: str
    shelf: str
    file: str


def shelf(
    request: PortalRequest, body: Body, place: Place, *, take: Callable[..., files.Taken]
) -> HttpResponse:
    """The files brought in so far, and one more; what is wrong with it stands beside the field."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringMinutes(*sent)
    if form.is_valid():
        try:
            made = _taken_in(body, form.cleaned_data["file"], request, take)
        except (Refused, Infected) as refusal:
            form.add_error("file", str(refusal))
        else:
            return see_other(request, place.file, made.pk)
    rows = MinutesFile.objects.visible_to(request.user).filter(body=body).select_related("meeting__body")
    context = {"form": form, "files": rows, "place": place}
    return page(request, "meetings/minutes_in.html", "form", context, status=form.status)


def _taken_in(body: Body, sent: Any, request: PortalRequest, take: Callable[..., files.Taken]) -> MinutesFile:
    """Read, and kept as lines. Raises Refused, Infected."""
    if sent.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(f"This file is too large: the most is {settings.UPLOAD_MAX_BYTES / 1_000_000:.3g} MB.")
    data = sent.read()
    is_scanned = scan(data, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS) is Verdict.CLEAN
    said = press.read_verbatim(data)
    sha256 = hashlib.sha256(data).hexdigest()
    taken = take(said, body, name=sent.name[-255:], sha256=sha256, size=len(data), is_scanned=is_scanned)
    return brought.bring(
        body,
        taken.lines,
        findings=taken.findings,
        names=taken.who,
        file=taken.file,
        by=request.user,
        at=timezone.now(),
    )


def there(file: MinutesFile) -> Meeting | None:
    """The meeting of that day, if the portal knows it."""
    if file.held_on is None:
        return None
    rows = Meeting.objects.filter(body=file.body_id, held_on=file.held_on, is_date_fixed=True)
    return rows.exclude(life=Life.CANCELLED).select_related("body").first()


def names(form: PutNamesRight, names: list[BroughtName], lines: list[BroughtLine]) -> list[dict[str, Any]]:
    """Each with its field, and the first line that names them."""
    first: dict[str, BroughtLine] = {}
    for line in lines:
        for words in files.names_of(line):
            first.setdefault(words, line)
    return [{"name": name, "line": first.get(name.words), "field": form.name_field(name)} for name in names]
