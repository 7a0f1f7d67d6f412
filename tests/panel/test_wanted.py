"""What the Panel asked for: complete, by meeting, for those of whom it was asked; and a resolution becomes a line of the programme."""

import os
import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panel.actions import enquiries, programme
from panel.models import ProgrammeRow, Review
from panel.queries import wanted
from pcc_portal.meetings.actions import minutes, motions, promises
from pcc_portal.meetings.models import Entry, Meeting, Paper, Promise, Resolution
from pcc_portal.meetings.models.motion import ResolutionKind
from tests.factories import after, meetings
from tests.factories.days import NOW, moment
from tests.factories.minutes import entry, item, room
from tests.panel import released

pytestmark = pytest.mark.django_db

SAID_ON = date(2026, 9, 17)
LATER = moment(2026, 11, 20)
ROUNDS, ENTRIES = (20, 60) if os.environ.get("PORTAL_EXAMPLES") == "full" else (3, 30)
PAGE = "/panel/asked-for/"


@pytest.fixture
def held(clerk):
    meeting = released.let_out(after.agenda(meetings.meeting(clerk, held_on=SAID_ON), clerk), clerk)
    meeting.people = room(meeting, clerk)
    minutes.begin(meeting, by=clerk, at=moment(2026, 9, 17, 14))
    minutes.rise(meeting, by=clerk, at=moment(2026, 9, 17, 16))
    return meeting


def said(held, clerk, kind, words="", *, private=False, **more):
    facts = more.pop("facts", {})
    return entry(
        item(held, "Complaints" if private else "Questions"), clerk, kind, words, facts=facts, **more
    )


def listed(held, user, **more):
    """What stands on the list, as the ids of entries; each once."""
    found = wanted.asked_in(held.body, user, on=SAID_ON + timedelta(days=9), **more)
    rows = [row.entry.pk for one in found for row in one.rows if row.entry is not None]
    assert len(rows) == len(set(rows))
    return set(rows)


def test_each_sort_of_asking(held, clerk):
    asks = {
        "question": said(held, clerk, "question", "the budget"),
        "promise": said(held, clerk, "promise", "send it"),
        "resolution": said(held, clerk, "resolution", "Asks that it be brought to a future meeting"),
        "chosen": said(held, clerk, "resolution", "A section on ASB in every report"),
        "motion": said(held, clerk, "motion", "that the office be invited", facts={"result": "carried"}),
        "request": said(held, clerk, "statement", "figures be given", verb="asked that"),
    }
    Resolution.objects.filter(entry=asks["chosen"]).update(kind=ResolutionKind.ASK)
    answered = said(held, clerk, "question", "101")
    said(held, clerk, "answer", "a minute", parent=answered)
    said(held, clerk, "resolution", "Notes the report")
    said(held, clerk, "motion", "that the office be asked", facts={"result": "lost"})
    said(held, clerk, "statement", "all was well", verb="said that")
    assert listed(held, clerk) == {made.pk for made in asks.values()}


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("Notes the report, and asks for the figures", True),
        ("That the Commissioner be invited to the next meeting", True),
        ("Calls on the office to publish it", True),
        ("Agrees the programme, with the changes that members asked for", False),
        ("Notes what the officers recommended", False),
        ("Confirms the minutes", False),
    ],
)
def test_words_that_ask(words, does):
    assert wanted.asks(words) is does


def test_the_recommendations_of_a_paper_that_ask_are_kinds_of_their_own():
    kinds = [
        motions.kind_of(f"{verb} the Commissioner") for verb in ("Asks", "Invites", "Recommends", "Notes")
    ]
    assert kinds == ["ask", "ask", "ask", "note"]


def test_a_question_that_was_met_with_a_promise_is_the_promise(held, clerk):
    question = said(held, clerk, "question", "the method")
    made = said(held, clerk, "promise", "send it", parent=question)
    assert listed(held, clerk) == {made.pk}


def test_a_promise_stays_until_it_is_settled_and_the_rest_for_a_year(held, clerk):
    made = said(held, clerk, "promise", "send it")
    asked = said(held, clerk, "question", "the budget")
    long_after = {"since": date(2027, 10, 1)}
    assert listed(held, clerk, **long_after) == {made.pk}
    promise = Promise.objects.get()
    promises.report(promise, on=SAID_ON, by=clerk, at=LATER)
    assert listed(held, clerk, **long_after) == {made.pk}
    promises.finish(promise, on=SAID_ON, by=clerk, at=LATER)
    assert (listed(held, clerk, **long_after), listed(held, clerk)) == (set(), {asked.pk})


ASKING = [
    "Asks that it come",
    "that the office be requested to write",
    "Notes it and invites a reply",
    "Recommends it",
]
PLAIN = ["Notes the report", "Confirms the minutes", "that the report be received"]


def minuted_at_random(held, clerk, chance):
    """Any sort of entry in any order; returns those that ask, as they were made to."""
    asks, questions = set(), []
    for _ in range(ENTRIES):
        kind = chance.choice(
            ["question", "answer", "promise", "resolution", "motion", "statement", "noted", "none"]
        )
        private = chance.random() < 0.2
        if kind == "answer":
            if questions:
                question = questions.pop(chance.randrange(len(questions)))
                said(held, clerk, "answer", "so", parent=question, private=question.is_exempt)
                asks.discard(question.pk)
            continue
        asking = chance.random() < 0.5
        words = chance.choice(ASKING if asking else PLAIN)
        facts = {"result": chance.choice(["carried", "lost"])} if kind == "motion" else {}
        verb = "asked that" if kind == "statement" and asking else ""
        made = said(held, clerk, kind, words, private=private, facts=facts, verb=verb)
        if kind == "question":
            questions.append(made)
        carried = kind != "motion" or facts["result"] == "carried"
        if kind in {"question", "promise"} or (
            kind in {"resolution", "motion", "statement"} and asking and carried
        ):
            asks.add(made.pk)
        if kind == "promise" and chance.random() < 0.3:
            promises.finish(Promise.objects.get(entry=made), on=SAID_ON, by=clerk, at=LATER)
            asks.discard(made.pk)
    return asks


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_nothing_that_was_asked_is_missing(held, clerk, officer, seed):
    """However the minutes come about: the clerk reads everything, the office all that was said in public, nobody more."""
    asks = minuted_at_random(held, clerk, random.Random(seed))
    assert listed(held, clerk) == asks
    in_public = set(Entry.objects.filter(part="open").values_list("pk", flat=True))
    assert listed(held, officer) == asks & in_public


class TestPage:
    def test_the_office_reads_it_once_the_meeting_has_risen(self, held, clerk, officer, client):
        said(held, clerk, "question", "the budget")
        said(held, clerk, "question", "the complainant", private=True)
        client.force_login(officer)
        text = client.get(PAGE).text
        assert ("The budget" in text, "complainant" in text) == (True, False)
        assert "asked-for" in client.get("/panel/").text
        held.minutes.__class__.objects.update(rose_at=None)
        assert "The budget" not in client.get(PAGE).text

    @pytest.mark.parametrize(
        ("who", "status"),
        [("clerk", 200), ("panel_member", 200), ("officer", 200), ("force_lead", 404), ("stranger", 404)],
    )
    def test_for_whom_it_is(self, held, client, request, who, status):
        client.force_login(request.getfixturevalue(who))
        assert client.get(PAGE).status_code == status

    def test_what_reviews_recommend_and_nobody_answered(self, held, clerk, panel_body):
        row = {"topic": "Climate", "state": "reported", "reported_on": SAID_ON}
        review = programme.add(Review, panel_body, by=clerk, at=NOW, **row)
        for words in ("Publish it.", "Count it."):
            programme.recommend(review, words=words, due_on=SAID_ON, by=clerk, at=NOW)
        said = {"response": "It is.", "responded_on": SAID_ON, "acted_on": ""}
        programme.answer(review.recommendations.first(), by=clerk, at=NOW, **said)
        (row,) = wanted.recommended(panel_body, on=SAID_ON + timedelta(days=1))
        assert (row.what, row.is_late) == ("Count it.", True)

    def test_written_questions_stand_with_their_meeting(self, held, clerk, panel_member, officer, client):
        report = Paper.objects.get(item__meeting=held, public_title="The report")
        line = enquiries.prepare(held, report.pk, page="3", words="Which seven?", by=panel_member, at=NOW)
        enquiries.share(line, by=panel_member, at=NOW)
        enquiries.ask_in_writing(line, due_on=date(2026, 11, 30), by=panel_member, at=LATER)
        client.force_login(officer)
        assert "Which seven?" in client.get(PAGE).text
        enquiries.answer(line, words="The first.", by=officer, at=LATER)
        assert "Which seven?" not in client.get(PAGE).text

    def test_query_count(self, held, clerk, client):
        client.force_login(clerk)
        counts = []
        for more in (1, 2):
            for _ in range(more):
                said(held, clerk, "question", "the budget")
                said(held, clerk, "motion", "that they be asked", facts={"result": "carried"})
                said(held, clerk, "promise", "send it")
                said(held, clerk, "resolution", "Asks for it")
            client.get(PAGE)
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestResolutionToProgramme:
    def test_one_press_and_a_way_back(self, held, clerk, client):
        made = said(held, clerk, "resolution", "Asks that good practice be brought to a future meeting")
        client.force_login(clerk)
        address = reverse("panel:resolution-plan", args=[made.resolution.pk])
        assert [client.post(address).status_code for _ in range(2)] == [303, 303]
        row = ProgrammeRow.objects.get()
        assert (row.resolution, row.origin) == (made.resolution, "Resolved on 17 September 2026")
        assert row.title == "Asks that good practice be brought to a future meeting"
        page = client.get(PAGE).text
        assert reverse("panel:programme-row", args=["items", row.pk]) in page
        assert f"#e-{made.pk}" in client.get("/panel/work-programme/edit/").text

    def test_a_long_one_keeps_all_its_words(self, held, clerk):
        words = "Asks " + "that it be brought " * 30
        row = programme.add_from(said(held, clerk, "resolution", words).resolution, by=clerk, at=NOW)
        assert len(row.title) <= 200
        assert row.title.endswith("brought…") or row.title.endswith("…")
        assert words.strip() in row.detail

    def test_what_was_resolved_in_private_stays_there(self, held, clerk, client):
        made = said(held, clerk, "resolution", "Asks Mr Nobody to write", private=True)
        client.force_login(clerk)
        answer = client.post(reverse("panel:resolution-plan", args=[made.resolution.pk]))
        assert (answer.status_code, "was resolved in private" in answer.text) == (409, True)
        assert not ProgrammeRow.objects.exists()

    def test_members_read_and_do_not_press(self, held, clerk, client, panel_member):
        made = said(held, clerk, "resolution", "Asks for it")
        client.force_login(panel_member)
        assert client.post(reverse("panel:resolution-plan", args=[made.resolution.pk])).status_code == 403
        assert "Put it in the work programme" not in client.get(PAGE).text


class TestRowsCloseByTheMinutes:
    @pytest.fixture
    def row(self, held, clerk, panel_body):
        Meeting.objects.filter(pk=held.pk).update(life="held")
        said = {"title": "Budget", "waits_for": "x", "item": item(held, "Plan")}
        return programme.add(ProgrammeRow, panel_body, by=clerk, at=NOW, **said)

    def closed(self, clerk):
        return programme.close_taken(by=clerk, at=timezone.now())

    def test_an_agenda_item_is_not_enough(self, held, clerk, row):
        assert self.closed(clerk) == []
        entry(item(held, "Plan"), clerk, "none")
        entry(item(held, "Questions"), clerk, "statement", "Something else.")
        assert self.closed(clerk) == []
        entry(item(held, "Plan"), clerk, "statement", "It was considered.")
        assert self.closed(clerk) == [row]

    def test_nor_is_what_the_clerk_still_types(self, held, clerk, row):
        entry(item(held, "Plan"), clerk, "statement", "It was considered.")
        held.minutes.__class__.objects.update(rose_at=None)
        assert self.closed(clerk) == []
