"""States of the Panel's own records and of what a member keeps beside the papers; why the Panel does not hear somebody."""

from django.db import models

from pcc_portal.lifecycle import Moves


class AnchorState(models.TextChoices):
    MADE = "made", "Where it was written"
    MOVED = "moved", "Found again"
    LOST = "lost", "Not found again"


class EnquiryState(models.TextChoices):
    PRIVATE = "private", "Private"
    SHARED = "shared", "Shared with the Chair"
    REACHED = "reached", "Asked at the meeting"
    WRITTEN = "written", "Written question"
    ANSWERED = "answered", "Answered"


E = EnquiryState

ENQUIRY_MOVES: Moves = {
    E.PRIVATE: frozenset({E.SHARED}),
    # Taken back by its owner, reached at the meeting, or not: then it is asked in writing.
    E.SHARED: frozenset({E.PRIVATE, E.REACHED, E.WRITTEN}),
    E.REACHED: frozenset(),
    E.WRITTEN: frozenset({E.ANSWERED}),
    E.ANSWERED: frozenset(),
}


class SpeakingKind(models.TextChoices):
    STATEMENT = "statement", "Statement"
    QUESTION = "question", "Question"


class Belongs(models.TextChoices):
    """What ties a speaker to the county (rules of procedure: who lives or works there)."""

    LIVES = "lives", "I live in the county"
    WORKS = "works", "I work in the county"


class SpeakingState(models.TextChoices):
    RECEIVED = "received", "To be decided"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Not accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


S = SpeakingState

SPEAKING_MOVES: Moves = {
    S.RECEIVED: frozenset({S.ACCEPTED, S.REFUSED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.REFUSED, S.WITHDRAWN}),
    # A decision is put right: the Chair hears somebody after all.
    S.REFUSED: frozenset({S.ACCEPTED, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
}


class Ground(models.TextChoices):
    """Why somebody is not heard, in the words that they are told."""

    OPERATIONAL = (
        "operational",
        "It is about an operational matter of the police, which belongs to the Chief Constable and not to the Panel",
    )
    OUTSIDE = "outside", "It is about something that is not the Panel’s business"
    COMPLAINT = (
        "complaint",
        "It is a complaint, or about one person’s own case, for which there is another way",
    )
    LATE = "late", "It came too late for this meeting"
    ELSEWHERE = "elsewhere", "Speakers must live or work in the county"
    FULL = "full", "There is no time left for more speakers at this meeting"


class RowState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


ROW_MOVES: Moves = {
    RowState.OPEN: frozenset({RowState.DONE, RowState.DROPPED}),
    # Closed by mistake.
    RowState.DONE: frozenset({RowState.OPEN}),
    RowState.DROPPED: frozenset({RowState.OPEN}),
}


class AboutYear(models.TextChoices):
    """Which financial year a thing is about, seen from the day of its meeting."""

    BEFORE = "before", "the year before its meeting’s"
    SAME = "same", "its meeting’s own year"
    NEXT = "next", "the year after its meeting’s"

    @property
    def years_on(self) -> int:
        return {"before": -1, "same": 0, "next": 1}[self.value]


class ReviewState(models.TextChoices):
    PENDING = "pending", "Pending"
    RUNNING = "running", "Under way"
    ADJOURNED = "adjourned", "Adjourned; may be called again"
    REPORTED = "reported", "Has reported"
    CLOSED = "closed", "Closed"


class NoteState(models.TextChoices):
    WANTED = "wanted", "Asked for"
    SENT = "sent", "Sent to members"


class EventState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class ClockKind(models.TextChoices):
    """What the law sets a time for. Which time is data: panel.models.StatutoryPeriod."""

    PRECEPT_NOTIFY = "precept_notify", "Precept: the Commissioner notifies the Panel"
    PRECEPT_REPORT = "precept_report", "Precept: the Panel reports"
    PRECEPT_REVISE = "precept_revise", "Precept: response to a veto, and the revised figure"
    PRECEPT_SECOND = "precept_second", "Precept: the second report"
    PRECEPT_ISSUE = "precept_issue", "Precept: last response, and issue"
    HEARING = "hearing", "Confirmation hearing: the Panel reports"
    ANNUAL_REPORT = "annual_report", "Annual report: public meeting and report of the Panel"
    PLAN_REPORT = "plan_report", "Draft police and crime plan: report of the Panel"
    PLAN_ISSUE = "plan_issue", "Police and crime plan: to be issued after an election"
    REMOVAL = "removal", "Chief Constable called to resign: the Panel’s hearing and recommendation"
    SUSPENSION = "suspension", "Commissioner charged: whether the Panel suspends"
    COMPLAINT_RECORD = "complaint_record", "Complaint: recorded, or the complainant told why not"
    COMPLAINT_REFER = "complaint_refer", "Complaint: a serious one goes to the IOPC"
    COMPLAINT_SETTLE = "complaint_settle", "Complaint: resolved informally"


# The chain of a precept, which begins anew with each year and needs nobody to start it.
PRECEPT_CHAIN = (
    ClockKind.PRECEPT_NOTIFY,
    ClockKind.PRECEPT_REPORT,
    ClockKind.PRECEPT_REVISE,
    ClockKind.PRECEPT_SECOND,
    ClockKind.PRECEPT_ISSUE,
)
# Those that something starts: a report that is sent, an election, a charge.
STARTED = (
    ClockKind.ANNUAL_REPORT,
    ClockKind.PLAN_REPORT,
    ClockKind.PLAN_ISSUE,
    ClockKind.REMOVAL,
    ClockKind.SUSPENSION,
)

# Those that stand on the page of one complaint alone: a list of them would tell that there is one.
OF_COMPLAINTS = (ClockKind.COMPLAINT_RECORD, ClockKind.COMPLAINT_REFER, ClockKind.COMPLAINT_SETTLE)


class PreceptState(models.TextChoices):
    NOTIFIED = "notified", "Notified; the Panel is to report"
    REPORTED = "reported", "Reported without a veto"
    VETOED = "vetoed", "Vetoed; the Commissioner is to revise it"
    VETO_VOID = "veto_void", "Vetoed too late: the veto does not count"
    REVISED = "revised", "Revised; the Panel is to report again"
    SECOND = "second", "Second report made; the Commissioner is to respond"
    RESPONDED = "responded", "Responded"
    ISSUED = "issued", "Issued"


P = PreceptState

PRECEPT_MOVES: Moves = {
    # Issued without a report only once the time to report is over.
    P.NOTIFIED: frozenset({P.REPORTED, P.VETOED, P.VETO_VOID, P.ISSUED}),
    P.REPORTED: frozenset({P.ISSUED}),
    P.VETO_VOID: frozenset({P.ISSUED}),
    P.VETOED: frozenset({P.REVISED}),
    P.REVISED: frozenset({P.SECOND}),
    P.SECOND: frozenset({P.RESPONDED}),
    P.RESPONDED: frozenset({P.ISSUED}),
    P.ISSUED: frozenset(),
}


class Veto(models.TextChoices):
    NONE = "none", "No veto"
    TOO_HIGH = "too_high", "Vetoed: too high"
    TOO_LOW = "too_low", "Vetoed: too low"


class HearingPost(models.TextChoices):
    CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
    FINANCE = "finance", "Chief finance officer"
    DEPUTY = "deputy", "Deputy Commissioner"
    CHIEF_CONSTABLE = "chief_constable", "Chief Constable"


class HearingState(models.TextChoices):
    RECEIVED = "received", "Notice received; the Panel is to report"
    REPORTED = "reported", "Reported; the Commissioner is to decide"
    VETOED = "vetoed", "Vetoed"
    EXPIRED = "expired", "No report in time: the process has ended"
    DECIDED = "decided", "Decided"


H = HearingState

HEARING_MOVES: Moves = {
    H.RECEIVED: frozenset({H.REPORTED, H.VETOED, H.EXPIRED}),
    H.REPORTED: frozenset({H.DECIDED}),
    H.VETOED: frozenset(),
    H.EXPIRED: frozenset(),
    H.DECIDED: frozenset(),
}


class Recommended(models.TextChoices):
    APPOINT = "appoint", "Appoint"
    NOT = "not", "Do not appoint"
    VETO = "veto", "Veto"
