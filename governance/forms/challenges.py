"""What is typed about a formal challenge: the letter, the answer, what was said of it, what of it is public."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.actions import words
from governance.forms.owners import OwnerField
from governance.states.challenges import LetterKind
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.web.forms import DayField, PortalForm

MEETINGS = 12


class WriteChallenge(PortalForm):
    subjects = forms.CharField(
        label="What it is about",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="One subject a line: recorded crime, sickness, road safety.",
        error_messages={"required": "Say what it is about."},
    )
    owner = OwnerField(label="To whom", help_text="To a post: whoever holds it on the day answers.")
    written_on = DayField(label="Date of the letter")
    due_on = DayField(label="Answer due by")
    letter = words("The letter", rows=10, required=False, help_text="Empty where it is added as a PDF.")

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(body.host, on=on)

    def clean_subjects(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["subjects"].splitlines() if line.strip()]
        if any(len(line) > 120 for line in lines):  # noqa: PLR2004  as long as its column
            raise forms.ValidationError("Keep each subject under 120 letters; the letter says the rest.")
        return lines

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, due = said.get("written_on"), said.get("due_on")
        if first and due and due < first:
            self.add_error("due_on", "It cannot be due before the letter is written.")
        return said


class KeepLetter(PortalForm):
    title = forms.CharField(label="What it is", max_length=200)
    kind = forms.ChoiceField(label="Which letter", choices=LetterKind)
    file = forms.FileField(
        label="PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Choose a PDF.", "empty": "This file is empty. Choose another."},
    )


class Answer(PortalForm):
    received_on = DayField(label="The day it was answered")
    response = words("The answer", rows=10, required=False, help_text="Or add it as a PDF.")
    file = forms.FileField(
        label="PDF",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": "This file is empty. Choose another."},
    )


class Discuss(PortalForm):
    on = DayField(label="On")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="At which meeting", required=False, empty_label="At none"
    )
    words = words("What was said", missing="Say what was said.")

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        recent = Meeting.objects.filter(body=body, held_on__lte=on).order_by("-held_on").values("pk")
        rows = Meeting.objects.filter(pk__in=recent[:MEETINGS])
        field.queryset = rows.select_related("body").order_by("-held_on")


class Publish(PortalForm):
    with_letter = forms.BooleanField(label="The letter is public", required=False)
    with_response = forms.BooleanField(label="The answer is public", required=False)
