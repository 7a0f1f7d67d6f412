"""Blocks that a paper is made of; what turns them into pages lives in the loader."""

from dataclasses import dataclass, field
from typing import Literal

type Nested = str | tuple[str, list[str]]


@dataclass(frozen=True)
class Heading:
    level: Literal[1, 2, 3]
    text: str
    key: str | None = None


@dataclass(frozen=True)
class Para:
    html: str
    key: str | None = None


@dataclass(frozen=True)
class Letters:
    """A lettered list; an entry with a list of its own is (text, entries)."""

    items: list[Nested]
    key: str | None = None


@dataclass(frozen=True)
class Bullets:
    items: list[str]
    key: str | None = None


@dataclass(frozen=True)
class Table:
    """A number in `foot` is the sum of its column, which `demo.content.check` holds; but not in the columns of `unsummed`."""

    caption: str
    head: list[str]
    rows: list[list[str]]
    numeric: set[int] = field(default_factory=set)
    foot: list[str] | None = None
    key: str | None = None
    unsummed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Chart:
    caption: str
    alt: str
    kind: Literal["line", "bar"]
    x: list[str]
    series: dict[str, list[float]]
    key: str | None = None


@dataclass(frozen=True)
class Recommendation:
    html: str
    key: str | None = None


type Block = Heading | Para | Letters | Bullets | Table | Chart | Recommendation
