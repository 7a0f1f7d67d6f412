"""A year of meetings, and the days that matter to it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from pcc_portal.meetings.models import Body, BodyRule
from pcc_portal.meetings.states import DayKind
from pcc_portal.web.forms import DayField, PortalForm


class PlanYear(PortalForm):
    """A meeting on the same weekday, every so many weeks."""

    MOST_YEARS = 3

    first_on = DayField(label="First meeting", help_text="Its weekday is kept.")
    weeks = forms.IntegerField(label="A meeting every … weeks", min_value=1, max_value=26)
    last_on = DayField(label="None after")
    starts_at = forms.TimeField(
        label="Starts at", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    venue = forms.CharField(label="Venue", max_length=300)

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError("This day is past. Choose a day to come.")
        if day > today + timedelta(days=366 * self.MOST_YEARS):
            raise forms.ValidationError("This day is more than three years away. Check the year.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and not first <= last <= first + timedelta(days=366):
            self.add_error("last_on", "Choose a day within a year of the first meeting.")
        return data


class CountedDays(PortalForm):
    """One number a rule; what it is counted from is the body's standing order and stays."""

    MOST_AHEAD = 60  # working days of a reminder

    remind = forms.CharField(
        label="Authors are reminded: working days before their paper is due",
        required=False,
        help_text="With commas between them, as in 5, 1. Leave it empty to remind nobody.",
    )
    from_on = DayField(
        label="For meetings from",
        required=False,
        help_text="What was changed above holds from this day, and earlier meetings keep what they had. Leave it empty to put a mistake right.",
    )
    source = forms.CharField(
        label="Where the change is written",
        max_length=300,
        required=False,
        help_text="The standing order, or the meeting that agreed it.",
    )

    def __init__(self, *args: Any, rows: list[BodyRule], body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers_due"] = forms.IntegerField(
            label="Papers due: working days before the last day to issue",
            min_value=0,
            max_value=60,
            initial=body.papers_due_days,
        )
        for row in rows:
            self.fields[row.kind] = forms.IntegerField(
                label=f"{row.get_kind_display()}: {row.get_counted_display()}",
                min_value=0,
                max_value=120,
                initial=row.days,
            )
        self.fields["remind"].initial = ", ".join(map(str, body.remind_days))
        self.order_fields(["papers_due", "remind", *(row.kind for row in rows), "from_on", "source"])

    def clean_remind(self) -> list[int]:
        """Each number once, the longest time ahead first."""
        typed = [part.strip() for part in self.cleaned_data["remind"].split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in typed):  # noqa: PLR2004
            raise forms.ValidationError("Write whole numbers with commas between them, as in 5, 1.")
        days = sorted({int(part) for part in typed}, reverse=True)
        if days and days[0] > self.MOST_AHEAD:
            raise forms.ValidationError(f"Remind at most {self.MOST_AHEAD} working days before.")
        return days


class AddDay(PortalForm):
    day = DayField(label="Day")
    name = forms.CharField(label="What it is called", max_length=120)
    kind = forms.ChoiceField(
        label="What it is",
        choices=DayKind.choices,
        help_text="Bank holidays, mourning and closed offices are no working days: every notice is counted anew, and the clerks are told.",
    )
    source = forms.CharField(
        label="Where it is written",
        max_length=300,
        help_text="The proclamation, the order, the notice of poll.",
    )
