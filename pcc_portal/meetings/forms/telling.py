"""The words of an e-mail to everyone on a meeting's list, and the list itself."""

from typing import Any

from django import forms

from pcc_portal.web.forms import PortalForm


class AnnouncementWords(PortalForm):
    """What the clerk may say; what is new and the links are added by the portal."""

    subject = forms.CharField(label="Subject of the e-mail", required=False, max_length=150)
    words = forms.CharField(
        label="What it says",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What is new and the links are added under it. Public words only: an e-mail cannot be called back.",
    )

    def clean_subject(self) -> str:
        """One line: a break would end the subject of a mail."""
        return " ".join(str(self.cleaned_data["subject"]).split())

    def said(self, default: Any) -> dict[str, str]:
        """What was typed; the portal's own words where a field was left empty."""
        data = self.cleaned_data
        return {
            "subject": data["subject"] or default.subject,
            "words": data["words"].replace("\r\n", "\n").strip() or default.words,
        }


class AddToList(PortalForm):
    email = forms.EmailField(label="E-mail address")
    name = forms.CharField(label="Name", max_length=200)
    house = forms.CharField(
        label="Organisation",
        required=False,
        max_length=200,
        help_text="The newspaper, the council, the office.",
    )


class SendAgain(PortalForm):
    email = forms.EmailField(label="E-mail address", required=False)
