"""Minutes begin with the first thing written, stamp their times, and hold what is exempt in a text of its own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.actions import entries, minutes, motions
from pcc_portal.meetings.models import Entry, ExemptMinutes, ItemTaken, Minutes, Motion, Promise
from pcc_portal.meetings.models.facts import Change
from pcc_portal.meetings.states import MINUTES_MOVES, PROMISE_MOVES, MinutesStatus, PromiseState
from pcc_portal.writing.actions.saving import BothTexts
from pcc_portal.writing.models import Block, Revision
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.minutes import entry, item, room

LATER = NOW + timedelta(minutes=5)
M, P = MinutesStatus, PromiseState
# Written out once more, so that a change of a table is made twice.
MINUTES = {
    (M.DRAFT, M.CIRCULATED),
    (M.CIRCULATED, M.DRAFT),
    (M.CIRCULATED, M.CONFIRMED),
    (M.CONFIRMED, M.SIGNED),
}
PROMISE = {(a, b) for a in (P.OPEN, P.REPORTED) for b in P if a != b} | {
    (P.DONE, P.OPEN),
    (P.DROPPED, P.OPEN),
}


@pytest.mark.parametrize("state", MinutesStatus)
@pytest.mark.parametrize("target", MinutesStatus)
def test_minutes_move_only_along_the_table(state, target):
    subject = Minutes(status=str(state))
    if (state, target) in MINUTES:
        move(subject, target, along=MINUTES_MOVES)
    else:
        with pytest.raises(BadMove):
            move(subject, target, along=MINUTES_MOVES)


@pytest.mark.parametrize("state", PromiseState)
@pytest.mark.parametrize("target", PromiseState)
def test_promise_moves_only_along_the_table(state, target):
    subject = Promise(state=str(state))
    if (state, target) in PROMISE:
        move(subject, target, along=PROMISE_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(subject, target, along=PROMISE_MOVES, field="state")


def test_the_first_entry_begins_the_minutes(issued, clerk):
    said = entry(item(issued, "Questions"), clerk, words="The Chair welcomed everyone.")
    kept = Minutes.objects.get(meeting=issued)
    assert (said.minutes, said.block.text, kept.status) == (kept, kept.text, M.DRAFT)
    kinds = list(
        Event.objects.filter(kind__startswith="meetings.").order_by("-id").values_list("kind", flat=True)[:2]
    )
    assert kinds == ["meetings.entry.added", "meetings.minutes.begun"]


def test_a_draft_agenda_has_no_minutes(meeting, clerk):
    line = meetings.item(meeting, clerk)
    with pytest.raises(minutes.NotIssuedYet):
        entries.add(line, kind="statement", by=clerk, at=NOW)
    assert not Minutes.objects.exists()


def test_times_are_stamped_once_and_put_right(issued, clerk):
    first, second = item(issued, "Commissioner"), item(issued, "Plan")
    minutes.begin(issued, by=clerk, at=NOW)
    minutes.begin(issued, by=clerk, at=LATER)
    minutes.take(first, by=clerk, at=NOW)
    minutes.take(second, by=clerk, at=LATER)
    minutes.take(first, by=clerk, at=LATER)
    kept = Minutes.objects.get()
    assert (kept.began_at, kept.live_item) == (NOW, first)
    assert list(ItemTaken.objects.values_list("item", "at")) == [(first.pk, NOW), (second.pk, LATER)]
    minutes.rise(issued, by=clerk, at=LATER)
    with pytest.raises(minutes.OutOfTurn):
        minutes.correct(issued, began_at=LATER, rose_at=NOW, taken={}, by=clerk, at=LATER)
    minutes.correct(
        issued, began_at=NOW, rose_at=LATER, taken={first: LATER, second: None}, by=clerk, at=LATER
    )
    kept.refresh_from_db()
    assert (kept.rose_at, kept.live_item, kept.is_live) == (LATER, None, False)
    assert list(ItemTaken.objects.values_list("item", "at")) == [(first.pk, LATER)]


def test_the_database_knows_that_a_meeting_rises_after_it_begins(issued, clerk):
    kept = minutes.begin(issued, by=clerk, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=kept.pk).update(rose_at=NOW)


def test_an_answer_stands_under_a_question_of_its_item_alone(issued, clerk):
    line, other = item(issued, "Questions"), item(issued, "Plan")
    question, said = entry(line, clerk, "question", "the budget"), entry(line, clerk, words="Said.")
    for parent, where in ((None, line), (said, line), (question, other)):
        with pytest.raises(entries.NoQuestionThere):
            entries.add(where, kind="answer", parent=parent, by=clerk, at=NOW)
    answer = entry(line, clerk, "answer", "it is balanced", parent=question)
    assert (answer.parent, answer.position) == (question, 1)


def test_the_same_press_again_is_the_same_entry(issued, clerk):
    line, key = item(issued, "Questions"), uuid4()
    one = entries.add(line, kind="noted", key=key, by=clerk, at=NOW)
    assert entries.add(line, kind="noted", key=key, by=clerk, at=NOW) == one
    assert (Entry.objects.count(), Block.objects.filter(text=one.minutes.text).count()) == (1, 1)


def test_exempt_words_are_in_a_text_of_their_own_from_the_first_character(issued, clerk):
    said = entry(item(issued, "Complaints"), clerk, words="A")
    kept = ExemptMinutes.objects.get()
    entries.save(said, html="About Mr Nobody", base_version=1, by=clerk, at=LATER)
    assert said.is_exempt
    words = Revision.objects.filter(block_id=said.block_id).values_list("text", "html")
    assert set(words) == {(kept.text_id, "A"), (kept.text_id, "About Mr Nobody")}
    assert not Block.objects.filter(text=kept.minutes.text).exists()


def test_private_business_under_an_open_item_is_exempt_with_its_answers(issued, clerk):
    line = item(issued, "Commissioner")
    question = entries.add(line, kind="question", is_private=True, by=clerk, at=NOW)
    answer = entries.add(line, kind="answer", parent=question, by=clerk, at=NOW)
    assert (question.part, answer.part, answer.block.text.pk) == (
        "exempt",
        "exempt",
        ExemptMinutes.objects.get().text_id,
    )


def test_who_saves_second_gets_both_texts(issued, clerk, deputy_clerk):
    said = entry(item(issued, "Plan"), clerk, words="One")
    entries.save(said, html="Two", base_version=1, by=clerk, at=NOW)
    stale = Entry.objects.get(pk=said.pk)
    saved = entries.save(stale, html="Three", base_version=1, by=deputy_clerk, at=LATER)
    assert isinstance(saved.words, BothTexts)
    assert (saved.words.current.html, saved.words.refused.html, saved.is_settled) == ("Two", "Three", False)


def test_two_clerks_fill_in_two_facts_of_one_motion(issued, clerk, deputy_clerk):
    there = room(issued, clerk)
    moved = entry(item(issued, "Plan"), clerk, "motion", "that the plan be noted")
    raman, karim, herrick = (there[name].pk for name in ("Raman", "Karim", "Herrick"))
    stale = Entry.objects.get(pk=moved.pk)
    entries.save(moved, changed={"mover": Change(None, raman)}, by=clerk, at=NOW)
    assert entries.save(stale, changed={"seconder": Change(None, karim)}, by=deputy_clerk, at=NOW).is_settled
    refused = entries.save(stale, changed={"mover": Change(None, herrick)}, by=deputy_clerk, at=NOW)
    assert (refused.taken, refused.is_settled) == ({"mover": raman}, False)
    motion = Motion.objects.get(entry=moved)
    assert (motion.mover_id, motion.seconder_id) == (raman, karim)


def test_votes_are_counted_all_or_none(issued, clerk):
    moved = entry(item(issued, "Plan"), clerk, "motion", "that the plan be noted", facts={"votes_for": 4})
    motion = Motion.objects.get(entry=moved)
    assert motion.counted == (4, 0, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(abstained=None)


def test_votes_by_name_stand_for_the_figures(issued, clerk):
    there = room(issued, clerk)
    moved = entry(item(issued, "Plan"), clerk, "motion", "that", facts={"votes_for": 9})
    pks = [there[name].pk for name in ("Raman", "Karim", "Herrick")]
    motions.vote_by_name(
        moved.motion, dict(zip(pks, ("for", "for", "against"), strict=True)), by=clerk, at=NOW
    )
    motions.vote_by_name(moved.motion, {pks[1]: "abstained", pks[2]: ""}, by=clerk, at=NOW)
    assert Motion.objects.get(entry=moved).counted == (1, 0, 1)


def test_removed_with_its_answers_and_the_words_stay_in_their_history(issued, clerk):
    line = item(issued, "Questions")
    question = entry(line, clerk, "question", "the budget")
    answer = entry(line, clerk, "answer", "it is balanced", parent=question)
    last = entry(line, clerk, words="Then.")
    entries.remove(question, by=clerk, at=NOW)
    assert list(Entry.objects.values_list("pk", "position")) == [(last.pk, 1)]
    assert set(
        Revision.objects.filter(block_id__in=[question.block_id, answer.block_id]).values_list(
            "html", flat=True
        )
    ) == {
        "the budget",
        "it is balanced",
    }
    entries.remove(question, by=clerk, at=NOW)  # a second press


def test_entries_change_places(issued, clerk):
    line = item(issued, "Questions")
    a, b, c = (entry(line, clerk, words=word) for word in "abc")
    entries.move(c, to="up", by=clerk, at=NOW)
    entries.move(a, to="up", by=clerk, at=NOW)
    assert list(Entry.objects.values_list("pk", flat=True)) == [a.pk, c.pk, b.pk]


def test_confirmed_minutes_are_not_changed(issued, clerk):
    said = entry(item(issued, "Plan"), clerk, words="One")
    Minutes.objects.update(status=M.CONFIRMED)
    said = Entry.objects.get(pk=said.pk)
    for attempt in (
        lambda: entries.save(said, html="Two", base_version=1, by=clerk, at=NOW),
        lambda: entries.add(item(issued, "Plan"), kind="noted", by=clerk, at=NOW),
        lambda: entries.remove(said, by=clerk, at=NOW),
        lambda: minutes.rise(issued, by=clerk, at=NOW),
    ):
        with pytest.raises(minutes.MinutesClosed):
            attempt()


def test_the_exclusion_is_one_press_and_its_mover_may_follow(issued, clerk):
    line = item(issued, "Reports containing exempt information")
    minutes.say_not_needed(issued, is_needed=False, by=clerk, at=NOW)
    motion = motions.exclude_the_public(line, by=clerk, at=NOW)
    assert motions.exclude_the_public(line, by=clerk, at=NOW) == motion
    resolution = Entry.objects.get(kind="resolution")
    assert "for item 5 on the grounds" in motion.block.html
    assert (resolution.resolution.motion, resolution.resolution.kind) == (motion.motion, "exclude")
    assert resolution.part == motion.part == "open"
    assert not Minutes.objects.get().exclusion_not_needed


def test_the_recommendations_of_a_paper_are_moved_in_one_press(meeting, clerk, plain_press):
    from pcc_portal.meetings.actions import papers
    from pcc_portal.writing.actions import blocks
    from tests.factories import after

    line = meetings.item(meeting, clerk, title="Report", kind="papers")
    paper = meetings.written(line, clerk, title="Progress", accepted=False)
    for words in ("Note the report.", "Agree to return to it in June."):
        blocks.append(paper.text, kind="recommendation", html=words, by=clerk, at=NOW)
    papers.accept(paper, by=clerk, at=NOW)
    after.issue(meeting, clerk)
    moved = motions.move_recommendations(paper, by=clerk, at=NOW)
    assert moved.block.html == "the recommendations of the report “Progress” be agreed"
    rows = Entry.objects.filter(kind="resolution").select_related("block", "resolution")
    assert [(r.block.html, r.resolution.kind, r.resolution.motion) for r in rows] == [
        ("Notes the report", "note", moved.motion),
        ("Agrees to return to it in June", "accept", moved.motion),
    ]


def test_a_paper_without_recommendations_moves_nothing(issued, clerk):
    paper = item(issued, "Plan").papers.get()
    with pytest.raises(motions.NothingRecommended):
        motions.move_recommendations(paper, by=clerk, at=NOW)
    assert not Entry.objects.exists()
