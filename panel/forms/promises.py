"""What is said of a promise: where it was reported, that it is done, or why nobody waits for it."""

from typing import Any

from django import forms

from pcc_portal.meetings.models import Item, Paper, Promise
from pcc_portal.meetings.states import PaperState, Part
from pcc_portal.web.forms import DayField, PortalForm

# Meetings after the one at which it was made, the next ones first, among which the place is chosen.
MEETINGS = 12


class Report(PortalForm):
    """The place is an item of a later agenda, or a paper of one; a letter or a mail between meetings has none."""

    on = DayField(label="Reported back on")
    place = forms.ChoiceField(
        label="Where",
        required=False,
        help_text="The item or the paper of a later meeting. Leave it empty for what came by letter.",
        error_messages={"invalid_choice": "Choose an item or a paper of a later meeting."},
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = _places(promise)
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, row in self.places.items():
            item = row.item if isinstance(row, Paper) else row
            title = f"Paper: {row.public_title}" if isinstance(row, Paper) else row.public_title
            groups.setdefault(str(item.meeting), []).append((key, title))
        field: Any = self.fields["place"]
        field.choices = [("", "Not at a meeting"), *groups.items()]

    @property
    def where(self) -> dict[str, Any]:
        row = self.places.get(self.cleaned_data["place"])
        return {"paper" if isinstance(row, Paper) else "item": row}


def _places(promise: Promise) -> dict[str, Item | Paper]:
    """Open items of later agendas with their open papers, in the order of the agenda. Two queries."""
    said = promise.entry.minutes.meeting
    later = Item.objects.filter(
        meeting__body=said.body, meeting__held_on__gt=said.held_on, part=Part.OPEN
    ).select_related("meeting__body")
    items = list(later.order_by("meeting__held_on", "position"))
    days = sorted({item.meeting.held_on for item in items})[:MEETINGS]
    items = [item for item in items if item.meeting.held_on in days]
    papers: dict[Any, list[Paper]] = {}
    rows = Paper.objects.filter(item__in=items, state=PaperState.IN, document__exemption__isnull=True)
    for paper in rows.order_by("position"):
        papers.setdefault(paper.item_id, []).append(paper)
    found: dict[str, Item | Paper] = {}
    for item in items:
        found[f"item-{item.pk}"] = item
        for paper in papers.get(item.pk, []):
            paper.item = item
            found[f"paper-{paper.pk}"] = paper
    return found


class Finish(PortalForm):
    on = DayField(label="Done on")


class Drop(PortalForm):
    reason = forms.CharField(
        label="Why nobody waits for it any more",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why nobody waits for it any more."},
    )
    reason_is_public = forms.BooleanField(
        label="The public may read this reason",
        required=False,
        help_text="Tick it only where nothing in it is exempt. Without it the public reads that the promise was dropped.",
    )

    def __init__(self, *args: Any, is_private: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_private:  # nothing of it is public, so there is nothing to ask
            del self.fields["reason_is_public"]
