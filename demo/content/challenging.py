"""What the Commissioner of Ardenshire has formally asked of the Chief Constable, invented: subjects, letter, days to answer."""

ANSWERED = (
    ["Rise in recorded violence", "Sickness of officers", "Deaths and serious injuries on rural roads"],
    (
        "Recorded violence without injury has risen by a fifth in two quarters, more than in any force like ours. Sickness of officers stands at 6.1 per cent, and eleven people have been killed or seriously hurt on rural roads since April.\n\n"
        "Please tell me what you believe lies behind each of these, what you are doing about it, and by when the people of Ardenshire will notice. I ask for your answer in writing, and will talk it over with you at the Board."
    ),
    16,
)
ANSWER = (
    "Two thirds of the rise in violence is how we record: since May every report of harassment online is counted. What is left is a true rise of about six per cent, most of it in the night-time economy of Kingsmere, where a new plan began on 1 September.\n\n"
    "Sickness is falling from its height in July. Of those away, a third wait for an appointment that the force now pays for. On the roads, four sites account for seven of the eleven; enforcement there has doubled since August."
)
TALKED = (
    "The Commissioner was content with the answer on violence and asked for the two figures to be shown apart from now on. "
    "On sickness she asks for the number waiting for an appointment every month. On the roads, the four sites come to the Board again in the spring."
)
OVERDUE = (
    ["How long victims wait for a digital examination"],
    (
        "The last inspection found 214 devices waiting, the oldest for eleven months. In June you told the Board that the wait would be under 60 days by now.\n\n"
        "Please tell me how long the wait is today, what became of the June plan, and what you need to keep it."
    ),
    21,
)
