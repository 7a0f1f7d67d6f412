"""What the Commissioner's office of Ardenshire asked the force in writing, invented, in the shape in which a Board asks: by measure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """``owner`` is the key of a person, or ``post:`` and the title of a post. ``answer`` and ``restricted`` are the force's."""

    heading: str
    words: str
    owner: str
    answer: str = ""
    restricted: str = ""
    by: str = ""  # an e-mail
    is_accepted: bool = False
    # What came of it: a supplementary question, or what was missing from the answer.
    follow_up: str = ""
    given_back: str = ""


LEAD, CHIEF, STAFF = "force@demo.example", "cc@demo.example", "staff.officer@demo.example"

# Before the last Board: all answered; what is accepted waits to be written into its minutes.
LAST_TITLE = "Questions before the last Board"
LAST: list[Asked] = [
    Asked(
        "Performance",
        "Solved vehicle crime fell from 9.1 to 7.4 per cent in a year. What lies behind it, and what is the force doing about it?",
        "calloway",
        "Half of the fall is how outcomes are recorded since May. The rest is fewer forensic visits: two posts stood empty until August, and both are filled.",
        "One group from outside the county accounts for eleven of the thefts in August. It is under investigation and nothing of it can be said in the open.",
        by=LEAD,
        is_accepted=True,
    ),
    Asked(
        "Performance",
        "How many 999 calls were answered within ten seconds in each of the last six months?",
        "calloway",
        "91, 90, 88, 84, 86 and 89 in every hundred.",
        by=LEAD,
        is_accepted=True,
        follow_up="Why was September worse than August, and what was done?",
    ),
    Asked(
        "Establishment",
        "How many officers are away with stress, and how many of them wait for an appointment?",
        "post:Head of Human Resources",
        "41 officers, of whom 13 wait.",
        by=STAFF,
        given_back="Please give the number for each of the last three quarters, so that the Board can see where it goes.",
    ),
]

# Before the next one: put yesterday, one answered this morning.
NEXT_TITLE = "Questions before the next Board"
NEXT: list[Asked] = [
    Asked(
        "Domestic abuse",
        "Repeat victims have risen for three quarters. How many of them were offered an independent adviser within a week?",
        "calloway",
    ),
    Asked(
        "Domestic abuse",
        "What did the review of high-risk cases in the north find, and which of its findings are done?",
        "calloway",
        "The review made nine recommendations. Six are done, two will be by the end of the quarter, and one waits for the county council.",
        by=LEAD,
    ),
    Asked(
        "Roads",
        "Which four sites had most deaths and serious injuries since April, and what was done at each?",
        "post:Chief Constable",
    ),
    Asked(
        "Finance",
        "The forecast overspend on overtime has doubled since the first quarter. What would bring it back?",
        "post:Head of Finance",
    ),
]

# About the report that is being answered: still with the office.
REPORT_TITLE = "Questions about the report"
REPORT: list[Asked] = [
    Asked(
        "Digital examination",
        "How many devices wait today, and how old is the oldest?",
        "post:Deputy Chief Constable",
    ),
]
