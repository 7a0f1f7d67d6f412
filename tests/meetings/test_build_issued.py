"""The command builds what is out from the leaves that were kept, supplements included."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from pcc_portal.meetings.models import Item
from tests.factories import after, meetings
from tests.meetings.reading import File

pytestmark = pytest.mark.slow


def test_an_issued_pack_is_built_with_its_supplements_and_without_laying_out(
    issued, clerk, plain_press, tmp_path
):
    supplement = after.start(issued, clerk)
    plan = Item.objects.get(public_title="Plan")
    meetings.written(plan, clerk, title="Late news", supplement=supplement)
    after.let_out(supplement, clerk)
    plain_press.titles.clear()
    out, said = tmp_path / "pack.pdf", StringIO()
    call_command("build_pack", issued.ref, out=out, stdout=said)
    found = json.loads(said.getvalue())
    assert (found["pages"], found["parts"][-1]["first"], found["parts"][-1]["last"]) == (14, "13", "14")
    assert File(out.read_bytes()).labels[-1] == "14"
    assert plain_press.titles == []
