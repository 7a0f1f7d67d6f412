"""Formal challenges of the Commissioner: one answered, discussed and public, one whose answer is overdue."""

from datetime import date, datetime, timedelta
from typing import Any

from demo.content import challenging as content
from demo.loading import telling
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import challenges
from governance.models import Challenge
from pcc_portal.accounts.models import Post
from pcc_portal.meetings.models import Body

OFFICER, CHIEF = "officer@demo.example", "cc@demo.example"


def load(county: County, *, now: datetime) -> int:
    """Returns how many. Both are public; of the first its letters are."""
    board, today = Body.objects.get(slug="gpb"), county.days.today
    officer = county.users[OFFICER]
    row = _sent(county, board, content.ANSWERED, on=today - timedelta(days=75))
    came, talked = row.due_on - timedelta(days=2), row.due_on + timedelta(days=12)
    row = challenges.answer(
        row, received_on=came, response=content.ANSWER, by=county.users[CHIEF], at=at(came, 16)
    )
    row = challenges.discuss(row, on=talked, words=content.TALKED, by=officer, at=at(talked, 12))
    challenges.publish(row, with_letter=True, with_response=True, by=officer, at=now)
    row = _sent(county, board, content.OVERDUE, on=today - timedelta(days=25))
    challenges.publish(row, with_letter=False, with_response=False, by=officer, at=now)
    return Challenge.objects.count()


def _sent(county: County, board: Body, said: tuple[list[str], str, int], *, on: date) -> Challenge:
    """To the post of the Chief Constable, with so many days to answer."""
    subjects, letter, days = said
    chief = Post.objects.get(kind="chief_constable", organisation=county.organisations["force"])
    who: dict[str, Any] = {"by": county.users[OFFICER], "at": at(on, 15)}
    due = on + timedelta(days=days)
    row = challenges.write(
        board, subjects=subjects, letter=letter, owner_post=chief, written_on=on, due_on=due, **who
    )
    row = challenges.send(row, **who)
    telling.send(at=who["at"])  # that day, while the answer is waited for
    return row
