"""Entries as sentences: "In response to a question from X about Y, Z advised that ...". Composed anew, stored nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models import Entry, Motion, Promise
from pcc_portal.meetings.models.entry import EntryKind, Verb, Wording
from pcc_portal.meetings.models.motion import MotionResult, VoteChoice
from pcc_portal.meetings.printing.wording import about, asked, capital, ended, listed, unended, within
from pcc_portal.meetings.queries.minutes import Heading, Record, Said

NOT_NEEDED = "There was no exempt business to consider, so the public were not excluded."
SOMEBODY = "…"  # who has not been named yet


@dataclass(frozen=True)
class Paragraph:
    """Clean HTML that stands for one entry, or for a question with its answers; ``entry`` is what it came from."""

    html: str
    entry: Entry


@dataclass(frozen=True)
class Passage:
    """Paragraphs one after the other, or several resolutions that are numbered under one head."""

    paragraphs: list[Paragraph]
    is_listed: bool = False


def composed(record: Record, heading: Heading) -> list[Passage]:
    """What is said under one item, in order. Resolutions that follow one another are numbered under one head."""
    found: list[Passage] = []
    for is_resolution, group in groupby(heading.said, _is_listed):
        said = list(group)
        if is_resolution and len(said) > 1:
            found.append(
                Passage([Paragraph(ended(_words(one.entry)), one.entry) for one in said], is_listed=True)
            )
        else:
            rows = [Paragraph(html, entry) for one in said for html, entry in _paragraphs(record, one)]
            found.append(Passage(_joined(rows, found)))
    return [passage for passage in found if passage.paragraphs]


def _joined(rows: list[Paragraph], before: list[Passage]) -> list[Paragraph]:
    """What old minutes say in one paragraph stands in one, though it is a question, its answer and a promise."""
    found: list[Paragraph] = []
    for row in rows:
        last = found or (before[-1].paragraphs if before and not before[-1].is_listed else [])
        if row.entry.wording == Wording.RUNS_ON and last:
            last[-1] = Paragraph(f"{last[-1].html} {row.html}", last[-1].entry)
        else:
            found.append(row)
    return found


def _is_listed(said: Said) -> bool:
    """A resolution that is a sentence of its own ("That members of the public ...") is not numbered with others."""
    words = _words(said.entry).lower()
    is_ours = not said.entry.wording and not words.startswith("that ")
    return said.entry.kind == EntryKind.RESOLUTION and is_ours


def preamble(record: Record) -> str:
    """What stands above numbered resolutions."""
    return f"That the {escape(record.meeting.naming.short_name)}:"


def _paragraphs(record: Record, said: Said) -> Iterator[tuple[str, Entry]]:
    entry = said.entry
    if entry.kind == EntryKind.QUESTION and not entry.wording:
        yield from _question(record, said)
        return
    yield sentence(record, entry), entry
    for one in said.below:
        yield sentence(record, one.entry), one.entry


def sentence(record: Record, entry: Entry) -> str:
    """One entry by itself."""
    words, body = _words(entry), escape(record.meeting.naming.short_name)
    if entry.wording:
        return words
    match entry.kind:
        case EntryKind.MOTION:
            return _motion(record, entry.motion, words)
        case EntryKind.PROMISE:
            return _promise(record, entry.promise, words)
        case EntryKind.RESOLUTION:
            said = f"<b>Resolved:</b> {_resolution(record, words)}"
        case EntryKind.NOTED:
            said = f"The {body} noted {words}"
        case EntryKind.NONE:
            said = words or "None"
        case _:
            said = _spoken(record, entry, words)
    return ended(said)


def _spoken(record: Record, entry: Entry, words: str) -> str:
    who = escape(record.name(entry.speaker))
    if entry.kind == EntryKind.QUESTION:
        return f"{capital(who or SOMEBODY)} asked {asked(words or SOMEBODY)}"
    if entry.kind == EntryKind.STATEMENT and not who and not entry.verb:
        return words
    return f"{capital(who or SOMEBODY)} {entry.verb or Verb.SAID} {words}"


def _words(entry: Entry) -> str:
    return entry.block.html


def _question(record: Record, said: Said) -> Iterator[tuple[str, Entry]]:
    """With its first answer in one sentence; what is said further follows."""
    question, answers = said.entry, said.answers
    if not answers:
        yield sentence(record, question), question
    else:
        first = answers[0].entry
        asker = escape(record.name(question.speaker)) or SOMEBODY
        topic = f" {unended(about(_words(question)))}" if _words(question) else ""
        who = escape(record.name(first.speaker)) or SOMEBODY
        verb = first.verb or Verb.ADVISED
        yield ended(f"In response to a question from {asker}{topic}, {who} {verb} {_words(first)}"), question
    for one in said.below:
        if not answers or one is not answers[0]:
            yield sentence(record, one.entry), one.entry


def _resolution(record: Record, words: str) -> str:
    """A sentence of its own, or what the body does behind "That the Panel"."""
    if words.lower().startswith("that "):
        return ended(words)
    return ended(f"That the {escape(record.meeting.naming.short_name)} {within(words)}")


def _promise(record: Record, promise: Promise, words: str) -> str:
    who = capital(escape(record.name(promise.by)) or SOMEBODY)
    to = f" to {escape(record.name(promise.to))}" if promise.to_id else ""
    return ended(f"{who} undertook{to} to {unended(words.removeprefix('to '))}{_due(promise)}")


def _due(promise: Promise) -> str:
    if promise.due_meeting is not None:
        day = promise.due_meeting.held_on
        return f" by the meeting of {day.day} {day:%B %Y}"
    if promise.due_on is not None:
        return f" by {promise.due_on.day} {promise.due_on:%B %Y}"
    return ""


def _motion(record: Record, motion: Motion, words: str) -> str:
    what = "An amendment was moved" if motion.amends_id else "It was moved"
    by = f" by {escape(record.name(motion.mover))}" if motion.mover_id else ""
    second = f", seconded by {escape(record.name(motion.seconder))}" if motion.seconder_id else ""
    text = unended(words)
    text = text[5:] if text.lower().startswith("that ") else text
    moved = f"{what}{by}{second}{',' if by or second else ''} that {text}."
    return " ".join(part for part in (moved, _came_of(motion), *_by_name(record, motion)) if part)


def _came_of(motion: Motion) -> str:
    noun = "amendment" if motion.amends_id else "motion"
    match motion.result:
        case "":
            return ""
        case MotionResult.WITHDRAWN:
            return f"The {noun} was withdrawn."
        case MotionResult.LAPSED:
            return f"The {noun} fell, as nobody seconded it."
    came = "carried" if motion.result == MotionResult.CARRIED else "lost"
    if motion.unanimous:
        return f"The {noun} was put to the vote and {came} unanimously."
    counted = motion.counted
    if counted is None:
        return f"The {noun} was {came}."
    ayes, noes, none = counted
    abstained = f", with {none} abstention{'' if none == 1 else 's'}" if none else ""
    most, least = (ayes, noes) if came == "carried" else (noes, ayes)
    return f"The {noun} was put to the vote and {came} by {most} vote{'' if most == 1 else 's'} to {least}{abstained}."


def _by_name(record: Record, motion: Motion) -> Iterator[str]:
    votes = list(motion.votes.all())
    for choice in VoteChoice:
        people: Sequence[Person] = [vote.person for vote in votes if vote.choice == choice]
        if people:
            yield f"{choice.label}: {listed([escape(record.name(person)) for person in people])}."
