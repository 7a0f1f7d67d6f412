"""The Panel's work programme as rows, invented: what has a date, what waits, what is standing, reviews, training."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``month`` is the month of the meeting that takes it; 0 for the coming one."""

    month: int
    title: str
    detail: str
    about_year: str = ""
    was_reported: bool = False
    origin: str = ""


FEBRUARY, MARCH, JUNE = 2, 3, 6

DATED = (
    Row(
        0,
        "Community Safety Partnerships",
        "Judge how the awards are decided, what partnership adds, and what data the partnerships are given.",
        origin="Resolved at the last meeting",
    ),
    Row(
        FEBRUARY,
        "Proposed budget and council tax",
        "Review the proposed precept, report on it, and if need be veto it by two thirds of all members.",
        "next",
        origin="Police Reform and Social Responsibility Act 2011, schedule 5",
    ),
    Row(
        FEBRUARY,
        "Good practice in preventing homicide",
        "Consider the wider profile of homicides, and what is done elsewhere.",
        was_reported=True,
        origin="Resolved at the last meeting",
    ),
    Row(
        MARCH, "Delivery Plan", "Review what has been done under each objective of the Police and Crime Plan."
    ),
    Row(JUNE, "Election of Chair and Vice-Chair", "Elect for the municipal year."),
    Row(
        JUNE,
        "Commissioner’s annual report",
        "Review it, ask questions in public, and publish a report on it.",
        "before",
        origin="Police Reform and Social Responsibility Act 2011, section 28(4)",
    ),
    Row(JUNE, "Panel’s annual report", "Agree it for publication.", "before"),
)
# title, background, what it waits for
WAITING = (
    (
        "Re-vetting of officers and staff",
        "The inspectorate graded vetting in the force adequate, and the checks are complete; lapsed clearances are renewed in order of risk.",
        "The Working Group’s view of the numbers",
    ),
    (
        "Reorganisation of local government and the role of the Commissioner",
        "The government has spoken of larger councils and of other ways to govern the police.",
        "More information from the government",
    ),
    (
        "Town and country: how long victims wait",
        "A public question at the last meeting. The Commissioner has promised to publish the figures apart.",
        "First publication, with the measures of the next quarter",
    ),
)
# title, how often, what it is, what it covers
STANDING: tuple[tuple[str, str, str, list[str]], ...] = (
    (
        "Report of the Commissioner",
        "At every meeting",
        "",
        [
            "what the Commissioner and her Deputy have done, and the decisions that they have taken",
            "progress with each objective of the Police and Crime Plan",
            "grants and commissioned services",
            "governance: how the Chief Constable is held to account, and what the inspectorate has found",
            "communication, consultation and engagement",
            "the national crime and policing measures",
            "a summary of finance",
            "criminal justice, victims and the courts",
            "climate and sustainability",
            "anti-social behaviour",
            "emerging issues",
        ],
    ),
    ("Complaints", "At every meeting", "Under the Panel’s Complaints Protocol, in part exempt.", []),
    ("Reports of the working groups", "After each meeting of a group", "Usually by word of mouth.", []),
    (
        "Issues raised by Community Safety Partnerships",
        "At every meeting",
        "Matters of strategic meaning for the county. A single local matter is for the partnership itself.",
        [],
    ),
)
# topic, members, times met, state, next step, reported so many days before today
REVIEWS = (
    (
        "Sustainability and climate change",
        "To be appointed",
        0,
        "pending",
        "The Working Group looks first, and reports under item 5",
    ),
    (
        "Substance misuse: what is commissioned",
        "Councillors Raman and Venn; Mrs Fairley",
        4,
        "reported",
        "The last two recommendations are watched",
    ),
)
# of the review that has reported: words, due so many days after it, response, where it was acted on
RECOMMENDATIONS = (
    (
        "That the review of the Panel is used when the service is tendered anew.",
        "Seven of its nine findings are in the tender.",
        "Tender for substance misuse services, schedule 2",
    ),
    (
        "That waiting times are published every quarter.",
        "They are, from the next quarter on.",
        "Measures, Appendix B",
    ),
    ("That each district has a named lead.", "", ""),
)
# event, for whom, days from the coming meeting (0: not known), place
EVENTS = (
    (
        "Police headquarters and control room, with the Chief Constable",
        "All members",
        0,
        "Hollin Park, Kingsmere",
    ),
    ("Briefing on the budget and the council tax", "All members", 42, "Online"),
    ("Street surgery in Wexbury", "Two members", 0, "Market Square, Wexbury"),
)
