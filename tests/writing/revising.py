"""A paper of invented sentences, and the ways in which offices put papers right, each paragraph known by what it was."""

import random
from dataclasses import dataclass, replace
from html import escape
from itertools import count
from uuid import UUID

from pcc_portal.writing.passages import passages

NOUNS = [
    "officers",
    "reviews",
    "residents",
    "visits",
    "complaints",
    "grants",
    "patrols",
    "victims",
    "callers",
    "trustees",
    "schools",
    "wards",
    "streets",
    "meetings",
    "budgets",
    "reserves",
    "cells",
    "vehicles",
    "hubs",
    "surveys",
    "partners",
    "volunteers",
    "witnesses",
    "courts",
    "orders",
    "warrants",
    "dogs",
    "drones",
    "plans",
]
VERBS = [
    "rose",
    "fell",
    "stayed",
    "met",
    "opened",
    "closed",
    "asked",
    "wrote",
    "found",
    "paid",
    "saved",
    "moved",
    "told",
    "heard",
    "cost",
    "reached",
]
WHERE = [
    "Aldercote",
    "Wexbury",
    "Kingsmere",
    "Northbrook",
    "Eastfield",
    "Harrow",
    "Thornley",
    "Southwick",
    "Brinton",
    "Calder",
]
WHEN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Paragraph:
    """``was`` is what it was in the first version; -1 for one that is new since."""

    was: int
    key: str
    words: str


class Writer:
    """Writes and revises papers, by the numbers of one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._keys = count(1)

    def key(self) -> str:
        return f"b-{UUID(int=self.random.getrandbits(128), version=4)}"

    def sentence(self) -> str:
        pick = self.random.choice
        number = self.random.randint(2, 4000)
        words = [
            f"In {pick(WHEN)} the {pick(NOUNS)} in {pick(WHERE)} {pick(VERBS)} to {number:,}",
            f"{number:,} {pick(NOUNS)} and {self.random.randint(2, 90)} {pick(NOUNS)} {pick(VERBS)} in {pick(WHERE)}",
            f"The {pick(NOUNS)} of {pick(WHERE)} {pick(VERBS)}, and the {pick(NOUNS)} {pick(VERBS)} by {number % 100}%",
        ]
        return f"{pick(words)}."

    def paragraph(self, was: int) -> Paragraph:
        if self.random.random() < 0.12:
            words = f"{self.random.choice(NOUNS)} in {self.random.choice(WHERE)}".capitalize()
            return Paragraph(was, self.key(), words)
        return Paragraph(was, self.key(), " ".join(self.sentence() for _ in range(self.random.randint(1, 5))))

    def paper(self, length: int) -> list[Paragraph]:
        return [self.paragraph(n) for n in range(length)]

    def revised(self, paper: list[Paragraph]) -> list[Paragraph]:
        """A copy with ids of its own, in which some was reworded, left out, put in, moved, joined or cut in two."""
        made = [replace(p, key=self.key()) if self.random.random() < 0.9 else p for p in paper]
        for _ in range(self.random.randint(1, max(2, len(paper) // 6))):
            what = self.random.choice(
                (self.reword, self.reword, self.leave_out, self.put_in, self.move, self.join)
            )
            what(made)
        return made

    def reword(self, paper: list[Paragraph]) -> None:
        """Up to a quarter of its words."""
        n = self.random.randrange(len(paper))
        words = paper[n].words.split()
        for _ in range(max(1, len(words) // self.random.randint(4, 12))):
            words[self.random.randrange(len(words))] = self.random.choice(
                [*NOUNS, *VERBS, str(self.random.randint(2, 999))]
            )
        paper[n] = replace(paper[n], words=" ".join(words))

    def leave_out(self, paper: list[Paragraph]) -> None:
        if len(paper) > 5:
            paper.pop(self.random.randrange(len(paper)))

    def put_in(self, paper: list[Paragraph]) -> None:
        paper.insert(self.random.randrange(len(paper) + 1), self.paragraph(-1))

    def move(self, paper: list[Paragraph]) -> None:
        paper.insert(self.random.randrange(len(paper)), paper.pop(self.random.randrange(len(paper))))

    def join(self, paper: list[Paragraph]) -> None:
        """Cut one in two, at the end of a sentence: the first half keeps what it was."""
        n = self.random.randrange(len(paper))
        head, dot, tail = paper[n].words.partition(". ")
        if dot:
            paper[n : n + 1] = [
                replace(paper[n], words=f"{head}."),
                Paragraph(paper[n].was, self.key(), tail),
            ]


def html_of(paper: list[Paragraph], *, a_page: int = 9) -> str:
    """As it is frozen: labels between the blocks."""
    out = []
    for n, paragraph in enumerate(paper):
        if n % a_page == 0:
            label = n // a_page + 1
            out.append(f'<a class="leaf" id="p{label}" href="#p{label}">Page {label}</a>')
        out.append(f'<p id="{paragraph.key}">{escape(paragraph.words)}</p>')
    return f'<article class="paper">{"".join(out)}</article>'


def passages_of(paper: list[Paragraph]):
    return passages(html_of(paper))
