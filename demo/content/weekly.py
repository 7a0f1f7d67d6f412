"""What the Commissioner and the Chief Constable of Ardenshire said week by week, invented: topic, open words, closed words."""

# Weeks before this one, the newest first; a string is why there was no meeting.
WEEKS: list[list[tuple[str, str, str]] | str] = [
    [
        (
            "Progress on the plan",
            "Two of the five aims are on course, two need more time, one waits for the national figures. The Commissioner asked for the rural aim to come to the Board with a map.",
            "",
        ),
        (
            "Performance",
            "Calls to 999 were answered in nine seconds on average. Abandoned calls to 101 have fallen for the third week.",
            "The control room is four people short on Saturdays; the Chief Constable moves a team there until the spring and does not want the roster known.",
        ),
        (
            "Threats",
            "",
            "An inquiry into the theft of farm machinery across three counties comes to arrests next week.",
        ),
    ],
    "The Chief Constable was at the national conference, and the Commissioner on leave.",
    [
        (
            "Budget",
            "Overtime is 3 per cent below its budget. The first draft of next year’s precept paper is with the Chief Finance Officer.",
            "",
        ),
        (
            "Enabling services",
            "The new records system goes live at two stations first.",
            "The supplier asks for more money; the answer is with the lawyers.",
        ),
    ],
]

# Agreed at the last one: what, whose, days from today.
AGREED = ("Bring a map of rural crime, by month and beat, to the next Board.", "calloway", 13)
