"""What is typed when minutes are sent round, put right, confirmed and signed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models import Entry, Meeting
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.printing.wording import MOST, words_of
from pcc_portal.web.forms import DayField, PortalForm
from pcc_portal.web.templatetags.words import long_date

ANSWERS = [
    (CorrectionState.ACCEPTED, "Accept it: the paragraph will be changed"),
    (CorrectionState.IN_PART, "Accept part of it"),
    (CorrectionState.DECLINED, "Do not accept it"),
    (CorrectionState.TO_MEETING, "Leave it to the meeting that confirms the minutes"),
]
TOO_LONG = "This is %(show_value)s characters long. Up to %(limit_value)s can be kept here."


class ProposeCorrection(PortalForm):
    """Begins with what the paragraph says."""

    words = forms.CharField(
        label="What should it say?",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": False}),
        error_messages={"required": "Write how the paragraph should read.", "max_length": TOO_LONG},
    )
    why = forms.CharField(
        label="Why (if it does not go without saying)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": False}),
        error_messages={"max_length": TOO_LONG},
    )


class AnswerCorrection(PortalForm):
    state = forms.ChoiceField(
        label="Your answer",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer."},
    )
    words = forms.CharField(
        label="In words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        help_text="Needed where it is not accepted as it stands. It is put before the meeting.",
        error_messages={"max_length": TOO_LONG},
    )


class SettleSummary(PortalForm):
    """LGA 1972 s100C(2)."""

    coherent = forms.ChoiceField(
        label="Do the open minutes still make sense without the exempt part?",
        choices=[
            ("yes", "Yes, they are a fair and coherent record"),
            ("no", "No: a summary is printed in them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they do."},
    )
    summary = forms.CharField(
        label="The public summary",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": False}),
        help_text="What everyone may read of the exempt part. Nothing exempt belongs here.",
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("coherent") == "no" and not data.get("summary", "").strip():
            self.add_error("summary", "Write the summary, or say that the minutes make sense without it.")
        return data

    def said(self) -> str:
        return str(self.cleaned_data["summary"]) if self.cleaned_data["coherent"] == "no" else ""


class ConfirmMinutes(PortalForm):
    """By which later meeting, and where it says so."""

    at_meeting = forms.ChoiceField(
        label="Confirmed at the meeting of", error_messages={"required": "Choose the meeting."}
    )
    resolution = forms.ChoiceField(label="By the resolution", required=False)
    without = forms.CharField(
        label="Why no resolution is on record",
        required=False,
        max_length=300,
        help_text="Only where there is none to choose. It is printed below the minutes.",
    )

    def __init__(
        self, *args: Any, meetings: Sequence[Meeting], resolutions: Sequence[Entry], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.resolutions = {str(entry.pk): entry for entry in resolutions}
        fields: Any = self.fields
        fields["at_meeting"].choices = [(pk, long_date(m.held_on)) for pk, m in self.meetings.items()]
        said = [
            (pk, f"{long_date(entry.minutes.meeting.held_on)}: {words_of(entry.block.html)[:120]}")
            for pk, entry in self.resolutions.items()
        ]
        fields["resolution"].choices = [("", "None on record"), *said]
        if not self.is_bound and said:
            self.initial.setdefault("resolution", said[0][0])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        entry = self.resolutions.get(data.get("resolution", ""))
        if entry is None and not data.get("without", "").strip() and "resolution" not in self.errors:
            self.add_error("resolution", "Choose the resolution, or say below why none is on record.")
        if entry is not None and str(entry.minutes.meeting.pk) != data.get("at_meeting"):
            self.add_error("resolution", "This resolution is of another meeting than the one chosen above.")
        return data

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "at_meeting": self.meetings[data["at_meeting"]],
            "resolution": self.resolutions.get(data["resolution"]),
            "without": data["without"],
        }


class SignedOnPaper(PortalForm):
    """Who signed the page, when, and where it is kept."""

    person = forms.ChoiceField(label="Signed by", error_messages={"required": "Choose who signed it."})
    on = DayField(label="On", error_messages={"required": "Say on which day."})
    kept = forms.CharField(
        label="Where the signed page is kept",
        max_length=300,
        error_messages={"required": "Say where the page is kept, so that it can be found."},
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[Person, str]], not_before: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): (person, words) for person, words in people}
        self.not_before = not_before
        fields: Any = self.fields
        fields["person"].choices = [(pk, f"{person}, {words}") for pk, (person, words) in self.people.items()]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.not_before:
            raise forms.ValidationError("This is before the meeting that confirmed them.")
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        return day
