"""Writers and a small paper."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from django.forms.renderers import get_default_renderer
from django.urls import reverse
from PIL import Image

from pcc_portal.accounts.models import User
from pcc_portal.writing.actions import blocks, texts
from pcc_portal.writing.kinds import BlockKind, TextKind
from pcc_portal.writing.models import Asset

NOW = datetime(2026, 9, 3, 9, 42, tzinfo=UTC)


@pytest.fixture
def iain(db):
    return User.objects.create_user("iain@office.example")


@pytest.fixture
def joanne(db):
    return User.objects.create_user("joanne@force.example")


@pytest.fixture
def text(iain):
    return texts.create(kind=TextKind.PAPER, by=iain, at=NOW)


@pytest.fixture
def write(text, iain):
    """``write("paragraph", "words")`` adds a block at the end."""

    def add(kind=BlockKind.PARAGRAPH, html="", **more):
        return blocks.append(text, kind=kind, html=html, by=iain, at=NOW, **more)

    return add


def said(text):
    """The words of a text, block by block."""
    return list(text.blocks.order_by("position").values_list("html", flat=True))


@pytest.fixture
def desk_pages(settings, tmp_path):
    """The desk under addresses of its own, in a plain page."""
    here = Path(__file__).parent / "templates"
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [here, *engine["DIRS"]]}]
    settings.STATIC_ROOT = tmp_path
    settings.ROOT_URLCONF = "tests.writing.desk_urls"
    get_default_renderer.cache_clear()
    yield
    get_default_renderer.cache_clear()


@pytest.fixture
def store(monkeypatch):
    """Pictures are kept in memory."""
    storage = InMemoryStorage()
    monkeypatch.setattr(Asset._meta.get_field("file"), "storage", storage)
    return storage


def picture_bytes(kind="PNG", size=(4, 3), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def root(text, client, iain):
    client.force_login(iain)
    return reverse("text", args=[text.pk])
