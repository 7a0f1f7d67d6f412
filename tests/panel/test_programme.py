"""The work programme: kept by the clerk, read by everyone from what was released, and put on an agenda as its paper."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panel.actions import programme
from panel.models import BriefingNote, ProgrammeRow, Review, StandingBusiness, TrainingEvent
from panel.printing.programme import blocks, sections
from panel.queries import programme_of
from panel.states import ROW_MOVES, RowState
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.actions import calls, changes, composed
from pcc_portal.meetings.models import Item, Meeting, Minutes
from pcc_portal.workdays import financial_year, year_label
from pcc_portal.writing.models import Block
from tests.factories import meetings
from tests.factories.days import NOW, TODAY, moment
from tests.factories.minutes import entry

pytestmark = pytest.mark.django_db

PUBLIC, EDIT = "/panel/work-programme/", "/panel/work-programme/edit/"


@pytest.fixture
def budget(clerk, panel_body):
    """The budget, at a planned meeting in February."""
    on = meetings.meeting(clerk, held_on=date(2027, 2, 4))
    said = {"title": "Proposed precept", "about_year": "next", "detail": "Review and report."}
    return programme.add(ProgrammeRow, panel_body, meeting=on, by=clerk, at=NOW, **said)


def waiting(clerk, body, **said):
    common = {"title": "Re-vetting", "waits_for": "The end of the checks"}
    return programme.add(ProgrammeRow, body, by=clerk, at=NOW, **common | said)


def minuted(meeting, item, clerk):
    """Held, with something said under this line."""
    Meeting.objects.filter(pk=meeting.pk).update(life="held", status="issued", issued_at=NOW)
    item.meeting.refresh_from_db()
    entry(item, clerk, "statement", "It was considered.")
    Minutes.objects.filter(meeting=meeting).update(rose_at=NOW)


def told(body, on=TODAY):
    return {section.title: section for section in sections(programme_of(body, on=on))}


@pytest.mark.parametrize(
    ("day", "start", "label"),
    [
        (date(2024, 2, 5), 2023, "2023/24"),
        (date(2024, 3, 31), 2023, "2023/24"),
        (date(2024, 4, 1), 2024, "2024/25"),
        (date(1999, 5, 1), 1999, "1999/00"),
    ],
)
def test_a_financial_year_begins_in_april(day, start, label):
    assert (financial_year(day), year_label(day)) == (start, label)


def test_the_year_in_a_title_follows_from_the_day_of_the_meeting(panel_body, budget):
    """The budget of February 2024 was once printed under 2023/24, the year of its meeting and not its own."""
    assert budget.name == "Proposed precept 2027/28"
    assert "2026/27" in told(panel_body)  # it is taken in 2026/27


def test_every_part_that_is_empty_says_so(panel_body):
    found = told(panel_body)
    assert found["Briefing notes"].words[0].startswith("None required at present.")
    assert [section.words for section in found.values() if not section.words] == []


def test_training_without_a_day_prints_as_tbc(clerk, panel_body):
    programme.add(TrainingEvent, panel_body, name="Control room", for_whom="All", by=clerk, at=NOW)
    (row,) = told(panel_body)["Training, visits and events"].rows
    assert row == ["Control room", "All", "TBC", "TBC"]


def test_standing_items_list_what_they_cover(clerk, panel_body):
    said = {"title": "Report", "cadence": "At every meeting", "bullets": ["Plan", "Grants"]}
    programme.add(StandingBusiness, panel_body, by=clerk, at=NOW, **said)
    assert told(panel_body)["Report"].bullets == ["Plan", "Grants"]


def test_a_planned_meeting_is_named_to_the_public_by_its_month(clerk, panel_body, budget):
    assert told(panel_body)["2026/27"].rows[0][0] == "February 2027"
    calls.call(budget.meeting, by=clerk, at=NOW)
    assert told(panel_body)["2026/27"].rows[0][0] == "4 February 2027"


class TestReviews:
    @pytest.fixture
    def review(self, clerk, panel_body):
        return programme.add(Review, panel_body, topic="Climate", times_met=2, by=clerk, at=NOW)

    def test_ends_in_recommendations_with_response_and_where_it_was_acted_on(self, clerk, panel_body, review):
        one = programme.recommend(
            review, words="Publish the figures.", due_on=date(2026, 12, 1), by=clerk, at=NOW
        )
        head = "Recommendations: Climate"
        assert told(panel_body)[head].rows == [
            ["1", "Publish the figures.", "Due 1 December 2026", "Not yet"]
        ]
        answered = {
            "response": "They will be.",
            "responded_on": date(2026, 11, 20),
            "acted_on": "Plan, section 4",
        }
        programme.answer(one, by=clerk, at=NOW, **answered)
        (row,) = told(panel_body)[head].rows
        assert row[2:] == ["They will be. (20 November 2026)", "Plan, section 4"]

    def test_a_response_that_is_late_is_flagged(self, clerk, panel_body, review):
        programme.recommend(review, words="Publish.", due_on=date(2026, 12, 1), by=clerk, at=NOW)
        for day, late in ((date(2026, 12, 1), []), (date(2026, 12, 2), [1])):
            found = programme_of(panel_body, on=day)
            flags = [flag for flag in found.flags(found.reviews[0]) if "recommendation" in flag]
            assert len(flags) == len(late)

    @pytest.mark.parametrize("wrong", [{"response": "x"}, {"acted_on": "x"}, {"number": 2}])
    def test_the_database_says_no_too(self, clerk, review, wrong):
        for _ in range(2):
            programme.recommend(review, words="W", due_on=TODAY, by=clerk, at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            review.recommendations.filter(number=1).update(**wrong)


class TestRowsCloseAndGoStale:
    @pytest.mark.parametrize("target", RowState)
    @pytest.mark.parametrize("state", RowState)
    def test_only_along_the_table(self, state, target):
        row = ProgrammeRow(state=state)
        if target in ROW_MOVES[state]:
            move(row, target, along=ROW_MOVES, field="state")
        else:
            with pytest.raises(BadMove):
                move(row, target, along=ROW_MOVES, field="state")

    def test_a_row_closes_when_its_line_was_dealt_with(self, clerk, panel_body, budget):
        item = programme.put_on_agenda(budget, by=clerk, at=NOW)
        assert (item.public_title, item.purpose) == ("Proposed precept 2027/28", "Review and report.")
        assert programme.put_on_agenda(budget, by=clerk, at=NOW) == item  # pressed twice it is one line
        assert programme.close_taken(by=clerk, at=NOW) == []
        minuted(budget.meeting, item, clerk)
        Item.objects.filter(pk=item.pk).update(is_unfinished=True)
        assert programme.close_taken(by=clerk, at=NOW) == []
        Item.objects.filter(pk=item.pk).update(is_unfinished=False)
        (closed,) = programme.close_taken(by=clerk, at=NOW)
        assert (closed.state, closed.closed_on, closed.reported_on) == (
            "done",
            date(2027, 2, 4),
            date(2027, 2, 4),
        )
        assert "Considered at the meeting." in str(told(panel_body, on=date(2027, 2, 5)).values())

    def test_opened_again_it_is_as_before(self, clerk, budget):
        row = programme.close(budget, state="dropped", on=TODAY, why="No need.", by=clerk, at=NOW)
        assert programme.reopen(row, by=clerk, at=NOW).is_open

    def test_a_line_only_on_an_agenda_that_can_be_changed(self, clerk, budget):
        Meeting.objects.filter(pk=budget.meeting_id).update(status="being_issued")
        with pytest.raises(programme.NotOnThisAgenda):
            programme.put_on_agenda(budget, by=clerk, at=NOW)

    def test_stale_is_what_nobody_looked_at_for_two_meetings(self, clerk, panel_body):
        row = waiting(clerk, panel_body)
        for day in (date(2026, 12, 17), date(2027, 2, 4)):
            on = meetings.meeting(clerk, held_on=day)
            calls.call(on, by=clerk, at=NOW)
            assert not programme_of(panel_body, on=day).is_stale(row)
            changes.mark_held(on, by=clerk, at=moment(day.year, day.month, day.day, 17))
        found = programme_of(panel_body, on=date(2027, 2, 5))
        assert found.flags(found.waiting[0]) == ["Nobody has looked at it for 2 meetings."]
        programme.look(row, by=clerk, at=moment(2027, 2, 5))
        found = programme_of(panel_body, on=date(2027, 2, 5))
        assert found.flags(found.waiting[0]) == []

    @pytest.mark.parametrize(
        ("life", "said"), [("cancelled", "cancelled"), ("held", "was held"), ("called", "over")]
    )
    def test_what_became_of_its_meeting_is_said(self, panel_body, budget, life, said):
        Meeting.objects.filter(pk=budget.meeting_id).update(life=life)
        found = programme_of(panel_body, on=date(2027, 2, 5))
        (flag,) = found.flags(found.timetabled[0])
        assert said in flag

    @pytest.mark.parametrize("wrong", [{"meeting": None}, {"state": "done"}, {"closed_on": TODAY}])
    def test_the_database_says_no_too(self, budget, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgrammeRow.objects.update(**wrong)


class TestPublic:
    def test_before_the_first_release_the_page_says_so(self, panel_body):
        answer = Client().get(PUBLIC)
        assert answer.status_code == 200
        assert "has not been published here yet" in answer.text

    def test_what_is_not_released_is_not_public(self, clerk, panel_body, budget):
        programme.publish(panel_body, by=clerk, at=NOW)
        waiting(clerk, panel_body, title="Not yet told")
        text = Client().get(PUBLIC).text
        assert ("Proposed precept 2027/28" in text, "Not yet told" in text) == (True, False)
        programme.publish(panel_body, by=clerk, at=NOW)
        assert "Not yet told" in Client().get(PUBLIC).text
        assert Release.objects.filter(kind="panel.programme").count() == 2

    def test_what_is_typed_is_shown_as_it_was_typed(self, clerk, panel_body):
        waiting(clerk, panel_body, title="<b>R&D</b>")
        programme.publish(panel_body, by=clerk, at=NOW)
        assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in Client().get(PUBLIC).text


class TestAsPaper:
    def test_it_is_written_as_the_paper_of_its_item(self, clerk, panel_body, budget):
        item = meetings.item(budget.meeting, clerk, title="Work programme", kind="papers")
        paper = programme.as_paper(item, by=clerk, at=NOW)
        said = list(Block.objects.filter(text=paper.text).order_by("position"))
        assert len(said) == len(list(blocks(programme_of(panel_body, on=TODAY))))
        words = " ".join(block.html for block in said)
        assert "Proposed precept 2027/28" in words
        assert said[-1].kind == "recommendation"
        with pytest.raises(composed.PaperThere):
            programme.as_paper(item, by=clerk, at=NOW)


class TestPages:
    @pytest.fixture
    def desk(self, client, clerk):
        client.force_login(clerk)
        return client

    @pytest.mark.parametrize(
        ("part", "model", "said"),
        [
            ("items", ProgrammeRow, {"title": "T", "waits_for": "x"}),
            ("standing", StandingBusiness, {"title": "T", "cadence": "Yearly", "bullets": "- one\n\n two"}),
            ("reviews", Review, {"topic": "T", "times_met": 1, "state": "pending"}),
            ("notes", BriefingNote, {"topic": "T", "state": "wanted"}),
            (
                "events",
                TrainingEvent,
                {"name": "T", "state": "planned", "starts_at": "10:00", "ends_at": "12:00"},
            ),
        ],
    )
    def test_each_part_is_added_to_changed_looked_at_and_taken_out(self, desk, panel_body, part, model, said):
        assert desk.get(f"{PUBLIC}{part}/add/").status_code == 200
        assert desk.post(f"{PUBLIC}{part}/add/", said).status_code == 303
        row = model.objects.get()
        one = f"{PUBLIC}{part}/{row.pk}/"
        page = desk.get(one)
        assert 'value="T"' in page.text
        assert desk.post(one, said | {"title": "U", "topic": "U", "name": "U"}).status_code == 303
        row.refresh_from_db()
        assert str(row) == "U"
        assert "U" in desk.get(EDIT).text
        assert desk.post(f"{one}look/").status_code == 303
        assert desk.post(f"{one}remove/").status_code == 303
        assert not model.objects.exists()

    def test_bullets_are_one_a_line(self, desk, panel_body):
        desk.post(f"{PUBLIC}standing/add/", {"title": "T", "cadence": "Yearly", "bullets": "- one\n\n• two "})
        assert StandingBusiness.objects.get().bullets == ["one", "two"]

    @pytest.mark.parametrize(
        ("part", "wrong", "words"),
        [
            ("items", {"title": "T"}, "Choose a meeting, or say what it waits for."),
            ("reviews", {"topic": "T", "times_met": 0, "state": "reported"}, "Say when it reported."),
            (
                "events",
                {"name": "T", "state": "planned", "starts_at": "12:00", "ends_at": "10:00"},
                "It ends after it starts.",
            ),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, desk, panel_body, part, wrong, words):
        answer = desk.post(f"{PUBLIC}{part}/add/", wrong)
        assert (answer.status_code, words in answer.text, 'value="T"' in answer.text) == (422, True, True)

    def test_published_closed_and_put_on_an_agenda_by_pressing(self, desk, clerk, budget):
        item = meetings.item(budget.meeting, clerk, title="Work programme", kind="papers")
        assert desk.post(f"{PUBLIC}publish/").status_code == 303
        assert "Proposed precept" in Client().get(PUBLIC).text
        assert desk.post(f"{PUBLIC}items/{budget.pk}/agenda/").status_code == 303
        page = desk.get(f"{PUBLIC}paper/")
        assert re.search(rf'value="{item.pk}" selected', page.text)
        answer = desk.post(f"{PUBLIC}paper/", {"item": item.pk})
        assert answer["Location"] == reverse(
            "meetings:paper", args=[budget.meeting.ref, item.papers.get().pk]
        )
        assert desk.post(f"{PUBLIC}paper/", {"item": item.pk}).status_code == 409
        said = {"state": "done", "on": "2027-02-04", "why": "Considered."}
        assert desk.post(f"{PUBLIC}items/{budget.pk}/close/", said).status_code == 303
        assert desk.post(f"{PUBLIC}items/{budget.pk}/close/", said).status_code == 409

    def test_the_clerks_page_asks_the_same_of_the_database_for_one_and_three(self, desk, clerk, panel_body):
        def more(count):
            for n in range(count):
                on = meetings.meeting(clerk, held_on=date(2027, 3 + ProgrammeRow.objects.count(), 4 + n))
                programme.add(ProgrammeRow, panel_body, title="T", meeting=on, by=clerk, at=NOW)
                waiting(clerk, panel_body)
                review = programme.add(Review, panel_body, topic="T", by=clerk, at=NOW)
                programme.recommend(review, words="W", due_on=TODAY, by=clerk, at=NOW)

        def cost():
            desk.get(EDIT)
            with CaptureQueriesContext(connection) as found:
                desk.get(EDIT)
            return len(found)

        more(1)
        one = cost()
        more(2)
        assert cost() == one


def test_today_is_a_day_of_the_clock():
    assert timezone.localdate(NOW) == TODAY
