"""The print desk: chosen issued papers in one file, in large print if wanted, exempt copies numbered and named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction

from pcc_portal import jobs
from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.markings import Audience
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import volumes
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Meeting, NamedCopy, PrintRun
from pcc_portal.meetings.printing import large, press
from pcc_portal.meetings.printing.issued import Issued, printable, to_print
from pcc_portal.pdf.assemble import Assembled, Kind, Leaf, assemble
from pcc_portal.pdf.parts import CannotLayOut

KEPT = timedelta(days=7)


class NothingChosen(Refusal):
    """A file of no papers."""


class NobodyNamed(Refusal):
    """Exempt papers leave the printer only in copies that say whose they are (LGA 1972 s100F: members, and no one else)."""

    def __init__(self) -> None:
        super().__init__(
            "An exempt paper is chosen: say for whom. Each gets a numbered copy with their name on every page."
        )


@transaction.atomic
def ask(
    meeting: Meeting,
    *,
    papers: Sequence[str],
    is_large: bool,
    holders: Sequence[Person],
    by: User,
    at: datetime,
) -> PrintRun:
    """Queue a print run of issued papers. Copies with exempt papers are numbered on from the meeting's last.

    Raises NothingChosen, NobodyNamed; then nothing is written.
    """
    meeting = _held(meeting)
    chosen = [row for row in printable(meeting) if row.paper in set(papers)]
    if not chosen:
        raise NothingChosen("Choose at least one paper that has been issued.")
    private = any(row.is_private for row in chosen)
    if private and not holders:
        raise NobodyNamed
    run = PrintRun.objects.create(
        meeting=meeting,
        audience=Audience.MEMBERS if private else Audience.PUBLIC,
        is_large=is_large,
        papers=[row.paper for row in chosen],
        asked_by=by,
        asked_at=at,
    )
    if private:
        _number_copies(run, holders)
    run.job = _queue(run, by=by, at=at)
    run.save(update_fields=["job"])
    record(
        "meetings.print_run.asked",
        subject=run,
        by=by,
        at=at,
        thread=meeting.ref,
        papers=len(chosen),
        copies=run.copies.count(),
    )
    return run


def _held(meeting: Meeting) -> Meeting:
    """Under its row's lock, so that no two runs give one number."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation")
    return held.get(pk=meeting.pk)


def _queue(run: PrintRun, *, by: User, at: datetime) -> Job:
    meeting = run.meeting
    return jobs.queue(
        "meetings.print_run",
        subject=run,
        by=by,
        at=at,
        queue="render",
        title="Making the file to print",
        thread=meeting.ref,
        result_url=f"{meeting.path}print/",
        power=Power.PREPARE,
        organisation=meeting.body.organisation,
    )


def _number_copies(run: PrintRun, holders: Sequence[Person]) -> None:
    last = NamedCopy.objects.filter(meeting=run.meeting).aggregate(last=models.Max("number"))["last"] or 0
    NamedCopy.objects.bulk_create(
        NamedCopy(run=run, meeting=run.meeting, number=number, holder=holder)
        for number, holder in enumerate(holders, start=last + 1)
    )


def make(run: PrintRun, *, job: Job, at: datetime) -> None:
    """The file of a run, one copy after the other. What was withdrawn since it was asked for is not in it.

    Raises CannotLayOut, jobs.Refused, jobs.Cancelled, jobs.LeaseLost.
    """
    issued = [*to_print(run)]
    if not issued:
        raise jobs.Refused("None of these papers is issued any more. Choose again.")
    with jobs.heart_beat(job):
        made = _large(run, issued, job, at=at) if run.is_large else _as_issued(run, issued, at=at)
    with transaction.atomic():
        run.store_key = stores.put(made.pdf, folder="prints", suffix=".pdf")
        run.sha256, run.sides, run.made_at = stores.sha256(made.pdf), made.pages, at
        run.save(update_fields=["store_key", "sha256", "sides", "made_at"])
        jobs.finish(job, at=job.clock(), message=f"Ready to print: {made.pages} sides.")


def _as_issued(run: PrintRun, issued: list[Issued], *, at: datetime) -> Assembled:
    """The sides of the issued pack themselves, under their own labels. Every paper has an even number of them."""
    leaves = volumes.extract(volumes.shelf_of(run.meeting), {UUID(paper.paper) for paper in issued}, at=at)
    return _bound(run, leaves, "Papers")


def _large(run: PrintRun, issued: list[Issued], job: Job, *, at: datetime) -> Assembled:
    """Laid out anew at 18 pt; the sheets count L1, L2, L3, and the labels of the pack stand in the margin."""

    def say(done: int, of: int) -> None:
        job.step(done, of + 1, f"Laying out in large print: {done} of {of} ready")

    parts = [*(large.part(paper) for paper in issued), large.blank_part()]
    *papers, blank = press.lay_out(parts, at=at, on_done=say)
    leaves = [_sheet(paper, outcome) for paper, outcome in zip(issued, papers, strict=True)]
    if sum(leaf.pages for leaf in leaves) % 2:
        leaves.append(replace(_sheet(None, blank), key="blank", kind=Kind.FILLER))
    leaves[0] = replace(leaves[0], number=1)  # each copy counts from the beginning
    return _bound(run, leaves, "Large print", magnified=large.MAGNIFIED)


def _sheet(paper: Issued | None, outcome: press.Outcome) -> Leaf:
    if isinstance(outcome, CannotLayOut):
        raise jobs.Refused(str(outcome))
    if paper is None:
        return Leaf(key="blank", pdf=outcome.pdf, pages=outcome.pages, series="L")
    return Leaf(
        key=paper.key,
        pdf=outcome.pdf,
        pages=outcome.pages,
        title=paper.title,
        series="L",
        marking=paper.marking,
        withheld=paper.withheld,
    )


def _bound(run: PrintRun, leaves: list[Leaf], kind: str, *, magnified: float = 1.0) -> Assembled:
    """One copy after the other, each beginning on the front of a sheet; an exempt copy says whose it is on every page."""
    copies = list(run.copies.select_related("holder"))
    everything = [_of(leaf, copy) for copy in copies for leaf in leaves] or leaves
    meeting = run.meeting
    name = f"{meeting.naming.name}, {meeting.held_on.day} {meeting.held_on:%B %Y}"
    return assemble(everything, title=f"{kind}: {name}", running=name, magnified=magnified)


def _of(leaf: Leaf, copy: NamedCopy) -> Leaf:
    place = ", ".join(words for words in (leaf.place, f"copy {copy.number}: {copy.holder}") if words)
    title = f"Copy {copy.number}: {leaf.title}" if leaf.title else None
    return replace(leaf, key=f"{leaf.key}-{copy.number}", place=place, title=title, nest_under=None)


def forget(*, at: datetime) -> int:
    """Files older than a week go; the register of who was given which copy stays. Returns how many went."""
    old = PrintRun.objects.filter(made_at__lt=at - KEPT).exclude(store_key="")
    keys = list(old.values_list("store_key", flat=True))
    old.update(store_key="")
    for key in keys:
        stores.drop(key)
    return len(keys)
