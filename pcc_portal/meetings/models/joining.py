"""How to join a meeting from afar: for its members, its clerk and the officers it invites. The webcast is public and not here."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import Life


class JoiningLinkQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "JoiningLinkQuerySet":
        """Members of the body and its clerk, their substitutes, and whoever was invited to this meeting."""
        rights = held_by(user)
        bodies, refs = rights.organisations(Power.READ_EXEMPT), rights.refs(Power.READ_EXEMPT)
        invited = Invitation.objects.filter(user_id=user.pk).values("meeting") if user.pk else []
        mine = Q(meeting__body__organisation__in=bodies) | Q(meeting__ref__in=refs) | Q(meeting__in=invited)
        return self.filter(mine).exclude(meeting__life=Life.PLANNED)


class JoiningLink(models.Model):
    """Never in a release, a feed or a mail: a page alone shows it, to those who may join."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, primary_key=True, related_name="joining"
    )
    url = models.URLField(max_length=500)
    words = models.TextField(blank=True)  # the number to ring, the passcode
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = JoiningLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return "A private link"


class Invitation(models.Model):
    """An officer who is asked to be there and is no member."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.meeting_id}"
