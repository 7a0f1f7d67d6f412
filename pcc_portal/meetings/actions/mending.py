"""Old minutes from Word, put right by somebody who looks at them, or taken back, before they are accepted."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from pcc_portal.accounts.actions import persons
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import BroughtLine, BroughtName, MinutesFile
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.meetings.queries.brought import WhoIs, who_is


class Accepted(Refusal):
    """What became minutes is put right there."""

    def __init__(self) -> None:
        super().__init__("These minutes have been accepted. Put them right where they are written now.")


@transaction.atomic
def put_right(
    file: MinutesFile,
    *,
    held_on: date | None,
    people: Mapping[int, Person | NewPerson | None],
    roles: Mapping[int, str],
    by: User,
    at: datetime,
    private: Collection[int] | None = None,
    who_is: WhoIs = who_is,
) -> MinutesFile:
    """What a person says of it: the day, who somebody is, what a line is, which titles were heard in private.
    ``who_is`` is the body's way to look somebody up.

    Raises Accepted, Namesake.
    """
    file = held(file)
    was, file.held_on = file.held_on, held_on
    file.save(update_fields=["held_on"])
    for name in BroughtName.objects.filter(file=file, pk__in=people):
        who = people[name.pk]
        name.person = persons.known(who, by=by, at=at) if who is not None else None
        name.doubt = "" if name.person is not None else (name.doubt or "Left open.")
        name.save(update_fields=["person", "doubt"])
    for line in BroughtLine.objects.filter(file=file, pk__in=roles):
        if line.role != roles[line.pk] and roles[line.pk] in LineRole:
            line.role, line.parts = roles[line.pk], []
            line.facts = {"text": line.text} | line.facts
            line.save(update_fields=["role", "parts", "facts"])
    if held_on != was:
        _look_again(file, who_is)
    if private is not None:
        _hold_apart(file, private)
    record("meetings.minutes_file.put_right", subject=file, by=by, at=at, names=len(people), lines=len(roles))
    return file


@transaction.atomic
def drop(file: MinutesFile, *, by: User, at: datetime) -> None:
    """The wrong file: its lines are forgotten, as if it had never been brought in. Raises Accepted."""
    file = held(file)
    record("meetings.minutes_file.dropped", subject=file, by=by, at=at, sha256=file.sha256)
    file.delete()


def _hold_apart(file: MinutesFile, private: Collection[int]) -> None:
    """What stands under a title goes with it, but for the line that says when the meeting rose."""
    title, changed = None, []
    for line in file.lines.all():
        if line.role in {LineRole.ITEM, LineRole.PART}:
            title = line if line.is_exempt != (line.pk in private) else None
        if title is not None and not line.facts.get("rose") and line.role != LineRole.CLOSING:
            line.is_exempt = title.pk in private
            changed.append(line)
    BroughtLine.objects.bulk_update(changed, ["is_exempt"], batch_size=1_000)


def _look_again(file: MinutesFile, who_is: WhoIs) -> None:
    """Another day, other people: whoever nobody has settled is looked for anew."""
    names = {name.words: name for name in file.names.filter(person__isnull=True)}
    people = [row for line in file.lines.all() for row in line.facts.get("people", ())]
    for words, match in who_is(names, people, file.body, on=file.held_on).items():
        names[words].person, names[words].doubt = match.person, match.doubt[:300]
    BroughtName.objects.bulk_update(names.values(), ["person", "doubt"], batch_size=1_000)
    if file.held_on is not None:
        file.findings.filter(name="no-date").delete()


def held(file: MinutesFile) -> MinutesFile:
    """Under its lock, and not accepted yet. Raises Accepted."""
    row = MinutesFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if row.meeting_id is not None:
        raise Accepted
    return row
