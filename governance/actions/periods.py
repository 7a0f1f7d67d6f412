"""Another period for responses, from a day on."""

from datetime import date, datetime

from django.db import transaction

from governance.models import ResponsePeriod
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record

THREAD = "inspections"


@transaction.atomic
def follow(*, from_on: date, days: int, words: str, source: str, by: User, at: datetime) -> ResponsePeriod:
    """Reports that come out from this day on are counted so; those before go on as they were. Given again for a day, it
    is put right."""
    said = {"days": days, "words": words, "source": source}
    row, _ = ResponsePeriod.objects.update_or_create(from_on=from_on, defaults=said)
    facts = {"words": words, "from_on": from_on.isoformat()}
    record("governance.response_period.followed", subject=row, by=by, at=at, thread=THREAD, **facts)
    return row
