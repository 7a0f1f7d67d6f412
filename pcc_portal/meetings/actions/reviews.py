"""Exempt "so long as": every exemption has a day on which somebody looks at it again, keeps it with new reasons or lets go.

Source: LGA 1972 Schedule 12A paragraph 10.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts.access import holders
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.actions import consents, documents
from pcc_portal.documents.models import Exemption, Withheld
from pcc_portal.meetings.models import Body, Item, Meeting, Paper
from pcc_portal.meetings.states import AGREED_TO_RELEASE, AgendaStatus


@dataclass(frozen=True)
class Held:
    """An exemption in force of an issued agenda: an item with all its papers, or one paper of an open item."""

    exemption: Exemption
    meeting: Meeting
    item: Item
    paper: Paper | None = None

    @property
    def title(self) -> str:
        return self.paper.public_title if self.paper else self.item.public_title

    def days_past(self, on: date) -> int:
        """How long its review has been due; nothing or less while it lies ahead."""
        return (on - self.exemption.review_on).days

    def papers(self) -> list[str]:
        """The papers that rest on this exemption: those of the item that have none of their own, or the one."""
        if self.paper is not None:
            return [str(self.paper.pk)]
        own = Paper.objects.filter(item=self.item, document__exemption__isnull=True)
        return [str(pk) for pk in own.values_list("pk", flat=True)]

    def withheld(self) -> list[Withheld]:
        """What was issued to members only on these grounds, the newest version of each paper."""
        rows = Withheld.objects.filter(
            kind="meetings.paper", collection=self.meeting.ref, subject_id__in=self.papers()
        )
        newest = {row.subject_id: row for row in rows.order_by("version")}
        return sorted(newest.values(), key=lambda row: row.position)


def in_force(organisations: Collection[int]) -> list[Held]:
    """Every exemption of these bodies' issued agendas, the longest due first; two queries."""
    if not organisations:
        return []
    of_issued = {"meeting__status": AgendaStatus.ISSUED, "meeting__body__organisation__in": organisations}
    items = Item.objects.filter(exemption__isnull=False, exemption__ended_at__isnull=True, **of_issued)
    papers = Paper.objects.filter(
        document__exemption__isnull=False,
        document__exemption__ended_at__isnull=True,
        **{f"item__{name}": value for name, value in of_issued.items()},
    )
    return sorted([*_of_items(items), *_of_papers(papers)], key=lambda held: held.exemption.review_on)


def held_by_exemption(exemption: Exemption) -> Held:
    """What an exemption withholds. Raises Item.DoesNotExist for one of no issued agenda."""
    for held in _of_papers(Paper.objects.filter(document__exemption=exemption)):
        return held
    for held in _of_items(Item.objects.filter(exemption=exemption)):
        return held
    raise Item.DoesNotExist


def _of_items(items: QuerySet[Item]) -> list[Held]:
    rows = items.select_related(
        "meeting__body__host", "meeting__body__organisation", "exemption__proper_officer"
    )
    return [Held(item.exemption, item.meeting, item) for item in rows if item.exemption]


def _of_papers(papers: QuerySet[Paper]) -> list[Held]:
    rows = papers.select_related(
        "item__meeting__body__host",
        "item__meeting__body__organisation",
        "document__exemption__proper_officer",
    )
    return [
        Held(row.document.exemption, row.item.meeting, row.item, row)
        for row in rows
        if row.document.exemption
    ]


@transaction.atomic
def keep(
    exemption: Exemption, *, reasons_for: str, reasons_against: str, review_on: date, by: User, at: datetime
) -> Exemption:
    """Looked at again and kept: new reasons both ways, a new day. The old reasons stay in its history.

    Raises documents.NotInForce.
    """
    held = held_by_exemption(exemption)
    consents.void(AGREED_TO_RELEASE, exemption, why="It was kept exempt.", by=by, at=at)
    return documents.review(
        exemption,
        reasons_for=reasons_for,
        reasons_against=reasons_against,
        review_on=review_on,
        thread=held.meeting.ref,
        by=by,
        at=at,
    )


@transaction.atomic
def tell_clerks(*, at: datetime) -> int:
    """The day of an exemption has come: one mail to each clerk, once, however often this is asked. Returns how many.

    The key is the newest day that has come: a later one is a new mail, the same ones again are not.
    """
    on, told = timezone.localdate(at), 0
    for body in Body.objects.select_related("organisation"):
        due = [held for held in in_force({body.organisation_id}) if held.days_past(on) >= 0]
        if due:
            newest = max(held.exemption.review_on for held in due)
            told += _tell(body.organisation, len(due), newest, str(body), at=at)
    return told


def _tell(organisation: Organisation, count: int, newest: date, body: str, *, at: datetime) -> int:
    clerks = holders(Power.EXEMPT, organisation.pk, on=timezone.localdate(at))
    for user in clerks:
        notices.post(
            "meetings.exemptions_due",
            to=user.email,
            context={
                "count": count,
                "body": body,
                "link": f"{settings.PUBLIC_BASE_URL}{reverse('panel:exemptions')}",
            },
            dedupe_key=f"exemptions due {organisation.pk} {newest.isoformat()} {user.pk}",
            by=None,
            at=at,
        )
    return len(clerks)
