"""Formal challenges: read by the office and whoever answers them, public by choice, overdue by one clock."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.actions import challenges
from governance.models import Challenge
from governance.queries import challenges as asked
from governance.states.challenges import CHALLENGE_MOVES, ChallengeState
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices.models import Message
from tests.factories import acting, meetings, people
from tests.factories.days import NOW, TODAY
from tests.factories.deciding import pdf
from tests.pdf.samples import plain

pytestmark = pytest.mark.django_db

REGISTER = "/governance/challenges/"
WORDS = "Recorded crime has risen by a third. Please tell me why."


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def board(office):
    return meetings.body("gpb")


@pytest.fixture
def chief(force, force_lead):
    """The post that is written to; the force lead holds it."""
    return acting.post("Chief Constable", force, (force_lead.person, date(2020, 1, 1), None))


def written(board, by, chief, **more):
    said = {"subjects": ["Recorded crime", "Sickness"], "letter": WORDS, "owner_post": chief}
    days = {"written_on": TODAY, "due_on": TODAY + timedelta(days=16)}
    return challenges.write(board, by=by, at=NOW, **said | days | more)


@pytest.fixture
def sent(board, officer, chief):
    return challenges.send(written(board, officer, chief), by=officer, at=NOW)


@pytest.mark.parametrize("target", ChallengeState)
@pytest.mark.parametrize("state", ChallengeState)
def test_only_along_the_table(state, target):
    row = Challenge(state=state)
    if target in CHALLENGE_MOVES[state]:
        move(row, target, along=CHALLENGE_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=CHALLENGE_MOVES, field="state")


@pytest.mark.parametrize("path", [REGISTER, f"{REGISTER}keep/"])
def test_a_list_of_many_goes_on_overleaf(board, officer, chief, path):
    for n in range(asked.A_PAGE + 1):
        days = {"written_on": TODAY - timedelta(days=n), "due_on": TODAY}
        row = challenges.send(
            written(board, officer, chief, subjects=[f"Number {n}."], **days), by=officer, at=NOW
        )
        challenges.publish(row, with_letter=False, with_response=False, by=officer, at=NOW)
    client = as_(officer)
    pages = [client.get(path, {"page": page}).text for page in (1, 2)]
    assert [f"Number {asked.A_PAGE}." in page for page in pages] == [False, True]


def test_a_draft_is_the_offices_and_sent_it_is_its_addressees_too(board, officer, chief, force_lead, clerk):
    other = people.holder("force_lead", chief.organisation, "Andrea", "Wolfe")
    row = written(board, officer, chief)
    seen = [list(Challenge.objects.visible_to(who)) for who in (officer, force_lead, other, clerk)]
    assert seen == [[row], [], [], []]
    challenges.send(row, by=officer, at=NOW)
    seen = [list(Challenge.objects.visible_to(who)) for who in (officer, force_lead, other, clerk)]
    assert seen == [[row], [row], [], []]


def test_its_addressee_is_told_and_of_the_letter_nothing(sent, force_lead):
    mail = Message.objects.get()
    assert mail.to == force_lead.email
    assert "C-2026-001" in mail.body_text
    everything = f"{mail.subject}{mail.body_text}{list(Event.objects.values())}"
    assert [word for word in ("third", "Sickness") if word in everything] == []


def test_nothing_is_sent_and_nothing_answered_without_a_word(board, officer, chief):
    row = written(board, officer, chief, letter="")
    with pytest.raises(challenges.NoLetter):
        challenges.send(row, by=officer, at=NOW)
    challenges.keep_file(row, title="Letter", kind="letter", by=officer, at=NOW, **pdf())
    row = challenges.send(row, by=officer, at=NOW)
    with pytest.raises(challenges.NoLetter):
        challenges.answer(row, received_on=TODAY, response="", by=officer, at=NOW)
    with pytest.raises(challenges.OutOfOrder):
        challenges.answer(row, received_on=TODAY - timedelta(days=1), response="Yes.", by=officer, at=NOW)


def test_answered_discussed_and_closed_with_why(sent, officer):
    row = challenges.answer(sent, received_on=TODAY, response="We count anew.", by=officer, at=NOW)
    row = challenges.discuss(row, on=TODAY, words="She is content.", by=officer, at=NOW)
    row = challenges.close(row, on=TODAY, why="The counting rule is agreed.", by=officer, at=NOW)
    assert (row.state, row.closed_by) == ("closed", officer)
    with pytest.raises(BadMove):
        challenges.answer(row, received_on=TODAY, response="More.", by=officer, at=NOW)


def test_public_by_choice_and_no_more_of_it_than_was_chosen(sent, officer, client):
    url = f"{REGISTER}{sent.reference}/"
    assert client.get(url).status_code == 404
    challenges.answer(sent, received_on=TODAY, response="We count anew.", by=officer, at=NOW)
    challenges.publish(sent, with_letter=True, with_response=False, by=officer, at=NOW)
    text = client.get(url).text
    assert WORDS in text
    assert "We count anew." not in text + str(list(Release.objects.values()))
    challenges.publish(sent, with_letter=True, with_response=True, by=officer, at=NOW)
    assert "We count anew." in client.get(url).text
    challenges.take_back(sent, reason="It names an officer.", by=officer, at=NOW)
    assert client.get(url).status_code == 404


def test_a_draft_is_never_public(board, officer, chief):
    with pytest.raises(challenges.NotSent):
        challenges.publish(
            written(board, officer, chief), with_letter=True, with_response=False, by=officer, at=NOW
        )


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_overdue_by_one_clock_for_the_office_and_the_public(board, officer, chief, days, late):
    due = timezone.localdate() + timedelta(days=days)
    row = written(board, officer, chief, written_on=date(2026, 1, 5), due_on=due)
    row = challenges.send(row, by=officer, at=NOW)
    challenges.publish(row, with_letter=False, with_response=False, by=officer, at=NOW)
    assert row.is_late(on=timezone.localdate()) is late
    assert ("Answer overdue" in Client().get(REGISTER).text) is late
    assert ("1 answer overdue" in as_(officer).get(f"{REGISTER}keep/").text) is late


@pytest.mark.slow
def test_answered_in_the_browser_by_whoever_it_is_addressed_to(sent, officer, force_lead, analyst):
    url = reverse("governance:challenge-answer", args=[sent.pk])
    assert "An answer is due" in as_(force_lead).get("/my/").text
    assert as_(analyst).get(url).status_code == 403
    answer = as_(force_lead).post(url, {"received_on": timezone.localdate()})
    assert (answer.status_code, "Write the answer, or add it as a PDF." in answer.text) == (409, True)
    file = SimpleUploadedFile("answer.pdf", plain("We count anew."), "application/pdf")
    said = {"received_on": timezone.localdate(), "response": "Attached.", "file": file}
    assert as_(force_lead).post(url, said).status_code == 303
    sent.refresh_from_db()
    there = reverse("governance:challenge-kept-file", args=[sent.pk, sent.files.get().pk])
    assert [as_(who).get(there).status_code for who in (officer, force_lead)] == [200, 200]
    steps = [
        ("discuss", {"on": timezone.localdate(), "words": "She is content."}),
        ("close", {"on": timezone.localdate(), "why": "Agreed."}),
        ("publish", {"with_response": "on"}),
    ]
    for step, said in steps:
        step_url = reverse(f"governance:challenge-{step}", args=[sent.pk])
        assert as_(force_lead).post(step_url, said).status_code == 403
        assert as_(officer).post(step_url, said).status_code == 303
    assert Client().get(f"{REGISTER}{sent.reference}/files/1.pdf").status_code == 200


def test_written_in_the_browser(board, officer, chief):
    url = reverse("governance:challenge-add")
    said = {
        "subjects": "Crime\n\nRoads",
        "owner": f"post-{chief.pk}",
        "written_on": TODAY,
        "due_on": "2026-11-01",
    }
    answer = as_(officer).post(url, said)
    assert (answer.status_code, "It cannot be due before the letter is written." in answer.text) == (
        422,
        True,
    )
    assert as_(officer).post(url, said | {"due_on": "2026-11-20"}).status_code == 303
    assert Challenge.objects.get().subjects == ["Crime", "Roads"]


@pytest.mark.parametrize("path", [REGISTER, f"{REGISTER}keep/"])
def test_as_many_queries_for_three_as_for_one(board, officer, chief, path):
    client = as_(officer)

    def more():
        row = challenges.send(written(board, officer, chief), by=officer, at=NOW)
        challenges.publish(row, with_letter=True, with_response=False, by=officer, at=NOW)

    def cost():
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    more()
    one = cost()
    more()
    more()
    assert cost() == one


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"subjects": []}, "challenge_has_a_subject"),
        ({"owner_post": None}, "challenge_goes_to_one"),
        ({"due_on": date(2020, 1, 1)}, "challenge_is_due_after"),
        ({"state": "answered"}, "answered_challenge_says_when"),
        ({"received_on": date(2020, 1, 1)}, "challenge_is_answered_after"),
        ({"state": "closed"}, "closed_challenge_says"),
    ],
)
def test_the_database_says_no_too(sent, wrong, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Challenge.objects.filter(pk=sent.pk).update(**wrong)
