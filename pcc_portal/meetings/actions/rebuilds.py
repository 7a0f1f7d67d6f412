"""Make the files of a meeting again without what was withdrawn; until then their addresses say that they are being made."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import editions, volumes
from pcc_portal.meetings.models import Meeting, Supplement

REBUILDING = "rebuilding"  # in the facts of a release without bytes: the file is being made again
TASK = "meetings.rebuild_packs"
PACK, ALONE = "meetings.pack", "meetings.supplement"
TRIES = 5


def queue(meeting: Meeting, *, by: User, at: datetime) -> Job:
    """Ask for the files of a meeting to be made again; asked for twice with nothing new withdrawn, it is one job."""
    return jobs.queue(
        TASK,
        subject=meeting,
        by=by,
        at=at,
        queue="render",
        title="Making the files again",
        thread=meeting.ref,
        result_url=meeting.path,
        input_hash=volumes.shelf_of(meeting).stamp,
        power=Power.ISSUE,
        organisation=meeting.body.organisation,
    )


def rebuild(meeting: Meeting, *, job: Job, at: datetime) -> None:
    """The work of the rebuild job: merge, look again, let out. Something withdrawn meanwhile is left out as well."""
    meeting = Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)
    by = job.by
    assert by is not None, "somebody withdrew it"
    for _ in range(TRIES):
        job.step(1, 2, "Putting the pages together without what was withdrawn")
        _clear_away(meeting)
        late = [row.subject_id for row in _waiting(meeting) if row.kind == ALONE]
        supplements = Supplement.objects.filter(meeting=meeting, pk__in=late)
        shelf = volumes.shelf_of(meeting)
        with jobs.heart_beat(job):
            edition = volumes.merged(shelf, at=at, supplements=supplements)
        if _let_out(meeting, edition, by=by, at=job.clock(), job=job):
            _clear_away(meeting)
            return
    raise editions.Unsettled


@transaction.atomic
def _let_out(meeting: Meeting, edition: volumes.Edition, *, by: User, at: datetime, job: Job) -> bool:
    """False where what may be read has changed since it was merged."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation")
    meeting = rows.get(pk=meeting.pk)
    shelf = volumes.shelf_of(meeting)
    if shelf.stamp != edition.shelf.stamp:
        return False
    if is_waiting(meeting):
        editions.release_files(meeting, edition, by=by, at=at)
        for supplement in Supplement.objects.filter(pk__in=edition.supplements):
            data = edition.supplements[supplement.pk]
            editions.release_alone(meeting, supplement, data, shelf, by=by, at=at)
    jobs.finish(job, at=at, message="The files have been made again.", result_url=meeting.path)
    return True


def _waiting(meeting: Meeting) -> list[Release]:
    rows = Release.objects.live().filter(collection=meeting.ref, kind__in=[PACK, ALONE])
    return [row for row in rows if row.facts.get(REBUILDING)]


def is_waiting(meeting: Meeting) -> bool:
    """Whether a file of the meeting, public or members', waits to be made again."""
    held = Withheld.objects.live().filter(kind=PACK, collection=meeting.ref)
    return bool(_waiting(meeting)) or any(row.facts.get(REBUILDING) for row in held)


def _clear_away(meeting: Meeting) -> None:
    """What a reader drew from a file in the very moment of its withdrawal goes as well."""
    rows = Release.objects.filter(collection=meeting.ref, store=stores.PRIVATE).prefetch_related("files")
    for row in rows:
        releases.clear_away(row)
