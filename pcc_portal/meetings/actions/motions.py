"""What is moved in one press: the recommendations of a paper, the exclusion of the public; and votes by name."""

from collections.abc import Mapping
from datetime import datetime
from html import escape

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import entries, minutes
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Entry, Item, Motion, Paper, Vote
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.models.motion import ResolutionKind
from pcc_portal.meetings.printing.wording import html_of, resolved, unended
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.queries.recommended import recommendations

# Said when private business comes up that the agenda did not foresee: the clerk fills in what the law asks to be named.
UNFORESEEN = (
    "That members of the public be excluded from the meeting for … on the grounds that their presence would involve "
    "the disclosure of exempt information as defined in paragraph … of Part 1 of Schedule 12A to the Local "
    "Government Act 1972."
)
_KINDS = {
    "notes": ResolutionKind.NOTE,
    "receives": ResolutionKind.NOTE,
    "confirms": ResolutionKind.CONFIRM,
    "accepts": ResolutionKind.ACCEPT,
    "agrees": ResolutionKind.ACCEPT,
    "approves": ResolutionKind.ACCEPT,
    "adopts": ResolutionKind.ACCEPT,
    "endorses": ResolutionKind.ACCEPT,
    "asks": ResolutionKind.ASK,
    "requests": ResolutionKind.ASK,
    "invites": ResolutionKind.ASK,
    "recommends": ResolutionKind.ASK,
    "requires": ResolutionKind.ASK,
}


class NothingRecommended(Refusal):
    """There is nothing to move in a paper without recommendations."""

    def __init__(self) -> None:
        super().__init__("This paper has no recommendations that were written here. Add a motion instead.")


def kind_of(words: str) -> str:
    """What sort of decision it is, by its first word."""
    return _KINDS.get(words.split(" ", 1)[0].lower(), ResolutionKind.OTHER)


@transaction.atomic
def move_recommendations(paper: Paper, *, by: User, at: datetime) -> Entry:
    """A motion for the recommendations of a paper and a resolution for each: "Note the report" becomes "Notes the report".

    Returns the motion. Raises NothingRecommended and all that entries.add raises.
    """
    said = recommendations([paper.text_id]).get(paper.text_id, []) if paper.text_id else []
    if not said:
        raise NothingRecommended
    is_private = paper.document.exemption_id is not None  # its title is, and so is what is resolved about it
    one = f"the recommendation{'' if len(said) == 1 else 's'} of the report “{escape(paper.public_title)}” be agreed"
    moved = entries.add(paper.item, kind=EntryKind.MOTION, html=one, is_private=is_private, by=by, at=at)
    for words in said:
        _resolve(moved, resolved(words), is_private=is_private, by=by, at=at)
    return moved


@transaction.atomic
def exclude_the_public(item: Item, *, by: User, at: datetime) -> Entry:
    """One press: the resolution of LGA 1972 s100A(4)-(5) as the agenda composes it. Mover and seconder may follow.

    Pressed again, it is the motion that is there already. Returns the motion.
    """
    held = minutes.hold(item.meeting, by=by, at=at)
    there = Entry.objects.filter(minutes=held, motion__excludes_public=True).first()
    if there is not None:
        return there
    words = agenda_of(item.meeting).resolution() or UNFORESEEN
    motion = entries.add(item, kind=EntryKind.MOTION, html=html_of(words), by=by, at=at)
    Motion.objects.filter(entry=motion).update(excludes_public=True)
    made = _resolve(motion, words, is_private=False, by=by, at=at)
    made.resolution.kind = ResolutionKind.EXCLUDE
    made.resolution.save(update_fields=["kind"])
    if held.exclusion_not_needed:
        minutes.say_not_needed(item.meeting, is_needed=True, by=by, at=at)
    record("meetings.minutes.public_excluded", subject=motion, by=by, at=at, thread=item.meeting.ref)
    return motion


def _resolve(motion: Entry, words: str, *, is_private: bool, by: User, at: datetime) -> Entry:
    made = entries.add(
        motion.item,
        kind=EntryKind.RESOLUTION,
        html=html_of(unended(words)),
        is_private=is_private,
        by=by,
        at=at,
    )
    made.resolution.motion, made.resolution.kind = motion.motion, kind_of(words)
    made.resolution.save(update_fields=["motion", "kind"])
    return made


@transaction.atomic
def vote_by_name(motion: Motion, votes: Mapping[int, str], *, by: User, at: datetime) -> Motion:
    """Who voted how, {person id: choice}; figures counted before are then read from the names. An empty choice is no vote."""
    entry = Entry.objects.select_related("item__meeting").get(pk=motion.entry_id)
    minutes.hold(entry.item.meeting, by=by, at=at)
    held = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    for person, choice in votes.items():
        if choice:
            Vote.objects.update_or_create(motion=held, person_id=person, defaults={"choice": choice})
        else:
            Vote.objects.filter(motion=held, person_id=person).delete()
    held.votes_for = held.votes_against = held.abstained = None
    held.save(update_fields=["votes_for", "votes_against", "abstained"])
    record("meetings.motion.voted_by_name", subject=held, by=by, at=at, thread=entry.item.meeting.ref)
    return held
