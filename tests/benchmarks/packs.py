"""What building an agenda pack costs, against laying the same content out as one document.

``./portal bench packs [--quick]``. Every build goes through packs.lay_out and packs.keep, as in the worker, and makes
both files: the public pack and the members' pack.
"""

import io
import re
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from django.core.files.storage import storages
from django.utils import timezone
from pikepdf import ObjectStreamMode, Pdf

from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.actions import items, packs, papers
from pcc_portal.meetings.models import Item, Meeting, Pack, Paper, RenderedPart
from pcc_portal.meetings.printing import binding, press
from pcc_portal.pdf.assemble import assemble, assemble_in_turn
from pcc_portal.pdf.parts import Part
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.models import Block
from tests.benchmarks import measuring, prose
from tests.factories import meetings as make
from tests.factories import people

# Title and how many sections: the mix of a Panel's quarterly meeting, 61 printed sides with its agenda.
PAPERS = (
    ("Report of the Commissioner", 34),
    ("Performance of the Plan", 11),
    ("Partnerships and grants", 8),
    ("Minutes of the last meeting", 7),
    ("Complaints about the Commissioner", 5),
    ("Recruitment of an independent member", 2),
    ("Work programme", 2),
)
CHANGED = "Performance of the Plan"  # eight sides
EXEMPT = ("A complaint", 3)
UPLOAD_SIDES = 3


def build_meeting() -> Meeting:
    """A draft agenda with every paper in: written here, one uploaded, one exempt."""
    at = timezone.now()
    body = make.body()
    make.seats(body, "aldercote", "brinsley", "carrow", "denholm", "easterby", independent=2)
    clerk = people.holder(Role.PANEL_CLERK, body.organisation, "Simon", "Garrod")
    meeting = make.meeting(clerk, of=body, held_on=date(2030, 12, 19), at=at)
    for seed, (title, sections) in enumerate([*PAPERS, EXEMPT]):
        line = make.item(meeting, clerk, title=title, at=at, purpose="To consider")
        paper = papers.write(make.paper(line, clerk, title=title, at=at), by=clerk, at=at)
        prose.write(paper.text, sections=sections, seed=seed, by=clerk, at=at)
        papers.accept(paper, by=clerk, at=at)
    scan = make.item(meeting, clerk, title="Letter of the inspectorate", at=at)
    make.uploaded(scan, clerk, pages=["A page of a letter"] * UPLOAD_SIDES, title="Letter", at=at)
    private = Item.objects.get(meeting=meeting, public_title=EXEMPT[0])
    items.exempt(private, make.grounds(1), by=clerk, at=at, private_title="Complaint of a resident")
    return Meeting.objects.select_related("body").get(pk=meeting.pk)


class Bench:
    """One meeting, built again and again after one change or another."""

    def __init__(self) -> None:
        self.meeting = build_meeting()
        self.changed = Paper.objects.get(item__meeting=self.meeting, public_title=CHANGED, text__isnull=False)
        self.clerk = self.changed.document.created_by
        self.turn = 0

    def build(self):
        at = timezone.now()
        built = packs.lay_out(self.meeting, at=at)
        return built, packs.keep(built, self.meeting, draft=True, job=None, at=at)

    def empty_cache(self) -> None:
        """As on the day of the first build: no part, no pack, no file of either."""
        Pack.objects.all().delete()
        RenderedPart.objects.all().delete()
        store = storages["default"]
        for folder in ("parts", "packs"):
            for name in store.listdir(folder)[1] if store.exists(folder) else ():
                store.delete(f"{folder}/{name}")

    def change_order(self) -> None:
        """The third item changes places with the one above it, or goes back."""
        third = Item.objects.filter(meeting=self.meeting, parent=None, part="open").order_by("position")[2]
        items.move(third, direction="up", by=self.clerk, at=timezone.now())

    def change_paper(self) -> None:
        """One paragraph in the middle of a paper says something new."""
        self.turn += 1
        found = list(Block.objects.filter(text=self.changed.text_id, kind="paragraph").order_by("position"))
        block = found[len(found) // 2]
        saved = blocks.save_block(
            block,
            base_version=block.version,
            html=f"Reading number {self.turn}. {block.html}",
            by=self.clerk,
            at=timezone.now(),
        )
        assert isinstance(saved, blocks.Saved)

    def warm(self) -> None:
        """Both render processes have imported their engine and laid something out."""
        self.empty_cache()
        self.build()


@contextmanager
def one_worker() -> Iterator[None]:
    """The other render process takes a rest."""
    pool = press.pool()
    with pool._worker():
        yield


def one_document(built) -> Part:
    """All that we lay out, agenda sheets included, as one document with page breaks."""
    front = binding.front_part(built.matter, built.agenda, built.open_volume.ranges)
    exempt = binding.exempt_part(built.matter, built.agenda, built.exempt_volume.ranges)
    parts = [front, *(paper.source.part for paper in built.papers if paper.source.part), exempt]
    bodies = [re.sub(r".*<body[^>]*>|</body>.*", "", part.html, flags=re.DOTALL) for part in parts]
    head = front.html[: front.html.index("<body")]
    pages = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
    return Part(title="Everything", html=f"{head}<body>{pages}</body></html>", stylesheets=front.stylesheets)


def merge_plainly(leaves, mode: ObjectStreamMode) -> None:
    """pages.extend and save: no tags, no stamps, no outline, links dead."""
    with warnings.catch_warnings(), Pdf.new() as out:
        warnings.simplefilter("ignore")
        sources = [Pdf.open(io.BytesIO(leaf.pdf)) for leaf in leaves]
        for source in sources:
            out.pages.extend(source.pages)
        out.save(io.BytesIO(), object_stream_mode=mode)
        for source in sources:
            source.close()


def merge_each_plainly(files, mode: ObjectStreamMode) -> None:
    for leaves in files:
        merge_plainly(leaves, mode)


def measure_builds(bench: Bench, *, rounds: int) -> dict[str, float]:
    """Every kind of build in every round, in the order in which a clerk would meet them."""
    found: dict[str, list[float]] = {}

    def note(name, work) -> None:
        found.setdefault(name, []).append(measuring.timed(work))

    for number in range(rounds):
        measuring.say(f"round {number + 1} of {rounds}")
        bench.empty_cache()
        note("full", bench.build)
        note("unchanged", bench.build)
        Pack.objects.all().delete()
        note("unchanged_merged_again", bench.build)
        bench.change_order()
        note("order", bench.build)
        bench.change_paper()
        note("paper", bench.build)
        built, _ = bench.build()
        note("one_document", partial(press.pool().render, one_document(built)))
        bench.empty_cache()
        with one_worker():
            note("full_on_one_worker", bench.build)
    return measuring.medians(found)


def main() -> int:
    # The short form builds the same pack, once: the bars are those of sixty pages.
    rounds = 1 if measuring.asked_for_quick(__doc__.splitlines()[0]) else measuring.ROUNDS
    report = measuring.Report("packs")
    bench = Bench()
    bench.warm()
    seconds = measure_builds(bench, rounds=rounds)
    built, pack = bench.build()
    leaves, exempt, mode = built.open_volume.leaves, built.exempt_volume.leaves, ObjectStreamMode.preserve
    stamped = partial(assemble, leaves, title="Pack", running="Running head", watermark="DRAFT")
    merges = measuring.in_turn(
        {
            "stamped": stamped,
            "plain": partial(merge_plainly, leaves, mode),
            "plain_packed": partial(merge_plainly, leaves, ObjectStreamMode.generate),
            "both_files": lambda: list(assemble_in_turn([("Pack", leaves), ("Members", exempt)])),
            "both_plain": partial(merge_each_plainly, [leaves, leaves + exempt], mode),
        },
        rounds=measuring.ROUNDS,
        clock=time.process_time,
        times=5,
    )
    full = seconds["full"]
    report.add(
        pages=pack.public_pages,
        exempt_pages=pack.exempt_pages,
        papers={paper.source.title: paper.pages for paper in built.papers},
        one_document_pages=press.pool().render(one_document(built)).pages,
        seconds={name: round(value, 3) for name, value in (seconds | merges).items()},
        unchanged_merged_again=seconds["unchanged_merged_again"] / full,
        against_a_full_build_on_one_worker={
            name: float(f"{seconds[name] / seconds['full_on_one_worker']:.3g}")
            for name in ("full", "unchanged", "order", "paper")
        },
        merge_against_packed_merge=merges["stamped"] / merges["plain_packed"],
        both_files_against_two_plain_merges=merges["both_files"] / merges["both_plain"],
    )
    report.hold("full_against_one_document", full / seconds["one_document"], at_most=0.75)
    report.hold("unchanged", seconds["unchanged"] / full, at_most=0.05)
    report.hold("order_changed", seconds["order"] / full, at_most=0.08)
    report.hold("one_paper_changed", seconds["paper"] / full, at_most=0.15)
    report.hold("merge_against_plain_merge", merges["stamped"] / merges["plain"], at_most=3.0)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
