"""Who may do what with a meeting and its papers, person by person."""

import pytest

from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import agendas, papers
from pcc_portal.meetings.models import Meeting, Paper
from tests.factories import meetings
from tests.factories.days import NOW

CAST = [
    "clerk",
    "deputy_clerk",
    "panel_chair",
    "panel_member",
    "former_member",
    "member_of_another_panel",
    "commissioner",
    "officer",
    "grants_officer",
    "analyst",
    "force_lead",
    "applicant",
    "administrator",
    "stranger",
]
CLERKS = {"clerk", "deputy_clerk"}
OFFICE = {"commissioner", "officer", "grants_officer", "analyst"}


def those_who(rule, subject, request):
    return {name for name in CAST if rule(request.getfixturevalue(name), subject)}


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (rules.may_prepare, CLERKS),
        (rules.may_exempt, CLERKS),
        (rules.may_issue, CLERKS),
        (rules.may_read_exempt, CLERKS | {"panel_chair", "panel_member"}),
    ],
)
def test_who_may_do_it_with_a_meeting(meeting, rule, who, request):
    assert those_who(rule, meeting, request) == who


@pytest.fixture
def paper(meeting, clerk):
    """Written by the Commissioner's office, not yet sent in."""
    return meetings.written(meetings.item(meeting, clerk), clerk, accepted=False)


def fresh(paper):
    return Paper.objects.select_related("item__meeting__body", "document").get(pk=paper.pk)


def test_before_it_is_sent_in_the_office_and_the_clerk_may_write(paper, request):
    assert those_who(rules.may_write, fresh(paper), request) == CLERKS | OFFICE


def test_in_its_authors_hand_it_is_the_offices_alone(paper, officer, request):
    papers.take_up(paper, by=officer, at=NOW)
    assert those_who(rules.may_write, fresh(paper), request) == OFFICE
    assert those_who(rules.may_read, fresh(paper), request) == OFFICE


@pytest.mark.parametrize("step", [papers.submit, papers.accept])
def test_sent_in_it_is_the_clerks_to_change_and_the_offices_to_read(paper, officer, step, request):
    step(paper, by=officer, at=NOW)
    assert those_who(rules.may_write, fresh(paper), request) == CLERKS
    assert those_who(rules.may_read, fresh(paper), request) == CLERKS | OFFICE


def test_a_locked_agenda_is_nobodys_to_write(meeting, paper, clerk, request):
    papers.accept(paper, by=clerk, at=NOW)
    agendas.ask_to_issue(Meeting.objects.get(pk=meeting.pk), by=clerk, at=NOW)
    assert those_who(rules.may_write, fresh(paper), request) == set()


def test_every_rule_says_itself_in_a_sentence():
    said = [rule.__doc__ for name, rule in vars(rules).items() if name.startswith(("may_", "is_"))]
    assert len(said) == 21
    assert [words for words in said if not words.split("\n")[0].endswith(".")] == []
