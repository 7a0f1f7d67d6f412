"""What of the Board's record stands on /my/: one's own actions, and for the office what its owners say is done."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from governance.models import Action
from governance.models.action import ActionQuerySet
from governance.queries.actions import LATE
from governance.states.actions import ActionState
from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.web.templatetags.words import short_date

SHOWN = 20
WORDS = 120


def of_actions(here: Standing, user: User, *, on: date) -> None:
    """Nothing is asked for whoever is neither of the office nor of the force; otherwise two queries at the most."""
    rights = user.rights
    offices = rights.organisations(Power.KEEP_BOARD)
    if not (rights.organisations(Power.READ_BOARD) or rights.organisations(Power.ANSWER_BOARD)):
        return
    own = Action.objects.owned_by(user).filter(state=ActionState.OPEN)
    for action in own.select_related("meeting__body").order_by("due_on", "pk")[:SHOWN]:
        due = f"Due {short_date(action.due_on)}." if action.due_on else "No day was named."
        said = f"{action.meeting}. " if action.meeting else ""
        what = action.text if len(action.text) <= WORDS else f"{action.text[:WORDS].rsplit(' ', 1)[0]} …"
        href = reverse("governance:action", args=[action.reference])
        here.needs.append(
            Task(f"{action}: {what}", f"{said}{due}", href, "Update", is_late=action.is_late(on=on))
        )
    if offices:
        _as_keeper(here, Action.objects.filter(body__host__in=offices), on=on)


def _as_keeper(here: Standing, rows: ActionQuerySet, *, on: date) -> None:
    """What owners say is done waits to be closed; what is overdue waits for its owners."""
    late = Q(state=ActionState.OPEN, due_on__lt=on)
    found = rows.aggregate(
        claimed=Count("pk", filter=Q(state=ActionState.CLAIMED)), late=Count("pk", filter=late)
    )
    log = reverse("governance:actions")
    if count := found["claimed"]:
        title = f"{count} action{' is' if count == 1 else 's are'} done, say their owners"
        href = f"{log}?show={ActionState.CLAIMED}"
        here.needs.append(Task(title, "Close each, or say what is missing.", href, "Look"))
    if count := found["late"]:
        title = f"{count} action{' is' if count == 1 else 's are'} overdue"
        here.waits.append(
            Task(title, "Of the Board’s action log.", f"{log}?show={LATE}", "Look", is_late=True)
        )
