"""Good answers to the form that stands at an address of the matrix."""

from datetime import timedelta

from django.utils import timezone

from pcc_portal.accounts.roles import Role
from pcc_portal.workdays import add_working_days
from tests.access import asking, inspecting
from tests.access.addresses import BOARD
from tests.accounts.test_offices import SAID as OFFICE
from tests.factories.complaints import SAID as COMPLAINT
from tests.factories.meetings import officer_of_the_council
from tests.factories.speakers import SAID as SPEAKER

PERIOD = {
    "unit": "by_date",
    "number": 0,
    "month": 2,
    "day": 10,
    "words": "By 10 February",
    "source": "The law",
}
NOTICE = {"candidate": "Ann Fairlight", "criteria": "Those", "why": "She does", "terms": "Five years"}


def of_the_board(scene):
    """What the forms of the Board's own records need."""
    return {name: said for part in BOARD for name, said in part.answers(scene).items()}


class Usual:
    """What more than one form takes."""

    def __init__(self, scene):
        self.today = timezone.localdate()
        self.paper = {"public_title": "New words", "role": "report", "marking": "none"}
        self.grounds = {
            "paragraphs": ["1"],
            "reasons_for": "It would tell who complained.",
            "reasons_against": "The public want to know.",
            "proper_officer": officer_of_the_council().pk,
            "review_on": self.today + timedelta(days=365),
        }
        self.where = {"organisation": scene.papers["grant"].organisation_id}
        self.working = add_working_days(self.today, 140)
        self.meeting = {"held_on": self.working, "starts_at": "14:00", "venue": "County Hall"}
        self.broken_off = self.meeting | {"is_open": "on", "reason": "The fire alarm went."}
        self.soon = self.today + timedelta(days=3)
        self.asked = {"author": scene.cast["officer"].pk, "due_on": self.soon}
        self.role = self.where | {
            "user": scene.cast["stranger"].pk,
            "role": Role.OFFICER,
            "from_on": self.today,
        }


def _of_papers(scene, u):
    """Of items, papers and what comes after an issue."""
    return {
        "meetings:item-defer": {"to": scene.papers["later"].pk, "reason": "There was no time."},
        "meetings:mailing-list": {"email": "press@paper.example", "name": "The Press"},
        "meetings:item-add": {"public_title": "New words", "kind": "none", "parent": ""},
        "meetings:item": {"public_title": "New words", "kind": "none", "private_title": ""},
        "meetings:item-exempt": u.grounds,
        "meetings:paper-exempt": u.grounds,
        "meetings:paper-add": u.paper | u.where | {"how": "write"},
        "meetings:paper": u.paper,
        "meetings:paper-write-step": {"said": "One more paragraph."},
        "meetings:consent-refuse": {"reasons": "The wrong annex."},
        "meetings:paper-return": {"reason": "The figures are last year's."},
        "meetings:paper-await": {"state": "to_follow", "due_on": u.today + timedelta(days=3)},
        "meetings:supplement-start": {"why": "It came late."},
        "meetings:supplement": {"why": "It came late."},
        "meetings:supplement-item-add": {"public_title": "New words", "kind": "verbal", "parent": ""},
        "meetings:supplement-paper-add": u.paper
        | u.where
        | {"how": "write", "item": scene.papers["issued line"].pk},
        "meetings:paper-withdraw": {"reason": "Wrong figures."},
        "meetings:paper-re-mark": u.grounds | {"reason": "It names a person."},
        "meetings:paper-confirm": {"version": "1"},
        "meetings:print-desk": {"papers": [scene.papers["issued open"].pk], "size": "as_issued"},
        "meetings:paper-ask": u.asked,
        "meetings:request-ask": u.asked | u.where | {"title": "New words"},
        "meetings:requests-chase": {"chosen": [str(scene.papers["request"].pk)]},
        "meetings:request-due": {"due_on": u.soon},
        "meetings:request-withdraw": {"reason": "It is not needed."},
        "meetings:paper-promise": {"promised_for": u.soon},
        "meetings:clearance-ask": {"kind": "legal"},
        "meetings:clearance": {"answer": "yes"},
        "meetings:clearance-withdraw": {"reason": "It was never needed."},
    }


def _of_a_meeting(scene, u):
    """Of what becomes of a meeting, who was there, and its minutes."""
    return {
        "meetings:interest-declare": {"person": scene.papers["seated"].pk, "kind": "pecuniary"},
        "meetings:interest": {"person": scene.papers["seated"].pk, "kind": "pecuniary"},
        "meetings:attendance-mark": {"say": "room"},
        "meetings:attendance-moves": {"what": "stay"},
        "meetings:attendance-add": {"given": "New", "family": "Guest", "group": "other"},
        "meetings:meeting-move": u.meeting | {"reason": "The hall is flooded."},
        "meetings:meeting-adjourn": u.broken_off,
        "meetings:meeting-inquorate": u.broken_off,
        "meetings:meeting-cancel": {"reason": "The hall is flooded."},
        "meetings:entry-add": {"kind": "statement"},
        "meetings:entry": {"said": "New words.", "base_version": 4},
        "meetings:minutes-circulate": {"subject": "Draft minutes", "words": "They are ready."},
        "meetings:minutes-summary": {"coherent": "yes"},
        "meetings:minutes-confirm": {"ask": "1"},
        "meetings:correction-add": {"words": "It should say this."},
        "meetings:correction": {"state": "accepted"},
    }


def _of_people(scene, u):
    """Of seats, posts, accounts and names."""
    return {
        "panel:substitutes": {
            "council": scene.papers["sitting"].seat.nominated_by_id,
            "given": "New",
            "family": "Substitute",
            "from_on": u.today,
        },
        "panel:substitute-call": {"substitute": scene.papers["listed"].pk},
        "panel:annual": {"on": u.today + timedelta(days=200)}
        | {f"seat{seat.pk}-outcome": "vacant" for seat in scene.issued.body.seats.all()}
        | {f"seat{seat.pk}-office": "member" for seat in scene.issued.body.seats.all()},
        "panel:register-member": {"received_on": u.today},
        "panel:attendance-rule": {
            "from_on": u.today,
            "quorum_top": 1,
            "quorum_bottom": 3,
            "quorum_base": "seats",
            "quorum_least": 3,
            "source": "Rules of procedure, 8",
        },
        "panel:seat-fill": {"given": "New", "family": "Member", "office": "member", "from_on": u.today},
        "panel:sitting-end": {"last_on": u.today},
        "panel:role-end": {"last_on": u.today},
        "panel:work-account": {"subject": "abc"},
        "panel:restoring-ask": {"how": "in_person", "words": "I know him."},
        "panel:account-add": {"email": "new@office.example", "given": "New", "family": "Person"},
        "panel:role-give": u.role,
        "panel:office-follow": OFFICE | {"from_on": "2030-05-08"},
        "panel:office-correct": OFFICE,
        "panel:body-rename": {"from_on": "2028-05-08", "name": "Policing Board", "short_name": "Board"},
        "panel:term-begin": {
            "title": "Monitoring Officer's deputy",
            "organisation": u.where["organisation"],
            "post_kind": "other",
            "person": scene.cast["stranger"].person_id or officer_of_the_council().pk,
            "kind": "substantive",
            "from_on": u.today,
        },
        "panel:term-end": {"last_on": u.today},
        "panel:delegation-end": {"last_on": u.today},
        "panel:delegate": {"what": "Signs", "to_person": officer_of_the_council().pk, "from_on": u.today},
    }


def _of_duties(scene, u):
    """Of the year and its clocks."""
    return {
        "panel:meeting-call": u.meeting,
        "panel:year-plan": u.meeting
        | {"first_on": u.working, "last_on": u.working, "weeks": 8, "day": u.working.isoformat()},
        "panel:year-rules": {
            "papers_due": 5,
            "remind": "5, 1",
            "call_for_papers": 20,
            "pre_agenda": 10,
            "speaking": 2,
            "speaking_slot": 3,
            "minutes": 10,
        },
        "panel:calendar-days": {
            "day": u.today + timedelta(days=90),
            "name": "Mourning",
            "kind": "mourning",
            "source": "The Gazette",
        },
        "panel:period-follow": PERIOD | {"from_on": u.today},
        "panel:clock-start": {"kind": "removal", "started_on": u.today, "about": "Notified"},
        "panel:clock-finish": {"on": u.today},
        "panel:clock-override": {"on": "2027-02-04", "why": "Half term."},
        "panel:precept": {"proposed": "300", "on": "2030-02-01"},
        "panel:precept-step": {"on": "2028-02-08", "veto": "none"},
        "panel:hearing-receive": NOTICE | {"post": "deputy", "received_on": u.today},
        "panel:hearing-step": {"on": u.today, "recommended": "appoint"},
    }


def _of_cases(scene, u):
    """Of partnerships, urgent items, groups and complaints."""
    return {
        "panel:csp-issues": {
            "partnership": scene.papers["issue"].partnership_id,
            "received_on": u.today,
            "title": "Wardens",
            "words": "There are too few.",
            "reach": "county",
        },
        "panel:csp-step": {"reach": "county", "implication": "All of it.", "reason": "It is strategic."},
        "panel:urgent": {"title": "Flood", "why": "The hall is flooded."},
        "panel:urgent-decide": {
            "is_agreed": "yes",
            "opinion": "It cannot wait.",
            "chair": scene.cast["panel_chair"].person_id,
        },
        "panel:group-add": {"name": "Budget", "kind": "task", "terms": "The budget.", "from_on": u.today},
        "panel:group-change": {"terms": "Looks at figures, and at the plan."},
        "panel:group-leave": {"last_on": u.today},
        "panel:group-write": {"notes": "As was said."},
        "panel:complaint-add": COMPLAINT | {"received_on": u.today},
        "panel:complaint-name": {"grant": scene.cast["panel_chair"].grants.get().pk},
        "panel:complaint-step": {"on": u.today},
    }


def _of_the_panel(scene, u):
    """Of members’ reading, promises, the programme and the public."""
    return {
        "panel:reading-choices": {"text": "200", "space": "wide", "paper": "cream"},
        "panel:reading-stop": {"page": "1"},
        "panel:note-write": {"block": scene.tokens["block"], "words": "Mine."},
        "panel:note": {"words": "Mine."},
        "panel:enquiry-prepare": {"words": "Which?", "page": scene.tokens["page"]},
        "panel:enquiry-ask": {"due_on": u.soon},
        "panel:enquiry-answer": {"words": "Seven."},
        "panel:subscription-ask": {"email": "new@home.example"},
        "panel:speaking": SPEAKER,
        "panel:promises-paper": {"item": scene.papers["draft line"].pk},
        "panel:promise-report": {"on": scene.issued.held_on},
        "panel:promise-done": {"on": scene.issued.held_on},
        "panel:promise-drop": {"reason": "It has ended."},
        "panel:programme-paper": {"item": scene.papers["draft line"].pk},
        "panel:programme-add": {"title": "New words", "waits_for": "The summer"},
        "panel:programme-row": {"title": "New words", "waits_for": "The summer"},
        "panel:programme-close": {"state": "done", "on": u.today, "why": "Considered."},
        "panel:programme-recommend": {"words": "That it is published.", "due_on": u.soon},
        "panel:programme-answer": {"words": "That it is published.", "due_on": u.soon},
        "panel:speaker-refuse": {"ground": "operational", "reason": "Please write to the Chief Constable."},
        "panel:speaker-reply": {"words": "As was promised."},
        "panel:telling": {"wanted": ["papers"]},
        "panel:exemption-keep": {
            "reasons_for": "It still would.",
            "reasons_against": "Less wanted now.",
            "review_on": u.today + timedelta(days=365),
        },
        "panel:chair-note": {"minutes": "10", "words": "Call her first."},
    }


def answers(scene, name):
    """What a form needs to go through; for a button, nothing more than the press."""
    u = Usual(scene)
    own = of_the_board(scene)
    for part in (_of_papers, _of_a_meeting, _of_people, _of_duties, _of_cases, _of_the_panel):
        own |= part(scene, u)
    asked_in_writing = asking.answers_of(scene)
    if name in asked_in_writing:
        return asked_in_writing[name]
    return (inspecting.answers(scene) | own).get(name.partition("|")[0], {})
