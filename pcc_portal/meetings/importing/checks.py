"""What in old minutes does not agree with itself: told beside the line, and put right by nobody but a person (docs/checks.md)."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.meetings.printing.wording import unseen_in
from pcc_portal.writing.proofing import Finding
from pcc_portal.writing.wording import OFFICE, STYLE, days_in, pattern, plain

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
NEXT = re.compile(
    r"\b(?:date of (?:the )?next meeting|next meeting|next (?:panel|board) meeting)\b", re.IGNORECASE
)
KNOWN = frozenset(
    {"OPCC", "PCC", "DPCC", "CC", "DCC", "ACC", "HMICFRS", "AOB", "CSP", "ASB", "RAG", "KPI", "NCPM", "FTE"}
)
# What stands in the column of actions and is no owner, though it may be written like one.
NO_OWNERS = frozenset(
    {
        "AOB",
        "KPI",
        "RAG",
        "KPIS",
        "ASB",
        "CSP",
        "HMICFRS",
        "TBC",
        "NB",
        "PEEL",
        "JASC",
        "DA",
        "IT",
        "HR",
        "OPCC",
    }
)
_SEVERAL = r"(?P<who>[A-Z]{2,4}(?:\s*(?:/|&|,|and)\s*[A-Z]{2,4})*)"
_OWNING = (
    re.compile(rf"(?:^|[\n:;(]\s*|\s[–-]\s*|\b[Aa]ctions?\W+){_SEVERAL}\b"),
    re.compile(rf"\b{_SEVERAL}\s+(?:to|will)\b"),
    re.compile(rf"\bby\s+{_SEVERAL}\b"),
    re.compile(rf"[.]\s+{_SEVERAL}\W*$"),
)
_OWNER = pattern(r"\W*(?P<owner>NAME)(?=\s*(?::|–|-|,|$|to\b|will\b))")
CLOSE = 0.84
A_LABEL = 60  # letters: what is longer says something
MOST_NAMES = 500
LONGEST_NAME = 200


def of(reading: Reading, counts: dict[str, int]) -> Iterator[Finding]:
    """All of them, those about the file first."""
    yield from of_the_file(reading, counts)
    yield from numbers(reading)
    yield from motions(reading)
    yield from owners(reading)
    yield from initials(reading)
    yield from next_meeting(reading)
    yield from spellings(reading)
    yield from signs(reading)


def signs(reading: Reading) -> Iterator[Finding]:
    """Marks that nobody sees, and words that are read from the right."""
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


def of_the_file(reading: Reading, counts: dict[str, int]) -> Iterator[Finding]:
    """What it lacks, and what it held besides its text."""
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


def numbers(reading: Reading) -> Iterator[Finding]:
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


def motions(reading: Reading) -> Iterator[Finding]:
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


def owners(reading: Reading) -> Iterator[Finding]:
    """Actions of somebody who is on no list of those who were there."""
    listed = {row["initials"] for row in reading.people if row["initials"]}
    families = {family(row["name"]) for row in reading.people} - {""}
    for line in reading.lines if listed or families else ():
        if line.slot != "action":
            continue
        for token in owning(line.text) if listed else ():
            if token not in listed and token not in NO_OWNERS:
                yield Finding("owner-not-present", f"{token} owns this action and is not among those who are listed.", line.position, token)  # fmt: skip
        named = _OWNER.match(line.text)
        if named and families and (name := family(plain(named["owner"]))) and name not in families:
            yield Finding("owner-not-present", f"{plain(named['owner'])} owns this action and is not among those who are listed.", line.position, plain(named["owner"]))  # fmt: skip


def owning(words: str) -> list[str]:
    """The initials in a cell of actions that own it: at its start or its end, before "to", after "by"."""
    groups = [found["who"] for shape in _OWNING for found in shape.finditer(words)]
    return sorted({token for group in groups for token in _INITIALS.findall(group)})


def initials(reading: Reading) -> Iterator[Finding]:
    """Initials that act, and are nobody's who is listed."""
    listed = {row["initials"] for row in reading.people if row["initials"]}
    told: set[str] = set()
    for line in reading.lines if listed else ():
        if line.role in {LineRole.FRONT, LineRole.ATTENDANCE}:
            continue
        for token in _ACTS.findall(line.text):
            if token not in listed and token not in told and token not in KNOWN - {"CC"}:
                told.add(token)
                yield Finding("unexplained-initials", f"{token} stands for somebody who is not among those who are listed.", line.position, token)  # fmt: skip


def next_days(lines: list[BroughtLine]) -> Iterator[tuple[date, BroughtLine]]:
    """Every day that is said to be that of the next meeting, beside its label or in the line below it."""
    for place, line in enumerate(lines):
        found = NEXT.search(line.text)
        if not found:
            continue
        day = next(days_in(line.text[found.end() :]), None)
        ahead = lines[place + 1] if place + 1 < len(lines) else None
        said = line
        if day is None and ahead is not None and len(plain(line.text)) < A_LABEL:
            said, day = ahead, next(days_in(ahead.text), None)
        if day is not None:
            yield day, said


def next_meeting(reading: Reading) -> Iterator[Finding]:
    if reading.held_on is None:
        return
    for day, said in next_days(reading.lines):
        if day <= reading.held_on:
            yield Finding(
                "next-meeting-before-this",
                f"The next meeting is said to be on {day.day} {day:%B %Y}, which is not after this one.",
                said.position,
            )


def spellings(reading: Reading) -> Iterator[Finding]:
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
    """Everyone a line names by what was read out of it; whoever has letters alone, by them."""
    found = [row["name"] or row["initials"] for row in line.facts.get("people", ())]
    found += line.facts.get("owners", ())
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
