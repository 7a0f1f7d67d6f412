"""What is typed about written questions: the set, a question, an answer, what is taken from a Word file, where it goes."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.actions import words
from governance.forms.owners import OwnerField
from governance.models import Challenge, Inspection, QuestionSet
from governance.states.challenges import ChallengeState
from pcc_portal.meetings.models import Body, Item, Meeting
from pcc_portal.web.forms import DayField, PortalForm

MEETINGS, OTHERS = 12, 20
MOST = 20_000
CHOOSE = {"empty": "This file is empty. Choose another."}


class AboutField(forms.ChoiceField):
    """What a set hangs on: ``meeting-3``, ``inspection-4`` or ``challenge-5``; cleaned to {its name: the row}."""

    def offer(self, body: Body) -> None:
        """Three queries."""
        meetings = Meeting.objects.filter(body=body).select_related("body").order_by("-held_on")
        reports = Inspection.objects.filter(office=body.host).order_by("-published_on")
        letters = Challenge.objects.filter(body=body).exclude(state=ChallengeState.DRAFT)
        self.rows: dict[str, dict[str, Any]] = {}
        groups = [
            ("A meeting of the Board", "meeting", meetings[:MEETINGS]),
            ("The report of an inspection", "inspection", reports[:OTHERS]),
            ("A formal challenge", "challenge", letters[:OTHERS]),
        ]
        choices: list[Any] = [("", "Choose")]
        for label, name, rows in groups:
            found = {f"{name}-{row.pk}": row for row in rows}
            self.rows |= {key: {name: row} for key, row in found.items()}
            choices.append((label, [(key, str(row)) for key, row in found.items()]))
        self.choices = choices

    def clean(self, value: Any) -> Any:
        return self.rows[super().clean(value)]


class GatherQuestions(PortalForm):
    about = AboutField(
        label="What they are about", error_messages={"required": "Choose what the questions are about."}
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="Read by the office and whoever is asked: Questions before the December Board.",
    )
    due_on = DayField(label="Answers due by")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, AboutField)
        field.offer(body)


class RenameSet(PortalForm):
    title = forms.CharField(label="Title", max_length=200)
    due_on = DayField(
        label="Answers due by", help_text="For what has not been put yet; what was put keeps its own day."
    )


class Ask(PortalForm):
    """A question, its heading and whose it is."""

    heading = forms.CharField(
        label="Heading",
        max_length=200,
        help_text="The topic or measure that it stands under in the minutes: Burglary, call handling.",
        error_messages={"required": "Say which topic or measure it is about."},
    )
    words = words(
        "The question",
        missing="Write the question.",
        help_text="Ask for a result, or for an account of it. How officers are deployed is for the Chief Constable alone (Policing Protocol Order 2023).",
    )
    owner = OwnerField(label="Who is to answer")

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(body.host, on=on)


class AnswerIt(PortalForm):
    words = forms.CharField(
        label="The answer",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=MOST,
        required=False,
        help_text="It may stand in the Board’s open minutes.",
    )
    restricted = forms.CharField(
        label="What of it is restricted",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST,
        required=False,
        help_text="For the Board alone: it is held apart and goes into closed rows.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


class Attach(PortalForm):
    title = forms.CharField(label="What it is", max_length=200)
    is_restricted = forms.BooleanField(
        label="It is restricted",
        required=False,
        help_text="Then not even its name stands anywhere but beside the question.",
    )
    file = forms.FileField(
        label="PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Choose a PDF."} | CHOOSE,
    )


class FollowUp(PortalForm):
    words = words("The supplementary question", missing="Write the question.")
    due_on = DayField(label="Answer due by")


class GiveBack(PortalForm):
    why = words("What is missing", rows=3, missing="Say what is missing.")
    due_on = DayField(label="Answer due by")


class Withdraw(PortalForm):
    why = words("Why", rows=3, missing="Say why: it stands beside the question for good.")


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


class IntoMinutes(PortalForm):
    """Under which item of which minutes the answers stand that no item of its own is there for."""

    item = forms.ModelChoiceField(
        Item.objects.none(),
        label="Under which item",
        help_text="A heading that is itself an item of this agenda goes there.",
        error_messages={"required": "Choose the item."},
    )

    def __init__(self, *args: Any, row: QuestionSet, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = items
        field.label_from_instance = _item_of_meeting if row.meeting_id is None else _item


def _item(item: Item) -> str:
    return str(item.public_title)


def _item_of_meeting(item: Item) -> str:
    return f"{item.meeting}: {item.public_title}"


class AsAppendix(PortalForm):
    item = forms.ModelChoiceField(
        Item.objects.none(), label="Under which item", error_messages={"required": "Choose the item."}
    )
    is_closed = forms.BooleanField(
        label="The restricted parts of the answers, and not the open ones",
        required=False,
        help_text="They stand under an item of the closed part alone, marked OFFICIAL-SENSITIVE.",
    )

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = items
        field.label_from_instance = _item_of_meeting
