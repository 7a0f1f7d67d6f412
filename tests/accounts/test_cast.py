"""The cast of all tests holds what its names say."""

import pytest

from pcc_portal.accounts.roles import Power

POWERS = {
    "clerk": 7,
    "deputy_clerk": 7,
    "panel_chair": 5,
    "panel_member": 2,
    "former_member": 0,
    "member_of_another_panel": 2,
    "commissioner": 3,
    "officer": 3,
    "grants_officer": 2,
    "analyst": 2,
    "force_lead": 2,
    "applicant": 0,
    "administrator": 2,
    "stranger": 0,
}


@pytest.mark.parametrize("name", POWERS)
def test_cast_holds_what_its_name_says(name, request):
    assert len(request.getfixturevalue(name).rights.powers) == POWERS[name]


def test_only_the_panels_own_people_read_its_exempt_part(panel, request):
    names = ["clerk", "panel_chair", "panel_member", "former_member", "member_of_another_panel"]
    people = [request.getfixturevalue(name) for name in names]
    assert [u.rights.may(Power.READ_EXEMPT, panel.pk) for u in people] == [True, True, True, False, False]
