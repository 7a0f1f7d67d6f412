"""Who may do what with an action of the Board. The first line of a rule is the reason a person reads on a 403."""

from governance.models import Action
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body
from pcc_portal.notices.models import Message


def may_keep(user: User, body: Body) -> bool:
    """Only the Commissioner’s officers who keep the Board’s record do this."""
    return user.rights.may(Power.KEEP_BOARD, body.host_id)


def may_report(user: User, action: Action) -> bool:
    """Only the owner of an action and the officers who keep the Board’s record report on it."""
    if may_keep(user, action.body):
        return True
    return Action.objects.owned_by(user).filter(pk=action.pk).exists()


def may_hear_of(message: Message) -> bool:
    """A mail about an action goes only while something is still to do, and to an account that is open."""
    waits = Action.objects.still_to_do().filter(pk=message.about_id)
    return waits.exists() and User.objects.filter(email=message.to, is_active=True).exists()
