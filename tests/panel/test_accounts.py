"""Accounts: opened by the administrator or, the first one, by a command."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from panel.actions import accounts
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.actions.accounts import AddressTaken
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.actions import bodies, seats
from tests.conftest import NOW, TODAY
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


def test_someone_who_fills_a_seat_gets_its_rights_with_the_account(clerk, panel_body):
    seat = make.seats(panel_body, "North Council")[0]
    person = Person(style="Councillor", given="Ada", family="Marsh")
    seats.fill(seat, person, from_on=TODAY, by=clerk, at=NOW)
    user = accounts.open_account("Ada.Marsh@council.example", person=person, by=None, at=NOW)
    assert user.email == "ada.marsh@council.example"
    assert load_rights(user, on=TODAY).rights.powers == {(Power.READ_EXEMPT, panel_body.organisation_id)}


def test_an_address_is_taken_once(clerk):
    with pytest.raises(AddressTaken):
        accounts.open_account(clerk.email.upper(), person=Person(given="A", family="B"), by=None, at=NOW)
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
