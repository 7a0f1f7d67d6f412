"""The words of a paragraph: runs, links, fields, notes and pictures, as the inline HTML of a text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from pcc_portal.writing.importing.drawn import FILE_NAME, MACHINE, boxes, pictures_in, said_of
from pcc_portal.writing.importing.inline import Bit, Line, Shown
from pcc_portal.writing.importing.markup import chosen, inner, is_on, value, words
from pcc_portal.writing.importing.package import Relation
from pcc_portal.writing.importing.styles import Styles
from pcc_portal.writing.importing.told import Told

GOOD_LINK = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
_MARKS = (("strong", "w:b"), ("em", "w:i"))
_OPENED = {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo", "w:rubyBase"}
_STRUCK = {"w:del", "w:moveFrom"}
_LOOKS = {"w:color", "w:highlight", "w:u", "w:sz", "w:rFonts", "w:shd"}
# Signs of the fonts that Word draws its own bullets and ticks with.
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0FD: "☒", 0xF0FE: "☑", 0xF0A8: "☐", 0xF06F: "□",
    0xF0E0: "→", 0xF0DF: "←", 0xF0B0: "°", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B4: "×", 0xF044: "Δ", 0xF061: "α",
    0xF062: "β", 0xF06D: "μ", 0xF070: "π", 0xF073: "σ", 0xF0D7: "·", 0xF02D: "−",
}  # fmt: skip
_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF


@dataclass
class Field:
    """A field under way: its order, and where its result begins."""

    order: str = ""
    start: int = 0
    has_result: bool = False

    @property
    def kind(self) -> str:
        return self.order.split()[0].upper() if self.order.split() else ""


class Lines:
    """Reads paragraphs one after the other; a field may run on from one into the next."""

    def __init__(self, styles: Styles, told: Told, *, note: Callable[[str, str], str]) -> None:
        self.styles, self.told, self.note = styles, told, note
        self.relations: dict[str, Relation] = {}
        self.fields: list[Field] = []
        self.line = Line()
        self.bold = self.italic = self.in_cell = self.is_white = self.is_struck = False

    def read(self, paragraph: Element, style: str, *, in_cell: bool = False) -> Line:
        self.line, self.in_cell = Line(), in_cell
        self.bold = self.styles.is_on(style, "w:rPr", "w:b")
        self.italic = self.styles.is_on(style, "w:rPr", "w:i")
        for open_field in self.fields:
            open_field.start = 0
        in_contents = self._in_contents
        self._children(paragraph)
        # The paragraph in which a table of contents ends may have words of its own; the one where it begins has none.
        self.line.is_contents = in_contents or self._in_contents
        self.line.bits = [bit for bit in self.line.bits if bit.text or bit.is_break or bit.note]
        return self.line

    @property
    def _in_contents(self) -> bool:
        return any(open_field.kind == "TOC" for open_field in self.fields)

    def _children(self, element: Element, leads_to: str = "") -> None:
        for child in element:
            self._child(child, leads_to)

    def _child(self, child: Element, leads_to: str) -> None:  # noqa: C901  one arm for each kind of child
        match child.tag:
            case "w:r":
                self._run(child, leads_to)
            case "w:hyperlink":
                self._children(child, self._address(child))
            case "w:fldSimple":
                self._simple_field(child, leads_to)
            case "w:bookmarkStart":
                self.line.bookmarks.append(child.get("w:name", ""))
            case "w:sdt":
                self._control(child, leads_to)
            case "mc:AlternateContent":
                for one in chosen(child):
                    self._child(one, leads_to)
            case "m:oMath" | "m:oMathPara":
                self.told.count("equations", quote=words(child))
                self.line.bits.append(Bit(words(child)))
            case tag if tag in _STRUCK:
                self.told.count("tracked")
            case tag if tag in _OPENED:
                if tag in {"w:ins", "w:moveTo"}:
                    self.told.count("tracked")
                self._children(child, leads_to)

    def _control(self, control: Element, leads_to: str) -> None:
        """A content control is what was filled in; one that still asks to be is not."""
        if inner(control, "w:sdtPr", "w:showingPlcHdr") is not None:
            self.told.count("placeholders")
            return
        for child in control:
            if child.tag == "w:sdtContent":
                self._children(child, leads_to)

    def _address(self, link: Element) -> str:
        """Where a link leads: web, e-mail, or a place in this file; anything else leads nowhere here."""
        if (anchor := link.get("w:anchor")) and not link.get("r:id"):
            return f"#{anchor}"
        relation = self.relations.get(link.get("r:id", ""))
        return self._good(relation.target if relation else "")

    def _good(self, address: str) -> str:
        if GOOD_LINK.match(address.strip()):
            return address.strip()
        self.told.count("links")
        return ""

    def _simple_field(self, child: Element, leads_to: str) -> None:
        self.fields.append(Field(child.get("w:instr", ""), len(self.line.bits), has_result=True))
        self._children(child, leads_to)
        self._end_field()

    def _run(self, run: Element, leads_to: str) -> None:
        said = inner(run, "w:rPr")
        is_hidden = is_on(said, "w:vanish") or self._by_style(said, "w:vanish")
        if is_hidden and words(run).strip():
            self.told.count("hidden")
        marks = self._marks(said)
        for child in run:
            self._in_run(child, marks, leads_to, is_hidden=bool(is_hidden))

    def _by_style(self, said: Element | None, what: str) -> bool:
        return self.styles.is_on(value(said, "w:rStyle") or "", "w:rPr", what)

    def _marks(self, said: Element | None) -> frozenset[str]:
        marks = set()
        for mark, name in _MARKS:
            own = is_on(said, name)
            by_paragraph = self.bold if mark == "strong" else self.italic
            if own if own is not None else (self._by_style(said, name) or by_paragraph):
                marks.add(mark)
        raised = value(said, "w:vertAlign")
        if raised in {"superscript", "subscript"}:
            marks.add("sup" if raised == "superscript" else "sub")
        self._looks(said)
        return frozenset(marks)

    def _looks(self, said: Element | None) -> None:
        if said is not None and any(child.tag in _LOOKS for child in said):
            self.told.counts["looks"] = 1
        self.is_white = not self.in_cell and (value(said, "w:color") or "").upper() == "FFFFFF"
        self.is_struck = bool(is_on(said, "w:strike") or is_on(said, "w:dstrike"))

    def _in_run(self, child: Element, marks: frozenset[str], leads_to: str, *, is_hidden: bool) -> None:  # noqa: C901, PLR0912  one arm for each kind of child
        match child.tag:
            case "w:fldChar":
                self._field_sign(child)
            case "w:instrText":
                if self.fields:
                    self.fields[-1].order += child.text or ""
            case _ if is_hidden or self._in_an_order:
                pass
            case "w:t":
                self._words(child.text or "", marks, leads_to)
            case "w:tab" | "w:ptab":
                self._words("\t", marks, leads_to)
            case "w:br" | "w:cr":
                if child.get("w:type", "textWrapping") == "textWrapping":
                    self.line.bits.append(Bit(is_break=True))
            case "w:noBreakHyphen":
                self._words("\u2011", marks, leads_to)
            case "w:sym":
                self._words(self._sign(child.get("w:char", "")), marks, leads_to)
            case "w:footnoteReference" | "w:endnoteReference":
                if note := self.note(child.tag.removeprefix("w:").removesuffix("Reference"), child.get("w:id", "")):  # fmt: skip
                    self.line.bits.append(Bit(note=note))
            case "w:drawing" | "w:pict" | "w:object":
                self._drawn(child)
            case "w:ruby" | "w:rubyBase":
                self._children(child, leads_to)
            case "mc:AlternateContent":
                for one in chosen(child):
                    self._in_run(one, marks, leads_to, is_hidden=is_hidden)

    def _words(self, text: str, marks: frozenset[str], leads_to: str) -> None:
        if self.is_white and text.strip():
            self.told.count("white", quote=text)
        if self.is_struck and text.strip():
            self.told.count("struck", quote=text)
        if any(_FIRST_PRIVATE <= ord(letter) <= _LAST_PRIVATE for letter in text):
            text = "".join(map(self._letter, text))
        self.line.bits.append(Bit(text, marks, leads_to))

    def _sign(self, code: str) -> str:
        try:
            at = int(code[:4], 16)
        except ValueError:
            return ""
        return self._letter(chr(at | 0xF000 if at < 0x100 else at))  # noqa: PLR2004  a symbol font's own page

    def _letter(self, letter: str) -> str:
        at = ord(letter)
        if not _FIRST_PRIVATE <= at <= _LAST_PRIVATE:
            return letter
        if at not in _SYMBOLS:
            self.told.count("symbols")
        return _SYMBOLS.get(at, "□")

    @property
    def _in_an_order(self) -> bool:
        """Between the beginning of a field and its result stands what Word is to do, not what one reads."""
        return any(not open_field.has_result for open_field in self.fields)

    def _field_sign(self, sign: Element) -> None:
        match sign.get("w:fldCharType"):
            case "begin":
                self.fields.append(Field(start=len(self.line.bits)))
            case "separate" if self.fields:
                self.fields[-1].has_result, self.fields[-1].start = True, len(self.line.bits)
            case "end" if self.fields:
                self._end_field()

    def _end_field(self) -> None:
        """What a field's result leads to. Other fields leave the words that Word last showed."""
        done = self.fields.pop()
        bits = self.line.bits[done.start :]
        leads_to = ""
        match done.kind, done.order.split():
            case "HYPERLINK", order:
                leads_to = self._field_address(order)
            case (("REF" | "NOTEREF"), [_, bookmark, *_]):
                leads_to = f"#{bookmark}"
            case "PAGEREF", _ if not self._in_contents:
                self.told.count("page_references", quote=self.line.text[-40:])
            case "TOC", _:
                self.told.counts["contents"] = 1
        if leads_to:
            self.line.bits[done.start :] = [replace(bit, leads_to=leads_to) for bit in bits]

    def _field_address(self, order: list[str]) -> str:
        named = [word.strip('"“”') for word in order[1:] if not word.startswith("\\")]
        if r"\l" in order:
            return f"#{named[-1]}" if len(named) == 1 else self._good(named[0] if named else "")
        return self._good(named[0] if named else "")

    def _drawn(self, drawing: Element) -> None:
        """Pictures and text boxes; all else that is drawn has no words to give."""
        before = len(self.line.pictures) + len(self.line.boxes)
        self.line.boxes += list(boxes(drawing))
        alt, is_decorative = said_of(drawing)
        found = list(pictures_in(drawing))
        for key in found:
            relation = self.relations.get(key)
            if is_decorative:
                self.told.count("decorative")
            elif relation and not relation.is_outside:
                self.line.pictures.append(Shown(relation.target, self._alt(alt), self.line.text.strip()))
        if not found and len(self.line.pictures) + len(self.line.boxes) == before:
            self.told.count("drawings", quote=alt or self.line.text)

    def _alt(self, alt: str) -> str:
        if MACHINE.search(alt):
            self.told.count("machine_alt")
            return ""
        return "" if FILE_NAME.search(alt) else alt
