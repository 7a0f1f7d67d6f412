"""Files are kept as they came, looked at, marked and withheld; the history of a marking is written by the database."""

from datetime import timedelta

import pytest
from django.db import connection

from pcc_portal.accounts.models import Person
from pcc_portal.documents import stores
from pcc_portal.documents.actions import documents
from pcc_portal.documents.markings import Marking, description, not_for_publication, paragraphs_in_words
from pcc_portal.documents.models import Document, DocumentVersion, Exemption
from pcc_portal.pdf import uploads
from tests.factories.days import NOW
from tests.factories.meetings import grounds
from tests.pdf.samples import plain, with_everything

LATER = NOW + timedelta(hours=1)


def add(document, clerk, data, *, is_scanned=True):
    found = uploads.inspect(data, max_bytes=1_000_000, max_pages=10)
    return documents.add_version(
        document, filename="report.pdf", original=data, found=found, is_scanned=is_scanned, by=clerk, at=NOW
    )


def test_the_original_and_the_clean_copy_are_both_kept(document, clerk):
    data = with_everything()
    version = add(document, clerk, data)
    assert stores.get(version.original_key) == data
    assert (version.sha256, version.size) == (stores.sha256(data), len(data))
    clean = stores.get(version.clean_key)
    assert version.clean_sha256 == stores.sha256(clean)
    assert b"SECRETPERSON" in data
    assert b"SECRETPERSON" not in clean
    assert version.removed != []


def test_versions_are_numbered(document, clerk):
    assert [add(document, clerk, plain("One")).number, add(document, clerk, plain("Two")).number] == [1, 2]


def test_a_file_that_no_scanner_has_seen_needs_a_look(document, version, clerk):
    assert version.needs_confirming
    confirmed = documents.confirm(version, by=clerk, at=LATER)
    assert (confirmed.needs_confirming, confirmed.confirmed_by, confirmed.confirmed_at) == (
        False,
        clerk,
        LATER,
    )


def test_a_clean_scanned_file_needs_none(document, clerk):
    assert not add(document, clerk, plain("One")).needs_confirming


def test_a_file_with_a_warning_needs_a_look_although_it_was_scanned(document, clerk):
    version = add(document, clerk, plain("One", ""))
    assert (len(version.warnings), version.needs_confirming) == (1, True)


def test_confirmed_twice_is_refused(version, clerk):
    documents.confirm(version, by=clerk, at=LATER)
    with pytest.raises(documents.NothingToConfirm):
        documents.confirm(version, by=clerk, at=LATER)
    assert DocumentVersion.objects.get(pk=version.pk).confirmed_at == LATER


def test_withhold_and_open_up(document, clerk):
    exemption = documents.exempt(grounds(7, 1), by=clerk, at=NOW)
    held = documents.withhold(document, exemption, by=clerk, at=NOW)
    assert (held.audience, held.exemption, exemption.paragraphs) == ("members", exemption, [1, 7])
    opened = documents.open_up(document, by=clerk, at=LATER)
    ended = Exemption.objects.get(pk=exemption.pk)
    assert (opened.audience, opened.exemption, ended.ended_at, ended.in_force) == (
        "public",
        None,
        LATER,
        False,
    )


def test_an_exemption_ends_once(exemption, clerk):
    documents.end(exemption, by=clerk, at=NOW)
    assert documents.end(exemption, by=clerk, at=LATER).ended_at == NOW


def test_the_decision_keeps_every_reason(clerk):
    made = documents.exempt(grounds(3, reasons_for="f", reasons_against="a"), by=clerk, at=NOW)
    officer = Person.objects.get(family="Lacey")
    assert (made.reasons_for, made.reasons_against, made.proper_officer, made.registrable) == (
        "f",
        "a",
        officer,
        False,
    )


# The history that the database writes


def history(row):
    model = row._meta.model.pgh_event_model
    return list(
        model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id").values_list("pgh_label", flat=True)
    )


def test_every_change_of_a_marking_has_its_row(document, clerk):
    documents.mark(document, marking=Marking.SENSITIVE, foi_disclosable=False, by=clerk, at=NOW)
    rows = Document.pgh_event_model.objects.filter(pgh_obj_id=document.pk).order_by("pgh_id")
    assert list(rows.values_list("pgh_label", "marking")) == [
        ("insert", "none"),
        ("update", "official_sensitive"),
    ]


def test_a_change_by_sql_alone_has_its_row_too(document, exemption):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET marking = 'official' WHERE id = %s", [document.pk])
        cursor.execute("UPDATE documents_exemption SET reasons_for = 'other' WHERE id = %s", [exemption.pk])
    assert (history(document), history(exemption)) == (["insert", "update"], ["insert", "update"])


def test_a_row_that_is_gone_leaves_its_history(exemption):
    pk = exemption.pk
    Exemption.objects.filter(pk=pk).delete()
    exemption.pk = pk
    assert history(exemption) == ["insert", "delete"]


# Words


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [([1], "paragraph 1"), ([7, 1], "paragraphs 1 and 7"), ([2, 7, 1, 2], "paragraphs 1, 2 and 7")],
)
def test_paragraphs_in_words(paragraphs, words):
    assert paragraphs_in_words(paragraphs) == words


def test_description_of_the_schedule():
    assert description([2, 1]) == (
        "information relating to any individual; information which is likely to reveal the identity of an individual"
    )


def test_what_stands_on_every_copy():
    assert not_for_publication([1]) == (
        "Not for publication: paragraph 1 of Schedule 12A (information relating to any individual)"
    )


@pytest.mark.parametrize(
    ("marking", "stamp"),
    [("none", ""), ("official", "OFFICIAL"), ("official_sensitive", "OFFICIAL-SENSITIVE")],
)
def test_stamp_of_a_marking(marking, stamp):
    assert Document(marking=marking).stamp == stamp
