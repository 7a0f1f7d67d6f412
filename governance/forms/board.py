"""What is typed of the Board: the record's head, whom letters mean, the month's focus."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.owners import OwnerField
from pcc_portal.accounts.models import Organisation, Person, Post
from pcc_portal.meetings.queries import people
from pcc_portal.web.forms import DayField, PortalForm

CAPITALS = "Two to six capital letters."


class PeopleField(forms.ModelChoiceField):
    """Near-namesakes stay apart: each choice says the post too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset=people.to_pick(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return people.label(obj)


class KeepRecord(PortalForm):
    """Who took the chair and the minutes, and the next meeting. A wrong day is kept, and flagged."""

    chair = PeopleField(label="In the chair", empty_label="Not said yet")
    minute_taker = PeopleField(label="Minutes taken by", empty_label="Not said yet")
    next_on = DayField(label="Next meeting", required=False, help_text="As it was said at the meeting.")


class Explain(PortalForm):
    """Letters of the minutes: a person, whoever holds a post, or an abbreviation."""

    letters = forms.RegexField(
        r"^[A-Z]{2,6}$", label="Letters", max_length=6, error_messages={"invalid": CAPITALS}
    )
    person = PeopleField(label="They are a person", empty_label="No")
    post = forms.ModelChoiceField(
        label="Or whoever holds a post",
        queryset=Post.objects.select_related("organisation"),
        required=False,
        empty_label="No",
    )
    meaning = forms.CharField(
        label="Or they stand for", max_length=200, required=False, help_text="Printed below the minutes."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [name for name in ("person", "post", "meaning") if data.get(name)]
        if len(given) != 1:
            self.add_error(
                "person", "Choose one of the three: a person, a post, or what the letters stand for."
            )
        return data

    @property
    def who(self) -> tuple[Person | None, Post | None]:
        return self.cleaned_data["person"], self.cleaned_data["post"]


class RowAction(PortalForm):
    """What was undertaken in a row, whose it is, by when."""

    text = forms.CharField(
        label="What is to be done", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    owner = OwnerField()
    due_on = DayField(label="By when", required=False)

    def __init__(self, *args: Any, host: Organisation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(host, on=on)


class FocusTopics(PortalForm):
    """The year's list, pasted or typed: month,year,topic."""

    lines = forms.CharField(
        label="Months and topics",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=20_000,
        help_text="The first line names the columns: month,year,topic. Then a line for each month, as in: April,2027,Road safety",
    )
