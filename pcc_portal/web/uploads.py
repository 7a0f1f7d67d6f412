"""How the body of an upload is taken in. What is in a file, and whether it may be kept, belongs to the package that reads it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedFileUploadHandler(TemporaryFileUploadHandler):
    """To the disk, and no more of it than a file may have: the rest is counted and let go.

    Breaking off would show a broken connection; read to the end, the page can say what the most is.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = settings.UPLOAD_MAX_BYTES + 1 - start
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)

    def file_complete(self, file_size: int) -> TemporaryUploadedFile | None:
        """Under its true size, so that it is refused for it."""
        made: Any = super().file_complete(file_size)
        return made
