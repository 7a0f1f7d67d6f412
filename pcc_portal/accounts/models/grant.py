"""The only source of rights: a role, in an organisation, from a day to a day."""

import pghistory
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models.person import DatedQuerySet, Organisation
from pcc_portal.accounts.models.user import User
from pcc_portal.accounts.roles import ONE_MEETING, Role


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RoleGrant(models.Model):
    """Ends are dates: a right that ended yesterday gives nothing today. ``to_on`` is the last day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24, choices=Role)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    # The ref of the one meeting that it is for; empty: for all that the organisation has.
    only = models.CharField(max_length=60, blank=True)
    # What gave it ("seat 12", "set-up"), so that ending the reason can find the right.
    reason = models.CharField(max_length=80, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on") - 1),
                name="grant_ends_after_it_starts",
            ),
            # A right for one meeting is never one for all of them, nor the other way round.
            models.CheckConstraint(
                condition=Q(role__in=[*ONE_MEETING]) & ~Q(only="") | ~Q(role__in=[*ONE_MEETING]) & Q(only=""),
                name="one_meeting_is_named",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "reason"],
                condition=Q(to_on__isnull=True),
                name="one_live_grant_by_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
