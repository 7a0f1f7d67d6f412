"""The two stores of bytes: private (originals, drafts, exempt) and public (bytes of live releases only)."""

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from pcc_portal.documents.folders import Full

__all__ = ["PRIVATE", "PUBLIC", "Full", "drop", "get", "kept", "put", "sha256"]

PRIVATE, PUBLIC = "default", "public"


def put(data: bytes, *, store: str = PRIVATE, folder: str, suffix: str = "") -> str:
    """Keep bytes under a name nobody can guess; returns the key. The name tells nothing about what is in it. Raises Full."""
    return storages[store].save(f"{folder}/{secrets.token_hex(16)}{suffix}", ContentFile(data))


def get(key: str, *, store: str = PRIVATE) -> bytes:
    with storages[store].open(key) as file:
        return file.read()


def kept(key: str, make: Callable[[], bytes], *, store: str) -> bytes:
    """What was made under this key before, or made now and kept: for what many ask for and anyone may have."""
    try:
        return get(key, store=store)
    except FileNotFoundError:
        data = make()
        with suppress(Full):  # it can be made again
            storages[store].save(key, ContentFile(data))
        return data


def drop(key: str, *, store: str = PRIVATE) -> None:
    storages[store].delete(key)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
