"""Rebuilds a PDF out of its pages: no script, no file, no form, no comment and no metadata goes along.

What stays: content, fonts, page boxes and rotation, tags, layers, bookmarks, links within and to the web.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    Stream,
    String,
)

from pcc_portal.pdf import contents, layers, places, removing, structure
from pcc_portal.pdf.places import Places

ELEMENT = {
    "/Type", "/S", "/P", "/Pg", "/K", "/A", "/C", "/ID", "/T", "/Lang", "/Alt", "/E", "/ActualText", "/NS",
}  # fmt: skip
TREE = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/ClassMap", "/Namespaces"}


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    pdf: bytes
    removed: list[str]
    warnings: list[str]
    tagged: bool
    has_title: bool
    has_lang: bool


def clean(source: Pdf, *, tags: bool) -> Cleaned:
    """Rebuild, with the source's ``tags`` or without; ``source`` is taken apart on the way. Raises what pikepdf raises on broken files."""
    title = str(source.docinfo.get(Name.Title, "")).strip() if Name.Info in source.trailer else ""
    lang = source.Root.get(Name.Lang)
    removed = removing.tally(source)
    warnings = [*_about_layers(source), *removing.about_form(source, removed)]
    inside = Places(source)
    outline = inside.outline()
    targets = removing.Targets(inside)
    removing.strip(source, targets, removed)
    inside.forget()
    with Pdf.new() as out:
        for leaf in source.pages:
            out.pages.append(leaf)
        pages = [page.obj for page in out.pages]
        warnings += contents.balance(out, pages)
        if tags:
            _tame(source, pages)
            out.Root.StructTreeRoot = out.copy_foreign(source.Root.StructTreeRoot)
            out.Root.MarkInfo = Dictionary(Marked=True)
        layers.merge(out, [source])
        places.write_names(
            out, {name: places.destination(pages[page], top) for name, (page, top) in targets.names.items()}
        )
        places.write_outline(out, outline, pages)
        if isinstance(lang, String):
            out.Root.Lang = String(str(lang))
        buffer = io.BytesIO()
        out.save(
            buffer,
            object_stream_mode=ObjectStreamMode.generate,
            min_version="1.7",
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return Cleaned(
        pdf=buffer.getvalue(),
        removed=[
            f"{number} {word if number == 1 else removing.WORDS[word]}"
            for word, number in removed.items()
            if number
        ],
        warnings=warnings,
        tagged=tags,
        has_title=bool(title),
        has_lang=bool(lang is not None and str(lang).strip()),
    )


def _about_layers(source: Pdf) -> list[str]:
    hidden = layers.hidden(source)
    return (
        ["The file has layers that are switched off: what they hold does not show but is there."]
        if hidden
        else []
    )


def _tame(source: Pdf, pages: Sequence[Object]) -> None:
    """Leave the structure tree only what says how the pages are read, and list its ids."""
    tree = source.Root.StructTreeRoot
    notes = {note.objgen for page in source.pages for note in removing.notes(page.obj)}
    ids: dict[str, Object] = {}
    removing.keep(tree, TREE)
    for element in structure.elements(tree):
        removing.keep(element, ELEMENT)
        _keep_kids(element, notes)
        if Name.ID in element and element.is_indirect:
            ids.setdefault(str(element.ID), element)
    if ids:
        tree.IDTree = structure.id_tree(ids)
    if not tree.is_indirect:
        source.Root.StructTreeRoot = source.make_indirect(tree)


def _keep_kids(element: Object, notes: set[tuple[int, int]]) -> None:
    """Drop references to annotations that are gone."""
    kids = element.get(Name.K)
    if isinstance(kids, Array):
        element.K = Array([kid for kid in kids if not _dangles(kid, notes)])
    elif _dangles(kids, notes):
        del element.K


def _dangles(kid: object, notes: set[tuple[int, int]]) -> bool:
    if not isinstance(kid, Dictionary) or kid.get(Name.Type) != Name.OBJR:
        return False
    thing = kid.get(Name.Obj)
    return not isinstance(thing, Stream) and (not isinstance(thing, Dictionary) or thing.objgen not in notes)
