"""Reads an assembled PDF back, by other means than the code that wrote it where there are any."""

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name


def number_tree(node):
    found = {}
    flat = list(node.get("/Nums", []))
    found.update((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True))
    for kid in node.get("/Kids", []):
        found.update(number_tree(kid))
    return found


def labels(pdf_bytes):
    document = pypdfium2.PdfDocument(pdf_bytes)
    try:
        return [document.get_page_label(number) for number in range(len(document))]
    finally:
        document.close()


def outline(pdf_bytes):
    """[(depth, title, 0-based page)]"""
    document = pypdfium2.PdfDocument(pdf_bytes)
    try:
        return [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    finally:
        document.close()


def names(pdf):
    """Named destination -> 0-based page."""
    flat = list(pdf.Root.Names.Dests.Names)
    raw = [bytes(key) for key in flat[::2]]
    assert raw == sorted(raw)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return {str(key): pages[value[0].objgen] for key, value in zip(flat[::2], flat[1::2], strict=True)}


def links(pdf):
    """[(0-based page, named destination or address)]"""
    found = []
    for number, page in enumerate(pdf.pages):
        for note in page.obj.get("/Annots", []):
            where = note.get("/Dest") if "/Dest" in note else note.get("/A", {}).get("/URI")
            found.append((number, None if where is None else str(where)))
    return found


def tree_elements(pdf):
    """Every element below the structure root with its parent; each must name that parent."""
    waiting = [(pdf.Root.StructTreeRoot, kid) for kid in _kids(pdf.Root.StructTreeRoot)]
    while waiting:
        parent, element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            assert element.P.objgen == parent.objgen
            yield element
            waiting.extend((element, kid) for kid in _kids(element))


def _kids(element):
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def check_tree(pdf):
    """Every piece of marked content and every annotation resolves through the parent tree to its very element.

    Returns how many pieces were checked.
    """
    parents = number_tree(pdf.Root.StructTreeRoot.ParentTree)
    pages = {page.obj.objgen for page in pdf.pages}
    held, checked = {}, 0
    for element in tree_elements(pdf):
        for kid in _kids(element):
            if isinstance(kid, int):
                page, mcid = element.Pg, kid
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
                page, mcid = kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                assert parents[int(kid.Obj.StructParent)].objgen == element.objgen
                checked += 1
                continue
            else:
                continue
            assert page.objgen in pages
            assert parents[int(page.StructParents)][mcid].objgen == element.objgen
            held.setdefault(page.objgen, set()).add(mcid)
            checked += 1
    for page in pdf.pages:
        assert _marked(page) >= held.get(page.obj.objgen, set())
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) > max(parents)
    return checked


def _marked(page):
    """The marked content ids in a page's own content."""
    return {
        int(step.operands[1].MCID)
        for step in pikepdf.parse_content_stream(page, "BDC")
        if isinstance(step.operands[1], Dictionary) and "/MCID" in step.operands[1]
    }


def words_at(pdf_bytes, number):
    """{text run: (left, bottom, right, top)} of a page as it is seen, in points from the lower left."""
    document = pypdfium2.PdfDocument(pdf_bytes)
    try:
        page = document[number]
        text = page.get_textpage()
        return (
            page.get_size(),
            text.get_text_bounded(),
            [(text.get_text_bounded(*text.get_rect(n)), text.get_rect(n)) for n in range(text.count_rects())],
        )
    finally:
        document.close()
