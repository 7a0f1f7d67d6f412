"""Writers and a small paper."""

from datetime import UTC, datetime

import pytest

from pcc_portal.accounts.models import User
from pcc_portal.writing.actions import blocks, texts
from pcc_portal.writing.kinds import BlockKind, TextKind

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
