"""Where an e-mail can stand, and the moves between."""

from django.db import models

from pcc_portal.lifecycle import Moves


class MessageState(models.TextChoices):
    QUEUED = "queued", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    REFUSED = "refused", "Refused"
    HELD = "held", "Held back"
    BOUNCED = "bounced", "Bounced"


S = MessageState

MESSAGE_MOVES: Moves = {
    S.QUEUED: frozenset({S.SENDING, S.HELD, S.REFUSED}),
    # Sending to sending: the worker before was killed. Sending to queued: the mail server asked us to wait.
    S.SENDING: frozenset({S.SENDING, S.QUEUED, S.SENT, S.REFUSED, S.HELD}),
    # The mail server had taken it, and another beyond it sent it back.
    S.SENT: frozenset({S.BOUNCED}),
    S.REFUSED: frozenset(),
    S.HELD: frozenset(),
    S.BOUNCED: frozenset(),
}

GONE_OUT = (S.SENT, S.BOUNCED)
NOT_ARRIVED = (S.REFUSED, S.HELD, S.BOUNCED)
