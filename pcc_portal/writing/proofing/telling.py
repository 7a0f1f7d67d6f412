"""A finding as it is printed, answered to a script, and known again."""

import hashlib

from pcc_portal.writing.proofing.document import Document, short
from pcc_portal.writing.proofing.registry import NAMES, Finding


def told(document: Document, finding: Finding) -> dict[str, str]:
    """``row`` names the irregularity that it answers, where there is one."""
    known = NAMES[finding.check]
    return {
        "check": finding.check,
        "row": finding.row or known.row,
        "where": document.where(finding.position),
        "quote": quote_of(document, finding),
        "message": finding.message,
        "severity": "warning" if known.warns else "error",
    }


def quote_of(document: Document, finding: Finding) -> str:
    """The words that it is about; of a check that quotes none, the beginning of the passage."""
    if finding.quote or finding.position is None:
        return finding.quote
    return short(document.passages[finding.position].text)


def fingerprint(document: Document, finding: Finding) -> str:
    """The same as long as the words that it is about, and what it says of them, are the same."""
    said = f"{finding.check}\n{' '.join(quote_of(document, finding).split())}\n{finding.message}"
    return hashlib.sha256(said.encode()).hexdigest()
