"""Reports of the inspectorate on the invented force, in the shape of real ones: areas, grades, findings, and what is answered."""

from dataclasses import dataclass, field

PROGRAMME = "PEEL"
EFFICIENCY, EFFECTIVENESS, LEGITIMACY = "Efficiency and leadership", "Effectiveness", "Legitimacy"
REPORTS_AT = "https://www.example.org/inspections/ardenshire"
LEAD = "penrose"
BEFORE = "Answered before this portal. The letter is in the office’s archive."


@dataclass(frozen=True)
class Found:
    """One finding: whose it is, what it repeats, what the force wrote, and what is answered."""

    words: str
    owner: str = ""  # a person's key; "post:" before it means whoever holds that person's post
    kind: str = "improve"
    plan_line: str = ""
    repeats: int | None = None  # number in the earlier report of the same strand
    update: str = ""
    evidence: str = ""
    state: str = ""


@dataclass(frozen=True)
class Area:
    title: str
    question: str
    grade: str
    previous: str = ""
    praise: str = ""
    concerns: str = ""
    found: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class Reply:
    """For the findings of these numbers; ``days`` after today by which what is proposed will be done."""

    numbers: tuple[int, ...]
    kind: str
    words: str
    days: int | None = None


ANSWERED = [
    Area(
        "Understanding demand",
        "How well does the force understand demand?",
        "good",
        "good",
        "Analysts bring together what victims, partners and the control room know, and the force plans its shifts by it.",
        "",
        [
            Found(
                "The force should make sure that it knows how well its new way of investigating works.",
                "post:ferris",
                plan_line="E1: review of the investigation model",
                update="The review has begun; detectives and victims are asked in three districts.",
                evidence="Terms of reference, and the first results from one district.",
                state="evidenced",
            ),
        ],
    ),
    Area(
        "Using resources",
        "How well does the force use its resources?",
        "good",
        "good",
        "Response officers write statements in their cars and stay out longer.",
        "One call in nine to 101 is given up before it is answered.",
        [
            Found(
                "The force should find out which skills its leaders and staff have, and which it will need.",
                "post:wolfe",
                plan_line="E2: audit of skills",
                update="Every team has answered; a plan for the next two years is being written.",
                state="in_plan",
            ),
            Found(
                "The force should lower the number of calls to 101 that are given up before they are answered.",
                "calloway",
                kind="recommendation",
                plan_line="E3: control room",
                update="Twelve call handlers started last month.",
                evidence="The control room’s weekly figures.",
                state="evidenced",
            ),
        ],
    ),
    Area(
        "Planning for the future",
        "How well is the force planning for the future?",
        "good",
        "requires",
        "Plans for money and people are joined, and partners are asked before they are settled.",
    ),
]
ANSWERED_REPLIES = [
    Reply(
        (1,),
        "proposed",
        "The Deputy Chief Constable’s review reports to my Board, and I will publish what it finds.",
        120,
    ),
    Reply(
        (2,),
        "taken",
        "The audit was done in the spring. I have seen its results and will look at the plan when it is written.",
    ),
    Reply(
        (3,),
        "taken",
        "Twelve call handlers were taken on with the money that I set aside in my budget. I look at the weekly figures with the Chief Constable.",
    ),
]
ANSWERED_COMMENTS = (
    "I welcome this report. It recognises how hard officers and staff have worked to understand what the public ask of us.\n\n"
    "I accept each of its findings. Work on all three began before it was published."
)
ANSWERED_BESIDES = ("I will report on calls to 101 to the Police and Crime Panel every quarter.", 60)
ANSWERED_CLOSING = "I will hold the Chief Constable to account for this work in public, at my Board."

# Three years before: on record for its grades, and for what was found then and is found again.
EARLIER = [
    Area(
        "Preventing crime",
        "How well does the force prevent crime and tackle anti-social behaviour?",
        "requires",
        found=[Found("Neighbourhood teams should solve problems with partners, and know whether it worked.")],
    ),
    Area(
        "Protecting vulnerable people",
        "How well does the force protect vulnerable people and support victims?",
        "requires",
        found=[Found("The force should find out why domestic abuse cases end without a charge.")],
    ),
    Area(
        "Organised crime",
        "How well does the force tackle serious and organised crime?",
        "good",
        found=[Found("The force should learn from what it has done to disrupt organised crime groups.")],
    ),
]

RUNNING = [
    Area(
        "Preventing crime",
        "How well does the force prevent crime and tackle anti-social behaviour?",
        "requires",
        "good",
        "",
        "Neighbourhood officers are taken away to other work on two days of five.",
        [
            Found(
                "Neighbourhood teams should meet the people they serve as a matter of course, and solve problems with partners.",
                "calloway",
                plan_line="V1: neighbourhood teams",
                repeats=1,
                update="A summer workshop with partners has settled how problems are chosen. Each district has begun with three.",
                evidence="Notes of the workshop; list of problems by district.",
                state="in_plan",
            ),
            Found(
                "The force should know better which communities seldom come to the police, and why.",
                "calloway",
                plan_line="V2: engagement strategy",
                update="Profiles of communities are on the force’s own network for six of nine districts.",
                state="in_plan",
            ),
            Found(
                "The force should find out what works, and share it.",
                "post:ferris",
                plan_line="V3: improvement board",
            ),
        ],
    ),
    Area(
        "Protecting vulnerable people",
        "How well does the force protect vulnerable people and support victims?",
        "requires",
        "requires",
        "Officers who come to a victim’s home treat them with care.",
        "Where nobody can come at once, the risk is not always looked at again.",
        [
            Found(
                "When attendance is delayed, the force should look at the risk again and tell the victim what to expect.",
                "calloway",
                kind="concern",
                plan_line="V4: control room",
                update="A supervisor goes through every delayed incident each day.",
                evidence="Audit of two weeks in last month.",
                state="evidenced",
            ),
            Found(
                "The force should find out why domestic abuse cases end for want of evidence, and put it right.",
                "post:ferris",
                plan_line="V5: domestic abuse action plan",
                repeats=2,
            ),
        ],
    ),
    Area(
        "Organised crime",
        "How well does the force tackle serious and organised crime?",
        "requires",
        "good",
        "Armed response is in place, and so is what the force owes to national operations.",
        "",
        [
            Found(
                "The force should write a local profile of organised crime with its partners.",
                "post:ferris",
                plan_line="V6: serious and organised crime",
            ),
            Found(
                "It should gather more intelligence on organised crime, and use it.",
                "post:ferris",
                plan_line="V6: serious and organised crime",
            ),
            Found(
                "It should map organised crime groups as soon as they are found, and look at them again by the national standard.",
                "post:ferris",
            ),
            Found("Those who lead on a group should be able to, and plan with the four Ps."),
            Found(
                "It should understand what its disruption of groups has done, and learn from it.",
                "post:ferris",
                repeats=3,
            ),
        ],
    ),
]
RUNNING_REPLIES = [
    Reply(
        (1, 2),
        "proposed",
        "An Assistant Chief Constable leads an action plan for neighbourhood policing. My office sits in every meeting of it, and I will publish what each district has solved.",
        200,
    ),
    Reply(
        (4,),
        "taken",
        "Every incident that waits is looked at by a supervisor each day. My Head of Policy and Partnerships reviews the audit every month.",
    ),
]
