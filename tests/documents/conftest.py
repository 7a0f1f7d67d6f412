"""A document, a version of its file, and an exemption."""

import pytest

from pcc_portal.documents.actions import documents
from pcc_portal.pdf import uploads
from tests.factories.days import NOW
from tests.factories.meetings import grounds
from tests.factories.people import organisation
from tests.pdf.samples import plain


@pytest.fixture
def document(clerk):
    return documents.create(organisation("office"), by=clerk, at=NOW)


@pytest.fixture
def version(document, clerk):
    """Uploaded where no scanner runs, so somebody must look at it."""
    data = plain("Page one")
    found = uploads.inspect(data, max_bytes=1_000_000, max_pages=10)
    return documents.add_version(
        document, filename="report.pdf", original=data, found=found, is_scanned=False, by=clerk, at=NOW
    )


@pytest.fixture
def exemption(clerk):
    return documents.exempt(grounds(1), by=clerk, at=NOW)
