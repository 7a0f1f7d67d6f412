"""Take an item at another meeting of the body, with its papers and what the clerks noted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import documents
from pcc_portal.documents.actions.documents import Grounds
from pcc_portal.documents.models import Exemption
from pcc_portal.meetings.actions import announcements, items, public_notices
from pcc_portal.meetings.actions.drafts import Refusal, hold
from pcc_portal.meetings.models import Deferral, DeferralNote, Item, Meeting, Paper, PrivateTitle, Withdrawal
from pcc_portal.meetings.queries import in_order
from pcc_portal.meetings.states import (
    AnnouncementKind,
    ItemKind,
    Life,
    PaperState,
    WithdrawalKind,
)
from pcc_portal.writing.actions import texts

# What a copied paper is on the later agenda: what never came is asked for again.
BECOMES = {
    PaperState.IN: PaperState.IN,
    PaperState.SEPARATE: PaperState.SEPARATE,
    PaperState.NAMED: PaperState.NAMED,
    PaperState.TO_FOLLOW: PaperState.DRAFTING,
    PaperState.DRAFTING: PaperState.DRAFTING,
}


class NotThere(Refusal):
    """Items go to another meeting of the same body that is to come and whose agenda is a draft."""


class DeferredAlready(Refusal):
    """It stands on a later agenda already."""


@transaction.atomic
def defer(item: Item, to: Meeting, *, reason: str, by: User, at: datetime, note: str = "") -> Deferral:
    """From a draft the item goes over itself, with its papers and requests; from an issued agenda, which never changes, a copy goes.

    Exempt stays exempt, on its grounds. ``reason`` is public, ``note`` is for clerks alone. Raises AgendaLocked,
    KeptByTheAgenda, NotThere, DeferredAlready.
    """
    source, target = _held(item, to, at=at)
    item = Item.objects.select_related("exemption", "parent").get(pk=item.pk)
    if item.kind == ItemKind.EXCLUSION:
        raise items.KeptByTheAgenda
    if source.is_issued and Deferral.objects.filter(origin=item).exists():
        raise DeferredAlready("This item has been put on a later agenda already.")
    arrived = _copy(item, target, source, by=by, at=at) if source.is_issued else _send(item, target, source)
    items.see_to_exclusion(target)
    made = Deferral.objects.create(
        from_meeting=source,
        to_meeting=target,
        origin=item if source.is_issued else None,
        item=arrived,
        public_title=item.public_title,
        reason=reason,
        at=at,
        by=by,
    )
    if note.strip():
        DeferralNote.objects.create(deferral=made, words=note.strip())
    _record(made, by=by, at=at)
    if source.is_issued:
        _tell(made, by=by, at=at)
    return made


def _held(item: Item, to: Meeting, *, at: datetime) -> tuple[Meeting, Meeting]:
    """Both agendas, locked in one order so that two clerks cannot wait for each other."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    both = {row.pk: row for row in rows.filter(pk__in=[item.meeting_id, to.pk]).order_by("pk")}
    source, target = both[item.meeting_id], both[to.pk]
    fits = target.body_id == source.body_id and target != source and target.is_draft
    if not fits or target.life not in {Life.PLANNED, Life.CALLED}:
        raise NotThere("Choose a coming meeting of the same body whose agenda is still a draft.")
    if source.is_issued:
        Item.objects.filter(pk=item.pk).update(is_unfinished=False)
        return source, hold(target, at=at)
    return hold(source, at=at), hold(target, at=at)


def _send(item: Item, target: Meeting, source: Meeting) -> Item:
    """The line itself, as a main item at the end of its part; its own parts go with it."""
    old_parent, part = item.parent, item.part
    item.children.update(meeting=target)
    item.meeting, item.parent, item.deferred_from, item.position = target, None, source, items.LAST
    item.save(update_fields=["meeting", "parent", "deferred_from", "position"])
    left = list(Item.objects.filter(meeting=source, parent=old_parent, part=part))
    items.lay_out(source, old_parent, left)
    items.see_to_exclusion(source)
    _at_the_end(item, target)
    return item


def _at_the_end(item: Item, target: Meeting) -> None:
    """Behind the last line of its part, and before the resolution to exclude the public."""
    row = list(Item.objects.filter(meeting=target, parent=None, part=item.part).exclude(pk=item.pk))
    place = next((n for n, line in enumerate(row) if line.kind == ItemKind.EXCLUSION), len(row))
    items.lay_out(target, None, [*row[:place], item, *row[place:]])


def _copy(item: Item, target: Meeting, source: Meeting, *, by: User, at: datetime) -> Item:
    """The same words and the same papers; what was issued stays where it was issued."""
    twin = Item(
        meeting=target,
        position=items.LAST,
        kind=item.kind,
        part=item.part,
        public_title=item.public_title,
        purpose=item.purpose,
        exemption=_grounds_again(item.exemption, target, by=by, at=at),
        deferred_from=source,
    )
    _at_the_end(twin, target)
    _copy_insides(item, twin, by=by, at=at)
    for position, child in enumerate(item.children.order_by("position"), start=1):
        part = Item.objects.create(
            meeting=target,
            parent=twin,
            position=position,
            kind=child.kind,
            public_title=child.public_title,
            purpose=child.purpose,
            deferred_from=source,
        )
        _copy_insides(child, part, by=by, at=at)
    return twin


def _copy_insides(item: Item, twin: Item, *, by: User, at: datetime) -> None:
    if secret := PrivateTitle.objects.filter(item=item).first():
        items.name_in_private(twin, secret.title)
    papers = Paper.objects.filter(item=item).select_related(
        "document__exemption", "document__organisation", "text"
    )
    gone = Withdrawal.objects.filter(paper__item=item, kind=WithdrawalKind.WITHDRAWN)
    papers = papers.exclude(
        pk__in=gone.values("paper")
    )  # taken back from the public, it does not come out this way
    kept = [paper for paper in sorted(papers, key=in_order) if paper.state in BECOMES]
    for position, paper in enumerate(kept, start=1):
        _copy_paper(paper, twin, position, by=by, at=at)


def _copy_paper(paper: Paper, twin: Item, position: int, *, by: User, at: datetime) -> Paper:
    """A document of its own, since it may be marked anew; the same file, or an open text that says the same."""
    document = documents.create(
        paper.document.organisation,
        by=by,
        at=at,
        marking=paper.document.marking,
        foi_disclosable=paper.document.foi_disclosable,
    )
    re_marked = Withdrawal.objects.filter(paper=paper, kind=WithdrawalKind.RE_MARKED).last()
    grounds = paper.document.exemption or (re_marked.exemption if re_marked else None)
    if exemption := _grounds_again(grounds, twin.meeting, by=by, at=at):
        document = documents.withhold(document, exemption, by=by, at=at)
    made = Paper.objects.create(
        item=twin,
        position=position,
        role=paper.role,
        public_title=paper.public_title,
        author=paper.author,
        author_role=paper.author_role,
        report_on=paper.report_on,
        document=document,
        text=texts.copy(paper.text, by=by, at=at) if paper.text else None,
        version=paper.version,
        state=BECOMES[PaperState(paper.state)],
    )
    if secret := PrivateTitle.objects.filter(paper=paper).first():
        PrivateTitle.objects.create(paper=made, title=secret.title)
    return made


def _grounds_again(
    exemption: Exemption | None, target: Meeting, *, by: User, at: datetime
) -> Exemption | None:
    """The same decision for the later agenda: it ends there without ending here. A review that is due comes with that meeting."""
    if exemption is None:
        return None
    today = timezone.localdate(at)
    grounds = Grounds(
        paragraphs=exemption.paragraphs,
        reasons_for=exemption.reasons_for,
        reasons_against=exemption.reasons_against,
        proper_officer=exemption.proper_officer,
        review_on=exemption.review_on if exemption.review_on > today else max(target.held_on, today),
        registrable=exemption.registrable,
        grounds=exemption.grounds,
    )
    return documents.exempt(grounds, by=by, at=at)


def _record(made: Deferral, *, by: User, at: datetime) -> None:
    source, target = made.from_meeting, made.to_meeting
    said = {"title": made.public_title, "reason": made.reason}
    record("meetings.item.deferred", subject=made, by=by, at=at, thread=source.ref, to=str(target), **said)
    came = {"title": made.public_title, "from_meeting": str(source)}
    record("meetings.item.received", subject=made, by=by, at=at, thread=target.ref, **came)


def _tell(made: Deferral, *, by: User, at: datetime) -> None:
    """The page that was issued says where its item went, and so does a mail."""
    source = made.from_meeting
    notice = public_notices.publish(source, by=by, at=at)
    gone = next(row for row in notice.facts["deferred"] if row["id"] == str(made.origin_id))
    news = [f"Item {gone['number']}, {gone['title']}: taken at {gone['to']}.", made.reason]
    announcements.tell(source, kind=AnnouncementKind.DEFERRED, news=news, by=by, at=at, of=[notice])
