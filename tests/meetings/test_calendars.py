"""Calendar and feed are read back by parsers: what a notice says, under an identity that stays, and nothing private."""

from datetime import UTC, date, datetime, time, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings import feeds
from pcc_portal.meetings.actions import calendar_keys, items
from pcc_portal.meetings.models import CalendarKey, Meeting
from tests.factories import meetings, packs
from tests.factories.days import NOW

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=60)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def notice(by, *, on=SOON, number=1, starts="14:00", at=None, kind="meetings.notice", **facts):
    """A version more of a meeting's notice."""
    ref = f"pcp-{on:%Y}-{number:04}"
    facts = {"body": "The Panel", "short": "Panel", "path": f"/panel/meetings/{ref}/"} | facts
    facts = {"starts_at": starts, "venue": "Room 1; County Hall, Ardenham", "webcast_url": ""} | facts
    return releases.release(
        kind,
        subject=Meeting(pk=number),
        collection=ref,
        title=f"The Panel, {on}",
        rule="LGA 1972 s100A(6)",
        content=Content(html="<p>x</p>"),
        on=on,
        facts=facts,
        by=by,
        at=at or timezone.now(),
    )


def read(client=None):
    response = (client or Client()).get("/panel/calendar.ics")
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def events(calendar):
    return {str(e["uid"]): e for e in calendar.walk("VEVENT")}


def entries(client=None):
    response = (client or Client()).get("/panel/feed.atom")
    assert response.status_code == 200
    return ET.fromstring(response.content).findall("a:entry", ATOM)


class TestCalendar:
    def test_what_an_event_says(self, clerk):
        row = notice(clerk, webcast_url="https://webcast.example/1")
        (event,) = events(read()).values()
        assert str(event["uid"]) == f"{row.collection}@127.0.0.1"
        assert (int(event["sequence"]), str(event["status"])) == (0, "CONFIRMED")
        assert str(event["location"]) == "Room 1; County Hall, Ardenham"
        assert str(event["url"]) == f"http://127.0.0.1:8000{row.facts['path']}"
        assert "https://webcast.example/1" in str(event["description"])
        assert event["dtstamp"].dt == row.released_at.replace(microsecond=0)
        assert not list(read().walk("VALARM"))

    @pytest.mark.parametrize(("month", "day", "utc"), [(1, 14, 14), (7, 15, 13), (3, 28, 13), (10, 31, 14)])
    def test_two_in_the_afternoon_is_that_in_london_all_year(self, clerk, month, day, utc):
        year = timezone.localdate().year + 1
        notice(clerk, on=date(year, month, day))
        (event,) = events(read()).values()
        assert event["dtstart"].params["TZID"] == "Europe/London"
        assert event["dtstart"].dt.astimezone(UTC) == datetime(year, month, day, utc, tzinfo=UTC)

    @pytest.mark.parametrize("month", range(1, 13))
    def test_the_zone_written_out_is_london(self, clerk, month):
        """For programs that know no name of a zone."""
        (zone,) = read().walk("VTIMEZONE")
        ours = zone.to_tz(lookup_tzid=False)
        for day in (1, 15, 28):
            for year in (1996, 2026, 2041):
                local = datetime.combine(date(year, month, day), time(14))
                london = local.replace(tzinfo=timezone.get_default_timezone())
                if (year, month) > (1996, 3):
                    assert local.replace(tzinfo=ours).utcoffset() == london.utcoffset()

    def test_moved_and_cancelled_keep_their_identity(self, clerk):
        uid = f"{notice(clerk).collection}@127.0.0.1"
        notice(
            clerk, starts="10:30", life="called", life_words="This meeting has been moved.", reason="Snow."
        )
        event = events(read())[uid]
        assert (int(event["sequence"]), str(event["status"]), event["dtstart"].dt.hour) == (
            1,
            "CONFIRMED",
            10,
        )
        assert str(event["description"]).startswith("This meeting has been moved.\nSnow.\n")
        notice(clerk, life="cancelled", life_words="This meeting is cancelled.", reason="No business.")
        event = events(read())[uid]
        assert (int(event["sequence"]), str(event["status"])) == (2, "CANCELLED")

    def test_a_meeting_without_a_day_takes_none(self, clerk):
        notice(clerk, life="called", is_date_fixed=False, life_words="A new day will be published here.")
        (event,) = events(read()).values()
        assert str(event["status"]) == "CANCELLED"

    def test_withdrawn_is_gone_at_once_also_by_condition(self, clerk, client):
        notice(clerk, number=1)
        row = notice(clerk, number=2)
        first = client.get("/panel/calendar.ics")
        asked = {"If-None-Match": first.headers["ETag"]}
        assert client.get("/panel/calendar.ics", headers=asked).status_code == 304
        releases.withdraw(row, by=clerk, at=timezone.now(), reason="A mistake")
        assert client.get("/panel/calendar.ics", headers=asked).status_code == 200
        by_time = {"If-Modified-Since": first.headers["Last-Modified"]}
        again = client.get("/panel/calendar.ics", headers=by_time)
        assert again.status_code == 200
        assert list(events(Calendar.from_ical(again.content))) == [f"pcp-{SOON:%Y}-0001@127.0.0.1"]

    def test_it_holds_a_year_back_and_all_that_comes(self, clerk):
        today = timezone.localdate()
        for n, days in enumerate([-401, -399, 0, 900], start=1):
            notice(clerk, on=today + timedelta(days=days), number=n)
        assert sorted(uid[-14:-10] for uid in events(read())) == ["0002", "0003", "0004"]

    @pytest.mark.parametrize("rows", [1, 3])
    def test_one_query_for_the_rows(self, clerk, client, rows):
        for n in range(rows):
            notice(clerk, number=n + 1)
        counts = []
        for url in ("/panel/calendar.ics", "/panel/feed.atom"):
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            counts.append(sum("documents_release" in q["sql"] for q in asked))
        assert counts == [1, 1]

    def test_words_that_would_end_a_line_do_not(self, clerk):
        notice(clerk, venue="Room\r\nSTATUS:CANCELLED\r\nX:1")
        (event,) = events(read()).values()
        assert str(event["status"]) == "CONFIRMED"

    def test_an_empty_calendar_is_one(self, clerk, client):
        assert events(read()) == {}
        response = client.get("/panel/calendar.ics")
        assert response.headers["Content-Type"].startswith("text/calendar")
        assert response.headers["Cache-Control"] == "public, max-age=60"


class TestFeed:
    def test_entries_of_an_issue(self, clerk, client):
        draft = meetings.meeting(clerk, held_on=SOON)
        held = meetings.item(draft, clerk, title="Complaints", kind="papers")
        meetings.written(held, clerk, title="About Quillfeather", of_organisation=draft.body.host)
        items.exempt(held, meetings.grounds(1), by=clerk, at=NOW, private_title="Umberslade")
        packs.issued(draft, clerk)
        found = {e.findtext("a:title", namespaces=ATOM): e for e in entries()}
        (pack,) = [e for title, e in found.items() if title.startswith("Papers issued: ")]
        assert pack.find("a:link", ATOM).get("href") == f"http://127.0.0.1:8000/panel/meetings/{draft.ref}/"
        assert pack.findtext("a:id", namespaces=ATOM).startswith("tag:127.0.0.1,2026-11-02:" + draft.ref)
        for url in ("/panel/feed.atom", "/panel/calendar.ics"):
            words = client.get(url).text
            assert [w for w in ("Quillfeather", "Umberslade") if w in words] == []

    def test_ids_stay_and_a_change_is_a_new_entry(self, clerk, client):
        notice(clerk)
        before = [e.findtext("a:id", namespaces=ATOM) for e in entries()]
        assert [e.findtext("a:id", namespaces=ATOM) for e in entries()] == before
        notice(clerk, life="cancelled", life_words="This meeting is cancelled.", reason="Snow & <ice>.")
        (entry,) = entries()
        assert entry.findtext("a:id", namespaces=ATOM) not in before
        assert "This meeting is cancelled." in entry.findtext("a:title", namespaces=ATOM)
        assert "Snow &amp; &lt;ice&gt;" in entry.findtext("a:summary", namespaces=ATOM)
        response = client.get("/panel/feed.atom")
        asked = {"If-None-Match": response.headers["ETag"]}
        assert client.get("/panel/feed.atom", headers=asked).status_code == 304

    def test_characters_that_no_xml_may_hold(self, clerk):
        notice(clerk, venue="Room\x0b\x00 1".replace("\x00", ""))
        assert "Room 1" in entries()[0].findtext("a:summary", namespaces=ATOM)

    def test_it_holds_the_newest(self, clerk, monkeypatch):
        monkeypatch.setattr(feeds, "NEWEST", 2)
        for n in range(3):
            notice(clerk, number=n + 1, at=timezone.now() + timedelta(minutes=n))
        ids = [e.findtext("a:id", namespaces=ATOM) for e in entries()]
        assert [i.split("/")[-2] for i in ids] == ["3", "2"]

    def test_pages_name_the_feeds(self, clerk, client):
        for url in ("/", "/panel/"):
            text = client.get(url).text
            assert '<link rel="alternate" type="application/atom+xml" href="/panel/feed.atom"' in text
            assert '<link rel="alternate" type="text/calendar" href="/panel/calendar.ics"' in text


class TestOwnCalendar:
    @pytest.fixture
    def token(self, panel_member):
        return calendar_keys.make(panel_member, at=NOW)

    def own(self, token):
        return Client().get(reverse("panel:calendar-by-token", args=[token]))

    def test_it_holds_issued_and_planned_meetings_and_no_title(self, clerk, token):
        for days in (60, 90):
            draft = meetings.meeting(clerk, held_on=SOON + timedelta(days=days))
            held = meetings.item(draft, clerk, title="Complaints", kind="papers")
            meetings.written(held, clerk, title="About Quillfeather", of_organisation=draft.body.host)
            items.exempt(held, meetings.grounds(1), by=clerk, at=NOW, private_title="Umberslade")
            if days == 60:
                packs.issued(draft, clerk)
        response = self.own(token)
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
        first, second = sorted(
            events(Calendar.from_ical(response.content)).values(), key=lambda e: e["dtstart"].dt
        )
        assert [str(e["status"]) for e in (first, second)] == ["CONFIRMED", "TENTATIVE"]
        assert "member-pack.pdf" in str(first["description"])
        assert "url" not in second
        assert [w for w in ("Quillfeather", "Umberslade", "Complaints") if w in response.text] == []

    def test_a_right_that_ended_yesterday_opens_nothing(self, panel_member, token):
        assert self.own(token).status_code == 200
        panel_member.grants.update(to_on=timezone.localdate() - timedelta(days=1))
        assert self.own(token).status_code == 404

    def test_an_account_that_was_closed_opens_nothing(self, panel_member, token):
        panel_member.is_active = False
        panel_member.save()
        assert self.own(token).status_code == 404

    def test_made_anew_and_taken_back(self, panel_member, token):
        newer = calendar_keys.make(panel_member, at=NOW)
        assert [self.own(key).status_code for key in (token, newer, "x")] == [404, 200, 404]
        calendar_keys.take_back(panel_member, at=NOW)
        assert self.own(newer).status_code == 404

    def test_another_panels_meetings_are_not_in_it(self, clerk, token, other_panel_body):
        meetings.meeting(clerk, of=other_panel_body, held_on=SOON)
        meetings.meeting(clerk, held_on=SOON)
        assert list(events(Calendar.from_ical(self.own(token).content))) == [f"pcp-{SOON}@127.0.0.1"]

    def test_the_key_itself_is_not_kept(self, token):
        assert token not in str(CalendarKey.objects.values())
        assert Release.objects.count() == 0
