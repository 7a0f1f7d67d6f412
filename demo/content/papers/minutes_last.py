"""Minutes of the last meeting, which the coming one is asked to confirm."""

from demo.content.blocks import Block, Bullets, Heading, Letters, Para

TITLE = "Minutes of the meeting of {last}"

BLOCKS: list[Block] = [
    Para(
        "Minutes of the meeting of the Ardenshire Police and Crime Panel held on {last} at 2pm in Committee Room 2, Shire Hall, Kingsmere. The meeting was open to the public and shown on the web."
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
            "Councillor Peter Lonsdale, Aldercote District Council",
            "Councillor Lucy Tennant, Ardenshire County Council",
        ]
    ),
    Para("<strong>Officers</strong>"),
    Bullets(
        [
            "Priya Nair, Clerk to the Panel",
            "Rosalind Peake, Deputy Clerk",
            "Helen Lisle, Solicitor to the Panel",
        ]
    ),
    Para("<strong>Others present</strong>"),
    Bullets(
        [
            "Eleanor Whitcombe, Police and Crime Commissioner",
            "Marcus Hale, Deputy Commissioner",
            "Ruth Adeyemi, Chief Executive, Office of the Commissioner",
            "Sam Attwell, Chief Finance Officer, Office of the Commissioner",
            "Clare Penrose, Head of Policy and Partnerships, Office of the Commissioner",
            "Alan Wetherby, public speaker",
        ]
    ),
    Heading(1, "General"),
    Heading(2, "Apologies"),
    Para(
        "Apologies were received from Councillor Colin Maddox (Aldercote District Council), Councillor George Okafor (Northbrook Borough Council) and Councillor Sian Pritchard (Wexbury Borough Council)."
    ),
    Heading(2, "Disclosures of pecuniary and non-pecuniary interests"),
    Para(
        "Councillor Tom Herrick declared a non-pecuniary interest in item 2, as an unpaid trustee of a charity in Kingsmere that had received a small award from the Commissioner’s Grants Scheme. Having taken advice from the Solicitor, he remained in the room and did not speak on grants. There were no other disclosures."
    ),
    Heading(2, "Minutes of the previous meeting"),
    Para(
        "The minutes of the meeting held on {before_last} were confirmed as a true record and signed by the Chair."
    ),
    Para(
        "Arising from the minutes, Mrs Judith Fairley asked whether the list of grants awarded in the last round had been sent to members, as had been offered. The Clerk said that it had been sent on the Monday after the meeting, and that she would send it again."
    ),
    Heading(2, "Public speaking"),
    Para(
        "The Chair welcomed Mr Alan Wetherby, a resident of Sallow Green in South Arden, who had given notice of a question. Mr Wetherby said that eleven vehicles had been broken into in the village over the summer, that three of his neighbours had waited more than two weeks for a call from an officer, and that two had received only a letter. He knew that the number of such thefts was falling in the county as a whole, but that was no comfort to people in a village with one road out and no camera on it. He asked:"
    ),
    Para(
        "<em>“What is the Commissioner doing to satisfy herself that people in small places get the same answer from the police as people in towns, and will she publish how long they wait for it?”</em>"
    ),
    Para(
        "The Chair thanked Mr Wetherby and reminded the meeting that the way in which particular crimes were investigated was a matter for the Chief Constable. The wider question, of how the Commissioner held the force to account for the service to rural places, was properly one for the Panel."
    ),
    Para(
        "It was moved by Councillor Dilip Raman, seconded by Councillor Aisha Karim, that the question be referred to the Commissioner for an answer at this meeting. The motion was put to the vote and carried unanimously."
    ),
    Para(
        "In response, the Commissioner said that she was sorry to hear of what had happened in Sallow Green and would ask the Chief Constable to write to Mr Wetherby about the eleven cases. The force’s new structure gave each of the three local areas its own superintendent and chief inspector, and one of the reasons for it was that rural places should have a known officer who answers for them. She received the time taken to contact victims each quarter for the county as a whole; it was not yet split between town and country. She agreed that it should be, and undertook to ask for the split and to publish it once she was satisfied that the figures were sound."
    ),
    Para(
        "Mr Wetherby thanked the Commissioner. He added that a letter which says that nothing can be done is worse than no letter. The Commissioner agreed that the wording of those letters should be looked at again."
    ),
    Heading(1, "Report of the Commissioner"),
    Para(
        "The Commissioner introduced her report, which covered the work of her office since {before_last}. She drew attention to the continued growth in the number of police officers, to the launch of the force’s new structure, to the result of the bid to the fifth round of the Safer Streets Fund, in which Ardenshire had been awarded £1,000,000, and to the consultation on her budget that was about to open. She then took questions."
    ),
    Heading(2, "Homicide and learning"),
    Para(
        "In response to a question from the Chair about what the force had done after the homicide learning review, Ruth Adeyemi said that the national lead for homicide had asked every force for a profile of homicides and of cases that had come close. Ardenshire had sent its own. There had been no homicide in the county in the first quarter of the year. Good practice from two other forces was being looked at, on early visits to homes where there had been threats and on the sharing of information with housing officers. The work was not yet at a stage where its results could be shown."
    ),
    Para(
        "The Chair said that the Panel would wish to return to this subject, and asked that the good practice be brought to a future meeting. The Commissioner agreed."
    ),
    Heading(2, "Sustainability"),
    Para(
        "In response to a question from the Chair about the climate, the Commissioner said that the force had replaced 62 vehicles with electric ones and had fitted solar panels at two stations. The measure of carbon used by the estate was not yet reliable, since four of the smaller buildings had estimated meters. The Chair said that she would welcome more detail, with figures, and asked for a fuller account at the next meeting. The Chief Executive said that the subject had been the Governance and Performance Board’s topic in April and that the papers from it could be used."
    ),
    Para(
        "Mr Kwame Boateng suggested that the Planning and Performance Working Group might look at the figures first, so that the Panel had the benefit of its view. This was agreed."
    ),
    Heading(2, "Anti-social behaviour"),
    Para(
        "In response to a question from Councillor Lucy Tennant, the Deputy Commissioner said that anti-social behaviour was raised with him at nearly every public event he attended. The force’s figures showed fewer incidents than a year before, but he did not rely on them alone, as people who have given up reporting are not counted. The Anti-Social Behaviour Partnership Forum, which he attended, had agreed a common form of words for the case review that victims are entitled to ask for."
    ),
    Para(
        "The Chair asked that a section on anti-social behaviour be included in every report of the Commissioner to the Panel from now on. The Chief Executive undertook that it would be."
    ),
    Heading(2, "Calls to 101"),
    Para(
        "In response to a question from Councillor Aisha Karim, the Commissioner said that the force answered nearly 6,000 calls to 101 a week and that the average wait was about one minute. Fifteen more call handlers would be recruited in the course of {fy}. A pilot had begun in which a caller is first asked for the nature of the call, so that those at risk of harm are found early and others are offered a call back."
    ),
    Para(
        "Councillor Karim said that an average of one minute was hard to reconcile with what residents told her, and asked how it was worked out: from when the waiting time was counted, and whether calls that were abandoned were in it. The Chief Executive did not have the method to hand and undertook to explain it to the Panel in writing at the next meeting."
    ),
    Heading(2, "Police officers, staff and community support officers"),
    Para(
        "In response to a question from the Vice-Chair, the Commissioner said that there were now 1,117 police officers, compared with 1,113 on 31 March {fy:start}. The number set by the government was 1,100. There was a further grant to be earned by staying above it, and she expected that it would be earned."
    ),
    Para(
        "In response to a further question from the Vice-Chair about community support officers, the Commissioner said that there were 18 fewer than the establishment. A course with 12 places was to begin within weeks. Many who left did so to become police officers, which was good for them and for the force, but left a gap in the neighbourhoods that had to be filled again each year."
    ),
    Para(
        "In response to a question from Mrs Judith Fairley about a workforce that looks like the county it serves, the Commissioner gave the share of people from ethnic minorities on 31 March {fy:start}: 5.66% of police officers, 7.08% of police staff, 8.2% of special constables, and 6.3% of all of them taken together. The share of officers had risen in each of the last four years, slowly. She had asked the Chief Constable what it would take to double the pace."
    ),
    Heading(2, "Vetting"),
    Para(
        "In response to a question from Mr Kwame Boateng, the Chief Executive said that the inspectorate had looked at vetting in the force and graded it adequate. The checks of all officers and staff against the national database, which every force had been told to make, were complete. Those few cases in which something had been found had been assessed by the professional standards department, and none had led to dismissal. The vetting of those whose clearance had lapsed was being done in order of risk."
    ),
    Para(
        "Mr Boateng asked that the Planning and Performance Working Group be shown the numbers. The Chief Executive agreed."
    ),
    Heading(2, "Right Care, Right Person"),
    Para(
        "In response to a question from Councillor Peter Lonsdale, the Deputy Commissioner said that the force and the health service had signed an agreement on when the police should attend a call that is about a person’s health and when a nurse or a social worker should. It would come into use in four steps. Nobody would be left without an answer: at each step there was a review at two weeks and at three months, in which his office took part. He accepted that the ambulance service was under strain and that the second step, welfare checks, would be the hardest."
    ),
    Heading(2, "Victims and the courts"),
    Para(
        "In response to a question from Mrs Judith Fairley, the Commissioner said that seven courtrooms of the Crown Court were now sitting in the county, the most since the pandemic, and that the wait for a trial had stopped growing but had not begun to fall. Her office had compared its victims’ charter with the new national code and had found two promises in the charter that went further. Those would stay."
    ),
    Para(
        "Mrs Fairley asked what was done for those who withdraw while they wait. The Commissioner said that Lantern Victims’ Service, which her office pays, keeps in touch with each victim to the day of the trial and afterwards, and that it had lost touch with fewer than one in ten."
    ),
    Heading(2, "The new structure of the force"),
    Para(
        "In response to a question from Mr Kwame Boateng about the new structure of the force, the Commissioner said that it had been in place since the spring. There were now three local areas, North, East and South, each under a superintendent, with response, neighbourhood and investigation officers in one chain. It had been said at the start that an effect on volume crime should not be expected within six months, and she would hold to that. A review after six months was under way."
    ),
    Para(
        "Mr Boateng asked that its results be reported to the Panel, good or bad. The Commissioner undertook to do so once the review had been to the Governance and Performance Board."
    ),
    Heading(2, "Drugs and alcohol"),
    Para(
        "In response to a question from the Chair about the services for people whose offending comes from drugs or alcohol, the Deputy Commissioner said that the present contract ends on 31 March {fy:end} and that the tender for the next one was being written. The Chair recalled that the Panel had itself reviewed substance misuse some years ago and had made nine recommendations. She asked that the review be used. The Deputy Commissioner undertook that it would be, and that the report to the next meeting would say how."
    ),
    Heading(2, "Finance"),
    Para(
        "In response to a question from Councillor Tom Herrick, Sam Attwell said that spending on capital was forecast at £10.673 million against a budget of £12.644 million, which included what had slipped from the year before. The reserves stood at a little over £15 million. Savings of £3 million were planned over three years, £1 million in each, and the first of them had been found. About £10 million would be needed for the upkeep of the estate over the life of the plan, and not all of it was funded."
    ),
    Para(
        "Councillor Herrick asked whether overtime was under control. Sam Attwell said that it was not yet, that the cause was a shortage of detectives together with several long inquiries, and that a fuller account would be in the next report."
    ),
    Heading(2, "Complaint reviews"),
    Para(
        "In response to a question from Mr Kwame Boateng, the Chief Executive said that since 1 April {fy:start} her office had completed 11 reviews of the way in which the force had handled a complaint, and had upheld five. In all five the force had accepted the recommendation. The most frequent fault was that the complainant had not been told what had been looked at and why the answer had been reached."
    ),
    Heading(2, "Resolution"),
    Para("<strong>Resolved:</strong> That the Panel:", key="resolved-report"),
    Letters(
        [
            "notes the report of the Commissioner;",
            "asks that good practice in preventing homicide be brought to a future meeting;",
            "asks that a section on anti-social behaviour stand in every report;",
            "asks the Working Group to look first at sustainability and at vetting.",
        ]
    ),
    Heading(1, "Report of the Planning and Performance Working Group"),
    Para(
        "Councillor Lucy Tennant, who chairs the Working Group, spoke to its last meeting. The group had looked at the force’s performance in the first quarter, at thefts from and of vehicles, in which the force remains an outlier among those most like it, and at the time it takes to answer 101. It had asked to see the vehicle crime strategy when it is final. It recommended that 101 remain a subject for the year, and that the Panel’s own dashboard be replaced by the measures in Appendix B of the Commissioner’s report, now that they are published."
    ),
    Para(
        "Members thanked the group. Councillor Peter Lonsdale said that the outlier was of most concern in the north of the county, from where a motorway could be reached in ten minutes. The Commissioner said that she would raise it again at the Governance and Performance Board, and that Ruth Adeyemi would ask for the figures of each local area."
    ),
    Para(
        "The Panel considered the membership and the terms of reference of the Working Group for {fy}, which had been circulated. The terms are those of the year before, with the addition that the group may ask for a briefing from a named officer of the force through the Commissioner’s office."
    ),
    Para(
        "It was moved by Councillor Dilip Raman, seconded by Mrs Judith Fairley, that the recommendations of the Working Group be accepted. The motion was put to the vote and carried unanimously."
    ),
    Para("<strong>Resolved:</strong> That the Panel:"),
    Letters(
        [
            "accepts the recommendations of the Working Group;",
            "notes its membership for {fy}: Councillors Tennant (in the chair), Karim and Raman, Mr Boateng and Mrs Fairley;",
            "confirms its terms of reference for {fy}.",
        ]
    ),
    Heading(1, "Issues raised by Community Safety Partnerships"),
    Para(
        "The Clerk reported that no partnership had raised a strategic issue for this meeting. The Vice-Chair said that he did not believe that this was because there were none. Chairs of partnerships had told him that they met the Commissioner’s office too seldom as a group, and that they learnt about bids and deadlines late."
    ),
    Para(
        "The Chair and the Vice-Chair asked that the office meet the chairs of the four partnerships before the next meeting of the Panel, and in any case before the yearly report on the partnerships is considered. In response, the Chief Executive undertook to arrange it."
    ),
    Para(
        "The Panel noted that the yearly report would come to the next meeting and would set out how the partnerships are funded, what they have done with the money, and what data they are given."
    ),
    Heading(1, "Work programme"),
    Para("The Clerk introduced the work programme. Members asked for these changes:"),
    Letters(
        [
            "the yearly report on the Community Safety Partnerships to be fixed for the next meeting;",
            "re-vetting to stay on the list of items to be timetabled until the Working Group has seen the numbers;",
            "the review of sustainability to stay pending until the Working Group has reported;",
            "a visit to police headquarters to be arranged with the Chief Constable, at a date to be confirmed.",
        ]
    ),
    Para(
        "In response to a question from Councillor Aisha Karim, the Clerk said that no briefing notes were needed at present, and that members could ask for one at any time by writing to her."
    ),
    Para("<strong>Resolved:</strong> That the Panel agrees the work programme, with those changes."),
    Heading(1, "Dates of meetings"),
    Para(
        "The Panel noted the dates of its next meetings, the first of which is on {coming} at 2pm in Shire Hall, Kingsmere. The Chair reminded members that the meeting on the budget and the council tax falls in February, and that a briefing would be offered in the week before it."
    ),
    Heading(1, "Urgent items"),
    Para("There were none."),
    Heading(1, "Reports containing exempt information"),
    Para(
        "It was moved by the Chair, seconded by Councillor Tom Herrick, and <strong>resolved:</strong> That members of the public be excluded from the meeting for the item below on the grounds that their presence would involve the disclosure of exempt information as defined in paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972."
    ),
    Para(
        "Mr Wetherby left the meeting and the webcast was stopped at 3.14pm. The Commissioner, the Deputy Commissioner and the officers of the Commissioner also left."
    ),
    Heading(1, "Complaints"),
    Para(
        "The Panel considered a report of the Clerk and the Monitoring Officer on one complaint about the Commissioner. The complaint is closed. It was resolved locally and no further action is needed. The Panel regretted that it had taken seven months from receipt to conclusion and asked the Chair to write to the complainant with its apology. No other complaint about the Commissioner had been received since {before_last}."
    ),
    Para(
        "<strong>Resolved:</strong> That the Panel notes the outcome, and asks the Clerk to report at each meeting how long every open complaint has taken."
    ),
    Para("The meeting rose at 3.30pm."),
    Para("Chair ........................................ Date ...................."),
]
