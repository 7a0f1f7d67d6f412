"""What the clerk writes in the work programme."""

from typing import Any

from django import forms

from panel.states import AboutYear, EventState, NoteState, ReviewState, RowState
from pcc_portal.meetings.models import Body, Item, Meeting
from pcc_portal.web.forms import DayField, PortalForm


def _words(rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **more)


class Line(PortalForm):
    """A form for one line of the programme, filled from the line that it changes."""

    @classmethod
    def shown(cls, row: Any, name: str) -> Any:
        return getattr(row, name)


class ProgrammeItem(Line):
    title = forms.CharField(label="Item", max_length=200)
    about_year = forms.ChoiceField(
        label="Financial year in its title",
        choices=[("", "None"), *AboutYear.choices],
        required=False,
        help_text="The year is worked out from the day of the meeting, so it is never wrong.",
    )
    detail = _words(label="What the Panel will do", required=False)
    meeting = forms.ModelChoiceField(
        label="Meeting", queryset=Meeting.objects.none(), required=False, empty_label="Not timetabled yet"
    )
    waits_for = forms.CharField(
        label="What it waits for",
        max_length=300,
        required=False,
        help_text="Needed while it has no meeting: when the force’s checks are finished.",
    )
    reported_on = DayField(
        label="Last reported", required=False, help_text="Leave it empty for what is new to the Panel."
    )
    origin = forms.CharField(
        label="Where it comes from",
        max_length=300,
        required=False,
        help_text="The resolution, the promise, the law.",
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Meeting.objects.filter(body=body).select_related("body").order_by("held_on")
        field: Any = self.fields["meeting"]
        chosen: Any = self.initial.get("meeting")
        field.queryset = known.pending() | known.filter(pk=chosen.pk) if chosen else known.pending()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("meeting") and not data.get("waits_for") and "meeting" not in self.errors:
            self.add_error("waits_for", "Choose a meeting, or say what it waits for.")
        return data


class Standing(Line):
    title = forms.CharField(label="Standing item", max_length=200)
    cadence = forms.CharField(label="How often", max_length=120, initial="At every meeting")
    detail = _words(label="What it is", required=False)
    bullets = _words(
        12, label="What the Panel expects it to cover", required=False, help_text="One thing a line."
    )

    @classmethod
    def shown(cls, row: Any, name: str) -> Any:
        return "\n".join(row.bullets) if name == "bullets" else getattr(row, name)

    def clean_bullets(self) -> list[str]:
        lines = [line.strip(" \t•-") for line in self.cleaned_data["bullets"].splitlines()]
        if any(len(line) > 300 for line in lines):  # noqa: PLR2004  the column's own length
            raise forms.ValidationError("Keep each line under 300 characters.")
        return [line for line in lines if line]


class ReviewForm(Line):
    topic = forms.CharField(label="Subject", max_length=200)
    members = forms.CharField(label="Members", max_length=300, required=False)
    times_met = forms.IntegerField(label="Times met", min_value=0, max_value=100, initial=0)
    state = forms.ChoiceField(label="State", choices=ReviewState.choices, initial=ReviewState.PENDING)
    next_step = forms.CharField(label="Next step", max_length=300, required=False)
    reported_on = DayField(label="Reported on", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == ReviewState.REPORTED and not data.get("reported_on"):
            self.add_error("reported_on", "Say when it reported.")
        return data


class Recommend(PortalForm):
    words = _words(4, label="What the Panel recommends")
    due_on = DayField(
        label="Response due",
        help_text="The Panel sets a reasonable time (Police Reform and Social Responsibility Act 2011, section 29).",
    )


class Answer(Recommend):
    response = _words(6, label="The Commissioner’s response", required=False)
    responded_on = DayField(label="Came on", required=False)
    acted_on = forms.CharField(
        label="Where it was acted on",
        max_length=300,
        required=False,
        help_text="The decision, the plan’s paragraph, the contract.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("response")) != bool(data.get("responded_on")):
            self.add_error("responded_on", "A response has the day on which it came.")
        if data.get("acted_on") and not data.get("response"):
            self.add_error("response", "Write down the response first.")
        return data


class Note(Line):
    topic = forms.CharField(label="Subject", max_length=200)
    detail = _words(label="What it is to say", required=False)
    wanted_by = forms.CharField(label="Who asked for it", max_length=120, required=False)
    state = forms.ChoiceField(label="State", choices=NoteState.choices, initial=NoteState.WANTED)


class Event(Line):
    name = forms.CharField(label="Event", max_length=200)
    for_whom = forms.CharField(label="For", max_length=200, required=False, initial="All members")
    on = DayField(label="Date", required=False, help_text="Left empty it prints as TBC.")
    starts_at = forms.TimeField(
        label="From", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends_at = forms.TimeField(
        label="To", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="Place", max_length=200, required=False)
    state = forms.ChoiceField(label="State", choices=EventState.choices, initial=EventState.PLANNED)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("starts_at"), data.get("ends_at")
        if end and (start is None or end <= start):
            self.add_error("ends_at", "It ends after it starts.")
        return data


class CloseRow(PortalForm):
    state = forms.ChoiceField(
        label="What became of it",
        choices=[(RowState.DONE, "Done"), (RowState.DROPPED, "Dropped")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is done or dropped."},
    )
    on = DayField(label="On")
    why = forms.CharField(label="In a few words", max_length=300, help_text="Everyone reads it.")


class AsPaper(PortalForm):
    item = forms.ModelChoiceField(
        label="Under which item",
        queryset=Item.objects.none(),
        error_messages={"required": "Choose an item of a draft agenda."},
    )

    def __init__(self, *args: Any, lines: Any, first: Item | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = lines
        field.label_from_instance = lambda item: f"{item.meeting}: {item.public_title}"
        field.initial = first.pk if first else None
