"""The report itself as a PDF: kept by the office, public with the register, replaced by a new one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.actions import inspections
from governance.actions.report_files import REPORT
from governance.queries.inspections import case_of
from pcc_portal.documents.models import Release
from tests.factories import inspections as made
from tests.factories.days import NOW
from tests.pdf.samples import plain

pytestmark = pytest.mark.django_db


def sent(client, row, words):
    there = reverse("governance:inspection-report-add", args=[row.slug])
    file = SimpleUploadedFile("peel.pdf", plain(words), content_type="application/pdf")
    return client.post(there, {"file": file})


def test_the_report_is_kept_and_everyone_reads_it_with_the_register(officer):
    row, client = made.report(officer), Client()
    client.force_login(officer)
    there, public = reverse("governance:inspection-report", args=[row.slug]), Client()
    assert sent(client, row, "Old words").status_code == 303
    assert "peel.pdf</a>, 1 page" in client.get(reverse("governance:inspection-desk", args=[row.slug])).text
    assert public.get(there).status_code == 404
    inspections.register(row, by=officer, at=NOW)
    first = public.get(there)
    assert (first.status_code, first.content[:5]) == (200, b"%PDF-")
    assert "The report as a PDF" in public.get(reverse("governance:inspection", args=[row.slug])).text
    sent(client, row, "New words")
    released = Release.objects.live().get(kind="governance.inspection")
    assert inspections.is_behind(case_of(row), released)
    assert public.get(there).content == first.content  # until the register says so
    inspections.register(row, by=officer, at=NOW)
    inspections.register(row, by=officer, at=NOW)
    assert public.get(there).content != first.content
    assert Release.objects.filter(kind=REPORT).count() == 2


def test_what_is_no_pdf_is_refused_beside_its_field(officer):
    row, client = made.report(officer), Client()
    client.force_login(officer)
    there = reverse("governance:inspection-report-add", args=[row.slug])
    refused = client.post(there, {"file": SimpleUploadedFile("peel.pdf", b"no pdf")})
    assert (refused.status_code, case_of(row).report) == (422, None)
    assert client.post(there, {}).status_code == 422
