"""The stories of /demo/: each opens where it says, with what has just happened done by the portal's own actions."""

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from demo import hunting, stories
from pcc_portal import jobs
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import packs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("in_demo", "loaded", "db"),
]


def begin(client, key):
    return client.post(reverse("demo:story", args=[key]))


@pytest.mark.parametrize(
    ("key", "chair"),
    [
        ("issue", "clerk"),
        ("changed", "clerk"),
        ("exempt", "member"),
        ("supplement", "member"),
        ("undertaking", "officer"),
        ("hunt", None),
    ],
)
def test_a_story_opens_in_its_chair(client, key, chair):
    answer = begin(client, key)
    assert answer.status_code == 303
    user = get_user(client)
    assert (user.email if user.is_authenticated else None) == (f"{chair}@demo.example" if chair else None)
    assert client.get(answer["Location"]).status_code == 200


def test_every_story_stands_on_the_page(client):
    text = client.get(reverse("demo:cast")).text
    assert [story.title for story in stories.STORIES.values() if f"<h3>{story.title}</h3>" not in text] == []
    assert client.post(reverse("demo:story", args=["no-such"])).status_code == 404
    assert client.get(reverse("demo:story", args=["issue"])).status_code == 405


@pytest.mark.pdf
def test_one_paper_changed_lays_one_paper_out_again(client):
    before = stories.coming()
    path = begin(client, "changed")["Location"]
    job = Job.objects.get(task="meetings.build_packs", subject_id=str(before.pk))
    assert "Building the pack" in client.get(path).text
    with jobs.claimed(job.pk, at=job.queued_at) as held:
        packs.build(before, job=held, at=job.queued_at)
    text = client.get(path).text
    pack = before.packs.order_by("-built_at").first()
    assert pack.reused == len(pack.parts) - 1
    assert f"{pack.reused} of {len(pack.parts)} papers unchanged and used again" in text
    # Begun once more, the sentence is reworded and not repeated.
    begin(client, "changed")
    words = stories._written(before).text.blocks.filter(html__contains="Reworded on").get().html
    assert words.count("Reworded on") == 1


def test_the_hunt_finds_the_word_where_it_is_and_nowhere_else(client):
    meeting = stories.last()
    searched = hunting.public(meeting, hunting.WORD)
    assert len(searched) > 5
    assert not any(row.found for row in searched)
    assert [row.found for row in hunting.members(meeting, hunting.WORD)] == [True]
    text = client.get(reverse("demo:hunt")).text
    assert text.count("<td>No</td>") == len(searched)


def test_the_hunt_would_find_a_word_that_is_public(client):
    meeting = stories.last()
    assert any(row.found for row in hunting.public(meeting, "Commissioner"))
