"""Everybody's own page in the loaded demonstration, whatever waits for them."""

import pytest

from pcc_portal.accounts.models import User

pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.slow
def test_everybody_can_open_their_own_page(loaded, db, client):
    for user in User.objects.filter(email__endswith="@demo.example"):
        client.force_login(user)
        assert client.get("/my/").status_code == 200, user


@pytest.mark.slow
def test_the_officer_is_led_to_the_minutes_that_both_parties_are_to_agree(loaded, db, client):
    client.force_login(User.objects.get(email="officer@demo.example"))
    page = client.get("/my/").text
    assert "Both parties are to agree them." in page
    where = page.split("Both parties are to agree them.")[1].split('href="')[1].split('"')[0]
    assert client.get(where).status_code == 200
