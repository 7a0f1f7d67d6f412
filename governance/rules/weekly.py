"""Who keeps the weekly meeting of Commissioner and Chief Constable. The first line of a rule is the reason a person reads on a 403."""

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power


def may_keep(user: User, office: Organisation) -> bool:
    """Only the Commissioner’s officers who keep the Board’s record do this."""
    return user.rights.may(Power.KEEP_BOARD, office.pk)
