"""What is typed about an action: what is to be done, how it stands, why it is over."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from governance.forms.owners import OwnerField
from governance.states.actions import Source
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.web.forms import DayField, PortalForm

MEETINGS = 24


def words(label: str, *, rows: int = 4, missing: str = "", **more: Any) -> forms.CharField:
    """Some sentences."""
    said = {"required": missing} if missing else {}
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, error_messages=said, **more
    )


class OpenAction(PortalForm):
    text = words(
        "What is to be done",
        missing="Say what is to be done.",
        help_text="Ask for a result, or for an account of it. How officers are deployed is for the Chief Constable alone (Policing Protocol Order 2023).",
    )
    owner = OwnerField()
    due_on = DayField(
        label="By when",
        required=False,
        help_text="Without a day it stands in the log with a flag until there is one.",
    )
    source = forms.ChoiceField(label="Where it comes from", choices=Source)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="The meeting", required=False, empty_label="None"
    )
    source_words = forms.CharField(
        label="What else it comes from",
        max_length=200,
        required=False,
        help_text="PEEL 2025, recommendation 3; letter of 8 November.",
    )
    raised_on = DayField(
        label="Raised on", required=False, help_text="That of the meeting, where it comes from one."
    )
    is_closed = forms.BooleanField(
        label="It is about something closed",
        required=False,
        help_text="Then only the office and its owner ever read it, and it stands in no open paper.",
    )

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, meeting = self.fields["owner"], self.fields["meeting"]
        assert isinstance(owner, OwnerField)
        assert isinstance(meeting, forms.ModelChoiceField)
        owner.offer(body.host, on=on)
        recent = Meeting.objects.filter(body=body, held_on__lte=on).select_related("body")
        meeting.queryset = Meeting.objects.filter(pk__in=recent.order_by("-held_on").values("pk")[:MEETINGS])
        meeting.queryset = meeting.queryset.select_related("body").order_by("-held_on")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("source") == Source.MEETING and said.get("meeting") is None:
            self.add_error("meeting", "Choose the meeting, or say what else it comes from.")
        elif said.get("source") not in {None, Source.MEETING}:
            if not said.get("source_words"):
                self.add_error("source_words", "Say what it comes from.")
            if said.get("raised_on") is None and "raised_on" not in self.errors:
                self.add_error("raised_on", "Say when it was raised.")
        return said


class Report(PortalForm):
    """How it stands."""

    words = words("How it stands", rows=3, missing="Say how it stands.")
    is_done = forms.BooleanField(
        label="It is done",
        required=False,
        help_text="The Commissioner’s office then closes it, or says what is missing.",
    )
    link = forms.URLField(
        label="A link that shows it",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    file = forms.FileField(
        label="A PDF that shows it",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text="Read by the office and the owner only.",
        error_messages={"empty": "This file is empty. Choose another."},
    )


class End(PortalForm):
    on = DayField(label="On")
    why = words("Why", rows=3, missing="Say why: it stands in the log for good.")


class Reopen(PortalForm):
    why = words("What is still to do", rows=3, missing="Say what is still to do.")


class PutOff(PortalForm):
    due_on = DayField(label="The new day")
    why = words("Why", rows=3, missing="Say why there is another day.")


class PassOn(PortalForm):
    owner = OwnerField(label="The new owner")
    why = words("Why", rows=3, missing="Say why it has another owner.")

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(body.host, on=on)
