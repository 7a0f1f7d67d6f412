"""What is set down of an interest that a member declares."""

from typing import Any

from django import forms

from pcc_portal.meetings.models import Attendance, Item
from pcc_portal.meetings.models.interest import InterestKind
from pcc_portal.web.forms import PortalForm


class DeclareInterest(PortalForm):
    """``titles`` names the items by number; ``members`` are those who may declare, one where they do it themselves."""

    person = forms.TypedChoiceField(label="Who", coerce=int)
    item = forms.ModelChoiceField(
        label="In which item?",
        queryset=Item.objects.none(),
        required=False,
        empty_label="In all business of this meeting",
    )
    kind = forms.ChoiceField(
        label="What kind?", choices=InterestKind.choices, widget=forms.RadioSelect, required=True
    )
    matter = forms.CharField(
        label="What it is about",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Printed in the minutes, unless the item is exempt or the interest is sensitive.",
    )
    is_sensitive = forms.BooleanField(
        label="It is a sensitive interest: what it is about is not made public",
        required=False,
        help_text="Only where the Monitoring Officer has agreed that it could lead to violence or intimidation (Localism Act 2011, section 32).",
    )
    dispensation = forms.CharField(
        label="Dispensation",
        required=False,
        max_length=300,
        help_text="Who granted it, and when: then they may take part. Left empty, there is none.",
    )

    def __init__(
        self,
        *args: Any,
        members: list[Attendance],
        items: Any = None,
        titles: dict[Any, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {row.person_id: row.person for row in members}
        who: Any = self.fields["person"]
        who.choices = [(row.person_id, str(row.person)) for row in members]
        if titles is None:
            del self.fields["item"]
        else:
            field: Any = self.fields["item"]
            field.queryset = items
            field.label_from_instance = lambda item: titles[item.pk]
        if len(members) == 1:
            who.widget, who.initial = forms.HiddenInput(), members[0].person_id
