"""Exempt paper of the coming meeting: complaints about the Commissioner. Never public."""

from demo.content.blocks import Block, Heading, Letters, Para, Recommendation, Table

TITLE = "Complaints: the Thistlewood correspondence and two others"

BLOCKS: list[Block] = [
    Para(
        "<strong>Not for publication.</strong> This paper is exempt under paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972 (information relating to any individual). Members are asked not to copy it, forward it or speak of it outside the meeting, and to hand printed copies to the Clerk at the end."
    ),
    Heading(1, "Purpose"),
    Para(
        "The Panel is asked to consider three complaints about the conduct of the Commissioner, to decide what is to be done about each, and to agree what will be said in the open minutes. Complaints that suggest a crime go to the Independent Office for Police Conduct and not to the Panel. The Monitoring Officer has read all three and none of them does."
    ),
    Table(
        "Open complaints on {report_date:short}",
        ["Reference", "Received", "Subject", "Working days open", "Proposed"],
        [
            ["C/11", "{coming:short-85}", "Letters not answered; tone of one reply", "55", "Resolve locally"],
            ["C/12", "{coming:short-47}", "Remark at a parish meeting", "27", "Take no further action"],
            ["C/13", "{coming:short-24}", "Use of a photograph", "10", "Resolve locally"],
        ],
        {3},
        key="t-open",
    ),
    Heading(1, "C/11: the Thistlewood correspondence", "c11"),
    Para(
        "Mr Gerald Thistlewood wrote to the Commissioner nine times in five months about the handling of his late brother’s estate by a police property officer. Six of the letters were answered. Three were not, of which one asked for an interview and gave a date on which he would be in Kingsmere. A reply to the seventh, signed by the Commissioner, says that <em>“it may be time to consider whether further letters serve any purpose”</em>."
    ),
    Para(
        "He complains of two things: that letters to an elected person went without an answer, and that the sentence quoted was wounding to a man who had been bereaved. He does not ask for money. He asks for an apology and to be told what became of his brother’s watch."
    ),
    Para(
        "The Commissioner has been asked for her comments. She accepts that the three letters should have been answered and says that two were put with the file of the property matter, which had been sent to the force. She accepts that the sentence was ill-judged. She had been shown a draft and had not read the letters beneath it. She would be glad to meet Mr Thistlewood and to apologise in person. The force has found the watch and the entry that says why it was kept."
    ),
    Para(
        "The Monitoring Officer’s view is that this is a matter which can be resolved between the parties, and that the offer is a proper one. A letter from the Chair should set it out, so that the offer is seen to come by way of the Panel."
    ),
    Heading(1, "C/12: a remark at a parish meeting", "c12"),
    Para(
        "Mrs Lorna Edgeley of Brackenfold complains that the Commissioner, when asked at a meeting of the parish council why there was no speed camera on the hill, looked at her and said that <em>“some people would not be content with a camera on every gatepost”</em>. She says that others laughed and that she felt made a fool of."
    ),
    Para(
        "The parish clerk’s note of the meeting has a form of the words, but not that they were directed to anyone. Two who were there, and whom Mrs Edgeley named, have been asked. One remembers the words and took them as a joke about himself. The other, Mr Paul Ansty, does not remember them. The Commissioner remembers that she said something of the kind, is sorry that it gave offence, and says that it was not meant for Mrs Edgeley, whom she did not know."
    ),
    Para(
        "The Monitoring Officer’s view is that the remark was clumsy and falls below the standard that a Commissioner would set for herself, but that it is not misconduct, that the explanation is likely to be true, and that to take it further would be out of proportion. Mrs Edgeley should be told what the Commissioner has said, with her permission."
    ),
    Heading(1, "C/13: a photograph", "c13"),
    Para(
        "Ms Keira Holt complains that a picture of her daughter, who is 14, was used on the Commissioner’s website and in a leaflet after a visit to a youth club. The club had a form of consent from the child’s father. Ms Holt and he live apart, and there is an order of the court of which the club did not know and the details of which should not be repeated at the meeting."
    ),
    Para(
        "The picture was taken down within two hours of the first call, and 340 leaflets that had not been given out were destroyed. The office has reported the matter to the data protection officer, who finds that the office relied in good faith on the form and that no report to the Information Commissioner is needed. The office now asks clubs to say in writing that both parents have been asked where there are two."
    ),
    Para(
        "Ms Holt was content with the speed of what was done. She wishes to have it recorded that nobody asked her, and to be sure that it will not happen to others. A letter from the Commissioner would meet this."
    ),
    Heading(1, "How long these have taken"),
    Para(
        "At its last meeting the Panel asked to be told how long every open complaint has taken; [[t-open]] does so. The Protocol’s aim is 40 working days. C/11 has passed it, because the force took six weeks to find the file. The other two are within it."
    ),
    Heading(1, "What will be said in public"),
    Para("If the Panel agrees, the open minutes will say:"),
    Letters(
        [
            "that three complaints about the Commissioner were considered;",
            "that two are to be resolved locally and one needs no further action;",
            "that the longest had been open for 55 working days, which is beyond the Protocol’s aim, and why in general terms;",
            "that the Commissioner’s office has changed how it asks for consent to the use of pictures of children.",
        ]
    ),
    Para(
        "No name, place, date or subject that would allow a person to be known will be printed. In particular the surname Thistlewood has been used in a local newspaper in another connection, and its use together with the Commissioner’s name would identify him at once."
    ),
    Recommendation(
        "That the Panel asks the Chair to write to Mr Thistlewood with the Commissioner’s offer of a meeting and an apology, at [[c11]].",
        "r-c11",
    ),
    Recommendation(
        "That the Panel takes no further action on C/12, and asks the Clerk to tell Mrs Edgeley what the Commissioner has said.",
        "r-c12",
    ),
    Recommendation("That the Panel asks the Commissioner to write to Ms Holt, at [[c13]].", "r-c13"),
    Para("Priya Nair, Clerk to the Panel, with Anand Mistry, Monitoring Officer, {report_date:short}"),
]
