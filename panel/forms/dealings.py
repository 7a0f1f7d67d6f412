"""What is written down of urgent items, of issues that partnerships bring, and of working groups."""

from datetime import date
from typing import Any

from django import forms

from panel.models import GroupMeeting
from panel.states.dealings import GroupKind, GroupOffice, Reach, ReportKind
from pcc_portal.accounts.models import Organisation, Person
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.meetings.models import Body, Meeting, Sitting
from pcc_portal.meetings.models.seat import SeatOffice
from pcc_portal.meetings.states import AgendaStatus
from pcc_portal.web.forms import DayField, PortalForm


def _words(rows: int = 4, *, most: int = 4000, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


def members_of(body: Body, *, on: date) -> Any:
    """Who sits on a body on a day, by name."""
    seated = Sitting.objects.on(on).filter(seat__body=body).values("person")
    return Person.objects.filter(pk__in=seated).order_by("family", "given", "pk")


class AskUrgency(PortalForm):
    title = forms.CharField(
        label="Title, as it would stand on the agenda",
        max_length=300,
        help_text="It is printed: no private matter in it.",
    )
    why = _words(label="Why it cannot wait for the next meeting", help_text="For the Chair, who decides.")
    asked_for = forms.ModelChoiceField(
        label="Who asks for it",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["asked_for"]
        field.queryset = members_of(meeting.body, on=meeting.held_on)


class DecideUrgency(PortalForm):
    is_agreed = forms.TypedChoiceField(
        label="The Chair is of the opinion that it",
        choices=[("yes", "should be considered as a matter of urgency"), ("no", "can wait")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    opinion = _words(
        3,
        most=400,
        label="By reason of which special circumstances, or why not",
        help_text="It is printed on the agenda and in the minutes (Local Government Act 1972, section 100B(4)(b)).",
    )


class DecideUrgencyFor(DecideUrgency):
    """The clerk sets down what the Chair said, and who was in the chair."""

    chair = forms.ModelChoiceField(label="Who was in the chair", queryset=Person.objects.none())
    field_order = ["chair"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chair"]
        field.queryset = members_of(meeting.body, on=meeting.held_on)
        sits = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body, office=SeatOffice.CHAIR)
        field.initial = sits.values_list("person", flat=True).first()


def partnerships() -> Any:
    return Organisation.objects.filter(kind=OrganisationKind.PARTNER).order_by("name")


class ReceiveIssue(PortalForm):
    partnership = forms.ModelChoiceField(label="Which partnership", queryset=Organisation.objects.none())
    received_on = DayField(label="Received on")
    title = forms.CharField(label="In a few words", max_length=200)
    words = _words(label="What it is")
    reach = forms.ChoiceField(label="Whom it concerns", choices=Reach.choices, widget=forms.RadioSelect)
    implication = _words(
        3,
        most=500,
        label="What it means for the county",
        required=False,
        help_text="What makes it strategic, and more than one local issue. It is printed on the agenda.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["partnership"]
        field.queryset = partnerships()


class AcceptIssue(PortalForm):
    reach = forms.ChoiceField(label="Whom it concerns", choices=Reach.choices, widget=forms.RadioSelect)
    implication = _words(
        3, most=500, label="What it means for the county", help_text="It is printed on the agenda."
    )
    reason = _words(3, label="Why it is for the Panel")


class PassOnIssue(PortalForm):
    reason = _words(3, label="Why it is not for the Panel, and who deals with it")


class AnswerIssue(PortalForm):
    response = _words(label="What was answered")
    responded_on = DayField(label="On")


class PickAgenda(PortalForm):
    meeting = forms.ModelChoiceField(label="Agenda", queryset=Meeting.objects.none())

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = Meeting.objects.filter(body=body, status=AgendaStatus.DRAFT, is_date_fixed=True).pending()
        field: Any = self.fields["meeting"]
        field.queryset = drafts.select_related("body").order_by("held_on")


class SetUpGroup(PortalForm):
    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="What it is", choices=GroupKind.choices, widget=forms.RadioSelect)
    terms = _words(
        label="Terms", help_text="What the Panel has handed to it. They are public, as are its members."
    )
    from_on = DayField(label="From")


class EditGroup(PortalForm):
    terms = _words(label="Terms", help_text="They are public.")
    next_focus = forms.CharField(
        label="What it looks at next", max_length=300, required=False, help_text="For its members alone."
    )


class PlaceInGroup(PortalForm):
    person = forms.ModelChoiceField(label="Member of the Panel", queryset=Person.objects.none())
    office = forms.ChoiceField(label="As", choices=GroupOffice.choices, initial=GroupOffice.MEMBER)
    from_on = DayField(label="From")

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = members_of(body, on=on)


class LastDay(PortalForm):
    last_on = DayField(
        label="Last day", help_text="What is read in the group is closed to them with the day after."
    )


class PlanGroupMeeting(PortalForm):
    held_on = DayField(label="Day")
    starts_at = forms.TimeField(label="Time", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    venue = forms.CharField(label="Where", max_length=300)
    focus = forms.CharField(
        label="What it looks at",
        max_length=300,
        required=False,
        help_text="Left empty: what was agreed last time.",
    )


class KeepFile(PortalForm):
    title = forms.CharField(
        label="What it is",
        max_length=200,
        help_text="As private as the file: only those who read it see its title.",
    )
    file = forms.FileField(
        label="PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text="It is kept as it came, and read as a copy without scripts, attachments and the names in its properties.",
        error_messages={"required": "Choose a PDF.", "empty": "This file is empty. Choose another."},
    )


class AddGroupPaper(PortalForm):
    title = forms.CharField(label="Title", max_length=200)
    source = forms.CharField(label="From whom", max_length=120, required=False)
    words = _words(
        12,
        most=200_000,
        label="What they read",
        help_text="Only the members of the group and the clerks can see it, its title included.",
    )


class WriteGroupNotes(PortalForm):
    present = forms.ModelMultipleChoiceField(
        label="Who was there",
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    notes = _words(
        10, most=50_000, label="What was said", help_text="For the members of the group and the clerks."
    )
    next_focus = forms.CharField(label="What it looks at next", max_length=300, required=False)

    def __init__(self, *args: Any, meeting: GroupMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = meeting.group.places.on(meeting.held_on).values("person")
        field: Any = self.fields["present"]
        field.queryset = Person.objects.filter(pk__in=places).order_by("family", "given", "pk")


class WriteGroupReport(PortalForm):
    kind = forms.ChoiceField(
        label="How the Panel hears it", choices=ReportKind.choices, widget=forms.RadioSelect
    )
    words = _words(
        10,
        most=50_000,
        label="The report",
        required=False,
        help_text="For a paper. It goes to the Panel in public: nothing in it that is for the group alone. An empty line begins a new paragraph.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ReportKind.PAPER and not data.get("words"):
            self.add_error("words", "A paper needs its words.")
        return data
