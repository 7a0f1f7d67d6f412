"""Reports of the inspectorate: entered once, 56 days that begin with publication, warnings, and what cannot be removed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from governance.actions import findings, inspection_warnings, inspections
from governance.models import Finding, Inspection
from governance.queries.inspection_clock import ResponseClock, due_on
from governance.states.inspections import (
    COMMITMENT_MOVES,
    FINDING_MOVES,
    INSPECTION_MOVES,
    LETTER_MOVES,
    CommitmentState,
    FindingState,
    InspectionState,
    LetterState,
)
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices.actions import send
from pcc_portal.notices.models import Message
from tests.factories import inspections as made
from tests.factories.days import NOW, TODAY, moment

pytestmark = pytest.mark.django_db

TABLES = {
    InspectionState: INSPECTION_MOVES,
    FindingState: FINDING_MOVES,
    LetterState: LETTER_MOVES,
    CommitmentState: COMMITMENT_MOVES,
}
PAIRS = [(table, now, to) for table in TABLES for now in table for to in table]


class Thing:
    """Something that has a state."""

    def __init__(self, status):
        self.status = status


@pytest.mark.parametrize(
    ("table", "now", "to"), PAIRS, ids=[f"{t.__name__}-{a.value}-{b.value}" for t, a, b in PAIRS]
)
def test_only_along_the_tables(table, now, to):
    thing = Thing(now)
    if to in TABLES[table][now]:
        move(thing, to, along=TABLES[table])
    else:
        with pytest.raises(BadMove):
            move(thing, to, along=TABLES[table])


# The clock


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2027, 1, 15), date(2027, 3, 11)),  # law.md A5
        (date(2028, 1, 5), date(2028, 2, 29)),  # the last day is 29 February
        (date(2028, 2, 29), date(2028, 4, 24)),  # the first day is
        (date(2027, 1, 5), date(2027, 3, 1)),  # the same days without one
        (date(2028, 2, 1), date(2028, 3, 27)),
        (date(2026, 12, 31), date(2027, 2, 24)),
    ],
)
def test_fifty_six_days_begin_with_the_day_of_publication(published, last):
    assert due_on(published) == last
    assert ResponseClock(published, last).day == 56
    assert not ResponseClock(published, last).is_late
    assert ResponseClock(published, last + timedelta(days=1)).is_late


def test_every_day_of_a_leap_year_agrees_with_a_count_day_by_day():
    for n in range(366):
        published = date(2028, 1, 1) + timedelta(days=n)
        day, counted = published, 1
        while counted < 56:
            day, counted = day + timedelta(days=1), counted + 1
        assert due_on(published) == day


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 1, 15), "Day 1 of 56: the response is due by Thursday 11 March 2027, in 55 days."),
        (date(2027, 3, 10), "Day 55 of 56: the response is due by Thursday 11 March 2027, in 1 day."),
        (date(2027, 3, 11), "Today is day 56 of 56, the last one: the response is due today."),
        (
            date(2027, 3, 12),
            "Overdue: the response was to be published by Thursday 11 March 2027, 1 day ago.",
        ),
    ],
)
def test_the_clock_says_plainly_where_it_stands(today, words):
    assert ResponseClock(date(2027, 1, 15), today).words == words


def test_what_is_published_stands_still():
    clock = ResponseClock(date(2027, 1, 15), date(2030, 1, 1), done_on=date(2027, 3, 14))
    assert (clock.words, clock.is_late) == (
        "Response published on Sunday 14 March 2027, day 59 of 56, 3 days late.",
        True,
    )


# Warnings


def days_warned(officer, days):
    """The subjects of the mails, by the day on which the clock struck."""
    found = []
    for day in days:
        before = Message.objects.count()
        at = moment(2026, 10, 5, 7) + timedelta(days=day - 1)
        inspection_warnings.warn(at=at)
        found += [day] * (Message.objects.count() - before)
    return found


def test_one_mail_on_day_28_42_and_50_and_one_when_it_is_late(officer):
    made.report(officer)
    assert days_warned(officer, [1, 27, 28, 28, 29, 41, 42, 49, 50, 56, 57, 58, 80]) == [28, 42, 50, 57]
    mails = Message.objects.filter(to=officer.email).order_by("queued_at").values_list("subject", flat=True)
    assert [mail[:9] for mail in mails] == ["Day 28 of", "Day 42 of", "Day 50 of", "Overdue: "]


def test_a_clock_that_stood_still_warns_of_the_latest_step_alone(officer):
    made.report(officer)
    assert days_warned(officer, [51]) == [51]


def test_nobody_is_warned_of_what_is_answered_or_on_record_only(officer, commissioner):
    made.published(officer, commissioner)
    row = made.report(officer, strand="Legitimacy")
    inspections.set_aside(row, reason="Answered before this portal.", by=officer, at=NOW)
    Message.objects.all().delete()
    assert days_warned(officer, [50]) == []


def test_a_warning_is_held_when_the_response_came_out_meanwhile(officer, mailoutbox):
    row = made.report(officer)
    inspection_warnings.warn(at=moment(2026, 11, 1, 7))
    mail = Message.objects.get()
    inspections.set_aside(row, reason="The Home Office answered.", by=officer, at=NOW)
    assert (send(mail, at=NOW).state, mailoutbox) == ("held", [])


# Entering


def test_the_address_is_made_of_the_reports_own_words(officer):
    row = made.report(officer)
    assert (row.slug, str(row)) == ("peel-2025-26-effectiveness", "PEEL 2025/26: Effectiveness")
    inspections.edit(
        row,
        programme="PEEL",
        strand="Efficiency (including leadership)",
        year=2025,
        published_on=made.OUT,
        by=officer,
        at=NOW,
    )
    row.refresh_from_db()
    assert row.slug == "peel-2025-26-effectiveness"  # an address that was given stays


def test_a_strand_has_one_report_a_year(officer):
    made.report(officer)
    with pytest.raises(inspections.EnteredAlready, match="2025/26 is entered already"):
        made.report(officer)


def test_an_area_has_a_number_of_its_own_and_stays_while_findings_stand_under_it(officer):
    row = made.report(officer)
    area = made.area(row, officer)
    with pytest.raises(inspections.NumberTaken):
        made.area(row, officer, title="Another")
    made.finding(row, officer, area=area)
    with pytest.raises(inspections.HasFindings):
        inspections.remove_area(area, by=officer, at=NOW)


def test_set_aside_has_its_reason(officer):
    row = made.report(officer)
    with pytest.raises(IntegrityError, match="set_aside_says_why"), transaction.atomic():
        Inspection.objects.filter(pk=row.pk).update(state=InspectionState.ON_RECORD)


# Findings


@pytest.fixture
def linked(officer):
    """Two reports; a finding of the later one repeats one of the earlier."""
    before = made.report(officer, year=2023, published_on=date(2024, 10, 7))
    earlier = made.finding(before, officer, "Neighbourhood teams do not solve problems.")
    later = made.finding(made.report(officer), officer, repeats=earlier)
    return earlier, later


def test_a_finding_that_a_later_report_repeats_cannot_be_removed(linked, officer):
    earlier, later = linked
    with pytest.raises(findings.StillLinked, match="Area for improvement 1 of PEEL 2025/26"):
        findings.remove(earlier, by=officer, at=NOW)
    with pytest.raises(ProtectedError):
        earlier.delete()
    findings.edit(later, kind=later.kind, words=later.words, area=None, repeats=None, by=officer, at=NOW)
    findings.remove(earlier, by=officer, at=NOW)
    assert list(Finding.objects.all()) == [later]


def test_a_finding_repeats_one_of_an_earlier_report(linked, officer):
    earlier, later = linked
    with pytest.raises(findings.NotEarlier):
        findings.edit(earlier, kind="improve", words="Round.", repeats=later, by=officer, at=NOW)
    with pytest.raises(IntegrityError, match="finding_repeats_another"), transaction.atomic():
        Finding.objects.filter(pk=later.pk).update(repeats=later)


def test_what_the_force_has_in_hand_is_closed_and_not_removed(officer, force_lead):
    row = made.report(officer)
    one = made.owned(made.finding(row, officer), officer, force_lead.person)
    made.put(row, officer)
    with pytest.raises(findings.PutToTheForce):
        findings.remove(one, by=officer, at=NOW)


def test_removing_one_gives_its_number_to_nobody_before_it(officer):
    row = made.report(officer)
    first, second = made.finding(row, officer), made.finding(row, officer, "Another.")
    findings.remove(first, by=officer, at=NOW)
    assert (second.number, made.finding(row, officer, "A third.").number) == (2, 3)


def test_each_owner_gets_one_mail_and_an_owner_who_changes_is_asked_anew(officer, force_lead):
    row = made.report(officer)
    one, two = made.finding(row, officer), made.finding(row, officer, "Another.")
    for each in (one, two):
        made.owned(each, officer, force_lead.person)
    assert made.put(row, officer) == 2
    assert list(Message.objects.values_list("to", flat=True)) == [force_lead.email]
    with pytest.raises(findings.NobodyToAsk):
        made.put(row, officer)
    one.refresh_from_db()
    assert one.asked_on == TODAY
    made.owned(one, officer, officer.person)
    one.refresh_from_db()
    assert one.asked_on is None


def test_the_force_gives_evidence_and_the_office_says_whether_it_satisfies(officer, force_lead):
    row = made.report(officer)
    one = made.owned(made.finding(row, officer), officer, force_lead.person)
    said = {"by": force_lead, "at": NOW, "is_of_force": True}
    findings.update(one, words="In the plan.", state="in_plan", **said)
    findings.update(one, words="Done.", evidence="Audit of June.", state="evidenced", **said)
    with pytest.raises(findings.NotForTheForce):
        findings.update(one, words="Enough.", state="satisfied", **said)
    findings.update(one, words="Seen.", state="satisfied", by=officer, at=NOW)
    findings.update(one, words="Closed.", state="closed", by=officer, at=NOW)
    one.refresh_from_db()
    assert (one.state, one.closed_on) == ("closed", TODAY)
    assert list(one.updates.values_list("state", flat=True)) == [
        "closed",
        "satisfied",
        "evidenced",
        "in_plan",
    ]


def test_what_was_done_leaves_its_rows_in_the_history(officer):
    row = made.report(officer)
    made.finding(row, officer)
    kinds = Event.objects.filter(thread=row.slug).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["governance.inspection.entered", "governance.finding.added"]
