"""What is written beside a line for the Chair."""

from django import forms

from pcc_portal.web.forms import PortalForm


class ChairNoteForm(PortalForm):
    minutes = forms.IntegerField(
        label="Minutes it may take",
        required=False,
        min_value=0,
        max_value=600,
        error_messages={"max_value": "Give up to 600 minutes.", "min_value": "Give no fewer than 0 minutes."},
    )
    words = forms.CharField(
        label="For the Chair",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": False}),
        help_text="Who is called, what to say, what to watch. The Chair and the clerk alone read it.",
    )
