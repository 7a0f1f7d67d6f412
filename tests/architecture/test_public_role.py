"""The pages that a visitor may write with are those of signing in and of the demo, and no other."""

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from pcc_portal.web.middleware import WRITING_NAMESPACES

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
