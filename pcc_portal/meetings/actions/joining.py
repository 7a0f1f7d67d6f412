"""How a meeting is joined from afar, which is private, and watched, which is public."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import public_notices
from pcc_portal.meetings.models import Invitation, JoiningLink, Meeting


@transaction.atomic
def say_how(
    meeting: Meeting, *, url: str, words: str, invited: Collection[User], by: User, at: datetime
) -> None:
    """The link, what else one needs, and which officers are asked to be there. No link: nobody joins from afar.

    None of it is in the audit, a release or a mail.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if url:
        said = {"url": url, "words": words, "changed_at": at, "changed_by": by}
        JoiningLink.objects.update_or_create(meeting=meeting, defaults=said)
    else:
        JoiningLink.objects.filter(meeting=meeting).delete()
    Invitation.objects.filter(meeting=meeting).exclude(user__in=invited).delete()
    Invitation.objects.bulk_create(
        [Invitation(meeting=meeting, user=user) for user in invited], ignore_conflicts=True
    )
    record("meetings.joining.changed", subject=meeting, by=by, at=at, thread=meeting.ref)


@transaction.atomic
def webcast(meeting: Meeting, *, url: str, by: User, at: datetime) -> None:
    """Where everyone can watch: said anew in the notice, if there is one. Unchanged, nothing is done."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if meeting.webcast_url == url:
        return
    meeting.webcast_url = url
    meeting.save(update_fields=["webcast_url"])
    record("meetings.webcast.changed", subject=meeting, by=by, at=at, thread=meeting.ref)
    public_notices.again(meeting, by=by, at=at)
