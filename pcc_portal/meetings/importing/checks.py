"""What in old minutes does not agree with itself: told beside the line, and put right by nobody but a person (docs/checks.md)."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from pcc_portal.meetings.importing.lines import Finding
from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.importing.wording import OFFICE, STYLE, days_in, plain
from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.meetings.printing.wording import unseen_in

_OF_THE_FILE = {
    "tracked": ("tracked-changes", "The file holds tracked changes. They were accepted: what they added is in, what they struck out is not."),
    "merged": ("merged-cells", "A table has merged cells. The words of each were taken once: check that they stand in the right row."),
    "not_words": ("picture-left-out", "The file holds pictures. Minutes are kept as words, so they were left out."),
    "drawings": ("picture-left-out", "The file holds a drawing or chart. Minutes are kept as words, so it was left out."),
    "hidden": ("hidden-text", "The file holds hidden text. It was left out."),
    "contents": ("contents-left-out", "The file holds a table of contents. It was left out."),
    "headers": ("header-left-out", "What stands in the header or footer of every page was left out."),
    "comments": ("comments-left-out", "The file holds comments. They were left out."),
}  # fmt: skip
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_INITIALS = re.compile(r"\b[A-Z]{2,4}\b")
_ACTS = re.compile(r"\b([A-Z]{2,4})\s+(?:will|to|advised|said|asked|noted|explained|confirmed|queried|stated|reported|raised|thanked|updated|agreed|added|informed|presented|highlighted|requested|suggested|replied|outlined)\b")  # fmt: skip
_NEXT = re.compile(
    r"\b(?:date of (?:the )?next meeting|next meeting|next (?:panel|board) meeting)\b", re.IGNORECASE
)
_KNOWN = frozenset(
    {"OPCC", "PCC", "DPCC", "CC", "DCC", "ACC", "HMICFRS", "AOB", "CSP", "ASB", "RAG", "KPI", "NCPM", "FTE"}
)
CLOSE = 0.84
MOST_NAMES = 500
LONGEST_NAME = 200


def of(reading: Reading, counts: dict[str, int]) -> Iterator[Finding]:
    """All of them, those about the file first."""
    yield from _of_the_file(reading, counts)
    yield from _numbers(reading)
    yield from _motions(reading)
    yield from _owners(reading)
    yield from _next_meeting(reading)
    yield from _spellings(reading)
    for line in reading.lines:
        if unseen_in(line.text):
            yield Finding(
                "unseen-characters",
                "This line holds marks that nobody sees, such as those that turn the direction of writing or part letters. They are not taken over.",
                line.position,
            )
        if _RIGHT_TO_LEFT.search(line.text):
            yield Finding(
                "right-to-left",
                "This line holds words that are read from right to left: check that they are in their order.",
                line.position,
            )


def _of_the_file(reading: Reading, counts: dict[str, int]) -> Iterator[Finding]:
    if reading.held_on is None:
        yield Finding(
            "no-date",
            "No date of the meeting was found above its first item, such as “held on 21 September 2023”. Give it.",
        )
    if not reading.people:
        yield Finding("no-attendance", "No list of who was there was found, such as lines below “Present”.")
    if not any(line.role == LineRole.ITEM for line in reading.lines):
        yield Finding(
            "no-headings",
            "No titles of items were found, by style or by number. Every paragraph is kept, under one item.",
        )
    told = {check: message for name, (check, message) in _OF_THE_FILE.items() if counts.get(name)}
    yield from (Finding(check, message) for check, message in told.items())


def _numbers(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for line in reading.lines:
        if line.role == LineRole.ITEM and line.number:
            if line.number in seen:
                yield Finding(
                    "duplicate-number",
                    f"Two items have the number {line.number}. Both are kept, in their order, and the portal numbers them anew.",
                    line.position,
                )
            seen.add(line.number)
    references = Counter(plain(line.text) for line in reading.lines if line.slot == "reference")
    told: set[str] = set()
    for line in reading.lines:
        said = plain(line.text)
        if line.slot == "reference" and references[said] > 1 and said not in told:
            told.add(said)
            yield Finding(
                "duplicate-number", f"The reference {said} stands at {references[said]} rows.", line.position
            )


def _motions(reading: Reading) -> Iterator[Finding]:
    present = [row for row in reading.people if row["status"] == "present"]
    for line in reading.lines:
        if line.role != LineRole.MOTION:
            continue
        mover, seconder = line.facts.get("mover", ""), line.facts.get("seconder", "")
        if mover and seconder and key(mover) == key(seconder):
            yield Finding(
                "moved-and-seconded-by-one", f"{mover} both moved and seconded this.", line.position
            )
        if mover and not seconder:
            yield Finding("no-seconder", "It does not say who seconded this.", line.position)
        if not line.facts.get("result"):
            yield Finding(
                "no-outcome", "It does not say what became of this motion. That was left open.", line.position
            )
        for who in {mover, seconder} - {""}:
            if present and not _is_among(who, present):
                yield Finding(
                    "mover-not-present", f"{who} is not among those who are listed as present.", line.position
                )


def _owners(reading: Reading) -> Iterator[Finding]:
    """Actions of nobody who was there, and initials that nothing explains."""
    listed = {row["initials"] for row in reading.people if row["initials"]}
    if not listed:
        return
    for line in reading.lines:
        for token in sorted(set(_INITIALS.findall(line.text))) if line.slot == "action" else ():
            if token not in listed and (len(token) > 1 and token not in {"AOB", "KPI", "RAG"}):
                yield Finding(
                    "owner-not-present",
                    f"{token} owns this action and is not among those who are listed.",
                    line.position,
                )
    used: Counter[str] = Counter()
    where: dict[str, int] = {}
    for line in reading.lines:
        if line.role in {LineRole.FRONT, LineRole.ATTENDANCE}:
            continue
        for token in _ACTS.findall(line.text):
            used[token] += 1
            where.setdefault(token, line.position)
    for token in used:
        if token not in listed and token not in _KNOWN - {"CC"}:
            yield Finding(
                "unexplained-initials",
                f"{token} stands for somebody who is not among those who are listed.",
                where[token],
            )


def _next_meeting(reading: Reading) -> Iterator[Finding]:
    if reading.held_on is None:
        return
    for place, line in enumerate(reading.lines):
        found = _NEXT.search(line.text)
        if not found:
            continue
        day = next(days_in(line.text[found.end() :]), None)
        ahead = reading.lines[place + 1] if place + 1 < len(reading.lines) else None
        said = line
        if day is None and ahead is not None and len(plain(line.text)) < 60:  # noqa: PLR2004  a label
            said, day = ahead, next(days_in(ahead.text), None)
        if day is not None and day <= reading.held_on:
            yield Finding(
                "next-meeting-before-this",
                f"The next meeting is said to be on {day.day} {day:%B %Y}, which is not after this one.",
                said.position,
            )


def _spellings(reading: Reading) -> Iterator[Finding]:
    """Surnames one letter apart, at least one of which is on the list of those who were there."""
    listed = {family(row["name"]) for row in reading.people if row["name"]} - {""}
    where: dict[str, BroughtLine] = {}
    for line in reading.lines:
        for words in names_in(line):
            if name := family(words):
                where.setdefault(name, line)
    for name, line in list(where.items())[:MOST_NAMES]:
        near = [other for other in listed if other != name and other[:1] == name[:1] and name not in listed]
        for other in near:
            if SequenceMatcher(None, name, other).ratio() >= CLOSE:
                yield Finding(
                    "name-spelt-two-ways",
                    f"{name} stands here, and {other} on the list of those who were there. They were not taken for one person.",
                    line.position,
                )


def names_in(line: BroughtLine) -> Iterator[str]:
    """Everyone a line names by what was read out of it."""
    found = [row["name"] for row in line.facts.get("people", ())]
    for facts in (line.facts, *(part[2] for part in line.parts)):
        found += [facts.get(name, "") for name in ("mover", "seconder", "speaker", "owner")]
        found.append(facts.get("interest", {}).get("who", ""))
    yield from (name for name in found if 0 < len(name) <= LONGEST_NAME)


def family(words: str) -> str:
    """The surname; of an office, nothing."""
    if re.fullmatch(OFFICE.replace(" ", r"\s+"), words):
        return ""
    left = re.sub(rf"^{STYLE}\s+", "", words).split()
    return left[-1].strip(".,") if left else ""


def key(words: str) -> str:
    """The same for two ways of naming somebody, as far as that is certain."""
    return (family(words) or re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)).casefold()


def _is_among(who: str, present: list[dict[str, str]]) -> bool:
    office = key(who) if not family(who) else ""
    if office:
        said = [f"{row['office']} {row['organisation']}".casefold() for row in present]
        return any(office in words for words in said) or not any("chair" in words for words in said)
    return any(family(row["name"]) == family(who) for row in present)
