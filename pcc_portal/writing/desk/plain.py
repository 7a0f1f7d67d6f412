"""The text block by block, without a script: one form, and Up, Down, Remove, Add."""

from typing import Any, Literal, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.web.htmx import page as web_page
from pcc_portal.web.htmx import see_other
from pcc_portal.writing import findings
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.desk.figures import after_which, came_from
from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.desk.showing import as_block, shown
from pcc_portal.writing.forms import for_block, for_new
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block, Revision
from pcc_portal.writing.numbering import number
from pcc_portal.writing.rendering import render

MOST_DIGITS = 9  # of a version; Python reads no number of thousands of digits

NEW = {
    BlockKind.PARAGRAPH: "Add a paragraph",
    BlockKind.HEADING: "Add a heading",
    BlockKind.LIST: "Add a list",
    BlockKind.RECOMMENDATION: "Add a recommendation",
    BlockKind.TABLE: "Add a table",
    BlockKind.NOTE: "Add a note",
}


def plain(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All blocks, each with its buttons."""
    all_blocks = list(desk.text.blocks.to_read())
    labels = number(all_blocks)
    context = {
        "desk": desk,
        "rows": [shown(block, labels, desk, drawn=True) for block in all_blocks],
        "findings": findings.of(all_blocks, labels) if desk.is_open else [],
        "kinds": NEW,
    }
    return web_page(request, "writing/plain.html", context=context)


def block(request: HttpRequest, desk: Desk, block_id: UUID) -> HttpResponse:
    """Change one block by a plain form; if somebody saved first, both texts and a choice."""
    writer = desk.writer(request)
    here = Block.objects.filter(text=desk.text, pk=block_id).first()
    if here is None:
        return _gone(request, desk, block_id)
    form = for_block(here, request.POST if request.method == "POST" else None)
    base = _base_version(request, here)
    context: dict[str, Any] = {"desk": desk, "form": form, "block": here, "base_version": base}
    status = 200
    if form.is_valid():
        result = _save(writer, here, form, base)
        if isinstance(result, blocks.Saved) and not result.dropped:
            return see_other(request, f"{came_from(request, desk)}#b-{here.pk}")
        status = 409 if isinstance(result, blocks.BothTexts) else 200
        context |= {"result": result, "is_conflict": status == 409, "base_version": _now(result, base)}  # noqa: PLR2004  conflict
    elif form.is_bound:
        status = 422
    labels = number(desk.text.blocks.order_by("position"))
    context |= {"title": shown(here, labels, desk).title, "from_plain": request.GET.get("from") == "plain"}
    context["standing"] = render([here], labels=labels, asset_url=desk.asset_url).html
    return web_page(request, "writing/block.html", context=context, status=status)


def add_block(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new block after another one."""
    writer = desk.writer(request)
    kind = request.GET.get("kind", BlockKind.PARAGRAPH)
    if kind not in NEW:
        raise Http404
    after = after_which(request, desk)
    form = for_new(kind, request.POST if request.method == "POST" else None)
    if form.is_valid():
        added = blocks.insert(
            desk.text,
            after=after,
            kind=kind,
            level=form.cleaned_data.get("level"),
            html=form.cleaned_data["cleaned"].html,
            caption=form.cleaned_data.get("caption", ""),
            by=writer,
            at=timezone.now(),
        )
        return see_other(request, f"{came_from(request, desk)}#b-{added.pk}")
    context: dict[str, Any] = {"desk": desk, "form": form, "title": NEW[BlockKind(kind)], "after": after}
    context["from_plain"] = request.GET.get("from") == "plain"
    return web_page(request, "writing/block.html", context=context, status=422 if form.errors else 200)


def move_block(request: HttpRequest, desk: Desk, block_id: UUID) -> HttpResponse:
    """Up or down by one."""
    writer = desk.writer(request)
    to = request.POST.get("to")
    if to not in {"up", "down"}:
        return HttpResponse("Say up or down.", status=400, content_type="text/plain")
    here = desk.block(block_id)
    blocks.move(here, to=cast("Literal['up', 'down']", to), by=writer, at=timezone.now())
    return see_other(request, f"{desk.plain_url}#b-{here.pk}")


def remove_block(request: HttpRequest, desk: Desk, block_id: UUID) -> HttpResponse:
    """Take it out; its history keeps the words."""
    writer = desk.writer(request)
    blocks.remove(desk.block(block_id), by=writer, at=timezone.now())
    return see_other(request, desk.plain_url)


def history(request: HttpRequest, desk: Desk, block_id: UUID) -> HttpResponse:
    """Every version of a block, newest first, also when the block is gone."""
    revisions = list(
        Revision.objects.filter(text=desk.text, block_id=block_id).select_related("by__person", "asset")
    )
    if not revisions:
        raise Http404
    labels = number(desk.text.blocks.order_by("position"))
    drawn = [
        (
            revision,
            render(
                [as_block(revision, with_number=False)],
                labels=labels,
                asset_url=desk.asset_url,
                id_prefix=f"v{revision.version}-",
            ).html,
        )
        for revision in revisions
    ]
    return web_page(
        request, "writing/history.html", context={"desk": desk, "revisions": drawn, "block_id": block_id}
    )


def _save(writer: User, here: Block, form: forms.Form, base: int) -> blocks.Saved | blocks.BothTexts:
    data = form.cleaned_data
    saved = blocks.save_block(
        here,
        base_version=base,
        html=data["cleaned"].html,
        caption=data.get("caption"),
        alt=data.get("alt"),
        level=data.get("level"),
        by=writer,
        at=timezone.now(),
    )
    saved.dropped.extend(data["cleaned"].dropped)
    return saved


def _base_version(request: HttpRequest, here: Block) -> int:
    sent = request.POST.get("base_version", "")
    return int(sent) if sent.isdecimal() and len(sent) <= MOST_DIGITS else here.version


def _now(result: blocks.Saved | blocks.BothTexts, base: int) -> int:
    """After a conflict is shown, sending again means: keep mine."""
    if isinstance(result, blocks.Saved):
        return result.block.version
    return result.current.version if result.current else base


def _gone(request: HttpRequest, desk: Desk, block_id: UUID) -> HttpResponse:
    """Somebody removed it meanwhile: give the words back, and a way to keep them."""
    if not Revision.objects.filter(text=desk.text, block_id=block_id).exists():
        raise Http404
    context = {
        "desk": desk,
        "block_id": block_id,
        "typed": request.POST.get("said") or request.POST.get("rows"),
    }
    return web_page(
        request, "writing/gone.html", context=context, status=409 if request.method == "POST" else 404
    )
