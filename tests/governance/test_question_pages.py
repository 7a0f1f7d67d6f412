"""Written questions in the browser: asked, answered, both texts where two answer at once; the same number of queries for many."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.actions import answers, challenges
from governance.models import Question, QuestionFile, QuestionSet
from tests.factories import asking, inspections, people
from tests.factories.acting import met
from tests.factories.days import NOW, TODAY
from tests.pdf.samples import plain

pytestmark = pytest.mark.django_db

HERE = "/governance/questions/"


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def question(office, officer, force_lead):
    return asking.put(officer, {"owner_person": force_lead.person})[0]


def url(question, verb=""):
    return f"{HERE}{question.reference}/{verb}"


def test_gathered_written_and_put_by_the_officer(office, officer, force_lead, analyst):
    meeting, desk = met(officer), as_(officer)
    due = timezone.localdate() + timedelta(days=20)
    assert "Ask the force in writing" in desk.get(HERE).text
    assert "Ask the force in writing" not in as_(analyst).get(HERE).text
    answer = desk.post(f"{HERE}ask/", {"title": "", "about": "meeting-999999999"})
    assert (answer.status_code, Question.objects.count()) == (422, 0)
    said = {"title": "Before the Board", "about": f"meeting-{meeting.pk}", "due_on": due}
    answer = desk.post(f"{HERE}ask/", said)
    here = answer.headers["Location"]
    assert desk.post(f"{here}put/").status_code == 409
    asked = {"heading": "Burglary", "words": "Why?", "owner": f"person-{force_lead.person_id}"}
    assert desk.post(f"{here}add/", asked | {"words": ""}).status_code == 422
    assert desk.post(f"{here}add/", asked).status_code == 303
    row = Question.objects.get()
    assert as_(force_lead).get(url(row)).status_code == 404
    assert desk.post(url(row, "change/"), asked | {"words": "Why now?"}).status_code == 303
    desk.post(f"{here}put/")
    assert "Why now?" in as_(force_lead).get(url(row)).text
    assert desk.post(url(row, "remove/")).status_code == 409
    assert desk.post(f"{here}change/", {"title": "Anew", "due_on": due}).status_code == 303
    assert QuestionSet.objects.get().title == "Anew"


def test_its_owner_finds_it_on_their_page_and_answers_it(question, force_lead, officer):
    lead = as_(force_lead)
    assert "Q-2026-001: Burglary" in lead.get("/my/").text
    assert lead.post(url(question), {"words": " "}).status_code == 409
    said = {"words": "It fell.", "restricted": "An informant said so.", "seen": "0"}
    assert lead.post(url(question), said).status_code == 303
    assert "Q-2026-001" not in lead.get("/my/").text
    assert "1 written question is answered" in as_(officer).get("/my/").text
    text = as_(officer).get(f"{HERE}sets/{question.question_set_id}/").text
    assert "It fell." in text
    assert "An informant said so." in text
    assert as_(officer).post(url(question, "accept/")).status_code == 303
    assert as_(officer).post(url(question, "accept/")).status_code == 409


def test_where_two_answer_at_once_both_texts_are_shown_and_neither_is_lost(question, force, force_lead):
    chief = people.holder("staff_officer", force, "Dev", "Anand")
    answers.give(question, words="From the chief.", restricted="", seen=0, by=chief, at=NOW)
    answer = as_(force_lead).post(url(question), {"words": "From the lead.", "seen": "0"})
    assert answer.status_code == 409
    assert "From the chief." in answer.text
    assert "From the lead." in answer.text
    assert 'name="seen" value="1"' in answer.text
    assert as_(force_lead).post(url(question), {"words": "From both.", "seen": "1"}).status_code == 303
    assert [row.words for row in question.answers.all()] == ["From both.", "From the chief."]


def test_asked_about_a_report_or_a_challenge_from_its_own_page(office, officer, force, force_lead):
    report = inspections.report(officer)
    letter = challenges.write(
        asking.gathered(officer).body,
        subjects=["Sickness"],
        letter="Why?",
        owner_person=force_lead.person,
        written_on=TODAY,
        due_on=asking.DUE_ON,
        by=officer,
        at=NOW,
    )
    challenges.send(letter, by=officer, at=NOW)
    desk, due = as_(officer), timezone.localdate() + timedelta(days=20)
    for about, page in (
        (f"inspection-{report.pk}", reverse("governance:inspection-desk", args=[report.slug])),
        (f"challenge-{letter.pk}", reverse("governance:challenge-kept", args=[letter.pk])),
    ):
        asked = f"{HERE}ask/?about={about}"
        assert f'href="{asked}"' in desk.get(page).text
        assert f'<option value="{about}" selected>' in desk.get(asked).text
        answer = desk.post(asked, {"title": "More", "about": about, "due_on": due})
        assert f'href="{page}"' in desk.get(answer.headers["Location"]).text


STEPS = {
    "follow-up": {"words": "And since July?"},
    "give-back": {"why": "Which rule?"},
    "put-off": {"why": "They wait for a figure."},
    "withdraw": {"why": "Answered at the Board."},
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_the_offices_and_stands_in_the_trail(question, officer, force_lead, step):
    if step in {"follow-up", "give-back"}:
        answers.give(question, words="It fell.", restricted="", seen=0, by=force_lead, at=NOW)
    said = STEPS[step] | {"due_on": timezone.localdate() + timedelta(days=30)}
    assert as_(force_lead).post(url(question, f"{step}/"), said).status_code == 403
    assert as_(officer).post(url(question, f"{step}/"), {}).status_code == 422
    answer = as_(officer).post(url(question, f"{step}/"), said)
    assert answer.status_code == 303
    assert next(iter(STEPS[step].values())) in as_(force_lead).get(answer.headers["Location"]).text
    assert as_(officer).get(url(question, "nonsense/")).status_code == 404


def test_passed_on_to_another(question, officer, force, force_lead):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    said = {"owner": f"person-{other.person_id}", "why": "Hers."}
    assert (
        as_(officer).post(url(question, "pass-on/"), {"owner": "person-999999999", "why": "?"}).status_code
        == 422
    )
    assert as_(officer).post(url(question, "pass-on/"), said).status_code == 303
    assert [as_(who).get(url(question)).status_code for who in (force_lead, other)] == [404, 200]


@pytest.mark.slow
def test_a_pdf_is_kept_beside_the_answer_and_what_is_none_is_told_at_its_field(question, officer, force_lead):
    lead = as_(force_lead)
    bad = SimpleUploadedFile("table.pdf", b"nothing", "application/pdf")
    answer = lead.post(url(question, "files/add/"), {"title": "Table", "file": bad})
    assert (answer.status_code, QuestionFile.objects.count()) == (422, 0)
    assert 'id="id_file_error"' in answer.text
    file = SimpleUploadedFile("table.pdf", plain("Figures"), "application/pdf")
    said = {"title": "Table", "is_restricted": "on", "file": file}
    assert lead.post(url(question, "files/add/"), said).status_code == 303
    row = QuestionFile.objects.get()
    here = reverse("governance:question-file", args=[question.reference, row.pk])
    assert as_(officer).get(here).headers["Content-Type"] == "application/pdf"
    other = asking.put(officer, {"owner_person": force_lead.person}, row=question.question_set)[0]
    assert lead.get(reverse("governance:question-file", args=[other.reference, row.pk])).status_code == 404


def test_lists_ask_the_database_as_often_for_three_as_for_one(office, officer, force_lead, force):
    row = asking.gathered(officer)
    pages = {
        officer: [HERE, f"{HERE}sets/{row.pk}/"],
        force_lead: [HERE, f"{HERE}?show=all", f"{HERE}sets/{row.pk}/", "/my/"],
    }
    counts = []
    for _ in range(2):
        made = asking.put(officer, {"owner_person": force_lead.person}, row=row)
        answers.give(made[0], words="It fell.", restricted="More.", seen=0, by=force_lead, at=NOW)
        asking.put(officer, *[{"owner_person": force_lead.person}] * 2, row=row)
        found = {}
        for who, addresses in pages.items():
            client = as_(who)
            for address in addresses:
                client.get(address)
                with CaptureQueriesContext(
                    connection,
                ) as seen:
                    assert client.get(address).status_code == 200
                found[who.email, address] = len(seen)
        counts.append(found)
    assert counts[0] == counts[1]
