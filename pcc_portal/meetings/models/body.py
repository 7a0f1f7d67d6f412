"""A body that meets, with what its agendas begin with."""

from datetime import date
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import Organisation
from pcc_portal.meetings.states import BackDate, CountedFrom, ItemKind, Regime
from pcc_portal.workdays import Calendar

BOARD = "gpb"  # the Board's slug, with which the refs of its meetings begin
ALWAYS = date(2000, 1, 1)  # the rules that a body begins with
NAMING = ("name", "short_name", "signatory", "signatory_post")


class Naming(NamedTuple):
    """What is printed of a body on a day."""

    name: str
    short_name: str
    signatory: str
    signatory_post: str


def reminded() -> list[int]:
    """A week before it is due, and on the working day before."""
    return [5, 1]


class Body(models.Model):
    """The Panel, the Board: regime and notice rule are data, so a successor body is a row."""

    slug = models.SlugField(unique=True)  # begins every meeting's ref
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=80)  # where its meetings are read: "panel/meetings"
    regime = models.CharField(max_length=10, choices=Regime)
    notice_days = models.PositiveSmallIntegerField(default=5)
    # Papers are due this many working days before the last day to issue.
    papers_due_days = models.PositiveSmallIntegerField(default=5)
    # Their authors are reminded so many working days before that.
    remind_days = ArrayField(models.PositiveSmallIntegerField(), default=reminded, blank=True)
    default_time = models.TimeField()
    venue = models.CharField(max_length=300, blank=True)
    signatory = models.CharField(max_length=120, blank=True)
    signatory_post = models.CharField(max_length=200, blank=True)
    # A copy of the BodyName rows, newest first, so that a list of meetings asks for none; bodies.rename writes both.
    names = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    def named_on(self, day: date) -> Naming:
        """The name in force on a day; before the first change it is the one that the body began with."""
        for row in self.names:
            if row["from_on"] <= day.isoformat():
                return Naming(*(row[field] for field in NAMING))
        return Naming(*(getattr(self, field) for field in NAMING))

    @property
    def side(self) -> Organisation:
        """Whose people let its matter out, by two: the Panel's clerks for the Panel, the office for its own Board."""
        return self.organisation if self.regime == Regime.PART_VA else self.host


class BodyName(models.Model):
    """What a body is called, and who signs for it, from a day on: successors take over, old papers keep their name."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="naming")
    from_on = models.DateField()
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    signatory = models.CharField(max_length=120, blank=True)
    signatory_post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "from_on"], name="one_name_of_a_body_from_a_day"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(short_name=""), name="body_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BodyNote(models.Model):
    """A disclaimer printed after the items of business: interests, public speaking, filming."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    html = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["body", "position"], name="body_note_position_once")]

    def __str__(self) -> str:
        return self.title


class StandingItem(models.Model):
    """A line that every new agenda of the body begins with."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.NONE)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["body", "position"], name="standing_item_position_once")
        ]

    def __str__(self) -> str:
        return self.title


class BodyRuleQuerySet(models.QuerySet["BodyRule"]):
    def in_force(self, body: Body, *, on: date) -> dict[str, "BodyRule"]:
        """{kind: the rule of that day}; one query."""
        return {rule.kind: rule for rule in self.filter(body=body, from_on__lte=on).order_by("from_on")}


class BodyRule(models.Model):
    """What the body counts from each of its meetings, mostly in working days. Standing orders differ and change, so it
    is data, in force from a day on, with the place where it is written."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=16, choices=BackDate)
    days = models.PositiveSmallIntegerField()
    counted = models.CharField(max_length=8, choices=CountedFrom)
    from_on = models.DateField(default=ALWAYS)
    source = models.CharField(max_length=300, blank=True)

    objects = BodyRuleQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "from_on"], name="body_rule_once_from_a_day"),
            models.CheckConstraint(condition=models.Q(days__lte=120), name="body_rule_within_half_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.days} {self.get_counted_display()}"

    def day_for(self, held_on: date, *, issue_on: date, calendar: Calendar) -> date:
        """The day that it gives for a meeting."""
        start = issue_on if self.counted == CountedFrom.ISSUE else held_on
        return calendar.add_working_days(
            start, self.days if self.counted == CountedFrom.AFTER else -self.days
        )
