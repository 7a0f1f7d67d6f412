"""Written questions to the force: a set about a meeting of the Board, with questions that were put."""

import io
import re
import zipfile
from datetime import timedelta
from html import escape

from governance.actions import question_sets
from tests.factories import meetings, word
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


def filled(data, said):
    """The Word file of the portal with answers written beside their questions, as Word writes them: {reference: words}."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = re.split(r"(?=<w:tr>)", parts["word/document.xml"].decode())
    for reference, words in said.items():
        (place,) = [n for n, row in enumerate(rows) if reference in row]
        before, _, after = rows[place].rpartition("<w:p></w:p></w:tc>")
        run = f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:tc>"
        rows[place] = before + run + after
    parts["word/document.xml"] = "".join(rows).encode()
    return word.packed(parts)
