"""The database says no too: each rule of a table is broken once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import (
    Document,
    DocumentVersion,
    Exemption,
    Release,
    ReleasedFile,
    Withheld,
)
from tests.factories.days import NOW


def refused_by(name, change):
    """The write is refused, by this constraint and no other."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    assert refusal.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"paragraphs": []}, "exemption_names_a_paragraph"),
        ({"paragraphs": [8]}, "exemption_paragraph_of_schedule_12a"),
        ({"paragraphs": [0, 1]}, "exemption_paragraph_of_schedule_12a"),
        ({"reasons_for": ""}, "exemption_weighs_both_reasons"),
        ({"reasons_against": ""}, "exemption_weighs_both_reasons"),
        ({"paragraphs": [3], "registrable": True}, "paragraph_3_not_for_what_is_registered"),
        ({"paragraphs": [1, 3], "registrable": None}, "paragraph_3_not_for_what_is_registered"),
        ({"ended_at": NOW}, "exemption_ended_by_someone_at_a_time"),
        ({"review_on": date(2026, 11, 2)}, "exemption_review_after_it_was_made"),
    ],
)
def test_exemption(exemption, changed, name):
    refused_by(name, lambda: Exemption.objects.filter(pk=exemption.pk).update(**changed))


def test_exemption_ended_by_someone_at_no_time(exemption, clerk):
    change = Exemption.objects.filter(pk=exemption.pk)
    refused_by("exemption_ended_by_someone_at_a_time", lambda: change.update(ended_by=clerk))


@pytest.mark.parametrize(
    "good", [{"paragraphs": [1, 2, 4, 5, 6, 7]}, {"paragraphs": [3], "registrable": False}]
)
def test_exemption_that_is_good(exemption, good):
    assert Exemption.objects.filter(pk=exemption.pk).update(**good) == 1


def test_document_for_members_says_why(document):
    change = Document.objects.filter(pk=document.pk)
    refused_by("document_for_members_says_why", lambda: change.update(audience="members"))


def test_document_for_everyone_has_no_reason_to_be_withheld(document, exemption):
    change = Document.objects.filter(pk=document.pk)
    refused_by("document_for_members_says_why", lambda: change.update(exemption=exemption))


def test_version_number_once(version):
    version.pk = None
    version._state.adding = True
    refused_by("document_version_number_once", lambda: version.save(force_insert=True))


def test_version_has_pages(version):
    change = DocumentVersion.objects.filter(pk=version.pk)
    refused_by("document_version_has_pages", lambda: change.update(pages=0))


@pytest.mark.parametrize("half", ["confirmed_at", "confirmed_by"])
def test_version_confirmed_by_someone_at_a_time(version, clerk, half):
    value = {"confirmed_at": NOW, "confirmed_by": clerk}[half]
    change = DocumentVersion.objects.filter(pk=version.pk)
    refused_by("version_confirmed_by_someone_at_a_time", lambda: change.update(**{half: value}))


@pytest.fixture
def released(document, clerk):
    """A release whose text shows one picture."""
    return releases.release(
        "test.paper",
        subject=document,
        collection="pcp-2026-12-17",
        title="A paper",
        rule="a rule",
        content=Content(html="<p>Words</p>", files={"a.png": ("image/png", b"picture")}),
        by=clerk,
        at=NOW,
    )


def copy(row, **changed):
    row.pk = None
    row._state.adding = True
    for field, value in changed.items():
        setattr(row, field, value)
    row.save(force_insert=True)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"audience": "members"}, "release_is_public"),
        ({"withdrawn_at": NOW}, "release_withdrawn_by_someone_for_a_reason"),
        ({"withdrawn_reason": "Wrong figures"}, "release_withdrawn_by_someone_for_a_reason"),
    ],
)
def test_release(released, changed, name):
    refused_by(name, lambda: Release.objects.filter(pk=released.pk).update(**changed))


def test_release_withdrawn_without_a_reason(released, clerk):
    change = Release.objects.filter(pk=released.pk)
    name = "release_withdrawn_by_someone_for_a_reason"
    refused_by(name, lambda: change.update(withdrawn_at=NOW, withdrawn_by=clerk))


def test_release_seconded_by_another(released, clerk):
    change = Release.objects.filter(pk=released.pk)
    refused_by("release_seconded_by_another", lambda: change.update(seconded_by=clerk))


def test_release_version_once(released):
    later = NOW + timedelta(days=1)
    refused_by("release_version_once", lambda: copy(released, chain_hash="x", superseded_at=later))


def test_one_live_release(released):
    refused_by("one_live_release", lambda: copy(released, chain_hash="x", version=2))


def test_two_releases_never_share_a_place_in_the_chain(released):
    later = NOW + timedelta(days=1)
    with pytest.raises(IntegrityError, match="chain_hash"), transaction.atomic():
        copy(released, version=2, superseded_at=later)


def test_released_file_name_once(released):
    refused_by("released_file_name_once", lambda: copy(ReleasedFile.objects.get(release=released)))


def test_withheld_version_once(panel, clerk):
    row = Withheld.objects.create(
        kind="meetings.pack",
        subject_id="1",
        collection="pcp-2026-12-17",
        organisation=panel,
        title="x",
        sha256="x",
        issued_at=NOW,
        issued_by=clerk,
    )
    refused_by("withheld_version_once", lambda: copy(row))
