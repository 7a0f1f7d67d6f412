"""What a resident writes who wants to speak, and what the clerk decides."""

from typing import Any

from django import forms

from panel.states import Belongs, Ground, SpeakingKind
from pcc_portal.meetings.models import Entry, Meeting, Motion
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.meetings.states import Part
from pcc_portal.web.forms import MakingForm, PortalForm

SHOWN = 120  # characters of what was said, in a list


def _long(rows: int, *, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


class AskToSpeak(MakingForm):
    kind = forms.ChoiceField(
        label="What do you want to do?",
        choices=[(SpeakingKind.STATEMENT, "Make a statement"), (SpeakingKind.QUESTION, "Ask a question")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a statement or a question."},
    )
    name = forms.CharField(
        label="Your name",
        max_length=120,
        help_text="It is published with the subject if your request is accepted.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = _long(
        3,
        most=500,
        label="Your address",
        help_text="At home, or at work if you work in the county. Only the clerk reads it. It is never published.",
    )
    belongs = forms.ChoiceField(
        label="Your tie to the county",
        choices=Belongs.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Speakers live or work in the county: say which."},
    )
    subject = forms.CharField(
        label="Subject",
        max_length=200,
        help_text="In a few words. It must be something that the Panel deals with: how the Commissioner does her or his work. Day-to-day policing belongs to the Chief Constable.",
    )
    words = _long(
        5,
        most=4000,
        label="What you mean to say, or your question",
        required=False,
        help_text="A question needs its words. Of a statement a few sentences help the clerk.",
    )
    email = forms.EmailField(
        label="E-mail for your receipt",
        help_text="We write to you about this request and nothing else.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == SpeakingKind.QUESTION and not data.get("words"):
            self.add_error("words", "Write down your question.")
        return data


class HearSpeaker(PortalForm):
    """Only for who came too late: the way out that has its reason."""

    reason = _long(3, most=2000, label="Why the Chair hears it all the same")


class RefuseSpeaker(PortalForm):
    ground = forms.ChoiceField(
        label="Why not",
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a ground."},
    )
    reason = _long(
        3,
        most=2000,
        label="In your words",
        help_text="The speaker is sent this. Say where they can turn instead.",
    )


class ReplyToSpeaker(PortalForm):
    words = _long(
        8,
        most=20_000,
        label="The written reply",
        help_text="It becomes public when you publish the speakers again.",
    )


class TieSpeaker(PortalForm):
    """Picked from the open minutes of the meeting, in the order in which it was said."""

    entry = forms.ModelChoiceField(
        label="What they said or asked",
        queryset=Entry.objects.none(),
        required=False,
        empty_label="Not minuted",
    )
    motion = forms.ModelChoiceField(
        label="The motion to refer it", queryset=Motion.objects.none(), required=False, empty_label="None"
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = Entry.objects.filter(minutes__meeting=meeting, part=Part.OPEN).select_related(
            "block", "minutes", "speaker"
        )
        entry: Any = self.fields["entry"]
        entry.queryset = said.filter(kind__in=[EntryKind.STATEMENT, EntryKind.QUESTION]).order_by("added_at")
        entry.label_from_instance = _shown
        motion: Any = self.fields["motion"]
        motion.queryset = Motion.objects.filter(entry__in=said).select_related(
            "entry__block", "entry__minutes", "entry__speaker"
        )
        motion.label_from_instance = lambda row: _shown(row.entry)


def _shown(entry: Entry) -> str:
    """Who, and how it begins."""
    words = words_of(entry.block.html)
    return ": ".join(
        filter(None, [str(entry.speaker or ""), words if len(words) <= SHOWN else f"{words[:SHOWN]}…"])
    )
