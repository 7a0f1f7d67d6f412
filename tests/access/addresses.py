"""From a row of the matrix to an address of the scene."""

from django.urls import reverse

from tests.access import acting, asking, challenging, deciding, inspecting, meeting_weekly, owing

BOARD = (acting, challenging, deciding, owing, meeting_weekly)
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
    "governance:minutes-file-in": "board minutes file",
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


PARTS = {"panel:programme-add", "panel:programme-row", "panel:programme-look", "panel:programme-remove"}


def address(scene, subject, name):
    """The address that a row is about."""
    name, _, what = name.partition("|")
    if name in TOKENS:
        return reverse(name, args=[scene.tokens[TOKENS[name]]])
    if name.startswith("panel:theme"):
        return reverse(name, args=_of_theme(scene.papers["speaks"], name))
    if subject in {"site", asking.SUBJECT, inspecting.SUBJECT, *(part.SUBJECT for part in BOARD)}:
        of = {part.SUBJECT: part for part in (asking, meeting_weekly)}.get(subject, inspecting)
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
