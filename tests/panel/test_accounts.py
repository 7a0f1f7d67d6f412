"""Accounts: opened by the administrator or, the first one, by a command."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.actions import accounts
from pcc_portal.accounts.actions.accounts import AddressTaken
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.actions import bodies, seats
from tests.conftest import NOW, TODAY
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


def test_a_member_with_a_new_account_is_let_in_by_the_clerk_alone(client, clerk, administrator, panel_body):
    seat = make.seats(panel_body, "North Council")[0]
    person = Person(style="Councillor", given="Ada", family="Marsh")
    sitting = seats.fill(seat, person, from_on=TODAY, by=clerk, at=NOW)
    client.force_login(administrator)
    client.post(reverse("panel:account-add"), {"email": "Ada.Marsh@council.example", "person": person.pk})
    user = User.objects.get(email="ada.marsh@council.example")
    assert load_rights(user, on=TODAY).rights.powers == set()
    assert client.post(reverse("panel:sitting-access", args=[sitting.pk])).status_code == 404
    client.force_login(clerk)
    assert "Give access" in client.get(reverse("panel:seats")).text
    assert client.post(reverse("panel:sitting-access", args=[sitting.pk])).status_code == 303
    assert "Give access" not in client.get(reverse("panel:seats")).text
    assert load_rights(user, on=TODAY).rights.powers == {
        (power, panel_body.organisation_id) for power in (Power.READ_EXEMPT, Power.ENQUIRE)
    }


def test_an_address_is_taken_once(clerk):
    with pytest.raises(AddressTaken):
        accounts.add(clerk.email.upper(), person=Person(given="A", family="B"), by=None, at=NOW)
    assert not Person.objects.filter(given="A", family="B").exists()


def test_the_administrator_opens_an_account(client, administrator):
    client.force_login(administrator)
    answer = client.post(
        reverse("panel:account-add"), {"email": "new@office.example", "given": "Noor", "family": "Hale"}
    )
    assert (answer.status_code, User.objects.get(email="new@office.example").person.family) == (303, "Hale")
    wrong = client.post(reverse("panel:account-add"), {"email": "new@office.example"})
    assert wrong.status_code == 422
    assert "Choose a person" in wrong.text


def test_the_first_administrator_comes_by_command(capsys):
    bodies.ensure()
    call_command("add_administrator", "first@host.example", "Mo", "Field")
    user = load_rights(User.objects.get(email="first@host.example"), on=TODAY)
    host = Organisation.objects.get(slug="host-council")
    assert (Power.GRANT_ROLES, host.pk) in load_rights(
        user, on=max(TODAY, user.grants.get().from_on)
    ).rights.powers
    with pytest.raises(CommandError):
        call_command("add_administrator", "first@host.example", "Mo", "Field")
