"""The public notice of a meeting: when, where, and what became of it. Page, lists, feeds and calendars read this release."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html

from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body, BodyRule, Deferral, Meeting, MeetingChange, NoticeAlert
from pcc_portal.meetings.queries import agenda_of, office_calendar, speaking_closes
from pcc_portal.meetings.states import BackDate, ChangeKind, Life, Regime
from pcc_portal.web.templatetags.words import clock_time, clock_words, long_date

KIND = "meetings.notice"
RULES = {
    Regime.PART_VA: "LGA 1972 s100A(6)(a): time and place of a meeting",
    Regime.SIO: "SI 2011/3050 Sch para 5(a): date, time and place of a meeting",
}


def name_of(meeting: Meeting) -> str:
    """The body and the day, as the public reads it."""
    day = long_date(meeting.held_on) if meeting.is_date_fixed else "date to be fixed"
    return f"{meeting.naming.name}, {day}"


def publish(meeting: Meeting, *, by: User, at: datetime, rule: str = "") -> Release:
    """A new version of the notice, with everything that may be said of the meeting; in the caller's transaction.

    What a calendar calls the sequence of an event is this release's version less one.
    """
    name = name_of(meeting)
    made = releases.release(
        KIND,
        subject=meeting,
        collection=meeting.ref,
        title=name,
        rule=rule or RULES[Regime(meeting.body.regime)],
        content=Content(html=format_html("<p>{}</p>", name)),
        facts=_facts(meeting),
        on=meeting.held_on,
        by=by,
        at=at,
    )
    _follow(meeting, by=by, at=at)
    return made


def _follow(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Pages that say of an item that it is taken here say when that is: they change with this meeting."""
    sources = Meeting.objects.filter(
        deferred_away__item__meeting=meeting, deferred_away__origin__isnull=False
    )
    for source in sources.select_related("body").distinct():
        said = Release.objects.live().filter(kind=KIND, subject_id=str(source.pk)).first()
        if said is not None and said.facts.get("deferred") != _deferred(source):
            publish(source, by=by, at=at)


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


def recount(body: Body, *, by: User, at: datetime) -> None:
    """Say anew, for each coming meeting, what is counted from its day, where that has changed."""
    today = timezone.localdate(at)
    coming = Meeting.objects.pending().filter(body=body, held_on__gte=today).select_related("body")
    said = {r.subject_id: r.facts for r in Release.objects.live().filter(kind=KIND, on__gte=today)}
    for meeting in coming:
        facts = said.get(str(meeting.pk))
        if facts is not None and facts.get("speaking") != _speaking(meeting):
            publish(meeting, by=by, at=at)


def _speaking(meeting: Meeting) -> dict[str, Any]:
    """Until when the public may ask to speak, and for how long, by the body's own rules; nothing where it has none."""
    closes_on = speaking_closes(meeting, office_calendar())
    if closes_on is None:
        return {}
    rules = BodyRule.objects.in_force(meeting.body, on=meeting.held_on)
    notice, slot = rules[BackDate.SPEAKING], rules.get(BackDate.SPEAKING_SLOT)
    return {
        "by": closes_on.isoformat(),
        "days": notice.days,
        "minutes": slot.days if slot else 0,
        "source": notice.source,
    }


def _facts(meeting: Meeting) -> dict[str, Any]:
    changes = list(MeetingChange.objects.filter(meeting=meeting))
    said = changes[0] if changes and changes[0].kind != ChangeKind.CALLED else None
    due = office_calendar().last_day_for_notice(meeting.held_on, meeting.body.notice_days)
    return {
        "body": meeting.naming.name,
        "short": meeting.naming.short_name,
        "regime": str(meeting.body.regime),
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
        "speaking": _speaking(meeting),
        "notice_reason": _why_short(meeting, changes),
        "changes": [
            {"kind": c.kind, "words": _told(c), "reason": c.reason, "at": c.at.isoformat()}
            for c in changes
            if c.kind != ChangeKind.CALLED
        ],
        "unfinished": _unfinished(meeting),
        "deferred": _deferred(meeting),
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


def _deferred(meeting: Meeting) -> list[dict[str, str]]:
    """Where items of an issued agenda went. A meeting that is only planned is named to nobody."""
    gone = {row.origin_id: row for row in _away(meeting)}
    if not gone:
        return []
    rows = []
    for line in agenda_of(meeting).walk():
        if row := gone.get(line.item.pk):
            target = row.item.meeting if row.item else row.to_meeting
            is_public = not target.is_planned
            rows.append(
                {
                    "id": str(line.item.pk),
                    "number": line.number,
                    "title": line.title,
                    "to": f"the meeting of {long_date(target.held_on)}" if is_public else "a later meeting",
                    "path": target.path if is_public else "",
                    "reason": row.reason,
                }
            )
    return rows


def _away(meeting: Meeting) -> QuerySet[Deferral]:
    rows = Deferral.objects.filter(from_meeting=meeting, origin__isnull=False)
    return rows.select_related("item__meeting__body", "to_meeting__body")


def _why_short(meeting: Meeting, changes: list[MeetingChange]) -> str:
    """Why the notice of this day is short: given when it was moved, or when a day off was made known too late."""
    moved = next((change.notice_reason for change in changes if change.notice_reason), "")
    alerts = NoticeAlert.objects.filter(meeting=meeting).exclude(reason="")
    return " ".join(filter(None, [moved, *alerts.values_list("reason", flat=True)]))
