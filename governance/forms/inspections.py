"""What is typed of an inspection: the report, its areas, its findings, whose they are."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from governance.forms.owners import OwnerField
from governance.models import Finding, Inspection
from governance.models.period import LONGEST
from governance.queries.inspections import earlier_findings
from governance.states.inspections import FINDING_MOVES, FindingKind, FindingState, Grade
from pcc_portal.accounts.models import Holding, Person, RoleGrant
from pcc_portal.web.forms import DayField, PortalForm

GRADES = [("", "No grade"), *Grade.choices]
BEFORE = [("", "The report does not say"), *Grade.choices]


def text(rows: int = 4, *, most: int = 6000, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


def grade_field(label: str, choices: list[tuple[str, str]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, **more)


class EnterInspection(PortalForm):
    programme = forms.CharField(
        label="Programme", max_length=80, help_text="As the inspectorate calls it: PEEL."
    )
    strand = forms.CharField(label="Strand or subject", max_length=120, help_text="Effectiveness, Vetting.")
    year = forms.IntegerField(
        label="Year that was inspected",
        min_value=1950,
        max_value=2150,
        help_text="The year in which it begins: 2017 for 2017/18.",
    )
    published_on = DayField(
        label="Report published on",
        help_text="Day 1 of the days in which the response is to be published.",
    )
    report_url = forms.URLField(
        label="Address of the report", required=False, max_length=400, assume_scheme="https"
    )
    overall = grade_field("Overall grade", GRADES)
    previous_overall = grade_field(
        "Grade before, as this report says it",
        BEFORE,
        help_text="Where it contradicts an earlier report, we say so.",
    )

    def clean_published_on(self) -> date:
        """A report that is still to come has no findings to answer."""
        day: date = self.cleaned_data["published_on"]
        if day > timezone.localdate():
            raise ValidationError("This day is still to come. Enter the report once it is out.")
        return day


class KeepReport(PortalForm):
    file = forms.FileField(
        label="The report as a PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text="Everyone reads it here once the register is published. It replaces the one before.",
        error_messages={"required": "Choose a PDF.", "empty": "This file is empty. Choose another."},
    )


class FollowPeriod(PortalForm):
    """The law has changed, or was read wrongly."""

    from_on = DayField(
        label="For reports that come out from", help_text="Earlier reports go on as they were counted."
    )
    days = forms.IntegerField(
        label="Days, beginning with the day of publication", min_value=1, max_value=LONGEST
    )
    words = forms.CharField(label="The rule in words", max_length=300)
    source = forms.CharField(label="Where it is written", max_length=300)


class SetAside(PortalForm):
    reason = text(
        3,
        label="Why it is on record only",
        help_text="Answered before this portal, for instance. Everyone reads it in the register.",
    )


class KeepArea(PortalForm):
    number = forms.IntegerField(label="Number", min_value=1, max_value=99)
    title = forms.CharField(label="Title", max_length=200)
    question = forms.CharField(label="Question that it asks", max_length=300, required=False)
    grade = grade_field("Grade", GRADES)
    previous = grade_field("Grade before, as this report says it", BEFORE)
    praise = text(3, label="What is praised", required=False)
    concerns = text(3, label="What is of concern", required=False)


class WriteFinding(PortalForm):
    kind = forms.ChoiceField(label="Kind", choices=FindingKind.choices, widget=forms.RadioSelect)
    words = text(label="In the words of the report")
    area = forms.ModelChoiceField(
        label="Area", queryset=Inspection.objects.none(), required=False, empty_label="The report as a whole"
    )
    repeats = forms.ModelChoiceField(
        label="It repeats an earlier finding",
        queryset=Finding.objects.none(),
        required=False,
        empty_label="No",
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, repeats = (self.fields[name] for name in ("area", "repeats"))
        area.queryset = inspection.areas.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        repeats.queryset = earlier_findings(inspection)  # type: ignore[attr-defined]
        repeats.label_from_instance = _earlier  # type: ignore[attr-defined]


def _earlier(row: Finding) -> str:
    return f"{row.inspection}, {str(row).lower()}: {row.words[:80]}"


class Assign(PortalForm):
    """Whose it is in the force, and who follows it here."""

    owner = OwnerField(label="Owner in the force", required=False)
    lead = forms.ModelChoiceField(
        label="Who follows it in the office",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )
    plan_line = forms.CharField(
        label="Line of the action plan",
        max_length=500,
        required=False,
        help_text="For the office and the force; it is not published.",
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = timezone.localdate()
        owner: Any = self.fields["owner"]
        owner.offer(inspection.office, on=on)
        if self.initial.get(
            "owner"
        ):  # who holds no post any more is named all the same, until somebody else is
            owner.choices = [*owner.choices, ("Now", [(self.initial["owner"], self.initial["owner_name"])])]
        lead: Any = self.fields["lead"]
        held = Holding.objects.on(on).filter(post__organisation=inspection.office).values("person")
        granted = RoleGrant.objects.on(on).filter(organisation=inspection.office).values("user__person")
        lead.queryset = Person.objects.filter(Q(pk__in=held) | Q(pk__in=granted))

    @property
    def assigned(self) -> dict[str, Any]:
        """As the action takes it."""
        said = dict(self.cleaned_data)
        return {"owner_person": None, "owner_post": None} | said.pop("owner") | said


def owner_key(finding: Finding) -> str:
    if finding.owner_post_id:
        return f"post-{finding.owner_post_id}"
    return f"person-{finding.owner_person_id}" if finding.owner_person_id else ""


class PutToForce(PortalForm):
    answers_due_on = DayField(label="To be answered by")


class UpdateFinding(PortalForm):
    words = text(
        label="What was done, or is planned", error_messages={"required": "Say what was done, or is planned."}
    )
    evidence = text(3, label="Evidence", required=False, help_text="What shows it, and where it is kept.")
    state = forms.ChoiceField(label="Where it stands", required=False)

    def __init__(self, *args: Any, finding: Finding, may: frozenset[FindingState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = FindingState(finding.state)
        next_ones = [state for state in FindingState if state in FINDING_MOVES[now] & may]
        state: Any = self.fields["state"]
        state.choices = [("", f"As it is: {now.label.lower()}"), *((one, one.label) for one in next_ones)]
