"""What the Commissioner answers to the findings: one reply may serve several, and each finding has one at most."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from governance.actions.inspections import under_answer
from governance.models import Commitment, Finding, Inspection, Reply
from governance.states.inspections import ReplyKind
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal


class ServesNothing(Refusal):
    """A reply answers at least one finding of this report."""


@transaction.atomic
def write(
    inspection: Inspection,
    *,
    findings: Iterable[Finding],
    kind: str,
    words: str,
    by: User,
    at: datetime,
    due_on: date | None = None,
    reply: Reply | None = None,
) -> Reply:
    """Action taken or proposed, or why there is none (Police Act 1996 s55(5A)); for these findings, in place of what answered them.

    Raises ServesNothing, NotUnderAnswer.
    """
    row = under_answer(inspection)
    chosen = list(
        Finding.objects.select_for_update(of=("self",)).filter(
            inspection=row, pk__in=[one.pk for one in findings]
        )
    )
    if not chosen:
        raise ServesNothing("Choose at least one finding that this answers.")
    kept = reply or Reply(inspection=row)
    kept.kind, kept.words = kind, words
    kept.due_on = due_on if kind == ReplyKind.PROPOSED else None
    kept.save()
    Finding.objects.filter(reply=kept).update(reply=None)
    Finding.objects.filter(pk__in=[one.pk for one in chosen]).update(reply=kept)
    _forget_idle(row)
    _note("written", row, numbers=sorted(one.number for one in chosen), by=by, at=at)
    return kept


@transaction.atomic
def remove(reply: Reply, *, by: User, at: datetime) -> None:
    """Its findings have no reply any more. Raises NotUnderAnswer."""
    row = under_answer(reply.inspection)
    numbers = sorted(Finding.objects.filter(reply=reply).values_list("number", flat=True))
    Finding.objects.filter(reply=reply).update(reply=None)
    _forget_idle(row)
    _note("removed", row, numbers=numbers, by=by, at=at)


def _forget_idle(inspection: Inspection) -> None:
    """A reply that answers nothing any more is gone, with what it would have committed to."""
    idle = Reply.objects.filter(inspection=inspection, findings__isnull=True)
    Commitment.objects.filter(reply__in=idle, made_at__isnull=True).delete()
    idle.filter(commitments__isnull=True).delete()


def _note(verb: str, row: Inspection, *, numbers: list[int], by: User, at: datetime) -> None:
    """Which findings, and never a word of what is answered: that is a draft until it is published."""
    facts = {"report": str(row), "findings": ", ".join(map(str, numbers))}
    record(f"governance.reply.{verb}", subject=row, by=by, at=at, thread=row.slug, **facts)
