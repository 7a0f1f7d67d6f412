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


def written_out(
    html: str, labels: Mapping[UUID, Label], *, id_prefix: str = "", noted: set[UUID] | None = None
) -> str:
    """Every reference as a link with today's words; one whose block is gone says so.

    A note is referred to by its small number. The first reference to it, which ``noted`` remembers, is where its
    way back leads.
    """
    noted = set() if noted is None else noted
    if "data-ref" not in html:
        return html

    def words(found: re.Match[str]) -> str:
        label = labels.get(UUID(found[1]))
        if label is None:
            return MISSING
        if label.is_note:
            return _small_number(UUID(found[1]), label, id_prefix, noted)
        return f'<a href="#{id_prefix}b-{found[1]}">{escape(label.words)}</a>'

    return _REFERENCE.sub(words, html)


def _small_number(note: UUID, label: Label, id_prefix: str, noted: set[UUID]) -> str:
    mark = "" if note in noted else f' id="{id_prefix}r-{note}"'
    noted.add(note)
    return (
        f'<sup><a{mark} href="#{id_prefix}b-{note}" role="doc-noteref" aria-label="{label.words}">'
        f"{label.number}</a></sup>"
    )


def for_editing(html: str, labels: Mapping[UUID, Label]) -> str:
    """References still as references, their words brought up to date for the writer."""
    if "data-ref" not in html:
        return html

    def words(found: re.Match[str]) -> str:
        label = labels.get(UUID(found[1]))
        return f'<a data-ref="{found[1]}">{escape(label.inline) if label else MISSING}</a>'

    return _REFERENCE.sub(words, html)


def settled(html: str) -> str:
    """References without their shown words, so that two copies of one text compare equal after renumbering."""
    return _REFERENCE.sub(r'<a data-ref="\1"></a>', html)
