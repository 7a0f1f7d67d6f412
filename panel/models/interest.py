"""The register of members' interests: what was notified, when, and what for."""

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.models.person import DatedQuerySet
from pcc_portal.meetings.models import Body, Declaration


class InterestCategory(models.TextChoices):
    """SI 2012/1464, the Schedule; and what a local code adds."""

    EMPLOYMENT = "employment", "Employment, office, trade or profession"
    SPONSORSHIP = "sponsorship", "Sponsorship"
    CONTRACTS = "contracts", "Contracts"
    LAND = "land", "Land"
    LICENCES = "licences", "Licences"
    TENANCIES = "tenancies", "Corporate tenancies"
    SECURITIES = "securities", "Securities"
    OTHER = "other", "Another interest"


class Notification(models.Model):
    """A member's notice to the Monitoring Officer, by which the 28 days stop: on taking the seat, or after a declaration."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    # The interest that was declared at a meeting and was not on the register (Localism Act 2011 s31(2)-(3)).
    declaration = models.OneToOneField(
        Declaration, on_delete=models.CASCADE, null=True, blank=True, related_name="notification"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["body", "person"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.received_on}"


class RegisteredInterest(models.Model):
    """One entry; what a sensitive one is about lies apart (Localism Act 2011 s32)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=12, choices=InterestCategory)
    words = models.CharField(max_length=500, blank=True)
    is_sensitive = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["category", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_sensitive=True, words="") | (Q(is_sensitive=False) & ~Q(words="")),
                name="sensitive_interest_has_no_public_words",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="registered_interest_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.words or "A sensitive interest"


class SensitiveInterest(models.Model):
    """For the clerk and the member alone."""

    interest = models.OneToOneField(
        RegisteredInterest, on_delete=models.CASCADE, primary_key=True, related_name="sensitive"
    )
    words = models.CharField(max_length=500)

    def __str__(self) -> str:
        return "A sensitive interest"


class HomeAddress(models.Model):
    """Where an entry is about the member's home: for the clerk and the member alone, and never published."""

    interest = models.OneToOneField(
        RegisteredInterest, on_delete=models.CASCADE, primary_key=True, related_name="home"
    )
    words = models.CharField(max_length=300)

    def __str__(self) -> str:
        return "An address"
