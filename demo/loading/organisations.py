"""The organisations of the invented county, and the name under which the site speaks."""

from datetime import date

from demo.content import people
from demo.loading.calendar import at
from pcc_portal.accounts.actions import offices
from pcc_portal.accounts.models import Office, Organisation
from pcc_portal.accounts.models.person import OrganisationKind

# Those that every portal begins with, under the slugs that set-up gave them.
SLUGS = {"county": "host-council", "office": "office", "panel": "panel"}
KINDS = {
    "county": OrganisationKind.COUNCIL,
    "district": OrganisationKind.COUNCIL,
    "panel": OrganisationKind.PANEL,
    "office": OrganisationKind.OFFICE,
    "force": OrganisationKind.FORCE,
    "charity": OrganisationKind.CHARITY,
    "partnership": OrganisationKind.PARTNER,
}
BOARD_NAME = "Ardenshire Governance and Performance Board"

type Organisations = dict[str, Organisation]


def load() -> Organisations:
    """Every organisation by the key that the content calls it by."""
    Organisation.objects.filter(slug="board").update(name=BOARD_NAME)
    return {
        known.key: Organisation.objects.update_or_create(
            slug=SLUGS.get(known.key, known.key.replace("_", "-")),
            defaults={"name": known.name, "kind": KINDS[known.kind]},
        )[0]
        for known in people.ORGANISATIONS
    }


def load_office(*, from_on: date) -> Office:
    """What the masthead and the foot of every page say."""
    clerk = next(person for person in people.CAST if person.email == "clerk@demo.example")
    council = next(known for known in people.ORGANISATIONS if known.key == "county")
    office = next(known for known in people.ORGANISATIONS if known.key == "office")
    return offices.follow(
        name=people.PORTAL_NAME,
        publisher=f"Published by {council.name} and the {office.name}. Open Government Licence, except where we say otherwise.",
        help_name=f"{clerk.given} {clerk.family}",
        help_role="clerk to the Panel",
        help_phone=council.phone,
        help_email=council.email,
        help_hours="Monday to Friday, 9am to 5pm",
        brand="#12355b",
        link="#1457a8",
        from_on=from_on,
        by=None,
        at=at(from_on),
    )
