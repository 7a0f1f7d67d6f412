"""Word files and blocks as the proof-reader reads them."""

from pcc_portal.writing.importing import verbatim
from pcc_portal.writing.proofing import Kind, proofread
from pcc_portal.writing.proofing.reading import of_rows
from pcc_portal.writing.proofing.telling import told
from tests.factories.word import document, para, row, table

MOST = 100_000_000


def findings(*body, kind=None):
    """What is told of a Word file with this body."""
    read = of_rows(verbatim.read(document(*body), max_bytes=MOST).rows, Kind(kind) if kind else None)
    return [told(read, finding) for finding in proofread(read)]


def names(*body, kind=None):
    return [finding["check"] for finding in findings(*body, kind=kind)]


def grid(head, *lines):
    return table(row(*head, head=True), *[row(*line) for line in lines])


def board(*body, next_meeting="Tuesday 3 January 2023"):
    """Minutes of a Board of invented people; the force's chief is listed by his own initials."""
    return [
        para("Ardenshire Governance and Performance Board"),
        para("OPEN MINUTES"),
        para("Tuesday 6 December 2022"),
        para("OPCC attendees"),
        para("Eleanor Whitcombe (PCC)"),
        para("Ruth Adeyemi (RA)"),
        para("Colin Marsh (CM)"),
        para("Force attendees"),
        para("Dana Thorne (DT)"),
        para("Samir Rao (SR)"),
        para("Joan Castell (JC)"),
        para("Apologies"),
        para("Sara Aldous (SA)"),
        *body,
        para(f"Date of next meeting: {next_meeting}"),
    ]


def discussed(*lines):
    """A table of the Board: Reference, Discussion, Action."""
    return grid(("Reference", "Discussion", "Action"), *lines)
