"""Minutes are sent round, put right, confirmed by a later meeting, signed, frozen; what is exempt is let out to nobody."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.audit.models import Event
from pcc_portal.documents import chain
from pcc_portal.documents.actions import consents
from pcc_portal.documents.models import Consent, Release
from pcc_portal.meetings.actions import circulations, confirmations, corrections, entries, minutes_versions
from pcc_portal.meetings.models import (
    Confirmation,
    Correction,
    Entry,
    ExemptMinutesVersion,
    Item,
    Minutes,
    MinutesVersion,
    Paper,
    Signature,
)
from pcc_portal.meetings.models.correction import CORRECTION_MOVES, CorrectionState
from pcc_portal.meetings.printing import minuted as minuted_as
from pcc_portal.meetings.states import MinutesStatus
from pcc_portal.notices.models import Message
from pcc_portal.writing.actions.texts import TextLocked
from pcc_portal.writing.models import Block
from tests.factories import meetings
from tests.factories.minutes import entry, item, room
from tests.factories.settling import AFTER, NEXT_ON, circulated, later, minuted

LATER = AFTER + timedelta(days=2)


@pytest.fixture
def people(issued, clerk):
    return room(issued, clerk)


@pytest.fixture
def coming(clerk):
    return later(clerk)


def printed(version, entry):
    """The paragraph in which an entry was sent round, and the entry that it belongs to."""
    of = entry.parent or entry
    return of, minuted_as.paragraphs(
        minutes_versions.composed(minutes_versions.fresh(version.minutes.meeting)).opened
    )[of.pk]


def confirm(issued, coming, clerk, **more):
    said = {"at_meeting": coming, "resolution": None, "without": "The page of that meeting is lost"} | more
    return confirmations.confirm(issued, **said, by=clerk, at=LATER)


def test_what_is_not_in_order_keeps_them_from_being_sent_round_and_nothing_is_written(issued, clerk, people):
    entry(item(issued, "Questions"), clerk, "motion", "something be done")
    with pytest.raises(circulations.NotReady) as refused:
        circulations.circulate(issued, by=clerk, at=AFTER)
    said = " ".join(flag.message for flag in refused.value.flags)
    assert "Who moved it?" in said
    assert "When did the meeting rise?" in said
    assert Minutes.objects.get(meeting=issued).status == MinutesStatus.DRAFT
    assert not MinutesVersion.objects.exists()


def test_sent_round_they_are_frozen_and_the_public_is_not_told(issued, clerk, people, panel_member):
    version = circulated(issued, clerk, people)
    assert version.kind == "circulated"
    assert "In response to a question from Councillor Raman about the wait on 101" in version.html
    assert "Members present" in version.html
    assert "The meeting rose at" in version.html
    assert not Release.objects.filter(kind__startswith="meetings.minutes").exists()
    mails = Message.objects.filter(kind="meetings.announcement", subject__startswith="Draft minutes")
    assert not [mail for mail in mails if "Unsubscribe" in str(mail.headers)]
    words = Entry.objects.get(kind="answer")
    entries.save(words, html="it had doubled", base_version=words.block.version, by=clerk, at=LATER)
    version.refresh_from_db()
    assert "doubled" not in version.html


def test_the_open_record_holds_no_exempt_word_and_the_question_of_a_summary_stops(issued, clerk, people):
    minuted(issued, clerk, people)
    with pytest.raises(circulations.NotReady) as refused:
        circulations.circulate(issued, by=clerk, at=AFTER)
    assert [flag.name for flag in refused.value.flags] == ["summary"]
    circulations.say_coherent(issued, summary="Three complaints were settled.", by=clerk, at=AFTER)
    version = circulations.circulate(issued, by=clerk, at=AFTER)
    assert "Thistlewood" not in version.html
    assert "Three complaints were settled." in version.html
    assert "Thistlewood" in version.exempt.html


def test_a_summary_is_there_where_the_minutes_make_no_sense_without_it(issued, clerk, people):
    minuted(issued, clerk, people)
    held = Minutes.objects.get(meeting=issued).exempt
    with pytest.raises(IntegrityError), transaction.atomic():
        type(held).objects.filter(pk=held.pk).update(is_coherent_without=False, public_summary="")


def test_they_become_the_paper_of_the_next_agenda_with_what_arises(issued, clerk, people, coming):
    circulated(issued, clerk, people)
    line = Item.objects.get(meeting=coming, public_title__icontains="minutes")
    paper = Paper.objects.get(item=line)
    assert paper.public_title == "Minutes of the meeting of 17 December 2026"
    assert paper.state == "in"
    said = " ".join(Block.objects.filter(text=paper.text).values_list("html", flat=True))
    assert "Matters arising" in said
    assert "send the figures for each month by 1 February 2027 (open)" in said
    assert "That the minutes are confirmed as a true record" in said


def test_sent_round_again_the_same_paper_is_written_anew(issued, clerk, people, coming):
    version = circulated(issued, clerk, people)
    words = Entry.objects.get(kind="answer")
    row = corrections.propose(
        version, words, quoted="it had fallen", words="it had doubled", why="", by=clerk, at=AFTER
    )
    entries.save(words, html="it had doubled", base_version=words.block.version, by=clerk, at=LATER)
    corrections.answer(row, state=CorrectionState.ACCEPTED, words="", by=clerk, at=LATER)
    circulations.circulate(issued, by=clerk, at=LATER)
    paper = Paper.objects.get(item__meeting=coming)
    said = " ".join(Block.objects.filter(text=paper.text).values_list("html", flat=True))
    assert "it had doubled" in said
    assert "“it had fallen” should say “it had doubled”. Accepted." in said


def test_the_exempt_part_is_not_on_the_next_agenda(issued, clerk, people, coming):
    version = circulated(issued, clerk, people, private=True)
    private = Entry.objects.get(part="exempt")
    corrections.propose(
        version, private, quoted="Thistlewood", words="Thistledown", why="", by=clerk, at=AFTER
    )
    circulations.circulate(issued, by=clerk, at=LATER)
    paper = Paper.objects.get(item__meeting=coming, public_title__startswith="Minutes")
    said = " ".join(Block.objects.filter(text=paper.text).values_list("html", flat=True))
    assert "Thistle" not in said


@pytest.mark.parametrize("state", CorrectionState)
@pytest.mark.parametrize("target", CorrectionState)
def test_answers_may_change_and_what_was_taken_back_stays(state, target):
    answers = {"accepted", "in_part", "declined", "to_meeting"}
    may = (state == "proposed" and target != "proposed") or (
        state in answers and target in (answers | {"withdrawn"}) - {state}
    )
    assert (target in CORRECTION_MOVES[state]) == may


def test_an_open_correction_stops_confirming_and_so_does_an_empty_acceptance(
    issued, clerk, people, coming, panel_member
):
    version = circulated(issued, clerk, people)
    words = Entry.objects.get(kind="answer")
    of, quoted = printed(version, words)
    assert quoted.startswith("In response to a question from Councillor Raman about the wait on 101, ")
    said = {"words": "It had doubled.", "why": "I wrote it down"}
    row = corrections.propose(version, of, quoted=quoted, **said, by=panel_member, at=AFTER)
    with pytest.raises(circulations.NotReady, match="1 thing"):
        confirm(issued, coming, clerk)
    corrections.answer(row, state=CorrectionState.ACCEPTED, words="", by=clerk, at=LATER)
    with pytest.raises(circulations.NotReady) as refused:
        confirm(issued, coming, clerk)
    assert "still reads as it did" in refused.value.flags[0].message
    entries.save(words, html="it had doubled", base_version=words.block.version, by=clerk, at=LATER)
    assert confirm(issued, coming, clerk).corrected


def test_a_correction_that_says_the_same_is_none_and_no_answer_is_without_words(issued, clerk, people):
    version = circulated(issued, clerk, people)
    words = Entry.objects.get(kind="answer")
    with pytest.raises(corrections.NothingProposed):
        corrections.propose(version, words, quoted="The same", words=" The same ", why="", by=clerk, at=AFTER)
    row = corrections.propose(version, words, quoted="The same", words="Other", why="", by=clerk, at=AFTER)
    with pytest.raises(corrections.SayWhy):
        corrections.answer(row, state=CorrectionState.DECLINED, words=" ", by=clerk, at=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=row.pk).update(state="declined", answered_by=clerk, answered_at=AFTER)


def test_a_draft_that_was_not_sent_round_is_not_corrected_nor_confirmed(issued, clerk, people, coming):
    minuted(issued, clerk, people, private=False)
    circulations.close_the_evening(issued, by=clerk, at=AFTER)
    version = MinutesVersion.objects.get(kind="draft")
    words = Entry.objects.get(kind="answer")
    with pytest.raises(corrections.NotOpenToCorrection):
        corrections.propose(version, words, quoted="a", words="b", why="", by=clerk, at=AFTER)
    from pcc_portal.lifecycle import BadMove

    with pytest.raises(BadMove):
        confirm(issued, coming, clerk)


def test_minutes_are_confirmed_by_a_later_meeting_of_the_same_body(issued, clerk, people):
    circulated(issued, clerk, people)
    with pytest.raises(confirmations.EarlierMeeting):
        confirm(issued, issued, clerk)
    other = meetings.meeting(clerk, of=meetings.body("other"), held_on=NEXT_ON)
    with pytest.raises(confirmations.EarlierMeeting):
        confirm(issued, other, clerk)
    assert not Confirmation.objects.exists()


def test_a_confirmation_rests_on_a_resolution_or_says_why_not(issued, clerk, people, coming):
    circulated(issued, clerk, people)
    with pytest.raises(confirmations.NoResolution):
        confirm(issued, coming, clerk, without=" ")
    assert confirm(issued, coming, clerk).without
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.update(without="")
    html = Release.objects.live().get(kind="meetings.minutes").text.html
    assert "No resolution is on record: The page of that meeting is lost." in html


def test_confirmed_they_are_locked_and_everyone_reads_them(issued, clerk, people, coming):
    circulated(issued, clerk, people)
    confirm(issued, coming, clerk)
    kept = Minutes.objects.get(meeting=issued)
    assert kept.status == MinutesStatus.CONFIRMED
    answer = Entry.objects.select_related("block", "minutes").get(kind="answer")
    with pytest.raises(entries.MinutesClosed):
        entries.save(answer, html="changed", base_version=answer.block.version, by=clerk, at=LATER)
    from pcc_portal.writing.actions import blocks

    with pytest.raises(TextLocked):
        blocks.save_block(answer.block, base_version=answer.block.version, html="changed", by=clerk, at=LATER)
    row = Release.objects.live().get(kind="meetings.minutes")
    assert "Confirmed as a true record at the meeting of Thursday 25 February 2027." in row.text.html
    assert row.collection == issued.ref
    assert not list(chain.broken())


def test_with_an_exempt_part_two_people_let_the_open_part_out(issued, clerk, people, coming, deputy_clerk):
    circulated(issued, clerk, people, private=True)
    with pytest.raises(confirmations.NeedsAnother):
        confirm(issued, coming, clerk)
    asked = confirmations.ask(issued, by=clerk, at=LATER)
    assert confirmations.ask(issued, by=clerk, at=LATER) == asked
    with pytest.raises(consents.NotYours):
        confirmations.agree(asked, by=clerk, at=LATER)
    confirmations.agree(asked, by=deputy_clerk, at=LATER)
    row = confirm(issued, coming, clerk)
    assert row.seconded_by == deputy_clerk
    out = Release.objects.live().get(kind="meetings.minutes")
    assert out.seconded_by == deputy_clerk
    assert "Thistlewood" not in out.text.html + str(out.text.pages) + str(out.facts)


def test_what_was_agreed_to_and_changed_since_is_not_let_out(issued, clerk, people, coming, deputy_clerk):
    circulated(issued, clerk, people, private=True)
    asked = confirmations.ask(issued, by=clerk, at=LATER)
    confirmations.agree(asked, by=deputy_clerk, at=LATER)
    private = Entry.objects.select_related("block", "minutes").get(part="exempt")
    entries.save(private, html="Other words", base_version=private.block.version, by=clerk, at=LATER)
    with pytest.raises(confirmations.NeedsAnother):
        confirm(issued, coming, clerk)
    again = confirmations.ask(issued, by=clerk, at=LATER)
    entries.save(private, html="Others", base_version=private.block.version, by=clerk, at=LATER)
    assert confirmations.agree(again, by=deputy_clerk, at=LATER).is_void
    assert not Consent.objects.filter(kind="meetings.minutes", state="carried_out").exists()


def test_signed_they_are_the_same_words_with_name_time_and_hash(issued, clerk, people, coming, panel_chair):
    circulated(issued, clerk, people)
    confirm(issued, coming, clerk)
    signature = confirmations.sign(issued, capacity="Chair", by=panel_chair, at=LATER)
    confirmed, signed = (MinutesVersion.objects.get(kind=kind) for kind in ("confirmed", "signed"))
    assert signature.sha256 == confirmed.sha256 == signed.sha256
    assert f"Signed by {panel_chair.person}, Chair" in signed.html
    assert f"SHA-256 of these words: {signature.sha256}" in signed.html
    same = re.sub(r'<div class="sign">.*', "", signed.html, flags=re.DOTALL)
    assert same == re.sub(r'<div class="sign">.*', "", confirmed.html, flags=re.DOTALL)
    from hashlib import sha256

    assert sha256(f"{same}\n".encode()).hexdigest() == signature.sha256
    out = Release.objects.live().get(kind="meetings.minutes")
    assert out.version == 2
    assert out.facts["state"] == "signed"
    assert not list(chain.broken())


def test_minutes_are_signed_once_and_only_when_confirmed(issued, clerk, people, coming, panel_chair):
    from pcc_portal.lifecycle import BadMove

    circulated(issued, clerk, people)
    with pytest.raises(BadMove):
        confirmations.sign(issued, capacity="Chair", by=panel_chair, at=LATER)
    confirm(issued, coming, clerk)
    said = {"capacity": "Vice-Chair", "on": coming.held_on, "kept": "The minute book, folio 7"}
    row = confirmations.record_signature(issued, people["Karim"], **said, by=clerk, at=LATER)
    assert row.how == "paper"
    with pytest.raises(BadMove):
        confirmations.sign(issued, capacity="Chair", by=panel_chair, at=LATER)
    html = Release.objects.live().get(kind="meetings.minutes").text.html
    assert "The page is kept: The minute book, folio 7." in html
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.update(kept="")


def test_the_evening_makes_both_sheets_and_writes_to_who_promised(issued, clerk, people, commissioner):
    from pcc_portal.accounts.models import User

    User.objects.filter(pk=commissioner.pk).update(person=people["Whitcombe"])
    minuted(issued, clerk, people)
    exempt = Entry.objects.get(part="exempt").item
    exempt.meeting = issued
    owed = {"by": people["Whitcombe"].pk}
    entry(exempt, clerk, "promise", "tell Thistlewood", facts=owed)
    sheet = circulations.close_the_evening(issued, by=clerk, at=AFTER)
    assert {"decisions", "draft"} == set(MinutesVersion.objects.values_list("kind", flat=True))
    assert "Send the figures for each month." in sheet.html
    assert "Notes the answer" in sheet.html or "notes the answer" in sheet.html
    assert "Thistlewood" not in sheet.html
    assert "Tell Thistlewood." in sheet.exempt.html
    (mail,) = Message.objects.filter(kind="meetings.promised")
    assert mail.to == commissioner.email
    assert "send the figures for each month (by 1 February 2027)" in mail.body_text
    assert "you undertook 1 thing" in mail.body_text
    assert "Thistlewood" not in mail.body_text
    circulations.close_the_evening(issued, by=clerk, at=LATER)
    assert Message.objects.filter(kind="meetings.promised").count() == 1


def test_nothing_exempt_is_in_the_audit_or_in_a_job(issued, clerk, people, coming, deputy_clerk):
    from pcc_portal.jobs.models import Job

    version = circulated(issued, clerk, people, private=True)
    private = Entry.objects.get(part="exempt")
    row = corrections.propose(
        version, private, quoted="Thistlewood", words="Thistledown", why="Thistle", by=clerk, at=AFTER
    )
    corrections.answer(row, state=CorrectionState.DECLINED, words="Thistle no", by=clerk, at=LATER)
    confirmations.ask(issued, by=clerk, at=LATER)
    said = [str(event.facts) for event in Event.objects.all()]
    said += [f"{job.title} {job.message} {job.result} {job.input_hash}" for job in Job.objects.all()]
    said += [mail.subject + mail.body_text for mail in Message.objects.all()]
    assert not [words for words in said if "histle" in words]
    assert ExemptMinutesVersion.objects.count() == 1
