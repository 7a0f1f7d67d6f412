"""What the Commissioner of Ardenshire decided, and is to decide, invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Decided:
    """``taken`` and ``published`` count days back from today; without them it is still to be done. ``planned`` counts ahead."""

    title: str
    asked: str
    decided: str = ""
    finance: str = ""
    equality: str = ""
    taken: int | None = None
    published: int | None = None
    planned: int | None = None
    withheld: tuple[str, str, str] | None = None  # ground, what, why
    is_duty: bool = False


NOBODY_BEARS = (
    "It changes how the office works and nothing that anybody receives: nobody is treated differently."
)

DECISIONS: list[Decided] = [
    Decided(
        "Match funding for the rural crime conference",
        "The National Farmers’ Union and three parish councils ask for half of what a day for 120 people costs.",
        "£4,500 from the community fund, on the condition that the talks are recorded and published. The conference reaches people whom surgeries in town do not.",
        "£4,500 from the community fund of the year.",
        "The hall has step-free access and a hearing loop. The day is a Saturday, so that people who work on farms can come.",
        taken=160,
        published=156,
    ),
    Decided(
        "Victims’ services from April: who provides them",
        "To award three lots for four years after an open tender: adult victims, children and young people, and domestic abuse.",
        "As the panel of evaluators recommends. All three lots go to bidders with a local office; the reasons are in the evaluation.",
        "£1.32 million a year, from the grant of the Ministry of Justice and the office’s own budget.",
        "An equality impact assessment was made with service users. Lot 2 has a condition on advocates who sign; lot 3 on women without recourse to public funds.",
        taken=96,
        published=89,
        withheld=(
            "commercial",
            "Prices of the five bids that did not win, and the scores by bidder.",
            "Bidders gave their prices in confidence and bid again next year. The total and the winners are public, which is what people need to judge the award.",
        ),
    ),
    Decided(
        "Treasury management strategy, half-year report",
        "To note the report and to keep the limits of the strategy.",
        "Noted; the limits stay as they are.",
        "None beyond what the strategy allows.",
        NOBODY_BEARS,
        taken=61,
        published=60,
        is_duty=True,
    ),
    Decided(
        "A shared custody scheme for visitors under 25",
        "To let the custody visitors recruit from 18 on, with a mentor for the first six visits.",
        "Agreed for two years, with a report after one.",
        "£1,800 a year for training and travel.",
        "Visitors under 25 are few; so are people under 25 among those who speak for detained people. The scheme is meant to change both.",
        taken=33,
        published=24,
    ),
    Decided(
        "Extension of the dashcam upload service",
        "To extend the contract by a year while the region buys together.",
        "Extended to the end of March next year, with a month’s notice.",
        "£38,000, within the budget of the roads programme.",
        "Anybody can send by post or at a front desk what they cannot send online.",
        taken=5,
    ),
    Decided(
        "Sale of the former station in Tanbridge",
        "The station has been empty for two years and costs £41,000 a year to keep safe. It is to be offered to the district council first, and then on the open market.",
        planned=35,
    ),
]
ELECTION, NOTICE = (
    "Local elections",
    "Guidance of the office on publicity before elections; Local Government Act 1986, section 2",
)
