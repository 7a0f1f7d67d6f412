"""An item that came late: it is put to the Chair, who agrees or not with reasons, and the reasons are printed."""

from datetime import datetime

from django.db import transaction
from django.utils.html import format_html

from panel.models import UrgentItem
from panel.states.dealings import URGENT_MOVES, UrgentState
from pcc_portal import notices
from pcc_portal.accounts.access import holders
from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import entries, items
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item, Meeting, Supplement
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.states import ItemKind, Part, SupplementStatus

LAW = "Local Government Act 1972, section 100B(4)(b)"


class NotAgreed(Refusal):
    """Only what the Chair has agreed to is taken."""


class NoSupplement(Refusal):
    """The agenda is out, and nothing is in hand that could bring a late item."""


@transaction.atomic
def ask(
    meeting: Meeting, *, title: str, why: str, by: User, at: datetime, asked_for: Person | None = None
) -> UrgentItem:
    """Put it to the Chair, who is told by mail that something waits."""
    row = UrgentItem.objects.create(
        meeting=meeting, title=title, why=why, asked_for=asked_for, notified_at=at
    )
    _note("asked", row, by=by, at=at)
    for chair in holders(Power.AGREE_URGENCY, meeting.body.organisation_id, on=meeting.held_on):
        notices.post(
            "panel.something_waits",
            to=chair.email,
            context={"path": "/my/"},
            dedupe_key=f"panel.urgent:{row.pk}:{chair.pk}",
            rule="panel.rules.may_still_wait",
            by=by,
            at=at,
        )
    return row


@transaction.atomic
def decide(
    row: UrgentItem, *, is_agreed: bool, opinion: str, chair: Person, by: User, at: datetime
) -> UrgentItem:
    """The Chair's opinion, with the special circumstances (LGA 1972 s100B(4)(b)). The clerk may set down what was said aloud.

    Raises BadMove.
    """
    row = _locked(row)
    move(row, UrgentState.AGREED if is_agreed else UrgentState.REFUSED, along=URGENT_MOVES, field="state")
    row.opinion, row.chair, row.decided_by, row.decided_at = opinion, chair, by, at
    row.save()
    _note(row.state, row, by=by, at=at)
    return row


@transaction.atomic
def put_on_agenda(row: UrgentItem, *, by: User, at: datetime) -> Item:
    """A line on the agenda that says why it is urgent: on the draft, or with the supplement in hand. Pressed twice it is one.

    Raises NotAgreed, NoSupplement.
    """
    row = _agreed(row)
    if row.item is not None:
        return row.item
    supplement = None
    if not row.meeting.is_draft:
        in_hand = Supplement.objects.filter(meeting=row.meeting, status=SupplementStatus.DRAFT)
        supplement = in_hand.first()
        if supplement is None:
            raise NoSupplement(
                "The agenda is out. Start a supplement, which brings it in public; or take it at the meeting, and put it in the minutes."
            )
    row.item = items.add(
        row.meeting,
        public_title=row.title,
        purpose=f"Taken as urgent: {row.opinion}",
        kind=ItemKind.VERBAL,
        parent=_urgent_line(row.meeting) if supplement is None else None,
        supplement=supplement,
        by=by,
        at=at,
    )
    row.save(update_fields=["item"])
    _note("put_on_agenda", row, by=by, at=at)
    return row.item


@transaction.atomic
def minute(row: UrgentItem, *, by: User, at: datetime) -> UrgentItem:
    """The Chair's opinion and its reason, specified in the minutes (LGA 1972 s100B(4)(b)). Pressed twice it is one entry.

    Raises NotAgreed, and what adding an entry raises.
    """
    row = _agreed(row)
    if row.entry is not None:
        return row
    line = row.item or _urgent_line(row.meeting)
    if line is None:
        raise NotAgreed("This agenda has no item under which urgent business is taken.")
    words = format_html(
        "The Chair was of the opinion that “{}” should be considered as a matter of urgency, by reason of special circumstances ({}): {}",
        row.title,
        LAW,
        row.opinion,
    )
    row.entry = entries.add(line, kind=EntryKind.STATEMENT, html=words, by=by, at=at)
    row.save(update_fields=["entry"])
    _note("minuted", row, by=by, at=at)
    return row


def _urgent_line(meeting: Meeting) -> Item | None:
    """The standing item under which urgent business is taken."""
    lines = Item.objects.filter(meeting=meeting, part=Part.OPEN, parent__isnull=True)
    return lines.filter(public_title__icontains="urgent").select_related("meeting__body").first()


def _locked(row: UrgentItem) -> UrgentItem:
    rows = UrgentItem.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__body", "item__meeting__body", "entry").get(pk=row.pk)


def _agreed(row: UrgentItem) -> UrgentItem:
    row = _locked(row)
    if not row.is_agreed:
        raise NotAgreed("The Chair has not agreed that this is urgent.")
    return row


def _note(verb: str, row: UrgentItem, *, by: User, at: datetime) -> None:
    """Its title is nobody's but the clerk's and the Chair's until it stands on an agenda."""
    record(f"panel.urgent.{verb}", subject=row, by=by, at=at, thread=row.meeting.ref)
