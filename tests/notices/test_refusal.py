"""Refused by a real mail server on loopback, for one of two; the other gets it, with its headers."""

import socketserver
import threading

import pytest

from pcc_portal import notices
from pcc_portal.notices import actions
from tests.factories.days import NOW


class Talk(socketserver.StreamRequestHandler):
    """As little SMTP as a mail needs; addresses that begin with "gone" are not known here."""

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("RCPT TO:<GONE"):
                self.say("550 5.1.1 No such user")
            elif word == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    lines.append(part)
                self.server.mails.append("\n".join(lines))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")


@pytest.fixture
def server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as listening:
        listening.daemon_threads, listening.mails = True, []
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        host, port = listening.server_address
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": host, "port": port, "timeout": 5},
            }
        }
        yield listening
        listening.shutdown()


@pytest.mark.slow
@pytest.mark.django_db
def test_one_is_refused_and_the_other_is_not(server):
    sent = {}
    for to in ("gone@home.example", "here@home.example"):
        made = notices.post(
            "accounts.login_code", to=to, context={"code": "X"}, dedupe_key=to, by=None, at=NOW
        )
        made.headers = {
            "List-Unsubscribe": "<https://portal.example/x/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        made.save()
        sent[to] = actions.send(made, at=NOW)
    assert [(m.state, m.error) for m in sent.values()] == [
        ("refused", "The mail server refused this mail (550)."),
        ("sent", ""),
    ]
    (mail,) = server.mails
    assert f"Message-ID: <{sent['here@home.example'].pk}@127.0.0.1>" in mail
    assert "List-Unsubscribe: <https://portal.example/x/>" in mail
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in mail
