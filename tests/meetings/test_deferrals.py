"""An item is taken at another meeting, with its papers and what the clerks noted; exempt stays exempt."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pcc_portal.audit.models import Event
from pcc_portal.documents.actions import documents
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import agendas, calls, changes, deferrals, items, papers
from pcc_portal.meetings.actions.drafts import AgendaLocked
from pcc_portal.meetings.models import Deferral, DeferralNote, Item, Paper, Withdrawal
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.notices.models import Message
from tests.factories import meetings, packs
from tests.factories.days import NOW
from tests.meetings.reading import numbers

REASON = "The Commissioner was ill."


@pytest.fixture
def now_on(panel_body, clerk):
    """17 December, with an item of two papers, and one that is exempt."""
    on = meetings.meeting(clerk, of=panel_body)
    budget = meetings.item(on, clerk, title="Budget", kind="papers")
    meetings.written(budget, clerk, words=("The sums.",), title="Budget report", author="A. Treasurer")
    meetings.uploaded(budget, clerk, title="Tables", role="appendix")
    meetings.item(on, clerk, title="Plan")
    return on


@pytest.fixture
def later(panel_body, clerk):
    return meetings.meeting(clerk, of=panel_body, held_on=date(2027, 2, 4))


def exempted(on, clerk):
    item = meetings.item(on, clerk, title="Complaints", kind="papers")
    meetings.written(item, clerk, title="Complaint", words=("Quillfeather",))
    items.exempt(item, meetings.grounds(1), by=clerk, at=NOW, private_title="Complaint of Mr Q")
    return Item.objects.get(pk=item.pk)


def line(on, title):
    return Item.objects.get(meeting=on, public_title=title)


def defer(on, title, later, clerk, **more):
    return deferrals.defer(line(on, title), later, reason=REASON, by=clerk, at=NOW, **more)


def notice(meeting):
    return Release.objects.live().get(kind="meetings.notice", subject_id=str(meeting.pk))


class TestFromADraft:
    def test_the_item_itself_goes_with_its_papers(self, now_on, later, clerk):
        before = list(Paper.objects.filter(item__public_title="Budget").order_by("position"))
        defer(now_on, "Budget", later, clerk)
        assert (numbers(now_on), numbers(later)) == (["1 Plan"], ["1 Budget"])
        assert list(Paper.objects.filter(item__meeting=later).order_by("position")) == before
        assert not Release.objects.exists()

    def test_exempt_stays_exempt_and_the_resolution_goes_with_it(self, now_on, later, clerk):
        exemption = exempted(now_on, clerk).exemption
        defer(now_on, "Complaints", later, clerk)
        moved = line(later, "Complaints")
        assert (moved.exemption, moved.private_title.title) == (exemption, "Complaint of Mr Q")
        assert moved.exemption.in_force
        assert numbers(now_on) == ["1 Budget", "2 Plan"]
        assert numbers(later) == ["1 Reports containing exempt information", "2 Complaints"]

    def test_a_main_item_takes_its_parts_and_a_part_becomes_an_item(self, now_on, later, clerk):
        plan = line(now_on, "Plan")
        meetings.item(now_on, clerk, title="First", parent=plan)
        meetings.item(now_on, clerk, title="Second", parent=plan)
        defer(now_on, "First", later, clerk)
        assert numbers(now_on) == ["1 Budget", "2 Plan", "2(1) Second"]
        defer(now_on, "Plan", later, clerk)
        assert numbers(later) == ["1 First", "2 Plan", "2(1) Second"]

    def test_both_agendas_are_other_editions(self, now_on, later, clerk):
        was = now_on.edition, later.edition
        defer(now_on, "Plan", later, clerk)
        now_on.refresh_from_db()
        later.refresh_from_db()
        assert now_on.edition > was[0]
        assert later.edition > was[1]


class TestFromAnIssuedAgenda:
    def test_a_copy_goes_and_what_was_issued_stays(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        defer(now_on, "Budget", later, clerk)
        assert (numbers(now_on), numbers(later)) == (["1 Budget", "2 Plan"], ["1 Budget"])
        old, new = (
            list(Paper.objects.filter(item__meeting=on).order_by("position")) for on in (now_on, later)
        )
        assert [(p.public_title, p.role, p.state, p.author) for p in new] == [
            (p.public_title, p.role, p.state, p.author) for p in old
        ]
        assert new[1].version == old[1].version
        assert [b.html for b in new[0].text.blocks.all()] == [b.html for b in old[0].text.blocks.all()]
        assert (old[0].text.is_locked, new[0].text.is_locked) == (True, False)
        assert {p.document_id for p in new}.isdisjoint({p.document_id for p in old})

    def test_exempt_stays_exempt_on_the_same_grounds_that_end_by_themselves(self, now_on, later, clerk):
        old = exempted(now_on, clerk)
        packs.issued(now_on, clerk)
        defer(now_on, "Complaints", later, clerk)
        new = line(later, "Complaints")
        assert new.exemption != old.exemption
        assert (new.exemption.paragraphs, new.exemption.reasons_for) == (
            old.exemption.paragraphs,
            old.exemption.reasons_for,
        )
        items.open_up(new, by=clerk, at=NOW)
        old.exemption.refresh_from_db()
        assert old.exemption.in_force

    def test_a_restricted_paper_stays_restricted(self, now_on, later, clerk):
        papers.exempt(
            Paper.objects.get(public_title="Tables"), meetings.grounds(7), by=clerk, at=NOW, private_title="T"
        )
        packs.issued(now_on, clerk)
        defer(now_on, "Budget", later, clerk)
        copy = Paper.objects.get(item__meeting=later, public_title="Tables")
        assert (copy.document.exemption.paragraphs, copy.private_title.title) == ([7], "T")
        assert "item 1" in agenda_of(later).resolution()

    def test_its_page_says_where_it_went_once_that_is_public(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        defer(now_on, "Plan", later, clerk)
        (row,) = notice(now_on).facts["deferred"]
        assert (row["number"], row["title"], row["to"], row["path"]) == ("2", "Plan", "a later meeting", "")
        calls.call(later, by=clerk, at=NOW)
        (row,) = notice(now_on).facts["deferred"]
        assert (row["to"], row["path"]) == ("the meeting of Thursday 4 February 2027", later.path)
        on = calls.When(date(2027, 2, 11), later.starts_at, later.venue)
        changes.move(later, on, reason="Flood", by=clerk, at=NOW)
        assert notice(now_on).facts["deferred"][0]["to"] == "the meeting of Thursday 11 February 2027"

    def test_deferred_from_is_printed_when_that_meeting_is_public(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        defer(now_on, "Plan", later, clerk)
        assert line(later, "Plan").deferred_words == "Deferred from the meeting of 17 December 2026."
        packs.issued(later, clerk)
        frozen = Release.objects.live().get(kind="meetings.agenda", collection=later.ref).text.html
        assert "Deferred from the meeting of 17 December 2026." in frozen

    def test_what_was_taken_back_from_the_public_does_not_come_out_again(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        gone, marked = Paper.objects.filter(item__meeting=now_on).order_by("position")
        why = {"reason": "It names a child.", "by": clerk, "at": NOW}
        Withdrawal.objects.create(paper=gone, kind="withdrawn", **why)
        exemption = documents.exempt(meetings.grounds(1), by=clerk, at=NOW)
        Withdrawal.objects.create(paper=marked, kind="re_marked", exemption=exemption, **why)
        defer(now_on, "Budget", later, clerk)
        copy = Paper.objects.get(item__meeting=later)
        assert (copy.public_title, copy.document.audience) == ("Tables", "members")

    def test_once(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        defer(now_on, "Plan", later, clerk)
        with pytest.raises(deferrals.DeferredAlready):
            defer(now_on, "Plan", later, clerk)
        assert numbers(later) == ["1 Plan"]

    def test_what_was_left_over_is_no_more_unfinished_here(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        Item.objects.filter(meeting=now_on).update(is_unfinished=True)
        defer(now_on, "Plan", later, clerk)
        assert not line(now_on, "Plan").is_unfinished
        assert line(now_on, "Budget").is_unfinished


class TestWhereTo:
    def test_only_to_a_draft_of_the_same_body_that_is_to_come(self, now_on, later, other_panel_body, clerk):
        theirs = meetings.meeting(clerk, of=other_panel_body)
        gone = meetings.meeting(clerk, of=now_on.body, held_on=date(2027, 3, 4))
        changes.cancel(gone, reason="x", by=clerk, at=NOW)
        packs.issued(later, clerk)
        for target in (theirs, gone, later, now_on):
            with pytest.raises(deferrals.NotThere):
                defer(now_on, "Plan", target, clerk)
        assert numbers(now_on) == ["1 Budget", "2 Plan"]

    def test_not_while_it_is_being_issued(self, now_on, later, clerk):

        agendas.lock(now_on, by=clerk, at=NOW)
        with pytest.raises(AgendaLocked):
            defer(now_on, "Plan", later, clerk)
        with pytest.raises((AgendaLocked, deferrals.NotThere)):
            deferrals.defer(meetings.item(later, clerk), now_on, reason="x", by=clerk, at=NOW)

    def test_the_resolution_to_exclude_the_public_goes_nowhere(self, now_on, later, clerk):
        exempted(now_on, clerk)
        with pytest.raises(items.KeptByTheAgenda):
            defer(now_on, "Reports containing exempt information", later, clerk)


class TestNotes:
    WORDS = "The treasurer asked for this; ring her first."

    def test_they_are_in_a_table_of_their_own_and_in_nothing_that_travels(self, now_on, later, clerk):
        packs.issued(now_on, clerk)
        defer(now_on, "Plan", later, clerk, note=self.WORDS)
        assert DeferralNote.objects.get().words == self.WORDS
        travelling = [str(row) for model in (Release, Event, Message) for row in model.objects.values()]
        assert [row for row in travelling if "ring her" in row] == []

    def test_the_clerk_reads_them_with_the_item(self, client, now_on, later, clerk):
        defer(now_on, "Plan", later, clerk, note=self.WORDS)
        client.force_login(clerk)
        url = reverse("meetings:item", args=[later.ref, line(later, "Plan").pk])
        assert self.WORDS in client.get(url).text


class TestConstraints:
    def test_a_deferral_says_why_and_goes_elsewhere(self, now_on, later, clerk):
        common = {"public_title": "x", "at": NOW, "by": clerk, "from_meeting": now_on}
        for wrong in ({"to_meeting": later, "reason": ""}, {"to_meeting": now_on, "reason": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Deferral.objects.create(**common, **wrong)


def test_the_page_defers_and_says_so(client, now_on, later, clerk):
    client.force_login(clerk)
    url = reverse("meetings:item-defer", args=[now_on.ref, line(now_on, "Plan").pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"to": later.pk, "reason": REASON}).status_code == 303
    assert numbers(later) == ["1 Plan"]

    assert client.post(url, {"to": later.pk, "reason": REASON}).status_code == 409
