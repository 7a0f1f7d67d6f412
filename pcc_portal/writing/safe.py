"""The one list of tags, attributes and addresses that may stand in a text, and trees that hold nothing else."""

import re
from collections.abc import Iterable
from uuid import UUID

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement
from bs4.formatter import HTMLFormatter

INLINE = {"strong", "em", "b", "i", "sup", "sub", "br", "a"}
LISTS = {"ol", "ul"}
TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "div", "li", "blockquote", "figure", "aside"} | HEADINGS | LISTS | TABLE
_KEPT_ID = {"data-id"}
ATTRIBUTES = {
    "a": {"href", "data-ref"},
    "ol": {"start", *_KEPT_ID},
    "tr": {"data-foot"},
    "th": {"scope", "colspan", "rowspan", "class"},
    "td": {"colspan", "rowspan", "class"},
    **dict.fromkeys({"p", "ul", "table", "blockquote", "figure", "aside"} | HEADINGS, _KEPT_ID),
}
SCHEMES = {"http", "https", "mailto"}
_HREF = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d{0,2}")
_SPACE = re.compile(r"[ \t\r\n]+")
_BESIDE_BREAK = re.compile(r" ?<br> ?")
_SCOPES = {"col", "row", "colgroup", "rowgroup"}
_STYLES = {"b": "strong", "i": "em"}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


_FORMATTER = HTMLFormatter(entity_substitution=_escape, void_element_close_prefix="")


def tree(html: str) -> Tag:
    """A tree of allowed tags and attributes only, with links and emphasis put right."""
    safe = nh3.clean(
        html.replace("\x00", ""),
        tags=INLINE | BLOCKS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style", "title", "template", "noscript", "iframe", "svg", "math"},
    )
    root = BeautifulSoup(f"<div>{safe}</div>", "html.parser").div
    assert root is not None
    for tag in root.find_all(["a", *_STYLES, "strong", "em", "sup", "sub"]):
        _mend(tag)
    return root


def written(nodes: Iterable[PageElement]) -> str:
    """Nodes as HTML."""
    return "".join(
        node.decode(formatter=_FORMATTER) if isinstance(node, Tag) else _escape(str(node)) for node in nodes
    )


def is_reference(value: object) -> bool:
    """Whether this can be the id of a block."""
    try:
        return str(UUID(str(value))) == value
    except ValueError:
        return False


def again(html: str) -> str:
    """A last pass over what we wrote ourselves, so that nothing put together here escapes the rules."""
    return nh3.clean(
        _BESIDE_BREAK.sub("<br>", _SPACE.sub(" ", html)),
        tags=INLINE | BLOCKS - {"div", "figure", "blockquote", "aside"} - HEADINGS,
        attributes={tag: names - _KEPT_ID - {"data-foot"} for tag, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=_attribute,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    value = value.strip()
    match name:
        case "href":
            return value if _HREF.match(value) else None
        case "data-id" | "data-ref":
            return value if is_reference(value) else None
        case "colspan" | "rowspan" | "start":
            return value if _NUMBER.fullmatch(value) and (value != "1") else None
        case "scope":
            return value if value in _SCOPES else None
        case "class":
            return "n" if "n" in value.split() else None
    return value


def _mend(tag: Tag) -> None:
    tag.name = _STYLES.get(tag.name, tag.name)
    if tag.name == "a":
        if ref := tag.get("data-ref"):
            tag.attrs = {"data-ref": ref}
        elif not tag.get("href"):
            tag.unwrap()
    elif not tag.get_text() and not tag.find("br"):
        tag.unwrap()


def is_blank(node: PageElement) -> bool:
    """White space between elements."""
    return isinstance(node, NavigableString) and not str(node).strip(" \t\r\n")
