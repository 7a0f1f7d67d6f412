"""Something that a Community Safety Partnership brings before the Panel: strategic, and not a single local issue."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from panel.states.dealings import CspState, Reach
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body, Item


class CspIssueQuerySet(models.QuerySet["CspIssue"]):
    def visible_to(self, user: User | AnonymousUser) -> "CspIssueQuerySet":
        """The clerks; everyone else reads it once it stands on an agenda that is issued."""
        return self.filter(body__organisation__in=held_by(user).organisations(Power.PREPARE))


class CspIssue(models.Model):
    """What it is, what it means beyond one place, what was decided of it, and what came back."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    words = models.TextField()
    reach = models.CharField(max_length=8, choices=Reach)
    # Printed under its line of the agenda.
    implication = models.CharField(max_length=500, blank=True)
    received_on = models.DateField()
    state = models.CharField(max_length=10, choices=CspState, default=CspState.RECEIVED)
    # Why it is for the Panel, or whom else it is for.
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    response = models.TextField(blank=True)
    responded_on = models.DateField(null=True, blank=True)

    objects = CspIssueQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CspState.RECEIVED)
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="csp_issue_is_decided_with_its_reason",
            ),
            # The strategic test: what concerns one place is for that place.
            models.CheckConstraint(
                condition=~Q(state__in=[CspState.STRATEGIC, CspState.ANSWERED])
                | (~Q(reach=Reach.ONE) & ~Q(implication="")),
                name="csp_issue_for_the_panel_is_strategic",
            ),
            models.CheckConstraint(
                condition=Q(response="", responded_on__isnull=True)
                | (~Q(response="") & Q(responded_on__isnull=False)),
                name="csp_response_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.title}"
