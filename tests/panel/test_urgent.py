"""What came too late for the agenda is taken only with the Chair's opinion that it is urgent, and the reasons are printed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from panel.actions import urgent
from panel.models import UrgentItem
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.models import Entry, Item, Supplement
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.notices.models import Message
from tests.factories import meetings
from tests.factories.days import NOW
from tests.panel.released import issued

pytestmark = pytest.mark.django_db

WHY = "The lease ends before the Panel meets again."


@pytest.fixture
def draft(clerk):
    on = meetings.meeting(clerk, held_on=date(2027, 2, 8))
    meetings.item(on, clerk, title="Urgent items")
    return on


@pytest.fixture
def row(draft, clerk, panel_chair):
    return urgent.ask(draft, title="The lease of the station", why=WHY, by=clerk, at=NOW)


@pytest.fixture
def agreed(row, clerk, panel_chair):
    said = {"is_agreed": True, "opinion": "The lease ends on 1 March.", "chair": panel_chair.person}
    return urgent.decide(row, by=panel_chair, at=NOW, **said)


def as_(who):
    client = Client()
    client.force_login(who)
    return client


def url(name, row, *tail):
    return reverse(f"panel:{name}", args=[row.meeting.ref, row.pk, *tail])


class TestTheChairDecides:
    def test_the_chair_is_told_that_something_waits_and_not_what(self, row, panel_chair):
        mail = Message.objects.get()
        assert (mail.to, mail.subject) == (panel_chair.email, "Something waits for you")
        assert "lease" not in f"{mail.body_text}{mail.dedupe_key}"

    def test_it_stands_on_the_chairs_page_until_it_is_decided(self, row, panel_chair):
        assert "Is it urgent? “The lease of the station”" in as_(panel_chair).get("/my/").text
        said = {"is_agreed": "yes", "opinion": "The lease ends on 1 March."}
        assert as_(panel_chair).post(url("urgent-decide", row), said).status_code == 303
        row.refresh_from_db()
        assert (row.state, row.chair, row.decided_by) == ("agreed", panel_chair.person, panel_chair)
        assert "Is it urgent?" not in as_(panel_chair).get("/my/").text

    def test_a_reason_is_needed_and_nothing_typed_is_lost(self, row, panel_chair):
        answer = as_(panel_chair).post(url("urgent-decide", row), {"is_agreed": "yes", "opinion": " "})
        assert answer.status_code == 422
        row.refresh_from_db()
        assert row.is_asked

    def test_the_clerk_sets_down_what_the_chair_said_aloud(self, row, clerk, panel_chair):
        from pcc_portal.meetings.models import Seat, Sitting
        from tests.factories.people import LONG_AGO

        seat = Seat.objects.create(body=row.meeting.body, position=1, kind="independent")
        Sitting.objects.create(seat=seat, person=panel_chair.person, office="chair", from_on=LONG_AGO)
        page = as_(clerk).get(url("urgent-decide", row)).text
        assert "Who was in the chair" in page
        said = {"is_agreed": "no", "opinion": "It can wait.", "chair": panel_chair.person_id}
        as_(clerk).post(url("urgent-decide", row), said)
        row.refresh_from_db()
        assert (row.state, row.chair, row.decided_by) == ("refused", panel_chair.person, clerk)

    def test_decided_once_it_stands(self, agreed, panel_chair):
        said = {"is_agreed": False, "opinion": "After all not.", "chair": panel_chair.person}
        with pytest.raises(BadMove):
            urgent.decide(agreed, by=panel_chair, at=NOW, **said)

    @pytest.mark.parametrize("who", ["panel_member", "officer", "commissioner", "administrator", "stranger"])
    def test_nobody_else_knows_of_it(self, request, row, who):
        client = as_(request.getfixturevalue(who))
        assert client.get(url("urgent-decide", row)).status_code == 404
        assert client.get(reverse("panel:urgent", args=[row.meeting.ref])).status_code == 404

    def test_the_database_wants_the_chair_and_the_reasons(self, row):
        with pytest.raises(IntegrityError, match="urgency_is_decided"), transaction.atomic():
            UrgentItem.objects.update(state="agreed", decided_at=NOW)


class TestPrinted:
    def test_on_a_draft_it_stands_under_urgent_items_with_the_reasons(self, agreed, clerk):
        item = urgent.put_on_agenda(agreed, by=clerk, at=NOW)
        assert (item.parent.public_title, item.public_title) == ("Urgent items", "The lease of the station")
        assert item.purpose == "Taken as urgent: The lease ends on 1 March."
        assert urgent.put_on_agenda(agreed, by=clerk, at=NOW) == item
        lines = [line.item.public_title for line in agenda_of(agreed.meeting).walk()]
        assert lines == ["Urgent items", "The lease of the station"]

    def test_what_the_chair_did_not_agree_to_is_not_taken(self, row, clerk):
        for act in (urgent.put_on_agenda, urgent.minute):
            with pytest.raises(urgent.NotAgreed):
                act(row, by=clerk, at=NOW)

    def test_once_the_agenda_is_out_it_comes_with_a_supplement(self, agreed, clerk, draft):
        type(draft).objects.filter(pk=draft.pk).update(status="issued", issued_at=NOW, life="called")
        with pytest.raises(urgent.NoSupplement):
            urgent.put_on_agenda(agreed, by=clerk, at=NOW)
        draft.refresh_from_db()
        said = {"why": "It came late.", "opened_by": clerk, "opened_at": NOW}
        late = Supplement.objects.create(meeting=draft, number=1, **said)
        assert urgent.put_on_agenda(agreed, by=clerk, at=NOW).supplement == late

    def test_the_minutes_say_which_circumstances(self, clerk, panel_chair):
        """LGA 1972 s100B(4)(b): specified in the minutes."""
        on = issued(clerk, on=date(2026, 12, 17))
        type(on).objects.filter(pk=on.pk).update(status="draft", issued_at=None)
        on.refresh_from_db()
        meetings.item(on, clerk, title="Urgent items")
        type(on).objects.filter(pk=on.pk).update(status="issued", issued_at=NOW)
        on.refresh_from_db()
        row = urgent.ask(on, title="Flood & fire", why=WHY, by=clerk, at=NOW)
        said = {"is_agreed": True, "opinion": "The hall is <gone>.", "chair": panel_chair.person}
        urgent.decide(row, by=clerk, at=NOW, **said)
        urgent.minute(row, by=clerk, at=NOW)
        urgent.minute(row, by=clerk, at=NOW)
        words = Entry.objects.get().block.html
        assert "“Flood &amp; fire” should be considered as a matter of urgency" in words
        assert "section 100B(4)(b)" in words
        assert "The hall is &lt;gone&gt;." in words

    def test_no_title_is_in_the_audit_before_it_is_on_an_agenda(self, row):
        assert "lease" not in str([event.facts for event in Event.objects.filter(kind="panel.urgent.asked")])

    def test_the_page_says_why_it_was_refused(self, row, clerk):
        answer = as_(clerk).post(url("urgent-agenda", row))
        assert (answer.status_code, "has not agreed" in answer.text) == (409, True)
        assert Item.objects.filter(public_title="The lease of the station").count() == 0
