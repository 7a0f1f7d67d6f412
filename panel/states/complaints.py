"""States of a complaint about the Commissioner, why one is not recorded or handled otherwise, and what is counted of them."""

from django.db import models

from pcc_portal.lifecycle import Moves


class ComplaintKind(models.TextChoices):
    """SI 2012/62 regulations 2, 9 and 12."""

    COMPLAINT = "complaint", "Complaint"
    # Nobody complained: something, the press perhaps, says that there may have been a criminal offence.
    CONDUCT = "conduct", "Conduct matter, without a complainant"


class AboutWhom(models.TextChoices):
    COMMISSIONER = "commissioner", "The Commissioner"
    DEPUTY = "deputy", "The Deputy Commissioner"


class ComplaintState(models.TextChoices):
    RECEIVED = "received", "Received; to be recorded, or not"
    NOT_RECORDED = "not_recorded", "Not recorded"
    RECORDED = "recorded", "Recorded; to be dealt with"
    REFERRED = "referred", "With the IOPC"
    RETURNED = "returned", "Sent back by the IOPC; to be dealt with"
    INVESTIGATED = "investigated", "Dealt with by the IOPC"
    OTHERWISE = "otherwise", "Handled otherwise"
    RESOLVING = "resolving", "Informal resolution under way"
    RESOLVED = "resolved", "Resolved informally"
    WITHDRAWN = "withdrawn", "Withdrawn"


C = ComplaintState

COMPLAINT_MOVES: Moves = {
    C.RECEIVED: frozenset({C.RECORDED, C.NOT_RECORDED, C.WITHDRAWN}),
    # What was not recorded is recorded after all, when more of it becomes known.
    C.NOT_RECORDED: frozenset({C.RECORDED}),
    C.RECORDED: frozenset({C.REFERRED, C.OTHERWISE, C.RESOLVING, C.WITHDRAWN}),
    # The IOPC sends it back to the Panel, or deals with it.
    C.REFERRED: frozenset({C.RETURNED, C.INVESTIGATED}),
    C.RETURNED: frozenset({C.REFERRED, C.OTHERWISE, C.RESOLVING, C.WITHDRAWN}),
    # While it is being resolved it may turn out to be serious.
    C.RESOLVING: frozenset({C.RESOLVED, C.REFERRED, C.WITHDRAWN}),
    C.INVESTIGATED: frozenset(),
    C.OTHERWISE: frozenset(),
    C.RESOLVED: frozenset(),
    C.WITHDRAWN: frozenset(),
}
OVER = frozenset({C.NOT_RECORDED, C.INVESTIGATED, C.OTHERWISE, C.RESOLVED, C.WITHDRAWN})


class NotRecorded(models.TextChoices):
    """SI 2012/62 regulation 9."""

    CONDUCT = "conduct", "It is not about the conduct of the Commissioner or the Deputy Commissioner"
    FORCE = "force", "It is about the police force, and belongs to the Chief Constable"
    COURT = "court", "It has been dealt with in criminal proceedings, or is being dealt with there"
    TAKEN_BACK = "taken_back", "It was taken back before it was recorded"


class Otherwise(models.TextChoices):
    """SI 2012/62 regulation 15: grounds on which a recorded complaint need not go the usual way."""

    STAFF = "staff", "It comes from somebody who works for the Commissioner, about their work"
    OLD = (
        "old",
        "More than twelve months have passed, without a good reason for the delay or with an injustice by it",
    )
    DUPLICATE = "duplicate", "It is about a matter that is the subject of another complaint already"
    ANONYMOUS = (
        "anonymous",
        "Neither the complainant’s name nor their address is known, and cannot be found out",
    )
    ABUSE = "abuse", "It is vexatious, oppressive, or an abuse of the procedure"
    REPEAT = "repeat", "It repeats an earlier one and says nothing new"


class StepKind(models.TextChoices):
    """What the record of a complaint is made of; each is added once and never changed."""

    RECEIVED = "received", "Received"
    NAMED = "named", "Named to read it"
    UNNAMED = "unnamed", "No longer named"
    RECORDED = "recorded", "Recorded"
    NOT_RECORDED = "not_recorded", "Not recorded"
    SERIOUS = "serious", "Found serious"
    EVIDENCE = "evidence", "Evidence preserved"
    REFERRED = "referred", "Referred to the IOPC"
    RETURNED = "returned", "Sent back by the IOPC"
    INVESTIGATED = "investigated", "Dealt with by the IOPC"
    TOLD = "told", "Complainant told"
    OTHERWISE = "otherwise", "Handled otherwise"
    RESOLVING = "resolving", "Informal resolution begun"
    CONSIDERED = "considered", "Put to a meeting"
    RESOLVED = "resolved", "Resolved"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NOTED = "noted", "Note"
