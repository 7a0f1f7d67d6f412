"""What is chosen at the print desk."""

from typing import Any

from django import forms

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.printing.issued import Printable
from pcc_portal.web.forms import PortalForm


class PrintPapers(PortalForm):
    papers = forms.MultipleChoiceField(
        label="Which papers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one paper."},
    )
    size = forms.ChoiceField(
        label="Size",
        widget=forms.RadioSelect,
        choices=[
            ("as_issued", "As issued: the pages of the pack themselves"),
            ("large", "Large print: 18 pt, with the page labels of the pack in the margin"),
        ],
        initial="as_issued",
        error_messages={"required": "Choose a size."},
    )
    holders = forms.ModelMultipleChoiceField(
        label="For whom",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only where an exempt paper is chosen: each person gets a numbered copy with their name on every page.",
    )

    def __init__(self, *args: Any, printable: list[Printable], readers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(row.paper, _words(row)) for row in printable]  # type: ignore[attr-defined]
        self.fields["holders"].queryset = readers  # type: ignore[attr-defined]
        if not any(row.is_private for row in printable):
            del self.fields["holders"]


def _words(row: Printable) -> str:
    pages = f"page {row.first}" if row.first == row.last else f"pages {row.first}-{row.last}"
    return f"{row.title}, {pages}{' (exempt)' if row.is_private else ''}"
