"""Lines of enquiry: prepared in private, shared with the Chair on purpose, reached at the meeting or asked in writing.

What is private has no audit row; from the moment that it is shared, every act has one, without its words.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from panel.models import Enquiry
from panel.models.enquiry import ASKED
from panel.states import ENQUIRY_MOVES, EnquiryState
from pcc_portal import notices
from pcc_portal.accounts.access import holders
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.models import Meeting


class DueInThePast(Exception):
    """Nobody can answer by a day that is over."""

    fit_to_show = True

    def __init__(self) -> None:
        super().__init__("This day is over. Give a day from today on.")


@transaction.atomic
def prepare(
    meeting: Meeting,
    paper: UUID,
    *,
    page: str,
    words: str,
    by: User,
    at: datetime,
    quote: str = "",
    key: UUID | None = None,
) -> Enquiry:
    """For its owner alone, until they share it. ``key`` makes it once, however often it is sent."""
    made = Enquiry.objects.filter(pk=key, owner=by).first() if key else None
    if made is not None:
        return made
    said = {"page": page, "words": words.strip(), "quote": quote[:400], "created_at": at}
    if key and not Enquiry.objects.filter(pk=key).exists():
        said["pk"] = key
    return Enquiry.objects.create(owner=by, meeting=meeting, paper_id=paper, **said)


@transaction.atomic
def change(enquiry: Enquiry, *, words: str) -> Enquiry:
    """Other words, while nobody else has read it. Raises NotPrivate."""
    enquiry = _private(enquiry)
    enquiry.words = words.strip()
    enquiry.save(update_fields=["words"])
    return enquiry


@transaction.atomic
def remove(enquiry: Enquiry) -> None:
    """For good, while nobody else has read it. Raises NotPrivate."""
    _private(enquiry).delete()


@transaction.atomic
def share(enquiry: Enquiry, *, by: User, at: datetime) -> Enquiry:
    """From now on the Chair reads it too. Raises BadMove."""
    enquiry = _moved(enquiry, EnquiryState.SHARED)
    enquiry.shared_at = at
    return _noted("shared", enquiry, by=by, at=at)


@transaction.atomic
def take_back(enquiry: Enquiry, *, by: User, at: datetime) -> Enquiry:
    """Private again, unless it was asked meanwhile. Raises BadMove."""
    enquiry = _moved(enquiry, EnquiryState.PRIVATE)
    enquiry.shared_at = None
    return _noted("taken_back", enquiry, by=by, at=at)


@transaction.atomic
def reach(enquiry: Enquiry, *, by: User, at: datetime) -> Enquiry:
    """It was asked at the meeting. Raises BadMove."""
    return _noted("reached", _moved(enquiry, EnquiryState.REACHED), by=by, at=at)


@transaction.atomic
def ask_in_writing(enquiry: Enquiry, *, due_on: date, by: User, at: datetime) -> Enquiry:
    """What was not reached is asked of the office that supplied the paper, to be answered by a day. Raises BadMove, DueInThePast."""
    if due_on < timezone.localdate(at):
        raise DueInThePast
    enquiry = _moved(enquiry, EnquiryState.WRITTEN)
    enquiry.asked_at, enquiry.asked_by, enquiry.due_on = at, by, due_on
    _noted("asked_in_writing", enquiry, by=by, at=at, due_on=due_on.isoformat())
    for user in who_answers(enquiry, on=timezone.localdate(at)):
        _write(enquiry, "question_asked", to=user, by=by, at=at)
    return enquiry


@transaction.atomic
def answer(enquiry: Enquiry, *, words: str, by: User, at: datetime) -> Enquiry:
    """Read by all members. Raises BadMove."""
    enquiry = _moved(enquiry, EnquiryState.ANSWERED)
    enquiry.answer, enquiry.answered_by, enquiry.answered_at = words.strip(), by, at
    _noted("answered", enquiry, by=by, at=at)
    _write(enquiry, "question_answered", to=enquiry.owner, by=by, at=at)
    return enquiry


def who_answers(enquiry: Enquiry, *, on: date) -> list[User]:
    """Who wrote the paper, if they were asked for it and still write for that office; else everyone who does."""
    writers = holders(Power.WRITE_PAPERS, enquiry.paper.document.organisation_id, on=on)
    asked = enquiry.paper.live_request
    authors = [user for user in writers if asked is not None and user.pk == asked.author_id]
    return authors or writers


def _write(enquiry: Enquiry, kind: str, *, to: User, by: User, at: datetime) -> None:
    """That there is a question, or an answer, and never its words: it may speak of what is exempt."""
    meeting = enquiry.meeting
    notices.post(
        f"panel.{kind}",
        to=to.email,
        context={
            "meeting": str(meeting),
            "due_on": enquiry.due_on,
            "path": f"{meeting.path}enquiries/",
        },
        dedupe_key=f"panel.{kind}:{enquiry.pk}:{to.pk}",
        rule=f"panel.rules.may_hear_of_{kind}",
        about=enquiry,
        by=by,
        at=at,
    )


class NotPrivate(Exception):
    """Others have read it: it is no longer changed."""

    fit_to_show = True

    def __init__(self) -> None:
        super().__init__("This has been shared, and is no longer changed. Take it back first.")


def _private(enquiry: Enquiry) -> Enquiry:
    held = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    if not held.is_private:
        raise NotPrivate
    return held


def _moved(enquiry: Enquiry, target: EnquiryState) -> Enquiry:
    held = (
        Enquiry.objects.select_for_update(of=("self",))
        .select_related("meeting__body", "paper__document", "owner")
        .get(pk=enquiry.pk)
    )
    move(held, target, along=ENQUIRY_MOVES, field="state")
    return held


def _noted(what: str, enquiry: Enquiry, *, by: User, at: datetime, **facts: str) -> Enquiry:
    """The words stay on the enquiry: they may speak of what is exempt. The clerk's page hears of written questions alone."""
    enquiry.save()
    thread = enquiry.meeting.ref if enquiry.state in ASKED else ""
    record(f"panel.enquiry.{what}", subject=enquiry, by=by, at=at, thread=thread, page=enquiry.page, **facts)
    return enquiry
