"""Change the lines of a draft agenda."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import documents
from pcc_portal.documents.actions.documents import Grounds
from pcc_portal.meetings.actions.drafts import Refusal, hold, new_key, pressed_before
from pcc_portal.meetings.models import Entry, Item, Meeting, PrivateTitle, Supplement
from pcc_portal.meetings.states import ItemKind, Part

EXCLUSION_TITLE = "Reports containing exempt information"
LAST = 2_000_000_000  # behind every other line, until the lines are laid out again


class NotWhileItHasPapers(Refusal):
    """A line with papers is not removed, nor one that minutes stand under: move or remove its papers first."""


class NotUnderThis(Refusal):
    """Sub-items stand under an open main item of the same meeting, and nowhere else."""


class CannotBeExempt(Refusal):
    """A line that stands for others, or for the resolution itself, does not go to the exempt part."""


class NotInThisRow(Refusal):
    """The line it was put down before stands elsewhere now, or is gone."""

    def __init__(self) -> None:
        super().__init__(
            "The agenda has changed since you opened the page. Look where it stands now, and move it again."
        )


class KeptByTheAgenda(Refusal):
    """The resolution to exclude the public comes and goes with what is exempt; nobody adds or removes it by hand."""

    def __init__(self) -> None:
        super().__init__(
            "The resolution to exclude the public stands here as long as something on the agenda is exempt."
        )


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    public_title: str,
    by: User,
    at: datetime,
    purpose: str = "",
    kind: str = ItemKind.PAPERS,
    parent: Item | None = None,
    key: UUID | None = None,
    supplement: Supplement | None = None,
) -> Item:
    """A new open line: a sub-item at the end of its main item, a main item before the resolution to exclude the public.

    The same press again (``key``) gives the line it has made. With a ``supplement`` it is an urgent item of an issued
    agenda. Raises NotUnderThis, KeptByTheAgenda.
    """
    meeting = hold(meeting, at=at, of=supplement)
    if kind == ItemKind.EXCLUSION:
        raise KeptByTheAgenda
    if made := pressed_before(meeting.items.all(), key, public_title=public_title, parent=parent):
        return made
    parent = _open_main(meeting, parent) if parent is not None else None
    siblings = list(Item.objects.filter(meeting=meeting, parent=parent, part=Part.OPEN))
    # The resolution stands among main items alone.
    place = next((n for n, i in enumerate(siblings) if i.kind == ItemKind.EXCLUSION), len(siblings))
    item = Item(meeting=meeting, parent=parent, kind=kind, public_title=public_title, purpose=purpose)
    item.pk, item.position, item.supplement = new_key(Item.objects.all(), key), 0, supplement
    siblings.insert(place, item)
    lay_out(meeting, parent, siblings)
    record("meetings.item.added", subject=item, by=by, at=at, thread=meeting.ref, title=public_title)
    return item


@transaction.atomic
def edit(
    item: Item,
    *,
    public_title: str,
    purpose: str,
    kind: str,
    by: User,
    at: datetime,
    private_title: str | None = None,
) -> Item:
    """New words for a line. The private title stays in its own table and out of the audit; not given, it stays as it is.

    Raises KeptByTheAgenda.
    """
    meeting = hold(item.meeting, at=at, of=item)
    item = Item.objects.get(pk=item.pk)  # as it is now: another clerk may have made it exempt meanwhile
    item.public_title, item.purpose = public_title, purpose
    if item.kind != ItemKind.EXCLUSION:
        if kind == ItemKind.EXCLUSION:
            raise KeptByTheAgenda
        item.kind = kind
    item.save(update_fields=["public_title", "purpose", "kind"])
    if private_title is not None:
        name_in_private(item, private_title if item.is_exempt else "")
    record("meetings.item.edited", subject=item, by=by, at=at, thread=meeting.ref, title=public_title)
    return item


@transaction.atomic
def move(item: Item, *, direction: Literal["up", "down"], by: User, at: datetime) -> Item:
    """One place up or down among its siblings; at the end of the row it stays where it is.

    The meeting's row lock makes two clerks take turns, so numbers stay unique and without gaps.
    """
    meeting, item, siblings = _in_its_row(item, at=at)
    here = siblings.index(item)
    there = here - 1 if direction == "up" else here + 1
    if 0 <= there < len(siblings) and siblings[there].supplement_id == item.supplement_id:
        siblings[here], siblings[there] = siblings[there], siblings[here]
        _moved(meeting, item, siblings, direction, by=by, at=at)
    return Item.objects.get(pk=item.pk)


@transaction.atomic
def place(item: Item, *, before: UUID | None, by: User, at: datetime) -> Item:
    """Put down before one of its siblings, or (None) at the end of its row: what dragging a line means.

    A neighbour is named and not counted to, so that it holds when another clerk has moved something meanwhile.
    Raises NotInThisRow.
    """
    meeting, item, siblings = _in_its_row(item, at=at)
    others = [sibling for sibling in siblings if sibling != item]
    # A line that comes late is put down among those that came with it: what was issued keeps its order.
    own = [n for n, sibling in enumerate(others) if sibling.supplement_id == item.supplement_id]
    there = next((n for n in own if others[n].pk == before), None)
    if there is None and (before is not None or item.supplement_id):
        raise NotInThisRow
    others.insert(len(others) if there is None else there, item)
    if others != siblings:
        _moved(meeting, item, others, "placed", by=by, at=at)
    return Item.objects.get(pk=item.pk)


def _in_its_row(item: Item, *, at: datetime) -> tuple[Meeting, Item, list[Item]]:
    """The line as it is now, among those with which it can change places."""
    meeting = hold(item.meeting, at=at, of=item)
    item = Item.objects.get(pk=item.pk)
    return meeting, item, list(Item.objects.filter(meeting=meeting, parent_id=item.parent_id, part=item.part))


def _moved(meeting: Meeting, item: Item, row: list[Item], how: str, *, by: User, at: datetime) -> None:
    lay_out(meeting, item.parent, row)
    facts = {"title": item.public_title, "direction": how}
    record("meetings.item.moved", subject=item, by=by, at=at, thread=meeting.ref, **facts)


@transaction.atomic
def remove(item: Item, *, by: User, at: datetime) -> None:
    """Raises NotWhileItHasPapers: what someone wrote does not vanish with a line. Raises KeptByTheAgenda."""
    meeting = hold(item.meeting, at=at, of=item)
    if item.kind == ItemKind.EXCLUSION:
        raise KeptByTheAgenda
    if Entry.objects.filter(item__in=[item, *item.children.all()]).exists():
        raise NotWhileItHasPapers("The minutes say something under this item. It stays on the agenda.")
    if item.papers.exists() or item.children.filter(papers__isnull=False).exists():
        raise NotWhileItHasPapers("This item has papers. Remove them first, or move them to another item.")
    record("meetings.item.removed", subject=item, by=by, at=at, thread=meeting.ref, title=item.public_title)
    item = Item.objects.select_related("parent", "exemption").get(pk=item.pk)
    parent, part, exemption = item.parent, item.part, item.exemption
    item.delete()
    if exemption is not None:
        documents.end(exemption, by=by, at=at)
    lay_out(meeting, parent, list(Item.objects.filter(meeting=meeting, parent=parent, part=part)))
    see_to_exclusion(meeting, item.supplement)


@transaction.atomic
def exempt(item: Item, grounds: Grounds, *, by: User, at: datetime, private_title: str = "") -> Item:
    """Move a line to the exempt part, with its reasons; the resolution to exclude the public appears by itself.

    LGA 1972 s100A(4)-(5), s100B(2). A sub-item becomes a line of its own there. Made exempt again, the new grounds
    stand and the old ones end. Raises CannotBeExempt.
    """
    meeting = hold(item.meeting, at=at, of=item)
    item = _fresh(item)
    if item.kind == ItemKind.EXCLUSION:
        raise CannotBeExempt("This is the resolution to exclude the public: it is passed in public.")
    if item.children.exists():
        raise CannotBeExempt(
            "This item has sub-items, which would stay open. Make each of them exempt, or remove them first."
        )
    old_parent, old_grounds = item.parent, item.exemption
    item.exemption = documents.exempt(grounds, by=by, at=at)
    if old_grounds is None:
        item.part, item.parent = Part.EXEMPT, None
        item.position = LAST
    item.save(update_fields=["exemption", "part", "parent", "position"])
    if old_grounds is not None:
        documents.end(old_grounds, by=by, at=at)
    name_in_private(item, private_title)
    lay_out(
        meeting, old_parent, list(Item.objects.filter(meeting=meeting, parent=old_parent, part=Part.OPEN))
    )
    lay_out(meeting, None, list(Item.objects.filter(meeting=meeting, parent=None, part=Part.EXEMPT)))
    see_to_exclusion(meeting, item.supplement)
    words = list(item.exemption.paragraphs)
    record("meetings.item.exempted", subject=item, by=by, at=at, thread=meeting.ref, paragraphs=words)
    return item


@transaction.atomic
def open_up(item: Item, *, by: User, at: datetime) -> Item:
    """Back to the open part, before the resolution; the exemption ends and its private title goes. Open already, it stays put."""
    meeting = hold(item.meeting, at=at, of=item)
    item = _fresh(item)
    if item.exemption is None:
        return item
    ended, item.exemption, item.part = item.exemption, None, Part.OPEN
    item.position = LAST
    item.save(update_fields=["exemption", "part", "position"])
    documents.end(ended, by=by, at=at)
    name_in_private(item, "")
    tops = list(Item.objects.filter(meeting=meeting, parent=None, part=Part.OPEN).exclude(pk=item.pk))
    at_end = next((n for n, i in enumerate(tops) if i.kind == ItemKind.EXCLUSION), len(tops))
    lay_out(meeting, None, [*tops[:at_end], item, *tops[at_end:]])
    see_to_exclusion(meeting, item.supplement)
    record("meetings.item.opened", subject=item, by=by, at=at, thread=meeting.ref)
    return item


def see_to_exclusion(meeting: Meeting, supplement: Supplement | None = None) -> None:
    """Keep the resolution in step with what is exempt, item or single paper; within the caller's hold on the agenda.

    What a ``supplement`` makes necessary comes with it, and goes with it; what was issued stays. The Board has none.
    """
    needed = meeting.is_under_part_va and (
        Item.objects.filter(meeting=meeting, part=Part.EXEMPT).exists()
        or Item.objects.filter(meeting=meeting, papers__document__exemption__isnull=False).exists()
    )
    there = Item.objects.filter(meeting=meeting, kind=ItemKind.EXCLUSION).first()
    if needed and there is None:
        tops = list(Item.objects.filter(meeting=meeting, parent=None, part=Part.OPEN))
        line = Item(meeting=meeting, kind=ItemKind.EXCLUSION, public_title=EXCLUSION_TITLE, position=0)
        line.supplement = supplement
        lay_out(meeting, None, [*tops, line])
    elif there is not None and not needed and there.supplement == supplement:
        there.delete()
        lay_out(meeting, None, list(Item.objects.filter(meeting=meeting, parent=None, part=Part.OPEN)))


def _open_main(meeting: Meeting, parent: Item) -> Item:
    """The main item as it is now. What stands under an exempt one would be printed in public."""
    found = (
        Item.objects.filter(pk=parent.pk, meeting=meeting, parent=None, part=Part.OPEN)
        .exclude(kind=ItemKind.EXCLUSION)
        .first()
    )
    if found is None:
        raise NotUnderThis("Sub-items stand under an open item of this agenda. Choose another one.")
    return found


def _fresh(item: Item) -> Item:
    rows = Item.objects.select_for_update(of=("self",))
    return rows.select_related("exemption", "parent", "supplement").get(pk=item.pk)


def name_in_private(item: Item, title: str) -> None:
    if title:
        PrivateTitle.objects.update_or_create(item=item, defaults={"title": title})
    else:
        PrivateTitle.objects.filter(item=item).delete()


def lay_out(meeting: Meeting, parent: Item | None, siblings: list[Item]) -> None:
    """Write positions 1..n in the order given; the unique constraint is checked at commit.

    Exempt lines count on after the open ones, so that one sequence orders the whole agenda.
    """
    if parent is None:
        parts = {i.part for i in siblings}
        others = list(
            Item.objects.filter(meeting=meeting, parent=None).exclude(pk__in=[i.pk for i in siblings])
        )
        open_ones = siblings if parts == {Part.OPEN} else [i for i in others if i.part == Part.OPEN]
        exempt_ones = siblings if parts == {Part.EXEMPT} else [i for i in others if i.part == Part.EXEMPT]
        siblings = [*open_ones, *exempt_ones]
    for position, item in enumerate(siblings, start=1):
        if item._state.adding:  # noqa: SLF001  a new line takes its place with the others
            item.position = position
            item.save()
        elif item.position != position:
            item.position = position
            item.save(update_fields=["position"])
