"""In how many days a response is published: a dated rule with its source, and the report's own day says which one counts."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from governance.actions import inspection_warnings, inspections, periods
from governance.queries.inspections import case_of
from pcc_portal.notices.models import Message
from tests.factories import inspections as made
from tests.factories.days import NOW, moment

pytestmark = pytest.mark.django_db


def follow(officer, from_on, days=60):
    said = {
        "words": f"The response is published within {days} days",
        "source": "Police Act 1996 s55, as amended",
    }
    return periods.follow(from_on=from_on, days=days, by=officer, at=NOW, **said)


def test_another_period_counts_for_reports_from_its_day_on(officer):
    before = made.report(officer, strand="Before", published_on=date(2027, 3, 31))
    from_then = made.report(officer, strand="After", published_on=date(2027, 4, 1))
    follow(officer, date(2027, 4, 1))
    clocks = [case_of(row).clock(today=date(2027, 4, 30)) for row in (before, from_then)]
    assert [(clock.days, clock.due_on) for clock in clocks] == [
        (56, date(2027, 5, 25)),
        (60, date(2027, 5, 30)),
    ]
    assert clocks[1].words.startswith("Day 30 of 60")
    assert inspections.register(from_then, by=officer, at=NOW).facts["days"] == 60
    follow(officer, date(2027, 4, 1), days=40)  # given again it is put right
    assert case_of(from_then).period.number == 40


def test_warnings_follow_the_period_of_the_report(officer):
    follow(officer, date(2026, 10, 1), days=30)
    made.report(officer, published_on=date(2026, 10, 5))
    for day, warned in ((27, 0), (28, 1), (30, 1), (31, 2), (42, 2)):
        inspection_warnings.warn(at=moment(2026, 10, 4) + timedelta(days=day))
        assert Message.objects.count() == warned


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 366}, {"words": ""}, {"source": ""}])
def test_a_period_that_cannot_be_counted_is_no_row(officer, wrong):
    row = follow(officer, date(2027, 4, 1))
    with pytest.raises(IntegrityError, match="response_period"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**wrong)


def test_the_office_writes_it_down_and_reads_it_with_its_source(officer, commissioner):
    client = Client()
    client.force_login(officer)
    kept, there = reverse("governance:inspections-kept"), reverse("governance:response-period")
    assert "56 days" in client.get(kept).text
    assert client.post(there, {"from_on": "2027-04-01"}).status_code == 422
    said = {"from_on": "2027-04-01", "days": 60, "words": "Within sixty days", "source": "An Act of 2027"}
    assert client.post(there, said).status_code == 303
    words = client.get(kept).text
    for said in (
        "Within sixty days. For reports from Thursday 1 April 2027 on.",
        "An Act of 2027",
        "56 days",
    ):
        assert said in words
