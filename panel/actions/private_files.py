"""Keep a PDF for the people of one complaint, or of one working group."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from panel.actions import complaint_readers
from panel.models import Complaint, ComplaintFile, GroupFile, GroupMeeting
from panel.states.complaints import StepKind
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import private_files
from pcc_portal.documents.actions.documents import Inspected


@transaction.atomic
def keep_for_complaint(
    row: Complaint, *, title: str, original: bytes, found: Inspected, is_scanned: bool, by: User, at: datetime
) -> ComplaintFile:
    """Evidence as it came, and a copy to read. It is in the complaint's own record, and cannot be taken away."""
    row = complaint_readers.locked(row)
    kept = ComplaintFile.objects.create(
        complaint=row, **private_files.kept(title, original, found, is_scanned=is_scanned, by=by, at=at)
    )
    words = f"File: {title} (SHA-256 {kept.sha256})"
    complaint_readers.step(row, StepKind.NOTED, on=timezone.localdate(at), words=words, by=by, at=at)
    return kept


@transaction.atomic
def keep_for_group(
    meeting: GroupMeeting,
    *,
    title: str,
    original: bytes,
    found: Inspected,
    is_scanned: bool,
    by: User,
    at: datetime,
) -> GroupFile:
    """For the members of the group to read. Neither its title nor its words go anywhere else."""
    kept = GroupFile.objects.create(
        meeting=meeting, **private_files.kept(title, original, found, is_scanned=is_scanned, by=by, at=at)
    )
    _note("paper_added", meeting, by=by, at=at)
    return kept


@transaction.atomic
def remove_from_group(row: GroupFile, *, by: User, at: datetime) -> None:
    """It was added by mistake: the bytes go too, and what was drawn of them."""
    keys, meeting = [row.original_key, row.clean_key], row.meeting
    row.delete()
    _note("paper_removed", meeting, by=by, at=at)
    for key in keys:
        transaction.on_commit(partial(stores.forget, key, store=stores.PRIVATE), robust=True)


def _note(verb: str, meeting: GroupMeeting, *, by: User, at: datetime) -> None:
    group, day = meeting.group, meeting.held_on.isoformat()
    record(
        f"panel.group.{verb}", subject=group, by=by, at=at, thread=group.slug, name=group.name, held_on=day
    )
