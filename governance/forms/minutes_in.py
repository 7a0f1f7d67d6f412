"""Old minutes of the Board from Word: what somebody who looks at them puts right."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from governance.forms.owners import OwnerField
from pcc_portal.accounts.models import Organisation
from pcc_portal.meetings.forms.bringing import PutNamesRight
from pcc_portal.meetings.models import BroughtLine, BroughtName, MinutesFile

IN_WORDS = "Leave it in the words of the row"


class PutBoardRight(PutNamesRight):
    """The day, who is meant, which rows were heard in private, and whose each action is.

    ``closed`` are the keys of rows and of titles: the first line of each.
    """

    closed = forms.MultipleChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        file: MinutesFile,
        names: list[BroughtName],
        known: list[tuple[Any, str]],
        keys: Iterable[BroughtLine],
        asked: dict[BroughtLine, str],
        host: Organisation,
        on: date,
        **kwargs: Any,
    ) -> None:
        keys = list(keys)
        closed = [str(line.pk) for line in keys if line.is_exempt]
        super().__init__(*args, file=file, names=names, known=known, initial={"closed": closed}, **kwargs)
        field: Any = self.fields["closed"]
        field.choices = [(str(line.pk), line.text) for line in keys]
        self.asked = list(asked)
        owners = OwnerField()
        owners.offer(host, on=on)
        groups: Any = owners.choices
        groups = list(groups)[1:]
        offered = {value for _, group in groups for value, _ in group}
        for line, owner in asked.items():
            self.fields[f"owner-{line.pk}"] = forms.ChoiceField(
                label="Whose it is in the action log",
                choices=[("", IN_WORDS), *groups],
                required=False,
                initial=owner if owner in offered else "",
            )
        self.left_as_read()

    def owner_field(self, line: BroughtLine) -> Any:
        return self[f"owner-{line.pk}"]

    def is_ticked(self, line: BroughtLine) -> bool:
        """As it was sent, or as it is kept."""
        said = self["closed"].value() or []
        return str(line.pk) in {str(one) for one in said}

    @property
    def owners(self) -> dict[int, str]:
        return {line.pk: self.cleaned_data.get(f"owner-{line.pk}", "") for line in self.asked}

    @property
    def ticked(self) -> set[int]:
        return {int(key) for key in self.cleaned_data["closed"]}
