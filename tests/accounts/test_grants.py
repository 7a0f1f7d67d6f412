"""Roles are given and ended by one module, once for each reason, and the database keeps every state they were in."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Holding, Office, Person, Post, RoleGrant, User
from pcc_portal.accounts.roles import Power, Role
from pcc_portal.audit.models import Event
from tests.factories import people
from tests.factories.days import NOW, TODAY


def give(user, where, *, role=Role.PANEL_MEMBER, from_on=TODAY, reason="", by=None):
    return grants.give(user, role=role, organisation=where, from_on=from_on, by=by, at=NOW, reason=reason)


def test_given_twice_for_one_reason_is_one_row(stranger, panel):
    assert give(stranger, panel) == give(stranger, panel, from_on=TODAY + timedelta(days=1))
    assert Event.objects.filter(kind="accounts.role.granted").count() == 1


def test_given_for_two_reasons_holds_until_the_last_has_gone(stranger, panel):
    seat = give(stranger, panel, reason="sitting 1")
    give(stranger, panel, reason="set-up")
    grants.end(seat, last_on=TODAY, by=None, at=NOW)
    assert rights_of(stranger, on=TODAY + timedelta(days=1)).may(Power.READ_EXEMPT, panel.pk)


def test_given_from_a_day_to_come_gives_nothing_today(stranger, panel):
    give(stranger, panel, from_on=TODAY + timedelta(days=1))
    assert [bool(rights_of(stranger, on=TODAY + timedelta(days=n)).powers) for n in (0, 1)] == [False, True]


def test_given_today_where_it_begins_later_it_holds_today(stranger, panel):
    """Otherwise the answer would be the later grant, and the person would stand before a closed door."""
    give(stranger, panel, from_on=TODAY + timedelta(days=30))
    give(stranger, panel, from_on=TODAY)
    assert rights_of(stranger, on=TODAY).may(Power.READ_EXEMPT, panel.pk)
    assert RoleGrant.objects.count() == 1


def test_given_again_after_it_ended_is_a_new_row(stranger, panel):
    grants.end(give(stranger, panel), last_on=TODAY, by=None, at=NOW)
    give(stranger, panel, from_on=TODAY + timedelta(days=1))
    assert RoleGrant.objects.count() == 2


def test_end_is_the_last_day(stranger, panel, administrator):
    ended = grants.end(give(stranger, panel), last_on=TODAY + timedelta(days=3), by=administrator, at=NOW)
    assert ended.to_on == TODAY + timedelta(days=3)
    event = Event.objects.first()
    assert (event.kind, event.by_name, event.facts) == (
        "accounts.role.ended",
        "Lena Fisk",
        {"role": "panel_member", "last_on": "2026-11-05"},
    )


def test_ended_before_it_began_gave_nothing(stranger, panel):
    grant = give(stranger, panel, from_on=TODAY + timedelta(days=10))
    ended = grants.end(grant, last_on=TODAY, by=None, at=NOW)
    assert ended.to_on == TODAY + timedelta(days=9)
    assert not rights_of(stranger, on=TODAY + timedelta(days=10)).powers


def test_the_audit_names_the_user_by_id_only(stranger, panel):
    give(stranger, panel)
    facts = Event.objects.get(kind="accounts.role.granted").facts
    assert facts == {"role": "panel_member", "organisation": "panel", "user": str(stranger.pk)}


# History


def history(grant):
    rows = RoleGrant.pgh_event_model.objects.filter(pgh_obj_id=grant.pk).order_by("pgh_id")
    return list(rows.values_list("pgh_label", "to_on"))


def test_every_state_of_a_grant_is_kept(stranger, panel):
    grant = give(stranger, panel)
    grants.end(grant, last_on=TODAY, by=None, at=NOW)
    assert history(grant) == [("insert", None), ("update", TODAY)]


def test_a_grant_changed_past_the_portal_is_kept_too(stranger, panel):
    grant = give(stranger, panel)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_rolegrant SET to_on = '2030-01-01' WHERE id = %s", [grant.pk])
        cursor.execute("DELETE FROM accounts_rolegrant WHERE id = %s", [grant.pk])
    assert history(grant) == [("insert", None), ("update", date(2030, 1, 1)), ("delete", date(2030, 1, 1))]


# What the tables refuse


def refused_by(name, change):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_a_grant_does_not_end_before_it_begins(stranger, panel):
    change = RoleGrant.objects.filter(pk=give(stranger, panel).pk)
    refused_by("grant_ends_after_it_starts", lambda: change.update(to_on=TODAY - timedelta(days=2)))


def test_one_live_grant_for_one_reason(stranger, panel):
    grant = give(stranger, panel)
    grant.pk = None
    grant._state.adding = True
    refused_by("one_live_grant_by_reason", lambda: grant.save(force_insert=True))


def test_an_address_is_kept_in_lower_case(db):
    assert people.user(" Ada@County.Example ").email == "ada@county.example"
    refused_by("email_in_lower_case", lambda: User.objects.update(email="Ada@County.Example"))


def test_an_address_belongs_to_one_user(stranger):
    with pytest.raises(IntegrityError, match="accounts_user_email"), transaction.atomic():
        people.user(stranger.email)


def test_a_post_has_one_title_in_its_organisation(office):
    Post.objects.create(title="Commissioner", organisation=office)
    refused_by("one_post_by_title", lambda: Post.objects.create(title="Commissioner", organisation=office))


def test_a_holding_does_not_end_before_it_begins(office):
    post, person = Post.objects.create(title="Commissioner", organisation=office), people.person()
    dates = {"from_on": TODAY, "to_on": TODAY - timedelta(days=1)}
    refused_by(
        "holding_ends_after_it_starts", lambda: Holding.objects.create(post=post, person=person, **dates)
    )


def test_an_office_does_not_end_before_it_begins(db):
    dates = {"from_on": TODAY, "to_on": TODAY - timedelta(days=1)}
    refused_by("office_ends_after_it_starts", lambda: Office.objects.create(name="x", **dates))


# People


def test_a_user_is_called_by_the_persons_name(clerk, stranger):
    assert (str(clerk), str(stranger)) == ("Simon Garrod", "stranger@elsewhere.example")


def test_a_name_with_its_style():
    assert str(Person(style="Councillor", given="Ruth", family="Oakden")) == "Councillor Ruth Oakden"


def test_the_office_of_a_day(db):
    Office.objects.create(name="Old", from_on=date(2021, 5, 1), to_on=date(2026, 11, 1))
    Office.objects.create(name="New", from_on=date(2026, 11, 2), help_phone="01234 567 890")
    named = [Office.objects.on(day).get().name for day in (date(2026, 11, 1), date(2026, 11, 2))]
    assert (named, Office.objects.get(name="New").help_tel) == (["Old", "New"], "01234567890")
