"""What looks odd and is right raises nothing."""

import pytest

from tests.factories.proof import board, discussed, findings, grid
from tests.factories.word import heading, para, point

SOUND = [
    ("A2", [grid(("Agency", "Amount"), ("Fen", "£73,495"), ("Marl", "£59,710"), ("Ash", "£192,759"), ("Holt", "£120,000"), ("Dale", "£346,794"), ("County", "£119,999"), ("Office", "£6,043"), ("Force", "£51,200"), ("Charity", "£30,000"), ("Total", "£1,000,000"))]),
    ("A3", [grid(("Partnership", "District", "Award"), ("North", "Fen", "£181,769"), ("East", "Marl", "£499,793"), ("West", "Ash", "£160,618"), ("South", "Holt", "£289,688"), ("South", "Dale", "£275,840"), ("Total", "", "£1,407,708"))]),
    ("A4", [para("Rounds 3 to 5 have brought £1,603,010, of which round 5 is £1,000,000 and the two before it £603,010.")]),
    ("A7", [para("Violence with injury (n=403) fell by 2.2%."), para("Robbery fell by 29% to 30 offences."), para("Burglary rose 26% to 97."), para("Vehicle crime, 319 offences, fell by 2%.")]),
    ("A9", [para("There were 13 uses of a firearm as a threat, 50% down on the previous quarter.")]),
    ("A10", [para("Of 25,360 businesses, 22,640 of 25,360 (89%) are small; 60,500 of 255,000 calls (23.7%) are urgent."), grid(("Group", "September 2019"), ("Officers", "963"), ("Specials", "125"), ("Support officers", "87"), ("Staff", "725"), ("Volunteers", "55"))]),
    ("A11", [heading("Approach"), *[point(f"approach to matter {n}", of=2) for n in range(7)], heading("Account"), *[point(f"account of matter {n}", of=2) for n in range(6)]]),
    ("A12", [para("The service costs £240,000 a year: £720,000 for three years, and £1.2m with both options.")]),
    ("A13", [para("Since 1 April my office has carried out 15 reviews and upheld seven. At the last meeting I reported 11 reviews and five upheld."), grid(("Since 1 April 2023", "September", "November"), ("Reviews", "11", "15"), ("Upheld", "5", "7"))]),
    ("A14", [para("On 31 March 5.66% of officers, 7.08% of staff and 8.2% of specials came from an ethnic minority; of all people in the force 6.3% did.")]),
    ("rounded", [grid(("Line", "£m"), ("Pay", "0.4"), ("Fuel", "0.4"), ("Rent", "0.3"), ("Total", "1.2"))]),
    ("per cent", [grid(("Answer", "Share"), ("Yes", "33%"), ("No", "33%"), ("Not sure", "33%"), ("Total", "100%"))]),
    ("average", [grid(("Area", "Calls", "Average wait"), ("East", "10", "60"), ("West", "20", "90"), ("Total", "30", "80"))]),
    ("numbered again", [heading("1. Purpose"), heading("1.1 Why", 2), heading("1.2 How", 2), heading("2. Costs"), heading("2.1 Pay", 2), heading("Appendix A"), heading("1. Method"), heading("2. Figures")]),
    ("two statutes", [para("Under Part 1 of Schedule 12A of the Act, paragraph 3, the tender is exempt.")]),
    ("letters", [para("See Appendices A to C."), heading("Appendix A"), heading("Appendix B"), heading("Appendix C")]),
    ("years", [para("From 2017/18 to 2023/24, in the plan of 2021-2025, on 30 September 2023 and 29 February 2024.")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body"), SOUND, ids=[name for name, _ in SOUND])
def test_nothing_is_said(name, body):
    assert findings(*body, kind="report") == [], name


def test_clean_minutes_of_a_board_raise_nothing():
    body = [
        heading("Performance"),
        discussed(
            ("01.06/12/2022", "SR said that burglary had fallen since November.", ""),
            ("02.06/12/2022", "DT will send the list of posts.", "DT to send the list of posts"),
        ),
        heading("Finance"),
        discussed(("03.06/12/2022", "JC explained the budget.", "JC to report")),
    ]
    assert findings(*board(*body), kind="board_minutes") == []


def test_a_letter_that_answers_each_finding_raises_nothing():
    body = [
        para("16 April 2018"),
        para("Dear Home Secretary"),
        heading("Area 1"),
        para("There are two areas for improvement:"),
        point("to engage with people in each neighbourhood", of=2),
        point("to share what works", of=2),
        para("On the first, a plan is led by an assistant chief constable. The second is settled."),
        heading("Area 2"),
        para("One area for improvement was found."),
        para("“The force should assess the risk again when help comes late.”"),
        para("I agree. A supervisor looks at every open call each day."),
    ]
    assert findings(*body, kind="letter") == []
