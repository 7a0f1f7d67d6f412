"""The weekly meeting: recorded with an open and a closed part, or with why there was none; public in one press, and no closed word."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.actions import board as keeping
from governance.actions import weekly
from governance.models import Action, WeeklyMeeting, WeeklyPrivate
from governance.models.weekly import Said, monday_of
from governance.queries import weekly as weeks
from governance.states.weekly import TOPICS, WEEKLY_MOVES, WeeklyState
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove, move
from tests.factories import meetings
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db

WEEK = monday_of(TODAY) - timedelta(days=7)
KEPT, PUBLIC = "/governance/weekly/keep/", "/governance/weekly/"
OPEN, CLOSED = "Calls are answered in nine seconds.", "One inquiry is at a hard place."
SAID = [Said("Performance", OPEN, CLOSED), Said("Budget"), Said("Threats", "", "Only this.")]


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def body(office):
    return meetings.body("gpb")


def entered(body, by, *, week_on=WEEK, held_on=WEEK, missed_why="", said=SAID):
    return weekly.enter(
        body, week_on=week_on, held_on=held_on, missed_why=missed_why, said=said, by=by, at=NOW
    )


@pytest.fixture
def row(body, officer):
    return entered(body, officer)


@pytest.mark.parametrize("target", WeeklyState)
@pytest.mark.parametrize("state", WeeklyState)
def test_only_along_the_table(state, target):
    row = WeeklyMeeting(state=state)
    if target in WEEKLY_MOVES[state]:
        move(row, target, along=WEEKLY_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=WEEKLY_MOVES, field="state")


def test_public_in_one_press_and_no_closed_word_of_it(row, officer):
    assert Client().get(f"{PUBLIC}{row.week}/").status_code == 404
    assert as_(officer).post(f"{KEPT}{row.pk}/publish/").status_code == 303
    release = Release.objects.live().get(kind="governance.weekly")
    assert release.facts["topics"] == [{"title": "Performance", "words": OPEN}]
    for url in (PUBLIC, f"{PUBLIC}{row.week}/"):
        text = Client().get(url).text
        assert "Performance" in text
        assert not any(words in text for words in (CLOSED, "Only this.", "Threats"))
    assert OPEN in Client().get(f"{PUBLIC}{row.week}/").text
    told = str(list(Release.objects.values())) + str(list(Event.objects.values()))
    assert CLOSED not in told


def test_the_closed_part_is_the_offices(row, officer, commissioner, staff, clerk):
    url = f"{KEPT}{row.pk}/"
    assert [as_(who).get(url).status_code for who in (officer, commissioner)] == [200, 200]
    assert CLOSED in as_(commissioner).get(url).text
    assert [as_(who).get(url).status_code for who in (staff, clerk)] == [404, 404]
    assert as_(commissioner).post(f"{url}publish/").status_code == 403


def test_a_week_without_a_meeting_says_why_and_so_does_its_page(body, officer):
    row = entered(body, officer, held_on=None, missed_why="Both were at the national conference.")
    weekly.publish(row, by=officer, at=NOW)
    assert "No meeting: Both were at the national conference." in Client().get(PUBLIC).text
    assert "They did not meet in this week" in Client().get(f"{PUBLIC}{row.week}/").text
    assert row.notes.count() == 0
    with pytest.raises(weekly.NotHeld):
        weekly.agree(row, text="Send it.", due_on=None, is_closed=False, by=officer, at=NOW)


def test_changed_it_stays_public_as_it_was_until_it_is_published_again(row, officer):
    weekly.publish(row, by=officer, at=NOW)
    weekly.change(row, held_on=WEEK, missed_why="", said=[Said("Budget", "Other words.")], by=officer, at=NOW)
    assert OPEN in Client().get(f"{PUBLIC}{row.week}/").text
    assert WeeklyPrivate.objects.count() == 0
    weekly.publish(row, by=officer, at=NOW)
    assert "Other words." in Client().get(f"{PUBLIC}{row.week}/").text
    weekly.take_back(row, reason="It names somebody.", by=officer, at=NOW)
    assert Client().get(f"{PUBLIC}{row.week}/").status_code == 404


def test_a_week_is_recorded_once_and_on_a_day_of_it(row, body, officer):
    with pytest.raises(weekly.KnownAlready):
        entered(body, officer)
    other = WEEK - timedelta(days=7)
    for week, day in [
        (other, WEEK),
        (monday_of(TODAY), TODAY + timedelta(days=1)),
        (WEEK + timedelta(days=14), None),
    ]:
        with pytest.raises(weekly.NotThatWeek):
            entered(body, officer, week_on=week, held_on=day, missed_why="" if day else "Not yet.")
    assert WeeklyMeeting.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"week_on": WEEK + timedelta(days=1)},
        {"held_on": WEEK + timedelta(days=7)},
        {"missed_why": "And yet."},
        {"held_on": None},
    ],
)
def test_the_database_says_no_too(row, said):
    with pytest.raises(IntegrityError), transaction.atomic():
        WeeklyMeeting.objects.filter(pk=row.pk).update(**said)


def test_what_was_agreed_is_an_action_of_the_log(row, officer, force_lead):
    data = {"text": "Send the rota.", "owner": f"person-{force_lead.person_id}", "due_on": "2027-01-08"}
    assert as_(officer).post(f"{KEPT}{row.pk}/action/", data).status_code == 303
    action = Action.objects.get()
    assert (action.source, action.source_words, action.raised_on) == ("weekly", str(row), WEEK)
    assert "Send the rota." in as_(force_lead).get("/my/").text
    assert "A-2026-001" in as_(officer).get(f"{KEPT}{row.pk}/").text


def test_recorded_in_the_browser_with_its_gaps_and_nothing_typed_is_lost(body, officer, analyst):
    now = timezone.now()
    today = timezone.localdate(now)
    client, week = as_(officer), monday_of(today)
    before = week - timedelta(days=21)
    weekly.enter(body, week_on=before, held_on=before, missed_why="", said=SAID, by=officer, at=now)
    assert "Not recorded" in client.get(KEPT).text
    url = f"{KEPT}week/{week}/"
    wrong = client.post(url, {"open_1": OPEN})
    assert (wrong.status_code, OPEN in wrong.text) == (422, True)
    late = client.post(url, {"held_on": today - timedelta(days=7), "open_1": OPEN})
    assert (late.status_code, OPEN in late.text) == (409, True)
    both = {"held_on": today, "missed_why": "And yet."}
    assert client.post(url, both).status_code == 422
    made = client.post(url, {"held_on": today, "open_1": OPEN, "closed_1": CLOSED})
    assert made.status_code == 303
    new = WeeklyMeeting.objects.get(week_on=week)
    assert (new.notes.get().title, new.notes.get().private.words) == (TOPICS[1], CLOSED)
    change = client.get(f"{KEPT}{new.pk}/change/").text
    assert OPEN in change
    assert CLOSED in change
    days = [week + timedelta(days=1), week + timedelta(days=7)]
    assert [client.get(f"{KEPT}week/{day}/").status_code for day in (*days, "never")] == [404] * 3
    assert [as_(analyst).get(at).status_code for at in (KEPT, url)] == [200, 403]


def test_the_topics_are_a_list_that_the_office_keeps(body, officer):
    assert weeks.topics_of(body) == list(TOPICS)
    titles = "Threats\n\n Performance \nThreats"
    assert as_(officer).post(f"{KEPT}topics/", {"titles": titles}).status_code == 303
    assert weeks.topics_of(body) == ["Threats", "Performance"]
    assert as_(officer).post(f"{KEPT}topics/", {"titles": "x" * 121}).status_code == 422


@pytest.mark.parametrize("path", [KEPT, PUBLIC])
def test_one_week_costs_what_three_do(path, body, officer):
    def counted():
        client = as_(officer)
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        return len(found)

    weekly.publish(entered(body, officer), by=officer, at=NOW)
    one = counted()
    for n in (1, 2):
        day = WEEK - n * timedelta(days=7)
        weekly.publish(entered(body, officer, week_on=day, held_on=day), by=officer, at=NOW)
    assert counted() == one


def test_focus_topics_are_by_month_and_year(body, officer):
    topics = [(date(2026, 11, 1), "Custody"), (date(2026, 12, 1), "Roads"), (date(2027, 1, 1), "Rural crime")]
    keeping.set_focus(body, topics, by=officer, at=NOW)
    url = "/governance/focus/years/"
    text = Client().get(f"{url}?year=2027").text
    assert "January 2027" in text
    assert "Custody" not in text
    assert "Custody" in Client().get(f"{url}?year=2026").text
    assert Client().get(f"{url}?year=x").status_code == 200
    assert url in Client().get("/governance/").text
