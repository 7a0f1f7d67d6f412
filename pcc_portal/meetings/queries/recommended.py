"""What papers ask the body to do, in plain words: references to paragraphs and tables read as they are numbered today."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pcc_portal.writing.html import words
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block
from pcc_portal.writing.numbering import number
from pcc_portal.writing.references import written_out


def recommendations(texts: Iterable[Any]) -> dict[UUID, list[str]]:
    """{text: its recommendations in order}; of texts without any, nothing. Two queries at the most."""
    asking = Block.objects.filter(text__in=list(texts), kind=BlockKind.RECOMMENDATION).values("text")
    of_text: dict[UUID, list[Block]] = {}
    for block in (
        Block.objects.filter(text__in=asking).select_related("asset").order_by("text_id", "position")
    ):
        of_text.setdefault(block.text_id, []).append(block)
    found: dict[UUID, list[str]] = {}
    for text, blocks in of_text.items():
        labels = number(blocks)
        said = [
            words(written_out(block.html, labels))
            for block in blocks
            if block.kind == BlockKind.RECOMMENDATION
        ]
        found[text] = [one for one in said if one]
    return found
