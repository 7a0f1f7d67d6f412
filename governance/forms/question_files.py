"""Answers that come back in a Word file: the file itself, and what of it is taken."""

from dataclasses import dataclass
from typing import Any

from django import forms

from governance.forms.questions import CHOOSE, MOST
from pcc_portal.web.forms import PortalForm

ROWS, DIGITS = 180, 5  # of one file: a browser sends so many fields, and not more
OPEN, RESTRICTED = "open", "restricted"
HELD = [
    (OPEN, "Open: it may stand in the Board’s open minutes"),
    (RESTRICTED, "Restricted: for the Board alone, in its closed rows"),
]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Taken:
    """An answer of a Word file: in which row, to which question, in place of which answer."""

    number: int
    reference: str
    words: str
    takes: bool = False
    seen: int = 0
    held: str = RESTRICTED


class BringAnswers(PortalForm):
    file = forms.FileField(
        label="The Word file with the answers",
        widget=forms.ClearableFileInput(attrs={"accept": f"{WORD},.docx"}),
        help_text="You see what will be taken before anything is. Nothing of the file itself is kept.",
        error_messages={"required": "Choose a Word file (.docx)."} | CHOOSE,
    )
    held = forms.ChoiceField(
        label="These answers are",
        choices=HELD,
        widget=forms.RadioSelect,
        help_text="You can change it for each answer on the next page.",
        error_messages={"required": "Say whether these answers are open or restricted."},
    )


class TakeAnswers(PortalForm):
    """What of a Word file is taken: for each row whether, in which words, open or restricted, and in place of what.

    ``lines`` are [(number, reference, words, takes, seen, held)]; sent back, the form makes them of what was sent.
    """

    def __init__(self, *args: Any, lines: list[Taken], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            said: dict[str, Any] = {
                "take": forms.BooleanField(
                    label=f"Take the answer to {line.reference}", required=False, initial=line.takes
                ),
                "words": forms.CharField(
                    label="The answer in the file",
                    widget=forms.Textarea(attrs={"rows": 5}),
                    max_length=MOST,
                    required=False,
                    initial=line.words,
                ),
                "held": forms.ChoiceField(label="It is", choices=HELD, required=False, initial=line.held),
                "seen": forms.IntegerField(
                    widget=forms.HiddenInput, min_value=0, required=False, initial=line.seen
                ),
                "reference": forms.CharField(widget=forms.HiddenInput, max_length=20, initial=line.reference),
            }
            for name, field in said.items():
                self.fields[f"{name}-{line.number}"] = field
            said["held"].is_one_of = said["words"].is_one_of = True

    def clean(self) -> dict[str, Any]:
        """A question takes one answer, and an answer has words."""
        said = super().clean() or {}
        there: dict[str, int] = {}
        for number, reference in self._taken(said):
            if not said.get(f"words-{number}"):
                self.add_error(f"words-{number}", "Write the answer, or do not take it.")
            if reference in there:
                self.add_error(
                    f"take-{number}",
                    f"Row {there[reference]} answers {reference} as well. Take one of the two.",
                )
            there[reference] = number
        return said

    def _taken(self, said: dict[str, Any]) -> list[tuple[int, str]]:
        numbers = [line.number for line in self.lines]
        return [(n, said.get(f"reference-{n}", "")) for n in numbers if said.get(f"take-{n}")]

    @property
    def chosen(self) -> list[Taken]:
        """What somebody has chosen, as it stands in the form."""
        said = self.cleaned_data
        return [
            Taken(
                number,
                reference,
                said[f"words-{number}"],
                takes=True,
                seen=said[f"seen-{number}"] or 0,
                held=said[f"held-{number}"] or RESTRICTED,
            )
            for number, reference in self._taken(said)
        ]

    @classmethod
    def sent(cls, data: Any) -> list[Taken]:
        """The rows that a form sent back has, as far as somebody can have sent them."""
        rows = [name.partition("-")[2] for name in data if name.startswith("reference-")]
        numbers = sorted({int(row) for row in rows if row.isascii() and row.isdigit() and len(row) < DIGITS})
        return [Taken(n, data[f"reference-{n}"].replace("\x00", "")[:20], "") for n in numbers[:ROWS]]
