"""Sentences in which somebody says that they will do something. A guess that offers, and never decides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcc_portal.writing.wording import pattern, plain, sentences

_DOER = r"(?:[A-Z]{2,5}|(?:[Tt]he |[Aa]n? )?(?:force|Force|constabulary|OPCC|office|Chief Constable|Commissioner|PCC|Deputy Commissioner|Chief Executive|Assistant Chief Constable|lead|team|superintendent|inspector)|[Ww]e|[Oo]fficers|NAME)"
_DOES = r"(?:send|provide|share|bring|report|circulate|include|write|arrange|look|raise|supply|publish|explain|check|confirm|give|come|take|follow|monitor|consider|review|update|ask|speak|meet|produce|prepare|draft|complete|contact|discuss|investigate|explore|establish|identify|find|pick|carry|make|add|forward|liaise|invite|set|ensure|feed|present|submit|work|keep|contact|answer|respond|email|e-mail|collate|hold|undertake|develop|finalise|obtain|get|pass|attend|organise|chase|clarify|conduct|run|issue|appear|feature|return|join|speed|recruit)"
_DONE = r"(?:sent|provided|circulated|shared|reviewed|brought|presented|added|included|completed|reported|supplied|forwarded|issued|updated|discussed|monitored|produced|finalised|raised|considered|published|prepared|arranged|confirmed|submitted|received|answered|given|emailed|checked|held|undertaken)"
_THING = r"(?:reviews?|reports?|updates?|deep dives?|audits?|briefings?|presentations?|lists?|papers?|strategy|KPIs?|figures|data|answers?|plans?)"
_ADVERB = r"(?:(?:also|then|now|therefore|again|continue to|look to|seek to|aim to) )?"
_UNDERTAKES = (
    pattern(rf"\b(?P<who>{_DOER})(?:, [^,.]{{2,40}},)?(?: and [A-Z]{{2,5}})? (?:will|would|shall|is to|are to|agreed to|has agreed to|have agreed to|undertook to|offered to|promised to|committed to) {_ADVERB}{_DOES}\b"),
    pattern(rf"(?:^|[.;:] )(?P<who>{_DOER})(?: and [A-Z]{{2,5}})? to {_DOES}\b"),
    pattern(rf"\b(?:will|is to|are to|would|should|to) {_ADVERB}be {_DONE}\b"),
    pattern(rf"\b(?P<who>{_DOER}) (?:was|were) (?:asked|tasked|requested) to\b"),
    pattern(r"\b(?:asked|tasked) (?P<who>[A-Z]{2,5}|the (?:force|Chief Constable|office)) (?:to|for)\b"),
    pattern(rf"\b(?P<who>{_DOER}) (?:is|are|has|have|was) (?:committed|undertaken|agreed|promised) to \w+"),
    pattern(rf"\b(?P<who>{_DOER}) (?:took|takes|has taken) (?:an|the|this) action\b"),
    pattern(r"\bto be \w+(?: up| on| out| back)? by (?P<who>[A-Z]{2,5}|the (?:force|office))\b"),
    pattern(rf"\bagreed that\b[^.]{{0,120}}\bbe {_DONE}\b"),
    pattern(rf"\b{_THING}\b[^.;]{{0,80}}\b(?:will|would|is to|are to) (?:then |also )?(?:take place|follow|be (?:available|ready|with|in|on))\b"),
    pattern(r"\b(?:is|are) (?:now )?(?:due|expected) (?:on|by|in|for|to)\b"),
    pattern(rf"(?:^|[.;:] )(?:to )?(?:be )?(?:{_DONE}|{_DOES}) by (?P<who>[A-Z]{{2,5}})\b", re.IGNORECASE),
)  # fmt: skip
_POINT = re.compile(r"^(?:[-•*]|–)\s+")
# What is asked is undertaken by nobody.
_ASKED = re.compile(r"\?\W*$|\basked (?:whether|if|when|how|what|why) ")
_WORD = re.compile(r"[a-z]{5,}")
_EMPTY = frozenset({"would", "should", "action", "there", "which"})
STEM, ALIKE = 6, 2


@dataclass(frozen=True)
class Undertaking:
    """A sentence, its place among those of its row, and the letters or the words of whoever is to do it."""

    words: str
    place: int
    who: str


def undertaken(words: str) -> Iterator[Undertaking]:
    """Sentences in which somebody undertakes something, in order. Plain words in; a line is a paragraph."""
    place = 0
    for line in words.split("\n"):
        for start, end in sentences(line.strip()):
            sentence = line.strip()[start:end]
            found = next((shape for one in _UNDERTAKES if (shape := one.search(sentence))), None)
            if found is not None and not _ASKED.search(sentence):
                yield Undertaking(_POINT.sub("", sentence), place, plain(found.groupdict().get("who") or ""))
                place += 1


def undertakings(words: str) -> list[str]:
    """The sentences alone."""
    return [one.words for one in undertaken(words)]


def is_held(one: Undertaking, action: str) -> bool:
    """An action that speaks of the same thing: in the same words, or of two long words in common; one, if it is theirs."""
    if one.words in action:
        return True
    shared = _stems(one.words) & _stems(action)
    is_theirs = bool(one.who) and one.who in action
    return len(shared) >= (1 if is_theirs else ALIKE) or (is_theirs and bool(action) and not _stems(action))


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(words.lower())} - _EMPTY


def waiting(words: str, made: Sequence[str]) -> list[Undertaking]:
    """Those of a row for which there is no action yet; ``made`` are the words of its actions.

    An action has the sentence's words, or speaks of the same; one to which somebody gave other words altogether stands
    for the first sentence left.
    """
    found = list(undertaken(words))
    others = []
    for text in made:
        same = next((one for one in found if one.words == text), None)
        same = same or next((one for one in found if is_held(one, text)), None)
        if same is not None:
            found.remove(same)
        else:
            others.append(text)
    return found[len(others) :]
