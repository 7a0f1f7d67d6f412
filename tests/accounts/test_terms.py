"""Terms of office: one holder at a time, and what came with a term ends with it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from panel.queries import posts
from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.actions import grants, terms
from pcc_portal.accounts.models import Delegation, Holding, Post, RoleGrant
from pcc_portal.accounts.models.person import HoldingKind, PostKind
from pcc_portal.accounts.roles import Role
from tests.factories import people
from tests.factories.days import NOW

BEGAN, ENDS = date(2024, 5, 9), date(2028, 5, 7)


@pytest.fixture
def post(office):
    return Post.objects.create(
        title="Police and Crime Commissioner", organisation=office, kind=PostKind.COMMISSIONER
    )


@pytest.fixture
def holder():
    return people.user("a.marsh@office.example", person=people.person("Anna", "Marsh"))


@pytest.fixture
def term(post, holder, administrator):
    return terms.begin(post, holder.person, from_on=BEGAN, to_on=ENDS, by=administrator, at=NOW)


def has_role(user, day):
    return rights_of(user, on=day).has_role(Role.COMMISSIONER)


def test_the_role_comes_and_goes_with_the_term(term, holder):
    assert [has_role(holder, day) for day in (date(2024, 5, 8), BEGAN, ENDS, date(2028, 5, 8))] == [
        False,
        True,
        True,
        False,
    ]
    assert RoleGrant.objects.get(user=holder).reason == f"holding {term.pk}"


def test_ending_a_term_ends_the_role_and_what_was_delegated(term, holder, administrator, office):
    deputy = people.person("Ben", "Oduya")
    kept = terms.delegate(
        term, what="Signs grants", to_person=deputy, from_on=BEGAN, by=administrator, at=NOW
    )
    later = terms.delegate(
        term, what="Chairs the Board", to_person=deputy, from_on=date(2027, 1, 1), by=administrator, at=NOW
    )
    terms.end(term, last_on=date(2026, 11, 30), by=administrator, at=NOW)
    assert [has_role(holder, day) for day in (date(2026, 11, 30), date(2026, 12, 1))] == [True, False]
    assert list(Delegation.objects.on(date(2026, 11, 30))) == [kept]
    assert list(Delegation.objects.on(date(2026, 12, 1))) == []
    later.refresh_from_db()
    assert later.to_on == date(2026, 12, 31)  # had not begun: it never gave anything


def test_a_day_put_right_puts_right_what_ended_with_it_and_nothing_else(term, holder, administrator, office):
    other = people.granted(holder, Role.OFFICER, office)
    terms.end(term, last_on=date(2026, 11, 30), by=administrator, at=NOW)
    terms.end(term, last_on=date(2027, 3, 31), by=administrator, at=NOW)
    assert has_role(holder, date(2027, 3, 31))
    assert RoleGrant.objects.get(user=other, role=Role.OFFICER).to_on is None


def test_a_role_that_was_taken_away_stays_taken_away(term, holder, administrator):
    grants.end(RoleGrant.objects.get(user=holder), last_on=date(2025, 1, 1), by=administrator, at=NOW)
    terms.end(term, last_on=date(2026, 11, 30), by=administrator, at=NOW)
    assert not has_role(holder, date(2025, 1, 2))


def test_an_acting_holder_stands_beside_the_substantive_one(term, post, administrator):
    acting = people.user("d@office.example", person=people.person("Dina", "Frost"))
    held = terms.begin(
        post,
        acting.person,
        kind=HoldingKind.ACTING,
        from_on=date(2026, 11, 1),
        to_on=date(2026, 12, 1),
        by=administrator,
        at=NOW,
    )
    assert has_role(acting, date(2026, 11, 15))
    assert not has_role(acting, date(2026, 12, 2))
    assert str(held) == "Dina Frost, Acting Police and Crime Commissioner"


@pytest.mark.parametrize(
    ("days", "taken"),
    [
        ((date(2028, 5, 7), None, "substantive"), True),
        ((date(2023, 1, 1), date(2024, 5, 9), "substantive"), True),
        ((date(2028, 5, 8), None, "substantive"), False),
        ((date(2023, 1, 1), date(2024, 5, 8), "substantive"), False),
        ((date(2026, 1, 1), date(2026, 2, 1), "acting"), False),
    ],
)
def test_one_substantive_holder_at_a_time(term, post, administrator, days, taken):
    first, last, kind = days
    how = {"from_on": first, "to_on": last, "kind": kind, "by": administrator, "at": NOW}
    someone = people.person("Next", "Holder")
    if taken:
        with pytest.raises(terms.PostTaken):
            terms.begin(post, someone, **how)
    else:
        assert terms.begin(post, someone, **how).pk


def test_the_database_says_no_too(term, post, office):
    with pytest.raises(IntegrityError, match="one_holder_of_a_sole_post"), transaction.atomic():
        Holding.objects.create(
            post=post, person=people.person("X", "Y"), is_sole=True, from_on=date(2026, 1, 1)
        )
    with pytest.raises(IntegrityError, match="delegation_to_one"), transaction.atomic():
        Delegation.objects.create(holding=term, what="x", from_on=BEGAN)
    with pytest.raises(IntegrityError, match="delegation_ends_after_it_starts"), transaction.atomic():
        Delegation.objects.create(holding=term, what="x", to_post=post, from_on=BEGAN, to_on=date(2020, 1, 1))


def test_a_post_that_many_hold_is_held_by_many(office, administrator):
    post = Post.objects.create(title="Assessor", organisation=office)
    for name in ("Per", "Ida"):
        terms.begin(post, people.person(name, "Holm"), from_on=BEGAN, by=administrator, at=NOW)
    assert post.holdings.count() == 2


@pytest.mark.parametrize("days", [(date(2024, 1, 1), None), (date(2028, 6, 1), None)])
def test_a_delegation_lies_within_the_term(term, post, administrator, days):
    with pytest.raises(terms.OutsideTheTerm):
        terms.delegate(term, what="x", to_post=post, from_on=days[0], to_on=days[1], by=administrator, at=NOW)


def test_a_delegation_without_an_end_ends_with_the_term(term, post, administrator):
    made = terms.delegate(term, what="x", to_post=post, from_on=BEGAN, by=administrator, at=NOW)
    assert made.to_on == ENDS


# Pages


def test_the_page_says_who_holds_what_and_a_press_ends_it(client, term, administrator, office):
    client.force_login(administrator)
    shown = client.get(reverse("panel:posts")).text
    assert "Anna Marsh" in shown
    assert "With the post" in client.get(reverse("panel:people")).text
    sent = {
        "what": "Signs grants",
        "to_person": people.person("Ben", "Oduya").pk,
        "from_on": timezone.localdate(),
    }
    assert client.post(reverse("panel:delegate", args=[term.pk]), sent).status_code == 303
    neither = client.post(
        reverse("panel:delegate", args=[term.pk]), {"what": "x", "from_on": timezone.localdate()}
    )
    assert (neither.status_code, "one of the two" in neither.text) == (422, True)
    assert "Signs grants" in client.get(reverse("panel:posts")).text
    end = reverse("panel:term-end", args=[term.pk])
    assert client.post(end, {"last_on": timezone.localdate()}).status_code == 303
    assert Holding.objects.get(pk=term.pk).to_on == timezone.localdate()


def test_a_term_is_begun_in_a_new_post_and_a_clash_is_said(client, administrator, office):
    client.force_login(administrator)
    there = reverse("panel:term-begin")
    sent = {
        "title": "Chief Executive",
        "organisation": office.pk,
        "post_kind": "chief_executive",
        "person": people.person("Aled", "Rowe").pk,
        "kind": "substantive",
        "from_on": timezone.localdate(),
    }
    assert client.post(there, sent).status_code == 303
    again = client.post(there, sent | {"person": people.person("Bo", "Lund").pk})
    assert (again.status_code, "Somebody holds this post" in again.text) == (409, True)


def test_a_term_that_is_refused_leaves_no_new_post_behind(client, administrator, office):
    client.force_login(administrator)
    today = timezone.localdate()
    sent = {
        "title": "Head of Estates",
        "organisation": office.pk,
        "person": people.person("Aled", "Rowe").pk,
        "kind": "substantive",
        "from_on": today,
        "to_on": today - timedelta(days=1),
    }
    refused = client.post(reverse("panel:term-begin"), sent)
    assert (refused.status_code, "before the first" in refused.text) == (409, True)
    assert not Post.objects.exists()
    assert client.post(reverse("panel:term-begin"), sent | {"to_on": today}).status_code == 303
    assert Post.objects.get().kind == PostKind.OTHER


def test_nobody_gives_a_post_to_themselves(client, administrator, post):
    client.force_login(administrator)
    sent = {
        "post": post.pk,
        "person": administrator.person_id,
        "kind": "substantive",
        "from_on": timezone.localdate(),
    }
    answer = client.post(reverse("panel:term-begin"), sent)
    assert (answer.status_code, "Ask another administrator" in answer.text) == (422, True)


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_costs_the_same_at_any_length(term, administrator, django_assert_num_queries, more):
    post = term.post
    for n in range(more):
        other = Post.objects.create(title=f"Post {n}", organisation=post.organisation)
        held = terms.begin(other, people.person(f"P{n}", "Q"), from_on=BEGAN, by=administrator, at=NOW)
        terms.delegate(held, what="x", to_post=post, from_on=BEGAN, by=administrator, at=NOW)
    with django_assert_num_queries(3):
        rows = posts(on=date(2026, 11, 2))
        assert [str(d.to) for row in rows for h in row.now for d in h.delegations.all()] == [str(post)] * more
