"""What is typed of a weekly meeting: the day or why there was none, what was said of each topic, what was agreed."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.actions import words
from governance.forms.owners import OwnerField
from governance.models.weekly import Said
from pcc_portal.meetings.models import Body
from pcc_portal.web.forms import DayField, PortalForm

LONGEST, MOST = 120, 20  # letters of a topic, topics


class RecordWeek(PortalForm):
    """A field for the open and one for the closed part of each topic."""

    held_on = DayField(
        label="They met on", required=False, help_text="Leave it empty where they did not meet."
    )
    missed_why = forms.CharField(
        label="Why they did not meet",
        max_length=300,
        required=False,
        help_text="Everyone reads it once the week is published.",
    )

    def __init__(self, *args: Any, topics: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics
        for n, title in enumerate(topics):
            self.fields[f"open_{n}"] = words(f"{title}: open part", rows=3, required=False)
            self.fields[f"closed_{n}"] = words(f"{title}: closed part", rows=2, required=False)
        if topics:
            self.fields["open_0"].help_text = "What everyone may read, once it is published."
            self.fields[
                "closed_0"
            ].help_text = "Read by the Commissioner’s office alone, and never published."

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "held_on" in self.errors:
            return said
        if bool(said.get("held_on")) == bool(said.get("missed_why")):
            self.add_error("held_on", "Say when they met, or why they did not.")
        elif not said.get("held_on") and any(one.opened or one.closed for one in self.said):
            self.add_error("held_on", "Something was said of a topic. Say when they met.")
        return said

    @property
    def said(self) -> list[Said]:
        data = self.cleaned_data
        return [
            Said(title, data.get(f"open_{n}", ""), data.get(f"closed_{n}", ""))
            for n, title in enumerate(self.topics)
        ]

    @property
    def record(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"held_on": data["held_on"], "missed_why": data["missed_why"], "said": self.said}


class KeepTopics(PortalForm):
    titles = words("One topic a line", rows=8, missing="Name at least one topic.")

    def clean_titles(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["titles"].splitlines()]
        titles = [line for line in lines if line]
        if any(len(line) > LONGEST for line in titles):
            raise forms.ValidationError(f"A topic is at most {LONGEST} characters long.")
        if len(titles) > MOST:
            raise forms.ValidationError(f"{MOST} topics are the most.")
        return titles


class Agree(PortalForm):
    text = words("What was agreed", rows=3, missing="Say what is to be done.")
    owner = OwnerField()
    due_on = DayField(label="By when", required=False)
    is_closed = forms.BooleanField(
        label="It belongs to the closed part",
        required=False,
        help_text="Then only the office and its owner ever read it, and it stands in no open paper.",
    )

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(body.host, on=on)

    @property
    def agreed(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | said.pop("owner")
