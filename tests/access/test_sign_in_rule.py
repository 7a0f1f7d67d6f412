"""Visitors are sent to sign-in whether the thing exists or not, and come back to a page that is one."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.access import matrix
from tests.access.addresses import address

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")

OF_SIGNED_IN = [(s, n) for s, n, cells in matrix.rows() if cells["anon"][0] == 302]


@pytest.fixture
def anon():
    return Client()


def nowhere(scene, url):
    """The same address of a meeting, item or paper that does not exist."""
    for ref in (scene.draft.ref, scene.issued.ref, scene.other.ref):
        url = url.replace(ref, "pcp-1999-01-01")
    url = url.replace(scene.board.ref, "gpb-1999-01-01")
    return "/".join(
        str(uuid4()) if part.count("-") == 4 and len(part) == 36 else part for part in url.split("/")
    )


@pytest.mark.slow
def test_signing_in_is_asked_of_everyone_for_everything(look, anon):
    """Nothing in the answer but the address that was asked for tells one from the other."""
    for subject, name in OF_SIGNED_IN:
        both = [url := address(look, subject, name), nowhere(look, url)]
        told = [(r.status_code, r.content, r.headers["Location"]) for r in map(anon.get, both)]
        assert told == [(302, b"", f"/accounts/login/?next={asked}") for asked in both]


def test_a_button_pressed_after_signing_out_comes_back_to_its_page(anon, db):
    page = "http://testserver/panel/meetings/pcp-2026-12-17/items/add/?from=here"
    response = anon.post("/panel/meetings/pcp-2026-12-17/build/", headers={"Referer": page})
    expected = "/accounts/login/?next=/panel/meetings/pcp-2026-12-17/items/add/%3Ffrom%3Dhere"
    assert (response.status_code, response.headers["Location"]) == (302, expected)


@pytest.mark.parametrize(
    "page", ["", "https://elsewhere.example/panel/", "//elsewhere.example/", "javascript:x"]
)
def test_a_button_pressed_from_elsewhere_comes_back_to_my_page(anon, db, page):
    response = anon.post("/panel/meetings/pcp-2026-12-17/build/", headers={"Referer": page} if page else {})
    assert response.headers["Location"] == "/accounts/login/?next=/my/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_htmx_is_told_to_go_to_sign_in_itself(anon, db, method):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/my/?a=1"}
    url = reverse("jobs:progress", args=[uuid4()])
    response = getattr(anon, method)(url, headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/my/%3Fa%3D1"


def test_htmx_from_elsewhere_comes_back_to_my_page(anon, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/"}
    response = anon.get(reverse("jobs:progress", args=[uuid4()]), headers=headers)
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/my/"


def test_a_form_older_than_the_session_is_answered_in_words(db):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/panel/meetings/pcp-2026-12-17/build/")
    assert (response.status_code, "This page was opened before you signed in" in response.text) == (403, True)
    assert "csrf" not in response.text.lower().replace("csrfmiddlewaretoken", "")
