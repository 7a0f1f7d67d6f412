"""What mail services tell of mails that came back, and forgetting the address of one who wants to be forgotten.

That a mail was opened or a link in it followed, services would tell as well: it is not listened to.
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from pcc_portal.lifecycle import move
from pcc_portal.notices.models import Message
from pcc_portal.notices.states import MESSAGE_MOVES, MessageState

OURS = re.compile(r"<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[\w.:\[\]-]+>?", re.IGNORECASE)
CODE = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
# The keys under which services name the mail, what happened, and how bad it is, in lower case without - and _.
NAMES = ("messageid", "smtpid", "originalmessageid")
EVENTS = ("event", "type", "recordtype", "notificationtype", "eventtype")
PASSING = ("soft", "transient", "deferred", "delayed")
MOST_IN_ONE = 1000


class NotYet(Exception):
    """A mail is told to have bounced before its being sent was noted; the service should tell again."""


def heard(told: Any, *, at: datetime) -> int:
    """Note each bounce in what a service posted. Unknown ids, other events and repetitions change nothing.

    Raises NotYet when one came too early; those before it are noted.
    """
    early, noted = False, 0
    for pk, code in list(_bounces(told))[:MOST_IN_ONE]:
        state = bounced(pk, code=code, at=at)
        early |= state in {MessageState.QUEUED, MessageState.SENDING}
        noted += state == MessageState.SENT
    if early:
        raise NotYet
    return noted


@transaction.atomic
def bounced(pk: uuid.UUID, *, code: str, at: datetime) -> str:
    """Returns the state that the mail was in; empty if there is no such mail."""
    message = Message.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if message is None:
        return ""
    before = message.state
    if before == MessageState.SENT:
        move(message, MessageState.BOUNCED, along=MESSAGE_MOVES, field="state")
        # The words of other servers may hold anything; the code says enough.
        message.error = f"The mail came back: its address does not take it{f' ({code})' if code else ''}."
        message.save(update_fields=["state", "error"])
    return before


@transaction.atomic
def forget(message_ids: Sequence[Any], *, at: datetime) -> None:
    """Take the address off these mails; those that still wait are not sent."""
    rows = Message.objects.filter(pk__in=message_ids)
    for message in rows.select_for_update(of=("self",)).filter(state=MessageState.QUEUED):
        move(message, MessageState.HELD, along=MESSAGE_MOVES, field="state")
        message.error = "Its reader has unsubscribed."
        message.save(update_fields=["state", "error"])
    rows.update(to="", body_text="", headers={})


def _bounces(told: Any) -> Iterator[tuple[uuid.UUID, str]]:
    for event in _events(told):
        flat = {re.sub(r"[-_\s]", "", key.lower()): str(value) for key, value in event.items()}
        kinds = [flat[name].lower() for name in EVENTS if name in flat]
        hard = not any(word in " ".join([*kinds, flat.get("bouncetype", "").lower()]) for word in PASSING)
        named = next((found for name in NAMES if (found := OURS.search(flat.get(name, "")))), None)
        if named and hard and (not kinds or any("bounce" in kind for kind in kinds)):
            code = CODE.search(" ".join(flat.values())[:2000])
            yield uuid.UUID(named[1]), code[0] if code else ""


def _events(told: Any) -> Iterator[dict[str, Any]]:
    """One event, a list of them, or a list under "events"."""
    if isinstance(told, dict) and isinstance(told.get("events"), list):
        told = told["events"]
    for event in told if isinstance(told, list) else [told]:
        if isinstance(event, dict):
            yield {str(key): value for key, value in event.items()}
