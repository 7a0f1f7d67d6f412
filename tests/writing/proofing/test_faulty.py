"""Each known irregularity that a text alone can show is found, under the name of its check, in a text of invented words."""

import re
from pathlib import Path

import pytest

from pcc_portal.writing.proofing import NAMES
from tests.factories.proof import board, discussed, findings, grid
from tests.factories.word import heading, para, point

DOCS = Path(__file__).resolve().parents[3] / "docs" / "checks.md"
LETTER = [para("16 April 2018"), para("Dear Home Secretary")]
POINTS = [
    point(f"the matter that was asked for in {word}", of=2)
    for word in ("Ash", "Birch", "Cedar", "Dale", "Elm", "Fern", "Gorse", "Holt")
]
OTHER = "The county group reads the plans of all the partnerships together once in every spring."

# (row of the list of irregularities, check, kind, what the text holds)
FAULTY = [
    ("A1", "sum-of-parts", "report", [para("Extra income of £2.485m was received, including £0.928m for cells, £0.675m of grant, £0.475m for overtime, £0.360m for wide loads and £0.174m of interest.")]),
    ("A1", "sum-of-parts", "report", [para("Extra income comes to £2.485m:"), *[point(f"from this source £{n}m", of=2) for n in ("0.928", "0.675", "0.475", "0.360", "0.174")]]),
    ("A1", "sum-of-parts", "report", [grid(("Source", "£m"), ("Cells", "0.928"), ("Grant", "0.675"), ("Overtime", "0.475"), ("Loads", "0.360"), ("Interest", "0.174"), ("Total", "2.485"))]),
    ("A1", "sum-of-parts", "report", [grid(("Area", "Adults", "Young", "Total"), ("East", "4", "5", "9"), ("West", "7", "2", "8"))]),
    ("A2", "year-split", "report", [para("The award of £1,000,000 is to be spent over two years, £465,000 in 2023/24 and £565,000 in 2024/25.")]),
    ("A2", "year-split", "report", [grid(("Agency", "Amount"), ("Fenborough", "£600,000"), ("Marlow End", "£400,000"), ("Total", "£1,000,000")), para("The profile by year is £465,000 in 2023/24 and £565,000 in 2024/25.")]),
    ("A5", "variance-not-explained", "report", [para("The forecast outturn is an underspend of £0.530m. Overtime of officers is overspent by £1.702m. Extra income of £2.485m was received. Pay of staff is underspent.")]),
    ("A6", "moved-without-reason", "report", [para("The capital budget has gone from £12.644m to £13.365m, and its forecast from £10.673m to £9.260m.")]),
    ("A7", "percentage-impossible", "report", [para("There were 7 such thefts in September, a rise of 5% on August.")]),
    ("A7", "percentage-differs", "report", [para("Burglary rose from 77 to 97 in September (29%).")]),
    ("A7", "percentage-differs", "report", [grid(("Offence", "September", "August", "Change"), ("Robbery", "30", "42", "-29%"), ("Burglary", "97", "77", "+29%"))]),
    ("A7", "percentage-differs", "report", [para("Of all calls, 60,500 of 255,000 (27%) were urgent.")]),
    ("A8", "areas-do-not-make-the-whole", "report", [para("Vehicle crime fell by 2% across the force; it fell by 5% in the East and by 16% in the South.")]),
    ("A13", "cumulative-falls", "report", [para("Since 1 April my office has carried out 11 reviews. At the last meeting I reported 15 reviews.")]),
    ("A13", "cumulative-falls", "report", [grid(("Since 1 April 2023", "September", "November"), ("Reviews", "15", "11"))]),
    ("S1", "duplicate-number", "report", [heading(f"{n}. Part {place}") for place, n in enumerate((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13, 13, 14))]),
    ("S1", "missing-number", "report", [heading(f"{n}. Part {n}") for n in (1, 2, 4, 5)]),
    ("S2", "missing-appendix", "report", [para("The measures are in Appendix B."), heading("Appendix B")]),
    ("S3", "duplicate-number", "report", [para("Figure 1: a bicycle"), para("Words."), para("Figure 1: robberies by month")]),
    ("S4", "number-style-differs", "report", [heading(said, 2) for said in ("7.1. Rounds", "7.2. Tenders", "7.3 Visits", "7.4. Bids")]),
    ("S4", "heading-runs-on", "report", [heading("5.3. Boards", 2), para("The committee met in October. 5.4. Complaints and reviews"), heading("5.5. Diary", 2)]),
    ("S5", "list-marks", "report", [para("i) the first thing"), para("j) the second thing"), para("k) the third thing")]),
    ("S5", "duplicate-passage", "report", [para(OTHER), para("Another matter."), para(f"There is more. {OTHER}")]),
    ("S6", "row-without-reference", "board_minutes", board(heading("Performance"), discussed(("01.06/12/2022", "Agreed.", ""), ("", "Burglary had fallen.", ""), ("", "Robbery had not.", "")))),
    ("S8", "repeated-words", "report", [para("Appendix A: Decisions"), para("Appendix B: Q2 performance report Q2")]),
    ("S8", "appendix-awaited", "report", [para("Appendix A: Diary (awaited, due 24 November)")]),
    ("S12", "item-without-pages", "report", [para("1. Apologies"), para("2. Minutes (Pages 5 - 12)"), para("3. Report (Pages 13 - 38)"), para("4. Group (Verbal report)")]),
    ("S13", "no-start-time", "panel_minutes", [para("Minutes of the meeting of the Police and Crime Panel held on Thursday 21 September 2023"), para("Panel members present"), para("Councillor Aisha Karim"), heading("1. General"), para("None."), para("The meeting rose at 3.30pm")]),
    ("S14", "repeated-entry", "report", [grid(("Part", "Measure"), ("a", "Thefts that the force recorded"), ("b", "Thefts that the force recorded"), ("c", "Thefts that the force recorded"))]),
    ("S15", "sentence-breaks-off", "plan", [para("The office works with councils, schools, landlords and other public"), para("Next year it goes on.")]),
    ("S15", "repeated-words", "plan", [para("It was read by His Majesty’s Inspectorate of Constabulary His Majesty’s Inspectorate of Constabulary in May.")]),
    ("S15", "duplicate-passage", "plan", [heading("Approach"), POINTS[0], POINTS[1], heading("Account"), POINTS[0], POINTS[2]]),
    ("S16", "finding-without-response", "letter", [*LETTER, heading("Area 3"), para("There are two areas for improvement. The force should:"), point("draw up a local profile with its partners", of=2), point("map groups of criminals promptly", of=2), para("Analysts now map such groups promptly, within a week of hearing of them.")]),
    ("S16", "finding-without-response", "letter", [*LETTER, heading("Area 2"), para("Two areas for improvement were found."), para("“The force should assess the risk again when help comes late.”"), para("“The force should find out why cases come to nothing.”"), para("I have asked for an audit.")]),
    ("S16", "count-differs", "letter", [*LETTER, para("There are three areas for improvement:"), POINTS[0], POINTS[1]]),
    ("S16", "quote-not-closed", "letter", [*LETTER, para("The inspectors wrote “that the force must learn from each case.")]),
    ("D1", "next-meeting-before-this", "board_minutes", board(heading("Any other business"), discussed(("01.06/12/2022", "None.", "")), next_meeting="3 January 2022")),
    ("", "weekday-differs", "board_minutes", board(next_meeting="Tuesday 3 January 2022")),
    ("D2", "owner-not-present", "board_minutes", board(heading("Performance"), discussed(("01.06/12/2022", "Champions were spoken of.", "BX to tell CM how many there are")))),
    ("D3", "unexplained-initials", "board_minutes", board(heading("Performance"), discussed(("01.06/12/2022", "CC said that the ISO had seen the figures.", "")))),
    ("D4", "name-spelt-two-ways", "report", [para("Commissioner Philippa Hallworth opened the day."), para("Later Commissioner Halworth thanked all."), para("Mrs Hallworth closed it.")]),
    ("D5", "impossible-period", "board_minutes", board(heading("Finance"), discussed(("01.06/12/2022", "The money report for Q7 was read.", "")))),
    ("D5", "spelt-two-ways", "report", [para("Each offence is counted."), para("Some offenses are not.")]),
    ("D6", "impossible-period", "report", [para("There were two in Q2 2023/23.")]),
    ("D7", "month-in-other-quarter", "report", [para("The peak in July was discussed in the Q1 report.")]),
    ("D8", "periods-mixed", "report", [heading("Measures"), para("Violence: 403 in September."), para("Firearms: 13 in Q2."), para("Satisfaction: 80% over a rolling six months.")]),
    ("D9", "year-of-precept", "report", [grid(("Date", "Item"), ("5 February 2024", "Precept for 2023/24"), ("7 March 2024", "Plan"))]),
    ("D11", "progress-that-falls", "report", [para("There was progress in September, when seven courtrooms were in use."), para("Progress goes on: in November five courtrooms were in use.")]),
    ("D16", "outside-period", "report", [heading("Diary"), para("Engagements since the Panel’s last meeting on 21 September 2023"), grid(("Date", "Event"), ("19 September", "Safety day"), ("24 September", "Lunch"))]),
    ("D18", "told-before-it-happened", "report", [para("Report date: 13 November 2023"), para("On 18 November I attended the parade.")]),
    ("D23", "recommendation-not-found", "panel_minutes", [para("In light of the recommendation made, members agreed.")]),
    ("D24", "grade-contradicted", "plan", [grid(("Strand", "2015/16", "2017/18"), ("Effectiveness", "Requires improvement", "Requires improvement")), para("For effectiveness the force was graded requires improvement in 2017, having been good last year.")]),
    ("D24", "grade-contradicted", "letter", [*LETTER, para("In 2016 the inspectors graded legitimacy as good."), para("For legitimacy the force was graded inadequate in 2016.")]),
    ("D25", "years-do-not-agree", "plan", [para("Police and Crime Plan 2016-2021"), para("It says what will be done over the next four years.")]),
    ("D26", "schedule-and-part", "report", [para("The public are excluded under paragraph 1 of Schedule 12A of Part 1 of the Act.")]),
    ("D26", "paragraph-for-the-matter", "report", [heading("Complaints"), para("It is exempt under paragraph 3 of Part 1 of Schedule 12A.")]),
    ("D28", "apostrophe", "letter", [*LETTER, para("The force has published it’s plan.")]),
    ("D28", "plural-in-capitals", "letter", [*LETTER, para("More DVPNS could be asked for.")]),
    ("D29", "wrong-word", "report", [para("Theft form the person has fallen.")]),
    ("D29", "spelt-two-ways", "report", [para("The Vice-Chair spoke."), para("The Vice Chair agreed.")]),
    ("D29", "apostrophe", "report", [para("All CSP's are funded.")]),
    ("D30", "count-differs", "report", [para("The Panel made five requests:"), *POINTS]),
    ("D31", "restricted-appendix", "report", [para("Appendix A: answers of the force (RESTRICTED)")]),
    ("D34", "body-named-two-ways", "report", [para("Her Majesty’s Inspectorate of Constabulary and Fire and Rescue Services came."), para("His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services reported.")]),
    ("D35", "body-named-two-ways", "report", [para("The Joint Audit Committee met."), para("The Joint Audit and Standards Committee reported.")]),
    ("D36", "private-and-published", "plan", [para("The two meet weekly in private."), para("The open part of the weekly meeting is published.")]),
    ("D37", "claim-beyond-figures", "report", [heading("Violence"), para("Falls were seen throughout Q2."), para("Robbery fell by 29% compared with August.")]),
    ("D38", "no-as-at-date", "report", [para("The force has 1,117 officers.")]),
    ("D39", "intended-in-a-year-that-ends", "plan", [para("9 October 2019"), para("We intend to consult young people in 2019.")]),
    ("D39", "no-as-at-date", "plan", [para("The county has a population of 554,002.")]),
    ("D39", "pronoun-of-office", "plan", [para("The Chief Constable leads his officers.")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("irregularity", "check", "kind", "body"),
    FAULTY,
    ids=[f"{n}-{f[0]}-{f[1]}" for n, f in enumerate(FAULTY)],
)
def test_it_is_found_by_its_name(irregularity, check, kind, body):
    found = [one for one in findings(*body, kind=kind) if one["check"] == check]
    assert [one["row"] for one in found][:1] == [irregularity]
    assert all(one["where"] and one["message"] for one in found)


SPOKEN = [
    "SR said that the final strategy would be with the Commissioner by 12 December.",
    "An email list of senior posts will be provided by the Chief Constable.",
    "JC will send the materials for the budget.",
    "The money report will be available in January.",
    "SA’s outstanding questions are to be picked up by SA and JC.",
    "The digital figures will be in the December report, and then each quarter.",
    "A review of satisfaction will take place every six months.",
    "SR will monitor domestic abuse through the World Cup.",
    "The force would consider a deep dive into the causes of sickness.",
]


def test_each_undertaking_that_no_action_holds_is_found():
    """S7: one in the column, nine spoken."""
    lines = [(f"{n:02}.06/12/2022", words, "") for n, words in enumerate(SPOKEN, start=1)]
    held = ("10.06/12/2022", "RA will write to the college.", "RA to write to the college")
    plain = ("11.06/12/2022", "DT said that numbers had fallen and would fall further.", "")
    found = [
        one
        for one in findings(
            *board(heading("Performance"), discussed(*lines, held, plain)), kind="board_minutes"
        )
        if one["check"] == "undertaking-without-action"
    ]
    assert len(found) == len(SPOKEN)
    assert {one["row"] for one in found} == {"S7"}


# Seen in extracted text, so that it may be the extraction's; or two things that need not be one.
MAY_BE_RIGHT = {"S4", "D11", "D28"}
SOUND = {"A3", "A4", "A9", "A10", "A11", "A12", "A14"}


def test_what_may_be_right_as_it_stands_is_a_warning():
    checks = {check for irregularity, check, _, _ in FAULTY if irregularity in MAY_BE_RIGHT}
    assert checks
    assert all(NAMES[check].warns for check in checks)


def test_every_irregularity_is_found_is_sound_or_is_said_to_be_beyond_a_single_text():
    known = {f"{letter}{n}" for letter, last in (("A", 14), ("S", 16), ("D", 39)) for n in range(1, last + 1)}
    beyond = DOCS.read_text(encoding="utf-8").split("What a single text cannot show")[1]
    said = set(re.findall(r"\b[ASD]\d{1,2}\b", beyond))
    for letter, first, last in re.findall(r"\b([ASD])(\d{1,2}) to \1(\d{1,2})\b", beyond):
        said |= {f"{letter}{n}" for n in range(int(first), int(last) + 1)}
    found = {irregularity for irregularity, _, _, _ in FAULTY} | {"S7"}
    assert known - found - SOUND == said - found
    assert not SOUND & found
