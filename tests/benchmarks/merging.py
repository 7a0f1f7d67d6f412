"""Merges the pack of a meeting in a process of its own, and says how much memory that process came to hold.

``python -m tests.benchmarks.merging REF``, on the services of the benchmark: everything comes from the cache, so what
this process does is what a worker does after the layout. Prints one line of JSON.
"""

import json
import sys
from pathlib import Path

import django

MEGABYTE = 1024  # the kernel counts in kilobytes


def peak(pid: int | str = "self") -> float:
    """The most memory a process has held at once, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / MEGABYTE


def main() -> None:
    django.setup()
    from django.utils import timezone

    from pcc_portal.meetings.actions import packs
    from pcc_portal.meetings.models import Meeting, Pack

    meeting = Meeting.objects.select_related("body__organisation").get(ref=sys.argv[1])
    Pack.objects.filter(meeting=meeting).delete()
    before, at = peak(), timezone.now()
    built = packs.lay_out(meeting, at=at)
    pack = packs.keep(built, meeting, draft=True, job=None, at=at)
    assert all(part["cached"] for part in pack.parts)
    said = {"before": before, "peak": peak(), "pages": pack.public_pages + pack.exempt_pages}
    sys.stdout.write(f"{json.dumps(said)}\n")


if __name__ == "__main__":
    main()
