"""What is written down of a complaint about the Commissioner, at each of its steps."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from panel.models.complaint import NEVER_NAMED
from panel.states.complaints import AboutWhom, ComplaintKind, NotRecorded, Otherwise
from pcc_portal.accounts.models import RoleGrant
from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.web.forms import DayField, MakingForm, PortalForm

ONLY_NAMED = "Only the people who are named in it read this."


def _words(rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=20_000, **more)


class PickHolder(forms.ModelChoiceField):
    """Somebody by what they hold: the naming ends when the role does."""

    def label_from_instance(self, obj: RoleGrant) -> str:
        return f"{obj.user}, {obj.get_role_display()}, {obj.organisation}"


def to_name(*, on: date) -> Any:
    """Who may be named: everyone with a role of today, but for the Commissioner and those who have no part in it."""
    rows = RoleGrant.objects.on(on).exclude(role__in=NEVER_NAMED).filter(user__is_active=True)
    above = RoleGrant.objects.on(on).filter(role=Role.COMMISSIONER)
    rows = rows.exclude(user__in=above.values("user")).select_related("user__person", "organisation")
    return rows.order_by("user__person__family", "user__person__given", "pk")


class ReceiveComplaint(MakingForm):
    kind = forms.ChoiceField(
        label="What came in",
        choices=ComplaintKind.choices,
        widget=forms.RadioSelect,
        initial=ComplaintKind.COMPLAINT,
    )
    about = forms.ChoiceField(
        label="About whom",
        choices=AboutWhom.choices,
        widget=forms.RadioSelect,
        initial=AboutWhom.COMMISSIONER,
    )
    received_on = DayField(label="Received on")
    subject = forms.CharField(label="In a few words", max_length=200, help_text=ONLY_NAMED)
    words = _words(
        6, label="What is complained of", help_text="In the complainant’s own words where you have them."
    )
    name = forms.CharField(label="Name of the complainant", max_length=120, required=False)
    contact = _words(3, label="How to reach them", required=False)
    other = PickHolder(
        label="Who else is to read it",
        queryset=RoleGrant.objects.none(),
        required=False,
        help_text="You are named yourself. Name a second person, so that nobody’s absence stops a clock. You can name more later.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = to_name(on=timezone.localdate())


class NamePerson(PortalForm):
    grant = PickHolder(
        label="Who is to read it",
        queryset=RoleGrant.objects.none(),
        help_text="Everyone else, in the Commissioner’s office and on the Panel, cannot see that there is a complaint. They get an e-mail that says that something waits, and not what.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["grant"]
        field.queryset = to_name(on=timezone.localdate())


class Step(PortalForm):
    """A day, and words that may be left out."""

    on = DayField(label="On")
    words = _words(label="In your words", required=False, help_text=ONLY_NAMED)


class SaidStep(PortalForm):
    """A day, and why or how."""

    on = DayField(label="On")
    words = _words(label="In your words", help_text=ONLY_NAMED)


class NotRecord(SaidStep):
    ground = forms.ChoiceField(
        label="Why it is not recorded",
        choices=NotRecorded.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a ground: the complainant is told it."},
    )
    field_order = ["ground"]


class HandleOtherwise(SaidStep):
    ground = forms.ChoiceField(
        label="Ground",
        choices=Otherwise.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a ground: the complainant is told it."},
    )
    field_order = ["ground"]


class ComeBack(SaidStep):
    is_returned = forms.TypedChoiceField(
        label="What the IOPC says",
        choices=[
            ("yes", "It sends it back for the Panel to deal with"),
            ("no", "It has dealt with it itself"),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    field_order = ["is_returned"]


class Consider(PortalForm):
    meeting = forms.ModelChoiceField(
        label="Meeting",
        queryset=Meeting.objects.none(),
        help_text="It is heard in private, by word of mouth. Nothing of it goes onto the agenda from here.",
    )
    words = _words(label="In your words", required=False, help_text=ONLY_NAMED)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["meeting"]
        coming = Meeting.objects.filter(body=body, is_date_fixed=True).pending().select_related("body")
        field.queryset = coming.order_by("held_on")


class WriteNote(PortalForm):
    words = _words(
        label="Note",
        help_text="Such as a call, a letter, or where a document is kept. It cannot be changed afterwards.",
    )
