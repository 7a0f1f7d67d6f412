"""Interests declared at a meeting, as the minutes print them."""

from pcc_portal.meetings.models import Declaration, Meeting


def declared_at(meeting: Meeting) -> list[Declaration]:
    """In the order in which they were declared, with the words of private ones. One query."""
    rows = Declaration.objects.filter(meeting=meeting).select_related("person", "private_matter")
    return list(rows.order_by("pk"))
