"""Bring papers in: written here or uploaded, sent in by authors, accepted by the clerk."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import documents
from pcc_portal.documents.actions.documents import Grounds, Inspected
from pcc_portal.documents.models import DocumentVersion
from pcc_portal.lifecycle import move as move_state
from pcc_portal.meetings.actions import arrivals
from pcc_portal.meetings.actions.drafts import Refusal, hold, new_key, pressed_before
from pcc_portal.meetings.actions.items import see_to_exclusion
from pcc_portal.meetings.models import Item, Meeting, Paper, PrivateTitle, Supplement
from pcc_portal.meetings.states import PAPER_MOVES, PaperRole, PaperState
from pcc_portal.writing.actions import texts
from pcc_portal.writing.kinds import TextKind


class NothingToSend(Refusal):
    """A paper without text or file cannot be sent in or accepted."""


class WithItsAuthor(Refusal):
    """The author's office has the draft in hand; the clerk takes what is sent in, not what is being written."""


@transaction.atomic
def add(
    item: Item,
    *,
    public_title: str,
    organisation: Organisation,
    by: User,
    at: datetime,
    role: str = PaperRole.REPORT,
    author: str = "",
    author_role: str = "",
    report_on: date | None = None,
    state: str = PaperState.DRAFTING,
    due_on: date | None = None,
    key: UUID | None = None,
    supplement: Supplement | None = None,
    replaces: Paper | None = None,
    **marks: Any,
) -> Paper:
    """A paper in its place at the end of its item, with nothing in it yet; ``marks`` are those of documents.create.

    The same press again (``key``) gives the paper it has made. It comes late, where it comes with a ``supplement``.
    """
    meeting = hold(item.meeting, at=at, of=supplement)
    item = Item.objects.get(pk=item.pk)  # another clerk may have removed it since this page was opened
    if made := pressed_before(item.papers.all(), key, public_title=public_title, role=role):
        return made
    paper = Paper.objects.create(
        pk=new_key(Paper.objects.all(), key),
        item=item,
        position=item.papers.count() + 1,
        role=role,
        public_title=public_title,
        author=author,
        author_role=author_role,
        report_on=report_on,
        document=documents.create(organisation, by=by, at=at, **marks),
        state=state,
        due_on=due_on,
        supplement=supplement,
        replaces=replaces,
    )
    record("meetings.paper.added", subject=paper, by=by, at=at, thread=meeting.ref, title=public_title)
    return paper


@transaction.atomic
def write(paper: Paper, *, by: User, at: datetime) -> Paper:
    """Begin to write a paper here."""
    _, paper = take(paper, at=at)
    if paper.text_id is None:
        paper.text, paper.version = texts.create(kind=TextKind.PAPER, by=by, at=at), None
        paper.save(update_fields=["text", "version"])
    return paper


@transaction.atomic
def take_up(paper: Paper, *, by: User, at: datetime) -> Paper:
    """The author's office takes the draft in hand: from now until it is sent in, nobody else reads it."""
    meeting, paper = take(paper, at=at)
    if not paper.is_with_author:
        paper.is_with_author = True
        paper.save(update_fields=["is_with_author"])
        record(
            "meetings.paper.taken_up",
            subject=paper,
            by=by,
            at=at,
            thread=meeting.ref,
            title=paper.public_title,
        )
    return paper


@transaction.atomic
def attach(
    paper: Paper,
    *,
    filename: str,
    original: bytes,
    found: Inspected,
    is_scanned: bool,
    by: User,
    at: datetime,
) -> DocumentVersion:
    """A file for this paper; the one before it is kept. A paper that was in must be accepted again."""
    meeting, paper = take(paper, at=at)
    version = documents.add_version(
        paper.document, filename=filename, original=original, found=found, is_scanned=is_scanned, by=by, at=at
    )
    paper.version, paper.text = version, None
    if paper.state not in {PaperState.DRAFTING, PaperState.SUBMITTED}:
        paper.state = PaperState.DRAFTING
    paper.save(update_fields=["version", "text", "state"])
    record("meetings.paper.attached", subject=paper, by=by, at=at, thread=meeting.ref, pages=version.pages)
    return version


@transaction.atomic
def describe(
    paper: Paper,
    *,
    public_title: str,
    author: str,
    author_role: str,
    report_on: date | None,
    role: str,
    by: User,
    at: datetime,
    private_title: str | None = None,
    **marks: Any,
) -> Paper:
    """What stands on the cover, with the ``marks`` of documents.mark. A private title that is not given stays."""
    meeting, paper = take(paper, at=at)
    paper.public_title, paper.author, paper.author_role = public_title, author, author_role
    paper.report_on, paper.role = report_on, role
    paper.save(update_fields=["public_title", "author", "author_role", "report_on", "role"])
    documents.mark(paper.document, by=by, at=at, **marks)
    if private_title is not None:
        _name_in_private(paper, private_title if paper.document.exemption_id else "")
    record("meetings.paper.described", subject=paper, by=by, at=at, thread=meeting.ref, title=public_title)
    return paper


@transaction.atomic
def submit(paper: Paper, *, by: User, at: datetime) -> Paper:
    """The author sends it in; the clerk accepts. Raises NothingToSend, BadMove."""
    return _to(
        paper,
        PaperState.SUBMITTED,
        "submitted",
        by=by,
        at=at,
        submitted_by=by,
        submitted_at=at,
        returned_reason="",
        is_with_author=False,
    )


@transaction.atomic
def accept(paper: Paper, *, by: User, at: datetime) -> Paper:
    """The clerk takes it into the pack. Raises NothingToSend, WithItsAuthor, BadMove."""
    return _to(paper, PaperState.IN, "accepted", by=by, at=at)


@transaction.atomic
def give_back(paper: Paper, *, reason: str, by: User, at: datetime, due_on: date | None = None) -> Paper:
    """Back in its author's hands, with the reason: on the paper and not in the audit, since it may quote what is exempt.

    What the clerk sent in for someone comes back to the clerk. Who was asked for it owes it again by ``due_on``.
    """
    _, paper = take(paper, at=at)
    sent_by_author = paper.submitted_by_id not in {None, by.pk}
    changed = {"returned_reason": reason, "is_with_author": sent_by_author}
    arrivals.due_again(paper, due_on=due_on)
    return _to(paper, PaperState.DRAFTING, "given_back", by=by, at=at, **changed)


@transaction.atomic
def await_(paper: Paper, *, state: str, by: User, at: datetime, due_on: date | None = None) -> Paper:
    """Say that it is not in the pack: to follow (and when), circulated separately, or named only."""
    return _to(paper, PaperState(state), state, by=by, at=at, due_on=due_on)


def take(paper: Paper, *, at: datetime) -> tuple[Meeting, Paper]:
    """Hold the agenda, and the paper as it is now: the caller's may be as old as the page it was pressed on."""
    meeting = hold(paper.item.meeting, at=at, of=paper)
    fresh = Paper.objects.select_for_update(of=("self",)).select_related(
        "document__exemption", "item__meeting__body", "item__supplement", "supplement", "text", "version"
    )
    return meeting, fresh.get(pk=paper.pk)


def _to(paper: Paper, state: PaperState, verb: str, *, by: User, at: datetime, **changed: Any) -> Paper:
    meeting, paper = take(paper, at=at)
    if state in {PaperState.IN, PaperState.SUBMITTED} and paper.text_id is None and paper.version_id is None:
        raise NothingToSend("There is nothing in this paper yet. Write it here or upload a PDF first.")
    if state == PaperState.IN and paper.is_with_author:
        raise WithItsAuthor("Its author is still writing it. You can accept it when it has been sent in.")
    move_state(paper, state, along=PAPER_MOVES, field="state")
    for name, value in changed.items():
        setattr(paper, name, value)
    paper.save(update_fields=["state", *changed])
    record(
        f"meetings.paper.{verb}", subject=paper, by=by, at=at, thread=meeting.ref, title=paper.public_title
    )
    arrivals.follow(paper, by=by, at=at)
    return paper


@transaction.atomic
def change_due(paper: Paper, *, due_on: date, at: datetime) -> Paper:
    """The day on which it is to follow, as the agenda prints it; of any other paper it prints none."""
    _, paper = take(paper, at=at)
    if paper.state == PaperState.TO_FOLLOW:
        paper.due_on = due_on
        paper.save(update_fields=["due_on"])
    return paper


@transaction.atomic
def remove(paper: Paper, *, by: User, at: datetime) -> None:
    """Out of the agenda. Its document, versions and text stay as evidence.

    A paper that the issued agenda announced leaves the supplement alone, and is announced as before.
    """
    meeting, paper = take(paper, at=at)
    item, supplement = paper.item, paper.supplement
    arrivals.end_with(paper, by=by, at=at)
    record(
        "meetings.paper.removed", subject=paper, by=by, at=at, thread=meeting.ref, title=paper.public_title
    )
    if paper.announced_as:
        paper.state, paper.announced_as, paper.supplement = paper.announced_as, "", None
        paper.is_with_author = False
        paper.save(update_fields=["state", "announced_as", "supplement", "is_with_author"])
    else:
        paper.delete()
        lay_out(list(Paper.objects.filter(item=item).order_by("position")))
    see_to_exclusion(meeting, supplement)


@transaction.atomic
def exempt(paper: Paper, grounds: Grounds, *, by: User, at: datetime, private_title: str = "") -> Paper:
    """Restrict one paper of an open item: it is named in the public pack and its pages stand in the exempt part."""
    meeting, paper = take(paper, at=at)
    before = paper.document.exemption
    exemption = documents.exempt(grounds, by=by, at=at)
    if before is not None:  # restricted anew, on other grounds
        documents.end(before, by=by, at=at)
    paper.document = documents.withhold(paper.document, exemption, by=by, at=at)
    _name_in_private(paper, private_title)
    see_to_exclusion(meeting, paper.supplement)
    words = list(exemption.paragraphs)
    record("meetings.paper.exempted", subject=paper, by=by, at=at, thread=meeting.ref, paragraphs=words)
    return paper


@transaction.atomic
def open_up(paper: Paper, *, by: User, at: datetime) -> Paper:
    """Back to the public pack."""
    meeting, paper = take(paper, at=at)
    paper.document = documents.open_up(paper.document, by=by, at=at)
    _name_in_private(paper, "")
    see_to_exclusion(meeting, paper.supplement)
    record("meetings.paper.opened", subject=paper, by=by, at=at, thread=meeting.ref)
    return paper


def _name_in_private(paper: Paper, title: str) -> None:
    if title:
        PrivateTitle.objects.update_or_create(paper=paper, defaults={"title": title})
    else:
        PrivateTitle.objects.filter(paper=paper).delete()


def lay_out(row: list[Paper]) -> None:
    """Positions 1..n in the order given."""
    for position, paper in enumerate(row, start=1):
        if paper.position != position:
            paper.position = position
            paper.save(update_fields=["position"])


def touch(meeting: Meeting, *, at: datetime) -> None:
    """A text of this agenda was saved: the pack that was built no longer holds it."""
    with transaction.atomic():
        hold(meeting, at=at)
