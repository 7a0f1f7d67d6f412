"""What the clerk types about the membership: seats at the annual meeting, substitutes, interests, the quorum."""

from typing import Any

from django import forms

from panel.models import InterestCategory, ListedSubstitute
from panel.queries.register import Entry
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Organisation, Person
from pcc_portal.meetings.forms import PickPerson
from pcc_portal.meetings.models import Body, Declaration, Seat, Sitting
from pcc_portal.meetings.models.attendance import QuorumBase
from pcc_portal.meetings.models.seat import SeatOffice
from pcc_portal.web.forms import DayField, PortalForm


class CountBy(PortalForm):
    """A body's quorum, and whether members who join from afar count."""

    from_on = DayField(label="From", help_text="Meetings of that day and later are counted so.")
    quorum_top = forms.IntegerField(label="A quorum is so many parts", min_value=1, max_value=20, initial=1)
    quorum_bottom = forms.IntegerField(label="Of so many", min_value=1, max_value=20, initial=3)
    quorum_base = forms.ChoiceField(label="Of", choices=QuorumBase.choices, initial=QuorumBase.SEATS)
    quorum_least = forms.IntegerField(label="And never fewer than", min_value=1, max_value=40, initial=3)
    source = forms.CharField(
        label="Where is that written?", max_length=300, help_text="Such as: Rules of procedure, paragraph 8."
    )
    remote_counts = forms.BooleanField(
        label="Members who join from afar count for the quorum", required=False
    )
    remote_votes = forms.BooleanField(label="Members who join from afar may vote", required=False)
    remote_source = forms.CharField(
        label="Which law lets them?",
        max_length=300,
        required=False,
        help_text="The leave of 2020 ended on 7 May 2021. Without a later law they neither count nor vote.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("quorum_top") or 0) > (data.get("quorum_bottom") or 0) > 0:
            self.add_error(
                "quorum_bottom", "A quorum is a part of the members, so this cannot be the smaller number."
            )
        if (data.get("remote_counts") or data.get("remote_votes")) and not data.get("remote_source"):
            self.add_error("remote_source", "Name the law that lets members count from afar.")
        return data


class SettleSeat(PickPerson):
    """One seat at the annual meeting; one form a seat, with a prefix of its own."""

    outcome = forms.ChoiceField(label="At the annual meeting", widget=forms.RadioSelect)
    office = forms.ChoiceField(label="Office", choices=SeatOffice.choices, initial=SeatOffice.MEMBER)

    field_order = ["outcome", "office"]

    def __init__(self, *args: Any, seat: Seat, now: Sitting | None, known: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = f"seat{seat.pk}"
        kwargs["initial"] = {
            "outcome": "confirm" if now else "vacant",
            "office": now.office if now else SeatOffice.MEMBER,
        }
        super().__init__(*args, **kwargs)
        self.seat, self.now = seat, now
        outcome: Any = self.fields["outcome"]
        confirm = [("confirm", f"{now.person} stays")] if now else []
        outcome.choices = [*confirm, ("fill", "Somebody else sits here"), ("vacant", "Vacant")]
        person: Any = self.fields["person"]
        person.choices = known

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") != "fill":
            self.errors.pop("person", None)
        return data

    @property
    def sits(self) -> Person | NewPerson | None:
        """Who sits there from that day on."""
        match self.cleaned_data["outcome"]:
            case "confirm" if self.now:
                return self.now.person
            case "fill":
                return self.who
        return None


class AnnualDay(PortalForm):
    on = DayField(label="Day of the annual meeting", help_text="What is chosen below holds from this day on.")


class NoticeOfInterests(PortalForm):
    """A notice to the Monitoring Officer has come in: on taking the seat, or after a declaration."""

    about = forms.ChoiceField(label="What for?", required=False)
    received_on = DayField(label="Came in on")

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declarations = {str(d.declaration.pk): d.declaration for d in entry.owed if d.declaration}
        about: Any = self.fields["about"]
        told = [(str(d.declaration.pk) if d.declaration else "", d.why.capitalize()) for d in entry.owed]
        about.choices = (
            told if ("", "On taking the seat") in told else [("", "A change of the register"), *told]
        )

    @property
    def declaration(self) -> Declaration | None:
        return self.declarations.get(self.cleaned_data["about"])


class RegisterInterest(PortalForm):
    category = forms.ChoiceField(label="What kind?", choices=InterestCategory.choices)
    words = forms.CharField(
        label="What it is",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Published, unless it is sensitive.",
    )
    address = forms.CharField(
        label="Their home’s address, where it is about that",
        max_length=300,
        required=False,
        help_text="Only the clerk and the member read it; it is never published. Write above what everyone may read, such as “Home in the district”.",
    )
    is_sensitive = forms.BooleanField(
        label="Sensitive: only the clerk and the member read what it is",
        required=False,
        help_text="Where the Monitoring Officer has agreed that it could lead to violence or intimidation (Localism Act 2011, section 32).",
    )
    from_on = DayField(label="Registered on")


class ListSubstitute(PickPerson):
    """Whom a council has named."""

    council = forms.ModelChoiceField(label="Which council?", queryset=Organisation.objects.none())
    from_on = DayField(label="First day on the list")

    field_order = ["council"]

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        councils = Seat.objects.filter(body=body, nominated_by__isnull=False).values("nominated_by")
        field: Any = self.fields["council"]
        field.queryset = Organisation.objects.filter(pk__in=councils).order_by("name")


class CallIn(PortalForm):
    substitute = forms.ModelChoiceField(
        label="Who?",
        queryset=ListedSubstitute.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose somebody of the list."},
    )

    def __init__(self, *args: Any, listed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["substitute"]
        field.queryset = listed
        field.label_from_instance = lambda row: str(row.person)
