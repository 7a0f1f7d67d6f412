"""A pack with a canary in every private field is built and issued by real workers: none is in what machines keep.

That is: every word that went through the broker, its whole memory after, the arguments of the tasks, all logs, all mail
and the file of beat. What is looked for is looked for as it is and as base64, in which messages travel.
"""

import base64
import json
import os
import re
import secrets
import socket as sockets
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
import redis

from tests.journeys.caller import Caller, running_services
from tests.journeys.conftest import ROOT

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

BODY = re.compile(rb'body\\*": \\*"([A-Za-z0-9+/=]+)')
CHUNK = 1 << 20


@pytest.fixture(scope="module")
def broker(portal):
    return Path(unquote(running_services(portal.data)["redis_url"].removeprefix("redis+socket://")))


@contextmanager
def overheard(broker):
    """All that anybody says to the broker meanwhile."""
    heard, over = bytearray(), threading.Event()
    with sockets.socket(sockets.AF_UNIX) as line:
        line.connect(str(broker))
        line.sendall(b"MONITOR\r\n")
        line.settimeout(0.2)

        def listen():
            while not over.is_set():
                try:
                    heard.extend(line.recv(CHUNK))
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield heard
        finally:
            over.set()
            thread.join()


@pytest.fixture(scope="module")
def kept(portal, broker):
    """{where: its bytes}, after the pack was built, issued and looked at by those who may."""
    services = running_services(portal.data)
    env = {
        **os.environ,
        "DATABASE_URL": services["database_url"],
        "REDIS_URL": services["redis_url"],
        "PORTAL_DATA": str(portal.data),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "pcc_portal.settings",
        "PUBLIC_BASE_URL": portal.address,
    }
    control = secrets.token_hex(12)
    with overheard(broker) as heard:
        planting = subprocess.run(
            [sys.executable, "-m", "tests.journeys.planting"],
            cwd=ROOT,
            env=env,
            check=True,
            stdout=subprocess.PIPE,
        )
        planted = json.loads(planting.stdout.splitlines()[-1])
        look_at(portal, planted)
        with redis.Redis(unix_socket_path=str(broker)) as client:
            client.set("control", control)
            dumped = b"".join(client.dump(key) or b"" for key in client.scan_iter())
            memory = memory_of(*portal.children("valkey-server"))
            client.delete("control")
    files = [
        *(portal.data / "logs").glob("*"),
        *(portal.data / "beat").glob("*"),
        *(portal.data / "mail").glob("*"),
        portal.data.parent / "demo.log",
    ]
    logs = {f"file {path.name}": path.read_bytes() for path in files if path.exists()}
    broker_side = {"the broker's wire": bytes(heard), "its keys": dumped, "its memory": memory}
    return planted, control, {**broker_side, **logs}


def look_at(portal, planted):
    """The clerk reads all of it, and sends a form that is refused; members read what is theirs, a visitor what is open."""
    meeting, word = f"/panel/meetings/{planted['ref']}/", next(iter(planted["canaries"].values()))
    for person in ("Priya Nair", "Dilip Raman"):
        caller = Caller(portal.address)
        caller.sit(person)
        assert caller.get(meeting).status == 200
        assert caller.get(f"{meeting}member-pack.pdf").status == 200
    caller.post("/accounts/login/", of="/demo/", login=f"{word}@demo.example", password=word)
    assert Caller(portal.address).get(f"{meeting}pack.pdf").status == 200


def memory_of(pid):
    """All that a process has written to its memory and still holds."""
    found = bytearray()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(edge, 16) for edge in span.split("-"))
            try:
                memory.seek(start)
                found += memory.read(end - start)
            except OSError:
                continue  # a page that the kernel keeps for itself
    return bytes(found)


def forms_of(word):
    """As it is, and as the middle of a longer text in base64, which begins at one of three places."""
    yield word.encode()
    for before in range(3):
        packed = base64.b64encode(bytes(before) + word.encode())
        yield packed[4 if before else 0 : len(packed) // 4 * 4 - 4]


def is_in(word, data):
    return any(form in data for form in forms_of(word))


def test_no_canary_is_in_what_machines_keep(kept):
    planted, _, places = kept
    assert len(planted["canaries"]) > 20
    found = [
        (field, place)
        for field, word in planted["canaries"].items()
        for place, data in places.items()
        if is_in(word, data)
    ]
    assert found == []


def test_what_was_searched_is_really_there(kept):
    """A search that finds nothing proves nothing: the ids of the jobs did travel, and a word put into the broker is found."""
    planted, control, places = kept
    assert [is_in(job, places["the broker's wire"]) for job in planted["jobs"]] == [True, True]
    assert is_in(control, places["its memory"])
    assert is_in(control, places["its keys"])
    assert [
        name for name in ("web", "worker-quick", "worker-render", "beat") if not places[f"file {name}.log"]
    ] == []


def test_tasks_get_the_id_of_a_job_and_nothing_else(kept):
    _, _, places = kept
    said = [json.loads(base64.b64decode(body)) for body in BODY.findall(places["the broker's wire"])]
    tasks = [body for body in said if isinstance(body, list)]  # beside them, workers greet each other
    assert len(tasks) >= 2
    assert {(tuple(args), *kwargs) for args, kwargs, _ in tasks} <= {((), "job_id"), ((),)}
