"""What an inspection found: entered, given an owner, put to the force, written about, moved on and closed."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from governance.actions import inspections
from governance.actions.inspections import under_answer
from governance.models import Finding, FindingUpdate, Inspection
from governance.states.inspections import BY_THE_FORCE, FINDING_MOVES, FindingState
from pcc_portal import notices
from pcc_portal.accounts.models import Holding, Person, Post, User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal

ASKED = "governance.finding_asked"
HEARS = "governance.rules.inspections.may_hear_of_finding"


class StillLinked(Refusal):
    """A later report repeats this finding, so it cannot go."""


class PutToTheForce(Refusal):
    """The force has it in hand: it is closed, and not removed."""


class TwoOwners(Refusal):
    """A person or a post, and not both."""


class NotEarlier(Refusal):
    """A finding repeats one of an earlier report."""


class NobodyToAsk(Refusal):
    """No finding has an owner who was not asked yet."""


class NotAsked(Refusal):
    """Nobody waits for a reply."""


class NotForTheForce(Refusal):
    """What satisfies the office, the office says."""


@transaction.atomic
def add(inspection: Inspection, *, kind: str, words: str, by: User, at: datetime, **said: Any) -> Finding:
    """Entered once, in the words of the report; numbered as it comes. Raises TwoOwners, NotEarlier, NotUnderAnswer."""
    row = under_answer(inspection)
    last = Finding.objects.filter(inspection=row).aggregate(last=Max("number"))["last"] or 0
    finding = Finding(inspection=row, number=last + 1, kind=kind, words=words)
    _describe(finding, **said)
    finding.save()
    _note("added", finding, by=by, at=at)
    return finding


@transaction.atomic
def edit(finding: Finding, *, by: User, at: datetime, **said: Any) -> Finding:
    """Its kind, words and area, and what it repeats. Raises NotEarlier, NotUnderAnswer."""
    under_answer(finding.inspection)
    row = locked(finding)
    _describe(row, **said)
    row.save()
    _note("edited", row, by=by, at=at)
    return row


@transaction.atomic
def assign(
    finding: Finding,
    *,
    owner_person: Person | None,
    owner_post: Post | None,
    lead: Person | None,
    plan_line: str,
    by: User,
    at: datetime,
) -> Finding:
    """Whose it is, before and after the response: another owner is asked anew, and the one before sees it no more. Raises TwoOwners."""
    row = locked(finding)
    before = (row.owner_person_id, row.owner_post_id)
    _describe(row, owner_person=owner_person, owner_post=owner_post, lead=lead, plan_line=plan_line)
    if (row.owner_person_id, row.owner_post_id) != before:
        row.asked_on, row.due_on = None, None
    row.save()
    _note("assigned", row, by=by, at=at)
    return row


@transaction.atomic
def remove(finding: Finding, *, by: User, at: datetime) -> None:
    """Entered by mistake. Raises StillLinked, PutToTheForce, NotUnderAnswer."""
    under_answer(finding.inspection)
    row = locked(finding)
    later = Finding.objects.filter(repeats=row).select_related("inspection").first()
    if later is not None:
        raise StillLinked(
            f"{later} of {later.inspection} says that it repeats this finding. Take that link away first, or leave this one."
        )
    if row.asked_on is not None or FindingUpdate.objects.filter(finding=row).exists():
        raise PutToTheForce("The force has it in hand. Close it instead, and say why.")
    facts = {"report": str(row.inspection), "name": str(row)}
    record("governance.finding.removed", subject=row, by=by, at=at, thread=row.inspection.slug, **facts)
    row.delete()


@transaction.atomic
def put_to_force(inspection: Inspection, *, answers_due_on: date, by: User, at: datetime) -> int:
    """Everything with an owner who was not asked yet: from now on they see it, and each gets one mail. Raises NobodyToAsk."""
    row, on = inspections.locked(inspection), timezone.localdate(at)
    rows = Finding.objects.filter(inspection=row, asked_on__isnull=True)
    asked = list(rows.exclude(owner_person__isnull=True, owner_post__isnull=True))
    if not asked:
        raise NobodyToAsk("Every finding with an owner has been put to them. Give the others an owner first.")
    Finding.objects.filter(pk__in=[one.pk for one in asked]).update(asked_on=on)
    row.asked_on, row.answers_due_on = on, answers_due_on
    row.save(update_fields=["asked_on", "answers_due_on"])
    for user in _owners(asked, on=on):
        notices.post(
            ASKED,
            to=user.email,
            context={
                "report": str(row),
                "due_on": answers_due_on,
                "link": f"{settings.PUBLIC_BASE_URL}/governance/findings/",
            },
            dedupe_key=f"{ASKED}:{row.pk}:{user.pk}:{on}",
            rule=HEARS,
            by=by,
            at=at,
            about=row,
        )
    facts = {"report": str(row), "count": len(asked), "due_on": answers_due_on.isoformat()}
    record("governance.finding.put_to_force", subject=row, by=by, at=at, thread=row.slug, **facts)
    return len(asked)


def _owners(rows: list[Finding], *, on: date) -> list[User]:
    """Who can sign in among the people named, and the holders of the posts named on that day."""
    people = {row.owner_person_id for row in rows} - {None}
    held = Holding.objects.on(on).filter(post__in={row.owner_post_id for row in rows} - {None})
    named = Q(person__in=people) | Q(person__in=held.values("person"))
    return list(User.objects.filter(named, is_active=True).order_by("email"))


@transaction.atomic
def update(
    finding: Finding,
    *,
    words: str,
    by: User,
    at: datetime,
    evidence: str = "",
    state: str = "",
    is_of_force: bool = False,
) -> FindingUpdate:
    """What was done, and where it stands now; what nobody typed over stays in the trail. Raises NotForTheForce, BadMove.

    The force says that it is in its plan, and that there is evidence; whether that satisfies, the office says.
    """
    row = locked(finding)
    if state and state != row.state:
        if is_of_force and FindingState(state) not in BY_THE_FORCE:
            raise NotForTheForce("Whether it is dealt with is for the Commissioner’s office to say.")
        move(row, FindingState(state), along=FINDING_MOVES, field="state")
        row.closed_on = timezone.localdate(at) if row.state == FindingState.CLOSED else None
        row.save(update_fields=["state", "closed_on"])
    made = FindingUpdate.objects.create(
        finding=row, words=words, evidence=evidence, state=row.state, by=by, at=at
    )
    _note("updated", row, by=by, at=at, state=FindingState(row.state).label)
    return made


@transaction.atomic
def put_off(finding: Finding, *, due_on: date, why: str, by: User, at: datetime) -> Finding:
    """A day of its own for the first reply; the one before stays in the trail. Raises NotAsked."""
    row = locked(finding)
    if row.asked_on is None or not row.is_open:
        raise NotAsked("The force is not asked about it any more.")
    before, row.due_on = row.due_on or row.inspection.answers_due_on, due_on
    row.save(update_fields=["due_on"])
    was = f"It was due on {before.day} {before:%B %Y}. " if before else ""
    words = f"Due on {due_on.day} {due_on:%B %Y}. {was}{why}"
    FindingUpdate.objects.create(finding=row, words=words, state=row.state, by=by, at=at)
    _note("put_off", row, by=by, at=at)
    return row


def locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("inspection__office", "area")
    return rows.get(pk=finding.pk)


def _describe(row: Finding, **said: Any) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    if row.owner_person_id and row.owner_post_id:
        raise TwoOwners("Name a person or a post, and not both.")
    if row.repeats is None:
        return
    # Under its lock: whoever removes it at this moment sees the link, or this sees that it is gone.
    earlier = Finding.objects.select_for_update(of=("self",)).select_related("inspection")
    before = earlier.filter(pk=row.repeats.pk).first()
    if before is None or before.inspection.published_on >= row.inspection.published_on:
        raise NotEarlier("It can repeat a finding of an earlier report only.")


def _note(verb: str, row: Finding, *, by: User, at: datetime, **facts: Any) -> None:
    said = {"report": str(row.inspection), "name": str(row)} | facts
    record(f"governance.finding.{verb}", subject=row, by=by, at=at, thread=row.inspection.slug, **said)
