"""Rights on a day, and loading a record together with the right to know of it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from pcc_portal.accounts.access import NO_RIGHTS, held_by, load_rights, require, rights_of, visible_or_404
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import OF_THE_BOARD, ROLE_POWERS, Power, Role
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import Meeting, Paper
from tests.factories import meetings, people
from tests.factories.days import TODAY

NOVEMBER = {"from_on": date(2026, 11, 2), "to_on": date(2026, 11, 20)}


@pytest.fixture
def member(panel):
    """Member of the Panel from 2 to 20 November."""
    return people.granted(people.user(), Role.PANEL_MEMBER, panel, **NOVEMBER)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 11, 1), False),
        (date(2026, 11, 2), True),
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
    ],
)
def test_a_right_holds_from_its_first_day_to_its_last(member, panel, day, holds):
    assert rights_of(member, on=day).may(Power.READ_EXEMPT, panel.pk) is holds


def test_a_right_that_ended_is_gone_at_the_next_load(member, panel):
    assert load_rights(member, on=date(2026, 11, 20)).rights.may(Power.READ_EXEMPT, panel.pk)
    assert load_rights(member, on=date(2026, 11, 21)).rights == NO_RIGHTS


def test_a_user_that_nobody_loaded_rights_for_has_none(clerk):
    assert clerk.rights.powers
    assert User.objects.get(pk=clerk.pk).rights == NO_RIGHTS


def test_an_account_that_was_closed_has_none(clerk):
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert rights_of(User.objects.get(pk=clerk.pk), on=TODAY) == NO_RIGHTS


def test_a_visitor_has_none():
    assert rights_of(AnonymousUser(), on=TODAY) == NO_RIGHTS
    assert held_by(AnonymousUser()) == NO_RIGHTS


def test_rights_cost_one_query(clerk, django_assert_num_queries):
    with django_assert_num_queries(1):
        rights_of(clerk, on=TODAY)


def test_a_power_holds_where_it_was_given_and_nowhere_else(clerk, panel, other_panel_body):
    assert [
        clerk.rights.may(Power.ISSUE, org) for org in (panel.pk, other_panel_body.organisation_id, None)
    ] == [True, False, False]
    assert clerk.rights.organisations(Power.ISSUE) == {panel.pk}


def test_the_words_of_two_roles(panel, office):
    both = people.granted(people.granted(people.user(), Role.PANEL_MEMBER, panel), Role.OFFICER, office)
    assert both.rights.words == "Governance officer, Member of the Panel"
    assert (both.rights.has_role(Role.OFFICER), both.rights.has_role(Role.PANEL_CLERK)) == (True, False)


# The table of roles


def test_every_role_has_its_line():
    assert set(ROLE_POWERS) == set(Role)


CLERKS = frozenset({Role.PANEL_CLERK, Role.DEPUTY_CLERK})


@pytest.mark.parametrize(
    ("power", "roles"),
    [
        (Power.ISSUE, {Role.PANEL_CLERK, Role.DEPUTY_CLERK, Role.BOARD_OFFICER}),
        (Power.EXEMPT, {Role.PANEL_CLERK, Role.DEPUTY_CLERK, Role.BOARD_OFFICER}),
        (Power.PREPARE, {Role.PANEL_CLERK, Role.DEPUTY_CLERK, Role.BOARD_OFFICER}),
        (Power.READ_EXEMPT, CLERKS | {Role.PANEL_CHAIR, Role.PANEL_MEMBER} | OF_THE_BOARD),
        (Power.GRANT_ROLES, {Role.ADMINISTRATOR}),
        (Power.READ_OUTBOX, {Role.ADMINISTRATOR}),
        (Power.KEEP_BOARD, {Role.OFFICER, Role.CHIEF_EXECUTIVE}),
        (Power.ANSWER_BOARD, {Role.CHIEF_CONSTABLE, Role.STAFF_OFFICER, Role.FORCE_LEAD}),
    ],
)
def test_who_holds_a_power(power, roles):
    """law.md finding 1: the duty is the host council's, so nobody of the Commissioner's office exempts or issues, but
    for the Board, whose roles are held nowhere else."""
    assert {role for role, powers in ROLE_POWERS.items() if power in powers} == roles


@pytest.mark.parametrize("role", sorted(OF_THE_BOARD))
@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind != OrganisationKind.OFFICE])
def test_a_role_of_the_board_is_held_in_no_panel(db, role, kind):
    where = people.organisation(f"of-{kind}", kind=kind)
    with pytest.raises(grants.NotThere):
        people.granted(people.user(), role, where)


# Loading with the right to know


@pytest.fixture
def draft(clerk):
    return meetings.meeting(clerk)


@pytest.mark.parametrize("name", ["clerk", "deputy_clerk"])
def test_a_draft_is_loaded_for_those_who_prepare_it(draft, name, request):
    assert visible_or_404(Meeting.objects, request.getfixturevalue(name), ref=draft.ref) == draft


@pytest.mark.parametrize(
    "name",
    [
        "panel_chair",
        "panel_member",
        "member_of_another_panel",
        "officer",
        "commissioner",
        "administrator",
        "stranger",
        "anon",
    ],
)
def test_a_draft_does_not_exist_for_others(draft, name, request):
    with pytest.raises(Http404):
        visible_or_404(Meeting.objects, request.getfixturevalue(name), ref=draft.ref)


@pytest.mark.parametrize(
    ("name", "seen"),
    [("clerk", 1), ("officer", 1), ("force_lead", 0), ("panel_chair", 0), ("stranger", 0), ("anon", 0)],
)
def test_a_paper_is_seen_by_the_clerk_and_by_the_office_it_comes_from(draft, clerk, name, seen, request):
    meetings.written(meetings.item(draft, clerk), clerk)
    assert Paper.objects.visible_to(request.getfixturevalue(name)).count() == seen


def test_require_says_the_rule(draft, officer):
    with pytest.raises(PermissionDenied, match="Only the clerk to this body issues its papers"):
        require(rules.may_issue, officer, draft)
    with pytest.raises(PermissionDenied, match="Ask Simon"):
        require(rules.may_issue, officer, draft, why="Ask Simon.")


def test_require_lets_pass(draft, clerk):
    require(rules.may_issue, clerk, draft)
