"""The Board's minutes before both parties: asked, checked row by row, approved, let out. One page for everyone of the Board."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import approvals
from governance.forms.approval import AnswerComment, ApprovedOnPaper, AskForApproval, CommentOnRow
from governance.models import ApprovalRequest, RowComment
from governance.proofing.board import flags_of
from governance.queries.board import board_of, version_in_hand
from governance.rules.approval import authority, may_check, may_let_out, parties_of
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.models import Release
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import minutes_versions
from pcc_portal.meetings.actions.minutes_versions import MINUTES
from pcc_portal.meetings.models import Entry, Meeting, MinutesVersion
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, now, sent
from pcc_portal.web.htmx import page, see_other

HELD = ["GET", "HEAD", "POST"]


def _meeting(request: PortalRequest, ref: str) -> Meeting:
    """For the Board's own people; 404 for everyone else, who know of minutes once they are public."""
    meeting: Meeting = visible_or_404(OF_A_MEETING, request.user, ref=ref)
    if meeting.is_under_part_va or not may_check(request.user, meeting):
        raise Http404
    return meeting


@signed_in
@require_safe
def approval(request: PortalRequest, ref: str) -> HttpResponse:
    """Where the minutes stand, who has agreed, and what this person can do about it."""
    return _shown(request, _meeting(request, ref))


def _shown(request: PortalRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    board, on = board_of(meeting), timezone.localdate()
    minutes, is_officer = board.minutes, rules.may_minute(request.user, meeting)
    version = version_in_hand(minutes) if minutes else None
    requests = list(version.approval_requests.all()) if version else []
    mine = set(parties_of(request.user, on=on))
    comments = RowComment.objects.visible_to(request.user).filter(entry__minutes__meeting=meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "minutes": minutes,
        "version": version,
        "exempt": getattr(version, "exempt", None) if version else None,
        "requests": [
            {"row": row, "is_mine": row.party in mine and not row.is_given, "is_late": row.is_late(on)}
            for row in requests
        ],
        "is_officer": is_officer,
        "is_stale": version is not None and approvals.composed(board).sha256 != version.sha256,
        "flags": flags_of(board) if is_officer else [],
        "comments": list(comments.select_related("by__person")),
        "may_let_out": may_let_out(request.user, meeting, on=on)
        and any(row.is_late(on) for row in requests)
        and not all(row.is_given for row in requests),
        "public": Release.objects.live().filter(kind=MINUTES, collection=meeting.ref).first(),
        "ask_form": AskForApproval(auto_id="ask_%s"),
        "comment_form": CommentOnRow(rows=_choices(board.references), auto_id="comment_%s"),
        "versions": list(minutes.versions.select_related("job")[:12]) if minutes else [],
    }
    return page(request, "governance/approval.html", "", context | more, status=status)


def _choices(references: dict[UUID, str]) -> list[tuple[str, str]]:
    return [(str(pk), reference) for pk, reference in references.items()]


def _act(request: PortalRequest, meeting: Meeting, what: Callable[[], object]) -> HttpResponse:
    """Do it and come back; a refusal stands on top of the page, and nothing was changed."""
    try:
        what()
    except REFUSALS as refusal:
        return _shown(request, meeting, status=409, refusal=str(refusal))
    return see_other(request, "governance:approval", meeting.ref)


@signed_in
@require_POST
def ask(request: PortalRequest, ref: str) -> HttpResponse:
    """The officer puts this version before both parties."""
    meeting = _meeting(request, ref)
    require(rules.may_minute, request.user, meeting)
    form = AskForApproval(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return _shown(request, meeting, status=form.status, ask_form=form)
    due_on = form.cleaned_data["due_on"]
    return _act(request, meeting, lambda: approvals.ask(meeting, due_on=due_on, by=request.user, at=now()))


def _request(request: PortalRequest, ref: str, pk: int) -> tuple[ApprovalRequest, Meeting]:
    meeting = _meeting(request, ref)
    rows = ApprovalRequest.objects.select_related("version__minutes")
    row = rows.filter(pk=pk, version__minutes__meeting=meeting).first()
    if row is None:
        raise Http404
    row.version.minutes.meeting = meeting
    return row, meeting


def may_answer(user: Any, row: ApprovalRequest) -> bool:
    """Only the holder of this post, or somebody to whom they have delegated it, approves for this party."""
    return authority(user, row.party, on=timezone.localdate()) is not None


@signed_in
@require_POST
def approve(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """A party agrees: as themselves, or for and on behalf of the holder."""
    row, meeting = _request(request, ref, pk)
    require(may_answer, request.user, row)
    by_right = authority(request.user, row.party, on=timezone.localdate())
    assert by_right is not None, "the rule has asked"
    return _act(request, meeting, lambda: approvals.approve(row, by_right, by=request.user, at=now()))


@signed_in
@require_http_methods(HELD)
def on_paper(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """The officer records a page that was signed."""
    row, meeting = _request(request, ref, pk)
    require(rules.may_minute, request.user, meeting)
    form = ApprovedOnPaper(sent(request))
    if form.is_valid():
        try:
            approvals.approve_on_paper(row, **form.cleaned_data, by=request.user, at=now())
        except approvals.BeforeTheMeeting as refusal:
            form.refuse(refusal, "approved_on")
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "governance:approval", ref)
    heading = f"The page signed for the {row.get_party_display()}"
    context = {"meeting": meeting, "form": form, "heading": heading, "button": "Record it"}
    return page(request, "governance/minutes_form.html", "form", context, status=form.status)


@signed_in
@require_POST
def chase(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """Write to a party once more."""
    row, meeting = _request(request, ref, pk)
    require(rules.may_minute, request.user, meeting)
    return _act(request, meeting, lambda: approvals.chase(row, by=request.user, at=now()))


@signed_in
@require_POST
def let_out(request: PortalRequest, ref: str) -> HttpResponse:
    """The Chief Executive publishes the open minutes, marked with who has not agreed."""
    meeting = _meeting(request, ref)
    require(_may_let_out, request.user, meeting)
    minutes = board_of(meeting).minutes
    version = version_in_hand(minutes) if minutes else None
    if version is None:
        raise Http404
    version.minutes.meeting = meeting
    return _act(request, meeting, lambda: approvals.let_out_unagreed(version, by=request.user, at=now()))


def _may_let_out(user: Any, meeting: Meeting) -> bool:
    """Only the Chief Executive lets out minutes on which the parties have not agreed."""
    return may_let_out(user, meeting, on=timezone.localdate())


@signed_in
@require_POST
def comment(request: PortalRequest, ref: str) -> HttpResponse:
    """What somebody of the Board finds wrong with a row."""
    meeting = _meeting(request, ref)
    board = board_of(meeting)
    references = board.references
    form = CommentOnRow(request.POST, rows=_choices(references), auto_id="comment_%s")
    if not form.is_valid():
        return _shown(request, meeting, status=form.status, comment_form=form)
    entry = Entry.objects.select_related("minutes__meeting").get(pk=form.cleaned_data["row"])
    said = {"reference": references[entry.pk], "words": form.cleaned_data["words"]}
    return _act(request, meeting, lambda: approvals.comment(entry, **said, by=request.user, at=now()))


@signed_in
@require_http_methods(HELD)
def answer(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """The officer says what was done about a comment."""
    meeting = _meeting(request, ref)
    require(rules.may_minute, request.user, meeting)
    rows = RowComment.objects.select_related("entry__minutes__meeting", "by__person")
    row: RowComment = visible_or_404(rows, request.user, pk=pk, entry__minutes__meeting=meeting)
    form = AnswerComment(sent(request), initial={"words": row.answer})
    if form.is_valid():
        approvals.answer(row, words=form.cleaned_data["words"], by=request.user, at=now())
        return see_other(request, "governance:approval", ref)
    context = {
        "meeting": meeting,
        "form": form,
        "quoted": row,
        "heading": f"What {row.by} says of {row.reference}",
        "button": "Answer",
    }
    return page(request, "governance/minutes_form.html", "form", context, status=form.status)


@signed_in
@require_POST
def make_again(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A PDF that could not be made, or was stopped: once more."""
    meeting = _meeting(request, ref)
    require(rules.may_minute, request.user, meeting)
    version = MinutesVersion.objects.filter(pk=pk, minutes__meeting=meeting).first()
    if version is None:
        raise Http404
    version.minutes.meeting = meeting
    return _act(request, meeting, lambda: minutes_versions.make_again(version, by=request.user, at=now()))
