"""The content streams of a page."""

from collections.abc import Sequence

from pikepdf import Array, Name, Object, Pdf, PdfError, Stream, parse_content_stream


def streams(page: Object) -> list[Object]:
    """A page's streams in order; what stands among them and is none is passed over."""
    contents = page.get(Name.Contents)
    listed = list(contents) if isinstance(contents, Array) else [contents]
    return [stream for stream in listed if isinstance(stream, Stream)]


def balance(out: Pdf, pages: Sequence[Object]) -> list[str]:
    """Close what a page leaves open, so that nothing of it reaches what is stamped after it."""
    torn = []
    for number, page in enumerate(pages):
        if Name.Contents in page:
            page.Contents = Array(streams(page))
        try:
            before, after = _lacking(page)
        except PdfError:
            torn.append(number + 1)
            continue
        if before or after:
            page.Contents = Array([out.make_stream(before), *streams(page), out.make_stream(b"\n" + after)])
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
