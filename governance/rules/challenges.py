"""Who may do what with a formal challenge. The first line of a rule is the reason a person reads on a 403."""

from governance.models import Challenge
from governance.states.challenges import ChallengeState
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.notices.models import Message


def may_keep(user: User, office: Organisation) -> bool:
    """Only the Commissioner’s officers who keep the Board’s record do this."""
    return user.rights.may(Power.KEEP_BOARD, office.pk)


def may_answer(user: User, challenge: Challenge) -> bool:
    """Only whoever a challenge is addressed to answers it; an answer that came by letter is entered by the office."""
    if may_keep(user, challenge.body.host):
        return True
    of_the_office = user.rights.may(Power.READ_BOARD, challenge.body.host_id)
    return not of_the_office and Challenge.objects.visible_to(user).filter(pk=challenge.pk).exists()


def may_hear_of(message: Message) -> bool:
    """Nobody is asked for an answer that has come, or in an account that is closed."""
    waits = Challenge.objects.filter(pk=message.about_id, state=ChallengeState.SENT)
    return waits.exists() and User.objects.filter(email=message.to, is_active=True).exists()
