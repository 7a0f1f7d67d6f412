"""What of the Board's record stands on /my/: one's own actions, and for the office what its owners say is done."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from governance.models import Action, Challenge, Decision, Question
from governance.models.action import ActionQuerySet
from governance.models.question import QuestionQuerySet
from governance.queries.actions import LATE
from governance.states.actions import ActionState
from governance.states.challenges import ChallengeState
from governance.states.decisions import AGREED_TO_PUBLISH
from governance.states.questions import OWED, QuestionState
from panel.queries import owing
from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Consent
from pcc_portal.documents.states import ConsentState
from pcc_portal.web.templatetags.words import short_date

SHOWN = 20
WORDS = 120


def of_the_board(here: Standing, user: User, *, on: date) -> None:
    """All of it."""
    of_actions(here, user, on=on)
    of_decisions(here, user)
    of_challenges(here, user, on=on)
    of_questions(here, user, on=on)
    owing.of_the_force(here, user, on=on)


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


def of_challenges(here: Standing, user: User, *, on: date) -> None:
    """A letter that waits for one's answer; for the office, answers that are overdue. One query."""
    rights = user.rights
    keeps = rights.organisations(Power.KEEP_BOARD)
    if not (keeps or rights.organisations(Power.ANSWER_BOARD)):
        return
    rows = Challenge.objects.visible_to(user).filter(state=ChallengeState.SENT)
    for row in rows.order_by("due_on", "pk")[:SHOWN]:
        href = reverse("governance:challenge-kept", args=[row.pk])
        late = row.is_late(on=on)
        words = f"An answer is due by {short_date(row.due_on)}."
        if not keeps:
            here.needs.append(Task(f"{row}: {row.about}", words, href, "Answer", is_late=late))
        elif late:
            here.waits.append(Task(f"{row}: {row.about}", words, href, "Look", is_late=True))


def of_questions(here: Standing, user: User, *, on: date) -> None:
    """Written questions that wait for one's answer; for the office, answers to be read and those overdue. One query."""
    rights = user.rights
    offices = rights.organisations(Power.KEEP_BOARD)
    if offices:
        _of_sets(here, Question.objects.filter(question_set__body__host__in=offices), on=on)
    elif rights.organisations(Power.ANSWER_BOARD):
        for row in Question.objects.owned_by(user).owed().order_by("due_on", "pk")[:SHOWN]:
            href = reverse("governance:question", args=[row.reference])
            words = f"A written question. An answer is due by {short_date(row.due_on)}."
            task = Task(f"{row}: {row.heading}", words, href, "Answer", is_late=row.is_late(on=on))
            here.needs.append(task)


def _of_sets(here: Standing, rows: QuestionQuerySet, *, on: date) -> None:
    found = rows.aggregate(
        answered=Count("pk", filter=Q(state=QuestionState.ANSWERED)),
        late=Count("pk", filter=Q(state__in=OWED, due_on__lt=on)),
    )
    href = reverse("governance:questions")
    if count := found["answered"]:
        title = f"{count} written question{' is' if count == 1 else 's are'} answered"
        here.needs.append(Task(title, "Accept each answer, or say what is missing.", href, "Look"))
    if count := found["late"]:
        title = f"{count} answer{' is' if count == 1 else 's are'} overdue"
        here.waits.append(Task(title, "Of written questions to the force.", href, "Look", is_late=True))


def of_decisions(here: Standing, user: User) -> None:
    """What of a decision is to be withheld waits for a second person of the office; what that person did not agree to
    is back with whoever asked. Two queries at the most."""
    rights = user.rights
    offices = rights.organisations(Power.SECOND) & rights.organisations(Power.READ_BOARD)
    if not offices and not rights.organisations(Power.KEEP_BOARD):
        return
    later = Consent.objects.filter(
        kind=AGREED_TO_PUBLISH, subject_id=OuterRef("subject_id"), asked_at__gt=OuterRef("asked_at")
    )
    waiting = Q(state=ConsentState.ASKED, organisation__in=offices) & ~Q(asked_by=user)
    back = Q(state=ConsentState.REFUSED, asked_by=user) & ~Exists(later)
    asked = Consent.objects.filter(waiting | back, kind=AGREED_TO_PUBLISH)
    by = {row.subject_id: row for row in asked.select_related("asked_by__person", "answered_by__person")}
    for row in Decision.objects.filter(pk__in=by, is_exempt=True) if by else ():
        href = reverse("governance:decision-kept", args=[row.pk])
        consent = by[str(row.pk)]
        if consent.is_refused:
            words = f"{consent.answered_by} did not agree, and says why. Put it right, and ask again."
            here.needs.append(Task(f"{row}, {row.title}: not agreed", words, href, "Look"))
        else:
            words = f"Asked by {consent.asked_by}. Something of it is withheld: it takes two people to publish it."
            here.needs.append(Task(f"{row}, {row.title}: do you agree?", words, href, "Look"))
