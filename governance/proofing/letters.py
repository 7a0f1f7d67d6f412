"""Letters in answer to an inspection: every finding has its response (Police Act 1996 s55: a comment on each)."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing import PROSE, Document, Finding, Part, Passage, check
from pcc_portal.writing.proofing.document import lines_of, short

_FINDINGS = re.compile(r"\bareas? for improvement\b|\bAFIs?\b|\bcauses? of concern\b", re.IGNORECASE)
_OPENS = re.compile(
    r"\s*(?:[“\"]|(?:area for improvement|AFI|cause of concern)\s*(?:\d|:|–|-|\())", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"][^”\"]{20,}[”\"]?")
_COLUMN = re.compile(
    r"\b(?:finding|area for improvement|AFI|cause of concern|recommendation)s?\b", re.IGNORECASE
)
_ANSWER = re.compile(r"\b(?:response|reply|answer|action taken|what (?:we|the force)|comment|our action|update)\b", re.IGNORECASE)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORD = re.compile(r"[a-z]{5,}")
_COMMON = frozenset({"force", "police", "should", "improv", "consta", "areas", "their", "which", "there", "these", "better", "ensure", "needs", "office", "inspec", "findin", "commis", "county", "people", "would", "could", "about", "place"})  # fmt: skip
STEM, ALIKE = 6, 2


@check("finding-without-response", row="S16", kinds=PROSE)
def responses(document: Document) -> Iterator[Finding]:
    """A finding in a list, in quotation marks or in a table, and nothing that answers it."""
    for section, passages in document.by_section.items():
        heading = document.passages[section].text if section >= 0 else ""
        if _FINDINGS.search(heading) or any(_FINDINGS.search(one.text) for one in passages):
            yield from _listed(passages)
            yield from _quoted(document, passages)
    for table in document.tables:
        head = table.lines[0]
        found = next((n for n, cell in enumerate(head) if _COLUMN.search(cell)), None)
        answer = next((n for n, cell in enumerate(head) if n != found and _ANSWER.search(cell)), None)
        if found is None or answer is None:
            continue
        for place, line in list(zip(table.places, table.lines, strict=True))[1:]:
            said = line[answer].strip(" -–—") if answer < len(line) else ""
            if line[found] and not said:
                yield _bare(place, line[found])


def _bare(place: int, words: str) -> Finding:
    message = "Nothing here answers this finding. Say what was done or is proposed, or why nothing is."
    return Finding("finding-without-response", message, place, short(words))


def _listed(passages: list[Passage]) -> Iterator[Finding]:
    """Points below the words that announce them, answered one by one further on, by number or by subject."""
    for points in lines_of(passages):
        before = [one for one in passages if one.position < points[0].position and one.part != Part.CELL]
        if not before or not _FINDINGS.search(before[-1].text):
            continue
        after = [one for one in passages if one.position > points[-1].position and one.part != Part.POINT]
        said = " ".join(one.text for one in after).lower()
        stems = [_stems(one.text) for one in after]
        for place, point in enumerate(points):
            is_named = bool(re.search(rf"\b{_ORDINALS[place % 10]}\b", said)) or (
                point.number and _refers(said, point.number)
            )
            if (
                not is_named
                and not any(len(_stems(point.text) & own) >= ALIKE for own in stems)
                and not _answers_itself(point)
            ):
                yield _bare(point.position, point.text)


def _refers(said: str, number: str) -> bool:
    bare = re.sub(r"\W", "", number).lower()
    return bool(bare) and bool(
        re.search(rf"(?:\(|\bafi |\bpoint |\bfinding |\bparagraph ){re.escape(bare)}\b", said)
    )


def _answers_itself(one: Passage) -> bool:
    """Words behind the finding, in the same point: "We accept this.", "The force has …"."""
    return bool(
        re.search(
            r"[.”\"]\s+(?:We|The (?:force|Chief Constable|office)|I|This (?:is|was|has)|An?|Since|It) \w+",
            one.text,
        )
    )


def _quoted(document: Document, passages: list[Passage]) -> Iterator[Finding]:
    """A finding that stands as a paragraph of its own; what follows it, before the next, is its response."""
    own = [one for one in passages if one.part in {Part.WORDS, Part.POINT}]
    for place, one in enumerate(own):
        if not _OPENS.match(one.text) or not (_QUOTED.search(one.text) or _FINDINGS.match(one.text.strip())):
            continue
        ahead = own[place + 1] if place + 1 < len(own) else None
        is_open = ahead is None or bool(_OPENS.match(ahead.text)) or ahead.part == Part.POINT
        if is_open and not _answers_itself(one) and not _follows_in_table(document, one):
            yield _bare(one.position, one.text)


def _follows_in_table(document: Document, one: Passage) -> bool:
    ahead = document.passages[one.position + 1 : one.position + 2]
    return bool(ahead and ahead[0].table)


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(words.lower())} - _COMMON
