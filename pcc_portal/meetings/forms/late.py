"""What the clerk types after the issue: late papers, why they are late, and why something is withdrawn."""

from typing import Any

from django import forms

from pcc_portal.meetings.forms.agenda import AddPaper, GroundsForm
from pcc_portal.web.forms import PortalForm


class AddLatePaper(AddPaper):
    """A paper that comes with a supplement: for an item, or in the place of a paper that was issued."""

    item = forms.ChoiceField(
        label="For which item?",
        required=False,
        help_text="A new paper belongs to one; a correction has its own.",
    )
    replaces = forms.ChoiceField(
        label="Does it correct a paper that was issued?",
        required=False,
        help_text="Both stay to be read, and each says so. A correction belongs to the item of the paper it corrects.",
    )

    field_order = ["replaces", "item", "public_title", "how", "role", "organisation"]

    def __init__(
        self, *args: Any, lines: list[tuple[str, str]], issued: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["due_on"]
        self.fields["how"].choices = [("write", "Write it here"), ("upload", "Upload a PDF")]  # type: ignore[attr-defined]
        self.fields["item"].choices = [("", "Choose an item"), *lines]  # type: ignore[attr-defined]
        self.fields["replaces"].choices = [("", "No, it is a new paper"), *issued]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("item") and not data.get("replaces"):
            self.add_error("item", "Choose the item that it belongs to.")
        return data


class Supplement(PortalForm):
    why = forms.CharField(
        label="Why does this come after the agenda?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Printed on the first sheet of the supplement, for everyone to read.",
    )


class IssueSupplement(PortalForm):
    urgency = forms.CharField(
        label="Why the Chair is of the opinion that it is urgent",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Printed on the supplement. Needed where the clear days are not kept: ask the Chair first.",
    )


class WithdrawPaper(PortalForm):
    reason = forms.CharField(
        label="Reason, as the public reads it",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands on the web page and on every page of its place. Do not repeat what must not be read.",
    )


class ReMarkPaper(GroundsForm, WithdrawPaper):
    """From now on for members only: the grounds, as for everything exempt, and what the public is told."""

    field_order = ["reason", "paragraphs", "exceptions"]
