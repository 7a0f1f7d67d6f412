"""Pages are packed for browsers that take it, and come out as they went in."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from pcc_portal.web.packing import LONG, Gzip

PAGE = b"<p>Words of the Panel.</p>" * LONG


def answered(response, accept="gzip, br"):
    request = RequestFactory(headers={"accept-encoding": accept}).get("/")
    return Gzip(lambda _request: response)(request)


def test_a_long_page_comes_out_as_it_went_in():
    response = answered(HttpResponse(PAGE, headers={"ETag": '"a"'}))
    assert gzip.decompress(response.content) == PAGE
    assert len(response.content) < len(PAGE) / 20
    assert (response["Content-Encoding"], response["Vary"]) == ("gzip", "Accept-Encoding")
    assert (response["ETag"], response["Content-Length"]) == ('W/"a"', str(len(response.content)))


def test_its_length_differs_from_time_to_time():
    assert len({len(answered(HttpResponse(PAGE)).content) for _ in range(20)}) > 1


@pytest.mark.parametrize(
    ("response", "accept"),
    [
        (HttpResponse(PAGE), "identity"),
        (HttpResponse(PAGE, headers={"Content-Encoding": "identity"}), "gzip"),
        (HttpResponse(b"short"), "gzip"),
    ],
)
def test_what_is_not_to_be_packed_is_left_alone(response, accept):
    before = response.content
    assert answered(response, accept).content == before


@pytest.mark.parametrize("body", [PAGE[: LONG - 1], StreamingHttpResponse([PAGE])])
def test_all_else_is_djangos_work(body):
    response = answered(body if isinstance(body, StreamingHttpResponse) else HttpResponse(body))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(response)) in {PAGE, PAGE[: LONG - 1]}
