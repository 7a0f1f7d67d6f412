"""Issues of Community Safety Partnerships: strategic ones come before the Panel, a single local one does not."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from panel.actions import csp
from panel.models import CspIssue
from panel.states.dealings import CSP_MOVES, CspState
from pcc_portal.lifecycle import BadMove, move
from tests.factories import meetings, people
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(db):
    return people.organisation("wexbury-csp", "Wexbury Community Safety Partnership", "partner")


@pytest.fixture
def row(panel_body, clerk, partnership):
    said = {"title": "Wardens", "words": "They end in March.", "reach": "one", "received_on": TODAY}
    return csp.receive(panel_body, partnership=partnership, by=clerk, at=NOW, **said)


@pytest.fixture
def accepted(row, clerk):
    said = {"reach": "several", "implication": "Three districts lose theirs.", "reason": "It is money."}
    return csp.accept(row, by=clerk, at=NOW, **said)


@pytest.mark.parametrize("target", CspState)
@pytest.mark.parametrize("state", CspState)
def test_only_along_the_table(state, target):
    row = CspIssue(state=state)
    if target in CSP_MOVES[state]:
        move(row, target, along=CSP_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=CSP_MOVES, field="state")


def test_a_single_local_issue_is_not_for_the_panel(row, clerk):
    said = {"implication": "None.", "reason": "They ask."}
    with pytest.raises(csp.NotStrategic):
        csp.accept(row, reach="one", by=clerk, at=NOW, **said)
    row = csp.pass_on(row, reason="The district council deals with it.", by=clerk, at=NOW)
    assert (row.state, row.decided_by) == ("local", clerk)


def test_the_database_holds_the_strategic_test(accepted):
    for wrong in ({"reach": "one"}, {"implication": ""}):
        with pytest.raises(IntegrityError, match="csp_issue_for_the_panel"), transaction.atomic():
            CspIssue.objects.update(**wrong)


def test_on_the_agenda_under_its_standing_item_with_what_it_means(accepted, clerk):
    on = meetings.meeting(clerk, held_on=date(2027, 2, 8))
    line = meetings.item(on, clerk, title="Issues raised by Community Safety Partnerships")
    item = csp.put_on_agenda(accepted, meeting=on, by=clerk, at=NOW)
    assert (item.parent, item.purpose) == (line, "Three districts lose theirs.")
    assert item.public_title == "Wexbury Community Safety Partnership: Wardens"
    assert csp.put_on_agenda(accepted, meeting=on, by=clerk, at=NOW) == item


def test_what_was_not_decided_on_is_on_no_agenda(row, clerk):
    on = meetings.meeting(clerk, held_on=date(2027, 2, 8))
    with pytest.raises(csp.NotForTheAgenda):
        csp.put_on_agenda(row, meeting=on, by=clerk, at=NOW)


def test_from_the_form_to_the_answer(clerk, panel_body, partnership):
    client = Client()
    client.force_login(clerk)
    url = reverse("panel:csp-issues")
    said = {"partnership": partnership.pk, "received_on": "2026-11-02", "title": "Wardens", "reach": "one"}
    wrong = client.post(url, said)
    assert (wrong.status_code, "Wardens" in wrong.text) == (422, True)
    client.post(url, said | {"words": "They end in March."})
    row = CspIssue.objects.get()
    there = reverse("panel:csp-step", args=[row.pk, "accept"])
    test = {"reach": "one", "implication": "Three districts.", "reason": "Money."}
    refused = client.post(there, test)
    assert (refused.status_code, "Three districts." in refused.text) == (409, True)
    client.post(there, test | {"reach": "county"})
    answered = {"response": "The Commissioner will write.", "responded_on": "2026-11-03"}
    assert client.post(reverse("panel:csp-step", args=[row.pk, "answer"]), answered).status_code == 303
    assert "The Commissioner will write." in client.get(url).text


@pytest.mark.parametrize("who", ["panel_member", "officer", "administrator", "stranger"])
def test_nobody_but_the_clerk_knows_of_it(request, row, who):
    client = Client()
    client.force_login(request.getfixturevalue(who))
    for name, args in (("csp-issues", []), ("csp-step", [row.pk, "accept"])):
        assert client.get(reverse(f"panel:{name}", args=args)).status_code == 404
