"""When and where a meeting is, and what becomes of it: what the clerk types."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from pcc_portal.web.forms import DayField, PortalForm


def _hour(**more: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


def _reason(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), help_text=hint)


class DayForm(PortalForm):
    """A day, an hour and a place. Two questions are asked only of a day that needs them."""

    ASKED: ClassVar[tuple[str, ...]] = ("off_day", "afterwards")

    held_on = DayField(label="Date")
    starts_at = _hour(label="Starts at")
    venue = forms.CharField(label="Venue", max_length=300)
    off_day = forms.BooleanField(label="It is meant: hold it on this day", required=False)
    afterwards = forms.BooleanField(label="This day is past: record it afterwards", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.ASKED:
            if name not in self.data:
                del self.fields[name]

    def ask(self, name: str, why: object) -> None:
        """Show the question with the reason for it; what was typed stands."""
        self.fields[name] = self.base_fields[name]
        self.refuse(why, name)

    def clean_held_on(self) -> date | None:
        """Not for a day that nobody can plan."""
        day: date | None = self.cleaned_data["held_on"]
        if day and day > timezone.localdate() + timedelta(days=3 * 366):
            raise forms.ValidationError("This day is more than three years away. Check the year.")
        return day


class CallMeeting(DayForm):
    webcast_url = forms.URLField(
        label="Webcast",
        required=False,
        assume_scheme="https",
        help_text="A public link. It can be added later.",
    )
    how = forms.ChoiceField(
        label="Who is to know?",
        choices=[
            ("plan", "Nobody yet: plan it, and call it later"),
            ("call", "Everyone: give public notice of the time and place now"),
        ],
        widget=forms.RadioSelect,
        initial="plan",
        required=False,
    )


class MoveMeeting(DayForm):
    """Another day, hour or place; or a day that is not known yet."""

    held_on = DayField(label="New date", required=False)
    is_open = forms.BooleanField(label="The new date is not known yet", required=False)
    reason = _reason("Reason", "Everyone reads it, at the top of the meeting’s page.")
    notice_reason = forms.CharField(
        label="Reason for short notice",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Published with the notice. Only needed where the new date is fewer clear days away than the rule.",
    )

    field_order = ["held_on", "off_day", "afterwards", "is_open", "starts_at", "venue", "reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("held_on") and not data.get("is_open") and "held_on" not in self.errors:
            self.add_error("held_on", "Give the new date, or say that it is not known yet.")
        return data


class MovePlanned(DayForm):
    """A date that nobody else knows needs no reason."""


class BreakOff(MoveMeeting):
    """What was not dealt with, and when the meeting goes on."""

    held_on = DayField(label="It goes on on", required=False)
    is_open = forms.BooleanField(label="That day is not known yet", required=False)
    notice_reason = None  # type: ignore[assignment]  # it goes on from where it was: no new notice is counted
    unfinished = forms.MultipleChoiceField(
        label="What was not dealt with",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="These items keep their papers and are taken when the meeting goes on.",
    )

    field_order = [
        "unfinished",
        "reason",
        "held_on",
        "off_day",
        "afterwards",
        "is_open",
        "starts_at",
        "venue",
    ]

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unfinished"]
        field.choices = lines


class CancelMeeting(PortalForm):
    reason = _reason("Reason", "Everyone reads it, at the top of the meeting’s page.")
