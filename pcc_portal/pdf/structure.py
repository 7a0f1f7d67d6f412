"""One structure tree out of many: renumbers parent keys, hangs each part under one Document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, String

from pcc_portal.pdf import contents
from pcc_portal.pdf.places import pairs_of

UNMARKED = b"/Div <</MCID 0>> BDC\n"


def is_tagged(pdf: Pdf) -> bool:
    """Whether the PDF says it is tagged and has a tree with content and a parent tree."""
    root, marks = pdf.Root.get(Name.StructTreeRoot), pdf.Root.get(Name.MarkInfo)
    return (
        isinstance(root, Dictionary)
        and isinstance(marks, Dictionary)
        and bool(marks.get(Name.Marked, False))
        and isinstance(root.get(Name.ParentTree), Dictionary)
        and bool(_kids(root))
    )


class Tree:
    """The structure tree of the PDF being assembled."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root))
        self._parts: list[Object] = []
        self._parents: dict[int, Any] = {}
        self._next = 0
        self._ids: dict[str, Any] = {}
        self._maps: dict[str, dict[str, Any]] = {"/RoleMap": {}, "/ClassMap": {}}
        self._spaces: list[Object] = []

    def add(self, source: Pdf, pages: Sequence[Object], *, key: str, title: str) -> None:
        """Take over the tree of a tagged source whose ``pages`` are already in the PDF."""
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        self._resolve_clashes(tree, key)
        self._hang(tree, title)
        top = -1
        for number, value in pairs_of(tree.ParentTree, Name.Nums):
            self._parents[self._next + int(number)] = value
            top = max(top, int(number))
        _shift(pages, self._next)
        self._next += top + 1
        self._spaces.extend(tree.get(Name.Namespaces, ()))

    def add_untagged(self, pages: Sequence[Object], *, title: str) -> list[bool]:
        """A bare Part with one Div a page. True for each page whose content is to be wrapped in UNMARKED."""
        part = self._part(title)
        part.K = Array()
        wrapped = []
        for thing in _holders(pages):
            for entry in (Name.StructParents, Name.StructParent):
                if entry in thing:
                    del thing[entry]
        for page in pages:
            wrapped.append(not _has_marks(page))
            if wrapped[-1]:
                part.K.append(self._bare(part, page))
        return wrapped

    def write(self, *, suspect: bool) -> None:
        """Put the finished tree into the PDF; ``suspect`` says that a part came without tags."""
        parents = Array()
        for number in sorted(self._parents):
            parents.append(number)
            parents.append(self._parents[number])
        self._document.K = Array(self._parts)
        self._root.K = Array([self._document])
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=parents))
        self._root.ParentTreeNextKey = self._next
        for name, entries in self._maps.items():
            if entries:
                self._root[name] = Dictionary({str(k): entries[k] for k in sorted(entries)})
        if self._ids:
            self._root.IDTree = self._pdf.make_indirect(id_tree(self._ids))
        if self._spaces:
            self._root.Namespaces = Array(self._spaces)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = (
            Dictionary(Marked=True, Suspects=True) if suspect else Dictionary(Marked=True)
        )

    def _hang(self, tree: Object, title: str) -> None:
        """Each Document of the source becomes a Part; loose elements get one around them."""
        kids = _kids(tree)
        if len(kids) == 1 and kids[0].get(Name.S) == Name.Document:
            part = kids[0]
            part.S, part.P = Name.Part, self._document
            if title:
                part.T = String(title)
            self._parts.append(part)
            return
        part = self._part(title)
        part.K = Array(kids)
        for kid in kids:
            kid.P = part
            if kid.get(Name.S) == Name.Document:
                kid.S = Name.Sect

    def _part(self, title: str) -> Object:
        part = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=self._document))
        if title:
            part.T = String(title)
        self._parts.append(part)
        return part

    def _bare(self, part: Object, page: Object) -> Object:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=part, Pg=page, K=0))
        page.StructParents = self._next
        self._parents[self._next] = Array([element])
        self._next += 1
        return element

    def _resolve_clashes(self, tree: Object, key: str) -> None:
        """Ids, roles and classes that an earlier part uses for something else are renamed in this one."""
        ids = dict(pairs_of(tree.IDTree, Name.Names)) if Name.IDTree in tree else {}
        clashes = {
            "/ID": set(ids) & set(self._ids),
            "/RoleMap": self._merge("/RoleMap", tree),
            "/ClassMap": self._merge("/ClassMap", tree),
        }
        if any(clashes.values()):
            _rename(tree, key, clashes)
            for name in ("/RoleMap", "/ClassMap"):
                self._maps[name] |= {f"{old}-{key}": tree[name][old] for old in clashes[name]}
        self._ids |= {
            f"{key}-{name}" if name in clashes["/ID"] else name: value for name, value in ids.items()
        }

    def _merge(self, name: str, tree: Object) -> set[str]:
        """Take over what does not clash; return what does."""
        known, clashes = self._maps[name], set()
        for entry, value in dict(tree.get(name, {})).items():
            if entry in known and known[entry] != value:
                clashes.add(entry)
            else:
                known.setdefault(entry, value)
        return clashes


def elements(tree: Object) -> Iterator[Object]:
    """Every element below a tree's root, each once, in no order that matters."""
    waiting, seen = list(_kids(tree)), set()
    while waiting:
        element = waiting.pop()
        if element.objgen in seen:
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        yield element
        waiting.extend(_kids(element))


def _kids(element: Object) -> list[Object]:
    """The elements among an element's kids; numbers and references to content are not."""
    kids = element.get(Name.K)
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and Name.S in kid]


def _shift(pages: Sequence[Object], base: int) -> None:
    for thing in _holders(pages):
        for entry in (Name.StructParents, Name.StructParent):
            if entry in thing:
                thing[entry] = int(thing[entry]) + base


def _holders(pages: Sequence[Object]) -> Iterator[Object]:
    """All that can hold a key of the parent tree, each once: pages, annotations, pictures and forms on them."""
    seen = set()
    for page in pages:
        yield page
        yield from page.get(Name.Annots, ())
        resources = page.get(Name.Resources)
        if resources is None or (resources.is_indirect and resources.objgen in seen):
            continue
        seen.add(resources.objgen)
        for drawn in dict(resources.get(Name.XObject, {})).values():
            if drawn.objgen not in seen:
                seen.add(drawn.objgen)
                yield drawn


def _has_marks(page: Object) -> bool:
    try:
        return any(b"MCID" in stream.read_bytes() for stream in contents.streams(page))
    except PdfError:  # not readable: then better not wrapped
        return True


def _rename(tree: Object, key: str, clashes: Mapping[str, set[str]]) -> None:
    for element in elements(tree):
        if (role := str(element.get(Name.S))) in clashes["/RoleMap"]:
            element.S = Name(f"{role}-{key}")
        if Name.C in element and clashes["/ClassMap"]:
            element.C = _renamed(element.C, key, clashes["/ClassMap"])
        if Name.ID in element and (name := str(element.ID)) in clashes["/ID"]:
            element.ID = String(f"{key}-{name}")
        if clashes["/ID"]:
            _rename_headers(element.get(Name.A), key, clashes["/ID"])


def _renamed(classes: Object, key: str, clashes: set[str]) -> Object:
    if isinstance(classes, Array):
        return Array([_renamed(one, key, clashes) for one in classes if isinstance(one, Name)])
    return Name(f"{classes}-{key}") if str(classes) in clashes else classes


def _rename_headers(attributes: object, key: str, clashes: set[str]) -> None:
    for one in list(attributes) if isinstance(attributes, Array) else [attributes]:
        if isinstance(one, Dictionary) and Name.Headers in one:
            names = [str(name) for name in one.Headers]
            one.Headers = Array([String(f"{key}-{name}" if name in clashes else name) for name in names])


def id_tree(ids: Mapping[str, Any]) -> Dictionary:
    listed = Array()
    names = sorted(ids, key=lambda name: bytes(String(name)))
    for name in names:
        listed.append(String(name))
        listed.append(ids[name])
    return Dictionary(Names=listed)
