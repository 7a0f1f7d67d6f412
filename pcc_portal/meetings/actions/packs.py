"""Build a pack: gather what is saved, lay out what is new, number, merge, keep."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Event
from typing import Any

from django.db import transaction

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.models import Meeting, Pack
from pcc_portal.meetings.printing import binding, front, press
from pcc_portal.meetings.printing.binding import Bound, Paper
from pcc_portal.meetings.printing.front import FrontMatter
from pcc_portal.meetings.printing.sheets import Source, sources
from pcc_portal.meetings.queries import Agenda, agenda_of, inputs_of, latest_pack
from pcc_portal.pdf import parts as pdf
from pcc_portal.pdf.assemble import Assembled
from pcc_portal.pdf.parts import CannotLayOut, Part

type Step = Callable[[int, int, str], None]


def quietly(done: int, of: int, words: str) -> None:
    """Progress that nobody watches: a command or a benchmark."""


@dataclass
class Built:
    """A pack in memory: both volumes, what each paper became, what could not be laid out."""

    agenda: Agenda
    open_volume: Bound
    exempt_volume: Bound
    papers: list[Paper]
    anchors: dict[str, dict[str, int]]
    cached: set[str]
    problems: list[dict[str, str]]
    matter: FrontMatter
    inputs: str
    seconds: float = 0


@transaction.atomic
def ask_to_build(meeting: Meeting, *, by: User, at: datetime) -> Job:
    """Queue a draft build of what is saved now. The same edition asked for twice is one job."""
    meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    return jobs.queue(
        "meetings.build_packs",
        subject=meeting,
        by=by,
        at=at,
        queue="render",
        title="Building the pack",
        thread=meeting.ref,
        result_url=meeting.path,
        input_hash=inputs_of(meeting),
        power=Power.PREPARE,
        organisation=meeting.body.organisation,
    )


def build(meeting: Meeting, *, job: Job, at: datetime) -> Pack:
    """The draft pack of a job, with DRAFT across its pages. Holds no transaction while it works."""
    built = compose(meeting, at=at, job=job)
    return keep(built, meeting, draft=True, job=job, at=job.clock())


def compose(meeting: Meeting, *, at: datetime, job: Job) -> Built:
    """Everything but the merge, as the work of a job: lease held, progress said, Stop heeded.

    Raises jobs.Cancelled, jobs.LeaseLost.
    """
    return composed(lambda stopped: lay_out(meeting, at=at, step=job.step, cancelled=stopped), job=job)


def composed(work: Callable[[Callable[[], bool]], Built], *, job: Job) -> Built:
    """Do the work with the job's lease held; it is told when to stop."""
    stop = Event()
    try:
        with jobs.heart_beat(job, on_stop=stop.set):
            built = work(stop.is_set)
    except pdf.Cancelled:
        raise jobs.Cancelled from None
    job.step(len(built.papers) + 2, len(built.papers) + 2, "Putting the pages together")
    return built


def lay_out(
    meeting: Meeting, *, at: datetime, step: Step = quietly, cancelled: Callable[[], bool] = lambda: False
) -> Built:
    """Everything but the merge. One reading of the agenda, so the pack holds one moment."""
    started = time.monotonic()
    with transaction.atomic():
        meeting = Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)
        agenda, inputs = agenda_of(meeting), inputs_of(meeting)
        matter = FrontMatter.gather(meeting)
        open_sources, exempt_sources = sources(agenda, private=False), sources(agenda, private=True)
    everything = [*open_sources, *exempt_sources]
    of = len(everything) + 2
    laid, problems = lay_out_papers(
        everything, at=at, step=lambda done, words: step(done, of, words), cancelled=cancelled
    )
    step(len(everything) + 1, of, "Numbering the pages and printing the agenda sheet")
    blank, cover, notes = lay_out_sheets(
        [front.filler_part(), front.front_part(matter), front.notes_part(matter)], at=at
    )
    papers = [Paper(source, laid[source.key][0], laid[source.key][1]) for source in everything]
    opened, held = papers[: len(open_sources)], papers[len(open_sources) :]

    def one(part: Part) -> binding.LaidOut:
        return lay_out_sheets([part], at=at)[0]

    open_volume = binding.bind_open(matter, agenda, opened, filler=blank, lay_out=one, around=(cover, notes))
    exempt_volume = binding.bind_exempt(matter, agenda, held, filler=blank, lay_out=one)
    return Built(
        agenda=agenda,
        open_volume=open_volume,
        exempt_volume=exempt_volume,
        papers=papers,
        anchors={key: anchors for key, (_, _, anchors, _) in laid.items()},
        cached={key for key, (_, _, _, cached) in laid.items() if cached},
        problems=problems,
        matter=matter,
        inputs=inputs,
        seconds=time.monotonic() - started,
    )


def lay_out_sheets(parts: list[Part], *, at: datetime) -> list[binding.LaidOut]:
    """What belongs to the pack itself; without it there is none. Raises CannotLayOut."""
    made = []
    for outcome in press.lay_out(parts, at=at):
        if isinstance(outcome, CannotLayOut):
            raise outcome
        made.append((outcome.pdf, outcome.pages))
    return made


type Laid = tuple[bytes, int, dict[str, int], bool]


def lay_out_papers(
    everything: list[Source], *, at: datetime, step: Callable[[int, str], None], cancelled: Callable[[], bool]
) -> tuple[dict[str, Laid], list[dict[str, str]]]:
    """Written papers through the press, uploaded ones as they are; one that fails becomes a placeholder."""
    out: dict[str, Laid] = {s.key: (s.data, s.pages, {}, True) for s in everything if s.part is None}
    written = [s for s in everything if s.part is not None]
    uploaded = len(everything) - len(written)

    def say(done: int, of: int) -> None:
        step(uploaded + done, f"Laying out the papers: {uploaded + done} of {len(everything)} ready")

    outcomes = press.lay_out([s.part for s in written if s.part], at=at, on_done=say, cancelled=cancelled)
    problems = []
    for source, outcome in zip(written, outcomes, strict=True):
        if isinstance(outcome, CannotLayOut):
            problems.append({"paper": str(source.sheet.paper.pk), "message": str(outcome)})
            (place,) = press.lay_out([front.placeholder_part(source.title, str(outcome))], at=at)
            if isinstance(place, CannotLayOut):
                raise place
            out[source.key] = (place.pdf, place.pages, {}, False)
        else:
            out[source.key] = (outcome.pdf, outcome.pages, outcome.anchors, outcome.cached)
    return out, problems


def keep(built: Built, meeting: Meeting, *, draft: bool, job: Job | None, at: datetime) -> Pack:
    """Merge, store and save: with the job's end in one transaction."""
    pack = merge(built, meeting, draft=draft, at=at)
    pack.job = job
    with transaction.atomic():
        pack.save(force_insert=True)
        if job is not None:
            jobs.finish(job, at=at, message=in_words(pack), result={"pack": str(pack.pk)})
    return pack


def merge(built: Built, meeting: Meeting, *, draft: bool, at: datetime) -> Pack:
    """Merge and store both files; the row is the caller's to save. A volume equal to the last one's is not merged again."""
    started = time.monotonic()
    title = title_of(meeting, draft=draft)
    public, members = _files(built, latest_pack(meeting), title, draft=draft)
    return Pack(
        meeting=meeting,
        inputs=built.inputs,
        is_draft=draft,
        built_at=at,
        public_inputs=public[0],
        public_key=public[1],
        public_sha256=public[2],
        public_pages=sum(leaf.pages for leaf in built.open_volume.leaves),
        members_inputs=members[0],
        members_key=members[1],
        members_sha256=members[2],
        exempt_pages=sum(leaf.pages for leaf in built.exempt_volume.leaves),
        parts=parts_of(built),
        problems=built.problems,
        seconds=round(built.seconds + time.monotonic() - started, 2),
    )


def title_of(meeting: Meeting, *, draft: bool = False) -> str:
    """What a reader's window says of the file."""
    what = "Draft agenda pack" if draft else "Agenda pack"
    return f"{what}: {meeting.naming.name}, {meeting.held_on.day} {meeting.held_on:%B %Y}"


type File = tuple[str, str, str]  # hash of what it was merged from, key in the store, hash of its bytes


def _files(built: Built, last: Pack | None, title: str, *, draft: bool) -> tuple[File, File]:
    """The public and the members' file: where there is nothing exempt, the same one."""
    leaves, exempt = built.open_volume.leaves, built.exempt_volume.leaves
    names = title, f"{title}, with the exempt part"
    mark = str(draft)
    public_inputs = built.open_volume.fingerprint(names[0], mark)
    members_inputs = (
        built.exempt_volume.fingerprint(names[1], mark, public_inputs) if exempt else public_inputs
    )
    public = (last.public_inputs, last.public_key, last.public_sha256) if last else ("", "", "")
    members = (last.members_inputs, last.members_key, last.members_sha256) if last else ("", "", "")
    merge = partial(binding.merged, meeting=built.matter.meeting, draft=draft)
    if public[0] != public_inputs:
        files = merge([(names[0], leaves), *([(names[1], exempt)] if exempt else [])])
        public = stored(public_inputs, next(files))
        members = stored(members_inputs, next(files)) if exempt else public
    elif members[0] != members_inputs:
        members = stored(members_inputs, *merge([(names[1], [*leaves, *exempt])])) if exempt else public
    return public, members


def stored(inputs: str, made: Assembled) -> File:
    return inputs, stores.put(made.pdf, folder="packs", suffix=".pdf"), stores.sha256(made.pdf)


def parts_of(built: Built) -> list[dict[str, Any]]:
    """One row a paper, in the order of the pack: where it stands and whether it was laid out afresh."""
    ranges = built.open_volume.ranges | built.exempt_volume.ranges
    return [
        {
            "paper": str(paper.source.sheet.paper.pk),
            "item": str(paper.source.line.item.pk),
            "title": paper.source.title,
            "first": ranges[paper.source.key][0],
            "last": ranges[paper.source.key][1],
            "pages": paper.pages,
            "cached": paper.source.key in built.cached,
        }
        for paper in built.papers
    ]


def in_words(pack: Pack) -> str:
    exempt = f" and {pack.exempt_pages} exempt" if pack.exempt_pages else ""
    papers = f" {pack.reused} of {len(pack.parts)} papers unchanged and used again." if pack.parts else ""
    return f"Built: {pack.public_pages} pages{exempt} in {pack.seconds:.1f} s.{papers}"
