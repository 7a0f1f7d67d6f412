"""People as the public knows them, the bodies they belong to, and the posts they hold for a time."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Func, Q


class OrganisationKind(models.TextChoices):
    COUNCIL = "council", "Council"
    PANEL = "panel", "Police and Crime Panel"
    OFFICE = "office", "Office of the Police and Crime Commissioner"
    FORCE = "force", "Police force"
    CHARITY = "charity", "Charity or community organisation"
    PARTNER = "partner", "Partner"
    GROUP = "group", "Working group"


class Organisation(models.Model):
    """The scope of every right: a role is held in an organisation."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=OrganisationKind)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A public name. A user may be a person; most persons never sign in."""

    style = models.CharField(max_length=40, blank=True, help_text="Councillor, Mr, Mrs, Dr")
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80)
    # Told apart where two people share a name, as "ward or council".
    known_as = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["family", "given"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.style, self.given, self.family) if part)


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


# From the first day to the last, both counted.
DAYS = DateRange("from_on", "to_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class PostKind(models.TextChoices):
    COMMISSIONER = "commissioner", "Commissioner"
    DEPUTY = "deputy", "Deputy Commissioner"
    CHIEF_EXECUTIVE = "chief_executive", "Chief Executive"
    CHIEF_CONSTABLE = "chief_constable", "Chief Constable"
    OTHER = "other", "Another post"


# Posts that one person holds at a time.
SOLE = frozenset(set(PostKind) - {PostKind.OTHER})


class HoldingKind(models.TextChoices):
    SUBSTANTIVE = "substantive", "Substantive"
    ACTING = "acting", "Acting"


class Post(models.Model):
    """A post in an organisation: Chief Constable, Head of Policy."""

    kind = models.CharField(max_length=16, choices=PostKind, default=PostKind.OTHER)
    title = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="one_post_by_title")]

    def __str__(self) -> str:
        return self.title


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> "DatedQuerySet":
        """Those in force on a day: from_on is the first day, to_on the last (None: still running)."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)


class Holding(models.Model):
    """Who held a post, from which day to which: a term of office. Papers keep the name that they were written under."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=12, choices=HoldingKind, default=HoldingKind.SUBSTANTIVE)
    # Of a post that one person holds at a time: copied from the post, since a constraint sees one table.
    is_sole = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            ExclusionConstraint(
                name="one_holder_of_a_sole_post",
                expressions=[
                    (DAYS, RangeOperators.OVERLAPS),
                    ("post", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                ],
                condition=Q(is_sole=True),
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="holding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {'Acting ' if self.kind == HoldingKind.ACTING else ''}{self.post}"


class Delegation(models.Model):
    """What the holder of a post lets somebody else do, for a time within their own term."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="delegations")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=300)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person__isnull=True, to_post__isnull=False)
                | Q(to_person__isnull=False, to_post__isnull=True),
                name="delegation_to_one",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on") - 1),
                name="delegation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def to(self) -> str:
        return str(self.to_person or self.to_post)
