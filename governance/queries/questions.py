"""Written questions: what the force owes, a set by its headings, and the lists of the office and of the force."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Upper

from governance.models import Answer, MinutedAnswer, Question, QuestionSet
from governance.models.question import QuestionQuerySet
from governance.queries.actions import Owner
from governance.states.questions import OWED, QuestionState
from pcc_portal.accounts.models import Holding, User
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.states import AgendaStatus, MinutesStatus, Part
from pcc_portal.web.templatetags.words import short_date

A_PAGE, MEETINGS = 25, 6
OPEN, EVERYTHING = "open", "all"
SHOWN = {OPEN: "Still to answer", EVERYTHING: "Everything"}


def owed(on: date) -> QuerySet[Any]:
    """Every written question to which the force owes an answer, asked anew or given back, as the list of what it owes wants it.
    ``due_on`` is the day that counts: one that is put off has another."""
    said = Answer.objects.filter(question=OuterRef("pk")).order_by("-at")
    return Question.objects.owed().annotate(
        owed_name=Upper("reference"),
        owed_what=F("words"),
        owed_due=F("due_on"),
        owed_replied=Subquery(said.values("at")[:1]),
        owed_about=Cast("question_set_id", CharField()),
        owed_key=Cast("reference", CharField()),
    )


def with_everything(rows: QuestionQuerySet, *, on: date) -> QuestionQuerySet:
    """With what it hangs on, who holds its post, and its answers, the last one first. Three queries more, however many rows."""
    holders = Holding.objects.on(on).select_related("person", "post").order_by("-kind")
    answers = Answer.objects.select_related("restricted", "by__person").order_by("-number")
    return rows.select_related(
        "question_set__body__host",
        "question_set__meeting__body",
        "question_set__inspection",
        "question_set__challenge",
        "owner_person",
        "owner_post",
        "follows",
    ).prefetch_related(
        Prefetch("answers", answers),
        Prefetch("owner_post__holdings", holders),
        Prefetch("minuted", MinutedAnswer.objects.select_related("entry")),
        "files",
    )


@dataclass(frozen=True)
class Asked:
    """One question on a day. Everything that it says was read with it: see ``with_everything``."""

    question: Question
    on: date

    @cached_property
    def owner(self) -> Owner:
        post = self.question.owner_post
        return Owner(self.question.owner_person, post, tuple(post.holdings.all()) if post else ())

    @cached_property
    def answers(self) -> list[Answer]:
        return list(self.question.answers.all())

    @property
    def answer(self) -> Answer | None:
        """The one that counts."""
        return self.answers[0] if self.answers else None

    @property
    def is_late(self) -> bool:
        return self.question.is_late(on=self.on)

    @property
    def state_words(self) -> str:
        row = self.question
        if row.closed_on:
            return f"{row.get_state_display()} on {short_date(row.closed_on)}"
        return "Overdue" if self.is_late else row.get_state_display()

    @property
    def is_minuted(self) -> bool:
        return bool(self.question.minuted.all())

    @property
    def is_changed_since(self) -> bool:
        """The minutes hold an earlier answer."""
        now = self.answer.number if self.answer else 0
        return any(row.number != now for row in self.question.minuted.all())

    @property
    def flags(self) -> list[str]:
        """What somebody should see to; each stops nothing."""
        found = []
        if self.question.is_owed and self.owner.post is not None and not self.owner.holders:
            found.append(f"Nobody holds the post of {self.owner.post} today.")
        if self.is_changed_since:
            found.append("Its answer was changed after it was written into the minutes.")
        return found


@dataclass
class Heading:
    """A topic or measure with its questions, each supplementary one behind the question that it comes of."""

    words: str
    rows: list[Asked] = field(default_factory=list)


def by_heading(rows: Iterable[Question], *, on: date) -> list[Heading]:
    """Headings in the order in which they were first used."""
    known = list(rows)
    first = {row.pk: row for row in known}
    groups: dict[str, Heading] = {}
    for row in sorted(known, key=lambda row: (row.follows_id or row.pk, row.pk)):
        leads = first.get(row.follows_id or row.pk, row)
        groups.setdefault(leads.heading.casefold(), Heading(leads.heading)).rows.append(Asked(row, on))
    return list(groups.values())


def of_set(row: QuestionSet, user: User, *, on: date) -> list[Heading]:
    """The questions of a set that this person may know of, by heading."""
    rows = Question.objects.visible_to(user).filter(question_set=row)
    return by_heading(with_everything(rows, on=on), on=on)


def open_for(user: User, *, on: date, row: QuestionSet | None = None) -> list[Heading]:
    """What this person has still to answer, or sees that others have: of one set, or of all."""
    rows = Question.objects.visible_to(user).owed()
    rows = rows.filter(question_set=row) if row is not None else rows
    return by_heading(with_everything(rows, on=on), on=on)


def sets(user: User, *, on: date, page: str) -> Page[Any]:
    """Sets for the office, the latest day first, with how each stands. Two queries."""
    late = Q(questions__state__in=sorted(OWED), questions__due_on__lt=on)
    rows = QuestionSet.objects.visible_to(user).annotate(
        total=Count("questions"),
        drafts=Count("questions", filter=Q(questions__state=QuestionState.DRAFT)),
        owed=Count("questions", filter=Q(questions__state__in=sorted(OWED))),
        late=Count("questions", filter=late),
        to_read=Count("questions", filter=Q(questions__state=QuestionState.ANSWERED)),
    )
    rows = rows.select_related("meeting__body", "inspection", "challenge")
    return Paginator(rows.order_by("-due_on", "-pk"), A_PAGE).get_page(page)


def put_to(user: User, *, show: str, on: date, page: str) -> Page[Any]:
    """What was put to this person, or to the force for which they answer, a page at a time."""
    rows = Question.objects.visible_to(user)
    rows = rows.owed() if show == OPEN else rows
    return Paginator(with_everything(rows, on=on).order_by("due_on", "pk"), A_PAGE).get_page(page)


def to_minute(row: QuestionSet) -> QuestionQuerySet:
    """Answered or accepted, and in no row of the minutes yet."""
    there = MinutedAnswer.objects.filter(question=OuterRef("pk"))
    has = Q(state__in=[QuestionState.ANSWERED, QuestionState.ACCEPTED])
    return Question.objects.filter(has, ~Exists(there), question_set=row)


def items_to_minute(row: QuestionSet) -> QuerySet[Item]:
    """Under which an answer can be written into minutes that are still open: of its own meeting, or of the last ones."""
    rows = Meeting.objects.filter(body=row.body_id, status=AgendaStatus.ISSUED)
    rows = rows.exclude(minutes__status__in=[MinutesStatus.CONFIRMED, MinutesStatus.SIGNED])
    rows = rows.filter(pk=row.meeting_id) if row.meeting_id else rows.order_by("-held_on")[:MEETINGS]
    return _items(rows).filter(part=Part.OPEN)


def items_to_add_to(row: QuestionSet) -> QuerySet[Item]:
    """Of agendas of the Board that are still being prepared, open and closed."""
    rows = Meeting.objects.filter(body=row.body_id, status=AgendaStatus.DRAFT).pending()
    return _items(rows.order_by("held_on")[:MEETINGS])


def _items(meetings: QuerySet[Meeting]) -> QuerySet[Item]:
    rows = Item.objects.filter(meeting__in=meetings.values("pk")).select_related("meeting__body")
    return rows.order_by("meeting__held_on", "part", "position")
