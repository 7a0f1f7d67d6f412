"""Mails between the one who asks and the second person: counts and links, never what is exempt nor what is wrong with it."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.states import AGREED_TO_RELEASE


def tell_seconds(consent: Consent, meeting: Meeting, *, by: User, at: datetime) -> None:
    """One mail to each who may be the second person; asked twice about the same, it is the same mail."""
    for user in consents.seconds(consent.organisation, on=timezone.localdate(at), but=by):
        notices.post(
            "meetings.second_asked",
            to=user.email,
            context=_words(consent, meeting) | {"asked_by": str(by)},
            dedupe_key=f"second {consent.pk} {user.pk}",
            rule="pcc_portal.meetings.rules.is_still_asked",
            about=consent,
            by=by,
            at=at,
        )


def tell_asker(consent: Consent, *, by: User, at: datetime) -> None:
    """That there is an answer, and by whom; what is wrong stands behind the link."""
    meeting = Meeting.objects.select_related("body").get(ref=consent.thread)
    notices.post(
        "meetings.second_answered",
        to=consent.asked_by.email,
        context=_words(consent, meeting) | {"answered_by": str(by), "agreed": not consent.is_refused},
        dedupe_key=f"second answered {consent.pk}",
        about=consent,
        by=by,
        at=at,
    )


def _words(consent: Consent, meeting: Meeting) -> dict[str, object]:
    path = reverse("meetings:consent", args=[meeting.ref, consent.pk])
    return {
        "meeting": str(meeting),
        "is_release": consent.kind == AGREED_TO_RELEASE,
        "link": f"{settings.PUBLIC_BASE_URL}{path}",
    }
