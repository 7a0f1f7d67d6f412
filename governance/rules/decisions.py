"""Who may do what with a decision. The first line of a rule is the reason a person reads on a 403."""

from governance.models import Decision
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power, Role


def may_keep(user: User, office: Organisation) -> bool:
    """Only the Commissioner’s officers who keep the record of decisions do this."""
    return user.rights.may(Power.KEEP_BOARD, office.pk)


def may_second(user: User, decision: Decision) -> bool:
    """Only a second person of the Commissioner’s office agrees to what is withheld."""
    return user.rights.may(Power.SECOND, decision.office_id)


def may_excuse(user: User, decision: Decision) -> bool:
    """Only the Chief Executive gives the reason for a public act before an election."""
    return (Role.CHIEF_EXECUTIVE, decision.office_id) in user.rights.held
