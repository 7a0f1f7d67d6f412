"""What a pack is built from, its last build, and what was last asked of a second person about it."""

from __future__ import annotations

from hashlib import sha256

from django.db.models import QuerySet, StringAgg, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from pcc_portal.documents.models import Consent
from pcc_portal.meetings.models import BodyNote, Meeting, Pack, Paper, Sitting, Supplement
from pcc_portal.meetings.states import AGREED_TO_ISSUE
from pcc_portal.writing.models import Block


def inputs_of(meeting: Meeting) -> str:
    """Changes whenever anything that a pack is built from is saved: its substance, and the reason for short notice."""
    return sha256(f"{substance_of(meeting)} {meeting.short_notice_reason}".encode()).hexdigest()


def substance_of(meeting: Meeting) -> str:
    """What a second person agrees to: the agenda's edition, its texts, the front sheet.

    Without the reason for short notice: a day that went by changes nothing of what is let out and to whom.
    """
    texts = Paper.objects.filter(item__meeting=meeting).values("text")
    said = [
        meeting.edition,
        tuple(meeting.naming),
        _said_by(Block.objects.filter(text__in=texts)),
        list(
            Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id).values_list("pk", "office")
        ),
        list(BodyNote.objects.filter(body=meeting.body_id).values_list("title", "html")),
    ]
    return sha256(repr(said).encode()).hexdigest()


def _said_by(blocks: QuerySet[Block]) -> str:
    """A hash of each block in its place (moving one counts no version), worked out where the blocks are: a page asks for it."""
    one = Concat(Cast("pk", TextField()), Value(" "), Cast("version", TextField()), output_field=TextField())
    every = StringAgg(one, delimiter=Value(","), order_by=("text", "position"))
    return str(blocks.aggregate(said=MD5(every))["said"])


def latest_consent(meeting: Meeting) -> Consent | None:
    """What was last asked of a second person about issuing this agenda, whatever became of it."""
    asked = Consent.objects.about(AGREED_TO_ISSUE, meeting)
    return asked.select_related("asked_by__person", "answered_by__person", "organisation").first()


def latest_pack(meeting: Meeting, supplement: Supplement | None = None) -> Pack | None:
    """The last build of the agenda, or of one of its supplements."""
    return Pack.objects.filter(meeting=meeting, supplement=supplement).order_by("-built_at").first()
