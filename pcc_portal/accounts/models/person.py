"""People as the public knows them, the bodies they belong to, and the posts they hold for a time."""

from datetime import date

from django.db import models
from django.db.models import Q


class OrganisationKind(models.TextChoices):
    COUNCIL = "council", "Council"
    PANEL = "panel", "Police and Crime Panel"
    OFFICE = "office", "Office of the Police and Crime Commissioner"
    FORCE = "force", "Police force"
    CHARITY = "charity", "Charity or community organisation"
    PARTNER = "partner", "Partner"


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


class Post(models.Model):
    """A post in an organisation: Chief Constable, Head of Policy."""

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
    """Who held a post, from which day to which."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="holding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
