"""Appendix B to the Commissioner's report: the national measures, with charts."""

from demo.content.blocks import Block, Chart, Heading, Letters, Para, Table

TITLE = "Appendix B: Measures"

MONTHS: list[str] = [f"{{month_last:short-{back}}}" for back in range(11, 0, -1)] + ["{month_last:short}"]
EARLIER_QUARTERS: list[str] = ["{quarter:-5}", "{quarter:-4}", "{quarter:-3}", "{quarter:-2}", "{quarter:-1}"]

VIOLENCE: list[float] = [402, 399, 410, 396, 401, 405, 418, 424, 421, 415, 412, 403]
ROBBERY: list[float] = [38, 41, 36, 44, 39, 35, 40, 43, 37, 41, 42, 30]
KNIFE: list[float] = [24, 26, 23, 28, 25, 27, 29, 31, 33, 36, 30, 27]
DISRUPTIONS: list[float] = [17, 21, 16, 20, 18]
BURGLARY: list[float] = [84, 88, 79, 82, 76, 80, 74, 78, 81, 75, 77, 97]
VEHICLES: list[float] = [358, 362, 355, 344, 339, 336, 334, 322, 326, 317, 325, 319]
PERSON: list[float] = [21, 19, 22, 20, 18, 21, 27, 29, 26, 23, 22, 20]
SATISFACTION: list[float] = [77.4, 77.9, 78.3, 78.1, 78.6, 79.0, 78.8, 79.2, 79.4, 79.1, 79.6, 80.0]


def whole(numbers: list[float]) -> list[str]:
    return [f"{number:.0f}" for number in numbers]


BLOCKS: list[Block] = [
    Heading(1, "How to read this appendix"),
    Para(
        "The government has set six priorities for crime and policing, and names measures for each. This appendix takes them in turn. For each it says what the government measures, whether there is a figure for Ardenshire, what the force measures that comes nearest, and what the Commissioner makes of it. It covers {quarter}, with {month_last} as the last month. All figures of the last quarter are provisional."
    ),
    Para(
        "Three comparisons are used. The first is with the period before, which is quick and often misleading, since small numbers jump. The second is with the average of the last three years. The third is with the usual range: the band in which the figure moves by chance alone when nothing has changed. A figure is called better or worse here only if it has left that band, or if it has kept to one side of its average for eight months or more."
    ),
    Table(
        "The measures at a glance, {month_last} unless it says otherwise",
        ["Measure", "Latest", "Period before", "Against three years", "What it tells us"],
        [
            ["Homicides, in the quarter", "2", "0", "As usual", "No change"],
            ["Violence with injury", "403", "412", "As usual", "No change"],
            ["Robbery", "30", "42", "As usual", "Better: lowest in two years"],
            ["Knife or sharp instrument", "27", "30", "As usual", "No change"],
            ["Firearm used as a threat, in the quarter", "13", "26", "As usual", "No change"],
            ["Organised crime groups disrupted, {quarter:-1}", "18", "20", "As usual", "No change"],
            ["Burglary, homes", "97", "77", "Below", "Worse: above its usual range"],
            ["Thefts from and of vehicles", "319", "325", "Below", "Better: ninth month below average"],
            ["Theft from the person", "20", "22", "As usual", "No change"],
            ["Domestic abuse victims satisfied, six months", "80.0%", "79.6%", "Above", "Target met"],
        ],
        {1, 2},
        key="t-glance",
    ),
    Heading(1, "Reduce murder and other homicide", "b-homicide"),
    Para(
        "The government’s measure is the number of homicides recorded by the police. There were two in {quarter}, both treated as murder: one in the East area and one in the South. They were the first since 1 April {fy:start}. Over the last three years there have been five in an average year, so that two in one quarter lies within what is usual, though that is no comfort to anyone."
    ),
    Para(
        "<strong>Commissioner’s comment.</strong> The national lead has asked each force for a profile of homicides and of cases that came close. I have asked to see ours before it is sent, and will bring what has been learnt to the Panel’s next meeting."
    ),
    Heading(1, "Reduce serious violence", "b-violence"),
    Para(
        "The government has two measures: admissions to hospital of people under 25 with an injury from a sharp instrument, and offences in which a firearm is discharged. The first is published by the health service for groups of counties and not for ours alone. The second is published once a year. The force therefore reports four of its own."
    ),
    Table(
        "Serious violence: what is measured, and by whom",
        ["Measure", "Named by", "Figure for Ardenshire"],
        [
            ["Hospital admissions, under 25, sharp instrument", "Government", "Not published for one county"],
            ["Discharge of a firearm", "Government", "Once a year"],
            ["Violence with injury", "Force", "Each month"],
            ["Robbery", "Force", "Each month"],
            ["Knife or sharp instrument", "Force", "Each month"],
            ["Firearm used as a threat", "Force", "Each quarter"],
        ],
    ),
    Para(
        "<strong>Violence with injury.</strong> There were 403 offences in {month_last}, 2.2% fewer than the 412 of the month before. The highest figure of the year came in {quarter:-1}. The force’s forecast, that it would then be stable, has so far been right."
    ),
    Chart(
        "Violence with injury, offences a month",
        "Line chart of twelve months to {month_last}. It moves between 396 and 412 for the first half, rises to a peak of 424 in the eighth month, and falls each month after to 403.",
        "line",
        MONTHS,
        {"Offences": VIOLENCE},
        "f-violence",
    ),
    Para(
        "<strong>Robbery.</strong> There were 30 offences, 29% fewer than the 42 of the month before and the lowest figure in two years. Four people who worked together were charged in the middle of the month, and it is likely that much of the fall is due to that. It is too soon to call it lasting."
    ),
    Chart(
        "Robbery, offences a month",
        "Line chart of twelve months to {month_last}. It moves between 35 and 44 for eleven months without a clear direction and drops to 30 in the last.",
        "line",
        MONTHS,
        {"Offences": ROBBERY},
        "f-robbery",
    ),
    Para(
        "<strong>Knife or sharp instrument.</strong> There were 27 offences. The figure had climbed to 36 two months before and has now fallen twice in a row. As the report for {quarter:-1} said, the climb came from a small number of young people in two towns, with whom youth workers are now in touch."
    ),
    Para(
        "<strong>Firearm used as a threat.</strong> There were 13 offences in the quarter, one of which was a murder. The 26 of the quarter before included a run of cases in which an air weapon or a toy that fires pellets was shown, most of them by people under 18. The three quarters before that had 14, 12 and 15."
    ),
    Para(
        "<strong>Commissioner’s comment.</strong> [[f-violence]] shows no lasting change in either direction. I welcome the fall in [[f-robbery]], and have asked whether the same way of working, a small team with one list, can be used for burglary."
    ),
    Heading(1, "Disrupt drug supply and county lines", "b-drugs"),
    Para(
        "The government’s measures are homicides that are related to drugs, and people in drug treatment after being sent there by the police. There is no figure for Ardenshire for the first. Nothing has been published for the second for some time. The force’s own figure on homicides related to drugs does not appear in its performance reports, and my office has asked for it."
    ),
    Para(
        "Organised crime groups were disrupted 18 times in {quarter:-1}. The figure is one quarter older than the rest of this appendix, because each disruption has to be confirmed by the regional unit. It is a little lower than the quarter before. In the course of the work four adults and five children were made safe."
    ),
    Table(
        "Organised crime groups disrupted",
        ["Quarter", "Disruptions"],
        [[quarter, number] for quarter, number in zip(EARLIER_QUARTERS, whole(DISRUPTIONS), strict=True)],
        {1},
        ["Five quarters", "92"],
        "t-disruptions",
    ),
    Para(
        "<strong>Commissioner’s comment.</strong> The number of disruptions says how much was done and not how much good it did. The force grades each by its effect, and I have asked that the grades be published with the number."
    ),
    Heading(1, "Reduce neighbourhood crime", "b-neighbourhood"),
    Para(
        "The government takes its figures for burglary, theft from and of vehicles, and theft from the person from the national survey of crime, in which people are asked what has happened to them. The survey is too small to give a figure for one county. The force reports the crimes that are recorded, under the rules for counting that all forces share."
    ),
    Para(
        "<strong>Burglary of homes.</strong> There were 97 in {month_last}, 26% more than the 77 of the month before. That is above the usual range, of which the upper end is 95. It is below the three-year average of 101, which still carries the higher figures of earlier years. Two people have since been charged with 19 of the 97."
    ),
    Chart(
        "Burglary of homes, offences a month",
        "Line chart of twelve months to {month_last}. It falls slowly from 84 and 88 to between 74 and 82, and then rises sharply in the last month to 97.",
        "line",
        MONTHS,
        {"Offences": BURGLARY},
        "f-burglary",
    ),
    Para(
        "<strong>Thefts from and of vehicles.</strong> There were 319, 2% fewer than in the month before. The figure fell by 5% in the East and by 16% in the South, and rose by 9% in the North. The three-year average is 347. The county is an outlier in the group of forces most like it: among the eight only one has more for its size."
    ),
    Chart(
        "Thefts from and of vehicles, offences a month",
        "Line chart of twelve months to {month_last}. It stands between 355 and 362 for three months, drops below 345 in the fourth, and falls gently to 319. The target of 330 is met in the last five months.",
        "line",
        MONTHS,
        {"Offences": VEHICLES, "Target": [330.0] * 12},
        "f-vehicles",
    ),
    Para(
        "<strong>Theft from the person.</strong> There were 20. The rise of {quarter:-1}, which followed a crowded summer event, has fallen back."
    ),
    Table(
        "Neighbourhood crime, last six months",
        ["Month", "Burglary, homes", "Vehicles", "From the person"],
        [
            [month, burglary, vehicles, person]
            for month, burglary, vehicles, person in zip(
                MONTHS[6:], whole(BURGLARY[6:]), whole(VEHICLES[6:]), whole(PERSON[6:]), strict=True
            )
        ],
        {1, 2, 3},
        ["Six months", "482", "1,943", "147"],
        "t-neighbourhood",
    ),
    Para(
        "<strong>Commissioner’s comment.</strong> Nine months below the average is more than chance, and I say so. We are an outlier all the same. The North has more of these thefts than the other two areas together would lead one to expect, because a car stolen there can be out of the county in ten minutes. The new strategy puts plate-reading cameras on four of the roads that lead to the motorway. I will raise the matter again at the Board."
    ),
    Heading(1, "Tackle cyber crime", "b-cyber"),
    Para(
        "The government’s measures are the confidence of the public in the response to cyber crime, and the share of businesses that have met with it. Both come from national surveys and have no figure for one county. The force used to report the share of people referred to it by the national service who were given advice. It was last reported at 100% and is not in the present reports."
    ),
    Para(
        "<strong>Commissioner’s comment.</strong> A figure that is always 100% is easy to leave out, but its absence is harder to explain. I have asked for it, together with the time that people waited for the advice."
    ),
    Heading(1, "Improve victim satisfaction", "b-victims"),
    Para(
        "The government’s measures are the satisfaction of victims of domestic abuse, and that of all victims. The second is taken from the national survey and is not available for a county. The first is measured by the force, by a telephone survey of victims who have agreed to be called and whom it is safe to call. It covers the whole of their experience over the last six months."
    ),
    Para(
        "In the six months to {month_last} 80.0% were satisfied, a little more than in the six months to the month before. The target of 80% is met for the first time in two years. Other forces ask in other words, so the figure should not be compared with theirs. 212 people were asked and 131 answered."
    ),
    Chart(
        "Victims of domestic abuse who were satisfied with the whole experience, six months to each month, per cent",
        "Line chart of twelve months to {month_last}. It rises slowly and with small falls from 77.4% to 80.0%, and meets the target line of 80% in the last month.",
        "line",
        MONTHS,
        {"Satisfied": SATISFACTION, "Target": [80.0] * 12},
        "f-satisfaction",
    ),
    Para(
        "<strong>Commissioner’s comment.</strong> [[f-satisfaction]] is the chart in this appendix that I am most glad of. The part of the experience with which people are least content is still being kept informed, at 71%."
    ),
    Heading(1, "Where the figures come from"),
    Letters(
        [
            "Recorded crime: the force, under the Home Office Counting Rules. A crime counts in the month in which it was recorded. Each quarter is final after four months.",
            "Disruptions of organised crime groups: the regional unit, confirmed one quarter later.",
            "Satisfaction: the force’s survey of victims of domestic abuse.",
            "Comparison with similar forces: the group of eight drawn up by the inspectorate, in the twelve months to {quarter:end}.",
            (
                "Usual range: worked out from at least 24 months, and",
                [
                    "worked out anew only when the figure has plainly moved to a new level;",
                    "never used to set a target.",
                ],
            ),
        ]
    ),
    Para(
        "All figures can be downloaded from the performance pages of the website, with those of the months before."
    ),
]
