"""Tell everyone on a meeting's list what is new: one mail a person, public words and links, never exempt matter."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import deliveries, mailing
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.actions.mailing import list_of
from pcc_portal.meetings.models import Announcement, Delivery, Meeting
from pcc_portal.meetings.queries import Agenda, private_titles_in
from pcc_portal.meetings.states import AnnouncementKind, Audience
from pcc_portal.notices import Message
from pcc_portal.notices.states import NOT_ARRIVED, MessageState

OPENING = {
    AnnouncementKind.ISSUED: "The agenda and papers for this meeting have been issued.",
    AnnouncementKind.SUPPLEMENT: "More papers for this meeting have been issued.",
    AnnouncementKind.CORRECTED: "Something in the papers of this meeting has been put right.",
    AnnouncementKind.WITHDRAWN: "A paper of this meeting has been withdrawn.",
    AnnouncementKind.OPENED: "Something that only members could read is public now.",
    AnnouncementKind.CALLED: "A meeting has been called.",
    AnnouncementKind.CHANGED: "Something about this meeting has changed.",
    AnnouncementKind.MOVED: "This meeting has been moved.",
    AnnouncementKind.ADJOURNED: "This meeting has been adjourned.",
    AnnouncementKind.INQUORATE: "This meeting could not be held: too few members were there.",
    AnnouncementKind.DEFERRED: "An item of this meeting has been put off.",
    AnnouncementKind.CANCELLED: "This meeting has been cancelled.",
    AnnouncementKind.MINUTES: "The draft minutes of this meeting have been circulated.",
    AnnouncementKind.CONFIRMED: "The minutes of this meeting have been confirmed.",
}


class PrivateWords(Refusal):
    """The words of a mail hold a title that is not for the public."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = titles
        quoted = "; ".join(f"“{title}”" for title in titles)
        super().__init__(
            f"A mail cannot be called back, and these words hold a private title: {quoted}. Use the public title."
        )


def subject_of(meeting: Meeting, kind: AnnouncementKind) -> str:
    return f"{AnnouncementKind(kind).label}: {meeting}"


def news_of_issue(agenda: Agenda) -> list[str]:
    """The items with papers that everyone may read, by number and public title."""
    return [
        f"Item {line.number}: {line.title}"
        for line in agenda.walk()
        if any(sheet.is_printed and not sheet.is_private for sheet in line.sheets)
    ]


def news_of_papers(agenda: Agenda) -> list[str]:
    """The papers that everyone may read, each with its item: a supplement has few."""
    return [
        f"Item {line.number}: {sheet.title}"
        for line, sheet in agenda.sheets()
        if sheet.is_printed and not sheet.is_private
    ]


def drafted(meeting: Meeting, *, kind: AnnouncementKind, at: datetime) -> Announcement:
    """The words that will go out: those the clerk prepared, else the portal's own (then not saved)."""
    kept = Announcement.objects.filter(meeting=meeting, kind=kind, told_at__isnull=True).first()
    return kept or Announcement(
        meeting=meeting, kind=kind, subject=subject_of(meeting, kind), words=OPENING[kind], prepared_at=at
    )


@transaction.atomic
def prepare(
    meeting: Meeting,
    *,
    kind: AnnouncementKind,
    subject: str,
    words: str,
    by: User,
    at: datetime,
    to_be_private: str = "",
) -> Announcement:
    """Keep the clerk's words for when it is told; ``to_be_private`` is a title that what is told makes private.

    Raises PrivateWords; then nothing is written.
    """
    if titles := private_titles_in(f"{subject}\n{words}", meeting, *filter(None, [to_be_private])):
        raise PrivateWords(titles)
    row, _ = Announcement.objects.update_or_create(
        meeting=meeting,
        kind=kind,
        told_at__isnull=True,
        defaults={"subject": subject, "words": words, "prepared_at": at, "by": by},
    )
    record(
        "meetings.announcement.prepared", subject=row, by=by, at=at, thread=meeting.ref, subject_line=subject
    )
    return row


@transaction.atomic
def tell(
    meeting: Meeting,
    *,
    kind: str,
    news: Sequence[str],
    by: User | None,
    at: datetime,
    of: Sequence[Release] = (),
) -> Announcement:
    """Write one mail to each person on the meeting's list, in the caller's transaction; jobs send them once it commits.

    ``news`` are public sentences. Each release in ``of`` (the meeting's notice, where none is named) must still be
    live when a mail is about to go, else that mail is held. While nothing of the meeting is public the public is not
    told. Words that have come to hold a private title since the clerk prepared them are left out.
    """
    which = AnnouncementKind(kind)
    row = drafted(meeting, kind=which, at=at)
    if private_titles_in(f"{row.subject}\n{row.words}", meeting):
        row.subject, row.words = subject_of(meeting, which), OPENING[which]
    live = {
        r.kind: r
        for r in Release.objects.live().filter(collection=meeting.ref).exclude(kind="meetings.paper")
    }
    told_of = list(of) or [r for name, r in live.items() if name == "meetings.notice"]
    row.news, row.told_at, row.by = list(news), at, by
    row.tells_of = [[release.kind, release.subject_id] for release in told_of]
    row.save()
    chosen = list_of(meeting, kind=which, on=timezone.localdate(at)).recipients
    if not told_of:
        chosen = [one for one in chosen if one.audience != Audience.PUBLIC]
    context = deliveries.context_of(row, has_pack="meetings.pack" in live, is_public=bool(told_of))
    deliveries.post(row, chosen, context, by=by, at=at)
    record(
        "meetings.announcement.told",
        subject=row,
        by=by,
        at=at,
        thread=meeting.ref,
        people=len(chosen),
        subject_line=row.subject,
    )
    return row


def rehearsed(row: Announcement, what: Callable[[], object], *, at: datetime) -> str:
    """What a member would read if this were done now: it is done, and taken back before anybody can know of it.

    So the day, the place and the reason stand in it as they will. Nothing if nobody is told. Raises what it raises.
    """
    before = list(told_of(row.meeting).values_list("pk", flat=True))
    with transaction.atomic():
        what()
        done = told_of(row.meeting).filter(kind=row.kind).exclude(pk__in=before).first()
        text = ""
        if done is not None:
            pack = Release.objects.live().filter(collection=row.meeting.ref, kind="meetings.pack")
            text = preview(
                done,
                news=done.news,
                has_exempt_part=deliveries.has_exempt_part(row.meeting.ref),
                has_pack=pack.exists(),
                at=at,
            )
        transaction.set_rollback(True)
    return text


def preview(
    row: Announcement, *, news: Sequence[str], has_exempt_part: bool, at: datetime, has_pack: bool = True
) -> str:
    """What a member would read if it were told now, with the papers out."""
    row.news = list(news)
    context = deliveries.context_of(row, has_pack=has_pack, is_public=True)
    context |= {"has_exempt_part": has_exempt_part, "is_member": True, "has_account": True}
    return notices.preview("meetings.announcement", context=context, at=at)[1]


def told_of(meeting: Meeting) -> QuerySet[Announcement]:
    """What was told, newest first, with how many it reached and how many it did not."""
    states = "deliveries__message__state"
    return (
        Announcement.objects.filter(meeting=meeting, told_at__isnull=False)
        .annotate(
            people=Count("deliveries"),
            reached=Count("deliveries", filter=Q(**{states: MessageState.SENT})),
            missed=Count("deliveries", filter=Q(**{f"{states}__in": NOT_ARRIVED})),
        )
        .order_by("-told_at")
    )


def may_still_be_told(message: Message) -> bool:
    """Whether what the mail tells of is still public, its words still hold no private title, and its reader still wants it."""
    delivery = Delivery.objects.filter(message=message).select_related("announcement__meeting").first()
    if delivery is None:
        return False
    row = delivery.announcement
    live = Release.objects.live()
    if not all(live.filter(kind=kind, subject_id=pk).exists() for kind, pk in row.tells_of):
        return False
    if private_titles_in(f"{message.subject}\n{message.body_text}", row.meeting):
        return False
    return delivery.audience != Audience.PUBLIC or (
        mailing.subscription_of(row.meeting.body_id, delivery.email) is not None
    )
