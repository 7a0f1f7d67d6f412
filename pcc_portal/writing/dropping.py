"""Says in plain words what cleaning will leave out of pasted HTML."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

EMBEDDED = ["iframe", "object", "embed", "video", "audio", "form", "input", "svg", "math", "canvas"]
_GOOD_LINK = re.compile(r"\s*(https?://|mailto:|#)", re.IGNORECASE)
_OWN_STYLES = {"table", "col", "colgroup", "td", "th"}


def what(html: str) -> list[str]:
    """Each kind of loss once, in the order a writer cares about."""
    if "<" not in html:
        return []
    root = BeautifulSoup(html, "html.parser")
    told = [_picture(img) for img in root.find_all("img") if not _in_figure(img)]
    told += [_link(a) for a in root.find_all("a") if _is_bad_link(a)]
    if root.find_all(EMBEDDED):
        told.append("Embedded content was left out.")
    if root.find_all("script") or root.find_all(_has_handler):
        told.append("A script was left out.")
    if root.find_all(lambda tag: "style" in tag.attrs and tag.name not in _OWN_STYLES):
        told.append("Colours, fonts and sizes were left out.")
    return list(dict.fromkeys(told))


def _in_figure(img: Tag) -> bool:
    """A figure of this text shown in the editor: it is kept by its id."""
    figure = img.find_parent("figure")
    return bool(figure and figure.get("data-id"))


def _picture(img: Tag) -> str:
    source = str(img.get("src") or "")
    parts = urlsplit(source) if not source.startswith("data:") else urlsplit("data:")
    if parts.scheme == "file" or parts.hostname in {"127.0.0.1", "localhost"}:
        place = " that is only on your own computer"
    elif parts.hostname:
        place = f" from {parts.hostname}"
    else:
        place = ""
    return f"A picture{place} was left out. Add it as a figure."


def _is_bad_link(a: Tag) -> bool:
    return "href" in a.attrs and "data-ref" not in a.attrs and not _GOOD_LINK.match(str(a["href"]))


def _link(a: Tag) -> str:
    shown = " ".join(a.get_text().split())[:60]
    return f"The link on “{shown}” was left out: it is no web or e-mail address."


def _has_handler(tag: Tag) -> bool:
    return any(name.startswith("on") for name in tag.attrs)
