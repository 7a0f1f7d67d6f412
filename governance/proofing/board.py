"""What of the Board's minutes is not right yet: quiet while they are written, a stop when they are put before the parties."""

from collections.abc import Iterator

from governance.proofing.undertakings import Undertaking, waiting
from governance.queries.board import Board
from pcc_portal.meetings.printing.wording import typed_of, words_of
from pcc_portal.meetings.proofing.minutes import Flag
from pcc_portal.web.templatetags.words import long_date


def flags_of(board: Board) -> list[Flag]:
    """Of the whole record, its head first; no query."""
    return [*_head(board), *_initials(board), *_rows(board)]


def _head(board: Board) -> Iterator[Flag]:
    kept, meeting = board.kept, board.meeting
    if kept.chair_id is None:
        yield Flag("Nobody is down as having taken the chair.", name="record")
    if kept.minute_taker_id is None:
        yield Flag("Nobody is down as having taken the minutes.", name="record")
    if kept.next_on is None:
        yield Flag("The day of the next meeting is not set down.", name="record")
    elif kept.next_on <= meeting.held_on:
        yield Flag(
            f"The next meeting is set down for {long_date(kept.next_on)}, which is not after this one.",
            name="record",
        )
    if not board.present:
        yield Flag("Nobody is down as present.", name="attendance")
    for person in (kept.chair, kept.minute_taker):
        if person is not None and person.pk not in board.present:
            yield Flag(f"{person} is not down as present.", name="attendance")


def _initials(board: Board) -> Iterator[Flag]:
    """Letters that nobody has explained, and letters of two people who were both there, or both not."""
    seen: set[str] = set()
    for _, row in board.rows():
        words = words_of(row.entry.block.html)
        for letters in board.meanings.unknown_in(words):
            if letters not in seen:
                yield Flag(f"“{letters}” is not explained.", entry=str(row.entry.pk), name=letters)
            seen.add(letters)
        for letters in board.meanings.people:
            meant = board.meanings.meant(letters, board.present)
            if len(meant) > 1 and letters in words.split() and letters not in seen:
                yield Flag(f"“{letters}” can be {' or '.join(map(str, meant))}.", entry=str(row.entry.pk))
                seen.add(letters)


def _rows(board: Board) -> Iterator[Flag]:
    for _, row in board.rows():
        if not row.entry.block.html.strip():
            what = "This sub-heading" if row.is_topic else f"Row {row.reference}"
            yield Flag(f"{what} has no words.", entry=str(row.entry.pk))


def owed_of(board: Board) -> dict[str, list[Undertaking]]:
    """{entry: sentences in which somebody undertakes something, of which no action was made}"""
    rows = (row.entry for _, row in board.rows())
    made = {pk: [action.text for action in actions] for pk, actions in board.actions.items()}
    owed = ((str(one.pk), waiting(typed_of(one.block.html), made.get(one.pk, ()))) for one in rows)
    return {pk: found for pk, found in owed if found}
