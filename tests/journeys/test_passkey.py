"""A member makes a passkey, signs in with it and reads; a device that is lost is restored by two people."""

import pytest

from tests import chromium
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

MEMBER, PASSWORD = "chair@demo.example", "demo-portal"
WITH_FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def by_name(portal):
    """A browser makes no passkey for a bare number."""
    from dataclasses import replace

    return replace(portal, address=portal.address.replace("127.0.0.1", "localhost"))


@pytest.mark.parametrize("width", [1280, 375])
def test_a_member_signs_in_by_passkey_and_reads(by_name, width):
    with chromium.browser() as browser:
        member = walker(browser, by_name, width=width)
        key = with_finger(member)
        with_password(member)
        add_a_passkey(member)
        sign_out(member)
        sign_in_by_passkey(member)
        assert "Councillor" in member.page.locator(".you").inner_text()
        as_a_second_step(member)
        a_finger_that_is_not_theirs(member, key)
        take_it_away(member)


def with_finger(member):
    """A device that knows its owner's finger."""
    devtools = member.page.context.new_cdp_session(member.page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": WITH_FINGER})
    return devtools, made["authenticatorId"]


def with_password(member):
    member.goto("/accounts/login/?next=/accounts/")
    member.fill("E-mail address", MEMBER)
    member.fill("Password", PASSWORD)
    member.press("Sign in", exact=True)


def add_a_passkey(member):
    member.follow("Add a passkey")
    member.fill("Name", "Council tablet")
    member.page.get_by_role("button", name="Add a passkey").click()
    member.page.wait_for_url("**/accounts/codes/")
    member.look()
    assert member.page.locator(".codes li").count() == 10
    member.goto("/accounts/")
    assert "Passkey: Council tablet" in member.page.locator("main").inner_text()


def sign_out(member):
    """What is kept on the device goes first, so the form is sent a moment later."""
    member.page.get_by_role("button", name="Sign out", exact=True).click()
    member.page.get_by_role("link", name="Sign in", exact=True).first.wait_for()
    member.look()


def sign_in_by_passkey(member):
    """Nothing typed; then the papers, as a member reads them."""
    member.goto("/accounts/login/")
    member.page.get_by_role("button", name="Sign in with a passkey").click()
    member.page.wait_for_url("**/my/")
    member.look()
    member.goto("/panel/")
    link = member.page.locator('main a[href^="/panel/meetings/pcp-"]').first
    member.goto(link.get_attribute("href"))
    assert member.page.locator("h1").count() == 1


def as_a_second_step(member):
    sign_out(member)
    with_password(member)
    assert member.here.startswith("/accounts/login/second-step/")
    member.page.get_by_role("button", name="Use a passkey instead").click()
    on_their_account(member)


def a_finger_that_is_not_theirs(member, key):
    """Refused in words, where the button is, and another way stays open."""
    devtools, authenticator = key
    sign_out(member)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    member.goto("/accounts/login/?next=/accounts/")
    member.page.get_by_role("button", name="Sign in with a passkey").click()
    member.page.get_by_text("The device did not agree").wait_for()
    member.look()
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": True})
    member.page.get_by_role("button", name="Sign in with a passkey").click()
    on_their_account(member)


def on_their_account(member):
    """The address of sign-in ends the same way, so the page itself is waited for."""
    member.page.get_by_role("heading", name="Your account").wait_for()
    member.look()


def take_it_away(member):
    member.follow("Take away")
    member.press("Take it away")
    assert "Only your password" in member.page.locator("main").inner_text()


def test_without_script_the_page_says_what_works(by_name):
    with chromium.browser() as browser:
        member = walker(browser, by_name, script=False)
        with_password(member)
        member.follow("Add a passkey")
        assert "An authenticator app works without" in member.page.locator("main").inner_text()
        assert not member.page.get_by_role("button", name="Add a passkey").is_visible()
