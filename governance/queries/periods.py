"""Which period counts for a report: the one in force on the day on which it came out."""

from collections.abc import Iterable
from datetime import date

from governance.models import ResponsePeriod
from governance.queries.inspection_clock import PERIOD
from pcc_portal.workdays.periods import Period


def known() -> list[ResponsePeriod]:
    """Those that were written down, the newest first. One query."""
    return list(ResponsePeriod.objects.order_by("-from_on"))


def on(day: date, rows: Iterable[ResponsePeriod] | None = None) -> Period:
    """Before the first that was written down the 56 days of the Act as they stood when this was built."""
    found = (row for row in (known() if rows is None else rows) if row.from_on <= day)
    row = next(found, None)
    return row.period if row else PERIOD
