"""An item that goes to another meeting, and how a meeting is joined from afar."""

from typing import Any

from django import forms

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Meeting
from pcc_portal.web.forms import PortalForm


class DeferItem(PortalForm):
    to = forms.ModelChoiceField(
        label="To which meeting?",
        queryset=Meeting.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the meeting that takes it."},
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="If the agenda was issued, everyone reads it on the meeting’s page.",
    )
    note = forms.CharField(
        label="Note for the clerks",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Goes with the item. Only those who prepare the agenda ever see it.",
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = meetings  # type: ignore[attr-defined]


class Joining(PortalForm):
    webcast_url = forms.URLField(
        label="Webcast",
        required=False,
        assume_scheme="https",
        help_text="Public: everyone can watch. It stands on the meeting’s page and in calendars.",
    )
    url = forms.URLField(
        label="Link to join",
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text="Private: members, clerks and those you invite below see it on a page of the portal, and nowhere else.",
    )
    words = forms.CharField(
        label="What else they need",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A number to ring, a passcode. As private as the link.",
    )
    invited = forms.ModelMultipleChoiceField(
        label="Officers who are asked to be there",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invited"].queryset = officers  # type: ignore[attr-defined]


class SeeAlert(PortalForm):
    reason = forms.CharField(
        label="Why it is held all the same",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everyone reads it on the meeting’s page.",
    )
