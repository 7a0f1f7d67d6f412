"""Inspections in the scene: who gets what of them, and canaries in draft letters, replies, and what only office and force read."""

from datetime import date, timedelta

from django.utils import timezone

from governance.actions import commitments, findings, inspections, letters, replies, report_files
from governance.models import ResponseLetter
from governance.printing.responses import Letter
from governance.queries.inspections import case_of
from pcc_portal.documents import stores
from tests.access.cast import FORCE, OFFICE
from tests.access.dealings import a_file
from tests.factories import inspections as made
from tests.factories import people
from tests.factories.days import NOW
from tests.factories.deciding import pdf
from tests.pdf.samples import plain

SUBJECT = "inspection"
KEEPERS = ("officer", "chief_executive")
CHIEF = ("chief_constable", "staff_officer")

# The register is everyone's; of the office two keep its desk and the others read it; the force gets what was put to it.
TABLE = """
                                  anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:inspections            200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:inspection-grades      200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:inspection             200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:inspection|unlisted    404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
governance:inspection-letter      200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:inspection-letter|now  404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
governance:inspection-report      200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
governance:inspection-report|unlisted 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
governance:inspection-report-kept 302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:inspection-report-add  302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspections-kept       302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:inspection-enter       302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:response-period        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspection-desk        302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:inspection-edit        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspection-aside       302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspection-up          302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:inspection-register    302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:inspection-area-add    302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspection-area        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspection-area-remove 302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:finding-add            302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:findings-put           302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:inspection-comments    302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:reply-add              302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:reply                  302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:reply-remove           302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:letter                 302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:letter-write           302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:letter-draft           302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:letter-sign            302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:letter-on-paper        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:letter-unsign          302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:letter-publish         302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:letter-withdraw        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:letter-sent            302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:letter-file            302/302 404/405 404/405 404/405 404/405 404/405 200/405 404/405 404/405
governance:letter-make            302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:commitment-add         302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:commitment-done        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:commitment-drop        302/302 404/404 404/404 404/404 404/404 404/404 403/403 404/404 404/404
governance:commitment-reopen      302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:commitment-remove      302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/404 405/404
governance:findings               302/302 404/405 404/405 404/405 404/405 404/405 404/405 200/405 404/405
governance:finding                302/302 404/404 404/404 404/404 404/404 404/404 200/403 200/303 404/404
governance:finding|anothers       302/302 404/404 404/404 404/404 404/404 404/404 200/403 404/404 404/404
governance:finding|unasked        302/302 404/404 404/404 404/404 404/404 404/404 200/403 404/404 404/404
governance:finding-edit           302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:finding-assign         302/302 404/404 404/404 404/404 404/404 404/404 403/403 403/403 404/404
governance:finding-remove         302/302 405/404 405/404 405/404 405/404 405/404 405/403 405/403 405/404
"""
_FORMS = "inspection-enter response-period inspection-edit inspection-aside inspection-area-add inspection-area finding-add findings-put inspection-comments reply-add reply letter-write letter-on-paper commitment-add finding finding|anothers finding|unasked finding-edit finding-assign"
_PRESSES = "inspection-register reply-remove letter-draft letter-make commitment-remove"
# They may, and not now: it is a draft, its findings are in hand, its letter is not signed.
_FORMS_NOT_NOW = "letter-withdraw letter-sent commitment-done commitment-drop"
_PRESSES_NOT_NOW = (
    "inspection-up inspection-area-remove letter-unsign letter-publish commitment-reopen finding-remove"
)
_CELLS = {
    _FORMS: (200, 303),
    _PRESSES: (405, 303),
    _FORMS_NOT_NOW: (200, 409),
    _PRESSES_NOT_NOW: (405, 409),
}
ALONE = {
    (f"governance:{name}", who): cell
    for names, cell in _CELLS.items()
    for name in names.split()
    for who in KEEPERS
}
ALONE |= {("governance:inspection-report-add", who): (200, 422) for who in KEEPERS}
ALONE |= {("governance:letter-sign", "commissioner"): (405, 303)}
ALONE |= {
    (f"governance:{name}", who): (200, 303)
    for name in ("inspection-comments", "finding|anothers")
    for who in CHIEF
}


def inspected(scene):
    """One that is being answered, on the register; one that nobody outside the office knows of; one that is answered."""
    officer, lead = scene.cast["officer"], scene.cast["force_lead"]
    row = scene.papers["inspection"] = made.report(
        officer, published_on=timezone.localdate() - timedelta(days=20)
    )
    area = scene.papers["inspected area"] = made.area(row, officer)
    one = made.finding(row, officer, area=area)
    scene.papers["finding"] = _given(scene, one, lead.person, "of the lead", OFFICE | FORCE)
    other = made.finding(row, officer, "Another matter.")
    scene.papers["another's finding"] = _given(
        scene, other, people.person("Ned", "Other"), "of another", OFFICE | {*CHIEF}
    )
    made.put(row, officer)
    not_put = made.finding(row, officer, "A third matter.")
    scene.papers["finding not put"] = _given(scene, not_put, lead.person, "not put to the force", OFFICE)
    said = {part: scene.canary(f"finding: {part}", OFFICE, FORCE) for part in ("words", "evidence")}
    findings.update(scene.papers["finding"], by=lead, at=NOW, is_of_force=True, **said)
    report_files.keep(row, title="Report", by=officer, at=NOW, **pdf())
    inspections.register(row, by=officer, at=NOW)
    _drafted(scene, row, officer)
    kept = made.report(officer, strand="Legitimacy", published_on=date(2026, 10, 5))
    made.finding(kept, officer, scene.canary("finding of a report not on the register", OFFICE))
    file = a_file(scene, "report not on the register", OFFICE)
    report_files.keep(kept, by=officer, at=NOW, **file)
    scene.papers["unlisted inspection"] = kept
    answered = made.published(officer, scene.cast["commissioner"], strand="Efficiency")
    where = scene.canary("letter: where the signed page is kept", OFFICE)
    ResponseLetter.objects.filter(inspection=answered).update(signed_how="paper", kept=where)
    scene.papers["answered inspection"] = answered


def _given(scene, row, owner, whose, readers):
    plan_line = scene.canary(f"finding {whose}: line of the action plan", readers)
    return made.owned(row, scene.cast["officer"], owner, plan_line=plan_line)


def _drafted(scene, row, officer):
    """A letter that nobody outside the office has seen."""
    words = scene.canary("inspection: a reply", OFFICE)
    chosen = [scene.papers["finding"]]
    scene.papers["reply"] = replies.write(row, findings=chosen, kind="taken", words=words, by=officer, at=NOW)
    words = scene.canary("inspection: the Chief Constable's comments", OFFICE, CHIEF)
    inspections.comment(row, words=words, has_none=False, by=officer, at=NOW)
    own = {part: scene.canary(f"letter: {part}", OFFICE) for part in ("reference", "opening", "closing")}
    letters.write(row, addressee="A", copy_to="B", by=officer, at=NOW, **own)
    words = scene.canary("letter: a commitment", OFFICE)
    scene.papers["commitment"] = commitments.add(row, words=words, due_on=None, by=officer, at=NOW)
    version = letters.draft(row, by=officer, at=NOW)
    version.store_key = stores.put(
        plain(scene.canary("letter: the file of a draft", OFFICE)), folder="letters"
    )
    version.file_sha256, version.sides = "0" * 64, 1
    version.save()
    scene.papers["letter version"] = version


OF_A_ROW = {
    "governance:inspection-area": "inspected area",
    "governance:inspection-area-remove": "inspected area",
    "governance:reply": "reply",
    "governance:reply-remove": "reply",
    "governance:letter-file": "letter version",
    "governance:letter-make": "letter version",
} | {f"governance:commitment-{verb}": "commitment" for verb in ("done", "drop", "reopen", "remove")}
FINDINGS = {"anothers": "another's finding", "unasked": "finding not put"}
WITHOUT = {
    "inspections",
    "inspection-grades",
    "inspections-kept",
    "inspection-enter",
    "findings",
    "response-period",
}


NAMES = {line.split()[0].partition("|")[0] for line in TABLE.strip().splitlines()[1:]}


def about(scene, name, what):
    """What an address of these names; nothing for those of others."""
    short = name.partition(":")[2]
    if name not in NAMES or short in WITHOUT:
        return []
    if short == "finding" or (short.startswith("finding-") and short != "finding-add"):
        return [scene.papers[FINDINGS.get(what, "finding")].pk]
    key = {"unlisted": "unlisted inspection"}.get(what, "inspection")
    if short == "inspection-letter" and not what:
        key = "answered inspection"
    slug = scene.papers[key].slug
    return [slug, scene.papers[OF_A_ROW[name]].pk] if name in OF_A_ROW else [slug]


def answers(scene):
    today = timezone.localdate()
    one = scene.papers["finding"]
    report = {"programme": "PEEL", "strand": "New strand", "year": 2024, "published_on": today}
    reply = {"findings": [one.pk], "kind": "taken", "words": "As was said."}
    found = {"kind": "improve", "words": "New words."}
    read = Letter(case_of(scene.papers["inspection"])).sha256
    said = {
        "inspection-enter": report,
        "inspection-edit": report,
        "response-period": {"from_on": today, "days": 60, "words": "Sixty days.", "source": "An Act."},
        "inspection-aside": {"reason": "Answered before."},
        "inspection-area-add": {"number": 9, "title": "New words"},
        "inspection-area": {"number": 1, "title": "New words"},
        "finding-add": found,
        "finding-edit": found,
        "finding-assign": {"owner": f"person-{scene.cast['force_lead'].person_id}"},
        "finding": {"words": "As was said."},
        "findings-put": {"answers_due_on": today + timedelta(days=9)},
        "inspection-comments": {"has_none": "on"},
        "reply-add": reply,
        "reply": reply,
        "letter-write": {"addressee": "A", "copy_to": "B"},
        "letter-sign": {"sha256": read},
        "letter-on-paper": {
            "person": scene.cast["commissioner"].person_id,
            "signed_on": today,
            "kept": "The strong room",
        },
        "letter-withdraw": {"reason": "It was wrong."},
        "letter-sent": {"sent_secretary_on": today},
        "commitment-add": {"words": "New words."},
        "commitment-done": {"on": today},
        "commitment-drop": {"reason": "Not needed."},
    }
    return {f"governance:{name}": data for name, data in said.items()}
