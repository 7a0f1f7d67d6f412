"""Pressed twice, sent again by the browser, or both at once: it is made once, and each press shows what was made."""

import re
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import items, papers
from pcc_portal.meetings.models import Item, Paper
from tests.factories import meetings
from tests.factories.days import NOW

KEY = re.compile(r'name="key" value="([^"]+)"')


def form(client, url, **words):
    """The page's own key, and what somebody types."""
    return {"key": KEY.search(client.get(url).text)[1], **words}


@pytest.fixture
def adding(client, clerk, meeting):
    client.force_login(clerk)
    url = reverse("meetings:item-add", args=[meeting.ref])
    return url, form(client, url, public_title="Budget", kind="none", parent="")


def test_an_item(client, adding):
    url, words = adding
    first, second = client.post(url, words), client.post(url, words)
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert list(Item.objects.values_list("public_title", flat=True)) == ["Budget"]
    assert Event.objects.filter(kind="meetings.item.added").count() == 1


def test_the_key_of_a_refused_form_stays_its_own(client, adding):
    """An error on the way, and then pressed twice."""
    url, words = adding
    refused = client.post(url, words | {"public_title": ""})
    assert (refused.status_code, KEY.search(refused.text)[1]) == (422, words["key"])
    assert client.post(url, words).headers["Location"] == client.post(url, words).headers["Location"]


def test_back_and_other_words_is_another(client, adding):
    url, words = adding
    client.post(url, words)
    assert client.post(url, words | {"public_title": "Precept"}).status_code == 303
    assert sorted(Item.objects.values_list("public_title", flat=True)) == ["Budget", "Precept"]


def test_a_new_page_is_a_new_press(client, adding):
    url, words = adding
    client.post(url, words)
    client.post(url, form(client, url) | {k: v for k, v in words.items() if k != "key"})
    assert list(Item.objects.values_list("public_title", flat=True)) == ["Budget", "Budget"]


def test_a_key_that_is_none(client, adding):
    url, words = adding
    assert client.post(url, words | {"key": "nonsense"}).status_code == 422
    del words["key"]
    assert client.post(url, words).status_code == 303


def test_the_key_of_another_meetings_item_gives_nothing_away(client, clerk, adding, other_panel_body):
    url, words = adding
    theirs = meetings.item(meetings.meeting(clerk, of=other_panel_body), clerk, title="Budget")
    answer = client.post(url, words | {"key": str(theirs.pk)})
    assert str(theirs.pk) not in answer.headers["Location"]
    assert Item.objects.filter(public_title="Budget").count() == 2


def test_a_paper(client, clerk, meeting):
    client.force_login(clerk)
    item = meetings.item(meeting, clerk, kind="papers")
    url = reverse("meetings:paper-add", args=[meeting.ref, item.pk])
    words = form(
        client,
        url,
        public_title="Report",
        how="upload",
        role="report",
        organisation=meeting.body.host_id,
        marking="none",
        foi="",
    )
    first, second = client.post(url, words), client.post(url, words)
    assert first.status_code == 303, first.text
    assert first.headers["Location"] == second.headers["Location"]
    assert Paper.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_both_at_once(client, clerk, meeting, adding):
    """Two presses that arrive in two workers at one moment."""
    url, words = adding
    start, found = Barrier(2), []

    def press():
        try:
            person = Client()
            person.force_login(clerk)
            start.wait(30)
            found.append(person.post(url, words).headers["Location"])
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), Item.objects.count()) == (2, 1, 1)


def test_actions_without_a_key_make_one_each_time(clerk, meeting):
    one, other = (items.add(meeting, public_title="Budget", by=clerk, at=NOW) for _ in range(2))
    assert one != other
    made = [
        papers.add(one, public_title="R", organisation=meeting.body.host, by=clerk, at=NOW) for _ in range(2)
    ]
    assert made[0] != made[1]
