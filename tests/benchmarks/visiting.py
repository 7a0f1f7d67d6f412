"""What a first visit moves: a real web server on loopback, and a browser with an empty cache where there is one."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin

from tests.benchmarks.measuring import Report

MOST_BYTES, MOST_REQUESTS = 120_000, 8
ROOT = Path(__file__).resolve().parents[2]
SUBRESOURCE = re.compile(r'<(?:link|script|img)\b[^>]*\b(?:href|src)="([^"]+)"[^>]*>')


class Server:
    """gunicorn with one worker, on a port of its own."""

    def __enter__(self) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "pcc_portal.wsgi:application", "--no-control-socket"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--log-level", "error"],
            cwd=ROOT,
            env=dict(os.environ),
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                fetch(f"http://127.0.0.1:{self.port}/healthz")
            except OSError:
                time.sleep(0.1)
            else:
                return f"http://127.0.0.1:{self.port}"
        raise RuntimeError("The web server did not start.")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def measure(report: Report, pages: Mapping[str, str]) -> None:
    """Bytes and requests of each page, visited first."""
    chromium = shutil.which("chromium")
    with Server() as address:
        for name, path in pages.items():
            seen = in_browser(address + path, chromium) if chromium else by_hand(address + path)
            report.add(**{f"first_visit_{name}": dict(seen)})
            report.hold(f"first_visit_{name}_bytes", sum(seen.values()), at_most=MOST_BYTES)
            report.hold(f"first_visit_{name}_requests", len(seen), at_most=MOST_REQUESTS)
    report.add(visited_with="a browser" if chromium else "subresources of the HTML")


def in_browser(url: str, chromium: str) -> dict[str, int]:
    """{address: bytes on the wire with headers}, as the browser's own network panel counts them."""
    from playwright.sync_api import sync_playwright

    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]})
        )
        session.on(
            "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])})
        )
        page.goto(url, wait_until="networkidle")
        browser.close()
    return {short(addresses[key]): size for key, size in sizes.items() if addresses[key].startswith("http")}


def by_hand(url: str) -> dict[str, int]:
    """The same without a browser: the page and what its HTML names, as compressed bodies and headers."""
    html, size = fetch(url)
    found = {short(url): size}
    for place in dict.fromkeys(SUBRESOURCE.findall(html.decode())):
        if not place.startswith("data:"):
            found[short(place)] = fetch(urljoin(url, place))[1]
    return found


def fetch(url: str) -> tuple[bytes, int]:
    """A body, unpacked, and what it and its headers took on the wire."""
    _, _, host, path = url.split("/", 3)
    connection = HTTPConnection(host, timeout=20)
    try:
        connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body, headers = response.read(), response.getheaders()
    finally:
        connection.close()
    size = len(body) + sum(len(name) + len(value) + 4 for name, value in headers)
    packed = response.getheader("Content-Encoding") == "gzip"
    return gzip.decompress(body) if packed else body, size


def short(url: str) -> str:
    """The path, without the fingerprint of its content."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.)", "", re.sub(r"^https?://[^/]+", "", url))
