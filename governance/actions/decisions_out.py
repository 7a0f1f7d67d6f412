"""A decision is let out: whole, with two people where something is withheld, and with its reason before an election."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from governance.actions.decisions import NotReady, locked, note, period_on, thread_of
from governance.models import Decision, DecisionFile, ElectionPeriod
from governance.printing import decisions as printed
from governance.states.decisions import (
    AGREED_TO_PUBLISH,
    DECISION,
    DECISION_FILE,
    DECISION_MOVES,
    SHELF,
    TO_COME,
    DecisionState,
)
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import consents, releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Consent, Release
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal

RULE = "Specified Information Order 2011, Schedule, paragraph 5(d): a record of each decision of significant public interest"
PLAN_RULE = "Decisions to come, published so that the public can speak before they are taken"


class NeedsSecond(Refusal):
    """Something of it is withheld: a second person agrees to what is, and to what is not."""


class NeedsReason(Refusal):
    """Before an election a public act that is no duty has the Chief Executive's reason."""

    def __init__(self, period: ElectionPeriod) -> None:
        ends = f"{period.to_on.day} {period.to_on:%B %Y}"
        super().__init__(
            f"{period} lasts until {ends}. This is no duty that the law sets, so the Chief Executive gives the reason "
            "why it cannot wait; the reason is printed with it."
        )


@transaction.atomic
def ask(row: Decision, *, by: User, at: datetime) -> Consent:
    """Ask a second person of the office to what goes out and what is withheld. Raises NotReady, NobodyToAsk."""
    row = locked(row)
    _must_be_whole(row)
    return consents.ask(
        AGREED_TO_PUBLISH,
        subject=row,
        thread=thread_of(row),
        organisation=row.office,
        fingerprint=printed.print_of(row),
        what=f"{row}: published, with something withheld on the ground “{row.get_ground_display()}”.",
        by=by,
        at=at,
    )


@transaction.atomic
def agree(row: Decision, consent: Consent, *, by: User, at: datetime) -> Consent:
    """To exactly what is saved; void where it was changed since it was asked. Raises NotYours, BadMove."""
    row = locked(row)
    if consent.fingerprint != printed.print_of(row):
        return consents.drop(consent, why="Something was changed since it was asked.", by=by, at=at)
    return consents.agree(consent, by=by, at=at)


@transaction.atomic
def refuse(row: Decision, consent: Consent, *, reasons: str, by: User, at: datetime) -> Consent:
    """The second person does not agree and says why: it goes back to whoever asked, and nothing goes out on it. The
    reasons stand with what was asked, for the office alone. Raises NotYours, BadMove."""
    row = locked(row)
    return consents.refuse(consent, reasons=reasons, by=by, at=at)


@transaction.atomic
def publish(row: Decision, *, by: User, at: datetime) -> Release:
    """Everyone reads it, with its files; of what is withheld that it is, and on which ground (Specified Information Order
    2011 para 5(d)). Raises NotReady, NeedsReason, NeedsSecond, BadMove."""
    row = locked(row)
    _must_be_whole(row)
    _must_be_excused(row, on=timezone.localdate(at))
    second = _second(row, by=by, at=at)
    facts = printed.facts_of(row, first_on=printed.first_day(row, at=at))
    _take_down_files(row, by=by, at=at)
    for n, file in enumerate(row.files.filter(is_exempt=False), start=1):
        _let_out(row, file, n, by=by, at=at, second=second)
    made = releases.release(
        DECISION,
        subject=row,
        collection=SHELF,
        title=row.title,
        rule=RULE,
        content=Content(),
        facts=facts,
        on=row.taken_on,
        by=by,
        at=at,
        seconded_by=second,
    )
    move(row, DecisionState.PUBLISHED, along=DECISION_MOVES, field="state")
    row.save(update_fields=["state"])
    note("published", row, by=by, at=at)
    return made


def _let_out(
    row: Decision, file: DecisionFile, n: int, *, by: User, at: datetime, second: User | None
) -> None:
    releases.release(
        DECISION_FILE,
        subject=file,
        collection=str(row.reference),
        position=n,
        title=file.title,
        rule=RULE,
        content=Content(data=stores.get(file.clean_key), suffix=".pdf"),
        facts={"pages": file.pages},
        on=row.taken_on,
        by=by,
        at=at,
        seconded_by=second,
    )


def _take_down_files(row: Decision, *, by: User, at: datetime) -> None:
    """A file that was let out and is exempt since, or is numbered anew, is not read under its old address any more."""
    open_now = {str(pk) for pk in row.files.filter(is_exempt=False).values_list("pk", flat=True)}
    for out in Release.objects.live().filter(kind=DECISION_FILE, collection=row.reference):
        if out.subject_id not in open_now:
            releases.withdraw(out, by=by, at=at, reason="It is withheld.")


@transaction.atomic
def take_back(row: Decision, *, reason: str, by: User, at: datetime) -> Decision:
    """No longer public, with its files, and why; the office puts it right and publishes it again. Raises NotReady."""
    row = locked(row)
    if not row.is_published:
        raise NotReady("It is not public, so there is nothing to take back.")
    move(row, DecisionState.TAKEN, along=DECISION_MOVES, field="state")
    row.save(update_fields=["state"])
    live = Release.objects.live()
    for out in [
        *live.filter(kind=DECISION, subject_id=str(row.pk)),
        *live.filter(kind=DECISION_FILE, collection=row.reference),
    ]:
        releases.withdraw(out, by=by, at=at, reason=reason)
    note("taken_back", row, by=by, at=at)
    return row


@transaction.atomic
def publish_plan(office: Organisation, *, by: User, at: datetime) -> Release:
    """What is to be decided and when, as it stands now; an empty plan says so."""
    rows = Decision.objects.filter(office=office, state=DecisionState.PROPOSED, is_planned=True)
    facts = [
        {"title": row.title, "for": row.planned_for.isoformat(), "asked": row.request}
        for row in rows.order_by("planned_for", "pk")
        if row.planned_for
    ]
    made = releases.release(
        TO_COME,
        subject=office,
        collection=SHELF,
        title="Decisions to come",
        rule=PLAN_RULE,
        content=Content(),
        facts={"rows": facts},
        on=timezone.localdate(at),
        by=by,
        at=at,
    )
    record("governance.decisions.planned", subject=office, by=by, at=at, thread=SHELF, count=len(facts))
    return made


def _must_be_whole(row: Decision) -> None:
    if not row.is_taken:
        raise NotReady("It has not been taken yet.")
    has_form = row.files.filter(kind="decision", is_exempt=False).exists()
    if not row.decided and not has_form:
        raise NotReady("Say what was decided and why, or add the decision form.")
    if not row.equality:
        raise NotReady(
            "Say how regard was had to equality (Equality Act 2010, section 149), or why nothing in it bears on anybody."
        )


def _must_be_excused(row: Decision, *, on: date) -> None:
    period = period_on(row.office, on)
    if period is not None and not row.is_duty and not row.period_reasons.filter(period=period).exists():
        raise NeedsReason(period)


def _second(row: Decision, *, by: User, at: datetime) -> User | None:
    """The second person, whose word cannot be used again; none where nothing is withheld."""
    if not row.is_exempt:
        return None
    consent = consents.agreed(AGREED_TO_PUBLISH, row, fingerprint=printed.print_of(row), by=by)
    if consent is None:
        raise NeedsSecond(
            "Something of it is withheld. A second person of the office agrees before it goes out."
        )
    return consents.carry_out(consent, at=at).answered_by
