"""Seats, roles and posts, as those who look after them see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from pcc_portal.accounts.models import Delegation, Holding, Post, RoleGrant, User
from pcc_portal.meetings.models import Body, Seat, Sitting


def seats(body: Body, *, on: date) -> list[Any]:
    """Every seat with who sits there on a day (None: vacant) and who sat before; four queries.

    ``waits``: the member has an account, opened after the seat was filled, that the clerk has not let in yet.
    """
    rows = list(Seat.objects.filter(body=body).select_related("nominated_by").order_by("position"))
    sittings: dict[int, list[Sitting]] = {}
    for sitting in Sitting.objects.filter(seat__body=body).select_related("person").order_by("-from_on"):
        sittings.setdefault(sitting.seat_id, []).append(sitting)
    with_account = dict(User.objects.filter(person__isnull=False).values_list("person_id", "pk"))
    let_in = set(RoleGrant.objects.filter(reason__startswith="sitting ").values_list("reason", flat=True))
    out = []
    for seat in rows:
        all_of_it = sittings.get(seat.pk, [])
        now = next((s for s in all_of_it if s.from_on <= on and (s.to_on is None or s.to_on >= on)), None)
        waits = now is not None and now.person_id in with_account and f"sitting {now.pk}" not in let_in
        others = [s for s in all_of_it if s is not now]
        user = with_account.get(now.person_id) if now and not waits else None
        out.append({"seat": seat, "now": now, "others": others, "waits": waits, "user": user})
    return out


def posts(*, on: date) -> list[Post]:
    """Every post with ``now`` (terms in force or to come, with what is delegated) and ``before``; three queries."""
    terms = Holding.objects.select_related("person", "post").order_by("from_on")
    given = Delegation.objects.select_related("to_person", "to_post")
    rows = list(
        Post.objects.select_related("organisation")
        .prefetch_related(Prefetch("holdings", terms.prefetch_related(Prefetch("delegations", given))))
        .order_by("organisation__name", "title")
    )
    for post in rows:
        held: Any = post
        held.now = [one for one in post.holdings.all() if one.to_on is None or one.to_on >= on]
        held.before = [one for one in post.holdings.all() if one.to_on is not None and one.to_on < on]
    return rows


def lasting(dated: type[RoleGrant | Sitting | Holding | Delegation], *, on: date) -> QuerySet[Any]:
    """Those that are not over: what ends on a later day can still be made to end sooner."""
    return dated.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on))


def grants(*, on: date) -> list[RoleGrant]:
    """Roles in force or to come, by person; one query."""
    rows = lasting(RoleGrant, on=on).select_related("user__person", "organisation")
    return list(rows.order_by("user__email", "from_on"))
