"""The demonstration's mail server: takes every mail and sends none on, but for addresses of one place, which it refuses."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

GONE = "@gone.example"


class Outbox(EmailBackend):
    """So that one can see what the clerk sees when a mail does not arrive."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if refused := [to for to in message.recipients() if to.endswith(GONE)]:
                raise SMTPRecipientsRefused(dict.fromkeys(refused, (550, b"5.1.1 No such user here")))
        return super().send_messages(email_messages) or 0
