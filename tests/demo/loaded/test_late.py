"""What came after the agendas of the demonstration: one supplement of the last meeting, and one of yesterday."""

from datetime import timedelta

import pytest
from django.urls import reverse

from demo import stories
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Meeting, Supplement
from pcc_portal.workdays import clear_days_between
from tests.factories.days import LONDON, TODAY
from tests.meetings.reading import File

pytestmark = [
    pytest.mark.slow,
    pytest.mark.pdf,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("loaded", "db"),
]


def day_of(moment):
    return moment.astimezone(LONDON).date()


@pytest.fixture
def late():
    """Of the meeting that was held, and of the one that comes next."""
    return Supplement.objects.select_related("meeting__body").order_by("issued_at")


@pytest.mark.parametrize(("which", "title"), [(0, "Finance note"), (1, "Statement of the candidate")])
def test_pages_go_on_and_the_pack_holds_them(client, late, which, title):
    meeting = late[which].meeting
    alone = client.get(reverse("meetings:supplement-pack", args=[meeting.ref, 1]))
    pack = File(client.get(reverse("meetings:pack", args=[meeting.ref])).content)
    first = Release.objects.get(kind="meetings.pack", collection=meeting.ref, version=1)
    before, came = File(stores.get(first.store_key, store=stores.PUBLIC)), File(alone.content)
    assert pack.labels == [str(n) for n in range(1, len(pack.labels) + 1)]
    assert before.labels + came.labels == pack.labels
    assert pack.texts[: len(before.labels)] == before.texts
    assert title in came.texts[2]
    page = client.get(meeting.path).text
    assert f"Supplement 1</a>, pages {came.labels[0]}-{came.labels[-1]}" in page
    assert late[which].why in page


def test_the_one_of_the_last_meeting_was_urgent_and_says_so(late):
    supplement = late[0]
    meeting = supplement.meeting
    assert meeting == Meeting.objects.get(life="held", body__slug="pcp")
    assert 0 < clear_days_between(day_of(supplement.issued_at), meeting.held_on) < meeting.body.notice_days
    alone = Release.objects.get(kind="meetings.supplement", collection=meeting.ref)
    words = " ".join(File(stores.get(alone.store_key, store=stores.PUBLIC)).texts[0].split())
    assert " ".join(supplement.urgency.split()[:6]) in words


def test_the_one_of_yesterday_is_of_the_next_meeting_and_in_time(client, late, settings):
    settings.DEMO = True
    supplement = late[1]
    meeting = supplement.meeting
    assert day_of(supplement.issued_at) == TODAY - timedelta(days=1)
    assert timedelta(days=7) < meeting.held_on - TODAY < timedelta(days=16)
    for moment in (meeting.issued_at, supplement.issued_at):
        assert clear_days_between(day_of(moment), meeting.held_on) >= meeting.body.notice_days
    place = client.post(reverse("demo:story", args=["supplement"]))["Location"]
    assert place == f"{meeting.path}#supplements"
    assert 'id="supplements"' in client.get(meeting.path).text


def test_the_hunt_opens_the_meeting_that_was_held():
    assert stories.last().life == "held"
    assert stories.last().held_on < stories.supplemented().meeting.held_on < stories.coming().held_on
