"""What a supplement costs: its own pages laid out, and the files put together; nothing that is out is laid out again."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from pcc_portal.meetings.actions import additions, supplements
from pcc_portal.meetings.actions.editions import let_out_supplement
from pcc_portal.meetings.models import Pack, RenderedPart
from pcc_portal.meetings.printing import press
from tests.benchmarks import measuring, pack_scene
from tests.benchmarks.prose import Writer
from tests.factories import after, meetings

PARAGRAPHS = 22  # eight sides, like the minutes
PASSES = 2  # of its own sheet, until its numbers are right
# The filler and the paper; all that was issued is out of the cache, and would be counted if it were laid out.
PARTS = 2 + PASSES
WHY = "A measurement."  # of short notice: the day of the meeting is the same in every run, today is not


def measure(report: measuring.Report, bench: Any, *, work: Callable[[], float]) -> None:
    """Issue the pack of sixty sides, add a paper of eight, let it out."""
    measuring.say("a supplement of eight sides")
    meeting, clerk, at = bench.meeting, bench.clerk, timezone.now()
    bench.build_from_nothing()
    Pack.objects.filter(meeting=meeting).delete()
    merged_whole = _spent(bench.build, work)  # both files, every part from the cache
    after.issue(meeting, clerk, at=at, reason=WHY)
    made = after.start(meeting, clerk, at=at)
    writer = Writer(seed=5)
    words = [writer.words(900) for _ in range(PARAGRAPHS)]
    line = pack_scene.item(meeting, pack_scene.BEFORE)
    meetings.written(line, clerk, title="Late news", supplement=made, words=words, at=at)
    after.agreed(made, clerk, at=at, urgency=WHY)
    supplement = supplements.lock(made, by=clerk, at=at, urgency=WHY)
    RenderedPart.objects.all().delete()
    before = work()
    built = additions.lay_out(supplement, at=at)
    ready = additions.finished(built, supplement, at=at)
    spent = work() - before
    parts = RenderedPart.objects.count()
    assert let_out_supplement(supplement, built, ready, by=clerk, at=at)
    own = _spent(lambda: [press.pool().render(p.source.part) for p in built.papers if p.source.part], work)
    report.add(
        supplement_pages=sum(leaf.pages for leaf in built.open_volume.leaves),
        supplement_work_seconds=spent,
        supplement_own_layout_seconds=own,
        supplement_whole_merge_seconds=merged_whole,
    )
    report.hold("supplement_parts_laid_out", parts, at_most=PARTS)
    report.hold("supplement_against_its_layout_and_the_merge", spent / (own + merged_whole), at_most=1.5)


def _spent(doing: Callable[[], object], work: Callable[[], float]) -> float:
    before = work()
    doing()
    return work() - before
