"""Decisions in the scene: one published with a part withheld, one still to be taken; who gets what of both."""

from datetime import timedelta

from django.utils import timezone

from governance.actions import decisions, decisions_out
from pcc_portal.accounts.models import Holding, Post
from tests.access.acting import KEEPERS
from tests.access.cast import OFFICE
from tests.access.dealings import a_file
from tests.factories import deciding, people
from tests.factories.days import NOW
from tests.factories.people import LONG_AGO

SUBJECT = "decisions"

# Of the office two keep the record, and the Chief Executive and the Commissioner are its second pair of eyes.
TABLE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:decisions            200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:decisions-to-come    200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:decision             200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:decision-file        200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:decisions-kept       302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:decision-kept        302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:decision-kept-file   302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:decision-add         302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-change      302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-take        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-take-back   302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-file-add    302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-excuse      302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-drop        302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:decision-ask         302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:decision-agree       302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:decision-refuse      302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:decision-publish     302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:decisions-plan       302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:period-add           302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
"""
_KEPT = {
    "decision-add": (200, 303),
    "decision-change": (200, 303),
    "decision-take": (200, 303),
    "decision-take-back": (200, 409),
    "decision-file-add": (200, 422),
    "decision-drop": (405, 303),
    "decision-ask": (405, 409),
    "decision-publish": (405, 409),
    "decisions-plan": (405, 303),
    "period-add": (200, 303),
}
ALONE = {(f"governance:{name}", who): cell for name, cell in _KEPT.items() for who in KEEPERS}
# Nothing waits for a second person, and no election is near.
ALONE[("governance:decision-agree", "chief_executive")] = (405, 404)
ALONE[("governance:decision-refuse", "chief_executive")] = (404, 404)
ALONE[("governance:decision-excuse", "chief_executive")] = (404, 404)


def decided(scene):
    """All through the actions of the register, with a canary in every field that is the office's own."""
    officer, second = scene.cast["officer"], scene.cast["chief_executive"]
    office, at = people.organisation("office"), {"by": officer, "at": NOW}
    post = Post.objects.create(title="Deputy, who decides", kind="deputy", organisation=office)
    Holding.objects.create(post=post, person=people.person("Ann", "Bell"), from_on=LONG_AGO)
    why = {part: scene.canary(f"decision: withheld, {part}", OFFICE) for part in ("words", "reasons")}
    row = deciding.taken(office, officer, private=why, **deciding.WITHHELD)
    kept = a_file(scene, "decision: withheld", OFFICE)
    scene.papers["decision file"] = decisions.keep_file(row, kind="document", is_exempt=True, **kept, **at)
    form = {"title": "Form", "kind": "decision", "is_exempt": False}
    decisions.keep_file(row, **form, **deciding.pdf(), **at)
    decisions_out.agree(row, decisions_out.ask(row, **at), by=second, at=NOW)
    decisions_out.publish(row, **at)
    row.refresh_from_db()
    said = {part: scene.canary(f"decision to come: {part}", OFFICE) for part in ("title", "request")}
    scene.papers["decision"], scene.papers["decision to come"] = (
        row,
        deciding.entered(office, officer, **said),
    )


PUBLIC = {"governance:decision": [], "governance:decision-file": [1]}
NAMES = {
    *PUBLIC,
    "governance:decision-kept-file",
    *(
        f"governance:decision-{verb}"
        for verb in (
            *("kept", "change", "take", "take-back", "file-add", "excuse"),
            *("drop", "ask", "agree", "refuse", "publish"),
        )
    ),
}


def about(scene, name):
    """What an address of the register names of it."""
    row = scene.papers["decision"]
    if name in PUBLIC:
        return [row.reference, *PUBLIC[name]]
    if name == "governance:decision-kept-file":
        return [row.pk, scene.papers["decision file"].pk]
    return [scene.papers["decision to come"].pk]


def answers(scene):
    today = timezone.localdate()
    words = {"title": "New words", "request": "To do it."}
    bell = Holding.objects.get(post__title="Deputy, who decides").person_id
    return {
        "governance:decision-add": words,
        "governance:decision-change": words,
        "governance:decision-take": {"taken_on": today, "taken_by": bell, "decided": "Yes."},
        "governance:decision-take-back": {"reason": "It names somebody."},
        "governance:decision-file-add": {"title": "Form", "kind": "request"},
        "governance:period-add": {
            "name": "Election",
            "from_on": today + timedelta(days=400),
            "to_on": today + timedelta(days=430),
            "source": "Notice of election",
        },
    }
