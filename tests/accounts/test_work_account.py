"""Signing in with a work account, at a service that answers as Entra ID does, and at one that lies."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.actions import work
from pcc_portal.accounts.models import User, WorkAccount
from pcc_portal.audit.models import Event
from pcc_portal.notices.models import Message
from tests.accounts import issuer as service
from tests.accounts.issuer import CLIENT, SECRET, Issuer, key, there

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
def running():
    issuer = Issuer()
    yield issuer
    issuer.stop()


@pytest.fixture
def issuer(running, settings):
    kept = dict(vars(running))
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = running.url, CLIENT, SECRET
    settings.OIDC_NAME, settings.SECOND_FACTOR_REQUIRED = "council account", True
    cache.clear()
    running.settings = settings
    yield running
    vars(running).update(kept)
    running.claims, running.header, running.codes, running.asked = {}, {}, {}, []


@pytest.fixture
def officer_at_work(officer, issuer):
    work.link(officer, subject="subject-1", by=officer, at=timezone.now())
    return officer


def sent(client, **query):
    """To the service, with what it asks of it."""
    answer = client.get(reverse("account_work"), query)
    assert answer.status_code == 302
    return answer.headers["Location"]


def come_back(client, issuer, **query):
    return client.get(issuer.authorize(there(sent(client, **query))))


def is_in(client):
    return "_auth_user_id" in client.session


class TestSigningIn:
    def test_the_question(self, client, issuer):
        asked = there(address := sent(client))
        assert address.startswith(f"{issuer.url}/authorize?")
        assert (asked["response_type"], asked["scope"], asked["client_id"]) == ("code", "openid", CLIENT)
        assert asked["redirect_uri"] == "http://testserver/accounts/single/answer/"
        assert asked["code_challenge_method"] == "S256"
        assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
        again = there(sent(client))
        assert all(again[name] != asked[name] for name in ("state", "nonce", "code_challenge"))
        assert SECRET not in address

    def test_by_subject_and_then_our_second_step_is_set_up(self, client, issuer, officer_at_work):
        answer = come_back(client, issuer, next="/panel/members/")
        assert (answer.headers["Location"], is_in(client)) == ("/panel/members/", True)
        assert client.get("/my/").headers["Location"] == "/accounts/second-step/"

    def test_our_second_step_is_asked_for(self, client, issuer, officer_at_work):
        Authenticator.objects.create(user=officer_at_work, type="totp", data={"secret": "x"})
        assert come_back(client, issuer).headers["Location"] == reverse("mfa_authenticate")
        assert not is_in(client)

    @pytest.mark.parametrize(
        "trusted",
        [
            (True, {"amr": ["pwd", "mfa"]}, True),
            (True, {"acr": "possessionorinherence"}, True),
            (True, {"amr": ["pwd"]}, False),
            (True, {"amr": "mfa"}, False),
            (True, {}, False),
            (False, {"amr": ["pwd", "mfa"]}, False),
        ],
    )
    def test_its_own_second_step_counts_where_it_is_trusted(self, client, issuer, officer_at_work, trusted):
        setting, claims, enough = trusted
        issuer.settings.OIDC_TRUST_MFA, issuer.claims = setting, claims
        come_back(client, issuer)
        assert (client.get("/my/").status_code == 200) is enough

    def test_a_closed_account_stays_closed(self, client, issuer, officer_at_work):
        User.objects.update(is_active=False)
        assert come_back(client, issuer).headers["Location"] == reverse("account_inactive")
        assert not is_in(client)

    def test_never_to_another_site(self, client, issuer, officer_at_work):
        answer = come_back(client, issuer, next="https://elsewhere.example/")
        assert answer.headers["Location"] == "/my/"

    def test_there_is_no_such_page_without_a_service(self, client, panel_body):
        for name in ("account_work", "account_work_answer"):
            assert client.get(reverse(name)).status_code == 404
        assert "Sign in with your" not in client.get(reverse("account_login")).text

    def test_the_page_of_sign_in_names_it(self, client, issuer):
        assert "Sign in with your council account" in client.get(reverse("account_login")).text


class TestWhoItIs:
    def test_nobody_is_known_by_address_or_name(self, client, issuer, officer):
        """The service says it is our officer, by every name they have; without the subject that is nothing."""
        issuer.claims = {
            "email": officer.email,
            "email_verified": True,
            "preferred_username": officer.email,
            "upn": officer.email,
        }
        answer = come_back(client, issuer)
        assert (answer.status_code, is_in(client)) == (403, False)
        assert "We do not know this work account yet" in answer.text
        assert User.objects.filter(email=officer.email).count() == 1
        assert WorkAccount.objects.count() == 0

    def test_a_changed_name_changes_nothing(self, client, issuer, officer_at_work, clerk):
        issuer.claims = {"preferred_username": clerk.email, "email": clerk.email}
        come_back(client, issuer)
        assert client.session["_auth_user_id"] == str(officer_at_work.pk)

    def test_the_same_subject_of_another_service_is_somebody_else(self, client, issuer, officer_at_work):
        WorkAccount.objects.update(issuer="https://another.example/v2.0")
        assert come_back(client, issuer).status_code == 403


class TestLies:
    """Each is refused in words, and nobody is signed in."""

    def refused(self, client, answer):
        assert (answer.status_code, is_in(client)) == (403, False)
        assert "You are not signed in" in answer.text

    @pytest.mark.parametrize(
        "claims",
        [
            {"iss": "https://another.example/v2.0"},
            {"aud": "another client"},
            {"aud": [CLIENT, "another client"], "azp": "another client"},
            {"aud": None},
            {"nonce": "of another question"},
            {"nonce": None},
            {"exp": 1_700_000_000},
            {"exp": None},
            {"sub": ""},
            {"sub": None},
        ],
        ids=str,
    )
    def test_wrong_claims(self, client, issuer, officer_at_work, claims):
        issuer.claims = claims
        self.refused(client, come_back(client, issuer))

    def test_signed_with_a_strange_key(self, client, issuer, officer_at_work):
        issuer.signed_with = issuer.strange
        self.refused(client, come_back(client, issuer))

    def test_a_key_it_does_not_name(self, client, issuer, officer_at_work):
        issuer.kid = "k2"
        self.refused(client, come_back(client, issuer))

    def test_not_signed_at_all(self, client, issuer, officer_at_work):
        issuer.algorithm, issuer.signed_with = "none", None
        self.refused(client, come_back(client, issuer))

    @pytest.mark.parametrize("algorithm", ["HS256", "HS512"])
    def test_signed_with_what_everybody_can_know(self, client, issuer, officer_at_work, algorithm):
        issuer.algorithm, issuer.signed_with = algorithm, SECRET.ljust(64, "x")
        self.refused(client, come_back(client, issuer))

    def test_an_answer_given_before(self, client, issuer, officer_at_work):
        """A token that was good for one question is no answer to the next."""
        asked = there(sent(client))
        issuer.token = issuer.signed(asked["nonce"])
        assert client.get(issuer.authorize(asked)).status_code == 302
        client.post(reverse("account_logout"))
        self.refused(client, come_back(client, issuer))

    def test_the_same_answer_twice(self, client, issuer, officer_at_work):
        back = issuer.authorize(there(sent(client)))
        client.get(back)
        client.post(reverse("account_logout"))
        self.refused(client, client.get(back))

    def test_an_answer_for_another_browser(self, client, issuer, officer_at_work):
        from django.test import Client

        back = issuer.authorize(there(sent(Client())))
        self.refused(client, client.get(back))
        there(sent(client))
        self.refused(client, client.get(back))

    def test_an_answer_of_another_service(self, client, issuer, officer_at_work):
        back = issuer.authorize(there(sent(client)))
        self.refused(client, client.get(f"{back}&iss=https%3A%2F%2Fanother.example"))

    def test_nobody_let_them_in(self, client, issuer):
        asked = there(sent(client))
        answer = client.get(
            reverse("account_work_answer"), {"state": asked["state"], "error": "access_denied"}
        )
        self.refused(client, answer)

    def test_a_service_that_calls_itself_by_another_name(self, client, issuer):
        issuer.calls_itself = "https://another.example/v2.0"
        answer = client.get(reverse("account_work"))
        assert (answer.status_code, "did not work" in answer.text) == (503, True)

    def test_a_service_that_is_not_there(self, client, issuer, settings):
        settings.OIDC_ISSUER = "http://127.0.0.1:9/v2.0"
        answer = client.get(reverse("account_work"))
        assert (answer.status_code, "Sign in another way" in answer.text) == (503, True)


class TestLinking:
    @pytest.fixture
    def signed_in(self, client, applicant, issuer):
        applicant.set_password(PASSWORD)
        applicant.save()
        client.post(reverse("account_login"), {"login": applicant.email, "password": PASSWORD})
        return applicant

    def test_by_its_owner_who_is_asked(self, client, issuer, signed_in):
        page = come_back(client, issuer)
        assert (page.status_code, "Link your council account?" in page.text) == (200, True)
        assert WorkAccount.objects.count() == 0  # not by coming back alone
        assert client.post(reverse("accounts:work-link")).headers["Location"] == "/accounts/"
        linked = WorkAccount.objects.get()
        assert (linked.user, linked.issuer, linked.subject) == (signed_in, issuer.url, "subject-1")
        assert client.post(reverse("accounts:work-link")).status_code == 404  # once

    def test_not_without_having_been_there(self, client, issuer, signed_in):
        assert client.post(reverse("accounts:work-link")).status_code == 404

    def test_not_when_it_is_somebody_elses(self, client, issuer, officer_at_work, signed_in):
        come_back(client, issuer)
        answer = client.post(reverse("accounts:work-link"))
        assert (answer.status_code, "belongs to somebody else here" in answer.text) == (409, True)
        assert WorkAccount.objects.get().user == officer_at_work

    def test_and_unlinking(self, client, issuer, signed_in):
        come_back(client, issuer)
        client.post(reverse("accounts:work-link"))
        client.post(reverse("accounts:work-unlink"))
        assert WorkAccount.objects.count() == 0
        kinds = Event.objects.filter(kind__startswith="accounts.work.").order_by("pk")
        assert [event.kind for event in kinds] == ["accounts.work.linked", "accounts.work.unlinked"]

    def test_by_the_administrator_and_the_person_hears_of_it(
        self, client, issuer, administrator, officer, settings
    ):
        settings.SECOND_FACTOR_REQUIRED = False
        client.force_login(administrator)
        client.post(reverse("panel:work-account", args=[officer.pk]), {"subject": "subject-9"})
        assert WorkAccount.objects.get().subject == "subject-9"
        told = Message.objects.get(kind="accounts.work_linked")
        assert (told.to, "subject-9" in told.body_text) == (officer.email, False)
        mine = client.get(reverse("panel:work-account", args=[administrator.pk]))
        assert mine.status_code == 404  # their own they link from their own page

    def test_the_database_knows_one_user_of_a_work_account(self, officer_at_work, clerk, issuer):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkAccount.objects.create(
                user=clerk,
                issuer=issuer.url,
                subject="subject-1",
                linked_at=timezone.now(),
                linked_by=clerk,
            )


def test_the_service_makes_keys_when_it_starts(issuer):
    assert issuer.own.private_numbers() != key().private_numbers()
    assert service.CLIENT == CLIENT
