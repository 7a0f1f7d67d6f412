"""The weekly meetings: as everyone reads those that are let out, and week by week as the office keeps them, gaps included."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, QuerySet

from governance.models import WeeklyMeeting, WeeklyTopic
from governance.models.weekly import A_WEEK, WeeklyMeetingQuerySet, monday_of
from governance.states.weekly import SHELF, TOPICS, WEEKLY
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body

A_PAGE, BEFORE = 26, 4  # weeks


def register() -> QuerySet[Release]:
    """Those that are public, newest first."""
    return Release.objects.live().filter(kind=WEEKLY, collection=SHELF).order_by("-on", "-pk")


def topics_of(body: Body) -> list[str]:
    """Those that the office keeps, or those that a portal begins with."""
    rows = WeeklyTopic.objects.filter(body=body, is_kept=True)
    return list(rows.values_list("title", flat=True)) or list(TOPICS)


def published(week: str) -> Release | None:
    return register().filter(facts__week=week).first()


@dataclass(frozen=True)
class Week:
    """One week, with its record where there is one."""

    week_on: date
    row: WeeklyMeeting | None
    is_gap: bool  # between weeks that are recorded

    @property
    def key(self) -> str:
        return self.week_on.isoformat()


def kept(rows: WeeklyMeetingQuerySet, *, on: date, page: Any) -> Page[Any]:
    """A page of weeks, from a month before the first that was recorded; one that is not stands there all the same. Two queries."""
    this = monday_of(on)
    first: date = rows.aggregate(first=Min("week_on"))["first"] or this
    count = (this - first).days // 7 + 1 + BEFORE
    mondays = [this - number * A_WEEK for number in range(count)]
    here: Page[Any] = Paginator(mondays, A_PAGE).get_page(page)
    found = rows.filter(week_on__in=here.object_list).annotate(agreed=Count("actions"))
    by_week = {row.week_on: row for row in found}
    here.object_list = [
        Week(day, by_week.get(day), is_gap=first < day < this and day not in by_week)
        for day in here.object_list
    ]
    return here
