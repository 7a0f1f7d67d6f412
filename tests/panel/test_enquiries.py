"""Lines of enquiry: private, shared on purpose, reached or asked in writing with a due date."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from panel.actions import enquiries
from panel.models import Enquiry
from panel.states import ENQUIRY_MOVES, EnquiryState
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.models import Paper
from pcc_portal.notices.models import Message
from tests.factories import after, meetings
from tests.factories.days import NOW
from tests.factories.requests import asked
from tests.panel import released

DUE = NOW.date() + timedelta(days=14)


@pytest.fixture
def issued(clerk):
    return released.let_out(after.agenda(meetings.meeting(clerk), clerk), clerk)


@pytest.fixture
def report(issued):
    return Paper.objects.get(item__meeting=issued, public_title="The report")


@pytest.fixture
def seats(panel_member, panel_chair, clerk, officer):
    return {"member": panel_member, "chair": panel_chair, "clerk": clerk, "officer": officer}


@pytest.fixture
def line(issued, report, panel_member):
    return enquiries.prepare(issued, report.pk, page="3", words="Which seven?", by=panel_member, at=NOW)


def listed(client, who, issued):
    client.force_login(who)
    answer = client.get(reverse("panel:enquiries", args=[issued.ref]))
    return answer.text if answer.status_code == 200 else answer.status_code


def test_a_private_line_is_its_owners_alone(client, line, issued, seats):
    assert "Which seven?" in listed(client, seats["member"], issued)
    assert "Which seven?" not in listed(client, seats["chair"], issued)
    assert [listed(client, who, issued) for who in (seats["clerk"], seats["officer"])] == [404, 404]


def test_shared_the_chair_reads_it_and_nobody_else(client, line, issued, seats):
    client.force_login(seats["member"])
    client.post(reverse("panel:enquiry-share", args=[issued.ref, line.pk]))
    assert "Which seven?" in listed(client, seats["chair"], issued)
    assert "1 line of enquiry that members have shared" in client.get(reverse("panel:my")).text
    assert [listed(client, who, issued) for who in (seats["clerk"], seats["officer"])] == [404, 404]
    assert list(Event.objects.filter(thread=issued.ref, kind__startswith="panel.")) == []


def test_not_reached_it_is_a_written_question_with_a_due_date(client, line, issued, seats):
    enquiries.share(line, by=seats["member"], at=NOW)
    client.force_login(seats["chair"])
    address = reverse("panel:enquiry-ask", args=[issued.ref, line.pk])
    assert client.post(address, {"due_on": ""}).status_code == 422
    assert client.post(address, {"due_on": timezone.localdate() + timedelta(days=9)}).status_code == 303
    assert "Which seven?" in listed(client, seats["clerk"], issued)
    assert "Answer" in listed(client, seats["officer"], issued)
    assert "Answer a written question" in client.get(reverse("panel:my")).text
    client.post(reverse("panel:enquiry-answer", args=[issued.ref, line.pk]), {"words": "The first seven."})
    assert "The first seven." in listed(client, seats["member"], issued)


def test_a_due_date_in_the_past_is_refused_and_nothing_happens(client, line, issued, seats):
    enquiries.share(line, by=seats["member"], at=NOW)
    client.force_login(seats["chair"])
    answer = client.post(reverse("panel:enquiry-ask", args=[issued.ref, line.pk]), {"due_on": "2020-01-06"})
    assert (answer.status_code, "This day is over" in answer.text) == (409, True)
    line.refresh_from_db()
    assert line.state == EnquiryState.SHARED


def test_reached_it_is_not_asked_again(line, panel_member, panel_chair):
    enquiries.share(line, by=panel_member, at=NOW)
    enquiries.reach(line, by=panel_chair, at=NOW)
    with pytest.raises(BadMove):
        enquiries.ask_in_writing(line, due_on=DUE, by=panel_chair, at=NOW)


def test_shared_it_is_not_changed_until_it_is_taken_back(client, line, issued, panel_member):
    enquiries.share(line, by=panel_member, at=NOW)
    client.force_login(panel_member)
    address = reverse("panel:enquiry", args=[issued.ref, line.pk])
    answer = client.post(address, {"words": "Another."})
    assert (answer.status_code, "Another." in answer.text) == (409, True)
    client.post(reverse("panel:enquiry-take-back", args=[issued.ref, line.pk]))
    assert client.post(address, {"words": "Another."}).status_code == 303
    client.post(reverse("panel:enquiry-remove", args=[issued.ref, line.pk]))
    assert not Enquiry.objects.exists()


def test_it_begins_with_the_words_of_ones_note(client, issued, report, panel_member):
    from panel.actions import notes
    from panel.queries import reading

    sheet = reading.of_paper(reading.sheets(issued.ref, panel_member), report.pk)
    block = sheet.passages[-1].key
    note = notes.write(report.pk, sheet.searched, block=block, words="Ask which.", by=panel_member, at=NOW)
    client.force_login(panel_member)
    address = reverse("panel:enquiry-prepare", args=[issued.ref, report.pk]) + f"?note={note.pk}"
    assert "Ask which." in client.get(address).text
    client.post(address, {"words": "Which?", "page": "3"})
    assert Enquiry.objects.get().quote == "Open words."


def test_officers_and_clerks_prepare_none(client, issued, report, clerk, officer):
    for who in (clerk, officer):
        client.force_login(who)
        assert client.get(reverse("panel:enquiry-prepare", args=[issued.ref, report.pk])).status_code == 403


def test_no_record_holds_its_words(line, panel_member, panel_chair, officer):
    enquiries.share(line, by=panel_member, at=NOW)
    enquiries.ask_in_writing(line, due_on=DUE, by=panel_chair, at=NOW)
    enquiries.answer(line, words="The first seven.", by=officer, at=NOW)
    said = str(list(Event.objects.values()))
    assert "seven" not in said


@pytest.mark.parametrize("state", EnquiryState)
@pytest.mark.parametrize("target", EnquiryState)
def test_moves_only_along_the_table(state, target):
    from pcc_portal.lifecycle import move

    line = Enquiry(state=state)
    if target in ENQUIRY_MOVES[state]:
        move(line, target, along=ENQUIRY_MOVES, field="state")
        assert line.state == target
    else:
        with pytest.raises(BadMove):
            move(line, target, along=ENQUIRY_MOVES, field="state")


@pytest.mark.parametrize(
    "broken",
    [
        {"words": ""},
        {"state": "shared"},
        {"state": "written", "shared_at": NOW},
        {"shared_at": NOW},
        {"due_on": DUE},
        {"answer": "An answer."},
    ],
)
def test_the_database_refuses(line, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=line.pk).update(**broken)


class TestLetters:
    """A written question is told to who answers it, and its answer to who asked: never the words of either."""

    @pytest.fixture
    def written(self, line, panel_member, panel_chair):
        enquiries.share(line, by=panel_member, at=NOW)
        return enquiries.ask_in_writing(line, due_on=DUE, by=panel_chair, at=NOW)

    def told(self, kind):
        return list(Message.objects.filter(kind=f"panel.{kind}").order_by("to"))

    def test_who_answers_is_told_of_the_question(self, officer, written, issued):
        (letter,) = self.told("question_asked")
        assert letter.to == officer.email
        assert f"due {DUE.day} {DUE:%B %Y}" in letter.subject
        assert reverse("panel:enquiries", args=[issued.ref]) in letter.body_text
        assert "seven" not in letter.subject + letter.body_text
        assert may_go(letter)

    def test_who_asked_is_told_of_the_answer(self, officer, written, panel_member):
        (before,) = self.told("question_asked")
        enquiries.answer(written, words="The first seven.", by=officer, at=NOW)
        (letter,) = self.told("question_answered")
        assert letter.to == panel_member.email
        assert "seven" not in letter.subject + letter.body_text
        assert (may_go(before), may_go(letter)) == (False, True)

    def test_the_one_who_wrote_the_paper_is_asked_alone(self, officer, analyst, line, clerk, panel_member):
        assert enquiries.who_answers(line, on=NOW.date()) == [officer, analyst]
        draft = meetings.meeting(clerk, held_on=NOW.date() + timedelta(days=90))
        row = asked(meetings.item(draft, clerk), analyst, clerk)
        mine = enquiries.prepare(draft, row.paper_id, page="3", words="Which?", by=panel_member, at=NOW)
        assert enquiries.who_answers(mine, on=NOW.date()) == [analyst]


def may_go(letter):
    """What the rule of the mail says when it is about to go."""
    return import_string(letter.rule)(letter)
