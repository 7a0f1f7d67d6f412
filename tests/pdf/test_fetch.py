"""Nothing leaves and nothing of the disk enters, whatever a part asks for."""

import base64
import socket
import threading

import pytest

from pcc_portal.pdf.parts import CannotLayOut
from tests.pdf import samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="50" height="50"><title>t</title>{}</svg>'
WAYS = {
    "image": '<img alt="x" src="ADDRESS">',
    "picture set": '<img alt="x" srcset="ADDRESS 2x" src="ADDRESS">',
    "style sheet": '<link rel="stylesheet" href="ADDRESS"><p>x</p>',
    "import": '<style>@import url("ADDRESS");</style><p>x</p>',
    "background": '<p style="background-image: url(ADDRESS)">x</p>',
    "content": '<style>p::before { content: url("ADDRESS") }</style><p>x</p>',
    "list mark": '<ul style="list-style-image: url(ADDRESS)"><li>x</ul>',
    "font": '<style>@font-face { font-family: f; src: url("ADDRESS") } p { font-family: f }</style><p>x</p>',
    "local font": '<style>@font-face { font-family: f; src: local("DejaVu Serif"), url("ADDRESS") } p { font-family: f }</style><p>x</p>',
    "attachment": '<link rel="attachment" href="ADDRESS"><p>x</p>',
    "linked attachment": '<a rel="attachment" href="ADDRESS">x</a>',
    "inline svg": SVG.format('<image xlink:href="ADDRESS" width="9" height="9"/>'),
    "inline svg use": SVG.format('<use xlink:href="ADDRESS#a"/>'),
    "object": '<object data="ADDRESS" type="image/png">x</object>',
    "embed": '<embed src="ADDRESS" type="image/svg+xml">',
    "base": '<base href="ADDRESS"><img alt="x" src="canary.png"><p>x</p>',
}


@pytest.fixture
def honeypot():
    """An address on loopback, and how many have knocked."""
    knocks = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def listen():
            while not over.is_set():
                try:
                    caller, _ = server.accept()
                except TimeoutError:
                    continue
                knocks.append(caller.recv(100))
                caller.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", knocks
        over.set()
        thread.join()


def test_the_honeypot_hears_a_knock(honeypot):
    """First make the thing that could leak."""
    address, knocks = honeypot
    with socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1]))) as caller:
        caller.send(b"hello")
        caller.recv(1)
    assert knocks == [b"hello"]


def test_no_way_reaches_the_network(pool, honeypot):
    address, knocks = honeypot
    parts = [
        samples.part(way, html.replace("ADDRESS", f"{address}/canary.png")) for way, html in WAYS.items()
    ]
    inner = base64.b64encode(
        SVG.format(f'<image href="{address}/x.png" width="9" height="9"/>').encode()
    ).decode()
    parts.append(samples.part("svg in data", f'<img alt="x" src="data:image/svg+xml;base64,{inner}">'))
    parts.append(
        samples.part("sheet", "<p>x</p>", assets={"a.css": f'@import url("{address}/a.css");'.encode()})
    )
    results = pool.render_all(parts)
    assert [result.pages for result in results] == [1] * len(parts)
    assert knocks == []


@pytest.mark.parametrize("shape", ["file://{}", "file:{}", "{}", "FILE://localhost{}"])
def test_no_way_reaches_the_disk(pool, tmp_path, shape):
    canary = tmp_path / "canary.png"
    canary.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><text y="20">CANARYONDISK</text></svg>')
    address = shape.format(canary)
    parts = [samples.part(way, html.replace("ADDRESS", address)) for way, html in WAYS.items()]
    for result in pool.render_all(parts):
        assert b"CANARYONDISK" not in samples.decoded(result.pdf)
        assert "CANARYONDISK" not in samples.text_of(result.pdf, 0)
        assert b"EmbeddedFile" not in samples.decoded(result.pdf)


def test_own_assets_and_inline_pictures_are_served(pool):
    picture = SVG.format('<text y="20">SHOWN</text>')
    inline = base64.b64encode(SVG.format('<text y="20">INLINE</text>').encode()).decode()
    body = f'<img alt="a" src="part:a%20b.svg"><img alt="b" src="data:image/svg+xml;base64,{inline}">'
    done = pool.render(samples.part("Own", body, assets={"a b.svg": picture.encode()}))
    words = samples.text_of(done.pdf, 0)
    assert done.notes == ()
    assert "SHOWN" in words
    assert "INLINE" in words


@pytest.mark.parametrize("kind", ["text/css,p{color:red}", "text/html,x", "application/pdf;base64,AAAA"])
def test_inline_data_that_is_no_picture_is_refused(pool, kind):
    done = pool.render(
        samples.part(
            f"Data {kind}", f'<img alt="x" src="data:{kind}"><link rel="stylesheet" href="data:{kind}">'
        )
    )
    assert any("NotServed" in note for note in done.notes)


def test_an_asset_is_not_attached(pool):
    body = '<link rel="attachment" href="part:secret.txt"><a rel="attachment" href="part:secret.txt">x</a>'
    done = pool.render(samples.part("Attached", body, assets={"secret.txt": b"ASSETWORDS"}))
    assert b"ASSETWORDS" not in samples.decoded(done.pdf)


def test_a_colour_profile_from_elsewhere_refuses_the_part_and_reaches_nothing(pool, honeypot):
    address, knocks = honeypot
    style = f'<style>@color-profile --x {{ src: url("{address}") }}</style><p>x</p>'
    (result,) = pool.render_all([samples.part("Profile", style)])
    assert isinstance(result, CannotLayOut)
    assert knocks == []
