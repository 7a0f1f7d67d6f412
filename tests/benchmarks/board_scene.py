"""A year of the Board, made by the portal's own actions: meetings with their rows, actions, inspections, decisions,
formal challenges. Only the layout of PDFs is left out."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from governance.actions import actions, challenges, decisions, decisions_out, findings, inspections, letters
from governance.printing.responses import Letter
from governance.queries.inspections import case_of
from pcc_portal.accounts.models import Holding, Post
from pcc_portal.accounts.roles import Role
from pcc_portal.documents.actions import releases
from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.states import AgendaStatus, ItemKind, Life
from tests.benchmarks.prose import Writer
from tests.factories import board, people
from tests.factories import inspections as made

MEETINGS, SECTIONS, ROWS = 12, 5, 30
ACTIONS, REPORTS, FINDINGS = 300, 25, 4
DECISIONS, CHALLENGES = 48, 24
STILL_OPEN = 4  # every fourth action, and every fourth finding of a report


def cast() -> SimpleNamespace:
    """The Board's people with the office's own officer, and a lead of the force who holds a post."""
    of = board.cast()
    of.office = of.body.host
    of.keeper = people.holder(Role.OFFICER, of.office, "Bea", "Lindqvist")
    of.commissioner = people.holder(Role.COMMISSIONER, of.office, "Ruth", "Amory")
    of.lead = people.holder(Role.FORCE_LEAD, of.cc_post.organisation, "Joanne", "Speight")
    of.post = Post.objects.create(title="Head of Custody", organisation=of.cc_post.organisation)
    Holding.objects.create(post=of.post, person=of.lead.person, from_on=people.LONG_AGO)
    of.writer = Writer(5)
    return of


def year(of: SimpleNamespace, *, until: date) -> None:
    """Twelve months that end a week ago."""
    days = [until - timedelta(days=7 + 30 * n) for n in range(MEETINGS)]
    for n, day in enumerate(days):
        meeting = met(of, day)
        written(of, meeting)
        for place in range(ACTIONS // MEETINGS):
            acted(of, meeting, place)
        for place in range(n, REPORTS, MEETINGS):
            inspected(of, day, place)
        for _ in range(DECISIONS // MEETINGS):
            decided(of, day)
        for _ in range(CHALLENGES // MEETINGS):
            challenged(of, day)


def met(of: SimpleNamespace, day: date) -> Meeting:
    """Held, with its agenda and its notice out."""
    at = timezone.now()
    meeting = Meeting.objects.create(
        body=of.body,
        ref=f"gpb-{day:%Y-%m-%d}",
        held_on=day,
        starts_at=of.body.default_time,
        venue=of.body.venue,
        life=Life.HELD,
        status=AgendaStatus.ISSUED,
        issued_at=at,
    )
    Item.objects.bulk_create(
        Item(meeting=meeting, position=n, kind=ItemKind.NONE, public_title=of.writer.title())
        for n in range(SECTIONS)
    )
    facts = {
        "starts_at": "14:00",
        "venue": meeting.venue,
        "webcast_url": "",
        "body": of.body.name,
        "short": "Board",
        "life": "held",
        "path": meeting.path,
    }
    for kind in ("meetings.notice", "meetings.minutes"):
        releases.release(
            kind,
            subject=meeting,
            collection=meeting.ref,
            title=str(meeting),
            rule="Specified Information Order 2011, paragraph 5",
            content=releases.Content(html=f"<p>{of.writer.title()}</p>"),
            on=day,
            facts=facts,
            by=of.officer,
            at=at,
        )
    return meeting


def written(of: SimpleNamespace, meeting: Meeting) -> None:
    """Thirty rows under its sections."""
    for item in Item.objects.filter(meeting=meeting).order_by("position"):
        item.meeting = meeting
        for _ in range(ROWS // SECTIONS):
            words = of.writer.title()
            entries.add(item, kind="row", html=words, by=of.officer, at=timezone.now())


def acted(of: SimpleNamespace, meeting: Meeting, place: int) -> None:
    """Reported on; most are closed."""
    at = timezone.now()
    due = meeting.held_on + timedelta(days=28)
    row = actions.open(
        meeting, text=f"{of.writer.title()} ({place})", owner_post=of.post, due_on=due, by=of.keeper, at=at
    )
    actions.update(row, words="Two of four divisions have answered.", by=of.lead, at=at)
    if place % STILL_OPEN:
        actions.close(row, why="All four are in.", on=due, by=of.keeper, at=at)


def inspected(of: SimpleNamespace, day: date, place: int) -> None:
    """A report of a strand of its own with its findings, answered by a letter that is published."""
    at = timezone.now()
    row = inspections.enter(
        of.office,
        programme="PEEL",
        strand=f"Strand {place + 1}",
        year=day.year - 1,
        published_on=day - timedelta(days=20),
        overall="good",
        by=of.keeper,
        at=at,
    )
    area = inspections.keep_area(row, number=1, title=of.writer.title(), grade="good", by=of.keeper, at=at)
    found = [
        findings.add(row, kind="improve", words=of.writer.title(), area=area, by=of.keeper, at=at)
        for _ in range(FINDINGS)
    ]
    for one in found:
        made.owned(one, of.keeper, of.post, lead=of.keeper.person)
        made.answer(row, of.keeper, one, words=of.writer.title())
    asked_by = timezone.localdate(at) + timedelta(days=20)
    findings.put_to_force(row, answers_due_on=asked_by, by=of.keeper, at=at)
    for n, one in enumerate(found):
        findings.update(one, words="It is in the plan.", state="in_plan", by=of.keeper, at=at)
        if n % STILL_OPEN == 0:
            for state in ("evidenced", "satisfied", "closed"):
                findings.update(one, words="It is done.", state=state, by=of.keeper, at=at)
    made.no_comments(row, of.keeper)
    version = letters.sign(row, read_sha256=Letter(case_of(row)).sha256, by=of.commissioner, at=at)
    made.file_made(version)
    letters.publish(row, by=of.keeper, at=at)


def decided(of: SimpleNamespace, day: date) -> None:
    at = timezone.now()
    row = decisions.enter(
        of.office, title=of.writer.title(), request=of.writer.title(), equality="None.", by=of.keeper, at=at
    )
    row = decisions.take(row, taken_on=day, taken_by=of.pcc.person, decided="Agreed.", by=of.keeper, at=at)
    decisions_out.publish(row, by=of.keeper, at=at)


def challenged(of: SimpleNamespace, day: date) -> None:
    at = timezone.now()
    row = challenges.write(
        of.body,
        subjects=[of.writer.title()[:100]],
        letter=of.writer.title(),
        owner_post=of.cc_post,
        written_on=day,
        due_on=day + timedelta(days=20),
        by=of.keeper,
        at=at,
    )
    challenges.send(row, by=of.keeper, at=at)
    challenges.answer(row, received_on=day, response="It falls.", by=of.cc, at=at)
    challenges.publish(row, with_letter=True, with_response=True, by=of.keeper, at=at)
