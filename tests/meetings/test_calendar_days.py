"""A day off that is proclaimed late recomputes every pending notice, flags the meetings and tells their clerks."""

import os
import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import agendas, calendar_days, calls
from pcc_portal.meetings.models import CalendarDay, NoticeAlert
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.notices.models import Message
from pcc_portal.workdays import Calendar, bank_holidays, christmas_break, easter_break
from tests.factories import meetings, packs
from tests.factories.days import NOW, moment

HELD_ON = date(2026, 12, 17)  # papers are due by Wednesday 9 December
FUNERAL = date(2026, 12, 14)
EXAMPLES = 100_000 if os.environ.get("PORTAL_EXAMPLES") == "full" else 2_000


def proclaim(clerk, day=FUNERAL, *, kind="mourning", at=NOW):
    return calendar_days.add(
        day, name="National mourning", kind=kind, source="Royal proclamation", by=clerk, at=at
    )


@pytest.fixture
def planned(panel_body, clerk):
    return meetings.meeting(clerk, of=panel_body, held_on=HELD_ON)


def notice(meeting):
    return Release.objects.live().get(kind="meetings.notice", subject_id=str(meeting.pk))


def test_every_count_of_notice_knows_the_day(planned, clerk):
    before = agendas.days_of_notice(planned, on=date(2026, 12, 9))
    proclaim(clerk)
    assert (before, agendas.days_of_notice(planned, on=date(2026, 12, 9))) == (5, 4)
    with pytest.raises(agendas.NoticeTooShort):
        agendas.lock(planned, by=clerk, at=moment(2026, 12, 9))


def test_a_pending_notice_is_recomputed_flagged_and_mailed(planned, clerk, deputy_clerk, panel_member):
    calls.call(planned, by=clerk, at=NOW)
    proclaim(clerk)
    (alert,) = NoticeAlert.objects.all()
    assert (alert.meeting, alert.due_was, alert.due_now) == (planned, date(2026, 12, 9), date(2026, 12, 8))
    assert notice(planned).facts["papers_by"] == "2026-12-08"
    told = Message.objects.filter(kind="meetings.day_off")
    assert {m.to for m in told} == {clerk.email, deputy_clerk.email}
    assert all("Tuesday 8 December 2026" in m.body_text for m in told)


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 12, 1), "mourning"), (date(2026, 12, 18), "mourning"), (FUNERAL, "election")],
)
def test_a_day_that_changes_nothing_alarms_nobody(planned, clerk, day, kind):
    proclaim(clerk, day, kind=kind)
    assert not NoticeAlert.objects.exists()
    assert not Message.objects.filter(kind="meetings.day_off").exists()


def test_the_day_of_the_meeting_itself(planned, clerk):
    proclaim(clerk, HELD_ON)
    assert NoticeAlert.objects.get().is_on_the_day


def test_what_is_over_or_cancelled_is_left_alone(panel_body, clerk):
    meetings.meeting(clerk, of=panel_body, held_on=date(2026, 10, 29))
    proclaim(clerk, date(2026, 10, 27), at=NOW)
    assert not NoticeAlert.objects.exists()


class TestIssuedInTimeAndNotAnyMore:
    @pytest.fixture
    def alert(self, planned, clerk):
        meetings.item(planned, clerk, title="Budget")
        packs.issued(planned, clerk, at=moment(2026, 12, 9))
        proclaim(clerk, at=moment(2026, 12, 10))
        return NoticeAlert.objects.get()

    def test_it_is_held_for_a_reason_that_is_published(self, client, alert, clerk):
        assert alert.is_short
        with pytest.raises(calendar_days.SaysWhy):
            calendar_days.see(alert, by=clerk, at=NOW)
        calendar_days.see(alert, reason="The precept must be set.", by=clerk, at=NOW)
        assert notice(alert.meeting).facts["notice_reason"] == "The precept must be set."
        assert "The precept must be set." in client.get(alert.meeting.path).text

    def test_the_page_asks_for_it(self, client, alert, clerk):
        client.force_login(clerk)
        assert "Look" in client.get(reverse("panel:my")).text
        url = reverse("meetings:alert-seen", args=[alert.meeting.ref, alert.pk])
        assert client.post(url, {}).status_code == 409
        assert client.post(url, {"reason": "The precept must be set."}).status_code == 303
        assert "is no working day" not in client.get(reverse("panel:my")).text

    def test_the_database_wants_the_reason_too(self, alert, clerk):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoticeAlert.objects.update(seen_at=NOW, seen_by=clerk)


def test_taken_back_everything_is_as_before(planned, clerk):
    calls.call(planned, by=clerk, at=NOW)
    calendar_days.remove(proclaim(clerk), by=clerk, at=NOW)
    assert (NoticeAlert.objects.count(), notice(planned).facts["papers_by"]) == (0, "2026-12-09")


def test_written_down_once(clerk):
    proclaim(clerk)
    with pytest.raises(calendar_days.KnownAlready):
        proclaim(clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(
            day=FUNERAL, name="x", kind="closed", source="x", created_at=NOW, created_by=clerk
        )


def test_one_query_however_much_is_counted(clerk, django_assert_num_queries):
    proclaim(clerk)
    with django_assert_num_queries(1):
        calendar = office_calendar()
        for n in range(50):
            calendar.last_day_for_notice(HELD_ON + timedelta(days=n))


def counted_by_hand(first, last, off):
    """Day by day, knowing nothing of how the portal counts."""
    day, clear = first + timedelta(days=1), 0
    while day < last:
        clear += day.weekday() < 5 and day not in off
        day += timedelta(days=1)
    return clear


def test_clear_days_against_a_count_by_hand_with_random_days_off():
    """2020 to 2035, strict and not, with up to six days off that no library knows."""
    chance = random.Random(2026)
    known = {day for year in range(2019, 2037) for day in bank_holidays(year)}
    breaks = {d for y in range(2019, 2037) for d in (*christmas_break(y), *easter_break(y))}
    for _ in range(EXAMPLES):
        first = date(2020, 1, 1) + timedelta(days=chance.randrange(5800))
        last = first + timedelta(days=chance.randrange(-2, 40))
        extra = {first + timedelta(days=chance.randrange(40)): "off" for _ in range(chance.randrange(7))}
        strict = chance.random() < 0.5
        off = known | set(extra) | (breaks if strict else set())
        calendar = Calendar(extra)
        assert calendar.clear_days_between(first, last, strict=strict) == counted_by_hand(first, last, off)
        due = calendar.last_day_for_notice(last, 5, strict=strict)
        assert (due.weekday() < 5, due in off) == (True, False)
        assert counted_by_hand(due, last, off) == 5
