"""Cross-references: stored as the id of a block, shown as the words that block has today."""

import re
from collections.abc import Mapping
from html import escape
from uuid import UUID

from pcc_portal.writing.numbering import Label

MISSING = "(reference missing)"
# Cleaning leaves exactly this form, so one expression finds them all.
_REFERENCE = re.compile(r'<a data-ref="([0-9a-f-]{36})">(.*?)</a>', re.DOTALL)


def targets(html: str) -> list[UUID]:
    """The blocks that this HTML points at."""
    return [UUID(found[0]) for found in _REFERENCE.findall(html)]


def written_out(html: str, labels: Mapping[UUID, Label], *, id_prefix: str = "") -> str:
    """Every reference as a link with today's words; one whose block is gone says so."""
    if "data-ref" not in html:
        return html

    def words(found: re.Match[str]) -> str:
        label = labels.get(UUID(found[1]))
        if label is None:
            return MISSING
        return f'<a href="#{id_prefix}b-{found[1]}">{escape(label.words)}</a>'

    return _REFERENCE.sub(words, html)


def for_editing(html: str, labels: Mapping[UUID, Label]) -> str:
    """References still as references, their words brought up to date for the writer."""
    if "data-ref" not in html:
        return html

    def words(found: re.Match[str]) -> str:
        label = labels.get(UUID(found[1]))
        return f'<a data-ref="{found[1]}">{escape(label.words) if label else MISSING}</a>'

    return _REFERENCE.sub(words, html)


def settled(html: str) -> str:
    """References without their shown words, so that two copies of one text compare equal after renumbering."""
    return _REFERENCE.sub(r'<a data-ref="\1"></a>', html)
