"""Whose a thing is on a day: a person's, or that of whoever holds a post; and who may act for them."""

from datetime import date

from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Delegation, Holding, Person, User
from pcc_portal.accounts.roles import Power


def is_theirs(user: User, *, prefix: str = "owner") -> Q:
    """Theirs in person, by a post that they hold today, or as delegate of who holds it. Nothing is copied when a post
    changes hands: the holder is read by date, so what is open passes on by itself. Who is of the office or the force no
    longer has nothing here, whatever their name stands beside."""
    rights = held_by(user)
    here = rights.organisations(Power.READ_BOARD) | rights.organisations(Power.ANSWER_BOARD)
    on = rights.on
    if user.person_id is None or on is None or not here:
        return Q(pk__in=[])
    held = Holding.objects.on(on)
    mine = held.filter(person=user.person_id).values("post")
    entrusted = Delegation.objects.on(on).filter(holding__in=held)
    entrusted = entrusted.filter(Q(to_person=user.person_id) | Q(to_post__in=mine))
    return (
        Q(**{f"{prefix}_person": user.person_id})
        | Q(**{f"{prefix}_post__in": mine})
        | Q(**{f"{prefix}_post__in": entrusted.values("holding__post")})
        | Q(**{f"{prefix}_person__in": entrusted.values("holding__person")})
    )


def holders_of(post_id: int, *, on: date) -> list[Holding]:
    """Who holds a post on a day, the substantive holder first."""
    rows = Holding.objects.on(on).filter(post=post_id).select_related("person", "post")
    return sorted(rows, key=lambda row: row.kind == "acting")


def last_held(person: Person, *, on: date) -> Holding | None:
    """The post that somebody has left, where they hold none any more; None for who holds one, or never held any."""
    rows = list(person.holdings.filter(from_on__lte=on).select_related("post").order_by("-to_on"))
    if not rows or any(row.to_on is None or row.to_on >= on for row in rows):
        return None
    return rows[0]
