"""The Panel's standing agenda, the coming meeting's and the last one's, line by line."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Exemption:
    """Schedule 12A, Part 1, Local Government Act 1972, with both sides of the public interest weighed."""

    paragraph: int
    reasons_for: str  # for keeping it private
    reasons_against: str  # for opening it
    conclusion: str


@dataclass(frozen=True)
class Clearance:
    """Who was to look at a paper before it goes out. ``words`` are the answer; without any it is still awaited."""

    kind: Literal["legal", "finance", "chair"]
    of: str = ""  # key of a person of the cast; "" where the clerk records the answer
    words: str = ""


@dataclass(frozen=True)
class Asked:
    """That the clerk asked for this paper. ``of`` is a person of the cast, whoever sends it in unless said otherwise."""

    brief: str
    of: str = ""
    email: str = ""  # of an author without an account, who gets a link
    standing: Literal["", "promised", "late"] = ""
    clearances: tuple[Clearance, ...] = ()


@dataclass(frozen=True)
class Paper:
    title: str
    author: str  # key of a person
    role: str  # as printed under the title
    state: Literal["in", "to_follow", "named", "upload"] = "in"
    letter: str = ""  # "" for the report itself
    text: str = ""  # module of demo.content.papers
    marking: Literal["", "OFFICIAL", "OFFICIAL-SENSITIVE"] = ""
    disclosable: bool | None = True  # Freedom of Information Act; None where the paper carries no such line
    exemption: Exemption | None = None  # member-only paper of an open item
    note: str = ""
    asked: Asked | None = None


@dataclass(frozen=True)
class Line:
    number: str
    title: str
    purpose: str = ""
    kind: Literal["paper", "verbal", "none", "exempt"] = "none"
    papers: list[Paper] = field(default_factory=list)
    standing: bool = True
    exemption: Exemption | None = None
    private_title: str = ""  # never on a public page
    resolution: str = ""


BODY_NAME = "Ardenshire Police and Crime Panel"
DEFAULT_TIME = "14:00"
DEFAULT_TIME_SHOWN = "2pm"
VENUE = "Committee Room 2, Shire Hall, Kingsmere KM1 4RR"
SIGNATORY = "garrod"
SIGNATORY_LINES: list[str] = [
    "Simon Garrod",
    "Chief Executive, Ardenshire County Council",
    "Shire Hall, Kingsmere",
]
ENQUIRIES = "To ask about these papers, call Priya Nair, Democratic Services, on 01632 960 147 or write to panel@ardenshire.example."

EXCLUSION = "That members of the public be excluded from the meeting for the item below on the grounds that their presence would involve the disclosure of exempt information as defined in paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972."

# Heading, opening paragraph, bullets, closing paragraph.
DISCLAIMERS: list[tuple[str, str, list[str], str]] = [
    (
        "Disclosures of interests",
        "Members must register their disclosable pecuniary interests within 28 days of taking office. A member who has such an interest in a matter at this meeting must, unless they hold a dispensation:",
        [
            "declare the interest if it is not registered;",
            "not take part in any discussion or vote;",
            "leave the room while the matter is dealt with;",
            "give written notice of an unregistered interest to the Monitoring Officer within 28 days of the meeting.",
        ],
        "Non-pecuniary interests must still be declared at the start of the meeting, or as soon as they become apparent.",
    ),
    (
        "Public speaking",
        "Anyone who lives or works in Ardenshire may speak for up to three minutes, or ask a question, on a matter within the Panel’s remit. Tell the clerk in writing at least three working days before the meeting, with your name, your address, and the subject. Your address is not published.",
        [],
        "The rules are in the Panel’s terms of reference and rules of procedure, which the clerk will send on request.",
    ),
    (
        "Filming and recording",
        "The meeting is filmed and shown on the web. If you take a seat in the public gallery you agree to be filmed. Anyone may film, record or report on the open part of the meeting, as the County Council’s standing orders allow.",
        [],
        "Members of the press and public are asked to leave before any exempt item is taken.",
    ),
]

# How often, after the coming meeting, in order; the days come from demo.content.dates.next_meetings.
DATES_SHOWN = 7
DATES_LINE = "All meetings are at 2pm in Committee Room 2, Shire Hall, Kingsmere, unless it says otherwise."

WORKING_GROUP = "Planning and Performance Working Group"

COMPLAINTS_EXEMPTION = Exemption(
    1,
    "The paper names three people who have complained about the Commissioner and one who is spoken of in a complaint. They wrote in confidence. Being known would expose them, would say things of a fourth person that have not been tested, and would keep others from complaining.",
    "The public has a proper interest in how complaints about an elected Commissioner are dealt with, and in the Panel being seen to do its duty. The number of complaints and the way each ended are therefore printed in the open minutes.",
    "The interest in keeping the paper private outweighs the interest in opening it, because what the public needs to judge the Panel by, which is counts and outcomes, is published without it.",
)

ORGANISED_CRIME_EXEMPTION = Exemption(
    7,
    "The annex says which groups are being worked on, where, and by what means. To open it would warn them, and would put people who have given information at risk.",
    "Organised crime does harm in every district and people should know what is done about it. Section 4.1 of the report and the quarterly number of disruptions tell them as much as can be told.",
    "The interest in preventing and prosecuting crime outweighs the interest in opening the annex while the operations in it are live. It is to be looked at again in twelve months.",
)

MILLRACE_EXEMPTION = Exemption(
    1,
    "The paper concerns one complainant, who can be known from the dates and the place alone, and private details of their health.",
    "The public has an interest in knowing that a complaint which took seven months was dealt with properly. The time it took is printed in the open minutes, with the Panel’s apology.",
    "The interest in keeping the paper private outweighs the interest in opening it.",
)

COMING: list[Line] = [
    Line("1", "General"),
    Line("1(1)", "Apologies", "To receive any apologies from members."),
    Line(
        "1(2)",
        "Disclosures of pecuniary and non-pecuniary interests",
        "To declare interests in the items of this meeting.",
    ),
    Line(
        "1(3)",
        "Minutes of {last}",
        "To confirm the minutes.",
        "paper",  # written by the minutes themselves when they are sent round
    ),
    Line("1(4)", "Public speaking", "To hear statements and questions of which notice has been given."),
    Line(
        "2",
        "Report of the Commissioner",
        "To consider what the Commissioner has done since the last meeting, and to ask.",
        "paper",
        [
            Paper(
                "Report of the Police and Crime Commissioner",
                "fraser",
                "Commissioner",
                text="commissioner_report",
                marking="OFFICIAL",
                asked=Asked(
                    "What was done since {last}, what it cost, and what the Panel asked for and has not had yet.",
                    clearances=(
                        Clearance("finance", words="The sums agree with the ledger."),
                        Clearance("chair", of="ashdown"),
                    ),
                ),
            ),
            Paper(
                "Engagement diary",
                "fraser",
                "Governance officer",
                letter="A",
                text="engagement_diary",
                marking="OFFICIAL",
            ),
            Paper(
                "Measures",
                "marin",
                "Performance analyst",
                letter="B",
                text="measures",
                marking="OFFICIAL",
                asked=Asked("The figures of {quarter}, with a sentence on each that moved."),
            ),
            Paper(
                "Finance note",
                "clegg",
                "Head of Finance, Ardenshire Police",
                "to_follow",
                "C",
                marking="OFFICIAL",
                note="Forecast after the end of {quarter}; promised by Joanne Clegg.",
                asked=Asked("The forecast after the end of {quarter}.", of="pike", standing="promised"),
            ),
            Paper(
                "Restricted annex on organised crime",
                "calloway",
                "Assistant Chief Constable",
                letter="D",
                text="annex_organised_crime",
                marking="OFFICIAL-SENSITIVE",
                disclosable=False,
                exemption=ORGANISED_CRIME_EXEMPTION,
                note="Restricted; circulated to members only.",
            ),
            Paper(
                "Vehicle crime strategy of Ardenshire Police",
                "strand",
                "Chief Constable",
                "named",
                "E",
                marking="OFFICIAL",
                note="Named, not attached: members can read it on the force’s website.",
            ),
        ],
    ),
    Line(
        "3",
        "Community Safety Partnerships",
        "To receive the yearly report on funding and results.",
        "paper",
        [
            Paper(
                "Community Safety Partnerships",
                "penrose",
                "Head of Policy and Partnerships",
                "upload",
                text="partnerships",
                marking="OFFICIAL",
            ),
            Paper(
                "What the Wexbury partnership spent",
                "bowen",
                "Manager, Wexbury Community Safety Partnership",
                "to_follow",
                "A",
                note="Late; its author has no account and writes by a link.",
                asked=Asked(
                    "Two pages: the grant, what it was spent on, and what is left.",
                    email="c.bowen@wexbury-csp.example",
                    standing="late",
                ),
            ),
        ],
        standing=False,
    ),
    Line(
        "4",
        "Issues raised by Community Safety Partnerships",
        "To consider strategic matters that a partnership has raised; single local matters stay with the partnership.",
    ),
    Line(
        "5",
        "Report of the Planning and Performance Working Group",
        "To hear about its meeting of {coming:-7}.",
        "verbal",
    ),
    Line(
        "6",
        "Work programme",
        "To agree the programme.",
        "paper",
        [
            Paper(
                "Work programme",
                "tennant",
                "Clerk, with Councillor Lucy Tennant",
                text="work_programme",
                disclosable=None,
            )
        ],
    ),
    Line("7", "Dates of meetings", "To note the dates of the next seven meetings."),
    Line("8", "Urgent items", "At the discretion of the Chair, who will give the reason."),
    Line(
        "9",
        "Reports containing exempt information",
        "To resolve whether to exclude the public.",
        resolution=EXCLUSION,
    ),
    Line(
        "10",
        "Complaints",
        "To consider complaints about the Commissioner.",
        "exempt",
        [
            Paper(
                "Complaints",
                "nair",
                "Clerk to the Panel, with the Monitoring Officer",
                text="complaints_exempt",
                marking="OFFICIAL-SENSITIVE",
                disclosable=False,
            )
        ],
        exemption=COMPLAINTS_EXEMPTION,
        private_title="Complaints: the Thistlewood correspondence and two others",
    ),
]

# Written from where that meeting stood: there {coming} is its own day and {last} the meeting before it.
# An extraordinary meeting between the last one and the coming one: called for one thing, and thin.
EXTRA: list[Line] = [
    Line("1", "General", standing=False),
    Line("1(1)", "Apologies", "To receive any apologies from members.", standing=False),
    Line(
        "1(2)",
        "Disclosures of pecuniary and non-pecuniary interests",
        "To declare interests in the items of this meeting.",
        standing=False,
    ),
    Line(
        "2",
        "Confirmation hearing: Chief Finance Officer",
        "To hear the person whom the Commissioner proposes to appoint, and to decide what to recommend.",
        "paper",
        [
            Paper(
                "Confirmation hearing: Chief Finance Officer",
                "nair",
                "Clerk to the Panel",
                text="hearing",
                disclosable=None,
            ),
            Paper(
                "Statement of the candidate",
                "fraser",
                "Governance officer",
                "to_follow",
                "A",
                text="candidate_statement",
                note="Came as Supplement 1, yesterday.",
            ),
        ],
        standing=False,
    ),
]


@dataclass(frozen=True)
class Late:
    """A paper that the agenda announced and a supplement brought: which, and the words that are printed on it."""

    paper: str  # as titled on the agenda
    why: str
    urgency: str  # the Chair's opinion, for the days on which the notice is short


LATE_FOR_LAST = Late(
    "Finance note",
    "The force closed its books for the month after the agenda was issued, as the agenda said.",
    "Members are asked about overtime at this meeting and would otherwise have only last month’s forecast.",
)
LATE_FOR_EXTRA = Late(
    "Statement of the candidate",
    "The candidate was abroad when the agenda was issued, and sent her statement as soon as she was back.",
    "The hearing must be held within three weeks, and members should have the candidate’s own words before it.",
)

LAST: list[Line] = [
    Line("1", "General"),
    Line("1(1)", "Apologies", "To receive any apologies from members."),
    Line(
        "1(2)",
        "Disclosures of pecuniary and non-pecuniary interests",
        "To declare interests in the items of this meeting.",
    ),
    Line(
        "1(3)",
        "Minutes of {last}",
        "To confirm the minutes.",
        "paper",
        [
            Paper(
                "Minutes of {last}",
                "nair",
                "Clerk to the Panel",
                text="minutes_before_last",
                disclosable=None,
            )
        ],
    ),
    Line("1(4)", "Public speaking", "To hear statements and questions of which notice has been given."),
    Line(
        "2",
        "Report of the Commissioner",
        "To consider what the Commissioner has done since the last meeting, and to ask.",
        "paper",
        [
            Paper(
                "Report of the Police and Crime Commissioner",
                "fraser",
                "Commissioner",
                text="commissioner_report_last",
                marking="OFFICIAL",
            ),
            Paper(
                "Finance note",
                "clegg",
                "Head of Finance, Ardenshire Police",
                "to_follow",
                "A",
                text="finance_note_last",
                marking="OFFICIAL",
                note="Came as Supplement 1.",
            ),
        ],
    ),
    Line(
        "3",
        "Report of the Planning and Performance Working Group",
        "To hear about its meeting, and to confirm its members and terms of reference.",
        "verbal",
    ),
    Line(
        "4",
        "Issues raised by Community Safety Partnerships",
        "To consider strategic matters that a partnership has raised.",
    ),
    Line(
        "5",
        "Work programme",
        "To agree the programme.",
        "paper",
        [Paper("Work programme", "nair", "Clerk to the Panel", text="work_programme_last", disclosable=None)],
    ),
    Line("6", "Dates of meetings", "To note the dates of the next meetings."),
    Line("7", "Urgent items", "At the discretion of the Chair, who will give the reason."),
    Line(
        "8",
        "Reports containing exempt information",
        "To resolve whether to exclude the public.",
        resolution=EXCLUSION,
    ),
    Line(
        "9",
        "Complaints",
        "To consider complaints about the Commissioner.",
        "exempt",
        [
            Paper(
                "Complaints",
                "nair",
                "Clerk to the Panel, with the Monitoring Officer",
                text="complaints_exempt_last",
                marking="OFFICIAL-SENSITIVE",
                disclosable=False,
            )
        ],
        exemption=MILLRACE_EXEMPTION,
        private_title="Complaint: the Millrace matter, final letter",
    ),
]

# What a new meeting of the Panel begins with.
STANDING: list[Line] = [
    Line("1", "General"),
    Line("1(1)", "Apologies"),
    Line("1(2)", "Disclosures of pecuniary and non-pecuniary interests"),
    Line("1(3)", "Minutes of the last meeting", "To confirm the minutes.", "paper"),
    Line("1(4)", "Public speaking"),
    Line(
        "2",
        "Report of the Commissioner",
        "To consider what the Commissioner has done since the last meeting, and to ask.",
        "paper",
    ),
    Line("3", "Issues raised by Community Safety Partnerships"),
    Line("4", "Report of the Planning and Performance Working Group", "", "verbal"),
    Line("5", "Work programme", "To agree the programme.", "paper"),
    Line("6", "Dates of meetings"),
    Line("7", "Urgent items", "At the discretion of the Chair, who will give the reason."),
    Line(
        "8",
        "Reports containing exempt information",
        "To resolve whether to exclude the public.",
        resolution=EXCLUSION,
    ),
    Line(
        "9",
        "Complaints",
        "To consider complaints about the Commissioner.",
        "exempt",
        exemption=COMPLAINTS_EXEMPTION,
    ),
]
