"""Exempt paper of the last meeting. Never public."""

from demo.content.blocks import Block, Heading, Letters, Para, Recommendation

TITLE = "Complaint: the Millrace matter, final letter"

BLOCKS: list[Block] = [
    Para(
        "<strong>Not for publication.</strong> This paper is exempt under paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972 (information relating to any individual). Members are asked not to copy it, forward it or speak of it outside the meeting."
    ),
    Heading(1, "Purpose"),
    Para(
        "The Panel is asked to agree the outcome of one complaint about the Commissioner, C/09, and the letter that ends it. The matter has been before the Panel twice. It is known in the papers as the Millrace matter, after the house in which the complainant lived."
    ),
    Heading(1, "The complaint"),
    Para(
        "Mrs Dorothea Vane lived at Millrace Cottage, on the edge of Tanbridge. Over eighteen months she reported to the police 26 times that someone came into her garden at night. Nobody was found. She wrote to the Commissioner, who replied that she could not direct an investigation, and passed the letter to the force. Mrs Vane complained that the Commissioner had passed on, without asking her, a page about her health which she had enclosed in confidence."
    ),
    Para(
        "It was later found that there had indeed been an intruder, a former lodger, who has been convicted. This is not part of the complaint, but has rightly coloured how Mrs Vane sees the answer that she was given, and the time that she waited for it."
    ),
    Heading(1, "What was found"),
    Letters(
        [
            "The letter was passed on whole by an officer who has since left. There was then no rule about enclosures. There is one now.",
            "The Commissioner signed the covering note without having seen what was enclosed. She has said so, and has apologised.",
            "The page was read by two police officers. It was not copied, and has been returned to Mrs Vane.",
            "The Information Commissioner was told, and decided to take no action.",
        ]
    ),
    Heading(1, "Why it took seven months"),
    Para(
        "The complaint was received by the office in a letter that also spoke of the force, and was logged as a complaint about the force. It was seven weeks before that was put right. Mrs Vane was then in hospital, and asked for time. The former officer was traced and answered after two months. The last six weeks were the Panel’s own, as the Clerk was waiting for a meeting. It could have been dealt with between meetings by the Chair and the Monitoring Officer, as the Protocol allows."
    ),
    Heading(1, "The proposed outcome"),
    Para(
        "The Monitoring Officer met Mrs Vane with her daughter. She is content for the matter to be resolved locally if three things are done: a letter of apology from the Commissioner that says plainly what went wrong, which she has had; the return of the page, which is done; and a letter from the Panel that is not written in the third person. A draft of the last is below."
    ),
    Para(
        "<em>“Dear Mrs Vane, I am writing for the Police and Crime Panel. You trusted the Commissioner’s office with something private, and it was passed on without your leave. That should not have happened. You then waited seven months for us to say so, and that should not have happened either. I am sorry for both. The office has changed its rules so that nothing which is enclosed with a letter is now passed on unless the writer has said that it may be. That change is due to you. Yours sincerely, Margaret Ashdown, Chair.”</em>"
    ),
    Heading(1, "What will be said in public"),
    Para(
        "That the Panel considered one complaint; that it was resolved locally; that it took seven months, which the Panel regrets. The name of the house, which is on the map, must not be used. The word Millrace stands in this paper only."
    ),
    Recommendation("That the Panel agrees the outcome and asks the Chair to sign the letter.", "r-outcome"),
    Recommendation(
        "That the Panel asks the Clerk to report at each meeting how long every open complaint has taken.",
        "r-time",
    ),
    Para("Priya Nair, Clerk to the Panel, with Anand Mistry, Monitoring Officer, {report_date:short}"),
]
