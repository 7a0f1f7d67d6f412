"""The office by date: names, logo and colours that people can read."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from pcc_portal.accounts import colours
from pcc_portal.accounts.actions import offices
from pcc_portal.accounts.models import Office
from pcc_portal.documents import stores
from tests.factories.days import NOW

SAID = {
    "name": "Police and Crime in Ardenshire",
    "publisher": "Published by the council.",
    "help_name": "Priya Nair",
    "help_role": "clerk to the Panel",
    "help_phone": "01632 960101",
    "help_email": "clerk@county.example",
    "help_hours": "9am to 5pm",
    "brand": "#12355B",
    "link": "#1457a8",
}
FIRST, SUCCESSOR = date(2024, 5, 9), date(2028, 5, 8)


@pytest.fixture
def first(administrator):
    return offices.follow(from_on=FIRST, by=administrator, at=NOW, **SAID)


def png(colour="navy"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#12355b", "#ffffff", 12.5),
    ],
)
def test_contrast(one, other, ratio):
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.1)


@pytest.mark.parametrize("colour", ["#ffd43b", "#777777", "red", "#12355", "#12355b; } body {", ""])
def test_what_nobody_can_read_or_is_no_colour_is_refused(colour):
    with pytest.raises(colours.Unreadable):
        colours.checked(colour, colours.WHITE, colours.BAND)


def test_a_successor_speaks_from_its_day_and_the_old_one_until_the_day_before(first, administrator):
    offices.follow(from_on=SUCCESSOR, by=administrator, at=NOW, **SAID | {"name": "Policing Board"})
    names = [Office.objects.on(day).get().name for day in (date(2028, 5, 7), SUCCESSOR)]
    assert names == ["Police and Crime in Ardenshire", "Policing Board"]


@pytest.mark.parametrize("day", [FIRST, date(2024, 1, 1)])
def test_no_two_offices_speak_on_a_day(first, administrator, day):
    with pytest.raises(offices.DayTaken):
        offices.follow(from_on=day, by=administrator, at=NOW, **SAID)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"brand": "red"}, "office_colours_are_colours"),
        ({"logo_key": "x"}, "office_logo_is_whole"),
        ({"logo_key": "x", "logo_sha256": "x", "logo_type": "image/svg+xml"}, "office_logo_is_whole"),
    ],
)
def test_the_database_says_no_too(first, changed, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Office.objects.update(**changed)


def test_one_office_at_a_time(first):
    with pytest.raises(IntegrityError, match="one_office_at_a_time"), transaction.atomic():
        Office.objects.create(**SAID | {"brand": "#12355b"}, from_on=date(2025, 1, 1))


# Pages


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def test_an_office_is_set_up_with_its_logo_and_colours(as_administrator, first, client):
    sent = SAID | {"brand": "#5b1235", "logo": SimpleUploadedFile("logo.png", png() + b"trailing bytes")}
    there = reverse("panel:office-correct", args=[first.pk])
    assert 'enctype="multipart/form-data"' in as_administrator.get(there).text  # or no browser sends the file
    assert as_administrator.post(there, sent).status_code == 303
    office = Office.objects.get()
    assert (office.brand, office.logo_type) == ("#5b1235", "image/png")
    kept = stores.get(office.logo_key, store=stores.PUBLIC)
    assert b"trailing" not in kept
    client.logout()
    home = client.get("/").text
    sheet = reverse("panel:theme", args=[office.pk, office.theme_version])
    logo = reverse("panel:theme-logo", args=[office.logo_name])
    assert sheet in home
    assert logo in home
    css = client.get(sheet)
    assert "--brand: #5b1235;" in css.text
    assert css.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(logo).content == kept
    assert client.get(reverse("panel:theme", args=[office.pk, "0" * 12])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"brand": "#ffd43b"}, "people need 4.5 to 1"),
        ({"link": "blue"}, "six figures"),
        (
            {"logo": SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")},
            "no PNG or JPEG",
        ),
        ({"logo": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\nnot a picture")}, "no PNG or JPEG"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    as_administrator, first, changed, words
):
    answer = as_administrator.post(reverse("panel:office-correct", args=[first.pk]), SAID | changed)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert "Published by the council." in answer.text


def test_a_new_office_from_a_day_on(as_administrator, first):
    there = reverse("panel:office-follow")
    taken = as_administrator.post(there, SAID | {"from_on": "2024-05-09"})
    assert (taken.status_code, "Correct that one instead" in taken.text) == (422, True)
    assert as_administrator.post(there, SAID | {"from_on": "2028-05-08"}).status_code == 303
    assert "From 8 May 2028" in as_administrator.get(reverse("panel:names")).text
