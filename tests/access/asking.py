"""Written questions in the scene: one answered by the force lead with restricted words and files, one of another, one not put."""

from datetime import date, timedelta

from django.utils import timezone

from governance.actions import answers, question_sets, questions
from tests.access.acting import KEEPERS, met
from tests.access.cast import FORCE, OFFICE
from tests.access.dealings import a_file
from tests.factories import people
from tests.factories.days import NOW

SUBJECT = "questions"

# The chief's office of the force sees all that was put to it, a lead their own; of the office two ask and the others read.
TABLE = """
                                   anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:questions               302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:questions-ask           302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:question-set            302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:question-set-change     302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:question-add            302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:questions-word          302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:question-set-word       302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:questions-back          302/302 404/404 404/404 404/404 404/404 404/404 200/422 200/422 404/404
governance:question-set-minute     302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:question-set-appendix   302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:questions-put           302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/403 405/404
governance:question                302/302 404/404 404/404 404/404 404/404 404/404 200/403 200/303 404/404
governance:question|anothers       302/302 404/404 404/404 404/404 404/404 404/404 200/403 404/404 404/404
governance:question|unput          302/302 404/404 404/404 404/404 404/404 404/404 200/403 404/404 404/404
governance:question-change         302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:question-remove         302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:question-accept         302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/403 405/404
governance:question-attach         302/302 404/404 404/404 404/404 404/404 404/404 403/403 200/422 404/404
governance:question-file           302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:question-file-restrict  302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/303 405/404
governance:question-step           302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
"""
_KEPT = {
    "questions-ask": (200, 303),
    "question-set-change": (200, 303),
    "question-add": (200, 303),
    "questions-put": (405, 303),
    "question": (200, 303),
    "question|anothers": (200, 303),
    "question|unput": (200, 403),
    "question-change": (200, 303),
    "question-remove": (405, 303),
    "question-accept": (405, 303),
    "question-attach": (200, 422),
    "question-file-restrict": (405, 303),
    "question-step": (200, 303),
}
CHIEF = ("chief_constable", "staff_officer")
ALONE = {(f"governance:{name}", who): cell for name, cell in _KEPT.items() for who in KEEPERS}
ALONE |= {("governance:question|anothers", who): (200, 303) for who in CHIEF}


def put_in_writing(scene):
    """Two were put, to the force lead and to somebody else; a third is still a draft of the office."""
    officer, lead = scene.cast["officer"], scene.cast["force_lead"]
    other = people.person("Andrea", "Wolfe")
    at = {"by": officer, "at": NOW}
    meeting = met(officer, held_on=date(2026, 9, 1))
    days = max(timezone.localdate(), NOW.date()) + timedelta(days=40)
    title = scene.canary("questions: title of the set", OFFICE | FORCE)
    row = question_sets.gather(meeting.body, title=title, due_on=days, meeting=meeting, **at)
    readers = OFFICE | FORCE
    of = OFFICE.union(CHIEF)
    for which, person, who in (("put to the lead", lead.person, readers), ("put to another", other, of)):
        scene.papers[f"question {which}"] = question_sets.add(
            row, owner_person=person, **_said(scene, which, who), **at
        )
    question_sets.put(row, **at)
    said = _said(scene, "not put", OFFICE)
    scene.papers["question not put"] = question_sets.add(row, owner_person=lead.person, **said, **at)
    _answered(scene, scene.papers["question put to the lead"], lead, readers)
    scene.papers["question set"] = row


def _said(scene, which, readers):
    return {part: scene.canary(f"question {which}: {part}", readers) for part in ("heading", "words")}


def _answered(scene, row, lead, readers):
    said = {part: scene.canary(f"answer: {part}", readers) for part in ("words", "restricted")}
    answers.give(row, seen=0, by=lead, at=NOW, **said)
    file = a_file(scene, "answer, restricted", readers)
    scene.papers["question file"] = answers.attach(row, is_restricted=True, by=lead, at=NOW, **file)
    questions.give_back(
        row,
        why=scene.canary("question: why it was given back", readers),
        due_on=row.due_on,
        by=scene.cast["officer"],
        at=NOW,
    )
    again = {part: scene.canary(f"answer, anew: {part}", readers) for part in ("words", "restricted")}
    answers.give(row, seen=1, by=lead, at=NOW, **again)


OF_A_SET = {"question-set", "question-add", "questions-put"}
OF_A_SET |= {f"question-set-{verb}" for verb in ("change", "word", "minute", "appendix")}
ROWS = {"anothers": "question put to another", "unput": "question not put"}
OF_A_DRAFT = {"question-change", "question-remove"}
OF_ALL = {"questions", "questions-ask", "questions-word", "questions-back"}


def about(scene, name, what):
    """What an address of the questions names; None for an address that is none of them."""
    short = name.removeprefix("governance:")
    if not short.startswith("question"):
        return None
    if short in OF_ALL:
        return []
    if short in OF_A_SET:
        return [scene.papers["question set"].pk]
    row = scene.papers[
        "question not put" if short in OF_A_DRAFT else ROWS.get(what, "question put to the lead")
    ]
    more = {
        "question-step": ["give-back"],
        "question-file": [scene.papers["question file"].pk],
        "question-file-restrict": [scene.papers["question file"].pk],
    }
    return [row.reference, *more.get(short, [])]


def answers_of(scene):
    """What its forms need to go through."""
    due = timezone.localdate() + timedelta(days=30)
    owner = f"person-{scene.cast['force_lead'].person_id}"
    asked = {"heading": "Burglary", "words": "Why?", "owner": owner}
    about = f"meeting-{scene.papers['question set'].meeting_id}"
    return {
        "governance:questions-ask": {"title": "More", "about": about, "due_on": due},
        "governance:question-set-change": {"title": "More", "due_on": due},
        "governance:question-add": asked,
        "governance:question-change": asked,
        "governance:question": {"words": "As was said.", "seen": "2"},
        "governance:question|anothers": {"words": "As was said.", "seen": "0"},
        "governance:question-attach": {"title": "Table"},
        "governance:question-step": {"why": "Say more.", "due_on": due},
    }
