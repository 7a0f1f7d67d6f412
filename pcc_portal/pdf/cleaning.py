"""Rebuilds a PDF out of its pages: no script, no file, no form, no comment and no metadata goes along.

What stays: content, fonts, page boxes and rotation, tags, layers, bookmarks, links within and to the web.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    PdfError,
    Stream,
    String,
    parse_content_stream,
)

from pcc_portal.pdf import layers, places, structure
from pcc_portal.pdf.links import WEB
from pcc_portal.pdf.places import Places, Spot

PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group",
    "/StructParents", "/Annots", "/Tabs",
}  # fmt: skip
LINK = {
    "/Type",
    "/Subtype",
    "/Rect",
    "/QuadPoints",
    "/StructParent",
    "/Contents",
    "/Border",
    "/BS",
    "/H",
    "/F",
}
ELEMENT = {
    "/Type", "/S", "/P", "/Pg", "/K", "/A", "/C", "/ID", "/T", "/Lang", "/Alt", "/E", "/ActualText", "/NS",
}  # fmt: skip
TREE = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/ClassMap", "/Namespaces"}
ANYWHERE = ("/Metadata", "/PieceInfo", "/AA", "/AF", "/Thumb", "/LastModified", "/OPI", "/Alternates", "/JS")
SCRIPTS = {"/JavaScript", "/Rendition"}
ACTIONS = {
    "/Launch",
    "/GoToR",
    "/GoToE",
    "/SubmitForm",
    "/ImportData",
    "/ResetForm",
    "/Movie",
    "/Sound",
    "/Named",
}
WORDS = {
    "script": "scripts",
    "attachment": "attachments",
    "form": "forms",
    "signature": "signatures",
    "comment or drawing": "comments or drawings",
    "action": "actions",
}


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    pdf: bytes
    removed: list[str]
    warnings: list[str]
    tagged: bool
    has_title: bool
    has_lang: bool


def clean(source: Pdf) -> Cleaned:
    """Rebuild; ``source`` is taken apart on the way. Raises what pikepdf raises on broken files."""
    tagged = structure.is_tagged(source)
    title = str(source.docinfo.get(Name.Title, "")).strip() if Name.Info in source.trailer else ""
    lang = source.Root.get(Name.Lang)
    removed = _tally(source)
    warnings = [*_about_layers(source), *_about_form(source, removed)]
    inside = Places(source)
    outline = inside.outline()
    targets = _Targets(inside)
    _strip(source, targets, removed)
    inside.forget()
    with Pdf.new() as out:
        for leaf in source.pages:
            out.pages.append(leaf)
        pages = [page.obj for page in out.pages]
        warnings += _balance(out, pages)
        if tagged:
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
            f"{number} {word if number == 1 else WORDS[word]}" for word, number in removed.items() if number
        ],
        warnings=warnings,
        tagged=tagged,
        has_title=bool(title),
        has_lang=bool(lang is not None and str(lang).strip()),
    )


class _Targets:
    """Names for the places that links of this file lead to."""

    def __init__(self, inside: Places) -> None:
        self._inside = inside
        self.names: dict[str, Spot] = {}

    def name(self, value: object) -> str | None:
        spot = self._inside.spot(value)
        if spot is None:
            return None
        page, top = spot
        name = f"page-{page + 1}" if top is None else f"page-{page + 1}-{round(top)}"
        self.names[name] = spot
        return name


def _tally(source: Pdf) -> Counter[str]:
    """Count, in the office's words, what will not go along."""
    found = Counter(dict.fromkeys(WORDS, 0))
    for thing in source.objects:
        if not isinstance(thing, Dictionary):
            continue
        action, kind = str(thing.get(Name.S, "")), str(thing.get(Name.Type, ""))
        found["script"] += action in SCRIPTS
        found["action"] += action in ACTIONS
        found["attachment"] += kind in {"/Filespec", "/F"} and Name.EF in thing
        found["signature"] += str(thing.get(Name.FT, "")) == "/Sig"
    for action in _direct_actions(source):
        found["script"] += action in SCRIPTS
        found["action"] += action in ACTIONS
    found["form"] = int(Name.AcroForm in source.Root)
    return found


def _direct_actions(source: Pdf) -> Iterator[str]:
    """Actions that are no objects of their own: in the catalogue, on pages and annotations."""
    holders = [source.Root]
    for page in source.pages:
        holders += [page.obj, *_notes(page.obj)]
    for holder in holders:
        for entry in (Name.OpenAction, Name.A):
            yield from _kind(holder.get(entry))
        more = holder.get(Name.AA)
        if isinstance(more, Dictionary):
            for action in dict(more).values():
                yield from _kind(action)


def _kind(action: object) -> Iterator[str]:
    if isinstance(action, Dictionary) and not action.is_indirect:
        yield str(action.get(Name.S, ""))


def _about_layers(source: Pdf) -> list[str]:
    hidden = layers.hidden(source)
    return (
        ["The file has layers that are switched off: what they hold does not show but is there."]
        if hidden
        else []
    )


def _about_form(source: Pdf, removed: Counter[str]) -> list[str]:
    """Keep what a form shows as plain content; its fields go."""
    if not removed["form"]:
        return []
    for page in source.pages:
        _keep_notes(page.obj, {"/Widget", "/Link"}, removed)
    try:
        source.generate_appearance_streams()
        source.flatten_annotations("screen")
    except (PdfError, RuntimeError, ValueError):
        return ["The file has a form that could not be kept: what was typed into it is missing."]
    return ["The file has a form: its fields are gone, what was typed into them stands as plain text."]


def _notes(page: Object) -> list[Object]:
    notes = page.get(Name.Annots)
    return [note for note in notes if isinstance(note, Dictionary)] if isinstance(notes, Array) else []


def _keep_notes(page: Object, kinds: set[str], removed: Counter[str]) -> list[Object]:
    """Keep annotations of these kinds; others are counted, pop-ups with their comment."""
    kept = []
    for note in _notes(page):
        kind = str(note.get(Name.Subtype, ""))
        if kind in kinds:
            kept.append(note)
        elif kind == "/FileAttachment":
            continue
        elif kind not in {"/Popup", "/Widget", "/Link"}:
            removed["comment or drawing"] += 1
    page.Annots = Array(kept)
    return kept


def _strip(source: Pdf, targets: _Targets, removed: Counter[str]) -> None:
    for page in source.pages:
        notes = _keep_notes(page.obj, {"/Link"}, removed)
        page.obj.Annots = Array([note for note in notes if _led(note, targets)])
        _keep(page.obj, PAGE)
        if not len(page.obj.Annots):
            del page.obj.Annots
    for thing in source.objects:
        if isinstance(thing, Dictionary | Stream):
            for entry in ANYWHERE:
                if entry in thing:
                    del thing[entry]


def _led(note: Object, targets: _Targets) -> bool:
    """Whether a link leads within the file or to the web; only that is left of it."""
    action, target = note.get(Name.A), note.get(Name.Dest)
    deed = action if isinstance(action, Dictionary) else Dictionary()
    kind = str(deed.get(Name.S, ""))
    address = str(deed.get(Name.URI, "")).strip() if kind == "/URI" else ""
    name = targets.name(deed.get(Name.D) if kind == "/GoTo" else target)
    _keep(note, LINK)
    if address.startswith(WEB):
        note.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(address))
    elif name is not None:
        note.Dest = String(name)
    return Name.A in note or Name.Dest in note


def _keep(thing: Object, entries: set[str]) -> None:
    for entry in set(thing.keys()) - entries:
        del thing[entry]


def _balance(out: Pdf, pages: Sequence[Object]) -> list[str]:
    """Close what a page leaves open, so that nothing of it reaches what is stamped after it."""
    torn = []
    for number, page in enumerate(pages):
        try:
            before, after = _lacking(page)
        except PdfError:
            torn.append(number + 1)
            continue
        if before or after:
            old = page.get(Name.Contents)
            parts = list(old) if isinstance(old, Array) else [old]
            page.Contents = Array([out.make_stream(before), *parts, out.make_stream(b"\n" + after)])
    return [f"Page {number}: its content could not be read to the end." for number in torn]


def _lacking(page: Object) -> tuple[bytes, bytes]:
    depth = least = texts = marks = 0
    if Name.Contents not in page:
        return b"", b""
    for instruction in parse_content_stream(page, "q Q BT ET BMC BDC EMC"):
        match str(instruction.operator):
            case "q":
                depth += 1
            case "Q":
                depth -= 1
            case "BT":
                texts = 1
            case "ET":
                texts = 0
            case "BMC" | "BDC":
                marks += 1
            case "EMC":
                marks = max(0, marks - 1)
        least = min(least, depth)
    return b"q " * -least, b"ET " * texts + b"EMC " * marks + b"Q " * (depth - least)


def _tame(source: Pdf, pages: Sequence[Object]) -> None:
    """Leave the structure tree only what says how the pages are read, and list its ids."""
    tree = source.Root.StructTreeRoot
    notes = {note.objgen for page in source.pages for note in _notes(page.obj)}
    ids: dict[str, Object] = {}
    _keep(tree, TREE)
    for element in structure.elements(tree):
        _keep(element, ELEMENT)
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
