"""Sessions: listed, ended at once, limited, and kept while their owner's meeting is live."""

from datetime import date, timedelta

import pytest
from django.conf import settings as conf
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts import devices
from pcc_portal.accounts.actions import sessions
from pcc_portal.accounts.models import Session
from pcc_portal.accounts.sessions import last_moment
from pcc_portal.audit.models import Event
from pcc_portal.meetings.rules import live_until
from tests.factories import meetings, people
from tests.factories.days import moment

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Safari/604"


@pytest.fixture
def member(panel_member):
    panel_member.set_password(PASSWORD)
    panel_member.save()
    return panel_member


def signed_in(user, agent=FIREFOX):
    client = Client(headers={"User-Agent": agent})
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/my/"
    return client


def moved_back(client, **by):
    """As if the session had begun, or had last been seen, that much earlier."""
    row = Session.objects.get(pk=client.session.session_key)
    row.begun_at -= by.get("begun", timedelta())
    row.seen_at -= by.get("seen", timedelta())
    row.expire_date = sessions.end_of(row.user, begun_at=row.begun_at, seen_at=row.seen_at)
    row.save()
    return row


def is_in(client):
    return client.get("/accounts/").status_code == 200


class TestListed:
    def test_by_device_and_no_place(self, member):
        here = signed_in(member)
        signed_in(member, SAFARI)
        page = here.get("/accounts/").text
        assert ("Firefox on Windows" in page, "Safari on iPad" in page) == (True, True)
        assert page.count("this one") == 1
        assert "127.0.0.1" not in page

    def test_never_by_its_key(self, member):
        here, there = signed_in(member), signed_in(member)
        page = here.get("/accounts/").text
        assert [c for c in (here, there) if c.session.session_key in page] == []
        assert str(Session.objects.get(pk=there.session.session_key)) in page

    def test_nobody_elses(self, member, clerk):
        clerk.set_password(PASSWORD)
        clerk.save()
        other = signed_in(clerk, SAFARI)
        assert "iPad" not in signed_in(member).get("/accounts/").text
        assert is_in(other)

    @pytest.mark.parametrize("many", [1, 3])
    def test_costs_the_same_however_many(self, member, many):
        from django.db import connection

        clients = [signed_in(member) for _ in range(many)]
        clients[0].get("/accounts/")
        with CaptureQueriesContext(connection) as asked:
            clients[0].get("/accounts/")
        assert len(asked) == 8  # session, user, rights, steps, sessions, devices, twice the office

    @pytest.mark.parametrize(
        ("agent", "words"),
        [
            (FIREFOX, "Firefox on Windows"),
            (SAFARI, "Safari on iPad"),
            ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537", "Chrome on Android"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537 Edg/140.0", "Edge on Windows"),
            ("curl/8", "A device"),
            ("<script>", "A device"),
        ],
    )
    def test_words(self, agent, words):
        assert devices.words(agent) == words


class TestEnded:
    def test_one(self, member):
        here, there = signed_in(member), signed_in(member)
        handle = there.session.row or Session.objects.get(pk=there.session.session_key)
        answer = here.post(reverse("accounts:session-end", args=[handle.handle]))
        assert answer.headers["Location"] == "/accounts/"
        assert (is_in(here), is_in(there)) == (True, False)
        assert Event.objects.get(kind="accounts.session.ended").facts == {"which": "one", "sessions": 1}

    def test_all_others(self, member):
        here, *others = [signed_in(member) for _ in range(4)]
        assert "Sign out everywhere else" in here.get("/accounts/").text
        here.post(reverse("accounts:sessions-end"))
        assert [is_in(client) for client in (here, *others)] == [True, False, False, False]

    def test_nobody_ends_anybody_elses(self, member, clerk):
        clerk.set_password(PASSWORD)
        clerk.save()
        theirs = signed_in(clerk)
        handle = Session.objects.get(user=clerk).handle
        assert signed_in(member).post(reverse("accounts:session-end", args=[handle])).status_code == 303
        assert is_in(theirs)
        assert not Event.objects.filter(kind="accounts.session.ended").exists()

    def test_a_request_in_flight_does_not_bring_it_back(self, member):
        """What it wanted to save is refused with the session."""
        here = signed_in(member)
        store = here.session
        store.get("x")
        sessions.end_all(member, but=None, by=member, at=timezone.now())
        store["x"] = 1
        with pytest.raises(UpdateError):
            store.save()
        assert not is_in(here)


class TestLimits:
    """Two hours without a page, twelve in any case."""

    def test_as_documented(self):
        assert (conf.SESSION_COOKIE_AGE, conf.SESSION_ABSOLUTE_SECONDS) == (2 * 3600, 12 * 3600)
        assert conf.SESSION_EXPIRE_AT_BROWSER_CLOSE is True

    @pytest.mark.parametrize(("hours", "inside"), [(1.9, True), (2.1, False)])
    def test_idle(self, member, hours, inside):
        client = signed_in(member)
        moved_back(client, begun=timedelta(hours=hours), seen=timedelta(hours=hours))
        assert is_in(client) is inside

    @pytest.mark.parametrize(("hours", "inside"), [(11.9, True), (12.1, False)])
    def test_whatever_is_asked_for(self, member, hours, inside):
        client = signed_in(member)
        moved_back(client, begun=timedelta(hours=hours), seen=timedelta(minutes=1))
        assert is_in(client) is inside

    def test_a_page_moves_the_limit_on_but_not_the_last_one(self, member):
        client = signed_in(member)
        before = moved_back(client, begun=timedelta(hours=11), seen=timedelta(minutes=90))
        assert is_in(client)
        after = Session.objects.get(pk=before.pk)
        assert after.seen_at > before.seen_at
        assert after.expire_date == after.begun_at + timedelta(hours=12)

    def test_seen_is_written_every_few_minutes_only(self, member):
        from django.db import connection

        client = signed_in(member)
        client.get("/accounts/")
        for minutes, writes in ((4, 0), (6, 1)):
            moved_back(client, begun=timedelta(minutes=10), seen=timedelta(minutes=minutes))
            with CaptureQueriesContext(connection) as asked:
                client.get("/accounts/")
            assert len([q for q in asked if q["sql"].startswith("UPDATE")]) == writes

    def test_saving_a_session_keeps_whose_it_is_and_since_when(self, member):
        client = signed_in(member)
        before = moved_back(client, begun=timedelta(hours=1), seen=timedelta(minutes=2))
        client.get("/my/")  # saves the time of the visit
        after = Session.objects.get(pk=before.pk)
        kept = ("user_id", "handle", "device", "begun_at")
        assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


class TestLiveMeeting:
    """The Panel meets on 4 February 2027 at 14:00, so its meeting is live from 13:30 to 20:00."""

    @pytest.fixture
    def meeting(self, clerk, panel_body):
        return meetings.meeting(clerk, of=panel_body, held_on=date(2027, 2, 4))

    def at(self, hour, minute=0):
        return moment(2027, 2, 4, hour, minute)

    @pytest.mark.parametrize(
        ("hour", "minute", "live"), [(13, 29, False), (13, 30, True), (19, 59, True), (20, 0, False)]
    )
    def test_when(self, meeting, panel_member, hour, minute, live):
        assert meeting.starts_at.hour == 14
        until = live_until(panel_member, at=self.at(hour, minute))
        assert until == (self.at(20) if live else None)

    @pytest.mark.parametrize(
        ("who", "live"),
        [
            ("clerk", True),
            ("deputy_clerk", True),
            ("panel_chair", True),
            ("officer", True),
            ("force_lead", False),
            ("former_member", False),
            ("member_of_another_panel", False),
            ("stranger", False),
        ],
    )
    def test_whose(self, request, meeting, clerk, who, live):
        item = meetings.item(meeting, clerk, title="Report of the Commissioner", kind="papers")
        meetings.written(item, clerk)  # of the Commissioner's office, who present it
        user = request.getfixturevalue(who)
        assert (live_until(user, at=self.at(15)) is not None) is live

    @pytest.mark.parametrize(
        ("begun", "seen", "ends"),
        [
            (9, 11, 13),  # idle since eleven: over before the meeting is live, and nothing brings it back
            (9, 12, 20),  # idleness would end it at two, in the meeting
            (7, 13, 20),  # twelve hours would end it at seven, in the meeting
            (7, 16, 20),
            (10, 19, 21),  # the meeting is over before the limit
        ],
    )
    def test_a_limit_that_falls_into_the_meeting_waits_for_its_end(
        self, meeting, panel_member, begun, seen, ends
    ):
        times = {"begun_at": self.at(begun), "seen_at": self.at(seen)}
        assert sessions.end_of(panel_member, **times) == self.at(ends)

    def test_two_meetings_in_a_row(self, meeting, clerk, panel_member, other_panel_body):
        people.granted(panel_member, "panel_member", other_panel_body.organisation)
        second = meetings.meeting(clerk, of=other_panel_body, held_on=date(2027, 2, 4))
        second.starts_at = self.at(19).time()
        second.save()
        assert sessions.end_of(panel_member, begun_at=self.at(8), seen_at=self.at(12)) == moment(
            2027, 2, 5, 1
        )

    def test_through_the_site(self, member, panel_body, clerk):
        """Begun thirteen hours ago, in a meeting that began an hour ago: still in. Without the meeting: out."""
        now = timezone.localtime()
        on = meetings.meeting(clerk, of=panel_body, held_on=timezone.localdate(now - timedelta(hours=1)))
        on.starts_at = (now - timedelta(hours=1)).time()
        on.save()
        client = signed_in(member)
        moved_back(client, begun=timedelta(hours=13), seen=timedelta(minutes=10))
        assert is_in(client)
        on.delete()
        moved_back(client)
        assert not is_in(client)

    def test_signing_in_just_before_is_enough(self, member, panel_body, clerk):
        """Who signs in and then only listens, asking for no page, is not signed out in the middle."""
        now = timezone.localtime()
        on = meetings.meeting(clerk, of=panel_body, held_on=timezone.localdate(now + timedelta(hours=1)))
        on.starts_at = (now + timedelta(hours=1)).time()
        on.save()
        client = signed_in(member)
        row = Session.objects.get(pk=client.session.session_key)
        assert row.expire_date == on.begins_at + conf.MEETING_LIVE_AFTER


def test_limits_of_a_session_without_a_meeting():
    begun = moment(2027, 2, 4, 8)
    assert last_moment(begun_at=begun, seen_at=begun) == moment(2027, 2, 4, 10)
    assert last_moment(begun_at=begun, seen_at=moment(2027, 2, 4, 19, 30)) == moment(2027, 2, 4, 20)


def test_what_is_over_goes_in_the_night_and_nothing_else(member):
    over, still = signed_in(member), signed_in(member)
    Session.objects.filter(pk=over.session.session_key).update(
        expire_date=timezone.now() - timedelta(hours=1)
    )
    sessions.forget(at=timezone.now())
    assert list(Session.objects.values_list("pk", flat=True)) == [still.session.session_key]
