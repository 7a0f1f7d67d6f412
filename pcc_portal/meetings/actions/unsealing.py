"""Make public what was exempt: asked by one, agreed by another, done by a job in one transaction.

The issued agenda and the members' part stay as they were issued; what ends is the exemption, and what comes is a release
under the page numbers that the paper has had all along (E3, E4).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import consents, documents, releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Consent, Exemption, Release, Withheld
from pcc_portal.documents.states import ConsentState
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import announcements, asking, seconding
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.actions.reviews import Held, held_by_exemption
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import news, press, reading
from pcc_portal.meetings.printing.binding import Paper
from pcc_portal.meetings.printing.sheets import Source, sources
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import AGREED_TO_RELEASE, AnnouncementKind
from pcc_portal.pdf.assemble import Leaf, assemble
from pcc_portal.pdf.parts import CannotLayOut

RULE = "LGA 1972 Schedule 12A paragraph 10: exempt only so long as the public interest wants it"
PAPER, FILE = "meetings.paper", "meetings.opened_file"


class NotAsItWas(Refusal):
    """The paper is not what was issued, so its pages cannot be let out under their old numbers."""

    fit_to_show = True


@dataclass(frozen=True)
class Opened:
    """One paper as everyone will read it: its web page, and its pages as a file of their own."""

    row: Withheld
    source: Source
    frozen: reading.Frozen
    pdf: bytes
    pages: int


@transaction.atomic
def ask(exemption: Exemption, *, by: User, at: datetime) -> Consent:
    """Ask a second person to agree that this is exempt no longer. Raises NobodyToAsk, documents.NotInForce."""
    held = held_by_exemption(documents.held(exemption))
    meeting = seconding.taken(held.meeting)
    consent = consents.ask(
        AGREED_TO_RELEASE,
        subject=exemption,
        thread=meeting.ref,
        organisation=meeting.body.side,
        fingerprint=seconding.print_of(exemption, held.withheld()),
        what=_words(held),
        by=by,
        at=at,
    )
    asking.tell_seconds(consent, meeting, by=by, at=at)
    return consent


def _words(held: Held) -> str:
    why = held.exemption.named
    rows = [
        f"{held.title}, pages {row.facts['first']} to {row.facts['last']}: to everyone, exempt until now, {why}."
        for row in held.withheld()
    ]
    return "\n".join(rows or [f"{held.title}: no paper was withheld; the exemption ends, {why}."])


@transaction.atomic
def agree(consent: Consent, *, by: User, at: datetime) -> Consent:
    """The second person agrees, and a job makes it public. Raises NotYours, BadMove."""
    consent = seconding.agree(consent, by=by, at=at)
    if consent.is_agreed:
        meeting = Meeting.objects.select_related("body__organisation").get(ref=consent.thread)
        jobs.queue(
            "meetings.open_exempt",
            subject=consent,
            by=consent.asked_by,
            at=at,
            queue="render",
            title="Making a paper public",
            thread=meeting.ref,
            result_url=meeting.path,
            power=Power.ISSUE,
            organisation=meeting.body.organisation,
        )
        asking.tell_asker(consent, by=by, at=at)
    return consent


def let_out(consent: Consent, *, job: Job | None, at: datetime) -> None:
    """The work of the job: the paper laid out anew from what was locked at issue, then everything at once or nothing."""
    consent = Consent.objects.select_related("asked_by", "answered_by").get(pk=consent.pk)
    if consent.state == ConsentState.CARRIED_OUT:
        return
    exemption = Exemption.objects.get(pk=consent.subject_id)
    held = held_by_exemption(exemption)
    opened = _lay_out(held, at=at)
    with transaction.atomic():
        meeting = seconding.taken(held.meeting)
        consent = _still_agreed(consent, exemption, held)
        out = [_release(meeting, exemption, one, consent, at=at) for one in opened]
        documents.end(exemption, by=consent.asked_by, at=at)
        consents.carry_out(consent, at=at)
        record(
            "meetings.exempt.opened",
            subject=exemption,
            by=consent.asked_by,
            at=at,
            thread=meeting.ref,
            papers=len(opened),
            seconded_by=str(consent.answered_by),
        )
        if out:
            _tell(meeting, out, by=consent.asked_by, at=at)
        if job is not None:
            jobs.finish(job, at=at, message="It is public now.", result_url=meeting.path)


def _tell(meeting: Meeting, out: list[Release], *, by: User, at: datetime) -> None:
    """What everyone can read from now on; a mail goes out if it is still there by then."""
    said = [f"“{row.title}”: {news.paper_words(row.facts)}." for row in out]
    announcements.tell(meeting, kind=AnnouncementKind.OPENED, news=said, of=out, by=by, at=at)


def _still_agreed(consent: Consent, exemption: Exemption, held: Held) -> Consent:
    now = seconding.print_of(documents.held(exemption), held.withheld())
    found = consents.agreed(AGREED_TO_RELEASE, exemption, fingerprint=now, by=consent.asked_by)
    if found is None:
        raise NotAsItWas("What was agreed to does not hold any more. Ask again.")
    return found


def _lay_out(held: Held, *, at: datetime) -> list[Opened]:
    rows = {f"p{row.subject_id.replace('-', '')}": row for row in held.withheld()}
    if not rows:
        return []
    agenda = agenda_of(held.meeting)
    found = {source.key: source for source in sources(agenda, private=True)}
    if missing := rows.keys() - found.keys():
        raise NotAsItWas(f"{len(missing)} of the papers cannot be found on the agenda as it was issued.")
    return [_opened(held, row, found[key], at=at) for key, row in rows.items()]


def _opened(held: Held, row: Withheld, source: Source, *, at: datetime) -> Opened:
    """Without the grounds it is an open paper: no private title, no "not for publication" on its pages."""
    source = replace(source, sheet=replace(source.sheet, exemption=None))
    pdf, pages, anchors = source.data, source.pages, {}
    if source.part is not None:
        (laid,) = press.lay_out([source.part], at=at)
        if isinstance(laid, CannotLayOut):
            raise laid
        pdf, pages, anchors = laid.pdf, laid.pages, laid.anchors
    first, last = (int(row.facts[end].removeprefix("E")) for end in ("first", "last"))
    if pages not in {last - first + 1, last - first}:  # a blank side may follow
        raise NotAsItWas("This paper has another number of pages than when it was issued.")
    line = _was_exempt(held, on=at)
    frozen = reading.paper(
        held.meeting,
        Paper(source, pdf, pages),
        (row.facts["first"], row.facts["last"]),
        anchors,
        opened=line,
    )
    leaf = Leaf(
        key=source.key,
        pdf=pdf,
        pages=pages,
        title=row.title,
        series="E"
        if row.facts["first"].startswith("E")
        else "",  # re-marked, it kept the open numbers it had
        number=first,
        place=source.place,
        marking=source.sheet.paper.document.stamp,
    )
    running = f"{held.meeting.naming.name}, {_day(held.meeting.held_on)}. {line}"
    made = assemble([leaf], title=row.title, running=running)
    return Opened(row, source, frozen, made.pdf, pages)


def _was_exempt(held: Held, *, on: datetime) -> str:
    """When and why it was exempt, and since when it is open."""
    since = held.meeting.issued_at
    issued = f"from {_day(timezone.localdate(since))} " if since else ""
    return f"Exempt {issued}under {held.exemption.cited}; open since {_day(timezone.localdate(on))}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _release(
    meeting: Meeting, exemption: Exemption, one: Opened, consent: Consent, *, at: datetime
) -> Release:
    """The paper on the meeting's page, and its pages as a file. Returns the first, of which everyone is told."""
    common: dict[str, Any] = {
        "subject": one.source.sheet.paper,
        "collection": meeting.ref,
        "position": one.row.position,
        "title": one.row.title,
        "rule": RULE,
        "on": meeting.held_on,
        "by": consent.asked_by,
        "seconded_by": consent.answered_by,
        "at": at,
    }
    facts = {
        "item": one.row.facts["item"],
        "first": one.row.facts["first"],
        "last": one.row.facts["last"],
        "marking": one.source.sheet.paper.document.stamp,
        "was_exempt": exemption.named,
    }
    frozen = one.frozen
    page = Content(html=frozen.html, contents=frozen.contents, pages=frozen.pages, files=one.source.assets)
    file = Content(data=one.pdf, suffix=".pdf")
    releases.release(FILE, content=file, facts=facts | {"pages": one.pages}, **common)
    return releases.release(PAPER, content=page, facts=facts, **common)
