"""How often something may be asked for, counted in the cache: that is in Postgres, so it holds without Redis."""

from hashlib import sha256

from django.core.cache import cache


def within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; no once ``most`` have been counted since the first of them, ``seconds`` ago or less.

    Who asked is kept as a hash only: addresses have no business in a cache.
    """
    key = f"limit:{what}:{sha256(who.encode()).hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ended between the two
        cache.add(key, 1, timeout=seconds)
        return True
