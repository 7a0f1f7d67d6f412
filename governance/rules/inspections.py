"""Who enters an inspection, who answers its findings, who signs the response."""

from governance.models import Finding, Inspection
from governance.states.inspections import InspectionState
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.notices.models import Message


def may_keep(user: User, inspection: Inspection) -> bool:
    """Only the governance officer and the Chief Executive enter inspections and prepare the response to them."""
    return user.rights.may(Power.KEEP_BOARD, inspection.office_id)


def may_enter(user: User) -> bool:
    """Only the governance officer and the Chief Executive enter inspections."""
    return bool(user.rights.organisations(Power.KEEP_BOARD))


def works_in_office(user: User) -> bool:
    """Only the Commissioner’s office sees where its responses stand."""
    return bool(user.rights.organisations(Power.READ_BOARD))


def may_be_asked(user: User) -> bool:
    """Only people of the force see what was put to it."""
    return bool(user.rights.organisations(Power.ANSWER_BOARD))


def may_sign(user: User, inspection: Inspection) -> bool:
    """Only the Commissioner signs the response to an inspection."""
    return user.person_id is not None and user.rights.may(Power.SIGN_RESPONSES, inspection.office_id)


def is_of_the_office(user: User, finding: Finding) -> bool:
    """Only the Commissioner’s office does this."""
    return user.rights.may(Power.READ_BOARD, finding.inspection.office_id)


def may_keep_finding(user: User, finding: Finding) -> bool:
    """Only the governance officer and the Chief Executive change what an inspection found."""
    return may_keep(user, finding.inspection)


def may_update(user: User, finding: Finding) -> bool:
    """Only the owner of a finding, the Chief Constable’s office and those who keep the inspection write down what was done about it."""
    return may_keep_finding(user, finding) or not is_of_the_office(user, finding)


def may_hear_of_clock(message: Message) -> bool:
    """Nobody is warned of a response that is published, or that nobody prepares."""
    return Inspection.objects.filter(pk=message.about_id, state=InspectionState.ANSWERING).exists()


def may_hear_of_finding(message: Message) -> bool:
    """Nobody is asked about findings of a report that is answered."""
    return may_hear_of_clock(message)
