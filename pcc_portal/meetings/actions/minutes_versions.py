"""Freeze the minutes as they stand, print them, and let out what is confirmed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions.public_notices import name_of
from pcc_portal.meetings.models import ExemptMinutesVersion, Meeting, Minutes, MinutesVersion
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.printing import minuted, press
from pcc_portal.meetings.printing.decided import decided
from pcc_portal.meetings.printing.minuted import Ending, Minuted
from pcc_portal.meetings.printing.sheets import stylesheet
from pcc_portal.meetings.queries.declared import declared_at
from pcc_portal.meetings.queries.minutes import Record, record_of
from pcc_portal.meetings.states import Regime
from pcc_portal.pdf.assemble import Assembled, Leaf, assemble
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import CannotLayOut, Part
from pcc_portal.writing.html import words

MINUTES, FILE = "meetings.minutes", "meetings.minutes_file"
RULES = {
    Regime.PART_VA: "LGA 1972 s100C(1)(a)-(b), Sch 12 para 41: confirmed minutes, without what is exempt",
    Regime.SIO: "SI 2011/3050 Sch para 5(c): minutes of the Board, their open rows",
}
NOT_FOR_PUBLICATION = "Not for publication: exempt minutes, for members only"


@dataclass(frozen=True)
class Composed:
    """Both parts of the record as they stand now."""

    opened: Minuted
    private: Minuted | None

    @property
    def sha256(self) -> str:
        return minuted.digest(self.opened, self.private)

    @property
    def reads(self) -> dict[UUID, str]:
        """Each paragraph in plain words, by the entry that it stands for."""
        return minuted.paragraphs(self.opened, self.private)


def composed(record: Record) -> Composed:
    """One reading of the record for both parts."""
    opened = minuted.open_part(record, declared_at(record.meeting))
    return Composed(opened, minuted.exempt_part(record))


@transaction.atomic
def freeze(
    minutes: Minutes, made: Composed, *, kind: VersionKind, ending: Ending, by: User, at: datetime
) -> MinutesVersion:
    """The next version of the minutes; its file is made by a job once this commits."""
    private = made.private.html if made.private else ""
    return _keep(
        minutes, made.opened.html + ending.html, private, kind=kind, sha256=made.sha256, by=by, at=at
    )


@transaction.atomic
def freeze_words(
    minutes: Minutes, html: str, private: str, *, kind: VersionKind, sha256: str, by: User, at: datetime
) -> MinutesVersion:
    """The same of words that another app has composed; ``sha256`` is of both parts, without what stands below them."""
    return _keep(minutes, html, private, kind=kind, sha256=sha256, by=by, at=at)


@transaction.atomic
def freeze_signed(
    confirmed: MinutesVersion, before: Ending, after: Ending, *, by: User, at: datetime
) -> MinutesVersion:
    """The very words that were confirmed, under another ending: nothing is composed anew."""
    opened = confirmed.html.removesuffix(before.html) + after.html
    exempt = ExemptMinutesVersion.objects.filter(version=confirmed).first()
    private = exempt.html if exempt else ""
    kind, sha256 = VersionKind.SIGNED, confirmed.sha256
    return _keep(confirmed.minutes, opened, private, kind=kind, sha256=sha256, by=by, at=at)


@transaction.atomic
def freeze_decisions(minutes: Minutes, record: Record, *, by: User, at: datetime) -> MinutesVersion:
    """The evening's sheet of decisions and actions."""
    opened, private = (decided(record, private=part) for part in (False, True))
    has_private = bool(private.resolved or private.owed)
    html = opened.html
    sha256 = stores.sha256(f"{html}\n{private.html if has_private else ''}".encode())
    return _keep(
        minutes,
        html,
        private.html if has_private else "",
        kind=VersionKind.DECISIONS,
        sha256=sha256,
        by=by,
        at=at,
    )


def _keep(
    minutes: Minutes, html: str, private: str, *, kind: VersionKind, sha256: str, by: User, at: datetime
) -> MinutesVersion:
    last = minutes.versions.aggregate(last=Max("number"))["last"] or 0
    version = MinutesVersion.objects.create(
        minutes=minutes, kind=kind, number=last + 1, html=html, sha256=sha256, made_at=at, made_by=by
    )
    if private:
        ExemptMinutesVersion.objects.create(version=version, html=private)
    version.job = queue(version, by=by, at=at)
    version.save(update_fields=["job"])
    return version


def queue(version: MinutesVersion, *, by: User, at: datetime) -> Job:
    """The job that makes its file; pressed again while one is under way, it is that one."""
    meeting = version.minutes.meeting
    return jobs.queue(
        "meetings.print_minutes",
        subject=version,
        by=by,
        at=at,
        queue="render",
        title="Making the PDF of the minutes",
        thread=meeting.ref,
        result_url=f"{meeting.path}minutes/{'life' if meeting.is_under_part_va else 'approval'}/",
        input_hash=version.sha256,
        power=Power.PREPARE,
        organisation=meeting.body.organisation,
    )


@transaction.atomic
def make_again(version: MinutesVersion, *, by: User, at: datetime) -> MinutesVersion:
    """Its file could not be made, or was stopped: once more."""
    version = MinutesVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not version.store_key:
        version.job = queue(version, by=by, at=at)
        version.save(update_fields=["job"])
    return version


def make(version: MinutesVersion, *, job: Job) -> None:
    """The tagged PDF of a version: everyone's, and the members' with the exempt part. Final ones are let out.

    Raises jobs.Refused, jobs.Cancelled, jobs.LeaseLost.
    """
    meeting = Meeting.objects.select_related("body__organisation").get(minutes__versions=version)
    version.minutes.meeting = meeting
    exempt = ExemptMinutesVersion.objects.filter(version=version).first()
    title = f"{version.get_kind_display()}: {name_of(meeting)}"
    with jobs.heart_beat(job):
        opened = _laid_out(title, version.html, job=job)
        leaf = Leaf(key="minutes", pdf=opened.pdf, pages=opened.pages, title=version.get_kind_display())
        file = _bound([leaf], version, title)
        whole = None
        if exempt is not None:
            private = _laid_out(f"{title}, exempt part", exempt.html, job=job)
            below = Leaf(
                key="exempt",
                pdf=private.pdf,
                pages=private.pages,
                title="Exempt minutes",
                series="E",
                withheld=NOT_FOR_PUBLICATION,
            )
            whole = _bound([leaf, below], version, f"{title}, with the exempt part")
    with transaction.atomic():
        _store(version, file)
        if exempt is not None and whole is not None:
            _store(exempt, whole)
        if version.is_public:
            _let_out_file(version, file.pdf, at=job.clock())
        jobs.finish(job, at=job.clock(), message=f"Ready: {version.sides} pages.")


def _laid_out(title: str, html: str, *, job: Job) -> press.Laid:
    page = render_to_string("print/meetings/minutes_v1.html", {"title": title, "html": html})
    (outcome,) = press.lay_out(
        [Part(title=title, html=page, stylesheets=_stylesheets())], at=job.clock(), on_done=_say(job)
    )
    if isinstance(outcome, CannotLayOut):
        raise jobs.Refused(str(outcome))
    return outcome


def _say(job: Job) -> Callable[[int, int], None]:
    return lambda done, of: job.step(done, of + 1, "Laying out the minutes")


@cache
def _stylesheets() -> tuple[str, ...]:
    return font_css(), stylesheet()


def _bound(leaves: Sequence[Leaf], version: MinutesVersion, title: str) -> Assembled:
    meeting = version.minutes.meeting
    running = f"{version.get_kind_display()}, {meeting.naming.short_name}, {meeting.held_on.day} {meeting.held_on:%B %Y}"
    mark = (
        "DRAFT"
        if version.kind in {VersionKind.DRAFT, VersionKind.CIRCULATED, VersionKind.FOR_APPROVAL}
        else None
    )
    return assemble(leaves, title=title, running=running, watermark=mark)


def _store(row: MinutesVersion | ExemptMinutesVersion, file: Assembled) -> None:
    row.store_key = stores.put(file.pdf, folder="minutes", suffix=".pdf")
    row.file_sha256, row.sides = stores.sha256(file.pdf), file.pages
    row.save(update_fields=["store_key", "file_sha256", "sides"])


def let_out(version: MinutesVersion, *, by: User, at: datetime, seconded_by: User | None = None) -> Release:
    """The open words of confirmed minutes, for everyone and for search; the file follows when it is made."""
    meeting = version.minutes.meeting
    plain = words(version.html)
    return releases.release(
        MINUTES,
        subject=version.minutes,
        collection=meeting.ref,
        title=f"Minutes: {name_of(meeting)}",
        rule=RULES[Regime(meeting.body.regime)],
        on=meeting.held_on,
        facts=_facts(version),
        content=Content(html=version.html, pages=[{"label": "Minutes", "blocks": [], "text": plain}]),
        by=by,
        at=at,
        seconded_by=seconded_by,
    )


def _let_out_file(version: MinutesVersion, file: bytes, *, at: datetime) -> None:
    """Unless the words were taken back meanwhile, or followed by a later version."""
    live = Release.objects.live().filter(kind=MINUTES, subject_id=str(version.minutes_id))
    said = live.filter(sha256=stores.sha256(version.html.encode())).first()
    if said is not None:
        releases.release(
            FILE,
            subject=version.minutes,
            collection=version.minutes.meeting.ref,
            title=said.title,
            rule=said.rule,
            on=version.minutes.meeting.held_on,
            facts=_facts(version) | {"pages": version.sides},
            content=Content(data=file, suffix=".pdf"),
            by=version.made_by,
            at=at,
            seconded_by=said.seconded_by,
        )


def _facts(version: MinutesVersion) -> dict[str, str]:
    return {"state": str(version.kind), "sha256_of_words": version.sha256}


def latest(minutes: Minutes, *kinds: VersionKind) -> MinutesVersion | None:
    """The last version of these kinds."""
    return minutes.versions.filter(kind__in=kinds).order_by("-number").first()


def fresh(meeting: Meeting) -> Record:
    """The record as the rows say now, with its meeting's body at hand."""
    return record_of(Meeting.objects.select_related("body__organisation", "body__host").get(pk=meeting.pk))
