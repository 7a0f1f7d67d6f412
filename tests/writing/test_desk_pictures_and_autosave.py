"""Pictures come in and go out, and the editor's autosave is answered in words and versions."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pcc_portal.writing.actions import blocks, texts
from pcc_portal.writing.models import Revision
from tests.writing.conftest import NOW, picture_bytes, said

pytestmark = pytest.mark.usefixtures("desk_pages")


def upload(**more):
    picture = SimpleUploadedFile("a.png", picture_bytes(), "image/png")
    return {"picture": picture, "caption": "Trend", "alt": "It goes up"} | more


def test_add_a_figure_and_see_it(client, root, write, text, store):
    first = write(html="first")
    assert client.get(f"{root}figure/?after={first.pk}").status_code == 200
    answer = client.post(f"{root}figure/?after={first.pk}", upload())
    figure = text.blocks.get(kind="figure")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{root}#b-{figure.pk}")
    picture = client.get(f"{root}asset/{figure.asset_id}/")
    assert (picture.headers["Content-Type"], b"".join(picture.streaming_content)[:4]) == (
        "image/png",
        b"\x89PNG",
    )
    assert (
        picture.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    client.post(f"{root}block/{figure.pk}/", {"caption": "New", "alt": "Down", "base_version": "1"})
    figure.refresh_from_db()
    assert (figure.caption, figure.alt, figure.version) == ("New", "Down", 2)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"alt": " "}, "Say in words what the picture shows."),
        ({"picture": ""}, "Choose a picture from your computer."),
        (
            {"picture": SimpleUploadedFile("a.png", b"no")},
            "This file is no PNG or JPEG picture that can be read.",
        ),
    ],
)
def test_a_wrong_figure_is_said_beside_the_field(wrong, message, client, root, text, store):  # noqa: PLR0917  two of them are the case
    answer = client.post(f"{root}figure/", upload(**wrong))
    assert (answer.status_code, message in answer.text, said(text)) == (422, True, [])


def test_a_picture_of_another_text_is_not_there(client, root, text, iain, store):
    client.post(f"{root}figure/", upload())
    asset = text.assets.get()
    other = texts.create(kind="paper", by=iain, at=NOW)
    assert client.get(f"{reverse('text', args=[other.pk])}asset/{asset.pk}/").status_code == 404


def autosave(client, root, key, base, html):
    return client.post(f"{root}section/{key}/", {"base": json.dumps(base), "html": html})


def test_autosave_answers_in_words_and_versions(client, root, write, text):
    head, words = write("heading", "A", level=1), write(html="a1")
    fresh = uuid4()
    html = f'<h2 data-id="{head.pk}">A</h2><p data-id="{words.pk}">changed</p><p data-id="{fresh}">n</p><img src="file:///a">'
    answer = autosave(client, root, head.pk, {str(head.pk): 1, str(words.pk): 1}, html).json()
    assert answer["said"].split()[0] == "Saved"
    assert answer["base"] == {str(head.pk): 1, str(words.pk): 2, str(fresh): 1}
    assert answer["dropped"] == [
        "A picture that is only on your own computer was left out. Add it as a figure."
    ]
    assert answer["references"] == [{"id": str(head.pk), "words": "section 1", "title": "A"}]
    assert said(text) == ["A", "changed", "n"]


def test_autosave_conflict_has_both_texts(client, root, write, text, joanne):
    words = write(html="one")
    blocks.save_block(words, base_version=1, html="theirs", by=joanne, at=NOW)
    answer = autosave(client, root, "start", {str(words.pk): 1}, f'<p data-id="{words.pk}">mine</p>').json()
    (conflict,) = answer["conflicts"]
    assert (answer["said"], answer["base"]) == ("Needs your choice", {})
    assert (conflict["version"], conflict["theirs"]) == (2, f'<p data-id="{words.pk}">theirs</p>')
    assert (
        "mine" in conflict["box"],
        "theirs" in conflict["box"],
        "joanne@force.example" in conflict["box"],
    ) == (True,) * 3


@pytest.mark.parametrize(
    "sent", [{}, {"html": "x", "base": "no"}, {"html": "x", "base": "[]"}, {"html": "x", "base": '{"a": 1}'}]
)
def test_autosave_that_makes_no_sense(sent, client, root, text):
    assert client.post(f"{root}section/start/", sent).status_code == 400
    assert Revision.objects.count() == 0
