"""What the Panel deals with apart from its meetings, invented: a working group, partnerships' issues, an urgent item, complaints."""

GROUP_TERMS = "Watches the Delivery Plan and the force’s performance between meetings of the Panel, every quarter, and reports what the Panel should look at."
GROUP_FOCUS = "How long people wait for an answer on 101"
GROUP_NEXT = "Vehicle crime against similar forces, and what the strategy has changed"
GROUP_VENUE = "Room 4, Shire Hall"
# title, from whom, words
GROUP_PAPER = (
    "101 waits, quarter to date: not published",
    "Performance analyst, the Commissioner’s office",
    (
        "The middle wait in the quarter to date is 3 minutes 20 seconds, against 3 minutes 5 in the quarter before.\n\n"
        "One call in nine is given up before it is answered. The force counts from the end of the recorded message; the national measure counts from its beginning, so that the two cannot be set side by side yet.\n\n"
        "These figures are not final. They are for the group and are not to be passed on."
    ),
)
GROUP_NOTES = (
    "Members asked for the wait to be shown from the moment the caller hears the first tone. The analyst will do so from next quarter.\n\n"
    "They were told that twelve call handlers start in the spring. The group was not content that the rate of calls given up has a target at all."
)
GROUP_REPORT = (
    "The group looked at how long people wait for an answer on 101.\n\n"
    "It recommends that the Panel asks the Commissioner for one measure of the wait, counted from the first tone, with the number of calls given up beside it.\n\n"
    "It looks next at vehicle crime against similar forces."
)

# title, words, reach, what it means for the county; then what was decided: reason, or nothing yet.
ISSUES = (
    (
        "Wardens after March",
        "The grant that pays for town-centre wardens in three districts ends in March. Each district is asked to find its own share.",
        "several",
        "Three of the four partnerships would lose their wardens in the same month, as the plan makes town centres an aim.",
        "It concerns the plan and how it is paid for.",
    ),
    (
        "Parking outside one school",
        "Parents park on the pavement in the morning.",
        "one",
        "",
        "It is for the parking service of the borough council, which has been told.",
    ),
    (
        "Sharing of data on repeat victims",
        "Partnerships get names of repeat victims from the force six weeks after the month is over.",
        "county",
        "Support reaches people late everywhere in the county.",
        "",
    ),
)

URGENT_TITLE = "Offer to let part of Kingsmere police station"
URGENT_WHY = (
    "The offer lapses three weeks before the Panel meets again, and the Commissioner asks for its view first."
)

COMPLAINT_SETTLED = (
    "What was said to a parish clerk on the telephone",
    "I rang about the parish’s letter. She told me that I was wasting everybody’s time and put the telephone down.",
    "Pauline Tarrant",
    "By letter to the county council",
)
COMPLAINT_OPEN = (
    "A meeting that was promised and cancelled four times",
    "We were promised a meeting about our son’s case. It was cancelled each time on the day, once when we were already there.",
    "Mr and Mrs Denholm",
    "By e-mail; they ask not to be telephoned",
)
COMPLAINT_SERIOUS = (
    "A gift that was not entered in the register",
    "I believe that hospitality worth several hundred pounds was accepted and not registered, and that a contract followed.",
    "A supplier, who gives his name",
    "Through his solicitor",
)
