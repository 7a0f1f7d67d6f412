"""The commands behind ./portal: demo, test, manage and bench."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pcc_portal.embedded import services
from pcc_portal.embedded.demo import demo
from pcc_portal.embedded.programs import PREPARED, ROOT, Failed, environment, manage, prepare, run
from pcc_portal.embedded.services import Services
from pcc_portal.embedded.supervise import Stopped
from pcc_portal.embedded.words import NotStarted, say

BENCHMARKS = ("packs", "pages", "minutes", "notes", "forecasts", "deadline", "search")


@contextmanager
def passing_services(*, durable: bool) -> Iterator[Services]:
    """Services in a folder that goes with them."""
    folder = Path(tempfile.mkdtemp(prefix="pcc-data-"))
    try:
        with services.start(folder / "data", durable=durable) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pytest_command(arguments: Sequence[str], *, temporary: Path) -> list[str]:
    """The command line of the tests, with a temporary folder of their own unless the user has named one.

    Several runs of one user would else share pytest's own, and clear each other's files away.
    """
    said = [*arguments, *os.environ.get("PYTEST_ADDOPTS", "").split()]
    is_named = any(word.partition("=")[0] == "--basetemp" for word in said)
    basetemp = [] if is_named else [f"--basetemp={temporary}"]
    chosen = arguments or ["-n", "2", "--dist", "loadgroup"]
    return [sys.executable, "-m", "pytest", *basetemp, *chosen]


def test(arguments: Sequence[str]) -> int:
    """Run the tests on services of their own, or on those that DATABASE_URL and REDIS_URL name."""
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    # A server of a test that is still ending may write here; that is no failure of the tests.
    with tempfile.TemporaryDirectory(prefix="pcc-test-", ignore_cleanup_errors=True) as files:
        argv = pytest_command(arguments, temporary=Path(files) / "pytest")
        # WhiteNoise warns of a missing folder, and in the tests a warning is an error.
        (Path(files) / "static").mkdir()
        if len(given) == 2:  # noqa: PLR2004 - both
            return run(argv, environment({"PORTAL_DATA": files, **given}), cwd=ROOT)
        with passing_services(durable=False) as running:
            return run(argv, environment({**running.env, "PORTAL_DATA": files, **given}), cwd=ROOT)


def bench(arguments: Sequence[str]) -> int:
    """Run one benchmark on services of its own, with an empty, prepared database."""
    parser = argparse.ArgumentParser(
        prog="./portal bench", description="Measures, beside the bar each measure must meet."
    )
    parser.add_argument("name", choices=BENCHMARKS)
    parser.add_argument("--quick", action="store_true", help="smaller inputs")
    chosen = parser.parse_args(arguments)
    with passing_services(durable=True) as running:
        env = environment({**running.env, "DEMO": "1"})
        prepare(running.data, env)
        argv = [
            sys.executable,
            "-m",
            f"tests.benchmarks.{chosen.name}",
            *(["--quick"] if chosen.quick else []),
        ]
        return run(argv, env, cwd=ROOT)


def take_data(arguments: Sequence[str]) -> tuple[Path, list[str]]:
    """Our own --data out of a management command's arguments, wherever it stands. Raises NotStarted without its value."""
    rest, data = list(arguments), ROOT / ".demo"
    for place, word in enumerate(rest):
        if word == "--data":
            if place + 1 == len(rest):
                raise NotStarted("--data needs the name of a folder.")
            data = Path(rest[place + 1])
            del rest[place : place + 2]
            break
        if word.startswith("--data="):
            data = Path(word.removeprefix("--data="))
            del rest[place]
            break
    return data, rest


def run_manage(arguments: Sequence[str]) -> int:
    """Run a management command where the user stands, on the given database or on the services of a data folder."""
    if os.environ.get("DATABASE_URL"):
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "pcc_portal.settings"}
        return run(manage(*arguments), env)
    data, rest = take_data(arguments)
    running = services.start(data, durable=True, join=True)
    try:
        env = environment({**running.env, "DEMO": "1"})
        if rest[:1] != ["prepare"] and not (running.data / PREPARED).exists():
            prepare(running.data, env)
        return run(manage(*rest), env)
    finally:
        # Another command may have joined; its work is not cut short.
        running.stop(wait_for_others=24 * 3600)


def main(arguments: Sequence[str]) -> int:
    """Run `./portal arguments` and return its exit status."""
    commands = {"demo": demo, "test": test, "manage": run_manage, "bench": bench}
    if not arguments or arguments[0] not in commands:
        say("Use: ./portal demo|test|manage|bench ... (./portal demo --help says more)")
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except NotStarted as refusal:
        say(str(refusal))
        return 1
    except Failed as failure:
        say("It stopped there. The reason stands above.")
        return failure.status or 1
    except Stopped as stopped:
        number = int(stopped.args[0])
        return 0 if arguments[0] == "demo" else 128 + number
