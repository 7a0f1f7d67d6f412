"""What works behind the web server: a Celery worker for each queue, and beat."""

import sys
from collections.abc import Mapping
from pathlib import Path

from pcc_portal.embedded.children import Child
from pcc_portal.embedded.programs import ROOT


def processes(data: Path, env: Mapping[str, str]) -> list[Child]:
    """Their processes, not yet started."""
    celery = [sys.executable, "-m", "celery", "-A", "pcc_portal"]
    one_at_a_time = ("--concurrency", "1", "--without-gossip", "--without-mingle")
    worker = [*celery, "worker", "--loglevel", "INFO", *one_at_a_time]
    schedule = data / "beat" / "schedule"
    schedule.parent.mkdir(exist_ok=True)
    commands = {
        "worker-quick": [*worker, "--queues", "quick", "--hostname", "quick@%h"],
        "worker-render": [*worker, "--queues", "render", "--hostname", "render@%h"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", str(schedule), "--pidfile="],
    }
    return [Child(name, argv, env, data / "logs" / f"{name}.log", ROOT) for name, argv in commands.items()]
