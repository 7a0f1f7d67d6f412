"""The clerk's forms: errors at their field, nothing typed lost, strange values answered in words, pieces equal to pages."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import Holding, Post
from pcc_portal.meetings.actions import items
from pcc_portal.meetings.models import Item, Meeting, Paper, Sitting
from tests.factories import meetings, people
from tests.factories.days import NOW
from tests.meetings.reading import numbers

pytestmark = pytest.mark.slow
HTMX = {"HX-Request": "true"}


@pytest.fixture
def line(meeting, clerk):
    return meetings.item(meeting, clerk, title="Budget", kind="papers")


@pytest.fixture
def own(line, clerk):
    return meetings.written(line, clerk, title="Budget report", accepted=False)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def decides(meeting):
    post = Post.objects.create(title="Monitoring Officer", organisation=meeting.body.host)
    return Holding.objects.create(
        post=post, person=meetings.officer_of_the_council(), from_on=NOW.date()
    ).person


def test_a_member_of_the_body_is_not_offered_as_its_proper_officer(
    desk, meeting, line, decides, panel_member
):
    """LGA 1972 s100B(2): an officer leaves a report out, whatever other post a councillor holds in the council."""
    chair = Post.objects.create(title="Chair of the Panel", organisation=meeting.body.host)
    Holding.objects.create(post=chair, person=panel_member.person, from_on=NOW.date())
    (seat,) = meetings.seats(meeting.body, "north")
    Sitting.objects.create(seat=seat, person=panel_member.person, from_on=NOW.date())
    offered = desk.get(at("item-exempt", meeting.ref, line.pk)).context["form"].fields["proper_officer"]
    assert list(offered.queryset) == [decides]


def test_a_note_is_not_counted_as_a_thing_to_do(desk, meeting, clerk, line):
    meetings.uploaded(line, clerk)
    response = desk.get(at("meeting", meeting.ref))
    assert [(row.to_do, len(row.flags)) for row in response.context["desk"].rows] == [(0, 1)]
    assert ("1 note" in response.text, "to do<" in response.text) == (True, False)


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


def forms_of(meeting, line, own):
    """Address -> what is typed wrongly, and which fields are wrong."""
    good = "Words that must not be lost"
    ref = meeting.ref
    grounds = {"reasons_for": good, "review_on": "2020-01-01"}
    wrong_grounds = ["paragraphs", "reasons_against", "proper_officer", "review_on"]
    cover = {"author": good, "role": "nonsense", "marking": "official"}
    return {
        at("item-add", ref): ({"purpose": good, "kind": "papers"}, ["public_title"]),
        at("item", ref, line.pk): ({"purpose": good, "kind": "nonsense"}, ["public_title", "kind"]),
        at("item-exempt", ref, line.pk): (grounds, wrong_grounds),
        at("paper-exempt", ref, own.pk): (grounds, wrong_grounds),
        at("paper-add", ref, line.pk): (
            cover | {"how": "to_follow"},
            ["public_title", "role", "organisation", "due_on"],
        ),
        at("paper", ref, own.pk): (cover, ["public_title", "role"]),
        at("paper-await", ref, own.pk): ({"state": "to_follow"}, ["due_on"]),
        at("paper-return", ref, own.pk): ({"reason": "  "}, ["reason"]),
        reverse("panel:meeting-call"): ({"venue": good, "starts_at": "late"}, ["held_on", "starts_at"]),
    }


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(desk, meeting, line, own):
    for url, (typed, wrong) in forms_of(meeting, line, own).items():
        response = desk.post(url, typed)
        text = response.text
        assert response.status_code == 422, url
        assert sorted(set(re.findall(r'id="id_(\w+)_error"', text))) == sorted(wrong), url
        assert "There is a problem" in text
        assert re.search(r"<title>\s*Error: ", text) or "workspace" in text, url
        for name in wrong:
            assert re.search(rf'aria-describedby="[^"]*\bid_{name}_error\b', text), (url, name)
            assert re.search(rf'<li><a href="#id_{name}">', text), (url, name)
        kept = [value for value in typed.values() if value == "Words that must not be lost"]
        assert all(value in text for value in kept), url


def test_a_piece_is_a_piece_of_its_page(desk, meeting, line, own):
    """Asked for by htmx, each page answers with the piece of itself that changes; in both, tokens are blanked."""
    pages = [
        *forms_of(meeting, line, own),
        at("meeting", meeting.ref),
        at("meeting-issue", meeting.ref),
        at("paper-upload", meeting.ref, own.pk),
    ]
    whole_only = {at("paper", meeting.ref, own.pk)}  # no piece of it is asked for
    for url in pages:
        whole, piece = desk.get(url), desk.get(url, headers=HTMX)
        assert (whole.status_code, piece.status_code) == (200, 200), url
        if url in whole_only:
            assert "<html" in piece.text
        else:
            assert ("<html" in piece.text, blank(piece.text) in blank(whole.text)) == (False, True), url
            assert "HX-Request" in piece.headers["Vary"]


def blank(text):
    return re.sub(r'(csrfmiddlewaretoken|key)" value="[\w-]+', "", text).strip()


def test_head_answers_as_get_does(desk, meeting, line, own):
    for url in [*forms_of(meeting, line, own), at("meeting", meeting.ref), "/", "/panel/", "/my/"]:
        response = desk.head(url)
        assert (response.status_code, response.content) == (200, b""), url


def test_a_button_pressed_with_htmx_is_told_where_to_go(desk, meeting, line):
    response = desk.post(at("item-move", meeting.ref, line.pk), {"move": "up"}, headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, at("item", meeting.ref, line.pk))


LONG = "x" * 5000
STRANGE = [
    "\x00",
    "a\x00b",
    LONG,
    "\ud83d\ude80".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u202eabc",
    "'\"<>&",
    "{{ 7 }}",
]
DAYS = ["0001-01-01", "9999-12-31", "0026-09-17", "2026-02-30", "17/09/2026", "tomorrow", "\x00", "-1"]


@pytest.mark.parametrize(
    "title", STRANGE, ids=["null", "null within", "long", "emoji", "direction", "marks", "braces"]
)
def test_strange_titles_are_kept_whole_or_refused_in_words(desk, meeting, line, own, title):
    places = [
        (at("item-add", meeting.ref), {"kind": "none", "parent": ""}),
        (at("item", meeting.ref, line.pk), {"kind": "none"}),
        (at("paper", meeting.ref, own.pk), {"role": "report", "marking": "none"}),
    ]
    kept = "\x00" not in title and len(title) <= 300
    for url, rest in places:
        response = desk.post(url, rest | {"public_title": title})
        assert response.status_code == (303 if kept else 422), url
    assert (Paper.objects.get(pk=own.pk).public_title == title) is kept
    assert desk.get(at("meeting", meeting.ref)).status_code == 200


@pytest.mark.parametrize("day", DAYS)
def test_strange_days_are_refused_in_words(desk, meeting, own, decides, day):
    grounds = {
        "paragraphs": ["1"],
        "reasons_for": "x",
        "reasons_against": "y",
        "proper_officer": decides.pk,
        "review_on": day,
    }
    cover = {"public_title": "x", "role": "report", "marking": "none", "report_on": day}
    places = [
        (reverse("panel:meeting-call"), {"held_on": day, "starts_at": "14:00", "venue": "x"}),
        (at("paper-exempt", meeting.ref, own.pk), grounds),
        (at("paper", meeting.ref, own.pk), cover),
        (at("paper-await", meeting.ref, own.pk), {"state": "to_follow", "due_on": day}),
    ]
    meant = day == "17/09/2026"  # a day typed as people here write it
    statuses = [desk.post(url, data).status_code for url, data in places]
    # A meeting on a day that is past is asked about; the other days are only wrong.
    assert statuses == ([409, 422, 303, 303] if meant else [422] * 4)
    assert desk.get(reverse("panel:my")).status_code == 200


def test_a_meeting_is_called_for_a_day_to_come(desk, panel_body):
    today = timezone.localdate()
    said = {}
    for days in (-1, 0, 3 * 366 + 1):
        typed = {"held_on": today + timedelta(days=days), "starts_at": "14:00", "venue": "x"}
        response = desk.post(reverse("panel:meeting-call"), typed)
        said[days] = re.findall(r'id="id_held_on_error">(.*?)<', response.text) or response.status_code
    assert said == {
        -1: 409,  # asked whether it is recorded afterwards
        0: 303,
        3 * 366 + 1: ["This day is more than three years away. Check the year."],
    }


@pytest.mark.parametrize("value", ["0", "-1", "99999999999999999999", "x", "\x00", "1; drop table", ""])
def test_organisations_and_people_that_are_none(desk, meeting, line, own, value):
    cover = {"public_title": "x", "role": "report", "marking": "none", "how": "write", "organisation": value}
    grounds = {"paragraphs": ["1"], "reasons_for": "x", "reasons_against": "y", "review_on": "2099-01-01"}
    statuses = [
        desk.post(at("paper-add", meeting.ref, line.pk), cover).status_code,
        desk.post(at("paper-exempt", meeting.ref, own.pk), grounds | {"proper_officer": value}).status_code,
        desk.post(
            at("item-exempt", meeting.ref, line.pk), grounds | {"paragraphs": [value or "8"]}
        ).status_code,
    ]
    assert statuses == [422] * 3


def test_addresses_of_nothing(desk, meeting):
    urls = [
        at("item", meeting.ref, uuid4()),
        at("paper", meeting.ref, uuid4()),
        at("draft-pack", meeting.ref, "staff"),
        at("draft-pack", meeting.ref, "public"),
        at("picture", meeting.ref, "\x00"),
        at("picture", meeting.ref, "a\x00.png"),
        at("page-picture", meeting.ref, "9" * 5000),
        at("page-picture", meeting.ref, "E" + "9" * 5000),
        at("page-picture", meeting.ref, "E"),
        at("meeting", "x" * 2000),
        reverse("panel:meetings") + "?page=%00",
    ]
    assert [desk.get(url).status_code for url in urls] == [404] * 10 + [200]


class TestWhere:
    """A sub-item stands under an open main item of its own agenda, whatever the browser sends."""

    def add(self, desk, meeting, parent):
        return desk.post(
            at("item-add", meeting.ref),
            {"public_title": "Part", "kind": "none", "parent": getattr(parent, "pk", parent)},
        )

    @pytest.fixture
    def refused(self, clerk, meeting, line):
        """What may not be a parent: of another meeting, of another panel, exempt, a part, the resolution, nothing."""
        elsewhere = meetings.meeting(clerk, held_on=meeting.held_on + timedelta(days=1))
        another = meetings.body("other-panel")
        theirs = people.holder("panel_clerk", another.organisation, "Una", "Tranter")
        private = meetings.item(meeting, clerk)
        items.exempt(private, meetings.grounds(1), by=clerk, at=NOW)
        return {
            "another meeting's": meetings.item(elsewhere, clerk),
            "another panel's": meetings.item(meetings.meeting(theirs, of=another), theirs),
            "exempt": Item.objects.get(pk=private.pk),
            "a part": meetings.item(meeting, clerk, parent=line),
            "the resolution": Item.objects.get(meeting=meeting, kind="exclusion"),
            "none": uuid4(),
            "no id": "x",
            "null": "\x00",
        }

    def test_refused_beside_the_field(self, desk, meeting, refused):
        before = numbers(meeting)
        for what, parent in refused.items():
            response = self.add(desk, meeting, parent)
            assert (response.status_code, 'id="id_parent_error"' in response.text) == (422, True), what
        assert (numbers(meeting), Item.objects.filter(public_title="Part").count()) == (before, 0)

    def test_under_an_open_item(self, desk, meeting, line):
        assert self.add(desk, meeting, line).status_code == 303
        assert numbers(meeting)[-1] == "1(1) Part"

    def test_an_item_of_another_meeting_is_not_reached_by_this_ones_address(self, desk, meeting, refused):
        theirs = refused["another meeting's"]
        for name in ("item-move", "item-remove", "item", "item-exempt"):
            assert desk.post(at(name, meeting.ref, theirs.pk), {"public_title": "x"}).status_code == 409
        assert desk.get(at("item", meeting.ref, theirs.pk)).status_code == 404
        assert Item.objects.get(pk=theirs.pk).public_title == theirs.public_title

    def test_a_paper_of_another_meeting_is_not_reached_by_this_ones_address(
        self, desk, clerk, meeting, refused
    ):
        theirs = meetings.written(refused["another meeting's"], clerk)
        for name in ("paper", "paper-original", "paper-write"):
            assert desk.get(at(name, meeting.ref, theirs.pk)).status_code == 404
        for name in ("paper-remove", "paper-accept", "paper-move"):
            assert desk.post(at(name, meeting.ref, theirs.pk)).status_code == 409
        assert Paper.objects.filter(pk=theirs.pk).exists()
        assert Meeting.objects.filter(ref=meeting.ref).exists()
