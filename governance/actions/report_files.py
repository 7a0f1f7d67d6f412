"""The report itself as a PDF, where a link may go away: kept with its inspection, and public with the register."""

from datetime import datetime
from typing import Any

from django.db import transaction

from governance.models import Inspection, InspectionFile
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import private_files, releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release

REPORT = "governance.inspection_report"
RULE = "Specified Information Order, paragraph 7B"


@transaction.atomic
def keep(inspection: Inspection, *, title: str, by: User, at: datetime, **file: Any) -> InspectionFile:
    """In place of the one before: original, found, is_scanned. Everyone reads it once the register says what stands here."""
    row = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    said = private_files.kept(title, by=by, at=at, **file)
    kept, _ = InspectionFile.objects.update_or_create(inspection=row, defaults=said)
    record("governance.inspection.report_kept", subject=row, by=by, at=at, thread=row.slug, report=str(row))
    return kept


def let_out(file: InspectionFile | None, row: Inspection, *, by: User, at: datetime) -> None:
    """With the register, in its transaction; the same file is let out once."""
    if (
        file is None
        or Release.objects.live()
        .filter(kind=REPORT, subject_id=str(row.pk), sha256=file.clean_sha256)
        .exists()
    ):
        return
    releases.release(
        REPORT,
        subject=row,
        collection=row.slug,
        title=f"Report: {row}",
        rule=RULE,
        content=Content(data=stores.get(file.clean_key), suffix=".pdf"),
        facts={"pages": file.pages},
        on=row.published_on,
        by=by,
        at=at,
    )
