"""Who asks for more time, and who gives it. The first line of a rule is the reason a person reads on a 403."""

from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power


def may_keep(user: User) -> bool:
    """Only the Commissioner’s officers who keep the Board’s record do this."""
    return bool(user.rights.organisations(Power.KEEP_BOARD))


def may_ask(user: User) -> bool:
    """Only the force asks for more time, or an officer who keeps the Board’s record, for whoever asked them."""
    return may_keep(user) or not user.rights.organisations(Power.READ_BOARD)


def may_read_all(user: User) -> bool:
    """Only the Commissioner’s office reads how late the force is."""
    return bool(user.rights.organisations(Power.READ_BOARD))


def may_follow(user: User) -> bool:
    """Only the Commissioner and those who keep the Board’s record are told on their own page what is owed."""
    return may_keep(user) or bool(user.rights.organisations(Power.SIGN_RESPONSES))
