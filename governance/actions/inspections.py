"""Enter an inspection and what it graded, put it right, set it aside, and let the public register say so."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.text import slugify

from governance.actions import report_files
from governance.models import ChiefComments, Finding, Inspection, InspectionArea, ResponseLetter
from governance.models.inspection import words_of_year
from governance.queries.inspection_clock import due_on
from governance.queries.inspections import Case, case_of
from governance.states.inspections import INSPECTION_MOVES, InspectionState
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.writing.html import words as plain

INSPECTION = "governance.inspection"
RULE = "Police Act 1996 s55; Specified Information Order, paragraph 7B"
ADDRESSEE = "The Secretary of State for the Home Department"
COPY_TO = "His Majesty’s Chief Inspector of Constabulary"
SLUG = 60


class EnteredAlready(Refusal):
    """This strand has a report of that year."""


class NumberTaken(Refusal):
    """Another area has this number."""


class HasFindings(Refusal):
    """What was found in an area stands under it."""


class NoForce(Refusal):
    """There is no police force to inspect."""


class NotUnderAnswer(Refusal):
    """The response is published: what it answers stands."""

    def __init__(self) -> None:
        super().__init__("The response is published. Withdraw it, with a reason, before you change this.")


@transaction.atomic
def enter(
    office: Organisation,
    *,
    programme: str,
    strand: str,
    year: int,
    published_on: date,
    by: User,
    at: datetime,
    overall: str = "",
    previous_overall: str = "",
    report_url: str = "",
) -> Inspection:
    """A report came out: day 1 of the response is the day of its publication (Police Act 1996 s55(5)). Raises EnteredAlready, NoForce."""
    force = Organisation.objects.filter(kind=OrganisationKind.FORCE).order_by("pk").first()
    if force is None:
        raise NoForce("There is no police force among the organisations yet.")
    row = Inspection(office=office, force=force)
    _describe(
        row,
        programme=programme,
        strand=strand,
        year=year,
        published_on=published_on,
        overall=overall,
        previous_overall=previous_overall,
        report_url=report_url,
    )
    row.slug = _new_slug(row)
    _save(row)
    ResponseLetter.objects.create(inspection=row, addressee=ADDRESSEE, copy_to=COPY_TO)
    _note("entered", row, by=by, at=at, published_on=published_on.isoformat())
    return row


@transaction.atomic
def edit(inspection: Inspection, *, by: User, at: datetime, **said: Any) -> Inspection:
    """What the report is called, when it came out, how it graded; the address stays. Raises EnteredAlready, NotUnderAnswer."""
    row = locked(inspection)
    if row.state == InspectionState.ANSWERED:
        raise NotUnderAnswer
    _describe(row, **said)
    _save(row)
    _note("edited", row, by=by, at=at, published_on=row.published_on.isoformat())
    return row


@transaction.atomic
def set_aside(inspection: Inspection, *, reason: str, by: User, at: datetime) -> Inspection:
    """On record for its grades alone: answered before this portal, or by somebody else. Raises BadMove."""
    row = locked(inspection)
    move(row, InspectionState.ON_RECORD, along=INSPECTION_MOVES, field="state")
    row.aside_reason = reason
    row.save(update_fields=["state", "aside_reason"])
    _note("set_aside", row, by=by, at=at)
    return row


@transaction.atomic
def take_up(inspection: Inspection, *, by: User, at: datetime) -> Inspection:
    """It is answered here after all. Raises BadMove; what was published is withdrawn instead."""
    row = locked(inspection)
    if row.state == InspectionState.ANSWERED:
        raise NotUnderAnswer
    move(row, InspectionState.ANSWERING, along=INSPECTION_MOVES, field="state")
    row.aside_reason = ""
    row.save(update_fields=["state", "aside_reason"])
    _note("taken_up", row, by=by, at=at)
    return row


@transaction.atomic
def keep_area(
    inspection: Inspection,
    *,
    number: int,
    title: str,
    by: User,
    at: datetime,
    area: InspectionArea | None = None,
    **said: Any,
) -> InspectionArea:
    """A new area, or one put right: question, grade, the grade before, praise and concerns. Raises NumberTaken, NotUnderAnswer."""
    row = under_answer(inspection)
    kept = area or InspectionArea(inspection=row)
    others = InspectionArea.objects.filter(inspection=row, number=number).exclude(pk=kept.pk)
    if others.exists():
        raise NumberTaken(f"Another area has the number {number}.")
    kept.number, kept.title = number, title
    for name, value in said.items():
        setattr(kept, name, value)
    kept.save()
    _note("area_kept", row, by=by, at=at, number=number)
    return kept


@transaction.atomic
def remove_area(area: InspectionArea, *, by: User, at: datetime) -> None:
    """Raises HasFindings, NotUnderAnswer."""
    row = under_answer(area.inspection)
    if Finding.objects.filter(area=area).exists():
        raise HasFindings("Findings stand under this area. Move or remove those first.")
    area.delete()
    _note("area_removed", row, by=by, at=at, number=area.number)


@transaction.atomic
def comment(inspection: Inspection, *, words: str, has_none: bool, by: User, at: datetime) -> ChiefComments:
    """The Chief Constable's comments, or that there are none (s55(5)(a)). Raises NotUnderAnswer."""
    row = under_answer(inspection)
    said = {"words": "" if has_none else words, "has_none": has_none, "by": by, "at": at}
    kept, _ = ChiefComments.objects.update_or_create(inspection=row, defaults=said)
    _note("commented", row, by=by, at=at)
    return kept


@transaction.atomic
def register(inspection: Inspection, *, by: User, at: datetime) -> Release:
    """Let the public register say what stands here: grades, findings with their states, and what was undertaken."""
    made = let_out(case_of(row := locked(inspection)), by=by, at=at)
    _note("registered", row, by=by, at=at)
    return made


def let_out(case: Case, *, by: User, at: datetime) -> Release:
    """The release that the register and the page of a report read; belongs in the caller's transaction."""
    row, html = case.inspection, public_html(case)
    report_files.let_out(case.report, row, by=by, at=at)
    return releases.release(
        INSPECTION,
        subject=row,
        collection=row.slug,
        title=str(row),
        rule=RULE,
        on=row.published_on,
        facts=facts_of(case),
        content=Content(html=html, pages=[{"label": "Inspection", "blocks": [], "text": plain(html)}]),
        by=by,
        at=at,
    )


def public_html(case: Case) -> str:
    """What everyone may read: the report's words, where each finding stands, and commitments that were published."""
    published = [row for row in case.commitments if row.made_at]
    is_followed = case.inspection.state != InspectionState.ON_RECORD
    context = {"parts": case.parts, "commitments": published, "is_followed": is_followed}
    return render_to_string("governance/released/inspection_v1.html", context)


def facts_of(case: Case) -> dict[str, Any]:
    """What the register lists and counts by: small, so that a page of it is."""
    row, answered_on = case.inspection, case.published_on
    return {
        "slug": row.slug,
        "programme": row.programme,
        "strand": row.strand,
        "year": row.year,
        "overall": row.overall,
        "previous_overall": row.previous_overall,
        "report_url": row.report_url,
        "report_sha256": case.report.clean_sha256 if case.report else "",
        "state": row.state,
        "days": case.period.number,
        "due_on": due_on(row.published_on, case.period.number).isoformat(),
        "answered_on": answered_on.isoformat() if answered_on else "",
        "aside_reason": row.aside_reason,
        "total": len(case.findings),
        # Of what is on record only nobody here knows what became.
        "still_open": 0
        if row.state == InspectionState.ON_RECORD
        else sum(one.is_open for one in case.findings),
        "areas": [
            {"title": area.title, "grade": area.grade, "previous": area.previous} for area in case.areas
        ],
        **_of_letter(case),
    }


def _of_letter(case: Case) -> dict[str, str]:
    """When it was sent, and of a letter that was taken back, when and why."""
    letter = case.letter
    if letter is None:
        return {}
    days = {
        "sent_inspectors_on": letter.sent_inspectors_on,
        "sent_secretary_on": letter.sent_secretary_on,
        "withdrawn_on": letter.withdrawn_on,
    }
    said = {name: day.isoformat() for name, day in days.items() if day}
    return said | ({"withdrawn_reason": letter.withdrawn_reason} if letter.withdrawn_on else {})


def is_behind(case: Case, released: Release | None) -> bool:
    """Whether the public register no longer says what stands here."""
    if released is None:
        return True
    return released.facts != facts_of(case) or released.text.html != public_html(case)


def locked(inspection: Inspection) -> Inspection:
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("office", "force")
    return rows.get(pk=inspection.pk)


def under_answer(inspection: Inspection) -> Inspection:
    """Under its lock, while what is answered may change; raises NotUnderAnswer once it is published."""
    row = locked(inspection)
    if row.state == InspectionState.ANSWERED:
        raise NotUnderAnswer
    return row


def _describe(row: Inspection, **said: Any) -> None:
    for name, value in said.items():
        setattr(row, name, value)


def _save(row: Inspection) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        if "one_inspection_of_a_strand_a_year" not in str(clash):
            raise
        raise EnteredAlready(
            f"{row.programme} {row.strand} of {row.year_words} is entered already."
        ) from None


def _new_slug(row: Inspection) -> str:
    """ "peel-2017-18-effectiveness", with a number behind it where another report has it."""
    words = slugify(f"{row.programme} {words_of_year(row.year).replace('/', '-')} {row.strand}") or "report"
    wanted, n = words[:SLUG].strip("-"), 1
    while Inspection.objects.filter(slug=wanted).exists():
        n += 1
        wanted = f"{words[: SLUG - 4].strip('-')}-{n}"
    return wanted


def _note(verb: str, row: Inspection, *, by: User, at: datetime, **facts: Any) -> None:
    record(
        f"governance.inspection.{verb}", subject=row, by=by, at=at, thread=row.slug, report=str(row), **facts
    )
