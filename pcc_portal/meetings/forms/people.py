"""A person is picked, never typed where they are known; someone new is added on the spot."""

from typing import Any

from django import forms

from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Organisation, Person
from pcc_portal.meetings.models import Item
from pcc_portal.meetings.models.attendance import AttendanceGroup
from pcc_portal.meetings.queries import people
from pcc_portal.web.forms import PortalForm


class PersonField(forms.ModelChoiceField):
    """Near-namesakes stay apart: each choice says the post or the council too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Who")
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", "Someone new")
        super().__init__(queryset=people.to_pick(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return people.label(obj)


class PickPerson(PortalForm):
    """The fields that name one person; ``who`` is what an action takes."""

    person = PersonField()
    style = forms.CharField(
        label="If new: title", max_length=40, required=False, help_text="Councillor, Mr, Mrs, Ms, Dr"
    )
    given = forms.CharField(label="If new: first name", max_length=80, required=False)
    family = forms.CharField(label="If new: surname", max_length=80, required=False)
    known_as = forms.CharField(
        label="If new, and the name is known already: what tells them apart",
        max_length=120,
        required=False,
        help_text="Such as the ward, the council or the employer.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not (data.get("given") and data.get("family")):
            self.add_error("person", "Choose a person, or give the first name and surname of someone new.")
        return data

    @property
    def who(self) -> Person | NewPerson:
        data = self.cleaned_data
        person: Person | None = data["person"]
        return person or NewPerson(data["given"], data["family"], data["style"], data["known_as"])


class AddAttendee(PickPerson):
    group = forms.ChoiceField(
        label="Listed under",
        choices=[c for c in AttendanceGroup.choices if c[0] != AttendanceGroup.MEMBER],
        initial=AttendanceGroup.OFFICER,
        widget=forms.RadioSelect,
    )
    capacity = forms.CharField(
        label="Printed beside the name",
        max_length=200,
        required=False,
        help_text="Left empty, it is the post that they hold.",
    )
    organisation = forms.ModelChoiceField(
        label="Of", queryset=Organisation.objects.order_by("name"), required=False
    )


class Moves(PortalForm):
    """Came in, or left: at which item, and when if somebody looked at the clock."""

    what = forms.ChoiceField(
        label="What happened?",
        choices=[
            ("come_in", "They came in: there from this item on"),
            ("leave", "They left: they missed this item"),
            ("stay", "Neither: they were there throughout"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they came in or left."},
    )
    item = forms.ModelChoiceField(label="At which item?", queryset=Item.objects.none(), required=False)
    time = forms.TimeField(
        label="When?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="Printed where it is known.",
    )

    def __init__(self, *args: Any, items: Any, titles: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = items
        field.label_from_instance = lambda item: titles[item.pk]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") in {"come_in", "leave"} and not data.get("item"):
            self.add_error("item", "Choose the item.")
        return data
