"""Pages of inspections: everyone reads what was released, the office works at its desk, the force sees what was put to it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.actions import findings, inspections, letters
from governance.models import ChiefComments, Finding, Inspection, Reply, ResponseLetter
from pcc_portal.accounts.actions import terms
from pcc_portal.accounts.models import Post
from pcc_portal.accounts.roles import Role
from tests.factories import inspections as made
from tests.factories import people
from tests.factories.days import NOW

pytestmark = pytest.mark.django_db


def signed_in(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def chief(force):
    return people.holder(Role.CHIEF_CONSTABLE, force, "Moira", "Kay")


@pytest.fixture
def row(officer, force):
    return made.report(officer)


@pytest.fixture
def put(row, officer, force_lead):
    one = made.owned(made.finding(row, officer), officer, force_lead.person)
    made.put(row, officer)
    return one


# Everyone


def test_nobody_reads_of_a_report_before_it_is_on_the_register(row, officer):
    client = Client()
    assert "PEEL" not in client.get(reverse("governance:inspections")).text
    there = reverse("governance:inspection", args=[row.slug])
    assert client.get(there).status_code == 404
    inspections.register(row, by=officer, at=NOW)
    assert "PEEL 2025/26: Effectiveness" in client.get(reverse("governance:inspections")).text
    assert client.get(there).status_code == 200


def test_the_register_counts_the_days_on_the_day_on_which_it_is_read(officer, force):
    today = timezone.localdate()
    rows = [
        made.report(officer, strand=strand, published_on=today - timedelta(days=days))
        for strand, days in (("Efficiency", 29), ("Legitimacy", 60), ("Vetting", 800))
    ]
    for row in rows:
        made.finding(row, officer)
        inspections.register(row, by=officer, at=NOW)
    words = Client().get(reverse("governance:inspections")).text
    assert "Day 30 of 56" in words
    assert "5 days ago." in words
    assert "29 days ago" in words
    assert [words.count(f"<dd>{n}</dd>") for n in (2, 0, 1)] == [1, 1, 1]


def test_the_letter_and_its_file_are_everyones_once_it_is_published(officer, commissioner, force):
    row = made.published(officer, commissioner)
    client = Client()
    words = client.get(reverse("governance:inspection", args=[row.slug])).text
    assert "An action plan is led by an assistant chief constable." in words
    file = client.get(reverse("governance:inspection-letter", args=[row.slug]))
    assert (file.status_code, file.content[:5]) == (200, b"%PDF-")
    letters.withdraw(row, reason="A figure was wrong.", by=officer, at=NOW)
    words = client.get(reverse("governance:inspection", args=[row.slug])).text
    assert ("A figure was wrong." in words, "An action plan" in words) == (True, False)
    assert client.get(reverse("governance:inspection-letter", args=[row.slug])).status_code == 404


def test_grades_over_the_years_name_the_year_without_a_report(officer, force):
    for year in (2021, 2023):
        row = made.report(officer, year=year, published_on=date(year + 1, 10, 7))
        made.area(row, officer, grade="good")
        inspections.register(row, by=officer, at=NOW)
    words = Client().get(reverse("governance:inspection-grades")).text
    assert "Nothing on record" in words
    assert "Preventing crime: Good" in words


def on_the_register(officer, count):
    for n in range(count):
        row = made.report(officer, year=2000 + n, published_on=date(2001 + n, 10, 7))
        one = made.finding(row, officer, area=made.area(row, officer, grade="good"))
        made.owned(one, officer, officer.person)
        made.answer(row, officer, one)
        inspections.register(row, by=officer, at=NOW)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["inspections", "inspection-grades"])
def test_the_register_costs_the_same_however_long(officer, django_assert_max_num_queries, name, count):
    on_the_register(officer, count)
    with django_assert_max_num_queries(10):
        Client().get(reverse(f"governance:{name}"))


# The office


def by_form(client, name, *args, **said):
    """What a form or a press of the desk does; it goes through."""
    response = client.post(reverse(f"governance:{name}", args=args), said)
    assert response.status_code == 303, response.text[-3000:]


def entered(client):
    """A report of which everything that is asked was typed at last; it is there once."""
    out = timezone.localdate() - timedelta(days=20)
    there = reverse("governance:inspection-enter")
    wrong = client.post(there, {"programme": "PEEL", "strand": "Vetting"})
    assert (wrong.status_code, 'value="Vetting"' in wrong.text) == (422, True)
    said = {"programme": "PEEL", "strand": "Vetting", "year": 2025, "published_on": out}
    by_form(client, "inspection-enter", **said, overall="adequate")
    again = client.post(there, said)
    assert (again.status_code, "is entered already" in again.text) == (409, True)
    return Inspection.objects.get()


def found(client, row, officer, force_lead):
    """An area with a finding, which its owner is asked about, and what they say."""
    by_form(client, "inspection-area-add", row.slug, number=1, title="Vetting", grade="adequate")
    by_form(
        client, "finding-add", row.slug, kind="recommendation", words="Vet them all.", area=row.areas.get().pk
    )
    one, owner = Finding.objects.get(), f"person-{force_lead.person_id}"
    by_form(client, "finding-assign", one.pk, owner=owner, lead=officer.person_id, plan_line="V1")
    by_form(client, "findings-put", row.slug, answers_due_on=timezone.localdate() + timedelta(days=9))
    by_form(client, "finding", one.pk, words="They say it is done.", evidence="The list.")
    return one


def answered(client, row, one):
    """A reply, what the Chief Constable says, the letter and what it undertakes besides."""
    by_form(client, "reply-add", row.slug, findings=[one.pk], kind="taken", words="All are vetted.")
    by_form(client, "inspection-comments", row.slug, has_none="on")
    by_form(
        client, "letter-write", row.slug, addressee="The Home Secretary", copy_to="HMCIC", closing="Yours."
    )
    due = row.published_on + timedelta(days=400)
    by_form(client, "commitment-add", row.slug, words="I will look again.", due_on=due)
    by_form(client, "letter-draft", row.slug)


def test_from_the_report_to_the_register_by_forms_alone(officer, commissioner, force_lead, force):
    client, signatory, today = signed_in(officer), signed_in(commissioner), timezone.localdate()
    row = entered(client)
    answered(client, row, found(client, row, officer, force_lead))
    page = signatory.get(reverse("governance:letter", args=[row.slug])).text
    by_form(signatory, "letter-sign", row.slug, sha256=page.partition('name="sha256" value="')[2][:64])
    made.file_made(row.letter.versions.get(is_signed=True))
    by_form(client, "letter-publish", row.slug)
    by_form(client, "letter-sent", row.slug, sent_inspectors_on=today, sent_secretary_on=today)
    words = Client().get(reverse("governance:inspection", args=[row.slug])).text
    public = ("All are vetted.", "day 21 of 56", "I will look again.", "Sent to the Secretary of State on")
    private = ("They say it is done.", "The list.", "V1")
    assert ([one in words for one in public], [one in words for one in private]) == (
        [True] * len(public),
        [False] * len(private),
    )


def test_a_refusal_stands_on_the_desk_and_nothing_was_changed(row, officer):
    earlier = made.finding(made.report(officer, year=2022, published_on=date(2023, 10, 7)), officer)
    made.finding(row, officer, repeats=earlier)
    refused = signed_in(officer).post(reverse("governance:finding-remove", args=[earlier.pk]))
    assert refused.status_code == 409
    assert "says that it repeats this finding" in refused.text
    assert Finding.objects.count() == 2


def test_a_report_that_is_still_to_come_is_not_entered(officer, force):
    said = {"programme": "PEEL", "strand": "Vetting", "year": 2025, "published_on": "2099-01-01"}
    refused = signed_in(officer).post(reverse("governance:inspection-enter"), said)
    assert (refused.status_code, "still to come" in refused.text) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_and_its_list_cost_the_same_however_much_there_is(
    officer, force, django_assert_max_num_queries, count
):
    row = made.report(officer, published_on=timezone.localdate())
    for n in range(count):
        area = made.area(row, officer, number=n + 1, title=f"Area {n}")
        made.answer(row, officer, made.owned(made.finding(row, officer, area=area), officer, officer.person))
    on_the_register(officer, count)
    client = signed_in(officer)
    client.get(reverse("panel:my"))
    with django_assert_max_num_queries(24):
        client.get(reverse("governance:inspection-desk", args=[row.slug]))
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:inspections-kept"))
    with django_assert_max_num_queries(20):
        client.get(reverse("governance:letter", args=[row.slug]))


# The force


def test_a_lead_sees_what_is_theirs_and_nothing_else(put, row, officer, force, force_lead):
    other = made.finding(row, officer, "Another matter.")
    made.owned(other, officer, people.person("Ned", "Other"))
    not_asked = made.owned(made.finding(row, officer, "A third."), officer, force_lead.person)
    client = signed_in(force_lead)
    words = client.get(reverse("governance:findings")).text
    assert (made.WORDS in words, "Another matter." in words, "A third." in words) == (True, False, False)
    for hidden in (other, not_asked):
        assert client.get(reverse("governance:finding", args=[hidden.pk])).status_code == 404
    there = reverse("governance:finding", args=[put.pk])
    assert client.post(there, {"words": "A new team.", "state": "in_plan"}).status_code == 303
    assert "A new team." in client.get(there).text
    for name in ("inspection-desk", "letter", "inspection-comments", "reply-add"):
        assert client.get(reverse(f"governance:{name}", args=[row.slug])).status_code == 404
    for name in ("finding-edit", "finding-assign"):
        assert client.get(reverse(f"governance:{name}", args=[put.pk])).status_code == 403


def test_what_a_post_owns_its_holder_of_the_day_sees(row, officer, force, force_lead):
    today = timezone.localdate()
    post = Post.objects.create(title="Head of Crime", organisation=force)
    made.owned(made.finding(row, officer), officer, post)
    made.put(row, officer)
    client = signed_in(force_lead)
    assert made.WORDS not in client.get(reverse("governance:findings")).text
    term = terms.begin(post, force_lead.person, from_on=today - timedelta(days=90), by=None, at=NOW)
    assert made.WORDS in client.get(reverse("governance:findings")).text
    terms.end(term, last_on=today - timedelta(days=1), by=None, at=NOW)
    assert made.WORDS not in client.get(reverse("governance:findings")).text


def test_who_has_left_the_force_sees_nothing_of_it(put, force_lead):
    there = reverse("governance:finding", args=[put.pk])
    force_lead.grants.update(to_on=timezone.localdate() - timedelta(days=1))
    client = signed_in(force_lead)
    assert client.get(there).status_code == 404
    assert client.get(reverse("governance:findings")).status_code == 404


def test_the_chief_constables_office_sees_all_that_was_put_and_comments(put, row, officer, chief):
    client = signed_in(chief)
    assert made.WORDS in client.get(reverse("governance:findings")).text
    there = reverse("governance:inspection-comments", args=[row.slug])
    empty = client.post(there, {})
    assert (empty.status_code, "tick that there are none" in empty.text) == (422, True)
    assert client.post(there, {"words": "We accept it."}).status_code == 303
    assert (ChiefComments.objects.get().words, ChiefComments.objects.get().by) == ("We accept it.", chief)
    assert client.get(reverse("governance:letter", args=[row.slug])).status_code == 404


def test_the_force_is_asked_for_no_comments_before_anything_was_put_to_it(row, chief):
    assert signed_in(chief).get(reverse("governance:inspection-comments", args=[row.slug])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_the_force_costs_the_same_however_long(
    row, officer, force_lead, django_assert_max_num_queries, count
):
    for _ in range(count):
        one = made.owned(made.finding(row, officer), officer, force_lead.person)
        findings.update(one, words="Begun.", by=officer, at=NOW)
    made.put(row, officer)
    client = signed_in(force_lead)
    client.get(reverse("panel:my"))
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:findings"))


# Who may


@pytest.mark.parametrize("who", ["analyst", "grants_officer", "commissioner"])
def test_the_rest_of_the_office_reads_the_desk_and_changes_nothing(request, row, officer, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("governance:inspection-desk", args=[row.slug])).status_code == 200
    for name in ("inspection-edit", "finding-add", "reply-add", "letter-write"):
        assert client.get(reverse(f"governance:{name}", args=[row.slug])).status_code == 403


def test_the_commissioner_alone_signs(row, officer):
    refused = signed_in(officer).post(reverse("governance:letter-sign", args=[row.slug]), {"sha256": "x"})
    assert refused.status_code == 403
    assert ResponseLetter.objects.get().state == "draft"


@pytest.mark.parametrize("who", ["clerk", "panel_member", "administrator", "stranger", "applicant"])
def test_for_everyone_else_there_is_no_desk(request, put, row, who):
    client = signed_in(request.getfixturevalue(who))
    for name, args in (
        ("inspections-kept", []),
        ("inspection-enter", []),
        ("findings", []),
        ("inspection-desk", [row.slug]),
        ("letter", [row.slug]),
        ("finding", [put.pk]),
    ):
        assert client.get(reverse(f"governance:{name}", args=args)).status_code == 404
    assert Reply.objects.count() == 0
