"""What was said at the last meeting, entry by entry: the record from which its minutes are composed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """``who`` and the others are keys of people; ``answers`` stand below a question."""

    kind: str
    words: str = ""
    who: str = ""
    verb: str = ""
    mover: str = ""
    seconder: str = ""
    result: str = ""
    owner: str = ""
    answers: tuple["Said", ...] = field(default=())


PRESENT = ["ashdown", "raman", "boateng", "fairley", "herrick", "karim", "lonsdale", "tennant"]
APOLOGIES = ["okafor", "pritchard"]
OFFICERS = ["nair", "peake", "lisle"]
OTHERS = ["whitcombe", "hale", "adeyemi", "attwell", "penrose"]
SPEAKER = ("wetherby", "public speaker")

# (minutes after it began, title of the item, what was said under it)
ITEMS: list[tuple[int, str, list[Said]]] = [
    (
        1,
        "Apologies",
        [Said("statement", "Apologies were received from Councillor Okafor and Councillor Pritchard.")],
    ),
    (
        2,
        "Disclosures of pecuniary and non-pecuniary interests",
        [
            Said(
                "statement",
                "he was an unpaid trustee of a charity in Kingsmere that had received a small award from the Commissioner’s Grants Scheme. Having taken advice from the Solicitor, he remained in the room and did not speak on grants",
                who="herrick",
                verb="said that",
            )
        ],
    ),
    (
        4,
        "Minutes of ",
        [
            Said(
                "resolution", "Confirms the minutes of the last meeting as a true record, signed by the Chair"
            ),
            Said(
                "question",
                "the list of grants awarded in the last round",
                who="fairley",
                answers=(
                    Said("answer", "it had been sent on the Monday after the meeting", "nair", "said that"),
                    Said("promise", "send the list of grants to members again", owner="nair"),
                ),
            ),
        ],
    ),
    (
        7,
        "Public speaking",
        [
            Said(
                "statement",
                "eleven vehicles had been broken into in his village over the summer, and that three of his neighbours had waited more than two weeks for a call from an officer. He asked what the Commissioner was doing to satisfy herself that people in small places get the same answer from the police as people in towns, and whether she would publish how long they wait for it",
                who="wetherby",
                verb="said that",
            ),
            Said(
                "motion",
                "that the question be referred to the Commissioner for an answer at this meeting",
                mover="raman",
                seconder="karim",
                result="carried",
            ),
            Said(
                "statement",
                "each of the three local areas now had its own superintendent, and that the time taken to contact victims was not yet split between town and country",
                who="whitcombe",
                verb="said that",
            ),
            Said(
                "promise",
                "ask for the time taken to contact victims to be split between town and country, and publish it",
                owner="whitcombe",
            ),
        ],
    ),
    (
        19,
        "Report of the Commissioner",
        [
            Said(
                "statement",
                "the number of police officers continued to grow, that the force’s new structure had been launched, and that Ardenshire had been awarded £1,000,000 in the fifth round of the Safer Streets Fund",
                who="whitcombe",
                verb="reported that",
            ),
            Said(
                "question",
                "what the force had done after the homicide learning review",
                who="ashdown",
                answers=(
                    Said(
                        "answer",
                        "Ardenshire had sent the profile that the national lead had asked for, and that good practice from two other forces was being looked at",
                        "adeyemi",
                        "advised that",
                    ),
                    Said(
                        "promise",
                        "bring the good practice in preventing homicide to a future meeting",
                        owner="whitcombe",
                    ),
                ),
            ),
            Said(
                "question",
                "the climate",
                who="ashdown",
                answers=(
                    Said(
                        "answer",
                        "62 vehicles had been replaced with electric ones, and that the measure of carbon used by the estate was not yet reliable",
                        "whitcombe",
                        "advised that",
                    ),
                    Said("promise", "give a fuller account of sustainability, with figures", owner="adeyemi"),
                ),
            ),
            Said(
                "question",
                "anti-social behaviour",
                who="tennant",
                answers=(
                    Said(
                        "answer",
                        "the figures showed fewer incidents than a year before, but people who have given up reporting are not counted",
                        "hale",
                        "advised that",
                    ),
                    Said(
                        "promise",
                        "include a section on anti-social behaviour in every report to the Panel",
                        owner="adeyemi",
                    ),
                ),
            ),
            Said(
                "question",
                "how the waiting time on 101 is worked out, and whether it counts calls that are abandoned",
                who="karim",
                answers=(
                    Said(
                        "answer",
                        "the force answered nearly 6,000 calls a week and that the average wait was about one minute",
                        "whitcombe",
                        "advised that",
                    ),
                    Said("answer", "she did not have the method to hand", "adeyemi", "added that"),
                    Said("promise", "explain the method to the Panel in writing", owner="adeyemi"),
                ),
            ),
            Said(
                "question",
                "whether overtime was under control",
                who="herrick",
                answers=(
                    Said(
                        "answer",
                        "it was not yet, and that the cause was a shortage of detectives together with several long inquiries",
                        "attwell",
                        "said that",
                    ),
                ),
            ),
            Said("resolution", "Notes the report of the Commissioner"),
            Said(
                "resolution", "Asks that good practice in preventing homicide be brought to a future meeting"
            ),
            Said("resolution", "Asks that a section on anti-social behaviour stand in every report"),
        ],
    ),
    (
        58,
        "Report of the Planning and Performance Working Group",
        [
            Said(
                "statement",
                "the group had looked at the force’s performance in the first quarter, at thefts from and of vehicles, and at the time it takes to answer 101",
                who="tennant",
                verb="reported that",
            ),
            Said(
                "motion",
                "that the recommendations of the Working Group be accepted",
                mover="raman",
                seconder="fairley",
                result="carried",
            ),
            Said("resolution", "Accepts the recommendations of the Working Group"),
            Said("resolution", "Notes its membership"),
            Said("resolution", "Confirms its terms of reference"),
        ],
    ),
    (
        68,
        "Issues raised by Community Safety Partnerships",
        [
            Said(
                "statement", "no partnership had raised a strategic issue", who="nair", verb="reported that"
            ),
            Said(
                "promise",
                "arrange a meeting of the office with the chairs of the four partnerships",
                owner="adeyemi",
            ),
        ],
    ),
    (
        71,
        "Work programme",
        [Said("resolution", "Agrees the work programme, with the changes that members asked for")],
    ),
    (73, "Dates of meetings", [Said("noted", "the dates of its next meetings")]),
    (74, "Urgent items", [Said("none", "There was no urgent business.")]),
    (
        80,
        "Complaints",
        [
            Said(
                "statement",
                "The Panel considered a report of the Clerk and the Monitoring Officer on one complaint about the Commissioner. The complaint is closed: it was resolved locally and no further action is needed.",
            ),
            Said(
                "resolution",
                "Notes the outcome, and asks the Clerk to report at each meeting how long every open complaint has taken",
            ),
        ],
    ),
]
EXCLUDED_AFTER, ROSE_AFTER = 75, 90


@dataclass(frozen=True)
class Wrong:
    """A paragraph that a member would have otherwise: ``begins`` its question, ``more`` is to follow; ``who`` is an account."""

    begins: str
    who: str
    more: str
    why: str


SENT_ROUND_AFTER = 8  # days
WRONG = Wrong(
    begins="whether overtime was under control",
    who="member@demo.example",
    more="He added that it would be by the spring.",
    why="It is what Councillor Herrick wanted to know, and I wrote it down.",
)
