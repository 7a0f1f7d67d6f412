"""Let an agenda out: the releases, the members' part, their bytes and hashes, in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import announcements, calls, public_notices, seconding
from pcc_portal.meetings.actions.packs import Built
from pcc_portal.meetings.actions.volumes import leaves_of
from pcc_portal.meetings.models import Meeting, Pack, PackLeaf
from pcc_portal.meetings.printing import reading
from pcc_portal.meetings.printing.binding import Paper
from pcc_portal.meetings.states import AGENDA_MOVES, AgendaStatus, AnnouncementKind
from pcc_portal.writing.actions import texts

RULE_NOTICE = "LGA 1972 s100A(6), s100B(1)-(4): agenda and open reports, five clear days"
RULE_OPEN_REPORT = "LGA 1972 s100B(1), s100C: open report of an issued agenda"
RULE_OF_THE_BOARD = "SI 2011/3050 Sch para 5(b): agenda and reports of a meeting of the Board"
RULE_WITHHELD = "LGA 1972 s100B(2), s100F: withheld report, members of the body"


@transaction.atomic
def let_out(
    meeting: Meeting,
    built: Built,
    pack: Pack,
    *,
    by: User,
    at: datetime,
    job: Job | None = None,
    is_told: bool = True,
) -> Meeting:
    """ISSUED, the releases, their bytes, hashes and time: one transaction. Notice is counted from this moment.

    A pack without DRAFT across its
    pages is saved here and nowhere earlier, so that none is left when nothing came out. Everyone on the meeting's list
    is told, but for papers of the past that are only brought in (``is_told``). Raises BadMove, NeedsSecond.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("body__organisation")
        .get(pk=meeting.pk)
    )
    move(meeting, AgendaStatus.ISSUED, along=AGENDA_MOVES)
    meeting.issued_at, meeting.seconded_by = at, seconding.spend(meeting, built.agenda, by=by, at=at)
    calls.call_by_issuing(meeting, by=by, at=at)
    meeting.save(update_fields=["status", "issued_at", "seconded_by", "life"])
    if pack._state.adding:  # noqa: SLF001  merged for this moment and not yet saved
        pack.save(force_insert=True)
    _release_meeting(meeting, built, pack, by=by, at=at)
    let_out_papers(meeting, built, by=by, at=at)
    PackLeaf.objects.bulk_create(leaves_of(built, meeting))
    _withhold_pack(meeting, pack, by=by, at=at)
    record(
        "meetings.agenda.issued",
        subject=meeting,
        by=by,
        at=at,
        thread=meeting.ref,
        pages=pack.public_pages,
        sha256=pack.public_sha256,
    )
    if is_told:
        _tell(meeting, built, by=by, at=at)
    if job is not None:
        jobs.finish(job, at=at, message=f"Issued: {pack.public_pages} pages.", result_url=meeting.path)
    return meeting


def let_out_papers(
    meeting: Meeting, built: Built, *, by: User, at: datetime, after: int = 0, rule: str = RULE_OPEN_REPORT
) -> None:
    """Only the open volume's papers are released; exempt ones go to the members' table. Every text is locked."""
    for position, paper in enumerate(built.papers, start=after + 1):
        if paper.source.sheet.is_private:
            _withhold_paper(meeting, built, paper, position, by=by, at=at)
        else:
            _release_paper(meeting, built, paper, position, by=by, at=at, rule=rule)
        if paper.source.sheet.paper.text is not None:
            texts.lock(paper.source.sheet.paper.text, by=by, at=at)


def _tell(meeting: Meeting, built: Built, *, by: User, at: datetime) -> None:
    """A mail goes out if the pack is still there by then."""
    pack = list(Release.objects.live().filter(kind="meetings.pack", collection=meeting.ref))
    news = announcements.news_of_issue(built.agenda)
    announcements.tell(meeting, kind=AnnouncementKind.ISSUED, news=news, of=pack, by=by, at=at)


def _release_meeting(meeting: Meeting, built: Built, pack: Pack, *, by: User, at: datetime) -> None:
    name = public_notices.name_of(meeting)
    rule = RULE_NOTICE if meeting.is_under_part_va else RULE_OF_THE_BOARD
    common: dict[str, Any] = {
        "subject": meeting,
        "collection": meeting.ref,
        "rule": rule,
        "by": by,
        "at": at,
        "on": meeting.held_on,
        "seconded_by": meeting.seconded_by,
    }
    public_notices.publish(meeting, by=by, at=at, rule=rule)
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


def _release_paper(
    meeting: Meeting, built: Built, paper: Paper, position: int, *, by: User, at: datetime, rule: str
) -> None:
    frozen, span = _frozen(meeting, built, paper), built.open_volume.ranges[paper.source.key]
    releases.release(
        "meetings.paper",
        subject=paper.source.sheet.paper,
        collection=meeting.ref,
        position=position,
        title=paper.source.title,
        rule=rule,
        on=meeting.held_on,
        facts={
            "item": paper.source.line.number,
            "first": span[0],
            "last": span[1],
            "marking": paper.source.sheet.paper.document.stamp,
        },
        content=Content(
            html=frozen.html, contents=frozen.contents, pages=frozen.pages, files=paper.source.assets
        ),
        by=by,
        at=at,
        seconded_by=meeting.seconded_by,
    )


def _withhold_paper(
    meeting: Meeting, built: Built, paper: Paper, position: int, *, by: User, at: datetime
) -> None:
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
        files={
            name: [kind, stores.put(data, folder="pictures")]
            for name, (kind, data) in paper.source.assets.items()
        },
        sha256=stores.sha256(frozen.html.encode()),
        size=len(frozen.html),
        issued_at=at,
        issued_by=by,
        seconded_by=meeting.seconded_by,
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
        size=len(stores.get(pack.members_key)),
        issued_at=at,
        issued_by=by,
        seconded_by=meeting.seconded_by,
    )
