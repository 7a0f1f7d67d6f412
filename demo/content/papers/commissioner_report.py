"""The Commissioner's report to the coming meeting; Appendix A is the diary, Appendix B the measures."""

from demo.content.blocks import Block, Chart, Heading, Letters, Para, Recommendation, Table

TITLE = "Report of the Police and Crime Commissioner"

BLOCKS: list[Block] = [
    Heading(1, "Since the last meeting", "since"),
    Para(
        "This report covers the work of my office since the Panel met on {last}. It follows the order of the Police and Crime Plan and answers, each where it belongs, what the Panel asked for. Figures are those of {quarter} unless another date is given; those marked provisional may still change a little as records are checked."
    ),
    Para(
        "The Panel made seven requests at its last meeting, and my office made a promise on each. Where they stand is this:"
    ),
    Letters(
        [
            "anti-social behaviour in every report: now at [[asb]], where it will stay;",
            "how the waiting time on 101 is worked out: at [[call-waiting]];",
            "the review of the force’s new structure after six months: at [[six-months]];",
            "the use of the Panel’s own review of substance misuse in writing the tender: at [[substance]];",
            "a meeting with the chairs of the four Community Safety Partnerships: held, with what was agreed at [[chairs]];",
            "sustainability: with the Planning and Performance Working Group first, as the Panel agreed, and back to the Panel when the group has reported;",
            "good practice after the homicide learning review: not yet ready, for the reason given at [[homicide]]. I ask that it come to the meeting on {next}.",
        ]
    ),
    Para(
        "One further promise was made to a member of the public. Mr Wetherby asked how long people in small places wait to hear from an officer. The Chief Constable has written to him. The figures for town and country will be published for the first time with the measures of the next quarter."
    ),
    Heading(2, "Complaint reviews", "reviews"),
    Para(
        "A person who is not content with how the force has handled a complaint may ask my office to review it. Since 1 April {fy:start} my office has reviewed how the force handled 15 complaints, and found in seven that it should have done better. At the last meeting I reported 11 and five, so there have been four more reviews and two more upheld."
    ),
    Table(
        "Complaint reviews since 1 April {fy:start}",
        ["Reported to the Panel", "Reviews", "Upheld", "Not upheld", "Recommendations accepted"],
        [["{last:short}", "11", "5", "6", "5"], ["{coming:short}", "15", "7", "8", "7"]],
        {1, 2, 3, 4},
        key="t-reviews",
    ),
    Para(
        "All seven recommendations have been accepted by the force. In five of the seven the fault was in the letter that ended the complaint: it did not say what had been looked at, or gave the finding without the reason. The head of professional standards now reads every final letter before it is sent, and I will report in June whether that has made a difference. The average review took 31 days; the longest, which waited for footage, took 58."
    ),
    Para(
        "The Independent Office for Police Conduct publishes figures on complaints for every force each quarter. The force logged 412 complaints in the two quarters to {quarter:end}, and contacted the complainant within three working days on average. Both figures are close to those of similar forces. A link to the tables is on my website."
    ),
    Heading(2, "Police officers and staff", "officers"),
    Para(
        "There were 1,127 police officers on {quarter:end}, ten more than I reported at the last meeting, 14 more than on 31 March {fy:start}, and 27 above the number set by the government. The condition for the extra grant that comes with staying above that number was met on {quarter:end}, and the income is in [[t-income]]."
    ),
    Table(
        "People in the force, by headcount",
        ["Group", "31 March {fy:start}", "Reported on {last:day}", "{quarter:end}"],
        [
            ["Police officers", "1,113", "1,117", "1,127"],
            ["Community support officers", "71", "69", "69"],
            ["Police staff", "738", "741", "746"],
            ["Special constables", "121", "119", "118"],
            ["Police support volunteers", "55", "58", "61"],
        ],
        {1, 2, 3},
        ["All", "2,098", "2,104", "2,121"],
        "t-people",
    ),
    Para(
        "The establishment of community support officers is 87, so the gap on {quarter:end} was 18. The course with 12 places that I spoke of has since begun, with all 12 places taken. Three more have left to train as police officers. The next intake is in April {fy:end}, and the Chief Constable expects the gap to be closed by that summer."
    ),
    Para(
        "On 31 March {fy:start} the share of people from ethnic minorities was 5.66% of police officers, 7.08% of police staff and 8.2% of special constables, and 6.3% of all of them together. These figures are counted once a year and will be brought up to date in the June report."
    ),
    Heading(1, "Deputy Commissioner", "deputy"),
    Para(
        "Marcus Hale led six of the 19 visits made since the last meeting, and chairs the Drug and Alcohol Partnership. He met residents in Aldercote about speeding, and the Faith Forum in Wexbury about hate crime. His portfolio is unchanged: drugs and alcohol, youth justice, volunteering, rural crime, and the way in which the force deals with calls from the public."
    ),
    Heading(2, "Drug and Alcohol Partnership"),
    Para(
        "The partnership met twice. It agreed a plan for the year that has three aims: fewer deaths, more people in treatment after arrest, and a quicker warning to services when a dangerous batch is found. The last of these was put to use within a fortnight, when tablets sold as a sleeping aid were found to hold a strong opioid. A warning went to hostels, schools and hospitals in four hours. Nobody in the county is known to have died from them."
    ),
    Para(
        "There is still no published figure for the number of people in treatment after being sent by the police. The health service stopped publishing it some time ago, and we have asked when it will be resumed. Until then the partnership uses the providers’ own count, which is not comparable with other counties."
    ),
    Heading(2, "Contact with the public"),
    Para(
        "The Deputy Commissioner spent a shift in the control room and two half-days with the team that answers reports made on the web. About three in ten reports of crime now come by that way, and the share is growing by about one in a hundred each quarter. People who use it are more content than those who ring, chiefly because they receive a reference and a copy of what they wrote. He has asked that the same be offered to those who ring."
    ),
    Heading(2, "Volunteers"),
    Para(
        "Custody visitors made 46 unannounced visits to the two custody suites in the two quarters to {quarter:end} and spoke to 171 people held there. They raised nine matters, of which eight were put right on the day; the ninth, a broken shower at Wexbury, took five weeks. There are 17 visitors, three of them new, and two vacancies that will be advertised in the new year."
    ),
    Para(
        "The scheme for appropriate adults, who sit with children and vulnerable people in interview, answered 94% of calls within an hour. It is short of volunteers in the north of the county at night, and I have agreed to pay for a small rota there until the end of the financial year."
    ),
    Heading(1, "Emerging issues", "emerging"),
    Heading(2, "Cells lent to the prisons"),
    Para(
        "Under the national arrangement known as Operation Safeguard the force has kept a number of cells ready for prisoners for whom there is no place. The demand on them has been very low: they were used on nine nights in the two quarters. The government pays for cells that are kept ready whether or not they are used. That is why the income, of £0.928 million, is the largest of those in [[t-income]] although few prisoners came. I do not count on it in any later year."
    ),
    Heading(2, "How the waiting time on 101 is worked out", "call-waiting"),
    Para(
        "Councillor Karim asked how the average wait of about one minute is arrived at. I am grateful for the question, since the answer was not as simple as I had supposed. It is this."
    ),
    Letters(
        [
            "The clock starts when the recorded message ends and the caller joins the queue. The message lasts 38 seconds and is not in the figure.",
            "The clock stops at the first word of the handler. If the caller is first asked for the nature of the call and then passed on, it is the first of the two that counts.",
            "Calls that are given up while the message is playing are not counted at all. Calls that are given up in the queue are counted apart, as abandoned, and are not in the average.",
            (
                "The average is of all calls answered in the month, and so",
                [
                    "a few long waits are hidden by many short ones;",
                    "the evening, when waits are longest, weighs little because there are fewer calls.",
                ],
            ),
        ]
    ),
    Para(
        "The force answers nearly 6,000 calls a week. In {month_last} about 310 a week were abandoned in the queue, or one in twenty. The average wait was 1.0 minute; half of the callers waited less than 22 seconds; one in ten waited more than 3 minutes and 10 seconds. In the hour from 6pm one in ten waited more than 7 minutes."
    ),
    Table(
        "Calls to 101 in an average week of {month_last}",
        ["Time of day", "Answered", "Abandoned", "Average wait, minutes"],
        [
            ["7am to noon", "2,010", "71", "0.7"],
            ["Noon to 5pm", "2,140", "94", "0.9"],
            ["5pm to 10pm", "1,260", "128", "1.9"],
            ["10pm to 7am", "560", "17", "0.4"],
        ],
        {1, 2, 3},
        ["All", "5,970", "310", "1.0"],
        "t-calls",
        {3},
    ),
    Chart(
        "Average wait on 101 by time of day, {month_last}",
        "Bar chart of four times of day. The average wait was 0.7 minutes from 7am to noon, 0.9 from noon to 5pm, 1.9 from 5pm to 10pm and 0.4 in the night.",
        "bar",
        ["7am to noon", "Noon to 5pm", "5pm to 10pm", "10pm to 7am"],
        {"Minutes": [0.7, 0.9, 1.9, 0.4]},
        "f-calls",
    ),
    Para(
        "I have asked the Chief Constable to publish the abandoned calls beside the wait from now on, and to give the wait that nine in ten callers do not exceed, which says more than an average. Of the 15 extra handlers for {fy}, eleven are in post, and the rota that starts in the new year puts six of them on in the evening, where [[t-calls]] shows that they are needed."
    ),
    Heading(2, "Right Care, Right Person"),
    Para(
        "The agreement between the police and the health service came into use in the first of its four steps, which is about people who leave a hospital before they have been seen. In the first six weeks the force was asked to attend 118 such cases and did so in 41, where there was a risk to life or a crime. Each of the other 77 was checked the next day by a nurse and a sergeant together. In two of them the panel thought that an officer should have gone, and the script has been changed."
    ),
    Para(
        "The second step, checks on a person’s welfare, begins once the ambulance service has confirmed that it can answer. I have told both services that I would rather it were late than wrong. The subject is one of the Board’s topics of the year, listed in [[t-topics]]."
    ),
    Heading(2, "The courts"),
    Para(
        "At the last meeting I reported that seven courtrooms of the Crown Court were sitting. There are now five, since two judges have moved and have not been replaced. The number of cases waiting has risen to 781, of which 164 have waited for more than a year. I have written to the presiding judge and to the minister, together with the chair of the Local Criminal Justice Board, and will share the reply."
    ),
    Heading(2, "Funding formula"),
    Para(
        "The government has said again that it will look at the formula by which the grant for policing is shared out. Counties like ours, with many small places and long roads, lose by the present one. I am vice-chair of the national network of rural forces and have made our case through it. No change is expected before {next_fy}."
    ),
    Heading(1, "Police and Crime Plan", "plan"),
    Para(
        "The plan has five objectives. What follows says for each what has been done since {last}, what the figures show, and what I have asked of the Chief Constable. The measures themselves, with charts, are in Appendix B."
    ),
    Heading(2, "Fight crime and reduce reoffending", "fight"),
    Para(
        "There were two homicides in {quarter}, both of which are being treated as murder, one in the East area and one in the South. A person has been charged in each case. They were the first since the financial year began. My thoughts are with both families, who are supported by trained officers and by the national service for those bereaved in this way.",
        key="homicide",
    ),
    Para(
        "The national lead for homicide has since asked every force to add to its profile of homicides those cases that came close. The two cases will be reviewed in their turn, which cannot begin until the trials are over. I had hoped to bring the good practice that the Panel asked for to this meeting. It would be better to bring it once the wider profile is done, and I ask that it be placed on the agenda for {next}."
    ),
    Para(
        "Violence with injury stood at 403 offences in {month_last}, 2.2% fewer than the month before and about where it has been for two years. Robbery fell by 29%, from 42 to 30, the lowest in two years. There were 27 offences with a knife or a sharp instrument, the second fall in two months. A firearm was used as a threat 13 times in the quarter, half as often as in the quarter before, when there had been a run of cases with air weapons."
    ),
    Para(
        "Burglary of homes rose in {month_last} to 97, from 77. That is 26% in a month, and the only measure to rise beyond its usual range; it remains below the three-year average. Two people have been charged with 19 of the offences. The Governance and Performance Board has asked whether the rise has ended, and I expect an answer at its next meeting."
    ),
    Para(
        "Thefts from and of vehicles were 319, 2% fewer than the month before and below the usual level for the ninth month running. That is welcome, but it is not even: [[t-vehicles]] shows a rise in the North while the other two areas fell. The county also remains an outlier among the forces most like it, with more such thefts for its size than all but one of them. I have therefore kept vehicle crime on the Board’s agenda. The force’s strategy is now final and is named as Appendix E."
    ),
    Table(
        "Thefts from and of vehicles by local area",
        ["Local area", "{month_last:-1}", "{month_last}", "Change"],
        [["North", "130", "142", "9%"], ["East", "120", "114", "-5%"], ["South", "75", "63", "-16%"]],
        {1, 2, 3},
        ["All", "325", "319", "-2%"],
        "t-vehicles",
    ),
    Para(
        "Organised crime groups were disrupted 18 times in the quarter before, the latest for which there is a confirmed figure. In the course of that work four adults and five children were made safe. More can be said to members than in public, and is, in Appendix D. A new partnership group, which joins the councils, the prisons and the tax authority to the police, has met twice."
    ),
    Para(
        "Reoffending is the business of the Reducing Reoffending Board, at which my office speaks for the victims. The most useful thing that it has done this year is a small one: people who leave prison on a Friday are now met at the gate, by a worker of Ridgeway Recovery, with an appointment and a place to sleep. Of 63 people met so far, 52 kept the appointment."
    ),
    Heading(2, "Deliver visible and effective policing", "visible"),
    Para(
        "The number of officers is at [[officers]]. Numbers alone do not make officers visible. Under the new structure every ward has a named neighbourhood officer, whose name and whose next public surgery are on the force’s website. A check by my office in {month_last} found the name to be right in 71 of 74 wards, and the date of the surgery to be in the future in 66."
    ),
    Para(
        "The force has held 38 street surgeries since the last meeting. I went to three of them without notice. At Market Square in Wexbury nine people came in an hour, with matters that ranged from parking to threats. At Dunmere nobody came, because the notice had been put up on the day. I have asked that a week’s notice be given through the parish councils, who are glad to help."
    ),
    Para(
        "The time taken to reach emergencies has held: 87% in towns within 15 minutes and 84% in the country within 20. For calls that are urgent but not an emergency, the target of an hour was met in 68%, two in a hundred more than a year ago. Calls to 999 rose by 4% on the year, and the force answered 91% within ten seconds, the national standard being 90%."
    ),
    Para(
        "Police staff sickness is unchanged at 4.6% of working time. That of officers is 4.1%. The Board heard that changes of duty at short notice are named by many of those who are off with stress, and the force has undertaken to look at the causes."
    ),
    Para(
        "The force’s estate is to change. A new front office in Northbrook opened to the public in the library there, at a quarter of the cost of the old one. The upkeep of the older stations will need about £10 million over ten years, as I said last time; £6.2 million of this is now in the capital programme."
    ),
    Heading(2, "Keep people safe and reduce harm", "safe"),
    Para(
        "Eight in ten victims of domestic abuse were satisfied with the whole of their experience of the police, measured over six months to {month_last}. That meets the target of 80%, and is a little better than the month before. The inspectorate has twice said that the force could make more use of protection notices and orders; 31 were applied for in the quarter, against 22 in the same quarter of the year before, and 28 were granted."
    ),
    Para(
        "The programme for those who use violence at home has begun, with £300,000 from the Home Office over two years. It works with up to 60 people at a time and tells their partners and former partners, through a separate worker, what is going on. My office will publish an evaluation by a university after the first year."
    ),
    Para(
        "Violence against women and girls was the Board’s topic in the autumn. I asked about the time that victims of rape wait for a decision. Investigators now speak to a prosecutor within 28 days of the first report in three cases out of four, compared with one in two a year ago, and each victim has a named independent adviser from Lantern Victims’ Service. The share of reports that lead to a charge has risen to 9%, which is still low."
    ),
    Para(
        "Twenty people have died on the county’s roads since 1 January, three more than by the same day of the year before, and 241 were seriously hurt. I find this the hardest figure in the report. The Road Safety Partnership has agreed three things: average-speed cameras on the Wexbury road, a campaign for drivers over 70 with the offer of a drive with an examiner, and more evening checks for drink and drugs. The contract for the support of those hurt or bereaved on the roads has been let for three years, with two more if the service is good."
    ),
    Para(
        "The Serious Violence Duty requires the councils, the police, the health service and others to agree on what causes violence and what to do. The partnership has £605,185 from the Serious Violence Prevention Fund and has spent or promised 74% of it. Hospital staff in the emergency department at Kingsmere now record where an assault took place, without names, and share it each month. It has already shown one car park that nobody had complained of."
    ),
    Para(
        "Modern slavery is easily missed. An independent adviser, whom I pay and who is not part of the police, has helped 14 people since the post began, nine of them men who worked in car washes or on farms. In two cases the employer has been charged."
    ),
    Para(
        "The force has reviewed the way in which it deals with children who go missing, after the inspectorate found that the return interview was often late. It is now offered within three days in 82% of cases, compared with 64%. Eleven children account for a third of all reports. Each has a plan that is held jointly by the police, the home and the county’s social workers, and read by the night shift before it starts."
    ),
    Heading(2, "Strengthen communities", "communities"),
    Heading(3, "Rural crime"),
    Para(
        "The rural crime team recovered machinery worth £412,000 in the two quarters, of which a little over half had been taken in other counties. A scheme by which farmers mark their quad bikes and trailers with a forensic liquid has 640 members. Reports of hare coursing have fallen by a third since the new powers came in. The Deputy Commissioner attended the training of officers on wildlife crime, at which two officers from each local area learnt to read tracks, traps and permits."
    ),
    Heading(3, "Hate crime"),
    Para(
        "There were 287 hate crimes recorded in {quarter}, 4% fewer than in the same quarter of the year before. It is generally held that only a part is reported. The faith forums of Wexbury and Kingsmere and the county’s Pride group have each agreed to be places at which a report can be made to someone who is not a police officer. The first three reports have come in this way."
    ),
    Heading(3, "Anti-social behaviour", "asb"),
    Para(
        "This section stands in every report at the Panel’s request. The force recorded 2,444 incidents of anti-social behaviour in {quarter}, 6% fewer than in the same quarter of the year before. The fall was in the North and the East. In the South there were a few more, nearly all of them about off-road motorcycles near Hollinfold and Marl End, where the force has since seized 14 machines."
    ),
    Table(
        "Incidents of anti-social behaviour by local area",
        ["Local area", "{quarter:-4}", "{quarter}", "Difference"],
        [["North", "812", "745", "-67"], ["East", "1,104", "998", "-106"], ["South", "690", "701", "11"]],
        {1, 2, 3},
        ["All", "2,606", "2,444", "-162"],
        "t-asb",
    ),
    Para(
        "People who have reported the same trouble three times may ask for the case to be reviewed by all the agencies together. Nine asked in the quarter, four met the threshold, and in three of the four something was done that had not been done before. My office keeps the appeals; there was one, and it was not upheld. The Anti-Social Behaviour Partnership Forum has agreed a single form for the whole county, which can be filled in on a telephone."
    ),
    Para(
        "Three things will be done by the next meeting. The form will be put into use in all five districts. The councils and the force will publish one list of the places that are worst, with what each is doing there. And the youth workers paid for by the Safer Streets award will start their evening rounds in Kingsmere and Wexbury."
    ),
    Heading(3, "Cyber crime"),
    Para(
        "All those who report a crime against their computers, and whom the national service refers to the force, used to be given advice; the last figure that the force reported was 100%. The figure is no longer in the reports that I receive. I have asked for it to be restored. In the meantime the force’s two protection officers have spoken to 31 parish halls, clubs and firms, and 900 people."
    ),
    Heading(2, "Deliver better justice for all", "justice"),
    Para(
        "Lantern Victims’ Service supported 1,846 people in {quarter}, of whom 412 needed more than one conversation. Nine in ten said that it had helped them to cope. The time from referral to first contact is two days, against a standard of three."
    ),
    Para(
        "The Local Criminal Justice Board, which I chair, has looked at the whole path of a victim, from report to the end of a trial, and has found the two points at which most people give up: between the charge and the first hearing, when nothing seems to happen, and in the week before a trial that is then put off. A single letter from all the agencies is now sent at the first point. For the second we have no remedy but more courtrooms."
    ),
    Para(
        "The Out of Court Disposal Scrutiny Panel read 40 cases, chosen at random, in which the force had given a caution or a community resolution. It found 33 to be right, five to be right but badly recorded, and two to be wrong. The two concerned the same officer, who has been given advice. Magistrates, the youth justice service and a member of the public sit on the panel, and its findings are on my website."
    ),
    Para(
        "Restorative justice was offered to 212 victims and taken up by 37. Those who took part spoke well of it. The number is small because the offer is often made too early, and the service will now make it a second time after sentence."
    ),
    Heading(1, "Holding to account", "account"),
    Heading(2, "The new structure after six months", "six-months"),
    Para(
        "The force’s new structure has three local areas, each with its own superintendent, chief inspector and investigators, in place of one set of teams for the whole county. It came into use in the spring, and the review after six months that the Panel asked about is complete. It will be looked at in depth as the Board’s topic listed in [[t-topics]]. Its findings in short are these."
    ),
    Letters(
        [
            "Victims are seen sooner: the average time to a first visit for a crime that is not an emergency fell from 4.1 days to 3.2.",
            "Fewer crimes pass from one team to another: 22% were handed over at least once, compared with 47%.",
            "Neighbourhood officers are still taken away to cover gaps: on one shift in five, against a promise of one in ten.",
            "Investigators carry 17 cases each in the North, 13 in the East and 12 in the South. The boundary was drawn on the number of people and not on the number of crimes.",
            "Volume crime as a whole has not yet moved, which is what was said at the start should be expected.",
        ]
    ),
    Para(
        "I regard this as a fair start. I have asked for two things: that the number of investigators in the North be looked at before the end of the financial year, and that the taking away of neighbourhood officers be reported to me each month by ward."
    ),
    Heading(2, "Governance and Performance Board", "board"),
    Para(
        "The Board meets each month, with the Chief Constable and his senior officers. Part of every meeting is given to one topic in depth, so that each comes round with time to prepare. The topics of {fy} are in [[t-topics]]. The open minutes are published when both the Chief Constable and I have agreed them."
    ),
    Table(
        "Topics of the Governance and Performance Board, {fy}",
        ["Month", "Topic"],
        [
            ["{fy:m1}", "Sustainability"],
            ["{fy:m2}", "Road safety"],
            ["{fy:m3}", "Cyber crime"],
            ["{fy:m4}", "Police firearms"],
            ["{fy:m5}", "Rural crime"],
            ["{fy:m6}", "Violence against women and girls"],
            ["{fy:m7}", "Serious violent crime and its prevention"],
            ["{fy:m8}", "Engagement; Right Care, Right Person"],
            ["{fy:m9}", "Review of the new structure"],
            ["{fy:m10}", "Safety of children and young people"],
            ["{fy:m11}", "Community engagement"],
            ["{fy:m12}", "Strategic Policing Requirement"],
        ],
        key="t-topics",
    ),
    Para(
        "The Board has closed nine actions since the last meeting and opened eleven. Three were late on the day of this report: the number of disclosure champions in each area, the date of the meeting on the budget papers, and the first report on digital services. I meet the Chief Constable in the other weeks as well, and a note of what was discussed is on my website."
    ),
    Heading(2, "Reports of the inspectorate"),
    Para(
        "One report on the force has been published by HMICFRS since the last meeting, on how it protects children. It found the work of the child abuse team good and the recording of the child’s own voice in need of improvement. It makes two recommendations and names three areas for improvement. The law gives me 56 days to publish my comments with those of the Chief Constable; they were published on the 41st day."
    ),
    Heading(2, "National measures"),
    Para(
        "The government has set six priorities for crime and policing and publishes measures for each. They are in Appendix B with what can be said of Ardenshire. Some have never had a figure for a single county. For these the force gives a measure of its own that comes nearest. I publish both, side by side, so that nobody is led to believe that we know what we do not."
    ),
    Heading(2, "Formal challenges and decisions"),
    Para(
        "I have not found it necessary to make a formal challenge to the Chief Constable since the last meeting. I have taken seven decisions of public interest. All are on my website, with the papers on which they rest, and none was exempt."
    ),
    Table(
        "Decisions since the last meeting",
        ["Number in {fy}", "Subject", "Sum"],
        [
            ["28", "Contract for support after road deaths and injuries, a year", "£64,000"],
            ["29", "Rota for appropriate adults in the north at night", "£18,500"],
            ["30", "Tender for criminal justice substance misuse services", "none yet"],
            ["31", "Safer Streets: lighting and help points, Northbrook Borough Council", "£192,759"],
            ["32", "Safer Streets: Kingsmere City Council", "£346,794"],
            ["33", "Move of the office, fitting out", "£41,000"],
            ["34", "Treasury strategy, half-year report", "none"],
        ],
        {2},
        key="t-decisions",
    ),
    Heading(2, "Joint Audit and Standards Committee"),
    Para(
        "The committee met once. It received the external auditor’s report on the accounts of {fy:-1}, which were given a clean opinion, and three reports of internal audit. Payroll and the handling of seized property were given substantial assurance; the management of contracts was given limited assurance, since four contracts had run on past their end. All four have since been let again or ended. The committee will have two new members in the new year."
    ),
    Heading(1, "Communication and engagement", "communication"),
    Heading(2, "Visits and meetings"),
    Para(
        "The Deputy Commissioner and I attended 19 events since the last meeting, of which six were led by him. The full diary is Appendix A. [[t-visits]] shows them by kind."
    ),
    Table(
        "Visits and meetings by kind",
        ["Kind", "Commissioner", "Deputy", "All"],
        [
            ["Residents and community groups", "5", "2", "7"],
            ["Recipients of grants", "1", "2", "3"],
            ["Commissioned services", "2", "0", "2"],
            ["Parish and town councils", "2", "0", "2"],
            ["Police events and training", "1", "1", "2"],
            ["Civic and legal", "0", "1", "1"],
            ["Awards", "1", "0", "1"],
            ["Other partners", "1", "0", "1"],
        ],
        {1, 2, 3},
        ["All", "13", "6", "19"],
        "t-visits",
    ),
    Heading(2, "Your Police, Your Views"),
    Para(
        "My consultation on the budget and on what the police should put first opened in the autumn and is open until a week before the end of the calendar year. It can be answered on the web or on paper. I have written to every parish and town council, to the chambers of trade, to the five districts and the county, to members of Parliament and to the bodies that speak for the workforce. By the date of this report 1,362 people had answered, more than in the whole of the year before. Members are asked to make it known where they live."
    ),
    Para(
        "Three things stand out already. People put anti-social behaviour first and speeding second. They are more willing to pay a little more for neighbourhood officers than for anything else. And two in five do not know what a Commissioner does, which I take as advice."
    ),
    Heading(2, "Website and letters"),
    Para(
        "My office received 318 letters and messages in the two quarters, and answered 92% within ten working days. There were 27 requests under the Freedom of Information Act, all but one answered in time. The website was tested by people who use a screen reader, and 14 faults were put right. The law lists what I must publish; all of it was up to date on {report_date} except the list of salaries of senior staff, which was late by 12 days while a new post was being graded."
    ),
    Heading(1, "Commissioning and grants", "grants"),
    Heading(2, "Safer Streets", "safer-streets"),
    Para(
        "Ardenshire’s bid to the fifth round of the Safer Streets Fund won £1,000,000, to be spent in {fy} and {next_fy}. The bid was made by my office with the councils, the force and a charity, and draws on what the analysts of the Community Safety Partnerships know of each place. [[t-streets]] shows who receives what."
    ),
    Table(
        "Safer Streets, round five, by agency",
        ["Agency", "For", "Award"],
        [
            ["Aldercote District Council", "CCTV", "£73,495"],
            ["Wexbury Borough Council", "CCTV; stronger doors and locks", "£59,710"],
            ["Northbrook Borough Council", "CCTV; lighting; help points; community garden", "£192,759"],
            ["South Arden District Council", "CCTV", "£120,000"],
            [
                "Kingsmere City Council",
                "CCTV; street marshals; community wardens; staff training",
                "£346,794",
            ],
            [
                "Ardenshire County Council",
                "Coordinator; engagement; measures chosen by residents",
                "£119,999",
            ],
            ["Office of the Commissioner", "Administration", "£6,043"],
            ["Ardenshire Police", "Training on violence against women and girls", "£51,200"],
            ["SpeakClear", "Campaign to report without giving a name", "£30,000"],
        ],
        {2},
        ["All agencies", "", "£1,000,000"],
        "t-streets",
    ),
    Para(
        "Of the award, £465,000 is to be spent in {fy} and £535,000 in {next_fy}. With the two rounds before, which brought £288,450 and £314,560, the county has had £1,603,010 from the fund. Five of the nine agencies have signed their agreements; the other four are waiting for a committee of their own."
    ),
    Heading(2, "Commissioner’s Grants Scheme"),
    Para(
        "In {fy} the scheme made 27 awards, shown in [[t-awards]]. A panel of assessors scored each bid without seeing the scores of the others, and those who had an interest took no part. Returns for the first two quarters have come in from 25 of the 27. One project has not begun, for want of a building, and its grant will be withdrawn if it has not begun by the end of the quarter."
    ),
    Table(
        "Commissioner’s Grants Scheme {fy} by theme",
        ["Theme", "Awards", "Sum"],
        [["Prevention", "15", "£198,400"], ["Diversion", "7", "£92,350"], ["Both", "5", "£61,250"]],
        {1, 2},
        ["All", "27", "£352,000"],
        "t-awards",
    ),
    Para(
        "The round for {next_fy} is open to voluntary bodies and to public ones. A bid may be for up to £15,000, for work that prevents crime or that turns away from it people who have already offended; the safety of the roads may come under either. There was a briefing on the web, with 61 people present, and the recording is on my website. Applications close earlier than in past years, so that those who win will know in January and can begin in April."
    ),
    Heading(2, "Commissioned services"),
    Para(
        "Services that are needed every year are bought by contract and not by grant. They are in [[t-services]], with what each costs in {fy}."
    ),
    Table(
        "Services commissioned in {fy}",
        ["Service", "Provider", "Cost"],
        [
            ["Support for victims, adults", "Lantern Victims’ Service", "£612,000"],
            ["Support for victims, children and young people", "Lantern Victims’ Service", "£186,000"],
            ["Substance misuse in the justice system", "Ridgeway Recovery", "£240,000"],
            ["Support after road deaths and injuries", "Lantern Victims’ Service", "£64,000"],
            ["Restorative justice", "Ridgeway Recovery", "£58,000"],
            ["Appropriate adults", "Ardenshire County Council", "£40,000"],
        ],
        {2},
        ["All", "", "£1,200,000"],
        "t-services",
    ),
    Heading(2, "Substance misuse: the tender", "substance"),
    Para(
        "The contract for work with people whose offending comes from drugs or alcohol ends on 31 March {fy:end}. The tender for the next is out, at £240,000 a year for three years with two more at my choice, in two lots: adults, and people under 18. The Panel asked that its own review of the subject be used. It made nine recommendations. Seven are now requirements in the tender, among them a worker in each custody suite at the weekend and a say for families. One, on testing in prisons, is for others to do. One, a single number to ring, I have left to the bidders to answer as they think best."
    ),
    Heading(2, "Community Safety Partnerships", "chairs"),
    Para(
        "A separate report on the partnerships is item 3 of this meeting. I make awards to them each year though no law requires it; those of {fy} are in [[t-csp]]. As the Panel asked, my office met the chairs of all four before this meeting. It was agreed that there will be such a meeting every quarter, that my office will send a calendar of national funds and their deadlines, and that chairs may send an issue to the Panel through the clerk with two weeks’ notice."
    ),
    Table(
        "Awards to Community Safety Partnerships in {fy}",
        ["Partnership", "District", "Award"],
        [
            ["Aldercote", "Aldercote", "£24,500"],
            ["Wexbury", "Wexbury", "£68,400"],
            ["Northbrook", "Northbrook", "£22,600"],
            ["South Ardenshire", "South Arden", "£39,800"],
            ["South Ardenshire", "Kingsmere", "£38,700"],
        ],
        {2},
        ["All", "", "£194,000"],
        "t-csp",
    ),
    Heading(1, "Finance", "finance"),
    Heading(2, "Revenue"),
    Para(
        "The forecast after the end of {quarter} is that £132.670 million will be spent against a budget of £133.200 million, which leaves £0.530 million, or 0.4%. [[t-revenue]] shows how it is made up. Fuller figures are in Appendix C, which follows."
    ),
    Table(
        "Revenue {fy}, forecast on {quarter:end}, £ million",
        ["Line", "Budget", "Forecast", "Variance"],
        [
            ["Police officer pay and allowances", "71.480", "71.480", "0.000"],
            ["Officer overtime", "2.950", "4.652", "1.702"],
            ["Pay of police staff and community support officers", "36.240", "35.625", "-0.615"],
            ["Premises, fuel and energy", "8.610", "9.150", "0.540"],
            ["Custody medical and forensic services", "4.385", "4.670", "0.285"],
            ["Insurance and legal claims", "1.540", "1.710", "0.170"],
            ["Other supplies and services", "14.245", "14.245", "0.000"],
            ["Office of the Commissioner, grants and contracts", "3.610", "3.610", "0.000"],
            ["Income", "-9.860", "-12.472", "-2.612"],
        ],
        {1, 2, 3},
        ["Net", "133.200", "132.670", "-0.530"],
        "t-revenue",
    ),
    Para(
        "Overtime is forecast to be £1.702 million over its budget. At the last meeting Councillor Herrick asked why. A little over half is due to four long inquiries, two of them the homicides at [[homicide]]; a third comes from the shortage of detectives, of whom there are 22 fewer than planned; the rest is work for others that is paid back and appears again as income. The Chief Constable has put a limit on each area and reports against it to me each week."
    ),
    Para(
        "The extra income of £2.612 million, which more than pays for it, will not all come again. Its parts are in [[t-income]]."
    ),
    Table(
        "Extra income in {fy}, £ million",
        ["Source", "Sum"],
        [
            ["Cells kept ready for prisoners", "0.928"],
            ["Extra grant for the number of officers", "0.675"],
            ["Overtime paid back by the regional organised crime unit", "0.475"],
            ["Escorts for abnormal loads on the railway works", "0.360"],
            ["Interest on money invested", "0.174"],
        ],
        {1},
        ["All", "2.612"],
        "t-income",
    ),
    Heading(2, "Capital"),
    Para(
        "Spending on capital is forecast at £9.260 million against a budget of £13.365 million. When the Panel last met the figures were £10.673 million and £12.644 million. The budget is £0.721 million higher because of the vehicles that were ordered a year ago and have come late. The forecast is lower because two schemes for the estate wait for planning consent."
    ),
    Table(
        "Capital {fy}, £ million",
        ["Programme", "Budget", "Forecast", "Variance"],
        [
            ["Estate", "4.120", "2.310", "-1.810"],
            ["Information technology", "4.905", "3.480", "-1.425"],
            ["Vehicles", "2.640", "2.190", "-0.450"],
            ["Equipment", "1.000", "0.780", "-0.220"],
            ["Body-worn cameras", "0.700", "0.500", "-0.200"],
        ],
        {1, 2, 3},
        ["All", "13.365", "9.260", "-4.105"],
        "t-capital",
    ),
    Heading(2, "Reserves"),
    Para(
        "Reserves stood at £15.024 million on 31 March {fy:start} and are forecast at £12.084 million on 31 March {fy:end}. The general reserve, at £6.500 million, is a little under 5% of net spending, which Sam Attwell as my Chief Finance Officer advises is prudent."
    ),
    Table(
        "Reserves, £ million",
        ["Reserve", "31 March {fy:start}", "Used", "31 March {fy:end}"],
        [
            ["General", "6.500", "0.000", "6.500"],
            ["Investment and change", "3.860", "-1.740", "2.120"],
            ["Insurance", "1.900", "0.000", "1.900"],
            ["Smoothing of the budget", "2.104", "-1.100", "1.004"],
            ["Grants", "0.660", "-0.100", "0.560"],
        ],
        {1, 2, 3},
        ["All", "15.024", "-2.940", "12.084"],
        "t-reserves",
    ),
    Heading(2, "The budget for {next_fy}"),
    Para(
        "The government’s settlement is expected shortly before the end of the calendar year. I will put my proposal for the council tax to the Panel at its meeting in February, and a briefing on the web will be offered in the week before. Savings of £3 million over three years are in the plan, £1 million in each; the first is made and the second is three-quarters found."
    ),
    Heading(1, "The office", "office"),
    Para(
        "Two people have joined my office since the last meeting: a commissioning and finance officer and a second grants officer. The post of engagement officer is vacant and has been advertised. The office will move to 3 Weir Court in Kingsmere within weeks. The rent is lower by £38,000 a year, it can be reached by people who use a wheelchair, and it is not in a police building, which some of those who wish to complain have told us matters to them. The telephone number does not change."
    ),
    Para(
        "I remain grateful to the members of this Panel for the care with which they read what I send them, and for questions that leave the service better than they found it."
    ),
    Recommendation("That the Panel notes this report and its Appendices A and B.", "r-note"),
    Recommendation(
        "That the Panel receives good practice in preventing homicide at its meeting on {next}, for the reason given at [[homicide]].",
        "r-homicide",
    ),
    Recommendation(
        "That the Panel asks its Working Group to look at the evening wait on 101, as shown in [[t-calls]].",
        "r-calls",
    ),
    Para("Eleanor Whitcombe, Police and Crime Commissioner for Ardenshire, {report_date:short}"),
]
