"""The proof-reader: checks that read a text and say, each by its own name, what does not agree with itself.

Pure: no database and no clock. ``document`` is what a check reads, ``registry`` how an app adds one, ``reading`` makes a
document of a Word file or of blocks, and ``checks`` has a module a noun. A check never changes a word; docs/checks.md lists all.
"""

from pcc_portal.writing.proofing.document import Document, Part, Passage
from pcc_portal.writing.proofing.kind import EVERY, MINUTES, PROSE, Kind
from pcc_portal.writing.proofing.registry import NAMES, Check, Finding, Fix, check, proofread

__all__ = ["EVERY", "MINUTES", "NAMES", "PROSE", "Check", "Document", "Finding", "Fix", "Kind", "Part", "Passage", "check", "proofread"]  # fmt: skip
