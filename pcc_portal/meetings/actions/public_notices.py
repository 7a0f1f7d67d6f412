"""The public notice of a meeting: when, where, and what became of it. Page, lists, feeds and calendars read this release."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html

from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Meeting, MeetingChange
from pcc_portal.meetings.queries import agenda_of, office_calendar
from pcc_portal.meetings.states import ChangeKind, Life
from pcc_portal.web.templatetags.words import clock_time, clock_words, long_date

KIND = "meetings.notice"
RULE = "LGA 1972 s100A(6)(a): time and place of a meeting"


def name_of(meeting: Meeting) -> str:
    """The body and the day, as the public reads it."""
    day = long_date(meeting.held_on) if meeting.is_date_fixed else "date to be fixed"
    return f"{meeting.naming.name}, {day}"


def publish(meeting: Meeting, *, by: User, at: datetime, rule: str = RULE) -> Release:
    """A new version of the notice, with everything that may be said of the meeting; in the caller's transaction.

    What a calendar calls the sequence of an event is this release's version less one.
    """
    name = name_of(meeting)
    return releases.release(
        KIND,
        subject=meeting,
        collection=meeting.ref,
        title=name,
        rule=rule,
        content=Content(html=format_html("<p>{}</p>", name)),
        facts=_facts(meeting),
        on=meeting.held_on,
        by=by,
        at=at,
    )


def news_of(notice: Release) -> list[str]:
    """What a notice says, as the lines of a mail."""
    facts = notice.facts
    when = f"{notice.title}, {clock_words(facts['starts_at'])}, {facts['venue']}."
    short = f"Why notice is short: {facts['notice_reason']}" if facts["notice_reason"] else ""
    return [line for line in (facts["life_words"] or when, facts["reason"], short) if line]


def again(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Say it anew where it has been said; nothing where the meeting is not public."""
    if Release.objects.live().filter(kind=KIND, subject_id=str(meeting.pk)).exists():
        publish(meeting, by=by, at=at)


def _facts(meeting: Meeting) -> dict[str, Any]:
    changes = list(MeetingChange.objects.filter(meeting=meeting))
    said = changes[0] if changes and changes[0].kind != ChangeKind.CALLED else None
    due = office_calendar().last_day_for_notice(meeting.held_on, meeting.body.notice_days)
    return {
        "body": meeting.naming.name,
        "short": meeting.naming.short_name,
        "path": meeting.path,
        "starts_at": meeting.starts_at.isoformat("minutes"),
        "venue": meeting.venue,
        "webcast_url": meeting.webcast_url,
        "life": str(meeting.life),
        "life_words": _life_words(meeting, said),
        "is_date_fixed": meeting.is_date_fixed,
        "reason": said.reason if said else "",
        "was_on": said.was_on.isoformat() if said else "",
        "was_at": said.was_at.isoformat("minutes") if said else "",
        "was_venue": said.was_venue if said else "",
        "papers_by": due.isoformat(),
        "notice_reason": next((c.notice_reason for c in changes if c.notice_reason), ""),
        "changes": [
            {"kind": c.kind, "words": _told(c), "reason": c.reason, "at": c.at.isoformat()}
            for c in changes
            if c.kind != ChangeKind.CALLED
        ],
        "unfinished": _unfinished(meeting),
    }


def _life_words(meeting: Meeting, said: MeetingChange | None) -> str:
    """Where the meeting stands, in one or two sentences; nothing while all is as it was called."""
    if said is None:
        return ""
    if meeting.life in {Life.HELD, Life.CANCELLED}:
        return f"This meeting {'was held' if meeting.life == Life.HELD else 'is cancelled'}."
    when = f"{long_date(meeting.held_on)}, {clock_time(meeting.starts_at)}, {meeting.venue}"
    if meeting.life == Life.CALLED:
        is_to_be = f"It is now on {when}." if meeting.is_date_fixed else "A new day will be published here."
        return f"This meeting has been moved. {is_to_be}"
    broken = (
        "This meeting was adjourned."
        if meeting.life == Life.ADJOURNED
        else "Too few members came for this meeting to go ahead."
    )
    return f"{broken} It goes on {f'on {when}' if meeting.is_date_fixed else 'on a day that will be published here'}."


def _told(change: MeetingChange) -> str:
    """One line of what happened: "Moved from Thursday 17 September 2026, 2pm, County Hall"."""
    was = f"{long_date(change.was_on)}, {clock_time(change.was_at)}, {change.was_venue}"
    if change.kind == ChangeKind.MOVED:
        return f"Moved from {was}"
    words = {
        ChangeKind.HELD: "Held on",
        ChangeKind.ADJOURNED: "Adjourned on",
        ChangeKind.INQUORATE: "Too few members came on",
        ChangeKind.CANCELLED: "Cancelled; it was to be on",
    }
    return f"{words[ChangeKind(change.kind)]} {was}"


def _unfinished(meeting: Meeting) -> list[dict[str, str]]:
    """Public titles of what was left over; of an agenda that is not public, nothing."""
    if not (meeting.is_issued and meeting.is_broken_off):
        return []
    lines = agenda_of(meeting).walk()
    return [{"number": line.number, "title": line.title} for line in lines if line.item.is_unfinished]
