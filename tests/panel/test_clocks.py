"""Statutory clocks: each day with rule, source, safe day and override; precepts and hearings refuse what the law does not allow."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from panel.actions import clocks, hearings, precepts
from panel.models import Clock, ClockOverride, Hearing, Precept, StatutoryPeriod
from panel.queries.clocks import clocks_of
from panel.states import HEARING_MOVES, PRECEPT_CHAIN, PRECEPT_MOVES, ClockKind, HearingState, PreceptState
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.actions import seats
from pcc_portal.meetings.rules import two_thirds_of
from tests.factories import meetings, people
from tests.factories.days import NOW, TODAY, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def periods(panel_body):
    clocks.ensure()


@pytest.fixture
def thirteen(panel_body, clerk):
    """Members in office, so that nine votes are needed."""
    for n, seat in enumerate(meetings.seats(panel_body, *(f"council-{n}" for n in range(13)))):
        who = people.person("Member", f"Number{n}")
        seats.fill(seat, who, from_on=date(2025, 5, 20), by=clerk, at=NOW)


@pytest.fixture
def precept(panel_body, clerk):
    said = {"year": 2027, "proposed": Decimal("300.00"), "on": date(2027, 2, 1)}
    return precepts.notify(panel_body, by=clerk, at=NOW, **said)


def said_of(body, year=2026, today=TODAY):
    return {told.title: told for told in clocks_of(body, year, today=today)}


@pytest.mark.parametrize(
    ("members", "votes"), [(10, 7), (11, 8), (12, 8), (13, 9), (14, 10), (15, 10), (18, 12), (20, 14)]
)
def test_two_thirds_of_the_members_in_office(members, votes):
    assert two_thirds_of(members) == votes
    assert 3 * votes >= 2 * members > 3 * (votes - 1)


class TestAYear:
    def test_the_precept_chain_is_in_every_year_with_its_sources(self, panel_body):
        found = said_of(panel_body)
        days = [found[kind.label].on for kind in PRECEPT_CHAIN]
        assert days == [date(2027, 2, n) for n in (1, 8, 15, 22)] + [date(2027, 3, 1)]
        assert all("SI 2012/2271" in found[kind.label].deadline.source for kind in PRECEPT_CHAIN)
        assert found[ClockKind.PRECEPT_REPORT.label].deadline.safe_on == date(2027, 2, 5)

    def test_papers_and_speaking_of_each_meeting(self, clerk, panel_body):
        meetings.meeting(clerk, held_on=date(2027, 2, 8))
        found = said_of(panel_body)
        assert found["Papers of Panel, 8 February 2027"].on == date(2027, 1, 29)
        assert found["Public speaking at Panel, 8 February 2027"].on == date(2027, 2, 3)

    def test_what_was_started_is_counted_from_that_day(self, clerk, panel_body):
        said = {"about": "Sent on paper", "by": clerk, "at": NOW}
        clocks.start(panel_body, kind="annual_report", started_on=TODAY, **said)
        clocks.start(panel_body, kind="plan_issue", started_on=date(2026, 5, 7), **said)
        row = clocks.start(panel_body, kind="removal", started_on=date(2027, 1, 15), **said)
        found = said_of(panel_body)
        on = {
            kind: found[f"{ClockKind(kind).label}: Sent on paper"].on
            for kind in ("annual_report", "plan_issue", "removal")
        }
        assert on == {"annual_report": None, "plan_issue": date(2027, 3, 31), "removal": date(2027, 2, 25)}
        clocks.finish(row, on=date(2027, 2, 26), by=clerk, at=NOW)
        assert said_of(panel_body)[f"{ClockKind.REMOVAL.label}: Sent on paper"].is_late(today=TODAY)

    def test_an_override_says_who_and_why_beside_what_the_rule_gives(self, clerk, panel_body):
        said = {
            "kind": "precept_report",
            "start_on": date(2027, 1, 1),
            "on": date(2027, 2, 4),
            "why": "Half term.",
        }
        clocks.override(panel_body, by=clerk, at=NOW, **said)
        told = said_of(panel_body)[ClockKind.PRECEPT_REPORT.label]
        assert (told.on, told.deadline.on) == (date(2027, 2, 4), date(2027, 2, 8))
        assert (told.override.by, told.override.why) == (clerk, "Half term.")
        with pytest.raises(IntegrityError), transaction.atomic():
            ClockOverride.objects.update(why="")

    def test_a_law_that_changes_counts_from_its_day(self, clerk, panel_body):
        said = {
            "unit": "by_date",
            "number": 0,
            "month": 2,
            "day": 10,
            "words": "By 10 February",
            "source": "SI 2027/1",
        }
        clocks.follow("precept_report", from_on=date(2027, 6, 1), by=clerk, at=NOW, **said)
        days = [said_of(panel_body, year)[ClockKind.PRECEPT_REPORT.label].on for year in (2026, 2027)]
        assert days == [date(2027, 2, 8), date(2028, 2, 10)]

    def test_made_ready_twice_the_periods_are_there_once_and_as_they_were_changed(self, clerk):
        StatutoryPeriod.objects.filter(kind="hearing").update(number=28)
        clocks.ensure()
        assert StatutoryPeriod.objects.get(kind="hearing").number == 28
        assert StatutoryPeriod.objects.count() == len(ClockKind)


class TestPrecept:
    @pytest.mark.parametrize("target", PreceptState)
    @pytest.mark.parametrize("state", PreceptState)
    def test_only_along_the_table(self, state, target):
        row = Precept(state=state)
        if target in PRECEPT_MOVES[state]:
            move(row, target, along=PRECEPT_MOVES, field="state")
        else:
            with pytest.raises(BadMove):
                move(row, target, along=PRECEPT_MOVES, field="state")

    def test_a_veto_needs_two_thirds_of_the_members_in_office(self, clerk, precept, thirteen):
        said = {"on": date(2027, 2, 8), "veto": "too_high", "by": clerk, "at": NOW}
        with pytest.raises(precepts.TooFewVotes, match="needs 9 votes"):
            precepts.report(precept, votes=8, **said)
        row = precepts.report(precept, votes=9, **said)
        assert (row.state, row.votes, row.members) == ("vetoed", 9, 13)

    def test_a_member_who_left_lowers_the_threshold(self, clerk, panel_body, precept, thirteen):
        for sitting in list(panel_body.seats.first().sittings.all()):
            seats.end(sitting, last_on=date(2026, 12, 31), by=clerk, at=NOW)
        row = precepts.report(precept, on=date(2027, 2, 8), veto="too_high", votes=8, by=clerk, at=NOW)
        assert (row.members, row.state) == (12, "vetoed")

    def test_a_veto_in_a_late_report_does_not_count(self, clerk, precept, thirteen):
        row = precepts.report(precept, on=date(2027, 2, 9), veto="too_high", votes=13, by=clerk, at=NOW)
        assert row.state == "veto_void"
        assert (
            precepts.issue(row, issued=Decimal(300), on=date(2027, 2, 10), by=clerk, at=NOW).state == "issued"
        )

    @pytest.mark.parametrize(
        ("veto", "wrong", "right"),
        [("too_high", ["300.00", "300.01"], "299.99"), ("too_low", ["300.00", "299.99"], "300.01")],
    )
    def test_the_revised_figure_goes_the_way_of_the_veto(self, clerk, precept, thirteen, veto, wrong, right):  # noqa: PLR0917
        row = precepts.report(precept, on=date(2027, 2, 8), veto=veto, votes=9, by=clerk, at=NOW)
        for figure in wrong:
            with pytest.raises(precepts.WrongWay):
                precepts.revise(row, revised=Decimal(figure), on=date(2027, 2, 15), by=clerk, at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Precept.objects.update(revised=Decimal(wrong[0]))
        assert (
            precepts.revise(row, revised=Decimal(right), on=date(2027, 2, 15), by=clerk, at=NOW).state
            == "revised"
        )

    def test_the_whole_chain_and_no_second_veto(self, clerk, precept, thirteen):
        by = {"by": clerk, "at": NOW}
        row = precepts.report(precept, on=date(2027, 2, 8), veto="too_high", votes=9, **by)
        row = precepts.revise(row, revised=Decimal(290), on=date(2027, 2, 15), **by)
        with pytest.raises(BadMove):
            precepts.report(row, on=date(2027, 2, 20), veto="too_high", votes=13, **by)
        row = precepts.report_again(row, on=date(2027, 2, 22), is_rejected=True, **by)
        with pytest.raises(precepts.ScrutinyGoesOn):
            precepts.issue(row, issued=Decimal(290), on=date(2027, 2, 23), **by)
        row = precepts.respond(row, on=date(2027, 3, 1), **by)
        assert precepts.issue(row, issued=Decimal(290), on=date(2027, 3, 1), **by).state == "issued"

    def test_nothing_is_issued_while_the_panel_may_still_report(self, clerk, precept):
        with pytest.raises(precepts.ScrutinyGoesOn, match="8 February 2027"):
            precepts.issue(precept, issued=Decimal(300), on=date(2027, 2, 8), by=clerk, at=NOW)
        assert (
            precepts.issue(precept, issued=Decimal(300), on=date(2027, 2, 9), by=clerk, at=NOW).state
            == "issued"
        )

    def test_one_a_year(self, clerk, panel_body, precept):
        with pytest.raises(precepts.KnownAlready):
            precepts.notify(panel_body, year=2027, proposed=Decimal(1), on=TODAY, by=clerk, at=NOW)

    @pytest.mark.parametrize(
        "wrong", [{"veto": "too_high"}, {"veto": "too_high", "votes": 8, "members": 13}, {"state": "issued"}]
    )
    def test_the_database_says_no_too(self, precept, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            Precept.objects.update(**wrong)

    def test_two_thirds_exactly_are_enough_for_the_database_too(self, precept):
        for votes, members in ((8, 12), (10, 15), (12, 18), (2, 3)):
            Precept.objects.update(veto="too_high", votes=votes, members=members)


FACTS = {
    "candidate": "Ann Fairlight",
    "criteria": "Those of the post",
    "why": "She meets them",
    "terms": "Five years",
}


class TestHearings:
    @pytest.fixture
    def notice(self, clerk, panel_body):
        return hearings.receive(
            panel_body, post="chief_constable", received_on=date(2027, 1, 15), by=clerk, at=NOW, **FACTS
        )

    @pytest.mark.parametrize("target", HearingState)
    @pytest.mark.parametrize("state", HearingState)
    def test_only_along_the_table(self, state, target):
        row = Hearing(state=state)
        if target in HEARING_MOVES[state]:
            move(row, target, along=HEARING_MOVES, field="state")
        else:
            with pytest.raises(BadMove):
                move(row, target, along=HEARING_MOVES, field="state")

    def test_the_hearing_falls_inside_the_three_weeks_with_its_clear_days(self, clerk, notice):
        late, good = (meetings.meeting(clerk, held_on=date(2027, 2, n)) for n in (5, 4))
        with pytest.raises(hearings.OutsideTheThreeWeeks, match="4 February 2027"):
            hearings.set_meeting(notice, meeting=late, by=clerk, at=moment(2027, 1, 18))
        with pytest.raises(hearings.OutsideTheThreeWeeks, match="27 January 2027"):
            hearings.set_meeting(notice, meeting=good, by=clerk, at=moment(2027, 1, 28))
        assert hearings.set_meeting(notice, meeting=good, by=clerk, at=moment(2027, 1, 27)).meeting == good

    def test_without_a_report_the_process_ends_by_the_clock(self, clerk, panel_body, notice):
        other = hearings.receive(
            panel_body, post="deputy", received_on=date(2027, 1, 15), by=clerk, at=NOW, **FACTS
        )
        assert hearings.expire(at=moment(2027, 2, 4, 23)) == []
        assert hearings.expire(at=moment(2027, 2, 5)) == [notice]
        with pytest.raises(hearings.TooLate):
            hearings.report(notice, on=date(2027, 2, 5), recommended="appoint", by=clerk, at=NOW)
        assert (
            hearings.report(other, on=date(2027, 2, 5), recommended="appoint", by=clerk, at=NOW).state
            == "reported"
        )

    def test_only_a_chief_constable_is_vetoed_and_by_two_thirds(self, clerk, panel_body, notice, thirteen):
        deputy = hearings.receive(
            panel_body, post="deputy", received_on=date(2027, 1, 15), by=clerk, at=NOW, **FACTS
        )
        said = {"on": date(2027, 2, 4), "recommended": "veto", "by": clerk, "at": NOW}
        with pytest.raises(hearings.NoVetoHere):
            hearings.report(deputy, votes=13, **said)
        with pytest.raises(hearings.NoVetoHere, match="needs 9 votes"):
            hearings.report(notice, votes=8, **said)
        assert hearings.report(notice, votes=9, **said).state == "vetoed"

    def test_the_decision_follows_the_report(self, clerk, notice):
        row = hearings.report(notice, on=date(2027, 2, 1), recommended="not", by=clerk, at=NOW)
        assert (
            hearings.decide(row, on=date(2027, 2, 3), is_accepted=False, by=clerk, at=NOW).state == "decided"
        )

    def test_who_is_proposed_is_in_no_audit_row(self, notice):
        assert FACTS["candidate"] not in str(list(Event.objects.values()))


class TestPages:
    @pytest.fixture
    def desk(self, client, clerk):
        client.force_login(clerk)
        return client

    def test_the_year_says_rule_source_and_safe_day(self, desk):
        text = desk.get("/panel/clocks/?year=2026").text
        for words in ("Monday 8 February 2027", "regulation 4", "Safe by Friday 5 February 2027", "2026/27"):
            assert words in text

    def test_a_precept_from_notice_to_issue(self, desk, thirteen):
        page = "/panel/precepts/2027/"
        assert "Nothing has been notified yet." in desk.get(page).text
        assert desk.post(page, {"proposed": "300", "on": "2027-02-01"}).status_code == 303
        few = desk.post(f"{page}report/", {"on": "2027-02-08", "veto": "too_high", "votes": "3"})
        assert (few.status_code, "A veto needs 9 votes" in few.text, 'value="3"' in few.text) == (
            409,
            True,
            True,
        )
        assert (
            desk.post(f"{page}report/", {"on": "2027-02-08", "veto": "too_high", "votes": "9"}).status_code
            == 303
        )
        assert "by 9 of the 13 members in office" in desk.get(page).text
        wrong = desk.post(f"{page}revise/", {"on": "2027-02-15", "revised": "301"})
        assert (wrong.status_code, "must be lower" in wrong.text) == (409, True)
        for step, said in (
            ("revise", {"revised": "290"}),
            ("report-again", {"is_rejected": "on"}),
            ("respond", {}),
            ("issue", {"issued": "290"}),
        ):
            assert desk.post(f"{page}{step}/", said | {"on": "2027-02-20"}).status_code == 303
        assert "Issued" in desk.get(page).text

    def test_a_hearing_needs_all_four_facts(self, desk, panel_body):
        said = {"post": "deputy", "received_on": "2027-01-15"} | FACTS
        assert desk.post("/panel/hearings/receive/", said | {"terms": ""}).status_code == 422
        answer = desk.post("/panel/hearings/receive/", said)
        assert answer.status_code == 303
        page = desk.get(answer["Location"]).text
        assert "The Panel reports by Thursday 4 February 2027" in page
        assert FACTS["candidate"] in page

    def test_periods_are_changed_and_clocks_started_set_and_done(self, desk, panel_body):
        said = {
            "unit": "by_date",
            "number": 0,
            "month": 2,
            "day": 30,
            "words": "W",
            "source": "S",
            "from_on": "2027-06-01",
        }
        assert desk.post("/panel/clocks/periods/precept_report/", said).status_code == 422
        assert desk.post("/panel/clocks/periods/precept_report/", said | {"day": 10}).status_code == 303
        assert "In force from Tuesday 1 June 2027" in desk.get("/panel/clocks/periods/").text
        assert (
            desk.post(
                "/panel/clocks/start/", {"kind": "removal", "started_on": "2027-01-15", "about": "A"}
            ).status_code
            == 303
        )
        done = f"/panel/clocks/started/{Clock.objects.get().pk}/done/"
        assert desk.post(done, {"on": "2027-01-01"}).status_code == 422
        assert desk.post(done, {"on": "2027-02-01"}).status_code == 303
        another = "/panel/clocks/precept_report/2027-01-01/override/"
        assert desk.post(another, {"on": "2027-02-04", "why": "Half term."}).status_code == 303
        assert re.search(
            r"Set to Thursday 4 February 2027</b> by Simon Garrod", desk.get("/panel/clocks/?year=2026").text
        )

    @pytest.mark.parametrize(
        "path", ["nothing/2027-01-01/override/", "removal/2027-13-01/override/", "periods/nothing/"]
    )
    def test_what_is_not_there_is_not_there(self, desk, path):
        assert desk.get(f"/panel/clocks/{path}").status_code == 404

    def test_the_year_asks_the_same_of_the_database_for_one_and_three(self, desk, clerk, panel_body):
        def more(count):
            for n in range(count):
                meetings.meeting(clerk, held_on=date(2027, 1, 4 + Clock.objects.count()))
                clocks.start(
                    panel_body, kind="removal", started_on=date(2027, 1, 4), about=f"{n}", by=clerk, at=NOW
                )
                hearings.receive(
                    panel_body, post="deputy", received_on=date(2027, 1, 4), by=clerk, at=NOW, **FACTS
                )

        def cost():
            desk.get("/panel/clocks/?year=2026")
            with CaptureQueriesContext(connection) as found:
                desk.get("/panel/clocks/?year=2026")
            return len(found)

        more(1)
        one = cost()
        more(2)
        assert cost() == one
