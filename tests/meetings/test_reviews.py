"""Exempt "so long as": the queue of reviews, keeping with new reasons, and making public by two people."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.accounts.actions import grants
from pcc_portal.documents import chain, stores
from pcc_portal.documents.actions import documents, releases
from pcc_portal.documents.actions.consents import NotYours
from pcc_portal.documents.models import Consent, Exemption, Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import items, papers, rebuilds, reviews, unsealing, withdrawals
from pcc_portal.meetings.models import Announcement, Item, Paper, Subscription
from pcc_portal.meetings.states import ItemKind
from pcc_portal.notices import actions as sending
from pcc_portal.notices.models import Message
from tests.factories import meetings
from tests.factories.days import NOW, TODAY, moment
from tests.factories.packs import issued
from tests.pdf import reading

LATER = moment(2027, 11, 9)
NEW = {
    "reasons_for": "It still would.",
    "reasons_against": "Less wanted now.",
    "review_on": date(2028, 11, 2),
}


@pytest.fixture
def agenda(meeting, clerk, deputy_clerk):
    """An open report with a restricted upload, and an exempt item of two papers, issued."""
    line = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    meetings.written(line, clerk, title="The report")
    annex = meetings.uploaded(
        line, clerk, title="Annex", role="appendix", pages=("Harrowgate one", "Harrowgate two")
    )
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW, private_title="Operation Vennacher")
    item = meetings.item(meeting, clerk, title="Complaints", kind=ItemKind.PAPERS)
    meetings.uploaded(item, clerk, title="About Mr Thistlewood", pages=("Thistlewood",))
    items.exempt(
        item,
        meetings.grounds(1, review_on=date(2028, 1, 1)),
        by=clerk,
        at=NOW,
        private_title="Mr Thistlewood",
    )
    return issued(meeting, clerk)


@pytest.fixture
def annex(agenda):
    return Paper.objects.get(public_title="Annex").document.exemption


def test_the_queue_names_every_exemption_in_force_the_longest_due_first(agenda, panel):
    rows = reviews.in_force({panel.pk})
    assert [(held.title, held.days_past(date(2027, 11, 9))) for held in rows] == [
        ("Annex", 7),
        ("Complaints", -53),
    ]
    assert reviews.in_force({panel.pk + 1}) == reviews.in_force(set()) == []


@pytest.mark.parametrize("more", [0, 3])
def test_the_queue_costs_the_same_at_any_length(agenda, panel, clerk, django_assert_num_queries, more):
    for n in range(more):
        other = meetings.meeting(clerk, held_on=date(2027, 1, 7) + timedelta(days=n))
        item = meetings.item(other, clerk, kind=ItemKind.VERBAL)
        items.exempt(item, meetings.grounds(1), by=clerk, at=NOW)
        issued(other, clerk)
    with django_assert_num_queries(2):
        assert len([str(held.meeting) for held in reviews.in_force({panel.pk})]) == 2 + more


def test_kept_on_new_reasons_the_old_ones_stay_in_its_history(annex, clerk):
    reviews.keep(annex, by=clerk, at=LATER, **NEW)
    kept = Exemption.objects.get(pk=annex.pk)
    assert (kept.reasons_for, kept.review_on, kept.reviewed_by) == (
        "It still would.",
        date(2028, 11, 2),
        clerk,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reasons_for FROM documents_exemptionevent WHERE id = %s ORDER BY pgh_id", [annex.pk]
        )
        assert [row[0] for row in cursor.fetchall()][:1] == ["It would tell who complained."]


def test_a_review_is_for_a_later_day(annex, clerk):
    with (
        pytest.raises(IntegrityError, match="exemption_reviewed_by_someone_for_a_later_day"),
        transaction.atomic(),
    ):
        Exemption.objects.filter(pk=annex.pk).update(reviewed_by=clerk, reviewed_at=LATER)


def test_clerks_are_told_once_when_a_day_has_come(agenda, clerk, deputy_clerk):
    def told():
        return Message.objects.filter(kind="meetings.exemptions_due")

    reviews.tell_clerks(at=NOW)
    assert told().count() == 0
    for _ in range(2):
        reviews.tell_clerks(at=LATER)
    assert {clerk.email, deputy_clerk.email} <= set(told().values_list("to", flat=True))
    before = told().count()
    reviews.tell_clerks(at=moment(2028, 1, 1))
    assert told().count() == 2 * before
    words = "".join(told().values_list("body_text", flat=True))
    assert [word for word in ("Thistlewood", "Vennacher", "Annex") if word in words] == []


# Made public


def agreed(exemption, clerk, deputy_clerk):
    return unsealing.agree(unsealing.ask(exemption, by=clerk, at=LATER), by=deputy_clerk, at=LATER)


@pytest.fixture
def opened(annex, clerk, deputy_clerk):
    unsealing.let_out(agreed(annex, clerk, deputy_clerk), job=None, at=LATER)
    return Paper.objects.get(public_title="Annex")


def test_made_public_it_is_a_release_with_the_labels_it_has_had(opened, clerk, deputy_clerk, annex):
    page = Release.objects.get(kind="meetings.paper", subject_id=str(opened.pk))
    withheld = Withheld.objects.get(subject_id=str(opened.pk))
    assert (page.facts["first"], page.facts["last"]) == (withheld.facts["first"], withheld.facts["last"])
    assert (page.released_by, page.seconded_by, page.collection) == (clerk, deputy_clerk, "pcp-2026-12-17")
    html = page.text.html
    assert "Exempt from 2 November 2026 under paragraph 7 of Schedule 12A; open since 9 November 2027" in html
    assert "Harrowgate one" in html
    assert [word for word in ("Vennacher", "Not for publication", "Do not copy") if word in html] == []
    assert (Exemption.objects.get(pk=annex.pk).in_force, Consent.objects.latest("asked_at").state) == (
        False,
        "carried_out",
    )
    assert list(chain.broken()) == []


def test_its_pages_are_a_file_of_their_own_without_the_warning(opened, client):
    row = Release.objects.get(kind="meetings.opened_file")
    data = stores.get(row.store_key, store=stores.PUBLIC)
    assert reading.labels(data) == ["E3", "E4"]
    words = "".join(reading.words_at(data, n)[1] for n in (0, 1))
    assert "Harrowgate two" in words
    assert "Not for publication" not in words
    there = reverse("meetings:paper-opened", args=["pcp-2026-12-17", opened.pk])
    assert client.get(there).status_code == 200
    assert client.get("/panel/meetings/pcp-2026-12-17/pages/E3.png").status_code == 200
    assert client.get("/panel/meetings/pcp-2026-12-17/pages/E5.png").status_code == 404
    assert (
        there.removeprefix("/panel/meetings/pcp-2026-12-17/")
        in client.get("/panel/meetings/pcp-2026-12-17/").text
    )


def test_re_marked_and_opened_again_it_has_the_open_numbers_that_it_was_issued_with(
    agenda, clerk, deputy_clerk
):
    report = Paper.objects.select_related("item__meeting", "document").get(public_title="The report")
    was = Release.objects.live().get(kind="meetings.paper", subject_id=str(report.pk)).facts
    job = withdrawals.re_mark(report, meetings.grounds(1), reason="It names somebody.", by=clerk, at=NOW)
    with jobs.claimed(job.pk, at=NOW) as held:
        rebuilds.rebuild(agenda, job=held, at=NOW)
    report.document.refresh_from_db()
    unsealing.let_out(agreed(report.document.exemption, clerk, deputy_clerk), job=None, at=LATER)
    page = Release.objects.live().get(kind="meetings.paper", subject_id=str(report.pk))
    assert (page.facts["first"], page.facts["last"]) == (was["first"], was["last"])
    file = Release.objects.live().get(kind="meetings.opened_file", subject_id=str(report.pk))
    labels = reading.labels(stores.get(file.store_key, store=stores.PUBLIC))
    assert labels[0] == was["first"]
    assert not [label for label in labels if label.startswith("E")]


@pytest.mark.usefixtures("officer")
def test_everyone_on_the_list_hears_of_it_and_the_feed_says_so(
    annex, clerk, deputy_clerk, client, panel_body
):
    Subscription.objects.create(body=panel_body, email="p@home.example", asked_at=NOW, confirmed_at=NOW)
    unsealing.let_out(agreed(annex, clerk, deputy_clerk), job=None, at=LATER)
    row = Announcement.objects.get(kind="opened")
    assert row.news == ["“Appendix A: Annex”: Everyone can read it now, pages E3 to E4."]
    assert {d.audience for d in row.deliveries.all()} == {"officer", "public"}
    mails = [sending.send(d.message, at=LATER) for d in row.deliveries.select_related("message")]
    assert {message.state for message in mails} == {"sent"}
    feed = client.get("/panel/feed.atom").text
    assert "Paper made public: " in feed
    assert [w for w in ("Vennacher", "Thistlewood") if w in feed + mails[0].body_text] == []


def test_an_item_that_is_opened_is_told_by_its_public_titles(agenda, clerk, deputy_clerk, officer):
    """Its papers had no title for the public while it was exempt; the private one of the item is in no mail."""
    exemption = Item.objects.get(public_title="Complaints").exemption
    unsealing.let_out(agreed(exemption, clerk, deputy_clerk), job=None, at=LATER)
    row = Announcement.objects.get(kind="opened")
    assert row.news == ["“About Mr Thistlewood”: Everyone can read it now, pages E5 to E6."]
    assert sending.send(row.deliveries.first().message, at=LATER).state == "sent"


def test_taken_back_before_the_mail_goes_it_does_not_go(annex, agenda, clerk, deputy_clerk, officer):
    unsealing.let_out(agreed(annex, clerk, deputy_clerk), job=None, at=LATER)
    row = Release.objects.live().get(kind="meetings.paper", title__contains="Annex")
    releases.withdraw(row, by=clerk, at=LATER, reason="A mistake")
    message = Announcement.objects.get(kind="opened").deliveries.first().message
    assert sending.send(message, at=LATER).state == "held"


def test_what_is_still_exempt_stays_so(opened, client, clerk):
    shown = client.get("/panel/meetings/pcp-2026-12-17/").text
    assert "Harrowgate one" in shown
    assert "Thistlewood" not in shown
    client.force_login(clerk)
    mine = client.get("/panel/meetings/pcp-2026-12-17/").text
    assert mine.count("Harrowgate one") == shown.count("Harrowgate one")  # once, with the open papers
    assert "Thistlewood" in mine


def test_one_alone_makes_nothing_public(annex, clerk, deputy_clerk):
    consent = unsealing.ask(annex, by=clerk, at=LATER)
    with pytest.raises(NotYours):
        unsealing.agree(consent, by=clerk, at=LATER)
    with pytest.raises(unsealing.NotAsItWas):
        unsealing.let_out(consent, job=None, at=LATER)
    assert Release.objects.filter(kind="meetings.opened_file").count() == 0


def test_kept_meanwhile_the_question_is_void(annex, clerk, deputy_clerk):
    consent = unsealing.ask(annex, by=clerk, at=LATER)
    reviews.keep(annex, by=clerk, at=LATER, **NEW)
    consent.refresh_from_db()
    assert (consent.state, consent.ended_because) == ("void", "It was kept exempt.")


def test_kept_after_agreement_nothing_comes_out(annex, clerk, deputy_clerk):
    consent = agreed(annex, clerk, deputy_clerk)
    assert Job.objects.filter(task="meetings.open_exempt").count() == 1
    documents.review(annex, by=clerk, at=LATER, **NEW)
    with pytest.raises(unsealing.NotAsItWas):
        unsealing.let_out(consent, job=None, at=LATER)


def test_an_exempt_item_comes_out_with_all_its_papers_and_no_private_title(agenda, clerk, deputy_clerk):
    exemption = Item.objects.get(public_title="Complaints").exemption
    unsealing.let_out(agreed(exemption, clerk, deputy_clerk), job=None, at=LATER)
    page = Release.objects.get(kind="meetings.paper", title="About Mr Thistlewood")
    assert "<b>Mr Thistlewood</b>" not in page.text.html
    assert Item.objects.get(public_title="Complaints").is_exempt  # on the agenda as it was issued


def test_ended_it_cannot_be_asked_about_again(opened, annex, clerk):
    with pytest.raises(documents.NotInForce):
        unsealing.ask(annex, by=clerk, at=LATER)


# Pages


def test_the_queues_two_ways(client, agenda, annex, clerk, deputy_clerk):
    Exemption.objects.filter(pk=annex.pk).update(made_at=moment(2024, 1, 1), review_on=date(2025, 1, 1))
    client.force_login(clerk)
    shown = client.get(reverse("panel:exemptions")).text
    assert "past its review" in shown
    assert "Look at 1 exemption again" in client.get(reverse("panel:my")).text
    empty = client.post(reverse("panel:exemption-keep", args=[annex.pk]), {"reasons_for": "x"})
    assert (empty.status_code, "both sides must be weighed" in empty.text) == (422, True)
    asked = client.post(reverse("panel:exemption-release", args=[annex.pk]))
    assert asked.status_code == 303
    mine = client.get(reverse("panel:my")).text
    assert ("Look at 1 exemption again" in mine, agenda.ref in re.sub(r'href="[^"]*"', "", mine)) == (
        False,
        False,
    )
    assert f"Making public what was exempt in {agenda}: another clerk is to agree" in mine
    client.force_login(deputy_clerk)
    page = client.get(asked.headers["Location"]).text
    assert "Agree and make it public" in page
    assert "It would tell who complained." in page
    assert client.post(asked.headers["Location"]).status_code == 303
    assert Job.objects.filter(task="meetings.open_exempt").count() == 1
    kept = client.post(
        reverse("panel:exemption-keep", args=[annex.pk]),
        NEW | {"review_on": timezone.localdate() + timedelta(days=200)},
    )
    assert kept.status_code == 303


def test_alone_the_way_out_is_said(client, agenda, annex, clerk, deputy_clerk):
    client.force_login(clerk)
    for grant in type(clerk.grants.get()).objects.exclude(user=clerk).filter(role="deputy_clerk"):
        grants.end(grant, last_on=TODAY - timedelta(days=400), by=None, at=NOW)
    answer = client.post(reverse("panel:exemption-release", args=[annex.pk]))
    assert (answer.status_code, "name a stand-in" in answer.text) == (409, True)
