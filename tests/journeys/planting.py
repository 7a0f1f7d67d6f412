"""Plants a canary in every private field of a new meeting of a running demonstration, and has its workers build and issue it.

``python -m tests.journeys.planting``, with the demonstration's own services in the environment. Prints one line of JSON.
"""

import json
import sys
import time
from datetime import timedelta

import django


def main() -> None:
    django.setup()
    from django.utils import timezone

    from pcc_portal.accounts.models import User
    from pcc_portal.meetings.actions import agendas, packs
    from pcc_portal.meetings.models import Item, Meeting
    from tests.access import scene as scenes
    from tests.factories import meetings
    from tests.factories.packs import seconded

    clerk = User.objects.get(email="clerk@demo.example")
    scene = scenes.Scene(cast={"clerk": clerk}, clients={})
    day, nobody = timezone.localdate() + timedelta(days=75), frozenset[str]()
    while Meeting.objects.filter(held_on=day).exists():
        day += timedelta(days=1)
    meeting = scenes.agenda(scene, "issued", clerk, of=meetings.body("pcp"), held_on=day, readers=nobody)
    Item.objects.filter(meeting=meeting, kind="papers", papers=None).update(kind="none")
    told = [_done(packs.ask_to_build(meeting, by=clerk, at=timezone.now()))]
    seconded(meeting, clerk, at=timezone.now())
    told.append(_done(agendas.ask_to_issue(meeting, by=clerk, at=timezone.now())))
    said = {"ref": meeting.ref, "jobs": told, "canaries": {c.field: c.word for c in scene.canaries}}
    sys.stdout.write(f"{json.dumps(said)}\n")


def _done(job) -> str:
    """By a worker of the demonstration. Returns the job's id."""
    deadline = time.monotonic() + 120
    while job.is_live:
        assert time.monotonic() < deadline, job.state
        time.sleep(0.1)
        job.refresh_from_db()
    assert job.state == "done", job.error
    return str(job.pk)


if __name__ == "__main__":
    main()
