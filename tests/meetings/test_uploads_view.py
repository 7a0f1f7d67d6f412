"""Other people's files through the real page: a plain word at the field for the bad ones, the good ones kept with proof."""

import hashlib
import io
import random
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pcc_portal.documents import stores
from pcc_portal.documents.models import DocumentVersion
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.proofing import flags_of
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.writing.importing.refusing import Refused
from tests.factories import meetings
from tests.factories.days import NOW
from tests.pdf.samples import decoded, pdf_of, plain, saved, with_everything

pytestmark = pytest.mark.slow
NOISE = random.Random(7).randbytes(3000)

DAMAGED = "This PDF is damaged beyond repair. Ask for it again."
NOT_A_PDF = "This file is not a PDF."
BAD = {
    "needs a password": (
        "locked.pdf",
        saved(pdf_of("Words"), encryption=pikepdf.Encryption(owner="a", user="b")),
        "This PDF needs a password to open. Ask for an open copy.",
    ),
    "only its head": ("head.pdf", b"%PDF-1.7\n", DAMAGED),
    "noise after the head": ("noise.pdf", b"%PDF-1.7\n" + NOISE, DAMAGED),
    "noise": ("noise.pdf", NOISE, NOT_A_PDF),
    "nothing": ("empty.pdf", b"", "This file is empty. Choose another."),
    "a page of the web, with a PDF behind it": (
        "polyglot.pdf",
        b"<html><script>alert(1)</script></html>" + plain("Words"),
        NOT_A_PDF,
    ),
    "a page of the web that begins like a PDF": (
        "polyglot.pdf",
        b"%PDF-1.7\n<html><script>alert(1)</script></html>",
        DAMAGED,
    ),
    "a broken document of a word processor": ("report.docx", b"PK\x03\x04" + NOISE, Refused.DAMAGED),
    "a broken document under a false name": ("report.pdf", b"PK\x03\x04" + NOISE, Refused.DAMAGED),
    "an old document": ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, Refused.OLD),
    "a PDF without a page": ("none.pdf", saved(pikepdf.Pdf.new()), "This PDF has no pages."),
}


@pytest.fixture
def line(meeting, clerk):
    return meetings.item(meeting, clerk, kind="papers")


@pytest.fixture
def own(line, officer):
    """A paper that the Commissioner's office has in hand, with a file in it already."""
    paper = meetings.paper(line, officer)
    return meetings.attach(paper, officer, "The file before", is_scanned=True)


def at(paper, verb, *more):
    return reverse(f"meetings:paper{verb}", args=[paper.item.meeting.ref, paper.pk, *more])


def send(client, paper, name, data, **headers):
    return client.post(at(paper, "-upload"), {"file": SimpleUploadedFile(name, data)}, headers=headers)


def said_at_the_field(response):
    """The message beside the field, which the field points at; the summary on top links to the field."""
    (error,) = re.findall(r'<p class="wrong" id="id_file_error">(.*?)</p>', response.text)
    described = re.search(r'<input type="file"[^>]*aria-describedby="([^"]*)"', response.text)[1]
    assert described.split() == ["id_file_helptext", "id_file_error"]
    assert f'<li><a href="#id_file">{error}</a></li>' in response.text
    return error


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_at_the_field(client, own, officer, what):
    name, data, words = BAD[what]
    client.force_login(officer)
    response = send(client, own, name, data)
    assert (response.status_code, said_at_the_field(response)) == (422, words)
    kept = Paper.objects.get(pk=own.pk)
    assert (kept.version_id, kept.state) == (own.version_id, "drafting")
    assert DocumentVersion.objects.count() == 1


def test_a_file_of_which_half_is_missing_is_never_taken_in_silence(client, own, officer):
    client.force_login(officer)
    whole = plain(*(f"Page {n}" for n in range(12)))
    response = send(client, own, "half.pdf", whole[: len(whole) // 2])
    if response.status_code == 422:
        assert said_at_the_field(response)
    else:
        version = Paper.objects.get(pk=own.pk).version
        assert any("damaged" in warning for warning in version.warnings)


def test_a_file_over_the_limit_is_refused_with_the_limit(client, own, officer, settings):
    settings.UPLOAD_MAX_BYTES = 2_000_000
    client.force_login(officer)
    response = send(client, own, "large.pdf", b"%PDF-1.7\n" + b"0" * 2_000_000)
    words = "This file is too large: the most is 2 MB. Split it, or save it with smaller pictures."
    assert (response.status_code, said_at_the_field(response)) == (422, words)


def test_a_file_with_too_many_pages_is_refused(client, own, officer, settings):
    settings.UPLOAD_MAX_PAGES = 2
    client.force_login(officer)
    response = send(client, own, "long.pdf", plain("a", "b", "c"))
    assert (response.status_code, said_at_the_field(response)) == (
        422,
        "This PDF has 3 pages; at most 2 are taken.",
    )


def test_no_file_at_all(client, own, officer):
    client.force_login(officer)
    response = client.post(at(own, "-upload"))
    assert (response.status_code, said_at_the_field(response)) == (422, "Choose a PDF or Word file.")


def test_a_good_file_is_kept_as_it_came_and_in_private(client, own, officer):
    client.force_login(officer)
    data = with_everything()
    response = send(client, own, "annex.pdf", data)
    assert (response.status_code, response.headers["Location"]) == (303, at(own, "-confirm"))
    version = Paper.objects.get(pk=own.pk).version
    assert (version.filename, version.number, version.size) == ("annex.pdf", 2, len(data))
    assert version.sha256 == hashlib.sha256(data).hexdigest()
    assert stores.get(version.original_key) == data
    assert b"SECRET" in decoded(data)
    assert b"SECRET" not in decoded(stores.get(version.clean_key))
    assert client.get(at(own, "-confirm")).text.count("Taken out: ") == 1


def test_an_original_is_handed_out_as_a_file_and_never_run(client, own, officer):
    client.force_login(officer)
    send(client, own, "annex.pdf", plain("Words") + b"\n<html><script>alert(1)</script></html>")
    response = client.get(at(own, "-original"))
    told = {name: response.headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")}
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="original.pdf"',
        "Cache-Control": "private, no-store",
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "a\x00b.pdf", "é" * 400 + ".pdf", '<img src=x onerror="alert(1)">.pdf', "."],
)
def test_strange_file_names(client, own, officer, name):
    client.force_login(officer)
    file = io.BytesIO(plain("Words"))
    file.name = name
    response = client.post(at(own, "-upload"), {"file": file})
    assert response.status_code in {303, 422}
    page = client.get(at(own, ""))
    assert (page.status_code, "<img src=x" in page.text) == (200, False)
    assert all("/" not in v.filename for v in DocumentVersion.objects.all())


class TestConfirming:
    """No scanner has seen it, so somebody must look: the clerk, and not who sent it."""

    @pytest.fixture
    def sent(self, client, own, officer):
        client.force_login(officer)
        send(client, own, "annex.pdf", plain("Words"))
        assert client.post(at(own, "-submit")).status_code == 303
        return Paper.objects.get(pk=own.pk)

    def stops(self, paper):
        return [flag.message for flag in flags_of(agenda_of(paper.item.meeting), None) if flag.stops]

    def test_the_author_may_look_and_not_confirm(self, client, sent, officer):
        page = client.get(at(sent, "-confirm"))
        assert (page.status_code, "These are the pages the author meant" in page.text) == (200, False)
        response = client.post(at(sent, "-confirm"), {"version": 2})
        assert (response.status_code, "Only the clerk to this body" in response.text) == (403, True)
        assert DocumentVersion.objects.get(pk=sent.version_id).confirmed_at is None

    def test_not_issued_until_the_clerk_has_looked(self, client, sent, clerk):
        client.force_login(clerk)
        client.post(at(sent, "-accept"))
        look = [f"Look at the page pictures of “{sent.public_title}” and confirm them."]
        assert self.stops(sent) == look
        refused = client.post(reverse("meetings:meeting-issue", args=[sent.item.meeting.ref]), {"reason": ""})
        assert (refused.status_code, look[0] in refused.text) == (422, True)
        assert client.post(at(sent, "-confirm"), {"version": 2}).status_code == 303
        version = DocumentVersion.objects.get(pk=sent.version_id)
        assert (version.confirmed_by, self.stops(sent)) == (clerk, [])

    def test_confirmed_twice_it_is_confirmed_once(self, client, sent, clerk, deputy_clerk):
        for who in (clerk, deputy_clerk):
            client.force_login(who)
            assert client.post(at(sent, "-confirm"), {"version": 2}).status_code == 303
        assert DocumentVersion.objects.get(pk=sent.version_id).confirmed_by == clerk

    def test_a_file_that_came_after_the_clerk_looked_is_not_confirmed(
        self, client, sent, clerk, deputy_clerk
    ):
        """The clerk's page showed version 2; given back by another clerk, it came again as version 3."""
        papers.give_back(sent, reason="Another file, please.", by=deputy_clerk, at=NOW)
        send(client, sent, "other.pdf", plain("Other words"))
        client.post(at(sent, "-submit"))
        client.force_login(clerk)
        response = client.post(at(sent, "-confirm"), {"version": 2})
        assert (response.status_code, "A newer file was uploaded" in response.text) == (409, True)
        assert list(DocumentVersion.objects.exclude(confirmed_at=None)) == []

    def test_page_pictures_beyond_the_file_are_not_there(self, client, sent):
        statuses = [client.get(at(sent, "-side", side)).status_code for side in (0, 1, 2, 10**12)]
        assert statuses == [404, 200, 404, 404]


def test_a_side_that_cannot_be_drawn_has_no_picture(client, own, officer):
    client.force_login(officer)
    DocumentVersion.objects.update(clean_key=stores.put(b"%PDF-1.7 broken", folder="clean"))
    assert client.get(at(own, "-side", 1)).status_code == 404


def test_a_file_for_a_paper_with_words_says_what_becomes_of_them(client, line, officer):
    paper = meetings.written(line, officer, accepted=False)
    client.force_login(officer)
    page = client.get(at(paper, "-upload"))
    assert "takes the place of the text written here" in page.text


def test_a_bad_file_leaves_the_words_of_a_paper(client, line, officer):
    paper = meetings.written(line, officer, accepted=False)
    client.force_login(officer)
    assert send(client, paper, "noise.pdf", NOISE).status_code == 422
    assert (Paper.objects.get(pk=paper.pk).text_id, paper.text.blocks.count()) == (paper.text_id, 2)
