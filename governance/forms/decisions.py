"""What is typed about a decision: the two forms in words, what is withheld and why, when it was taken and by whom."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.actions import words
from governance.models import Decision
from governance.states.decisions import FormKind
from pcc_portal.accounts.models import Holding, Organisation, Person
from pcc_portal.accounts.models.person import PostKind
from pcc_portal.documents.markings import Ground
from pcc_portal.web.forms import DayField, PortalForm

DECIDERS = (PostKind.COMMISSIONER, PostKind.DEPUTY, PostKind.CHIEF_EXECUTIVE)
PRIVATE = {"withheld": "words", "reasons": "reasons"}  # field -> column
FIELDS: tuple[str, ...] = (
    "title",
    "request",
    "decided",
    "finance",
    "equality",
    "is_planned",
    "planned_for",
    "is_duty",
    "published_before_on",
    "is_exempt",
    "ground",
)


class Write(PortalForm):
    """The request form, and later the decision form, in words."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="Public from the moment it is published, also where a part is withheld.",
    )
    request = words("What is asked for, and why", required=False)
    decided = words("What was decided, and why", required=False)
    finance = words("What it costs, and from which money", rows=2, required=False)
    equality = words(
        "Equality",
        rows=3,
        required=False,
        help_text="How regard was had to the public sector equality duty (Equality Act 2010, section 149), or why nothing in it bears on anybody.",
    )
    is_planned = forms.BooleanField(
        label="Show it among the decisions to come",
        required=False,
        help_text="Title, what is asked for and the day are public once the list is published.",
    )
    planned_for = DayField(label="To be decided on, or about", required=False)
    is_duty = forms.BooleanField(
        label="The law sets it as a duty",
        required=False,
        help_text="Then it goes on in the days before an election.",
    )
    published_before_on = DayField(
        label="Published before, elsewhere, on",
        required=False,
        help_text="For decisions that the public read before this register was kept here.",
    )
    is_exempt = forms.BooleanField(label="Something of it is withheld", required=False)
    ground = forms.ChoiceField(
        label="On which ground",
        choices=[("", "Nothing is withheld"), *Ground.choices],
        required=False,
        help_text="The public reads that something is withheld, and this ground.",
    )
    withheld = words("What is withheld", required=False, help_text="Only the office ever reads it.")
    reasons = words(
        "Why it is withheld",
        rows=3,
        required=False,
        help_text="The interests for and against, weighed. Only the office reads it.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("is_exempt"):
            if not said.get("ground"):
                self.add_error("ground", "Choose the ground on which it is withheld.")
            if not said.get("reasons"):
                self.add_error("reasons", "Say why it is withheld.")
        elif said.get("ground") or said.get("withheld"):
            self.add_error("is_exempt", "Tick this where something is withheld, or empty what follows.")
        if said.get("is_planned") and not said.get("planned_for") and "planned_for" not in self.errors:
            self.add_error("planned_for", "Say for when, so that people know by when to speak.")
        return said

    @property
    def public(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def private(self) -> dict[str, str] | None:
        if not self.cleaned_data["is_exempt"]:
            return None
        return {column: self.cleaned_data[name] for name, column in PRIVATE.items()}

    @staticmethod
    def initial_of(row: Decision) -> dict[str, Any]:
        private = getattr(row, "private", None)
        said = {name: getattr(row, name) for name in FIELDS}
        return said | (
            {name: getattr(private, column) for name, column in PRIVATE.items()} if private else {}
        )


class Take(PortalForm):
    taken_on = DayField(label="Taken on")
    taken_by = forms.ModelChoiceField(Person.objects.none(), label="By", empty_label="Choose")
    decided = words(
        "What was decided, and why",
        required=False,
        help_text="Empty where the decision form is added as a PDF.",
    )

    def __init__(self, *args: Any, office: Organisation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Holding.objects.on(on).filter(post__organisation=office, post__kind__in=DECIDERS)
        field = self.fields["taken_by"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.filter(pk__in=held.values("person"))


class Keep(PortalForm):
    title = forms.CharField(label="What it is", max_length=200, help_text="Public where the file is.")
    kind = forms.ChoiceField(label="Which paper it is", choices=FormKind)
    is_exempt = forms.BooleanField(
        label="It is withheld", required=False, help_text="Then neither it nor its title is ever public."
    )
    file = forms.FileField(
        label="PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Choose a PDF.", "empty": "This file is empty. Choose another."},
    )


class Excuse(PortalForm):
    why = words(
        "Why it cannot wait until after the election",
        rows=3,
        missing="Say why it cannot wait.",
        help_text="Printed with the decision, with your name.",
    )


class Refuse(PortalForm):
    reasons = words(
        "What is wrong",
        rows=4,
        missing="Say what is wrong, so that it can be put right.",
        help_text="Read by the office alone.",
    )


class TakeBack(PortalForm):
    reason = words("Why it is taken back", rows=3, missing="Say why.", help_text="The public may read it.")


class Period(PortalForm):
    name = forms.CharField(label="Which election", max_length=120)
    from_on = DayField(label="From")
    to_on = DayField(label="To the end of")
    source = forms.CharField(label="Where it is written", max_length=300)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("from_on"), said.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "The last day cannot lie before the first.")
        return said
