"""Who may do what with a meeting and its papers. The first line of a rule is the reason a person reads on a 403."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Consent
from pcc_portal.meetings.models import Body, Clearance, Meeting, Paper, PaperRequest, Sitting
from pcc_portal.meetings.states import PENDING, PaperState, RequestState
from pcc_portal.notices.models import Message


def may_prepare(user: User, meeting: Meeting) -> bool:
    """Only the clerk to this body prepares its agenda."""
    return user.rights.may(Power.PREPARE, meeting.body.organisation_id)


def may_minute(user: User, meeting: Meeting) -> bool:
    """Only the clerk to this body writes its minutes."""
    return user.rights.may(Power.PREPARE, meeting.body.organisation_id)


def may_exempt(user: User, meeting: Meeting) -> bool:
    """Only the clerk to this body marks matter exempt (law.md finding 1: the duty is the host council's)."""
    return user.rights.may(Power.EXEMPT, meeting.body.organisation_id)


def may_issue(user: User, meeting: Meeting) -> bool:
    """Only the clerk to this body issues its papers (law.md finding 1)."""
    return user.rights.may(Power.ISSUE, meeting.body.organisation_id)


def may_read_exempt(user: User, meeting: Meeting) -> bool:
    """Only members of this body, their substitutes at this meeting, and its clerk read the exempt part (LGA 1972 s100F)."""
    is_member = user.rights.may(Power.READ_EXEMPT, meeting.body.organisation_id)
    return is_member or meeting.ref in user.rights.refs(Power.READ_EXEMPT)


def may_correct(user: User, meeting: Meeting) -> bool:
    """Only members of this body, their substitutes at this meeting, and its clerk propose corrections to its minutes."""
    return may_read_exempt(user, meeting)


def may_sign(user: User, meeting: Meeting) -> bool:
    """Only the Chair signs minutes in the portal; a page signed on paper by whoever presided is recorded by the clerk."""
    return user.person_id is not None and user.rights.may(Power.SIGN_MINUTES, meeting.body.organisation_id)


def may_second(user: User, consent: Consent) -> bool:
    """Another person of the same side agrees, never the one who asked."""
    return consent.asked_by_id != user.pk and user.rights.may(Power.SECOND, consent.organisation_id)


def is_still_asked(message: Message) -> bool:
    """A mail that asks for agreement goes only while nobody has answered, and to an account that is open."""
    asked = Consent.objects.filter(pk=message.about_id).first()
    return (
        asked is not None
        and asked.is_asked
        and User.objects.filter(email=message.to, is_active=True).exists()
    )


def is_author(user: User, paper: Paper) -> bool:
    """A paper belongs to the office that supplies it, and to the person who was asked for it."""
    asked = paper.live_request
    if asked is not None and asked.author_id == user.pk:
        return True
    return user.rights.may(Power.WRITE_PAPERS, paper.document.organisation_id)


def may_write(user: User, paper: Paper) -> bool:
    """A paper is changed by its author's own office until it is sent in, and by the clerk while no author has it in hand."""
    if not paper.is_open:
        return False
    if is_author(user, paper) and paper.state in {PaperState.DRAFTING, PaperState.TO_FOLLOW}:
        return True
    return may_prepare(user, paper.item.meeting) and not paper.is_with_author


def may_read(user: User, paper: Paper) -> bool:
    """The author's office is still writing this paper; the clerk reads it when it is sent in (law.md finding 1)."""
    handles = may_prepare(user, paper.item.meeting) or may_clear(user, paper)
    return is_author(user, paper) or (handles and not paper.is_with_author)


def live_until(user: User, *, at: datetime) -> datetime | None:
    """When the meeting is over that this user sits in at this moment, clerks, or presents a paper to; None without one.

    A meeting is live from a little before it begins until some hours after (settings), or until the clerk says that it
    was held or broken off. Nobody is signed out in it.
    """
    day = timezone.localdate(at)
    before, after = settings.MEETING_LIVE_BEFORE, settings.MEETING_LIVE_AFTER
    near = (day - timedelta(days=1), day + timedelta(days=1))
    meetings = Meeting.objects.pending().filter(held_on__range=near, is_date_fixed=True)
    return max(
        (
            meeting.begins_at + after
            for meeting in meetings.attended_by(user, on=day)
            if meeting.begins_at - before <= at < meeting.begins_at + after
        ),
        default=None,
    )


def may_keep_calendar(user: User) -> bool:
    """Only members of a body and its clerk have a calendar of their own; the public calendar is open to everyone."""
    return bool(user.rights.organisations(Power.READ_EXEMPT))


def may_clear(user: User, paper: Paper) -> bool:
    """Only those whom the clerk has asked to clear this paper read it for that."""
    return Paper.objects.to_clear_by(user).filter(pk=paper.pk).exists()


def may_promise(user: User, paper: Paper) -> bool:
    """Only the one who was asked for a paper says when it will come, or the clerk who was told."""
    asked = paper.live_request
    is_theirs = asked is not None and asked.author_id == user.pk
    return is_theirs or may_prepare(user, paper.item.meeting)


def may_hear_of_request(message: Message) -> bool:
    """A paper that is no longer asked for is not written about."""
    return PaperRequest.objects.live().filter(pk=message.about_id).exists()


def may_be_reminded(message: Message) -> bool:
    """Nobody is reminded of a paper that has come in."""
    return PaperRequest.objects.awaited().filter(pk=message.about_id).exists()


def may_be_asked_to_clear(message: Message) -> bool:
    """Nobody is sent to clear what is no longer there to be cleared."""
    asked = Clearance.objects.filter(pk=message.about_id, withdrawn_reason="", request__state=RequestState.IN)
    return asked.exists()


def may_record(user: User, meeting: Meeting) -> bool:
    """Only the clerk to this body records who is there."""
    return user.rights.may(Power.PREPARE, meeting.body.organisation_id)


def may_answer(user: User, meeting: Meeting, *, on: date) -> bool:
    """Only who sits on this body on the day, or stands in for one who does, says whether they come, and before it is over."""
    is_over = meeting.life not in PENDING or (meeting.is_date_fixed and meeting.held_on < on)
    if user.person_id is None or meeting.is_planned or is_over:
        return False
    stands_in = meeting.attendances.filter(person=user.person_id, stands_in_for__isnull=False)
    return (
        _sittings(meeting.body, on=meeting.held_on).filter(person=user.person_id).exists()
        or stands_in.exists()
    )


def members_in_office(body: Body, *, on: date) -> int:
    """How many are members on a day: a vacancy lowers it, an absent member does not (PRSRA 2011 Sch 5 para 4(4))."""
    return _sittings(body, on=on).values("person").distinct().count()


def is_two_thirds(votes: int, *, members: int) -> bool:
    """Two thirds of all members in office, not of those present (PRSRA 2011 Sch 5 para 4(4)): 9 of 13."""
    return members > 0 and 3 * votes >= 2 * members


def two_thirds_of(members: int) -> int:
    """The fewest votes that are two thirds: 10 need 7, 13 need 9, 20 need 14."""
    return -(-2 * members // 3)


def _sittings(body: Body, *, on: date) -> QuerySet[Sitting]:
    """Who sits on a body on a day."""
    return Sitting.objects.on(on).filter(seat__body=body)
