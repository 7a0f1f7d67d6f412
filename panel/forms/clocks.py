"""What the clerk writes down of clocks, precepts and hearings."""

from typing import Any

from django import forms

from panel.models import StatutoryPeriod
from panel.models.clocks import UNITS
from panel.states import STARTED, ClockKind, HearingPost, Recommended, Veto
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.web.forms import DayField, PortalForm
from pcc_portal.workdays.periods import Unit


def _words(rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **more)


def _pounds(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=8, decimal_places=2, **more)


def _votes() -> forms.IntegerField:
    return forms.IntegerField(
        label="Votes for the veto",
        min_value=0,
        max_value=100,
        required=False,
        help_text="Needed for a veto: two thirds of all members in office, present or not.",
    )


class FollowPeriod(PortalForm):
    """The law has changed, or was read wrongly: from a day on it is counted so."""

    from_on = DayField(label="From", help_text="What began before this day goes on as it was counted.")
    unit = forms.ChoiceField(label="How it is counted", choices=UNITS)
    number = forms.IntegerField(label="Days, where days are counted", min_value=0, max_value=400)
    month = forms.IntegerField(label="Month, for a day of the year", min_value=0, max_value=12)
    day = forms.IntegerField(label="Day of that month", min_value=0, max_value=31)
    words = forms.CharField(label="The rule in words", max_length=300)
    source = forms.CharField(label="Where it is written", max_length=300)

    def clean(self) -> dict[str, Any]:
        """It must be countable before anybody relies on it."""
        data = super().clean() or {}
        if not self.errors:
            said = {name: data[name] for name in ("number", "month", "day", "words", "source")}
            try:
                _ = StatutoryPeriod(unit=Unit(data["unit"]), **said).period
            except ValueError:
                self.add_error("unit", "Give the number of days, or a month and a day that there is.")
        return data


class OverrideClock(PortalForm):
    on = DayField(label="The day that holds instead")
    why = _words(label="Why", help_text="It stands beside the day that the rule gives, with your name.")


class StartClock(PortalForm):
    kind = forms.ChoiceField(label="What is to be done", choices=[(k, ClockKind(k).label) for k in STARTED])
    started_on = DayField(
        label="Counted from", help_text="The day on which the Panel was sent or told it, or of the election."
    )
    about = forms.CharField(label="What happened", max_length=200)


class FinishClock(PortalForm):
    on = DayField(label="Done on")


class NotifyPrecept(PortalForm):
    proposed = _pounds("Proposed precept: council tax for a band D property, in pounds")
    on = DayField(label="Notified on")


class ReportPrecept(PortalForm):
    on = DayField(label="Reported on")
    veto = forms.ChoiceField(
        label="What the report says", choices=Veto.choices, widget=forms.RadioSelect, initial=Veto.NONE
    )
    votes = _votes()
    recommended = _pounds("A figure that the Panel recommends", required=False)


class RevisePrecept(PortalForm):
    revised = _pounds("Revised precept")
    on = DayField(label="Responded on")


class ReportPreceptAgain(PortalForm):
    on = DayField(label="Reported on")
    is_rejected = forms.BooleanField(
        label="The Panel rejects the revised figure", required=False, help_text="There is no second veto."
    )


class RespondPrecept(PortalForm):
    on = DayField(label="Responded and published on")


class IssuePrecept(PortalForm):
    issued = _pounds("Precept issued")
    on = DayField(label="Issued on")


class ReceiveNotice(PortalForm):
    """All four facts, or it is no notice yet (PRSRA 2011 schedule 1 paragraph 9)."""

    post = forms.ChoiceField(label="Post", choices=HearingPost.choices)
    received_on = DayField(label="Received on", help_text="The three weeks begin with this day.")
    candidate = forms.CharField(label="Name of the candidate", max_length=120)
    criteria = _words(label="The criteria used")
    why = _words(label="Why the candidate satisfies them")
    terms = _words(label="The terms of the appointment")
    pause_from = DayField(label="Time around an election that is not counted: from", required=False)
    pause_to = DayField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("pause_from"), data.get("pause_to")
        if bool(start) != bool(end) or (start and end and end < start):
            self.add_error("pause_to", "Give both ends of that time, the later one second.")
        return data


class SetHearing(PortalForm):
    meeting = forms.ModelChoiceField(label="Meeting", queryset=Meeting.objects.none())

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["meeting"]
        coming = Meeting.objects.filter(body=body, is_date_fixed=True).pending().select_related("body")
        field.queryset = coming.order_by("held_on")


class ReportHearing(PortalForm):
    on = DayField(label="Reported on")
    recommended = forms.ChoiceField(
        label="The Panel’s recommendation", choices=Recommended.choices, widget=forms.RadioSelect
    )
    votes = _votes()


class DecideHearing(PortalForm):
    on = DayField(label="The Commissioner told the Panel on")
    is_accepted = forms.TypedChoiceField(
        label="The recommendation is",
        choices=[("yes", "accepted"), ("no", "rejected")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
