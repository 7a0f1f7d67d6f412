"""What people of Ardenshire undertook to do for the Board, invented, in the shape in which a Board says such things."""

from dataclasses import dataclass, field
from typing import Literal

type Verb = Literal["update", "done", "close", "drop", "not done", "put off"]


@dataclass(frozen=True)
class Said:
    """What somebody did about it: how, so many days ago, in what words."""

    verb: Verb
    ago: int
    words: str
    by: str = ""  # an e-mail; the officer where there is none


@dataclass(frozen=True)
class Undertaken:
    """``owner`` is the key of a person, or ``post:`` and the title of a post; ``due`` counts days from today."""

    words: str
    owner: str
    due: int | None
    board: int = 0  # which Board before today, 0 the last one
    is_closed: bool = False
    since: list[Said] = field(default_factory=list)


LEAD, STAFF = "force@demo.example", "staff.officer@demo.example"

UNDERTAKEN: list[Undertaken] = [
    Undertaken(
        "Send the number of disclosure champions in each division, and how many have been trained since April.",
        "calloway",
        9,
    ),
    Undertaken(
        "Send the list of senior posts with who answers for what, and one point of contact for each.",
        "post:Chief Constable",
        -4,
    ),
    Undertaken(
        "Bring the final review of the Vehicle Crime Strategy, with what it changed since it began.",
        "calloway",
        -6,
        since=[
            Said("update", 8, "The review is with the analyst. Two divisions have sent their figures.", LEAD)
        ],
    ),
    Undertaken(
        "Send the materials on setting the budget before the first workshop.",
        "post:Head of Finance",
        14,
    ),
    Undertaken(
        "Answer the finance questions that were sent before the meeting and not reached at it.",
        "attwell",
        6,
        since=[Said("update", 3, "Three of five are answered. The other two wait for the month’s close.")],
    ),
    Undertaken(
        "Put the measures of Digital Services into the December performance report, and from then on every quarter.",
        "post:Deputy Chief Constable",
        21,
    ),
    Undertaken(
        "Look at how content victims of vehicle crime are, and report every six months.",
        "calloway",
        40,
        board=1,
        since=[Said("put off", 10, "The survey runs until the end of the month.")],
    ),
    Undertaken(
        "Say whether a closer look at what lies behind sickness after a change of duty would be worth its time.",
        "post:Head of Human Resources",
        None,
    ),
    Undertaken(
        "Name who chairs the domestic abuse scrutiny group until the new post is filled.",
        "post:Chief Constable",
        -12,
        board=1,
        since=[Said("done", 13, "The Deputy Chief Constable chairs it, from this month.", STAFF)],
    ),
    Undertaken(
        "Send the rota of double-crewed cars for the county’s three rural areas.",
        "calloway",
        -20,
        board=1,
        since=[
            Said("done", 24, "Sent to the Chief Executive on Monday.", LEAD),
            Said("not done", 23, "It covers two areas of three. Where is Wexbury?"),
            Said("done", 20, "Wexbury is in it now.", LEAD),
            Said("close", 19, "All three areas, and the week is complete."),
        ],
    ),
    Undertaken(
        "Find out what a shared front desk at Aldercote would cost.",
        "attwell",
        -30,
        board=1,
        since=[Said("drop", 15, "The council has withdrawn the offer of the room.")],
    ),
    Undertaken(
        "Tell the Commissioner how the two suspended officers are paid while their hearing is put off.",
        "post:Head of Human Resources",
        5,
        is_closed=True,
    ),
]

FOUND = "Set out how the wait for a digital examination will be brought under 30 days, with the staff that it takes."
FOUND_IN = "PEEL, area for improvement 2"
DELEGATED = "Answers for the Chief Constable what the Governance and Performance Board asks"
