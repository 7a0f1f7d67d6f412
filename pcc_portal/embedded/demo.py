"""./portal demo: everything started in steps, and looked after until a stop signal."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pcc_portal.embedded import services, static_files, web_server, workers
from pcc_portal.embedded.environment import STEPS
from pcc_portal.embedded.programs import PREPARED, ROOT, Failed, environment, run
from pcc_portal.embedded.supervise import Supervisor
from pcc_portal.embedded.words import say

STEP_WORDS = {
    2: "database and message broker",
    3: "tables, database role and bodies",
    4: "invented people, meetings and packs",
    5: "style sheets, scripts and fonts",
    6: "web server",
    7: "waiting until it is ready, then workers and clock",
}
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
CHAIN = """
import sys
for argument in sys.argv[1:]:
    command, said = argument.split(" ", 1)
    print(said, flush=True)
    from django.core.management import execute_from_command_line
    execute_from_command_line(["manage.py", command])
"""


def demo(arguments: Sequence[str]) -> int:
    """Start everything, say where it is, and look after it until a stop signal."""
    chosen = _parser().parse_args(arguments)
    web_server.require_free(chosen.port)
    step(2, f", data in {chosen.data}")
    running = services.start(chosen.data, durable=True, fresh=chosen.fresh)
    supervisor = Supervisor([])
    try:
        address = f"http://127.0.0.1:{chosen.port}"
        env = environment({**running.env, "DEMO": "1", "PUBLIC_BASE_URL": address})
        with static_files.collecting(running.data, env) as collected:
            # One process for both: importing Django costs more than either has to do on a later start.
            if status := run(chain({"prepare": step_line(3), "load_demo": step_line(4)}), env, cwd=ROOT):
                raise Failed(status)
            (running.data / PREPARED).touch()
            step(5)
            collected()
        supervisor = Supervisor([*running.children])
        step(6)
        web = web_server.process(running.data, chosen.port, env)
        supervisor.add(web)
        step(7)
        web_server.wait_until_ready(supervisor, web, chosen.port)
        # After the web server, not beside it: each of them needs a core to itself while it starts.
        for worker in workers.processes(running.data, env):
            supervisor.add(worker)
        say_ready(address)
        supervisor.run_until(lambda: False)
    finally:
        say("Stopping ...")
        supervisor.stop(but=running.children)
        running.stop(wait_for_others=5)
    return 0


def _parser() -> argparse.ArgumentParser:
    """What may be said after ./portal demo."""
    parser = argparse.ArgumentParser(
        prog="./portal demo", description="Starts the portal with invented people."
    )
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")
    parser.add_argument(
        "--data", type=Path, default=ROOT / ".demo", help="the folder of its data (default .demo)"
    )
    parser.add_argument("--fresh", action="store_true", help="delete that data first")
    return parser


def say_ready(address: str) -> None:
    """Say where it is and who may sign in."""
    print(f"\nReady: {address}/demo/\n\nDemo accounts, password demo-portal:", flush=True)
    for account, role in ACCOUNTS:
        print(f"  {account:<30} {role}")
    print("\nCtrl-C stops it. The data stays.", flush=True)


def step_line(number: int, more: str = "") -> str:
    """Where the start has got to."""
    return f"step {number} of {STEPS}: {STEP_WORDS[number]}{more}"


def step(number: int, more: str = "") -> None:
    """Say where the start has got to."""
    print(step_line(number, more), flush=True)


def chain(commands: Mapping[str, str]) -> list[str]:
    """The command line that runs several management commands in one process, saying a line before each."""
    return [sys.executable, "-c", CHAIN, *(f"{command} {said}" for command, said in commands.items())]
