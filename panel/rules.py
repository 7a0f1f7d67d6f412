"""Who may do what with the Panel's own records: lines of enquiry, public speaking. The first line of a rule is the reason a person reads on a 403."""

from panel.models import Complaint, Enquiry, SpeakingRequest
from panel.states import EnquiryState
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.notices.models import Message


def may_enquire(user: User, meeting: Meeting) -> bool:
    """Only members of this body prepare lines of enquiry."""
    return user.rights.may(Power.ENQUIRE, meeting.body.organisation_id)


def may_hear(user: User, meeting: Meeting) -> bool:
    """Only the Chair reads what members share with the Chair."""
    return user.rights.may(Power.HEAR_ENQUIRIES, meeting.body.organisation_id)


def may_brief(user: User, meeting: Meeting) -> bool:
    """Only the Chair and the clerk see the Chair's agenda."""
    organisation = meeting.body.organisation_id
    return user.rights.may(Power.HEAR_ENQUIRIES, organisation) or user.rights.may(Power.PREPARE, organisation)


def is_owner(user: User, enquiry: Enquiry) -> bool:
    """Only the member whose line of enquiry it is does this."""
    return enquiry.owner_id == user.pk


def may_settle(user: User, enquiry: Enquiry) -> bool:
    """Only the Chair, and the member whose line of enquiry it is, say what became of it."""
    return is_owner(user, enquiry) or may_hear(user, enquiry.meeting)


def may_answer(user: User, enquiry: Enquiry) -> bool:
    """Only the office that supplied the paper answers a written question about it."""
    return user.rights.may(Power.WRITE_PAPERS, enquiry.paper.document.organisation_id)


def may_keep(user: User, body: Body) -> bool:
    """Only the clerk to this body writes down what became of a promise."""
    return user.rights.may(Power.PREPARE, body.organisation_id)


def may_read_asked(user: User, body: Body) -> bool:
    """Only those of whom the Panel asks something read what it asked for: the Commissioner's office; and the clerk and members who asked."""
    if user.rights.may(Power.READ_EXEMPT, body.organisation_id):
        return True
    offices = Organisation.objects.filter(kind=OrganisationKind.OFFICE)
    return offices.filter(pk__in=user.rights.organisations(Power.WRITE_PAPERS)).exists()


def may_still_hear(message: Message) -> bool:
    """A mail about a wish to speak goes only while the wish is there."""
    return SpeakingRequest.objects.filter(pk=message.about_id).exists()


def may_deal(user: User, complaint: Complaint) -> bool:
    """Only people of the Panel’s side decide about a complaint and say who reads it; others who are named read it and add notes."""
    return any(organisation == complaint.body.organisation_id for _, organisation in user.rights.held)


def may_still_wait(message: Message) -> bool:
    """A mail that says no more than that something waits goes only to somebody who can still sign in."""
    return User.objects.filter(email=message.to, is_active=True).exists()


def may_hear_of_question_asked(message: Message) -> bool:
    """Nobody is asked again what has been answered."""
    return Enquiry.objects.filter(pk=message.about_id, state=EnquiryState.WRITTEN).exists()


def may_hear_of_question_answered(message: Message) -> bool:
    """The member who asked is told of an answer that is there."""
    return Enquiry.objects.filter(pk=message.about_id, state=EnquiryState.ANSWERED).exists()
