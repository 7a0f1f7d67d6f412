"""What a member types beside the papers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from panel.models.reading import PaperColour, Spacing, TextSize
from pcc_portal.web.forms import DayField, MakingForm, PortalForm
from pcc_portal.writing.anchoring import LONGEST
from pcc_portal.writing.passages import Passage

SHOWN = 120  # characters of a paragraph that tell which it is
LONGEST_NOTE = 20_000


class WriteNote(MakingForm):
    """Beside a paragraph, or on some words of it."""

    block = forms.ChoiceField(
        label="Beside which paragraph?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the paragraph that the note is about."},
    )
    quote = forms.CharField(
        label="Only these words of it",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Copy them from the paper. They are marked there.",
    )
    words = forms.CharField(
        label="Your note",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Seen by you alone. Left empty, the words are only marked.",
    )

    def __init__(self, *args: Any, passages: Sequence[Passage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [(p.key, _beginning(p.words)) for p in passages]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("words", "").strip() and not data.get("quote", "").strip() and not self.errors:
            self.add_error("words", "Write a note, or give the words that you want to mark.")
        return data


class ChangeNote(PortalForm):
    words = forms.CharField(
        label="Your note",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Seen by you alone.",
    )


class PrepareEnquiry(MakingForm):
    """A question against a page."""

    words = forms.CharField(
        label="What do you want to ask?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you want to ask."},
        help_text="Seen by you alone until you share it with the Chair.",
    )
    page = forms.ChoiceField(label="About page")

    def __init__(self, *args: Any, labels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].choices = [(label, label) for label in labels]  # type: ignore[attr-defined]


class ChangeEnquiry(PortalForm):
    words = forms.CharField(
        label="What do you want to ask?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you want to ask."},
    )


class AskInWriting(PortalForm):
    due_on = DayField(
        label="To be answered by",
        help_text="The office that supplied the paper sees this day, and so do the members.",
    )


class AnswerEnquiry(PortalForm):
    words = forms.CharField(
        label="The answer",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write the answer."},
        help_text="Read by the Panel’s members and its clerk.",
    )


class ReadLike(PortalForm):
    """How somebody likes to read."""

    text = forms.ChoiceField(label="Text", choices=TextSize, widget=forms.RadioSelect)
    space = forms.ChoiceField(label="Spacing", choices=Spacing, widget=forms.RadioSelect)
    paper = forms.ChoiceField(label="Paper colour", choices=PaperColour, widget=forms.RadioSelect)


def _beginning(words: str) -> str:
    if len(words) <= SHOWN:
        return words
    return f"{words[:SHOWN].rsplit(' ', 1)[0]} ..."
