"""The print desk: chosen papers as they were issued, in large print, exempt copies numbered and named."""

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.db import IntegrityError
from django.urls import reverse

from pcc_portal import jobs
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import items, papers, print_runs
from pcc_portal.meetings.models import NamedCopy, Paper, PrintRun
from pcc_portal.meetings.printing.issued import printable
from pcc_portal.meetings.queries import readers_of
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.packs import issued
from tests.pdf import reading

pytestmark = pytest.mark.slow


@pytest.fixture
def out(meeting, clerk):
    """Issued: a report of two sides with a restricted annex, an upload, and an exempt item."""
    first = meetings.item(meeting, clerk, title="Commissioner", kind="papers")
    meetings.written(first, clerk, title="The report", marking="official", words=("Open words.",))
    annex = meetings.written(first, clerk, title="Annex", role="appendix", words=("Harrowgate words.",))
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW, private_title="Operation Canary")
    second = meetings.item(meeting, clerk, title="Plan", kind="papers")
    meetings.uploaded(second, clerk, title="The plan", pages=("One", "Two"))
    third = meetings.item(meeting, clerk, title="Complaints", kind="papers")
    meetings.written(third, clerk, title="Complaint", words=("Thistlewood words.",))
    items.exempt(third, meetings.grounds(1), by=clerk, at=NOW)
    return issued(meeting, clerk)


@pytest.fixture
def readers(out, panel_member, panel_chair):
    return [panel_chair.person, panel_member.person]


def ids(*titles):
    return [str(Paper.objects.get(public_title=title).pk) for title in titles]


def ask(out, clerk, *titles, holders=(), is_large=True):
    return print_runs.ask(out, papers=ids(*titles), is_large=is_large, holders=holders, by=clerk, at=NOW)


def make(run):
    with jobs.claimed(run.job_id, at=NOW) as job:
        print_runs.make(run, job=job, at=NOW)
    run.refresh_from_db()
    assert run.store_key, Job.objects.get(pk=run.job_id).error
    return stores.get(run.store_key)


def words_of(pdf):
    with pypdfium2.PdfDocument(pdf) as opened:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def sizes_of(pdf):
    """The sizes of type that stand on the pages."""
    with pypdfium2.PdfDocument(pdf) as opened:
        found = set()
        for page in opened:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                if text.get_text_range(at, 1).strip():
                    found.add(round(pypdfium2.raw.FPDFText_GetFontSize(text.raw, at)))
        return found


@pytest.mark.pdf
def test_open_papers_stand_in_large_print_with_the_labels_of_the_pack(out, clerk):
    pdf = make(ask(out, clerk, "The plan", "The report"))
    sides = words_of(pdf)
    # In the order of the agenda, whatever the order in which they were chosen.
    assert "Open words." in sides[0]
    assert "Page 3" in sides[0]
    assert any("Page 5" in side and "One" in side for side in sides)
    assert all("OFFICIAL" in side for side in sides if "report" in side)
    assert [side.split()[-1] for side in sides] == [f"L{n}" for n in range(1, len(sides) + 1)]
    assert "Harrowgate" not in " ".join(sides)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert len(opened.pages) == len(sides) == PrintRun.objects.get().sides


def test_chosen_papers_come_as_they_were_issued_under_their_own_labels(out, clerk):
    pdf = make(ask(out, clerk, "The plan", is_large=False))
    assert reading.labels(pdf) == ["5", "6"]
    assert [side.split()[-1] for side in words_of(pdf)] == ["5", "6"]
    assert "One" in words_of(pdf)[0]


def test_an_exempt_copy_as_issued_says_whose_it_is(out, clerk, readers):
    pdf = make(ask(out, clerk, "The report", "Annex", holders=readers, is_large=False))
    assert reading.labels(pdf) == ["3", "4", "E3", "E4"] * 2
    sides = words_of(pdf)
    assert all(f"copy {1 + n // 4}: {readers[n // 4]}" in side for n, side in enumerate(sides))
    assert ["Not for publication" in side for side in sides] == [False, False, True, True] * 2


@pytest.mark.pdf
def test_no_text_is_smaller_than_eighteen_points(out, clerk):
    """The words of the papers, and what is stamped around them, as they are seen."""
    from pcc_portal.meetings.printing import large
    from pcc_portal.meetings.printing.issued import to_print

    run = ask(out, clerk, "The report", "The plan")
    for paper in to_print(run):
        from pcc_portal.pdf.render import render

        assert min(sizes_of(render(large.part(paper)).pdf)) >= 18


@pytest.mark.pdf
def test_every_page_of_an_exempt_copy_says_whose_it_is(out, clerk, readers):
    pdf = make(ask(out, clerk, "Annex", "Complaint", holders=readers))
    sides = words_of(pdf)
    half = len(sides) // 2
    for number, reader in enumerate(readers, start=1):
        own = sides[(number - 1) * half : number * half]
        assert all(f"copy {number}: {reader}" in side for side in own)
        assert all("Not for publication" in side for side in own if "words." in side)
        assert [side.split()[-1] for side in own] == [f"L{n}" for n in range(1, half + 1)]
    assert half % 2 == 0  # each copy begins on the front of a sheet


def test_copies_are_numbered_on_through_all_runs(out, clerk, readers):
    ask(out, clerk, "Annex", holders=readers)
    again = ask(out, clerk, "Complaint", holders=readers[:1])
    assert [(copy.number, copy.holder) for copy in again.copies.all()] == [(3, readers[0])]
    with pytest.raises(IntegrityError):
        NamedCopy.objects.create(run=again, meeting=out, number=3, holder=readers[1])


def test_an_exempt_paper_for_nobody_is_refused_and_nothing_is_written(out, clerk):
    with pytest.raises(print_runs.NobodyNamed):
        ask(out, clerk, "The report", "Annex")
    assert not PrintRun.objects.exists()
    assert not Job.objects.filter(task="meetings.print_run").exists()


def test_open_papers_need_no_names(out, clerk, readers):
    run = ask(out, clerk, "The report", holders=readers)
    assert (run.audience, run.copies.count()) == ("public", 0)


def test_a_paper_of_another_meeting_is_not_there_to_choose(out, clerk, other_panel_body):
    with pytest.raises(print_runs.NothingChosen):
        print_runs.ask(
            out, papers=["0b4d7a52-3c1e-4f6a-9d0e-5a7c1b2e8f90"], is_large=True, holders=(), by=clerk, at=NOW
        )


def test_what_was_withdrawn_since_it_was_asked_for_is_not_printed(out, clerk):
    run = ask(out, clerk, "The report")
    Release.objects.filter(kind="meetings.paper").update(
        withdrawn_at=NOW, withdrawn_by=clerk, withdrawn_reason="A name stood in it."
    )
    with jobs.claimed(run.job_id, at=NOW) as job:
        print_runs.make(run, job=job, at=NOW)
    assert Job.objects.get(pk=run.job_id).error == "None of these papers is issued any more. Choose again."


def test_only_readers_of_the_exempt_part_can_be_named(  # noqa: PLR0917  fixtures
    out, clerk, readers, officer, former_member, client
):
    named = set(readers_of(out))
    assert set(readers) | {clerk.person} <= named
    assert not {officer.person, former_member.person} & named
    client.force_login(clerk)
    answer = client.post(
        reverse("meetings:print-desk", args=[out.ref]),
        {"papers": ids("Annex"), "size": "large", "holders": [officer.person.pk]},
    )
    assert answer.status_code == 422
    assert not PrintRun.objects.exists()


def test_the_desk_asks_and_shows_the_register(out, clerk, readers, client):
    client.force_login(clerk)
    url = reverse("meetings:print-desk", args=[out.ref])
    assert client.post(url, {"papers": ids("Annex"), "size": "large"}).status_code == 409
    assert client.post(url, {}).status_code == 422
    sent = client.post(url, {"papers": ids("Annex"), "size": "large", "holders": [p.pk for p in readers]})
    assert sent.status_code == 303
    assert "Exempt copies: 1 Tom Brindley; 2 Ruth Oakden" in " ".join(client.get(url).text.split())


@pytest.mark.parametrize("runs", [1, 3])
def test_the_desk_costs_the_same_however_many_runs(out, clerk, client, runs, django_assert_num_queries):
    for _ in range(runs):
        ask(out, clerk, "Annex", holders=[clerk.person])
    client.force_login(clerk)
    with django_assert_num_queries(12):
        client.get(reverse("meetings:print-desk", args=[out.ref]))


def test_the_file_goes_after_a_week_and_the_register_stays(out, clerk, readers):
    run = ask(out, clerk, "Annex", holders=readers)
    key = stores.put(b"%PDF-", folder="prints")
    PrintRun.objects.filter(pk=run.pk).update(store_key=key, sides=2, made_at=NOW)
    assert print_runs.forget(at=NOW + timedelta(days=6)) == 0
    assert print_runs.forget(at=NOW + timedelta(days=8)) == 1
    assert NamedCopy.objects.count() == 2
    with pytest.raises(FileNotFoundError):
        stores.get(key)


def test_everything_issued_can_be_chosen(out):
    assert [(row.title, row.first, row.is_private) for row in printable(out)] == [
        ("The report", "3", False),
        ("The plan", "5", False),
        ("Appendix A: Annex", "E3", True),
        ("Complaint", "E5", True),
    ]
