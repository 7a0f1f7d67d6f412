"""Written questions to the force: a set about a meeting of the Board, with questions that were put."""

from datetime import timedelta

from governance.actions import question_sets
from tests.factories import meetings
from tests.factories.acting import met
from tests.factories.days import NOW, TODAY

DUE_ON = TODAY + timedelta(days=9)
WORDS = "Why has the rate of solved burglaries fallen since April?"


def gathered(by, **about):
    """A set about a meeting, unless something else is named."""
    about = about or {"meeting": met(by)}
    return question_sets.gather(
        meetings.body("gpb"), title="Questions before the Board", due_on=DUE_ON, by=by, at=NOW, **about
    )


def asked(row, by, *, heading="Burglary", words=WORDS, **owner):
    """A draft of the set."""
    return question_sets.add(row, heading=heading, words=words, by=by, at=NOW, **owner)


def put(by, *owners, row=None):
    """One question for each owner, put to the force; {owner_person} or {owner_post} each."""
    row = row or gathered(by)
    made = [asked(row, by, **owner) for owner in owners]
    question_sets.put(row, by=by, at=NOW)
    for question in made:
        question.refresh_from_db()
    return made
