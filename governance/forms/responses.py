"""What is typed of a response: the Chief Constable's comments, replies, the letter's own words, what it commits to."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.inspections import text
from governance.models import Finding, Inspection
from governance.states.inspections import ReplyKind
from pcc_portal.accounts.access import holders
from pcc_portal.accounts.models import Person
from pcc_portal.accounts.roles import Power
from pcc_portal.web.forms import DayField, PortalForm


class Comment(PortalForm):
    words = text(8, label="The Chief Constable’s comments", required=False)
    has_none = forms.BooleanField(
        label="The Chief Constable has no comments",
        required=False,
        help_text="Tick it where that was said; the published response says so.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "words" in said and bool(said["words"]) == bool(said.get("has_none")):
            self.add_error("words", "Write the comments, or tick that there are none.")
        return said


class WriteReply(PortalForm):
    findings = forms.ModelMultipleChoiceField(
        label="Which findings it answers",
        queryset=Finding.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one finding that this answers."},
    )
    kind = forms.ChoiceField(label="What is answered", choices=ReplyKind.choices, widget=forms.RadioSelect)
    words = text(
        6,
        label="In words",
        help_text="The action, or why there is none. It is printed in the letter.",
        error_messages={"required": "Say which action, or why there is none."},
    )
    due_on = DayField(
        label="By when, where it is proposed",
        required=False,
        help_text="What is proposed is owed to the public from the day on which the letter is published.",
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["findings"]
        field.queryset = Finding.objects.filter(inspection=inspection).order_by("number")
        field.label_from_instance = _one

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("due_on") and said.get("kind") != ReplyKind.PROPOSED:
            self.add_error(
                "due_on",
                "Only an action that is proposed has a day. Take the day out, or choose “Action is proposed”.",
            )
        return said


def _one(row: Finding) -> str:
    return f"{row}: {row.words[:120]}"


class WriteLetter(PortalForm):
    addressee = forms.CharField(label="To", max_length=200)
    copy_to = forms.CharField(label="Copy to", max_length=200)
    reference = forms.CharField(label="Reference", max_length=60, required=False)
    opening = text(
        6,
        label="Opening",
        required=False,
        help_text="Left empty, the letter opens with the usual words about section 55.",
    )
    closing = text(4, label="Closing words", required=False)


class SignedOnPaper(PortalForm):
    person = forms.ModelChoiceField(label="Signed by", queryset=Person.objects.none(), empty_label="Choose")
    signed_on = DayField(label="Signed on")
    kept = forms.CharField(label="Where the signed page is kept", max_length=200)

    def __init__(self, *args: Any, inspection: Inspection, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        signs = holders(Power.SIGN_RESPONSES, inspection.office_id, on=on)
        field.queryset = Person.objects.filter(pk__in=[user.person_id for user in signs])


class Stamp(PortalForm):
    sent_inspectors_on = DayField(label="Sent to the inspectorate on", required=False)
    sent_secretary_on = DayField(label="Sent to the Secretary of State on", required=False)


class Withdraw(PortalForm):
    reason = text(3, most=2000, label="Why it is taken back", help_text="Everyone reads it.")


class AddCommitment(PortalForm):
    words = text(3, most=2000, label="What is undertaken")
    due_on = DayField(label="By when", required=False)


class FinishCommitment(PortalForm):
    on = DayField(label="Done on")


class DropCommitment(PortalForm):
    reason = text(3, most=2000, label="Why nobody waits for it any more", help_text="Everyone reads it.")
