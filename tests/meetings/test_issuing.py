"""Asking to issue: five clear working days or a reason, nothing in the way, and then nothing changes any more."""

from datetime import UTC, date, datetime

import pytest

from pcc_portal.audit.models import Event
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions import agendas, items, packs, paper_rows, papers
from pcc_portal.meetings.actions.drafts import AgendaLocked
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing.front import FrontMatter, front_part
from pcc_portal.meetings.states import ItemKind, PaperState
from tests.factories import meetings
from tests.factories.days import NOW, moment
from tests.factories.packs import issued, seconded

WEDNESDAY = date(2023, 11, 22)


def everything():
    """What a refusal must leave as it was."""
    return (
        list(Event.objects.order_by("pk").values_list("kind", flat=True)),
        list(Meeting.objects.values()),
        list(Job.objects.values()),
    )


@pytest.fixture
def november(clerk):
    return meetings.meeting(clerk, held_on=WEDNESDAY, at=moment(2023, 11, 1))


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (moment(2023, 11, 15), 4),  # 16, 17, 20 and 21 November
        (moment(2023, 11, 18), 2),  # a Saturday: 20 and 21
        (moment(2023, 11, 20), 1),
        (moment(2023, 11, 21), 0),
        (moment(2023, 11, 22), 0),
    ],
)
def test_too_short_a_notice_is_refused_and_nothing_is_written(november, clerk, at, days):
    before = everything()
    with pytest.raises(agendas.NoticeTooShort) as refusal:
        agendas.ask_to_issue(november, by=clerk, at=at)
    assert refusal.value.days == days
    assert everything() == before


@pytest.mark.parametrize("at", [moment(2023, 11, 14), moment(2023, 11, 14, 23, 59), moment(2023, 11, 10)])
def test_five_clear_days_are_enough(november, clerk, at):
    job = agendas.ask_to_issue(november, by=clerk, at=at)
    kept = Meeting.objects.get(pk=november.pk)
    assert (kept.status, kept.asked_by, kept.short_notice_reason, kept.issued_at) == (
        "being_issued",
        clerk,
        "",
        None,
    )
    assert (job.task, job.queue, job.thread, job.power, job.subject) == (
        "meetings.issue_packs",
        "render",
        "pcp-2023-11-22",
        "issue",
        kept,
    )


def test_the_day_is_the_day_in_london(clerk):
    """23:30 on Wednesday in UTC is Thursday in London in summer: a day less."""
    june = meetings.meeting(clerk, held_on=date(2023, 6, 22))
    with pytest.raises(agendas.NoticeTooShort) as refusal:
        agendas.ask_to_issue(june, by=clerk, at=datetime(2023, 6, 14, 23, 30, tzinfo=UTC))
    assert refusal.value.days == 4
    agendas.ask_to_issue(june, by=clerk, at=datetime(2023, 6, 14, 22, 30, tzinfo=UTC))


def test_the_bodys_own_notice_rule_counts(november, clerk):
    type(november.body).objects.update(notice_days=3)
    agendas.ask_to_issue(november, by=clerk, at=moment(2023, 11, 16))
    assert Meeting.objects.get(pk=november.pk).is_being_issued


def test_short_notice_with_a_reason_is_printed(november, clerk):
    agendas.ask_to_issue(
        november, by=clerk, at=moment(2023, 11, 20), reason="  The Home Secretary wrote on Friday. "
    )
    kept = Meeting.objects.select_related("body").get(pk=november.pk)
    assert kept.short_notice_reason == "The Home Secretary wrote on Friday."
    event = Event.objects.get(kind="meetings.agenda.asked_to_issue")
    assert event.facts == {"reason": "The Home Secretary wrote on Friday.", "days": 1}
    part = front_part(FrontMatter.gather(kept))
    assert "because: The Home Secretary wrote on Friday." in part.html


def test_blanks_are_no_reason(november, clerk):
    with pytest.raises(agendas.NoticeTooShort):
        agendas.ask_to_issue(november, by=clerk, at=moment(2023, 11, 20), reason="   ")


def test_a_reason_that_is_not_needed_is_not_printed(november, clerk):
    agendas.ask_to_issue(november, by=clerk, at=moment(2023, 11, 10), reason="To be sure.")
    assert Meeting.objects.get(pk=november.pk).short_notice_reason == ""


def test_what_is_not_ready_is_refused_and_nothing_is_written(meeting, clerk):
    meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
    before = everything()
    with pytest.raises(agendas.NotReady, match="Item 1 has no paper yet") as refusal:
        agendas.ask_to_issue(meeting, by=clerk, at=NOW)
    assert len(refusal.value.flags) == 1
    assert everything() == before


def test_a_word_of_warning_does_not_stop(meeting, clerk):
    meetings.uploaded(meetings.item(meeting, clerk, kind=ItemKind.PAPERS), clerk)
    assert agendas.ask_to_issue(meeting, by=clerk, at=NOW).is_live


def test_asked_for_twice_is_refused(meeting, clerk):
    agendas.ask_to_issue(meeting, by=clerk, at=NOW)
    before = everything()
    with pytest.raises(BadMove):
        agendas.ask_to_issue(meeting, by=clerk, at=NOW)
    assert everything() == before


def test_back_to_draft_unlocks(meeting, clerk):
    agendas.ask_to_issue(meeting, by=clerk, at=NOW)
    agendas.back_to_draft(meeting, by=clerk, at=NOW, reason="A paper is missing")
    meetings.item(meeting, clerk)
    event = Event.objects.get(kind="meetings.agenda.back_to_draft")
    assert (event.facts, event.thread) == ({"reason": "A paper is missing"}, meeting.ref)


@pytest.mark.parametrize("state", ["draft", "issued"])
def test_back_to_draft_only_from_being_issued(meeting, clerk, state):
    if state == "issued":
        issued(meeting, clerk)
    before = everything()
    with pytest.raises(BadMove):
        agendas.back_to_draft(meeting, by=clerk, at=NOW)
    assert everything() == before


# Locked


@pytest.fixture
def full(meeting, clerk):
    """A line with a report and a restricted appendix, and an exempt line."""
    line = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    meetings.written(line, clerk, title="The report")
    annex = meetings.written(line, clerk, title="Annex", role="appendix")
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW)
    secret = meetings.item(meeting, clerk, title="Complaints", kind=ItemKind.VERBAL)
    items.exempt(secret, meetings.grounds(1), by=clerk, at=NOW)
    return meeting


def changes(meeting, clerk):
    """Every change of an agenda that there is, by name."""
    line, secret = meeting.items.get(public_title="Report"), meeting.items.get(public_title="Complaints")
    report, annex = line.papers.order_by("position")
    who = {"by": clerk, "at": NOW}
    cover = {
        "author": "",
        "author_role": "",
        "report_on": None,
        "role": "report",
        "marking": "none",
        "foi_disclosable": None,
    }
    return {
        "items.add": lambda: items.add(meeting, public_title="x", **who),
        "items.edit": lambda: items.edit(line, public_title="x", purpose="", kind="none", **who),
        "items.move": lambda: items.move(line, direction="down", **who),
        "items.place": lambda: items.place(line, before=None, **who),
        "items.remove": lambda: items.remove(secret, **who),
        "items.exempt": lambda: items.exempt(line, meetings.grounds(1), **who),
        "items.open_up": lambda: items.open_up(secret, **who),
        "papers.add": lambda: meetings.paper(line, clerk),
        "papers.write": lambda: papers.write(report, **who),
        "papers.take_up": lambda: papers.take_up(report, **who),
        "papers.attach": lambda: meetings.attach(report, clerk, "x"),
        "papers.change_due": lambda: papers.change_due(report, due_on=NOW.date(), at=NOW),
        "papers.describe": lambda: papers.describe(report, public_title="x", **cover, **who),
        "papers.submit": lambda: papers.submit(report, **who),
        "papers.accept": lambda: papers.accept(report, **who),
        "papers.give_back": lambda: papers.give_back(report, reason="x", **who),
        "papers.await_": lambda: papers.await_(report, state=PaperState.NAMED, **who),
        "paper_rows.move": lambda: paper_rows.move(report, direction="down", **who),
        "paper_rows.place": lambda: paper_rows.place(report, before=None, **who),
        "papers.remove": lambda: papers.remove(report, **who),
        "papers.exempt": lambda: papers.exempt(report, meetings.grounds(1), **who),
        "papers.open_up": lambda: papers.open_up(annex, **who),
        "papers.touch": lambda: papers.touch(meeting, at=NOW),
    }


def rows(meeting):
    return everything(), list(meeting.items.values()), [list(i.papers.values()) for i in meeting.items.all()]


@pytest.mark.slow
@pytest.mark.parametrize("state", ["being_issued", "issued"])
def test_a_locked_agenda_refuses_every_change(full, clerk, state):
    if state == "issued":
        issued(full, clerk)
    else:
        seconded(full, clerk)
        agendas.ask_to_issue(full, by=clerk, at=NOW)
    before = rows(full)
    refused = []
    for name, change in changes(full, clerk).items():
        with pytest.raises(AgendaLocked):
            change()
        refused.append(name)
    assert sorted(refused) == sorted(every_action())
    assert rows(full) == before


def every_action():
    """What the three modules offer: a new action must be added above."""
    found = set()
    for module in (items, papers, paper_rows):
        short = module.__name__.rpartition(".")[2]
        for name, thing in vars(module).items():
            ours = getattr(thing, "__module__", "") == module.__name__
            if ours and callable(thing) and not name.startswith("_") and not isinstance(thing, type):
                found.add(f"{short}.{name}")
    # These work within the caller's hold.
    within = {
        "items.see_to_exclusion",
        "items.lay_out",
        "items.name_in_private",
        "papers.take",
        "papers.lay_out",
    }
    return found - within


def test_a_refusal_says_what_became_of_what_was_typed(full, clerk):
    seconded(full, clerk)
    agendas.ask_to_issue(full, by=clerk, at=NOW)
    with pytest.raises(AgendaLocked, match=r"it is being issued\. What you typed was not saved\."):
        meetings.item(full, clerk)


def test_a_build_of_the_same_edition_asked_for_twice_is_one_job(meeting, clerk):
    first = packs.ask_to_build(meeting, by=clerk, at=NOW)
    assert packs.ask_to_build(meeting, by=clerk, at=NOW).pk == first.pk
    meetings.item(meeting, clerk)
    assert packs.ask_to_build(meeting, by=clerk, at=NOW).pk != first.pk
