"""Asking for papers: of whom, by when, and who is to clear them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.meetings.forms.agenda import GiveBack
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.states import ClearanceKind
from pcc_portal.web.forms import DayField, PortalForm


class PeopleField(forms.ModelChoiceField):
    """Everyone who holds a role today, by family name, with what they are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), **kwargs)

    def offer(self, *, on: date) -> None:
        held = Q(grants__from_on__lte=on) & (Q(grants__to_on__isnull=True) | Q(grants__to_on__gte=on))
        people = User.objects.filter(held, is_active=True).distinct()
        self.queryset = (
            people.select_related("person")
            .prefetch_related("grants")
            .order_by("person__family", "person__given", "email")
        )

    def label_from_instance(self, obj: Any) -> str:
        roles = sorted({grant.get_role_display() for grant in obj.grants.all()})
        return f"{obj}, {', '.join(roles)}"


class AskAuthor(PortalForm):
    """Of whom and by when: somebody with an account here, or somebody outside, who gets a link."""

    WITHOUT: ClassVar[dict[str, str]] = {
        "given": "a first name",
        "family": "a last name",
        "email": "an address",
    }

    author = PeopleField(
        label="Who is to write it?",
        required=False,
        empty_label="Someone without an account",
        help_text="One of the two is needed: somebody with an account, or a first name, last name and e-mail address.",
    )
    given = forms.CharField(label="Without an account: first name", max_length=80, required=False)
    family = forms.CharField(label="Without an account: last name", max_length=80, required=False)
    email = forms.EmailField(
        label="Without an account: e-mail address",
        required=False,
        help_text="Gets a link that opens this one paper. Whoever has the link can write it, so ask those with an account where you can.",
    )
    due_on = DayField(label="Due on")
    brief = forms.CharField(
        label="What it is to say",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only its author and you read this. It is never put into an e-mail.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["author"].offer(on=timezone.localdate())  # type: ignore[attr-defined]
        for name in ("author", *self.WITHOUT):
            self.fields[name].is_one_of = True  # type: ignore[attr-defined]  # the page calls neither optional

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("This day is past. Choose a day to come.")
        if day > self.meeting.held_on:
            raise forms.ValidationError("This is after the meeting. Choose a day before it.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("author") is None and "author" not in self.errors:
            for name, what in self.WITHOUT.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"Choose somebody above, or give {what} here.")
        return data


class AskForPaper(AskAuthor):
    title = forms.CharField(label="Title, as the public reads it", max_length=300)
    author_role = forms.CharField(
        label="From (post)", max_length=200, required=False, help_text="Printed on its cover."
    )
    organisation = forms.ModelChoiceField(
        label="Whose paper is it?",
        queryset=Organisation.objects.all(),
        help_text="Everyone who writes papers of this organisation can see it too.",
    )

    field_order = ["title", "author", "given", "family", "email", "author_role", "organisation", "due_on"]


class ChangeDue(PortalForm):
    due_on = DayField(label="Due on")


class Promise(PortalForm):
    promised_for = DayField(label="I will send it by", error_messages={"required": "Give the day."})

    def clean_promised_for(self) -> date:
        day: date = self.cleaned_data["promised_for"]
        if day < timezone.localdate():
            raise forms.ValidationError("This day is past. Choose a day to come.")
        return day


class WithdrawRequest(PortalForm):
    reason = forms.CharField(
        label="Why is it no longer asked for?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept here for you. The author is told that it is no longer asked for, and not why.",
    )


class Chase(PortalForm):
    """Whom to chase; all who are late, unless one is left out."""

    chosen = forms.MultipleChoiceField(
        label="Who gets a mail",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )

    def __init__(self, *args: Any, late: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = late  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [key for key, _ in late]


class AskClearance(PortalForm):
    kind = forms.ChoiceField(label="Cleared by", choices=ClearanceKind.choices, widget=forms.RadioSelect)
    asked_of = PeopleField(
        label="Who looks at it?",
        required=False,
        empty_label="Someone without an account: I will record the answer",
        help_text="They can read this paper, and see on their page that it waits for them.",
    )
    is_required = forms.BooleanField(
        label="The papers are not to be issued before this one is cleared", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].offer(on=timezone.localdate())  # type: ignore[attr-defined]


class AnswerClearance(PortalForm):
    answer = forms.ChoiceField(
        label="May it go out?",
        choices=[("yes", "Cleared"), ("no", "Not as it stands")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it may go out."},
    )
    words = forms.CharField(
        label="What is wrong, or what you want to be known",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == "no" and not data.get("words"):
            self.add_error("words", "Say what is wrong, so that it can be mended.")
        return data


class WithdrawClearance(PortalForm):
    reason = forms.CharField(
        label="Why is it no longer asked for?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Where the papers were not to be issued without it, they now may be. Your reason is kept.",
    )


class GiveBackAsked(GiveBack):
    """To somebody who was asked for it: back by when."""

    due_on = DayField(label="Due again on")
