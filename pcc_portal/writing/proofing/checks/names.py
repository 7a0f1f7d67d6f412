"""Surnames that are spelt two ways, and initials that nothing explains."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pcc_portal.writing.proofing.document import Document, Passage, around
from pcc_portal.writing.proofing.registry import Finding, check
from pcc_portal.writing.wording import STYLE

_OFFICE = r"(?:Commissioner|PCC|Chief Constable|Superintendent|Inspector|Sergeant|Constable|Chair|Vice-Chair|Councillor)"
_NAMED = re.compile(
    rf"\b(?:(?:{STYLE}|{_OFFICE})\s+)(?:[A-Z][\w’'-]+\s+|[A-Z]\.?\s+)?(?P<family>[A-Z][a-z’'-]{{3,}})\b"
    rf"|\b(?!{STYLE}|{_OFFICE})(?P<given>[A-Z][a-z]+)\s+(?!{STYLE}\b|{_OFFICE})(?P<last>[A-Z][a-z’'-]{{3,}})\b"
)
LEAST = 4


@check("name-spelt-two-ways", row="D4")
def surnames(document: Document) -> Iterator[Finding]:
    """Two surnames one letter apart, where the forename, the title or the list of those present says they may be one."""
    named, common = document.remember(_surnames), document.remember(_small_words)
    families = [name for name in named if name.lower() not in common]
    near: dict[str, list[str]] = {}
    for name in families:
        for key in _keys(name):
            near.setdefault(key, []).append(name)
    told: set[frozenset[str]] = set()
    for names in near.values():
        for first, second in pairwise(sorted(set(names))):
            pair = frozenset({first, second})
            if pair in told or not _are_near(first, second) or not _may_be_one(named[first], named[second]):
                continue
            told.add(pair)
            rare, usual = sorted(pair, key=lambda name: (len(named[name]), -named[name][0][1].position))
            one, start, end = named[rare][0][1], *named[rare][0][2:]
            message = f"{rare} stands here, and {usual} elsewhere. Is it one person?"
            yield Finding("name-spelt-two-ways", message, one.position, around(one.text, start, end))


def _surnames(document: Document) -> dict[str, list[tuple[str, Passage, int, int]]]:
    """Each surname: with the forename or title before it, and where it stands."""
    found: dict[str, list[tuple[str, Passage, int, int]]] = {}
    for one in document.passages:
        for name in _NAMED.finditer(one.text):
            family, given = name["family"] or name["last"], name["given"] or ""
            found.setdefault(family, []).append((given, one, *name.span()))
    return found


def _small_words(document: Document) -> Counter[str]:
    return Counter(re.findall(r"\b[a-z]{4,}\b", document.text))


def _keys(name: str) -> set[str]:
    """The same for two names that differ by a letter: the name without any one of its letters."""
    return {name, *(name[:n] + name[n + 1 :] for n in range(1, len(name)))}


def _are_near(first: str, second: str) -> bool:
    long, short = sorted((first, second), key=len, reverse=True)
    return not (long == f"{short}s" or long in {f"{short}’s", f"{short}'s"}) and first[0] == second[0] and min(len(first), len(second)) > LEAST  # fmt: skip


def _may_be_one(
    first: list[tuple[str, Passage, int, int]], second: list[tuple[str, Passage, int, int]]
) -> bool:
    """Not where both always have forenames, and different ones."""
    ours, theirs = {given for given, *_ in first}, {given for given, *_ in second}
    return "" in ours or "" in theirs or any(a == b or a[0] == b[0] for a in ours for b in theirs)
