"""PDFs of a complaint and of a working group: rebuilt, under names that tell nothing, and sent to those who may read them."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse

from panel.actions import clocks, groups
from panel.models import ComplaintFile, GroupFile
from pcc_portal.documents import stores
from pcc_portal.meetings.actions import seats
from tests.documents.test_public_role import visitor
from tests.factories import meetings
from tests.factories.complaints import received
from tests.factories.days import NOW, TODAY
from tests.pdf.samples import plain

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def as_(who):
    client = Client()
    client.force_login(who)
    return client


def file(data, name="Letter of Jo Marsh.pdf"):
    return {"title": "The letter", "file": SimpleUploadedFile(name, data, "application/pdf")}


@pytest.fixture
def row(panel_body, clerk):
    clocks.ensure()
    return received(panel_body, clerk)


@pytest.fixture
def met(panel_body, clerk, panel_member):
    (seat,) = meetings.seats(panel_body, "aldercote")
    seats.fill(seat, panel_member.person, from_on=date(2025, 5, 20), by=clerk, at=NOW)
    said = {"name": "Working Group", "kind": "standing", "terms": "Looks at figures."}
    group = groups.set_up(panel_body, from_on=TODAY, by=clerk, at=NOW, **said)
    groups.place(group, panel_member.person, office="member", from_on=TODAY, by=clerk, at=NOW)
    when = {"held_on": TODAY, "starts_at": time(14), "venue": "County Hall"}
    return groups.plan(group, focus="", by=clerk, at=NOW, **when)


def test_evidence_is_kept_as_it_came_and_read_as_a_copy(row, clerk, officer, deputy_clerk):
    data = plain("What was said")
    add = reverse("panel:complaint-file-add", args=[row.pk])
    assert as_(clerk).get(add).status_code == 200
    assert as_(clerk).post(add, file(data)).status_code == 303
    kept = ComplaintFile.objects.get()
    assert stores.get(kept.original_key) == data
    assert kept.sha256 == stores.sha256(data)
    assert "Marsh" not in f"{kept.original_key}{kept.clean_key}"
    url = reverse("panel:complaint-file", args=[row.pk, kept.pk])
    sent = as_(clerk).get(url)
    assert (sent.content[:5], sent.headers["Cache-Control"]) == (b"%PDF-", "private, no-store")
    assert sent.headers["Content-Disposition"] == f'inline; filename="file-{kept.pk}.pdf"'
    for who in (officer, deputy_clerk):
        assert [as_(who).get(at).status_code for at in (url, add)] == [404, 404]
    assert "The letter" in as_(clerk).get(reverse("panel:complaint", args=[row.pk])).text
    assert kept.sha256 in row.steps.get(kind="noted").words


def test_what_is_no_pdf_is_refused_at_its_field_and_nothing_is_kept(row, clerk):
    add = reverse("panel:complaint-file-add", args=[row.pk])
    answer = as_(clerk).post(add, file(b"<html>"))
    assert (answer.status_code, "This file is not a PDF." in answer.text) == (422, True)
    assert "The letter" in answer.text
    assert not ComplaintFile.objects.exists()


def test_a_groups_file_is_its_members_and_gone_when_it_is_removed(
    met, clerk, panel_member, panel_chair, django_capture_on_commit_callbacks
):
    slug = met.group.slug
    add = reverse("panel:group-file-add", args=[slug, met.pk])
    as_(clerk).post(add, file(plain("Figures")))
    kept = GroupFile.objects.get()
    url = reverse("panel:group-file", args=[slug, met.pk, kept.pk])
    remove = reverse("panel:group-file-remove", args=[slug, met.pk, kept.pk])
    assert as_(panel_member).get(url).content[:5] == b"%PDF-"
    assert "The letter" in as_(panel_member).get(reverse("panel:group-meeting", args=[slug, met.pk])).text
    assert as_(panel_chair).get(url).status_code == 404
    assert [as_(panel_member).post(at).status_code for at in (add, remove)] == [404, 404]
    with django_capture_on_commit_callbacks(execute=True):
        as_(clerk).post(remove)
    assert not GroupFile.objects.exists()
    with pytest.raises(FileNotFoundError):
        stores.get(kept.clean_key)


@pytest.mark.parametrize("model", [ComplaintFile, GroupFile])
def test_a_visitor_cannot_ask_the_database_for_it(model):
    with pytest.raises(ProgrammingError), visitor():
        model.objects.exists()
