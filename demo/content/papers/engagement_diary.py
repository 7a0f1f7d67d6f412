"""Appendix A to the Commissioner's report: where the Commissioner and her Deputy went."""

from demo.content.blocks import Block, Para, Table

TITLE = "Appendix A: Engagement diary"

BLOCKS: list[Block] = [
    Para(
        "Events attended since the meeting of {last}. An asterisk marks those that the Deputy Commissioner attended. Regular meetings with the Chief Constable and of boards are not listed."
    ),
    Table(
        "Engagement diary",
        ["Day", "Event", "Place", "Kind"],
        [
            ["{coming:short-69}", "Hollinfold community safety evening", "Hollinfold", "Community"],
            ["{coming:short-68}", "Rural crime open day", "Dunmere", "Community"],
            [
                "{coming:short-65}",
                "Lunch of the retired police officers’ association",
                "Kingsmere",
                "Other partner",
            ],
            ["{coming:short-63}", "Brackenfold Parish Council", "Brackenfold", "Council"],
            ["{coming:short-63}", "Training of officers on wildlife crime*", "Thornmarsh", "Police"],
            ["{coming:short-60}", "The High Sheriff’s legal service*", "Kingsmere", "Civic"],
            ["{coming:short-56}", "Residents of Marl End", "Marl End", "Community"],
            ["{coming:short-54}", "Ardenshire Police awards evening", "Kingsmere", "Police"],
            ["{coming:short-51}", "Faith Forum conference on wellbeing*", "Wexbury", "Community"],
            ["{coming:short-48}", "Evening at the Weaver Street Community Centre*", "Aldercote", "Community"],
            [
                "{coming:short-48}",
                "Lantern Victims’ Service, Kingsmere team",
                "Kingsmere",
                "Commissioned service",
            ],
            ["{coming:short-44}", "Open Hands food and advice*", "Northbrook", "Commissioner’s grant"],
            ["{coming:short-41}", "Ardenshire Pride*", "Kingsmere", "Commissioner’s grant"],
            ["{coming:short-40}", "Drop-in morning at St Anne’s Church", "Tanbridge", "Community"],
            ["{coming:short-37}", "Festival of the Hindu Community Association", "Wexbury", "Community"],
            ["{coming:short-34}", "Ridgeway Recovery, day centre", "Wexbury", "Commissioned service"],
            ["{coming:short-28}", "Tanbridge Town Council", "Tanbridge", "Council"],
            [
                "{coming:short-27}",
                "Stagecraft for Change, youth theatre",
                "Northbrook",
                "Commissioner’s grant",
            ],
            [
                "{coming:short-26}",
                "National road safety awards, with the Ardenshire Road Safety Partnership",
                "London",
                "Award",
            ],
        ],
        key="t-diary",
    ),
    Para(
        "At Marl End residents spoke about motorcycles on the common, and the section on anti-social behaviour in the report says what has been done since. At Brackenfold the council asked for a second mobile speed camera, which the Road Safety Partnership will consider in the new year. The visit to Ridgeway Recovery showed how many people are met at the prison gate and how few beds there are for them."
    ),
    Para(
        "To ask the Commissioner or her Deputy to visit, write to the office or ring 01632 960 180. Visits are usually arranged within six weeks."
    ),
]
