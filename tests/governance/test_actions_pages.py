"""The log in the browser: what is chosen in its address, its files, an update with a PDF, and what is refused in words."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.actions import actions
from governance.models import Action, ActionFile, ActionUpdate
from governance.queries.actions import by_month
from pcc_portal.documents import stores
from pcc_portal.meetings.models import Entry
from pcc_portal.web.tables import cell
from tests.factories import acting, people
from tests.factories.acting import met, opened
from tests.factories.days import NOW, TODAY
from tests.pdf.samples import plain

pytestmark = pytest.mark.django_db

LOG = "/governance/actions/"


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def meeting(office, officer):
    return met(officer)


@pytest.fixture
def action(meeting, officer, force_lead):
    return opened(meeting, officer, owner_person=force_lead.person)


def rows_of(response):
    """The references in a CSV, in their order."""
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    return [line[0] for line in lines[1:]]


def test_what_is_chosen_in_the_address_is_on_the_page_and_in_the_file(meeting, officer, force, force_lead):
    late = timezone.localdate() - timedelta(days=3)
    far = timezone.localdate() + timedelta(days=400)
    post = acting.post("Head of Custody", force)
    mine = {"owner_person": force_lead.person}
    opened(meeting, officer, due_on=late, **mine)
    opened(meeting, officer, due_on=far, owner_post=post)
    over = opened(met(officer, held_on=date(2026, 9, 1)), officer, **mine)
    actions.close(over, why="Done.", on=TODAY, by=officer, at=NOW)
    one, two, three = "A-2026-001", "A-2026-002", "A-2026-003"
    client = as_(officer)
    for query, wanted in {
        "": [one, two],
        "show=late": [one],
        "show=closed": [three],
        "show=all": [one, two, three],
        f"owner=person-{force_lead.person_id}": [one],
        f"owner=post-{post.pk}": [two],
        "owner=mine": [],
        f"show=all&meeting={meeting.ref}": [one, two],
        f"due={far:%Y-%m}": [two],
        "show=nonsense&owner=person-x&due=2026-99": [one, two],
    }.items():
        assert rows_of(client.get(f"{LOG}actions.csv?{query}")) == wanted, query
        text = client.get(f"{LOG}?{query}").text
        assert [name for name in (one, two, three) if f">{name}</a>" in text] == sorted(wanted), query


def test_the_file_link_carries_what_was_chosen(action, officer):
    text = as_(officer).get(f"{LOG}?show=late&due=2026-12").text
    assert 'actions.csv?show=late&amp;due=2026-12"' in text


@pytest.mark.parametrize("words", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_nothing_in_a_cell_is_run(words):
    assert cell(words) == f"'{words}"


def test_words_in_a_file_are_words(meeting, officer, force_lead):
    opened(meeting, officer, text='=HYPERLINK("http://x")', owner_person=force_lead.person)
    data = as_(officer).get(f"{LOG}actions.csv").content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(data.splitlines()[1])))[1] == '\'=HYPERLINK("http://x")'


def test_the_workbook_holds_the_same_rows_as_strings_alone(meeting, officer, force_lead):
    opened(meeting, officer, text="=1+1", owner_person=force_lead.person)
    opened(meeting, officer, text="+44 1632 960 147, and - <b>", owner_person=force_lead.person)
    book = zipfile.ZipFile(io.BytesIO(as_(officer).get(f"{LOG}actions.xlsx?show=all").content))
    sheet, strings = book.read("xl/worksheets/sheet1.xml"), book.read("xl/sharedStrings.xml").decode()
    assert b"<f>" not in sheet
    assert set(re.findall(rb'<c [^>]*t="(\w+)"', sheet)) == {b"s"}
    for words in ("A-2026-001", "=1+1", "+44 1632 960 147, and - &lt;b&gt;"):
        assert f">{words}</t>" in strings


def test_an_owner_sees_and_updates_their_own_and_no_other(action, officer, force, force_lead):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    url = reverse("governance:action", args=[action.reference])
    assert [as_(who).get(url).status_code for who in (officer, force_lead, other)] == [200, 200, 404]
    assert "A-2026-001" not in as_(other).get(LOG).text
    assert as_(other).post(url, {"words": "Mine now."}).status_code == 404
    assert as_(force_lead).post(url, {"words": "Three of five.", "is_done": "on"}).status_code == 303
    action.refresh_from_db()
    assert action.state == "claimed"
    step = reverse("governance:action-step", args=[action.reference, "close"])
    refused = as_(force_lead).post(step, {"on": TODAY, "why": "I say so."})
    assert refused.status_code == 403
    assert as_(officer).post(step, {"on": TODAY, "why": "Seen."}).status_code == 303


@pytest.mark.slow
def test_evidence_is_kept_as_it_came_and_read_by_who_reads_the_action(action, officer, force, force_lead):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    url = reverse("governance:action", args=[action.reference])
    wrong = SimpleUploadedFile("x.pdf", b"not a pdf", "application/pdf")
    answer = as_(force_lead).post(url, {"words": "Here it is.", "file": wrong})
    assert (answer.status_code, ActionUpdate.objects.count()) == (422, 0)
    assert "Here it is." in answer.text
    data = plain("Five champions")
    file = SimpleUploadedFile("Champions.pdf", data, "application/pdf")
    assert as_(force_lead).post(url, {"words": "Here it is.", "file": file}).status_code == 303
    kept = ActionFile.objects.get()
    assert (stores.get(kept.original_key), kept.title) == (data, "Champions.pdf")
    there = reverse("governance:action-file", args=[action.reference, kept.pk])
    assert [as_(who).get(there).status_code for who in (officer, force_lead, other)] == [200, 200, 404]


def said(**more):
    return {"text": "Train them.", "source": "other", "source_words": "A letter", "raised_on": TODAY} | more


def test_opened_in_the_browser_for_a_post(meeting, officer, force):
    post = acting.post("Head of Custody", force)
    client, url = as_(officer), reverse("governance:action-add")
    assert "Head of Custody (nobody holds it)" in client.get(url).text
    assert client.post(url, said(owner=f"post-{post.pk}", due_on="2026-12-01")).status_code == 303
    row = Action.objects.get()
    assert (row.owner_post, row.source, row.meeting) == (post, "other", None)


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(meeting, officer):
    answer = as_(officer).post(reverse("governance:action-add"), {"text": "Train them.", "source": "meeting"})
    assert answer.status_code == 422
    for words in (
        "Choose whose it is.",
        "Choose the meeting, or say what else it comes from.",
        "Train them.",
    ):
        assert words in answer.text


def test_an_owner_who_has_left_is_refused_in_words(meeting, officer, force):
    gone = people.person("Neil", "Ferris")
    acting.post("Head of Custody", force, (gone, date(2020, 1, 1), date(2026, 1, 1)))
    answer = as_(officer).post(reverse("governance:action-add"), said(owner=f"person-{gone.pk}"))
    assert answer.status_code == 409
    assert "Neil Ferris is no longer Head of Custody. Nobody holds it now" in answer.text
    assert Action.objects.count() == 0


def test_the_same_minute_on_the_owners_page(action, force_lead, officer):
    assert "A-2026-001: Send the number of champions." in as_(force_lead).get("/my/").text
    actions.update(action, words="Done.", is_done=True, by=force_lead, at=NOW)
    assert "A-2026-001" not in as_(force_lead).get("/my/").text
    assert "1 action is done, say their owners" in as_(officer).get("/my/").text


def test_by_month_what_was_open_overdue_and_closed(officer, force_lead):
    whose = {"owner_person": force_lead.person}
    first = met(officer, held_on=date(2026, 9, 1))
    over = opened(first, officer, due_on=date(2026, 9, 10), **whose)
    opened(met(officer), officer, due_on=date(2026, 10, 20), **whose)
    actions.close(over, why="Done.", on=date(2026, 10, 2), by=officer, at=NOW)
    months = by_month(Action.objects.all(), on=TODAY)
    told = {month.key: (month.open, month.late, month.closed) for month in months[:4]}
    assert told == {"2026-11": (1, 1, 0), "2026-10": (1, 1, 1), "2026-09": (1, 1, 0), "2026-08": (0, 0, 0)}


def test_by_month_what_its_owner_says_is_done_is_not_overdue(officer, force_lead):
    action = opened(met(officer), officer, due_on=date(2026, 10, 20), owner_person=force_lead.person)

    def late():
        return {month.key: month.late for month in by_month(Action.objects.all(), on=TODAY, months=2)}

    actions.update(action, words="Done.", is_done=True, by=force_lead, at=NOW)
    assert late() == {"2026-11": 0, "2026-10": 1}
    actions.reopen(action, why="The list is not there.", by=officer, at=NOW)
    assert late() == {"2026-11": 1, "2026-10": 1}


@pytest.fixture
def held(force, force_lead):
    """A post of the force lead's."""
    return acting.post("Head of Custody", force, (force_lead.person, date(2020, 1, 1), None))


@pytest.mark.parametrize("path", [LOG, f"{LOG}actions.csv", "/my/"])
@pytest.mark.parametrize("is_owner", [False, True])
def test_as_many_queries_for_three_as_for_one(officer, force_lead, held, is_owner, path):
    client = as_(force_lead if is_owner else officer)

    def more(day):
        on = met(officer, held_on=day)
        opened(on, officer, owner_post=held)
        opened(on, officer, owner_person=force_lead.person, due_on=date(2026, 10, 1))
        row = opened(on, officer, owner_person=force_lead.person)
        actions.update(row, words="Done.", is_done=True, by=force_lead, at=NOW)

    def cost():
        assert client.get(f"{path}?show=all").status_code == 200
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{path}?show=all").status_code == 200
        return len(asked)

    more(date(2026, 9, 1))
    one = cost()
    more(date(2026, 8, 4))
    more(date(2026, 7, 7))
    assert cost() == one


def test_the_log_is_read_page_by_page(meeting, officer, force_lead):
    first = opened(meeting, officer, owner_person=force_lead.person)
    rows = [Action(**_copy(first), reference=f"a-2025-{n:03d}") for n in range(1, 60)]
    Action.objects.bulk_create(rows)
    client = as_(officer)
    assert "60 actions." in client.get(LOG).text
    assert client.get(LOG).text.count('class="button button--quiet" href="/governance/actions/a-') == 50
    assert (
        client.get(f"{LOG}?page=2").text.count('class="button button--quiet" href="/governance/actions/a-')
        == 10
    )


def _copy(row):
    names = ("body", "text", "owner_person", "raised_on", "meeting", "opened_by", "opened_at", "source")
    return {name: getattr(row, name) for name in names}


def test_a_visitor_is_sent_to_sign_in_and_the_panel_knows_of_no_log(action, panel_chair, clerk, client):
    url = reverse("governance:action", args=[action.reference])
    assert [client.get(path).status_code for path in (LOG, url)] == [302, 302]
    for who in (panel_chair, clerk):
        assert [as_(who).get(path).status_code for path in (LOG, url, f"{LOG}add/")] == [404, 404, 404]


def test_an_action_of_a_row_that_is_closed_later_is_closed_too():
    assert str(Action.objects.in_public().query).count(Entry._meta.db_table) >= 1
