"""Keep an uploaded file, look at it, mark it, withhold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db import transaction

from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.markings import Audience, Marking
from pcc_portal.documents.models import Document, DocumentVersion, Exemption


class NothingToConfirm(Exception):
    """The version was confirmed already, or never needed it."""


class Inspected(Protocol):
    """What the PDF engine found in an upload (pcc_portal.pdf.uploads.Inspection)."""

    @property
    def pdf(self) -> bytes: ...
    @property
    def pages(self) -> int: ...
    @property
    def warnings(self) -> Sequence[str]: ...
    @property
    def removed(self) -> Sequence[str]: ...
    @property
    def texts(self) -> Sequence[str]: ...
    @property
    def tagged(self) -> bool: ...


@dataclass(frozen=True)
class Grounds:
    """Why something is withheld; every field is needed (LGA 1972 Schedule 12A, paragraphs 8 and 10). ``grounds`` stand in
    place of ``paragraphs`` where the body is not under Part VA."""

    paragraphs: Sequence[int]
    reasons_for: str
    reasons_against: str
    proper_officer: Person
    review_on: date
    registrable: bool | None = None
    grounds: Sequence[str] = ()


@transaction.atomic
def create(
    organisation: Organisation,
    *,
    by: User,
    at: datetime,
    marking: str = Marking.NONE,
    foi_disclosable: bool | None = None,
    holds_personal_data: bool = False,
) -> Document:
    return Document.objects.create(
        organisation=organisation,
        marking=marking,
        foi_disclosable=foi_disclosable,
        holds_personal_data=holds_personal_data,
        created_by=by,
        created_at=at,
    )


@transaction.atomic
def add_version(
    document: Document,
    *,
    filename: str,
    original: bytes,
    found: Inspected,
    is_scanned: bool,
    by: User,
    at: datetime,
) -> DocumentVersion:
    """Keep the original and the cleaned copy, both private; the newest version is the one that is printed."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    number = document.versions.count() + 1
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        filename=filename[-255:],
        original_key=stores.put(original, folder="originals", suffix=".pdf"),
        clean_key=stores.put(found.pdf, folder="clean", suffix=".pdf"),
        sha256=stores.sha256(original),
        clean_sha256=stores.sha256(found.pdf),
        size=len(original),
        pages=found.pages,
        is_tagged=found.tagged,
        warnings=list(found.warnings),
        removed=list(found.removed),
        page_texts=list(found.texts),
        is_scanned=is_scanned,
        uploaded_by=by,
        uploaded_at=at,
    )
    record(
        "documents.version.added",
        subject=version,
        by=by,
        at=at,
        number=number,
        pages=found.pages,
        sha256=version.sha256,
    )
    return version


@transaction.atomic
def confirm(version: DocumentVersion, *, by: User, at: datetime) -> DocumentVersion:
    """Someone has looked at the page pictures and they are what the author meant. Raises NothingToConfirm."""
    version = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if not version.needs_confirming:
        raise NothingToConfirm("These pages need no confirmation.")
    version.confirmed_by, version.confirmed_at = by, at
    version.save(update_fields=["confirmed_by", "confirmed_at"])
    record("documents.version.confirmed", subject=version, by=by, at=at, number=version.number)
    return version


@transaction.atomic
def mark(
    document: Document,
    *,
    marking: str,
    foi_disclosable: bool | None,
    holds_personal_data: bool = False,
    by: User,
    at: datetime,
) -> Document:
    document = Document.objects.select_for_update().get(pk=document.pk)
    document.marking, document.foi_disclosable = marking, foi_disclosable
    document.holds_personal_data = holds_personal_data
    document.save(update_fields=["marking", "foi_disclosable", "holds_personal_data"])
    record(
        "documents.document.marked",
        subject=document,
        by=by,
        at=at,
        marking=marking,
        foi_disclosable=foi_disclosable,
        holds_personal_data=holds_personal_data,
    )
    return document


@transaction.atomic
def exempt(grounds: Grounds, *, by: User, at: datetime) -> Exemption:
    """The decision itself; the caller ties it to what is withheld."""
    exemption = Exemption.objects.create(
        paragraphs=sorted(set(grounds.paragraphs)),
        grounds=sorted(set(grounds.grounds)),
        registrable=grounds.registrable,
        reasons_for=grounds.reasons_for,
        reasons_against=grounds.reasons_against,
        proper_officer=grounds.proper_officer,
        review_on=grounds.review_on,
        made_by=by,
        made_at=at,
    )
    record("documents.exemption.made", subject=exemption, by=by, at=at, paragraphs=list(exemption.paragraphs))
    return exemption


@transaction.atomic
def withhold(document: Document, exemption: Exemption, *, by: User, at: datetime) -> Document:
    """For members only, on these grounds; those it had before end."""
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("exemption").get(pk=document.pk)
    )
    before = document.exemption
    document.audience, document.exemption = Audience.MEMBERS, exemption
    document.save(update_fields=["audience", "exemption"])
    if before is not None and before != exemption:
        end(before, by=by, at=at)
    record(
        "documents.document.withheld", subject=document, by=by, at=at, paragraphs=list(exemption.paragraphs)
    )
    return document


@transaction.atomic
def open_up(document: Document, *, by: User, at: datetime) -> Document:
    """End the exemption: "so long as" means the way back is part of the rule (Schedule 12A paragraph 10)."""
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("exemption").get(pk=document.pk)
    )
    exemption, document.audience, document.exemption = document.exemption, Audience.PUBLIC, None
    document.save(update_fields=["audience", "exemption"])
    if exemption is not None:
        end(exemption, by=by, at=at)
    record("documents.document.opened", subject=document, by=by, at=at)
    return document


class NotInForce(Exception):
    """The exemption has ended: what it withheld is public, or was opened in the draft."""


def held(exemption: Exemption) -> Exemption:
    """The exemption under its lock. Raises NotInForce; belongs in the caller's transaction."""
    exemption = Exemption.objects.select_for_update(of=("self",)).get(pk=exemption.pk)
    if not exemption.in_force:
        raise NotInForce("This exemption has ended already. Reload the page to see where it stands.")
    return exemption


@transaction.atomic
def review(
    exemption: Exemption,
    *,
    reasons_for: str,
    reasons_against: str,
    review_on: date,
    by: User,
    at: datetime,
    thread: str = "",
) -> Exemption:
    """Kept exempt, on reasons weighed anew; what was said before stays in the history. Raises NotInForce."""
    exemption = held(exemption)
    exemption.reasons_for, exemption.reasons_against = reasons_for, reasons_against
    exemption.review_on, exemption.reviewed_by, exemption.reviewed_at = review_on, by, at
    exemption.save(
        update_fields=["reasons_for", "reasons_against", "review_on", "reviewed_by", "reviewed_at"]
    )
    record(
        "documents.exemption.reviewed",
        subject=exemption,
        by=by,
        at=at,
        thread=thread,
        review_on=review_on.isoformat(),
    )
    return exemption


@transaction.atomic
def end(exemption: Exemption, *, by: User, at: datetime) -> Exemption:
    """Ended twice, the first moment stands."""
    exemption = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if not exemption.in_force:
        return exemption
    exemption.ended_by, exemption.ended_at = by, at
    exemption.save(update_fields=["ended_by", "ended_at"])
    record("documents.exemption.ended", subject=exemption, by=by, at=at)
    return exemption
