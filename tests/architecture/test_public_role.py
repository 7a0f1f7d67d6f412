"""The pages that a visitor may write with: signing in, the demo, and an author's own link. No other."""

import ast

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from pcc_portal.web.middleware import BY_KEY, WRITING_NAMESPACES
from tests.architecture.source import ROOT, tree

# allauth's pages, with what the portal adds to them.
SIGNING = ("pcc_portal.accounts.views.signing", "pcc_portal.accounts.views.work")
KEYED = "pcc_portal.meetings.views.asked"


def table(patterns=None, space=""):
    """Every address with a name: {name: module of its view}."""
    found = {}
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found |= table(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            view = getattr(entry.callback, "view_class", entry.callback)
            found[f"{space}{entry.name}"] = view.__module__
    return found


def test_pages_that_write_are_named_by_where_they_come_from():
    """They run under the portal's own role, so a page that reads papers must never be among them.

    One does, by a key that its author alone has: every view of that module goes through ``by_key``, see below.
    """
    exempt = {name for name in table() if name.startswith(WRITING_NAMESPACES)}
    known = ("allauth.", *SIGNING, "demo.", KEYED)
    theirs = {name for name, module in table().items() if module.startswith(known)}
    assert exempt == theirs


def test_every_page_behind_a_key_asks_for_it():
    """``enter`` is where the key is shown; every other view of the module begins with looking for it."""
    views = [
        node
        for node in tree(ROOT / f"{KEYED.replace('.', '/')}.py").body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    ]
    asking = {
        view.name
        for view in views
        if isinstance(view.decorator_list[-1], ast.Name) and view.decorator_list[-1].id == "by_key"
    }
    addresses = {name.partition(":")[2] for name in table() if name.startswith("asked:")}
    assert {view.name for view in views} - asking == {"enter"}
    assert len(addresses) == len(views) + 1  # the desk has two addresses


def test_no_entry_of_the_list_is_idle():
    names = list(table())
    assert [space for space in WRITING_NAMESPACES if not [n for n in names if n.startswith(space)]] == []


def test_pages_opened_by_a_key_are_named_one_by_one():
    """They read private tables without a session, so each asks for the rights of its key's owner by itself."""
    assert BY_KEY == ("panel:calendar-by-token",)
    assert set(BY_KEY) <= set(table())


def test_forms_without_a_token_against_forgery_are_these():
    """Pressed by programs that have no session: a mail program's button to unsubscribe, and a mail service's report."""
    exempt = {name for name, view in views().items() if getattr(view, "csrf_exempt", False)}
    assert exempt == {"panel:unsubscribe", "notices:bounce"}


def views(patterns=None, space=""):
    """Every address with a name: {name: its view}."""
    found = {}
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found |= views(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            found[f"{space}{entry.name}"] = entry.callback
    return found
