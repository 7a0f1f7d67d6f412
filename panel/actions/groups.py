"""Working groups: set up, who is in them, when they meet, what they read, and what they tell the Panel."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from panel.models import GroupMeeting, GroupPaper, GroupPlace, WorkingGroup
from panel.states.dealings import GroupOffice
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Organisation, Person, RoleGrant, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Sitting

KIND = "panel.groups"
RULE = "Rules of procedure: working groups and who is in them"


class NotAMember(Refusal):
    """Only who sits on the Panel can be in a group of it; and nobody twice, nor two in its chair."""


class NotThatDay(Refusal):
    """It meets that day already, or the day does not fit what is done."""


@transaction.atomic
def set_up(
    body: Body, *, name: str, kind: str, terms: str, from_on: date, by: User, at: datetime
) -> WorkingGroup:
    """The Panel sets up a group, with its terms; an organisation of its own is the scope of its members' right."""
    slug = _free_slug(f"{body.slug}-{slugify(name)}"[:46])
    scope = Organisation.objects.create(slug=slug, name=name, kind=OrganisationKind.GROUP)
    said = {"name": name, "kind": kind, "terms": terms, "from_on": from_on}
    group = WorkingGroup.objects.create(body=body, organisation=scope, slug=slug, **said)
    _note("set_up", group, by=by, at=at)
    publish(body, by=by, at=at)
    return group


@transaction.atomic
def edit(group: WorkingGroup, *, terms: str, next_focus: str, by: User, at: datetime) -> WorkingGroup:
    """Its terms, which are public, and what it looks at next, which is not."""
    group = _locked(group)
    group.terms, group.next_focus = terms, next_focus
    group.save(update_fields=["terms", "next_focus"])
    _note("edited", group, by=by, at=at)
    publish(group.body, by=by, at=at)
    return group


@transaction.atomic
def place(
    group: WorkingGroup, person: Person, *, office: str, from_on: date, by: User, at: datetime
) -> GroupPlace:
    """A member of the Panel is in it from a day on, and reads its papers from that day. Raises NotAMember."""
    group = _locked(group)
    if not Sitting.objects.on(from_on).filter(seat__body=group.body, person=person).exists():
        raise NotAMember(f"{person} does not sit on the Panel on that day.")
    live = group.places.filter(to_on__isnull=True)
    if live.filter(person=person).exists() or group.places.on(from_on).filter(person=person).exists():
        raise NotAMember(f"{person} is in this group already.")
    if office == GroupOffice.CHAIR and live.filter(office=GroupOffice.CHAIR).exists():
        raise NotAMember("Somebody chairs this group already. End that place first.")
    row = GroupPlace.objects.create(group=group, person=person, office=office, from_on=from_on)
    if user := User.objects.filter(person=person).first():
        grants.give(
            user,
            role=Role.GROUP_MEMBER,
            organisation=group.organisation,
            from_on=from_on,
            by=by,
            at=at,
            reason=_reason(row),
        )
    _note("placed", group, by=by, at=at, person=str(person))
    publish(group.body, by=by, at=at)
    return row


@transaction.atomic
def leave(row: GroupPlace, *, last_on: date, by: User, at: datetime) -> GroupPlace:
    """The last day in the group, and of the right to read. Raises NotThatDay."""
    group = _locked(row.group)
    if last_on < row.from_on:
        raise NotThatDay("The last day cannot lie before the first.")
    row.to_on = last_on
    row.save(update_fields=["to_on"])
    for grant in RoleGrant.objects.filter(reason=_reason(row), to_on__isnull=True):
        grants.end(grant, last_on=last_on, by=by, at=at)
    _note("left", group, by=by, at=at, person=str(row.person))
    publish(group.body, by=by, at=at)
    return row


@transaction.atomic
def follow_seats(*, at: datetime) -> list[GroupPlace]:
    """Whoever sits on the Panel no more is in no group of it from that day: in the name of who let the groups out last."""
    today = timezone.localdate(at)
    left = []
    for row in GroupPlace.objects.filter(to_on__isnull=True).select_related("group__body", "person"):
        sat = Sitting.objects.filter(seat__body=row.group.body, person=row.person)
        if sat.filter(Q(to_on__isnull=True) | Q(to_on__gte=today)).exists():
            continue
        last_on = sat.aggregate(last=Max("to_on"))["last"] or today
        said = Release.objects.filter(kind=KIND, collection=row.group.body.slug).latest("pk")
        left.append(leave(row, last_on=max(last_on, row.from_on), by=said.released_by, at=at))
    return left


@transaction.atomic
def end(group: WorkingGroup, *, last_on: date, by: User, at: datetime) -> WorkingGroup:
    """Its work is done: every place ends, and with it what was read there. Raises NotThatDay."""
    group = _locked(group)
    if last_on < group.from_on:
        raise NotThatDay("The last day cannot lie before the first.")
    for row in group.places.filter(to_on__isnull=True).select_related("group", "person"):
        leave(row, last_on=max(last_on, row.from_on), by=by, at=at)
    group.ended_on = last_on
    group.save(update_fields=["ended_on"])
    _note("ended", group, by=by, at=at)
    publish(group.body, by=by, at=at)
    return group


@transaction.atomic
def plan(
    group: WorkingGroup, *, held_on: date, starts_at: time, venue: str, focus: str, by: User, at: datetime
) -> GroupMeeting:
    """It meets, in private: no notice is given, and no calendar knows of it. Raises NotThatDay."""
    group = _locked(group)
    if group.meetings.filter(held_on=held_on).exists():
        raise NotThatDay("It meets on that day already.")
    said = {"held_on": held_on, "starts_at": starts_at, "venue": venue}
    row = GroupMeeting.objects.create(group=group, focus=focus or group.next_focus, **said)
    _note("planned", group, by=by, at=at, held_on=held_on.isoformat())
    return row


@transaction.atomic
def add_paper(
    meeting: GroupMeeting, *, title: str, words: str, source: str, by: User, at: datetime
) -> GroupPaper:
    """Something for its members to read. Neither its title nor its words go anywhere else."""
    row = GroupPaper.objects.create(
        meeting=meeting, title=title, words=words, source=source, added_by=by, added_at=at
    )
    _note("paper_added", meeting.group, by=by, at=at, held_on=meeting.held_on.isoformat())
    return row


@transaction.atomic
def remove_paper(row: GroupPaper, *, by: User, at: datetime) -> None:
    """It was added by mistake."""
    group, day = row.meeting.group, row.meeting.held_on.isoformat()
    row.delete()
    _note("paper_removed", group, by=by, at=at, held_on=day)


@transaction.atomic
def write_notes(
    meeting: GroupMeeting,
    *,
    notes: str,
    present: Iterable[Person],
    next_focus: str,
    by: User,
    at: datetime,
) -> GroupMeeting:
    """What was said, who was there, and what it looks at next. Raises NotThatDay."""
    meeting = (
        GroupMeeting.objects.select_for_update(of=("self",)).select_related("group__body").get(pk=meeting.pk)
    )
    if timezone.localdate(at) < meeting.held_on:
        raise NotThatDay("It has not met yet. Notes are written on its day or after it.")
    meeting.notes, meeting.noted_at = notes, at
    meeting.save(update_fields=["notes", "noted_at"])
    meeting.present.set(present)
    meeting.group.next_focus = next_focus
    meeting.group.save(update_fields=["next_focus"])
    _note("noted", meeting.group, by=by, at=at, held_on=meeting.held_on.isoformat())
    return meeting


def publish(body: Body, *, by: User, at: datetime) -> Release:
    """Which groups there are, what for, and who is in them: public, and let out anew with every change of it."""
    on = timezone.localdate(at)
    groups = []
    for group in WorkingGroup.objects.filter(body=body).live():
        places = group.places.on(on).select_related("person")
        names = [f"{row.person}{' (Chair)' if row.is_chair else ''}" for row in places]
        groups.append(
            {"name": group.name, "kind": group.get_kind_display(), "terms": group.terms, "members": names}
        )
    return releases.release(
        KIND,
        subject=body,
        collection=body.slug,
        title=f"Working groups of the {body.named_on(on).name}",
        rule=RULE,
        content=Content(html=render_to_string("panel/released/groups_v1.html", {"groups": groups})),
        on=on,
        by=by,
        at=at,
    )


def _locked(group: WorkingGroup) -> WorkingGroup:
    rows = WorkingGroup.objects.select_for_update(of=("self",))
    return rows.select_related("body", "organisation").get(pk=group.pk)


def _free_slug(first: str) -> str:
    taken = set(Organisation.objects.filter(slug__startswith=first).values_list("slug", flat=True))
    slug, number = first, 1
    while slug in taken:
        number += 1
        slug = f"{first}-{number}"
    return slug


def _reason(row: GroupPlace) -> str:
    return f"group place {row.pk}"


def _note(verb: str, group: WorkingGroup, *, by: User, at: datetime, **facts: str) -> None:
    """That something was done in a group; never what it reads or looks at."""
    record(f"panel.group.{verb}", subject=group, by=by, at=at, thread=group.slug, name=group.name, **facts)
