"""The issue job from its claim to its end: everything out, or the agenda back with the clerk and nothing out."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.meetings import tasks
from pcc_portal.meetings.actions import agendas, packs, papers
from pcc_portal.meetings.models import Meeting, Pack, Paper
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.states import ItemKind
from pcc_portal.writing.actions import blocks
from tests.factories import meetings
from tests.factories.days import moment

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("packs"),
]
TUESDAY = moment(2023, 11, 14, 17)  # the last day for a meeting on Wednesday 22 November 2023


@pytest.fixture
def ready(clerk):
    """A meeting on 22 November 2023 with one written paper."""
    meeting = meetings.meeting(clerk, held_on=date(2023, 11, 22), at=moment(2023, 11, 1))
    item = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    meetings.written(item, clerk, title="The report")
    return meeting


def run(job, *, at):
    """As the task does, at a moment of our own."""
    with jobs.claimed(job.pk, at=at) as mine:
        if mine:
            agendas.issue(mine.subject, job=mine, at=at)
    return Job.objects.get(pk=job.pk)


def nothing_is_out(meeting):
    kept = Meeting.objects.get(pk=meeting.pk)
    assert (Release.objects.count(), Withheld.objects.count(), Pack.objects.count()) == (0, 0, 0)
    assert kept.issued_at is None
    assert not Paper.objects.get().text.is_locked
    return kept.status


def test_it_is_out_when_the_job_is_done(ready, clerk):
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    done = run(job, at=TUESDAY + timedelta(minutes=1))
    kept = Meeting.objects.get(pk=ready.pk)
    assert (done.state, done.result_url, kept.status) == ("done", "/panel/meetings/pcp-2023-11-22/", "issued")
    assert TUESDAY + timedelta(minutes=1) < kept.issued_at < TUESDAY + timedelta(minutes=3)
    assert Release.objects.live().count() == 4
    assert Pack.objects.get().is_draft is False


def test_a_second_worker_changes_nothing(ready, clerk):
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    run(job, at=TUESDAY)
    before = list(Release.objects.values_list("pk", "chain_hash"))
    assert run(job, at=TUESDAY + timedelta(hours=1)).attempts == 1
    assert list(Release.objects.values_list("pk", "chain_hash")) == before


def test_a_job_that_waited_past_midnight_gives_the_agenda_back(ready, clerk):
    """Asked for on the last day, begun on the next: the notice would be a day short, and nobody gave a reason."""
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    failed = run(job, at=moment(2023, 11, 15, 0, 30))
    assert failed.state == "failed"
    assert failed.error.startswith(
        "There would be 4 clear working days between issue and meeting; the rule is 5."
    )
    assert nothing_is_out(ready) == "draft"
    assert Event.objects.order_by("-pk").first().kind == "meetings.agenda.back_to_draft"


def test_with_a_reason_it_may_wait(ready, clerk):
    late = moment(2023, 11, 20)
    job = agendas.ask_to_issue(ready, by=clerk, at=late, reason="The Home Secretary wrote on Friday.")
    assert run(job, at=moment(2023, 11, 21, 0, 30)).state == "done"


def test_stopped_while_it_runs_the_agenda_is_back_with_the_clerk(ready, clerk):
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    with jobs.claimed(job.pk, at=TUESDAY) as mine:
        jobs.ask_cancel(job, by=clerk, at=TUESDAY)
        agendas.issue(mine.subject, job=mine, at=TUESDAY)
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert nothing_is_out(ready) == "draft"


def test_stopped_before_it_began_the_clerk_unlocks_it(ready, clerk):
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    jobs.ask_cancel(job, by=clerk, at=TUESDAY)
    assert run(job, at=TUESDAY).state == "cancelled"
    assert nothing_is_out(ready) == "being_issued"
    agendas.back_to_draft(ready, by=clerk, at=TUESDAY)
    assert nothing_is_out(ready) == "draft"


def test_a_failure_at_the_end_lets_nothing_out_and_is_tried_again(ready, clerk, panel):
    """A row that is in the way fails the last write; the next attempt finds it gone and succeeds."""
    in_the_way = Withheld.objects.create(
        kind="meetings.pack",
        subject_id=str(ready.pk),
        collection="x",
        organisation=panel,
        title="x",
        sha256="x",
        issued_at=TUESDAY,
        issued_by=clerk,
    )
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    waiting = run(job, at=TUESDAY)
    in_the_way.delete()
    assert (waiting.state, waiting.attempts, nothing_is_out(ready)) == ("queued", 1, "being_issued")
    done = run(job, at=TUESDAY + timedelta(minutes=1))
    assert (done.state, done.attempts) == ("done", 2)
    assert Meeting.objects.get(pk=ready.pk).is_issued


def test_the_task_does_it(clerk):
    now = timezone.now()
    meeting = meetings.meeting(clerk, held_on=timezone.localdate(now) + timedelta(days=30), at=now)
    job = agendas.ask_to_issue(meeting, by=clerk, at=now)
    tasks.issue_packs(job_id=str(job.pk))
    assert Meeting.objects.get(pk=meeting.pk).is_issued


def test_the_draft_task_builds_the_pack(ready, clerk):
    job = packs.ask_to_build(ready, by=clerk, at=TUESDAY)
    tasks.build_packs(job_id=str(job.pk), more="from newer code")
    pack, done = Pack.objects.get(), Job.objects.get(pk=job.pk)
    assert (done.state, done.result, pack.is_draft, pack.job) == ("done", {"pack": str(pack.pk)}, True, done)
    assert re.fullmatch(
        r"Built: \d+ pages in [\d.]+ s\. 0 of 1 papers unchanged and used again\.", done.message
    )
    assert Meeting.objects.get(pk=ready.pk).is_draft


# A paper that cannot be laid out


@pytest.fixture
def poison(ready, clerk, monkeypatch):
    """A list without end, and little time for it."""
    press.lay_out([], at=TUESDAY)
    monkeypatch.setattr(press.pool(), "seconds", 5.0)
    item = ready.items.get(public_title="Report")
    paper = meetings.written(item, clerk, title="The endless list", role="appendix")
    html = "<ol>" + "<li>One more point that is to be considered.</li>" * 60_000 + "</ol>"
    blocks.append(paper.text, kind="list", html=html, by=clerk, at=TUESDAY)
    return paper


def test_a_paper_that_cannot_be_laid_out_is_named_and_stops_the_issue(ready, poison, clerk):
    built = packs.lay_out(ready, at=TUESDAY)
    words = "“Appendix A: The endless list” could not be laid out within its limits."
    assert built.problems == [{"paper": str(poison.pk), "message": words}]
    pack = packs.keep(built, ready, draft=True, job=None, at=TUESDAY)
    assert [(part["title"], part["pages"]) for part in pack.parts] == [
        ("The report", 1),
        ("Appendix A: The endless list", 1),
    ]
    with pytest.raises(agendas.NotReady, match="The endless list"):
        agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    papers.remove(poison, by=clerk, at=TUESDAY)
    assert agendas.ask_to_issue(ready, by=clerk, at=TUESDAY).is_live


def test_found_only_when_it_is_issued_the_agenda_goes_back(ready, poison, clerk):
    """Nobody built a draft before: the job finds it, and says which paper it was."""
    job = agendas.ask_to_issue(ready, by=clerk, at=TUESDAY)
    failed = run(job, at=TUESDAY)
    assert (failed.state, failed.error) == (
        "failed",
        "“Appendix A: The endless list” could not be laid out within its limits.",
    )
    assert Meeting.objects.get(pk=ready.pk).is_draft
    assert (Release.objects.count(), Pack.objects.count()) == (0, 0)
