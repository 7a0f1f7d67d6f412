"""What a second person types, and what is weighed when an exemption is looked at again."""

from datetime import date

from django import forms
from django.utils import timezone

from pcc_portal.web.forms import DayField, PortalForm


class KeepExempt(PortalForm):
    """Weighed anew: both reasons and a day to come, or it is not kept."""

    reasons_for = forms.CharField(
        label="Reasons for keeping it private",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the public interest is still in keeping it private."},
    )
    reasons_against = forms.CharField(
        label="Reasons for making it public",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what speaks for making it public: both sides must be weighed."},
    )
    review_on = DayField(label="Look at it again on")

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError("The next review must lie in the future.")
        return day


class SayWhatIsWrong(PortalForm):
    reasons = forms.CharField(
        label="What has to be changed before it goes out?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only the clerks of this body read this.",
        error_messages={"required": "Say what is wrong, so that it can be put right."},
    )
