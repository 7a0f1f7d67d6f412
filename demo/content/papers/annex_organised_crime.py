"""Appendix D to the Commissioner's report: restricted, for members only. Never public."""

from demo.content.blocks import Block, Heading, Letters, Para, Table

TITLE = "Appendix D: Restricted annex on organised crime"

BLOCKS: list[Block] = [
    Para(
        "<strong>For members of the Panel only.</strong> This annex is exempt under paragraph 7 of Part 1 of Schedule 12A to the Local Government Act 1972 (action taken in connection with the prevention, investigation or prosecution of crime). Its contents must not be discussed in the open part of the meeting. A member who knows any person or place named in it should speak to the Clerk before the meeting."
    ),
    Heading(1, "Where things stand"),
    Para(
        "Four groups were active in the county in {month_last}, one fewer than in the report before. Each is scored by the regional unit for the harm that it does and for how able it is to do it. Two of the four have fallen by a band since the spring. Names given here are those of operations and not of people."
    ),
    Table(
        "Active groups and operations",
        ["Operation", "Area", "Chief business", "Band", "Direction", "People arrested"],
        [
            ["Harrowgate-Seven", "North and East", "Class A drugs, by way of children", "1", "Falling", "14"],
            ["Copperfinch", "North", "Theft and export of vehicles", "2", "Steady", "9"],
            ["Longmead", "South", "Theft of farm machinery", "3", "Falling", "6"],
            ["Sandpiper", "East", "Labour exploitation", "2", "Rising", "2"],
        ],
        {5},
        ["All four", "", "", "", "", "31"],
        "t-groups",
    ),
    Heading(1, "Harrowgate-Seven"),
    Para(
        "The line that this operation works against has run from a city outside the county into Wexbury and Aldercote for about two years. It uses two telephone numbers, a flat that belongs to a man with a learning disability, and children who are brought by train. In {quarter:-1} four adults were charged and five children were made safe, which are the figures in the open report. The flat has been closed to visitors by order, and the man is supported by the partnership."
    ),
    Para(
        "Harrowgate-Seven will enter its next stage within ten weeks. It is expected that the person who holds the numbers will then be arrested outside the county by another force. Until that has happened, anything that ties the two towns to one another would put the work and at least two people at risk. For that reason the open report speaks only of the county as a whole."
    ),
    Heading(1, "Copperfinch"),
    Para(
        "Vehicles taken in the North are driven within the hour to one of three yards, stripped or given new plates, and put into containers. Two of the yards are outside the county. Nine people have been arrested, all of them drivers. The force believes that the person who places the orders is known to it and lives in Kingsmere. The plate-reading cameras in the new vehicle crime strategy have been placed with this operation in mind. The strategy does not say so."
    ),
    Heading(1, "Longmead"),
    Para(
        "The theft of tractors’ guidance units and of quad bikes in the South is the work of a family group that moves between five counties. Since the arrests in the late summer, reports have fallen by half. The forces concerned share one list of stolen units, and 22 have been traced on a sales site abroad."
    ),
    Heading(1, "Sandpiper"),
    Para(
        "This is the operation of which least can be said and about which there is most concern. Men are brought to work in two car washes and on one farm, are housed nine to a room, and are in debt to those who house them. The independent adviser is in touch with six of them. Two employers have been charged in earlier cases. A joint visit with the labour inspectors is being planned. The group is rising because it has found a third site."
    ),
    Heading(1, "What the Commissioner has asked of the force"),
    Letters(
        [
            "That each operation have an officer who answers for it, whose name is known to her: done for all four.",
            "That the four strands of prevention, pursuit, protection and preparation be reported for each, since arrests alone tell only a part: done for two.",
            "That children made safe be followed for a year: begun with the five of Harrowgate-Seven.",
            (
                "That what has been learnt be written down when an operation ends, and",
                [
                    "be shared with the partnership of the district;",
                    "be open as far as it can be.",
                ],
            ),
        ]
    ),
    Heading(1, "How long this must stay private"),
    Para(
        "The exemption will be looked at again in twelve months, and sooner for Longmead, in which a trial is likely to end before then. The Monitoring Officer has agreed that at present the public interest in preventing crime outweighs that in opening the annex."
    ),
    Para("Nina Calloway, Assistant Chief Constable, Ardenshire Police, {report_date:short}"),
]
