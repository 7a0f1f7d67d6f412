"""The stored shape of each kind of block, written from a tree that is already safe."""

from collections.abc import Callable

from bs4 import Tag
from bs4.element import PageElement

from pcc_portal.writing import tables
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.safe import BLOCKS, LISTS, is_blank, written


def inline(root: Tag) -> str:
    """Words on one or more lines; paragraphs become lines."""
    return "<br>".join(part for node_list in _lines(root) if (part := written(node_list).strip()))


def listed(root: Tag) -> str:
    """The first list; without one, a list of the lines."""
    found = root if root.name in LISTS else root.find(list(LISTS))
    if isinstance(found, Tag):
        return one_list(found)
    lines = [f"<li>{html}</li>" for nodes in _lines(root) if (html := written(nodes).strip())]
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def one_list(tag: Tag) -> str:
    """A list of real items; a list that hung outside an item goes into the one before it."""
    items: list[str] = []
    for child in tag.children:
        if is_blank(child):
            continue
        if isinstance(child, Tag) and child.name in LISTS and items:
            items[-1] += one_list(child)
        else:
            items.append(_item(child))
    start = f' start="{tag["start"]}"' if tag.name == "ol" and tag.get("start") else ""
    inner = "".join(f"<li>{item}</li>" for item in items if item)
    return f"<{tag.name}{start}>{inner}</{tag.name}>" if inner else ""


def table(root: Tag) -> str:
    found = root.find("table") if root.name != "table" else root
    return tables.rows(found, cell=mixed) if isinstance(found, Tag) else ""


def recommendation(root: Tag) -> str:
    """Words alone, or paragraphs and lists where there is more than one."""
    parts = list(_parts(root))
    if len(parts) == 1 and not parts[0].startswith(("<ol", "<ul")):
        return parts[0]
    return "".join(part if part.startswith(("<ol", "<ul")) else f"<p>{part}</p>" for part in parts)


def mixed(root: Tag) -> str:
    """Lines of words, with lists between them: what a cell or an item holds."""
    html = ""
    for part in _parts(root):
        is_list = part.startswith(("<ol", "<ul"))
        html += part if is_list or not html or html.endswith(("</ol>", "</ul>")) else f"<br>{part}"
    return html


def _item(node: PageElement) -> str:
    if isinstance(node, Tag):
        return one_list(node) if node.name in LISTS else mixed(node)
    return written([node]).strip()


def _parts(root: Tag) -> list[str]:
    parts = []
    for nodes in _lines(root):
        first = nodes[0]
        is_list = isinstance(first, Tag) and first.name in LISTS
        html = one_list(first) if is_list and isinstance(first, Tag) else written(nodes).strip()
        if html:
            parts.append(html)
    return parts


def _lines(root: Tag) -> list[list[PageElement]]:
    """Runs of inline nodes, each list alone; blocks end a run, blocks inside emphasis are taken away."""
    lines: list[list[PageElement]] = [[]]
    for child in list(root.children):
        if isinstance(child, Tag) and child.name in BLOCKS:
            inner: list[list[PageElement]] = [[child]] if child.name in LISTS else _lines(child)
            lines += [*inner, []]
        else:
            if isinstance(child, Tag):
                for block in child.find_all(list(BLOCKS)):
                    block.unwrap()
            lines[-1].append(child)
    return [line for line in lines if line and not all(is_blank(node) for node in line)]


def nothing(root: Tag) -> str:
    """A figure has no words of its own but its caption and alternative text."""
    return ""


def _inline_without_lists(root: Tag) -> str:
    for tag in root.find_all(list(LISTS)):
        tag.name = "div"
    return inline(root)


BY_KIND: dict[BlockKind, Callable[[Tag], str]] = {
    BlockKind.HEADING: _inline_without_lists,
    BlockKind.PARAGRAPH: _inline_without_lists,
    BlockKind.LIST: listed,
    BlockKind.TABLE: table,
    BlockKind.FIGURE: nothing,
    BlockKind.RECOMMENDATION: recommendation,
    BlockKind.NOTE: _inline_without_lists,
}
