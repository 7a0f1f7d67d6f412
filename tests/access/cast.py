"""Everyone who could knock, by role, and who of them belongs together."""

from datetime import date

from pcc_portal.accounts.roles import Role
from tests.factories import people

# name -> (role, slug of the organisation it is held in, given name, family name)
HOLDERS = {
    "panel_member": (Role.PANEL_MEMBER, "panel", "Tom", "Brindley"),
    "panel_chair": (Role.PANEL_CHAIR, "panel", "Ruth", "Oakden"),
    "former_member": (Role.PANEL_MEMBER, "panel", "Vera", "Lowick"),
    "member_of_another_panel": (Role.PANEL_MEMBER, "other-panel", "Owen", "Prosser"),
    "clerk": (Role.PANEL_CLERK, "panel", "Simon", "Garrod"),
    "deputy_clerk": (Role.DEPUTY_CLERK, "panel", "Maud", "Ellery"),
    "clerk_of_another_panel": (Role.PANEL_CLERK, "other-panel", "Una", "Tranter"),
    "officer": (Role.OFFICER, "office", "Iain", "Calder"),
    "commissioner": (Role.COMMISSIONER, "office", "Helen", "Marsh"),
    "chief_executive": (Role.CHIEF_EXECUTIVE, "office", "Aled", "Rowe"),
    "analyst": (Role.ANALYST, "office", "Noor", "Rahman"),
    "grants_officer": (Role.GRANTS_OFFICER, "office", "Bea", "Lindqvist"),
    "assessor": (Role.ASSESSOR, "office", "Per", "Holm"),
    "chief_constable": (Role.CHIEF_CONSTABLE, "force", "Moira", "Kay"),
    "staff_officer": (Role.STAFF_OFFICER, "force", "Dev", "Anand"),
    "force_lead": (Role.FORCE_LEAD, "force", "Joanne", "Speight"),
    "applicant": (Role.APPLICANT, "harbour-trust", "Kofi", "Adjei"),
    "administrator": (Role.ADMINISTRATOR, "host", "Lena", "Fisk"),
}
EVERYONE = ("anon", "stranger", *HOLDERS)

CLERKS = frozenset({"clerk", "deputy_clerk"})
MEMBERS = frozenset({"panel_member", "panel_chair"})
OFFICE = frozenset({"officer", "commissioner", "chief_executive", "analyst", "grants_officer"})
FORCE = frozenset({"chief_constable", "staff_officer", "force_lead"})
# Signed in, and nothing in these papers is theirs.
NOBODY = frozenset({"stranger", "applicant", "assessor", "former_member"})

# The columns of the matrix.
GROUPS = {
    "anon": frozenset({"anon"}),
    "nobody": NOBODY,
    "member": MEMBERS,
    "member2": frozenset({"member_of_another_panel"}),
    "clerk": CLERKS,
    "clerk2": frozenset({"clerk_of_another_panel"}),
    "office": OFFICE,
    "force": FORCE,
    "admin": frozenset({"administrator"}),
}


def seated(bodies):
    """{name: user, or None for a visitor}; ``bodies`` are the two Panels."""
    where = {of.organisation.slug: of.organisation for of in bodies}
    where |= {"host": bodies[0].host, "office": people.organisation("office")}
    where["force"] = people.organisation("force", "The Constabulary", "force")
    where["harbour-trust"] = people.organisation("harbour-trust", "Harbour Trust", "charity")
    cast = {"anon": None, "stranger": people.user("stranger@elsewhere.example")}
    for name, (role, slug, given, family) in HOLDERS.items():
        left = {"to_on": date(2026, 6, 30)} if name == "former_member" else {}
        cast[name] = people.holder(role, where[slug], given, family, **left)
    return cast
