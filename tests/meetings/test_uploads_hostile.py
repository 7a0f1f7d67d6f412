"""Uploads made to do harm, through the real page: refused in words, in time, and never an error of ours."""

import io
import os
import random
import resource
import time
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

from pcc_portal.documents.models import DocumentVersion
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.printing import press
from pcc_portal.pdf import worker
from pcc_portal.writing.models import WordFile
from tests.factories import meetings, word
from tests.factories.scanner import EICAR, clamd
from tests.pdf import samples
from tests.pdf.test_uploads import mutated as broken_pdf
from tests.writing.importing.test_refusing import LAUGHS, bomb, whole
from tests.writing.importing.test_refusing import mutated as broken_word

pytestmark = pytest.mark.slow

MOST = 10.0  # seconds for one file, on a machine that does other things too
EXAMPLES = 200 if os.environ.get("PORTAL_EXAMPLES") == "full" else 20


@pytest.fixture
def own(meeting, clerk, officer):
    return meetings.paper(meetings.item(meeting, clerk, kind="papers"), officer)


@pytest.fixture
def send(client, own, officer):
    """Send a file to the page of the paper; hands back the answer and how long it took."""
    client.force_login(officer)
    url = reverse("meetings:paper-upload", args=[own.item.meeting.ref, own.pk])

    def sent(data, name="report", **more):
        begun = time.perf_counter()
        response = client.post(url, {"file": SimpleUploadedFile(name, data), **more})
        assert time.perf_counter() - begun < MOST
        return response

    return sent


def kept():
    return DocumentVersion.objects.count() + WordFile.objects.count()


def hidden_in_word():
    """The test file of all scanners in a part of a Word file, not packed, as a macro would lie there."""
    return word.packed(
        word.unpacked(word.document(word.para("x"), parts={"word/media/image1.png": EICAR})), 0
    )


BAD = {
    "billion laughs": (lambda: word.document(raw=LAUGHS), "holds declarations that Word never writes"),
    "a zip bomb": (bomb, "far more than it seems to when unpacked"),
    "a PDF that is a zip": (lambda: word.document(word.para("x")) + samples.plain("x"), None),
    "a zip that is a PDF": (lambda: b"%PDF-1.7\n" + word.document(word.para("x")), "damaged beyond repair"),
    "a picture that is a page": (lambda: b"GIF89a<script>alert(1)</script>", "This file is not a PDF."),
    "5,000 pages": (lambda: many(5000), "This PDF has 5000 pages; at most 2000 are taken."),
}


def many(pages):
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        for _ in range(pages - 1):
            pdf.pages.append(pdf.pages[0])
        return samples.saved(pdf)


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_in_words_or_taken_and_never_an_error(send, what):
    make, words = BAD[what]
    response = send(make())
    if words is None:
        assert response.status_code in {303, 422}
    else:
        assert (response.status_code, words in response.text, kept()) == (422, True, 0)


def test_pages_of_every_size_and_turned_are_taken(send, own):
    pdf = samples.pdf_of("A4", "A3 on its side", "Turned")
    pdf.pages[1].obj.MediaBox = pikepdf.Array([0, 0, 1191, 842])
    pdf.pages[2].obj.Rotate = 90
    assert send(samples.saved(pdf)).status_code == 303
    assert Paper.objects.get(pk=own.pk).version.pages == 3


def test_two_hundred_megabytes_are_counted_and_not_kept(rf, settings, monkeypatch):
    """More than a file may have is let go as it comes: little memory, no more disk than one file, and its true size."""
    settings.UPLOAD_MAX_BYTES = 20_000_000
    size, piece, boundary = 200_000_000, b"0" * 1_000_000, "edge"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'.encode()
    tail = f"\r\n--{boundary}--\r\n".encode()
    request = WSGIRequest(
        {
            **rf._base_environ(),
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"multipart/form-data; boundary={boundary}",
            "CONTENT_LENGTH": str(len(head) + size + len(tail)),
            "wsgi.input": Slow(head, piece, size // len(piece), tail),
        }
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    file = request.FILES["file"]
    assert file.size == size
    assert Path(file.temporary_file_path()).stat().st_size == settings.UPLOAD_MAX_BYTES + 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB
    file.close()


class Slow(io.RawIOBase):
    """A body that is made as it is read."""

    def __init__(self, head, piece, times, tail):
        self.rest, self.piece, self.times, self.tail = head, piece, times, tail

    def read(self, size=-1):
        while len(self.rest) < size and (self.times or self.tail):
            if self.times:
                self.rest += self.piece
                self.times -= 1
            else:
                self.rest, self.tail = self.rest + self.tail, b""
        out, self.rest = self.rest[:size], self.rest[size:]
        return out


def test_the_page_says_what_the_most_is(send, settings):
    settings.UPLOAD_MAX_BYTES = 3_000_000
    response = send(b"%PDF-1.7\n" + b"0" * 30_000_000)
    assert (response.status_code, "the most is 3 MB" in response.text) == (422, True)


@pytest.mark.parametrize("data", [samples.plain("x") + EICAR, hidden_in_word()], ids=["PDF", "Word"])
class TestScanner:
    def test_what_the_scanner_finds_is_not_kept(self, send, settings, data):
        with clamd() as (settings.CLAMAV_URL, got):
            response = send(data)
        assert (response.status_code, "The virus scanner found something" in response.text) == (422, True)
        assert (kept(), got) == (0, [data])

    def test_without_a_scanner_it_is_taken_and_said(self, send, settings, client, data):
        settings.CLAMAV_URL = "tcp://127.0.0.1:9"
        response = send(data)
        assert response.status_code == 303
        page = client.get(response.headers["Location"]).text
        assert "Not scanned for viruses" in page or "No virus scanner has seen this file." in page
        assert not any(row.is_scanned for row in [*DocumentVersion.objects.all(), *WordFile.objects.all()])

    def test_a_slow_scanner_is_as_good_as_none_and_the_page_does_not_hang(self, send, settings, data):
        settings.CLAMAV_SECONDS = 0.3
        with clamd(each_letter=0.2) as (settings.CLAMAV_URL, _):
            assert send(data).status_code == 303
        assert not any(row.is_scanned for row in [*DocumentVersion.objects.all(), *WordFile.objects.all()])


def test_what_a_scanner_called_clean_is_taken_as_scanned(send, settings, own):
    with clamd() as (settings.CLAMAV_URL, _):
        assert send(word.document(word.para("Words"))).status_code == 303
    assert Paper.objects.get(pk=own.pk).text.word_files.get().is_scanned


def test_broken_files_are_refused_or_taken_and_nothing_else(send):
    """Half of them PDFs, half Word files, each broken anew; what one breaks, the next does not feel."""
    chance = random.Random(3)
    good = [samples.with_everything(), samples.tagged_upload(), samples.many_pages()]
    statuses = set()
    for n in range(EXAMPLES):
        data = broken_word(chance, whole()) if n % 2 else broken_pdf(chance, chance.choice(good))
        statuses.add(send(data, replaces="on").status_code)
    assert statuses == {303, 422}
    assert send(samples.plain("Words"), replaces="on").status_code == 303


def test_the_process_that_reads_files_has_its_limits(send):
    """What is read there cannot take the machine's memory or fill its disk; the system holds it to that."""
    send(word.document(word.para("Words")))
    (pid, *_) = press.pool().pids
    limits = Path(f"/proc/{pid}/limits").read_text()
    held = {line[:25].strip(): line[26:46].strip() for line in limits.splitlines()}
    assert (held["Max address space"], held["Max file size"]) == (str(worker.MEMORY), str(worker.FILE))
    assert worker.MEMORY <= 2 * 1024**3
