"""How often something may be asked for, counted in the cache: that is in Postgres, so it holds without Redis."""

from datetime import datetime
from hashlib import sha256

from django.core.cache import cache
from django.db import connection, transaction


@transaction.atomic
def within(what: str, who: str, *, most: int, seconds: int, at: datetime) -> bool:
    """Count one more; no once ``most`` have been counted since the first of them, ``seconds`` ago or less.

    Those who ask at the same moment take turns. Who asked is kept as a hash only: addresses have no business in a cache.
    """
    key = f"limit:{what}:{sha256(who.encode()).hexdigest()}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
    count, until = cache.get(key) or (0, at.timestamp() + seconds)
    left = until - at.timestamp()
    if left <= 0:
        count, left, until = 0, seconds, at.timestamp() + seconds
    cache.set(key, (count + 1, until), timeout=max(1, int(left)))
    return count < most
