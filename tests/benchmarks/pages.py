"""What pages cost, in multiples of the CPU time of a bare view, and what a first visit moves.

``./portal bench pages [--quick]``. Pages are asked of the WSGI application as the web server asks it, in this one
process, by somebody whose browser takes gzip: CPU time of this process, no network.
"""

import re
import sys
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.sessions import SessionStore
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import agendas, packs, publications
from pcc_portal.meetings.models import Meeting, Paper
from pcc_portal.meetings.printing import calendars
from tests.benchmarks import board_years, measuring, scene, visiting, years

SIZES = (3, 15, 60)
TIMES = 10  # calls in one measurement
EDITING = "js/editor"
# What a page of the portal is measured against must run through the portal's own settings.
ENGINE: dict[str, Any] = settings.TEMPLATES[0]
TEMPLATES = [{**ENGINE, "DIRS": [*ENGINE["DIRS"], Path(__file__).parent / "templates"]}]
BARS = {
    "visitor_15": 12.0,
    "visitor_60": 20.0,
    "clerk_issued_15": 20.0,
    "clerk_issued_60": 30.0,
    "clerk_workspace_15": 20.0,
    "clerk_workspace_60": 30.0,
    "list_of_20_years": 15.0,
}
CALENDAR_BAR = 5.0


class Site:
    """The portal's WSGI application, asked as a browser behind the web server asks it."""

    def __init__(self) -> None:
        self.application = WSGIHandler()
        self.factory = RequestFactory(headers={"accept-encoding": "gzip", "host": "localhost"})

    def get(self, path: str, *, cookie: str = "", packed: bool = True) -> bytes:
        """The body of a page. Raises AssertionError for any answer but 200."""
        path, _, query = path.partition("?")
        environ = self.factory._base_environ(PATH_INFO=path, QUERY_STRING=query)
        environ["REQUEST_METHOD"] = "GET"
        if not packed:
            del environ["HTTP_ACCEPT_ENCODING"]
        if cookie:
            environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={cookie}"
        said: list[str] = []
        response = self.application(environ, lambda status, headers: said.append(status))
        body = b"".join(response)
        response.close()
        assert said == ["200 OK"], (path, said)
        return body

    def queries(self, path: str, *, cookie: str = "") -> int:
        """How many queries a page asks, the second time it is asked for."""
        self.get(path, cookie=cookie)
        with CaptureQueriesContext(connection) as asked:
            self.get(path, cookie=cookie)
        return len(asked)


def signed_in(user):
    """The session key of someone who has just signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def shape(html: str) -> list[str]:
    """The tags of a frozen paper in their order, without what differs from paper to paper."""
    return re.findall(r"<(/?\w+)(?: class=\"([\w -]+)\")?", html)


def same_shape_as_a_real_issue(clerk, like: Meeting) -> bool:
    """Issue a small agenda through the render processes and compare it with one that was let out without them."""
    small = scene.draft(clerk, held_on=like.held_on + timedelta(days=7), items=1, seed=1)
    at = timezone.now()
    agendas.lock(small, by=clerk, at=at)
    built = packs.lay_out(small, at=at)
    publications.let_out(small, built, packs.merge(built, small, draft=False, at=at), by=clerk, at=at)
    real, ours = (
        Release.objects.filter(kind="meetings.paper", collection=ref).order_by("position").first()
        for ref in (small.ref, like.ref)
    )
    return shape(real.text.html) == shape(ours.text.html)


def main() -> int:
    quick = measuring.asked_for_quick(__doc__.splitlines()[0])
    rounds = 1 if quick else measuring.ROUNDS
    report = measuring.Report("pages")
    call_command("collectstatic", interactive=False, verbosity=0)
    clerk = scene.found()
    scene.bare_row(clerk)
    day = timezone.localdate() + timedelta(days=60)
    drafts = {n: scene.draft(clerk, held_on=day + timedelta(n), items=n, seed=n) for n in SIZES}
    issued = {n: scene.issued(clerk, held_on=day + timedelta(100 + n), items=n, seed=n) for n in SIZES}
    report.add(
        paper_bytes=sum(len(row.text.html) for row in papers_of(issued[15])) // len(papers_of(issued[15])),
        frozen_as_in_a_real_issue=same_shape_as_a_real_issue(clerk, issued[15]),
    )
    with override_settings(ROOT_URLCONF="tests.benchmarks.bare", TEMPLATES=TEMPLATES):
        measure(report, clerk, issued, drafts, rounds=rounds)
    visiting.measure(report, {"home": "/", "meeting": issued[15].path})
    return report.end()


def papers_of(meeting: Meeting) -> list[Release]:
    rows = Release.objects.filter(kind="meetings.paper", collection=meeting.ref)
    return list(rows.select_related("text"))


def measure(report, clerk, issued, drafts, *, rounds: int) -> None:
    """CPU time of every page in turn with the bare view; queries; where the editor loads."""
    site, cookie = Site(), signed_in(clerk)
    pages = {
        f"{who}_{n}": (meetings[n].path, key)
        for n in SIZES
        for who, meetings, key in (
            ("visitor", issued, ""),
            ("clerk_issued", issued, cookie),
            ("clerk_workspace", drafts, cookie),
        )
    }
    queries = {name: site.queries(path, cookie=key) for name, (path, key) in pages.items()}
    works = {name: partial(site.get, path, cookie=key) for name, (path, key) in pages.items()}
    works |= {"bare": partial(site.get, "/bare/"), "home": partial(site.get, "/")}
    seconds = measuring.in_turn(works, rounds=rounds, clock=time.process_time, times=TIMES)
    seconds |= lists(site, clerk, rounds=rounds)
    feeds(report, site, clerk, rounds=rounds)
    report.add(
        bare_milliseconds=round(seconds["bare"] * 1000, 3),
        times_bare={
            name: round(value / seconds["bare"], 2)
            for name, value in seconds.items()
            if name not in BARS and name != "bare"
        },
        bytes={name: len(site.get(path, cookie=key, packed=False)) for name, (path, key) in pages.items()},
        queries=queries,
    )
    for name, bar in BARS.items():
        report.hold(name, seconds[name] / seconds["bare"], at_most=bar)
    for who in ("visitor", "clerk_issued", "clerk_workspace"):
        report.hold(f"queries_more_{who}", queries[f"{who}_60"] - queries[f"{who}_3"], at_most=0)
    where_the_editor_is(report, site, cookie, issued[3], drafts[3])
    years.measure(report, site, clerk, pages=of_today(issued[15], drafts[15], cookie), rounds=rounds)
    board_years.measure(report, site, signed_in=signed_in, rounds=rounds)


def of_today(issued: Meeting, draft: Meeting, cookie: str) -> dict[str, tuple[str, str]]:
    """The pages that must not grow with the years: {name: (path, who asks)}."""
    return {
        "home": ("/", ""),
        "list": ("/panel/", ""),
        "meeting": (issued.path, ""),
        "feed": ("/panel/feed.atom", ""),
        "calendar": ("/panel/calendar.ics", ""),
        "my": ("/my/", cookie),
        "clerk_issued": (issued.path, cookie),
        "clerk_workspace": (draft.path, cookie),
        "clerk_minutes": (f"{issued.path}minutes/", cookie),
        "reader": (f"{issued.path}read/", cookie),
        "clocks": ("/panel/clocks/", cookie),
        "programme": ("/panel/work-programme/", ""),
    }


def lists(site, clerk, *, rounds: int) -> dict[str, float]:
    """The list of meetings with one year of them, then with twenty."""
    found = {}
    today = date(2026, 1, 1)
    years = {1: range(5), 20: range(5, 100)}
    for year, numbers in years.items():
        scene.notices(clerk, [today - timedelta(days=73 * n) for n in numbers])
        work = {f"list_of_{year}_years": partial(site.get, "/panel/")}
        found |= measuring.in_turn(work, rounds=rounds, clock=time.process_time, times=TIMES)
    return found


def feeds(report, site, clerk, *, rounds: int) -> None:
    """The calendar with twenty years behind it and sixty meetings in it, also when its events are written anew."""
    today = timezone.localdate()
    scene.notices(clerk, [today + timedelta(days=400 + 7 * n) for n in range(60)])
    works = {"bare": partial(site.get, "/bare/"), "calendar": partial(site.get, "/panel/calendar.ics")}
    works["feed"] = partial(site.get, "/panel/feed.atom")
    seconds = measuring.in_turn(works, rounds=rounds, clock=time.process_time, times=TIMES)

    def anew() -> None:
        calendars.kept.cache_clear()
        site.get("/panel/calendar.ics")

    anew_seconds = measuring.in_turn({"anew": anew}, rounds=rounds, clock=time.process_time)["anew"]
    report.add(
        calendar_events=site.get("/panel/calendar.ics", packed=False).count(b"BEGIN:VEVENT"),
        calendar_anew=anew_seconds / seconds["bare"],
        feed=seconds["feed"] / seconds["bare"],
        calendar_queries=site.queries("/panel/calendar.ics"),
    )
    report.hold("calendar", seconds["calendar"] / seconds["bare"], at_most=CALENDAR_BAR)


def where_the_editor_is(report, site, cookie, issued: Meeting, draft: Meeting) -> None:
    """Its JavaScript stands on pages that edit, and on no other."""
    paper = Paper.objects.filter(item__meeting=draft).first()
    desk = reverse("meetings:paper-write", args=[draft.ref, paper.pk])
    reading = [("/", ""), ("/panel/", ""), (issued.path, ""), (issued.path, cookie), (draft.path, cookie)]
    loads = [EDITING in site.get(path, cookie=key, packed=False).decode() for path, key in reading]
    report.hold("reading_pages_with_the_editor", sum(loads), at_most=0)
    there = EDITING in site.get(desk, cookie=cookie, packed=False).decode()
    report.hold("writing_pages_without_the_editor", int(not there), at_most=0)


if __name__ == "__main__":
    sys.exit(main())
