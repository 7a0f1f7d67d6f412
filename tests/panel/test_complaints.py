"""Complaints about the Commissioner, by the steps of SI 2012/62: recorded or not, the IOPC, otherwise, informal resolution."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panel.actions import clocks, complaint_counts, complaint_readers, complaints
from panel.models import Complaint, ComplaintStep
from panel.queries.clocks import Periods
from panel.queries.complaints import FEWER, clocks_of, counts_of, next_states, years_over
from panel.states import ClockKind
from panel.states.complaints import COMPLAINT_MOVES, ComplaintState
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove, move
from tests.factories import meetings, people
from tests.factories.complaints import SAID, received
from tests.factories.days import NOW, TODAY, moment

pytestmark = pytest.mark.django_db

LATER = moment(2026, 11, 20)


@pytest.fixture(autouse=True)
def periods(panel_body):
    clocks.ensure()


@pytest.fixture
def row(panel_body, clerk):
    return received(panel_body, clerk)


@pytest.fixture
def done(clerk):
    """Take a step."""

    def take(act, row, on=TODAY, **said):
        return act(row, on=on, words="So it was.", by=clerk, at=LATER, **said)

    return take


def told(row):
    return {found.kind: found for found in clocks_of(row, Periods.of(row.body))}


@pytest.mark.parametrize("target", ComplaintState)
@pytest.mark.parametrize("state", ComplaintState)
def test_only_along_the_table(state, target):
    row = Complaint(state=state)
    if target in COMPLAINT_MOVES[state]:
        move(row, target, along=COMPLAINT_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=COMPLAINT_MOVES, field="state")


class TestRecordedOrNot:
    def test_what_is_not_recorded_has_its_ground_and_the_complainant_is_told(self, row, done):
        row = done(complaints.not_record, row, ground="force")
        assert (row.state, row.ground, row.closed_on) == ("not_recorded", "force", TODAY)
        row = done(complaints.tell, row)
        assert row.told_on == TODAY
        assert [step.kind for step in row.steps.all()] == ["received", "not_recorded", "told"]
        assert row.steps.get(kind="not_recorded").words.startswith("It is about the police force")

    def test_it_is_recorded_after_all_when_more_becomes_known(self, row, done):
        row = done(complaints.record, done(complaints.not_record, row, ground="force"))
        assert (row.state, row.ground, row.closed_on, row.recorded_on) == ("recorded", "", None, TODAY)

    def test_the_database_wants_the_ground(self, row):
        with pytest.raises(IntegrityError, match="complaint_set_aside_on_a_ground"), transaction.atomic():
            Complaint.objects.update(state="not_recorded", closed_on=TODAY)

    def test_no_day_ahead_and_none_before_it_came(self, row, done):
        for day in (date(2026, 11, 21), TODAY - timedelta(days=1)):
            with pytest.raises(complaints.NotThatDay):
                done(complaints.record, row, on=day)
        assert Complaint.objects.get().state == "received"
        assert ComplaintStep.objects.count() == 1  # refused means nothing written


class TestTheIopc:
    """SI 2012/62 regulation 13."""

    @pytest.fixture
    def serious(self, row, done):
        return done(complaints.find_serious, done(complaints.record, row), on=date(2026, 11, 6))

    def test_what_is_serious_goes_there_before_anything_else(self, serious, done):
        for act, more in (
            (complaints.handle_otherwise, {"ground": "abuse"}),
            (complaints.begin_resolving, {}),
            (complaints.withdraw, {}),
        ):
            with pytest.raises(complaints.MustBeReferred):
                done(act, serious, on=date(2026, 11, 9), **more)
        assert next_states(serious) == {"referred"}

    def test_what_is_serious_is_recorded(self, row, done):
        row = done(complaints.find_serious, row)
        with pytest.raises(complaints.MustBeReferred):
            done(complaints.not_record, row, ground="force")
        assert next_states(row) == {"recorded"}

    def test_by_the_end_of_the_day_after_weekend_or_not(self, serious):
        """Found serious on a Friday: until Saturday; it is wise to do it on the Friday itself."""
        clock = told(serious)[ClockKind.COMPLAINT_REFER]
        assert (clock.on, clock.deadline.safe_on) == (date(2026, 11, 7), date(2026, 11, 6))
        assert "SI 2012/62" in clock.deadline.source
        assert clock.is_late(today=date(2026, 11, 8))
        assert not clock.is_late(today=date(2026, 11, 7))

    def test_sent_back_the_panel_deals_with_it(self, serious, done):
        row = done(complaints.refer, serious, on=date(2026, 11, 7))
        assert not told(row)[ClockKind.COMPLAINT_REFER].is_late(today=LATER.date())
        row = done(complaints.come_back, row, on=date(2026, 11, 12), is_returned=True)
        row = done(complaints.begin_resolving, row, on=date(2026, 11, 13))
        assert done(complaints.resolve, row, on=date(2026, 11, 16)).state == "resolved"

    def test_dealt_with_there_it_is_over(self, serious, done):
        row = done(complaints.refer, serious, on=date(2026, 11, 7))
        row = done(complaints.come_back, row, on=date(2026, 11, 12), is_returned=False)
        assert (row.state, row.closed_on) == ("investigated", date(2026, 11, 12))

    def test_found_serious_while_it_is_being_resolved(self, row, done):
        row = done(complaints.begin_resolving, done(complaints.record, row))
        row = done(complaints.find_serious, row)
        with pytest.raises(complaints.MustBeReferred):
            done(complaints.resolve, row)
        assert done(complaints.refer, row).state == "referred"

    def test_a_conduct_matter_is_referred_and_never_resolved(self, panel_body, clerk, done):
        row = received(panel_body, clerk, kind="conduct", name="", contact="")
        assert told(row)[ClockKind.COMPLAINT_REFER].on == date(2026, 11, 3)
        row = done(complaints.refer, done(complaints.record, row))
        row = done(complaints.come_back, row, is_returned=True)
        assert "resolving" not in next_states(row)
        with pytest.raises(complaints.NobodyComplained):
            done(complaints.begin_resolving, row)

    def test_the_database_wants_the_iopc_first(self, serious):
        with pytest.raises(IntegrityError, match="serious_complaint_has_been"), transaction.atomic():
            Complaint.objects.update(state="resolved", closed_on=TODAY)


def test_what_is_over_is_not_found_serious_any_more(row, done):
    row = done(complaints.handle_otherwise, done(complaints.record, row), ground="old")
    with pytest.raises(complaints.NotNow):
        done(complaints.find_serious, row)


def test_told_before_it_was_over_is_not_told_of_its_end(row, done):
    row = done(complaints.tell, done(complaints.record, row))
    row = done(complaints.withdraw, row, on=date(2026, 11, 5))
    assert row.is_owed_word
    assert not done(complaints.tell, row, on=date(2026, 11, 5)).is_owed_word


def test_handled_otherwise_on_a_ground_of_the_regulations(row, done):
    row = done(complaints.handle_otherwise, done(complaints.record, row), ground="duplicate")
    assert (row.state, row.ground, row.closed_on) == ("otherwise", "duplicate", TODAY)


def test_evidence_is_preserved_from_the_first_day_it_was(row, done):
    row = done(complaints.preserve, done(complaints.preserve, row), on=date(2026, 11, 5))
    assert row.evidence_on == TODAY
    assert row.steps.filter(kind="evidence").count() == 2


def test_what_the_law_gives_no_day_the_protocol_may(row, clerk):
    assert told(row)[ClockKind.COMPLAINT_RECORD].on is None
    said = {"unit": "beginning_with", "number": 10, "month": 0, "day": 0}
    words = {"words": "Within ten days", "source": "Complaints protocol, 4"}
    clocks.follow("complaint_record", from_on=TODAY, by=clerk, at=NOW, **said, **words)
    assert told(row)[ClockKind.COMPLAINT_RECORD].on == date(2026, 11, 11)


def test_the_record_is_only_ever_added_to(row):
    for touch in (
        lambda: ComplaintStep.objects.update(words="Otherwise."),
        ComplaintStep.objects.all().delete,
    ):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            touch()


def test_each_change_of_the_register_keeps_what_was_there(row, done):
    done(complaints.record, row)
    history = apps.get_model("panel", "ComplaintEvent").objects.order_by("pgh_id")
    assert [event.state for event in history] == ["received", "recorded"]


def test_pressed_twice_it_is_entered_once(panel_body, clerk, row):
    assert received(panel_body, clerk, key=row.pk) == row
    assert Complaint.objects.count() == 1


class TestNaming:
    def test_somebody_is_always_named(self, row, clerk, panel_member):
        own = row.readers.get()
        with pytest.raises(complaint_readers.NotThisPerson):
            complaint_readers.unname(own, by=clerk, at=LATER)
        complaint_readers.name(row, panel_member.grants.get(), by=clerk, at=LATER)
        complaint_readers.unname(own, by=clerk, at=LATER)
        assert [reader.user for reader in row.readers.filter(ended_at__isnull=True)] == [panel_member]

    def test_named_twice_is_named_once(self, row, clerk, panel_member):
        first = complaint_readers.name(row, panel_member.grants.get(), by=clerk, at=LATER)
        assert complaint_readers.name(row, panel_member.grants.get(), by=clerk, at=LATER) == first

    @pytest.mark.parametrize("who", ["commissioner", "administrator", "applicant"])
    def test_some_are_never_named(self, request, row, clerk, who):
        with pytest.raises(complaint_readers.NotThisPerson):
            complaint_readers.name(row, request.getfixturevalue(who).grants.get(), by=clerk, at=LATER)

    def test_only_a_clerk_of_the_panel_enters_one(self, panel_body, officer):
        with pytest.raises(complaint_readers.NotThisPerson):
            received(panel_body, officer)
        assert not Complaint.objects.exists()


class TestCounts:
    """SI 2011/3050, Schedule, paragraph 1(f): the number, and nothing that tells of one case."""

    def some(self, body, clerk, count, **said):
        return [received(body, clerk, on=date(2025, 6, 2), **said) for _ in range(count)]

    @pytest.mark.parametrize("count", [0, 1, 4])
    def test_a_few_are_not_told_apart_from_none(self, panel_body, clerk, count):
        self.some(panel_body, clerk, count)
        found = counts_of(panel_body.pk, 2025)
        assert (found["received"], found["parts"]) == (FEWER, [])

    def test_five_are_five_and_parts_only_where_none_is_small(self, panel_body, clerk, done):
        rows = self.some(panel_body, clerk, 10)
        assert counts_of(panel_body.pk, 2025)["received"] == "10"
        assert ["Still being dealt with", "10"] in counts_of(panel_body.pk, 2025)["parts"]
        done(complaints.not_record, rows[0], ground="force")
        assert counts_of(panel_body.pk, 2025)["parts"] == []
        for row in rows[1:5]:
            done(complaints.not_record, row, ground="force")
        assert ["Not recorded", "5"] in counts_of(panel_body.pk, 2025)["parts"]

    def test_only_years_that_are_over_are_counted(self, panel_body, clerk):
        for _ in range(6):
            received(panel_body, clerk)
        assert years_over(on=TODAY) == [2025, 2024, 2023, 2022, 2021]
        complaint_counts.publish(panel_body, by=clerk, at=NOW)
        said = Release.objects.live().get(kind="panel.complaint_counts")
        assert {year["received"] for year in said.facts["years"]} == {FEWER}

    def test_everyone_reads_them(self, client, panel_body, clerk):
        self.some(panel_body, clerk, 7)
        assert "No counts have been published" in client.get("/panel/complaints/counts/").text
        complaint_counts.publish(panel_body, by=clerk, at=NOW)
        assert "received: 7." in client.get("/panel/complaints/counts/").text


class TestPages:
    def address(self, name, *args):
        return reverse(f"panel:{name}", args=args)

    def test_from_the_form_to_the_outcome(self, client, clerk, panel_body, deputy_clerk):
        client.force_login(clerk)
        form = self.address("complaint-add")
        said = SAID | {"received_on": "2026-11-02", "other": deputy_clerk.grants.get().pk}
        wrong = client.post(form, said | {"words": ""})
        assert (wrong.status_code, "What was said at the market" in wrong.text) == (422, True)
        client.post(form, said)
        row = Complaint.objects.get()
        assert {reader.user for reader in row.readers.all()} == {clerk, deputy_clerk}
        for step, more in (("record", {}), ("resolve", {}), ("outcome", {})):
            there = self.address("complaint-step", row.pk, step)
            assert client.get(there).status_code == 200
            assert client.post(there, {"on": "2026-11-03", "words": "Said so."} | more).status_code == 303
        text = client.get(self.address("complaint", row.pk)).text
        assert "Resolved informally." in text
        assert "She shouted at my mother." in text
        assert row.ref in client.get(self.address("complaints")).text

    def test_what_comes_too_late_is_refused_and_nothing_typed_is_lost(self, client, clerk, row, done):
        done(complaints.record, row)
        client.force_login(clerk)
        there = self.address("complaint-step", row.pk, "outcome")
        answer = client.post(there, {"on": "2026-11-03", "words": "A long and careful outcome."})
        assert (answer.status_code, "A long and careful outcome." in answer.text) == (409, True)

    def test_put_to_a_meeting_nothing_of_it_is_on_the_agenda(self, client, clerk, row):
        on = meetings.meeting(clerk, held_on=date(2027, 2, 8))
        client.force_login(clerk)
        client.post(self.address("complaint-step", row.pk, "meeting"), {"meeting": on.pk})
        row.refresh_from_db()
        assert row.considered_at == on
        assert on.items.count() == 0

    def test_my_page_says_what_is_next_without_what_it_is_about(self, client, clerk, row):
        client.force_login(clerk)
        text = client.get("/my/").text
        assert f"Restricted: {row.ref}" in text
        assert row.subject not in text

    def test_the_mail_says_that_something_waits_and_not_what(
        self, client, row, clerk, panel_member, mailoutbox
    ):
        from pcc_portal.notices.models import Message

        complaint_readers.name(row, panel_member.grants.get(), by=clerk, at=LATER)
        mail = Message.objects.get()
        assert (mail.to, mail.subject) == (panel_member.email, "Something waits for you")
        words = f"{mail.subject} {mail.body_text} {mail.dedupe_key} {mail.about_id}".lower()
        assert not re.search(rf"complain|{row.ref.lower()}|{row.pk}|commissioner", words)

    @pytest.mark.parametrize("url", ["/my/", "/panel/complaints/"])
    def test_lists_ask_the_same_of_one_and_of_three(self, client, clerk, panel_body, row, url):
        client.force_login(clerk)

        def cost():
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            return len(asked)

        one = cost()
        for _ in range(2):
            received(panel_body, clerk)
        assert cost() == one

    def test_whoever_ends_their_own_naming_is_back_on_their_page(self, client, clerk, row, panel_member):
        complaint_readers.name(row, panel_member.grants.get(), by=clerk, at=LATER)
        client.force_login(panel_member)
        own = row.readers.get(user=panel_member)
        answer = client.post(self.address("complaint-unname", row.pk, own.pk))
        assert answer.headers["Location"] == "/my/"
        assert client.get(self.address("complaint", row.pk)).status_code == 404


def test_a_naming_lasts_as_long_as_the_role(row, clerk, panel_member, panel):
    from pcc_portal.accounts.access import load_rights
    from pcc_portal.accounts.actions import grants

    complaint_readers.name(row, panel_member.grants.get(), by=clerk, at=LATER)
    today = timezone.localdate()
    assert Complaint.objects.visible_to(load_rights(panel_member, on=today)).exists()
    people.granted(panel_member, "officer", people.organisation("office"))
    grants.end(panel_member.grants.get(role="panel_member"), last_on=TODAY, by=None, at=NOW)
    assert not Complaint.objects.visible_to(load_rights(panel_member, on=today)).exists()
