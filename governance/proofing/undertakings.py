"""Sentences in which somebody says that they will do something. A guess that offers, and never decides."""

import re

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


def who_undertakes(sentence: str) -> str:
    """The letters, or the words, of whoever is to do it."""
    found = UNDERTAKING.search(sentence)
    return found["who"] if found else ""
