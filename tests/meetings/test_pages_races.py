"""The other clerk removes a line in the very moment between looking and acting."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from pcc_portal.meetings.actions import items
from pcc_portal.meetings.models import Paper
from tests.factories import meetings, people
from tests.factories.days import NOW
from tests.meetings.reading import numbers

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TYPED = {
    "item": {"public_title": "x", "kind": "none"},
    "paper-add": {"public_title": "x", "how": "write", "role": "report", "marking": "none"},
}


@contextmanager
def pressed(client, url, data):
    """A press that has looked and now waits for the agenda, which somebody holds."""
    answers = []

    def press():
        try:
            answers.append(client.post(url, data))
        finally:
            connection.close()

    thread = threading.Thread(target=press)
    thread.start()
    yield answers
    thread.join(20)


def waiting():
    """Whether another connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


@pytest.mark.parametrize("name", TYPED)
def test_removed_between_looking_and_acting(clerk, deputy_clerk, name):
    meeting = meetings.meeting(clerk)
    line = meetings.item(meeting, clerk, title="Budget")
    client = Client()
    client.force_login(clerk)
    url = reverse(f"meetings:{name}", args=[meeting.ref, line.pk])
    data = TYPED[name] | ({"organisation": people.organisation("office").pk} if name == "paper-add" else {})
    with transaction.atomic():
        items.remove(line, by=deputy_clerk, at=NOW)
        press = pressed(client, url, data)
        answers = press.__enter__()
        for _ in range(500):
            if waiting():
                break
            threading.Event().wait(0.01)
    press.__exit__(None, None, None)
    (answer,) = answers
    assert (answer.status_code, "someone has removed it" in answer.text) == (409, True)
    assert (numbers(meeting), Paper.objects.count()) == ([], 0)
