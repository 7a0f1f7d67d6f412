"""Sentences in which somebody says that they will do something. A guess that offers, and never decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_POINT = re.compile(r"^(?:[-•*]|–)\s+")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|$)|[^.!?]+[.!?]+\S*")
_WHO = (
    r"(?:[A-Z]{2,6}|[Tt]he (?:[Ff]orce|Chief Constable|Commissioner|Chief Executive|Deputy Chief Constable))"
)
_DOES = (
    r"(?:will|shall|(?:has |have )?agreed (?:to|that)|undertook to|is to|are to|was asked to|were asked to|to "
    r"(?:provide|send|bring|report|share|circulate|arrange|confirm|check|supply|produce|review|update|consider)\b)"
)
UNDERTAKING = re.compile(rf"(?P<who>{_WHO})(?:,? [^.;:]{{0,60}}?)?\b ?{_DOES}")
# What will happen by itself is nobody's undertaking.
_NOBODY_DOES = re.compile(
    r"\bwill (?:be|have been|continue to be) |\basked (?:whether|if|when|how|what|why) "
)


def undertakings(words: str) -> list[str]:
    """Sentences in which somebody says that they will do something. Plain words in, the sentences out."""
    sentences = [one.strip() for line in words.split("\n") for one in _SENTENCE.findall(line)]
    return [
        _POINT.sub("", one) for one in sentences if UNDERTAKING.search(one) and not _NOBODY_DOES.search(one)
    ]


@dataclass(frozen=True)
class Undertaking:
    """A sentence, its place among those of its row, and the letters or the words of whoever is to do it."""

    words: str
    place: int
    who: str


def waiting(words: str, made: Sequence[str]) -> list[Undertaking]:
    """Those of a row for which there is no action yet; ``made`` are the words of its actions.

    An action has the sentence's words, or others that somebody gave it: then it stands for the first one left.
    """
    found = [
        Undertaking(sentence, place, _who(sentence)) for place, sentence in enumerate(undertakings(words))
    ]
    others = []
    for text in made:
        same = next((one for one in found if one.words == text), None)
        if same is not None:
            found.remove(same)
        else:
            others.append(text)
    return found[len(others) :]


def _who(sentence: str) -> str:
    found = UNDERTAKING.search(sentence)
    return found["who"] if found else ""
