"""How minutes name people, days and times; all patterns keep the place of every letter."""

import re
from collections.abc import Iterator
from datetime import date, time

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"  # a capital; of scripts without small letters, any
_PROPER = rf"(?:{_UPPER}\.|{_UPPER}[\w’'-]*|(?:de|van|der|von|le|la|al|bin)(?= ))"
STYLE = r"(?:Councillors?|Cllrs?\.?|County Councillor|Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Professor|Prof\.?|Rev\.?|Reverend|Alderman)\.?"
OFFICE = (
    r"(?:[Tt]he )?(?:(?:Deputy |Acting |Interim )*(?:Vice[- ]?Chair(?:man|woman|person)?|Chair(?:man|woman|person)?)"
    r"|(?:Deputy |Acting |Interim |Assistant )*(?:Police,? (?:Fire,? )?(?:and|&) Crime Commissioner|Commissioner|PCC|DPCC|Chief Constable)"
    r"|(?:Deputy |Acting |Interim |OPCC )*(?:Chief Executive(?: Officer)?|Chief Finance Officer|Monitoring Officer|Head of [A-Z]\w+(?: and [A-Z]\w+)?|Clerk(?: to the Panel)?|Solicitor(?: to the Panel)?|Treasurer))\b"
)
_NOBODY = r"(?!(?:The|This|That|These|Those|It|In|A|An|Members|There|All|No|Following|During|As|At|On|For|Both|Resolved|Item|Panel|Board)\b)"
_PEOPLE = rf"(?:{STYLE} {_PROPER}(?: {_PROPER}){{0,3}}|{_NOBODY}{_PROPER}(?: {_PROPER}){{1,3}})"
NAME = rf"(?:{OFFICE}|{_PEOPLE})"


def pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """A blank stands for whatever space was typed, NAME for somebody."""
    return re.compile(words.replace("NAME", NAME).replace(" ", r"\s+"), flags)


_DAY = pattern(rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(_MONTHS)}),? (\d{{4}})", re.IGNORECASE)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\s*([ap])\.?m\b|\b(\d{1,2})[.:](\d{2})\b(?:\s*hours)?|\b(noon|midday)\b", re.IGNORECASE)  # fmt: skip
_ABBREVIATED = re.compile(r"(?:\b(?:Cllrs?|Mr|Mrs|Ms|Dr|St|No|Rev|Prof|approx|e\.g|i\.e|[A-Z]))\.$")
_WORD = re.compile(r"\S")
_END = re.compile(r"[.!?][”\"’')\]]*(?=\s+[“\"‘'(\[]?[^\W_a-z])")


def days_in(words: str) -> Iterator[date]:
    """Every full date, in the order in which they stand."""
    found = [(m.start(), int(m[3]), _MONTHS.index(m[2].lower()) + 1, int(m[1])) for m in _DAY.finditer(words)]
    found += [(m.start(), int(m[3]), int(m[2]), int(m[1])) for m in _FIGURES.finditer(words)]
    for _, year, month, day in sorted(found):
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def without_days(words: str) -> str:
    """So that no day is read as a time."""
    return _FIGURES.sub(" ", _DAY.sub(" ", words))


def clock_in(words: str) -> time | None:
    """The first time of day: "3.30pm", "15:30", "noon"."""
    found = _CLOCK.search(words)
    if found is None:
        return None
    if found[6]:
        return time(12, 0)
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004  a clock


def sentences(words: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; the space between two belongs to neither."""
    start = 0
    for found in _END.finditer(words):
        stop = found.start() + 1
        if _ABBREVIATED.search(words, max(start, stop - 12), stop):
            continue
        yield start, found.end()
        start = next_word(words, found.end())
    if start < len(words):
        yield start, len(words)


def next_word(words: str, place: int) -> int:
    """Where the space that begins here ends."""
    found = _WORD.search(words, place)
    return found.start() if found else len(words)


def plain(words: str) -> str:
    """In one line."""
    return " ".join(words.split())


def split_name(words: str) -> tuple[str, str]:
    """Given name and surname of somebody who is named in full; nothing of an office, or of a surname alone."""
    if re.fullmatch(OFFICE.replace(" ", r"\s+"), words):
        return "", ""
    parts = re.sub(rf"^{STYLE}\s+", "", words).split()
    return (" ".join(parts[:-1]), parts[-1]) if len(parts) > 1 and len(parts[0].rstrip(".")) > 1 else ("", "")
