"""The pages that a visitor may write with are those of signing in and of the demo; one is opened by a key instead."""

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from pcc_portal.web.middleware import BY_KEY, WRITING_NAMESPACES

# allauth's pages, with what the portal adds to them.
SIGNING = ("pcc_portal.accounts.views.signing", "pcc_portal.accounts.views.work")


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
    """They run under the portal's own role, so a page that reads papers must never be among them."""
    exempt = {name for name in table() if name.startswith(WRITING_NAMESPACES)}
    theirs = {name for name, module in table().items() if module.startswith(("allauth.", *SIGNING, "demo."))}
    assert exempt == theirs


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
