"""Minutes that the last meeting confirmed, written from where that meeting stood."""

from demo.content.blocks import Block, Bullets, Heading, Letters, Para

TITLE = "Minutes of the meeting of {last}"

BLOCKS: list[Block] = [
    Para(
        "Minutes of the meeting of the Ardenshire Police and Crime Panel held on {last} at 2pm in Committee Room 2, Shire Hall, Kingsmere."
    ),
    Para("<strong>Members of the Panel present</strong>"),
    Bullets(
        [
            "Councillor Margaret Ashdown (Chair), Ardenshire County Council",
            "Councillor Dilip Raman (Vice-Chair), Northbrook Borough Council",
            "Mr Kwame Boateng, independent member",
            "Mrs Judith Fairley, independent member",
            "Councillor Tom Herrick, Kingsmere City Council",
            "Councillor Aisha Karim, South Arden District Council",
            "Councillor Colin Maddox, Aldercote District Council",
            "Councillor George Okafor, Northbrook Borough Council",
            "Councillor Lucy Tennant, Ardenshire County Council",
        ]
    ),
    Para("<strong>Officers</strong>"),
    Bullets(["Priya Nair, Clerk to the Panel", "Helen Lisle, Solicitor to the Panel"]),
    Para("<strong>Others present</strong>"),
    Bullets(
        [
            "Eleanor Whitcombe, Police and Crime Commissioner",
            "Ruth Adeyemi, Chief Executive, Office of the Commissioner",
            "Sam Attwell, Chief Finance Officer, Office of the Commissioner",
        ]
    ),
    Heading(1, "General"),
    Heading(2, "Apologies"),
    Para(
        "Apologies were received from Councillors Peter Lonsdale, Sian Pritchard and Robert Venn, and from Marcus Hale, Deputy Commissioner."
    ),
    Heading(2, "Disclosures of pecuniary and non-pecuniary interests"),
    Para("There were none."),
    Heading(2, "Minutes of the previous meeting"),
    Para(
        "The minutes of the previous meeting were confirmed and signed by the Chair, with one correction: in the item on finance, “underspend” was to read “overspend”."
    ),
    Heading(2, "Public speaking"),
    Para("No notice of a statement or question had been received."),
    Heading(1, "Report of the Commissioner"),
    Para(
        "The Commissioner introduced her report. She said that it had been a season of change in the force, that the new structure had come into use on the day that had been planned, and that it was too soon to judge it. She took questions."
    ),
    Para(
        "In response to a question from Councillor Colin Maddox about rural crime, the Commissioner said that the team had been enlarged by two officers and that machinery worth £188,000 had gone back to its owners in four months. Councillor Maddox said that farmers in Aldercote had noticed."
    ),
    Para(
        "In response to a question from the Chair about the time taken to answer 101, the Chief Executive said that it had fallen from nearly three minutes to about one, and that more would be said in the next report. The Chair said that she would hold the office to it."
    ),
    Para(
        "In response to a question from Councillor George Okafor, the Commissioner said that the number of officers was above the number set by the government, and that it was the first time in ten years that the force had been at full strength. It would be three years before all of the new officers had finished their training; a third of those who answer emergencies had less than two years’ service. The Chief Constable had put a tutor on every shift."
    ),
    Para(
        "In response to a question from Mrs Judith Fairley, the Commissioner said that custody visiting was healthy, though there were four vacancies. She agreed to put a note on it in the next report."
    ),
    Para(
        "In response to a question from Mr Kwame Boateng about the inspectorate’s report on vetting, the Chief Executive said that the force had been graded adequate and that two areas for improvement had been found, both of which were to do with the keeping of records. They would be closed by the end of the year."
    ),
    Para(
        "In response to a question from Councillor Aisha Karim, Sam Attwell said that the accounts for {fy:-1} would show an overspend of £0.21 million, which the smoothing reserve would meet. It was due to the pay award, which had been higher than the government’s advice. Councillor Karim asked whether the grant had been raised to match. Sam Attwell said that it had been, in part and late."
    ),
    Para(
        "In response to a question from the Vice-Chair about the Commissioner’s Grants Scheme, the Commissioner said that 27 awards had been made, with a value of £352,000. The Vice-Chair asked for the list. The Chief Executive undertook to send it to members in the following week."
    ),
    Para(
        "In response to a question from Councillor Lucy Tennant about fewer community support officers, the Commissioner said that most of those who left became police officers. The Chief Constable had agreed to hold two courses a year in place of one."
    ),
    Para("<strong>Resolved:</strong> That the Panel notes the report."),
    Heading(1, "Progress with the Delivery Plan"),
    Para(
        "The Chief Executive presented the yearly review of the Delivery Plan. Of its 58 lines, 41 were on course, 12 were late, and five had been stopped because something else had taken their place. Members asked about four of the late ones: the cadet scheme, in which there were too few leaders; the publication of outcomes by ward; the review of front offices; and a mark for safe bars, which had been started by two councils in two different ways."
    ),
    Para(
        "In response to a question from Councillor Tom Herrick, the Chief Executive said that the two councils had now agreed on one mark, and that it would be seen in Kingsmere and Northbrook by the end of the financial year."
    ),
    Para("<strong>Resolved:</strong> That the Panel:"),
    Letters(
        [
            "notes the progress;",
            "asks its Working Group to follow the twelve lines that are late.",
        ]
    ),
    Heading(1, "Report of the Planning and Performance Working Group"),
    Para(
        "Councillor Lucy Tennant said that the group had met once, and had looked at thefts from and of vehicles, at violence in town centres at night, and at the share of crimes that are solved. It would look at 101 next."
    ),
    Heading(1, "Issues raised by Community Safety Partnerships"),
    Para("None had been raised."),
    Heading(1, "Work programme"),
    Para(
        "The Clerk introduced the programme. Members agreed to ask for a yearly report on the partnerships that would cover how they are funded, what they add, and what data they are given."
    ),
    Para("<strong>Resolved:</strong> That the Panel agrees the work programme with that addition."),
    Heading(1, "Dates of meetings"),
    Para("The dates were noted. The next meeting would be on {coming}."),
    Heading(1, "Urgent items"),
    Para("There were none."),
    Heading(1, "Reports containing exempt information"),
    Para(
        "<strong>Resolved:</strong> That members of the public be excluded from the meeting for the item below on the grounds that their presence would involve the disclosure of exempt information as defined in paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972."
    ),
    Heading(1, "Complaints"),
    Para(
        "The Clerk reported by word of mouth that one complaint about the Commissioner was open. The Monitoring Officer was to meet the complainant. The Panel noted the report."
    ),
    Para("The meeting rose at 3.45pm."),
    Para("Chair ........................................ Date ...................."),
]
