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


def filed(data: bytes, *, folder: str, suffix: str = "") -> str:
    """Private bytes under the hash of themselves: the same part of a hundred packs is kept once."""
    key = f"{folder}/{sha256(data)}{suffix}"
    if not storages[PRIVATE].exists(key):
        storages[PRIVATE].save(key, ContentFile(data))
    return key


def beside(key: str) -> str:
    """The folder of what was drawn from a file: it goes when the file goes."""
    return f"sides/{key.rpartition('/')[2]}"


def hold_back(key: str) -> None:
    """Copy public bytes to the private store, under the same key: they are evidence, whatever becomes of the public ones."""
    kept(key, lambda: get(key, store=PUBLIC), store=PRIVATE)


def forget(key: str, *, store: str) -> None:
    """A file and everything drawn from it; what is not there is no error, so that this can be done again."""
    folder = beside(key)
    try:
        drawn = storages[store].listdir(folder)[1]
    except FileNotFoundError:
        drawn = []
    for name in drawn:
        drop(f"{folder}/{name}", store=store)
    drop(key, store=store)


def drop(key: str, *, store: str = PRIVATE) -> None:
    storages[store].delete(key)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
