"""The Board's action log in the scene: who gets what of it, and canaries in what its office and one owner may read."""

from datetime import timedelta

from django.utils import timezone

from governance.actions import actions
from tests.access.cast import OFFICE
from tests.access.dealings import a_file
from tests.factories.acting import met
from tests.factories.days import NOW

SUBJECT = "action log"
KEEPERS = ("officer", "chief_executive")

# Of the force the one whose action it is finds it; of the office two keep the log and the others read it.
TABLE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:actions              302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:actions-csv          302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:actions-xlsx         302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:action-add           302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:action               302/302 404/404 404/404 404/404 404/404 404/404 200/403 404/404 404/404
governance:action-step          302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:action-file          302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
"""
_KEPT = {"action-add": (200, 303), "action": (200, 303), "action-step": (200, 303)}
_OWNED = {"action": (200, 303), "action-step": (403, 403), "action-file": (200, 405)}
ALONE = {(f"governance:{name}", who): cell for name, cell in _KEPT.items() for who in KEEPERS}
ALONE |= {(f"governance:{name}", "force_lead"): cell for name, cell in _OWNED.items()}


def logged(scene):
    """Said in a closed row, the force lead's own, with an update and its evidence."""
    officer, lead = scene.cast["officer"], scene.cast["force_lead"]
    readers = OFFICE | {"force_lead"}
    words = scene.canary("action of a closed row: words", readers)
    row = actions.open(met(officer), text=words, owner_person=lead.person, is_closed=True, by=officer, at=NOW)
    said = scene.canary("action of a closed row: an update", readers)
    file = a_file(scene, "action of a closed row", readers)
    line = actions.update(row, words=said, file=file, by=lead, at=NOW)
    scene.papers["action"], scene.papers["action file"] = row, line.file


NAMES = {"governance:action", "governance:action-step", "governance:action-file"}


def about(scene, name):
    """What an address of the log names of it."""
    row = scene.papers["action"]
    own = {"governance:action-step": ["close"], "governance:action-file": [scene.papers["action file"].pk]}
    return [row.reference, *own.get(name, [])]


def answers(scene):
    today = timezone.localdate()
    return {
        "governance:action-add": {
            "text": "New words",
            "owner": f"person-{scene.cast['force_lead'].person_id}",
            "source": "other",
            "source_words": "A letter",
            "raised_on": today,
            "due_on": today + timedelta(days=9),
        },
        "governance:action": {"words": "As was said."},
        "governance:action-step": {"on": today, "why": "It is done."},
    }
