"""Old minutes of the Panel from Word: what somebody who looks at them puts right."""

from typing import Any

from django import forms

from pcc_portal.meetings.forms.bringing import PutNamesRight
from pcc_portal.meetings.importing.telling import title_of
from pcc_portal.meetings.models import BroughtLine, BroughtName, MinutesFile
from pcc_portal.meetings.models.brought import LineRole

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


class PutRight(PutNamesRight):
    """The day, one field for each name that is not certain, and one for each line that somebody may see otherwise."""

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
        private = [str(line.pk) for line in titles if line.is_exempt]
        super().__init__(*args, file=file, names=names, known=known, initial={"private": private}, **kwargs)
        field: Any = self.fields["private"]
        field.choices = [(str(line.pk), f"{line.number} {title_of(line)}".strip()) for line in titles]
        self.lines = lines
        for line in lines:
            self.fields[f"line-{line.pk}"] = forms.ChoiceField(
                label="This is", choices=ROLES, required=False, initial=line.role
            )
        self.left_as_read()

    def line_field(self, line: BroughtLine) -> Any:
        return self[f"line-{line.pk}"]

    @property
    def private_titles(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["private"]}

    @property
    def roles(self) -> dict[int, str]:
        """Those that were changed."""
        said = {line: self.cleaned_data.get(f"line-{line.pk}", "") for line in self.lines}
        return {line.pk: role for line, role in said.items() if role and role != line.role}
