"""What is typed when the Board's minutes are checked and approved."""

from collections.abc import Sequence
from typing import Any

from django import forms

from governance.forms.board import PeopleField
from pcc_portal.web.forms import DayField, PortalForm


class AskForApproval(PortalForm):
    due_on = DayField(
        label="Both parties answer by",
        help_text="After this day the Chief Executive may publish the open minutes, marked with who has not agreed.",
    )


class CommentOnRow(PortalForm):
    """What is wrong with one row of the version that was sent."""

    field_order = ("row", "words")

    words = forms.CharField(
        label="What is wrong, and what it should say",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )

    def __init__(self, *args: Any, rows: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"] = forms.ChoiceField(label="Row", choices=[*rows])
        self.order_fields(self.field_order)


class AnswerComment(PortalForm):
    words = forms.CharField(
        label="What was done about it", widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )


class ApprovedOnPaper(PortalForm):
    person = PeopleField(label="Signed by", required=True, empty_label="Choose")
    approved_on = DayField(label="Signed on")
    kept = forms.CharField(label="Where the signed page is kept", max_length=200)
