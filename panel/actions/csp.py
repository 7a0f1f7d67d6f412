"""Issues of Community Safety Partnerships: entered, tested, put on an agenda, answered."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from panel.models import CspIssue
from panel.states.dealings import CSP_MOVES, CspState, Reach
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import items
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Item, Meeting
from pcc_portal.meetings.states import ItemKind, Part


class NotStrategic(Refusal):
    """A single local issue is for the place that it concerns."""


class NotForTheAgenda(Refusal):
    """It was not decided that it is for the Panel, or the agenda is out."""


@transaction.atomic
def receive(
    body: Body,
    *,
    partnership: Organisation,
    title: str,
    words: str,
    reach: str,
    received_on: date,
    by: User,
    at: datetime,
    implication: str = "",
) -> CspIssue:
    """A partnership, or a member who sits on it, brings something before the Panel."""
    said: dict[str, Any] = {"title": title, "words": words, "reach": reach, "implication": implication}
    row = CspIssue.objects.create(body=body, partnership=partnership, received_on=received_on, **said)
    _note("received", row, by=by, at=at)
    return row


@transaction.atomic
def accept(row: CspIssue, *, reach: str, implication: str, reason: str, by: User, at: datetime) -> CspIssue:
    """For the Panel: strategic, and not a single local issue (the Panel's procedure). Raises NotStrategic, BadMove."""
    if Reach(reach) == Reach.ONE:
        raise NotStrategic(
            "It concerns one place. The Panel hears strategic issues: say what it means beyond that place, or pass it on."
        )
    row = _moved(row, CspState.STRATEGIC)
    row.reach, row.implication = reach, implication
    return _decided(row, "accepted", reason=reason, by=by, at=at)


@transaction.atomic
def pass_on(row: CspIssue, *, reason: str, by: User, at: datetime) -> CspIssue:
    """Not for the Panel; the reason says who deals with it. Raises BadMove."""
    row = _moved(row, CspState.LOCAL)
    return _decided(row, "passed_on", reason=reason, by=by, at=at)


@transaction.atomic
def put_on_agenda(row: CspIssue, *, meeting: Meeting, by: User, at: datetime) -> Item:
    """Its line under the standing item of a draft agenda, with what it means for the county. Pressed twice it is one line.

    Raises NotForTheAgenda, AgendaLocked.
    """
    row = _locked(row)
    if row.state != CspState.STRATEGIC:
        raise NotForTheAgenda("Decide first that it is for the Panel.")
    if row.item is not None and row.item.meeting_id == meeting.pk:
        return row.item
    lines = Item.objects.filter(meeting=meeting, part=Part.OPEN, parent__isnull=True)
    wanted = Q(public_title__icontains="community safety partnership") | Q(
        public_title__icontains="issues raised"
    )
    row.item = items.add(
        meeting,
        public_title=str(row)[:300],
        purpose=row.implication,
        kind=ItemKind.VERBAL,
        parent=lines.filter(wanted).first(),
        by=by,
        at=at,
    )
    row.save(update_fields=["item"])
    _note("put_on_agenda", row, by=by, at=at)
    return row.item


@transaction.atomic
def answer(row: CspIssue, *, response: str, responded_on: date, by: User, at: datetime) -> CspIssue:
    """What the Panel, or the Commissioner, answered. Raises BadMove."""
    row = _moved(row, CspState.ANSWERED)
    row.response, row.responded_on = response, responded_on
    row.save()
    _note("answered", row, by=by, at=at)
    return row


def _locked(row: CspIssue) -> CspIssue:
    rows = CspIssue.objects.select_for_update(of=("self",))
    return rows.select_related("body", "partnership", "item").get(pk=row.pk)


def _moved(row: CspIssue, state: CspState) -> CspIssue:
    row = _locked(row)
    move(row, state, along=CSP_MOVES, field="state")
    return row


def _decided(row: CspIssue, verb: str, *, reason: str, by: User, at: datetime) -> CspIssue:
    row.reason, row.decided_by, row.decided_at = reason, by, at
    row.save()
    _note(verb, row, by=by, at=at)
    return row


def _note(verb: str, row: CspIssue, *, by: User, at: datetime) -> None:
    """Whose it is; what it is about is the clerk's until it stands on an agenda."""
    whose = str(row.partnership)
    record(f"panel.csp.{verb}", subject=row, by=by, at=at, thread=row.body.slug, partnership=whose)
