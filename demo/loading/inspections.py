"""Inspections: one answered and published in time, one whose clock runs, and an earlier one on record for its grades."""

from datetime import date, datetime, timedelta
from typing import Any

from demo.content import inspections as content
from demo.loading import telling
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import commitments, findings, inspections, letter_files, letters, replies
from governance.models import Finding, Inspection
from governance.printing.responses import Letter
from governance.queries.inspections import case_of
from pcc_portal.accounts.models import Holding, User
from pcc_portal.workdays import add_working_days, financial_year

OFFICER, COMMISSIONER, CHIEF = "officer@demo.example", "pcc@demo.example", "cc@demo.example"
FORCE = "force@demo.example"
A_DAY = timedelta(days=1)
ANSWERED_AFTER = 49  # days: on day 50 of 56
RUNS_SINCE = 29  # days: day 30 of 56 is today
THREE_YEARS = 3


def load_answered(county: County) -> Inspection:
    """The letter came out the day before the extraordinary meeting was issued: releases chain in the order of their days."""
    out = add_working_days(county.days.issued_on(county.days.extra), -1)
    published_on = out - ANSWERED_AFTER * A_DAY
    officer = county.users[OFFICER]
    row = _entered(county, content.EFFICIENCY, published_on, overall="good", previous_overall="good")
    _found(county, row, content.ANSWERED, on=published_on + A_DAY)
    _asked(county, row, content.ANSWERED, on=published_on + 2 * A_DAY)
    _replied(row, content.ANSWERED_REPLIES, by=officer, today=county.days.today, when=at(out, 9))
    inspections.comment(
        row, words=content.ANSWERED_COMMENTS, has_none=False, by=county.users[CHIEF], at=at(out - 9 * A_DAY)
    )
    words, days = content.ANSWERED_BESIDES
    due_on = county.days.today + days * A_DAY
    commitments.add(row, words=words, due_on=due_on, by=officer, at=at(out, 9))
    letter = row.letter
    said = {"addressee": letter.addressee, "copy_to": letter.copy_to, "reference": "OPCC/I/2", "opening": ""}
    letters.write(row, closing=content.ANSWERED_CLOSING, by=officer, at=at(out, 9), **said)
    version = letters.sign(
        row, read_sha256=Letter(case_of(row)).sha256, by=county.users[COMMISSIONER], at=at(out, 11)
    )
    letter_files.keep_file(version, letter_files.laid_out(version, at=at(out, 11, 5)))
    letters.publish(row, by=officer, at=at(out, 14))
    letters.stamp(row, sent_inspectors_on=out, sent_secretary_on=out, by=officer, at=at(out, 15))
    return row


def load(county: County, *, now: datetime) -> Inspection:
    """The earlier report on record, and the one that is being answered: part of the force has written, part is replied to."""
    officer, today = county.users[OFFICER], county.days.today
    published_on = today - RUNS_SINCE * A_DAY
    before_on = date(published_on.year - THREE_YEARS, published_on.month, 1)
    before = _entered(county, content.EFFECTIVENESS, before_on, overall="requires")
    _found(county, before, content.EARLIER, on=before_on)
    inspections.set_aside(before, reason=content.BEFORE, by=officer, at=now)
    inspections.register(before, by=officer, at=now)
    row = _entered(county, content.EFFECTIVENESS, published_on, overall="requires", previous_overall="good")
    _found(county, row, content.RUNNING, on=published_on + A_DAY, before=before)
    _asked(county, row, content.RUNNING, on=published_on + 2 * A_DAY)
    _replied(row, content.RUNNING_REPLIES, by=officer, today=today, when=at(today - 2 * A_DAY))
    inspections.register(row, by=officer, at=now)
    return row


def _entered(county: County, strand: str, published_on: date, **grades: str) -> Inspection:
    """On the day on which it came out; its year is the one before."""
    said: dict[str, Any] = {
        "programme": content.PROGRAMME,
        "strand": strand,
        "report_url": content.REPORTS_AT,
    }
    return inspections.enter(
        county.organisations["office"],
        year=financial_year(published_on) - 1,
        published_on=published_on,
        by=county.users[OFFICER],
        at=at(published_on, 15),
        **said | grades,
    )


def _found(
    county: County, row: Inspection, areas: list[content.Area], *, on: date, before: Inspection | None = None
) -> None:
    officer, when = county.users[OFFICER], at(on)
    lead = county.persons[content.LEAD]
    earlier = {one.number: one for one in before.findings.all()} if before else {}
    for number, said in enumerate(areas, start=1):
        facts = {
            name: getattr(said, name)
            for name in ("title", "question", "grade", "previous", "praise", "concerns")
        }
        area = inspections.keep_area(row, number=number, by=officer, at=when, **facts)
        for one in said.found:
            repeats = earlier[one.repeats] if one.repeats else None
            made = findings.add(
                row, kind=one.kind, words=one.words, area=area, repeats=repeats, by=officer, at=when
            )
            if one.owner:
                whose = _owner(county, one.owner, on=on)
                findings.assign(made, lead=lead, plan_line=one.plan_line, by=officer, at=when, **whose)


def _owner(county: County, key: str, *, on: date) -> dict[str, Any]:
    """A person, or the post that they hold."""
    name = key.removeprefix("post:")
    if name == key:
        return {"owner_person": county.persons[name], "owner_post": None}
    held = Holding.objects.on(on).filter(person=county.persons[name]).select_related("post").get()
    return {"owner_person": None, "owner_post": held.post}


def _asked(county: County, row: Inspection, areas: list[content.Area], *, on: date) -> None:
    """Put to the force, and what it has written since; the lead for her own, the staff officer for the rest."""
    findings.put_to_force(row, answers_due_on=on + 21 * A_DAY, by=county.users[OFFICER], at=at(on))
    telling.send(at=at(on))  # that day, while there is something to answer
    said = [one for area in areas for one in area.found]
    rows = {one.number: one for one in Finding.objects.filter(inspection=row)}
    for number, one in enumerate(said, start=1):
        if not one.update:
            continue
        by: User = (
            county.users[FORCE] if one.owner == "calloway" else county.users["staff.officer@demo.example"]
        )
        steps = ["in_plan", "evidenced"] if one.state == "evidenced" else [one.state]
        for n, state in enumerate(steps):
            words = one.update if n == len(steps) - 1 else "It is in the action plan."
            evidence = one.evidence if n == len(steps) - 1 else ""
            findings.update(
                rows[number],
                words=words,
                evidence=evidence,
                state=state,
                is_of_force=True,
                by=by,
                at=at(on + (8 + 6 * n) * A_DAY),
            )


def _replied(row: Inspection, said: list[content.Reply], *, by: User, today: date, when: datetime) -> None:
    for one in said:
        chosen = Finding.objects.filter(inspection=row, number__in=one.numbers)
        due_on = today + one.days * A_DAY if one.days else None
        replies.write(row, findings=chosen, kind=one.kind, words=one.words, due_on=due_on, by=by, at=when)
