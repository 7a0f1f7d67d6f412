"""What the clerk and the authors type, and what of it is wrong, in words that stand beside the field."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from pcc_portal.accounts.models import Holding, Organisation, Person
from pcc_portal.documents.actions.documents import Grounds
from pcc_portal.documents.markings import SCHEDULE_12A, Ground, Marking
from pcc_portal.meetings.models import Meeting, Sitting
from pcc_portal.meetings.states import ItemKind, PaperRole, PaperState
from pcc_portal.web.forms import DayField, MakingForm, PortalForm

FOI = [("", "Not said"), ("yes", "Yes"), ("no", "No")]
YES_NO = {"yes": True, "no": False, "": None}


class ItemForm(PortalForm):
    public_title = forms.CharField(label="Title, as the public reads it", max_length=300)
    purpose = forms.CharField(
        label="What is to be done",
        max_length=500,
        required=False,
        help_text="One line under the title. Begin with “To”.",
    )
    kind = forms.ChoiceField(
        label="What comes with it",
        choices=[(k, k.label) for k in (ItemKind.PAPERS, ItemKind.VERBAL, ItemKind.NONE)],
    )


class AddItem(MakingForm, ItemForm):
    parent = forms.ChoiceField(label="Where", required=False)

    def __init__(self, *args: Any, mains: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", "As an item of its own"), *mains]  # type: ignore[attr-defined]


class EditExemptItem(ItemForm):
    private_title = forms.CharField(
        label="Private title",
        max_length=300,
        required=False,
        help_text="Only members and the clerk ever see this.",
    )


class GroundsForm(PortalForm):
    """Paragraphs, both reasons, the officer and a review date: all of them, or it is not exempt. The Board has the grounds
    of the Specified Information Order in place of the paragraphs."""

    paragraphs = forms.TypedMultipleChoiceField(
        label="Which paragraphs of Schedule 12A apply?",
        choices=[(n, f"{n}. {words[0].upper()}{words[1:]}") for n, words in SCHEDULE_12A.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one paragraph of Schedule 12A."},
    )
    exceptions = forms.MultipleChoiceField(
        label="On which ground is it withheld?",
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Specified Information Order 2011, exceptions. The agenda prints the ground.",
        error_messages={"required": "Choose at least one ground."},
    )
    registrable = forms.ChoiceField(
        label="Only for paragraph 3: must this information be registered under the Companies Acts, the Charities Act or the like?",
        choices=[("", "Paragraph 3 is not used"), ("no", "No"), ("yes", "Yes")],
        required=False,
        help_text="If it must be, paragraph 3 cannot be used (paragraph 8).",
    )
    reasons_for = forms.CharField(
        label="Reasons for keeping it private",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the public interest is in keeping it private."},
    )
    reasons_against = forms.CharField(
        label="Reasons for making it public",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what speaks for making it public: both sides must be weighed."},
    )
    proper_officer = forms.ModelChoiceField(
        label="Proper officer who decided",
        queryset=Person.objects.none(),
        error_messages={"required": "Choose who decided."},
    )
    review_on = DayField(
        label="Look at it again on",
        error_messages={"required": "Give the day on which it is looked at again."},
    )
    private_title = forms.CharField(
        label="Private title",
        max_length=300,
        required=False,
        help_text="Only members and the clerk ever see this.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"review_on": today + timedelta(days=365)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for name in ("exceptions",) if meeting.is_under_part_va else ("paragraphs", "registrable"):
            del self.fields[name]
        hosts = Holding.objects.on(today).filter(post__organisation=meeting.body.host).values("person")
        sitting = Sitting.objects.on(today).filter(seat__body=meeting.body).values("person")
        officers = Person.objects.filter(pk__in=hosts).exclude(pk__in=sitting)  # an officer, and no member
        self.fields["proper_officer"].queryset = officers  # type: ignore[attr-defined]

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError("The review must lie in the future.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if 3 in data.get("paragraphs", []) and data.get("registrable") != "no":  # noqa: PLR2004  paragraph 3
            said = (
                "Paragraph 3 cannot be used for what must be registered."
                if data.get("registrable") == "yes"
                else "Answer this to use paragraph 3."
            )
            self.add_error("registrable", said)
        return data

    def grounds(self) -> Grounds:
        data = self.cleaned_data
        return Grounds(
            paragraphs=data.get("paragraphs", ()),
            grounds=data.get("exceptions", ()),
            reasons_for=data["reasons_for"],
            reasons_against=data["reasons_against"],
            proper_officer=data["proper_officer"],
            review_on=data["review_on"],
            registrable=YES_NO[data.get("registrable", "")],
        )


class PaperForm(PortalForm):
    public_title = forms.CharField(label="Title, as the public reads it", max_length=300)
    role = forms.ChoiceField(
        label="Printed as", choices=PaperRole.choices, help_text="Appendices get their letters by themselves."
    )
    author = forms.CharField(label="From (name)", max_length=200, required=False)
    author_role = forms.CharField(label="From (post)", max_length=200, required=False)
    report_on = DayField(label="Date of report", required=False)
    marking = forms.ChoiceField(
        label="Security marking", choices=Marking.choices, help_text="Printed on each of its pages."
    )
    foi = forms.ChoiceField(
        label="May be disclosed under the Freedom of Information Act", choices=FOI, required=False
    )
    holds_personal_data = forms.BooleanField(
        label="It names or describes living people who do not act in public",
        required=False,
        help_text="A second person then looks at it before it is issued. The mark itself is not published.",
    )

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"foi_disclosable": YES_NO[data.pop("foi")]}


class AddPaper(MakingForm, PaperForm):
    how = forms.ChoiceField(
        label="How does it come in?",
        choices=[
            ("write", "Write it here"),
            ("upload", "Upload a PDF or a Word file"),
            (PaperState.TO_FOLLOW, "To follow"),
            (PaperState.SEPARATE, "Circulated separately"),
            (PaperState.NAMED, "Named on the agenda, not attached"),
        ],
        widget=forms.RadioSelect,
        initial="write",
    )
    due_on = DayField(label="If it is to follow: due on", required=False)
    organisation = forms.ModelChoiceField(label="Whose paper is it?", queryset=Organisation.objects.all())

    field_order = ["public_title", "how", "due_on", "role", "organisation"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].initial = meeting.body.host_id

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == PaperState.TO_FOLLOW and not data.get("due_on"):
            self.add_error("due_on", "Say when it is due, so that readers know.")
        return data


class EditPaper(PaperForm):
    pass


class EditExemptPaper(PaperForm):
    private_title = forms.CharField(
        label="Private title",
        max_length=300,
        required=False,
        help_text="Only members and the clerk ever see this.",
    )


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class UploadPaper(PortalForm):
    file = forms.FileField(
        label="PDF or Word file",
        widget=forms.ClearableFileInput(attrs={"accept": f"application/pdf,.pdf,{WORD},.docx"}),
        help_text="A Word file (.docx) becomes a text that you can go on writing here. A PDF is printed as it is, without scripts, "
        "attachments, forms and the names in its properties.",
        error_messages={
            "required": "Choose a PDF or Word file.",
            "empty": "This file is empty. Choose another.",
        },
    )
    replaces = forms.BooleanField(
        label="Replace the text that is written here",
        help_text="It stays in the history of this paper.",
        error_messages={
            "required": "This paper has a text already. Tick this to replace it, and choose the file again."
        },
    )

    def __init__(self, *args: Any, has_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_text:
            del self.fields["replaces"]


class AwaitPaper(PortalForm):
    state = forms.ChoiceField(
        label="Where is it?",
        choices=[(s, s.label) for s in (PaperState.TO_FOLLOW, PaperState.SEPARATE, PaperState.NAMED)],
        widget=forms.RadioSelect,
    )
    due_on = DayField(label="If it is to follow: due on", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == PaperState.TO_FOLLOW and not data.get("due_on"):
            self.add_error("due_on", "Say when it is due, so that readers know.")
        return data


class GiveBack(PortalForm):
    reason = forms.CharField(label="What should be changed?", widget=forms.Textarea(attrs={"rows": 3}))


class IssuePack(PortalForm):
    reason = forms.CharField(
        label="Reason for short notice",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Printed on the agenda. Only needed where the clear days are not kept.",
    )


class Confirm(PortalForm):
    """A press of a button, with its token."""
