"""Signing in by password and by e-mailed code, with the words people see, and with no broker anywhere."""

import re

import pytest
from django.conf import settings as conf
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from pcc_portal.accounts.models import User
from pcc_portal.accounts.sessions import SessionStore
from pcc_portal.jobs.models import Job
from pcc_portal.notices.models import Message

PASSWORD = "a long enough password"
LOGIN, CODE, CONFIRM = "account_login", "account_request_login_code", "account_confirm_login_code"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cache_table():
    call_command("createcachetable", verbosity=0)
    cache.clear()


@pytest.fixture
def clerk():
    return User.objects.create_user("clerk@demo.example", PASSWORD)


def sign_in(client, password=PASSWORD, **also):
    return client.post(reverse(LOGIN), {"login": "clerk@demo.example", "password": password, **also})


def signed_in(client):
    return "_auth_user_id" in client.session


def problems(response):
    """What the error summary says, and where each line leads."""
    summary = re.search(r'<div class="errors".*?</div>', response.text, re.DOTALL)
    return re.findall(r'<a href="(#\w+)">([^<]+)</a>', summary[0]) if summary else []


def test_nothing_here_asks_the_broker():
    assert conf.CELERY_BROKER_URL == "redis://127.0.0.1:1/0"  # where nobody listens
    assert issubclass(SessionStore, InDatabase)
    assert conf.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


@pytest.mark.parametrize("name", [LOGIN, CODE, "account_inactive"])
def test_pages_open_to_everyone(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_password(client, clerk):
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/my/")
    assert signed_in(client)


def test_password_leads_to_the_page_first_asked_for(client, clerk):
    page = client.get(reverse(LOGIN), {"next": "/panel/?x=1"})
    assert '<input type="hidden" name="next" value="/panel/?x=1"' in page.text
    assert sign_in(client, next="/panel/?x=1").headers["Location"] == "/panel/?x=1"


def test_never_to_another_site(client, clerk):
    assert sign_in(client, next="https://elsewhere.example/").headers["Location"] == "/my/"


def test_wrong_password_and_unknown_address_say_the_same(client, clerk):
    wrong = sign_in(client, "not the password")
    unknown = client.post(reverse(LOGIN), {"login": "nobody@demo.example", "password": PASSWORD})
    words = "That e-mail address and that password do not belong together. Check both and try again."
    assert problems(wrong) == problems(unknown) == [("#id_login", words)]
    assert "<title>Error: Sign in" in wrong.text
    assert 'value="clerk@demo.example"' in wrong.text
    assert PASSWORD not in unknown.text
    assert not signed_in(client)


def test_empty_fields_are_named(client):
    response = client.post(reverse(LOGIN), {"login": "", "password": ""})
    assert problems(response) == [
        ("#id_login", "Enter your e-mail address"),
        ("#id_password", "Enter your password"),
    ]
    for field in ("login", "password"):
        assert f'aria-describedby="id_{field}_error"' in response.text
        assert f'id="id_{field}_error"' in response.text


def test_the_sixth_wrong_password_has_to_wait(client, clerk):
    last = [problems(sign_in(client, "not the password"))[0][1] for _ in range(6)][-1]
    assert last == "Too many tries. Wait five minutes and try again, or call us."
    assert problems(sign_in(client))[0][1] == last


def test_thirty_knocks_in_a_minute_are_enough(client):
    statuses = [client.get(reverse(LOGIN)).status_code for _ in range(31)]
    assert statuses[:5] == [200] * 5
    posts = [client.post(reverse(LOGIN), {}).status_code for _ in range(31)]
    assert (posts[0], posts[-1]) == (200, 429)


def test_a_closed_account(client, clerk):
    User.objects.update(is_active=False)
    response = sign_in(client)
    assert not signed_in(client)
    assert response.headers["Location"] == reverse("account_inactive")


def test_sign_out(client, clerk):
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == "/"
    assert not signed_in(client)


class TestCode:
    def ask(self, client, email="clerk@demo.example"):
        response = client.post(reverse(CODE), {"email": email})
        assert (response.status_code, response.headers["Location"]) == (302, reverse(CONFIRM))
        return client.get(reverse(CONFIRM))

    def test_end_to_end(self, client, clerk, settings, django_capture_on_commit_callbacks):
        settings.DEMO = False
        with django_capture_on_commit_callbacks(execute=True):
            page = self.ask(client)
        assert "a code is on its way there" in page.text
        (sent,) = mail.outbox  # sent from the request itself, since no broker answers
        assert (sent.to, sent.subject) == (["clerk@demo.example"], "Your code to sign in")
        code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", sent.body, re.MULTILINE)[0]
        message = Message.objects.get()
        assert (message.kind, message.secret, message.body_text) == ("accounts.login_code", True, "")
        assert Job.objects.get().state == "done"
        response = client.post(reverse(CONFIRM), {"code": code.lower()})
        assert response.headers["Location"] == "/my/"
        assert signed_in(client)

    def test_unknown_address_gets_the_same_page_and_no_mail(self, client, clerk):
        known = self.ask(client).text.replace("clerk@", "nobody@")
        client.post(reverse("account_logout"))
        unknown = self.ask(client, "nobody@demo.example").text
        token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
        assert token.sub("", known) == token.sub("", unknown)
        assert Message.objects.count() == 1

    def test_wrong_code_three_times(self, client, clerk):
        self.ask(client)
        wrong = [client.post(reverse(CONFIRM), {"code": "AAAA-AAAA"}) for _ in range(3)]
        words = "That is not the code we sent. Check it and type it again."
        assert [problems(response) for response in wrong[:2]] == [[("#id_code", words)]] * 2
        assert wrong[2].headers["Location"] == reverse(CODE)
        assert problems(client.get(reverse(CODE))) == [
            ("#id_email", "Too many tries. Wait five minutes and try again, or call us.")
        ]

    def test_another_code_replaces_the_first(self, client, clerk):
        assert "Send another code" in self.ask(client).text
        client.post(reverse(CONFIRM), {"action": "resend"})
        first, second = Message.objects.order_by("queued_at")
        codes = [re.search(r"^\w{4}-\w{4}$", m.body_text, re.MULTILINE)[0] for m in (first, second)]
        client.post(reverse(CONFIRM), {"code": codes[0]})
        assert not signed_in(client)
        client.post(reverse(CONFIRM), {"code": codes[1]})
        assert signed_in(client)

    def test_confirm_without_having_asked_leads_back(self, client):
        assert client.get(reverse(CONFIRM)).headers["Location"] == reverse(CODE)
