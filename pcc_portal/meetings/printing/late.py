"""What of an agenda is out, and what of it a supplement brings."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from pcc_portal.meetings.models import Supplement
from pcc_portal.meetings.queries import Agenda, Line, Sheet


def brought_by(agenda: Agenda, supplement: Supplement) -> Agenda:
    """What comes with a supplement and nothing else: its own lines, and its papers under the lines they belong to."""
    lines = []
    for line in agenda.walk():
        sheets = [sheet for sheet in line.sheets if sheet.paper.supplement_id == supplement.pk]
        if sheets or line.item.supplement_id == supplement.pk:
            lines.append(Line(line.item, line.number, sheets))
    return Agenda(agenda.meeting, lines)


def as_issued(agenda: Agenda, *, and_by: Supplement | None = None) -> Agenda:
    """What is out, and what one supplement is about to bring; what another still holds back is as it was announced."""

    def is_out(late: Supplement | None) -> bool:
        return late is None or late.is_issued or late == and_by

    def of(line: Line) -> Line:
        sheets = [s if is_out(s.paper.supplement) else _announced(s) for s in line.sheets]
        children = [of(child) for child in line.children if is_out(child.item.supplement)]
        return Line(line.item, line.number, [s for s in sheets if s is not None], children)

    return Agenda(agenda.meeting, [of(line) for line in agenda.lines if is_out(line.item.supplement)])


def _announced(sheet: Sheet) -> Sheet | None:
    """As the agenda has named it already; None for a paper nobody has heard of."""
    if not sheet.paper.announced_as:
        return None
    paper = copy(sheet.paper)
    paper.state = sheet.paper.announced_as
    return replace(sheet, paper=paper)
