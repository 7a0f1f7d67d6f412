"""From a row of the matrix to an address of the scene, and good answers to the form that stands there."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.roles import Role
from pcc_portal.workdays import add_working_days
from tests.access import acting, asking, challenging, deciding, inspecting, owing
from tests.accounts.test_offices import SAID as OFFICE
from tests.factories.complaints import SAID as COMPLAINT
from tests.factories.meetings import officer_of_the_council
from tests.factories.speakers import SAID as SPEAKER

BOARD = (acting, challenging, deciding, owing)
MEETINGS = {"draft", "issued", "called", "coming", "other", "board"}
# Addresses of the site that are about one row of the scene.
KEYS = {
    "jobs:progress": "job",
    "jobs:cancel": "job",
    "panel:seat-fill": "vacant",
    "panel:sitting-end": "sitting",
    "panel:sitting-access": "sitting",
    "panel:role-end": "grant",
    "panel:calendar-day-remove": "day off",
    "panel:substitute-off": "listed",
    "panel:register-member": "seated",
    "panel:register-end": "registered",
    "panel:attendance-member": "seated",
    "panel:restoring-ask": "lost",
    "panel:work-account": "lost",
    "panel:restoring": "restoring",
    "panel:restoring-agree": "restoring",
    "panel:restoring-refuse": "restoring",
    "accounts:session-end": "session",
    "accounts:device-forget": "device",
    "panel:office-correct": "speaks",
    "panel:body-rename": "body",
    "panel:term-end": "term",
    "panel:delegate": "term",
    "panel:delegation-end": "delegation",
    "panel:clock-finish": "clock",
    "panel:hearing": "hearing",
    "panel:complaint": "complained of",
    "panel:complaint-file-add": "complained of",
    "panel:complaint-name": "complained of",
    "panel:programme-row": "programme row",
    "panel:programme-look": "programme row",
    "panel:programme-remove": "programme row",
    "panel:programme-close": "programme row",
    "panel:programme-reopen": "programme row",
    "panel:programme-agenda": "programme row",
    "panel:programme-recommend": "review",
    "panel:programme-answer": "recommendation",
    "panel:minutes-file": "minutes file",
    "panel:promise-report": "promise in public",
    "panel:promise-done": "promise in public",
    "panel:promise-drop": "promise in private",
    "panel:promise-reopen": "dropped promise",
    "panel:resolution-plan": "resolution",
    "panel:exemption-keep": "exemption",
    "panel:exemption-release": "exemption",
}
# Addresses that are opened by what stands in them.
TOKENS = {
    "panel:subscription-confirm": "confirm",
    "panel:unsubscribe": "leave",
    "panel:calendar-by-token": "calendar",
    "notices:bounce": "bounce",
}
# Addresses of a meeting that are about one row of the scene.
ROWS = {"meetings:print-file": "run", "meetings:alert-seen": "alert"}
ROWS |= {"panel:note": "note", "panel:note-remove": "note"}
# A written question of a member who is not of the cast, and one of a member who is.
ROWS |= {"panel:enquiry-reached": "a member's question", "panel:enquiry-ask": "a member's question"}
ROWS |= {f"panel:enquiry{verb}": "a question" for verb in ("", "-share", "-take-back", "-remove", "-answer")}
ROWS |= {"panel:speaker-reply": "heard", "panel:speaker-minutes": "heard"}
ROWS |= {"governance:row-comment-answer": "comment", "governance:approval-make": "board version"}
ROWS |= {"governance:row-action": "board row"}
ROWS |= {
    f"governance:{name}": "asked of a party" for name in ("approve", "approved-on-paper", "approval-chase")
}
ROWS |= {f"meetings:interest{which}": "interest" for which in ("", "-leave", "-back", "-take-back")}
# Addresses of a meeting that are about one row of it; the first that fits counts.
OF_ONE = {
    "panel:urgent-": "urgent",
    "panel:chair-note": "{subject} line",
    "panel:speaker-": "speaker",
    "meetings:request-ask": "{subject} line",
    "meetings:request-": "request",
    "meetings:clearance-ask": "request",
    "meetings:clearance": "clearance",
    "panel:substitute-call": "sitting",
    "panel:substitute-": "stands in",
    "meetings:attendance-take-off": "guest",
    "meetings:attendance-mark": "seated",
    "meetings:attendance-moves": "seated",
}
# What follows the meeting's ref or the paper's id in an address.
TAILS = {
    "plain": ["plain/"],
    "add": ["add/"],
    "proof": ["proof/"],
    "public": ["public"],
    "members": ["members"],
    "open": ["1"],
}
TAILS |= {"now": ["pack-v4"], "members-now": ["member-pack-v4"], "evidence": ["pack-v1"]}
TAILS |= {"old-members": ["member-pack-v1"]}


PERIOD = {
    "unit": "by_date",
    "number": 0,
    "month": 2,
    "day": 10,
    "words": "By 10 February",
    "source": "The law",
}
NOTICE = {"candidate": "Ann Fairlight", "criteria": "Those", "why": "She does", "terms": "Five years"}
PARTS = {"panel:programme-add", "panel:programme-row", "panel:programme-look", "panel:programme-remove"}


def address(scene, subject, name):
    """The address that a row is about."""
    name, _, what = name.partition("|")
    if name in TOKENS:
        return reverse(name, args=[scene.tokens[TOKENS[name]]])
    if name.startswith("panel:theme"):
        return reverse(name, args=_of_theme(scene.papers["speaks"], name))
    if subject in {"site", asking.SUBJECT, inspecting.SUBJECT, *(part.SUBJECT for part in BOARD)}:
        of = asking if subject == asking.SUBJECT else inspecting
        return reverse(name, args=of.about(scene, name, what) or _of_site(scene, name))
    if subject in MEETINGS and name != "meetings:paper":
        return reverse(name, args=[getattr(scene, subject).ref, *within(scene, subject, name, what)])
    paper = scene.papers["other paper" if subject == "other" else subject]
    tail = [1] if name in {"meetings:paper-side", "asked:side"} else TAILS.get(what, [])
    if name.startswith("asked:"):
        return reverse(name, args=["nobodys-key"] if name == "asked:enter" else [paper.pk, *tail])
    return reverse(name, args=[paper.item.meeting.ref, paper.pk, *tail])


# Addresses of the site that name more than a row: a period, a year, a step.
NAMED = {
    "panel:period-follow": ["precept_report"],
    "panel:clock-override": ["precept_report", "2027-01-01"],
    "panel:precept": [2030],
    "panel:precept-step": [2028, "report"],
}

OF_A_COMPLAINT = {"named", "complaint file"}
# A row, and which step of it.
STEPS = {
    "panel:hearing-step": ("hearing", "report"),
    "panel:complaint-step": ("complained of", "record"),
    "panel:complaint-unname": ("complained of", "named"),
    "panel:complaint-file": ("complained of", "complaint file"),
    "panel:csp-step": ("issue", "accept"),
}


def _of_site(scene, name):
    """What an address of the site is about: a part of the work programme, and one row."""
    if name in NAMED:
        return NAMED[name]
    for part in BOARD:
        if name in part.NAMES:
            return part.about(scene, name)
    if (name.startswith("panel:group-") and name != "panel:group-add") or name == "panel:group":
        return _of_a_group(scene, name)
    if name in STEPS:
        of, *tail = STEPS[name]
        more = [scene.papers[row].pk if row in OF_A_COMPLAINT else row for row in tail]
        return [scene.papers[of].pk, *more]
    part = ["items"] if name in PARTS else []
    return [*part, *([scene.papers[KEYS[name]].pk] if name in KEYS else [])]


def _of_a_group(scene, name):
    """The group, and what of it."""
    slug, met = scene.papers["group"].slug, scene.papers["group met"].pk
    own = {
        "panel:group": [],
        "panel:group-change": ["terms"],
        "panel:group-leave": [scene.papers["place"].pk],
        "panel:group-write": [met, "notes"],
        "panel:group-paper-remove": [met, scene.papers["group paper"].pk],
        "panel:group-file": [met, scene.papers["group file"].pk],
        "panel:group-file-remove": [met, scene.papers["group file"].pk],
    }
    return [slug, *own.get(name, [met])]


def _of_theme(office, name):
    return [office.logo_name] if name.endswith("logo") else [office.pk, office.theme_version]


def within(scene, subject, name, what):
    """What the address of something of a meeting names of it."""
    is_minutes = name.startswith(("meetings:minutes-", "meetings:entry", "meetings:correction"))
    return (_of_minutes if is_minutes else _within)(scene, subject, name, what)


def _within(scene, subject, name, what):
    """What a meeting's own address names of it: an item, a picture, a page."""
    own = {"meetings:paper-opened": f"{subject} annex"} | ROWS
    if name.startswith("meetings:consent"):
        own[name] = "consent" if subject == "draft" else "refused consent"
    if kind := own.get(name) or next((OF_ONE[begins] for begins in OF_ONE if name.startswith(begins)), ""):
        return [scene.papers[kind.format(subject=subject)].pk]
    if name.startswith(("meetings:item", "meetings:paper-add")) and name != "meetings:item-add":
        return [scene.papers[f"{subject} item" if what == "exempt" else f"{subject} line"].pk]
    if name.startswith("meetings:announcement"):
        missed = scene.papers[f"{subject} missed"]
        return [missed.announcement_id, *([missed.pk] if name.endswith("again") else [])]
    if name == "meetings:picture":
        return [scene.papers[f"{subject} figure"].file_name]
    if name.startswith("meetings:supplement") and name != "meetings:supplement-start":
        return [1, scene.papers["late"].pk] if name.endswith("-take") else [1, *TAILS.get(what, [])]
    return ["E1"] if what == "exempt" else TAILS.get(what, [])


def _of_minutes(scene, subject, name, what):
    """An item, a paper or an entry; a whole meeting's own pages name none."""
    of_item = {
        "meetings:minutes-take",
        "meetings:minutes-usual",
        "meetings:minutes-exclude",
        "meetings:minutes-fix",  # which is of a block, and an item is none
        "meetings:entry-add",
    }
    if name in of_item:
        return [scene.papers[f"{subject} line"].pk]
    if name == "meetings:minutes-recommend":
        return [scene.papers[f"{subject} open"].pk]
    if name == "meetings:minutes-make":
        return [scene.papers["version"].pk]
    if name.startswith("meetings:minutes-"):
        return []
    if name.startswith("meetings:correction"):
        kind = "entry" if name.endswith("-add") else "correction"
        return [scene.papers[f"{subject} {what} {kind}" if what else f"{subject} {kind}"].pk]
    kind = "motion" if name.endswith("-votes") else f"{what} entry" if what else "entry"
    return [scene.papers[f"{subject} {kind}"].pk]


def of_the_board(scene):
    """What the forms of the Board's own records need."""
    return {name: said for part in BOARD for name, said in part.answers(scene).items()}


def answers(scene, name):
    """What a form needs to go through; for a button, nothing more than the press."""
    today = timezone.localdate()
    paper = {"public_title": "New words", "role": "report", "marking": "none"}
    grounds = {
        "paragraphs": ["1"],
        "reasons_for": "It would tell who complained.",
        "reasons_against": "The public want to know.",
        "proper_officer": officer_of_the_council().pk,
        "review_on": today + timedelta(days=365),
    }
    where = {"organisation": scene.papers["grant"].organisation_id}
    working = add_working_days(today, 140)
    meeting = {"held_on": working, "starts_at": "14:00", "venue": "County Hall"}
    broken_off = meeting | {"is_open": "on", "reason": "The fire alarm went."}
    soon = today + timedelta(days=3)
    asked = {"author": scene.cast["officer"].pk, "due_on": soon}
    role = where | {"user": scene.cast["stranger"].pk, "role": Role.OFFICER, "from_on": today}
    own = of_the_board(scene) | {
        "panel:meeting-call": meeting,
        "panel:reading-choices": {"text": "200", "space": "wide", "paper": "cream"},
        "panel:reading-stop": {"page": "1"},
        "panel:note-write": {"block": scene.tokens["block"], "words": "Mine."},
        "panel:note": {"words": "Mine."},
        "panel:enquiry-prepare": {"words": "Which?", "page": scene.tokens["page"]},
        "panel:enquiry-ask": {"due_on": soon},
        "panel:enquiry-answer": {"words": "Seven."},
        "panel:year-plan": meeting
        | {"first_on": working, "last_on": working, "weeks": 8, "day": working.isoformat()},
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
            "day": today + timedelta(days=90),
            "name": "Mourning",
            "kind": "mourning",
            "source": "The Gazette",
        },
        "meetings:item-defer": {"to": scene.papers["later"].pk, "reason": "There was no time."},
        "panel:substitutes": {
            "council": scene.papers["sitting"].seat.nominated_by_id,
            "given": "New",
            "family": "Substitute",
            "from_on": today,
        },
        "panel:substitute-call": {"substitute": scene.papers["listed"].pk},
        "panel:annual": {"on": today + timedelta(days=200)}
        | {f"seat{seat.pk}-outcome": "vacant" for seat in scene.issued.body.seats.all()}
        | {f"seat{seat.pk}-office": "member" for seat in scene.issued.body.seats.all()},
        "panel:register-member": {"received_on": today},
        "panel:attendance-rule": {
            "from_on": today,
            "quorum_top": 1,
            "quorum_bottom": 3,
            "quorum_base": "seats",
            "quorum_least": 3,
            "source": "Rules of procedure, 8",
        },
        "meetings:interest-declare": {"person": scene.papers["seated"].pk, "kind": "pecuniary"},
        "meetings:interest": {"person": scene.papers["seated"].pk, "kind": "pecuniary"},
        "meetings:attendance-mark": {"say": "room"},
        "meetings:attendance-moves": {"what": "stay"},
        "meetings:attendance-add": {"given": "New", "family": "Guest", "group": "other"},
        "meetings:meeting-move": meeting | {"reason": "The hall is flooded."},
        "meetings:meeting-adjourn": broken_off,
        "meetings:meeting-inquorate": broken_off,
        "meetings:meeting-cancel": {"reason": "The hall is flooded."},
        "panel:seat-fill": {"given": "New", "family": "Member", "office": "member", "from_on": today},
        "panel:sitting-end": {"last_on": today},
        "panel:role-end": {"last_on": today},
        "panel:work-account": {"subject": "abc"},
        "panel:restoring-ask": {"how": "in_person", "words": "I know him."},
        "panel:account-add": {"email": "new@office.example", "given": "New", "family": "Person"},
        "panel:role-give": role,
        "panel:subscription-ask": {"email": "new@home.example"},
        "panel:speaking": SPEAKER,
        "panel:period-follow": PERIOD | {"from_on": today},
        "panel:clock-start": {"kind": "removal", "started_on": today, "about": "Notified"},
        "panel:clock-finish": {"on": today},
        "panel:clock-override": {"on": "2027-02-04", "why": "Half term."},
        "panel:precept": {"proposed": "300", "on": "2030-02-01"},
        "panel:precept-step": {"on": "2028-02-08", "veto": "none"},
        "panel:hearing-receive": NOTICE | {"post": "deputy", "received_on": today},
        "panel:hearing-step": {"on": today, "recommended": "appoint"},
        "panel:csp-issues": {
            "partnership": scene.papers["issue"].partnership_id,
            "received_on": today,
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
        "panel:group-add": {"name": "Budget", "kind": "task", "terms": "The budget.", "from_on": today},
        "panel:group-change": {"terms": "Looks at figures, and at the plan."},
        "panel:group-leave": {"last_on": today},
        "panel:group-write": {"notes": "As was said."},
        "panel:complaint-add": COMPLAINT | {"received_on": today},
        "panel:complaint-name": {"grant": scene.cast["panel_chair"].grants.get().pk},
        "panel:complaint-step": {"on": today},
        "panel:promises-paper": {"item": scene.papers["draft line"].pk},
        "panel:promise-report": {"on": scene.issued.held_on},
        "panel:promise-done": {"on": scene.issued.held_on},
        "panel:promise-drop": {"reason": "It has ended."},
        "panel:programme-paper": {"item": scene.papers["draft line"].pk},
        "panel:programme-add": {"title": "New words", "waits_for": "The summer"},
        "panel:programme-row": {"title": "New words", "waits_for": "The summer"},
        "panel:programme-close": {"state": "done", "on": today, "why": "Considered."},
        "panel:programme-recommend": {"words": "That it is published.", "due_on": soon},
        "panel:programme-answer": {"words": "That it is published.", "due_on": soon},
        "panel:speaker-refuse": {"ground": "operational", "reason": "Please write to the Chief Constable."},
        "panel:speaker-reply": {"words": "As was promised."},
        "panel:telling": {"wanted": ["papers"]},
        "meetings:mailing-list": {"email": "press@paper.example", "name": "The Press"},
        "meetings:item-add": {"public_title": "New words", "kind": "none", "parent": ""},
        "meetings:item": {"public_title": "New words", "kind": "none", "private_title": ""},
        "meetings:item-exempt": grounds,
        "meetings:paper-exempt": grounds,
        "meetings:paper-add": paper | where | {"how": "write"},
        "meetings:paper": paper,
        "meetings:paper-write-step": {"said": "One more paragraph."},
        "panel:office-follow": OFFICE | {"from_on": "2030-05-08"},
        "panel:office-correct": OFFICE,
        "panel:body-rename": {"from_on": "2028-05-08", "name": "Policing Board", "short_name": "Board"},
        "panel:term-begin": {
            "title": "Monitoring Officer's deputy",
            "organisation": where["organisation"],
            "post_kind": "other",
            "person": scene.cast["stranger"].person_id or officer_of_the_council().pk,
            "kind": "substantive",
            "from_on": today,
        },
        "panel:term-end": {"last_on": today},
        "panel:delegation-end": {"last_on": today},
        "panel:delegate": {"what": "Signs", "to_person": officer_of_the_council().pk, "from_on": today},
        "panel:exemption-keep": {
            "reasons_for": "It still would.",
            "reasons_against": "Less wanted now.",
            "review_on": today + timedelta(days=365),
        },
        "meetings:consent-refuse": {"reasons": "The wrong annex."},
        "meetings:paper-return": {"reason": "The figures are last year's."},
        "meetings:paper-await": {"state": "to_follow", "due_on": today + timedelta(days=3)},
        "meetings:supplement-start": {"why": "It came late."},
        "meetings:supplement": {"why": "It came late."},
        "meetings:supplement-item-add": {"public_title": "New words", "kind": "verbal", "parent": ""},
        "meetings:supplement-paper-add": paper
        | where
        | {"how": "write", "item": scene.papers["issued line"].pk},
        "meetings:paper-withdraw": {"reason": "Wrong figures."},
        "meetings:paper-re-mark": grounds | {"reason": "It names a person."},
        "meetings:paper-confirm": {"version": "1"},
        "meetings:print-desk": {"papers": [scene.papers["issued open"].pk], "size": "as_issued"},
        "meetings:paper-ask": asked,
        "meetings:request-ask": asked | where | {"title": "New words"},
        "meetings:requests-chase": {"chosen": [str(scene.papers["request"].pk)]},
        "meetings:request-due": {"due_on": soon},
        "meetings:request-withdraw": {"reason": "It is not needed."},
        "meetings:paper-promise": {"promised_for": soon},
        "meetings:clearance-ask": {"kind": "legal"},
        "meetings:clearance": {"answer": "yes"},
        "meetings:entry-add": {"kind": "statement"},
        "meetings:entry": {"said": "New words.", "base_version": 4},
        "meetings:minutes-circulate": {"subject": "Draft minutes", "words": "They are ready."},
        "meetings:minutes-summary": {"coherent": "yes"},
        "meetings:minutes-confirm": {"ask": "1"},
        "meetings:correction-add": {"words": "It should say this."},
        "meetings:correction": {"state": "accepted"},
        "panel:chair-note": {"minutes": "10", "words": "Call her first."},
        "meetings:clearance-withdraw": {"reason": "It was never needed."},
    }
    asked_in_writing = asking.answers_of(scene)
    if name in asked_in_writing:
        return asked_in_writing[name]
    return (inspecting.answers(scene) | own).get(name.partition("|")[0], {})
