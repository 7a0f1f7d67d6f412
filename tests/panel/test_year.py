"""A municipal year in one grid: what clashes, what is counted back and on, and planning it in one press."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panel.views.years import Year, municipal_year
from pcc_portal.meetings.actions import bodies, calendar_days, changes
from pcc_portal.meetings.models import BodyRule, CalendarDay, Meeting
from pcc_portal.workdays import add_working_days
from tests.factories import meetings
from tests.factories.days import NOW
from tests.panel.test_pages_costs import counts

pytestmark = pytest.mark.django_db
# law.md's table: meeting, last day to issue, the same counted strictly.
VECTORS = [
    (date(2027, 1, 5), date(2026, 12, 23), date(2026, 12, 21)),
    (date(2027, 2, 5), date(2027, 1, 28), date(2027, 1, 28)),
    (date(2027, 4, 6), date(2027, 3, 25), date(2027, 3, 23)),
    (date(2027, 5, 6), date(2027, 4, 27), date(2027, 4, 27)),
    (date(2027, 9, 3), date(2027, 8, 25), date(2027, 8, 25)),
]


def year(body, start=2026):
    return Year.of(body, start)


@pytest.mark.parametrize(
    ("day", "start"), [(date(2027, 4, 30), 2026), (date(2027, 5, 1), 2027), (date(2026, 12, 31), 2026)]
)
def test_a_municipal_year_begins_in_may(day, start):
    assert municipal_year(day) == start


@pytest.mark.parametrize(("held_on", "issue", "strict"), VECTORS)
def test_issue_days_plain_and_strict(panel_body, held_on, issue, strict):
    dates = year(panel_body).dates_of(held_on)
    assert (dates.issue, dates.issue_strict) == (issue, strict)


def test_every_date_is_counted_by_the_bodys_own_rules(panel_body):
    dates = year(panel_body).dates_of(date(2027, 2, 4))
    assert dates.issue == date(2027, 1, 27)
    assert dates.papers_due == date(2027, 1, 20)  # 5 working days before
    assert dates.pre_agenda == date(2027, 1, 13)  # 10
    assert dates.call_for_papers == date(2026, 12, 29)  # 20, over Christmas
    assert dates.speaking == date(2027, 2, 1)  # 3
    assert dates.minutes == date(2027, 2, 18)
    BodyRule.objects.filter(body=panel_body, kind="speaking").update(days=5)
    assert year(panel_body).dates_of(date(2027, 2, 4)).speaking == date(2027, 1, 28)


def test_a_day_off_moves_them_all(panel_body, clerk):
    calendar_days.add(date(2027, 2, 3), name="Mourning", kind="mourning", source="Gazette", by=clerk, at=NOW)
    dates = year(panel_body).dates_of(date(2027, 2, 4))
    assert (dates.issue, dates.speaking) == (date(2027, 1, 26), date(2027, 1, 29))


def test_clashes_are_named(panel_body, other_panel_body, clerk):
    day = date(2027, 2, 4)
    meetings.meeting(clerk, of=panel_body, held_on=day)
    meetings.meeting(clerk, of=other_panel_body, held_on=day)
    calendar_days.add(day, name="By-election", kind="election", source="Notice", by=clerk, at=NOW)
    meetings.meeting(clerk, of=panel_body, held_on=date(2026, 12, 25))
    rows = {row.meeting.held_on: row.clashes for row in year(panel_body).rows}
    assert rows == {
        day: ["By-election", "OTHER-PANEL meets"],
        date(2026, 12, 25): ["25 December is a bank holiday (Christmas Day)"],
    }


def test_cancelled_and_put_off_meetings_are_not_in_it(panel_body, clerk):
    gone = meetings.meeting(clerk, of=panel_body, held_on=date(2027, 2, 4))
    changes.cancel(gone, reason="x", by=clerk, at=NOW)
    assert year(panel_body).rows == []


class TestPages:
    @pytest.fixture(autouse=True)
    def signed_in(self, client, clerk):
        client.force_login(clerk)

    @pytest.fixture
    def first(self):
        return add_working_days(timezone.localdate(), 40)

    def plan(self, first, **more):
        return {
            "first_on": first,
            "weeks": 8,
            "last_on": first + timedelta(weeks=40),
            "starts_at": "14:00",
            "venue": "County Hall",
        } | more

    def test_the_grid_costs_the_same_with_one_meeting_and_with_three(self, client, panel_body, clerk):
        def add(*days):
            for day in days:
                meetings.meeting(clerk, of=panel_body, held_on=day)

        add(date(2026, 11, 19))
        more = lambda: add(date(2027, 2, 4), date(2027, 3, 11))  # noqa: E731  said once
        one, three = counts(client, reverse("panel:year") + "?year=2026", more)
        assert one == three

    @pytest.mark.parametrize("asked", ["", "2027", "x", "99999999", "0000", "²"])
    def test_any_year_that_is_asked_for(self, client, asked):
        assert client.get(reverse("panel:year"), {"year": asked}).status_code == 200

    def test_days_are_proposed_and_planned_in_one_press(self, client, first, panel_body):
        url = reverse("panel:year-plan")
        proposed = client.get(url, self.plan(first)).text
        assert proposed.count('name="day"') == 6
        days = [first + timedelta(weeks=8 * n) for n in range(3)]
        sent = self.plan(first, day=[day.isoformat() for day in days])
        assert client.post(url, sent).status_code == 303
        made = Meeting.objects.filter(body=panel_body)
        assert [(m.held_on, m.life) for m in made.order_by("held_on")] == [(d, "planned") for d in days]
        again = client.post(url, sent)
        assert (again.status_code, made.count()) == (409, 3)

    def test_a_day_that_clashes_is_not_ticked(self, client, first, clerk):
        calendar_days.add(first, name="Election", kind="election", source="Notice", by=clerk, at=NOW)
        proposed = client.get(reverse("panel:year-plan"), self.plan(first)).text
        assert "Election." in proposed
        assert proposed.count(" checked") < proposed.count('name="day"')

    @pytest.mark.parametrize(
        "wrong",
        [
            {"weeks": 0},
            {"weeks": 99},
            {"first_on": "2020-01-01"},
            {"last_on": "2020-01-01"},
            {"starts_at": "x"},
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, client, first, wrong):
        assert client.post(reverse("panel:year-plan"), self.plan(first, **wrong)).status_code == 422
        assert not Meeting.objects.exists()

    def test_a_day_that_was_not_proposed_is_not_planned(self, client, first):
        sent = self.plan(first, day=["2027-01-01", "nonsense"])
        assert client.post(reverse("panel:year-plan"), sent).status_code == 409

    def test_how_days_are_counted_is_changed(self, client, panel_body):
        days = {
            "papers_due": 3,
            "call_for_papers": 30,
            "pre_agenda": 9,
            "speaking": 4,
            "speaking_slot": 3,
            "minutes": 5,
        }
        assert client.post(reverse("panel:year-rules"), days).status_code == 303
        panel_body.refresh_from_db()
        assert panel_body.papers_due_days == 3
        assert dict(BodyRule.objects.filter(body=panel_body).values_list("kind", "days")) == {
            kind: n for kind, n in days.items() if kind != "papers_due"
        }
        bodies.ensure()  # a new start leaves them as they are
        assert BodyRule.objects.get(body=panel_body, kind="minutes").days == 5

    @pytest.mark.parametrize(
        ("typed", "kept"), [("1, 10,3", [10, 3, 1]), ("5,5,", [5]), ("", []), ("0", [0])]
    )
    def test_when_authors_are_reminded_is_changed(self, client, panel_body, typed, kept):
        page = client.get(reverse("panel:year-rules"))
        assert 'value="5, 1"' in page.text
        days = {
            "papers_due": 3,
            "call_for_papers": 30,
            "pre_agenda": 9,
            "speaking": 4,
            "speaking_slot": 3,
            "minutes": 5,
        }
        assert client.post(reverse("panel:year-rules"), days | {"remind": typed}).status_code == 303
        panel_body.refresh_from_db()
        assert panel_body.remind_days == kept

    @pytest.mark.parametrize("typed", ["soon", "5; 1", "-1", "61", "1.5", "\u0665"])
    def test_reminders_that_cannot_be_are_said_at_their_field(self, client, panel_body, typed):
        days = {
            "papers_due": 3,
            "call_for_papers": 30,
            "pre_agenda": 9,
            "speaking": 4,
            "speaking_slot": 3,
            "minutes": 5,
        }
        answer = client.post(reverse("panel:year-rules"), days | {"remind": typed})
        assert answer.status_code == 422
        assert typed in answer.text
        panel_body.refresh_from_db()
        assert (panel_body.papers_due_days, panel_body.remind_days) == (5, [5, 1])

    def test_a_day_is_written_down_and_taken_out(self, client, first):
        url = reverse("panel:calendar-days")
        typed = {"day": first, "name": "Mourning", "kind": "mourning", "source": "Gazette"}
        assert client.post(url, typed).status_code == 303
        assert client.post(url, typed).status_code == 409
        assert client.post(url, typed | {"source": ""}).status_code == 422
        assert "Gazette" in client.get(url).text
        remove = reverse("panel:calendar-day-remove", args=[CalendarDay.objects.get().pk])
        assert [client.post(remove).status_code for _ in range(2)] == [303, 303]
        assert not CalendarDay.objects.exists()
