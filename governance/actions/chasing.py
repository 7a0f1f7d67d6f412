"""The ladder: who is told of what is owed and when, and each morning one mail to each person with all that waits for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from governance.models import ApprovalRequest, ChaseStep, LadderRung
from governance.queries.approvals import to_chase
from governance.queries.owed import Brief, briefly
from governance.queries.owed_lines import of_things
from governance.queries.owing import SOURCES
from pcc_portal import notices
from pcc_portal.accounts.models import Holding, Post, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.models.body import BOARD
from pcc_portal.notices.models import Message

TOLD = "governance.owed"
RULE = "governance.actions.chasing.may_still_tell"
A_DAY = timedelta(days=1)


class NoOrder(Refusal):
    """The steps of a ladder follow one another."""


@transaction.atomic
def set_ladder(
    body: Body, rungs: list[tuple[int, Post | None]], *, from_on: date, by: User, at: datetime
) -> list[LadderRung]:
    """How long after its day (or before it) and who: from a day on, for all that is owed then. The ladder before ends the
    day before, and stays on record. Raises NoOrder."""
    if from_on < timezone.localdate(at):
        raise NoOrder("That day is past. A ladder holds from today on at the earliest.")
    days = [number for number, _ in rungs]
    if days != sorted(days):
        raise NoOrder("Put the steps in the order of their days, the earliest first.")
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    known = LadderRung.objects.filter(body=body)
    known.filter(from_on__gte=from_on).delete()  # of a day to come: nobody was told by it yet
    known.filter(to_on__isnull=True).update(to_on=from_on - A_DAY)
    made = [
        LadderRung.objects.create(body=body, number=number, days=day, post=post, from_on=from_on)
        for number, (day, post) in enumerate(rungs, start=1)
    ]
    record("governance.ladder.set", subject=body, by=by, at=at, steps=len(made), from_on=from_on.isoformat())
    return made


@dataclass
class Waiting:
    """What one person is told of this morning."""

    steps: list[tuple[Brief, LadderRung]] = field(default_factory=list)
    minutes: list[ApprovalRequest] = field(default_factory=list)


@transaction.atomic
def tell_all(*, at: datetime) -> int:
    """Every step whose day has come and that was not taken yet, and minutes that wait for a party: one mail to each
    person. Twice does no harm; days that were missed are caught up. Returns how many were written to."""
    on = timezone.localdate(at)
    body = Body.objects.select_for_update(of=("self",)).filter(slug=BOARD).first()
    if body is None:
        return 0
    everything = briefly(on=on)
    waiting = _by_person(_due(body, everything, on=on), on=on)
    for request in to_chase(on=on):
        for holding in _holders(Holding.objects.filter(post__kind=request.party), on=on):
            waiting.setdefault(holding.person_id, Waiting()).minutes.append(request)
    users = {user.person_id: user for user in User.objects.filter(person__in=waiting, is_active=True)}
    told = _told_today(everything, on=on)
    return sum(
        _tell(users.get(person), person, row, everything, told, at=at) for person, row in waiting.items()
    )


def _due(body: Body, everything: list[Brief], *, on: date) -> list[tuple[Brief, LadderRung]]:
    rungs = list(LadderRung.objects.on(on).filter(body=body).select_related("post").order_by("number"))
    taken = ChaseStep.objects.filter(of_things(row.thing for row in everything))
    known = set(taken.values_list("kind", "thing", "due_on", "number"))
    return [
        (row, rung)
        for row in everything
        for rung in rungs
        if row.due_on is not None
        and row.due_on + rung.days * A_DAY <= on
        and (row.kind, row.pk, row.due_on, rung.number) not in known
    ]


def _holders(rows: Any, *, on: date) -> list[Holding]:
    return list(rows.filter(pk__in=Holding.objects.on(on)).order_by("pk"))


def _by_person(steps: list[tuple[Brief, LadderRung]], *, on: date) -> dict[int | None, Waiting]:
    """Whom each step tells; under None what there is nobody to tell of."""
    posts = {rung.post_id or row.post for row, rung in steps} - {None}
    held: dict[int, list[int]] = defaultdict(list)
    for holding in _holders(Holding.objects.filter(post__in=posts), on=on):
        held[holding.post_id].append(holding.person_id)
    found: dict[int | None, Waiting] = {}
    for row, rung in steps:
        post = rung.post_id or row.post
        people: Iterable[int | None] = held.get(post, []) if post else [row.person]
        for person in people or [None]:
            found.setdefault(person, Waiting()).steps.append((row, rung))
    return found


def _told_today(everything: list[Brief], *, on: date) -> set[tuple[str, str, str]]:
    """Who heard of a thing today because it became theirs: they are not told of it a second time."""
    kinds = [source.told_by for source in SOURCES.values() if source.told_by]
    about = {row.about for row in everything}
    rows = Message.objects.filter(kind__in=kinds, about_id__in=about, queued_at__date=on)
    return set(rows.values_list("kind", "about_id", "to"))


def _tell(
    user: User | None,
    person: int | None,
    waiting: Waiting,
    everything: list[Brief],
    told: set[tuple[str, str, str]],
    *,
    at: datetime,
) -> int:
    """One mail, and the steps that it takes. Whoever was written to today already is told tomorrow."""
    on = timezone.localdate(at)
    if user is None:
        _log(waiting.steps, person, None, on=on)
        return 0
    key = f"{TOLD}:{user.pk}:{on}"
    steps = [
        (row, rung)
        for row, rung in waiting.steps
        if (SOURCES[row.kind].told_by, row.about, user.email) not in told
    ]
    if not (steps or waiting.minutes) or Message.objects.filter(dedupe_key=key).exists():
        return 0
    message = notices.post(
        TOLD,
        to=user.email,
        context=_said(steps, waiting.minutes, everything, person, on=on),
        dedupe_key=key,
        rule=RULE,
        about=user,
        by=None,
        at=at,
    )
    _log(steps, person, message, on=on)
    return 1


def _said(
    steps: list[tuple[Brief, LadderRung]],
    minutes: list[ApprovalRequest],
    everything: list[Brief],
    person: int | None,
    *,
    on: date,
) -> dict[str, Any]:
    """Counts, days and links: no word of what it is about."""
    own = {row.thing for row, rung in steps if rung.post_id is None}
    others = {row.thing: row for row, rung in steps if rung.post_id is not None and row.thing not in own}
    posts = {row.post for row, _ in steps if row.thing in own}
    mine = (
        [row for row in everything if row.person == person or (row.post and row.post in posts)] if own else []
    )
    late = [row.due_on for row in others.values() if row.due_on is not None]
    return {
        "mine": len(mine),
        "mine_late": sum(row.due_on is not None and row.due_on < on for row in mine),
        "others": len(others),
        "longest": max(((on - day).days for day in late), default=0),
        "minutes": [f"{settings.PUBLIC_BASE_URL}{_path(row)}" for row in minutes],
        "url": f"{settings.PUBLIC_BASE_URL}/governance/owed/",
    }


def _path(request: ApprovalRequest) -> str:
    return f"{request.version.minutes.meeting.path}minutes/approval/"


def _log(
    steps: list[tuple[Brief, LadderRung]], person: int | None, message: Message | None, *, on: date
) -> None:
    """Each step, also one that reaches nobody: it is then seen in the list, and not tried again every morning."""
    rows = [
        ChaseStep(
            kind=row.kind,
            thing=row.pk,
            name=row.name,
            due_on=row.due_on,
            number=rung.number,
            post_id=rung.post_id or row.post,
            person_id=person,
            told_on=on,
            message=message,
        )
        for row, rung in steps
        if row.due_on is not None
    ]
    ChaseStep.objects.bulk_create(rows, ignore_conflicts=True)


def may_still_tell(message: Message) -> bool:
    """Nobody is written to about what was answered, closed or put off since, or in an account that is closed."""
    user = User.objects.filter(email=message.to, is_active=True).first()
    if user is None:
        return False
    on = timezone.localdate(message.queued_at)
    told = set(ChaseStep.objects.filter(message=message).values_list("kind", "thing", "due_on"))
    if any((*row.thing, row.due_on) in told for row in briefly(on=on)):
        return True
    parties = Holding.objects.on(on).filter(person=user.person_id).values_list("post__kind", flat=True)
    return any(request.party in set(parties) for request in to_chase(on=on))
