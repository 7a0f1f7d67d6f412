"""What a second person types."""

from django import forms

from pcc_portal.web.forms import PortalForm


class SayWhatIsWrong(PortalForm):
    reasons = forms.CharField(
        label="What has to be changed before it goes out?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only the clerks of this body read this.",
        error_messages={"required": "Say what is wrong, so that it can be put right."},
    )
