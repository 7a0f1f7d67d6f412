"""The second step: who must take it, what is shut until they have, and how it is taken, spared and taken away."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import RememberedDevice, Session
from pcc_portal.audit.models import Event
from pcc_portal.jobs.models import Job
from pcc_portal.notices.models import Message
from tests.access import matrix

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
SET_UP = "/accounts/second-step/"


@pytest.fixture(autouse=True)
def production(settings):
    """As outside the demonstration."""
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of the codes, which stands still until it is moved on."""

    class Clock:
        now = 1_800_000_000.0

        def code(self, secret, steps=0):
            value = totp.hotp_value(secret, int(self.now) // 30 + steps)
            return totp.format_hotp_value(value)

    clock = Clock()
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: clock.now))
    return clock


@pytest.fixture
def member(panel_member):
    panel_member.set_password(PASSWORD)
    panel_member.save()
    EmailAddress.objects.create(user=panel_member, email=panel_member.email, primary=True, verified=True)
    return panel_member


def sign_in(client, user, password=PASSWORD, **also):
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **also})


def set_up(client, clock):
    """With an app: returns its secret and the recovery codes."""
    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'<code class="letters-apart">(\w+)</code>', page)[1]
    done = client.post(reverse("mfa_activate_totp"), {"code": clock.code(secret)})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    codes = re.findall(r"<li><code>(\d+)</code></li>", client.get(reverse("mfa_view_recovery_codes")).text)
    clock.now += 300
    cache.clear()
    return secret, codes


def taken(client):
    return client.get("/my/").status_code == 200


class TestWho:
    @pytest.mark.parametrize(
        "who", ["clerk", "panel_chair", "panel_member", "commissioner", "force_lead", "administrator"]
    )
    def test_staff_and_members_go_where_it_is_set_up(self, client, request, who):
        client.force_login(request.getfixturevalue(who))
        for answer in (client.get("/my/"), client.get("/")):
            assert (answer.status_code, answer.headers["Location"]) == (303, SET_UP)
        assert client.get(SET_UP).status_code == 200

    @pytest.mark.parametrize("who", ["applicant", "stranger", "former_member"])
    def test_others_need_none(self, client, request, who):
        client.force_login(request.getfixturevalue(who))
        assert client.get("/my/").status_code == 200

    def test_the_demonstration_offers_it_and_asks_for_none(self, client, clerk, settings):
        settings.SECOND_FACTOR_REQUIRED = False
        client.force_login(clerk)
        assert client.get("/my/").status_code == 200

    def test_visitors_read_as_before(self, client, panel_body):
        assert client.get("/").status_code == 200

    def test_a_role_given_today_asks_at_the_next_request(self, client, stranger, panel, clerk):
        from tests.factories import people

        client.force_login(stranger)
        assert client.get("/my/").status_code == 200
        people.granted(stranger, "panel_member", panel)
        assert client.get("/my/").status_code == 303


class TestTheWall:
    def test_every_address_of_the_portal_by_any_method(self, client, clerk):
        """Addresses of every kind: pages, buttons, files, feeds, and those that do not exist."""
        client.force_login(clerk)
        shut = {
            (name, method): answer.status_code
            for name, method, answer in everything(client)
            if (answer.status_code, answer.headers.get("Location")) != (303, SET_UP)
        }
        assert {name for name, _ in shut} == {"accounts:second-step", "healthz", "readyz"}

    def test_htmx_is_told_to_go_there_itself(self, client, clerk):
        client.force_login(clerk)
        answer = client.post("/panel/call/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"], answer.content) == (204, SET_UP, b"")

    def test_costs_no_query(self, client, clerk, django_assert_num_queries):
        client.force_login(clerk)
        with django_assert_num_queries(3):  # session, user, rights
            client.get("/my/")

    def test_what_was_sent_is_not_done(self, client, clerk):
        client.force_login(clerk)
        client.post("/accounts/sessions/end/")
        assert not Event.objects.filter(kind="accounts.session.ended").exists()

    def test_nothing_protecting_an_account_can_be_taken_away_from_outside(self, client, member, clock):
        client.force_login(member)
        for name in ("mfa_generate_recovery_codes", "mfa_deactivate_totp"):
            assert client.post(reverse(name)).headers["Location"] == SET_UP


def everything(client):
    for name in sorted({name.partition("|")[0] for _, name, _ in matrix.rows()}):
        for method in ("get", "post"):
            yield name, method, getattr(client, method)(plausible(name))
    for url in ("/no/such/page/", "/panel/calendar.ics", "/panel/feed.atom", "/grants/awards.json"):
        yield url, "get", client.get(url)


def plausible(name):
    """An address of this name, about things that need not exist."""
    from itertools import product
    from uuid import UUID

    from django.urls import NoReverseMatch

    kinds = ("pcp-2026-12-17", "gpb-2026-12-08", 1, UUID(int=1), "public", "E1")
    for many in range(5):
        for args in product(kinds, repeat=many):
            try:
                return reverse(name, args=args)
            except NoReverseMatch:
                continue
    raise AssertionError(name)


class TestApp:
    def test_set_up_and_sign_in(self, client, member, clock, django_capture_on_commit_callbacks):
        assert sign_in(client, member).headers["Location"] == "/my/"
        assert client.get("/my/").headers["Location"] == SET_UP
        with django_capture_on_commit_callbacks(execute=True):
            secret, codes = set_up(client, clock)
        assert (taken(client), len(codes)) == (True, 10)
        assert Message.objects.filter(kind="accounts.totp_activated", to=member.email).count() == 1
        client.post(reverse("account_logout"))
        assert sign_in(client, member).headers["Location"] == reverse("mfa_authenticate")
        assert "Second step" in client.get(reverse("mfa_authenticate")).text
        assert client.get("/my/").status_code == 302  # half in is not in
        answer = client.post(reverse("mfa_authenticate"), {"code": clock.code(secret)})
        assert (answer.headers["Location"], taken(client)) == ("/my/", True)

    def test_to_the_page_first_asked_for(self, client, member, clock):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        client.post(reverse("account_logout"))
        sign_in(client, member, next="/panel/members/")
        answer = client.post(reverse("mfa_authenticate"), {"code": clock.code(secret)})
        assert answer.headers["Location"] == "/panel/members/"

    def test_an_e_mailed_code_alone_is_not_enough(self, client, member, clock):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        client.post(reverse("account_logout"))
        client.post(reverse("account_request_login_code"), {"email": member.email})
        code = re.search(r"^\w{4}-\w{4}$", Message.objects.latest("queued_at").body_text, re.MULTILINE)[0]
        answer = client.post(reverse("account_confirm_login_code"), {"code": code})
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        assert not taken(client)
        client.post(reverse("mfa_authenticate"), {"code": clock.code(secret)})
        assert taken(client)

    @pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
    def test_a_telephone_may_be_half_a_minute_off(self, client, member, clock, steps, right):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        client.post(reverse("account_logout"))
        sign_in(client, member)
        answer = client.post(reverse("mfa_authenticate"), {"code": clock.code(secret, steps)})
        assert (answer.status_code == 302, taken(client)) == (right, right)

    def test_a_code_counts_once(self, client, member, clock):
        """Also forty seconds later, when the app shows the next and the old one would still be right."""
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        code = clock.code(secret)
        for again in (False, True):
            client.post(reverse("account_logout"))
            sign_in(client, member)
            answer = client.post(reverse("mfa_authenticate"), {"code": code})
            assert answer.status_code == (422 if again else 302)
            cache.delete_many([f"allauth.mfa.totp.used?user={member.pk}&code={code}"])
        assert "was used already" in answer.text

    def test_wrong_codes_have_to_wait_and_at_last_end_for_the_day(self, client, member, clock):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        client.post(reverse("account_logout"))
        sign_in(client, member)
        words = [tried(client, "000000") for _ in range(6)]
        assert words[4:] == [
            "That code is not right, or was used already. Wait for the next one and type it.",
            "Too many tries. Wait five minutes and try again, or call us.",
        ]
        assert tried(client, clock.code(secret)) == words[5]

    def test_twenty_wrong_codes_a_day(self, client, member, clock):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        client.post(reverse("account_logout"))
        sign_in(client, member)
        for _ in range(20):
            tried(client, "000000")
            forget("login_failed")
        assert tried(client, clock.code(secret)) == "Too many wrong codes today. Use a passkey, or call us."

    def test_the_secret_is_kept_encrypted(self, client, member, clock):
        sign_in(client, member)
        secret, codes = set_up(client, clock)
        kept = str(list(Authenticator.objects.values()))
        assert [word for word in (secret, *codes) if word in kept] == []

    def test_under_another_key_no_code_is_right_and_nothing_breaks(self, client, member, clock, settings):
        sign_in(client, member)
        secret, codes = set_up(client, clock)
        settings.SECRET_KEY, old = "another key altogether " * 3, settings.SECRET_KEY
        sign_in(client, member)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 422
        settings.SECRET_KEY_FALLBACKS = [old]
        client.post(reverse("mfa_authenticate"), {"code": clock.code(secret)})
        assert taken(client)


def tried(client, code):
    page = client.post(reverse("mfa_authenticate"), {"code": code}).text
    return re.search(r'id="id_code_error">([^<]+)<', page)[1]


def forget(action):
    """As if the minutes had gone by that this limit counts in."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_cache WHERE cache_key LIKE %s", [f"%:{action}:%"])


class TestRecoveryCodes:
    def test_one_stands_in_once(self, client, member, clock):
        sign_in(client, member)
        _, codes = set_up(client, clock)
        for expected in (302, 422):
            client.post(reverse("account_logout"))
            sign_in(client, member)
            assert client.post(reverse("mfa_authenticate"), {"code": codes[3]}).status_code == expected

    def test_shown_once(self, client, member, clock):
        sign_in(client, member)
        _, codes = set_up(client, clock)
        again = client.get(reverse("mfa_view_recovery_codes")).text
        assert [code for code in codes if code in again] == []
        assert "10 of 10 are left" in again

    def test_new_ones_end_the_old(self, client, member, clock, django_capture_on_commit_callbacks):
        sign_in(client, member)
        _, codes = set_up(client, clock)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
        assert Message.objects.filter(kind="accounts.recovery_codes_generated").count() == 1
        client.post(reverse("account_logout"))
        sign_in(client, member)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 422


class TestRemembered:
    def remembered(self, client, member, clock):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        client.post(reverse("account_logout"))
        sign_in(client, member)
        client.post(reverse("mfa_authenticate"), {"code": clock.code(secret), "remember": "1"})
        clock.now += 300
        client.post(reverse("account_logout"))
        return secret

    def test_not_asked_again_on_this_device(self, client, member, clock):
        self.remembered(client, member, clock)
        cookie = client.cookies["remembered"]
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 30 * 24 * 3600)
        assert cookie.value not in str(list(RememberedDevice.objects.values()))
        assert sign_in(client, member).headers["Location"] == "/my/"
        assert taken(client)

    def test_another_device_is_asked(self, client, member, clock):
        from django.test import Client

        self.remembered(client, member, clock)
        assert sign_in(Client(), member).headers["Location"] == reverse("mfa_authenticate")

    def test_another_person_on_this_device_is_asked(self, client, member, panel_chair, clock):
        self.remembered(client, member, clock)
        panel_chair.set_password(PASSWORD)
        panel_chair.save()
        sign_in(client, panel_chair)
        set_up(client, clock)
        client.post(reverse("account_logout"))
        assert sign_in(client, panel_chair).headers["Location"] == reverse("mfa_authenticate")

    def test_asked_again_after_thirty_days(self, client, member, clock):
        self.remembered(client, member, clock)
        RememberedDevice.objects.update(
            remembered_at=timezone.now() - timedelta(days=31), until=timezone.now() - timedelta(days=1)
        )
        assert sign_in(client, member).headers["Location"] == reverse("mfa_authenticate")

    def test_taken_back_by_its_owner(self, client, member, clock):
        self.remembered(client, member, clock)
        sign_in(client, member)
        assert "Devices spared the second step" in client.get("/accounts/").text
        client.post(reverse("accounts:device-forget", args=[member.devices.get().pk]))
        client.post(reverse("account_logout"))
        assert sign_in(client, member).headers["Location"] == reverse("mfa_authenticate")

    def test_not_by_anybody_else(self, client, member, clerk, clock, settings):
        self.remembered(client, member, clock)
        settings.SECOND_FACTOR_REQUIRED = False
        client.force_login(clerk)
        client.post(reverse("accounts:device-forget", args=[member.devices.get().pk]))
        assert member.devices.count() == 1

    def test_forgotten_when_what_protects_the_account_changes(self, client, member, clock):
        secret = self.remembered(client, member, clock)
        sign_in(client, member)
        client.post(reverse("mfa_reauthenticate"), {"code": clock.code(secret)})
        client.post(reverse("mfa_generate_recovery_codes"))
        assert member.devices.count() == 0

    def test_is_not_enough_to_change_what_protects_the_account(self, client, member, clock):
        self.remembered(client, member, clock)
        sign_in(client, member)
        answer = client.post(reverse("mfa_generate_recovery_codes"))
        assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


class TestChanging:
    def test_other_sessions_end(self, client, member, clock):
        from django.test import Client

        other = Client()
        for one in (other, client):
            sign_in(one, member)
        set_up(client, clock)
        assert other.get("/my/").headers["Location"].startswith("/accounts/login/")
        assert taken(client)
        assert Session.objects.filter(user=member).count() == 1

    def test_the_last_one_stays_where_the_role_needs_it(self, client, member, clock):
        sign_in(client, member)
        set_up(client, clock)
        answer = client.post(reverse("mfa_deactivate_totp"))
        assert (answer.status_code, "Set up another one first" in answer.text) == (422, True)
        assert Authenticator.objects.filter(user=member, type="totp").exists()

    def test_who_needs_none_may_take_it_away(self, client, applicant, clock):
        applicant.set_password(PASSWORD)
        applicant.save()
        sign_in(client, applicant)
        set_up(client, clock)
        assert client.post(reverse("mfa_deactivate_totp")).headers["Location"] == "/accounts/"
        assert Authenticator.objects.count() == 0  # the recovery codes went with it

    def test_after_a_while_one_shows_who_one_is(self, client, member, clock, monkeypatch):
        sign_in(client, member)
        secret, _ = set_up(client, clock)
        session = client.session
        for record in (records := session["account_authentication_methods"]):
            record["at"] -= 3600
        session["account_authentication_methods"] = records
        session.save()
        there = client.get(reverse("mfa_generate_recovery_codes")).headers["Location"]
        assert there.startswith(reverse("mfa_reauthenticate"))
        page = client.get(there).text
        assert "Show that it is you" in page
        assert f'{reverse("account_reauthenticate")}"' not in page  # the password alone changes nothing
        client.post(there, {"code": clock.code(secret)})
        assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200

    def test_set_down_without_a_secret(self, client, member, clock):
        sign_in(client, member)
        secret, codes = set_up(client, clock)
        event = Event.objects.get(kind="accounts.step.added")
        assert (event.by_id, event.facts) == (str(member.pk), {"what": "authenticator app"})
        told = f"{list(Event.objects.values())} {list(Message.objects.values())} {list(Job.objects.values())}"
        assert [word for word in (secret, *codes) if word in told] == []
