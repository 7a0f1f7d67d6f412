"""Write a mail, send it, and try again what the mail server could not take."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models.functions import Cast
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.module_loading import import_string

from pcc_portal import jobs
from pcc_portal.accounts.models import Office, User
from pcc_portal.jobs.bell import is_broken
from pcc_portal.lifecycle import move
from pcc_portal.notices.models import KEEP, Message
from pcc_portal.notices.states import MESSAGE_MOVES, MessageState

PERMANENT = 500  # SMTP replies from here on mean no; below, not now
# How long an unsent mail is worth sending: a code to sign in with is dead after minutes, news is not.
KEEP_SECRET = timedelta(minutes=15)
SENDING_TAKES_AT_MOST = timedelta(minutes=5)


class NotNow(Exception):
    """The mail server could not be reached or asked us to wait; the job tries again."""


@transaction.atomic
def post(
    kind: str,
    *,
    to: str,
    context: dict[str, Any],
    dedupe_key: str,
    by: User | None,
    at: datetime,
    rule: str = "",
    about: models.Model | None = None,
    secret: bool = False,
    keep: timedelta | None = None,
) -> Message:
    """Write the mail in the caller's transaction; a job sends it once that commits.

    ``kind`` "meetings.pack_issued" is ``templates/emails/meetings/pack_issued.txt``, whose first line is
    ``Subject: ...``. Posted again under the same ``dedupe_key`` it is that one mail, also when two do it at once.
    ``rule`` names a function of the message ("meetings.rules.may_mail"); if it says no when the mail is about to
    go, the mail is held. Put public words and links into ``context``, never exempt text.

    ``secret`` is for a mail that opens something: its text is blanked here once it is sent. A code is worth sending
    for minutes; for a link that lives longer ``keep`` says for how long.
    """
    subject, body = _render(kind, context, office=Office.objects.on(timezone.localdate(at)).first())
    message = Message(
        id=uuid.uuid4(),
        kind=kind,
        to=to,
        subject=subject,
        body_text=body,
        dedupe_key=dedupe_key,
        rule=rule,
        about_kind=about._meta.label_lower if about else "",  # noqa: SLF001  Django's public name
        about_id=str(about.pk) if about else "",
        secret=secret,
        keep=keep or (KEEP_SECRET if secret else KEEP),
        queued_at=at,
        by=by,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)  # waits for a rival's transaction to end
    found = Message.objects.get(dedupe_key=dedupe_key)
    if found.pk == message.pk:
        _send_soon(found, at=at)
    return found


def _send_soon(message: Message, *, at: datetime) -> None:
    job = jobs.queue("notices.send", subject=message, by=None, at=at, title="Sending an e-mail")
    if message.keep == KEEP_SECRET:
        transaction.on_commit(partial(_at_once, job.pk, at=at), robust=True)


@dataclass(frozen=True)
class Letter:
    """One of many mails of a kind: to whom, and what is its own."""

    to: str
    dedupe_key: str
    context: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def post_many(
    kind: str,
    letters: Sequence[Letter],
    *,
    context: dict[str, Any],
    by: User | None,
    at: datetime,
    rule: str,
    about: models.Model,
) -> dict[str, Message]:
    """As ``post`` for each letter, in a few queries however many there are; {dedupe key: message}.

    For news to hundreds, inside the transaction that makes the news. A key that is known already is that one mail.
    """
    known = set(
        Message.objects.filter(dedupe_key__in=[letter.dedupe_key for letter in letters]).values_list(
            "dedupe_key", flat=True
        )
    )
    office = Office.objects.on(timezone.localdate(at)).first()
    rows = []
    for letter in letters:
        if letter.dedupe_key in known:
            continue
        subject, body = _render(kind, context | dict(letter.context), office=office)
        rows.append(
            Message(
                id=uuid.uuid4(),
                kind=kind,
                to=letter.to,
                subject=subject,
                body_text=body,
                headers=dict(letter.headers),
                dedupe_key=letter.dedupe_key,
                rule=rule,
                about_kind=about._meta.label_lower,  # noqa: SLF001  Django's public name
                about_id=str(about.pk),
                queued_at=at,
                by=by,
            )
        )
    Message.objects.bulk_create(rows)
    jobs.queue_many("notices.send", subjects=rows, at=at, title="Sending an e-mail")
    keys = [letter.dedupe_key for letter in letters]
    return {row.dedupe_key: row for row in Message.objects.filter(dedupe_key__in=keys)}


def preview(kind: str, *, context: dict[str, Any], at: datetime) -> tuple[str, str]:
    """Subject and words as they would go out; nothing is written."""
    return _render(kind, context, office=Office.objects.on(timezone.localdate(at)).first())


def deliver(job_id: str | uuid.UUID, *, at: datetime) -> None:
    """Do one job of sending, whoever has it to do."""
    with jobs.claimed(job_id, at=at) as job:
        if job:
            job.message = f"E-mail: {send(job.subject, at=at).get_state_display()}."


def _at_once(job_id: uuid.UUID, *, at: datetime) -> None:
    """A code to sign in with cannot wait for a lost broker to come back: then this process sends it."""
    if is_broken():
        deliver(job_id, at=at)


def send(message: Message, *, at: datetime) -> Message:
    """Hand the mail to the server, if its rule still says yes.

    Sent twice only if a worker dies between the server's yes and our noting it; the Message-ID is the same then,
    so mail programs show one. Raises NotNow for a failure that may pass.
    """
    message = _take(message)
    if message.state != MessageState.SENDING:
        return message
    mail = EmailMessage(
        message.subject,
        message.body_text,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={
            "Message-ID": f"<{message.pk}@{urlsplit(settings.PUBLIC_BASE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            **message.headers,
        },
    )
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        code = _reply(error)
        if code >= PERMANENT:
            return _leave(message, MessageState.REFUSED, error=f"The mail server refused this mail ({code}).")
        _leave(message, MessageState.QUEUED, error="The mail server could not take it yet. We try again.")
        raise NotNow from error
    return _leave(message, MessageState.SENT, sent_at=at)


@transaction.atomic
def try_again(*, at: datetime) -> int:
    """A new job for every mail whose own has given up, and an end to those too old to be worth sending."""
    jobs_live = jobs.Job.objects.live().filter(task="notices.send").values("subject_id")
    stuck = (
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            state__in=[MessageState.QUEUED, MessageState.SENDING], queued_at__lt=at - SENDING_TAKES_AT_MOST
        )
        .annotate(key=Cast("pk", models.CharField()))
        .exclude(key__in=jobs_live)
    )
    queued = 0
    for message in stuck:
        if message.queued_at < at - message.keep:
            _close(message, MessageState.REFUSED, error="The mail server could not be reached for too long.")
        else:
            jobs.queue("notices.send", subject=message, by=None, at=at, title="Sending an e-mail")
            queued += 1
    return queued


@transaction.atomic
def _take(message: Message) -> Message:
    """Under the row's lock: ours to send, or held because its rule no longer allows it."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if MessageState.SENDING not in MESSAGE_MOVES[message.state]:
        return message
    if message.rule and not _allowed(message):
        return _close(message, MessageState.HELD, error="What it tells of may no longer be told.")
    move(message, MessageState.SENDING, along=MESSAGE_MOVES, field="state")
    message.attempts += 1
    message.save(update_fields=["state", "attempts"])
    return message


def _allowed(message: Message) -> bool:
    """What the rule says; no, if there is no such rule: a renamed rule must not open a gate."""
    try:
        rule = import_string(message.rule)
    except ImportError:
        return False
    return rule(message) is True


@transaction.atomic
def _leave(
    message: Message, state: MessageState, *, error: str = "", sent_at: datetime | None = None
) -> Message:
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    message.sent_at = sent_at
    return _close(message, state, error=error)


def _close(message: Message, state: MessageState, *, error: str) -> Message:
    move(message, state, along=MESSAGE_MOVES, field="state")
    message.error = error
    # The demonstration shows every mail it has sent; anywhere else a code to sign in with is kept no longer than needed.
    if message.secret and state != MessageState.QUEUED and not settings.DEMO:
        message.body_text = ""
    message.save()
    return message


def _render(kind: str, context: dict[str, Any], *, office: Office | None) -> tuple[str, str]:
    """Plain text without HTML escapes: first the line with the subject, then the words."""
    app, name = kind.split(".")
    words = {"base_url": settings.PUBLIC_BASE_URL, "office": office, **context}
    template: Any = get_template(f"emails/{app}/{name}.txt")
    first, _, body = template.template.render(Context(words, autoescape=False)).strip().partition("\n")
    if not first.startswith("Subject: "):
        raise ValueError(f"emails/{app}/{name}.txt does not begin with its subject.")
    return first.removeprefix("Subject: ").strip()[:200], body.strip() + "\n"


def _reply(error: Exception) -> int:
    """The server's reply code; 0 where there was no reply."""
    if isinstance(error, SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0
