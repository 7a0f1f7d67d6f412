"""Who is told of a meeting: derived from seats, papers and subscriptions, with the clerk's additions and removals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import ROLE_POWERS, Power
from pcc_portal.audit.log import record
from pcc_portal.meetings.models import ListEntry, Meeting, Paper, Sitting, Subscription, SwitchedOff
from pcc_portal.meetings.states import NEW_PAPERS, NOT_YET_PUBLIC, AnnouncementKind, Audience, Topic

AUTHORS = [role for role, powers in ROLE_POWERS.items() if Power.WRITE_PAPERS in powers]


@dataclass(frozen=True)
class Recipient:
    """One address of a meeting's list, under the first heading that it stands under."""

    email: str
    name: str
    house: str
    audience: Audience
    subscription_id: int | None = None


@dataclass(frozen=True)
class MailingList:
    """Everyone who is told; the members whom no mail reaches because no address of theirs is known; subscribers whose mail came back."""

    recipients: list[Recipient]
    without_address: list[str]
    taken_off: list[ListEntry]
    came_back: list[str]

    def count(self, audience: Audience) -> int:
        return sum(one.audience == audience for one in self.recipients)

    @property
    def groups(self) -> list[tuple[str, list[Recipient]]]:
        """By heading, empty ones left out."""
        found = [(a.label, [r for r in self.recipients if r.audience == a]) for a in Audience]
        return [(label, rows) for label, rows in found if rows]


def list_of(meeting: Meeting, *, kind: AnnouncementKind, on: date) -> MailingList:
    """Members who sit on the day of the meeting, offices with a paper before it, additions, then public subscribers.

    Whoever stands in two of these is written to once, as what comes first. A constant number of queries.
    """
    entries = list(ListEntry.objects.filter(meeting=meeting))
    off = {entry.email for entry in entries if not entry.is_on}
    right = {entry.instead_of: entry.email for entry in entries if entry.instead_of}
    topic = Topic.PAPERS if kind in NEW_PAPERS else Topic.CHANGES
    members, without = _members(meeting, topic, on=max(on, meeting.held_on))
    found: dict[str, Recipient] = {}
    subscribers, came_back = ([], []) if kind in NOT_YET_PUBLIC else _public(meeting)
    for one in (*members, *_officers(meeting, topic, on=on), *_added(entries), *subscribers):
        email = right.get(one.email, one.email)
        found.setdefault(email, replace(one, email=email))
    return MailingList(
        [one for one in found.values() if one.email not in off],
        without,
        [entry for entry in entries if not entry.is_on],
        came_back,
    )


def _wants(topic: Topic) -> Q:
    return ~Q(Exists(SwitchedOff.objects.filter(user=OuterRef("pk"), topic=topic)))


def _members(meeting: Meeting, topic: Topic, *, on: date) -> tuple[list[Recipient], list[str]]:
    """New papers go to every member, whatever they switched off: it is how they are summoned (LGA 1972 Sch 12 para 4)."""
    in_seats = Sitting.objects.on(on).filter(seat__body=meeting.body_id)
    in_place = meeting.attendances.filter(stands_in_for__isnull=False).select_related("person")
    sittings = [(s.person, s.seat.words) for s in in_seats.select_related("person", "seat__nominated_by")] + [
        (row.person, row.capacity) for row in in_place
    ]
    users = User.objects.filter(person__in=[person for person, _ in sittings], is_active=True)
    reached = {user.person_id: user.email for user in users}
    wanted = users if topic == Topic.PAPERS else users.filter(_wants(topic))
    willing = set(wanted.values_list("person_id", flat=True))
    told = [
        Recipient(reached[person.pk], str(person), words, Audience.MEMBER)
        for person, words in sittings
        if person.pk in willing
    ]
    return told, [str(person) for person, _ in sittings if person.pk not in reached]


def _officers(meeting: Meeting, topic: Topic, *, on: date) -> Iterator[Recipient]:
    """Those who write for an office that has a paper before this meeting."""
    offices = Paper.objects.filter(item__meeting=meeting).values("document__organisation")
    willing = User.objects.filter(_wants(topic), is_active=True)
    grants = (
        RoleGrant.objects.on(on)
        .filter(role__in=AUTHORS, organisation__in=offices, user__in=willing)
        .exclude(organisation=meeting.body.organisation_id)
        .select_related("user__person", "organisation")
    )
    for grant in grants:
        yield Recipient(grant.user.email, str(grant.user), str(grant.organisation), Audience.OFFICER)


def _added(entries: list[ListEntry]) -> Iterator[Recipient]:
    for entry in entries:
        if entry.is_on and not entry.instead_of:
            yield Recipient(entry.email, entry.name, entry.house, Audience.ADDED)


def _public(meeting: Meeting) -> tuple[list[Recipient], list[str]]:
    """Subscribers, and the addresses of those who are no longer written to because a mail came back."""
    rows = list(Subscription.objects.filter(body=meeting.body_id).confirmed())
    told = [Recipient(row.email, "", "", Audience.PUBLIC, row.pk) for row in rows if not row.came_back]
    return told, [row.email for row in rows if row.came_back]


def subscription_of(body_id: int, email: str) -> int | None:
    """The key of a subscription that is written to; None for one who has left, or whose mail came back."""
    rows = Subscription.objects.filter(body=body_id, email=email).written_to()
    return rows.values_list("pk", flat=True).first()


@transaction.atomic
def add(meeting: Meeting, *, email: str, name: str, house: str = "", by: User, at: datetime) -> ListEntry:
    """Tell this address too of what is new about this meeting; also one that had been taken off."""
    return _keep(meeting, email, by=by, at=at, is_on=True, name=name, house=house)


@transaction.atomic
def take_off(meeting: Meeting, *, email: str, by: User, at: datetime) -> None:
    """Tell this address no more of this meeting; what somebody added is simply taken back."""
    added = ListEntry.objects.filter(meeting=meeting, email=email.lower(), is_on=True, instead_of="")
    if added.delete()[0]:
        record("meetings.list.taken_off", subject=meeting, by=by, at=at, thread=meeting.ref)
        return
    _keep(meeting, email, by=by, at=at, is_on=False)


@transaction.atomic
def put_right(meeting: Meeting, *, was: str, email: str, by: User, at: datetime) -> None:
    """Write to somebody on the list under another address from now on, as far as this meeting goes."""
    entry = ListEntry.objects.filter(meeting=meeting, email=was, is_on=True).first()
    about = (entry.name, entry.house, entry.instead_of or "") if entry else ("", "", was)
    ListEntry.objects.filter(meeting=meeting, email=was, is_on=True).delete()
    _keep(meeting, email, by=by, at=at, is_on=True, name=about[0], house=about[1], instead_of=about[2])


def _keep(meeting: Meeting, email: str, *, by: User, at: datetime, is_on: bool, **more: str) -> ListEntry:
    """The audit row names no address: it is read by more people than the list is."""
    entry, _ = ListEntry.objects.update_or_create(
        meeting=meeting,
        email=email.lower(),
        defaults={"is_on": is_on, "by": by, "name": "", "house": "", "instead_of": ""} | more,
    )
    kind = "meetings.list.added" if is_on else "meetings.list.taken_off"
    record(kind, subject=meeting, by=by, at=at, thread=meeting.ref)
    return entry
