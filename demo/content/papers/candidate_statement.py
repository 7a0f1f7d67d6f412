"""What the candidate says of herself: it came after the agenda was out, as the first supplement."""

from demo.content.blocks import Block, Bullets, Heading, Para

TITLE = "Appendix A: Statement of the candidate"

BLOCKS: list[Block] = [
    Para(
        "I am grateful to the Panel for hearing me on {coming}. The Clerk asked each candidate for a page in their own words. This is mine, and I am sorry that it comes after the agenda: I was abroad when it was asked for."
    ),
    Heading(1, "Where I come from"),
    Para(
        "I was admitted as an accountant sixteen years ago. For the last seven I have been deputy head of finance of a combined fire authority, with a budget of £64 million and a reserve that I helped to bring back from 1.9% to 4.2%. Before that I audited councils and a health trust."
    ),
    Heading(1, "What I would do first"),
    Bullets(
        [
            "Publish one page each quarter that says what was planned, what was spent and why they differ, in words that need no training to read.",
            "Look at overtime with the force month by month, and not when the year is nearly over.",
            "Agree with the internal auditors which three things most need to be looked at, and say so in public.",
        ]
    ),
    Heading(1, "On independence"),
    Para(
        "The Commissioner would appoint me and could ask me to go. The law gives me a duty that does not depend on her: if money is about to be spent unlawfully I must say so, to her, to the auditors and to this Panel. I have had to make such a report once. It was not comfortable, and it was put right. I have no interest to declare in any body that the Commissioner funds."
    ),
    Para("Imogen Fairlight"),
]
