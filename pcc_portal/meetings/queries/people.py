"""People as they are picked: each with what tells them apart from somebody of the same or nearly the same name."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from pcc_portal.accounts.models import Holding, Person
from pcc_portal.meetings.models import Sitting


def to_pick() -> QuerySet[Any]:
    """Everyone who is known, by surname, with the post and the council of their latest days; one query."""
    posts = Holding.objects.filter(person=OuterRef("pk")).order_by("-from_on")
    seats = Sitting.objects.filter(person=OuterRef("pk")).order_by("-from_on")
    return Person.objects.annotate(
        post=Subquery(posts.values("post__title")[:1]),
        house=Subquery(posts.values("post__organisation__name")[:1]),
        council=Subquery(seats.values("seat__nominated_by__name")[:1]),
    ).order_by("family", "given", "pk")


def label(person: Any) -> str:
    """ "Herrick, Councillor Tom (Kingsmere City Council)": what they are known as, else their post, else their council."""
    post = ", ".join(part for part in (person.post, person.house) if part)
    apart = person.known_as or post or person.council
    name = f"{person.family}, {' '.join(part for part in (person.style, person.given) if part)}"
    return f"{name} ({apart})" if apart else name
