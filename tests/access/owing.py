"""What the force owes, in the scene: who has the list, and canaries in why more time is asked for and what was answered."""

from datetime import timedelta

from django.utils import timezone

from governance.actions import chasing, extensions
from governance.queries.owed import Scope, one_of
from governance.queries.owed_lines import hydrated
from pcc_portal.accounts.access import load_rights
from tests.access.acting import KEEPERS
from tests.access.cast import OFFICE
from tests.factories import acting, meetings
from tests.factories.days import NOW, TODAY

SUBJECT = "owed"

# The challenge is the force lead's: the chief's office knows that it is owed, and reads nothing of it.
TABLE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:owed                 302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:owed-csv             302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:owed-xlsx            302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:owed-late            302/302 404/405 404/405 404/405 404/405 404/405 200/405 403/405 404/405
governance:owed-one             302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:extension-ask        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:extension            302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:ladder               302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
"""
_KEPT = {"extension-ask": (200, 409), "extension": (200, 303), "ladder": (200, 303)}
ALONE = {(f"governance:{name}", who): cell for name, cell in _KEPT.items() for who in KEEPERS}
ALONE |= {("governance:extension-ask", "force_lead"): (200, 409)}


def owed(scene):
    """More time for the challenge: refused once, and asked for again; and a step of the ladder that was taken."""
    officer, lead = scene.cast["officer"], scene.cast["force_lead"]
    readers = OFFICE | {"force_lead"}
    row, at = scene.papers["challenge"], {"at": NOW}
    found = one_of(Scope.of(load_rights(lead, on=TODAY)), "challenge", row.pk, on=TODAY)
    thing = hydrated(found, on=TODAY)[0]
    later = {"asked_for": thing.due_on + timedelta(days=9), "by": lead}
    first = extensions.ask(thing, why=scene.canary("more time: why, refused", readers), **later, **at)
    answer = scene.canary("more time: what was answered", readers)
    extensions.refuse(first, answer=answer, by=officer, **at)
    why = scene.canary("more time: why", readers)
    scene.papers["more time"] = extensions.ask(thing, why=why, **later, **at)
    post = acting.post("Duty officer", scene.cast["staff_officer"].grants.get().organisation)
    rungs = [(-30, None), (0, post)]
    chasing.set_ladder(meetings.body("gpb"), rungs, from_on=TODAY, by=officer, at=NOW)
    chasing.tell_all(at=NOW)


NAMES = {"governance:owed-one", "governance:extension-ask", "governance:extension"}


def about(scene, name):
    """What an address of the list names."""
    if name == "governance:extension":
        return [scene.papers["more time"].pk]
    return ["challenge", scene.papers["challenge"].pk] if name in NAMES else []


def answers(scene):
    later = timezone.localdate() + timedelta(days=60)
    return {
        "governance:extension-ask": {"asked_for": later, "why": "As was said."},
        "governance:extension": {"answer": "granted", "due_on": later},
        "governance:ladder": {"from_on": timezone.localdate(), "days_1": 3},
    }
