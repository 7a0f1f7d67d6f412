"""States of an agenda, a paper and a pack, and the moves between them; kinds of news and who is told."""

from django.db import models


class AgendaStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    BEING_ISSUED = "being_issued", "Being issued"
    ISSUED = "issued", "Issued"


AGENDA_MOVES = {
    AgendaStatus.DRAFT: frozenset({AgendaStatus.BEING_ISSUED}),
    # Back to draft when the bytes could not be made, or the clerk stopped it: nothing was let out.
    AgendaStatus.BEING_ISSUED: frozenset({AgendaStatus.ISSUED, AgendaStatus.DRAFT}),
    AgendaStatus.ISSUED: frozenset(),
}


class PaperState(models.TextChoices):
    DRAFTING = "drafting", "In preparation"
    SUBMITTED = "submitted", "Sent in, to be accepted"
    IN = "in", "In"
    TO_FOLLOW = "to_follow", "To follow"
    SEPARATE = "separate", "Circulated separately"
    NAMED = "named", "Named, not attached"


# Papers that are meant to be in the pack one day; the others are only named on the agenda.
EXPECTED = frozenset({PaperState.DRAFTING, PaperState.SUBMITTED, PaperState.IN, PaperState.TO_FOLLOW})

PAPER_MOVES = {
    PaperState.DRAFTING: frozenset(
        {PaperState.SUBMITTED, PaperState.IN, PaperState.TO_FOLLOW, PaperState.SEPARATE, PaperState.NAMED}
    ),
    PaperState.SUBMITTED: frozenset({PaperState.IN, PaperState.DRAFTING}),
    PaperState.IN: frozenset(
        {PaperState.DRAFTING, PaperState.TO_FOLLOW, PaperState.SEPARATE, PaperState.NAMED}
    ),
    PaperState.TO_FOLLOW: frozenset(
        {PaperState.DRAFTING, PaperState.SUBMITTED, PaperState.IN, PaperState.SEPARATE, PaperState.NAMED}
    ),
    PaperState.SEPARATE: frozenset(
        {PaperState.DRAFTING, PaperState.IN, PaperState.TO_FOLLOW, PaperState.NAMED}
    ),
    PaperState.NAMED: frozenset(
        {PaperState.DRAFTING, PaperState.IN, PaperState.TO_FOLLOW, PaperState.SEPARATE}
    ),
}


class Part(models.TextChoices):
    OPEN = "open", "Open"
    EXEMPT = "exempt", "Exempt"


class ItemKind(models.TextChoices):
    PAPERS = "papers", "With papers"
    VERBAL = "verbal", "Verbal report"
    NONE = "none", "No paper"
    EXCLUSION = "exclusion", "Resolution to exclude the public"


class PaperRole(models.TextChoices):
    REPORT = "report", "Report"
    APPENDIX = "appendix", "Appendix"


class Regime(models.TextChoices):
    PART_VA = "part_va", "Local Government Act 1972, Part VA"
    SIO = "sio", "Specified Information Order"


class AnnouncementKind(models.TextChoices):
    """Reads as the beginning of a subject: "Papers issued: Panel, 17 September 2026"."""

    ISSUED = "issued", "Papers issued"
    SUPPLEMENT = "supplement", "More papers"
    CORRECTED = "corrected", "Correction"
    WITHDRAWN = "withdrawn", "Paper withdrawn"
    CALLED = "called", "Meeting called"
    CHANGED = "changed", "Changed"
    MOVED = "moved", "Meeting moved"
    ADJOURNED = "adjourned", "Meeting adjourned"
    INQUORATE = "inquorate", "Meeting could not be held"
    DEFERRED = "deferred", "Item deferred"
    CANCELLED = "cancelled", "Meeting cancelled"


class Topic(models.TextChoices):
    """What a user may switch off."""

    PAPERS = "papers", "New papers"
    CHANGES = "changes", "Changes: a meeting moved or cancelled, a paper withdrawn or corrected"


NEW_PAPERS = frozenset({AnnouncementKind.ISSUED, AnnouncementKind.SUPPLEMENT})


class Audience(models.TextChoices):
    MEMBER = "member", "Members of the body"
    OFFICER = "officer", "Offices that supply papers"
    ADDED = "added", "Added by the clerk"
    PUBLIC = "public", "Public subscribers"
