"""A decision of the Commissioner: asked for, taken, published; what of it is withheld is in tables of its own."""

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from governance.states.decisions import DecisionState, FormKind
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.markings import Ground
from pcc_portal.documents.models.private_file import PrivateFile
from pcc_portal.meetings.models import Meeting

TAKEN = (DecisionState.TAKEN, DecisionState.PUBLISHED)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User | AnonymousUser) -> "DecisionQuerySet":
        """The office's own, until it is published; the public reads its release and never this row."""
        return self.filter(office__in=held_by(user).organisations(Power.READ_BOARD))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Decision(models.Model):
    """Its reference comes with the decision, so that the public's run has no gap. All words here are meant for the
    public; what is exempt is in ``DecisionPrivate``."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.SlugField(null=True, blank=True, unique=True)  # d-2026-014
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.PROPOSED)
    # The request form, in words, where it is no PDF.
    request = models.TextField(blank=True)
    finance = models.TextField(blank=True)
    equality = models.TextField(blank=True)  # Equality Act 2010 s149
    # The decision form: what was decided, and why.
    decided = models.TextField(blank=True)
    taken_on = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The forward plan, which is public: whether it stands there, and when it is to be decided.
    is_planned = models.BooleanField(default=False)
    planned_for = models.DateField(null=True, blank=True)
    # A duty that the law sets, which goes on before an election.
    is_duty = models.BooleanField(default=False)
    # Where the public read it before this portal kept the register.
    published_before_on = models.DateField(null=True, blank=True)
    is_exempt = models.BooleanField(default=False)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "-pk"]
        indexes = [models.Index(fields=["office", "state", "-taken_on"])]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="decision_has_a_title"),
            models.CheckConstraint(
                condition=Q(
                    state__in=TAKEN,
                    reference__isnull=False,
                    taken_on__isnull=False,
                    taken_by__isnull=False,
                )
                | (
                    ~Q(state__in=TAKEN)
                    & Q(reference__isnull=True, taken_on__isnull=True, taken_by__isnull=True)
                ),
                name="decision_that_is_taken_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(is_exempt=True) & ~Q(ground="") | Q(is_exempt=False, ground=""),
                name="exempt_decision_says_on_which_ground",
            ),
            models.CheckConstraint(
                condition=Q(published_before_on__isnull=True)
                | Q(taken_on__isnull=True)
                | Q(published_before_on__gte=F("taken_on")),
                name="decision_is_published_once_taken",
            ),
            models.CheckConstraint(
                condition=Q(is_planned=False) | Q(planned_for__isnull=False),
                name="planned_decision_says_for_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reference.upper() if self.reference else self.title

    @property
    def is_proposed(self) -> bool:
        return self.state == DecisionState.PROPOSED

    @property
    def is_taken(self) -> bool:
        return self.state in TAKEN

    @property
    def is_published(self) -> bool:
        return self.state == DecisionState.PUBLISHED


class DecisionPrivate(models.Model):
    """What is withheld, and the reasons why: for the office alone."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="private"
    )
    words = models.TextField(blank=True)
    reasons = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="withheld_for_reasons")]

    def __str__(self) -> str:
        return f"Withheld of {self.decision_id}"


class DecisionFile(PrivateFile):
    """A form or a document, as a PDF; what is exempt never leaves the private store."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FormKind)
    is_exempt = models.BooleanField(default=False)

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="decision_file_has_a_title")]


class ElectionPeriod(models.Model):
    """The days before an election in which an office does not publish what might sway it, but for its duties."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")), name="election_period_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source=""), name="election_period_says_its_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PeriodReason(models.Model):
    """Why the Chief Executive lets something out in such a period; printed with it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="period_reasons")
    period = models.ForeignKey(ElectionPeriod, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="period_reason_says_why"),
            models.UniqueConstraint(fields=["decision", "period"], name="one_reason_a_period"),
        ]

    def __str__(self) -> str:
        return self.words[:80]
