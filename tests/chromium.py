"""The machine's own Chromium: where it is, how it is started, and axe in its pages."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def path() -> Path | None:
    """PORTAL_CHROMIUM, or the first one on the PATH."""
    if named := os.environ.get("PORTAL_CHROMIUM"):
        return Path(named)
    found = next((shutil.which(name) for name in NAMES if shutil.which(name)), None)
    return Path(found) if found else None


def needed() -> Path:
    """The browser; without one the test is skipped with the reason, or fails where CI=true."""
    if found := path():
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("No Chromium found: CI must run the browser tests.")
    pytest.skip("No Chromium found: install one, or name it in PORTAL_CHROMIUM.")


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(needed()), args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


def axe(page: Any) -> list[str]:
    """What axe has against this page: nothing, or one line a violation. Evaluated beside the page, so its policy holds."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{v['id']}: {v['help']} ({', '.join(n['target'][0] for n in v['nodes'][:3])})"
        for v in result["violations"]
    ]


def sideways(page: Any) -> int:
    """How many pixels wider than the window the page is."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def quiet() -> None:
    """Wait until no request of the live server is on its way: the tables are emptied next, and would meet its locks."""
    from django.db import connection

    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)
