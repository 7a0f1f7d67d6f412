"""The name under which the site speaks: dated, because offices are replaced and old pages keep their own."""

from hashlib import sha256

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.colours import HEX
from pcc_portal.accounts.models.person import DAYS, DatedQuerySet


class Office(models.Model):
    """What the masthead and the foot say from a day on. All of it is public."""

    name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=300)
    help_name = models.CharField(max_length=120)
    help_role = models.CharField(max_length=120)
    help_phone = models.CharField(max_length=40)
    help_email = models.EmailField()
    help_hours = models.CharField(max_length=120)
    brand = models.CharField(max_length=7, default="#12355b")
    link = models.CharField(max_length=7, default="#1457a8")
    # In the public store, re-encoded by us; empty: the mark that comes with the portal.
    logo_key = models.CharField(max_length=200, blank=True)
    logo_sha256 = models.CharField(max_length=64, blank=True)
    logo_type = models.CharField(max_length=20, blank=True)
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
            models.CheckConstraint(
                condition=Q(brand__regex=HEX) & Q(link__regex=HEX), name="office_colours_are_colours"
            ),
            models.CheckConstraint(
                condition=Q(logo_key="", logo_sha256="", logo_type="")
                | (~Q(logo_key="") & ~Q(logo_sha256="") & Q(logo_type__in=["image/png", "image/jpeg"])),
                name="office_logo_is_whole",
            ),
            ExclusionConstraint(name="one_office_at_a_time", expressions=[(DAYS, RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def theme_version(self) -> str:
        """Changes with the colours, so that browsers keep the stylesheet for good."""
        return sha256(f"{self.brand} {self.link}".encode()).hexdigest()[:12]

    @property
    def logo_name(self) -> str:
        """The logo's address names what is in it."""
        ending = {"image/png": "png", "image/jpeg": "jpg"}.get(self.logo_type, "")
        return f"{self.logo_sha256[:16]}.{ending}" if self.logo_key else ""

    @property
    def help_tel(self) -> str:
        """The telephone number as a tel: address."""
        return "".join(c for c in self.help_phone if c.isdigit() or c == "+")
