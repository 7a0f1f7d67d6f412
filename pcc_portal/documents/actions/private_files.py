"""Keep a PDF that a few people read: the original as evidence, and the rebuilt copy that they read."""

from datetime import datetime
from typing import Any

from pcc_portal.accounts.models import User
from pcc_portal.documents import stores
from pcc_portal.documents.actions.documents import Inspected

FOLDER = "restricted"


def kept(
    title: str, original: bytes, found: Inspected, *, is_scanned: bool, by: User, at: datetime
) -> dict[str, Any]:
    """Under names that tell nothing. Raises stores.Full."""
    return {
        "title": title,
        "original_key": stores.put(original, folder=FOLDER, suffix=".pdf"),
        "clean_key": stores.put(found.pdf, folder=FOLDER, suffix=".pdf"),
        "sha256": stores.sha256(original),
        "clean_sha256": stores.sha256(found.pdf),
        "pages": found.pages,
        "is_scanned": is_scanned,
        "added_by": by,
        "added_at": at,
    }
