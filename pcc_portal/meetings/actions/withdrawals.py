"""Take an issued paper back: gone at once from everything public, its place kept, its bytes kept as evidence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import documents, releases, withheld
from pcc_portal.documents.actions.documents import Grounds
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Exemption, Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import announcements, editions, items, rebuilds, volumes
from pcc_portal.meetings.actions.drafts import Refusal, hold
from pcc_portal.meetings.actions.public_notices import name_of
from pcc_portal.meetings.actions.rebuilds import ALONE, PACK, REBUILDING
from pcc_portal.meetings.actions.volumes import Shelf
from pcc_portal.meetings.models import Meeting, PackLeaf, Paper, PrivateTitle, Supplement, Withdrawal
from pcc_portal.meetings.printing import reading
from pcc_portal.meetings.states import AnnouncementKind, Part, SupplementStatus, WithdrawalKind
from pcc_portal.pdf.assemble import Kind
from pcc_portal.pdf.labels import page_labels

PAPER = "meetings.paper"
OPENED = "meetings.opened_file"  # the pages of a paper that was exempt and was opened


@transaction.atomic
def withdraw(paper: Paper, *, reason: str, by: User, at: datetime) -> Job:
    """Nobody reads it any more, members neither; the clerk keeps it as evidence of what was issued. Raises Refusal."""
    meeting, paper = _take(paper)
    mark = _marked(paper, WithdrawalKind.WITHDRAWN, reason=reason, by=by, at=at)
    current = _from_the_public(mark, meeting, by=by, at=at)
    held = Withheld.objects.live().filter(kind=PAPER, subject_id=str(paper.pk)).first()
    since = _issued_at(paper, meeting)
    if held is not None:
        withheld.withdraw(PAPER, subject_id=str(paper.pk), since=since, at=at)
        frozen = _gone(mark, meeting, held.title, on=at)
        place = {"html": frozen.html, "contents": [], "pages": frozen.pages, "files": {}}
        withheld.revise(held, facts=held.facts | {"gone": mark.kind}, at=at, **place)
    withheld.withdraw(PACK, subject_id=str(meeting.pk), since=since, at=at)
    return _to_rebuild(mark, meeting, was_public=current is not None, by=by, at=at)


@transaction.atomic
def re_mark(
    paper: Paper, grounds: Grounds, *, reason: str, by: User, at: datetime, private_title: str = ""
) -> Job:
    """Exempt from now on: gone from the public, members go on reading it under the words that the law wants.

    LGA 1972 s100B(2) and (5). Raises Refusal.
    """
    meeting, paper = _take(paper)
    if paper.document.exemption_id or paper.item.is_exempt:
        raise Refusal("This paper is exempt already.")
    exemption = documents.exempt(grounds, by=by, at=at)
    paper.document = documents.withhold(paper.document, exemption, by=by, at=at)
    mark = _marked(paper, WithdrawalKind.RE_MARKED, reason=reason, by=by, at=at, exemption=exemption)
    if private_title:
        PrivateTitle.objects.update_or_create(paper=paper, defaults={"title": private_title})
    _resolve_by_what_is_in_hand(meeting, at=at)
    current = _from_the_public(mark, meeting, by=by, at=at)
    assert current is not None, "an issued paper that is not exempt was released"
    _to_the_members(mark, current, meeting, private_title, by=by, at=at)
    return _to_rebuild(mark, meeting, was_public=True, by=by, at=at)


def _resolve_by_what_is_in_hand(meeting: Meeting, *, at: datetime) -> None:
    """The first exempt matter of a meeting needs the resolution to exclude the public: what was issued cannot have it.

    LGA 1972 s100A(4)-(5). A supplement in draft brings it; with none in hand, or one that goes out at this moment, the
    next does (``supplements.start``).
    """
    in_hand = Supplement.objects.filter(meeting=meeting, status=SupplementStatus.DRAFT).first()
    if in_hand is not None:
        items.see_to_exclusion(hold(meeting, at=at, of=in_hand), in_hand)


def _take(paper: Paper) -> tuple[Meeting, Paper]:
    """The meeting under lock, and the paper as it is now: issued, and not withdrawn before. Raises Refusal."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation")
    meeting = rows.get(pk=paper.item.meeting_id)
    paper = Paper.objects.select_related("item__meeting", "document__exemption", "supplement").get(
        pk=paper.pk
    )
    if not PackLeaf.objects.filter(paper=paper).exists():
        raise Refusal(
            "This paper has not been issued. Take it off the agenda or out of the supplement instead."
        )
    if paper.withdrawals.filter(kind=WithdrawalKind.WITHDRAWN).exists():
        raise Refusal("This paper has been withdrawn already.")
    return meeting, paper


def _issued_at(paper: Paper, meeting: Meeting) -> datetime:
    """When its pages came out: what is older cannot hold them."""
    out = paper.supplement.issued_at if paper.supplement else meeting.issued_at
    assert out is not None, "it has leaves, so it was issued"
    return out


def _marked(
    paper: Paper,
    kind: WithdrawalKind,
    *,
    reason: str,
    by: User,
    at: datetime,
    exemption: Exemption | None = None,
) -> Withdrawal:
    return Withdrawal.objects.create(
        paper=paper, kind=kind, reason=reason.strip(), exemption=exemption, by=by, at=at
    )


def _from_the_public(mark: Withdrawal, meeting: Meeting, *, by: User, at: datetime) -> Release | None:
    """Every version of its release is withdrawn, and a place is left in its stead. Returns what was being read till now."""
    rows = Release.objects.filter(kind=PAPER, subject_id=str(mark.paper_id), withdrawn_at__isnull=True)
    current = rows.live().select_related("text").first()
    is_place = current is not None and "gone" in current.facts
    if current is None:
        return None
    opened = Release.objects.filter(kind=OPENED, subject_id=str(mark.paper_id), withdrawn_at__isnull=True)
    for row in (*rows, *opened):
        releases.withdraw(row, by=by, at=at, reason=mark.reason)
    frozen = _gone(mark, meeting, current.title, on=at)
    releases.release(
        PAPER,
        subject=mark.paper,
        collection=meeting.ref,
        position=current.position,
        title=current.title,
        rule=editions.RULE_WITHDRAWN,
        on=current.on,
        facts={name: current.facts[name] for name in ("item", "first", "last")}
        | {"gone": mark.kind, "reason": mark.reason},
        content=Content(html=frozen.html, pages=frozen.pages),
        by=by,
        at=at,
    )
    return None if is_place else current


def _gone(mark: Withdrawal, meeting: Meeting, title: str, *, on: datetime) -> reading.Frozen:
    shelf = volumes.shelf_of(meeting)
    names = _labels(shelf)[mark.paper_id]
    return reading.gone(title, f"p{mark.paper_id.hex}", names, mark, on=timezone.localdate(on))


def _labels(shelf: Shelf) -> dict[UUID, list[str]]:
    """The page labels of each paper without its blank side."""
    leaves = [*shelf.volume(Part.OPEN), *shelf.volume(Part.EXEMPT)]
    labels, start, found = page_labels(leaves), 0, {}
    for leaf in leaves:
        if leaf.paper_id and leaf.kind != Kind.FILLER:
            found[leaf.paper_id] = labels[start : start + leaf.pages]
        start += leaf.pages
    return found


def _to_the_members(
    mark: Withdrawal, row: Release, meeting: Meeting, private_title: str, *, by: User, at: datetime
) -> None:
    """The same words, pictures and page labels, in the table that visitors cannot read."""
    assert mark.exemption is not None
    note = format_html(
        '<div class="exempt"><p><b>Exempt since {} {}.</b> {}. Do not copy, show or describe this paper to anyone who '
        "is not a member.</p>{}</div>",
        timezone.localdate(at).day,
        f"{timezone.localdate(at):%B %Y}",
        mark.exemption.not_for_publication,
        format_html("<p><b>{}</b></p>", private_title) if private_title else "",
    )
    files = {file.name: [file.media_type, file.store_key] for file in row.files.all()}
    withheld.again(
        PAPER,
        subject_id=row.subject_id,
        collection=meeting.ref,
        position=row.position,
        organisation=meeting.body.organisation,
        title=row.title,
        facts={name: row.facts[name] for name in ("item", "first", "last")} | {"re_marked": True},
        html=reading.with_note(row.text.html, row.facts["first"], note),
        contents=row.text.contents,
        pages=row.text.pages,
        files=files,
        issued_by=by,
        at=at,
    )


def _to_rebuild(mark: Withdrawal, meeting: Meeting, *, was_public: bool, by: User, at: datetime) -> Job:
    """Every file that holds it is gone now; the job makes them again. Until then a release without bytes says so."""
    if was_public:
        _hold_back(PACK, meeting, meeting, mark, by=by, at=at)
        if mark.paper.supplement is not None:
            _hold_back(ALONE, mark.paper.supplement, meeting, mark, by=by, at=at)
    withheld.again(
        PACK,
        subject_id=str(meeting.pk),
        collection=meeting.ref,
        organisation=meeting.body.organisation,
        title=f"Members’ pack, {meeting.ref}",
        facts={REBUILDING: True},
        issued_by=by,
        at=at,
    )
    shelf = volumes.shelf_of(meeting)
    editions.release_agenda(meeting, shelf, by=by, at=at)
    record(
        f"meetings.paper.{mark.kind}",
        subject=mark.paper,
        by=by,
        at=at,
        thread=meeting.ref,
        title=mark.paper.public_title,
        reason=mark.reason,
    )
    news = news_of(mark.paper, mark.reason, was_public=was_public)
    announcements.tell(meeting, kind=AnnouncementKind.WITHDRAWN, news=news, by=by, at=at)
    return rebuilds.queue(meeting, by=by, at=at)


def news_of(paper: Paper, reason: str, *, was_public: bool) -> list[str]:
    """What a mail says of it: not even the title of what was never public."""
    said = f"“{paper.public_title}”" if was_public else "A paper of the exempt part"
    return [f"{said} may no longer be read. {reason.strip()}".strip()]


def is_public(paper: Paper) -> bool:
    """Whether everyone can read it now, and not a place in its stead."""
    current = Release.objects.live().filter(kind=PAPER, subject_id=str(paper.pk)).first()
    return current is not None and "gone" not in current.facts


def _hold_back(
    kind: str, subject: Meeting | Supplement, meeting: Meeting, mark: Withdrawal, *, by: User, at: datetime
) -> None:
    """Every version that holds the paper; those of before it was issued stay."""
    since = _issued_at(mark.paper, meeting)
    rows = Release.objects.filter(kind=kind, subject_id=str(subject.pk), withdrawn_at__isnull=True)
    last = rows.live().first()
    for row in rows.filter(released_at__gte=since):
        releases.withdraw(row, by=by, at=at, reason=mark.reason)
    releases.release(
        kind,
        subject=subject,
        collection=meeting.ref,
        position=last.position if last else 0,
        title=last.title if last else name_of(meeting),
        rule=editions.RULE_WITHDRAWN,
        on=meeting.held_on,
        facts=(last.facts if last else {}) | {REBUILDING: True},
        content=Content(html="<p>This file is being made again, without a paper that was withdrawn.</p>"),
        by=by,
        at=at,
    )
