"""What people paste: scripts go, and nothing outside is asked for or read when the paper is laid out."""

import json
import socket
import threading

import pytest
from django.urls import reverse

from pcc_portal.meetings.actions import packs
from pcc_portal.writing.models import Block
from tests.factories import meetings
from tests.factories.days import NOW
from tests.pdf.samples import decoded

pytestmark = [pytest.mark.slow, pytest.mark.pdf]


class Honeypot:
    """A server of this machine that remembers who knocks."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.calls = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls.append(connection.recv(200))
            connection.close()


@pytest.fixture
def honeypot():
    made = Honeypot()
    yield made
    made.socket.close()


def pasted(port):
    web = f"http://127.0.0.1:{port}"
    return [
        f'<p>One <img src="{web}/a.png"> <img src="file:///etc/passwd"> <script src="{web}/s.js"></script></p>',
        f'<p style="background:url({web}/b.png)">Two <link rel="stylesheet" href="{web}/c.css"></p>',
        f"<p>Three <style>@import url({web}/d.css)</style><script>alert(1)</script></p>",
        f'<p>Four <iframe src="{web}/e"></iframe><object data="file:///etc/passwd"></object><embed src="{web}/f"></p>',
        f'<p>Five <svg><image href="{web}/g.png"/><script>alert(1)</script></svg><a href="javascript:alert(1)">x</a></p>',
        f'<p onclick="alert(1)">Six <a href="{web}/page" rel="attachment">a link</a> <base href="{web}/"></p>',
        f'<p>Seven <video poster="{web}/h.png" src="{web}/i"></video><input type="image" src="{web}/j.png"></p>',
    ]


def test_the_honeypot_hears_a_knock(honeypot):
    with socket.create_connection(("127.0.0.1", honeypot.port)) as knock:
        knock.sendall(b"GET /")
        knock.recv(1)
    assert honeypot.calls == [b"GET /"]


def test_pasted_scripts_and_pictures_are_cleaned_and_nothing_is_fetched(client, meeting, clerk, honeypot):
    title = f'<img src="http://127.0.0.1:{honeypot.port}/title.png"> and <script>alert(1)</script>'
    paper = meetings.written(
        meetings.item(meeting, clerk, title=title, kind="papers"), clerk, title=title, author=title
    )
    client.force_login(clerk)
    root = reverse("meetings:paper-write", args=[meeting.ref, paper.pk])
    html = "".join(pasted(honeypot.port))
    answer = client.post(f"{root}section/start/", {"base": json.dumps({}), "html": html})
    assert answer.status_code == 200
    kept = "".join(Block.objects.filter(text=paper.text).values_list("html", flat=True))
    assert [
        word for word in ("One", "Two", "Three", "Four", "Five", "Six", "Seven") if word not in kept
    ] == []
    bad = (
        "<img",
        "<script",
        "style",
        "file:",
        "onclick",
        "javascript:",
        "<iframe",
        "<object",
        "<svg",
        "<base",
        "<video",
    )
    assert [word for word in bad if word in kept] == []
    built = packs.lay_out(meeting, at=NOW)
    pack = packs.keep(built, meeting, draft=True, job=None, at=NOW)
    public = client.get(reverse("meetings:draft-pack", args=[meeting.ref, "public"]))
    words = decoded(public.content)
    assert (pack.problems, b"root:x:" in words, honeypot.calls) == ([], False, [])


def test_a_title_is_words_on_every_page(client, meeting, clerk):
    title = "<script>alert(1)</script>&amp;<b>bold</b>"
    item = meetings.item(meeting, clerk, title=title, purpose=title)
    paper = meetings.written(item, clerk, title=title, author=title, author_role=title)
    client.force_login(clerk)
    pages = [
        reverse("meetings:meeting", args=[meeting.ref]),
        reverse("meetings:item", args=[meeting.ref, item.pk]),
        reverse("meetings:item-exempt", args=[meeting.ref, item.pk]),
        reverse("meetings:paper", args=[meeting.ref, paper.pk]),
        reverse("meetings:paper-write", args=[meeting.ref, paper.pk]),
        reverse("meetings:paper-return", args=[meeting.ref, paper.pk]),
        reverse("meetings:meeting-issue", args=[meeting.ref]),
        reverse("panel:my"),
    ]
    assert [url for url in pages if "alert(1)</script>" in client.get(url).text] == []
