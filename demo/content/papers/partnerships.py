"""The yearly report on the Community Safety Partnerships, which comes to the clerk as an uploaded PDF."""

from demo.content.blocks import Block, Bullets, Chart, Heading, Letters, Para, Recommendation, Table

TITLE = "Community Safety Partnerships"

BLOCKS: list[Block] = [
    Heading(1, "Purpose of this report"),
    Para(
        "The Panel’s work programme asks for a yearly report on the Community Safety Partnerships of Ardenshire. It asks for three things: how the Commissioner decides what to pay each of them; what good the partnerships do that the agencies could not do alone; and what data they are given to work with. The first is answered at [[funding]], the second at [[benefits]] and the third at [[data]]. The parts before them say what a partnership is and what the law expects of it, as several members are new to the Panel."
    ),
    Para(
        "The report was written by the Head of Policy and Partnerships with the help of the two coordinators, and was read by the chairs of all four partnerships before it was sent. Where a chair did not agree with it, the text says so."
    ),
    Heading(1, "What a Community Safety Partnership is"),
    Heading(2, "The law"),
    Para(
        "The Crime and Disorder Act 1998 says that certain public bodies in each district must work together to reduce crime, disorder, substance misuse and reoffending. They are called the responsible authorities. Regulations made in 2007, and amended in 2010, 2011 and 2012, say how. In a county with districts there must be a partnership for each district, unless two or more have been merged, and a group for the county that brings their plans together."
    ),
    Para("The responsible authorities are:"),
    Letters(
        [
            "the county council and the district or borough council;",
            "the police;",
            "the fire and rescue authority;",
            "the probation service;",
            "the health service’s integrated care board.",
        ]
    ),
    Para(
        "Others take part by invitation: social landlords, schools and colleges, the youth justice service, voluntary bodies, and in two of our partnerships the chamber of trade. They are not bound by the law but do much of the work."
    ),
    Heading(2, "What each must do"),
    Para(
        "Each partnership must make a strategic assessment every year, from the data of all its members; must publish a plan for three years and look at it again each year; must consult the people of the district; and must have a way of sharing information. A partnership must also commission a review when a person has died through domestic abuse, and, since the Serious Violence Duty came into force, must take account of the county’s strategy on serious violence. [[t-duties]] shows where each stood on the day of this report."
    ),
    Table(
        "Duties under the Act and the regulations, on {report_date:short}",
        ["Duty", "Aldercote", "Wexbury", "Northbrook", "South Ardenshire"],
        [
            ["Strategic assessment of {fy}", "Done", "Done", "Done", "Done"],
            ["Partnership plan looked at again", "Done", "Done", "In draft", "Done"],
            ["Plan sent to the Commissioner", "Yes", "Yes", "Not yet", "Yes"],
            ["People of the district consulted", "Done", "Done", "Done", "Done"],
            ["Protocol on sharing information signed by all", "Yes", "Yes", "Yes", "One awaited"],
            ["Domestic homicide reviews open", "0", "1", "0", "1"],
        ],
        key="t-duties",
    ),
    Para(
        "Northbrook’s plan is in draft because the partnership chose to wait for the results of its own survey. It is expected within six weeks. The signature that is awaited in South Ardenshire is that of the care board, whose solicitor has changed."
    ),
    Heading(2, "The Commissioner and the partnerships"),
    Para(
        "The Commissioner is not a member of any partnership. The Police Reform and Social Responsibility Act 2011 says that she and the responsible authorities must have regard to each other’s priorities and must cooperate. She may:"
    ),
    Letters(
        [
            "make grants to a partnership or to anyone else to reduce crime and disorder, on such conditions as she thinks right;",
            "ask the partnerships to a meeting about their plans;",
            "ask a partnership for a report on a subject, if she is not satisfied that its duties are being carried out;",
            "agree to the merger of two or more partnerships, where they ask for it.",
        ]
    ),
    Para(
        "She has never had cause to ask for a report under the third of these. Nothing in the law requires her to pay the partnerships at all. When Commissioners were created, the money that the government had until then sent to the partnerships was put into one sum, and the choice of how to use it was left to each Commissioner. Many no longer make such awards. Ardenshire’s has done so in every year since."
    ),
    Heading(1, "The partnerships of Ardenshire"),
    Heading(2, "The county group"),
    Para(
        "The Safer Ardenshire Partnership Board is the county group. It is chaired by the county’s Director of Public Health and meets every quarter. It makes the community safety agreement for the county, which is sent to the Commissioner; it owns four strategies, on serious violence, on violence against women and girls, on drugs and alcohol, and on reoffending; and it is the place where two districts with the same trouble find out that they have it. The Commissioner’s office pays part of the cost of its secretary."
    ),
    Heading(2, "Aldercote"),
    Para(
        "Aldercote is the smallest of the districts and the one with most miles of road for each person. Its partnership is chaired by the district’s head of housing. Its assessment put first the theft of vehicles and machinery, then speeding, then domestic abuse in villages where there is no bus."
    ),
    Para("In the past year the partnership:"),
    Bullets(
        [
            "put up 14 cameras at laybys and farm entrances, three of which have helped to identify a vehicle that was then stopped;",
            "ran six evenings in village halls at which 240 people had their trailers and quad bikes marked;",
            "paid for a worker on domestic abuse who can drive to the person, and who saw 71 people, 44 of whom had told nobody before;",
            "set up community speed watch in five more parishes, so that there are now 19.",
        ]
    ),
    Para(
        "What went less well was a scheme for young drivers, to which only eight people came. The partnership believes that a scheme in the sixth form would reach more, and will try that."
    ),
    Heading(2, "Wexbury"),
    Para(
        "Wexbury has the highest rate of crime in the county and has had the largest awards. Its partnership is chaired by a member of the borough’s cabinet. Its assessment put first violence in the town centre at night, then anti-social behaviour on two estates, then the exploitation of children by those who sell drugs."
    ),
    Para("In the past year the partnership:"),
    Bullets(
        [
            "kept the night marshals and the street pastors going on Fridays and Saturdays; violence in the centre between 10pm and 4am fell from 214 offences to 187;",
            "opened a youth space on the Weir Lane estate three evenings a week, to which about 45 young people come;",
            "fitted stronger doors and locks to 118 homes that had been broken into or were next to one that had;",
            "agreed with the schools a way to tell a parent and the police on the same day when a child is found with a knife.",
        ]
    ),
    Para(
        "On the second estate, Northfields, there was no fall in anti-social behaviour. The partnership lost its officer there in the summer and had no one in post for four months. It says so in its own report."
    ),
    Heading(2, "Northbrook"),
    Para(
        "Northbrook is growing faster than any other district, with 2,100 new homes in three years, and has a station on the main railway line. Its partnership is chaired by the borough’s chief executive. Its assessment put first theft from shops, then the safety of women and girls around the station and the park, then hate crime."
    ),
    Para("In the past year the partnership:"),
    Bullets(
        [
            "brought 62 shops into one scheme for radios and for banning people who steal again and again; 23 people are banned and nine have accepted help with a drug habit;",
            "lit the path between the station and the park, and put in two help points, which were used 31 times;",
            "made a garden from waste land behind the library with the people who used to sleep there, two of whom now look after it;",
            "trained 140 people who work in bars, taxis and hotels to see when someone is not safe.",
        ]
    ),
    Para(
        "The number of thefts from shops that are reported has risen by 12%. The partnership’s view is that this is because the shops now report them. The police think that it is partly so. My office has asked both to agree on a measure that does not depend on reporting, such as stock lost."
    ),
    Heading(2, "South Ardenshire"),
    Para(
        "South Ardenshire is one partnership for two districts, South Arden and the city of Kingsmere, which asked to be merged some years ago. It is chaired in turn by the two councils. Its assessment put first the night-time economy of Kingsmere, then rural crime, then fraud against older people, and fourth, as new, motorcycles off the road."
    ),
    Para("In the past year the partnership:"),
    Bullets(
        [
            "paid for street marshals and community wardens in Kingsmere, who dealt with 1,940 matters without the police;",
            "visited 312 people who had sent money to a fraud or had nearly done so, and fitted call blockers in 96 homes;",
            "trained the staff of 48 bars, in the course of which 11 changed how they refuse service;",
            "worked with a farmers’ group and the rural crime team to close nine tracks to motor vehicles.",
        ]
    ),
    Para(
        "The two districts receive separate awards, since their needs differ. The chair for this year, from South Arden, would prefer one award for the partnership to divide. The Commissioner has said that she is willing to look at it if both councils ask."
    ),
    Heading(1, "How the partnerships are funded", "funding"),
    Heading(2, "The Commissioner’s awards"),
    Para(
        "Over the seven years from {fy:-6} to {fy} the Commissioner has awarded the partnerships £1,407,708. [[t-awards]] shows how much each has had, and [[t-years]] how much was awarded in each year."
    ),
    Table(
        "Awards to partnerships, {fy:-6} to {fy}",
        ["Partnership", "District", "Awards"],
        [
            ["Aldercote", "Aldercote", "£181,769"],
            ["Wexbury", "Wexbury", "£499,793"],
            ["Northbrook", "Northbrook", "£160,618"],
            ["South Ardenshire", "South Arden", "£289,688"],
            ["South Ardenshire", "Kingsmere", "£275,840"],
        ],
        {2},
        ["All", "", "£1,407,708"],
        "t-awards",
    ),
    Table(
        "Awards to partnerships by year",
        ["Year", "All partnerships"],
        [
            ["{fy:-6}", "£210,000"],
            ["{fy:-5}", "£208,500"],
            ["{fy:-4}", "£205,208"],
            ["{fy:-3}", "£201,000"],
            ["{fy:-2}", "£196,000"],
            ["{fy:-1}", "£193,000"],
            ["{fy}", "£194,000"],
        ],
        {1},
        ["Seven years", "£1,407,708"],
        "t-years",
    ),
    Chart(
        "Share of the awards of seven years by district, thousand pounds",
        "Bar chart of five districts. Wexbury has had about 500 thousand pounds, South Arden 290, Kingsmere 276, Aldercote 182 and Northbrook 161.",
        "bar",
        ["Wexbury", "South Arden", "Kingsmere", "Aldercote", "Northbrook"],
        {"Thousand pounds": [499.8, 289.7, 275.8, 181.8, 160.6]},
        "f-awards",
    ),
    Heading(2, "How the sums are decided"),
    Para(
        "The sums follow a formula that was agreed with the partnerships and has been kept for seven years. Half is shared by the harm done by crime in each district, as weighed by a national index that counts a serious crime for more than a slight one. A quarter is shared by the number of people. A quarter is kept for what a partnership can show that it will do. [[t-formula]] shows how the formula gave the awards of {fy}."
    ),
    Table(
        "How the awards of {fy} were made up",
        ["District", "Harm", "People", "Merit", "Award"],
        [
            ["Aldercote", "£9,800", "£5,400", "£9,300", "£24,500"],
            ["Wexbury", "£41,900", "£11,600", "£14,900", "£68,400"],
            ["Northbrook", "£10,300", "£9,700", "£2,600", "£22,600"],
            ["South Arden", "£16,900", "£10,800", "£12,100", "£39,800"],
            ["Kingsmere", "£18,100", "£11,000", "£9,600", "£38,700"],
        ],
        {1, 2, 3, 4},
        ["All", "£97,000", "£48,500", "£48,500", "£194,000"],
        "t-formula",
    ),
    Para(
        "Northbrook’s share for merit is small because its bid for {fy} came without measures and was scored low on that account. The chair accepts the score and thinks the formula too slow to follow the growth of the borough: the count of people that it uses is three years old. The Commissioner will have the formula looked at before the awards of {next_fy} are made, with that in mind."
    ),
    Heading(2, "What the awards are spent on"),
    Para(
        "A condition of each award is that no more than a tenth is used for administration, and that the partnership reports each quarter on what has been spent and what has come of it. In the first two quarters of {fy} £83,610 was spent, which is 43% of the awards. [[t-spent]] shows on what."
    ),
    Table(
        "Spending from the awards in the first two quarters of {fy}",
        ["Purpose", "Aldercote", "Wexbury", "Northbrook", "South Ardenshire", "All"],
        [
            ["Young people", "£1,200", "£11,800", "£1,900", "£8,650", "£23,550"],
            ["Town centres at night", "£0", "£9,400", "£1,150", "£11,300", "£21,850"],
            ["Domestic abuse", "£5,100", "£2,750", "£1,400", "£4,200", "£13,450"],
            ["Rural crime and roads", "£3,060", "£0", "£0", "£5,400", "£8,460"],
            ["Locks, doors, cameras", "£900", "£4,600", "£2,300", "£2,950", "£10,750"],
            ["Administration", "£540", "£2,150", "£860", "£2,000", "£5,550"],
        ],
        {1, 2, 3, 4, 5},
        ["All", "£10,800", "£30,700", "£7,610", "£34,500", "£83,610"],
        "t-spent",
    ),
    Heading(2, "Posts paid for by the Commissioner"),
    Para(
        "The Commissioner pays for two coordinators, employed by the county council, who serve two partnerships each. They write the plans, keep the minutes, draw up the bids, and help to assess bids to the Commissioner’s Grants Scheme. As their employer may itself bid, each declares an interest before any bid is read and takes no part where there is one."
    ),
    Para(
        "She also pays for analysts, employed by the county, who make the yearly assessments and answer the partnerships’ questions. There are 1.4 full-time posts at present. From 1 April {fy:end} there will be 1.8, since the Serious Violence Duty has brought more work than was foreseen."
    ),
    Table(
        "Posts hosted by the county council, cost in {fy}",
        ["Post", "Full-time posts", "Cost"],
        [
            ["Coordinators", "2.0", "£96,400"],
            ["Analysts", "1.4", "£71,600"],
            ["Secretary of the county group, part", "0.3", "£10,000"],
        ],
        {1, 2},
        ["All", "3.7", "£178,000"],
        "t-posts",
    ),
    Heading(2, "Money won from the government"),
    Para(
        "A partnership that can show its needs with evidence is well placed when the government asks for bids. The Safer Streets Fund is the best example. Over its last three rounds the county has won £1,603,010, as [[t-rounds]] shows. The bids were led by the Commissioner’s office; the evidence in all three was the work of the analysts, and the places were chosen by the partnerships."
    ),
    Table(
        "Safer Streets Fund, rounds three to five",
        ["Round", "Places", "Award"],
        [
            ["Three", "Wexbury town centre; Northbrook station", "£288,450"],
            ["Four", "Kingsmere riverside; Northfields, Wexbury", "£314,560"],
            ["Five", "All five districts", "£1,000,000"],
        ],
        {2},
        ["All", "", "£1,603,010"],
        "t-rounds",
    ),
    Para(
        "The Serious Violence Prevention Fund has brought another £605,185 to the county, of which the partnerships decide how £212,000 is used. Two of the four say that such funds come with too little notice to be used well. It is fair to add that the time between the announcement and the deadline of the last round was five weeks, of which one was a school holiday."
    ),
    Heading(2, "The Commissioner’s judgement"),
    Para(
        "The Panel asked how the Commissioner judges what to pay. Her answer, which she has agreed for this report, is: <em>“The awards are small beside what the agencies themselves spend. I make them because a small sum which nobody else commands is what lets a partnership act before the harm is done, and because it gives me a reason to ask what came of it. I would not wish to see them fall further. I do wish to see them follow need more quickly, and I wish to be told sooner when a thing does not work.”</em>"
    ),
    Heading(1, "What partnership adds", "benefits"),
    Para(
        "It is easy to list what partnerships do and hard to show what they add. The coordinators were asked for cases in which something was done that no single agency could have done. Three are given here, and one in which it failed."
    ),
    Heading(2, "The man who rang every night"),
    Para(
        "A man in Northbrook rang 999 or 101 up to 30 times a week for a year. Each service knew its own calls. When the partnership’s case group put the calls together it was plain that most came between 9pm and 11pm, when he was alone and had no money on the meter. A housing officer, a nurse and a neighbourhood officer went together. He has since rung twice. The force puts the cost of the calls in that year at £31,000; the help cost about £1,400."
    ),
    Heading(2, "Mill Lane"),
    Para(
        "In Kingsmere the garages behind Mill Lane had been a place to sell drugs for years, and each agency had done its own part more than once. The partnership did it in one week: the police made arrests, the council closed the alley and cut back the trees, the landlord let the empty flats, and Kingsmere Youth Trust opened the old bus garage as a workshop. Twelve months on there have been three reports from the lane, where there had been 64. A comparison with two like places nearby suggests that most of the trouble went away and did not move."
    ),
    Heading(2, "One list of children at risk"),
    Para(
        "In Wexbury the schools, the police, the youth justice service and social care each had a list of children whom they feared were being used to carry drugs. There were 58 names on the four lists, and only nine of them were on all four. There is now one list and one meeting a fortnight. Of the 23 children for whom there was a plan a year ago, 15 are in school or at work and have not been arrested since."
    ),
    Heading(2, "Where it failed"),
    Para(
        "On the Northfields estate, as said above, there was no fall in anti-social behaviour. Five agencies had signed the plan. Four had no more than a line in it, and when the one officer left, nothing held it together. The partnership now asks that each line of a plan bear the name of a person and of their deputy. That is the lesson most worth passing on."
    ),
    Heading(2, "What the agencies give"),
    Para(
        "The awards in [[t-awards]] are a small part of the cost. The agencies were asked to say what they give in people’s time and in money of their own. The sums in [[t-given]] are estimates and the care board could not make one."
    ),
    Table(
        "What the agencies give to partnership work in a year, estimates",
        ["Agency", "Full-time posts", "Value"],
        [
            ["District and borough councils", "11.5", "£548,000"],
            ["Ardenshire Police", "9.0", "£497,000"],
            ["Ardenshire County Council", "4.2", "£231,000"],
            ["Fire and rescue", "2.0", "£94,000"],
            ["Probation", "0.8", "£41,000"],
        ],
        {1, 2},
        ["All", "27.5", "£1,411,000"],
        "t-given",
    ),
    Heading(1, "What data the partnerships are given", "data"),
    Heading(2, "What they receive now"),
    Para("Each partnership receives from the analysts:"),
    Letters(
        [
            "every month, a page of recorded crime and anti-social behaviour by ward, with what is out of the usual;",
            "every quarter, a longer report with fire, ambulance and hospital data, schools’ exclusions, and deaths from drugs;",
            "every year, the strategic assessment;",
            "on request, an answer to a single question, within ten working days; 61 were asked in the last year and 54 were answered in time.",
        ]
    ),
    Para(
        "Names and addresses are not shared in these reports. They are shared case by case, at a meeting, under the protocol that all members sign. The protocol was looked at by the county’s data protection officer this year. She asked for one change: that the reason for sharing be written down at the time, which is now a box in the form."
    ),
    Heading(2, "What they lack"),
    Para("The partnerships were asked what they lack. All four named the same three things."),
    Table(
        "Data that the partnerships lack",
        ["What", "Who holds it", "Where it stands"],
        [
            [
                "Calls to the ambulance service for assault, by place",
                "Ambulance service",
                "Agreed in principle; no date",
            ],
            ["People in drug treatment after arrest", "Health service", "Nothing published; asked again"],
            ["Outcomes of crimes, by ward", "Ardenshire Police", "From the next quarter"],
        ],
    ),
    Para(
        "The third will make the greatest difference. A partnership knows how many crimes there were in a ward but not how many were solved, and is asked about it at every public meeting. The force had held back for fear that the numbers were too small to be fair to any one team. It has now agreed to give them by year and not by month."
    ),
    Heading(2, "How good the data are"),
    Para(
        "The analysts grade each source. Recorded crime is good for burglary and vehicles, since people report these for the insurance, fair for violence, and poor for hate crime, for abuse at home and for theft from shops. The assessments now say so beside each figure. Members of the Panel may like to bear it in mind when they read of a rise or a fall."
    ),
    Heading(1, "Reviews of deaths, and of cases of anti-social behaviour"),
    Para(
        "Two reviews of deaths through domestic abuse are open, one in Wexbury and one in South Ardenshire. Both have independent chairs. Four have been published in the last five years, with 37 recommendations in all, of which 33 are done. Of the other four, two are for national bodies, and two, on the records of family doctors, are late. The county group follows them at each meeting."
    ),
    Para(
        "A person who has reported anti-social behaviour three times in six months may ask for the case to be reviewed. The councils receive the requests. [[t-cases]] shows those of the last twelve months."
    ),
    Table(
        "Reviews of anti-social behaviour cases, twelve months",
        ["Partnership", "Asked for", "Met the threshold", "Led to more being done"],
        [
            ["Aldercote", "4", "2", "2"],
            ["Wexbury", "14", "8", "6"],
            ["Northbrook", "7", "3", "2"],
            ["South Ardenshire", "10", "5", "4"],
        ],
        {1, 2, 3},
        ["All", "35", "18", "14"],
        "t-cases",
    ),
    Para(
        "A survey by the county group found that only one in four of those who could have asked knew that they might. The new form will be named in every letter that closes a report, in the words that the Anti-Social Behaviour Partnership Forum has agreed."
    ),
    Heading(1, "The meeting of the chairs"),
    Para(
        "At its last meeting the Panel asked that the office meet the chairs of the partnerships before this report was considered. All four chairs, the two coordinators, the Deputy Commissioner and the Chief Executive met for two hours. It was agreed:"
    ),
    Letters(
        [
            "to meet every quarter, at a partnership’s own offices in turn;",
            "that the office will keep a calendar of national funds, with what is known of each and the day by which a bid would have to be started;",
            "that a partnership may raise a strategic issue with the Panel by writing to the clerk two weeks before a meeting;",
            "that the formula for the awards will be looked at by a small group with one chair, one coordinator and the grants officer.",
        ]
    ),
    Para(
        "The chairs raised one matter for the Panel’s notice, which is that no one knows what reorganisation of local government would mean for the partnerships. They are bound to districts by law. The matter stands in the Panel’s work programme under items to be timetabled."
    ),
    Heading(1, "What is planned for the coming year"),
    Para(
        "The county group has asked each partnership to name no more than five things that it will do in {next_fy}, so that they can be followed. The first drafts have come in. Taken together they are about:"
    ),
    Bullets(
        [
            "the safety of women and girls at night, in all four;",
            "children who are drawn into the selling of drugs, in three;",
            "theft from shops, in two, with one scheme for both;",
            "motorcycles off the road, in South Ardenshire and Aldercote, which share the common land on which it happens;",
            "fraud against older people, in South Ardenshire, from which the others wish to learn.",
        ]
    ),
    Para(
        "The office will visit each partnership once before the summer, and a member of the Panel is welcome at each visit. The next yearly report will say of every one of the five whether it was done."
    ),
    Heading(1, "Recommendations"),
    Recommendation(
        "That the Panel notes this report and thanks the partnerships and their coordinators.", "r-note"
    ),
    Recommendation(
        "That the Panel says whether the answers at [[funding]], [[benefits]] and [[data]] meet what its work programme asked for.",
        "r-asked",
    ),
    Recommendation(
        "That the Panel asks to be told, by its meeting on {next:annual}, what has come of looking at the formula in [[t-formula]].",
        "r-formula",
    ),
    Para(
        "Clare Penrose, Head of Policy and Partnerships, Office of the Police and Crime Commissioner, {report_date:short}"
    ),
]
