"""The web server of the demo: its port, its process, and whether it is ready."""

import http.client
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from pcc_portal.embedded.children import Child
from pcc_portal.embedded.programs import ROOT
from pcc_portal.embedded.supervise import Supervisor
from pcc_portal.embedded.words import NotStarted

GIVE_UP = 3  # deaths of the web server before it was ever ready


def require_free(port: int) -> None:
    """Raises NotStarted when something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            raise NotStarted(
                f"Port {port} is taken or not allowed ({problem}). Choose another with --port."
            ) from problem


def process(data: Path, port: int, env: Mapping[str, str]) -> Child:
    """Its process, not yet started."""
    argv = [
        *(sys.executable, "-m", "gunicorn", "pcc_portal.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--threads", "4", "--timeout", "60", "--graceful-timeout", "5"),
        *("--preload", "--no-control-socket"),
    ]
    return Child("web", argv, env, data / "logs" / "web.log", ROOT)


def wait_until_ready(supervisor: Supervisor, web: Child, port: int, *, patience: float = 120.0) -> None:
    """Look after the children until /readyz answers 200. Raises NotStarted, with what it said, after `patience`."""
    deadline = time.monotonic() + patience
    answers: list[str] = []

    def is_ready() -> bool:
        status, body = answer(port, "/readyz")
        answers[:] = [f"{status} {body[:1000]}"]
        is_hopeless = time.monotonic() > deadline or supervisor.deaths(web) >= GIVE_UP
        if status != http.client.OK and is_hopeless:
            raise NotStarted(f"The portal did not become ready. /readyz: {answers[0]}\n{web.last_words()}")
        return status == http.client.OK

    supervisor.run_until(is_ready)


def answer(port: int, path: str) -> tuple[int, str]:
    """What the web server says to a GET: status and body, or 0 and why there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as problem:
        return 0, str(problem)
    finally:
        connection.close()
