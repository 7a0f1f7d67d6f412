"""Written questions on paper: the Word file that goes to the force, and what an answer says in the minutes and in an appendix."""

from collections.abc import Iterator
from html import escape
from typing import Any

from governance.models import Question
from governance.queries.questions import Asked, Heading
from pcc_portal.meetings.printing.wording import html_of
from pcc_portal.web import word_tables
from pcc_portal.web.templatetags.words import long_date
from pcc_portal.writing.kinds import BlockKind

HEADS = ("Reference", "Question", "Answer")
WIDTHS = (16, 37, 47)
TITLE = "Written questions to the force"
# Said above the table; the reader knows them again and takes them for no answer.
LINES = (
    "Write each answer beside its question. Leave the references as they are: the portal takes answers by them.",
    "Bring the file back in the portal, under “Written questions”. You see what will be taken before anything is.",
    "What is restricted goes into a file of its own, or is marked restricted when the file is brought in.",
)


def question_words(question: Question) -> str:
    """As it stands in the file and is known again there."""
    before = f"Supplementary to {question.follows}: " if question.follows else ""
    return f"{before}{question.words}"


def as_word(headings: list[Heading]) -> bytes:
    """Every question with an empty cell beside it; of one that was given back, what was answered in the open before."""
    return word_tables.as_docx(TITLE, LINES, HEADS, WIDTHS, _rows(headings))


def _rows(headings: list[Heading]) -> Iterator[word_tables.Row]:
    for heading in headings:
        yield heading.words
        for row in heading.rows:
            said = row.answer.words if row.answer else ""
            due = f"{row.question}\nby {long_date(row.question.due_on)}"
            yield due, question_words(row.question), said


def row_html(row: Asked, said: str) -> str:
    """A row of the minutes: which question, what was asked, what was answered. The answer begins a line of its own, so that
    what somebody undertakes in it is offered as an action in their words."""
    asked = html_of(question_words(row.question))
    return f"{escape(str(row.question))}. Question: {asked}<br>Answer:<br>{html_of(said)}"


def blocks(headings: list[Heading], *, closed: bool) -> list[dict[str, Any]]:
    """The appendix of one audience: open answers, or what of them is restricted."""
    made: list[dict[str, Any]] = []
    for heading in headings:
        rows = [(row, said_of(row, closed=closed)) for row in heading.rows]
        rows = [(row, said) for row, said in rows if said]
        if rows:
            made.append({"kind": BlockKind.HEADING, "html": escape(heading.words, quote=False), "level": 2})
        for row, said in rows:
            made.append(_block(f"<strong>{row.question}</strong> {html_of(question_words(row.question))}"))
            made.append(_block(html_of(said)))
            named = [file.title for file in row.question.files.all() if file.is_restricted == closed]
            if named:
                made.append(_block(f"Attached: {escape('; '.join(named), quote=False)}."))
    return made


def appendix_title(headings: list[Heading], *, closed: bool) -> str:
    """By their references: what a set is called is the office's own."""
    names = sorted(
        str(row.question) for heading in headings for row in heading.rows if said_of(row, closed=closed)
    )
    run = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    return f"Written questions{': restricted answers' if closed else ' and answers'}, {run}"


def said_of(row: Asked, *, closed: bool) -> str:
    """What one audience reads of an answer; nothing where there is none for it."""
    if row.answer is None or not row.question.has_answer:
        return ""
    return row.answer.restricted_words if closed else row.answer.words


def _block(html: str) -> dict[str, Any]:
    return {"kind": BlockKind.PARAGRAPH, "html": html}
