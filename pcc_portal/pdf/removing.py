"""Takes off a PDF what may not travel: scripts, files, forms, comments, actions, metadata. Counts it first."""

from collections import Counter
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from pcc_portal.pdf import photos
from pcc_portal.pdf.links import WEB
from pcc_portal.pdf.places import Places, Spot, pairs_of

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
    "note inside a picture": "notes inside pictures",
}


class Targets:
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


def tally(source: Pdf) -> Counter[str]:
    """Count, in the office's words, what will not go along."""
    found = Counter(dict.fromkeys(WORDS, 0))
    for thing in (*source.objects, *_loose(source)):
        if isinstance(thing, Dictionary):
            action, kind = str(thing.get(Name.S, "")), str(thing.get(Name.Type, ""))
            found["script"] += action in SCRIPTS
            found["action"] += action in ACTIONS
            found["attachment"] += kind in {"/Filespec", "/F"} and Name.EF in thing
            found["signature"] += str(thing.get(Name.FT, "")) == "/Sig"
    found["form"] = int(Name.AcroForm in source.Root)
    return found


def _loose(source: Pdf) -> Iterator[Object]:
    """Actions and files written inside what refers to them, so that they are no objects of their own."""
    holders: list[Object] = [source.Root]
    for page in source.pages:
        holders += [page.obj, *notes(page.obj)]
    for holder in holders:
        for entry in (Name.OpenAction, Name.A, Name.FS):
            yield from _direct(holder.get(entry))
        more = holder.get(Name.AA)
        for action in dict(more).values() if isinstance(more, Dictionary) else ():
            yield from _direct(action)
    trees = source.Root.get(Name.Names)
    for entry in (Name.JavaScript, Name.EmbeddedFiles):
        tree = trees.get(entry) if isinstance(trees, Dictionary) else None
        for _, value in pairs_of(tree, Name.Names) if isinstance(tree, Dictionary) else ():
            yield from _direct(value)


def _direct(value: object) -> Iterator[Object]:
    if isinstance(value, Dictionary) and not value.is_indirect:
        yield value


def about_form(source: Pdf, removed: Counter[str]) -> list[str]:
    """Keep what a form shows as plain content; its fields go."""
    if not removed["form"]:
        return []
    for page in source.pages:
        _keepnotes(page.obj, {"/Widget", "/Link"}, removed)
    try:
        source.generate_appearance_streams()
        source.flatten_annotations("screen")
    except (PdfError, RuntimeError, ValueError):
        return ["The file has a form that could not be kept: what was typed into it is missing."]
    return ["The file has a form: its fields are gone, what was typed into them stands as plain text."]


def notes(page: Object) -> list[Object]:
    notes = page.get(Name.Annots)
    return [note for note in notes if isinstance(note, Dictionary)] if isinstance(notes, Array) else []


def _keepnotes(page: Object, kinds: set[str], removed: Counter[str]) -> list[Object]:
    """Keep annotations of these kinds; others are counted, pop-ups with their comment."""
    kept = []
    for note in notes(page):
        kind = str(note.get(Name.Subtype, ""))
        if kind in kinds:
            kept.append(note)
        elif kind == "/FileAttachment":
            continue
        elif kind not in {"/Popup", "/Widget", "/Link"}:
            removed["comment or drawing"] += 1
    page.Annots = Array(kept)
    return kept


def strip(source: Pdf, targets: Targets, removed: Counter[str]) -> None:
    for page in source.pages:
        notes = _keepnotes(page.obj, {"/Link"}, removed)
        page.obj.Annots = Array([note for note in notes if _led(note, targets)])
        keep(page.obj, PAGE)
        if not len(page.obj.Annots):
            del page.obj.Annots
    for thing in source.objects:
        if isinstance(thing, Dictionary | Stream):
            for entry in ANYWHERE:
                if entry in thing:
                    del thing[entry]
            removed["note inside a picture"] += photos.clean(thing)


def _led(note: Object, targets: Targets) -> bool:
    """Whether a link leads within the file or to the web; only that is left of it."""
    action, target = note.get(Name.A), note.get(Name.Dest)
    deed = action if isinstance(action, Dictionary) else Dictionary()
    kind = str(deed.get(Name.S, ""))
    address = str(deed.get(Name.URI, "")).strip() if kind == "/URI" else ""
    name = targets.name(deed.get(Name.D) if kind == "/GoTo" else target)
    keep(note, LINK)
    if address.startswith(WEB):
        note.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(address))
    elif name is not None:
        note.Dest = String(name)
    return Name.A in note or Name.Dest in note


def keep(thing: Object, entries: set[str]) -> None:
    for entry in set(thing.keys()) - entries:
        del thing[entry]
