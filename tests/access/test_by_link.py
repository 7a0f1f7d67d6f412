"""Whoever holds a link reads the one paper that it is for, and not one private word more than everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.test_leaks import crawl
from tests.factories.requests import key_of

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")


@pytest.fixture(scope="module")
def crawled(scene):
    """Everything that the portal has, as seen by the author of "outside"."""
    client = scene.clients["holder"] = Client()
    client.get(reverse("asked:enter", args=[key_of(scene.papers["outside"])]))
    try:
        yield crawl(scene, "holder") | {
            url: (answer.status_code, answer.text)
            for url in [reverse("asked:paper", args=[scene.papers["outside"].pk])]
            if (answer := client.get(url))
        }
    finally:
        del scene.clients["holder"]


@pytest.mark.slow
def test_the_holder_of_a_link_reads_their_brief_and_nothing_else(look, crawled):
    words = "\n".join(text for _, text in crawled.values())
    assert {c.field for c in look.canaries if c.word in words} == {"draft: brief for somebody outside"}


@pytest.mark.slow
def test_the_key_stands_on_no_page_and_in_no_log(look, crawled, logged):
    key = key_of(look.papers["outside"])
    assert [url for url, (_, text) in crawled.items() if key in text] == []
    assert [line for line in logged if key in line] == []
