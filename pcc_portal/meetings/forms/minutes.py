"""What is typed into minutes: the words of an entry, who and what goes with them, times, and votes by name."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from pcc_portal.meetings.models import Attendance, Entry, Meeting, Motion, Promise, Resolution
from pcc_portal.meetings.models.entry import OF_THE_BOARD, EntryKind, Verb
from pcc_portal.meetings.models.facts import FACTS, Change, row_of, standing
from pcc_portal.meetings.models.motion import MotionResult, ResolutionKind, VoteChoice
from pcc_portal.meetings.printing.wording import MOST, html_of, typed_of, unseen_in, words_of
from pcc_portal.meetings.queries.minutes import Heading, Record
from pcc_portal.web.forms import DayField, PortalForm
from pcc_portal.writing.models import Block

LABELS = {
    EntryKind.STATEMENT: "What was said",
    EntryKind.QUESTION: "Asked about",
    EntryKind.ANSWER: "The answer",
    EntryKind.NOTED: "What was noted",
    EntryKind.NONE: "Words (left empty, it says “None.”)",
    EntryKind.MOTION: "What was moved: that",
    EntryKind.RESOLUTION: "What was resolved: that the body",
    EntryKind.PROMISE: "What was promised: to",
    EntryKind.ROW: "Discussion",
    EntryKind.TOPIC: "Topic or measure",
}
TOO_LONG = "This is %(show_value)s characters long. An entry holds up to %(limit_value)s: put the rest into entries of their own."
LEFT_OUT = "Marks that nobody sees were left out. They can turn words round or hide in them."
PICK = "Choose from who is there."
# Facts that name somebody, and what stands before the list.
_PEOPLE = {
    "speaker": "Who",
    "mover": "Moved by",
    "seconder": "Seconded by",
    "by": "Who promised it",
    "to": "To whom",
}
_SPEAKER: dict[str, str] = {EntryKind.QUESTION: "Asked by", EntryKind.ANSWER: "Answered by"}
# Facts that are one of a list: what stands before it, the words for none of it, the list.
_CHOICES: dict[str, tuple[str, str, Any]] = {
    "verb": ("How", "As usual", Verb.choices),
    "result": ("What became of it", "Not said yet", MotionResult.choices),
    "kind": ("Sort of decision", "", ResolutionKind.choices),
}
_COUNTED = {"votes_for": "Votes for", "votes_against": "Votes against", "abstained": "Abstentions"}
MOST_VOTES = 500


class WordsForm(PortalForm):
    """The words alone: what an autosave sends."""

    said = forms.CharField(
        label="Words",
        required=False,
        strip=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        error_messages={"max_length": TOO_LONG},
    )
    base_version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def html(self) -> str:
        return html_of(self.cleaned_data["said"])

    def left_out(self) -> list[str]:
        """What the writer will not find again, in words."""
        return [LEFT_OUT] if unseen_in(self.cleaned_data["said"]) else []


class EntryForm(WordsForm):
    """The words of one entry and its facts. A fact comes with what it was, so that only what was changed is written."""

    field_order = ("speaker", "mover", "seconder", "by", "verb", "said", "amends", "result", "unanimous")

    def __init__(self, *args: Any, entry: Entry, record: Record, **kwargs: Any) -> None:
        self.entry, self.record = entry, record
        now = {name: standing(entry, name) for name in FACTS[entry.kind]}
        initial = {"said": typed_of(entry.block.html), "base_version": entry.block.version} | now
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["said"].label = LABELS[EntryKind(entry.kind)]
        # The browser would cut off what is too long: it is said instead, and kept.
        self.fields["said"].widget.attrs.pop("maxlength", None)
        for name in FACTS[entry.kind]:
            self.fields[name] = self._field(name)
            was = forms.CharField(required=False, widget=forms.HiddenInput, initial=_written(now[name]))
            self.fields[f"was_{name}"] = was
        self.order_fields(self.field_order)

    def changes(self) -> dict[str, Change]:
        """The facts that differ from what their writer was shown."""
        found = {}
        for name in FACTS[self.entry.kind]:
            was = self.fields[name].clean(self.cleaned_data[f"was_{name}"] or None)
            if was != self.cleaned_data[name]:
                found[name] = Change(was, self.cleaned_data[name])
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("due_meeting") and data.get("due_on"):
            self.add_error("due_on", "Choose a meeting or a day, not both.")
        meeting = self.record.meeting
        if (due := data.get("due_on")) and due < meeting.held_on:
            self.add_error("due_on", "This day is before the meeting at which it was promised.")
        return data

    def _field(self, name: str) -> forms.Field:
        """The field of a fact: people are picked from who is there, motions from those of this meeting."""
        if name in _PEOPLE:
            return self._of_people(name)
        if name in _CHOICES:
            label, nothing, choices = _CHOICES[name]
            empty = [("", nothing)] if nothing else []
            return forms.ChoiceField(label=label, required=not nothing, choices=[*empty, *choices])
        if name in _COUNTED:
            return forms.IntegerField(label=_COUNTED[name], required=False, min_value=0, max_value=MOST_VOTES)
        makers: dict[str, Callable[[], forms.Field]] = {
            "amends": lambda: self._motion("It would amend", "No amendment"),
            "motion": lambda: self._motion("By the motion", "No motion"),
            "unanimous": lambda: forms.BooleanField(label="Everyone voted for it", required=False),
            "due_meeting": lambda: _row("By which meeting", self._meetings(), "No meeting"),
            "due_on": lambda: DayField(label="Or by which day", required=False),
        }
        return makers[name]()

    def _of_people(self, name: str) -> forms.Field:
        people = self.record.present
        if name in {"mover", "seconder"}:
            people = [one for one in people if one.is_member]
        label = _SPEAKER.get(self.entry.kind, "Who") if name == "speaker" else _PEOPLE[name]
        nobody = f"The {self.record.meeting.naming.short_name}" if name == "to" else "Not said yet"
        return self._person(label, people, getattr(row_of(self.entry, name), name), nobody=nobody)

    def _person(self, label: str, rows: Iterable[Attendance], now: Any, *, nobody: str) -> forms.Field:
        choices = [(row.person_id, _listed(self.record, row)) for row in rows]
        if now is not None and now.pk not in {pk for pk, _ in choices}:
            choices.append((now.pk, f"{now} (not down as present)"))
        return _row(label, choices, nobody, wrong=PICK)

    def _motion(self, label: str, nothing: str) -> forms.Field:
        others = [one for one in self.record.motions if one.pk != self.entry.pk]
        return _row(label, [(one.motion.pk, f"“{_short(one)}”") for one in others], nothing)

    def _meetings(self) -> list[tuple[int, str]]:
        meeting = self.record.meeting
        later = Meeting.objects.filter(body=meeting.body_id, held_on__gt=meeting.held_on, is_date_fixed=True)
        later = later.exclude(life="cancelled").select_related("body").order_by("held_on")[:12]
        rows = [(one.pk, str(one)) for one in later]
        due = getattr(self.entry, "promise").due_meeting  # noqa: B009  typed by its kind
        return rows if due is None or due.pk in {pk for pk, _ in rows} else [*rows, (due.pk, str(due))]


def blank(record: Record, kind: str) -> EntryForm:
    """The form of an entry that is not there yet, for the page's script to copy."""
    entry = Entry(kind=kind, block=Block(html="", version=1))
    for holder in {holder for holder, _ in FACTS[kind].values()} - {"entry"}:
        rows = {"motion": Motion, "resolution": Resolution, "promise": Promise}
        rows[holder](entry=entry)
    return EntryForm(entry=entry, record=record)


def facts_of(record: Record, entry: Entry) -> dict[str, dict[str, str]]:
    """The facts of an entry as its form holds them, and the names of people among them."""
    found = {}
    for name in FACTS[entry.kind]:
        found[name] = {"value": _written(standing(entry, name))}
        if name in _PEOPLE and (person := getattr(row_of(entry, name), name)):
            found[name]["words"] = record.name(person)
    return found


def _written(value: Any) -> str:
    """A fact as a hidden field holds it."""
    if value is None or value is False:
        return ""
    return "on" if value is True else value.isoformat() if isinstance(value, date) else str(value)


def _row(
    label: str, choices: list[tuple[int, str]], nothing: str, *, wrong: str = "Choose one of the list."
) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", nothing), *choices],
        error_messages={"invalid_choice": wrong},
    )


def _listed(record: Record, row: Attendance) -> str:
    """The printed name, with the full one where that says more: near-namesakes stay apart."""
    name = record.name(row.person)
    name = name[:1].upper() + name[1:]
    return name if name.endswith(str(row.person)) else f"{name} ({row.person})"


def _short(entry: Entry) -> str:
    words = words_of(entry.block.html)
    return f"{words[:60]}…" if len(words) > 60 else words  # noqa: PLR2004  as much as a list shows


class AddEntry(PortalForm):
    """One press: which kind, under which question, and the key that makes a second press the same."""

    parent = forms.UUIDField(required=False)
    key = forms.UUIDField(required=False)
    private = forms.BooleanField(required=False)
    said = forms.CharField(
        required=False, strip=False, max_length=MOST, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = set(EntryKind) - OF_THE_BOARD if meeting.is_under_part_va else OF_THE_BOARD
        self.fields["kind"] = forms.ChoiceField(choices=[c for c in EntryKind.choices if c[0] in kinds])


class Times(PortalForm):
    """When the meeting began and rose, and came to each item: London times on its day. What is not changed stays to the second."""

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        minutes = record.minutes
        self._add("began_at", "The meeting began", minutes.began_at if minutes else None)
        for heading in record.headings:
            self._add(self._key(heading), f"{heading.line.number}. {heading.line.title}", heading.taken_at)
        self._add("rose_at", "The meeting rose", minutes.rose_at if minutes else None)

    def _add(self, name: str, label: str, moment: datetime | None) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        wrong = {"invalid": "Give a time, as in 14:32."}
        self.fields[name] = forms.TimeField(label=label, required=False, widget=widget, error_messages=wrong)
        self.initial[name] = timezone.localtime(moment).time() if moment else None

    @staticmethod
    def _key(heading: Heading) -> str:
        return f"item-{heading.line.item.pk}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        began, rose = self.moment("began_at"), self.moment("rose_at")
        if began and rose and rose <= began:
            self.add_error("rose_at", "The meeting rose after it began: check the two times.")
        return data

    def moment(self, name: str) -> datetime | None:
        """The moment of a time on the day of the meeting."""
        said: time | None = self.cleaned_data.get(name)
        if said is None:
            return None
        standing = self._standing(name)
        if (
            standing is not None
            and timezone.localtime(standing).time().replace(second=0, microsecond=0) == said
        ):
            return standing
        return datetime.combine(self.record.meeting.held_on, said, tzinfo=timezone.get_default_timezone())

    def _standing(self, name: str) -> datetime | None:
        if name in {"began_at", "rose_at"}:
            return getattr(self.record.minutes, name, None)
        return next((h.taken_at for h in self.record.headings if self._key(h) == name), None)

    def taken(self) -> dict[Any, datetime | None]:
        """{item: when it was taken}, for those whose time was changed."""
        return {
            heading.line.item: moment
            for heading in self.record.headings
            if (moment := self.moment(self._key(heading))) != heading.taken_at
        }


class VotesForm(PortalForm):
    """One row a member who was there."""

    def __init__(
        self, *args: Any, record: Record, entry: Entry, members: list[Attendance], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        given = {vote.person_id: vote.choice for vote in entry.motion.votes.all()}
        self.people = {f"p{row.person_id}": row.person_id for row in members}
        for row in members:
            self.fields[f"p{row.person_id}"] = forms.ChoiceField(
                label=_listed(record, row),
                required=False,
                choices=[*VoteChoice.choices, ("", "Did not vote")],
                widget=forms.RadioSelect,
                initial=given.get(row.person_id, ""),
            )

    def votes(self) -> dict[int, str]:
        return {pk: self.cleaned_data.get(name, "") for name, pk in self.people.items()}
