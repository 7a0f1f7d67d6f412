"""Sessions as rows of our own: whose they are, on which device, since when. SESSION_ENGINE names this module.

Two limits end a session: SESSION_COOKIE_AGE without a page asked for, SESSION_ABSOLUTE_SECONDS whatever is asked for.
Both stand in ``expire_date``, which Django itself looks at; ``actions.sessions.touch`` moves it on, and past both limits
where they would fall into a meeting of the owner's.
"""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase

from pcc_portal.accounts.models import Session


def last_moment(*, begun_at: datetime, seen_at: datetime) -> datetime:
    """When a session ends if nothing more is asked for."""
    idle = seen_at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(idle, begun_at + timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS))


class SessionStore(InDatabase):
    """Django's own store in the database, whose row also says what its owner may know of it."""

    row: Session | None = None
    device = ""  # words for the browser, put here by the middleware when someone has just signed in
    kept_until: datetime | None = None  # the end of a meeting, if the limits would fall into it

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        self.row = cast("Session | None", super()._get_session_from_db())  # type: ignore[misc]  # the stubs leave it out
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row as it will be saved. To save is to be here, so the time of saving counts as seen."""
        row = cast("Session", super().create_model_instance(data))
        user_id = UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
        before = self.row if self.row is not None and self.row.user_id == user_id else None
        row.user_id = user_id
        row.seen_at = row.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        row.begun_at = before.begun_at if before else row.seen_at
        if before and before.pk == row.pk:
            row.handle = before.handle  # under a new key, it is a new row beside the old one for a moment
        row.device = self.device or (before.device if before else "")
        ends = [last_moment(begun_at=row.begun_at, seen_at=row.seen_at), self.kept_until]
        row.expire_date = max(end for end in (*ends, before.expire_date if before else None) if end)
        self.row = row
        return row
