"""Whose minutes a file holds, by its own first lines and by its form."""

import re
from collections.abc import Iterator

from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.meetings.states import Regime
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.proofing import Finding

_NAMES = {
    Regime.PART_VA: re.compile(r"\bpanel\b", re.IGNORECASE),
    Regime.SIO: re.compile(r"\bboard\b", re.IGNORECASE),
}
_WHOSE = {Regime.PART_VA: "the Panel", Regime.SIO: "the Board"}


def other_body(read: Reading, body: Body) -> Iterator[Finding]:
    """Raises Refused where name and form both say that it is another body's; where one of them does, it is told."""
    own = Regime(body.regime)
    other = next(regime for regime in _NAMES if regime != own)
    front = " ".join(line.text for line in read.lines if line.role == LineRole.FRONT)
    if not _NAMES[other].search(front) or _NAMES[own].search(front):
        return
    has_columns = any(line.slot in {"reference", "text", "action"} for line in read.lines)
    said = f"The first lines of this file say that these are minutes of {_WHOSE[other]}, and not of {_WHOSE[own]}."
    if has_columns == (other == Regime.SIO):
        raise Refused(f"{said} Bring them in under {_WHOSE[other]}.")
    yield Finding("other-body", f"{said} Look whether this is the right place for them.")
