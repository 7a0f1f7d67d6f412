"""Who spoke at the last meeting, and who asks to speak at the next: one accepted, two for the clerk to decide."""

from datetime import date, datetime

from demo.content import speakers
from demo.content.speakers import Speaker
from demo.loading.calendar import at
from demo.loading.county import County
from panel.actions import speaking
from panel.models import SpeakingRequest
from pcc_portal.meetings.models import Meeting
from pcc_portal.workdays import add_working_days

NOTICE = 4  # working days before the last meeting


def for_last(county: County, last: Meeting) -> None:
    """As its minutes tell: one question, within the remit once it was put as one about the Commissioner."""
    row = _asks(last, speakers.LAST, day=-NOTICE, on=county.days.last)
    day = at(add_working_days(county.days.last, -NOTICE + 2), 9, 15)
    speaking.accept(row, by=county.clerk, at=day)
    speaking.publish(last, by=county.clerk, at=day)


def for_extra(county: County, extra: Meeting, *, now: datetime) -> None:
    """Published is the one who was accepted; the clerk has two to decide, one of them an operational matter."""
    today = county.days.today
    accepted = _asks(extra, speakers.ACCEPTED, day=-2, on=today)
    speaking.accept(accepted, by=county.clerk, at=now)
    speaking.publish(extra, by=county.clerk, at=now)
    for speaker in (speakers.WAITING, speakers.OPERATIONAL):
        _asks(extra, speaker, day=-1, on=today)


def _asks(meeting: Meeting, who: Speaker, *, day: int, on: date) -> SpeakingRequest:
    moment = at(add_working_days(on, day), 19, 20)
    return speaking.ask(
        meeting,
        kind=who.kind,
        name=who.name,
        address=who.address,
        belongs=who.belongs,
        subject=who.subject,
        words=who.words,
        email=who.email,
        at=moment,
    )
