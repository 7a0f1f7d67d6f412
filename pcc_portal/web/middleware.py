"""The last middleware: a visitor's reading runs under a database role that can see released rows only."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from psycopg.pq import TransactionStatus

# The public pages that write (sign-in, the demo's chairs, an author with a link): they run under the portal's own role.
# tests/architecture/test_public_role.py holds this list against the URL table.
WRITING_NAMESPACES = ("account_", "mfa_", "demo:", "asked:")
# Opened by a key in the address instead of a session: the view itself asks for the rights of the key's owner.
BY_KEY = ("panel:calendar-by-token",)


class PublicRole:
    """``SET LOCAL ROLE portal_public`` around every GET and HEAD of someone who is not signed in.

    It stands last so that template responses render inside it; a query for a private table then fails
    instead of leaking. Source: mission/law.md finding 6, ADR 0004.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.method not in {"GET", "HEAD"}
            or request.user.is_authenticated
            or self._stands_apart(request)
        ):
            return self.get_response(request)
        request.session.get("_")  # read the session, if any, before its table is out of reach
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL ROLE {settings.PUBLIC_DB_ROLE}")
            try:
                return self.get_response(request)
            finally:
                self._lay_down_role()

    @staticmethod
    def _lay_down_role() -> None:
        """The portal's own role again. After a refused query the transaction is lost anyway, and its role with it."""
        if connection.connection.info.transaction_status == TransactionStatus.INERROR:
            transaction.set_rollback(True)
            return
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

    @staticmethod
    def _stands_apart(request: HttpRequest) -> bool:
        try:
            name = resolve(request.path_info).view_name
        except Resolver404:
            return False
        return name in BY_KEY or name.startswith(WRITING_NAMESPACES)
