"""Limits of trying: by account and peer before by peer, in Postgres, with the same words whether there is an account or not."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pcc_portal.accounts.models import User
from pcc_portal.notices.models import Message

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
TOO_MANY = "Too many tries. Wait five minutes and try again, or call us."


@pytest.fixture(autouse=True)
def two_accounts():
    cache.clear()
    for name in ("a", "b"):
        User.objects.create_user(f"{name}@county.example", PASSWORD)


def tried(name, password="wrong", *, peer="192.0.2.1"):
    client = Client(REMOTE_ADDR=peer)
    answer = client.post(reverse("account_login"), {"login": f"{name}@county.example", "password": password})
    return "in" if answer.status_code == 302 else words(answer)


def words(answer):
    return re.search(r'<a href="#\w+">([^<]+)</a>', answer.text)[1]


def test_one_persons_slips_lock_out_nobody_behind_the_same_address():
    assert [tried("a") for _ in range(6)][-1] == TOO_MANY
    assert tried("a", PASSWORD) == TOO_MANY
    assert tried("b", PASSWORD) == "in"


def test_wrong_tries_from_elsewhere_lock_nobody_out_of_their_account():
    for _ in range(6):
        tried("a", peer="198.51.100.9")
    assert tried("a", PASSWORD, peer="198.51.100.9") == TOO_MANY
    assert tried("a", PASSWORD) == "in"


def test_unknown_accounts_are_counted_and_told_the_same():
    said = {name: [tried(name) for _ in range(6)] for name in ("a", "nobody")}
    assert said["a"] == said["nobody"]
    assert said["a"][-1] == TOO_MANY


def test_one_peer_cannot_try_many_accounts():
    said = [tried(f"name{n}") for n in range(30)]
    assert TOO_MANY not in said
    assert Client(REMOTE_ADDR="192.0.2.1").post(reverse("account_login"), {}).status_code == 429
    assert tried("b", PASSWORD, peer="192.0.2.2") == "in"


def ask(name, peer="192.0.2.1"):
    client = Client(REMOTE_ADDR=peer)
    answer = client.post(reverse("account_request_login_code"), {"email": f"{name}@county.example"})
    return "sent" if answer.status_code == 302 else words(answer)


def test_codes_are_asked_for_three_times_a_minute_from_one_place():
    assert [ask("a") for _ in range(4)] == ["sent"] * 3 + [TOO_MANY]
    assert (ask("b"), ask("a", "192.0.2.2")) == ("sent", "sent")


def test_no_mailbox_is_flooded_from_many_places():
    said = [ask("a", f"198.51.100.{n}") for n in range(31)]
    assert said == ["sent"] * 30 + [TOO_MANY]
    assert Message.objects.filter(to="a@county.example").count() == 30


def test_the_counts_survive_a_flood_of_others():
    """The database cache throws out old rows above a number: it is high enough that a flood washes no count away."""
    for _ in range(6):
        tried("a")
    for n in range(400):
        cache.set(f"other-{n}", n)
    assert tried("a", PASSWORD) == TOO_MANY
