"""Find again, in a paper that was issued anew, the words that somebody had pointed at. Knows no database and no note.

A place is found by the block's own id where it still says the words, else by the words, else by the words and what
stood around them when some of it was changed. Nothing is guessed: of too few of them the answer is that it is lost.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from pcc_portal.writing.passages import Passage

SURE = 0.6  # of the words pointed at, whatever stands around them
SOME = 0.4  # of the words pointed at, where enough of what stands around them is there too
ENOUGH = 0.5  # of the words pointed at and around them
NEAR = 0.25  # of what stood on one side, for words that may stand anywhere
AROUND = 80  # characters kept of what stands before and after
CONTEXT = 14  # words looked at of what stands before and after
TRIED = 3  # passages compared word by word
FEW = 3  # words, that may stand anywhere: they count only with what stands around them
FLOOR = 0.05  # what a word that stands everywhere still counts
LONGEST = 2000  # characters of a quote


@dataclass(frozen=True)
class Anchor:
    """What was pointed at: a block, some words of it, and a little of what stood around them."""

    block: str
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Place:
    """Where it stands now: a passage, from and to which of its characters, and whether it says the same words."""

    passage: Passage
    start: int
    stop: int
    is_same: bool

    @property
    def quote(self) -> str:
        return self.passage.words[self.start : self.stop]


class Paper:
    """The passages of one paper, made ready for being searched many times."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = list(passages)
        self.by_key = {passage.key: n for n, passage in enumerate(self.passages)}
        self._words = [_split(passage.words) for passage in self.passages]
        self._with: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._having: dict[str, set[int]] = defaultdict(set)
        for n, words in enumerate(self._words):
            for word in words:
                self._having[word].add(n)
            for pair in itertools.pairwise(words):
                self._with[pair].add(n)

    def anchor(self, key: str, quote: str = "") -> Anchor | None:
        """Point at some words of a passage, or at all of it; None where there is no such passage."""
        n = self.by_key.get(key)
        if n is None:
            return None
        said = self.passages[n].words
        quote = " ".join(quote.split())[:LONGEST]
        start = said.find(quote) if quote else 0
        if not quote or start < 0:
            start, quote = 0, said[:LONGEST]
        return Anchor(key, quote, self._before(n, start), self._after(n, start + len(quote)))

    def place(self, anchor: Anchor) -> Place | None:
        """Where the words of an anchor stand; None where they are lost."""
        return self._by_id(anchor) or self._by_words(anchor) or self._by_likeness(anchor)

    def _before(self, n: int, start: int) -> str:
        earlier = self.passages[n - 1].words[-AROUND:] if n else ""
        return f"{earlier} {self.passages[n].words[:start]}".strip()[-AROUND:]

    def _after(self, n: int, stop: int) -> str:
        later = self.passages[n + 1].words[:AROUND] if n + 1 < len(self.passages) else ""
        return f"{self.passages[n].words[stop:]} {later}".strip()[:AROUND]

    def _by_id(self, anchor: Anchor) -> Place | None:
        n = self.by_key.get(anchor.block)
        return self._exactly(anchor, [n]) if n is not None else None

    def _by_words(self, anchor: Anchor) -> Place | None:
        words = _split(anchor.quote)
        pairs = list(itertools.pairwise(words))
        sets = [self._with.get(pair, set()) for pair in pairs[1:-1] or pairs] or [
            self._having.get(word, set()) for word in words
        ]
        # The first and last word may be pieces of words: a quote can begin in the middle of one.
        found = set.intersection(*sets) if sets else set()
        return self._exactly(anchor, sorted(found), least=NEAR if len(words) <= FEW else 0.0)

    def _exactly(self, anchor: Anchor, among: Sequence[int], *, least: float = 0.0) -> Place | None:
        """The same words; of several places the one with the most of the same around it, and ``least`` on one side."""
        best: tuple[float, Place] | None = None
        for n in among:
            passage = self.passages[n]
            start = passage.words.find(anchor.quote)
            while start >= 0:
                stop = start + len(anchor.quote)
                sides = (
                    _alike(anchor.before, self._before(n, start), end=True),
                    _alike(anchor.after, self._after(n, stop)),
                )
                if max(sides) >= least and (best is None or sum(sides) > best[0]):
                    best = (sum(sides), Place(passage, start, stop, is_same=True))
                start = passage.words.find(anchor.quote, start + 1)
        return best[1] if best else None

    def _by_likeness(self, anchor: Anchor) -> Place | None:
        """The passage that says most of the same, and in it what answers to the words pointed at."""
        before, quote, after = (_split(text) for text in (anchor.before, anchor.quote, anchor.after))
        before, after = before[-CONTEXT:], after[:CONTEXT]
        likely = self._likely([*before, *quote, *after], quote)
        if (own := self.by_key.get(anchor.block)) is not None and own not in likely:
            likely.append(own)
        best: tuple[float, Place] | None = None
        for n in likely:
            found = self._aligned(n, before, quote, after)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        return best[1] if best else None

    def _likely(self, words: Sequence[str], quote: Sequence[str]) -> list[int]:
        """The passages that share the most pairs of words with it; a pair that few have counts for more."""
        shared: Counter[int] = Counter()
        weight = 2 if len(quote) > FEW else 1
        for pairs, times in (
            (itertools.pairwise(words), 1),
            (itertools.pairwise(quote), weight),
        ):
            for pair in pairs:
                holders = self._with.get(pair, ())
                for n in holders:
                    shared[n] += times / len(holders)  # type: ignore[assignment]
        return [n for n, _ in shared.most_common(TRIED)]

    def _aligned(
        self, n: int, before: Sequence[str], quote: Sequence[str], after: Sequence[str]
    ) -> tuple[float, Place] | None:
        asked = [*before, *quote, *after]
        head = self._words[n - 1][-CONTEXT:] if n else []
        tail = self._words[n + 1][:CONTEXT] if n + 1 < len(self._words) else []
        there = [*head, *self._words[n], *tail]
        matcher = SequenceMatcher(None, asked, there, autojunk=False)
        pairs = [
            (block.a + k, block.b + k - len(head))
            for block in matcher.get_matching_blocks()
            for k in range(block.size)
        ]
        of_quote = range(len(before), len(before) + len(quote))
        inside = [(a, b) for a, b in pairs if a in of_quote and 0 <= b < len(self._words[n])]
        score = self._weight(asked[a] for a, _ in pairs) / self._weight(asked)
        own = self._weight(asked[a] for a, _ in inside) / self._weight(quote)
        if own >= SURE or (own >= SOME and score >= ENOUGH):
            return score + own, self._stretch(n, min(b for _, b in inside), max(b for _, b in inside))
        gap = _between(dict(pairs), of_quote, len(self._words[n]))
        return (score, self._stretch(n, *gap)) if gap and score >= ENOUGH else None

    def _weight(self, words: Iterable[str]) -> float:
        """What stands in few passages says more than "and" does."""
        size = len(self.passages) + 1
        return sum(log((size + 1) / (len(self._having.get(word, ())) + 1)) + FLOOR for word in words)

    def _stretch(self, n: int, first: int, last: int) -> Place:
        passage, at, spans = self.passages[n], 0, []
        for word in passage.words.split(" "):
            spans.append((at, at + len(word)))
            at += len(word) + 1
        return Place(passage, spans[first][0], spans[last][1], is_same=False)


def _split(text: str) -> list[str]:
    return text.split(" ") if text else []


def _between(there: dict[int, int], of_quote: range, length: int) -> tuple[int, int] | None:
    """The words that stand where the quote stood, between the two that stood next to it: a figure that was put right."""
    before, after = there.get(of_quote.start - 1, -1), there.get(of_quote.stop, length)
    if 0 <= before < after - 1 and after < length and after - before - 1 <= len(of_quote) + FEW:
        return before + 1, after - 1
    return None


def _alike(one: str, other: str, *, end: bool = False) -> float:
    """How many characters are the same, counted from where the quote stands, of the shorter of the two."""
    if end:
        one, other = one[::-1], other[::-1]
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return same / max(AROUND // 4, min(len(one), len(other))) if one or other else 1.0
