"""Who stands in for a member at one meeting: what a member gets of it, nothing else of anything, and nothing once it is over."""

import re

import pytest
from django.utils import timezone

from pcc_portal.meetings.actions import changes
from tests.access import matrix
from tests.access.addresses import address
from tests.access.answering import answers
from tests.access.cast import MEMBERS
from tests.access.crawl import Sorts, crawl
from tests.access.scene import undone

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")

WHO = "substitute"
# What they get as a member does; in every other row of the matrix they are nobody.
AS_MEMBER = {
    ("issued", "meetings:member-pack"),
    ("issued", "meetings:picture"),
    ("issued", "meetings:page-picture|exempt"),
    ("issued", "meetings:meeting-joining"),
    ("issued", "meetings:attendance-answer"),
    ("issued", "meetings:interest-declare"),
    ("issued", "meetings:version|members-now"),
    ("issued", "meetings:minutes-circulated"),
    ("issued", "meetings:minutes-decisions"),
    ("issued", "meetings:minutes-decisions-file"),
    ("issued", "meetings:minutes-file"),
    ("issued", "meetings:correction"),
    ("issued", "meetings:correction|exempt"),
    ("issued", "meetings:correction-add"),
    ("issued", "meetings:correction-add|exempt"),
    ("issued complaint", "panel:reader-paper"),
    ("issued complaint", "panel:paper-seen"),
    ("issued complaint", "panel:reading-stop"),
    ("issued complaint", "panel:note-write"),
}


# What members prepare among themselves, and the list of promises of all meetings, are no paper of the meeting.
OF_MEMBERS = re.compile("line of enquiry|promise ").match


def statuses(scene, subject, name):
    url, data = address(scene, subject, name), answers(scene, name)
    with undone():
        read = scene.clients[WHO].get(url)
    with undone():
        done = scene.clients[WHO].post(url, data)
    return read.status_code, done.status_code


@pytest.mark.slow
def test_one_meeting_and_nothing_else_at_any_address(look):
    wrong = {}
    for subject, name, cells in matrix.rows():
        expected = cells["member" if (subject, name) in AS_MEMBER else "nobody"]
        if (got := statuses(look, subject, name)) != expected:
            wrong[subject, name] = (got, expected)
    assert wrong == {}


@pytest.mark.slow
def test_they_read_what_a_member_reads_of_it_and_nothing_when_it_is_over(look):
    words = seen(look)
    assert words == {c.field for c in look.canaries if c.readers >= MEMBERS and not OF_MEMBERS(c.field)}
    with undone():
        changes.cancel(look.issued, reason="No business.", by=look.cast["clerk"], at=timezone.now())
        assert seen(look) == set()


def seen(scene):
    """Read afresh: what was read before the meeting was over says nothing of what is read after."""
    scene.answers = {at: answer for at, answer in scene.answers.items() if at[0] != WHO}
    words = crawl(scene, WHO, Sorts(scene)).words
    return {canary.field for canary in scene.canaries if canary.word in words}
