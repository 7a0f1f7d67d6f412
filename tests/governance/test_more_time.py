"""More time for what is owed: asked for with why, granted or refused by the office; the old day is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from governance.actions import actions, chasing, extensions, findings
from governance.models import Extension, FindingUpdate
from governance.states.owed import EXTENSION_MOVES, ExtensionState
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices.models import Message
from tests.factories import acting, inspections, people
from tests.factories.days import NOW, TODAY
from tests.factories.owing import DUE, LATER, WHY, asked, days, on, thing

pytestmark = pytest.mark.django_db


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def action(ladder, officer, force_lead):
    return acting.opened(acting.met(officer), officer, owner_person=force_lead.person)


@pytest.mark.parametrize("target", ExtensionState)
@pytest.mark.parametrize("state", ExtensionState)
def test_only_along_the_table(state, target):
    row = Extension(state=state)
    if target in EXTENSION_MOVES[state]:
        move(row, target, along=EXTENSION_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=EXTENSION_MOVES, field="state")


def test_granted_it_moves_the_day_keeps_the_old_one_and_begins_the_ladder_anew(action, officer, force_lead):
    chasing.tell_all(at=days(0))
    extensions.grant(asked(action, force_lead), due_on=LATER, answer="Agreed.", by=officer, at=days(0))
    action.refresh_from_db()
    assert action.due_on == LATER
    row = thing(action, officer, at=days(0))
    assert (row.was_due, row.due_on, row.reached, len(row.steps)) == (DUE, LATER, [], 1)
    assert chasing.tell_all(at=days(10)) == 0
    assert chasing.tell_all(at=on(LATER - timedelta(days=3))) == 1
    assert WHY in action.updates.get(step="due").words


def test_refused_the_day_stays_and_why(action, officer, force_lead):
    extensions.refuse(asked(action, force_lead), answer="It is needed.", by=officer, at=NOW)
    action.refresh_from_db()
    assert (action.due_on, thing(action, officer).was_due) == (DUE, None)
    assert asked(action, force_lead).state == "asked"  # who needs it asks again


def test_the_office_and_the_asker_are_told_without_a_word_of_why(action, officer, force_lead):
    row = asked(action, force_lead)
    with pytest.raises(extensions.AskedAlready):
        asked(action, force_lead)
    extensions.grant(row, due_on=LATER, answer="Agreed, once.", by=officer, at=NOW)
    mails = Message.objects.filter(kind__startswith="governance.extension").order_by("kind")
    assert list(mails.values_list("kind", "to")) == [
        ("governance.extension_answered", force_lead.email),
        ("governance.extension_asked", officer.email),
    ]
    said = "".join(f"{mail.subject}{mail.body_text}" for mail in mails)
    events = str(list(Event.objects.filter(kind__startswith="governance.extension").values()))
    for words in (WHY, "Agreed, once.", "champions"):
        assert words not in said
        assert words not in events


def test_what_is_not_owed_any_more_gets_no_time(action, officer, force_lead):
    row = asked(action, force_lead)
    actions.close(action, why="Done.", on=DUE, by=officer, at=NOW)
    with pytest.raises(extensions.NotOwed):
        extensions.grant(row, due_on=LATER, answer="", by=officer, at=NOW)
    row.refresh_from_db()
    assert row.state == "asked"


def test_more_time_is_later_and_of_something_that_has_a_day(action, officer, force_lead):
    owed = thing(action, force_lead)
    with pytest.raises(extensions.NotLater):
        extensions.ask(owed, asked_for=DUE, why=WHY, by=force_lead, at=NOW)
    with pytest.raises(extensions.NotLater):
        extensions.grant(asked(action, force_lead), due_on=DUE, answer="", by=officer, at=NOW)
    none = acting.opened(
        action.meeting, officer, owner_person=force_lead.person, due_on=None, text="Some day."
    )
    with pytest.raises(extensions.NoDay):
        asked(none, force_lead)


def test_a_finding_gets_a_day_of_its_own_until_it_has_another_owner(ladder, officer, force, staff):
    report = inspections.report(officer)
    one, two = (inspections.finding(report, officer, words) for words in ("One.", "Two."))
    for row in (one, two):
        inspections.owned(row, officer, acting.post(f"Head {row.number}", force, (staff.person, TODAY, None)))
    inspections.put(report, officer, due=DUE)
    findings.put_off(one, due_on=LATER, why="Agreed.", by=officer, at=NOW)
    found = {row.pk: row.due_on for row in chasing.briefly(on=TODAY)}
    assert found == {one.pk: LATER, two.pk: DUE}
    assert "It was due on 1 December 2026." in FindingUpdate.objects.get(finding=one).words
    inspections.owned(one, officer, staff.person)
    one.refresh_from_db()
    assert (one.due_on, one.asked_on) == (None, None)
    with pytest.raises(findings.NotAsked):
        findings.put_off(one, due_on=LATER, why="Agreed.", by=officer, at=NOW)


@pytest.mark.parametrize(
    "said",
    [
        {"why": ""},
        {"asked_for": DUE},
        {"state": "granted"},
        {"state": "refused"},
        {"due_now": LATER},
    ],
)
def test_the_database_says_no_too(action, officer, force_lead, said):
    row = asked(action, force_lead)
    decided = {"decided_by": officer, "decided_at": NOW} if "state" in said else {}
    said = said | decided
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=row.pk).update(**said)


def test_asked_and_answered_in_the_browser_and_nothing_typed_is_lost(action, officer, force_lead, staff):
    here = f"/governance/owed/action/{action.pk}/"
    lead, keeper = as_(force_lead), as_(officer)
    refused = lead.post(f"{here}more-time/", {"asked_for": TODAY, "why": WHY})
    assert (refused.status_code, WHY in refused.text) == (409, True)
    assert lead.post(f"{here}more-time/", {"asked_for": LATER, "why": WHY}).status_code == 303
    assert f"more-time/{Extension.objects.get().pk}/" in keeper.get(here).text
    answer = f"/governance/owed/more-time/{Extension.objects.get().pk}/"
    assert keeper.post(answer, {"answer": "refused"}).status_code == 422
    assert [client.post(answer).status_code for client in (lead, as_(staff))] == [403, 403]
    assert keeper.post(answer, {"answer": "granted", "due_on": LATER}).status_code == 303
    assert keeper.post(answer, {"answer": "granted", "due_on": LATER}).status_code == 409
    assert "was due 1 December 2026" in lead.get(here).text
    assert "was due" in keeper.get("/governance/owed/").text


def test_the_chiefs_office_sees_the_steps_of_what_it_may_not_read_and_neither_its_words_nor_why(
    action, force_lead, staff
):
    asked(action, force_lead)
    here = f"/governance/owed/action/{action.pk}/"
    text = as_(staff).get(here).text
    assert "A-2026-001" in text
    assert WHY not in text
    assert "champions" not in text
    assert as_(staff).get(f"{here}more-time/").status_code == 404
    other = people.holder("force_lead", staff.grants.get().organisation, "Andrea", "Wolfe")
    assert [as_(other).get(url).status_code for url in (here, f"{here}more-time/")] == [404, 404]
