"""Twenty years of the Board: 240 meetings, 7,200 rows, 6,000 actions, 500 reports with 2,000 findings, 960 decisions, 480
challenges. What a page of today pays for them.

The first year is made by the portal's own actions; the others are copies of its rows, under other keys and days. Every
list fills its page in the first year, so that what is compared is what lies behind the page.
"""

import time
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from governance.models import (
    Action,
    ActionUpdate,
    Challenge,
    ChiefComments,
    Decision,
    Finding,
    FindingUpdate,
    Inspection,
    InspectionArea,
    LetterVersion,
    Reply,
    ResponseLetter,
)
from pcc_portal.meetings.models import Entry, Item, Meeting, Minutes
from pcc_portal.writing.models import Block, Text
from tests.benchmarks import board_scene, measuring, years
from tests.benchmarks.copies import Copies

YEARS, A_YEAR = 20, 365
GRADES_BAR = 15.0


def measure(report: measuring.Report, site: Any, *, signed_in: Callable[[Any], str], rounds: int) -> None:
    """Every page with one year of the Board behind it, then with twenty: the same queries, and hardly more time."""
    measuring.say("a year of the Board")
    of, today = board_scene.cast(), timezone.localdate()
    board_scene.year(of, until=today)
    pages, rows = of_today(of, signed_in), rows_of(of)
    one = years.asked(site, pages, rounds=rounds)
    measuring.say("and nineteen more")
    for number in range(1, YEARS):
        again(rows, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = years.asked(site, pages, rounds=rounds)
    times = {name: _in_bare_views(many, name) / _in_bare_views(one, name) for name in pages}
    report.add(
        board_counts={model.__name__: len(first) * YEARS for model, first in rows.items()},
        board_times_one_year={name: round(value, 3) for name, value in times.items()},
        board_queries={name: [one[name][1], many[name][1]] for name in pages},
    )
    report.hold("board_slowest_page", max(times.values()), at_most=years.BAR)
    # A history of twenty years says twenty times as much as one of a year: it is held to a bare view instead.
    works = {
        "bare": partial(site.get, "/bare/"),
        "grades": partial(site.get, reverse("governance:inspection-grades")),
    }
    spent = measuring.in_turn(works, rounds=rounds, clock=time.process_time, times=years.TIMES)
    report.hold("board_grades_of_20_years", spent["grades"] / spent["bare"], at_most=GRADES_BAR)
    report.hold("board_queries_more", max(many[name][1] - one[name][1] for name in pages), at_most=0)


def _in_bare_views(asked: dict[str, tuple[float, int]], name: str) -> float:
    """Minutes lie between the two measurements: a machine that was slower in one of them was so for the bare view too."""
    return asked[name][0] / asked["bare"][0]


def of_today(of: SimpleNamespace, signed_in: Callable[[Any], str]) -> dict[str, tuple[str, str]]:
    """The pages of the Board that must not grow with the years: {name: (path, who asks)}."""
    keeper, officer, lead = (signed_in(who) for who in (of.keeper, of.officer, of.lead))
    meeting, report = Meeting.objects.filter(body=of.body).first(), Inspection.objects.first()
    decision, challenge, action = Decision.objects.first(), Challenge.objects.first(), Action.objects.last()
    named: dict[str, tuple[str, list[Any], str]] = {
        "board": ("home", [], ""),
        "meetings": ("meetings", [], ""),
        "minutes": ("minutes-read", [meeting.ref], officer),
        "actions": ("actions", [], keeper),
        "actions_owner": ("actions", [], lead),
        "action": ("action", [action.reference], keeper),
        "inspections": ("inspections", [], ""),
        "inspection": ("inspection", [report.slug], ""),
        "inspections_kept": ("inspections-kept", [], keeper),
        "inspection_desk": ("inspection-desk", [report.slug], keeper),
        "letter": ("letter", [report.slug], keeper),
        "findings_owner": ("findings", [], lead),
        "finding": ("finding", [report.findings.first().pk], keeper),
        "decisions": ("decisions", [], ""),
        "decision": ("decision", [decision.reference], ""),
        "decisions_kept": ("decisions-kept", [], keeper),
        "challenges": ("challenges", [], ""),
        "challenge": ("challenge", [challenge.reference], ""),
        "challenges_kept": ("challenges-kept", [], keeper),
    }
    pages = {
        name: (reverse(f"governance:{where}", args=args), who) for name, (where, args, who) in named.items()
    }
    pages["actions_all"] = (f"{pages['actions'][0]}?show=all", keeper)
    pages["decisions_kept_all"] = (f"{pages['decisions_kept'][0]}?show=all", keeper)
    return pages | {"bare": ("/bare/", ""), "my_keeper": ("/my/", keeper), "my_lead": ("/my/", lead)}


def rows_of(of: SimpleNamespace) -> dict[type[Model], list[Any]]:
    """Everything of the first year, in the order in which it can be made again."""
    texts = Text.objects.filter(pk__in=Minutes.objects.filter(meeting__body=of.body).values("text"))
    mine = [
        Meeting.objects.filter(body=of.body),
        Item.objects.filter(meeting__body=of.body),
        texts,
        Block.objects.filter(text__in=texts),
        Minutes.objects.filter(meeting__body=of.body),
        Entry.objects.filter(minutes__meeting__body=of.body),
    ]
    whole = [Action, ActionUpdate, Inspection, InspectionArea, Reply, Finding, FindingUpdate, ChiefComments]
    whole += [ResponseLetter, LetterVersion, Decision, Challenge]
    return {rows.model: list(rows) for rows in [*mine, *(model.objects.order_by("pk") for model in whole)]}


def again(rows: dict[type[Model], list[Any]], number: int) -> None:
    """The year that lies so many years before the first one."""
    copies = Copies(A_YEAR * number)

    def renamed(field: str) -> Callable[[Any], str]:
        def named(row: Any) -> str:
            old = getattr(row, field)
            return copies.called(row, old, f"{old}-b{number}")

        return named

    other = {
        Meeting: {"ref": lambda row: copies.called(row, row.ref, f"gpb-{row.held_on - copies.earlier}")},
        Action: {"reference": renamed("reference")},
        Inspection: {"slug": renamed("slug"), "year": lambda row: row.year - number},
        Decision: {"reference": renamed("reference")},
        Challenge: {"reference": renamed("reference")},
    }
    for model, first in rows.items():
        copies.of(first, **other.get(model, {}))
    copies.releases("meetings.notice", Meeting, texts=True)
    copies.releases("meetings.minutes", Meeting, texts=True)
    for kind in ("governance.inspection", "governance.response"):
        copies.releases(kind, Inspection, texts=True)
    copies.releases("governance.response_file", Inspection)
    copies.releases("governance.decision", Decision, shelf="decisions")
    copies.releases("governance.challenge", Challenge, shelf="challenges")
