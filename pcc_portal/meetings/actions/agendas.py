"""Issue an agenda: lock it, build what will be public, let it out in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import packs
from pcc_portal.meetings.actions.packs import Built
from pcc_portal.meetings.models import Meeting, Pack
from pcc_portal.meetings.printing import reading
from pcc_portal.meetings.printing.binding import Paper
from pcc_portal.meetings.queries import Agenda, agenda_of, latest_pack
from pcc_portal.meetings.states import AGENDA_MOVES, AgendaStatus, ItemKind, PaperState
from pcc_portal.workdays import clear_days_between
from pcc_portal.writing import findings
from pcc_portal.writing.actions import texts
from pcc_portal.writing.models import Block

RULE_NOTICE = "LGA 1972 s100A(6), s100B(1)-(4): agenda and open reports, five clear days"
RULE_OPEN_REPORT = "LGA 1972 s100B(1), s100C: open report of an issued agenda"
RULE_WITHHELD = "LGA 1972 s100B(2), s100F: withheld report, members of the body"


class NoticeTooShort(Exception):
    """Fewer clear days than the body's rule needs, and no reason given."""

    def __init__(self, days: int, needed: int) -> None:
        self.days = days
        held = "no clear working day" if days == 0 else f"{days} clear working day{'s' if days > 1 else ''}"
        super().__init__(
            f"There would be {held} between issue and meeting; the rule is {needed}. "
            "Give the reason that the law allows; it is printed on the agenda."
        )


class NotReady(Exception):
    """Something stands in the way of issuing; the flags say what and where."""

    fit_to_show = True

    def __init__(self, flags: list[Flag]) -> None:
        self.flags = flags
        super().__init__(" ".join(flag.message for flag in flags))


@dataclass(frozen=True)
class Flag:
    """An unmet rule: quiet while people work; ``stops`` says whether the pack can be issued with it."""

    message: str
    item: str = ""
    paper: str = ""
    stops: bool = True


def flags_of(agenda: Agenda, pack: Pack | None) -> list[Flag]:
    """What is not ready, in the order of the agenda: three queries at most, however long it is."""
    found = list(_about_papers(agenda))
    found += _about_texts(agenda)
    if pack is not None:
        mine = {str(sheet.paper.pk): str(line.item.pk) for line, sheet in agenda.sheets()}
        found += [
            Flag(problem["message"], item=mine[problem["paper"]], paper=problem["paper"])
            for problem in pack.problems
            if problem["paper"] in mine
        ]
    return found


def _about_papers(agenda: Agenda) -> Iterator[Flag]:
    for line in agenda.walk():
        item = str(line.item.pk)
        if line.item.kind == ItemKind.PAPERS and not line.sheets:
            yield Flag(f"Item {line.number} has no paper yet. Add one, or say that it is verbal or needs none.", item)
        for sheet in line.sheets:
            paper, pk = sheet.paper, str(sheet.paper.pk)
            if paper.state == PaperState.DRAFTING:
                yield Flag(f"“{sheet.title}” is still being written.", item, pk)
            elif paper.state == PaperState.SUBMITTED:
                yield Flag(f"“{sheet.title}” was sent in and waits for you to accept it.", item, pk)
            if paper.version is not None and paper.version.needs_confirming and sheet.is_printed:
                yield Flag(f"Look at the page pictures of “{sheet.title}” and confirm them.", item, pk)
            if paper.version is not None and not paper.version.is_tagged and sheet.is_printed:
                yield Flag(f"“{sheet.title}” has no tags: screen readers get its text on the web page only.", item, pk, stops=False)


def _about_texts(agenda: Agenda) -> list[Flag]:
    by_text = {s.paper.text_id: (line, s) for line, s in agenda.sheets() if s.is_printed and s.paper.text_id}
    blocks: dict[object, list[Block]] = {pk: [] for pk in by_text}
    for block in Block.objects.filter(text__in=blocks).to_read().order_by("text_id", "position"):
        blocks[block.text_id].append(block)
    return [
        Flag(f"{sheet.title}: {finding.message}", str(line.item.pk), str(sheet.paper.pk), stops=finding.blocks_release)
        for text_id, (line, sheet) in by_text.items()
        for finding in findings.of(blocks[text_id])
    ]


def days_of_notice(meeting: Meeting, *, on: date) -> int:
    """Clear working days if it were issued on this London day (R v Swansea CC ex p Elitestone)."""
    return clear_days_between(on, meeting.held_on)


@transaction.atomic
def ask_to_issue(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> Job:
    """Lock the agenda and build what will be public. Raises what ``lock`` raises; then nothing is written."""
    meeting = lock(meeting, by=by, at=at, reason=reason)
    return jobs.queue(
        "meetings.issue_packs",
        subject=meeting,
        by=by,
        at=at,
        queue="render",
        title="Issuing the papers",
        thread=meeting.ref,
        result_url=meeting.path,
        power=Power.ISSUE,
        organisation=meeting.body.organisation,
    )


@transaction.atomic
def lock(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> Meeting:
    """Nothing changes from here on: five clear working days before the meeting, or with the reason the law allows.

    LGA 1972 s100B(3)-(4). Raises BadMove, NoticeTooShort, NotReady; then nothing is written.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation").get(pk=meeting.pk)
    move(meeting, AgendaStatus.BEING_ISSUED, along=AGENDA_MOVES)
    days = days_of_notice(meeting, on=timezone.localdate(at))
    short = days < meeting.body.notice_days
    if short and not reason.strip():
        raise NoticeTooShort(days, meeting.body.notice_days)
    stopping = [flag for flag in flags_of(agenda_of(meeting), latest_pack(meeting)) if flag.stops]
    if stopping:
        raise NotReady(stopping)
    meeting.short_notice_reason = reason.strip() if short else ""
    meeting.asked_by = by
    meeting.save(update_fields=["status", "short_notice_reason", "asked_by"])
    record("meetings.agenda.asked_to_issue", subject=meeting, by=by, at=at, thread=meeting.ref, reason=meeting.short_notice_reason, days=days)
    return meeting


def issue(meeting: Meeting, *, job: Job, at: datetime) -> None:
    """The work of the issue job: bytes without the watermark, then everything out at once, or back to draft."""
    meeting = Meeting.objects.select_related("body__organisation", "asked_by").get(pk=meeting.pk)
    if meeting.is_issued:
        return
    try:
        built = packs.compose(meeting, at=at, job=job)
        if built.problems:
            raise NotReady([Flag(p["message"], paper=p["paper"]) for p in built.problems])
        pack = packs.keep(built, meeting, draft=False, job=None, at=job.clock())
        let_out(meeting, built, pack, by=meeting.asked_by or job.by, at=job.clock(), job=job)
    except (jobs.Cancelled, NotReady) as stopped:
        back_to_draft(meeting, by=meeting.asked_by, at=job.clock(), reason=str(stopped) or "stopped by the clerk")
        raise


@transaction.atomic
def back_to_draft(meeting: Meeting, *, by: User | None, at: datetime, reason: str = "") -> Meeting:
    """Unlock an agenda whose issue was stopped or failed: nothing had been let out. Raises BadMove."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    move(meeting, AgendaStatus.DRAFT, along=AGENDA_MOVES)
    meeting.save(update_fields=["status"])
    record("meetings.agenda.back_to_draft", subject=meeting, by=by, at=at, thread=meeting.ref, reason=reason)
    return meeting


@transaction.atomic
def let_out(meeting: Meeting, built: Built, pack: Pack, *, by: User, at: datetime, job: Job | None = None) -> Meeting:
    """ISSUED, the releases, their bytes, hashes and time: one transaction. Notice is counted from this moment.

    Only the open volume's papers are released; exempt ones go to the members' table. Raises BadMove.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation").get(pk=meeting.pk)
    move(meeting, AgendaStatus.ISSUED, along=AGENDA_MOVES)
    meeting.issued_at = at
    meeting.save(update_fields=["status", "issued_at"])
    _release_meeting(meeting, built, pack, by=by, at=at)
    for position, paper in enumerate(built.papers, start=1):
        if paper.source.sheet.is_private:
            _withhold_paper(meeting, built, paper, position, by=by, at=at)
        else:
            _release_paper(meeting, built, paper, position, by=by, at=at)
        if paper.source.sheet.paper.text is not None:
            texts.lock(paper.source.sheet.paper.text, by=by, at=at)
    _withhold_pack(meeting, pack, by=by, at=at)
    record("meetings.agenda.issued", subject=meeting, by=by, at=at, thread=meeting.ref, pages=pack.public_pages, sha256=pack.public_sha256)
    if job is not None:
        jobs.finish(job, at=at, message=f"Issued: {pack.public_pages} pages.", result_url=meeting.path)
    return meeting


def _release_meeting(meeting: Meeting, built: Built, pack: Pack, *, by: User, at: datetime) -> None:
    place = {"starts_at": meeting.starts_at.isoformat("minutes"), "venue": meeting.venue, "webcast_url": meeting.webcast_url}
    facts = place | {"body": meeting.body.name, "short": meeting.body.short_name, "path": meeting.path}
    name = f"{meeting.body.name}, {meeting.held_on:%A} {meeting.held_on.day} {meeting.held_on:%B %Y}"
    common = {"subject": meeting, "collection": meeting.ref, "rule": RULE_NOTICE, "by": by, "at": at, "on": meeting.held_on}
    releases.release("meetings.notice", title=name, content=Content(html=f"<p>{name}</p>"), facts=facts, **common)
    frozen = reading.agenda(built.matter, built.agenda, built.open_volume.ranges)
    releases.release("meetings.agenda", title=f"Agenda: {name}", content=Content(html=frozen.html), **common)
    data = stores.get(pack.public_key)
    releases.release(
        "meetings.pack",
        title=f"Pack: {name}",
        content=Content(data=data, suffix=".pdf"),
        facts={"pages": pack.public_pages, "issued_at": at.isoformat()},
        **common,
    )


def _frozen(meeting: Meeting, built: Built, paper: Paper) -> reading.Frozen:
    spans = built.open_volume.ranges | built.exempt_volume.ranges
    return reading.paper(meeting, paper, spans[paper.source.key], built.anchors[paper.source.key])


def _release_paper(meeting: Meeting, built: Built, paper: Paper, position: int, *, by: User, at: datetime) -> None:
    frozen, span = _frozen(meeting, built, paper), built.open_volume.ranges[paper.source.key]
    releases.release(
        "meetings.paper",
        subject=paper.source.sheet.paper,
        collection=meeting.ref,
        position=position,
        title=paper.source.title,
        rule=RULE_OPEN_REPORT,
        on=meeting.held_on,
        facts={"item": paper.source.line.number, "first": span[0], "last": span[1], "marking": paper.source.sheet.paper.document.stamp},
        content=Content(html=frozen.html, contents=frozen.contents, pages=frozen.pages, files=paper.source.assets),
        by=by,
        at=at,
    )


def _withhold_paper(meeting: Meeting, built: Built, paper: Paper, position: int, *, by: User, at: datetime) -> None:
    frozen, span = _frozen(meeting, built, paper), built.exempt_volume.ranges[paper.source.key]
    Withheld.objects.create(
        kind="meetings.paper",
        subject_id=str(paper.source.sheet.paper.pk),
        collection=meeting.ref,
        position=position,
        organisation=meeting.body.organisation,
        title=paper.source.title,
        facts={"item": paper.source.line.number, "first": span[0], "last": span[1]},
        html=frozen.html,
        contents=frozen.contents,
        pages=frozen.pages,
        files={name: [kind, stores.put(data, folder="pictures")] for name, (kind, data) in paper.source.assets.items()},
        sha256=stores.sha256(frozen.html.encode()),
        size=len(frozen.html),
        issued_at=at,
        issued_by=by,
    )


def _withhold_pack(meeting: Meeting, pack: Pack, *, by: User, at: datetime) -> None:
    Withheld.objects.create(
        kind="meetings.pack",
        subject_id=str(meeting.pk),
        collection=meeting.ref,
        organisation=meeting.body.organisation,
        title=f"Members’ pack, {meeting.ref}",
        facts={"pages": pack.public_pages, "exempt_pages": pack.exempt_pages},
        store_key=pack.members_key,
        sha256=pack.members_sha256,
        size=0,
        issued_at=at,
        issued_by=by,
    )
