"""Decisions of the Commissioner, and PDFs for them."""

from governance.actions import decisions
from pcc_portal.meetings.printing import press
from tests.factories.days import NOW, TODAY
from tests.pdf.samples import plain

WITHHELD = {"is_exempt": True, "ground": "commercial"}
WHY = {"words": "The price of each lot.", "reasons": "Bidders would know it."}


def entered(office, by, *, title="A new front desk", at=NOW, **more):
    """Asked for, with its equality section."""
    said = {"request": "To open a desk.", "equality": "It has a ramp.", **more}
    return decisions.enter(office, title=title, by=by, at=at, **said)


def taken(office, by, *, taken_by=None, on=TODAY, at=NOW, **more):
    """Taken, and ready to be published."""
    row = entered(office, by, at=at, **more)
    said = {"taken_on": on, "taken_by": taken_by or by.person, "decided": "It opens in May."}
    return decisions.take(row, by=by, at=at, **said)


def pdf(words="What the form says"):
    """A file that was taken in."""
    original = plain(words)
    return {"original": original, "found": press.inspect(original), "is_scanned": True}
