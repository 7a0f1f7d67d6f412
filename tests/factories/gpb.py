"""Minutes of the Board as Word files, in the table form: Reference, Discussion, Action. Invented people."""

import hashlib

from governance.importing import files
from pcc_portal.meetings.actions import brought
from pcc_portal.writing.importing import verbatim
from tests.factories.days import NOW
from tests.factories.word import bold, cell, document, para, point, row, table

DAY = "Tuesday 6 December 2022"
OPCC = ("PCC", "DPCC", "PR", "CM")
FORCE = ("DT", "AFS", "SR", "AH (joined for Establishment Details)", "JC (Finance)")
HEAD = ("Reference", "Discussion", "Action")


def front(day=DAY, *, opcc=OPCC, force=FORCE):
    """Above the first section: whose meeting, when, and a table of who was there, each organisation in its column."""
    return [
        para("Governance & Performance Board"),
        para("OPEN MINUTES"),
        para(day),
        para("Chair: PCC"),
        _grid(opcc, force, "SA", "N/A", "IF"),
    ]


def _grid(opcc, force, away, force_away, taker):
    return table(
        row("", "OPCC", "Force", head=True),
        row("Attendees", cell(*opcc), cell(*force)),
        row("Apologies", away, force_away),
        row("Minute taker", taker, ""),
    )


def listed(day=DAY, *, opcc=OPCC, force=FORCE):
    """The same in lines below headings."""
    said = [para("Governance & Performance Board"), para("OPEN MINUTES"), para(day), para("Chair: PCC")]
    said += [para("OPCC attendees"), *[para(one) for one in opcc], para("Force attendees")]
    said += [
        *[para(one) for one in force],
        para("Apologies (OPCC): SA"),
        para("Apologies (Force): N/A"),
        para("Minute taker: IF"),
    ]
    return said


def section(title, *lines, head=HEAD):
    """A title and its table; a line is its cells, and a cell may be a list of paragraphs."""
    said = [para(bold(title))]
    drawn = [row(*[_cell(one) for one in line]) for line in lines]
    return [*said, table(*([row(*head, head=True)] if head else []), *drawn)]


def _cell(words):
    return words if isinstance(words, str) else cell(*words)


def closing(next_meeting="3 January 2022"):
    return [
        para(f"Date of next meeting: {next_meeting}"),
        table(
            row("Approved by", "Date", head=True),
            row("Commissioner", "03.01.2023"),
            row("Chief Constable", "03.01.2023"),
        ),
    ]


# What somebody says they will do, and stands in no column of actions.
UNDERTAKEN = (
    "BS said that the final strategy for vehicle crime would be with the Commissioner by 12 December.",
    "An email list of senior posts will be provided by the Chief Constable.",
    "JC will send the materials for the budget.",
    "The Money Matters report will be available in January.",
    "SA’s outstanding questions are to be picked up by SA and JC.",
    "The digital figures will be in the December report, and then each quarter.",
    "A review of satisfaction will take place every six months.",
    "SR will monitor domestic abuse through the winter.",
    "The force would consider a deep dive into the causes of sickness.",
)
ACTION = "BS to tell CM the number of Disclosure Champions"


def minutes(day=DAY, *, people=front, end=None):
    """Six sections, one reference, one action, and nine things undertaken that stand in no column."""
    strategy, posts, budget, money, questions, digital, satisfaction, abuse, sickness = UNDERTAKEN
    return document(
        *people(day),
        *section("Actions and Matters Arising", ("01.06/12/2022", ["The minutes of 1 November 2022 were agreed as an accurate and true record.", "The grants scheme opened on 5 December."], "")),
        *section(
            "Performance",
            ("", [para(bold("Total Recorded Crime")), "SR said that recorded crime had risen."], ""),
            ("", [para(bold("Vehicle Crime")), strategy, "Two things stood out:", point("thefts of vans", of=2), point("thefts from vans", of=2), satisfaction], ""),
            ("", [para(bold("Domestic Abuse")), "CM asked how many Disclosure Champions there were.", abuse], ACTION),
            ("", [para(bold("Digital Services")), digital, para(bold("Police Staff Sickness")), sickness], ""),
        ),
        *section("Empower People", ("", ["A presentation was given.", posts], "")),
        *section("Establishment Details", ("", ["AH explained the figures."], "")),
        *section("Finance", ("", ["JC explained the Money Matters report for Q7.", budget, money, questions], "")),
        *section("Any Other Business", ("", ["The office may move."], "")),
        *(closing() if end is None else end),
    )  # fmt: skip


def of_facts(facts):
    """The file that a list of facts of a real meeting would be: its letters, its sections, what was undertaken in it."""
    there = facts["attendees"]
    opcc = tuple(
        f"{one['initials']} ({_said(one)})" if _said(one) else one["initials"] for one in there["opcc"]
    )
    force = tuple(
        f"{one['initials']} ({_said(one)})" if _said(one) else one["initials"] for one in there["force"]
    )
    lines = {one["title"]: [[f"{entry}."] for entry in one["entries"]] for one in facts["sections"]}
    owed = [_undertaken(one) for one in facts["implied_actions_not_in_action_column"]]
    action = facts["action_column_entries"][0]
    body = []
    for place, (title, rows) in enumerate(lines.items()):
        reference = facts["references"][0] if place == 0 else ""
        drawn = [(reference if n == 0 else "", words, "") for n, words in enumerate(rows)]
        if place == 1:
            drawn += [("", [words], "") for words in owed]
            drawn += [
                (
                    "",
                    ["The number of champions was asked for."],
                    f"{action['owner']} to tell {action['to']} the {action['item']}",
                )
            ]
        body += section(title, *drawn, head=facts["columns"])
    day = f"{facts['date']:%d/%m/%Y}"
    top = [
        para(facts["board"]),
        para(f"{facts['kind']} MINUTES"),
        para(f"{facts['weekday']} {day}"),
        para(f"Chair: {facts['chair']}"),
    ]
    top.append(
        _grid(
            opcc,
            force,
            ", ".join(facts["apologies"]["opcc"]),
            facts["apologies"]["force"],
            facts["minute_taker"],
        )
    )
    printed = facts["date_of_next_meeting_printed"]
    signed = [row(one["who"], f"{one['approved_on']:%d.%m.%Y}") for one in facts["approval"]]
    return document(*top, *body, para(f"Date of next meeting: {printed:%d/%m/%Y}"), table(row("Approved by", "Date", head=True), *signed))  # fmt: skip


def _said(one):
    if "joined_for" in one:
        return f"joined for {one['joined_for']}"
    return one.get("topic") or (one.get("role") or "").split(" (")[0]


def _undertaken(one):
    owner = one["owner"].split("/")[-1]
    owner = f"The {owner}" if owner == "force" else owner
    first = one["item"].split()[0]
    verb = "" if first in {"send", "monitor", "consider"} else "provide the "
    return f"{owner} will {verb}{one['item']}."


def taken(data, body):
    """Read without a process of its own."""
    said = verbatim.read(data, max_bytes=100_000_000)
    sha256 = hashlib.sha256(data).hexdigest()
    return files.take(said, body, name="board.docx", sha256=sha256, size=len(data), is_scanned=True)


def kept(data, body, by, *, at=NOW):
    """Brought in, to be looked at."""
    one = taken(data, body)
    return brought.bring(body, one.lines, findings=one.findings, names=one.who, file=one.file, by=by, at=at)
