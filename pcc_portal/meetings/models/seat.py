"""Seats of a body and who sat in them; a vacancy is a seat with nobody in it on the day."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Organisation, Person
from pcc_portal.accounts.models.person import (
    DAYS,
    DatedQuerySet,
    DateRange,  # noqa: F401  named here by the first migration
)
from pcc_portal.meetings.models.body import Body


class SeatKind(models.TextChoices):
    COUNCILLOR = "councillor", "Councillor"
    INDEPENDENT = "independent", "Independent member"


class Seat(models.Model):
    """A place on the body, filled by a council or by co-option."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SeatKind)
    nominated_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["body", "position"], name="seat_position_once"),
            models.CheckConstraint(
                condition=Q(kind=SeatKind.INDEPENDENT, nominated_by__isnull=True)
                | Q(kind=SeatKind.COUNCILLOR, nominated_by__isnull=False),
                name="councillors_are_nominated_by_a_council",
            ),
        ]

    def __str__(self) -> str:
        return f"Seat {self.position}"

    @property
    def words(self) -> str:
        """What stands beside the name on the front sheet."""
        return str(self.nominated_by) if self.nominated_by_id else "Independent member"


class SeatOffice(models.TextChoices):
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice-Chair"
    MEMBER = "member", "Member"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Sitting(models.Model):
    """Who sat in a seat, in which office, from which day to which."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sittings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=12, choices=SeatOffice, default=SeatOffice.MEMBER)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["seat__position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="sitting_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_person_in_a_seat_at_a_time",
                expressions=[
                    (DAYS, RangeOperators.OVERLAPS),
                    ("seat", RangeOperators.EQUAL),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_office_display()}"
