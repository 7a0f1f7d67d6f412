"""The Board's minutes are put before both parties, checked row by row, approved, and let out. Nobody vetoes by silence."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.models import Approval, ApprovalRequest, Party, RowComment
from governance.models.approval import How
from governance.printing import board as printing
from governance.proofing.board import flags_of
from governance.queries.board import Board, board_of, version_in_hand
from governance.rules.approval import Authority
from pcc_portal import notices
from pcc_portal.accounts.models import Holding, Person, User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import minutes as keeping
from pcc_portal.meetings.actions import minutes_versions
from pcc_portal.meetings.actions.circulations import NothingMinuted, NotReady
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Entry, Meeting, Minutes, MinutesVersion
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.states import MINUTES_MOVES, MinutesStatus
from pcc_portal.notices.models import Message

STILL = "governance.actions.approvals.is_still_asked"


class ChangedSince(Refusal):
    """An approval is of words that somebody has read; these are others."""

    def __init__(self) -> None:
        super().__init__(
            "The minutes have been changed since this version was sent. Nothing was approved: the officer sends the new one to both."
        )


class GivenAlready(Refusal):
    """A party answers once."""

    def __init__(self, party: str) -> None:
        super().__init__(f"These minutes are approved for the {Party(party).label} already.")


class NotYet(Refusal):
    """The parties still have their time."""


class BeforeTheMeeting(Refusal):
    """A day that cannot be."""


@dataclass(frozen=True)
class Composed:
    """Both audiences as they stand now."""

    opened: str
    closed: str

    @property
    def sha256(self) -> str:
        return printing.digest(self.opened, self.closed)


def composed(board: Board) -> Composed:
    """One reading of the record for both."""
    opened = printing.printed(board, closed=False)
    closed = printing.printed(board, closed=True)
    return Composed(opened.html if opened else "", closed.html if closed else "")


def fresh(meeting: Meeting) -> Board:
    """As the rows say now, with the meeting's body at hand."""
    return board_of(Meeting.objects.select_related("body__organisation", "body__host").get(pk=meeting.pk))


@transaction.atomic
def ask(meeting: Meeting, *, due_on: date, by: User, at: datetime) -> MinutesVersion:
    """Freeze the minutes as they stand, and ask both parties to approve this version by a day.

    Asked again after a change it is a new version, and both are asked anew. Raises NothingMinuted, NotReady,
    BeforeTheMeeting, MinutesClosed.
    """
    minutes = _held(meeting, by=by, at=at)
    board = fresh(meeting)
    if flags := flags_of(board):
        raise NotReady(flags)
    if due_on < timezone.localdate(at):
        raise BeforeTheMeeting("This day is past. Give both parties a day to come.")
    if minutes.status == MinutesStatus.DRAFT:
        move(minutes, MinutesStatus.CIRCULATED, along=MINUTES_MOVES)
        minutes.save(update_fields=["status"])
    made = composed(board)
    version = minutes_versions.freeze_words(
        minutes,
        made.opened + printing.to_be_approved().html,
        made.closed,
        kind=VersionKind.FOR_APPROVAL,
        sha256=made.sha256,
        by=by,
        at=at,
    )
    for party in Party:
        row = ApprovalRequest.objects.create(
            version=version, party=party, due_on=due_on, asked_by=by, asked_at=at
        )
        _write_to(row, "governance.approval_asked", str(row.pk), meeting=meeting, by=by, at=at)
    record("governance.approval.asked", subject=version, by=by, at=at, thread=meeting.ref, due_on=str(due_on))
    return version


def _held(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Those that are written, under their lock. Raises NothingMinuted, MinutesClosed."""
    if not Minutes.objects.filter(meeting=meeting).exists():
        raise NothingMinuted
    return keeping.hold(meeting, by=by, at=at)


@transaction.atomic
def approve(request: ApprovalRequest, authority: Authority, *, by: User, at: datetime) -> Approval:
    """A party agrees, by its holder or for and on behalf of them. Raises ChangedSince, GivenAlready, MinutesClosed."""
    said = {"person": authority.person, "on_behalf_of": authority.on_behalf_of, "how": How.PORTAL}
    return _give(request, by=by, at=at, approved_on=timezone.localdate(at), **said)


@transaction.atomic
def approve_on_paper(
    request: ApprovalRequest, *, person: Person, approved_on: date, kept: str, by: User, at: datetime
) -> Approval:
    """The officer records the page that a party has signed, and where it is kept.

    Raises ChangedSince, GivenAlready, BeforeTheMeeting, MinutesClosed.
    """
    if not request.version.minutes.meeting.held_on <= approved_on <= timezone.localdate(at):
        raise BeforeTheMeeting("It was signed between the day of the meeting and today.")
    said = {"person": person, "how": How.PAPER, "kept": kept}
    return _give(request, by=by, at=at, approved_on=approved_on, **said)


def _give(request: ApprovalRequest, *, by: User, at: datetime, **said: object) -> Approval:
    meeting = request.version.minutes.meeting
    minutes = _held(meeting, by=by, at=at)
    version = version_in_hand(minutes)
    if (
        version is None
        or version.pk != request.version_id
        or composed(fresh(meeting)).sha256 != version.sha256
    ):
        raise ChangedSince
    try:
        with transaction.atomic():
            approval = Approval.objects.create(request=request, by=by, at=at, **said)
    except IntegrityError:
        raise GivenAlready(request.party) from None
    record(
        "governance.approval.given",
        subject=approval,
        by=by,
        at=at,
        thread=meeting.ref,
        party=request.get_party_display(),
        person=str(approval.person),
    )
    asked = list(_asked(version))
    if all(one.is_given for one in asked):
        _let_out(version, asked, VersionKind.APPROVED, by=by, at=at)
    return approval


@transaction.atomic
def let_out_unagreed(version: MinutesVersion, *, by: User, at: datetime) -> MinutesVersion:
    """After the day that the parties were given: the open minutes are public, and say who has not agreed.

    Never a veto by silence (SI 2011/3050 Sch para 5(c): as soon as practicable). Raises NotYet, ChangedSince, MinutesClosed.
    """
    meeting = version.minutes.meeting
    minutes = _held(meeting, by=by, at=at)
    asked = list(_asked(version))
    if (last := version_in_hand(minutes)) is None or last.pk != version.pk:
        raise ChangedSince
    if all(one.is_given for one in asked):
        raise NotYet("Both parties have approved these minutes, and they are public.")
    if not any(one.is_late(timezone.localdate(at)) for one in asked):
        raise NotYet(
            "The parties still have their time. The minutes can be let out after the day they were given."
        )
    return _let_out(version, asked, VersionKind.NOT_AGREED, by=by, at=at)


def _asked(version: MinutesVersion) -> list[ApprovalRequest]:
    rows = ApprovalRequest.objects.filter(version=version)
    return list(rows.select_related("approval__person", "approval__on_behalf_of"))


def _let_out(
    version: MinutesVersion, asked: list[ApprovalRequest], kind: VersionKind, *, by: User, at: datetime
) -> MinutesVersion:
    """The very words that were sent, under what the parties have said; nothing is composed anew."""
    opened = version.html.removesuffix(printing.to_be_approved().html) + printing.ending(asked).html
    private = version.exempt.html if hasattr(version, "exempt") else ""
    made = minutes_versions.freeze_words(
        version.minutes, opened, private, kind=kind, sha256=version.sha256, by=by, at=at
    )
    made.minutes = version.minutes
    minutes_versions.let_out(made, by=by, at=at)
    kind_of = "agreed" if kind == VersionKind.APPROVED else "unagreed"
    record(
        f"governance.minutes.let_out_{kind_of}", subject=made, by=by, at=at, thread=made.minutes.meeting.ref
    )
    return made


@transaction.atomic
def comment(entry: Entry, *, reference: str, words: str, by: User, at: datetime) -> RowComment:
    """What somebody of the Board finds wrong with a row. Kept where closed rows are read, and in no mail."""
    row = RowComment.objects.create(entry=entry, reference=reference, words=words, by=by, at=at)
    ref = entry.minutes.meeting.ref
    record("governance.comment.made", subject=row, by=by, at=at, thread=ref, reference=reference)
    return row


@transaction.atomic
def answer(comment: RowComment, *, words: str, by: User, at: datetime) -> RowComment:
    """The officer says what was done about it; answered again, the later words stand."""
    comment.answer, comment.answered_at = words, at
    comment.save(update_fields=["answer", "answered_at"])
    ref = comment.entry.minutes.meeting.ref
    record("governance.comment.answered", subject=comment, by=by, at=at, thread=ref)
    return comment


def chase(request: ApprovalRequest, *, by: User | None, at: datetime) -> int:
    """Write once more to who is to answer; one mail a day, whoever presses. Returns how many were written to."""
    key = f"{request.pk}:{timezone.localdate(at)}"
    return _write_to(
        request, "governance.approval_chased", key, meeting=request.version.minutes.meeting, by=by, at=at
    )


def _is_in_hand(request: ApprovalRequest) -> bool:
    last = version_in_hand(request.version.minutes)
    return last is not None and last.pk == request.version_id and not request.is_given


def _write_to(
    request: ApprovalRequest, kind: str, key: str, *, meeting: Meeting, by: User | None, at: datetime
) -> int:
    """Public words and a link, to the account of whoever holds the post."""
    on = timezone.localdate(at)
    people = Holding.objects.on(on).filter(post__kind=request.party).values("person")
    users = list(User.objects.filter(person__in=people, is_active=True))
    for user in users:
        notices.post(
            kind,
            to=user.email,
            context={
                "meeting": str(meeting),
                "due_on": request.due_on,
                "is_late": request.is_late(on),
                "url": f"{settings.PUBLIC_BASE_URL}{meeting.path}minutes/approval/",
            },
            dedupe_key=f"{kind}:{key}:{user.pk}",
            rule=STILL,
            about=request,
            by=by,
            at=at,
        )
    return len(users)


def is_still_asked(message: Message) -> bool:
    """Nobody is written to about minutes that they have approved, or that have changed since."""
    row = ApprovalRequest.objects.select_related("version__minutes").filter(pk=message.about_id).first()
    return row is not None and _is_in_hand(row)
