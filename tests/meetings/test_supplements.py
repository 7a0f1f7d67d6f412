"""Late papers and items: their pages go on counting, and nothing that was issued moves."""

from datetime import timedelta

import pytest

from pcc_portal import jobs
from pcc_portal.audit.models import Event
from pcc_portal.documents import chain, stores
from pcc_portal.documents.actions.consents import NotYours
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import (
    additions,
    agendas,
    items,
    paper_rows,
    papers,
    supplements,
    withdrawals,
)
from pcc_portal.meetings.actions.drafts import AgendaLocked, Refusal
from pcc_portal.meetings.actions.seconding import NeedsSecond
from pcc_portal.meetings.models import Item, Meeting, Pack, Paper, Supplement
from pcc_portal.meetings.states import SUPPLEMENT_MOVES, ItemKind, SupplementStatus
from tests.factories import after, meetings
from tests.factories.days import NOW, moment
from tests.meetings.reading import File, numbers, titles

pytestmark = pytest.mark.slow
LATE = moment(2026, 12, 14)  # two clear working days before the meeting


def paper(title):
    return Paper.objects.get(public_title=title)


def line(title):
    return Item.objects.select_related("meeting").get(public_title=title)


def live(kind):
    return Release.objects.live().get(kind=kind)


def public():
    return File(stores.get(live("meetings.pack").store_key, store=stores.PUBLIC))


def alone():
    return File(stores.get(live("meetings.supplement").store_key, store=stores.PUBLIC))


def members():
    return File(stores.get(Withheld.objects.live().get(kind="meetings.pack").store_key))


def agenda_html():
    return live("meetings.agenda").text.html


@pytest.fixture
def supplement(issued, clerk):
    """In draft, with one paper for the plan."""
    made = after.start(issued, clerk)
    meetings.written(line("Plan"), clerk, title="Late news", supplement=made, words=("Late words.",))
    return made


def everything_out():
    return [
        list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Release, Withheld, Pack)
    ]


# Pages


def test_pages_go_on_where_the_last_issued_page_ended(issued, supplement, clerk):
    before = public()
    assert before.labels[-1] == "10"
    after.let_out(supplement, clerk)
    assert alone().labels == ["11", "12", "13", "14"]
    assert public().labels == before.labels + alone().labels
    assert public().texts[:10] == before.texts
    assert "Late words." in alone().text("13")
    assert (live("meetings.supplement").facts["first"], live("meetings.supplement").facts["last"]) == (
        "11",
        "14",
    )
    assert list(chain.broken()) == []


def test_members_read_the_same_numbers_and_then_the_exempt_part(issued, supplement, clerk):
    before = members()
    after.let_out(supplement, clerk)
    assert members().labels == [*public().labels, "E1", "E2", "E3", "E4"]
    assert members().texts[-4:] == before.texts[-4:]


def test_every_late_paper_begins_on_an_odd_side_and_fills_its_last_sheet(issued, supplement, clerk):
    meetings.uploaded(line("Plan"), clerk, title="Three sides", supplement=supplement, pages=("a", "b", "c"))
    after.let_out(supplement, clerk)
    spans = Release.objects.live().filter(kind="meetings.paper").order_by("position")
    assert [(row.title, row.facts["first"], row.facts["last"]) for row in spans] == [
        ("The report", "5", "6"),
        ("The plan", "7", "10"),
        ("Late news", "13", "14"),
        ("Three sides", "15", "18"),
    ]
    assert "blank" in public().text("18").lower()


def test_the_sheet_names_body_number_reason_papers_and_pages(issued, supplement, clerk):
    after.let_out(supplement, clerk)
    sheet = alone().text("11")
    for words in (
        "Police and Crime Panel",
        "Supplement 1 to the agenda",
        "The figures came from the Treasury on Friday.",
        "Late news , 13-14",
        "supplement 1",
    ):
        assert words in sheet


def test_nothing_that_was_issued_is_laid_out_again(issued, supplement, clerk, plain_press):
    plain_press.titles.clear()
    after.let_out(supplement, clerk)
    assert sorted(plain_press.titles) == ["Blank page", "Late news", "Supplement 1"]


def test_a_second_supplement_goes_on_from_the_first(issued, supplement, clerk):
    after.let_out(supplement, clerk)
    second = after.start(issued, clerk)
    meetings.written(line("Commissioner"), clerk, title="Later news", supplement=second)
    after.let_out(second, clerk)
    assert public().labels == [str(n) for n in range(1, 19)]
    assert Release.objects.live().filter(kind="meetings.supplement").count() == 2
    assert [row.facts["first"] for row in Release.objects.live().filter(kind="meetings.supplement")] == [
        "11",
        "15",
    ]


def test_the_agenda_on_the_web_has_it_in_its_item_and_the_printed_sheet_stays(issued, supplement, clerk):
    sheet = public().texts[:4]
    after.let_out(supplement, clerk)
    assert "supplement 1, pages 13-14" in agenda_html()
    assert '<span class="pages">7-10</span>' in agenda_html()
    assert public().texts[:4] == sheet


# What is exempt


def test_exempt_papers_go_on_after_the_last_e_page(issued, supplement, clerk):
    late = meetings.written(
        line("Complaints"), clerk, title="Second complaint", supplement=supplement, words=("Harrowgate.",)
    )
    after.let_out(supplement, clerk)
    assert members().labels[-8:] == [f"E{n}" for n in range(1, 9)]
    assert "Exempt part, supplement 1" in members().text("E5")
    assert "Harrowgate." in members().text("E7")
    assert "Not for publication: paragraph 1" in members().text("E7")
    assert Withheld.objects.live().get(subject_id=str(late.pk)).facts["first"] == "E7"
    assert not any("Harrowgate" in text for text in [*public().texts, *alone().texts])
    assert "Second complaint" not in repr(list(Release.objects.values()))


def test_the_first_exempt_paper_of_a_meeting_begins_the_series_with_its_sheet(meeting, clerk, plain_press):
    first = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    meetings.written(first, clerk, title="The report")
    after.issue(meeting, clerk)
    supplement = after.start(meeting, clerk)
    annex = meetings.written(
        first, clerk, title="Annex", role="appendix", supplement=supplement, words=("Harrowgate.",)
    )
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW)
    after.let_out(supplement, clerk)
    assert members().labels[-4:] == ["E1", "E2", "E3", "E4"]
    assert members().labels[:-4] == public().labels
    assert 'To resolve: "That members of the public be excluded' in alone().text("7")
    assert numbers(meeting)[-1].startswith("2 ")


# The resolution that no issued agenda has


@pytest.fixture
def open_only(meeting, clerk, plain_press):
    """Issued with nothing exempt on it."""
    first = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    meetings.written(first, clerk, title="The report")
    meetings.uploaded(
        meetings.item(meeting, clerk, title="Plan", kind=ItemKind.PAPERS), clerk, title="The plan"
    )
    return after.issue(meeting, clerk)


def re_mark(clerk, title="The report"):
    grounds, reason = meetings.grounds(1), "It names a person."
    return withdrawals.re_mark(paper(title), grounds, reason=reason, by=clerk, at=NOW)


@pytest.mark.parametrize("in_hand", [True, False])
def test_re_marked_as_the_first_exempt_matter_the_next_supplement_resolves(open_only, clerk, in_hand):
    supplement = after.start(open_only, clerk) if in_hand else None
    re_mark(clerk)
    supplement = supplement or after.start(open_only, clerk)
    assert numbers(open_only) == ["1 Report", "2 Plan", "3 Reports containing exempt information"]
    assert line("Reports containing exempt information").supplement == supplement
    meetings.written(line("Plan"), clerk, title="Late news", supplement=supplement, words=("Late.",))
    after.let_out(supplement, clerk)
    first = " ".join(alone().text("9").split())
    assert (
        'To resolve: "That members of the public be excluded from the meeting for item 1 on the grounds'
        in first
    )
    assert "To resolve: “That members of the public be excluded from the meeting for item 1 " in agenda_html()


def test_once_there_is_a_resolution_another_supplement_brings_none(open_only, clerk):
    re_mark(clerk)
    first = after.start(open_only, clerk)
    after.let_out(first, clerk)
    re_mark(clerk, "The plan")
    second = after.start(open_only, clerk)
    meetings.written(line("Plan"), clerk, title="Late news", supplement=second, words=("Late.",))
    assert not second.items.exists()


def test_a_supplement_with_nothing_but_the_resolution_can_be_closed_and_the_next_brings_it(open_only, clerk):
    re_mark(clerk)
    supplements.close(after.start(open_only, clerk), by=clerk, at=NOW)
    assert numbers(open_only) == ["1 Report", "2 Plan"]
    assert after.start(open_only, clerk).items.get().kind == ItemKind.EXCLUSION


# Items


def test_an_urgent_item_takes_a_number_that_nothing_issued_has(issued, clerk):
    before = numbers(issued)
    assert [row.split()[0] for row in before] == ["1", "2", "3", "4", "5"]
    supplement = after.start(issued, clerk)
    items.add(issued, public_title="Urgent", kind="verbal", supplement=supplement, by=clerk, at=NOW)
    items.add(issued, public_title="More urgent", kind="verbal", supplement=supplement, by=clerk, at=NOW)
    items.add(
        issued,
        public_title="Below",
        kind="verbal",
        parent=line("Plan"),
        supplement=supplement,
        by=clerk,
        at=NOW,
    )
    assert numbers(issued) == [
        "1 Commissioner",
        "2 Plan",
        "2(1) Below",
        "3 Questions",
        "3A Urgent",
        "3B More urgent",
        "4 Reports containing exempt information",
        "5 Complaints",
    ]
    assert [row for row in numbers(issued) if row in before] == before
    after.let_out(supplement, clerk)
    assert "Urgent" in agenda_html()
    assert "Added, supplement 1" in agenda_html()


def test_with_nothing_exempt_the_next_number_is_the_next(meeting, clerk, plain_press):
    meetings.item(meeting, clerk, title="One")
    after.issue(meeting, clerk)
    supplement = after.start(meeting, clerk)
    items.add(meeting, public_title="Urgent", kind="verbal", supplement=supplement, by=clerk, at=NOW)
    late = items.add(meeting, public_title="Private", kind="verbal", supplement=supplement, by=clerk, at=NOW)
    items.exempt(late, meetings.grounds(1), by=clerk, at=NOW)
    assert [row.split()[0] for row in numbers(meeting)] == ["1", "2", "3", "4"]
    after.let_out(supplement, clerk)
    second = after.start(meeting, clerk)
    items.add(meeting, public_title="Again", kind="verbal", supplement=second, by=clerk, at=NOW)
    assert [row.split()[0] for row in numbers(meeting)] == ["1", "2", "2A", "3", "4"]


def test_late_lines_and_papers_move_among_themselves_only(issued, clerk):
    supplement = after.start(issued, clerk)
    one = items.add(issued, public_title="One", kind="verbal", supplement=supplement, by=clerk, at=NOW)
    items.add(issued, public_title="Two", kind="verbal", supplement=supplement, by=clerk, at=NOW)
    before = numbers(issued)
    items.move(one, direction="up", by=clerk, at=NOW)
    assert numbers(issued) == before
    items.move(one, direction="down", by=clerk, at=NOW)
    assert numbers(issued)[3:5] == ["3A Two", "3B One"]
    with pytest.raises(items.NotInThisRow):
        items.place(one, before=line("Plan").pk, by=clerk, at=NOW)
    late = meetings.written(line("Plan"), clerk, title="Late", supplement=supplement)
    paper_rows.move(late, direction="up", by=clerk, at=NOW)
    assert titles(issued)[2:4] == ["The plan", "Late"]
    with pytest.raises(items.NotInThisRow):
        paper_rows.place(late, before=paper("The plan").pk, by=clerk, at=NOW)


# To follow, and corrections


def test_a_paper_to_follow_comes_with_the_supplement(issued, clerk):
    assert "to follow, due" in agenda_html()
    supplement = after.start(issued, clerk)
    note = supplements.take_in(paper("Finance note"), supplement=supplement, by=clerk, at=NOW)
    papers.accept(meetings.attach(note, clerk, "Money words."), by=clerk, at=NOW)
    after.let_out(supplement, clerk)
    assert "to follow" not in agenda_html()
    assert "Appendix A: Finance note" in agenda_html()
    assert "Money words." in alone().text("13")


def test_taken_out_again_it_is_announced_as_before(issued, clerk):
    supplement = after.start(issued, clerk)
    note = supplements.take_in(paper("Finance note"), supplement=supplement, by=clerk, at=NOW)
    papers.remove(note, by=clerk, at=NOW)
    kept = paper("Finance note")
    assert (kept.state, kept.supplement, kept.announced_as) == ("to_follow", None, "")
    supplements.close(supplement, by=clerk, at=NOW)
    assert not Supplement.objects.exists()


def test_a_paper_that_is_out_is_not_taken_in(issued, clerk):
    supplement = after.start(issued, clerk)
    with pytest.raises(Refusal, match="out already"):
        supplements.take_in(paper("The plan"), supplement=supplement, by=clerk, at=NOW)


def test_a_correction_names_what_it_replaces_and_is_named_there(issued, clerk):
    supplement = after.start(issued, clerk)
    right = meetings.written(
        line("Commissioner"),
        clerk,
        title="The report (corrected)",
        supplement=supplement,
        replaces=paper("The report"),
    )
    after.let_out(supplement, clerk)
    assert 'Replaces "The report", pages 5-6' in alone().text("13")
    assert 'Replaces "The report".' in alone().text("11")
    old = Release.objects.live().get(subject_id=str(paper("The report").pk))
    assert (
        f'replaced by <a href="#p{right.pk.hex}">“The report (corrected)”, supplement 1, pages 13-14</a>'
        in old.text.html
    )
    assert "Open words." in old.text.html
    assert "Replaces “The report”." in Release.objects.live().get(subject_id=str(right.pk)).text.html
    assert "Open words." in public().text("5")


def test_a_correction_of_an_appendix_stands_under_its_letter(issued, clerk):
    supplement = after.start(issued, clerk)
    note = supplements.take_in(paper("Finance note"), supplement=supplement, by=clerk, at=NOW)
    papers.accept(meetings.attach(note, clerk, "Wrong."), by=clerk, at=NOW)
    after.let_out(supplement, clerk)
    second = after.start(issued, clerk)
    meetings.written(
        line("Commissioner"),
        clerk,
        title="Note (corrected)",
        role="appendix",
        supplement=second,
        replaces=paper("Finance note"),
    )
    meetings.written(line("Commissioner"), clerk, title="Other", role="appendix", supplement=second)
    assert titles(issued)[:4] == [
        "The report",
        "Appendix A: Finance note",
        "Appendix A: Note (corrected)",
        "Appendix B: Other",
    ]


# Who may do what


def test_only_what_belongs_to_the_supplement_can_be_changed(issued, supplement, clerk):
    late = paper("Late news")
    papers.give_back(late, reason="x", by=clerk, at=NOW)
    assert paper("Late news").state == "drafting"
    for change in (
        lambda: papers.give_back(paper("The plan"), reason="x", by=clerk, at=NOW),
        lambda: papers.remove(paper("Finance note"), by=clerk, at=NOW),
        lambda: items.edit(line("Plan"), public_title="x", purpose="", kind="papers", by=clerk, at=NOW),
        lambda: papers.add(
            line("Plan"), public_title="x", organisation=late.document.organisation, by=clerk, at=NOW
        ),
        lambda: items.add(issued, public_title="x", by=clerk, at=NOW),
    ):
        with pytest.raises(AgendaLocked):
            change()


def test_while_it_is_being_issued_nothing_of_it_changes(issued, supplement, clerk):
    supplements.lock(supplement, by=clerk, at=NOW)
    with pytest.raises(AgendaLocked):
        papers.give_back(paper("Late news"), reason="x", by=clerk, at=NOW)
    with pytest.raises(AgendaLocked):
        supplements.describe(supplement, why="x", by=clerk, at=NOW)


def test_an_author_writes_a_paper_of_an_open_supplement(issued, clerk, officer):
    supplement = after.start(issued, clerk)
    asked = meetings.paper(line("Plan"), clerk, title="Asked for", supplement=supplement)
    assert rules.may_write(officer, asked)
    assert not rules.may_write(officer, paper("The plan"))
    after.let_out(_with_words(asked, clerk), clerk)
    assert not rules.may_write(officer, paper("Asked for"))
    assert not rules.may_write(clerk, paper("Asked for"))


def _with_words(asked, clerk):
    papers.accept(meetings.attach(asked, clerk, "Words."), by=clerk, at=NOW)
    return Supplement.objects.get()


def test_one_supplement_at_a_time_and_none_of_a_draft(issued, supplement, clerk, panel_body):
    with pytest.raises(supplements.OneInHand):
        after.start(issued, clerk)
    draft = meetings.meeting(clerk, held_on=issued.held_on + timedelta(days=30))
    with pytest.raises(supplements.NotIssuedYet):
        after.start(draft, clerk)


def test_one_with_papers_in_it_is_not_closed(issued, supplement, clerk):
    with pytest.raises(Refusal):
        supplements.close(supplement, by=clerk, at=NOW)


# Issuing


@pytest.mark.parametrize("state", SupplementStatus)
@pytest.mark.parametrize("target", SupplementStatus)
def test_supplement_moves_only_along_the_table(state, target):
    allowed = {("draft", "being_issued"), ("being_issued", "issued"), ("being_issued", "draft")}
    assert (target in SUPPLEMENT_MOVES[state]) == ((state, target) in allowed)


def test_less_than_five_clear_days_needs_the_opinion_of_the_chair(issued, supplement, clerk):
    with pytest.raises(supplements.NotUrgent, match="There would be 2 clear working days"):
        supplements.lock(supplement, by=clerk, at=LATE)
    assert Supplement.objects.get().status == "draft"
    after.let_out(supplement, clerk, at=LATE, urgency="The grant ends on Friday.")
    assert "The Chair is of the opinion that it should be considered" in alone().text("11")
    assert "The grant ends on Friday." in alone().text("11")


def test_with_five_clear_days_no_opinion_is_printed(issued, supplement, clerk):
    after.let_out(supplement, clerk, urgency="Not needed")
    assert (Supplement.objects.get().urgency, "Urgent" in alone().text("11")) == ("", False)


def test_the_same_checks_stand_in_the_way(issued, clerk):
    supplement = after.start(issued, clerk)
    with pytest.raises(agendas.NotReady, match="nothing in this supplement"):
        supplements.lock(supplement, by=clerk, at=NOW)
    made = meetings.written(line("Plan"), clerk, title="Late", supplement=supplement, accepted=False)
    with pytest.raises(agendas.NotReady, match="“Late” is still being written"):
        supplements.lock(supplement, by=clerk, at=NOW)
    papers.accept(made, by=clerk, at=NOW)
    supplements.lock(supplement, by=clerk, at=NOW)


def test_what_is_exempt_goes_out_by_two_people_and_in_the_name_of_the_one_who_asked(
    issued, supplement, clerk, deputy_clerk
):
    meetings.written(line("Complaints"), clerk, title="Second complaint", supplement=supplement)
    with pytest.raises(NeedsSecond):
        supplements.lock(supplement, by=clerk, at=NOW)
    asked = supplements.ask_second(supplement, by=clerk, at=NOW)
    assert supplements.ask_second(supplement, by=clerk, at=NOW) == asked
    with pytest.raises(NotYours):
        supplements.agree(asked, by=clerk, at=NOW)
    supplements.describe(supplement, why="Other words.", by=clerk, at=NOW)
    assert supplements.agree(asked, by=deputy_clerk, at=NOW).is_void
    asked = supplements.ask_second(supplement, by=clerk, at=NOW)
    assert supplements.agree(asked, by=deputy_clerk, at=NOW).is_agreed
    assert (Supplement.objects.get().status, Supplement.objects.get().asked_by) == ("being_issued", clerk)
    built = additions.lay_out(supplement, at=NOW)
    assert after.let_out_supplement(
        supplement, built, additions.finished(built, supplement, at=NOW), by=clerk, at=NOW
    )
    assert Withheld.objects.get(title="Second complaint").seconded_by == deputy_clerk


def test_issued_twice_is_refused(issued, supplement, clerk):
    after.let_out(supplement, clerk)
    before = everything_out()
    with pytest.raises(BadMove):
        supplements.lock(supplement, by=clerk, at=NOW)
    assert everything_out() == before


def test_a_paper_withdrawn_while_it_is_put_together_is_not_let_out_with_it(issued, supplement, clerk):
    supplements.lock(supplement, by=clerk, at=NOW)
    built = additions.lay_out(supplement, at=NOW)
    ready = additions.finished(built, supplement, at=NOW)
    withdrawals.withdraw(paper("The plan"), reason="Wrong figures", by=clerk, at=NOW)
    before = everything_out()
    assert not after.let_out_supplement(supplement, built, ready, by=clerk, at=NOW)
    assert everything_out() == before
    again = additions.finished(built, supplement, at=NOW)
    assert after.let_out_supplement(supplement, built, again, by=clerk, at=NOW)
    assert "Plan one" not in " ".join(public().texts)


def test_the_history_says_who_and_when(issued, supplement, clerk):
    after.let_out(supplement, clerk)
    kinds = Event.objects.filter(kind__startswith="meetings.supplement").order_by("pk")
    assert [event.kind.rpartition(".")[2] for event in kinds] == ["started", "asked_to_issue", "issued"]


# The job


@pytest.fixture
def one_thread(monkeypatch):
    """Tests stand in one transaction, which a heart beat of its own connection could not see."""
    from contextlib import contextmanager

    @contextmanager
    def quiet(job, *, on_stop=None):
        yield

    monkeypatch.setattr(jobs, "heart_beat", quiet)


@pytest.mark.django_db(transaction=True)
def test_the_job_lets_it_out_or_gives_it_back(issued, supplement, clerk, one_thread):
    job = supplements.ask_to_issue(supplement, by=clerk, at=NOW)
    with jobs.claimed(job.pk, at=NOW) as mine:
        jobs.ask_cancel(job, by=clerk, at=NOW)
        supplements.issue(mine.subject, job=mine, at=NOW)
    assert (Job.objects.get(pk=job.pk).state, Supplement.objects.get().status) == ("cancelled", "draft")
    again = supplements.ask_to_issue(supplement, by=clerk, at=NOW)
    with jobs.claimed(again.pk, at=NOW) as mine:
        supplements.issue(mine.subject, job=mine, at=NOW)
    assert (Job.objects.get(pk=again.pk).state, Supplement.objects.get().status) == ("done", "issued")
    assert Meeting.objects.get().status == "issued"


@pytest.mark.django_db(transaction=True)
def test_a_draft_has_draft_across_its_pages_and_its_own_numbers(issued, supplement, clerk, one_thread):
    job = additions.ask_to_build(supplement, by=clerk, at=NOW)
    with jobs.claimed(job.pk, at=NOW) as mine:
        pack = additions.build(mine.subject, job=mine, at=NOW)
    drawn = File(stores.get(pack.public_key))
    assert drawn.labels == ["11", "12", "13", "14"]
    assert "DRAFT" in drawn.text("13")
    assert Release.objects.filter(kind="meetings.supplement").count() == 0
