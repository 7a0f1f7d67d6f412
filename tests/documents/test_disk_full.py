"""The disk of the stores is full: said in words, nothing half kept, and all goes on once there is room."""

import resource
import shutil
import subprocess
from contextlib import contextmanager, suppress

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from pcc_portal.documents import stores
from pcc_portal.documents.models import DocumentVersion, Release, ReleasedFile, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.meetings import tasks
from pcc_portal.meetings.actions import agendas, packs
from pcc_portal.meetings.models import Meeting, Pack, RenderedPart
from tests.factories import meetings
from tests.pdf.samples import plain

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("packs"),
]
FULL = "The disk that keeps the portal’s files is full"
FILLER = "filler"


class SmallDisk:
    """A file system of two megabytes, filled to its last byte: the kernel itself says that there is no room."""

    def __init__(self, place):
        self.place = place
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=True)

    @contextmanager
    def full(self):
        with (self.place / FILLER).open("wb", buffering=0) as filler, suppress(OSError):
            while filler.write(bytes(512)):
                pass
        assert shutil.disk_usage(self.place).free == 0
        try:
            yield
        finally:
            (self.place / FILLER).unlink()

    def close(self):
        subprocess.run(["umount", "--lazy", str(self.place)], check=True)


class SmallFiles:
    """Where nobody may mount: this process may write no file of 500 bytes, which the kernel refuses as well."""

    def __init__(self, place):
        self.place = place

    @contextmanager
    def full(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def close(self):
        pass


@pytest.fixture(params=["a small disk", "no file of any length"])
def disk(request, tmp_path):
    """Both stores on it."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        made = SmallDisk(place) if request.param == "a small disk" else SmallFiles(place)
    except subprocess.CalledProcessError:
        pytest.skip("this user may not mount; the other way of filling a disk is tested")
    folder = {
        name: {
            "BACKEND": "pcc_portal.documents.folders.Folder",
            "OPTIONS": {"location": str(place / name), "base_url": None},
        }
        for name in ("default", "public")
    }
    try:
        with override_settings(STORAGES={**settings.STORAGES, **folder}):
            yield made
    finally:
        made.close()


@pytest.fixture
def ready(clerk):
    """A meeting long from now with one written paper."""
    meeting = meetings.meeting(clerk, held_on=timezone.localdate() + timezone.timedelta(days=60))
    item = meetings.item(meeting, clerk, title="Report", kind="papers")
    meetings.written(item, clerk, title="The report")
    return meeting


def files(disk):
    return sorted(
        path.relative_to(disk.place).as_posix()
        for path in disk.place.rglob("*")
        if path.is_file() and path.name != FILLER
    )


def referenced():
    """Every key that a row names, with its store."""
    private = {
        *RenderedPart.objects.values_list("key", flat=True),
        *(key for row in Pack.objects.all() for key in (row.public_key, row.members_key)),
        *(key for row in DocumentVersion.objects.all() for key in (row.original_key, row.clean_key)),
        *Withheld.objects.exclude(store_key="").values_list("store_key", flat=True),
    }
    public = {
        *Release.objects.exclude(store_key="").values_list("store_key", flat=True),
        *ReleasedFile.objects.values_list("store_key", flat=True),
    }
    return {f"default/{key}" for key in private} | {f"public/{key}" for key in public}


def run(task, job):
    task(job_id=str(job.pk))
    return Job.objects.get(pk=job.pk)


def upload(client, paper):
    url = reverse("meetings:paper-upload", args=[paper.item.meeting.ref, paper.pk])
    return client.post(url, {"file": SimpleUploadedFile("a.pdf", plain("Words"), "application/pdf")})


def test_an_upload(disk, client, clerk, ready):
    paper = meetings.paper(ready.items.get(public_title="Report"), clerk)
    client.force_login(clerk)
    with disk.full():
        refused = upload(client, paper)
    assert (refused.status_code, FULL in refused.text) == (422, True)
    assert (DocumentVersion.objects.count(), files(disk)) == (0, [])
    assert upload(client, paper).status_code == 303
    assert set(files(disk)) == referenced() != set()


def test_a_build_and_an_issue(disk, clerk, ready):
    """Neither leaves a pack, a release or a locked agenda behind; both are done when they are asked for again."""
    with disk.full():
        job = run(tasks.build_packs, packs.ask_to_build(ready, by=clerk, at=timezone.now()))
        assert (job.state, job.error[: len(FULL)]) == ("failed", FULL)
        assert (Pack.objects.count(), RenderedPart.objects.count(), files(disk)) == (0, 0, [])
        job = run(tasks.issue_packs, agendas.ask_to_issue(ready, by=clerk, at=timezone.now()))
        assert (job.state, job.error[: len(FULL)]) == ("failed", FULL)
        assert (Release.objects.count(), Meeting.objects.get(pk=ready.pk).status, files(disk)) == (
            0,
            "draft",
            [],
        )
    assert run(tasks.build_packs, packs.ask_to_build(ready, by=clerk, at=timezone.now())).state == "done"
    job = run(tasks.issue_packs, agendas.ask_to_issue(ready, by=clerk, at=timezone.now()))
    assert job.state == "done", job.error
    assert set(files(disk)) >= referenced() != set()
    assert [name for name in files(disk) if name.endswith(".part")] == []
    pack = Release.objects.get(kind="meetings.pack")
    assert stores.sha256(stores.get(pack.store_key, store=stores.PUBLIC)) == pack.sha256


def test_what_can_be_made_again_is_shown_and_not_kept(disk):
    """A page picture: the reader gets it, and nobody later gets a half of it."""
    with disk.full():
        assert (
            stores.kept("sides/x/1.png", lambda: b"all of it" * 1000, store=stores.PUBLIC)
            == b"all of it" * 1000
        )
    assert files(disk) == []
    assert stores.kept("sides/x/1.png", lambda: b"made again", store=stores.PUBLIC) == b"made again"
    assert stores.kept("sides/x/1.png", lambda: b"never made", store=stores.PUBLIC) == b"made again"


def test_a_writer_that_dies_half_way_leaves_nothing_under_the_name(disk):
    class Dies:
        def chunks(self, chunk_size=None):
            yield b"the first half"
            raise KeyboardInterrupt

    from django.core.files.storage import storages

    storage = storages["public"]
    with pytest.raises(KeyboardInterrupt):
        storage._save("sides/y/1.png", Dies())
    assert not storage.exists("sides/y/1.png")


def test_anywhere_else_the_page_says_it(disk, client, clerk, ready, monkeypatch):
    """A page that meets it unprepared is no page of code, and no page of nothing."""
    client.force_login(clerk)
    client.raise_request_exception = False
    monkeypatch.setattr(
        "pcc_portal.meetings.views.workspace.packs.ask_to_build",
        lambda *_words, **_more: stores.put(b"words" * 1000, folder="anything"),
    )
    with disk.full():
        answer = client.post(reverse("meetings:meeting-build", args=[ready.ref]))
    assert (answer.status_code, "The portal’s disk is full" in answer.text) == (507, True)
