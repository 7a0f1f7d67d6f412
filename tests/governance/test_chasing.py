"""The ladder and the one mail of a morning; more time asked for, granted and refused; how late the force is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.actions import actions, chasing
from governance.models import ChaseStep, LadderRung
from governance.queries.owed import Scope
from governance.queries.owed_late import late_by
from pcc_portal.accounts.access import load_rights
from pcc_portal.notices import actions as desk
from pcc_portal.notices.models import Message
from tests.factories import acting, meetings, people
from tests.factories.days import NOW, TODAY
from tests.factories.owing import DUE, LATER, asked, days

pytestmark = pytest.mark.django_db


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def action(ladder, officer, force_lead):
    return acting.opened(acting.met(officer), officer, owner_person=force_lead.person)


def told():
    rows = Message.objects.filter(kind="governance.owed").order_by("queued_at", "to")
    return list(rows.values_list("to", flat=True))


def test_each_step_is_taken_on_its_day_and_once(action, force_lead, staff, chief):
    for number, wanted in {
        -4: [],
        -3: [force_lead],
        -2: [force_lead],
        0: [force_lead],
        2: [force_lead, staff],
        6: [force_lead, staff],
        7: [force_lead, staff, chief],
        40: [force_lead, staff, chief],
    }.items():
        chasing.tell_all(at=days(number))
        chasing.tell_all(at=days(number))
        assert told() == [who.email for who in wanted], number
    steps = list(ChaseStep.objects.values_list("number", "person", "due_on", "message__to"))
    assert steps == [
        (n, who.person_id, DUE, who.email) for n, who in enumerate([force_lead, staff, chief], start=1)
    ]


def test_days_that_were_missed_are_caught_up_in_one_mail_a_person(action, officer, force_lead, staff):
    for n in range(3):
        acting.opened(action.meeting, officer, owner_person=force_lead.person, due_on=DUE, text=f"More {n}.")
    assert chasing.tell_all(at=days(30)) == 3
    assert ChaseStep.objects.count() == 4 * 3
    assert told().count(force_lead.email) == 1


def test_the_mail_counts_and_links_and_says_no_word_of_what_it_is_about(action, force_lead, staff):
    chasing.tell_all(at=days(3))
    mine, theirs = (Message.objects.get(kind="governance.owed", to=who.email) for who in (force_lead, staff))
    assert mine.subject == "What waits for you: 1 of 1 thing overdue"
    assert "/governance/owed/?owner=mine" in mine.body_text
    assert "1 thing has reached the step at which you are told, up to 3 days late" in theirs.body_text
    for mail in (mine, theirs):
        assert "champions" not in mail.subject + mail.body_text


def test_who_was_told_today_that_it_is_theirs_hears_of_the_step_tomorrow(ladder, officer, force_lead):
    at = days(-1)
    acting.opened(acting.met(officer), officer, owner_person=force_lead.person, at=at)
    assert chasing.tell_all(at=at + timedelta(hours=4)) == 0
    assert chasing.tell_all(at=days(0)) == 1


def test_what_comes_after_the_mail_of_the_day_waits_for_the_next_morning(action, officer, force_lead):
    chasing.tell_all(at=days(0))
    other = acting.opened(action.meeting, officer, owner_person=force_lead.person, text="More.", at=days(-1))
    assert chasing.tell_all(at=days(0) + timedelta(hours=5)) == 0
    assert ChaseStep.objects.filter(thing=other.pk).count() == 0
    assert chasing.tell_all(at=days(1)) == 1


def test_nobody_holds_the_post_is_on_record_and_not_tried_every_morning(ladder, officer, force):
    empty = acting.post("Head of Custody", force)
    row = acting.opened(acting.met(officer), officer, owner_post=empty)
    for number in (0, 1):
        chasing.tell_all(at=days(number))
    assert list(ChaseStep.objects.values_list("thing", "person", "message")) == [(row.pk, None, None)]
    assert told() == []


@pytest.mark.parametrize("ending", ["close", "drop", "claim"])
def test_what_is_over_stops_its_ladder_and_a_mail_on_its_way_is_held(action, officer, force_lead, ending):
    chasing.tell_all(at=days(0))
    mail = Message.objects.get(kind="governance.owed")
    assert chasing.may_still_tell(mail)
    if ending == "claim":
        actions.update(action, words="Done.", is_done=True, by=force_lead, at=days(0))
    else:
        getattr(actions, ending)(action, why="So.", on=DUE, by=officer, at=days(0))
    assert desk.send(mail, at=days(0)).state == "held"
    assert chasing.tell_all(at=days(30)) == 0


def test_a_ladder_is_dated_and_the_one_before_stays_on_record(action, officer, force_lead, staff):
    later = TODAY + timedelta(days=4)
    body = action.body
    chasing.set_ladder(body, [(1, None)], from_on=later, by=officer, at=NOW)
    kept = LadderRung.objects.filter(body=body)
    assert kept.filter(to_on=later - timedelta(days=1)).count() == 3
    assert [rung.days for rung in LadderRung.objects.on(later)] == [1]
    assert chasing.tell_all(at=days(0)) == 0
    assert chasing.tell_all(at=days(1)) == 1
    chasing.set_ladder(body, [(5, None)], from_on=later, by=officer, at=NOW)
    assert [rung.days for rung in LadderRung.objects.on(later)] == [5]


def test_steps_out_of_order_and_a_ladder_of_yesterday_are_refused(ladder, officer):
    body = meetings.body("gpb")
    for rungs, day in [([(3, None), (1, None)], TODAY), ([(1, None)], TODAY - timedelta(days=1))]:
        with pytest.raises(chasing.NoOrder):
            chasing.set_ladder(body, rungs, from_on=day, by=officer, at=NOW)
    assert LadderRung.objects.filter(to_on__isnull=True).count() == 3


def test_the_ladder_is_set_on_its_page_by_those_who_keep_the_record(ladder, officer, staff, analyst):
    url = "/governance/owed/ladder/"
    assert [as_(who).get(url).status_code for who in (officer, analyst, staff)] == [200, 403, 404]
    today = timezone.localdate()
    said = {"from_on": today, "days_1": "-5", "days_2": "3", "who_2": str(ladder[1].post_id)}
    assert as_(officer).post(url, said | {"days_1": "9"}).status_code == 409
    assert as_(officer).post(url, {"from_on": today}).status_code == 422
    assert as_(officer).post(url, said).status_code == 303
    rungs = LadderRung.objects.on(today).order_by("number")
    assert list(rungs.values_list("days", "post")) == [(-5, None), (3, ladder[1].post_id)]
    assert "5 days before: whoever owes it" in as_(officer).get("/governance/owed/").text


def test_late_by_owner_and_kind_with_median_longest_and_time_asked_for(action, officer, force, force_lead):
    for number in (10, 31):
        acting.opened(
            action.meeting,
            officer,
            owner_person=force_lead.person,
            due_on=DUE - timedelta(days=number),
            text=f"{number}.",
        )
    acting.opened(action.meeting, officer, owner_post=acting.post("Head of Custody", force), due_on=LATER)
    asked(action, force_lead)
    on_day = DUE + timedelta(days=1)
    by_kind, by_owner = late_by(Scope.of(load_rights(officer, on=on_day)), on=on_day)
    said = [
        (row.owner, row.kind_words, row.owed, row.late, row.median, row.longest, row.extensions)
        for row in by_owner
    ]
    assert said == [
        ("Joanne Speight", "Actions", 3, 3, "11", 32, 1),
        ("Head of Custody", "Actions", 1, 0, "", None, 0),
    ]
    assert [(row.kind_words, row.owed, row.late, row.median) for row in by_kind] == [
        ("Everything", 4, 3, "11"),
        ("Actions", 4, 3, "11"),
    ]


def test_how_late_is_for_the_office_alone_and_one_line_costs_what_three_do(
    action, officer, force_lead, staff
):
    url = "/governance/owed/late/"
    assert [as_(who).get(url).status_code for who in (officer, staff, force_lead)] == [200, 403, 403]

    def counted():
        client = as_(officer)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    one = counted()
    for n in range(2):
        acting.opened(action.meeting, officer, owner_person=people.person("Ann", f"Other{n}"), text=f"{n}.")
    assert counted() == one
