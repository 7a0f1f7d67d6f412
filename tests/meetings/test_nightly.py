"""What a new day changes by itself."""

from datetime import timedelta

import pytest

from pcc_portal.accounts.models import Person
from pcc_portal.documents import stores
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import keeping, seats
from pcc_portal.meetings.models import Pack, RenderedPart
from tests.conftest import NOW, TODAY
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db

LONG_AGO = NOW - timedelta(days=31)


def register():
    return Release.objects.live().get(kind="meetings.membership").text.html


def test_a_seat_filled_for_a_later_day_is_public_on_that_day(clerk, panel_body):
    seat, other = make.seats(panel_body, "North Council", "South Council")
    seats.fill(other, Person(given="Ida", family="Wren"), from_on=TODAY, by=clerk, at=NOW)
    seats.fill(seat, Person(given="Ada", family="Marsh"), from_on=TODAY + timedelta(days=3), by=clerk, at=NOW)
    assert "Ada Marsh" not in register()
    assert seats.publish_what_changed(at=NOW) == []
    assert seats.publish_what_changed(at=NOW + timedelta(days=3)) == [panel_body]
    assert "Ada Marsh" in register()


def part(at):
    key = stores.put(b"a part", folder="parts")
    return RenderedPart.objects.create(fingerprint=key[-32:] * 2, key=key, pages=1, used_at=at)


def pack(meeting, at, key, *, is_draft=True):
    return Pack.objects.create(
        meeting=meeting,
        inputs="x",
        is_draft=is_draft,
        built_at=at,
        public_key=key,
        public_pages=2,
        members_key=key,
    )


def test_old_parts_and_superseded_drafts_go_with_their_bytes(clerk, panel_body):
    meeting = make.meeting(clerk, of=panel_body)
    old, fresh = part(LONG_AGO), part(NOW)
    shared, alone = stores.put(b"shared", folder="packs"), stores.put(b"alone", folder="packs")
    gone, twin, last = (
        pack(meeting, LONG_AGO, alone),
        pack(meeting, LONG_AGO, shared),
        pack(meeting, NOW, shared),
    )
    issued = pack(meeting, LONG_AGO, stores.put(b"issued", folder="packs"), is_draft=False)
    assert keeping.forget(at=NOW) == (1, 2)
    assert set(RenderedPart.objects.all()) == {fresh}
    assert set(Pack.objects.all()) == {last, issued}
    assert (stores.get(shared), stores.get(issued.public_key), stores.get(fresh.key)) == (
        b"shared",
        b"issued",
        b"a part",
    )
    for key in (old.key, gone.public_key):
        with pytest.raises(FileNotFoundError):
            stores.get(key)
    assert twin.pk not in Pack.objects.values_list("pk", flat=True)


def test_a_second_night_finds_nothing_to_do(clerk, panel_body):
    pack(make.meeting(clerk, of=panel_body), LONG_AGO, stores.put(b"only", folder="packs"))
    assert keeping.forget(at=NOW) == (0, 0)
