"""An inspection with all that hangs on it, and the lists of the office and of the force; each in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from governance.models import (
    ChiefComments,
    Commitment,
    Finding,
    FindingUpdate,
    Inspection,
    InspectionArea,
    InspectionFile,
    LetterVersion,
    ResponseLetter,
)
from governance.queries import periods
from governance.queries.grades import History, history_of
from governance.queries.inspection_clock import PERIOD, ResponseClock
from governance.states.inspections import STILL_OPEN, LetterState
from pcc_portal.accounts.models import User
from pcc_portal.workdays.periods import Period

A_PAGE = 25
VERSIONS = 8


@dataclass(frozen=True)
class AreaOf:
    """An area with its findings; the last one, without an area, holds those of the report as a whole."""

    area: InspectionArea | None
    findings: list[Finding]


@dataclass(frozen=True)
class Case:
    """Everything about one inspection, read at once."""

    inspection: Inspection
    areas: list[InspectionArea]
    findings: list[Finding]
    comments: ChiefComments | None
    letter: ResponseLetter | None
    versions: list[LetterVersion] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    history: History | None = None
    period: Period = PERIOD
    report: InspectionFile | None = None

    @property
    def parts(self) -> list[AreaOf]:
        found = [
            AreaOf(area, [row for row in self.findings if row.area_id == area.pk]) for area in self.areas
        ]
        rest = [row for row in self.findings if row.area_id is None]
        return [*found, AreaOf(None, rest)] if rest else found

    @property
    def unanswered(self) -> list[Finding]:
        return [row for row in self.findings if row.reply_id is None]

    @property
    def signed(self) -> LetterVersion | None:
        """The version that the signature stands under."""
        if self.letter is None or self.letter.state == LetterState.DRAFT:
            return None
        return next((row for row in self.versions if row.is_signed), None)

    @property
    def published_on(self) -> date | None:
        at = self.letter.published_at if self.letter else None
        return timezone.localdate(at) if at else None

    def clock(self, *, today: date) -> ResponseClock:
        return ResponseClock(self.inspection.published_on, today, self.published_on, self.period.number)


def case_of(inspection: Inspection) -> Case:
    """Eleven queries, however much hangs on it."""
    findings = (
        Finding.objects.filter(inspection=inspection)
        .select_related("area", "owner_person", "owner_post", "lead", "reply", "repeats__inspection")
        .annotate(said=Count("updates"))
        .order_by("number")
    )
    letter = ResponseLetter.objects.select_related("signed_by").filter(inspection=inspection).first()
    versions = LetterVersion.objects.filter(letter=letter).select_related("job", "made_by__person")
    return Case(
        inspection=inspection,
        areas=list(InspectionArea.objects.filter(inspection=inspection)),
        findings=list(findings),
        comments=ChiefComments.objects.select_related("by__person").filter(inspection=inspection).first(),
        letter=letter,
        versions=list(versions[:VERSIONS]),
        commitments=list(Commitment.objects.filter(inspection=inspection)),
        history=history_of(inspection),
        report=InspectionFile.objects.filter(inspection=inspection).first(),
        period=periods.on(inspection.published_on),
    )


def desk_list(user: User, *, page: str) -> Page[Any]:
    """What the office has entered, the newest report first, a page at a time: counted, never fetched. Two queries."""
    rows = (
        Inspection.objects.visible_to(user)
        .select_related("letter")
        .annotate(
            total=Count("findings"),
            still_open=Count("findings", filter=Q(findings__state__in=STILL_OPEN)),
            unanswered=Count("findings", filter=Q(findings__reply__isnull=True)),
        )
        .order_by("-published_on", "-pk")
    )
    return Paginator(rows, A_PAGE).get_page(page)


def published_on(inspection: Inspection) -> date | None:
    """The day on which its response came out, where its letter was read along."""
    letter = getattr(inspection, "letter", None)
    return timezone.localdate(letter.published_at) if letter and letter.published_at else None


def with_everything(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related(
        "inspection__force", "area", "owner_person", "owner_post", "lead", "repeats__inspection"
    )


def put_to(user: User, *, is_open: bool, page: str) -> Page[Any]:
    """What was put to this person or their force, a page at a time. Two queries and one for the updates."""
    rows = Finding.objects.visible_to(user).filter(asked_on__isnull=False)
    rows = rows.still_open() if is_open else rows.exclude(state__in=STILL_OPEN)
    updates = FindingUpdate.objects.select_related("by__person")
    shown = with_everything(rows).prefetch_related(Prefetch("updates", updates, to_attr="trail"))
    return Paginator(shown.order_by("-inspection__published_on", "number"), A_PAGE).get_page(page)


def to_comment_on(user: User) -> list[Inspection]:
    """Reports on which the Chief Constable's office is asked to comment, the comments already there told apart."""
    return list(Inspection.objects.put_to(user).being_answered().select_related("comments", "force"))


def earlier_findings(inspection: Inspection) -> QuerySet[Finding]:
    """Those that a finding of this report can say again: of earlier reports on the same force, the newest first."""
    rows = Finding.objects.filter(
        inspection__office=inspection.office_id, inspection__published_on__lt=inspection.published_on
    )
    return rows.select_related("inspection").order_by("-inspection__published_on", "number")
