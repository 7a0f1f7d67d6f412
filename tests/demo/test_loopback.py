"""The demonstration answers this machine and nobody else, and does not start on any other address."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from demo.middleware import LoopbackOnly

ROOT = Path(__file__).resolve().parents[2]


def ask(peer, **headers):
    answers = LoopbackOnly(lambda request: HttpResponse("in"))
    return answers(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers))


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_answered(peer):
    assert ask(peer).status_code == 200


@pytest.mark.parametrize(
    "peer",
    [
        "192.0.2.7",
        "10.0.0.1",
        "0.0.0.0",
        "128.0.0.1",
        "::",
        "::ffff:192.0.2.7",
        "2001:db8::1",
        "",
        "localhost",
    ],
)
def test_a_peer_from_elsewhere_is_refused_in_plain_text(peer):
    answer = ask(peer)
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert answer.content == b"The demonstration answers only the machine that it runs on.\n"


def test_a_header_does_not_make_a_stranger_local():
    assert ask("192.0.2.7", X_Forwarded_For="127.0.0.1").status_code == 403


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
@pytest.mark.parametrize("value", ["192.0.2.7", "127.0.0.1", ""])
def test_whoever_comes_through_a_proxy_is_refused(name, value):
    assert ask("127.0.0.1", **{name: value}).status_code == 403


def settings_say(words, **env):
    """What a fresh process makes of the settings: its status, and what it wrote."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DEMO", "ALLOWED_HOSTS", "SECRET_KEY"}
    }
    done = subprocess.run(
        [sys.executable, "-c", f"from pcc_portal import settings; print({words})"],
        cwd=ROOT,
        env=kept | {"PYTHONPATH": str(ROOT)} | env,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip(), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("hosts", ["portal.example", "127.0.0.1,portal.example", "*", "0.0.0.0"])
def test_the_demonstration_refuses_to_start_on_another_host(hosts):
    status, _, trouble = settings_say("1", DEMO="1", ALLOWED_HOSTS=hosts)
    assert status != 0
    assert "ImproperlyConfigured: DEMO=1 opens the demo accounts" in trouble


@pytest.mark.slow
def test_the_guard_stands_before_everything_else_and_in_the_demonstration_only():
    assert settings_say("settings.MIDDLEWARE[0], settings.ALLOWED_HOSTS", DEMO="1")[:2] == (
        0,
        "demo.middleware.LoopbackOnly ['127.0.0.1', 'localhost', '[::1]']",
    )
    _, real, _ = settings_say(
        "settings.MIDDLEWARE[0], 'demo' in settings.INSTALLED_APPS", SECRET_KEY="x" * 50
    )
    assert real == "django.middleware.security.SecurityMiddleware False"
