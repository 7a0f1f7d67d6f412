"""What was issued to members only, frozen as a release is, in a table that visitors cannot read."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power


class WithheldQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "WithheldQuerySet":
        """For those who may read the exempt part of this body, or of this one meeting of it (LGA 1972 s100F)."""
        rights = held_by(user)
        mine = Q(organisation__in=rights.organisations(Power.READ_EXEMPT)) | Q(
            collection__in=rights.refs(Power.READ_EXEMPT)
        )
        return self.filter(mine, withdrawn_at__isnull=True)

    def live(self) -> "WithheldQuerySet":
        """The newest version of each thing, unless it was withdrawn."""
        return self.filter(withdrawn_at__isnull=True, superseded_at__isnull=True)


class Withheld(models.Model):
    """An exempt paper or the members' pack, as issued: the same shape as a release, and never one."""

    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60)
    collection = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    facts = models.JSONField(default=dict, blank=True)
    html = models.TextField(blank=True)
    contents = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    files = models.JSONField(
        default=dict, blank=True
    )  # picture name -> key in the private store and media type
    store_key = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = WithheldQuerySet.as_manager()

    class Meta:
        ordering = ["collection", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "version"], name="withheld_version_once"),
            # Two pairs of eyes, told by the database: no exempt paper is issued by one person alone.
            models.CheckConstraint(
                # What everyone could read until it was kept back is let out to nobody.
                condition=Q(kind="meetings.pack")
                | Q(seconded_by__isnull=False)
                | Q(facts__has_key="re_marked"),
                name="withheld_paper_has_a_second",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("issued_by")),
                name="withheld_seconded_by_another",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(withdrawn_at__isnull=True, superseded_at__isnull=True),
                name="one_live_withheld",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.collection} v{self.version}"
