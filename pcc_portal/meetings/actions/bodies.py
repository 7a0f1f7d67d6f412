"""The bodies every portal begins with, and their names from a day on: the office changes them in the portal."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import public_notices
from pcc_portal.meetings.models import Body, BodyName, BodyRule
from pcc_portal.meetings.models.body import NAMING
from pcc_portal.meetings.states import BackDate, CountedFrom, Regime


@transaction.atomic
def ensure() -> None:
    """``pcp`` under Part VA, ``gpb`` under the Specified Information Order; what is there already stays as it is."""
    host = _organisation("host-council", "The host council", OrganisationKind.COUNCIL)
    office = _organisation("office", "Office of the Police and Crime Commissioner", OrganisationKind.OFFICE)
    panel = _organisation("panel", "Police and Crime Panel", OrganisationKind.PANEL)
    board = _organisation("board", "Governance and Performance Board", OrganisationKind.OFFICE)
    common = {"default_time": time(14), "notice_days": 5}
    Body.objects.get_or_create(
        slug="pcp",
        defaults=common
        | {
            "name": panel.name,
            "short_name": "Panel",
            "organisation": panel,
            "host": host,
            "regime": Regime.PART_VA,
            "address": "panel/meetings",
        },
    )
    Body.objects.get_or_create(
        slug="gpb",
        defaults=common
        | {
            "name": board.name,
            "short_name": "Board",
            "organisation": board,
            "host": office,
            "regime": Regime.SIO,
            "address": "governance/meetings",
            # Part VA's clear days are not its own: "as soon as practicable" (SI 2011/3050 Sch para 5).
            "notice_days": 0,
        },
    )

    for body in Body.objects.filter(slug__in=("pcp", "gpb")):
        known = set(BodyRule.objects.filter(body=body).values_list("kind", flat=True))
        BodyRule.objects.bulk_create(
            BodyRule(body=body, kind=kind, days=days, counted=counted, source=source)
            for kind, (days, counted, source) in USUAL.items()
            if kind not in known and (body.regime == Regime.PART_VA or kind not in SPOKEN)
        )


PROCEDURE = "Terms of reference and rules of procedure"
# What standing orders usually say, and where; each body changes its own.
USUAL = {
    BackDate.CALL_FOR_PAPERS: (20, CountedFrom.ISSUE, ""),
    BackDate.PRE_AGENDA: (10, CountedFrom.ISSUE, ""),
    BackDate.SPEAKING: (3, CountedFrom.MEETING, PROCEDURE),
    BackDate.SPEAKING_SLOT: (3, CountedFrom.MINUTES, PROCEDURE),
    BackDate.MINUTES: (10, CountedFrom.AFTER, ""),
}
# The public speaks at meetings that are open to it.
SPOKEN = frozenset({BackDate.SPEAKING, BackDate.SPEAKING_SLOT})


def _organisation(slug: str, name: str, kind: str) -> Organisation:
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind})[0]


@transaction.atomic
def rename(
    body: Body,
    *,
    from_on: date,
    name: str,
    short_name: str,
    by: User | None,
    at: datetime,
    signatory: str = "",
    signatory_post: str = "",
) -> BodyName:
    """A name from a day on, for the meetings of that day and later; given again for the same day, it is put right.

    What was issued under the old name keeps it: releases are frozen.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    said = {
        "name": name,
        "short_name": short_name,
        "signatory": signatory,
        "signatory_post": signatory_post,
    }
    row, _ = BodyName.objects.update_or_create(body=body, from_on=from_on, defaults=said)
    body.names = [
        {"from_on": one.from_on.isoformat()} | {field: getattr(one, field) for field in NAMING}
        for one in BodyName.objects.filter(body=body)
    ]
    body.save(update_fields=["names"])
    record(
        "meetings.body.renamed", subject=row, by=by, at=at, thread=body.slug, name=name, from_on=str(from_on)
    )
    return row


@transaction.atomic
def count_days(
    body: Body,
    days: Mapping[str, int],
    *,
    remind: list[int],
    by: User,
    at: datetime,
    from_on: date | None = None,
    source: str = "",
) -> None:
    """How many working days a body counts for each of its dates, by the name of the rule, and before which authors are reminded.

    Without ``from_on`` what is in force is put right; with it the new number holds for meetings of that day and later,
    and those before keep theirs. Public notices that say when speaking closes are said anew.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    body.papers_due_days, body.remind_days = days["papers_due"], remind
    body.save(update_fields=["papers_due_days", "remind_days"])
    latest = {rule.kind: rule for rule in BodyRule.objects.filter(body=body, kind__in=list(days))}
    for rule in latest.values():
        if rule.days != days[rule.kind]:
            _count(rule, days[rule.kind], from_on=from_on, source=source)
    record("meetings.body.days_counted", subject=body, by=by, at=at, thread=body.slug, remind=remind, **days)
    public_notices.recount(body, by=by, at=at)


def _count(rule: BodyRule, days: int, *, from_on: date | None, source: str) -> None:
    """From a later day on it is a row of its own; otherwise the row itself is put right."""
    if from_on is not None and from_on > rule.from_on:
        rule.pk, rule.from_on = None, from_on
        rule._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
    rule.days, rule.source = days, source or rule.source
    rule.save()
