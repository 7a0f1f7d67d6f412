"""What the force owes: every kind in one list, for the office all, for the chief's office by name, for an owner their own."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.actions import actions, challenges, findings
from governance.queries import owed
from governance.queries.owing import SOURCES, Source, register
from tests.factories import acting, inspections, meetings, people
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db

LIST = "/governance/owed/"


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def days():
    today = timezone.localdate()
    return {
        "late": today - timedelta(days=3),
        "later": today - timedelta(days=1),
        "far": today + timedelta(days=9),
    }


@pytest.fixture
def everything(office, officer, force, force_lead, days):
    """An action of the lead, a finding for a post that nobody holds, a challenge to another lead."""
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    acting.opened(acting.met(officer), officer, owner_person=force_lead.person, due_on=days["late"])
    report = inspections.report(officer)
    inspections.owned(inspections.finding(report, officer), officer, acting.post("Head of Custody", force))
    inspections.put(report, officer, due=days["far"])
    said = {"subjects": ["Sickness"], "letter": "Why?", "written_on": TODAY, "due_on": days["later"]}
    said["written_on"] = min(TODAY, days["later"])
    row = challenges.write(meetings.body("gpb"), owner_person=other.person, by=officer, at=NOW, **said)
    challenges.send(row, by=officer, at=NOW)
    return other


def lines(who, query=""):
    response = as_(who).get(f"{LIST}owed.csv?{query}")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))[1:]


def names(who, query=""):
    return [line[1] for line in lines(who, query)]


ACTION, CHALLENGE = "A-2026-001", "C-2026-001"
FINDING = "Area for improvement 1 of PEEL 2025/26: Effectiveness"


def test_the_office_reads_every_kind_late_ones_first_and_what_it_chose(everything, officer, force_lead):
    post = SOURCES["finding"].rows(timezone.localdate()).get().owner_post_id
    for query, wanted in {
        "": [ACTION, CHALLENGE, FINDING],
        "show=late": [ACTION, CHALLENGE],
        "show=coming": [FINDING],
        "show=no-day": [],
        "kind=finding": [FINDING],
        f"owner=person-{force_lead.person_id}": [ACTION],
        f"owner=post-{post}": [FINDING],
        "owner=mine": [],
        "kind=nonsense&owner=person-x&show=x": [ACTION, CHALLENGE, FINDING],
    }.items():
        assert names(officer, query) == wanted, query
        text = as_(officer).get(f"{LIST}?{query}").text
        assert re.findall(r"<h2><a[^>]*>([^<]*)</a>", text) == wanted, query
    assert [line[5] for line in lines(officer)] == ["3", "1", ""]


def test_an_owner_sees_their_own_and_others_have_no_such_list(everything, force_lead, clerk, applicant):
    assert names(force_lead) == [ACTION]
    assert names(everything) == [CHALLENGE]
    assert [as_(who).get(LIST).status_code for who in (clerk, applicant)] == [404, 404]
    assert Client().get(LIST).status_code == 302


def test_the_chiefs_office_knows_what_is_owed_and_reads_what_is_its_own(everything, staff):
    found = {line[1]: line[2] for line in lines(staff)}
    assert found == {ACTION: "", CHALLENGE: "", FINDING: inspections.WORDS}
    text = as_(staff).get(LIST).text
    assert "Send the number of champions." not in text
    assert re.findall(r"<h2><a[^>]*>([^<]*)</a>", text) == [FINDING]


def test_what_is_the_offices_own_or_not_owed_any_more_is_not_in_it(everything, officer, force_lead):
    acting.opened(acting.met(officer, held_on=TODAY), officer, owner_person=officer.person)
    action = SOURCES["action"].rows(TODAY).get(owner_person=force_lead.person_id)
    actions.update(action, words="Done.", is_done=True, by=force_lead, at=NOW)
    challenge = SOURCES["challenge"].rows(TODAY).get()
    challenges.answer(challenge, received_on=TODAY, response="So.", by=everything, at=NOW)
    assert names(officer) == [FINDING]


def test_a_finding_is_due_until_its_first_reply_and_owed_until_there_is_evidence(everything, officer, staff):
    row = SOURCES["finding"].rows(TODAY).get()
    findings.update(row, words="We have not heard.", by=officer, at=NOW)
    assert [line[6] for line in lines(officer, "kind=finding")] == [""]
    findings.update(row, words="In the plan.", state="in_plan", by=staff, at=NOW, is_of_force=True)
    assert [line[4:7] for line in lines(officer, "kind=finding")] == [["", "", TODAY.isoformat()]]
    findings.update(row, words="Here.", state="evidenced", by=staff, at=NOW, is_of_force=True)
    assert lines(officer, "kind=finding") == []


def test_who_has_left_the_force_still_owes_what_nobody_else_was_given(everything, officer, force_lead):
    force_lead.grants.update(to_on=TODAY - timedelta(days=900))
    assert ACTION in names(officer)
    assert as_(force_lead).get(LIST).status_code == 404


def test_a_kind_is_registered_once_and_by_any_app():
    known = SOURCES["action"]
    register(known)
    with pytest.raises(ValueError, match="Two kinds"):
        register(Source("action", "Figure", "Figures", known.rows, str))
    assert list(SOURCES)[:3] == ["action", "challenge", "finding"]


@pytest.mark.parametrize("role", ["office", "chief", "lead"])
def test_one_row_or_three_cost_the_same(role, officer, force_lead, staff, days):
    who = {"office": officer, "chief": staff, "lead": force_lead}[role]
    meeting = acting.met(officer)

    def counted():
        client = as_(who)
        with CaptureQueriesContext(connection) as found:
            assert client.get(LIST).status_code == 200
        return len(found)

    acting.opened(meeting, officer, owner_person=force_lead.person, due_on=days["late"])
    one = counted()
    for n in range(2):
        acting.opened(meeting, officer, owner_person=force_lead.person, due_on=days["far"], text=f"More {n}.")
    assert counted() == one


def test_the_list_is_paged_and_its_files_are_not(everything, officer, monkeypatch):
    monkeypatch.setattr(owed, "A_PAGE", 2)
    client = as_(officer)
    text = client.get(LIST).text
    assert "Page 1 of 2" in text
    assert FINDING in client.get(f"{LIST}?page=2").text
    assert len(names(officer)) == 3
