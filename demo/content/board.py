"""What was said at the Board, row by row: a meeting that both parties have agreed, and one whose minutes are being written."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Row:
    """``topic`` is a sub-heading; ``closed`` rows are held apart from the first character."""

    words: str
    kind: Literal["row", "topic"] = "row"
    closed: bool = False


VENUE = "The Weir Room, 3 Weir Court, Kingsmere"
STANDING = (
    "Actions and matters arising",
    "Performance",
    "In depth",
    "Establishment",
    "Finance",
    "Any other business",
)
POSTS = (("PCC", "office", "Commissioner"), ("CC", "force", "Chief Constable"))
GLOSSARY = (
    ("KPI", "Key performance indicator"),
    ("FTE", "Full-time equivalent"),
    ("RAG", "Red, amber or green"),
    ("PEEL", "Police effectiveness, efficiency and legitimacy, the inspectorate’s programme"),
)
OFFICE = ("whitcombe", "adeyemi", "fraser", "marin")
FORCE = ("strand", "ferris", "calloway")
JOINED = "clegg"  # for Finance
APOLOGIES = ("attwell",)

AGREED: dict[str, list[Row]] = {
    "Actions and matters arising": [
        Row("The minutes of the last meeting were agreed as a true record."),
        Row("Four actions were closed. The grants scheme was launched on the first of the month."),
    ],
    "Performance": [
        Row("Vehicle crime", "topic"),
        Row(
            "RA asked why thefts from vehicles had risen for a third month.\nNC said that two groups had been charged, and that the numbers had fallen since."
        ),
        Row("Answering calls to 101", "topic"),
        Row("SM reported that the KPI was met in each week of the month."),
        Row("One of the two groups is known to live in Aldercote; arrests are planned.", closed=True),
    ],
    "In depth": [
        Row("Road safety was looked at in depth. DS thanked the volunteers of Community Speedwatch.")
    ],
    "Establishment": [Row("NF reported 1,912 FTE officers against an establishment of 1,930.")],
    "Finance": [Row("JC reported a forecast in line with the budget. The RAG rating is green.")],
    "Any other business": [Row("There was none.")],
}

IN_HAND: dict[str, list[Row]] = {
    "Actions and matters arising": [Row("The minutes of the last meeting were agreed as a true record.")],
    "Performance": [
        Row("Vehicle crime", "topic"),
        Row(
            "RA asked for the review of vehicle crime. NC will bring the final strategy to the next Board.\nDS agreed to provide RA with a list of senior posts and what each answers for."
        ),
        Row("Domestic abuse", "topic"),
        Row("SM said that reports were up by 4% on the quarter, as expected after the campaign."),
        Row("A case that is before the court was discussed.", closed=True),
    ],
    "Establishment": [Row("NF reported 1,918 FTE officers. The SOT trains until March.")],
    "Finance": [Row("JC to send the papers for setting the budget.")],
}

FOCUS = (
    "Sustainability",
    "Road safety",
    "Cyber crime",
    "Police firearms",
    "Rural crime",
    "Violence against women and girls",
    "Serious violence and its prevention",
    "Engagement",
    "The programme of change",
    "Safeguarding of children and young people",
    "Community engagement",
    "Strategic policing requirement",
)
