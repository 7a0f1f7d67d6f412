"""Complaints about the Commissioner (SI 2012/62): a store of its own, read by the people who are named and by nobody else.

Nothing here is searched, listed with other things, or written into the portal's record of who did what: see ADR 21.
"""

import secrets
import uuid

import pghistory
import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from panel.states.complaints import OVER, AboutWhom, ComplaintKind, ComplaintState, StepKind
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Role
from pcc_portal.meetings.models import Body, Meeting

C = ComplaintState
# The Commissioner is who it is about; the others have no part in it, and who runs the portal reads nobody's papers.
NEVER_NAMED = frozenset(
    {Role.COMMISSIONER, Role.ADMINISTRATOR, Role.APPLICANT, Role.SUBSTITUTE, Role.GROUP_MEMBER}
)
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels, so that no word comes of it


def new_ref() -> str:
    """Drawn, and not counted: a number would tell whoever reads one complaint how many there are."""
    return "PC-" + "".join(secrets.choice(LETTERS) for _ in range(5))


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, user: User | AnonymousUser) -> "ComplaintQuerySet":
        """Those in which this person is named, for as long as the role lasts in which they were; never the Commissioner."""
        held = held_by(user).held
        if not isinstance(user, User) or not held or held_by(user).has_role(Role.COMMISSIONER):
            return self.none()
        as_what = Q(pk__in=[])
        for role, organisation in held:
            as_what |= Q(role=role, organisation=organisation)
        named = ComplaintReader.objects.filter(as_what, user=user, ended_at__isnull=True)
        return self.filter(pk__in=named.values("complaint"))

    def open(self) -> "ComplaintQuerySet":
        return self.exclude(state__in=OVER)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Complaint(models.Model):
    """One entry of the register (regulation 34). Whether it is serious, and what was decided, stand here by their days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=12, unique=True, default=new_ref)
    kind = models.CharField(max_length=10, choices=ComplaintKind)
    about = models.CharField(max_length=14, choices=AboutWhom)
    subject = models.CharField(max_length=200)
    state = models.CharField(max_length=14, choices=ComplaintState, default=ComplaintState.RECEIVED)
    received_on = models.DateField()
    recorded_on = models.DateField(null=True, blank=True)
    serious_on = models.DateField(null=True, blank=True)
    evidence_on = models.DateField(null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    resolving_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # Of a complaint that was not recorded, or was handled otherwise.
    ground = models.CharField(max_length=12, blank=True)
    considered_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[C.NOT_RECORDED, C.OTHERWISE]) | ~Q(ground=""),
                name="complaint_set_aside_on_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OVER), closed_on__isnull=False)
                | (~Q(state__in=sorted(OVER)) & Q(closed_on__isnull=True)),
                name="closed_complaint_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[C.RECORDED, C.REFERRED, C.RETURNED, C.RESOLVING, C.RESOLVED, C.OTHERWISE]
                )
                | Q(recorded_on__isnull=False),
                name="complaint_recorded_on_a_day",
            ),
            # Regulation 13: what is serious is the IOPC's before the Panel does anything else with it.
            models.CheckConstraint(
                condition=~Q(state__in=[C.RESOLVED, C.OTHERWISE])
                | Q(serious_on__isnull=True, kind=ComplaintKind.COMPLAINT)
                | Q(returned_on__isnull=False),
                name="serious_complaint_has_been_with_the_iopc",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_conduct(self) -> bool:
        return self.kind == ComplaintKind.CONDUCT

    @property
    def is_owed_word(self) -> bool:
        """It is over, and the complainant has not been told of it (regulations 10 and 15, Part 4)."""
        if self.closed_on is None or self.is_conduct:
            return False
        return self.told_on is None or self.told_on < self.closed_on

    @property
    def must_be_referred(self) -> bool:
        """Serious, or a conduct matter, and the IOPC has not had it yet (regulation 13)."""
        return (self.is_conduct or self.serious_on is not None) and self.referred_on is None


class ComplaintWords(models.Model):
    """Who complains, and in which words: apart from the register, so that it can be deleted before it."""

    complaint = models.OneToOneField(
        Complaint, on_delete=models.CASCADE, related_name="words", primary_key=True
    )
    name = models.CharField(max_length=120, blank=True)
    contact = models.TextField(blank=True)
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="complaint_has_words")]

    def __str__(self) -> str:
        return f"Words of {self.complaint_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ComplaintReader(models.Model):
    """Who may know of a complaint, and as what: when the role ends, so does the naming."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=Role)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "user"],
                condition=Q(ended_at__isnull=True),
                name="named_in_a_complaint_once",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(NEVER_NAMED)), name="commissioner_is_named_in_no_complaint"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class ComplaintStep(models.Model):
    """What was done, by whom, on which day and why. Rows are only ever added: a trigger refuses anything else."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="complaint_step_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"
