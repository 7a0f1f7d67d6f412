"""The work programme as it came to the last meeting, written from where that meeting stood."""

from demo.content.blocks import Block, Bullets, Heading, Para, Recommendation, Table

TITLE = "Work programme"

BLOCKS: list[Block] = [
    Para(
        "This programme says what the Panel will consider, and when. It was last agreed on {last}. Members are asked to agree it, or to say what should be changed."
    ),
    Heading(1, "Items with a date"),
    Table(
        "Items with a date",
        ["Meeting", "Item", "What the Panel will do"],
        [
            [
                "{coming:short}",
                "Working Group: appointments and terms of reference",
                "Note the members, confirm the terms for {fy}",
            ],
            [
                "{next:short}",
                "Community Safety Partnerships",
                "Judge how they are funded, what they add, what data they are given",
            ],
            [
                "{next:budget}",
                "Proposed budget and council tax",
                "Review the proposed precept and report on it",
            ],
            ["{next:annual}", "Election of Chair and Vice-Chair", "Elect for the municipal year"],
            [
                "{next:annual}",
                "Annual reports of the Panel, the Commissioner, and the audit committee",
                "Agree the first; review the second; receive the third",
            ],
        ],
        key="t-dated",
    ),
    Heading(1, "Standing items"),
    Para("The report of the Commissioner is expected to cover:"),
    Bullets(
        [
            "activities and decisions;",
            "progress with the plan;",
            "grants and commissioning;",
            "governance;",
            "communication;",
            "the national measures;",
            "a summary of finance;",
            "criminal justice;",
            "climate;",
            "emerging issues.",
        ]
    ),
    Para(
        "Also standing are complaints about the Commissioner, under the Complaints Protocol; reports of the working groups, of which that on the budget is quarterly; this programme; and issues raised by Community Safety Partnerships, which are to be strategic and not about a single local matter."
    ),
    Heading(1, "Items to be timetabled"),
    Table(
        "Items to be timetabled",
        ["Item", "What it waits for"],
        [
            ["Re-vetting of officers and staff", "The end of the force’s checks"],
            [
                "Reorganisation of local government and the role of the Commissioner",
                "More information from the government",
            ],
        ],
    ),
    Heading(1, "Task and finish groups"),
    Table(
        "Task and finish groups",
        ["Subject", "State", "Next step"],
        [
            [
                "Framework for judging performance under the plan",
                "Met three times; adjourned",
                "May be called again; the dashboard has passed to the Working Group",
            ],
            [
                "Sustainability and climate change",
                "Pending",
                "The Panel to decide at this meeting whether the Working Group looks first",
            ],
        ],
    ),
    Heading(1, "Briefing notes"),
    Para("None required at present."),
    Heading(1, "Training, visits and events"),
    Table(
        "Training, visits and events",
        ["Event", "Date", "Time and place"],
        [
            ["How police finance works", "{coming:short-35}", "2pm to 3.30pm, online"],
            ["Questioning and listening: first session", "{coming:short-28}", "2pm to 5pm, Shire Hall"],
            ["Questioning and listening: second session", "{coming:short+7}", "2pm to 5pm, Shire Hall"],
            ["National conference of police and crime panels", "{coming:short+34}", "Two days, Lowbridge"],
            ["Police headquarters, with the Chief Constable", "TBC", "Hollin Park, Kingsmere"],
            ["Briefing on the budget", "TBC", "In the week before the February meeting"],
        ],
    ),
    Heading(1, "Members of the working groups"),
    Para(
        "The Panel has two working groups. Both meet in private, in the week before a meeting of the Panel where they can, and have no power to decide. The following members are proposed for {fy}. The number of members of each follows the terms of reference, and the balance of parties and places was looked at by the Clerk with the Chair."
    ),
    Table(
        "Proposed members of the working groups",
        ["Group", "Members", "What is delegated to it"],
        [
            [
                "Planning and Performance",
                "Councillors Tennant (Chair), Karim, Raman; Mr Boateng; Mrs Fairley",
                "The Delivery Plan; the performance of the force",
            ],
            [
                "Budget",
                "Councillors Herrick (Chair), Ashdown, Venn; Mrs Fairley",
                "Monitoring of the budget every quarter",
            ],
        ],
    ),
    Para(
        "One change to the terms of reference of the Planning and Performance Working Group is proposed: that it may ask for a briefing from a named officer of the force, by way of the Commissioner’s office. In the past year it twice put off a subject because nobody who knew it was in the room. The Chief Constable is content, so long as a week’s notice is given."
    ),
    Heading(1, "Attendance"),
    Para(
        "The Panel asked for attendance to be reported once a year. At the four meetings of the past twelve months an average of nine of the twelve members were present. No meeting was without a quorum. Two members have missed three meetings; both had given a reason to the Clerk beforehand. A council may appoint a substitute, with a week’s notice and after the same training."
    ),
    Recommendation(
        "That the Panel agrees the work programme, and the members and terms of the Working Group.", "r-agree"
    ),
    Para("Priya Nair, Clerk to the Panel, {report_date:short}"),
]
