"""The mails of an announcement, one to each person: what every copy says, what is its own, and sending one again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.meetings.actions import mailing, subscriptions
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.actions.mailing import Recipient
from pcc_portal.meetings.models import Announcement, Delivery
from pcc_portal.meetings.states import Audience
from pcc_portal.notices import Letter
from pcc_portal.notices.states import NOT_ARRIVED

RULE = "pcc_portal.meetings.actions.announcements.may_still_be_told"


class NothingToSendAgain(Refusal):
    """The mail has gone out, or still waits to."""


class AddressOnTheList(Refusal):
    """This person cannot be written to under that address."""


def context_of(row: Announcement, *, has_pack: bool, is_public: bool) -> dict[str, Any]:
    """What every copy of a mail says."""
    meeting = row.meeting
    return {
        "subject": row.subject,
        "words": row.words,
        "news": row.news,
        "meeting_url": settings.PUBLIC_BASE_URL + meeting.path if is_public else "",
        "has_pack": has_pack,
        "has_exempt_part": has_exempt_part(meeting.ref),
    }


def has_exempt_part(ref: str) -> bool:
    """That there is one is public, as its items stand on the agenda; what is in it is in no mail."""
    return Withheld.objects.filter(collection=ref, kind="meetings.pack", facts__exempt_pages__gt=0).exists()


def post(
    row: Announcement, chosen: Sequence[Recipient], context: dict[str, Any], *, by: User | None, at: datetime
) -> None:
    """One mail a person, in a few queries however many there are; in the caller's transaction."""
    deliveries = Delivery.objects.bulk_create(
        Delivery(announcement=row, audience=one.audience, name=one.name, house=one.house, email=one.email)
        for one in chosen
    )
    letters = [letter_for(row, one.subscription_id) for row, one in zip(deliveries, chosen, strict=True)]
    posted = notices.post_many(
        "meetings.announcement", letters, context=context, by=by, at=at, rule=RULE, about=row
    )
    for delivery, letter in zip(deliveries, letters, strict=True):
        delivery.message = posted[letter.dedupe_key]
    Delivery.objects.bulk_update(deliveries, ["message"], batch_size=500)


def letter_for(delivery: Delivery, subscription_id: int | None) -> Letter:
    """A subscriber's mail program shows a button to unsubscribe (RFC 8058); everyone else chooses on their own page."""
    context: dict[str, Any] = {
        "is_member": delivery.audience == Audience.MEMBER,
        "has_account": delivery.audience in {Audience.MEMBER, Audience.OFFICER},
    }
    headers = {}
    if subscription_id is not None:
        url = context["unsubscribe_url"] = subscriptions.unsubscribe_url(subscription_id)
        headers = {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    key = f"announcement:{delivery.announcement_id}:{delivery.pk}:{delivery.tries}"
    return Letter(to=delivery.email, dedupe_key=key, context=context, headers=headers)


@transaction.atomic
def send_again(delivery: Delivery, *, email: str = "", by: User, at: datetime) -> Delivery:
    """Write once more to one person whom a mail did not reach, under another address if one is given.

    The new address is theirs for what is told of this meeting from now on. A subscriber of the public asked under the
    address they confirmed, and is written to under no other. Raises NothingToSendAgain, AddressOnTheList.
    """
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("announcement__meeting__body", "message")
        .get(pk=delivery.pk)
    )
    row, message, email = delivery.announcement, delivery.message, email.strip().lower() or delivery.email
    if message is None or message.state not in NOT_ARRIVED or not email:
        raise NothingToSendAgain(
            "This mail is on its way or has gone out. Reload the page to see where it stands."
        )
    subscription_id = _subscription_of(delivery)
    if email != delivery.email:
        if delivery.audience == Audience.PUBLIC:
            raise AddressOnTheList("A subscriber is written to under the address that they confirmed.")
        if row.deliveries.filter(email=email).exists():
            raise AddressOnTheList("This address got the same mail already.")
        mailing.put_right(row.meeting, was=delivery.email, email=email, by=by, at=at)
    delivery.email, delivery.tries = email, delivery.tries + 1
    letter = letter_for(delivery, subscription_id)
    live = set(Release.objects.live().filter(collection=row.meeting.ref).values_list("kind", flat=True))
    context = context_of(row, has_pack="meetings.pack" in live, is_public=bool(row.tells_of))
    posted = notices.post_many(
        "meetings.announcement", [letter], context=context, by=by, at=at, rule=RULE, about=row
    )
    delivery.message = posted[letter.dedupe_key]
    delivery.save(update_fields=["email", "tries", "message"])
    record(
        "meetings.announcement.sent_again",
        subject=row,
        by=by,
        at=at,
        thread=row.meeting.ref,
        to=str(delivery),
    )
    return delivery


def _subscription_of(delivery: Delivery) -> int | None:
    """The key that a subscriber leaves by; None for everyone else. Raises AddressOnTheList where no more is sent to them."""
    if delivery.audience != Audience.PUBLIC:
        return None
    found = mailing.subscription_of(delivery.announcement.meeting.body_id, delivery.email)
    if found is None:
        raise AddressOnTheList(
            "A mail to this subscriber came back, so no more is sent. They can ask to be told again themselves."
        )
    return found
