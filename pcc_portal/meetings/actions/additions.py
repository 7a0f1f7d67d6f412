"""The pages of a supplement: laid out by themselves, numbered from where the last issued page ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import packs, volumes
from pcc_portal.meetings.actions.packs import Built, Step, quietly
from pcc_portal.meetings.actions.volumes import Edition
from pcc_portal.meetings.models import Meeting, Pack, PackLeaf, Supplement
from pcc_portal.meetings.printing import binding, front
from pcc_portal.meetings.printing.binding import Late, Paper
from pcc_portal.meetings.printing.front import FrontMatter
from pcc_portal.meetings.printing.late import as_issued, brought_by
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.queries import agenda_of, inputs_of
from pcc_portal.pdf.parts import Part


def queue(task: str, supplement: Supplement, verb: str, power: Power, *, by: User, at: datetime) -> Job:
    """Work on a supplement: those who hold ``power`` in its body may see and stop it."""
    meeting = Meeting.objects.select_related("body__organisation").get(pk=supplement.meeting_id)
    return jobs.queue(
        task,
        subject=supplement,
        by=by,
        at=at,
        queue="render",
        title=f"{verb} supplement {supplement.number}",
        thread=meeting.ref,
        result_url=f"{meeting.path}supplements/{supplement.number}/",
        input_hash=inputs_of(meeting),
        power=power,
        organisation=meeting.body.organisation,
    )


@transaction.atomic
def ask_to_build(supplement: Supplement, *, by: User, at: datetime) -> Job:
    """Queue a draft of what is saved now. Asked for twice it is one job."""
    return queue("meetings.build_supplement", supplement, "Building", Power.PREPARE, by=by, at=at)


def build(supplement: Supplement, *, job: Job, at: datetime) -> Pack:
    """The draft of a job, with DRAFT across its pages. Holds no transaction while it works."""
    built = compose(supplement, at=at, job=job)
    pack = merge(built, supplement, draft=True, at=job.clock())
    pack.job = job
    with transaction.atomic():
        pack.save(force_insert=True)
        jobs.finish(job, at=job.clock(), message=packs.in_words(pack), result={"pack": str(pack.pk)})
    return pack


def compose(supplement: Supplement, *, at: datetime, job: Job) -> Built:
    """Everything but the merge, as the work of a job. Raises jobs.Cancelled, jobs.LeaseLost."""
    return packs.composed(
        lambda stopped: lay_out(supplement, at=at, step=job.step, cancelled=stopped), job=job
    )


def lay_out(
    supplement: Supplement,
    *,
    at: datetime,
    step: Step = quietly,
    cancelled: Callable[[], bool] = lambda: False,
) -> Built:
    """Its own papers and its own sheet, and nothing that was issued before: a supplement costs its own pages."""
    started = time.monotonic()
    with transaction.atomic():
        meeting = Meeting.objects.select_related("body__organisation").get(pk=supplement.meeting_id)
        whole, inputs = as_issued(agenda_of(meeting), and_by=supplement), inputs_of(meeting)
        own, shelf = brought_by(whole, supplement), volumes.shelf_of(meeting)
        issued = shelf.ranges()
        matter = FrontMatter.gather(meeting)
        opened = sources(own, private=False, issued=issued)
        held = sources(own, private=True, issued=issued)
    everything = [*opened, *held]
    of = len(everything) + 2
    laid, problems = packs.lay_out_papers(
        everything, at=at, step=lambda done, words: step(done, of, words), cancelled=cancelled
    )
    step(len(everything) + 1, of, "Numbering the pages and printing the sheet of the supplement")
    (blank,) = packs.lay_out_sheets([front.filler_part()], at=at)
    papers = [Paper(source, laid[source.key][0], laid[source.key][1]) for source in everything]
    begins = shelf.begins(supplement)
    late = Late(supplement, begins[""], begins["E"])

    def one(part: Part) -> binding.LaidOut:
        return packs.lay_out_sheets([part], at=at)[0]

    bound = binding.bind_late(matter, whole, papers[: len(opened)], late, filler=blank, lay_out=one)
    exempt = binding.bind_exempt(matter, own, papers[len(opened) :], filler=blank, lay_out=one, late=late)
    return Built(
        agenda=own,
        open_volume=bound,
        exempt_volume=exempt,
        papers=papers,
        anchors={key: anchors for key, (_, _, anchors, _) in laid.items()},
        cached={key for key, (_, _, _, cached) in laid.items() if cached},
        problems=problems,
        matter=matter,
        inputs=inputs,
        seconds=time.monotonic() - started,
    )


def merge(built: Built, supplement: Supplement, *, draft: bool, at: datetime) -> Pack:
    """The new pages alone, and with what is exempt of them; the row is the caller's to save."""
    started = time.monotonic()
    shelf = volumes.shelf_of(built.matter.meeting)
    title = f"{supplement}. {packs.title_of(built.matter.meeting, draft=draft)}"
    leaves, exempt = built.open_volume.leaves, built.exempt_volume.leaves
    names = title, f"{title}, with the exempt part"
    files = binding.merged(
        [(names[0], leaves), *([(names[1], exempt)] if exempt else [])],
        meeting=built.matter.meeting,
        draft=draft,
        begins=shelf.begins(supplement),
    )
    public_inputs = built.open_volume.fingerprint(names[0], str(draft), str(shelf.begins(supplement)))
    members_inputs = built.exempt_volume.fingerprint(names[1], str(draft), public_inputs)
    public = packs.stored(public_inputs, next(files))
    members = packs.stored(members_inputs, next(files)) if exempt else public
    return Pack(
        meeting=built.matter.meeting,
        supplement=supplement,
        inputs=built.inputs,
        is_draft=draft,
        built_at=at,
        public_inputs=public[0],
        public_key=public[1],
        public_sha256=public[2],
        public_pages=sum(leaf.pages for leaf in leaves),
        members_inputs=members[0],
        members_key=members[1],
        members_sha256=members[2],
        exempt_pages=sum(leaf.pages for leaf in exempt),
        parts=packs.parts_of(built),
        problems=built.problems,
        seconds=round(built.seconds + time.monotonic() - started, 2),
    )


@dataclass(frozen=True)
class Finished:
    """All bytes that go out with a supplement: its own file, and the meeting's files with its pages in them."""

    pack: Pack
    leaves: list[PackLeaf]
    edition: Edition


def finished(built: Built, supplement: Supplement, *, at: datetime) -> Finished:
    """Merged from what is kept and from the new pages; nothing issued is laid out again. Raises CannotLayOut."""
    meeting = built.matter.meeting
    leaves = volumes.leaves_of(built, meeting, supplement)
    edition = volumes.merged(volumes.shelf_of(meeting, *leaves), at=at)
    return Finished(merge(built, supplement, draft=False, at=at), leaves, edition)
