"""Our side of Redis: a worker is never held by an acknowledgement that was lost on its way.

Celery puts a task's message out of its hands by telling the broker. When the broker goes away in the milliseconds in
which it is told, kombu notes the error in the log and still counts the message as in hand; with one message in hand at
a time the worker asks for no other, and lives on without doing anything until it is started again. Here the message is
out of hand either way. At worst the broker gives it out a second time after its visibility timeout, which does nothing:
the row, not the message, says what there is to do (docs/adr/0006).
"""

from kombu.transport import redis, virtual


class QoS(redis.QoS):
    """Counts a message as out of hand whether or not the broker could be told."""

    def ack(self, delivery_tag: str) -> None:
        """Tell the broker that the message is done. Raises what the connection raises, with the message let go."""
        try:
            redis.QoS.ack(self, delivery_tag)
        finally:
            virtual.QoS.ack(self, delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:  # noqa: FBT001, FBT002  kombu's own shape
        """Give the message back, or away. Raises what the connection raises, with the message let go."""
        try:
            redis.QoS.reject(self, delivery_tag, requeue=requeue)
        finally:
            virtual.QoS.ack(self, delivery_tag)


class Channel(redis.Channel):
    """kombu's channel with our count of what is in hand."""

    QoS = QoS


class Transport(redis.Transport):
    """kombu's transport for Redis with our channel."""

    Channel = Channel
