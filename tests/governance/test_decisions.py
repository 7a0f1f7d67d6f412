"""Decisions: numbered as they are taken, whole and by two people where something is withheld, and quiet before elections."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from governance.actions import decisions, decisions_out
from governance.models import Decision, DecisionPrivate
from governance.queries import decisions as asked
from governance.states.decisions import DECISION_MOVES, DecisionState
from pcc_portal.accounts.models import Holding, Post
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.models import Event
from pcc_portal.documents import chain
from pcc_portal.documents.models import Consent, Release
from pcc_portal.lifecycle import BadMove, move
from tests.factories import people
from tests.factories.days import NOW, TODAY, moment
from tests.factories.deciding import WHY, WITHHELD, entered, pdf, taken

pytestmark = pytest.mark.django_db

REGISTER = "/governance/decisions/"


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def chief_executive(office):
    return people.holder(Role.CHIEF_EXECUTIVE, office, "Aled", "Rowe")


@pytest.mark.parametrize("target", DecisionState)
@pytest.mark.parametrize("state", DecisionState)
def test_only_along_the_table(state, target):
    row = Decision(state=state)
    if target in DECISION_MOVES[state]:
        move(row, target, along=DECISION_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=DECISION_MOVES, field="state")


def test_the_reference_comes_with_the_decision_so_the_run_has_no_gap(office, officer):
    never = entered(office, officer)
    rows = [taken(office, officer) for _ in range(2)]
    rows.append(taken(office, officer, on=date(2025, 12, 30)))
    assert [str(row) for row in rows] == ["D-2026-001", "D-2026-002", "D-2025-001"]
    assert decisions.drop(never, by=officer, at=NOW).reference is None


def test_nothing_is_taken_on_a_day_to_come(office, officer):
    with pytest.raises(decisions.TakenTooSoon):
        taken(office, officer, on=TODAY + timedelta(days=1))


def test_everyone_reads_it_from_its_release_with_the_days_between(office, officer, client):
    row = taken(office, officer, on=date(2026, 10, 20), title="A desk")
    assert client.get(f"{REGISTER}{row.reference}/").status_code == 404
    decisions_out.publish(row, by=officer, at=NOW)
    text = client.get(f"{REGISTER}{row.reference}/").text
    for words in ("D-2026-001: A desk", "It opens in May.", "It has a ramp.", "13 days later", "Iain Calder"):
        assert words in text
    assert "D-2026-001: A desk" in client.get(REGISTER).text
    assert client.get(f"{REGISTER}D-2026-001/").status_code == 200
    assert list(chain.broken()) == []


def test_published_again_after_a_correction_the_first_day_stands(office, officer):
    row = taken(office, officer)
    decisions_out.publish(row, by=officer, at=NOW)
    decisions.change(row, decided="It opens in June.", by=officer, at=NOW)
    facts = decisions_out.publish(row, by=officer, at=moment(2026, 11, 20)).facts
    assert (facts["first_on"], facts["days"], facts["parts"][1]["words"]) == (
        "2026-11-02",
        0,
        "It opens in June.",
    )
    assert asked.register().count() == 1


def test_what_was_read_elsewhere_before_keeps_that_day(office, officer):
    row = taken(office, officer, on=date(2026, 6, 1), published_before_on=date(2026, 6, 5))
    facts = decisions_out.publish(row, by=officer, at=NOW).facts
    assert (facts["first_on"], facts["days"]) == ("2026-06-05", 4)
    with pytest.raises(decisions.PublishedTooSoon):
        decisions.change(row, published_before_on=date(2026, 5, 31), by=officer, at=NOW)


@pytest.mark.parametrize("missing", ["equality", "decided"])
def test_it_goes_out_whole_or_not_at_all(office, officer, missing):
    row = taken(office, officer)
    Decision.objects.filter(pk=row.pk).update(**{missing: ""})
    with pytest.raises(decisions.NotReady):
        decisions_out.publish(row, by=officer, at=NOW)
    assert Release.objects.count() == 0


def test_what_is_withheld_takes_two_people_and_nothing_of_it_goes_out(
    office, officer, chief_executive, client
):
    row = taken(office, officer, private=WHY, **WITHHELD)
    decisions.keep_file(
        row, title="Prices", kind="document", is_exempt=True, by=officer, at=NOW, **pdf("4711")
    )
    decisions.keep_file(row, title="Form", kind="decision", is_exempt=False, by=officer, at=NOW, **pdf())
    row.refresh_from_db()
    with pytest.raises(decisions_out.NeedsSecond):
        decisions_out.publish(row, by=officer, at=NOW)
    consent = decisions_out.ask(row, by=officer, at=NOW)
    decisions_out.agree(row, consent, by=chief_executive, at=NOW)
    release = decisions_out.publish(row, by=officer, at=NOW)
    assert release.seconded_by == chief_executive
    text = client.get(f"{REGISTER}{row.reference}/").text
    assert "It is commercially sensitive" in text
    assert client.get(f"{REGISTER}{row.reference}/files/1.pdf").status_code == 200
    assert client.get(f"{REGISTER}{row.reference}/files/2.pdf").status_code == 404
    everything = text + str(list(Release.objects.values())) + str(list(Event.objects.values()))
    assert [word for word in ("Prices", "price of each lot", "Bidders") if word in everything] == []


def test_a_change_after_the_agreement_needs_another(office, officer, chief_executive):
    row = taken(office, officer, private=WHY, **WITHHELD)
    consent = decisions_out.ask(row, by=officer, at=NOW)
    decisions.change(row, private=WHY | {"words": "More."}, decided="No.", by=officer, at=NOW)
    assert decisions_out.agree(row, consent, by=chief_executive, at=NOW).is_void
    again = decisions_out.ask(row, by=officer, at=NOW)
    decisions_out.agree(row, again, by=chief_executive, at=NOW)
    decisions.change(row, decided="Yes.", by=officer, at=NOW)
    with pytest.raises(decisions_out.NeedsSecond):
        decisions_out.publish(row, by=officer, at=NOW)


def test_withheld_later_a_file_is_gone_from_its_address(office, officer, chief_executive, client):
    row = taken(office, officer)
    kept = decisions.keep_file(
        row, title="Form", kind="request", is_exempt=False, by=officer, at=NOW, **pdf()
    )
    decisions_out.publish(row, by=officer, at=NOW)
    url = f"{REGISTER}{row.reference}/files/1.pdf"
    assert client.get(url).status_code == 200
    decisions.change(row, private=WHY, by=officer, at=NOW, **WITHHELD)
    type(kept).objects.filter(pk=kept.pk).update(is_exempt=True)
    consent = decisions_out.ask(row, by=officer, at=NOW)
    decisions_out.agree(row, consent, by=chief_executive, at=NOW)
    decisions_out.publish(row, by=officer, at=NOW)
    assert client.get(url).status_code == 404
    with pytest.raises(decisions.NotReady):
        decisions_out.take_back(entered(office, officer), reason="Why not.", by=officer, at=NOW)
    decisions_out.take_back(row, reason="It names a bidder.", by=officer, at=NOW)
    assert client.get(f"{REGISTER}{row.reference}/").status_code == 404


@pytest.fixture
def period(office, officer):
    said = {"name": "Election of May 2028", "from_on": TODAY, "to_on": TODAY + timedelta(days=30)}
    return decisions.add_period(office, source="Notice of election", by=officer, at=NOW, **said)


def test_before_an_election_what_is_no_duty_needs_the_chief_executives_reason(
    office, officer, chief_executive, period, client
):
    row = taken(office, officer)
    with pytest.raises(decisions_out.NeedsReason, match="Election of May 2028 lasts until"):
        decisions_out.publish(row, by=officer, at=NOW)
    with pytest.raises(decisions.NotTheirs):
        decisions.excuse(row, period=period, words="It must.", by=officer, at=NOW)
    decisions.excuse(row, period=period, words="The lease ends on Friday.", by=chief_executive, at=NOW)
    decisions_out.publish(row, by=officer, at=NOW)
    text = client.get(f"{REGISTER}{row.reference}/").text
    assert "The lease ends on Friday." in text
    assert "Aled Rowe, Chief Executive" in text


def test_a_duty_goes_on_before_an_election_and_everything_after_it(office, officer, period):
    decisions_out.publish(taken(office, officer, is_duty=True), by=officer, at=NOW)
    after = moment(2026, 12, 3)
    decisions_out.publish(taken(office, officer), by=officer, at=after)
    assert asked.register().count() == 2


def test_none_since_is_said_in_words(office, officer, client):
    assert asked.none_since(date(2026, 9, 3)) == "No decisions have been taken since 3 September 2026."
    decisions_out.publish(taken(office, officer, on=date(2026, 10, 1)), by=officer, at=NOW)
    assert asked.none_since(date(2026, 9, 3)) == ""
    text = client.get(f"{REGISTER}?since=2026-10-02").text
    assert "No decisions have been taken since 2 October 2026." in text
    assert client.get(f"{REGISTER}?since=nonsense&year=x").status_code == 200


def test_what_is_to_come_is_public_once_it_is_let_out(office, officer, client):
    entered(office, officer, title="Sell the old station", is_planned=True, planned_for=date(2026, 12, 9))
    entered(office, officer, title="Not yet spoken of")
    assert "Sell" not in client.get(f"{REGISTER}to-come/").text
    decisions_out.publish_plan(office, by=officer, at=NOW)
    text = client.get(f"{REGISTER}to-come/").text
    assert "Sell the old station" in text
    assert "Wednesday 9 December 2026" in text
    assert "Not yet spoken of" not in text


def test_from_the_form_to_the_public_page(office, officer, chief_executive, client):
    desk = as_(officer)
    said = {"title": "A desk", "request": "To open it.", "equality": "A ramp.", "is_exempt": "on"}
    answer = desk.post(reverse("governance:decision-add"), said)
    assert answer.status_code == 422
    for words in ("Choose the ground on which it is withheld.", "Say why it is withheld.", "To open it."):
        assert words in answer.text
    said |= {"ground": "commercial", "withheld": "The price.", "reasons": "Bidders."}
    assert desk.post(reverse("governance:decision-add"), said).status_code == 303
    row = Decision.objects.get()
    assert DecisionPrivate.objects.get().words == "The price."

    def step(name, who=desk, **data):
        return who.post(reverse(f"governance:decision-{name}", args=[row.pk]), data)

    holder = people.person("Helen", "Marsh")
    hold(office, holder)
    took = {"taken_on": timezone.localdate(), "taken_by": holder.pk, "decided": "Yes."}
    assert step("take", **took).status_code == 303
    assert "A second person of the office agrees" in step("publish").text
    assert step("ask").status_code == 303
    assert step("agree").status_code == 403
    second = as_(chief_executive)
    assert "do you agree?" in second.get("/my/").text
    assert step("agree", second).status_code == 303
    assert step("publish").status_code == 303
    row.refresh_from_db()
    assert "A desk" in client.get(f"{REGISTER}{row.reference}/").text


def test_who_does_not_agree_says_why_and_it_is_back_with_whoever_asked(office, officer, chief_executive):
    row = taken(office, officer, private=WHY, **WITHHELD)
    decisions_out.ask(row, by=officer, at=NOW)
    there, second = reverse("governance:decision-refuse", args=[row.pk]), as_(chief_executive)
    assert as_(officer).post(there, {"reasons": "Mine."}).status_code == 403
    assert "Say what is wrong" in second.post(there, {}).text
    assert second.post(there, {"reasons": "It names a bidder."}).status_code == 303
    assert second.get(there).status_code == 404  # it is answered
    desk = as_(officer)
    assert "not agreed" in desk.get("/my/").text
    assert "It names a bidder." in desk.get(reverse("governance:decision-kept", args=[row.pk])).text
    with pytest.raises(decisions_out.NeedsSecond):
        decisions_out.publish(row, by=officer, at=NOW)
    assert "It names a bidder." not in str(list(Event.objects.values()))
    again = decisions_out.ask(row, by=officer, at=timezone.now())
    assert "not agreed" not in desk.get("/my/").text
    decisions_out.agree(row, again, by=chief_executive, at=NOW)
    decisions_out.publish(row, by=officer, at=NOW)


@pytest.mark.parametrize("path", [REGISTER, reverse_lazy("governance:decisions-kept")])
def test_a_list_of_many_decisions_goes_on_overleaf(office, officer, path):
    for n in range(asked.A_PAGE + 1):
        row = taken(office, officer, title=f"Number {n}.", on=TODAY - timedelta(days=n))
        decisions_out.publish(row, by=officer, at=NOW)
    client = as_(officer)
    pages = [client.get(path, {"show": "all", "page": page}).text for page in (1, 2)]
    assert [f"Number {asked.A_PAGE}." in page for page in pages] == [False, True]
    assert "show=all&amp;page=2" in pages[0]


def hold(office, person):
    post = Post.objects.create(title="Commissioner", kind="commissioner", organisation=office)
    Holding.objects.create(post=post, person=person, from_on=date(2020, 1, 1))


def test_the_force_and_the_panel_know_of_nothing_that_is_not_published(office, officer, force_lead, clerk):
    row = taken(office, officer)
    for who in (force_lead, clerk):
        urls = [reverse("governance:decisions-kept"), reverse("governance:decision-kept", args=[row.pk])]
        assert [as_(who).get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize("path", [REGISTER, f"{REGISTER}keep/?show=all", "/my/"])
def test_as_many_queries_for_three_as_for_one(office, officer, chief_executive, path):
    client = as_(chief_executive)

    def more():
        decisions_out.publish(taken(office, officer), by=officer, at=NOW)
        decisions_out.ask(taken(office, officer, private=WHY, **WITHHELD), by=officer, at=NOW)

    def cost():
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    more()
    one = cost()
    more()
    more()
    assert cost() == one
    assert Consent.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"title": ""}, "decision_has_a_title"),
        ({"taken_by": None}, "decision_that_is_taken"),
        ({"is_exempt": True}, "exempt_decision_says"),
        ({"ground": "crime"}, "exempt_decision_says"),
        ({"is_planned": True}, "planned_decision_says"),
    ],
)
def test_the_database_says_no_too(office, officer, wrong, name):
    row = taken(office, officer)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(**wrong)
