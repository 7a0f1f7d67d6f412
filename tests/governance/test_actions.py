"""Actions of the Board: whose they are on a day, who may know of them, and what becomes of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.actions import actions
from governance.models import Action, ActionUpdate
from governance.queries.actions import Logged, matters_arising, with_everything
from governance.rules import actions as rules
from governance.states.actions import ACTION_MOVES, ActionState
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.models import Delegation, Holding
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices.models import Message
from tests.factories import acting, people
from tests.factories.acting import DUE_ON, met, opened
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db

LONG_AGO, YESTERDAY = date(2020, 1, 1), TODAY - timedelta(days=1)


@pytest.fixture
def meeting(office, officer):
    return met(officer)


@pytest.fixture
def action(meeting, officer, force_lead):
    return opened(meeting, officer, owner_person=force_lead.person)


@pytest.mark.parametrize("target", ActionState)
@pytest.mark.parametrize("state", ActionState)
def test_only_along_the_table(state, target):
    row = Action(state=state)
    if target in ACTION_MOVES[state]:
        move(row, target, along=ACTION_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=ACTION_MOVES, field="state")


def test_references_follow_one_another_within_a_year(meeting, officer, force_lead):
    whose = {"owner_person": force_lead.person}
    rows = [opened(meeting, officer, **whose) for _ in range(2)]
    rows.append(opened(met(officer, held_on=date(2027, 1, 5)), officer, **whose))
    assert [str(row) for row in rows] == ["A-2026-001", "A-2026-002", "A-2027-001"]
    Action.objects.filter(pk=rows[1].pk).update(reference="a-2026-1000")
    assert str(opened(meeting, officer, **whose)) == "A-2026-1001"


def test_pressed_twice_it_is_opened_once(meeting, officer, force_lead):
    whose = {"owner_person": force_lead.person, "text": "Send it."}
    first = opened(meeting, officer, **whose)
    with pytest.raises(actions.OpenAlready, match="A-2026-001 says this already"):
        opened(meeting, officer, **whose)
    assert (Action.objects.count(), Message.objects.count()) == (1, 1)
    opened(meeting, officer, owner_person=officer.person, text="Send it.")  # somebody else sends it too
    opened(meeting, officer, **whose | {"text": "Send it again."})
    actions.close(first, why="It is here.", on=TODAY, by=officer, at=NOW)
    opened(meeting, officer, **whose)  # what is over can be asked for anew
    assert Action.objects.count() == 4


def test_its_owner_is_told_by_one_mail_without_its_words(action, force_lead):
    mail = Message.objects.get()
    assert (mail.to, mail.rule) == (force_lead.email, "governance.rules.actions.may_hear_of")
    assert "A-2026-001" in mail.subject
    assert f"/governance/actions/{action.reference}/" in mail.body_text
    assert "champions" not in f"{mail.subject} {mail.body_text}"
    assert "champions" not in str(list(Event.objects.values()))


def test_a_mail_goes_only_while_something_is_to_do(action, officer, force_lead):
    mail = Message.objects.get()
    assert rules.may_hear_of(mail)
    actions.drop(action, why="Nobody asks.", on=TODAY, by=officer, at=NOW)
    assert not rules.may_hear_of(mail)


def test_an_action_of_a_post_passes_to_the_next_holder_by_itself(meeting, officer, force, force_lead):
    old, new = people.person("Neil", "Ferris"), force_lead.person
    post = acting.post("Head of Custody", force, (old, LONG_AGO, YESTERDAY), (new, TODAY, None))
    action = opened(meeting, officer, owner_post=post)
    assert list(Action.objects.visible_to(force_lead)) == [action]
    assert list(Action.objects.visible_to(load_rights(force_lead, on=YESTERDAY))) == []
    assert [row.to for row in Message.objects.all()] == [force_lead.email]


def test_a_delegate_acts_for_the_holder_while_it_lasts(meeting, officer, force, force_lead):
    chief = people.person("David", "Strand")
    post = acting.post("Chief Constable", force, (chief, LONG_AGO, None))
    held = Holding.objects.get(post=post)
    Delegation.objects.create(
        holding=held, to_person=force_lead.person, what="Answers to the Board", from_on=TODAY, to_on=TODAY
    )
    rows = [opened(meeting, officer, owner_post=post), opened(meeting, officer, owner_person=chief)]
    assert list(Action.objects.visible_to(force_lead)) == rows
    assert rules.may_report(force_lead, rows[0])
    assert list(Action.objects.visible_to(load_rights(force_lead, on=TODAY + timedelta(days=1)))) == []


def test_the_office_sees_all_an_owner_their_own_and_nobody_else_any(
    action, officer, force_lead, force, request
):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    assert [list(Action.objects.visible_to(user)) for user in (officer, force_lead)] == [[action]] * 2
    nobody = [request.getfixturevalue(name) for name in ("clerk", "panel_chair", "stranger", "administrator")]
    assert [list(Action.objects.visible_to(user)) for user in (other, *nobody)] == [[]] * 5


def test_who_has_left_the_force_has_nothing_there(action, force_lead):
    force_lead.grants.update(to_on=YESTERDAY)
    assert list(Action.objects.visible_to(load_rights(force_lead, on=TODAY))) == []


def test_whoever_has_left_is_no_owner_and_the_words_say_who_holds_the_post(meeting, officer, force):
    gone, new = people.person("Neil", "Ferris"), people.person("Andrea", "Wolfe")
    acting.post("Head of Custody", force, (gone, LONG_AGO, YESTERDAY), (new, TODAY, None))
    with pytest.raises(
        actions.OwnerHasLeft, match=r"Neil Ferris is no longer Head of Custody. Andrea Wolfe holds it"
    ):
        opened(meeting, officer, owner_person=gone)
    assert (Action.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("both", [False, True])
def test_there_is_one_owner(meeting, officer, force, both):
    whose = {"owner_person": officer.person, "owner_post": acting.post("Clerk", force)} if both else {}
    with pytest.raises(actions.NoOwner):
        opened(meeting, officer, **whose)


def test_who_left_afterwards_and_a_day_before_it_was_raised_are_flagged(meeting, officer, force, force_lead):
    post = acting.post("Head of Custody", force, (force_lead.person, LONG_AGO, None))
    vacant = acting.post("Head of Roads", force)
    rows = [
        opened(meeting, officer, owner_person=force_lead.person, due_on=date(2026, 10, 1)),
        opened(meeting, officer, owner_post=vacant, due_on=None),
    ]
    Holding.objects.filter(post=post).update(to_on=YESTERDAY)
    found = {row.pk: Logged(row, TODAY).flags for row in with_everything(Action.objects, on=TODAY)}
    assert found[rows[0].pk] == [
        "It is due before it was raised, on 6 October 2026.",
        "Joanne Speight is no longer Head of Custody; nobody holds it now. Give it another owner.",
    ]
    assert found[rows[1].pk] == [
        "By when? No day was named.",
        "Nobody holds the post of Head of Roads today.",
    ]


def test_from_the_owners_word_to_closed_with_its_trail(action, officer, force_lead):
    actions.update(
        action, words="Two of five are named.", link="https://force.example/x", by=force_lead, at=NOW
    )
    actions.update(action, words="All five.", is_done=True, by=force_lead, at=NOW)
    actions.reopen(action, why="Who is the fifth?", by=officer, at=NOW)
    actions.put_off(action, due_on=date(2026, 12, 8), why="Leave.", by=officer, at=NOW)
    actions.update(action, words="Ann Bell.", is_done=True, by=force_lead, at=NOW)
    row = actions.close(action, why="Five are named.", on=TODAY, by=officer, at=NOW)
    assert (row.state, row.closed_by, row.closed_on, row.closed_why) == (
        "closed",
        officer,
        TODAY,
        "Five are named.",
    )
    steps = ["updated", "claimed", "not_done", "due", "claimed", "closed"]
    assert [line.step for line in ActionUpdate.objects.all()] == steps
    assert ActionUpdate.objects.get(step="due").words == (
        "Due on 8 December 2026. It was due on 1 December 2026. Leave."
    )
    with pytest.raises(actions.IsClosed):
        actions.update(action, words="More.", by=force_lead, at=NOW)


def test_another_owner_is_told_and_the_trail_says_from_whom(action, officer, force):
    new = people.holder("force_lead", force, "Andrea", "Wolfe")
    actions.pass_on(action, owner_person=new.person, owner_post=None, why="Her desk.", by=officer, at=NOW)
    assert ActionUpdate.objects.get().words == "Joanne Speight to Andrea Wolfe. Her desk."
    assert Message.objects.filter(to=new.email).count() == 1


def test_the_history_of_a_row_is_kept(action, officer):
    actions.put_off(action, due_on=date(2027, 1, 5), why="Leave.", by=officer, at=NOW)
    model = Action.pgh_event_model
    days = model.objects.filter(pgh_obj=action).order_by("pgh_id").values_list("due_on", flat=True)
    assert list(days) == [DUE_ON, date(2027, 1, 5)]


def test_matters_arising_are_what_earlier_meetings_left_open_late_ones_first(officer, force_lead):
    whose = {"owner_person": force_lead.person}
    first, later = met(officer), met(officer, held_on=date(2026, 11, 3))
    rows = [opened(first, officer, **whose), opened(first, officer, due_on=date(2026, 10, 20), **whose)]
    rows.append(opened(first, officer, is_closed=True, **whose))
    over = opened(first, officer, **whose)
    actions.close(over, why="Done.", on=TODAY, by=officer, at=NOW)
    opened(later, officer, **whose)
    assert [row.action for row in matters_arising(later, on=TODAY)] == [rows[1], rows[0]]
    assert [row.action for row in matters_arising(later, on=TODAY, is_open=False)] == [
        rows[1],
        rows[0],
        rows[2],
    ]
    assert matters_arising(first, on=TODAY) == []


def test_from_elsewhere_than_a_meeting(meeting, officer, force_lead):
    said = {"source": "inspection", "source_words": "PEEL 2025, recommendation 3", "raised_on": TODAY}
    row = actions.open_elsewhere(
        meeting.body, text="Train them.", owner_person=force_lead.person, by=officer, at=NOW, **said
    )
    shown = Logged(with_everything(Action.objects, on=TODAY).get(pk=row.pk), TODAY)
    assert shown.where == "A finding of an inspection: PEEL 2025, recommendation 3"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"text": ""}, "action_says_what"),
        ({"owner_person": None}, "action_has_one_owner"),
        ({"meeting": None}, "action_of_a_meeting_names_it"),
        ({"state": "closed"}, "closed_action_says_by_whom_and_why"),
        ({"closed_why": "Over."}, "closed_action_says_by_whom_and_why"),
    ],
)
def test_the_database_says_no_too(action, wrong, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**wrong)
