"""Meetings as a calendar file (RFC 5545): one event a meeting, made of what its public notice says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Meeting

LONDON = ZoneInfo("Europe/London")
# No notice says when a meeting ends; an event without an end would fill no time in a diary.
LASTS = timedelta(hours=2)
END = b"END:VCALENDAR\r\n"
KEPT = 500  # events of public notices as they were written out


@dataclass(frozen=True)
class Entry:
    """What an event says. Two that are equal are written alike."""

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    status: str
    summary: str
    location: str
    url: str
    description: str


def host() -> str:
    return urlsplit(settings.PUBLIC_BASE_URL).hostname or "localhost"


def uid_of(ref: str) -> str:
    """The same for as long as the meeting keeps its address, whatever becomes of it."""
    return f"{ref}@{host()}"


def of_notice(row: Release, *, has_member_pack: bool = False) -> Entry:
    """From the notice alone: each new version of it is one more in the sequence."""
    facts, day = row.facts, row.on
    assert day is not None, "a notice names its day"
    life = facts.get("life_words", "")
    is_off = facts.get("life") == "cancelled" or not facts.get("is_date_fixed", True)
    url = settings.PUBLIC_BASE_URL + facts["path"]
    said = [life, facts.get("reason", ""), f"Agenda and papers: {url}"]
    if facts.get("webcast_url"):
        said.append(f"Webcast: {facts['webcast_url']}")
    if has_member_pack:
        said.append(f"Your pack, after signing in: {url}member-pack.pdf")
    return Entry(
        uid=uid_of(row.collection),
        sequence=row.version - 1,
        stamp=row.released_at,
        starts=datetime.combine(day, time.fromisoformat(facts["starts_at"]), tzinfo=LONDON),
        status="CANCELLED" if is_off else "CONFIRMED",
        summary=f"{facts['body']} (cancelled)" if facts.get("life") == "cancelled" else facts["body"],
        location=facts["venue"],
        url=url,
        description="\n".join(line for line in said if line),
    )


def of_plan(meeting: Meeting, *, at: datetime) -> Entry:
    """A date that only members know of yet: no agenda, no title, no address to read it at."""
    return Entry(
        uid=uid_of(meeting.ref),
        sequence=0,
        stamp=at,
        starts=meeting.begins_at,
        status="TENTATIVE",
        summary=f"{meeting.naming.name} (planned)",
        location=meeting.venue,
        url="",
        description="The papers have not been issued yet.",
    )


def written(entry: Entry) -> bytes:
    """One VEVENT. No alarm: whether to be woken is the reader's own affair."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("last-modified", entry.stamp)
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.starts + LASTS)
    event.add("status", entry.status)
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT" if entry.status == "CANCELLED" else "OPAQUE")
    if entry.url:
        event.add("url", entry.url)
    return event.to_ical()


# A public event is made once for each version of its notice. Nothing is served from here that is not live: the key
# is what a live row says.
kept = lru_cache(maxsize=KEPT)(written)


def calendar(entries: Iterable[Entry], *, name: str, is_public: bool) -> bytes:
    """The whole file. What is not public is written anew each time and kept nowhere."""
    write = kept if is_public else written
    return b"".join((_head(name).removesuffix(END), *map(write, entries), END))


@lru_cache(maxsize=8)
def _head(name: str) -> bytes:
    cal = Calendar()
    cal.add("version", "2.0")
    cal.add("prodid", f"-//{host()}//Meetings//EN")
    cal.add("calscale", "GREGORIAN")
    cal.add("method", "PUBLISH")
    cal.add("name", name)
    cal.add("x-wr-calname", name)
    cal.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    cal.add_component(_london())
    return cal.to_ical()


def _london() -> Timezone:
    """Summer time by its rule, so that it holds for every year (Summer Time Order 2002: last Sundays, one o'clock GMT)."""
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    # Local hours without a zone, as the RFC wants them; the first of each kind since the rule holds.
    first, last = datetime(1996, 3, 31, 1), datetime(1996, 10, 27, 2)  # noqa: DTZ001
    for part, offsets, name, begins in (
        (TimezoneDaylight(), (0, 1), "BST", first),
        (TimezoneStandard(), (1, 0), "GMT", last),
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=offsets[0]))
        part.add("tzoffsetto", timedelta(hours=offsets[1]))
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1su"})
        zone.add_component(part)
    return zone
