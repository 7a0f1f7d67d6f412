"""Points of a list: how they are lettered, and sentences that break off."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, Part, Passage, lines_of, short
from pcc_portal.writing.proofing.registry import Finding, check

_MARK = re.compile(r"\(?([a-z]{1,4})[.)]")
_ENDS = re.compile(r"[.!?:;…”’\"')\]](?:\[?\d{0,2}\]?)\s*$|\b(?:and|or);?\s*$")
_OPEN_END = re.compile(r"\b(?:the|a|an|of|to|with|for|and|or|in|by|other|its|their|our|public|such|which|that|as|from|more|all)$", re.IGNORECASE)  # fmt: skip
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|be|been|can|may|should|must|would|works?|continues?|ensures?|supports?|needs?)\b"
)
LEAST_WORDS = 9


@check("list-marks", row="S5")
def marks(document: Document) -> Iterator[Finding]:
    """ "i, j, k" where "i, ii, iii" is meant."""
    for points in lines_of(document.passages):
        letters = [_letter(one) for one in points]
        for place in range(len(points) - 1):
            before = letters[place - 1] if place else ""
            if letters[place] == "i" and letters[place + 1] == "j" and before != "h":
                message = "This list runs i, j where i, ii is meant."
                yield Finding(
                    "list-marks", message, points[place + 1].position, short(points[place + 1].text)
                )


def _letter(one: Passage) -> str:
    found = _MARK.match(one.number)
    return found[1] if found else ""


@check("sentence-breaks-off", row="S15", warns=True)
def broken_off(document: Document) -> Iterator[Finding]:
    """A sentence without its end."""
    for place, one in enumerate(document.passages):
        if one.part not in {Part.WORDS, Part.POINT} or _ENDS.search(one.text):
            continue
        words = one.text.split()
        if len(words) >= LEAST_WORDS // 2 and _OPEN_END.search(one.text):
            yield _breaks_off(one)
        elif (
            one.part == Part.WORDS and len(words) >= LEAST_WORDS and _VERB.search(one.text) and not one.number
        ):
            ahead = document.passages[place + 1] if place + 1 < len(document.passages) else None
            if ahead is None or ahead.part != Part.POINT:
                yield _breaks_off(one)


def _breaks_off(one: Passage) -> Finding:
    quote = f"… {' '.join(one.text.split()[-8:])}"
    return Finding("sentence-breaks-off", "This sentence has no end.", one.position, quote)
