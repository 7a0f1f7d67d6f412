"""What the clerk asked for: a paper that came in and was cleared, one that is promised, one that is late."""

from datetime import datetime

from demo.content import agenda
from demo.loading import telling
from demo.loading.calendar import at as at_time
from demo.loading.county import AUTHORS, County
from pcc_portal.accounts.actions import accounts
from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import clearances, requests
from pcc_portal.meetings.models import Clearance, Paper, PaperRequest
from pcc_portal.meetings.states import ClearanceState
from pcc_portal.workdays import add_working_days

# In working days before the day of loading. Links open for sixty days, so what is still awaited was asked for lately.
ASKED, DUE, PROMISED, CHASED = 15, 3, 2, 1


def ask(paper: Paper, known: agenda.Paper, county: County, *, brief: str, at: datetime) -> None:
    """Asked before it is written; what is still awaited, later than the others. The mails go out as they would have."""
    asked, meeting, today = known.asked, paper.item.meeting, county.days.today
    assert asked is not None, "somebody was asked for this paper"
    due_on = paper.due_on or requests.due_on(county.body, meeting.held_on)
    if asked.standing:
        at = at_time(add_working_days(today, -ASKED), 9, 40)
    if asked.standing == "late":
        due_on = add_working_days(today, -DUE)
    request = requests.ask(
        paper.item,
        paper=paper,
        author=_author(asked, known, county, at=at),
        title=paper.public_title,
        organisation=county.owner(known.author),
        due_on=due_on,
        brief=brief,
        by=county.clerk,
        at=at,
    )
    for wanted in asked.clearances:
        looks = county.users[AUTHORS[wanted.of].email] if wanted.of else None
        clearances.ask(request, kind=wanted.kind, asked_of=looks, is_required=False, by=county.clerk, at=at)
    telling.send(at=at)
    _since(request, asked, county)


def clear(paper: Paper, asked: agenda.Asked, county: County, *, at: datetime) -> None:
    """The answers that came, each written down by the clerk; who is still to look got a mail when the paper came in."""
    said: dict[str, str] = {wanted.kind: wanted.words for wanted in asked.clearances if wanted.words}
    waiting = Clearance.objects.filter(request__paper=paper, state=ClearanceState.ASKED, kind__in=said)
    for clearance in waiting:
        clearances.answer(clearance, is_cleared=True, words=said[clearance.kind], by=county.clerk, at=at)
    telling.send(at=at)


def _author(asked: agenda.Asked, known: agenda.Paper, county: County, *, at: datetime) -> User:
    if asked.email:
        person = county.persons[known.author]
        return accounts.guest(asked.email, person=person, by=county.clerk, at=at)
    return county.users[AUTHORS[asked.of].email] if asked.of else county.sender(known.author)


def _since(request: PaperRequest, asked: agenda.Asked, county: County) -> None:
    """Promised by its author, or late and chased once."""
    today = county.days.today
    if asked.standing == "promised":
        day = add_working_days(request.due_on, -1)
        moment = at_time(add_working_days(today, -PROMISED), 16, 20)
        requests.promise(request, promised_for=day, by=request.author, at=moment)
    elif asked.standing == "late":
        moment = at_time(add_working_days(today, -CHASED), 10, 5)
        requests.chase(request.item.meeting, chosen={request.pk}, by=county.clerk, at=moment)
        telling.send(at=moment)
