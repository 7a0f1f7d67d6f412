"""The Panel's work programme, as it comes to the coming meeting."""

from demo.content.blocks import Block, Bullets, Heading, Letters, Para, Recommendation, Table

TITLE = "Work programme"

BLOCKS: list[Block] = [
    Para(
        "This programme says what the Panel will consider, when, and why. It was last agreed on {last}. What has changed since then is told in [[changed]]. Members are asked to agree it, or to say what should be added, moved or left out."
    ),
    Heading(1, "What has changed since the last meeting", "changed"),
    Letters(
        [
            "The report on the Community Safety Partnerships was fixed for this meeting, and is item 3.",
            "Good practice in preventing homicide has been placed on the programme for {next}, as the Commissioner asks in her report.",
            "Sustainability stays with the Working Group, which will report by word of mouth under item 5.",
            "Re-vetting stays on the list of items to be timetabled until the Working Group has seen the numbers.",
            "A section on anti-social behaviour has been added to what the Commissioner’s report is to cover.",
            "The length of time that every open complaint has taken has been added to the standing item on complaints.",
        ]
    ),
    Heading(1, "Items with a date", "dated"),
    Table(
        "Items with a date",
        ["Meeting", "Item", "What the Panel will do", "Last reported"],
        [
            [
                "{coming:short}",
                "Community Safety Partnerships",
                "Judge how the awards are decided, what partnership adds, and what data the partnerships are given",
                "{fy:-1}",
            ],
            [
                "{coming:short}",
                "Working Group: sustainability, vetting, the evening wait on 101",
                "Hear what the group found, and decide whether a task and finish group is needed",
                "{last:short}",
            ],
            [
                "{next:short}",
                "Good practice in preventing homicide",
                "Consider the wider profile of homicides, and what is done elsewhere",
                "{last:short}",
            ],
            [
                "{next:budget}",
                "Proposed budget and council tax for the coming year",
                "Review the proposed precept, report on it, and if need be veto it by two-thirds of all members",
                "{fy:m11}, a year ago",
            ],
            [
                "{next:1}",
                "Delivery Plan",
                "Review what has been done under each objective of the Police and Crime Plan",
                "{fy:-1}",
            ],
            [
                "{next:1}",
                "Complaints about the force: what reviews have taught",
                "Consider whether the letters that end a complaint have become better",
                "New",
            ],
            ["{next:annual}", "Election of Chair and Vice-Chair", "Elect for the municipal year", "{fy:m3}"],
            [
                "{next:annual}",
                "Appointments to working groups",
                "Appoint, and confirm the terms of reference",
                "{fy:m3}",
            ],
            ["{next:annual}", "Panel’s annual report", "Agree it for publication", "{fy:m3}"],
            [
                "{next:annual}",
                "Commissioner’s annual report",
                "Review it, ask questions in public, and publish a report on it",
                "{fy:m3}",
            ],
            [
                "{next:annual}",
                "Joint Audit and Standards Committee: annual report",
                "Receive it, and ask the committee’s chair",
                "{fy:m3}",
            ],
            [
                "{next:annual}",
                "Formula for the awards to partnerships",
                "Hear what has come of looking at it",
                "New",
            ],
        ],
        key="t-dated",
    ),
    Para(
        "The meeting on the budget is the one meeting of the year of which the date cannot be moved, since the law says by when the Panel must report. If the Panel vetoes the proposed precept a second meeting is needed within two weeks; the Clerk keeps a room for it."
    ),
    Heading(1, "Standing items", "standing"),
    Heading(2, "Report of the Commissioner"),
    Para("At every meeting. Members expect it to cover:"),
    Bullets(
        [
            "what the Commissioner and her Deputy have done, and the decisions that they have taken;",
            "progress with each objective of the Police and Crime Plan;",
            "grants and commissioned services;",
            "governance: how the Chief Constable is held to account, and what the inspectorate has found;",
            "communication, consultation and engagement;",
            "the national crime and policing measures;",
            "a summary of finance, revenue, capital and reserves;",
            "criminal justice, victims and the courts;",
            "climate and sustainability;",
            "anti-social behaviour;",
            "emerging issues.",
        ]
    ),
    Para(
        "The report to this meeting covers ten of the eleven. It has no section on climate and sustainability, because the Panel asked its Working Group to look at the figures first."
    ),
    Heading(2, "Complaints"),
    Para(
        "At every meeting, as a paper with an exempt part or by word of mouth. The Panel considers complaints about the conduct of the Commissioner and her Deputy under its Complaints Protocol. The number of complaints, and how long each open one has taken, are printed in the open minutes."
    ),
    Heading(2, "Reports of the working groups"),
    Para("After each meeting of a group, usually by word of mouth."),
    Table(
        "Working groups",
        ["Group", "What is delegated to it", "Meets", "Members"],
        [
            [
                "Planning and Performance",
                "The Delivery Plan; the performance of the force; subjects that the Panel refers to it",
                "Before each meeting of the Panel",
                "Councillors Tennant (Chair), Karim, Raman; Mr Boateng; Mrs Fairley",
            ],
            [
                "Budget",
                "Monitoring of revenue, capital and reserves; preparation for the precept",
                "Every quarter",
                "Councillors Herrick (Chair), Ashdown, Venn; Mrs Fairley",
            ],
        ],
        key="t-groups",
    ),
    Heading(2, "Work programme"),
    Para(
        "At every meeting. Any member may ask for an item. The Clerk will say what it would take and when there is room, and the Panel decides."
    ),
    Heading(2, "Issues raised by Community Safety Partnerships"),
    Para(
        "At every meeting. A partnership may raise a matter that has strategic meaning for the county or for another partnership. A single local matter is for the partnership itself. The chairs have agreed to write to the Clerk two weeks before a meeting."
    ),
    Heading(1, "Items to be timetabled", "to-timetable"),
    Table(
        "Items to be timetabled",
        ["Item", "Background", "What it waits for"],
        [
            [
                "Re-vetting of officers and staff",
                "Every force was told to check its people against the national database. The inspectorate graded vetting in the force adequate, and the checks are complete; the renewal of clearances that had lapsed goes on in order of risk.",
                "The Working Group’s view of the numbers",
            ],
            [
                "Reorganisation of local government and the role of the Commissioner",
                "The government has spoken of larger councils and of other ways to govern the police. The chairs of the partnerships ask what it would mean for them.",
                "More information from the government",
            ],
            [
                "Right Care, Right Person: the second step",
                "The first step is in use. The second, on checks on a person’s welfare, has no date.",
                "Three months’ figures of the second step",
            ],
            [
                "Town and country: how long victims wait",
                "A public question at the last meeting. The Commissioner has promised to publish the figures apart.",
                "First publication, with the measures of the next quarter",
            ],
        ],
        key="t-waiting",
    ),
    Heading(1, "Task and finish groups", "task-and-finish"),
    Table(
        "Task and finish groups",
        ["Subject", "Members", "Met", "State", "Next step"],
        [
            [
                "Framework for judging performance under the plan",
                "Councillors Raman and Venn; Mrs Fairley",
                "Three times",
                "Adjourned; may be called again",
                "None: the measures of Appendix B are used instead, and the Working Group watches them",
            ],
            [
                "Sustainability and climate change",
                "To be appointed",
                "Not yet",
                "Pending",
                "The Working Group’s report under item 5",
            ],
        ],
        key="t-task",
    ),
    Para(
        "A task and finish group has between three and five members, looks at one subject, and reports in not more than six months. The Panel has agreed to have no more than one at a time, which is as many as its officers can serve."
    ),
    Heading(1, "Briefing notes", "briefing"),
    Para(
        "None required at present. A member who would like a note on a subject should ask the Clerk, who will agree with the Commissioner’s office who is to write it and by when. Notes are sent to all members."
    ),
    Heading(1, "Training, visits and events", "training"),
    Table(
        "Training, visits and events",
        ["Event", "For", "Date", "Time and place"],
        [
            ["How police finance works", "All members", "{coming:short-98}", "2pm to 3.30pm, online"],
            [
                "Questioning and listening: first session",
                "All members",
                "{coming:short-91}",
                "2pm to 5pm, Shire Hall",
            ],
            [
                "Questioning and listening: second session",
                "All members",
                "{coming:short-56}",
                "2pm to 5pm, Shire Hall",
            ],
            [
                "National conference of police and crime panels",
                "Chair, Vice-Chair and one other",
                "{coming:short-29}",
                "Two days, Lowbridge",
            ],
            [
                "Police headquarters and control room, with the Chief Constable",
                "All members",
                "TBC",
                "Hollin Park, Kingsmere",
            ],
            ["Street surgery in Wexbury", "Two members", "TBC", "Market Square, Wexbury"],
            [
                "Briefing on the budget and the council tax",
                "All members",
                "In the week before {next:budget}",
                "10am to noon, online",
            ],
            [
                "Visit to a partnership, one in each district",
                "One member each",
                "TBC",
                "With the Head of Policy and Partnerships",
            ],
            [
                "Induction for new members",
                "Members appointed in May or June",
                "TBC",
                "Half a day, Shire Hall",
            ],
        ],
        key="t-training",
    ),
    Para(
        "Eight of the eleven members came to the session on finance, and seven to each of those on questioning. Those who could not come can see the recording of the first on the members’ pages. The national conference was attended by the Vice-Chair, Mrs Fairley and the Clerk, who have sent round a note. Its chief lesson was that panels which agree their lines of questioning beforehand learn more and take less time."
    ),
    Heading(1, "What the Panel has asked for, and where it stands", "asked"),
    Para(
        "The Clerk keeps a list of what the Panel has asked for and what it has been promised. Those that were open after the last meeting are these."
    ),
    Table(
        "Requests and promises",
        ["Asked or promised", "By whom", "Where it stands"],
        [
            [
                "Section on anti-social behaviour in every report",
                "Asked by the Chair; promised by the Chief Executive",
                "Done; standing from now on",
            ],
            [
                "How the wait on 101 is worked out",
                "Asked by Councillor Karim; promised by the Chief Executive",
                "Answered in the Commissioner’s report",
            ],
            [
                "Review of the new structure, good or bad",
                "Asked by Mr Boateng; promised by the Commissioner",
                "Answered in short; in full after the Board",
            ],
            [
                "Use of the Panel’s review of substance misuse",
                "Asked by the Chair; promised by the Deputy Commissioner",
                "Answered: seven of nine recommendations are in the tender",
            ],
            [
                "Meeting of the office with the chairs of partnerships",
                "Asked by the Chair and Vice-Chair; promised by the Chief Executive",
                "Held; every quarter from now on",
            ],
            [
                "Good practice in preventing homicide",
                "Asked by the Chair; agreed by the Commissioner",
                "Open; {next}",
            ],
            ["Sustainability with figures", "Asked by the Chair", "With the Working Group"],
            [
                "Numbers on vetting",
                "Asked by Mr Boateng; agreed by the Chief Executive",
                "With the Working Group",
            ],
            [
                "Wait of victims in town and country",
                "Asked by a member of the public; promised by the Commissioner",
                "Open; with the measures of the next quarter",
            ],
        ],
        key="t-asked",
    ),
    Para(
        "An item leaves this list when the Panel is content, not when an answer has been sent. Members are asked to say at the meeting whether any of those marked as answered should stay."
    ),
    Recommendation("That the Panel agrees the work programme.", "r-agree"),
    Recommendation(
        "That the Panel says which of the answered requests in [[t-asked]] may be closed.", "r-close"
    ),
    Para("Councillor Lucy Tennant, with Priya Nair, Clerk to the Panel, {report_date:short}"),
]
