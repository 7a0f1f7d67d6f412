"""A body is renamed, its successor takes over: what was issued keeps the old name, what comes prints the new."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pcc_portal.accounts.actions import offices
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import bodies, packs
from pcc_portal.meetings.models import Body, BodyName, Meeting
from pcc_portal.meetings.printing.front import FrontMatter, front_part, items_part
from pcc_portal.meetings.queries import agenda_of, inputs_of, substance_of
from pcc_portal.meetings.states import ItemKind
from tests.accounts.test_offices import SAID
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.packs import built, issued

SUCCESSOR = date(2028, 5, 8)
NEW = {
    "name": "Policing and Crime Board",
    "short_name": "Policing Board",
    "signatory": "Ines Okafor",
    "signatory_post": "Proper Officer",
}


@pytest.fixture
def old(clerk):
    """Issued before the successor, with a paper that names its author's post."""
    meeting = meetings.meeting(clerk, held_on=date(2028, 5, 4))
    item = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
    meetings.written(item, clerk, author="Helen Marsh", author_role="Police and Crime Commissioner")
    return issued(meeting, clerk)


def renamed(by):
    return bodies.rename(Body.objects.get(slug="pcp"), from_on=SUCCESSOR, by=by, at=NOW, **NEW)


def fresh(meeting):
    return Meeting.objects.select_related("body").get(pk=meeting.pk)


def test_a_successor_prints_its_own_name_and_old_papers_keep_theirs(old, clerk, administrator, client):
    offices.follow(from_on=date(2024, 5, 9), by=administrator, at=NOW, **SAID)
    offices.follow(from_on=SUCCESSOR, by=administrator, at=NOW, **SAID | {"name": "Policing Board Office"})
    later = meetings.meeting(clerk, held_on=date(2028, 6, 1))
    before = inputs_of(later), substance_of(later)
    renamed(administrator)
    later, past = fresh(later), fresh(old)
    assert (str(past), str(later)) == ("Panel, 4 May 2028", "Policing Board, 1 June 2028")
    assert (inputs_of(later), substance_of(later)) != before  # a pack that was built is old now
    front = front_part(FrontMatter.gather(later)).html
    assert "<h1>Policing and Crime Board</h1>" in front
    assert "<h1>Police and Crime Panel</h1>" in front_part(FrontMatter.gather(past)).html
    assert "Ines Okafor" in items_part(FrontMatter.gather(later), agenda_of(later), {}).html
    offices_printed = [FrontMatter.gather(one).office.name for one in (past, later)]
    assert offices_printed == ["Police and Crime in Ardenshire", "Policing Board Office"]
    shown = client.get(old.path).text
    assert "Police and Crime Panel, Thursday 4 May 2028" in shown
    assert "Helen Marsh, Police and Crime Commissioner" in shown
    issued(later, clerk)
    assert "Policing and Crime Board, Thursday 1 June 2028" in client.get(later.path).text
    assert Release.objects.get(kind="meetings.pack", collection=later.ref).title.startswith(
        "Pack: Policing and Crime Board"
    )


def test_a_query_is_asked_for_no_name(old, clerk, administrator, django_assert_num_queries):
    renamed(administrator)
    meetings.meeting(clerk, held_on=date(2028, 6, 1))
    with django_assert_num_queries(1):
        said = [str(one) for one in Meeting.objects.select_related("body").order_by("held_on")]
    assert said == ["Panel, 4 May 2028", "Policing Board, 1 June 2028"]


def test_the_copy_on_the_body_is_what_the_rows_say(panel_body, administrator):
    renamed(administrator)
    bodies.rename(
        panel_body, from_on=date(2027, 5, 1), by=administrator, at=NOW, **NEW | {"name": "In between"}
    )
    bodies.rename(panel_body, from_on=SUCCESSOR, by=administrator, at=NOW, **NEW | {"name": "Put right"})
    body = Body.objects.get(pk=panel_body.pk)
    assert [row["name"] for row in body.names] == list(BodyName.objects.values_list("name", flat=True))
    named = [
        body.named_on(day).name for day in (date(2027, 4, 30), date(2027, 5, 1), date(2028, 5, 7), SUCCESSOR)
    ]
    assert named == ["Police and Crime Panel", "In between", "In between", "Put right"]


def test_constraints(panel_body, administrator):
    renamed(administrator)
    with pytest.raises(IntegrityError, match="one_name_of_a_body_from_a_day"), transaction.atomic():
        BodyName.objects.create(body=panel_body, from_on=SUCCESSOR, name="x", short_name="x")
    with pytest.raises(IntegrityError, match="body_has_a_name"), transaction.atomic():
        BodyName.objects.create(body=panel_body, from_on=date(2030, 1, 1), name="", short_name="x")


def test_the_front_sheet_carries_the_logo_of_the_day(clerk, meeting, administrator):
    from pcc_portal.documents import stores

    key = stores.put(b"\x89PNG", store=stores.PUBLIC, folder="logos")
    logo = offices.Logo(key, "a" * 64, "image/png")
    offices.follow(from_on=date(2024, 5, 9), logo=logo, by=administrator, at=NOW, **SAID)
    part = front_part(FrontMatter.gather(fresh(meeting)))
    assert part.assets == {"aaaaaaaaaaaaaaaa.png": b"\x89PNG"}
    assert 'src="part:aaaaaaaaaaaaaaaa.png"' in part.html


def test_the_packs_title_names_it(clerk, administrator):
    later = meetings.meeting(clerk, held_on=date(2028, 6, 1))
    renamed(administrator)
    made = packs.merge(built(fresh(later)), fresh(later), draft=True, at=NOW)
    assert made.public_pages


def test_the_administrator_renames_a_body(client, panel_body, administrator):
    client.force_login(administrator)
    there = reverse("panel:body-rename", args=[panel_body.pk])
    assert "Police and Crime Panel" in client.get(there).text
    assert client.post(there, NEW | {"from_on": "2028-05-08"}).status_code == 303
    assert "From 8 May 2028: <b>Policing and Crime Board</b>" in client.get(reverse("panel:names")).text
