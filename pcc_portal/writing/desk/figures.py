"""A picture comes in by a plain form, and goes out to those who may read the text."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pcc_portal.web.htmx import page as web_page
from pcc_portal.web.htmx import see_other
from pcc_portal.writing.actions import figures
from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.forms import AddFigure
from pcc_portal.writing.models import Asset, Block

# A drawing shown by itself may draw and nothing else.
PICTURE_CSP = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": True}


def add_figure(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Upload a picture with its caption and alternative text; it stands after the block that was chosen."""
    writer = desk.writer(request)
    after = after_which(request, desk)
    form = AddFigure(request.POST, request.FILES) if request.method == "POST" else AddFigure()
    if form.is_valid():
        upload = form.cleaned_data["picture"]
        block = figures.insert(
            desk.text,
            after=after,
            picture=upload.checked,
            name=upload.name,
            caption=form.cleaned_data["caption"],
            alt=form.cleaned_data["alt"],
            by=writer,
            at=timezone.now(),
        )
        return see_other(request, f"{came_from(request, desk)}#b-{block.pk}")
    context: dict[str, Any] = {"desk": desk, "form": form, "title": "Add a figure", "after": after}
    context["from_plain"] = request.GET.get("from") == "plain"
    return web_page(request, "writing/block.html", context=context, status=422 if form.errors else 200)


def asset(request: HttpRequest, desk: Desk, asset_id: UUID) -> FileResponse:
    """The bytes of a picture of this text. Whoever may read the text may see it; nobody may keep a copy on the way."""
    found = Asset.objects.filter(text=desk.text, pk=asset_id).first()
    if found is None:
        raise Http404
    response = FileResponse(found.file.open("rb"), content_type=found.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response._csp_config = PICTURE_CSP  # type: ignore[attr-defined]  # noqa: SLF001  as csp_override sets it
    return response


def after_which(request: HttpRequest, desk: Desk) -> Block | None:
    """The block named in the address; without one, the last of the text."""
    if named := request.GET.get("after"):
        try:
            return desk.block(UUID(named))
        except ValueError as problem:
            raise Http404 from problem
    return desk.text.blocks.order_by("position").last()


def came_from(request: HttpRequest, desk: Desk) -> str:
    """The page to go back to: block by block, or the one with the editor."""
    return desk.plain_url if request.GET.get("from") == "plain" else desk.root
