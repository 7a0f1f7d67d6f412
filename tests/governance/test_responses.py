"""The response: one reply for several findings, comments, a letter signed as it was read, published whole, taken back for a reason."""

import io
from datetime import date

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.actions import commitments, findings, inspections, letters, replies
from governance.models import Commitment, Finding, Inspection, Reply
from governance.printing.responses import Letter
from governance.proofing.inspections import before_publishing, quiet
from governance.queries.inspections import case_of
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove
from pcc_portal.writing.html import words as plain
from tests.access.answer import read_out
from tests.factories import inspections as made
from tests.factories.days import NOW, TODAY, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(officer):
    return made.report(officer)


def stops(row):
    return [flag.name for flag in before_publishing(case_of(row))]


# Replies


def test_one_reply_serves_several_and_each_finding_has_one_at_most(row, officer):
    one, two = made.finding(row, officer), made.finding(row, officer, "Another.")
    first = made.answer(row, officer, one, two)
    second = made.answer(row, officer, two, words="A plan of its own.")
    assert {f.number: f.reply_id for f in Finding.objects.all()} == {1: first.pk, 2: second.pk}
    made.answer(row, officer, one, two, words="One plan after all.")
    assert Reply.objects.count() == 1  # a reply that answers nothing any more is gone


def test_a_reply_says_what_or_why_not(row, officer):
    one = made.finding(row, officer)
    with pytest.raises(IntegrityError, match="reply_says_what"), transaction.atomic():
        made.answer(row, officer, one, words="", kind="none")
    with pytest.raises(replies.ServesNothing):
        made.answer(row, officer)


def test_a_finding_of_another_report_is_not_answered_here(row, officer):
    other = made.finding(made.report(officer, strand="Legitimacy"), officer)
    with pytest.raises(replies.ServesNothing):
        made.answer(row, officer, other)


def test_comments_or_that_there_are_none(row, officer):
    made.no_comments(row, officer)
    with pytest.raises(IntegrityError, match="comments_or_that"), transaction.atomic():
        inspections.comment(row, words="", has_none=False, by=officer, at=NOW)


# The letter


def test_the_letter_is_composed_of_grades_findings_and_replies(row, officer):
    area = made.area(
        row, officer, grade="requires", previous="good", question="How well does it prevent crime?"
    )
    one = made.finding(row, officer, area=area)
    two = made.finding(row, officer, "Officers do not know <their> duties.", kind="concern", area=area)
    made.answer(row, officer, one, two, words="A course for all.", kind="proposed", due_on=date(2027, 3, 31))
    inspections.comment(row, words="We accept the report.", has_none=False, by=officer, at=NOW)
    commitments.add(row, words="I will ask at every Board.", due_on=None, by=officer, at=NOW)
    read = plain(Letter(case_of(row)).html)
    for words in (
        "Requires improvement",
        "1. Preventing crime",
        "Before: good.",
        "Officers do not know <their> duties.",
        "Action is proposed.",
        "By Wednesday 31 March 2027.",
        "See the reply to area for improvement 1.",
        "We accept the report.",
        "I will ask at every Board.",
    ):
        assert words in read
    assert read.count("A course for all.") == 2  # the reply once, and once among what is undertaken


def test_gaps_are_flags_while_people_work_and_stop_only_publishing(row, officer, commissioner):
    one = made.finding(row, officer)
    assert stops(row) == ["finding-without-reply", "no-comments", "unsigned"]
    assert "No reply yet." in Letter(case_of(row)).html
    letters.draft(row, by=officer, at=NOW)  # a draft can be printed all the same
    version = made.sign(row, commissioner)  # and signed
    with pytest.raises(letters.NotReady, match="has no reply"):
        letters.publish(row, by=officer, at=NOW)
    letters.unsign(row, by=officer, at=NOW)
    made.answer(row, officer, one)
    made.no_comments(row, officer)
    version = made.sign(row, commissioner)
    assert stops(row) == ["no-file"]
    made.file_made(version)
    assert stops(row) == []
    letters.publish(row, by=officer, at=NOW)


def test_only_the_words_that_were_read_are_signed(row, officer, commissioner):
    read = Letter(case_of(row)).sha256
    made.finding(row, officer)
    with pytest.raises(letters.WordsChanged):
        letters.sign(row, read_sha256=read, by=commissioner, at=NOW)


def test_what_changes_after_the_signature_is_not_published_under_it(officer, commissioner):
    row = made.ready(officer)
    made.file_made(made.sign(row, commissioner))
    made.answer(row, officer, Finding.objects.get(), words="Nothing at all.")
    with pytest.raises(letters.NotReady, match="after the signature"):
        letters.publish(row, by=officer, at=NOW)


def test_the_letters_own_words_stand_once_it_is_signed(officer, commissioner):
    row = made.ready(officer)
    made.sign(row, commissioner)
    said = {"addressee": "A", "copy_to": "B", "reference": "", "opening": "", "closing": ""}
    with pytest.raises(letters.SignedAlready):
        letters.write(row, by=officer, at=NOW, **said)
    with pytest.raises(letters.SignedAlready):
        made.sign(row, commissioner)


def on_paper(row, officer, commissioner, *, on=TODAY):
    said = {"person": commissioner.person, "signed_on": on, "kept": "Strong room, shelf 4"}
    return letters.sign_on_paper(row, by=officer, at=NOW, **said)


def test_a_page_signed_on_paper_is_recorded_where_it_says_what_stands_here(officer, commissioner):
    row = made.ready(officer)
    with pytest.raises(letters.NotPrinted):
        on_paper(row, officer, commissioner)
    letters.draft(row, by=officer, at=NOW)
    for day in (date(2026, 10, 4), date(2026, 11, 3)):
        with pytest.raises(letters.SignedOutOfOrder):
            on_paper(row, officer, commissioner, on=day)
    version = made.file_made(on_paper(row, officer, commissioner))
    assert "Signed on paper on Monday 2 November 2026" in version.html
    letters.publish(row, by=officer, at=NOW)
    words = Release.objects.live().get(kind="governance.response").text.html
    assert ("Helen Marsh" in words, "Strong room" in words) == (True, False)
    letters.withdraw(row, reason="A figure was wrong.", by=officer, at=NOW)
    row.letter.refresh_from_db()
    assert (row.letter.kept, row.letter.signed_by) == ("", None)


def test_the_office_records_it_by_a_form(officer, commissioner, client):
    row = made.ready(officer)
    letters.draft(row, by=officer, at=NOW)
    client.force_login(officer)
    there = reverse("governance:letter-on-paper", args=[row.slug])
    said = {"person": commissioner.person_id, "signed_on": timezone.localdate(), "kept": "Strong room"}
    assert client.post(there, said | {"person": officer.person_id}).status_code == 422
    assert client.post(there, said).status_code == 303
    assert (
        "Signed on paper, kept: Strong room."
        in client.get(reverse("governance:letter", args=[row.slug])).text
    )


# Published


def test_words_file_and_register_come_out_at_once(officer, commissioner):
    row = made.published(officer, commissioner, at=moment(2026, 11, 20))
    kinds = {release.kind: release for release in Release.objects.live().filter(collection=row.slug)}
    assert sorted(kinds) == ["governance.inspection", "governance.response", "governance.response_file"]
    facts = kinds["governance.inspection"].facts
    assert (facts["state"], facts["answered_on"], facts["due_on"]) == ("answered", "2026-11-20", "2026-11-29")
    assert "Helen Marsh" in kinds["governance.response"].text.html
    assert inspections.is_behind(case_of(row), kinds["governance.inspection"]) is False


def test_a_published_response_stands_and_its_findings_go_on(officer, commissioner, force_lead):
    row = made.published(officer, commissioner)
    one = Finding.objects.get()
    for act in (
        lambda: made.finding(row, officer),
        lambda: made.answer(row, officer, one),
        lambda: made.no_comments(row, officer),
        lambda: findings.remove(one, by=officer, at=NOW),
        lambda: inspections.edit(row, strand="Other", by=officer, at=NOW),
    ):
        with pytest.raises(inspections.NotUnderAnswer):
            act()
    made.owned(one, officer, force_lead.person)
    findings.update(one, words="Begun.", state="in_plan", by=officer, at=NOW)


def test_what_is_proposed_is_owed_once_the_letter_is_out(row, officer, commissioner):
    one, two = made.finding(row, officer), made.finding(row, officer, "Another.")
    made.answer(row, officer, one, words="A course.", kind="proposed", due_on=date(2027, 3, 31))
    made.answer(row, officer, two)
    besides = commitments.add(row, words="I will report to the Panel.", due_on=None, by=officer, at=NOW)
    made.no_comments(row, officer)
    with pytest.raises(commitments.NotOwedYet):
        commitments.finish(besides, on=TODAY, by=officer, at=NOW)
    made.file_made(made.sign(row, commissioner))
    letters.publish(row, by=officer, at=NOW)
    owed = Commitment.objects.filter(made_at=NOW, state="owed")
    assert sorted(owed.values_list("words", flat=True)) == ["A course.", "I will report to the Panel."]
    done = commitments.finish(besides, on=TODAY, by=officer, at=NOW)
    with pytest.raises(BadMove):
        commitments.drop(done, reason="Not needed.", by=officer, at=NOW)
    assert "Done on" in Release.objects.live().get(kind="governance.inspection").text.html
    with pytest.raises(inspections.NotUnderAnswer):
        commitments.remove(done, by=officer, at=NOW)


def test_the_stamps_say_when_copies_went_out(officer, commissioner):
    row = made.ready(officer)
    days = {"sent_inspectors_on": TODAY, "sent_secretary_on": TODAY}
    with pytest.raises(letters.NotPublished):
        letters.stamp(row, by=officer, at=NOW, **days)
    made.file_made(made.sign(row, commissioner))
    letters.publish(row, by=officer, at=NOW)
    assert [f.name for f in quiet(case_of(row), today=TODAY)].count("not-sent") == 2
    letters.stamp(row, by=officer, at=NOW, **days)
    facts = Release.objects.live().get(kind="governance.inspection").facts
    assert (facts["sent_inspectors_on"], facts["sent_secretary_on"]) == ("2026-11-02", "2026-11-02")


def test_taken_back_it_is_gone_with_its_reason_and_is_answered_anew(officer, commissioner):
    row = made.published(officer, commissioner)
    letters.withdraw(row, reason="A figure was wrong.", by=officer, at=NOW)
    live = Release.objects.live().filter(collection=row.slug)
    assert [release.kind for release in live] == ["governance.inspection"]
    assert live.get().facts["withdrawn_reason"] == "A figure was wrong."
    row.refresh_from_db()
    assert (row.state, row.letter.state, Commitment.objects.count()) == ("answering", "draft", 0)
    made.answer(row, officer, Finding.objects.get(), words="With the right figure.")
    made.file_made(made.sign(row, commissioner))
    letters.publish(row, by=officer, at=NOW)
    assert Release.objects.live().filter(kind="governance.response").count() == 1


def test_late_is_better_than_never(officer, commissioner):
    row = made.published(officer, commissioner, at=moment(2027, 2, 1))
    assert case_of(row).clock(today=TODAY).is_late


def test_the_database_holds_the_signature_and_the_day(officer, commissioner):
    row = made.published(officer, commissioner)
    for wrong, name in (
        ({"signed_by": None}, "signed_by_someone"),
        ({"published_at": None}, "published_letter_says_when"),
        ({"signed_how": "paper"}, "signed_on_paper_says_where"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            type(row.letter).objects.update(**wrong)
    assert Inspection.objects.get().state == "answered"


@pytest.mark.pdf
@pytest.mark.slow
def test_the_signed_letter_is_a_tagged_pdf_of_its_words(officer, commissioner, settings):
    settings.JOBS_LEASE_SECONDS = 900
    row = made.ready(officer)
    version = made.print_it(made.sign(row, commissioner))
    data = stores.get(version.store_key)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
    read = read_out(data)
    assert "Helen" in read
    assert "Response:PEEL2025/26:Effectiveness" in read
    letters.publish(row, by=officer, at=NOW)
    assert Release.objects.live().get(kind="governance.response_file").sha256 == version.file_sha256
