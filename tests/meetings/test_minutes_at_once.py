"""Two clerks, one entry, and a line that loses requests and answers: no update is lost, in process and through HTTP."""

import os

import pytest
from django.test import Client

from pcc_portal.meetings.actions import entries
from tests.factories.minutes import item
from tests.meetings.two_hands import ByHttp, Hands, Server, interleave

FULL = os.environ.get("PORTAL_EXAMPLES") == "full"
# Dealt to the workers in parts, each with an item of its own: a line with thousands of entries is another test.
PARTS, BY_HTTP_PARTS = (80, 20) if FULL else (8, 4)
IN_PROCESS = (10_000 if FULL else 1_000) // PARTS
BY_HTTP = (1_000 if FULL else 100) // BY_HTTP_PARTS
NOTHING = ([], [])


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_update_is_lost_in_process(issued, clerk, deputy_clerk, part):
    server = Server(item(issued, "Questions"))
    for seed in range(part * IN_PROCESS, (part + 1) * IN_PROCESS):
        assert interleave(server, clerk, deputy_clerk, seed) == NOTHING, seed


@pytest.mark.slow
@pytest.mark.parametrize("part", range(BY_HTTP_PARTS))
def test_no_update_is_lost_through_http(issued, clerk, deputy_clerk, part):
    clients = {who: Client() for who in (clerk, deputy_clerk)}
    for who, client in clients.items():
        client.force_login(who)
    server = ByHttp(item(issued, "Questions"), clients)
    for seed in range(part * BY_HTTP, (part + 1) * BY_HTTP):
        assert interleave(server, clerk, deputy_clerk, seed) == NOTHING, seed


def test_a_lost_update_would_be_found(issued, clerk, deputy_clerk, monkeypatch):
    """With the version not looked at, the last writer wins, and the test above says so."""
    real = entries.blocks.save_block

    def blind(block, *, base_version, **words):
        block.refresh_from_db()
        return real(block, base_version=block.version, **words)

    monkeypatch.setattr(entries.blocks, "save_block", blind)
    server = Server(item(issued, "Questions"))
    with pytest.MonkeyPatch.context() as still:
        still.setattr("tests.meetings.two_hands.REMOVED", 0)
        assert any(interleave(server, clerk, deputy_clerk, seed) != NOTHING for seed in range(10))


def test_an_answer_that_was_lost_is_no_conflict_with_oneself(issued, clerk):
    server, line = Server(item(issued, "Questions")), item(issued, "Questions")
    made = entries.add(line, kind="statement", by=clerk, at=issued.issued_at)
    hands = Hands(clerk, server, made.pk)
    hands.type("one")
    hands.send("unanswered")
    hands.type("two")
    hands.send("arrives")
    assert hands.conflict is None
    hands.send("arrives")
    assert (hands.is_dirty, hands.saved) == (False, "one two")
