"""Old minutes from Word: the file, and what somebody who looks at it puts right."""

from typing import Any

from django import forms

from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person
from pcc_portal.meetings.importing.telling import title_of
from pcc_portal.meetings.models import BroughtLine, BroughtName, MinutesFile
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.web.forms import DayField, PortalForm
from pcc_portal.writing.wording import split_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NEW = "new"
# What a line may be put right to.
ROLES = [
    (role.value, role.label)
    for role in (
        LineRole.TEXT,
        LineRole.ITEM,
        LineRole.PART,
        LineRole.QUESTION,
        LineRole.ANSWER,
        LineRole.MOTION,
        LineRole.RESOLVED,
        LineRole.RESOLUTION,
        LineRole.PROMISE,
        LineRole.NOTED,
        LineRole.NONE,
        LineRole.CLOSING,
    )
]


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


class PutRight(PortalForm):
    """The day, one field for each name that is not certain, and one for each line that somebody may see otherwise."""

    held_on = DayField(label="Day of the meeting", required=False)
    private = forms.MultipleChoiceField(
        label="Which items were heard in private?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Everything under them is held as exempt, and their titles too.",
    )

    def __init__(
        self,
        *args: Any,
        file: MinutesFile,
        names: list[BroughtName],
        lines: list[BroughtLine],
        titles: list[BroughtLine],
        known: list[tuple[Any, str]],
        **kwargs: Any,
    ) -> None:
        initial = {"held_on": file.held_on, "private": [str(line.pk) for line in titles if line.is_exempt]}
        super().__init__(*args, initial=initial, **kwargs)
        private: Any = self.fields["private"]
        private.choices = [(str(line.pk), f"{line.number} {title_of(line)}".strip()) for line in titles]
        self.names, self.lines = names, lines
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
        for line in lines:
            self.fields[f"line-{line.pk}"] = forms.ChoiceField(
                label="This is", choices=ROLES, required=False, initial=line.role
            )

        for field in self.fields.values():
            field.is_one_of = True  # type: ignore[attr-defined]  # left as it is, it says what was recognised

    def name_field(self, name: BroughtName) -> Any:
        return self[f"name-{name.pk}"]

    def line_field(self, line: BroughtLine) -> Any:
        return self[f"line-{line.pk}"]

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

    @property
    def private_titles(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["private"]}

    @property
    def roles(self) -> dict[int, str]:
        """Those that were changed."""
        said = {line: self.cleaned_data.get(f"line-{line.pk}", "") for line in self.lines}
        return {line.pk: role for line, role in said.items() if role and role != line.role}
