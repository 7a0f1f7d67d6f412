"""What is typed of what is owed: more time, what is answered to that, and the steps of the ladder."""

from datetime import date
from typing import Any

from django import forms

from governance.models.chasing import EARLIEST, LATEST
from pcc_portal.accounts.models import Post
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.web.forms import DayField, PortalForm

STEPS = 5


def words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **more)


class AskForTime(PortalForm):
    asked_for = DayField(label="The new day")
    why = words(
        "Why",
        error_messages={"required": "Say why more time is needed."},
        help_text="The Commissioner’s office reads it and answers. It stands in no mail.",
    )


class AnswerTime(PortalForm):
    answer = forms.ChoiceField(
        label="Is more time given?",
        choices=[("granted", "Yes, until the day below"), ("refused", "No, the day stays as it is")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether more time is given."},
    )
    due_on = DayField(label="Due from now on", required=False)
    words = words("What you say to it", required=False, help_text="Needed where you say no.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("answer") == "granted" and said.get("due_on") is None and "due_on" not in self.errors:
            self.add_error("due_on", "Name the day on which it is due from now on.")
        if said.get("answer") == "refused" and not said.get("words"):
            self.add_error("words", "Say why the day stays.")
        return said


class SetLadder(PortalForm):
    """Up to five steps. A line without a number of days is no step."""

    from_on = DayField(label="In force from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(organisation__kind=OrganisationKind.FORCE).order_by("title")
        choices = [("", "Whoever owes it"), *((str(post.pk), str(post)) for post in posts)]
        self.posts = {str(post.pk): post for post in posts}
        for n in range(1, STEPS + 1):
            self.fields[f"days_{n}"] = forms.IntegerField(
                label=f"Step {n}: days after the day it is due",
                required=False,
                min_value=EARLIEST,
                max_value=LATEST,
                help_text="-3 is three days before it, 0 the day itself." if n == 1 else "",
            )
            self.fields[f"who_{n}"] = forms.ChoiceField(
                label=f"Step {n}: who is told", choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not self.rungs:
            self.add_error("days_1", "Name at least one step: after how many days somebody is told.")
        return said

    @property
    def rungs(self) -> list[tuple[int, Post | None]]:
        data = self.cleaned_data
        lines = [(data.get(f"days_{n}"), data.get(f"who_{n}", "")) for n in range(1, STEPS + 1)]
        return [(days, self.posts.get(who)) for days, who in lines if days is not None]


def as_typed(rungs: list[Any], *, on: date) -> dict[str, Any]:
    """The ladder in force, as the form shows it."""
    said: dict[str, Any] = {"from_on": on}
    for rung in rungs[:STEPS]:
        said[f"days_{rung.number}"] = rung.days
        said[f"who_{rung.number}"] = str(rung.post_id or "")
    return said
