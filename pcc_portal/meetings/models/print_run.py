"""What was printed from the print desk, and who was handed which copy."""

import uuid

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.documents.markings import Audience
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.models.meeting import Meeting


class PrintRun(models.Model):
    """One file of chosen issued papers. Its bytes go after some days; the row stays, since it says who has what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="print_runs")
    audience = models.CharField(max_length=8, choices=Audience)
    is_large = models.BooleanField(default=False)
    papers = models.JSONField()  # ids, in the order of the agenda
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    store_key = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sides = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(store_key="") | Q(made_at__isnull=False, sides__gt=0),
                name="printed_file_says_when_and_how_long",
            ),
        ]

    def __str__(self) -> str:
        return f"Print run {self.pk}"


class NamedCopy(models.Model):
    """A copy of exempt papers, numbered through all runs of its meeting, for one named person."""

    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="copies")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="exempt_copy_number_once"),
            models.UniqueConstraint(fields=["run", "holder"], name="one_copy_a_person_a_run"),
        ]

    def __str__(self) -> str:
        return f"Copy {self.number}, {self.holder}"
