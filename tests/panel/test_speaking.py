"""A resident asks to speak: told at once whether it is in time, decided by the clerk, public only once released."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from panel.actions import speaking
from panel.models import SpeakerContact, SpeakingRequest
from panel.states import SPEAKING_MOVES, SpeakingState
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release, ReleasedText
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.actions import bodies, calendar_days, calls, changes
from pcc_portal.meetings.models import BodyRule
from pcc_portal.meetings.queries import office_calendar, speaking_closes
from pcc_portal.notices.models import Message
from pcc_portal.workdays import add_working_days
from tests.factories import after, meetings
from tests.factories.days import NOW, moment
from tests.factories.minutes import entry, item
from tests.factories.speakers import PRIVATE, SAID, asked
from tests.panel import released

pytestmark = pytest.mark.django_db

# meeting, last day to ask, counted by hand on a wall calendar
CLOSES = [
    (date(2026, 12, 17), date(2026, 12, 14)),
    (date(2027, 1, 5), date(2026, 12, 30)),  # New Year's Day and a weekend lie between
    (date(2027, 3, 31), date(2027, 3, 24)),  # Easter
    (date(2027, 5, 6), date(2027, 4, 30)),  # the bank holiday of 3 May
]


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def coming(clerk):
    """Called, far enough ahead of the real day for a browser to be in time."""
    day = add_working_days(timezone.localdate(), 30)
    return calls.call(meetings.meeting(clerk, held_on=day), by=clerk, at=NOW)


@pytest.fixture
def december(clerk):
    return calls.call(meetings.meeting(clerk, held_on=date(2026, 12, 17)), by=clerk, at=NOW)


def url(on, tail="speaking"):
    return f"/panel/meetings/{on.ref}/{tail}/"


@pytest.mark.parametrize(("held_on", "last"), CLOSES)
def test_the_last_day_is_three_working_days_before(clerk, held_on, last):
    on = meetings.meeting(clerk, held_on=held_on)
    assert speaking_closes(on, office_calendar()) == last


@pytest.mark.parametrize(
    ("at", "in_time"),
    [
        (moment(2026, 12, 14, 23, 59), True),
        (moment(2026, 12, 15, 0, 0), False),
        (moment(2026, 12, 17, 13, 59), False),
    ],
)
def test_in_time_is_counted_to_the_end_of_the_day_in_london(december, at, in_time):
    row = asked(december, at=at)
    assert (row.is_in_time, row.closes_on, row.number) == (in_time, date(2026, 12, 14), 1)


def test_after_the_meeting_has_begun_nobody_asks(december):
    with pytest.raises(speaking.NotNow, match="has begun"):
        asked(december, at=moment(2026, 12, 17, 14))
    assert not SpeakingRequest.objects.exists()


class TestAsResident:
    def test_asks_is_told_and_gets_a_receipt(self, coming):
        closes = speaking_closes(coming, office_calendar())
        page = Client().get(url(coming)).text
        assert f"{closes.day} {closes:%B %Y}" in page
        assert "yours is in time" in page
        answer = Client().post(url(coming), SAID)
        assert answer.status_code == 200
        assert "Your request is in time" in answer.text
        row = SpeakingRequest.objects.get()
        assert (row.name, row.contact.address, row.state) == (SAID["name"], SAID["address"], "received")
        mail = Message.objects.get(kind="panel.speaking_received")
        assert mail.to == SAID["email"]
        assert "It is in time" in mail.body_text

    def test_too_late_is_told_at_once_with_the_next_meeting(self, clerk, coming):
        tomorrow = timezone.localdate() + timedelta(days=1)
        soon = calls.call(meetings.meeting(clerk, held_on=tomorrow), by=clerk, at=NOW)
        assert "The last day to ask was" in Client().get(url(soon)).text
        text = Client().post(url(soon), SAID).text
        assert "Your request came too late" in text
        assert url(coming) in text
        assert "It came too late" in Message.objects.get(kind="panel.speaking_received").body_text

    def test_what_is_wrong_stands_at_its_field_and_is_kept(self, coming):
        answer = Client().post(url(coming), SAID | {"belongs": "", "words": "", "email": "nowhere"})
        assert answer.status_code == 422
        for words in ("Speakers live or work in the county: say which.", "Write down your question."):
            assert words in answer.text
        assert SAID["address"] in answer.text
        assert not SpeakingRequest.objects.exists()

    def test_pressed_twice_is_one_request(self, coming):
        said = SAID | {"key": str(uuid4())}
        answers = [Client().post(url(coming), said) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert (SpeakingRequest.objects.count(), Message.objects.count()) == (1, 1)

    def test_a_key_of_another_meeting_is_no_way_in(self, clerk, coming, december):
        there = asked(december, at=NOW)
        row = speaking.ask(coming, at=NOW, key=there.pk, **SAID)
        assert row.pk != there.pk
        assert row.meeting_id == coming.pk

    def test_nobody_fills_the_list_or_a_strangers_letter_box(self, coming):
        answers = [Client().post(url(coming), SAID).status_code for _ in range(4)]
        assert answers == [200] * 3 + [429]
        others = [
            Client().post(url(coming), SAID | {"email": f"{n}@home.example"}).status_code for n in range(8)
        ]
        assert others == [200] * 6 + [429] * 2
        assert (
            Client()
            .post(url(coming), SAID | {"email": "z@home.example"}, REMOTE_ADDR="192.0.2.7")
            .status_code
            == 200
        )

    def test_a_cancelled_meeting_says_so(self, clerk, coming):
        changes.cancel(coming, reason="Flooded.", by=clerk, at=NOW)
        page = Client().get(url(coming)).text
        assert "This meeting is cancelled." in page
        assert "<textarea" not in page
        assert Client().post(url(coming), SAID).status_code == 409

    def test_a_meeting_that_is_only_planned_is_not_there(self, clerk):
        planned = meetings.meeting(clerk)
        assert [Client().get(url(planned)).status_code, Client().post(url(planned), SAID).status_code] == [
            404,
            404,
        ]


class TestDecisions:
    def test_accepted_it_has_its_minutes_and_is_public_once_released(self, clerk, december):
        row = speaking.accept(asked(december), by=clerk, at=NOW)
        assert (row.state, row.minutes) == ("accepted", 3)
        assert "up to 3 minutes" in Message.objects.get(kind="panel.speaking_accepted").body_text
        assert SAID["name"] not in Client().get(url(december)).text
        speaking.publish(december, by=clerk, at=NOW)
        page = Client().get(url(december)).text
        assert SAID["name"] in page
        assert SAID["subject"] in page

    def test_what_is_private_is_in_nothing_that_travels(self, clerk, december):
        row = asked(december, name="Nameword", address="Streetword", subject="Topicword", words="Saidword")
        speaking.accept(row, by=clerk, at=NOW)
        speaking.refuse(row, ground="outside", reason="It is the council's.", by=clerk, at=NOW)
        travels = [Message, Event, Release, ReleasedText]
        said = "".join(str(list(model.objects.values())) for model in travels)
        assert [word for word in ("Nameword", "Streetword", "Topicword", "Saidword") if word in said] == []
        speaking.accept(row, by=clerk, at=NOW)
        speaking.publish(december, by=clerk, at=NOW)
        out = "".join(str(list(model.objects.values())) for model in (Release, ReleasedText))
        assert [word for word in ("Nameword", "Topicword", "Streetword", "Saidword") if word in out] == [
            "Nameword",
            "Topicword",
        ]

    def test_an_operational_matter_is_refused_with_its_reason_in_the_mail(self, clerk, december):
        speaking.refuse(asked(december), ground="operational", reason="Write to him.", by=clerk, at=NOW)
        words = Message.objects.get(kind="panel.speaking_refused").body_text
        assert "belongs to the Chief Constable" in words
        assert "Write to him." in words

    def test_too_late_is_heard_only_for_a_reason(self, clerk, december):
        row = asked(december, at=moment(2026, 12, 16))
        with pytest.raises(speaking.SaysWhy):
            speaking.accept(row, by=clerk, at=NOW)
        assert speaking.accept(row, reason="The Chair agrees.", by=clerk, at=NOW).is_accepted
        with pytest.raises(IntegrityError), transaction.atomic():
            SpeakingRequest.objects.update(reason="")

    def test_who_withdraws_is_gone_from_what_everyone_reads(self, clerk, december):
        rows = [
            asked(december, name=name, email=f"{n}@home.example") for n, name in enumerate(("Ann", "Ben"))
        ]
        for row in rows:
            speaking.accept(row, by=clerk, at=NOW)
        speaking.publish(december, by=clerk, at=NOW)
        speaking.withdraw(rows[0], by=clerk, at=NOW)
        page = Client().get(url(december)).text
        assert ("Ann" in page, "Ben" in page) == (False, True)
        speaking.withdraw(rows[1], by=clerk, at=NOW)
        assert not Release.objects.live().filter(kind=speaking.KIND).exists()
        assert "Ann" not in str(list(ReleasedText.objects.values()))

    def test_a_written_reply_is_published_with_the_speakers(self, clerk, december):
        row = speaking.accept(asked(december), by=clerk, at=NOW)
        speaking.publish(december, by=clerk, at=NOW)
        speaking.reply(row, words="Nine days, as we promised to say.", by=clerk, at=NOW)
        assert "Nine days" not in Client().get(url(december)).text
        speaking.publish(december, by=clerk, at=NOW)
        assert "Nine days" in Client().get(url(december)).text

    @pytest.mark.parametrize("target", SpeakingState)
    @pytest.mark.parametrize("state", SpeakingState)
    def test_only_along_the_table(self, state, target):
        row = SpeakingRequest(state=state)
        if target in SPEAKING_MOVES[state]:
            move(row, target, along=SPEAKING_MOVES, field="state")
        else:
            with pytest.raises(BadMove):
                move(row, target, along=SPEAKING_MOVES, field="state")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"state": "accepted"},
            {"state": "refused", "ground": "outside"},
            {"state": "refused", "reason": "x"},
        ],
    )
    def test_the_database_says_no_too(self, december, wrong):
        asked(december)
        with pytest.raises(IntegrityError), transaction.atomic():
            SpeakingRequest.objects.update(**wrong)

    def test_addresses_go_half_a_year_after_the_meeting(self, clerk, december):
        row = asked(december)
        assert speaking.forget_contacts(at=moment(2027, 6, 1)) == 0
        assert speaking.forget_contacts(at=moment(2027, 7, 1)) == 1
        assert SpeakingRequest.objects.filter(pk=row.pk).exists()
        assert not SpeakerContact.objects.exists()
        assert SAID["email"] not in str(list(Message.objects.values()))


class TestAsClerk:
    def test_decides_on_the_page_and_publishes(self, client, clerk, coming):
        client.force_login(clerk)
        rows = [asked(coming, name=f"Speaker {n}", email=f"{n}@home.example") for n in range(2)]
        page = client.get(url(coming, "speakers"))
        assert all(word in page.text for word in (SAID["address"], "Speaker 0", "Speaker 1"))
        assert "2 people ask to speak" in client.get("/my/").text
        assert client.post(url(coming, f"speakers/{rows[0].pk}/accept")).status_code == 303
        wrong = client.post(url(coming, f"speakers/{rows[1].pk}/refuse"), {"reason": "x"})
        assert (wrong.status_code, "Choose a ground." in wrong.text) == (422, True)
        good = {"ground": "full", "reason": "Ask for the next one."}
        assert client.post(url(coming, f"speakers/{rows[1].pk}/refuse"), good).status_code == 303
        assert client.post(url(coming, "speakers/publish")).status_code == 303
        public = Client().get(url(coming)).text
        assert ("Speaker 0" in public, "Speaker 1" in public) == (True, False)

    def test_what_cannot_be_done_any_more_is_said(self, client, clerk, coming):
        client.force_login(clerk)
        row = speaking.withdraw(asked(coming), by=clerk, at=NOW)
        answer = client.post(url(coming, f"speakers/{row.pk}/accept"))
        assert answer.status_code == 409
        assert re.search(r'role="alert"', answer.text)

    def test_lists_ask_the_same_of_the_database_for_one_and_three(self, client, clerk, coming):
        client.force_login(clerk)

        def cost(path):
            client.get(path)
            with CaptureQueriesContext(connection) as found:
                client.get(path)
            return len(found)

        def add(count):
            for _ in range(count):
                row = asked(coming, email=f"{uuid4().hex}@home.example")
                speaking.accept(row, by=clerk, at=NOW)
            speaking.publish(coming, by=clerk, at=NOW)

        add(1)
        one = [cost(url(coming, tail)) for tail in ("speakers", "speaking")]
        add(2)
        assert [cost(url(coming, tail)) for tail in ("speakers", "speaking")] == one


class TestTheRuleIsData:
    def test_a_day_off_that_is_made_known_changes_what_is_said(self, clerk, december):
        calendar_days.add(
            date(2026, 12, 15), name="Mourning", kind="mourning", source="Gazette", by=clerk, at=NOW
        )
        notice = Release.objects.live().get(kind="meetings.notice", collection=december.ref)
        assert notice.facts["speaking"]["by"] == "2026-12-11"

    def test_a_new_rule_holds_from_its_day_and_earlier_meetings_keep_theirs(
        self, clerk, panel_body, december
    ):
        later = meetings.meeting(clerk, held_on=date(2027, 2, 4))
        days = {"papers_due": 5, "speaking": 5}
        bodies.count_days(
            panel_body,
            days,
            remind=[],
            by=clerk,
            at=NOW,
            from_on=date(2027, 1, 1),
            source="Panel, 2 November",
        )
        assert speaking_closes(december, office_calendar()) == date(2026, 12, 14)
        assert speaking_closes(later, office_calendar()) == date(2027, 1, 28)
        assert BodyRule.objects.filter(kind="speaking").last().source == "Panel, 2 November"

    def test_a_mistake_put_right_changes_every_notice(self, clerk, panel_body, december):
        bodies.count_days(panel_body, {"papers_due": 5, "speaking": 2}, remind=[], by=clerk, at=NOW)
        notice = Release.objects.live().get(kind="meetings.notice", collection=december.ref)
        assert (notice.facts["speaking"]["by"], notice.facts["speaking"]["days"]) == ("2026-12-15", 2)
        assert BodyRule.objects.filter(body=panel_body, kind="speaking").count() == 1


def test_the_private_fields_are_named():
    assert set(PRIVATE) <= set(SAID)


class TestInTheMinutes:
    """A request is tied to what was said, to the motion that referred it, and to its written reply."""

    @pytest.fixture
    def held(self, clerk):
        on = calls.call(meetings.meeting(clerk, held_on=date(2026, 12, 17)), by=clerk, at=NOW)
        row = speaking.accept(asked(on), by=clerk, at=NOW)
        on = released.let_out(after.agenda(on, clerk), clerk)
        line = item(on, "Questions")
        row.said = entry(line, clerk, "question", "how long they wait in the country")
        row.moved = entry(line, clerk, "motion", "that it be referred to the Commissioner")
        return row

    def test_picked_from_the_open_minutes(self, held, clerk, client):
        client.force_login(clerk)
        address = url(held.meeting, f"speakers/{held.pk}/minutes")
        assert "how long they wait in the country" in client.get(address).text
        sent = {"entry": held.said.pk, "motion": held.moved.motion.pk}
        assert client.post(address, sent).status_code == 303
        row = SpeakingRequest.objects.get()
        assert (row.entry, row.motion) == (held.said, held.moved.motion)
        speaking.reply(row, words="Nine days.", by=clerk, at=NOW)
        page = client.get(url(held.meeting, "speakers")).text
        assert [f"#e-{made.pk}" in page for made in (held.said, held.moved)] == [True, True]
        assert "Nine days." in page

    def test_no_exempt_entry_and_none_of_another_meeting(self, held, clerk, client):
        private = entry(item(held.meeting, "Complaints"), clerk, "statement", "Exempt words")
        client.force_login(clerk)
        address = url(held.meeting, f"speakers/{held.pk}/minutes")
        assert "Exempt words" not in client.get(address).text
        assert client.post(address, {"entry": private.pk}).status_code == 422
        with pytest.raises(speaking.NotInTheseMinutes):
            speaking.tie(held, entry=private, motion=None, by=clerk, at=NOW)
        assert SpeakingRequest.objects.get().entry is None
