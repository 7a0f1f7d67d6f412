"""In a browser: a question is put to the force, answered in a Word file, becomes a row of the Board's minutes and an action
of whoever undertook it; both parties approve, and everyone reads it. Every page on the way is held against axe and the
width of the window."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from governance.models import Action
from pcc_portal import jobs
from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.actions import attendance, minutes_versions
from pcc_portal.meetings.models import MinutesVersion
from pcc_portal.meetings.models.attendance import AttendanceGroup
from pcc_portal.meetings.printing import press
from tests.access.answer import read_out
from tests.factories import acting, after, asking, people
from tests.factories import board as factory
from tests.factories.days import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.pdf,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

QUESTION = "Why were fewer thefts of vans solved this year?"
UNDERTAKING = "The force will send the list of sites to the Board."
ANSWER = f"Two posts stood empty until August. {UNDERTAKING}"
REFERENCE = "01.08/12/2026"


@pytest.fixture
def meeting(monkeypatch, board):
    """Issued, with its people set down; what is printed from here on is laid out in earnest."""
    with monkeypatch.context() as plain:
        plain.setattr(press, "lay_out", after.PlainPress())
        return factory.settled(factory.issued(board), board)


@pytest.fixture
def chairs(board, meeting):
    """Who takes a step: of the office and of the force."""
    force = board.cc_post.organisation
    lead = people.holder(Role.FORCE_LEAD, force, "Joanne", "Speight")
    acting.post("Head of Crime", force, (lead.person, date(2020, 1, 1), None))
    attendance.add(meeting, lead.person, group=AttendanceGroup.OFFICER, by=board.officer, at=NOW)
    people.granted(board.officer, Role.OFFICER, board.body.host)
    return SimpleNamespace(officer=board.officer, lead=lead, pcc=board.pcc, cc=board.cc)


def test_from_a_question_to_an_action_and_minutes_that_everyone_reads(sit, settings, chairs, meeting):
    settings.JOBS_LEASE_SECONDS = 900
    desk, phone = sit(chairs.officer), sit(chairs.lead, width=375)
    put(desk, meeting)
    answered_by_word(phone)
    written_down(desk)
    made_an_action(desk)
    reported_on(phone)
    approved(desk, sit(chairs.pcc), sit(chairs.cc, width=375), meeting)
    read_by_everyone(sit(width=375), meeting)


def put(desk, meeting):
    """Gathered for the meeting, written under its heading, put to a post."""
    desk.goto("/governance/questions/")
    desk.follow("Ask the force in writing")
    desk.press("Begin the set")
    desk.says("Choose what the questions are about.")
    desk.choose("What they are about", "8 December 2026")
    desk.fill("Title", "Before the December Board")
    desk.fill("Answers due by", (timezone.localdate() + timedelta(days=9)).isoformat())
    desk.press("Begin the set")
    desk.follow("Write a question")
    desk.fill("Heading", "Vehicle crime")
    desk.fill("The question", QUESTION)
    desk.choose("Who is to answer", "Head of Crime (Joanne Speight)")
    desk.press("Keep the question")
    desk.says("nobody in the force sees it")
    desk.press("Put to the force")
    desk.says("1 question waits for an answer.")


def answered_by_word(phone):
    """Found on one's own page, taken away, filled in, brought back, looked at, taken."""
    phone.goto("/my/")
    phone.says("Vehicle crime")
    phone.follow("Answer")
    phone.says(QUESTION)
    phone.goto("/governance/questions/")
    reference = phone.page.get_by_role("link", name="Vehicle crime").inner_text().partition(":")[0]
    file = phone.fetch("/governance/questions/open.docx")
    back = asking.filled(file.body(), {reference: ANSWER})
    phone.follow("Bring answers back from Word")
    phone.press("Look what is in it")
    phone.says("Choose a Word file")
    sent = {"name": "questions.docx", "mimeType": file.headers["content-type"], "buffer": back}
    phone.page.get_by_label("The Word file with the answers").set_input_files(sent)
    phone.page.get_by_label("Open: it may stand").check()
    phone.press("Look what is in it")
    phone.says("Nothing is taken yet.")
    phone.press("Take what is chosen")
    phone.says("Nothing waits for an answer.")
    phone.follow("Everything")


def written_down(desk):
    """Read, accepted, and written into the minutes in one press."""
    desk.page.reload()
    desk.follow("Q-", exact=False)
    desk.says("Two posts stood empty until August.")
    desk.press("Accept the answer")
    desk.says("Accepted on")
    desk.follow("Before the December Board")
    desk.follow("Into the minutes")
    desk.press("Write the rows")
    desk.says("Choose the item.")
    desk.choose("Under which item", "Performance")
    desk.press("Write the rows")
    desk.says(QUESTION)


def made_an_action(desk):
    """The sentence in which somebody undertakes something stands beside its row."""
    desk.follow("Make this an action")
    assert desk.page.get_by_label("What is to be done").input_value() == UNDERTAKING
    desk.choose("Whose it is", "Head of Crime (Joanne Speight)")
    desk.fill("By when", (timezone.localdate() + timedelta(days=30)).isoformat())
    desk.press("Add the action")
    desk.says("How A-2026-001 stands")


def reported_on(phone):
    """On its owner's page the same minute."""
    phone.goto("/my/")
    phone.says(UNDERTAKING)
    phone.follow("Update")
    phone.page.get_by_role("textbox", name="How it stands").fill("Two of four sites are on it.")
    phone.press("Add the update")
    phone.says("Two of four sites are on it.")
    assert Action.objects.get().row_reference == REFERENCE


def approved(desk, pcc, cc, meeting):
    """The same version is put before both, and each approves it from their own chair."""
    here = f"{meeting.path}minutes/approval/"
    desk.goto(here)
    desk.fill("Both parties answer by", (timezone.localdate() + timedelta(days=14)).isoformat())
    desk.press("Send to both parties")
    desk.says("to answer by")
    for party, agreed in ((pcc, "Helen Marsh, "), (cc, "Published")):
        party.goto(here)
        party.press("Approve")
        party.says(agreed)
    for version in MinutesVersion.objects.all():
        with jobs.claimed(version.job_id, at=timezone.now()) as job:
            minutes_versions.make(version, job=job)


def read_by_everyone(public, meeting):
    """As a page and as a PDF: the question, its answer, who approved."""
    public.goto(meeting.path)
    said = public.page.inner_text("main")
    for words in (QUESTION, "Two posts stood empty", REFERENCE, "Approved for the Chief Constable"):
        assert words in said
    file = public.fetch(f"{meeting.path}minutes.pdf")
    assert "".join(QUESTION.split()) in read_out(file.body())
    assert public.fetch("/governance/questions/").url.endswith("?next=/governance/questions/")
