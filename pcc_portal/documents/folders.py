"""A store that is a folder of this machine: a file is in it whole, or not at all."""

import errno
import secrets
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Full(OSError):
    """There is no room for a file; nothing of it is kept. The words are fit to show."""

    fit_to_show = True

    def __str__(self) -> str:
        return (
            "The disk that keeps the portal’s files is full, so this could not be kept. What was saved before is safe. "
            "Tell whoever runs the portal, and try again once there is room."
        )


class Folder(FileSystemStorage):
    """Written beside its place and moved there at the end: no reader meets a half, and a crash leaves none under a name that a row knows."""

    def _save(self, name: str, content: File) -> str:
        beside = f"{name}.{secrets.token_hex(4)}.part"
        try:
            super()._save(beside, content)  # type: ignore[misc]  # the stubs leave it out
            Path(self.path(beside)).replace(self.path(name))
        except OSError as trouble:
            self.delete(beside)
            if trouble.errno in NO_ROOM:
                raise Full(trouble.errno, trouble.strerror) from trouble
            raise
        return name
