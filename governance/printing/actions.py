"""The action log as a file: the same rows as the page, as rows of words."""

from collections.abc import Iterable

from governance.queries.actions import Logged

HEADS = (
    "Reference",
    "Action",
    "Owner",
    "Where from",
    "Raised on",
    "Due on",
    "State",
    "Overdue",
    "Closed on",
    "Closed by",
    "Why",
    "Closed part",
)


def table(rows: Iterable[Logged]) -> list[tuple[str, ...]]:
    """A row of words for each action."""
    return [
        (
            str(row.action),
            row.action.text,
            str(row.owner),
            row.where,
            row.action.raised_on.isoformat(),
            row.action.due_on.isoformat() if row.action.due_on else "",
            row.action.get_state_display(),
            "yes" if row.is_late else "",
            row.action.closed_on.isoformat() if row.action.closed_on else "",
            str(row.action.closed_by or ""),
            row.action.closed_why,
            "yes" if row.is_closed_part else "",
        )
        for row in rows
    ]
