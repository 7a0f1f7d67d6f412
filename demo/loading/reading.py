"""What a member has beside the papers of the last meeting: two notes, a mark, the page they stopped at, and two questions."""

from datetime import datetime

from demo.loading.county import County
from panel.actions import enquiries, notes
from panel.actions import reading as act
from panel.queries import reading
from panel.queries.reading import Sheet
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Meeting
from pcc_portal.writing.passages import Passage

NOTES = ("Ask what the figure was a year ago.", "Said at the last meeting too. What came of it?")
SHARED = "How many of these were settled within the time that the law gives?"
LONG = 80  # characters of what is a paragraph and no line of a list
PRIVATE = "Is there money for this after March?"


def load(county: County, meeting: Meeting, *, at: datetime) -> None:
    """Beside the longest of the open papers, through the member's own acts, as everything of theirs is made."""
    member = load_rights(county.users["member@demo.example"], on=county.days.today)
    written = [
        sheet for sheet in reading.sheets(meeting.ref, member) if not sheet.is_exempt and not sheet.is_gone
    ]
    longest = max(map(reading.with_words, written), key=lambda sheet: len(_paragraphs(sheet)))
    if len(_paragraphs(longest)) > len(NOTES):
        _beside(longest, meeting, member, at=at)


def _paragraphs(sheet: Sheet) -> list[Passage]:
    return [passage for passage in sheet.passages if passage.tag == "p" and len(passage.words) > LONG]


def _beside(sheet: Sheet, meeting: Meeting, member: User, *, at: datetime) -> None:
    act.read(sheet.pk, version=sheet.row.version, is_exempt=False, by=member, at=at)
    paragraphs = _paragraphs(sheet)
    for passage, words in zip(paragraphs, NOTES, strict=False):
        notes.write(sheet.pk, sheet.searched, block=passage.key, words=words, by=member, at=at)
    last = paragraphs[len(NOTES)]
    quote = " ".join(last.words.split()[:9])
    notes.write(sheet.pk, sheet.searched, block=last.key, quote=quote, by=member, at=at)
    act.stop(sheet.pk, page=last.page, by=member, at=at)
    line = enquiries.prepare(meeting, sheet.pk, page=paragraphs[0].page, words=SHARED, by=member, at=at)
    enquiries.share(line, by=member, at=at)
    enquiries.prepare(meeting, sheet.pk, page=last.page, words=PRIVATE, by=member, at=at)
