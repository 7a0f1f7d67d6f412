"""Words of law: the order of Schedule and Part, the paragraph for the matter, and recommendations that are nowhere."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, around
from pcc_portal.writing.proofing.registry import Finding, check

_BACKWARDS = re.compile(r"\bSchedule\s+12A,?\s+(?:of|to|in)\s+Part\s+(?:\d|I+|One|1)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\bparagraphs?\s+(?P<number>\d)\b[^.]{0,60}\bSchedule\s+12A\b|\bSchedule\s+12A\b[^.]{0,60}\bparagraphs?\s+(?P<other>\d)\b", re.IGNORECASE)  # fmt: skip
_COMPLAINT = re.compile(r"\bcomplaints?\b", re.IGNORECASE)
_IN_LIGHT = re.compile(r"\b(?:in (?:the )?light of|in accordance with|in line with|further to|following) (?:the|that|this) (?:above )?recommendations?(?: (?:made|given|above|set out))?\b(?! (?:of|by|from|in|at) )", re.IGNORECASE)  # fmt: skip
_RECOMMENDS = re.compile(r"\brecommend\w*", re.IGNORECASE)
BUSINESS = "3"  # information about the financial or business affairs of a person


@check("schedule-and-part", row="D26")
def backwards(document: Document) -> Iterator[Finding]:
    """LGA 1972: Part 1 of Schedule 12A, and not the Schedule of the Part."""
    for one in document.passages:
        if found := _BACKWARDS.search(one.text):
            message = "The Part belongs to the Schedule: “Part 1 of Schedule 12A”."
            yield Finding("schedule-and-part", message, one.position, around(one.text, *found.span()))


@check("paragraph-for-the-matter", row="D26", warns=True)
def paragraphs(document: Document) -> Iterator[Finding]:
    """Complaints about a person under the paragraph for business affairs."""
    for one in document.passages:
        found = _PARAGRAPH.search(one.text)
        if found is None or BUSINESS not in {found["number"], found["other"]}:
            continue
        beside = document.passages[max(0, one.position - 3) : one.position + 4]
        if any(_COMPLAINT.search(other.text) for other in beside):
            message = "Paragraph 3 is for business affairs; information about a person comes under paragraph 1 or 2. Ask the Monitoring Officer."
            yield Finding("paragraph-for-the-matter", message, one.position, around(one.text, *found.span()))


@check("recommendation-not-found", row="D23")
def recommendations(document: Document) -> Iterator[Finding]:
    """ "In light of the recommendation made", where nothing is recommended."""
    places = [(one, found) for one in document.passages for found in _IN_LIGHT.finditer(one.text)]
    if not places:
        return
    spoken = {(one.position, found.start()) for one, found in places}
    for one in document.passages:
        for word in _RECOMMENDS.finditer(one.text):
            if not any(p == one.position and s <= word.start() < s + 80 for p, s in spoken):
                return
    for one, found in places:
        yield Finding("recommendation-not-found", "No recommendation stands in this text. Say which is meant, and link it.", one.position, around(one.text, *found.span()))  # fmt: skip
