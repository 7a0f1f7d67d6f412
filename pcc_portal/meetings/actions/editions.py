"""What is out of a meeting after its issue: a supplement, a correction, files in which something is no longer public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.html import format_html

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases, withheld
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import announcements, late_seconding, publications, volumes
from pcc_portal.meetings.actions.additions import Finished
from pcc_portal.meetings.actions.drafts import locked
from pcc_portal.meetings.actions.packs import Built
from pcc_portal.meetings.actions.public_notices import name_of
from pcc_portal.meetings.actions.publications import RULE_NOTICE
from pcc_portal.meetings.actions.volumes import Edition, Shelf
from pcc_portal.meetings.models import Meeting, PackLeaf, Supplement
from pcc_portal.meetings.printing import binding, reading
from pcc_portal.meetings.printing.front import FrontMatter, Within
from pcc_portal.meetings.printing.late import as_issued
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import SUPPLEMENT_MOVES, AnnouncementKind, Part, SupplementStatus

RULE_LATE = "LGA 1972 s100B(3)-(4), s100C: late item or report, open when it reached the members"
RULE_CORRECTION = "LGA 1972 s100C: an issued report says what has replaced it"
RULE_WITHDRAWN = "LGA 1972 s100B(2), 12A paragraph 10: what may no longer be read holds its place"


class Unsettled(Exception):
    """Papers were withdrawn again and again while the files were put together."""

    fit_to_show = True

    def __init__(self) -> None:
        super().__init__("Papers were withdrawn while this was put together. Nothing is out; try again.")


@transaction.atomic
def let_out_supplement(
    supplement: Supplement,
    built: Built,
    ready: Finished,
    *,
    by: User,
    at: datetime,
    job: Job | None = None,
    is_told: bool = True,
) -> bool:
    """ISSUED, its releases, and the meeting's files with its pages in them: one transaction, notice counts from here.

    Everyone on the meeting's list is told, but for papers of the past that are only brought in (``is_told``). False where a paper was withdrawn since the files were merged: they hold what nobody may read, and nothing is let
    out. Raises BadMove.
    """
    meeting, supplement = locked(supplement)
    shelf = volumes.shelf_of(meeting, *ready.leaves)
    if shelf.stamp != ready.edition.shelf.stamp:
        return False
    move(supplement, SupplementStatus.ISSUED, along=SUPPLEMENT_MOVES)
    supplement.issued_at = at
    # Of this issue, and not of the agenda: what follows says it of each row.
    meeting.seconded_by = late_seconding.spend(supplement, meeting, built.agenda, by=by, at=at)
    supplement.save(update_fields=["status", "issued_at"])
    ready.pack.save(force_insert=True)
    PackLeaf.objects.bulk_create(ready.leaves)
    publications.let_out_papers(meeting, built, by=by, at=at, after=_last_position(meeting), rule=RULE_LATE)
    alone = release_alone(meeting, supplement, stores.get(ready.pack.public_key), shelf, by=by, at=at)
    release_files(meeting, ready.edition, by=by, at=at)
    release_agenda(meeting, shelf, by=by, at=at)
    _name_corrections(meeting, built, shelf, by=by, at=at)
    pages, sha256 = ready.pack.public_pages, ready.pack.public_sha256
    facts = {"number": supplement.number, "pages": pages, "sha256": sha256}
    record("meetings.supplement.issued", subject=supplement, by=by, at=at, thread=meeting.ref, **facts)
    if is_told:
        _tell(meeting, supplement, built, alone, by=by, at=at)
    if job is not None:
        jobs.finish(job, at=at, message=f"Issued: {pages} pages.", result_url=meeting.path)
    return True


def _tell(
    meeting: Meeting, supplement: Supplement, built: Built, alone: Release, *, by: User, at: datetime
) -> None:
    """What is new, in public words; a mail goes out if the supplement is still there by then."""
    news = [f"{supplement}, pages {alone.facts['first']}-{alone.facts['last']}: {supplement.why}"]
    news += announcements.news_of_papers(built.agenda)
    announcements.tell(meeting, kind=AnnouncementKind.SUPPLEMENT, news=news, of=[alone], by=by, at=at)


def _last_position(meeting: Meeting) -> int:
    found = [
        rows.aggregate(last=Max("position"))["last"] or 0
        for rows in (
            Release.objects.filter(kind="meetings.paper", collection=meeting.ref),
            Withheld.objects.filter(kind="meetings.paper", collection=meeting.ref),
        )
    ]
    return max(found)


def release_alone(
    meeting: Meeting, supplement: Supplement, data: bytes, shelf: Shelf, *, by: User, at: datetime
) -> Release:
    """The new pages alone."""
    begins = shelf.begins(supplement)[""]
    pages = sum(leaf.pages for leaf in shelf.volume(Part.OPEN, supplement))
    return releases.release(
        "meetings.supplement",
        subject=supplement,
        collection=meeting.ref,
        position=supplement.number,
        title=f"{supplement}: {name_of(meeting)}",
        rule=RULE_LATE,
        on=meeting.held_on,
        facts={
            "number": supplement.number,
            "why": supplement.why,
            "urgency": supplement.urgency,
            "first": str(begins + 1),
            "last": str(begins + pages),
            "issued_at": supplement.issued_at.isoformat() if supplement.issued_at else "",
        },
        content=Content(data=data, suffix=".pdf"),
        by=by,
        at=at,
    )


def release_files(meeting: Meeting, edition: Edition, *, by: User, at: datetime) -> None:
    """The public pack and the members', each in its next version."""
    pages, exempt = edition.shelf.sides(Part.OPEN), edition.shelf.sides(Part.EXEMPT)
    content = Content(data=edition.public, suffix=".pdf")
    same = Release.objects.live().filter(
        kind="meetings.pack", subject_id=str(meeting.pk), sha256=content.sha256
    )
    if not same.exists():  # what was withdrawn may have stood in the members' file alone
        releases.release(
            "meetings.pack",
            subject=meeting,
            collection=meeting.ref,
            title=f"Pack: {name_of(meeting)}",
            rule=RULE_NOTICE,
            on=meeting.held_on,
            facts={"pages": pages, "issued_at": at.isoformat()},
            content=content,
            by=by,
            at=at,
        )
    ranges = edition.shelf.ranges(Part.OPEN)
    spans = [ranges[f"p{pk.hex}"] for pk in edition.shelf.re_marked if f"p{pk.hex}" in ranges]
    withheld.again(
        "meetings.pack",
        subject_id=str(meeting.pk),
        collection=meeting.ref,
        organisation=meeting.body.organisation,
        title=f"Members’ pack, {meeting.ref}",
        # Where open numbers stand on pages that only members read: their pictures come from the members' file.
        facts={"pages": pages, "exempt_pages": exempt, "re_marked": sorted(spans)},
        store_key=stores.put(edition.members, folder="packs", suffix=".pdf"),
        sha256=stores.sha256(edition.members),
        size=len(edition.members),
        issued_by=by,
        at=at,
    )


def release_agenda(meeting: Meeting, shelf: Shelf, *, by: User, at: datetime) -> None:
    """The agenda on the web: the same lines, with what came late and what was withdrawn. The printed sheet stays."""
    frozen = reading.agenda(
        FrontMatter.gather(meeting),
        as_issued(agenda_of(meeting)),
        shelf.ranges(Part.OPEN),
        Within(withdrawn=shelf.withdrawn),
    )
    releases.release(
        "meetings.agenda",
        subject=meeting,
        collection=meeting.ref,
        title=f"Agenda: {name_of(meeting)}",
        rule=RULE_NOTICE,
        on=meeting.held_on,
        content=Content(html=frozen.html),
        by=by,
        at=at,
    )


def _name_corrections(meeting: Meeting, built: Built, shelf: Shelf, *, by: User, at: datetime) -> None:
    """Every paper that was corrected says by what; it stays as it was issued."""
    for paper in built.papers:
        corrected = paper.source.sheet.paper.replaces
        if corrected is None or corrected.pk in shelf.marks:
            continue
        note = _correction(paper, shelf)
        row = Release.objects.live().filter(kind="meetings.paper", subject_id=str(corrected.pk)).first()
        if row is not None:
            revise(row, corrected, note, rule=RULE_CORRECTION, by=by, at=at, corrected=True)
        kept = Withheld.objects.live().filter(kind="meetings.paper", subject_id=str(corrected.pk)).first()
        if kept is not None:
            html = reading.with_note(kept.html, kept.facts["first"], note)
            withheld.revise(kept, html=html, facts=kept.facts | {"corrected": True}, at=at)


def _correction(paper: binding.Paper, shelf: Shelf) -> str:
    sheet, late = paper.source.sheet, paper.source.sheet.paper.supplement
    assert late is not None, "the database holds corrections to a supplement"
    first, last = shelf.ranges()[paper.source.key]
    words = format_html("“{}”, supplement {}", sheet.paper.public_title, late.number)
    if not sheet.is_private or (first.startswith("E") and sheet.paper.replaces and _is_exempt_too(sheet)):
        words = format_html('<a href="#{}">{}, pages {}-{}</a>', paper.source.key, words, first, last)
    return format_html('<p class="note"><b>Corrected.</b> This paper was replaced by {}.</p>', words)


def _is_exempt_too(sheet: Any) -> bool:
    return bool(sheet.paper.replaces.document.exemption_id or sheet.paper.item.is_exempt)


def revise(
    row: Release, subject: Any, note: str, *, rule: str, by: User, at: datetime, **facts: Any
) -> Release:
    """The next version of a released paper: the same words and pictures, with a note after its first page label."""
    files = {
        file.name: (file.media_type, stores.get(file.store_key, store=file.store)) for file in row.files.all()
    }
    return releases.release(
        row.kind,
        subject=subject,
        collection=row.collection,
        position=row.position,
        title=row.title,
        rule=rule,
        on=row.on,
        facts=row.facts | facts,
        content=Content(
            html=reading.with_note(row.text.html, row.facts["first"], note),
            contents=row.text.contents,
            pages=row.text.pages,
            files=files,
        ),
        by=by,
        at=at,
    )
