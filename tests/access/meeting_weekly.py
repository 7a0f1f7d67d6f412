"""The weekly meeting in the scene: one public week with a canary in its closed part, and one that nobody outside the office knows of."""

from datetime import timedelta

from django.utils import timezone

from governance.actions import weekly
from governance.models.weekly import Said, monday_of
from tests.access.acting import KEEPERS
from tests.access.cast import OFFICE
from tests.factories import meetings
from tests.factories.days import NOW, TODAY

SUBJECT = "weekly meetings"

TABLE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:focus-years          200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:weekly               200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:weekly-week          200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:weekly-week|draft    404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
governance:weekly-kept          302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:weekly-topics        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:weekly-add           302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:weekly-one           302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:weekly-change        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:weekly-publish       302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:weekly-take-back     302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:weekly-agree         302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
"""
_KEPT = {f"weekly-{verb}": (200, 303) for verb in ("topics", "add", "change", "take-back", "agree")}
_KEPT |= {"weekly-publish": (405, 303)}
ALONE = {(f"governance:{name}", who): cell for name, cell in _KEPT.items() for who in KEEPERS}

WEEK = monday_of(TODAY) - timedelta(days=7)


def met_weekly(scene):
    """Two weeks: the open part of one is public."""
    officer, body = scene.cast["officer"], meetings.body("gpb")
    closed = scene.canary("weekly meeting: closed part", OFFICE)
    said = [Said("Performance", "Calls are answered.", closed)]
    row = weekly.enter(body, week_on=WEEK, held_on=WEEK, missed_why="", said=said, by=officer, at=NOW)
    weekly.publish(row, by=officer, at=NOW)
    scene.papers["week"] = row
    opened = scene.canary("weekly meeting: open part, not published", OFFICE)
    day = WEEK - timedelta(days=7)
    draft = [Said("Budget", opened)]
    scene.papers["week in draft"] = weekly.enter(
        body, week_on=day, held_on=day, missed_why="", said=draft, by=officer, at=NOW
    )


OF_ONE = ("one", "change", "publish", "take-back", "agree")
NAMES = {f"governance:weekly-{verb}" for verb in OF_ONE} | {"governance:weekly-week", "governance:weekly-add"}


def about(scene, name, what=""):
    """What an address of the weekly meetings names; nothing for those of others."""
    if name not in NAMES:
        return []
    if name == "governance:weekly-add":
        return [monday_of(timezone.localdate()).isoformat()]
    if name == "governance:weekly-week":
        return [scene.papers["week in draft" if what else "week"].week]
    return [scene.papers["week"].pk]


def answers(scene):
    lead = f"person-{scene.cast['force_lead'].person_id}"
    return {
        "governance:weekly-topics": {"titles": "Performance"},
        "governance:weekly-add": {"held_on": timezone.localdate(), "open_0": "As was said."},
        "governance:weekly-change": {"held_on": WEEK, "open_0": "As was said."},
        "governance:weekly-take-back": {"reason": "It names somebody."},
        "governance:weekly-agree": {"text": "New words", "owner": lead},
    }
