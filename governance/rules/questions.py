"""Who asks the force in writing, and who answers. The first line of a rule is the reason a person reads on a 403."""

from governance.models import Question
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body
from pcc_portal.notices.models import Message


def may_keep(user: User, office: Organisation) -> bool:
    """Only the Commissioner’s officers who keep the Board’s record ask, accept and withdraw."""
    return user.rights.may(Power.KEEP_BOARD, office.pk)


def may_write_out(user: User, body: Body) -> bool:
    """Only the officer who prepares the Board’s papers and writes its minutes puts answers into them."""
    return user.rights.may(Power.PREPARE, body.organisation_id)


def may_answer(user: User, question: Question) -> bool:
    """Only whoever a question was put to, and the Chief Constable’s office, answer it; an answer that came otherwise is entered by the office."""
    office = question.question_set.body.host
    if may_keep(user, office):
        return not question.is_draft
    of_the_office = user.rights.may(Power.READ_BOARD, office.pk)
    return not of_the_office and Question.objects.visible_to(user).filter(pk=question.pk).exists()


def may_be_asked(user: User) -> bool:
    """Only the Commissioner’s office and people of the force see written questions."""
    rights = user.rights
    return bool(rights.organisations(Power.READ_BOARD) | rights.organisations(Power.ANSWER_BOARD))


def may_hear_of(message: Message) -> bool:
    """Nobody is written to about questions that are all answered or withdrawn, or in an account that is closed."""
    waits = Question.objects.owed().filter(question_set=int(message.about_id))
    return waits.exists() and User.objects.filter(email=message.to, is_active=True).exists()
