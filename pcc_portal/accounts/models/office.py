"""The name under which the site speaks: dated, because offices are replaced and old pages keep their own."""

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models.person import DatedQuerySet


class Office(models.Model):
    """What the masthead and the foot say from a day on. All of it is public."""

    name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=300)
    help_name = models.CharField(max_length=120)
    help_role = models.CharField(max_length=120)
    help_phone = models.CharField(max_length=40)
    help_email = models.EmailField()
    help_hours = models.CharField(max_length=120)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="office_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def help_tel(self) -> str:
        """The telephone number as a tel: address."""
        return "".join(c for c in self.help_phone if c.isdigit() or c == "+")
