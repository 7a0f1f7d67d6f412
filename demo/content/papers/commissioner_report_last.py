"""The Commissioner's report to the last meeting, written from where that meeting stood."""

from demo.content.blocks import Block, Heading, Letters, Para, Recommendation, Table

TITLE = "Report of the Police and Crime Commissioner"

BLOCKS: list[Block] = [
    Heading(1, "Since the last meeting", "since"),
    Para(
        "This report covers the work of my office since the Panel met on {last}. The figures are those of {quarter} unless another date is given. The Panel asked for three things then:"
    ),
    Letters(
        [
            "the list of grants awarded in the last round, which was sent to members in the following week;",
            "a note on custody visiting, which is at [[deputy]];",
            "the time taken to answer 101, which is at [[contact]].",
        ]
    ),
    Heading(2, "Police officers", "officers"),
    Para(
        "There are 1,117 police officers, compared with 1,113 on 31 March {fy:start}. The number set by the government is 1,100. A further grant is paid to forces that stay above their number, and I expect that Ardenshire will earn it. There are 18 fewer community support officers than the establishment of 87. A course with 12 places begins within weeks."
    ),
    Para(
        "On 31 March {fy:start} the share of people from ethnic minorities was 5.66% of officers, 7.08% of staff and 8.2% of special constables, or 6.3% of all of them together. The share of officers has risen by about a quarter of a percentage point in each of four years. At that pace it would be long before the force looks like the county, and I have asked the Chief Constable what it would take to double it."
    ),
    Heading(2, "Complaint reviews"),
    Para(
        "Since 1 April {fy:start} my office has reviewed how the force handled 11 complaints, and upheld five. The force has accepted the recommendation in each. The fault was most often that the person who complained was not told what had been looked at."
    ),
    Table(
        "Complaint reviews since 1 April {fy:start}",
        ["Reported to the Panel", "Reviews", "Upheld", "Not upheld", "Recommendations accepted"],
        [["{last:short}", "4", "2", "2", "2"], ["{coming:short}", "11", "5", "6", "5"]],
        {1, 2, 3, 4},
        key="t-reviews",
    ),
    Heading(1, "Deputy Commissioner", "deputy"),
    Para(
        "Marcus Hale has taken part in 14 visits since the last meeting. He chairs the Drug and Alcohol Partnership and speaks for my office on the Youth Justice Board. He has joined the Anti-Social Behaviour Partnership Forum, which is agreeing a form of words for the case review that victims may ask for."
    ),
    Para(
        "The Panel asked about custody visiting. Volunteers visit the two custody suites, at Kingsmere and Wexbury, without notice and in pairs. In {quarter} they made 22 visits and spoke to 84 people. They raised five matters, of which all but one, a broken shower, were put right on the day. There are 15 visitors and four vacancies, for which nine people have applied."
    ),
    Heading(1, "Emerging issues", "emerging"),
    Heading(2, "Calls from the public", "contact"),
    Para(
        "The force now answers nearly 6,000 calls to 101 each week. The average wait is about one minute, compared with almost three a year ago. Fifteen more handlers are to be recruited in the course of {fy}. A pilot has begun in which a caller is first asked for the nature of the call. Those at risk of harm are found early; others are offered a call back or the website. It will run for three months in the first instance."
    ),
    Para(
        "People have other ways to reach the force, and use them more each quarter. A little under three in ten reports of crime now come by the website. Those who report in this way are given a number at once and can add to what they wrote. I have asked that the same be offered to those who ring. The force also answers messages sent through the usual social networks from 7am to 10pm; it had 4,300 in {quarter}, most of them about lost property, noise and parking."
    ),
    Para(
        "Calls to 999 rose by 5% on the year. The force answered 90% of them within ten seconds, which is the national standard and no better. The busiest hour of the quarter was in the evening of a bank holiday, when 118 calls came in 60 minutes. Every one of them was answered, the slowest in 41 seconds."
    ),
    Heading(2, "Right Care, Right Person"),
    Para(
        "The force and the health service have signed an agreement on which calls about a person’s health the police should attend, and which are better answered by a nurse or a social worker. It is to come into use in four steps, each with a review at two weeks and at three months, in which my office takes part. I support it on the condition that nobody is left without an answer."
    ),
    Heading(2, "The courts"),
    Para(
        "Seven courtrooms of the Crown Court are sitting in the county, the most since the pandemic. The number of cases waiting has stopped growing, at 742, but has not begun to fall. My office has compared our victims’ charter with the new national code. In two places the charter goes further: it promises a name and a direct number, and a call on the day of the verdict. Both promises stay."
    ),
    Heading(2, "Vetting"),
    Para(
        "The inspectorate has graded vetting in the force adequate. All officers and staff have been checked against the national database, as every force was told to do. In a few cases something was found; each has been assessed by the professional standards department and none has led to dismissal. The renewal of clearances that had lapsed is being done in order of risk, and 212 are still to be done."
    ),
    Heading(1, "Police and Crime Plan", "plan"),
    Heading(2, "Fight crime and reduce reoffending"),
    Para(
        "There was no homicide in {quarter}. Violence with injury rose in that quarter to the highest figure of the year, and has since begun to fall. Offences with a knife reached a peak of 36 in a month, which came from a small number of young people in two towns; the youth workers of the violence partnership are in touch with most of them. There were 26 offences in which a firearm was used as a threat, nearly all of them with air weapons or toys that fire pellets."
    ),
    Para(
        "Burglary of homes has stood at between 74 and 82 a month since the spring, which is low for this county. I have asked that officers go on visiting every home that has been broken into, within a day where it can be done, although the lower number would make it easy to slip back. In {quarter} they went to 94% of them, and left advice with the neighbours on each side in 71%."
    ),
    Para(
        "The Reducing Reoffending Board has agreed to begin with those who leave prison on a Friday, when offices close before they arrive. A worker of Ridgeway Recovery will meet each of them at the gate. It is a small scheme, and I hope to be able to say in the next report that it is working."
    ),
    Para(
        "Thefts from and of vehicles have been below their usual level for several months. The county is still an outlier among the forces most like it. The Planning and Performance Working Group has looked at this and wishes to see the force’s strategy when it is final; I have told the Chief Constable that I wish to see it first in draft, and have seen it."
    ),
    Heading(2, "Deliver visible and effective policing", "structure"),
    Para(
        "The force’s new structure came into use in the spring. There are three local areas, North, East and South, each under a superintendent, with response, neighbourhood and investigation officers in one chain. It was said at the start that an effect on volume crime should not be expected within six months, and I hold to that. A review after six months is under way and will go to the Governance and Performance Board."
    ),
    Para(
        "Every ward has a named officer. I have asked that the names be on the website by the end of the quarter, with the date of the next public surgery."
    ),
    Table(
        "How soon the force arrives, share within the target",
        ["Kind of call", "Target", "{quarter:-1}", "{quarter}"],
        [
            ["Emergency, town", "15 minutes", "86%", "87%"],
            ["Emergency, country", "20 minutes", "85%", "84%"],
            ["Urgent", "60 minutes", "65%", "66%"],
        ],
        {2, 3},
        key="t-arrival",
    ),
    Para(
        "The share of urgent calls that are reached within the hour is not good enough, at two in three. The Chief Constable has told me that the cause lies in the hours between 4pm and 8pm, when one shift hands over to the next while calls are at their height. The shifts will be moved by an hour, after the staff associations have been consulted."
    ),
    Heading(2, "Keep people safe and reduce harm"),
    Para(
        "Nearly eight in ten victims of domestic abuse were satisfied with the whole of their experience, against a target of 80%. My office has won £300,000 from the Home Office, over two years, for work with those who use violence at home. It will take up to 60 people at a time, and their partners will have a worker of their own."
    ),
    Para(
        "The number of people killed on the roads is higher than at this time last year. The Road Safety Partnership has met to ask why. There is no single road and no single cause; but four of those who died were over 75 and three were on motorcycles. The contract for the support of those hurt or bereaved on the roads is out to tender, for three years with two more at my choice."
    ),
    Para(
        "The strategy on violence against women and girls is two years old and has been looked at again with some of those who helped to write it. They were asked what had changed. They said that they were treated with more kindness at the beginning, and that they still did not know what was going on in the middle. A named officer with a direct number is now promised to each, and I shall ask for proof that the promise is kept."
    ),
    Para(
        "Children who are reported missing are to be offered a conversation when they return, by someone who is not a police officer. The inspectorate found that in this county it often came late. The county council has appointed two more people to do it, for which my office pays a third."
    ),
    Heading(2, "Strengthen communities"),
    Para(
        "The rural crime team has marked 420 quad bikes and trailers in four months, and has returned machinery worth £188,000 to its owners. I have been to seven parish councils. What they ask for first is to be answered. Hate crime was 3% lower than a year before."
    ),
    Para(
        "The Panel will know from its own postbag that anti-social behaviour is what troubles people most. The force recorded fewer incidents than in the same quarter of the year before, but my Deputy and I hear of it at nearly every meeting. There is some reason to think that people report it less because they no longer expect an answer. The forum will look at how a person who reports is told what was done."
    ),
    Para(
        "Three villages in South Arden have asked for help with motorcycles that are ridden over common land. The land has seven owners, not all of them known. The force and the district council have agreed to put up signs, without which a machine cannot be seized at the first offence, and to work together on two weekends."
    ),
    Heading(2, "Deliver better justice for all"),
    Para(
        "Lantern Victims’ Service supported 1,791 people in the quarter. It keeps in touch with each victim to the day of the trial and after, and has lost touch with fewer than one in ten. The contract for work with people whose offending comes from drugs or alcohol ends on 31 March {fy:end}, and the tender for the next is being written."
    ),
    Heading(1, "Holding to account", "account"),
    Heading(2, "Governance and Performance Board"),
    Para(
        "The Board has met in each month. It gave part of each meeting to one subject; those since April have been sustainability, road safety, cyber crime, police firearms and rural crime. On sustainability the force reported that 62 vehicles are now electric and that two stations have solar panels. The carbon used by the estate cannot yet be measured well, as four of the smaller buildings have estimated meters. I have asked for proper ones."
    ),
    Para(
        "The Board opened 14 actions and closed 12. Two are late: a count of disclosure champions, and a list of chief officers with what each answers for."
    ),
    Heading(2, "National measures"),
    Para(
        "The national measures for {quarter} have been published on my website, and the Working Group has had them in full. From the next meeting they will be Appendix B to this report."
    ),
    Heading(2, "Decisions"),
    Para(
        "I have taken nine decisions of public interest since the last meeting. All are on my website with their papers, and none was exempt. There has been no formal challenge to the Chief Constable."
    ),
    Heading(2, "Joint Audit and Standards Committee"),
    Para(
        "The committee met once and considered the draft accounts of {fy:-1} and the plan of internal audit for {fy}. It asked for more work on the management of contracts, which had been put off twice."
    ),
    Heading(1, "Communication and engagement", "communication"),
    Para(
        "My consultation, <em>Your Police, Your Views</em>, opens within days. It can be answered on the web or on paper, and asks what the police should put first, and what people would be willing to pay. It will close a week before the end of the calendar year, in time for the proposal on the council tax. Members are asked to make it known."
    ),
    Table(
        "Events attended since the last meeting",
        ["Kind", "Commissioner", "Deputy", "All"],
        [
            ["Residents and community groups", "9", "4", "13"],
            ["Parish and town councils", "7", "1", "8"],
            ["Recipients of grants and commissioned services", "4", "5", "9"],
            ["Police events and training", "3", "2", "5"],
            ["Civic, awards and other", "4", "2", "6"],
        ],
        {1, 2, 3},
        ["All", "27", "14", "41"],
        "t-events",
    ),
    Heading(1, "Commissioning and grants", "grants"),
    Para(
        "I am glad to report that Ardenshire has been awarded £1,000,000 in the fifth round of the Safer Streets Fund. It is the largest sum that the county has had from it. The bid was made with all five districts, the county, the force and a charity, and the agreements are now being drawn up. A table of who receives what will be in the next report."
    ),
    Para(
        "The partnership for the Serious Violence Duty has received £605,185. It has made its assessment of needs, and will publish its strategy by the date that the government has set."
    ),
    Para(
        "The Commissioner’s Grants Scheme for {next_fy} opens earlier than in past years. A bid may be for up to £15,000. The themes are prevention, which is to break the cycle before it begins, and diversion, which is to turn away those who have already offended. There will be a briefing on the web. Those who win will know in January and can begin in April."
    ),
    Table(
        "Commissioner’s Grants Scheme {fy}: paid so far",
        ["Theme", "Awards", "Awarded", "Paid"],
        [
            ["Prevention", "15", "£198,400", "£104,700"],
            ["Diversion", "7", "£92,350", "£46,175"],
            ["Both", "5", "£61,250", "£30,625"],
        ],
        {1, 2, 3},
        ["All", "27", "£352,000", "£181,500"],
        "t-paid",
    ),
    Heading(1, "Finance", "finance"),
    Para(
        "It is early in the year. The forecast for revenue is close to the budget of £133.200 million, but with a large overspend on overtime, which is hidden by income that was not expected. I will report on both in full next time. Savings of £3 million are planned over three years, £1 million in each; the first has been found."
    ),
    Para(
        "Spending on capital is forecast at £10.673 million against a budget of £12.644 million, which includes what slipped from {fy:-1}. About £10 million will be needed for the upkeep of the estate over the life of the plan. Reserves stand at a little over £15 million."
    ),
    Table(
        "Capital {fy}, £ million",
        ["Programme", "Budget", "Forecast", "Variance"],
        [
            ["Estate", "4.120", "3.260", "-0.860"],
            ["Information technology", "4.905", "4.118", "-0.787"],
            ["Vehicles", "1.919", "1.815", "-0.104"],
            ["Equipment", "1.000", "0.930", "-0.070"],
            ["Body-worn cameras", "0.700", "0.550", "-0.150"],
        ],
        {1, 2, 3},
        ["All", "12.644", "10.673", "-1.971"],
        "t-capital",
    ),
    Heading(1, "The office", "office"),
    Para(
        "One officer has left for another public body and two posts, in commissioning and in grants, have been filled; both will have begun by the next meeting. The office is to move to a building of its own in Kingsmere. The rent is lower, it can be reached in a wheelchair, and it is not part of a police station."
    ),
    Recommendation("That the Panel notes this report.", "r-note"),
    Para("Eleanor Whitcombe, Police and Crime Commissioner for Ardenshire, {report_date:short}"),
]
