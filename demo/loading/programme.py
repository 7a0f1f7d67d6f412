"""The work programme as it stands after the last meeting: published then, and with two lines to look at since."""

from datetime import date, datetime, timedelta

from demo.content import programme as content
from demo.loading.county import County
from panel.actions import programme
from panel.models import ProgrammeRow, Review, StandingBusiness, TrainingEvent
from panel.states import ReviewState
from pcc_portal.meetings.models import Meeting

REPORTED = timedelta(days=90)  # before today


def load(county: County, coming: Meeting, *, at: datetime) -> None:
    """Rows at the meetings that are planned, by the month in which they fall; what waits; reviews; training."""
    by, moment = county.clerk, at
    planned = list(Meeting.objects.filter(body=county.body, held_on__gte=coming.held_on).order_by("held_on"))
    for row in content.DATED:
        meeting = next((one for one in planned if row.month in {0, one.held_on.month}), None)
        if meeting is None:
            continue
        programme.add(
            ProgrammeRow,
            county.body,
            title=row.title,
            detail=row.detail,
            about_year=row.about_year,
            meeting=meeting,
            reported_on=county.days.last if row.was_reported else None,
            origin=row.origin,
            by=by,
            at=moment,
        )
    for title, detail, waits_for in content.WAITING:
        programme.add(
            ProgrammeRow, county.body, title=title, detail=detail, waits_for=waits_for, by=by, at=moment
        )
    for title, cadence, detail, bullets in content.STANDING:
        words = {"title": title, "cadence": cadence, "detail": detail}
        programme.add(StandingBusiness, county.body, by=by, at=moment, bullets=bullets, **words)
    _reviews(county, moment=moment)
    for name, for_whom, days, place in content.EVENTS:
        on = coming.held_on + timedelta(days=days) if days else None
        said = {"name": name, "for_whom": for_whom, "on": on, "place": place}
        programme.add(TrainingEvent, county.body, by=by, at=moment, **said)
    programme.publish(county.body, by=by, at=moment)


def _reviews(county: County, *, moment: datetime) -> None:
    """One that waits, and one that has reported: two of its three recommendations were answered."""
    reported_on = county.days.today - REPORTED
    for topic, members, times_met, state, next_step in content.REVIEWS:
        is_out = state == ReviewState.REPORTED
        said = {
            "topic": topic,
            "members": members,
            "times_met": times_met,
            "state": state,
            "next_step": next_step,
        }
        said["reported_on"] = reported_on if is_out else None
        review = programme.add(Review, county.body, by=county.clerk, at=moment, **said)
        if is_out:
            _recommendations(county, review, since=reported_on, moment=moment)


def _recommendations(county: County, review: Review, *, since: date, moment: datetime) -> None:
    due_on = since + timedelta(days=60)
    for words, response, acted_on in content.RECOMMENDATIONS:
        one = programme.recommend(review, words=words, due_on=due_on, by=county.clerk, at=moment)
        if response:
            said = {"response": response, "responded_on": due_on - timedelta(days=5), "acted_on": acted_on}
            programme.answer(one, by=county.clerk, at=moment, **said)
