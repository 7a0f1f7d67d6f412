"""What the force owes as a file: the same rows as the page, as rows of words."""

from collections.abc import Iterable

from governance.queries.owed_lines import Owed

HEADS = (
    "Kind",
    "Reference",
    "What",
    "Owner",
    "Due on",
    "Days late",
    "Last reply on",
    "Was due on",
    "Step reached",
    "More time asked for",
)


def table(rows: Iterable[Owed]) -> list[tuple[str, ...]]:
    """A row of words for each thing."""
    return [
        (
            row.source.label,
            row.name,
            row.what,
            str(row.owner),
            row.due_on.isoformat() if row.due_on else "",
            str(row.days_late) if row.is_late else "",
            row.replied_on.isoformat() if row.replied_on else "",
            row.was_due.isoformat() if row.was_due else "",
            row.reached_words,
            row.asked.asked_for.isoformat() if row.asked else "",
        )
        for row in rows
    ]
