"""Templates: every name leads somewhere, and nothing in them needs the policy on scripts and styles to be loosened."""

import re
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.architecture.source import ROOT, calls, dotted, files, literal, name, python, strings

NAME = re.compile(r"[\w/.-]+\.(?:html|txt)(?:#[\w-]+)?")
IN_TEMPLATES = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)

TEMPLATES = [path for path in files("templates", "demo/templates") if path.suffix in {".html", ".txt"}]
MARKS_SAFE = {
    # The one tag that lets clean HTML through, and the writers of HTML that clean it themselves.
    "pcc_portal/web/templatetags/words.py",
}


def missing(wanted):
    found = []
    for template in sorted(wanted):
        try:
            get_template(template)
        except TemplateDoesNotExist:
            found.append(template)
    return found


def named_in_code():
    named = {text for path in python() for text in strings(path) if NAME.fullmatch(text)}
    for path in python():
        for call in calls(path):
            if dotted(call.func).split(".")[-1] == "page" and literal(call, 1) and literal(call, 2):
                named.add(f"{literal(call, 1)}#{literal(call, 2)}")
    return named


def test_every_template_named_in_code_exists():
    named = named_in_code()
    assert {"print/meetings/front_v1.html", "jobs/job.html#progress"} <= named
    assert missing(named) == []


def test_every_template_named_in_a_template_exists():
    assert missing({found for path in TEMPLATES for found in IN_TEMPLATES.findall(path.read_text())}) == []


def test_a_partial_that_is_not_there_is_noticed():
    assert missing({"jobs/job.html#progress", "jobs/job.html#nothing", "nowhere.html"}) == [
        "jobs/job.html#nothing",
        "nowhere.html",
    ]


@pytest.mark.parametrize("path", [p for p in TEMPLATES if ROOT / "templates" in p.parents], ids=name)
def test_template_can_be_read(path):
    get_template(path.relative_to(ROOT / "templates").as_posix())


def offences(text):
    """What the content security policy would refuse, or should not have to allow."""
    found = []
    if STYLE.search(text):
        found.append("style")
    if HANDLER.search(text):
        found.append("handler")
    if re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", text):
        found.append("unescaped")
    for attributes, body in SCRIPT.findall(text):
        is_map = 'type="importmap"' in attributes and "nonce" in attributes
        if body.strip() and not is_map:
            found.append("script")
    return found


def test_templates_keep_to_the_policy():
    assert {name(path): found for path in TEMPLATES if (found := offences(path.read_text()))} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="color:red">', ["style"]),
        ("<style>p {}</style>", ["style"]),
        ('<a onclick="x()">', ["handler"]),
        ("{{ text|safe }}", ["unescaped"]),
        ("{% autoescape off %}", ["unescaped"]),
        ("<script>x()</script>", ["script"]),
        ('<script type="importmap">{}</script>', ["script"]),
        ('<script type="importmap"{% csp_nonce_attr %}>{}</script>', []),
        ('<script src="a.js" defer></script>', []),
        ("<p>The condition=good safe style of writing</p>", []),
    ],
)
def test_offences_are_found(text, found):
    assert offences(text) == found


def test_nobody_else_declares_text_safe():
    """E-mails are plain text, so notices renders those without escaping; nothing else may."""
    words = re.compile(r"\bmark_safe\(|\bSafeString\(|\bSafeText\(")
    assert {name(path) for path in python() if words.search(path.read_text())} == MARKS_SAFE


def test_htmx_is_the_version_that_was_chosen():
    """See ADR 0002: the package may change its own default, and the two versions differ quietly."""
    loads = {name(p): re.findall(r"{%\s*htmx_script([^%]*)%}", p.read_text()) for p in TEMPLATES}
    assert {place: found for place, found in loads.items() if found} == {
        "templates/base.html": [" version=2 "]
    }


def test_stylesheets_are_served_by_us():
    css = [path for path in files("static") if path.suffix == ".css"]
    assert css
    assert [
        name(path)
        for path in css
        if re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", Path(path).read_text())
    ] == []
