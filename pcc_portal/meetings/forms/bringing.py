"""Old minutes from Word: the file, and who is meant by those whom it names. Each body adds what its own minutes have."""

from typing import Any

from django import forms

from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models import BroughtName, MinutesFile
from pcc_portal.web.forms import DayField, PortalForm
from pcc_portal.writing.wording import split_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NEW = "new"


class BringMinutes(PortalForm):
    file = forms.FileField(
        label="Minutes as a Word file",
        widget=forms.ClearableFileInput(attrs={"accept": f"{WORD},.docx"}),
        help_text="Its words are read and nothing of the file is kept. You look at what was recognised before anything becomes minutes.",
        error_messages={
            "required": "Choose a Word file (.docx).",
            "empty": "This file is empty. Choose another.",
        },
    )


class PutNamesRight(PortalForm):
    """The day, and one field for each name that is not certain."""

    held_on = DayField(label="Day of the meeting", required=False)

    def __init__(
        self,
        *args: Any,
        file: MinutesFile,
        names: list[BroughtName],
        known: list[tuple[Any, str]],
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"held_on": file.held_on} | (initial or {}), **kwargs)
        self.names = names
        for name in names:
            given, _ = split_name(name.words)
            new = [(NEW, f"Somebody new: add “{name.words}”")] if given else []
            self.fields[f"name-{name.pk}"] = forms.ChoiceField(
                label=f"Who is “{name.words}”?",
                choices=[("", "Leave open"), *new, *known],
                required=False,
                initial=name.person_id or "",
                help_text=name.doubt,
            )

    def left_as_read(self) -> None:
        """A field that nobody touches says what was recognised, and is no answer that is missing."""
        for field in self.fields.values():
            field.is_one_of = True  # type: ignore[attr-defined]  # left as it is, it says what was recognised

    def name_field(self, name: BroughtName) -> Any:
        return self[f"name-{name.pk}"]

    @property
    def people(self) -> dict[int, Person | NewPerson | None]:
        chosen = {name: self.cleaned_data.get(f"name-{name.pk}", "") for name in self.names}
        picked = Person.objects.in_bulk([int(value) for value in chosen.values() if value and value != NEW])
        found: dict[int, Person | NewPerson | None] = {}
        for name, value in chosen.items():
            if value == NEW:
                given, family = split_name(name.words)
                style = (
                    name.words.split()[0]
                    if len(name.words.split()) > len(f"{given} {family}".split())
                    else ""
                )
                found[name.pk] = NewPerson(given, family, style)
            else:
                found[name.pk] = picked.get(int(value)) if value else None
        return found
