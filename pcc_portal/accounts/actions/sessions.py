"""Keep a session while its owner works or sits in a meeting, and end it: the only writers of its row but the store."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from pcc_portal.accounts.models import RememberedDevice, Session, User
from pcc_portal.accounts.sessions import last_moment
from pcc_portal.audit.log import record


def end_of(user: User, *, begun_at: datetime, seen_at: datetime) -> datetime:
    """When this session ends. A limit that would fall into a meeting of its owner's waits until that meeting is over.

    Who sits in which meeting is known above us: SESSION_KEPT_BY names the function that is asked.
    """
    end = last_moment(begun_at=begun_at, seen_at=seen_at)
    kept_by = import_string(settings.SESSION_KEPT_BY)
    while (later := kept_by(user, at=end)) is not None and later > end:
        end = later
    return end


def touch(session: Session, *, user: User, at: datetime) -> None:
    """Its owner is here: the limit of idleness counts from now. Two requests at once write it once."""
    end = end_of(user, begun_at=session.begun_at, seen_at=at)
    rows = Session.objects.filter(pk=session.pk, seen_at=session.seen_at)
    rows.update(seen_at=at, expire_date=end)
    session.seen_at, session.expire_date = at, end


@transaction.atomic
def end(user: User, *, handle: UUID, by: User | None, at: datetime) -> int:
    """End one session of this user, at once: the next thing it asks for finds nobody signed in."""
    return _ended(user.sessions.filter(handle=handle), user, by=by, at=at, why="one")


@transaction.atomic
def end_all(user: User, *, but: str | None, by: User | None, at: datetime) -> int:
    """End every session of this user but the one with this key; how many that were."""
    return _ended(user.sessions.exclude(session_key=but or ""), user, by=by, at=at, why="all")


@transaction.atomic
def forget(*, at: datetime) -> None:
    """Sessions that are over, and devices whose thirty days are: nobody needs the rows."""
    Session.objects.filter(expire_date__lt=at).delete()
    RememberedDevice.objects.filter(until__lt=at).delete()


def _ended(rows: models.QuerySet[Session], user: User, *, by: User | None, at: datetime, why: str) -> int:
    ended, _ = rows.delete()
    if ended:
        record("accounts.session.ended", subject=user, by=by, at=at, which=why, sessions=ended)
    return ended
