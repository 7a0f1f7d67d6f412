"""By which meeting minutes were confirmed, and who signed them."""

import pghistory
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings.models.entry import Entry
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.models.minutes import Minutes


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Confirmation(models.Model):
    """Minutes are signed at the same or the next suitable meeting (LGA 1972 Sch 12 para 41(1)).

    ``resolution`` is where that meeting's own minutes say so; ``without`` says why there is none on record, and is printed.
    """

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="confirmation")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="confirms")
    resolution = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    without = models.CharField(max_length=300, blank=True)
    corrected = models.BooleanField(
        default=False
    )  # with corrections accepted since they were first sent round
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resolution__isnull=False) | ~Q(without=""),
                name="confirmed_by_a_resolution_or_said_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"Confirmed on {self.meeting.held_on}"


class SignedHow(models.TextChoices):
    PORTAL = "portal", "In the portal"
    PAPER = "paper", "On paper"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Signature(models.Model):
    """Who presided signs (LGA 1972 Sch 12 para 41(1)): in the portal, or on paper, and then it says where that page is kept."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="signature")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=120)
    how = models.CharField(max_length=8, choices=SignedHow)
    signed_on = models.DateField()
    kept = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)  # of the words that were signed
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(how=SignedHow.PAPER) | ~Q(kept=""), name="signed_page_is_kept_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"Signed by {self.person}"
