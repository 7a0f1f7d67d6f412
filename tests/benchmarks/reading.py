"""What the proof-reader costs: CPU milliseconds a page of 500 words, and a long text against a short one."""

import time
from collections.abc import Sequence
from uuid import uuid4

from pcc_portal.writing.models import Block
from pcc_portal.writing.proofing import Kind, proofread
from pcc_portal.writing.proofing.reading import of_blocks
from tests.benchmarks import measuring
from tests.benchmarks.prose import sentences

PAGE, SHORT, LONG = 500, 4, 40  # words of a page; pages of a note and of a long report


def pages(many: int) -> list[Block]:
    """A text of so many pages: sentences of the demonstration under numbered headings."""
    said, found, words = sentences(), [], 0
    for n in range(many * PAGE):
        if words >= many * PAGE:
            break
        if n % 12 == 0:
            found.append(Block(id=uuid4(), kind="heading", level=1, html=f"Part {n // 12 + 1}"))
        html = " ".join(said[(5 * n + place) % len(said)] for place in range(5))
        found.append(Block(id=uuid4(), kind="paragraph", html=html))
        words += len(html.split())
    return found


def read(blocks: Sequence[Block]) -> None:
    proofread(of_blocks(blocks, Kind.REPORT))


def hold(report: measuring.Report, *, rounds: int) -> None:
    """The bars of the proof-reader, measured where it runs: of blocks, as the desk has them."""
    texts = {many: pages(many) for many in (SHORT, LONG)}
    works = {str(many): lambda many=many: read(texts[many]) for many in texts}
    seconds = measuring.in_turn(works, rounds=rounds, clock=time.process_time)
    a_page = {many: seconds[str(many)] / many * 1000 for many in texts}
    report.hold("proof_reader_milliseconds_a_page", a_page[LONG], at_most=50)
    report.hold("proof_reader_page_of_40_to_4", a_page[LONG] / a_page[SHORT], at_most=1.5)
