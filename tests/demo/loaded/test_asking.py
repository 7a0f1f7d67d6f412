"""The papers that the demonstration's clerk asked for, each in a state of its own; none of them stops the issue."""

import pytest

from pcc_portal.meetings.actions import requests
from pcc_portal.meetings.models import Clearance, Meeting, PaperRequest
from pcc_portal.meetings.proofing import flags_of
from pcc_portal.meetings.queries import agenda_of, office_calendar
from pcc_portal.notices.models import Message
from tests.factories.days import NOW, TODAY

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("loaded", "db"),
]


@pytest.fixture
def coming():
    return Meeting.objects.select_related("body").get(status="draft", body__slug="pcp")


def by_title():
    return {row.title: row for row in PaperRequest.objects.with_people()}


def test_one_is_late_one_promised_and_two_are_in(coming):
    rows = by_title()
    assert {title: row.state for title, row in rows.items()} == {
        "Report of the Police and Crime Commissioner": "in",
        "Measures": "in",
        "Finance note": "promised",
        "What the Wexbury partnership spent": "asked",
    }
    late = rows["What the Wexbury partnership spent"]
    assert requests.late(coming, on=TODAY) == [late]
    assert late.late_by(on=TODAY, days=office_calendar()) == 3
    assert {
        rows[title].days_late for title in ("Measures", "Report of the Police and Crime Commissioner")
    } == {0}
    assert TODAY < rows["Finance note"].promised_for < rows["Finance note"].due_on


def test_money_cleared_the_report_and_the_chair_has_it_before_her(client):
    kinds = {row.kind: row for row in Clearance.objects.select_related("asked_of")}
    assert {kind: row.state for kind, row in kinds.items()} == {"finance": "cleared", "chair": "asked"}
    assert not any(row.is_required for row in kinds.values())
    client.force_login(kinds["chair"].asked_of)
    assert "Report of the Police and Crime Commissioner" in client.get("/my/").text
    assert Message.objects.get(kind="meetings.clearance_asked").to == "chair@demo.example"


def test_none_of_it_stops_the_issue(coming):
    flags = flags_of(agenda_of(coming), None)
    assert any("waits to be cleared by" in flag.message for flag in flags)
    titles = {row.paper_id for row in PaperRequest.objects.all()}
    assert [flag for flag in flags if flag.stops and flag.paper in map(str, titles)] == []


def test_the_author_outside_has_mails_whose_text_is_blanked_here_and_cannot_sign_in():
    late = by_title()["What the Wexbury partnership spent"]
    assert late.is_of_guest
    mails = Message.objects.filter(to=late.author.email)
    assert set(mails.values_list("kind", "state", "body_text")) == {
        ("meetings.paper_asked", "sent", ""),
        ("meetings.paper_chased", "sent", ""),
    }


def test_her_link_opens_today():
    late = by_title()["What the Wexbury partnership spent"]
    link = late.links.order_by("made_at").first()
    assert link.opens(at=NOW)
