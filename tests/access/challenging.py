"""Formal challenges in the scene: one sent and public in part, one a draft; who gets what of both."""

from datetime import timedelta

from django.utils import timezone

from governance.actions import challenges
from tests.access.acting import KEEPERS
from tests.access.cast import OFFICE
from tests.access.dealings import a_file
from tests.factories import meetings
from tests.factories.days import NOW, TODAY

SUBJECT = "challenges"

# The force lead is written to; of the office two keep the letters and the others read them.
TABLE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:challenges           200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:challenge            200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:challenge-file       404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
governance:challenges-kept      302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:challenge-kept       302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:challenge-kept-file  302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:challenge-add        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-answer     302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-discuss    302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-close      302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-publish    302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-take-back  302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-file-add   302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:challenge-send       302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
"""
_KEPT = {
    "challenge-add": (200, 303),
    "challenge-answer": (200, 303),
    "challenge-discuss": (200, 409),
    "challenge-close": (200, 303),
    "challenge-publish": (200, 303),
    "challenge-take-back": (200, 303),
    "challenge-file-add": (200, 422),
    "challenge-send": (405, 409),
}
_OWNED = {
    "challenge-kept": (200, 405),
    "challenge-kept-file": (200, 405),
    "challenge-answer": (200, 303),
    "challenge-discuss": (403, 403),
    "challenge-close": (403, 403),
    "challenge-publish": (403, 403),
    "challenge-take-back": (403, 403),
    "challenge-file-add": (403, 403),
    "challenge-send": (405, 403),
}
ALONE = {(f"governance:{name}", who): cell for name, cell in _KEPT.items() for who in KEEPERS}
ALONE |= {(f"governance:{name}", "force_lead"): cell for name, cell in _OWNED.items()}


def challenged(scene):
    """Sent to the force lead, public without its letters; and a draft that nobody outside the office knows of."""
    officer, lead = scene.cast["officer"], scene.cast["force_lead"]
    board, at = meetings.body("gpb"), {"by": officer, "at": NOW}
    readers = OFFICE | {"force_lead"}
    said = {"owner_person": lead.person, "written_on": TODAY, "due_on": TODAY + timedelta(days=16)}
    letter = scene.canary("challenge: letter", readers)
    row = challenges.write(board, subjects=["Sickness"], letter=letter, **said, **at)
    file = a_file(scene, "challenge", readers)
    scene.papers["challenge file"] = challenges.keep_file(row, kind="letter", **file, **at)
    scene.papers["challenge"] = challenges.send(row, **at)
    challenges.publish(row, with_letter=False, with_response=False, **at)
    draft = {part: scene.canary(f"challenge, draft: {part}", OFFICE) for part in ("subjects", "letter")}
    challenges.write(board, **said, **at, subjects=[draft["subjects"]], letter=draft["letter"])


PUBLIC = {"governance:challenge": [], "governance:challenge-file": [1]}
OF_ONE = ("kept", "answer", "discuss", "close", "publish", "take-back", "file-add", "send")
NAMES = {*PUBLIC, "governance:challenge-kept-file", *(f"governance:challenge-{verb}" for verb in OF_ONE)}


def about(scene, name):
    """What an address of the challenges names."""
    row = scene.papers["challenge"]
    if name in PUBLIC:
        return [row.reference, *PUBLIC[name]]
    more = [scene.papers["challenge file"].pk] if name == "governance:challenge-kept-file" else []
    return [row.pk, *more]


def answers(scene):
    today = timezone.localdate()
    return {
        "governance:challenge-add": {
            "subjects": "Roads",
            "owner": f"person-{scene.cast['force_lead'].person_id}",
            "written_on": today,
            "due_on": today + timedelta(days=16),
        },
        "governance:challenge-answer": {"received_on": today, "response": "As was said."},
        "governance:challenge-discuss": {"on": today, "words": "As was said."},
        "governance:challenge-close": {"on": today, "why": "It is over."},
        "governance:challenge-take-back": {"reason": "It names somebody."},
        "governance:challenge-file-add": {"title": "Letter", "kind": "letter"},
    }
