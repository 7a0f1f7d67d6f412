"""While minutes are typed the line goes, the server is killed, the tab is killed: no character older than two seconds is lost."""

import os
import random
import signal
import time

import pytest

from tests import chromium
from tests.journeys.breaking import FULL, wait_for
from tests.journeys.test_faults_web import answers
from tests.journeys.walking import walker

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

OLDER_THAN = 2.0
ROUNDS = 10 if FULL else 1
WORDS = [
    "the",
    "Panel",
    "asked",
    "how",
    "long",
    "people",
    "wait",
    "for",
    "an",
    "answer",
    "and",
    "was",
    "told",
    "that",
    "it",
    "is",
    "counted",
    "anew",
]
HELD = (
    "SELECT meeting.ref FROM meetings_meeting meeting JOIN meetings_minutes minutes ON minutes.meeting_id = meeting.id"
    " WHERE minutes.status IN ('draft', 'circulated') AND meeting.ref LIKE 'pcp-%' ORDER BY meeting.held_on DESC LIMIT 1"
)
LAST = (
    "SELECT block.html FROM writing_block block JOIN meetings_entry entry ON entry.block_id = block.id"
    " ORDER BY entry.added_at DESC LIMIT 1"
)


class Typist:
    """Types into a new entry, and remembers when each word was down."""

    def __init__(self, page, seed):
        self.page, self.chance, self.typed = page, random.Random(seed), []
        region = page.get_by_role("region", name="Urgent items")
        region.get_by_role("button", name="Statement").click()
        region.get_by_label("What was said").last.focus()

    def type(self, words):
        for _ in range(words):
            self.page.keyboard.type(f"{self.chance.choice(WORDS)} ", delay=5)
            self.typed.append((time.monotonic(), self.words))

    @property
    def words(self):
        return self.page.get_by_label("What was said").last.input_value().strip()

    def down_before(self, moment):
        """What stood there two seconds before something broke."""
        return max((said for at, said in self.typed if at < moment - OLDER_THAN), key=len, default="")


def kill_the_server(portal):
    for pid in portal.children("gunicorn"):
        os.kill(pid, signal.SIGKILL)


def last_said(database):
    (html,) = database.execute(LAST).fetchone()
    return html


@pytest.mark.parametrize("what", ["line", "server", "tab"])
def test_no_character_older_than_two_seconds_is_lost(portal, database, what):
    (ref,) = database.execute(HELD).fetchone()
    path = f"/panel/meetings/{ref}/minutes/"
    with chromium.browser() as browser:
        clerk = walker(browser, portal)
        clerk.sit("Priya Nair")
        context = clerk.page.context
        for seed in range(ROUNDS):
            page = context.new_page()
            page.goto(portal.address + path)
            typist = Typist(page, f"{what}{seed}")
            typist.type(12)
            time.sleep(OLDER_THAN)
            if what == "line":
                context.set_offline(True)
            elif what == "server":
                kill_the_server(portal)
            typist.type(12)
            cut = time.monotonic() + OLDER_THAN if what != "tab" else time.monotonic()
            if what != "tab":
                time.sleep(OLDER_THAN)
            page.close(run_before_unload=False)
            context.set_offline(False)
            wait_for(lambda: answers(portal.address), seconds=60)
            page = context.new_page()
            page.goto(portal.address + path)
            expected = typist.down_before(cut)
            assert expected
            wait_for(lambda: last_said(database).startswith(expected), seconds=30)  # noqa: B023  asked at once
            page.close()
