"""The work programme as sections of words: the same for the public page and for the paper on an agenda."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from panel.models import ProgrammeRow, Review, TrainingEvent
from panel.queries.programme import Programme
from pcc_portal.web.templatetags.words import clock_time, short_date
from pcc_portal.workdays import year_label
from pcc_portal.writing.kinds import BlockKind

NO_NOTES = "None required at present. A member who would like a note on a subject should ask the clerk."


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it: sentences, bullets, one table."""

    title: str
    level: int = 1
    words: Sequence[str] = ()
    bullets: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head of its column: a phone shows a line as a card."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]

    @property
    def table(self) -> SafeString:
        """Cleaned as every table of a paper is: the first cell of a line says what the line is about."""
        head = format_html_join("", "<th>{}</th>", ((cell,) for cell in self.head))
        body = format_html_join("", "<tr>{}</tr>", ((_line(row),) for row in self.rows))
        return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)

    @property
    def listed(self) -> SafeString:
        lines = format_html_join("", "<li>{}</li>", ((bullet,) for bullet in self.bullets))
        return format_html("<ul>{}</ul>", lines)


def _line(cells: Sequence[str]) -> SafeString:
    others = format_html_join("", "<td>{}</td>", ((cell,) for cell in cells[1:]))
    return format_html("<th>{}</th>{}", cells[0], others)


def sections(programme: Programme) -> list[Section]:
    """All parts in the order in which the Panel reads them; a part with nothing in it says so."""
    return [
        *_dated(programme),
        *_standing(programme),
        _waiting(programme),
        *_reviews(programme),
        _notes(programme),
        _events(programme),
        *_closed(programme),
    ]


def when(row: ProgrammeRow) -> str:
    """The day of its meeting. A meeting that is only planned is public to nobody, so it is named by its month."""
    meeting = row.meeting
    if meeting is None:
        return ""
    if not meeting.is_date_fixed:
        return "Date to be fixed"
    return f"{meeting.held_on:%B %Y}" if meeting.is_planned else short_date(meeting.held_on)


def _reported(day: date | None) -> str:
    return short_date(day) if day else "New"


def _dated(programme: Programme) -> Iterator[Section]:
    """By financial year, which nobody types: it follows from the day."""
    if not programme.timetabled:
        yield Section("Items with a date", words=["None yet."])
        return
    yield Section("Items with a date")
    years = groupby(
        programme.timetabled, key=lambda row: year_label(row.meeting.held_on) if row.meeting else ""
    )
    for label, rows in years:
        lines = [[when(row), row.name, row.detail, _reported(row.reported_on)] for row in rows]
        head = ["Meeting", "Item", "What the Panel will do", "Last reported"]
        yield Section(label, 2, head=head, rows=lines)


def _standing(programme: Programme) -> Iterator[Section]:
    none = [] if programme.standing else ["None yet."]
    yield Section("Standing items", words=none)
    for row in programme.standing:
        covers = ["It covers:"] if row.bullets else []
        words = [f"{row.cadence.rstrip('.')}.", *filter(None, [row.detail]), *covers]
        yield Section(row.title, 2, words=words, bullets=row.bullets)


def _waiting(programme: Programme) -> Section:
    title = "Items to be timetabled"
    if not programme.waiting:
        return Section(title, words=["Nothing waits to be timetabled."])
    rows = [[row.title, row.detail, row.waits_for] for row in programme.waiting]
    return Section(title, head=["Item", "Background", "What it waits for"], rows=rows)


def _reviews(programme: Programme) -> Iterator[Section]:
    title = "Task and finish reviews"
    if not programme.reviews:
        yield Section(title, words=["None at present."])
        return
    rows = [
        [r.topic, r.members, _times(r.times_met), r.get_state_display(), r.next_step]
        for r in programme.reviews
    ]
    yield Section(title, head=["Subject", "Members", "Met", "State", "Next step"], rows=rows)
    for review in programme.reviews:
        if lines := _recommendations(review):
            head = ["Recommendation", "What the Panel asks", "Response", "Where it was acted on"]
            yield Section(f"Recommendations: {review.topic}", 2, head=head, rows=lines)


def _times(count: int) -> str:
    return {0: "Not yet", 1: "Once", 2: "Twice"}.get(count, f"{count} times")


def _recommendations(review: Review) -> list[list[str]]:
    rows = []
    for one in review.recommendations.all():
        due = f"Due {short_date(one.due_on)}"
        said = f"{one.response} ({short_date(one.responded_on)})" if one.response else due
        rows.append([str(one.number), one.words, said, one.acted_on or "Not yet"])
    return rows


def _notes(programme: Programme) -> Section:
    title = "Briefing notes"
    if not programme.notes:
        return Section(title, words=[NO_NOTES])
    rows = [[note.topic, note.detail, note.get_state_display()] for note in programme.notes]
    return Section(title, head=["Subject", "What it is to say", "State"], rows=rows)


def _events(programme: Programme) -> Section:
    title = "Training, visits and events"
    if not programme.events:
        return Section(title, words=["None planned at present."])
    rows = [[e.name, e.for_whom, short_date(e.on) if e.on else "TBC", _where(e)] for e in programme.events]
    return Section(title, head=["Event", "For", "Date", "Time and place"], rows=rows)


def _where(event: TrainingEvent) -> str:
    hours = " to ".join(clock_time(hour) for hour in (event.starts_at, event.ends_at) if hour)
    return ", ".join(filter(None, [hours, event.place])) or "TBC"


def _closed(programme: Programme) -> Iterator[Section]:
    if programme.closed:
        rows = [
            [row.name, f"{row.get_state_display()}, {short_date(row.closed_on)}. {row.closed_why}"]
            for row in programme.closed
        ]
        yield Section("What left the programme since the last meeting", head=["Item", "Why"], rows=rows)


def blocks(programme: Programme) -> Iterator[dict[str, Any]]:
    """The same as blocks of a paper, and what the Panel is asked to do."""
    opening = "This programme says what the Panel will consider, when, and why. Members are asked to agree it, or to say what should be added, moved or left out."
    yield {"kind": BlockKind.PARAGRAPH, "html": opening}
    yield from as_blocks(sections(programme))
    yield {"kind": BlockKind.RECOMMENDATION, "html": "That the Panel agrees the work programme."}


def as_blocks(made: Sequence[Section]) -> Iterator[dict[str, Any]]:
    """Headings, sentences, bullets and tables of a paper."""
    for section in made:
        yield {"kind": BlockKind.HEADING, "level": section.level, "html": escape(section.title)}
        for words in section.words:
            yield {"kind": BlockKind.PARAGRAPH, "html": escape(words)}
        if section.bullets:
            yield {"kind": BlockKind.LIST, "html": section.listed}
        if section.rows:
            yield {"kind": BlockKind.TABLE, "html": section.table, "caption": section.title}
