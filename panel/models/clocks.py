"""Statutory periods as dated data, clocks that were started, and the records of a precept and a confirmation hearing."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from panel.states import ClockKind, HearingPost, HearingState, PreceptState, Recommended, Veto
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.workdays.periods import Period, Unit

UNITS = [
    (Unit.BY_DATE, "by a day of the year"),
    (Unit.BEGINNING_WITH, "days beginning with the day itself"),
    (Unit.WORKING_DAYS, "working days before"),
    (Unit.YEAR_END, "by the end of the financial year"),
    (Unit.NO_DAY, "no day is set"),
]


class StatutoryPeriod(models.Model):
    """A time that a law sets, in force from a day on: the law changes, and what was counted before stays as it was."""

    kind = models.CharField(max_length=16, choices=ClockKind)
    unit = models.CharField(max_length=16, choices=UNITS)
    number = models.PositiveSmallIntegerField(default=0)
    month = models.PositiveSmallIntegerField(default=0)
    day = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    from_on = models.DateField()

    class Meta:
        ordering = ["kind", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_on"], name="statutory_period_once_from_a_day"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(source=""), name="statutory_period_says_its_rule_and_source"
            ),
            models.CheckConstraint(
                condition=~Q(unit=Unit.BY_DATE) | Q(month__range=(1, 12), day__range=(1, 31)),
                name="statutory_date_is_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"

    @property
    def period(self) -> Period:
        """As the pure rules of dates take it."""
        return Period(
            Unit(self.unit), self.words, self.source, number=self.number, month=self.month, day=self.day
        )


class ClockOverride(models.Model):
    """Somebody has set another day for one clock, and says why; the day that the rule gives stays beside it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=ClockKind)
    start_on = models.DateField()  # what it is counted from
    on = models.DateField()
    why = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "start_on"], name="one_override_of_a_clock"),
            models.CheckConstraint(condition=~Q(why=""), name="override_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.start_on}"


class Clock(models.Model):
    """Something happened from which the law counts: a report was sent, an election held, a charge brought."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=ClockKind)
    started_on = models.DateField()
    about = models.CharField(max_length=200)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("started_on")),
                name="clock_done_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.about


def _amount(**more: Any) -> models.DecimalField:
    """The council tax for a band D property, in pounds and pence."""
    return models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)], **more
    )


class Precept(models.Model):
    """The scrutiny of one year's precept, step by step (PRSRA 2011 schedule 5; SI 2012/2271)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # the financial year that it is for begins in this year
    state = models.CharField(max_length=10, choices=PreceptState, default=PreceptState.NOTIFIED)
    proposed = _amount()
    notified_on = models.DateField()
    veto = models.CharField(max_length=8, choices=Veto, default=Veto.NONE)
    votes = models.PositiveSmallIntegerField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(null=True, blank=True)  # in office on the day of the vote
    recommended = _amount()
    reported_on = models.DateField(null=True, blank=True)
    revised = _amount()
    revised_on = models.DateField(null=True, blank=True)
    is_rejected = models.BooleanField(null=True, blank=True)
    second_on = models.DateField(null=True, blank=True)
    responded_on = models.DateField(null=True, blank=True)
    issued = _amount()
    issued_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_precept_of_a_year"),
            models.CheckConstraint(
                condition=Q(veto=Veto.NONE) | Q(votes__isnull=False, members__isnull=False),
                name="precept_veto_has_its_votes",
            ),
            # PRSRA 2011 schedule 5 paragraph 4(4): two thirds of the members in office.
            models.CheckConstraint(
                condition=Q(veto=Veto.NONE) | Q(members__lte=F("votes") * 3 / 2),
                name="precept_veto_has_two_thirds",
            ),
            models.CheckConstraint(
                condition=Q(revised__isnull=True)
                | Q(veto=Veto.TOO_HIGH, revised__lt=F("proposed"))
                | Q(veto=Veto.TOO_LOW, revised__gt=F("proposed")),
                name="revised_precept_goes_the_right_way",
            ),
            models.CheckConstraint(
                condition=~Q(state=PreceptState.ISSUED) | Q(issued_on__isnull=False, issued__isnull=False),
                name="issued_precept_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Precept {self.year}/{(self.year + 1) % 100:02d}"


class Hearing(models.Model):
    """A proposed appointment that the Panel reviews in public (PRSRA 2011 schedules 1 and 8)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=16, choices=HearingPost)
    received_on = models.DateField()
    # The time around an election that is not counted (schedule 1 paragraph 10).
    pause_from = models.DateField(null=True, blank=True)
    pause_to = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=HearingState, default=HearingState.RECEIVED)
    recommended = models.CharField(max_length=8, choices=Recommended, blank=True)
    votes = models.PositiveSmallIntegerField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pause_from__isnull=True, pause_to__isnull=True)
                | Q(pause_to__gte=F("pause_from")),
                name="hearing_pause_has_two_ends",
            ),
            models.CheckConstraint(
                condition=~Q(recommended=Recommended.VETO)
                | Q(post=HearingPost.CHIEF_CONSTABLE, members__lte=F("votes") * 3 / 2),
                name="only_a_chief_constable_is_vetoed_by_two_thirds",
            ),
            models.CheckConstraint(
                condition=Q(recommended="", reported_on__isnull=True)
                | (~Q(recommended="") & Q(reported_on__isnull=False)),
                name="reported_hearing_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Confirmation hearing: {self.get_post_display()}"


class HearingNotice(models.Model):
    """What the Commissioner notified, all four things of it (PRSRA 2011 schedule 1 paragraph 9; schedule 8 paragraph 3).

    For the clerk alone until the papers of the hearing are issued.
    """

    hearing = models.OneToOneField(Hearing, on_delete=models.CASCADE, related_name="notice", primary_key=True)
    candidate = models.CharField(max_length=120)
    criteria = models.TextField()
    why = models.TextField()
    terms = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(candidate="") & ~Q(criteria="") & ~Q(why="") & ~Q(terms=""),
                name="hearing_notice_has_all_four",
            ),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.hearing_id}"
