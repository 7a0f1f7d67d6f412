"""Freeze a response letter as it stands, and make its file: a draft to be looked at, or what was signed."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string

from governance.models import LetterVersion, ResponseLetter
from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.printing.sheets import stylesheet
from pcc_portal.pdf.assemble import Assembled, Leaf, assemble
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import CannotLayOut, Part


def freeze(
    letter: ResponseLetter, html: str, *, sha256: str, is_signed: bool, by: User, at: datetime
) -> LetterVersion:
    """The next version, in the caller's transaction; its file is made by a job once this commits."""
    last = letter.versions.aggregate(last=Max("number"))["last"] or 0
    version = LetterVersion.objects.create(
        letter=letter,
        number=last + 1,
        is_signed=is_signed,
        html=html,
        sha256=sha256,
        made_at=at,
        made_by=by,
    )
    version.job = _queue(version, by=by, at=at)
    version.save(update_fields=["job"])
    return version


@transaction.atomic
def make_again(version: LetterVersion, *, by: User, at: datetime) -> LetterVersion:
    """Its file could not be made, or was stopped: once more."""
    rows = LetterVersion.objects.select_for_update(of=("self",)).select_related("letter__inspection__office")
    version = rows.get(pk=version.pk)
    if not version.store_key:
        version.job = _queue(version, by=by, at=at)
        version.save(update_fields=["job"])
    return version


def make(version: LetterVersion, *, job: Job) -> None:
    """The tagged PDF of a version; made once, it stays as it is. Raises jobs.Refused, jobs.Cancelled, jobs.LeaseLost."""
    if version.is_made:
        return
    with jobs.heart_beat(job):
        file = laid_out(version, at=job.clock(), on_done=_say(job))
    with transaction.atomic():
        keep_file(version, file)
        jobs.finish(job, at=job.clock(), message=f"Ready: {version.sides} pages.")


def laid_out(
    version: LetterVersion, *, at: datetime, on_done: Callable[[int, int], None] = press.unsaid
) -> Assembled:
    """What is not signed is marked DRAFT on every page. Raises jobs.Refused."""
    title = f"Response: {version.letter.inspection}"
    html = render_to_string("print/governance/response_v1.html", {"title": title, "html": version.html})
    part = Part(title=title, html=html, stylesheets=_stylesheets())
    (outcome,) = press.lay_out([part], at=at, on_done=on_done)
    if isinstance(outcome, CannotLayOut):
        raise jobs.Refused(str(outcome))
    leaf = Leaf(key="letter", pdf=outcome.pdf, pages=outcome.pages, title=title)
    return assemble([leaf], title=title, running=title, watermark=None if version.is_signed else "DRAFT")


def keep_file(version: LetterVersion, file: Assembled) -> None:
    """Belongs in the caller's transaction."""
    version.store_key = stores.put(file.pdf, folder="letters", suffix=".pdf")
    version.file_sha256, version.sides = stores.sha256(file.pdf), file.pages
    version.save(update_fields=["store_key", "file_sha256", "sides"])


def _say(job: Job) -> Callable[[int, int], None]:
    return lambda done, of: job.step(done, of + 1, "Laying out the letter")


@cache
def _stylesheets() -> tuple[str, ...]:
    return font_css(), stylesheet()


def _queue(version: LetterVersion, *, by: User, at: datetime) -> Job:
    row = version.letter.inspection
    return jobs.queue(
        "governance.print_letter",
        subject=version,
        by=by,
        at=at,
        queue="render",
        title=f"Making the PDF: {str(version).lower()}",
        thread=row.slug,
        result_url=f"/governance/inspections/{row.slug}/letter/",
        input_hash=version.sha256,
        power=Power.KEEP_BOARD,
        organisation=row.office,
    )
