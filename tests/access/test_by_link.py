"""Whoever holds a link reads the one paper that it is for, and not one private word more than everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.crawl import Sorts, crawl
from tests.factories.requests import key_of

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")


@pytest.fixture(scope="module")
def crawled(scene):
    """Everything that the portal has, as seen by the author of "outside"."""
    client = scene.clients["holder"] = Client()
    client.get(reverse("asked:enter", args=[key_of(scene.papers["outside"])]))
    try:
        own = reverse("asked:paper", args=[scene.papers["outside"].pk])
        yield crawl(scene, "holder", Sorts(scene)).pages | {own: scene.read("holder", own)}
    finally:
        del scene.clients["holder"]


@pytest.mark.slow
def test_the_holder_of_a_link_reads_their_brief_and_nothing_else(look, crawled):
    words = "\n".join(answer.words for answer in crawled.values())
    assert {c.field for c in look.canaries if c.word in words} == {"draft: brief for somebody outside"}


@pytest.mark.slow
def test_the_key_stands_on_no_page_and_in_no_log(look, crawled, logged):
    key = key_of(look.papers["outside"])
    assert [url for url, answer in crawled.items() if key in answer.words] == []
    assert [line for line in logged if key in line] == []
