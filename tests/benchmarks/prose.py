"""Papers as offices write them: headings, paragraphs, lists, tables and recommendations, the same in every run.

The sentences are those of the demonstration, so that they set and compress like real ones.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from demo.content.blocks import Para
from pcc_portal.writing.actions import blocks

PAPERS = ("commissioner_report", "partnerships", "measures", "minutes_before_last", "complaints_exempt")
MEASURES = (
    "Burglary",
    "Vehicle crime",
    "Domestic abuse",
    "Rural crime",
    "Fraud",
    "Road deaths",
    "Hate crime",
)


@cache
def sentences() -> tuple[str, ...]:
    """About a thousand plain sentences, without references and days to be filled in."""
    texts = [
        block.html
        for name in PAPERS
        for block in import_module(f"demo.content.papers.{name}").BLOCKS
        if isinstance(block, Para)
    ]
    found = [one for text in texts for one in re.split(r"(?<=[.?!]) (?=[A-Z])", text)]
    return tuple(one for one in found if not re.search(r"[\[\]{}<>&]", one))


class Writer:
    """Takes the sentences in an order of its own; none comes twice before all have come once."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._left: list[str] = []

    def sentence(self) -> str:
        if not self._left:
            self._left = list(sentences())
            self.rng.shuffle(self._left)
        return self._left.pop()

    def words(self, letters: int) -> str:
        """Sentences of about so many letters together."""
        said = self.sentence()
        while len(said) < letters:
            said += f" {self.sentence()}"
        return said

    def title(self) -> str:
        return " ".join(self.sentence().split()[:7]).strip(".,;:")

    def table(self) -> str:
        """The row groups of a table of seven measures over five quarters."""
        head = "".join(f'<th scope="col">Q{n}</th>' for n in range(1, 6))
        rows = "".join(
            f'<tr><th scope="row">{name}</th>'
            + "".join(f"<td>{self.rng.randrange(90, 2400):,}</td>" for _ in range(5))
            + "</tr>"
            for name in MEASURES
        )
        return f'<thead><tr><th scope="col">Measure</th>{head}</tr></thead><tbody>{rows}</tbody>'

    def section(self, number: int) -> Iterator[dict[str, Any]]:
        """Two thirds of a printed side; every third section has a table."""
        yield {"kind": "heading", "level": 1, "html": self.title()}
        yield {"kind": "paragraph", "html": self.words(420)}
        if number % 3 == 1:
            yield {"kind": "table", "html": self.table(), "caption": self.title()}
        else:
            yield {"kind": "heading", "level": 2, "html": self.title()}
            points = "".join(f"<li>{self.sentence()}</li>" for _ in range(4))
            yield {"kind": "list", "html": f"<ul>{points}</ul>"}
        yield {"kind": "paragraph", "html": self.words(520)}
        yield {"kind": "paragraph", "html": f"{self.words(380)} <b>{self.sentence()}</b>"}

    def one_side(self) -> Iterator[dict[str, Any]]:
        """A short paper: what is asked, why, and what it costs."""
        yield {"kind": "recommendation", "html": self.words(120)}
        for letters in (480, 420):
            yield {"kind": "heading", "level": 1, "html": self.title()}
            yield {"kind": "paragraph", "html": self.words(letters)}
        yield {"kind": "list", "html": f"<ul><li>{self.sentence()}</li><li>{self.sentence()}</li></ul>"}


def write(text, *, sections: int, seed: int, by, at) -> None:
    """A paper of so many sections."""
    writer = Writer(seed)
    blocks.append(text, kind="recommendation", html=writer.sentence(), by=by, at=at)
    for number in range(sections):
        for content in writer.section(number):
            blocks.append(text, by=by, at=at, **content)
