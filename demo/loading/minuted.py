"""The last meeting fully minuted: who was there, when each item was taken, every entry with its facts."""

from datetime import datetime, timedelta

from demo.content import minuted as content
from demo.content.minuted import Said
from demo.loading.county import County
from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import attendance, entries, minutes, motions
from pcc_portal.meetings.models import Entry, Item, Meeting
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.models.facts import Change
from pcc_portal.meetings.states import ItemKind


def load(county: County, last: Meeting, coming: Meeting) -> int:
    """As the clerk wrote it while the meeting went on. Returns how many entries there are."""
    begins, by = last.begins_at, county.clerk
    people(county, last, at=begins)
    minutes.begin(last, by=by, at=begins)
    items = {item.public_title: item for item in Item.objects.filter(meeting=last)}
    for after, title, said in content.ITEMS:
        item = next(found for name, found in items.items() if name.startswith(title))
        item.meeting = last
        at = begins + timedelta(minutes=after)
        if item.is_exempt:
            excluded(county, last, at=begins + timedelta(minutes=content.EXCLUDED_AFTER))
        minutes.take(item, by=by, at=at)
        for one in said:
            entry_of(county, item, one, coming, at=at + timedelta(seconds=30))
    minutes.rise(last, by=by, at=begins + timedelta(minutes=content.ROSE_AFTER))
    return Entry.objects.filter(minutes__meeting=last).count()


def people(county: County, last: Meeting, *, at: datetime) -> None:
    for status, keys in (
        (AttendanceStatus.PRESENT, content.PRESENT),
        (AttendanceStatus.APOLOGIES, content.APOLOGIES),
    ):
        for key in keys:
            attendance.mark(last, county.persons[key], status=status, by=county.clerk, at=at)
    for group, keys in (
        (AttendanceGroup.OFFICER, content.OFFICERS),
        (AttendanceGroup.OTHER, content.OTHERS),
    ):
        for key in keys:
            attendance.add(last, county.persons[key], group=group, by=county.clerk, at=at)
    speaker, capacity = content.SPEAKER
    attendance.add(
        last,
        county.persons[speaker],
        group=AttendanceGroup.OTHER,
        capacity=capacity,
        by=county.clerk,
        at=at,
    )


def excluded(county: County, last: Meeting, *, at: datetime) -> None:
    """Moved by the Chair; both names were put in a moment later."""
    item = Item.objects.get(meeting=last, kind=ItemKind.EXCLUSION)
    item.meeting = last
    minutes.take(item, by=county.clerk, at=at)
    motion = motions.exclude_the_public(item, by=county.clerk, at=at)
    said = Said("motion", mover="ashdown", seconder="herrick", result="carried")
    _fill_in(county, motion, said, at=at + timedelta(minutes=1))


def entry_of(
    county: County, item: Item, said: Said, coming: Meeting, *, at: datetime, below: Entry | None = None
) -> None:
    """One entry, with what stands below it."""
    by: User = county.clerk
    made = entries.add(
        item,
        kind=said.kind,
        html=said.words,
        speaker=county.persons[said.who] if said.who else None,
        verb=said.verb,
        parent=below,
        by=by,
        at=at,
    )
    if said.mover:
        _fill_in(county, made, said, at=at)
    if said.owner:
        owed = {"by": county.persons[said.owner].pk, "due_meeting": coming.pk}
        changed = {name: Change(None, pk) for name, pk in owed.items()}
        entries.save(made, changed=changed, by=by, at=at)
    for answer in said.answers:
        entry_of(county, item, answer, coming, at=at + timedelta(seconds=40), below=made)


def _fill_in(county: County, made: Entry, said: Said, *, at: datetime) -> None:
    changed = {
        "mover": Change(None, county.persons[said.mover].pk),
        "seconder": Change(None, county.persons[said.seconder].pk),
        "result": Change("", said.result),
        "unanimous": Change(was=False, now=True),
    }
    entries.save(made, changed=changed, by=county.clerk, at=at)
