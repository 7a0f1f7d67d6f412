"""The page with the rich editor, and what its autosave sends."""

import json
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django_prose_editor.widgets import prose_editor_base_media
from js_asset import ImportMap, Media, Script

from pcc_portal.web.htmx import page as web_page
from pcc_portal.web.templatetags.words import clock_time
from pcc_portal.writing import editing, findings
from pcc_portal.writing.actions import sections
from pcc_portal.writing.actions.saving import BothTexts
from pcc_portal.writing.actions.texts import TextLocked
from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.desk.showing import Reference, Shown, references, shown
from pcc_portal.writing.models import Block
from pcc_portal.writing.numbering import Label, number
from pcc_portal.writing.rendering import render
from pcc_portal.writing.sectioning import Section
from pcc_portal.writing.sectioning import sections as sections_of

# The import map is the one inline script of the portal: it needs a nonce, on this page only.
EDITOR_CSP: dict[str, list[str]] = {
    **cast("dict[str, list[str]]", settings.SECURE_CSP),
    "script-src": [CSP.SELF, CSP.NONCE],
}
MODULES = ("nodes", "bar", "section", "choices")


def media() -> Media:
    """The editor's import map and modules; the words are drawn with our own style sheet."""
    own = ImportMap({f"portal/editor-{name}": f"js/editor-{name}.js" for name in MODULES})
    return Media(
        importmap=prose_editor_base_media._importmap | own,  # noqa: SLF001  the widget offers no other way to its map
        css={"all": ["css/editor.css"]},
        js=[Script("js/editor.js", type="module")],
    )


@dataclass(frozen=True)
class SectionShown:
    """A section as the page draws it, and as its editor begins."""

    key: str
    title: str
    reading: str
    source: str
    base: str
    save_url: str
    last: Block | None
    details: list[Shown]


@csp_override(EDITOR_CSP)
def page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole text to read, each section a click away from being written."""
    blocks = list(desk.text.blocks.to_read())
    labels = number(blocks)
    context = {
        "desk": desk,
        "sections": [_shown_section(section, labels, desk) for section in sections_of(blocks)],
        "contents": render(blocks, labels=labels, asset_url=desk.asset_url).contents,
        "findings": findings.of(blocks, labels) if desk.is_open else [],
        "references": references(blocks, labels),
        "media": media() if desk.is_open else "",
    }
    return web_page(request, "writing/text.html", context=context)


def save_section(request: HttpRequest, desk: Desk, heading: UUID | None) -> HttpResponse:
    """Autosave of one section: JSON for the editor, in words where people read it."""
    writer = desk.writer(request)
    at = timezone.now()
    try:
        base = {UUID(key): int(value) for key, value in json.loads(request.POST["base"]).items()}
        html = request.POST["html"]
    except (KeyError, ValueError, AttributeError, TypeError, RecursionError):
        return JsonResponse(
            {"said": "This page is out of date. Copy what you typed and reload it."}, status=400
        )
    try:
        saved = sections.save(desk.text, heading, base=base, html=html, by=writer, at=at)
    except TextLocked as refusal:
        return JsonResponse({"said": str(refusal)}, status=423)
    return JsonResponse(_told(saved, desk, f"Saved {clock_time(at)}"))


def _told(saved: sections.SectionSaved, desk: Desk, said: str) -> dict[str, Any]:
    labels = number(desk.text.blocks.order_by("position"))
    refused = {conflict.block_id for conflict in saved.conflicts}
    return {
        "said": "Needs your choice" if refused else said,
        "base": {str(block.pk): block.version for block in saved.blocks if block.pk not in refused},
        "ids": {str(old): str(new) for old, new in saved.ids.items()},
        "newer": {str(b.pk): editing.element(b, labels, asset_url=desk.asset_url) for b in saved.newer},
        "gone": [str(block_id) for block_id in saved.gone],
        "conflicts": [_both(conflict, desk, labels) for conflict in saved.conflicts],
        "dropped": saved.dropped,
        "references": [ref.__dict__ for ref in references(list(desk.text.blocks.to_read()), labels)],
    }


def _both(conflict: BothTexts, desk: Desk, labels: dict[UUID, Label]) -> dict[str, Any]:
    current = conflict.current
    assert current is not None
    return {
        "id": str(conflict.block_id),
        "version": current.version,
        "theirs": editing.element(current, labels, asset_url=desk.asset_url),
        "box": render_to_string("writing/text.html#conflict", {"conflict": conflict, "current": current}),
    }


def _shown_section(section: Section, labels: dict[UUID, Label], desk: Desk) -> SectionShown:
    heading = section.heading
    title = shown(heading, labels, desk).title if heading else "Before the first heading"
    return SectionShown(
        key=section.key,
        title=title,
        reading=render(section.blocks, labels=labels, asset_url=desk.asset_url, base_level=2).html,
        source=editing.source(section.blocks, labels, asset_url=desk.asset_url),
        base=json.dumps({str(block.pk): block.version for block in section.blocks}),
        save_url=desk.section_url(section.key),
        last=section.blocks[-1] if section.blocks else None,
        details=[shown(block, labels, desk) for block in section.blocks if block.kind in {"table", "figure"}],
    )


__all__ = ["Reference", "media", "page", "save_section"]
