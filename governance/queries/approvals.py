"""Minutes of the Board that wait for a party: its last version, and no earlier one."""

from datetime import date, timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery

from governance.models import ApprovalRequest
from governance.rules.approval import parties_of
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import MinutesVersion
from pcc_portal.meetings.models.minutes_version import VersionKind


def waiting() -> QuerySet[ApprovalRequest]:
    """Not answered, and about the version that was sent last."""
    rows = MinutesVersion.objects.filter(minutes=OuterRef("version__minutes"), kind=VersionKind.FOR_APPROVAL)
    asked = ApprovalRequest.objects.filter(approval__isnull=True)
    last = asked.annotate(last=Subquery(rows.order_by("-number").values("pk")[:1])).filter(version=F("last"))
    return last.select_related("version__minutes__meeting__body").order_by("due_on", "pk")


def to_chase(*, on: date) -> list[ApprovalRequest]:
    """Of parties whose day is tomorrow, or over."""
    return list(waiting().filter(due_on__lte=on + timedelta(days=1)))


def waiting_for(user: User, *, on: date) -> list[ApprovalRequest]:
    """Of the parties for which this person answers today; one query where nothing waits."""
    rows = list(waiting())
    parties = set(parties_of(user, on=on)) if rows else set()
    return [row for row in rows if row.party in parties]
