"""Time is an argument: only those who begin an act ask what time it is."""

import ast
import re

import pytest

from tests.architecture.source import ROOT, calls, dotted, files, name, python, tree

NOW = {
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
    "time.time",
}
# Those who begin: what comes over HTTP (feeds stand beside views, forms offer today's date, the desk is the pages of writing), what beat and
# workers start, what a person types. A page may say "today" (templatetags); what is frozen may not, see below.
BEGINNERS = re.compile(
    r"(^|/)(views(/\w+)?|feeds|desk/\w+|templatetags/words|forms(/\w+)?|middleware|context|clock|tasks|adapters?)\.py$|/management/commands/\w+\.py$"
)


def asks(path):
    """Calls that ask for the present; ``timezone.localdate(at)`` asks for the day of a moment, and is welcome."""
    return [
        f"{name(path)}:{call.lineno} {dotted(call.func)}()"
        for call in calls(path)
        if dotted(call.func) in NOW and not call.args
    ]


def test_nobody_below_asks_what_time_it_is():
    below = [path for path in python() if not BEGINNERS.search(name(path))]
    assert [line for path in below for line in asks(path)] == []


def test_those_who_begin_are_found():
    """The list above is of use only while it finds what it lets through."""
    assert [line for path in python("pcc_portal/jobs") for line in asks(path)]


@pytest.mark.parametrize(
    "where", ["pcc_portal/meetings/views/x.py", "panel/clock.py", "a/management/commands/b.py"]
)
def test_beginners(where):
    assert BEGINNERS.search(where)


@pytest.mark.parametrize(
    "where", ["pcc_portal/meetings/actions/x.py", "panel/queries.py", "a/reviews.py", "tasks_of.py"]
)
def test_no_beginners(where):
    assert not BEGINNERS.search(where)


def test_no_moment_loses_its_zone():
    """``.date()`` of an aware moment is the day in UTC: an hour a day it is yesterday in London. Use timezone.localdate."""
    found = [
        f"{name(path)}:{call.lineno}"
        for path in python()
        for call in calls(path)
        if dotted(call.func).endswith(".date") and not call.args and not call.keywords
    ]
    assert found == []


def test_nothing_frozen_says_today():
    """What is printed or released reads the same on every day, so it uses no filter that asks for the present."""
    asking = {
        node.name
        for node in ast.walk(tree(ROOT / "pcc_portal/web/templatetags/words.py"))
        if isinstance(node, ast.FunctionDef)
        and [
            call
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and dotted(call.func) in NOW and not call.args
        ]
    }
    kept = [p for p in files("templates") if "print" in p.parts or "released" in p.parts]
    assert kept
    assert [
        (name(p), word)
        for p in kept
        for word in {*asking, "now"}
        if re.search(rf"[|%] *{word}\b", p.read_text())
    ] == []
