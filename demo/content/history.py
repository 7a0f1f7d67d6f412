"""Five thin years of past meetings: the agenda's lines and one short paper each, made from the facts of each year.

Texts come out finished, with their dates in: there is nothing left to format.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from demo.content.agenda import Line, Paper
from demo.content.blocks import Block, Heading, Letters, Para, Table
from demo.content.dates import (
    ANNUAL_MONTH,
    BUDGET_MONTH,
    CYCLE,
    MONTHS,
    Day,
    FinancialYear,
    quarter_before,
    thursday,
)

MARCH, SEPTEMBER, NOVEMBER = 3, 9, 11
DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class PastMeeting:
    on: date
    lines: list[Line]
    paper_item: str  # number of the line that the paper belongs to
    paper_title: str
    blocks: list[Block]
    present: int
    rose_at: str
    resolved: str


class Year(NamedTuple):
    """What was so in a financial year; sums in £ million, the council tax of a Band D home in £."""

    budget: float
    band_d: float
    rise: float
    savings: float
    officers: int
    staff: int
    reviews: int
    upheld: int
    grants: int
    granted: int
    answered: int  # 101: average wait in seconds
    vote: str


class Story(NamedTuple):
    title: str
    text: str
    asked: str
    resolved: str


# Newest first: the year of the coming meeting, then the years before it.
YEARS: list[Year] = [
    Year(133.2, 303.71, 14.00, 1.0, 1113, 738, 4, 2, 27, 352_000, 64, "without a vote against"),
    Year(127.9, 289.71, 13.00, 1.4, 1108, 731, 21, 9, 25, 340_000, 102, "by nine votes to two"),
    Year(121.6, 276.71, 10.00, 0.9, 1094, 719, 19, 7, 31, 365_500, 176, "without a vote against"),
    Year(116.4, 266.71, 15.00, 2.1, 1061, 708, 24, 11, 22, 298_000, 210, "by eight votes to three"),
    Year(111.3, 251.71, 10.00, 1.8, 1030, 722, 17, 6, 20, 275_000, 195, "by ten votes to one"),
    Year(107.0, 241.71, 5.00, 2.6, 1002, 725, 13, 4, 24, 301_250, 158, "without a vote against"),
]

BUDGET: list[Story] = [
    Story(
        "Proposed precept",
        "The increase pays for neighbourhood officers in the places that are growing, and for evening handlers on 101. Nearly three in five of those who answered the consultation were in favour.",
        "how the Commissioner would show that the money had reached the neighbourhoods",
        "asked that the use of the increase be reported in {month}",
    ),
    Story(
        "Proposed precept",
        "The pay award was higher than the grant allowed for, and most of the increase goes on that. What is left is for the digital desk, which takes reports made on the web.",
        "what would be cut if the increase were two pounds less",
        "asked to see the savings by department",
    ),
    Story(
        "Proposed precept",
        "The increase is less than the most that the government allows. The Commissioner wished to leave room in household budgets, and to use the smoothing reserve instead.",
        "whether it was prudent to use a reserve for pay",
        "asked for a forecast of reserves over four years",
    ),
    Story(
        "Proposed precept",
        "This is the largest increase that may be made without a referendum. It pays for the last of the new officers of the national programme, and for the cars, lockers and radios that they need.",
        "what would happen if the national grant ended before the officers did",
        "noted that three members would have wished for a lower increase",
    ),
    Story(
        "Proposed precept",
        "The split from a shared service with another force costs more than was thought. A third of the increase pays for systems of our own.",
        "when the cost of the split would end",
        "asked for a report on the split each quarter",
    ),
    Story(
        "Proposed precept",
        "With many households short of money the Commissioner has proposed a small increase, and has put off the replacement of vehicles by a year.",
        "how old the vehicles would be by then",
        "thanked the Commissioner for a proposal that could be read",
    ),
]
MARCH_STORIES: list[Story] = [
    Story(
        "Stop and search",
        "Stop and search was used 1,204 times in the year. Something was found in 29 of each hundred. A person who is Black was 3.1 times as likely to be stopped as one who is white, compared with 3.4 the year before. A scrutiny panel of residents watches the film of 20 searches each month.",
        "whether the panel’s comments reached the officers concerned",
        "asked for the panel’s yearly report",
    ),
    Story(
        "Response to floods",
        "Two rivers rose in one night in February. The force took 612 calls in nine hours and helped to move 140 people. The debrief found that the list of vulnerable people held by each agency was different.",
        "who now keeps the one list",
        "thanked all who worked that night",
    ),
    Story(
        "Police and fire: shared buildings",
        "Three fire stations now have a room for the police. Two more are planned. The savings are small, at £84,000 a year, but officers are seen in places that had lost their station.",
        "whether the public can walk in",
        "noted the report",
    ),
    Story(
        "Fraud",
        "Fraud is two-fifths of the crime that people meet with and a fiftieth of what the police deal with. The force has four people for it. They see to it that every victim over 75 has a visit.",
        "whether banks could be asked to pay for more",
        "asked the Commissioner to write to the banks’ trade body",
    ),
    Story(
        "Officers’ well-being",
        "Sickness fell to 4.4% of working time. The force has trained 90 colleagues to listen. A third of days lost are for the mind and not the body.",
        "what was done for those on night shifts",
        "asked the Working Group to follow sickness",
    ),
    Story(
        "Policing after the restrictions",
        "The force gave 1,690 fixed penalties in the year, four-fifths of them for gatherings. Calls about neighbours are falling. Domestic abuse was reported a tenth more often than before.",
        "whether courts could hear the cases that had waited",
        "thanked the force for its work in a hard year",
    ),
]
ANNUAL: list[Story] = [
    Story(
        "Commissioner’s annual report",
        "The first full year of the new objectives ended with fewer burglaries and more people killed on the roads. The report says both on its first page.",
        "why the roads had become worse",
        "published its report on the annual report",
    ),
    Story(
        "Commissioner’s annual report",
        "Of 31 promises in the plan for the year, 24 were kept. The report lists the other seven, with reasons. The most serious is the control room, which came a year late.",
        "what the delay had cost",
        "commended the plain list of what was not done",
    ),
    Story(
        "Commissioner’s annual report",
        "The year was one of an election. The report covers the work of two terms of office and says where the one ended. Grants went to 22 bodies, of which eleven had never had one.",
        "how new bodies came to hear of the scheme",
        "asked for a map of grants in the next report",
    ),
    Story(
        "Commissioner’s annual report",
        "Officer numbers rose faster than in any year on record. Half of all constables who answer emergencies have fewer than three years’ service.",
        "who teaches them when the experienced ones leave",
        "asked for a session with the head of training",
    ),
    Story(
        "Commissioner’s annual report",
        "The force left a shared service with its neighbour in the course of the year. The report sets out what came of it: more control, more cost, and three systems that had to be built.",
        "whether the Commissioner would do it again",
        "noted the report",
    ),
    Story(
        "Commissioner’s annual report",
        "The report describes a year in which most meetings were held on a screen. More people watched them than had ever come to Shire Hall.",
        "whether meetings would go on being shown",
        "asked the County Council to go on showing them",
    ),
]
SEPTEMBER_STORIES: list[Story] = [
    Story(
        "Summer events",
        "The county had four large events. The cost of policing them was £410,000, of which the organisers paid 62%.",
        "why it was not all of it",
        "asked for the policy on charging",
    ),
    Story(
        "Shop theft",
        "Thefts from shops that are reported rose by 19%. The force now goes to every one in which someone is held or hurt, and did so in 93% of cases.",
        "what shop workers themselves said",
        "asked for the results of the shop workers’ survey",
    ),
    Story(
        "Road safety",
        "The Road Safety Partnership has published its aim of halving deaths in ten years. Community speed watch has reached 100 places, and 21 of them are followed up by officers.",
        "what happens to drivers who are seen twice",
        "agreed to return to road safety in a year",
    ),
    Story(
        "Violence against women and girls",
        "The strategy was written with 40 women who had been harmed. They asked first to be believed and second to be told what was going on.",
        "how the force would know that it believed them",
        "asked that the same women be asked again in a year",
    ),
    Story(
        "Front offices",
        "Two front offices will close and one will open in a library. On average five people a day came to the two. A public meeting at Wexbury was attended by 130.",
        "how those without a car would be served",
        "asked that no office close before the new one opens",
    ),
    Story(
        "New Commissioner’s priorities",
        "The draft plan has five objectives. 3,400 people answered the consultation, and speeding and anti-social behaviour came first.",
        "how the Panel’s comments would be used",
        "made eleven comments on the draft plan",
    ),
]
NOVEMBER_STORIES: list[Story] = [
    Story(
        "Community Safety Partnerships",
        "The partnerships had £194,000 between them. Wexbury’s night marshals and the mending of doors in Northbrook were looked at in detail.",
        "how the sums are decided",
        "asked for a yearly report in a fixed form",
    ),
    Story(
        "Community Safety Partnerships",
        "The partnerships had £193,000 between them. Three of the four sent their plans on time.",
        "what had become of the fourth",
        "asked that plans be sent by the end of June",
    ),
    Story(
        "Victims’ services",
        "The contract for the support of victims was let again after a competition with four bidders. The new one promises a first call in two days.",
        "what becomes of people who are with the old provider",
        "asked for figures after six months",
    ),
    Story(
        "Rural crime",
        "A team of six officers began in the spring. It has its own vehicles and a telephone number which is answered. Half of its work is theft of machinery.",
        "whether six was enough for so large an area",
        "thanked the officers who came to speak",
    ),
    Story(
        "Custody",
        "The inspectorate made an unannounced visit to custody and found the care of people good and the buildings poor. Mending them will cost £1.1 million.",
        "whether the money was in the capital programme",
        "asked the Budget Working Group to follow the works",
    ),
    Story(
        "Call handling",
        "The average wait on 101 reached three minutes in the summer. Nineteen handlers have been appointed and a new telephone system is to be bought.",
        "when the public would notice",
        "agreed to look at 101 at every meeting until it is under two minutes",
    ),
]
STORIES: dict[int, list[Story]] = {
    BUDGET_MONTH: BUDGET,
    MARCH: MARCH_STORIES,
    ANNUAL_MONTH: ANNUAL,
    SEPTEMBER: SEPTEMBER_STORIES,
    NOVEMBER: NOVEMBER_STORIES,
}
# Years back in which there were four meetings, and the month that was left out.
LEFT_OUT: set[tuple[int, int]] = {(1, MARCH), (3, NOVEMBER), (4, MARCH)}
PRESENT = [9, 11, 8, 10, 9, 10, 7, 11, 9, 8, 10]
ROSE_AT = ["15:40", "16:05", "15:25", "15:55", "16:20", "15:35", "16:10"]


def facts(back: int) -> Year:
    return YEARS[min(max(back, 0), len(YEARS) - 1)]


def chair(on: date, coming: date) -> str:
    """Councillor Thomas Herrick was in the chair until nineteen months before the coming meeting."""
    months = (coming - on).days / DAYS_A_MONTH
    return "Councillor Margaret Ashdown" if months < 19 else "Councillor Thomas Herrick"  # noqa: PLR2004


def precept(on: date, year: Year, story: Story) -> list[Block]:
    first = FinancialYear(on.year)
    before = year.band_d - year.rise
    return [
        Heading(1, "What is proposed"),
        Para(
            f"The Commissioner proposes that the council tax for policing in {first} be £{year.band_d:.2f} for a home in Band D. That is £{year.rise:.2f} more than the £{before:.2f} of {first:-1}, or {year.rise / before:.1%}. Together with the government’s grants it gives a budget of £{year.budget:.1f} million."
        ),
        Para(story.text),
        Heading(1, "How it was arrived at"),
        Letters(
            [
                f"Pay and prices add more to the cost of the same service than the grant does, and savings of £{year.savings:.1f} million have been found to narrow the gap.",
                f"The force will have {year.officers:,} police officers and {year.staff} members of staff.",
                "The Chief Constable was consulted, and says in a letter what he could not do with less.",
                "People and businesses were asked, as the law requires.",
            ]
        ),
        Heading(1, "What the Panel may do"),
        Para(
            "The Panel must review the proposed precept and report on it. It may support it, with or without recommendations, or veto it by the votes of two-thirds of all its members. If it does so, the Commissioner must make another proposal."
        ),
    ]


def annual(on: date, year: Year, story: Story) -> list[Block]:
    ended = FinancialYear(on.year - 1)
    spent = YEARS[min(YEARS.index(year) + 1, len(YEARS) - 1)]
    return [
        Heading(1, f"The year {ended}"),
        Para(story.text),
        Table(
            "The year in figures",
            ["What", f"{ended}"],
            [
                ["Police officers on 31 March", f"{year.officers:,}"],
                ["Police staff on 31 March", str(year.staff)],
                ["Complaint reviews completed", str(spent.reviews)],
                ["Of which upheld", str(spent.upheld)],
                ["Grants made", str(spent.grants)],
                ["Value of grants", f"£{spent.granted:,}"],
                ["Average wait on 101, seconds", str(spent.answered)],
            ],
            {1},
        ),
        Heading(1, "What the law asks"),
        Para(
            "The Commissioner must send her annual report to the Panel. The Panel must put questions on it in a public meeting, review it, and make a report or recommendations on it, to which the Commissioner must reply."
        ),
    ]


def subject(on: date, year: Year, story: Story) -> list[Block]:
    opening = {
        MARCH: "At its meeting in the autumn the Panel asked for a short report on this subject.",
        SEPTEMBER: f"The Planning and Performance Working Group looked at this subject before the meeting of {Day(on):short}.",
        NOVEMBER: "This subject stands in the work programme for this meeting.",
    }[on.month]
    share = f"{year.answered // 60} minutes and {year.answered % 60} seconds"
    closing = {
        MARCH: f"There were {year.officers:,} officers at the end of the quarter. The Commissioner made {year.grants} grants in the year, with a value of £{year.granted:,}, four of which bear on this subject.",
        SEPTEMBER: f"Since 1 April the Commissioner’s office has completed {year.reviews // 2} complaint reviews and upheld {year.upheld // 2}. None of them was about this subject.",
        NOVEMBER: f"The average wait on 101 in the quarter was {share}. The budget for the year is £{year.budget:.1f} million, and the forecast is close to it.",
    }[on.month]
    return [
        Heading(1, "Why the Panel has this report"),
        Para(f"{opening} The Commissioner’s office has written it with the force."),
        Heading(1, story.title),
        Para(story.text),
        Para(closing),
        Heading(1, "What the Panel may wish to ask"),
        Para(
            f"Members may wish to ask {story.asked}, and what the Commissioner has said about it to the Chief Constable."
        ),
    ]


def lines(on: date, story: Story) -> list[Line]:
    paper = Paper(story.title, "fraser", "Office of the Commissioner", marking="OFFICIAL")
    titles: list[Line] = [
        Line("1", "General"),
        Line("1(1)", "Apologies"),
        Line("1(2)", "Disclosures of pecuniary and non-pecuniary interests"),
        Line("1(3)", "Minutes of the previous meeting", "To confirm the minutes."),
        Line("1(4)", "Public speaking"),
    ]
    rest: list[Line] = []
    if on.month == ANNUAL_MONTH:
        rest += [
            Line("", "Election of Chair and Vice-Chair", "To elect for the municipal year."),
            Line("", "Appointments to working groups"),
        ]
    rest.append(Line("", story.title, "To consider the report.", "paper", [paper], standing=False))
    if on.month != BUDGET_MONTH:
        rest.append(Line("", "Report of the Planning and Performance Working Group", "", "verbal"))
    rest += [
        Line("", "Work programme"),
        Line("", "Dates of meetings"),
        Line("", "Urgent items"),
        Line("", "Complaints", "To note the number of complaints about the Commissioner.", "verbal"),
    ]
    numbered = [
        Line(str(number), line.title, line.purpose, line.kind, line.papers, line.standing)
        for number, line in enumerate(rest, 2)
    ]
    return titles + numbered


def meetings(*, coming: date, before: date, years: int = 5) -> list[PastMeeting]:
    """The meetings of the `years` before `before`, newest first; none on that day or after it."""
    newest = quarter_before(coming).year
    past: list[PastMeeting] = []
    for year in range(before.year, before.year - years - 1, -1):
        back = newest - year
        for month, which in reversed(CYCLE):
            on = thursday(year, month, which)
            if (
                on >= before
                or on < before.replace(year=before.year - years, day=1)
                or (back, month) in LEFT_OUT
            ):
                continue
            story = STORIES[month][min(max(back, 0), len(YEARS) - 1)]
            make = {BUDGET_MONTH: precept, ANNUAL_MONTH: annual}.get(month, subject)
            agenda = lines(on, story)
            past.append(
                PastMeeting(
                    on=on,
                    lines=agenda,
                    paper_item=next(line.number for line in agenda if line.papers),
                    paper_title=story.title,
                    blocks=make(on, facts(back), story),
                    present=PRESENT[len(past) % len(PRESENT)],
                    rose_at=ROSE_AT[len(past) % len(ROSE_AT)],
                    resolved=resolution(on, coming, facts(back), story),
                )
            )
    return past


def resolution(on: date, coming: date, year: Year, story: Story) -> str:
    """The one paragraph of minutes that a past meeting keeps."""
    asked = f"{chair(on, coming)} was in the chair. Members asked {story.asked}. "
    if on.month == BUDGET_MONTH:
        month = MONTHS[SEPTEMBER - 1]
        return f"{asked}The Panel resolved {year.vote} to support the proposed precept, and {story.resolved.format(month=month)}."
    return f"{asked}The Panel {story.resolved}."
