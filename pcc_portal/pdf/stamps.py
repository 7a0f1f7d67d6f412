"""What stands on a page besides the paper: label, running head, marking, the reason it is withheld, DRAFT.

All are artifacts: a screen reader passes over them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object, Pdf

from pcc_portal.pdf.contents import streams
from pcc_portal.pdf.stamp_fonts import Face, embedded, face

A4 = (0.0, 0.0, 595.28, 841.89)
SIDE = 62.0  # points from the left and right edges
FOOT = 34.0  # baseline of the label from the bottom
MARK_AT, WITHHELD_AT, HEAD_AT = 22.0, 33.0, 54.0  # baselines from the top
WITHHELD_SIZE, WITHHELD_LEAD, WITHHELD_LEAST = 8.5, 9.5, 5.0
WITHHELD_LINES = 2
HEAD_SIZE, HEAD_LEAST = 9.0, 6.5
RIM = 20.0  # what a printer cannot reach, and a little more

_REGULAR, _BOLD, _FAINT = "/PccStampR", "/PccStampB", "/PccStampW"


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """The words of one page; an empty one is left out."""

    label: str = ""
    running: str = ""
    marking: str = ""
    withheld: str = ""
    watermark: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page as it is seen: its box in points, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0
    unit: float = 1.0
    magnified: float = 1.0  # how much larger than on a standard page the stamps are

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen, in the points of a stamp."""
        point = self.unit / self.magnified
        across, up = (self.right - self.left) * point, (self.top - self.bottom) * point
        return (up, across) if self.turned in {90, 270} else (across, up)

    @property
    def upright(self) -> str:
        """The operator that makes the seen lower left corner the origin."""
        k = self.magnified / self.unit
        turns = {
            0: (k, 0, 0, k, self.left, self.bottom),
            90: (0, k, -k, 0, self.right, self.bottom),
            180: (-k, 0, 0, -k, self.right, self.top),
            270: (0, -k, k, 0, self.left, self.top),
        }
        return (
            " ".join(
                f"{number:.5g}" if abs(number) <= 1 else f"{number:.3f}" for number in turns[self.turned]
            )
            + " cm"
        )


def sheet(page: Object) -> Sheet:
    """Read a page's own box and rotation; what makes no sense counts as A4 upright."""
    left, bottom, right, top = _box(page.get(Name.MediaBox)) or A4
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = A4
    if (crop := _box(page.get(Name.CropBox))) is not None:
        within = max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3])
        if within[0] < within[2] and within[1] < within[3]:
            left, bottom, right, top = within
    turned = page.get(Name.Rotate)
    unit = _number(page.get(Name.UserUnit), 1.0)
    return Sheet(
        left,
        bottom,
        right,
        top,
        turned=int(_number(turned, 0)) // 90 * 90 % 360,
        unit=unit if unit > 0 else 1.0,
    )


class Stamper:
    """Stamps pages of one PDF; its two faces are embedded once and shared. ``magnified`` is for large print."""

    def __init__(self, pdf: Pdf, *, magnified: float = 1.0) -> None:
        self._pdf, self._magnified = pdf, magnified
        self._regular, self._bold = face("Regular"), face("Bold")
        self._fonts = {_REGULAR: embedded(pdf, "Regular"), _BOLD: embedded(pdf, "Bold")}
        # Multiply: over a scan the word still shows, and on a white page it looks as if it lay behind.
        self._faint = pdf.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
        self._streams: dict[bytes, Object] = {}
        self._dressed: set[tuple[int, int]] = set()
        self._same: dict[tuple[Sheet, Stamp], list[str]] = {}

    def stamp(self, page: Object, stamp: Stamp, *, before: bytes = b"", after: bytes = b"") -> None:
        """Wrap the page's content so that nothing of it reaches the stamps, then add them.

        ``before`` and ``after`` go directly around the content. What is the same on many pages is one stream.
        """
        seen = replace(sheet(page), magnified=self._magnified)
        constant = "\n".join(self._constant(seen, replace(stamp, label="")))
        label = "".join(self._text(stamp.label, seen.size[0] - SIDE, FOOT, size=11, align=1.0))
        page.Contents = Array(
            [
                self._shared(b"q\n" + before),
                *streams(page),
                self._shared(b"\n" + after + b"Q\nq " + f"{seen.upright}\n{constant}\n".encode("ascii")),
                self._pdf.make_stream(f"{label}\nQ\n".encode("ascii")),
            ]
        )
        self._dress(page)

    def _shared(self, content: bytes) -> Object:
        if content not in self._streams:
            self._streams[content] = self._pdf.make_stream(content)
        return self._streams[content]

    def _dress(self, page: Object) -> None:
        """Put fonts and blend mode into the page's resources, once where pages share them."""
        if Name.Resources not in page:
            page.Resources = Dictionary()
        resources = page.Resources
        if resources.is_indirect:
            if resources.objgen in self._dressed:
                return
            self._dressed.add(resources.objgen)
        for kind, things in ((Name.Font, self._fonts), (Name.ExtGState, {_FAINT: self._faint})):
            if not isinstance(resources.get(kind), Dictionary):
                resources[kind] = Dictionary()
            for name, thing in things.items():
                resources[kind][name] = thing

    def _constant(self, seen: Sheet, stamp: Stamp) -> list[str]:
        """All but the label is the same on most pages."""
        if (seen, stamp) not in self._same:
            width, height = seen.size
            self._same[seen, stamp] = [
                *self._watermark(stamp.watermark, width, height),
                *self._text(stamp.marking, width / 2, height - MARK_AT, size=10, align=0.5),
                *self._withheld(stamp.withheld, width, height),
                *self._head(stamp.running, width, height),
            ]
        return self._same[seen, stamp]

    def _text(
        self, text: str, x: float, y: float, *, size: float, bold: bool = True, align: float = 0.0
    ) -> Iterator[str]:
        """``align`` is the share of the text that stands left of ``x``."""
        cut, font = (self._bold, _BOLD) if bold else (self._regular, _REGULAR)
        if cut.known(text):
            x -= cut.width(text, size) * align
            kind = "Footer" if y == FOOT else "Header"
            yield (
                f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC BT 0 g {font} {size:g} Tf "
                f"{x:.2f} {y:.2f} Td {cut.shown(text)} Tj ET EMC"
            )

    def _head(self, text: str, width: float, height: float) -> Iterator[str]:
        """Never over the edge: on an exempt copy it says whose that is. Large print has room for a second line."""
        room, most = width - SIDE - RIM, 1 if self._magnified == 1 else 2
        size, lines = _fitted(self._regular, text, room, size=HEAD_SIZE, least=HEAD_LEAST, most=most)
        for number, line in enumerate(lines):
            yield from self._text(line, SIDE, height - HEAD_AT - number * (size + 1), size=size, bold=False)

    def _withheld(self, text: str, width: float, height: float) -> Iterator[str]:
        size, lines = _fitted(
            self._bold, text, width - SIDE, size=WITHHELD_SIZE, least=WITHHELD_LEAST, most=WITHHELD_LINES
        )
        for number, line in enumerate(lines):
            y = height - WITHHELD_AT - number * WITHHELD_LEAD
            yield from self._text(line, width / 2, y, size=size, align=0.5)

    def _watermark(self, text: str, width: float, height: float) -> Iterator[str]:
        """Light grey along the rising diagonal, three fifths of its length."""
        if not self._bold.known(text):
            return
        long = (width**2 + height**2) ** 0.5
        size = min(0.6 * long / self._bold.width(text, 1), height / 4)
        cos, sin = width / long, height / long
        back, down = self._bold.width(text, size) / 2, size * 0.33
        x = width / 2 - back * cos + down * sin
        y = height / 2 - back * sin - down * cos
        yield (
            f"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q {_FAINT} gs BT 0.92 g {_BOLD} {size:.2f} Tf "
            f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {y:.2f} Tm {self._bold.shown(text)} Tj ET Q EMC"
        )


def _fitted(
    cut: Face, text: str, room: float, *, size: float, least: float, most: int
) -> tuple[float, list[str]]:
    """In ``most`` lines, smaller if they must be; in more only where they cannot be small enough."""
    if not cut.known(text):
        return size, []
    while len(lines := _wrapped(cut, text, size, room)) > most and size > least:
        size -= 0.5
    return size, lines


def _wrapped(cut: Face, text: str, size: float, room: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and cut.width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _box(value: object) -> tuple[float, float, float, float] | None:
    if not isinstance(value, Array):
        return None
    try:
        x1, y1, x2, y2 = map(float, value)
    except (TypeError, ValueError):
        return None
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _number(value: object, otherwise: float) -> float:
    try:
        return otherwise if value is None else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return otherwise
