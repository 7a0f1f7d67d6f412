"""What comes after an issue, on the clerk's own page: supplements in hand, and files that wait to be made again."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse

from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions.rebuilds import ALONE, PACK, REBUILDING, TASK
from pcc_portal.meetings.models import Meeting, Supplement
from pcc_portal.meetings.states import PaperState, SupplementStatus


def supplements_in_hand(here: Standing, user: User) -> set[int]:
    """One query for all of them. Returns the meetings they belong to."""
    missing = Count("papers", filter=~Q(papers__state=PaperState.IN))
    rows = Supplement.objects.exclude(status=SupplementStatus.ISSUED).annotate(missing=missing)
    mine = rows.filter(meeting__in=Meeting.objects.prepared_by(user)).select_related("meeting__body")
    found = list(mine.order_by("meeting__held_on"))
    for one in found:
        href = reverse("meetings:supplement", args=[one.meeting.ref, one.number])
        task = Task(f"{one} to {one.meeting}", _standing(one, one.missing), href, "Open")
        (here.waits if one.is_being_issued else here.needs).append(task)
    return {one.meeting_id for one in found}


def _standing(supplement: Supplement, missing: int) -> str:
    if supplement.is_being_issued:
        return "Being issued."
    if missing:
        return f"{missing} paper{'' if missing == 1 else 's'} not in yet."
    return "Nothing is missing: build it, look at it and issue it."


def stopped_rebuilds(here: Standing, user: User) -> None:
    """A paper was withdrawn, and the work that makes the files without it was stopped or has failed; three queries."""
    waiting = {"kind__in": [PACK, ALONE], f"facts__{REBUILDING}": True}
    rows = (model.objects.live().filter(**waiting) for model in (Release, Withheld))
    refs = {ref for found in rows for ref in found.values_list("collection", flat=True)}
    under_way = Job.objects.live().filter(task=TASK, thread__in=refs).values_list("thread", flat=True)
    mine = Meeting.objects.prepared_by(user).filter(ref__in=refs).exclude(ref__in=under_way)
    for meeting in mine.select_related("body").order_by("held_on"):
        words = "A paper was withdrawn, and the work of making the files without it was stopped."
        href = reverse("meetings:meeting-desk", args=[meeting.ref])
        here.needs.append(Task(f"Make the files of {meeting} again", words, href, "Open", is_late=True))
