"""What a paper says anew: two lists of passages side by side. Who has read which of them is nobody's business here."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pcc_portal.writing.passages import Passage

ALIKE = 0.5  # of the words of both: below, it is another passage
NEARLY_ALL = 0.8  # of the words of the shorter, however much was added
_WORD = re.compile(r"\w+")


@dataclass
class Changes:
    """By key of the passages as they are now: what was said before, and which are new; and what is said no more."""

    changed: dict[str, str] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    gone: list[Passage] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.changed) + len(self.new) + len(self.gone)

    def __bool__(self) -> bool:
        return self.count > 0


def compare(before: Sequence[Passage], now: Sequence[Passage]) -> Changes:
    """What is changed, new and gone. A passage that stands elsewhere and says the same is neither."""
    found = Changes()
    old, new = [p.said for p in before], [p.said for p in now]
    left: list[Passage] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            _pair(list(before[a:b]), list(now[c:d]), found, left)
    _take_moved(found, left, {p.key: p for p in now})
    return found


def _pair(was: list[Passage], now: list[Passage], found: Changes, left: list[Passage]) -> None:
    """Each passage of now with the most alike of those that stood there."""
    for passage in now:
        scored = [(_ratio(old.said, passage.said), n) for n, old in enumerate(was)]
        score, n = max(scored, default=(0.0, -1))
        if score >= ALIKE:
            found.changed[passage.key] = was.pop(n).said
        else:
            found.new.add(passage.key)
    left.extend(was)


def _take_moved(found: Changes, left: list[Passage], now: dict[str, Passage]) -> None:
    said = Counter(passage.said for passage in left)
    for key in [key for key in now if key in found.new]:
        if said[now[key].said] > 0:
            said[now[key].said] -= 1
            found.new.discard(key)
    for passage in left:
        if said[passage.said] > 0:
            said[passage.said] -= 1
            found.gone.append(passage)


def _ratio(one: str, other: str) -> float:
    """How much of the words is the same; of one that was only added to, all of it."""
    a, b = _WORD.findall(one), _WORD.findall(other)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    shorter = min(len(a), len(b)) or 1
    return max(2 * same / (len(a) + len(b) or 1), same / shorter - NEARLY_ALL + ALIKE)


def word_by_word(before: str, now: str) -> list[tuple[str, str]]:
    """("same" | "out" | "in", words): what was taken out and what was put in, in the order it is read."""
    old, new = before.split(), now.split()
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", " ".join(new[c:d])))
            continue
        pieces += [("out", " ".join(old[a:b]))] if b > a else []
        pieces += [("in", " ".join(new[c:d]))] if d > c else []
    return pieces
