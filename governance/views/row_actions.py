"""An undertaking in a row of the minutes becomes an action, whose owner sees it the same minute."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from governance.actions import actions
from governance.forms.board import RowAction
from governance.proofing.board import owed_of
from governance.queries.board import Board, board_of
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models import Entry
from pcc_portal.meetings.views.entries import mine
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, now, sent
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The sentence is what is to be done, its subject the owner; both can be changed first. Made of a closed row it is closed."""
    entry: Entry = mine(request, ref, pk)
    meeting = OF_A_MEETING.get(pk=entry.minutes.meeting_id)
    board = board_of(meeting)
    form = RowAction(
        sent(request), initial=_offered(board, pk, request), host=meeting.body.host, on=timezone.localdate()
    )
    reference = board.references.get(pk, "")
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "due_on": form.cleaned_data["due_on"]}
        said |= form.cleaned_data["owner"] | {"entry": entry, "reference": reference}
        try:
            actions.open(meeting, by=request.user, at=now(), **said)
        except (actions.OwnerHasLeft, actions.NoOwner) as refusal:
            form.refuse(refusal, "owner")
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, f"{meeting.path}minutes/#e-{pk}")
    context = {
        "meeting": meeting,
        "form": form,
        "heading": f"Make it an action: row {reference}",
        "button": "Add the action",
    }
    return page(request, "governance/minutes_form.html", "form", context, status=form.status)


def _offered(board: Board, pk: UUID, request: PortalRequest) -> dict[str, str]:
    """The sentence that was pressed, by its place in the row, and whoever its letters mean."""
    offered = owed_of(board).get(str(pk), [])
    pressed = request.GET.get("n", "")
    one = next((one for one in offered if str(one.place) == pressed), None)
    if one is None:
        return {}
    return {"text": one.words, "owner": _owner(board, one.who)}


def _owner(board: Board, who: str) -> str:
    """Letters of a post are the post, so that the action stays with whoever holds it; of one person, that person."""
    if post := board.meanings.post(who):
        return f"post-{post.pk}"
    meant: list[Person] = board.meanings.meant(who, board.present)
    return f"person-{meant[0].pk}" if len(meant) == 1 else ""
