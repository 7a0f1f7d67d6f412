"""The Board's record as the proof-reader reads it: who was there, the rows with their references and actions, the next meeting.

A file from Word and a draft in the portal are read by the same checks; here the facts beside the words are laid out as a
file would print them, so that nobody has to type them into the minutes for a check to see them.
"""

from collections.abc import Iterator
from itertools import count

from governance.models import Action
from governance.proofing.minutes import UNHELD, told
from governance.proofing.undertakings import waiting
from governance.queries.board import Board, Section
from governance.queries.initials import LETTERS
from pcc_portal.meetings.models import Attendance
from pcc_portal.meetings.printing.wording import ended, typed_of, words_of
from pcc_portal.web.templatetags.words import clock_time, long_date
from pcc_portal.writing.importing.verbatim import Row as Line
from pcc_portal.writing.proofing import Document, Finding, Kind, proofread

OTHERS = "Others present"
type Laid = tuple[Line, str]  # a line, and the block that it comes from


def document_of(board: Board) -> Document:
    """Open rows and closed ones together, as they were said. No query."""
    laid = [*_front(board), *_people(board)]
    tables = count(1)
    for section in board.sections:
        laid += _section(board, section, tables)
    laid += [*_end(board), *_glossary(board, next(tables))]
    return Document([line for line, _ in laid], kind=Kind.BOARD_MINUTES, blocks=[block for _, block in laid])


def findings_of(board: Board, document: Document) -> list[Finding]:
    """What every check says; of undertakings, those that the page itself offers to make an action of."""
    found = [one for one in proofread(document) if one.check != UNHELD]
    places: dict[str, list[int]] = {}
    for position, block in enumerate(document.blocks):
        places.setdefault(block, []).append(position)
    for _, row in board.rows():
        made = [action.text for action in board.actions.get(row.entry.pk, ())]
        for one in waiting(typed_of(row.entry.block.html), made):
            own = places[str(row.entry.block_id)]
            at = next((place for place in own if one.words in document.passages[place].text), own[0])
            found += [told(one, at)]
    return sorted(found, key=lambda one: -1 if one.position is None else one.position)


def without_closed(board: Board) -> Board:
    """For whoever may not know what was said in private: not a word of it is read."""
    for section in board.sections:
        section.rows = [row for row in section.rows if not row.entry.is_exempt]
    return board


def _front(board: Board) -> Iterator[Laid]:
    meeting = board.meeting
    yield Line(text=f"{meeting.naming.name}: minutes"), ""
    yield Line(text=f"{long_date(meeting.held_on)}, {clock_time(meeting.starts_at)}"), ""


def _people(board: Board) -> Iterator[Laid]:
    """By organisation, each with their letters."""
    for status, heading in (("present", "Attendees"), ("apologies", "Apologies")):
        sides: dict[str, list[Attendance]] = {}
        for row in board.people(status):
            sides.setdefault(row.organisation.name if row.organisation else OTHERS, []).append(row)
        for side, people in sides.items():
            yield Line(text=heading), ""
            for row in people:
                letters = board.meanings.of(row.person_id)
                yield Line(text=f"{row.person}{f' ({letters[0]})' if letters else ''}, {side}"), ""


def _section(board: Board, section: Section, tables: Iterator[int]) -> Iterator[Laid]:
    """A title, and a table; a sub-heading stands between two."""
    yield Line(text=section.heading.line.title, level=1), ""
    table = next(tables)
    for column, title in enumerate(("Reference", "Discussion", "Action")):
        yield Line(text=title, table=table, column=column), ""
    for place, row in enumerate(section.rows, start=1):
        block, words = str(row.entry.block_id), typed_of(row.entry.block.html)
        if row.is_topic:
            table = next(tables)
            yield Line(text=words_of(row.entry.block.html), level=2), block
            continue
        yield Line(text=row.reference, table=table, line=place, column=0), block
        for text in filter(None, (line.strip() for line in words.split("\n"))):
            yield Line(text=text, table=table, line=place, column=1), block
        for action in board.actions.get(row.entry.pk, ()):
            yield Line(text=_action(action), table=table, line=place, column=2), block


def _action(action: Action) -> str:
    """Whose it is, as a table says it: "Joan Castell: send the papers"."""
    return f"{action.owner_person or action.owner_post}: {ended(action.text)}"


def _end(board: Board) -> Iterator[Laid]:
    if board.kept.next_on is not None:
        yield Line(text=f"Date of next meeting: {long_date(board.kept.next_on)}"), ""


def _glossary(board: Board, number: int) -> Iterator[Laid]:
    """What the record knows of letters that these minutes use."""
    used = {letters for _, row in board.rows() for letters in LETTERS.findall(words_of(row.entry.block.html))}
    for place, letters in enumerate(sorted(letters for letters in used if board.meanings.is_known(letters))):
        people = board.meanings.people.get(letters, {}).values()
        meaning = board.meanings.terms.get(letters) or ", ".join(map(str, people)) or letters.lower()
        yield Line(text=letters, table=number, line=place, column=0), ""
        yield Line(text=meaning, table=number, line=place, column=1), ""
