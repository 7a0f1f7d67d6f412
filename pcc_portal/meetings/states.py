"""States of a meeting, its agenda and minutes, papers, requests, clearances, packs and promises, and the moves between; kinds of news."""

from django.db import models

from pcc_portal.lifecycle import Moves


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


class Life(models.TextChoices):
    """What becomes of a meeting, whatever becomes of its agenda. Being moved is an act and no state."""

    PLANNED = "planned", "Planned"  # a date that the clerk keeps; not public
    CALLED = "called", "Called"  # time and place are public (LGA 1972 s100A(6)(a))
    HELD = "held", "Held"
    ADJOURNED = "adjourned", "Adjourned"
    CANCELLED = "cancelled", "Cancelled"
    INQUORATE = "inquorate", "Not quorate"


L = Life

LIFE_MOVES: Moves = {
    L.PLANNED: frozenset({L.CALLED, L.CANCELLED}),
    L.CALLED: frozenset({L.HELD, L.ADJOURNED, L.CANCELLED, L.INQUORATE}),
    # Said to be held when it had been broken off: the clerk puts it right, and says why.
    L.HELD: frozenset({L.ADJOURNED, L.INQUORATE}),
    # Broken off: it is taken up again, once more broken off, or never taken up.
    L.ADJOURNED: frozenset({L.HELD, L.ADJOURNED, L.CANCELLED, L.INQUORATE}),
    L.INQUORATE: frozenset({L.HELD, L.ADJOURNED, L.CANCELLED, L.INQUORATE}),
    L.CANCELLED: frozenset(),
}

# Those that are still to come, or to go on.
PENDING = frozenset({L.PLANNED, L.CALLED, L.ADJOURNED, L.INQUORATE})
# Broken off, with business left over.
BROKEN_OFF = frozenset({L.ADJOURNED, L.INQUORATE})
# Members were there to be counted: attendance counts these and no others.
COUNTING = frozenset({L.HELD, L.ADJOURNED, L.INQUORATE})


class ChangeKind(models.TextChoices):
    """What was done to a meeting in public."""

    CALLED = "called", "Called"
    MOVED = "moved", "Moved"
    HELD = "held", "Held"
    ADJOURNED = "adjourned", "Adjourned"
    INQUORATE = "inquorate", "Not quorate"
    CANCELLED = "cancelled", "Cancelled"


# What the public is owed a reason for.
NEEDS_REASON = (ChangeKind.MOVED, ChangeKind.ADJOURNED, ChangeKind.INQUORATE, ChangeKind.CANCELLED)


class DayKind(models.TextChoices):
    """Why a day of the calendar matters to those who plan meetings."""

    BANK_HOLIDAY = "bank_holiday", "Bank holiday, proclaimed"
    MOURNING = "mourning", "Day of public mourning or thanksgiving"
    CLOSED = "closed", "Offices closed"
    ELECTION = "election", "Election"
    OTHER = "other", "Another date to keep clear of"


# Days that no notice counts (LGA 1972 s243; R v Swansea CC ex p Elitestone).
NON_WORKING = (DayKind.BANK_HOLIDAY, DayKind.MOURNING, DayKind.CLOSED)


# What a second person agrees to: documents.Consent.kind.
AGREED_TO_ISSUE = "meetings.issue"
AGREED_TO_RELEASE = "meetings.exempt_release"
AGREED_TO_ISSUE_LATE = "meetings.supplement"
AGREED_TO_CONFIRM = "meetings.minutes"


class SupplementStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    BEING_ISSUED = "being_issued", "Being issued"
    ISSUED = "issued", "Issued"


SUPPLEMENT_MOVES = {
    SupplementStatus.DRAFT: frozenset({SupplementStatus.BEING_ISSUED}),
    SupplementStatus.BEING_ISSUED: frozenset({SupplementStatus.ISSUED, SupplementStatus.DRAFT}),
    SupplementStatus.ISSUED: frozenset(),
}


class WithdrawalKind(models.TextChoices):
    """How an issued paper stops being public."""

    WITHDRAWN = "withdrawn", "Withdrawn"  # nobody reads it any more; the clerk keeps it as evidence
    RE_MARKED = "re_marked", "Exempt from now on"  # members go on reading it


class BackDate(models.TextChoices):
    """What is counted back, or on, from a meeting, and how long a speaker has. When papers are due stands on the body itself."""

    CALL_FOR_PAPERS = "call_for_papers", "Call for papers"
    PRE_AGENDA = "pre_agenda", "Pre-agenda meeting"
    SPEAKING = "speaking", "Public speaking closes"
    SPEAKING_SLOT = "speaking_slot", "A public speaker has"
    MINUTES = "minutes", "Draft minutes"


class CountedFrom(models.TextChoices):
    ISSUE = "issue", "working days before the last day to issue"
    MEETING = "meeting", "working days before the meeting"
    AFTER = "after", "working days after the meeting"
    MINUTES = "minutes", "minutes"


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


class RequestState(models.TextChoices):
    ASKED = "asked", "Asked"
    PROMISED = "promised", "Promised"
    IN = "in", "In"
    RETURNED = "returned", "Returned with reasons"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Its author still owes something.
AWAITED = frozenset({RequestState.ASKED, RequestState.PROMISED, RequestState.RETURNED})

REQUEST_MOVES = {
    RequestState.ASKED: frozenset({RequestState.PROMISED, RequestState.IN, RequestState.WITHDRAWN}),
    # Promised to promised: a promise is renewed in good time.
    RequestState.PROMISED: frozenset({RequestState.PROMISED, RequestState.IN, RequestState.WITHDRAWN}),
    RequestState.IN: frozenset({RequestState.RETURNED, RequestState.WITHDRAWN}),
    RequestState.RETURNED: frozenset({RequestState.PROMISED, RequestState.IN, RequestState.WITHDRAWN}),
    RequestState.WITHDRAWN: frozenset(),
}


class ClearanceKind(models.TextChoices):
    LEGAL = "legal", "Legal"
    FINANCE = "finance", "Finance"
    CHAIR = "chair", "the Chair"


class ClearanceState(models.TextChoices):
    ASKED = "asked", "Asked"
    CLEARED = "cleared", "Cleared"
    REFUSED = "refused", "Not cleared"
    WITHDRAWN = "withdrawn", "No longer asked for"


CLEARANCE_MOVES = {
    ClearanceState.ASKED: frozenset(
        {ClearanceState.CLEARED, ClearanceState.REFUSED, ClearanceState.WITHDRAWN}
    ),
    # Back to asked when the paper comes in anew: what was cleared was the paper as it stood.
    ClearanceState.CLEARED: frozenset({ClearanceState.ASKED, ClearanceState.WITHDRAWN}),
    ClearanceState.REFUSED: frozenset(
        {ClearanceState.ASKED, ClearanceState.CLEARED, ClearanceState.WITHDRAWN}
    ),
    ClearanceState.WITHDRAWN: frozenset({ClearanceState.ASKED}),
}


class MinutesStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    CIRCULATED = "circulated", "Circulated"
    CONFIRMED = "confirmed", "Confirmed"
    SIGNED = "signed", "Signed"


MINUTES_MOVES = {
    MinutesStatus.DRAFT: frozenset({MinutesStatus.CIRCULATED}),
    # Back to draft when something was wrong with what was sent round.
    MinutesStatus.CIRCULATED: frozenset({MinutesStatus.DRAFT, MinutesStatus.CONFIRMED}),
    MinutesStatus.CONFIRMED: frozenset({MinutesStatus.SIGNED}),
    MinutesStatus.SIGNED: frozenset(),
}
# Until the next meeting confirms them, they are put right where they are wrong.
BEING_MINUTED = frozenset({MinutesStatus.DRAFT, MinutesStatus.CIRCULATED})


class PromiseState(models.TextChoices):
    OPEN = "open", "Open"
    REPORTED = "reported", "Reported back"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


STILL_OWED = frozenset({PromiseState.OPEN, PromiseState.REPORTED})

PROMISE_MOVES = {
    PromiseState.OPEN: frozenset({PromiseState.REPORTED, PromiseState.DONE, PromiseState.DROPPED}),
    # Reported, and not enough: it stays open.
    PromiseState.REPORTED: frozenset({PromiseState.OPEN, PromiseState.DONE, PromiseState.DROPPED}),
    PromiseState.DONE: frozenset({PromiseState.OPEN}),
    PromiseState.DROPPED: frozenset({PromiseState.OPEN}),
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
    OPENED = "opened", "Paper made public"
    CALLED = "called", "Meeting called"
    CHANGED = "changed", "Changed"
    MOVED = "moved", "Meeting moved"
    ADJOURNED = "adjourned", "Meeting adjourned"
    INQUORATE = "inquorate", "Meeting could not be held"
    DEFERRED = "deferred", "Item deferred"
    CANCELLED = "cancelled", "Meeting cancelled"
    MINUTES = "minutes", "Draft minutes"
    CONFIRMED = "confirmed", "Minutes confirmed"


class Topic(models.TextChoices):
    """What a user may switch off."""

    PAPERS = "papers", "New papers"
    CHANGES = "changes", "Changes: a meeting moved or cancelled, a paper withdrawn, corrected or made public"


NEW_PAPERS = frozenset({AnnouncementKind.ISSUED, AnnouncementKind.SUPPLEMENT})
NOT_YET_PUBLIC = frozenset({AnnouncementKind.MINUTES})  # draft minutes: members and offices (domain.md 2B)


class Audience(models.TextChoices):
    MEMBER = "member", "Members of the body"
    OFFICER = "officer", "Offices that supply papers"
    ADDED = "added", "Added by the clerk"
    PUBLIC = "public", "Public subscribers"
