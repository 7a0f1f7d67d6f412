"""What the clerk and the administrator type about people."""

from typing import Any

from django import forms
from django.utils import timezone

from panel.forms.membership import (
    AnnualDay,
    CallIn,
    CountBy,
    ListSubstitute,
    NoticeOfInterests,
    RegisterInterest,
    SettleSeat,
)
from pcc_portal.accounts import colours
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Organisation, Person, Post, User
from pcc_portal.accounts.models.person import HoldingKind, PostKind
from pcc_portal.accounts.roles import Role
from pcc_portal.accounts.states import CheckedHow
from pcc_portal.meetings.forms import PickPerson
from pcc_portal.meetings.models import Seat
from pcc_portal.meetings.models.seat import SeatOffice
from pcc_portal.meetings.queries import people
from pcc_portal.web.forms import DayField, PortalForm
from pcc_portal.writing import pictures
from pcc_portal.writing.pictures import Picture

__all__ = [
    "AddAccount",
    "AnnualDay",
    "AskToRestore",
    "BeginTerm",
    "CallIn",
    "CountBy",
    "Delegate",
    "EndRole",
    "EndSitting",
    "EndTerm",
    "FillSeat",
    "FollowOffice",
    "GiveRole",
    "ListSubstitute",
    "NameBody",
    "NoticeOfInterests",
    "OfficeForm",
    "RegisterInterest",
    "SettleSeat",
    "Subscribe",
    "WorkAccount",
]

# Members' roles come and go with their seats and places, those of substitutes with a meeting, never by hand.
BY_SEAT = {Role.PANEL_CHAIR, Role.PANEL_MEMBER, Role.SUBSTITUTE, Role.GROUP_MEMBER}


class FillSeat(PickPerson):
    """A person is picked, or added where they are new; near-namesakes are told apart."""

    office = forms.ChoiceField(label="Office", choices=SeatOffice.choices, initial=SeatOffice.MEMBER)
    from_on = DayField(label="First day")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        kwargs["initial"] = {"from_on": timezone.localdate()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.seat = seat


class EndSitting(PortalForm):
    last_on = DayField(label="Last day", help_text="Their access to the exempt papers ends with this day.")


class AddAccount(PickPerson):
    """For a person who is known already, or for someone new."""

    email = forms.EmailField(label="E-mail", help_text="They sign in with a code sent to this address.")

    field_order = ["email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people.to_pick().filter(user__isnull=True)


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
        role, organisation = data.get("role"), data.get("organisation")
        if role and organisation and not grants.may_be_held(role, organisation):
            self.add_error("organisation", str(grants.NotThere(organisation)))
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
        label="How did you check who they are?",
        choices=CheckedHow.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you checked who they are."},
    )
    words = forms.CharField(
        label="What exactly did you do?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say in your words what you did."},
        help_text="Such as which number you called and what they told you that only they know. Private: only those who may agree read it.",
    )


class Subscribe(PortalForm):
    email = forms.EmailField(
        label="Your e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We write to it once to make sure that it is yours.",
    )


class OfficeForm(PortalForm):
    """What masthead, foot and front sheets say of the office."""

    name = forms.CharField(label="Name", max_length=120)
    publisher = forms.CharField(label="Published by, and under which licence", max_length=300)
    help_name = forms.CharField(label="Whom to call", max_length=120)
    help_role = forms.CharField(label="Their post", max_length=120)
    help_phone = forms.CharField(label="Telephone", max_length=40)
    help_email = forms.EmailField(label="E-mail")
    help_hours = forms.CharField(label="Hours", max_length=120)
    brand = forms.CharField(
        label="Colour of the masthead",
        max_length=7,
        help_text="As in #12355b. White is read on it, so it must be dark enough (4.5 to 1).",
    )
    link = forms.CharField(label="Colour of links", max_length=7, help_text="As in #1457a8. Read on white.")
    logo = forms.FileField(
        label="Logo",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text="PNG or JPEG; a drawing (SVG) can hold a script and is not taken. Left empty, it stays as it is.",
    )

    def clean_brand(self) -> str:
        return self._colour("brand", colours.WHITE)

    def clean_link(self) -> str:
        return self._colour("link", colours.WHITE, colours.BAND)

    def clean_logo(self) -> Picture | None:
        """Taken apart and written again by us."""
        file = self.cleaned_data["logo"]
        if file is None:
            return None
        try:
            return pictures.checked(file.read(pictures.MAX_BYTES + 1))
        except pictures.NotAPicture as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def _colour(self, field: str, *grounds: str) -> str:
        try:
            return colours.checked(self.cleaned_data[field], *grounds)
        except colours.Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class FollowOffice(OfficeForm):
    from_on = DayField(
        label="First day", help_text="The office before it speaks for the last time the day before."
    )
    field_order = ["from_on"]


class NameBody(PortalForm):
    from_on = DayField(
        label="From", help_text="Meetings of that day and later print it; old papers keep the old name."
    )
    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=60)
    signatory = forms.CharField(label="Who signs its agendas", max_length=120, required=False)
    signatory_post = forms.CharField(label="Their post", max_length=200, required=False)


class BeginTerm(PortalForm):
    post = forms.ModelChoiceField(
        label="Post",
        queryset=Post.objects.select_related("organisation").order_by("organisation__name", "title"),
        required=False,
        empty_label="A new post",
    )
    title = forms.CharField(label="If new: title", max_length=120, required=False)
    organisation = forms.ModelChoiceField(
        label="If new: in", queryset=Organisation.objects.order_by("name"), required=False
    )
    post_kind = forms.ChoiceField(
        label="If new: what kind", choices=PostKind.choices, initial=PostKind.OTHER, required=False
    )
    person = forms.ModelChoiceField(label="Who", queryset=Person.objects.order_by("family", "given"))
    kind = forms.ChoiceField(label="Holds it", choices=HoldingKind.choices, initial=HoldingKind.SUBSTANTIVE)
    from_on = DayField(label="First day")
    to_on = DayField(label="Last day, if it is known", required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_person(self) -> Person:
        """A post can bring a role, so nobody gives one to themselves."""
        person: Person = self.cleaned_data["person"]
        if person.pk == self.by.person_id:
            raise forms.ValidationError("Nobody gives a post to themselves. Ask another administrator.")
        return person

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("post") and not (data.get("title") and data.get("organisation")):
            self.add_error("post", "Choose a post, or give the title and the organisation of a new one.")
        return data


class EndTerm(PortalForm):
    last_on = DayField(label="Last day", help_text="What came with it ends with this day.")


class Delegate(PortalForm):
    what = forms.CharField(label="What is delegated", max_length=300)
    to_person = forms.ModelChoiceField(
        label="To a person", queryset=Person.objects.order_by("family", "given"), required=False
    )
    to_post = forms.ModelChoiceField(
        label="Or to whoever holds a post", queryset=Post.objects.order_by("title"), required=False
    )
    from_on = DayField(label="First day")
    to_on = DayField(
        label="Last day", required=False, help_text="Never after the term. Left empty, it ends with it."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("to_person")) == bool(data.get("to_post")):
            self.add_error("to_person", "Name a person or a post, one of the two.")
        return data
