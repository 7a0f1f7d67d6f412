"""What waits for a second pair of eyes, and what was exempt and is to be looked at again."""

from datetime import date

from django.urls import reverse

from panel.queries.standing import Standing, Task
from pcc_portal.accounts import rules
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Consent
from pcc_portal.documents.states import ConsentState
from pcc_portal.meetings.actions.reviews import in_force
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.states import (
    AGREED_TO_CONFIRM,
    AGREED_TO_ISSUE,
    AGREED_TO_ISSUE_LATE,
    AGREED_TO_RELEASE,
)

KINDS = {AGREED_TO_ISSUE: "Issue of", AGREED_TO_ISSUE_LATE: "Supplement to", AGREED_TO_CONFIRM: "Minutes of"}


def as_second(here: Standing, user: User) -> None:
    """What waits for this person's second look, and what of their own waits for another's; two queries at the most."""
    if not user.rights.organisations(Power.SECOND) | user.rights.organisations(Power.ISSUE):
        return
    rows = Consent.objects.visible_to(user).filter(state=ConsentState.ASKED, kind__startswith="meetings.")
    asked = list(rows.select_related("asked_by__person").order_by("asked_at"))
    if not asked:
        return
    about = Meeting.objects.filter(ref__in={consent.thread for consent in asked}).select_related("body")
    named = {meeting.ref: str(meeting) for meeting in about}
    for consent in asked:
        what = f"{KINDS.get(consent.kind, 'Making public what was exempt in')} {named[consent.thread]}"
        count = len(consent.what.splitlines())
        words = f"{count} thing{'' if count == 1 else 's'} that take{'s' if count == 1 else ''} two people to let out."
        href = reverse("meetings:consent", args=[consent.thread, consent.pk])
        if consent.asked_by_id == user.pk:
            here.waits.append(Task(f"{what}: another clerk is to agree", words, href, "Open"))
        elif user.rights.may(Power.SECOND, consent.organisation_id):
            said = f"Asked by {consent.asked_by}. {words}"
            here.needs.insert(0, Task(f"{what}: do you agree?", said, href, "Look"))


def as_reviewer(here: Standing, user: User, *, on: date) -> None:
    """Exemptions whose day has come wait for those who exempt; not those that somebody has asked to make public."""
    due = [held for held in in_force(user.rights.organisations(Power.EXEMPT)) if held.days_past(on) >= 0]
    if due:
        asked = Consent.objects.visible_to(user).live().filter(kind=AGREED_TO_RELEASE)
        waiting = set(asked.values_list("subject_id", flat=True))
        due = [held for held in due if str(held.exemption.pk) not in waiting]
    if due:
        count = f"{len(due)} exemption{'' if len(due) == 1 else 's'}"
        words = "Keep exempt with new reasons, or make public."
        late = any(held.days_past(on) > 0 for held in due)
        here.needs.append(
            Task(f"Look at {count} again", words, reverse("panel:exemptions"), "Look", is_late=late)
        )


def as_restorer(here: Standing, user: User, *, on: date) -> None:
    """A lost second step that another administrator has looked into."""
    for restoring in rules.waiting_for(user, on=on):
        words = f"{restoring.asked_by} has checked who asked. A second person has to agree, within a day."
        href = reverse("panel:restoring", args=[restoring.pk])
        here.needs.append(Task(f"Restore the sign-in of {restoring.user}", words, href, "Look"))
