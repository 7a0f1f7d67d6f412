"""Finding notes again in a paper that was issued anew: 500 notes over 40 pages.

``./portal bench notes [--quick]``. Pure work on text: no database is asked, and every note is found or known to be lost.
"""

import sys

from pcc_portal.writing.anchoring import Paper
from pcc_portal.writing.comparing import compare
from pcc_portal.writing.passages import passages
from tests.benchmarks import measuring
from tests.writing.revising import Writer, html_of

PAGES, A_PAGE, NOTES = 40, 14, 500
SECONDS = 2.0


def hold(report: measuring.Report, *, rounds: int) -> None:
    """Cutting both versions into passages included: it is what the page does."""
    writer = Writer(seed=40)
    first = writer.paper(PAGES * A_PAGE)
    second = writer.revised(first)
    before, after = html_of(first, a_page=A_PAGE), html_of(second, a_page=A_PAGE)
    old = Paper(passages(before))
    anchors = [old.anchor(writer.random.choice(first).key, "") for _ in range(NOTES // 2)]
    anchors += [_some_words(writer, old) for _ in range(NOTES - NOTES // 2)]
    found: list[int] = []

    def work() -> None:
        new = Paper(passages(after))
        found.append(sum(anchor is not None and new.place(anchor) is not None for anchor in anchors))

    took = measuring.in_turn(
        {"anchors": work, "changes": lambda: compare(passages(before), passages(after))}, rounds=rounds
    )
    report.add(
        notes=NOTES, pages=PAGES, found=found[-1], html_kb=len(after) // 1000, compare_seconds=took["changes"]
    )
    report.hold("anchor_500_notes_seconds", took["anchors"], at_most=SECONDS)


def _some_words(writer: Writer, paper: Paper):
    passage = writer.random.choice(paper.passages)
    words = passage.words.split()
    start = writer.random.randrange(len(words))
    return paper.anchor(passage.key, " ".join(words[start : start + 8]))


def main() -> int:
    quick = measuring.asked_for_quick(__doc__ or "")
    report = measuring.Report("notes")
    hold(report, rounds=1 if quick else measuring.ROUNDS)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
