"""The bodies every portal begins with. Their names are data: the office changes them in the portal."""

from datetime import time

from django.db import transaction

from pcc_portal.accounts.models import Organisation
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.states import Regime


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
        },
    )


def _organisation(slug: str, name: str, kind: str) -> Organisation:
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind})[0]
