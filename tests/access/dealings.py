"""What the Panel deals with apart from its meetings, in the scene, with a canary in every field that is private."""

from datetime import date, time

from panel.actions import complaint_readers, complaints, csp, group_reports, groups, private_files, urgent
from pcc_portal.meetings.printing import press
from tests.access.cast import CLERKS
from tests.factories import people
from tests.factories.days import NOW
from tests.pdf.samples import plain


def complained_of(scene, clerk, panel):
    """A complaint in which both clerks are named, and nobody else."""
    words = {
        part: scene.canary(f"complaint: {part}", CLERKS) for part in ("subject", "words", "name", "contact")
    }
    said = {"kind": "complaint", "about": "commissioner", "received_on": date(2026, 11, 2)}
    row = complaints.receive(panel, by=clerk, at=NOW, **said | words)
    scene.papers["named"] = complaint_readers.name(
        row, scene.cast["deputy_clerk"].grants.get(), by=clerk, at=NOW
    )
    note = scene.canary("complaint: what was done", CLERKS)
    scene.papers["complained of"] = complaints.note(row, words=note, by=clerk, at=NOW)
    said = a_file(scene, "complaint", CLERKS)
    scene.papers["complaint file"] = private_files.keep_for_complaint(row, by=clerk, at=NOW, **said)


def a_file(scene, of, readers):
    """A PDF with a canary in its title and one in its words."""
    title, words = (scene.canary(f"{of}: file, {part}", readers) for part in ("title", "words"))
    original = plain(words)
    found = press.inspect(original)
    return {"title": title, "original": original, "found": found, "is_scanned": True}


def put_to_the_chair(scene, clerk):
    """An urgent item that waits for the Chair of the Panel, of the draft meeting."""
    readers = CLERKS | {"panel_chair"}
    said = {part: scene.canary(f"urgent item: {part}", readers) for part in ("title", "why")}
    scene.papers["urgent"] = urgent.ask(scene.draft, by=clerk, at=NOW, **said)


def raised(scene, clerk, panel):
    """An issue of a partnership that nobody has decided on."""
    said = {
        part: scene.canary(f"issue of a partnership: {part}", CLERKS)
        for part in ("title", "words", "implication")
    }
    where = people.organisation("wexbury-csp", "Wexbury Community Safety Partnership", "partner")
    of = {"partnership": where, "reach": "county", "received_on": date(2026, 11, 2)}
    scene.papers["issue"] = csp.receive(panel, by=clerk, at=NOW, **of | said)


def in_a_group(scene, clerk, panel):
    """A working group with one member of the cast in it, its meeting, a paper, notes, and a report to the Panel."""
    inside = CLERKS | {"panel_member"}
    said = {"name": "Performance Working Group", "kind": "standing", "terms": "Looks at figures."}
    group = groups.set_up(panel, from_on=date(2025, 6, 1), by=clerk, at=NOW, **said)
    member = scene.cast["panel_member"].person
    scene.papers["place"] = groups.place(
        group, member, office="chair", from_on=date(2025, 6, 1), by=clerk, at=NOW
    )
    when = {"held_on": date(2026, 11, 2), "starts_at": time(14), "venue": "County Hall"}
    focus = scene.canary("working group: what a meeting looks at", inside)
    met = groups.plan(group, focus=focus, by=clerk, at=NOW, **when)
    paper = {
        part: scene.canary(f"working group: paper, {part}", inside) for part in ("title", "words", "source")
    }
    scene.papers["group paper"] = groups.add_paper(met, by=clerk, at=NOW, **paper)
    said = a_file(scene, "working group", inside)
    scene.papers["group file"] = private_files.keep_for_group(met, by=clerk, at=NOW, **said)
    notes, next_focus = (scene.canary(f"working group: {part}", inside) for part in ("notes", "next focus"))
    groups.write_notes(met, notes=notes, present=[member], next_focus=next_focus, by=clerk, at=NOW)
    words = scene.canary("working group: a report not yet on an agenda", inside)
    group_reports.write(met, kind="paper", words=words, by=clerk, at=NOW)
    scene.papers["group"], scene.papers["group met"] = group, met
