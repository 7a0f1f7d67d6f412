"""What building an agenda pack costs, against laying the same content out as one document.

``./portal bench packs [--quick]``. Every build goes through packs.lay_out and packs.keep, as in the worker, and makes
both files: the public pack and the members' pack. A rebuild is held to a build of everything by one render process
(ADR 8); what it is against two stands beside it.
"""

import io
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from django.core.files.storage import storages
from django.utils import timezone
from pikepdf import ObjectStreamMode, Pdf

from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import items, packs
from pcc_portal.meetings.models import Meeting, Pack, RenderedPart
from pcc_portal.meetings.printing import front, press
from pcc_portal.pdf.assemble import assemble, assemble_in_turn
from pcc_portal.pdf.parts import Part
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.models import Block
from tests.benchmarks import large, late, measuring, pack_scene

REBUILDS = {"unchanged": 0.05, "order_changed": 0.08, "one_paper_changed": 0.15}


def work() -> float:
    """CPU seconds so far of all that builds a pack: this process and the render processes."""
    return time.process_time() + sum(map(_seconds_of, press.pool().pids))


def _seconds_of(pid: int) -> float:
    """Of another process: what clock_getcpuclockid(3) names, finer than the ticks of /proc."""
    return time.clock_gettime((~pid << 3) | 2)


class Bench:
    """One meeting, built again and again after one change or another."""

    def __init__(self, meeting: Meeting, clerk: User) -> None:
        self.meeting, self.clerk = meeting, clerk
        self.turn = 0

    def build(self):
        at = timezone.now()
        built = packs.lay_out(self.meeting, at=at)
        return built, packs.keep(built, self.meeting, draft=True, job=None, at=at)

    def build_from_nothing(self):
        self.empty_cache()
        return self.build()

    def empty_cache(self) -> None:
        """As on the day of the first build: no part, no pack, no file of either."""
        Pack.objects.all().delete()
        RenderedPart.objects.all().delete()
        store = storages["default"]
        for folder in ("parts", "packs"):
            for name in store.listdir(folder)[1] if store.exists(folder) else ():
                store.delete(f"{folder}/{name}")

    def change_order(self) -> None:
        """Two items with open papers change places, or go back."""
        found = [pack_scene.item(self.meeting, name) for name in (pack_scene.BEFORE, pack_scene.AFTER)]
        items.move(max(found, key=_position), direction="up", by=self.clerk, at=timezone.now())

    def change_order_of_annex(self) -> None:
        """The report with the restricted annex goes down one place, or up again: the exempt part says its number too."""
        third = sorted(self.meeting.items.filter(parent=None, part="open"), key=_position)[2]
        items.move(third, direction="up", by=self.clerk, at=timezone.now())

    def change_paper(self) -> None:
        """One paragraph in the middle of the minutes says something new."""
        self.turn += 1
        text = pack_scene.minutes(self.meeting).text_id
        found = list(Block.objects.filter(text=text, kind="paragraph").order_by("position"))
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


def _position(item) -> int:
    return item.position


@contextmanager
def one_worker() -> Iterator[None]:
    """The other render process takes a rest."""
    pool = press.pool()
    with pool._worker():
        yield


def one_document(built) -> Part:
    """All that we lay out, agenda sheets included, as one document with page breaks."""
    matter, agenda = built.matter, built.agenda
    first = front.front_part(matter)
    parts = [
        first,
        front.items_part(matter, agenda, built.open_volume.ranges),
        front.notes_part(matter),
        *(paper.source.part for paper in built.papers if paper.source.part),
        front.exempt_part(matter, agenda, built.exempt_volume.ranges),
    ]
    bodies = [re.sub(r".*<body[^>]*>|</body>.*", "", part.html, flags=re.DOTALL) for part in parts]
    head = first.html[: first.html.index("<body")]
    pages = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
    return Part(
        title="Everything",
        html=f"{head}<body>{pages}</body></html>",
        stylesheets=first.stylesheets,
        assets={name: data for part in parts for name, data in part.assets.items()},
    )


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


type Seconds = Mapping[str, float]


def measure_builds(bench: Bench, *, rounds: int) -> tuple[Seconds, Seconds]:
    """Every kind of build in every round, as a clerk would meet them: the clock on the wall, and the work."""
    wall: dict[str, list[float]] = {}
    worked: dict[str, list[float]] = {}

    def note(name: str, build: Callable[[], object]) -> None:
        before = work()
        wall.setdefault(name, []).append(measuring.timed(build))
        worked.setdefault(name, []).append(work() - before)

    for number in range(rounds):
        measuring.say(f"round {number + 1} of {rounds}")
        bench.empty_cache()
        note("full", bench.build)
        note("unchanged", bench.build)
        Pack.objects.all().delete()
        note("unchanged_merged_again", bench.build)
        bench.change_order()
        note("order_changed", bench.build)
        bench.change_order_of_annex()
        note("order_of_annex_changed", bench.build)
        bench.change_paper()
        note("one_paper_changed", bench.build)
        built, _ = bench.build()
        note("one_document", partial(press.pool().render, one_document(built)))
        bench.empty_cache()
        with one_worker():
            note("full_on_one_worker", bench.build)
    return measuring.medians(wall), measuring.medians(worked)


def measure_merges(built) -> Seconds:
    """CPU time of this process, which does all of it."""
    leaves, exempt, mode = built.open_volume.leaves, built.exempt_volume.leaves, ObjectStreamMode.preserve
    stamps = {"running": "Running head", "watermark": "DRAFT"}
    return measuring.in_turn(
        {
            "one_file": partial(assemble, leaves, title="Pack", **stamps),
            "one_plain": partial(merge_plainly, leaves, mode),
            "both_files": lambda: list(assemble_in_turn([("Pack", leaves), ("Members", exempt)], **stamps)),
            "both_plain": partial(merge_each_plainly, [leaves, leaves + exempt], mode),
        },
        rounds=measuring.ROUNDS,
        clock=time.process_time,
        times=5,
    )


def shares(seconds: Seconds, whole: str) -> dict[str, float]:
    """Each of them against one of them."""
    return {name: float(f"{value / seconds[whole]:.3g}") for name, value in seconds.items()}


def main() -> int:
    # The short form builds the same pack, once: the bars are those of sixty pages.
    rounds = 1 if measuring.asked_for_quick(__doc__.splitlines()[0]) else measuring.ROUNDS
    report = measuring.Report("packs")
    loads = [os.getloadavg()[0]]
    bench = Bench(*pack_scene.build_meeting())
    bench.warm()
    wall, worked = measure_builds(bench, rounds=rounds)
    built, pack = bench.build()
    merges = measure_merges(built)
    loads.append(os.getloadavg()[0])
    report.add(
        cores=os.cpu_count(),
        load_before_and_after=loads,
        pages=pack.public_pages,
        exempt_pages=pack.exempt_pages,
        papers={paper.source.title: paper.pages for paper in built.papers},
        one_document_pages=press.pool().render(one_document(built)).pages,
        wall_seconds={name: round(value, 3) for name, value in wall.items()},
        work_seconds={name: round(value, 3) for name, value in worked.items()},
        merge_seconds={name: round(value, 4) for name, value in merges.items()},
        wall_against_a_full_build_on_two_workers=shares(wall, "full"),
        wall_against_a_full_build_on_one_worker=shares(wall, "full_on_one_worker"),
        work_against_a_full_build=shares(worked, "full"),
    )
    report.hold("full_against_one_document", wall["full"] / wall["one_document"], at_most=0.75)
    for name, bar in REBUILDS.items():
        report.hold(name, wall[name] / wall["full_on_one_worker"], at_most=bar)
    report.hold("merge_against_plain_merge", merges["one_file"] / merges["one_plain"], at_most=3.0)
    report.hold("both_merges_against_plain_merges", merges["both_files"] / merges["both_plain"], at_most=3.0)
    once, often = (
        Bench(large.meeting(bench.meeting, bench.clerk, times=times), bench.clerk)
        for times in (1, large.COPIES)
    )
    large.measure(report, once, often, work=work)
    late.measure(report, bench, work=work)  # last: it issues the meeting
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
