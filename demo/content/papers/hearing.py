"""The clerk's report to the extraordinary meeting: what a confirmation hearing is, and what the Panel may say."""

from demo.content.blocks import Block, Heading, Letters, Para, Recommendation

TITLE = "Confirmation hearing: Chief Finance Officer"

BLOCKS: list[Block] = [
    Para(
        "The Commissioner has told the Panel that she proposes to appoint Imogen Fairlight as her Chief Finance Officer. Sam Attwell, who holds the post, retires in the spring. Under Schedule 1 to the Police Reform and Social Responsibility Act 2011 the Panel must hold a hearing in public, and must report to the Commissioner within three weeks of being told. The next ordinary meeting, on {next:short}, would be too late."
    ),
    Heading(1, "What the Panel has before it", "before"),
    Letters(
        [
            "the name of the person whom the Commissioner proposes to appoint;",
            "the criteria that were used to judge whether she is suitable;",
            "why she meets them;",
            "the terms on which she is to be appointed.",
        ]
    ),
    Para(
        "The Commissioner’s office advertised the post for four weeks. Eleven people applied and four were seen. An independent member sat with the Commissioner and found the process fair, open and decided on merit. The salary offered is £84,600, within the range that was published."
    ),
    Heading(1, "The criteria"),
    Letters(
        [
            "membership of a body of accountants that the law recognises, with at least five years since admission;",
            "experience of budgets of £50 million or more in a public body;",
            "independence: the duty to report unlawful spending, to anyone, is hers alone;",
            "the skill to explain figures to people who are not accountants.",
        ]
    ),
    Heading(1, "How the hearing goes"),
    Para(
        "The Chair will ask Ms Fairlight to speak for up to ten minutes. Members’ questions keep to two things: is she competent for the post, and is she independent of those whom she must hold to account? The Panel then decides what it will say. Her own statement is Appendix A."
    ),
    Heading(1, "What the Panel may recommend"),
    Para(
        "The Panel may recommend that she be appointed, or that she not be. It has no veto over this post. The Commissioner may accept the recommendation or not, and must tell the Panel which."
    ),
    Recommendation(
        "That the Panel hear the candidate, and report its recommendation to the Commissioner within three weeks of the day on which it was told.",
        "r-hear",
    ),
    Para("Priya Nair, Clerk to the Panel, {report_date:short}"),
]
