"""What writing minutes costs, in queries and in multiples of the CPU time of a bare view.

``./portal bench minutes [--quick]``. Asked of the WSGI application as ``pages`` does it: an autosave changes the words of
one entry, in minutes of 10 and of 400; the page is that of minutes with 20 and with 200.
"""

import io
import sys
import time
from datetime import timedelta
from functools import partial
from itertools import count
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import Item
from pcc_portal.writing.models import Block
from tests.benchmarks import measuring, reading, scene
from tests.benchmarks.pages import TEMPLATES, TIMES, Site, signed_in
from tests.benchmarks.prose import Writer

FEW, MANY = 10, 400
SHORT, LONG = 20, 200
TOKEN = "a" * 32
BOOKKEEPING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")


class Writing(Site):
    """A clerk's own script at the same application."""

    def __init__(self, cookie: str) -> None:
        super().__init__()
        self.cookie = cookie
        self.words = count()

    def post(self, entry, version: int) -> None:
        url = reverse("meetings:entry", args=[entry.item.meeting.ref, entry.pk])
        said = f"The Commissioner said that {next(self.words)} officers had been recruited."
        body = urlencode({"said": said, "base_version": version}).encode()
        environ = self.factory._base_environ(PATH_INFO=url)
        cookies = {settings.SESSION_COOKIE_NAME: self.cookie, settings.CSRF_COOKIE_NAME: TOKEN}
        environ |= {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "HTTP_ACCEPT": "application/json",
            "HTTP_X_CSRFTOKEN": TOKEN,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        answered: list[str] = []
        response = self.application(environ, lambda status, headers: answered.append(status))
        said_back = b"".join(response)
        response.close()
        assert answered == ["200 OK"], (answered, said_back[:300])


def written(clerk, meeting, many: int, seed: int):
    """Minutes of so many entries, dealt over the agenda. Returns the last."""
    items = list(Item.objects.filter(meeting=meeting).order_by("position"))
    for item in items:
        item.meeting = meeting
    writer, made = Writer(seed), None
    for n in range(many):
        item = items[n % len(items)]
        words = writer.title()
        made = entries.add(item, kind="statement", html=words, by=clerk, at=timezone.now())
    return made


def asked(work) -> int:
    """Queries of one call, without the bookkeeping of transactions."""
    work()
    with CaptureQueriesContext(connection) as found:
        work()
    return sum(not query["sql"].lstrip().upper().startswith(BOOKKEEPING) for query in found)


def main() -> int:
    rounds = 1 if measuring.asked_for_quick(__doc__.splitlines()[0]) else measuring.ROUNDS
    report = measuring.Report("minutes")
    call_command("collectstatic", interactive=False, verbosity=0)
    clerk = scene.found()
    scene.bare_row(clerk)
    day = timezone.localdate() + timedelta(days=60)
    meetings = {
        n: scene.issued(clerk, held_on=day + timedelta(place), items=5, seed=n)
        for place, n in enumerate((FEW, MANY, SHORT, LONG))
    }
    last = {n: written(clerk, meetings[n], n, seed=n) for n in meetings}
    with override_settings(ROOT_URLCONF="tests.benchmarks.bare", TEMPLATES=TEMPLATES):
        measure(report, signed_in(clerk), meetings, last, rounds=rounds)
    reading.hold(report, rounds=rounds)
    return report.end()


def measure(report, cookie, meetings, last, *, rounds: int) -> None:
    site = Writing(cookie)
    bare = partial(site.get, "/bare/", cookie=cookie)
    # The bare view asks one query of its own; the rest are the session, the user and the user's rights.
    before = asked(bare) - 1
    versions = {n: count(Block.objects.get(pk=last[n].block_id).version) for n in (FEW, MANY)}
    save = {n: lambda n=n: site.post(last[n], next(versions[n])) for n in (FEW, MANY)}
    queries = {n: asked(save[n]) - before for n in (FEW, MANY)}
    pages = {n: partial(site.get, f"{meetings[n].path}minutes/", cookie=cookie) for n in (SHORT, LONG)}
    page_queries = {n: asked(pages[n]) - before for n in (SHORT, LONG)}
    works = {"bare": bare} | {f"save_{n}": save[n] for n in save} | {f"page_{n}": pages[n] for n in pages}
    seconds = measuring.in_turn(works, rounds=rounds, clock=time.process_time, times=TIMES)
    report.add(
        bare_milliseconds=round(seconds["bare"] * 1000, 3),
        times_bare={name: round(value / seconds["bare"], 2) for name, value in seconds.items()},
        page_queries=page_queries,
        session_user_and_rights=before,
    )
    report.hold("autosave_queries", queries[FEW], at_most=4)
    report.hold("autosave_queries_more_with_many", queries[MANY] - queries[FEW], at_most=0)
    report.hold("autosave", seconds[f"save_{FEW}"] / seconds["bare"], at_most=6.0)
    report.hold("autosave_400_to_10", seconds[f"save_{MANY}"] / seconds[f"save_{FEW}"], at_most=1.2)
    report.hold("page_200_to_20", seconds[f"page_{LONG}"] / seconds[f"page_{SHORT}"], at_most=2.0)
    report.hold("page_queries_more", page_queries[LONG] - page_queries[SHORT], at_most=0)


if __name__ == "__main__":
    sys.exit(main())
