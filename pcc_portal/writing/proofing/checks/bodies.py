"""Bodies and papers that go by more than one name in one text."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, Passage, around
from pcc_portal.writing.proofing.registry import Finding, check

_INSPECTORATE = re.compile(r"\b(?P<whose>His|Her) Majesty[’']s (?P<what>Inspector(?:ate|s)?) of (?:Constabulary(?P<fire>,? (?:and|&) Fire (?:(?P<also>and|&) )?(?:Rescue )?(?P<service>Services?)?)?|Police)", re.IGNORECASE)  # fmt: skip
# Names that are one body's or one paper's: (what it is, row, its names).
_FAMILIES = (
    ("committee", "D35", re.compile(r"\b(?:Independent )?(?:Joint )?Audit(?:,? (?:and|&) (?:Standards|Risk|Ethics|Assurance))? Committee\b|\b[A-Z]?JASC\b|\b[A-Z]?JAC\b")),
    ("survey", "D35", re.compile(r"\b(?:British Crime Survey|Crime Survey (?:for|of) England (?:and|&) Wales|National Crime Survey|CSEW|BCS)\b")),
)  # fmt: skip
_WEEKLY = re.compile(r"\bweekly\b[^.]{0,120}\b(?:meet\w*|session)\b|\bmeet\w*\b[^.]{0,60}\b(?:every week|each week|weekly)\b", re.IGNORECASE)  # fmt: skip
_PRIVATE = re.compile(
    r"\bin private\b|\bprivate meeting|\bconfidential\b|\bbehind closed doors\b", re.IGNORECASE
)
_OPEN = re.compile(r"\bpublish\w*\b|\bopen (?:part|session|minutes|record)\b|\bon (?:the|my|our) website\b", re.IGNORECASE)  # fmt: skip
INITIALS = re.compile(r"[A-Z]{3,5}")


@check("body-named-two-ways", row="D34", warns=True)
def inspectorate(document: Document) -> Iterator[Finding]:
    """Her and His Majesty's, Inspector and Inspectorate, Service and Services, "and" and "&" in one text."""
    seen: dict[str, tuple[Passage, str]] = {}
    for one in document.passages:
        for found in _INSPECTORATE.finditer(one.text):
            seen.setdefault(" ".join(found[0].split()).replace("'", "’").lower(), (one, found[0]))
    if len(seen) > 1:
        (_, first), (one, said) = list(seen.values())[:2]
        yield Finding("body-named-two-ways", f"One inspectorate goes by {len(seen)} names here: “{first}” and “{said}”.", one.position, said)  # fmt: skip


@check("body-named-two-ways", row="D34", warns=True)
def families(document: Document) -> Iterator[Finding]:
    """One committee by several labels. Initials that the text explains beside the full name are no second name."""
    for what, row, shape in _FAMILIES:
        seen: dict[str, tuple[Passage, int, int]] = {}
        for one in document.passages:
            for found in shape.finditer(one.text):
                seen.setdefault(" ".join(found[0].split()).replace("&", "and"), (one, *found.span()))
        names = [name for name in seen if not (INITIALS.fullmatch(name) and _explains(document, name, seen))]
        if len(names) > 1:
            one, start, end = seen[names[1]]
            yield Finding("body-named-two-ways", f"One {what} goes by {len(names)} names here: {', '.join(names)}.", one.position, around(one.text, start, end), row)  # fmt: skip


def _explains(document: Document, initials: str, names: dict[str, tuple[Passage, int, int]]) -> bool:
    return f"({initials})" in document.text or len(names) == 1


@check("private-and-published", row="D36", warns=True)
def weekly(document: Document) -> Iterator[Finding]:
    """A weekly meeting that is held in private, and of which the record is published."""
    told: dict[bool, Passage] = {}
    for one in document.prose:
        if _WEEKLY.search(one.text):
            for is_open, shape in ((False, _PRIVATE), (True, _OPEN)):
                if shape.search(one.text):
                    told.setdefault(is_open, one)
    if len(told) > 1:
        one = max(told.values(), key=lambda passage: passage.position)
        message = (
            "The weekly meeting is said to be private, and to be published. Say which part of it is which."
        )
        yield Finding("private-and-published", message, one.position, around(one.text, 0, 40))
