"""From a row of the matrix to an address of the scene, and good answers to the form that stands there."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.roles import Role
from tests.factories.meetings import officer_of_the_council

STEPS = {"plain": "plain/", "add": "add/"}


def address(scene, subject, name):
    """The address that a row is about."""
    name, _, what = name.partition("|")
    if subject in {"site", "draft", "issued", "other"}:
        return reverse(name, args=_meeting(scene, subject, name, what))
    paper = scene.papers["other paper" if subject == "other" else subject]
    return reverse(name, args=[paper.item.meeting.ref, paper.pk, *_of_paper(name, what)])


def _of_paper(name, what):
    if name.endswith("paper-side"):
        return [1]
    return [STEPS[what]] if what else []


def _meeting(scene, subject, name, what):
    match name:
        case "jobs:progress" | "jobs:cancel":
            return [scene.job.pk]
        case "panel:seat-fill" | "panel:sitting-end" | "panel:role-end":
            key = {"panel:seat-fill": "vacant", "panel:sitting-end": "sitting"}.get(name, "grant")
            return [scene.papers[key].pk]
    if subject == "site":
        return []
    ref = getattr(scene, subject).ref
    match name.removeprefix("meetings:"):
        case "picture":
            return [ref, scene.papers[f"{subject} figure"].file_name]
        case "page-picture":
            return [ref, "E1" if what == "exempt" else "1"]
        case "draft-pack":
            return [ref, what]
        case "paper":
            return [ref, scene.papers[f"{subject} paper"].pk]
        case verb if verb.startswith("item-add") or not verb.startswith(("item", "paper-add")):
            return [ref]
    return [ref, scene.papers[f"{subject} item" if what == "exempt" else f"{subject} line"].pk]


def answers(scene, name):
    """What a form needs to go through; for a button, nothing more than the press."""
    today = timezone.localdate()
    grounds = {
        "paragraphs": ["1"],
        "reasons_for": "It would tell who complained.",
        "reasons_against": "The public want to know.",
        "proper_officer": officer(scene).pk,
        "review_on": (today + timedelta(days=365)).isoformat(),
    }
    paper = {"public_title": "New words", "role": "report", "marking": "none"}
    match name.partition("|")[0]:
        case "panel:meeting-call":
            return {"held_on": today + timedelta(days=200), "starts_at": "14:00", "venue": "County Hall"}
        case "panel:seat-fill":
            return {"given": "New", "family": "Member", "office": "member", "from_on": today}
        case "panel:sitting-end" | "panel:role-end":
            return {"last_on": today}
        case "panel:role-give":
            return {
                "user": scene.cast["stranger"].pk,
                "role": Role.OFFICER,
                "organisation": scene.papers["grant"].organisation_id,
                "from_on": today,
            }
        case "meetings:item-add":
            return {"public_title": "New words", "kind": "none", "parent": ""}
        case "meetings:item":
            return {"public_title": "New words", "kind": "none", "private_title": ""}
        case "meetings:item-exempt" | "meetings:paper-exempt":
            return grounds
        case "meetings:paper-add":
            return paper | {"how": "write", "organisation": scene.papers["grant"].organisation_id}
        case "meetings:paper":
            return paper
        case "meetings:paper-write-step":
            return {"said": "One more paragraph."}
        case "meetings:paper-return":
            return {"reason": "The figures are last year's."}
        case "meetings:paper-await":
            return {"state": "to_follow", "due_on": today + timedelta(days=3)}
        case "meetings:paper-move" | "meetings:item-move":
            return {"move": "up"}
        case "meetings:paper-confirm":
            return {"version": "1"}
    return {}


def officer(scene):
    """A proper officer of the host council, who holds a post there."""
    return officer_of_the_council()
