"""What the clerk and the administrator type about people."""

from typing import Any

from django import forms
from django.utils import timezone

from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.roles import Role
from pcc_portal.accounts.states import CheckedHow
from pcc_portal.meetings.models import Seat
from pcc_portal.meetings.models.seat import SeatOffice
from pcc_portal.web.forms import DayField, PortalForm

# Members' roles come and go with their seats, never by hand.
BY_SEAT = {Role.PANEL_CHAIR, Role.PANEL_MEMBER}


class FillSeat(PortalForm):
    """A person is picked, or added where they are new; a near-namesake is picked by what they are known as."""

    person = forms.ModelChoiceField(
        label="Who",
        queryset=Person.objects.order_by("family", "given"),
        required=False,
        empty_label="Someone new",
    )
    style = forms.CharField(
        label="If new: title", max_length=40, required=False, help_text="Councillor, Mr, Mrs, Ms, Dr"
    )
    given = forms.CharField(label="If new: first name", max_length=80, required=False)
    family = forms.CharField(label="If new: surname", max_length=80, required=False)
    office = forms.ChoiceField(label="Office", choices=SeatOffice.choices, initial=SeatOffice.MEMBER)
    from_on = DayField(label="First day")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        kwargs["initial"] = {"from_on": timezone.localdate()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.seat = seat

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not (data.get("given") and data.get("family")):
            self.add_error("person", "Choose a person, or give the first name and surname of someone new.")
        return data


class EndSitting(PortalForm):
    last_on = DayField(label="Last day", help_text="Their access to the exempt papers ends with this day.")


class AddAccount(PortalForm):
    """For a person who is known already, or for someone new."""

    email = forms.EmailField(label="E-mail", help_text="They sign in with a code sent to this address.")
    person = forms.ModelChoiceField(
        label="Who", queryset=Person.objects.none(), required=False, empty_label="Someone new"
    )
    style = forms.CharField(
        label="If new: title", max_length=40, required=False, help_text="Councillor, Mr, Mrs, Ms, Dr"
    )
    given = forms.CharField(label="If new: first name", max_length=80, required=False)
    family = forms.CharField(label="If new: surname", max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without = Person.objects.filter(user__isnull=True).order_by("family", "given")
        self.fields["person"].queryset = without  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not (data.get("given") and data.get("family")):
            self.add_error("person", "Choose a person, or give the first name and surname of someone new.")
        return data


class GiveRole(PortalForm):
    user = forms.ModelChoiceField(
        label="Account", queryset=User.objects.filter(is_active=True).order_by("email")
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(r, r.label) for r in Role if r not in BY_SEAT],
        help_text="Members get theirs with their seat.",
    )
    organisation = forms.ModelChoiceField(label="In", queryset=Organisation.objects.order_by("name"))
    from_on = DayField(label="First day")
    last_on = DayField(
        label="Last day",
        required=False,
        help_text="For a stand-in: the same day as the first. Left empty, the role goes on until it is ended.",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_user(self) -> User:
        """Who looks after roles reads no papers by giving one to themselves."""
        user: User = self.cleaned_data["user"]
        if user == self.by:
            raise forms.ValidationError("Nobody gives a role to themselves. Ask another administrator.")
        return user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("last_on") and data.get("from_on") and data["last_on"] < data["from_on"]:
            self.add_error("last_on", "The last day cannot lie before the first.")
        return data


class WorkAccount(PortalForm):
    subject = forms.CharField(
        label="Subject (sub) at the sign-in service",
        max_length=255,
        help_text="The lasting id of this person there, not their name or address. They are told by e-mail.",
    )


class EndRole(PortalForm):
    last_on = DayField(label="Last day", help_text="From the next day on, the role gives nothing.")


class AskToRestore(PortalForm):
    """Who asks says how they knew: a second person reads it before anything is taken away."""

    how = forms.ChoiceField(
        label="How did you check who they are?", choices=CheckedHow.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="What exactly did you do?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Such as which number you called and what they told you that only they know. Private: only those who may agree read it.",
    )


class Subscribe(PortalForm):
    email = forms.EmailField(
        label="Your e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We write to it once to make sure that it is yours.",
    )
