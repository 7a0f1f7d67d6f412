"""An inspection of the force by the inspectorate: when its report came out, how it graded, and where its answer stands."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from governance.states.inspections import Grade, InspectionState
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models.private_file import PrivateFile
from pcc_portal.workdays import year_label


def graded(**more: object) -> models.CharField:
    return models.CharField(max_length=12, choices=Grade, blank=True, **more)  # type: ignore[arg-type]  # Django's own options


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, user: User | AnonymousUser) -> "InspectionQuerySet":
        """The desk is the office's; everyone else reads what was released, and the force what was put to it."""
        return self.filter(office__in=held_by(user).organisations(Power.READ_BOARD))

    def put_to(self, user: User | AnonymousUser) -> "InspectionQuerySet":
        """Those on which this person answers for the force as a whole."""
        return self.filter(
            asked_on__isnull=False, force__in=held_by(user).organisations(Power.ANSWER_FOR_FORCE)
        )

    def being_answered(self) -> "InspectionQuerySet":
        return self.filter(state=InspectionState.ANSWERING)


class Inspection(models.Model):
    """One report. All of it is public words of the inspectorate; what is answered stands in tables of its own."""

    # The address, made once from what the report is called.
    slug = models.SlugField(max_length=60, unique=True)
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    force = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=80)
    strand = models.CharField(max_length=120)
    # The year that was inspected begins in April of this one: 2017 is 2017/18.
    year = models.PositiveSmallIntegerField()
    # Day 1 of the response.
    published_on = models.DateField()
    report_url = models.URLField(max_length=400, blank=True)
    overall = graded()
    # As this report itself says; it may contradict what stands on record.
    previous_overall = graded()
    state = models.CharField(max_length=12, choices=InspectionState, default=InspectionState.ANSWERING)
    # Why nothing is answered here: "answered before this portal".
    aside_reason = models.TextField(blank=True)
    # When the findings were last put to the force, and by when it is to answer.
    asked_on = models.DateField(null=True, blank=True)
    answers_due_on = models.DateField(null=True, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["programme", "strand", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "programme", "strand", "year"], name="one_inspection_of_a_strand_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1950, year__lte=2150), name="inspection_has_a_year_with_four_figures"
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.ON_RECORD) | ~Q(aside_reason=""),
                name="inspection_set_aside_says_why",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True, answers_due_on__isnull=True)
                | Q(answers_due_on__gte=F("asked_on")),
                name="force_is_asked_by_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.year_words}: {self.strand}"

    @property
    def year_words(self) -> str:
        return words_of_year(self.year)


def words_of_year(year: int) -> str:
    """2017 as "2017/18"."""
    return year_label(date(year, 4, 1))


class InspectionArea(models.Model):
    """A part of the report, by its number: the question it asks, and its grade."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="areas")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    question = models.CharField(max_length=300, blank=True)
    grade = graded()
    previous = graded()
    praise = models.TextField(blank=True)
    concerns = models.TextField(blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_area_of_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="area_is_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class InspectionFile(PrivateFile):
    """The report as a PDF. It is public words, and is read here once it is let out."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="report_file")

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="inspection_file_has_a_title")]


class ChiefComments(models.Model):
    """What the Chief Constable says of a report, or that they say nothing (Police Act 1996 s55(5)(a)). Private until published."""

    inspection = models.OneToOneField(
        Inspection, on_delete=models.PROTECT, related_name="comments", primary_key=True
    )
    words = models.TextField(blank=True)
    has_none = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(has_none=True, words="") | (Q(has_none=False) & ~Q(words="")),
                name="comments_or_that_there_are_none",
            ),
        ]

    def __str__(self) -> str:
        return f"Comments on {self.inspection_id}"
