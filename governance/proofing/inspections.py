"""What keeps a response from being published, and what its writer may want to look at. Pure: it asks for nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.queries.inspections import Case
from governance.states.inspections import InspectionState, LetterState, ReplyKind


@dataclass(frozen=True)
class Flag:
    """A stable name, words that say what to do, and the finding that it is about."""

    name: str
    message: str
    finding: int | None = None


def before_publishing(case: Case) -> list[Flag]:
    """Police Act 1996 s55(5)-(5A): the Chief Constable's comments, and for each recommendation what is done or why nothing is."""
    return [*_replies(case), *_comments(case), *_signature(case)]


def _replies(case: Case) -> Iterator[Flag]:
    for row in case.unanswered:
        words = f"{row} has no reply. Say which action was taken or is proposed, or why there is none."
        yield Flag("finding-without-reply", words, row.pk)


def _comments(case: Case) -> Iterator[Flag]:
    if case.comments is None:
        words = "The Chief Constable’s comments are not in. Enter them, or write down that there are none."
        yield Flag("no-comments", words)


def _signature(case: Case) -> Iterator[Flag]:
    if case.letter is None or case.letter.state == LetterState.DRAFT:
        yield Flag("unsigned", "The Commissioner has not signed the letter.")
    elif case.signed is None or not case.signed.is_made:
        yield Flag("no-file", "The PDF of the signed letter is not made yet.")


def quiet(case: Case, *, today: date) -> list[Flag]:
    """What stops nothing."""
    return [*_who(case), *_when(case), *_grades(case), *_sent(case, today=today)]


def _who(case: Case) -> Iterator[Flag]:
    if case.inspection.state != InspectionState.ANSWERING:
        return
    for row in case.findings:
        if not row.owner:
            yield Flag("no-owner", f"{row} has no owner in the force.", row.pk)
        elif row.asked_on is None:
            yield Flag("not-asked", f"{row} has not been put to {row.owner} yet.", row.pk)
        if row.lead_id is None:
            yield Flag("no-lead", f"Nobody in the office follows {str(row).lower()}.", row.pk)


def _when(case: Case) -> Iterator[Flag]:
    for row in case.findings:
        if row.reply and row.reply.kind == ReplyKind.PROPOSED and row.reply.due_on is None:
            yield Flag("no-day", f"The action proposed for {str(row).lower()} has no day.", row.pk)


def _grades(case: Case) -> Iterator[Flag]:
    if not case.inspection.overall:
        yield Flag("no-grade", "The report has no overall grade here. Leave it so if it gives none.")
    if case.history is None:
        return
    for words in case.history.conflicts:
        yield Flag("grade-contradicted", words)
    if case.history.gaps:
        years = ", ".join(reversed(case.history.gaps))
        yield Flag("grade-gap", f"No report on {case.inspection.strand} is on record for {years}.")


def _sent(case: Case, *, today: date) -> Iterator[Flag]:
    """Section 55(6): a copy of what was published goes to the Secretary of State; the inspectors get theirs with it."""
    if case.letter is None or case.letter.state != LetterState.PUBLISHED:
        return
    if case.letter.sent_secretary_on is None:
        yield Flag("not-sent", "Write down when the letter was sent to the Secretary of State.")
    if case.letter.sent_inspectors_on is None:
        yield Flag("not-sent", "Write down when the letter was sent to the inspectorate.")
    late = [row for row in case.commitments if row.state == "owed" and row.due_on and row.due_on < today]
    for row in late:
        yield Flag("commitment-late", f"Overdue: {row.words}")
