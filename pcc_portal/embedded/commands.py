"""The commands behind ./portal: demo, test, manage and bench."""

import argparse
import hashlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pcc_portal.embedded import services
from pcc_portal.embedded.children import Child
from pcc_portal.embedded.environment import STEPS
from pcc_portal.embedded.services import NotStarted, Services, say
from pcc_portal.embedded.supervise import Stopped, Supervisor

ROOT = Path(__file__).resolve().parents[2]
PREPARED = "prepared"
GIVE_UP = 3  # deaths of the web server before it was ever ready
BENCHMARKS = ("packs", "pages", "minutes", "forecasts", "deadline", "search")
# The demo and the tests never touch a real store, post office or host name, whatever the shell has set.
REAL_WORLD = (
    *("SECRET_KEY", "SECRET_KEY_FILE", "ALLOWED_HOSTS", "MAILER_URL", "STORAGE_URL", "PUBLIC_STORAGE_URL"),
    *("CLAMAV_URL", "PUBLIC_BASE_URL", "DEMO", "PORTAL_DATA"),
)
ACCOUNTS = (
    ("clerk@demo.example", "panel clerk of the host council"),
    ("deputy.clerk@demo.example", "the second pair of eyes"),
    ("chair@demo.example", "Panel Chair"),
    ("member@demo.example", "Panel member"),
    ("officer@demo.example", "OPCC governance officer"),
    ("pcc@demo.example", "Commissioner"),
    ("chief.executive@demo.example", "OPCC Chief Executive"),
    ("analyst@demo.example", "OPCC performance analyst"),
    ("grants@demo.example", "OPCC grants officer"),
    ("assessor@demo.example", "grant assessor"),
    ("assessor2@demo.example", "grant assessor"),
    ("cc@demo.example", "Chief Constable"),
    ("staff.officer@demo.example", "staff officer"),
    ("force@demo.example", "force lead"),
    ("applicant@demo.example", "grant applicant"),
    ("colleague@demo.example", "the applicant's colleague"),
    ("admin@demo.example", "administrator of the portal"),
)


class Failed(Exception):
    """A command that we ran has failed; carries its exit status."""

    def __init__(self, status: int) -> None:
        """Keep the status, which becomes ours."""
        super().__init__(status)
        self.status = status


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This shell's environment without the real world's addresses, with `extra`, and able to import the portal."""
    env = {name: value for name, value in os.environ.items() if name not in REAL_WORLD}
    return {**env, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "pcc_portal.settings", **extra}


def run(
    argv: Sequence[str], env: Mapping[str, str], *, cwd: Path | None = None, to_stderr: bool = False
) -> int:
    """Run to the end and return the exit status. A stop signal ends the process first and then passes on."""
    process = subprocess.Popen(argv, env=dict(env), cwd=cwd, stdout=sys.stderr if to_stderr else None)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise


def manage(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def prepare(running: Services, env: Mapping[str, str]) -> None:
    """Migrate and make what every portal needs. Raises Failed when the command fails."""
    if status := run(manage("prepare"), env, to_stderr=True):
        raise Failed(status)
    (running.data / PREPARED).touch()


# demo


def demo(arguments: Sequence[str]) -> int:
    """Start everything, say where it is, and look after it until a stop signal."""
    parser = argparse.ArgumentParser(
        prog="./portal demo", description="Starts the portal with invented people."
    )
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")
    parser.add_argument(
        "--data", type=Path, default=ROOT / ".demo", help="the folder of its data (default .demo)"
    )
    parser.add_argument("--fresh", action="store_true", help="delete that data first")
    chosen = parser.parse_args(arguments)
    require_free(chosen.port)
    step(2, f", data in {chosen.data}")
    running = services.start(chosen.data, durable=True, fresh=chosen.fresh)
    supervisor = Supervisor([])
    try:
        address = f"http://127.0.0.1:{chosen.port}"
        env = environment({**running.env, "DEMO": "1", "PUBLIC_BASE_URL": address})
        with static_files(running.data, env) as collected:
            # One process for both: importing Django costs more than either has to do on a later start.
            if status := run(chain({"prepare": step_line(3), "load_demo": step_line(4)}), env, cwd=ROOT):
                raise Failed(status)
            (running.data / PREPARED).touch()
            step(5)
            collected()
        supervisor = Supervisor([*running.children])
        web, *workers = processes(running.data, chosen.port, env)
        step(6)
        supervisor.add(web)
        step(7)
        wait_until_ready(supervisor, web, chosen.port)
        # After the web server, not beside it: each of them needs a core to itself while it starts.
        for worker in workers:
            supervisor.add(worker)
        print(f"\nReady: {address}/demo/\n\nDemo accounts, password demo-portal:", flush=True)
        for account, role in ACCOUNTS:
            print(f"  {account:<30} {role}")
        print("\nCtrl-C stops it. The data stays.", flush=True)
        supervisor.run_until(lambda: False)
    finally:
        say("Stopping ...")
        supervisor.stop(but=running.children)
        running.stop(wait_for_others=5)
    return 0


STEP_WORDS = {
    2: "database and message broker",
    3: "tables, database role and bodies",
    4: "invented people, meetings and packs",
    5: "style sheets, scripts and fonts",
    6: "web server",
    7: "waiting until it is ready, then workers and clock",
}


def step_line(number: int, more: str = "") -> str:
    """Where the start has got to."""
    return f"step {number} of {STEPS}: {STEP_WORDS[number]}{more}"


def step(number: int, more: str = "") -> None:
    """Say where the start has got to."""
    print(step_line(number, more), flush=True)


CHAIN = """
import sys
for argument in sys.argv[1:]:
    command, said = argument.split(" ", 1)
    print(said, flush=True)
    from django.core.management import execute_from_command_line
    execute_from_command_line(["manage.py", command])
"""


def chain(commands: Mapping[str, str]) -> list[str]:
    """The command line that runs several management commands in one process, saying a line before each."""
    return [sys.executable, "-c", CHAIN, *(f"{command} {said}" for command, said in commands.items())]


@contextmanager
def static_files(data: Path, env: Mapping[str, str]) -> Iterator[Callable[[], None]]:
    """Collect static files beside other work, unless nothing has changed; call what it gives to wait for the end.

    The call raises Failed when collecting has failed.
    """
    wanted, stamp = static_digest(), data / "static.sha256"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and (data / "static").is_dir():
        yield lambda: None
        return
    stamp.unlink(missing_ok=True)
    process = subprocess.Popen(manage("collectstatic", "--noinput", "-v0"), env=dict(env), stdout=sys.stderr)

    def finish() -> None:
        if status := process.wait():
            raise Failed(status)
        stamp.write_text(wanted, encoding="utf-8")

    try:
        yield finish
    finally:
        process.terminate()
        process.wait()


def static_digest() -> str:
    """What decides the collected files: our own static files, the packages, and the settings that say how."""
    digest = hashlib.sha256()
    ours = (
        path
        for folder in (ROOT / "static", *ROOT.glob("*/static"))
        for path in folder.rglob("*")
        if path.is_file()
    )
    for path in sorted((*ours, ROOT / "requirements.lock", ROOT / "pcc_portal" / "settings.py")):
        digest.update(f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


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


def processes(data: Path, port: int, env: Mapping[str, str]) -> list[Child]:
    """The web server, a worker for each queue, and beat."""
    celery = [sys.executable, "-m", "celery", "-A", "pcc_portal"]
    worker = [
        *celery,
        "worker",
        "--loglevel",
        "INFO",
        "--concurrency",
        "1",
        "--without-gossip",
        "--without-mingle",
    ]
    (data / "beat").mkdir(exist_ok=True)
    web = [
        *(sys.executable, "-m", "gunicorn", "pcc_portal.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *(
            "--workers",
            "2",
            "--threads",
            "4",
            "--timeout",
            "60",
            "--graceful-timeout",
            "5",
            "--preload",
            "--no-control-socket",
        ),
    ]
    commands = {
        "web": web,
        "worker-quick": [*worker, "--queues", "quick", "--hostname", "quick@%h"],
        "worker-render": [*worker, "--queues", "render", "--hostname", "render@%h"],
        "beat": [
            *celery,
            "beat",
            "--loglevel",
            "INFO",
            "--schedule",
            str(data / "beat" / "schedule"),
            "--pidfile=",
        ],
    }
    return [Child(name, argv, env, data / "logs" / f"{name}.log", ROOT) for name, argv in commands.items()]


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


# test, bench


@contextmanager
def passing_services(*, durable: bool) -> Iterator[Services]:
    """Services in a folder that goes with them."""
    folder = Path(tempfile.mkdtemp(prefix="pcc-data-"))
    try:
        with services.start(folder / "data", durable=durable) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test(arguments: Sequence[str]) -> int:
    """Run the tests on services of their own, or on those that DATABASE_URL and REDIS_URL name."""
    argv = [sys.executable, "-m", "pytest", *(arguments or ["-n", "2", "--dist", "loadgroup"])]
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    with tempfile.TemporaryDirectory(prefix="pcc-test-") as files:
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
        prepare(running, env)
        argv = [
            sys.executable,
            "-m",
            f"tests.benchmarks.{chosen.name}",
            *(["--quick"] if chosen.quick else []),
        ]
        return run(argv, env, cwd=ROOT)


# manage


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
            prepare(running, env)
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
