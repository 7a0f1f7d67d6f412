"""The Board's own people and everyone else, at each address of its meetings; and no closed word in any public byte."""

import pytest
from django.urls import reverse

from pcc_portal.documents.models import Release
from pcc_portal.meetings.urls import of_a_meeting
from tests.access.answer import Answer
from tests.access.scene import client_of, undone

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")

# Those that name nothing but the meeting, and can be read.
PLAIN = sorted(
    str(path.name)
    for path in of_a_meeting
    if "<" not in str(path.pattern) and path.name != "attendance-answer"
)
PUBLIC = {"meeting", "pack", "versions", "minutes-file"}
NOBODYS = {"meeting-now"}  # where it is, is told of meetings that are open to everyone
OF_THE_BOARD = ("minutes-read", "record", "explain")
BY_PARTIES = ("approval",)


def status(client, url):
    with undone():
        return client.get(url).status_code


@pytest.mark.slow
@pytest.mark.parametrize("name", PLAIN)
def test_a_meeting_of_the_board_is_its_officers(look, name):
    """Of a draft nobody else knows; of an issued one everyone reads what was issued and nobody works on it."""
    draft, issued = (reverse(f"meetings:{name}", args=[m.ref]) for m in (look.board_draft, look.board))
    assert draft.startswith("/governance/meetings/gpb-")
    for who in ("clerk", "panel_member", "officer", "chief_constable", "stranger"):
        client = look.clients[who]
        assert (who, status(client, draft)) in {(who, 404), (who, 405)}
        expected = {200} if name in PUBLIC else {403, 404, 405}
        assert status(client, issued) in expected, who
    officer = client_of(look.board_people.officer)
    if name not in NOBODYS:
        assert status(officer, issued) in {200, 303, 405, 404 if name == "member-pack" else 200, 409}


@pytest.mark.slow
def test_the_pages_of_its_minutes_are_its_officers_and_approval_its_peoples(look):
    of = look.board_people
    for name in OF_THE_BOARD:
        url = reverse(f"governance:{name}", args=[look.board.ref])
        seen = {who: status(client_of(getattr(of, who)), url) for who in ("officer", "pcc", "cc")}
        assert seen == {"officer": 200, "pcc": 403, "cc": 403}
    for name in BY_PARTIES:
        url = reverse(f"governance:{name}", args=[look.board.ref])
        for who in ("officer", "pcc", "chief", "cc"):
            assert status(client_of(getattr(of, who)), url) == 200
        assert status(look.clients["chief_constable"], url) == 404


@pytest.mark.slow
def test_minutes_from_word_are_its_officers_and_nobody_elses(look):
    of, file = look.board_people, look.papers["board minutes file"]
    addresses = [reverse("governance:minutes-in"), reverse("governance:minutes-file-in", args=[file.pk])]
    seen = {who: {status(client_of(getattr(of, who)), url) for url in addresses} for who in ("officer", "pcc", "chief", "cc")}  # fmt: skip
    assert seen == {"officer": {200}, "pcc": {404}, "chief": {404}, "cc": {404}}


@pytest.mark.slow
def test_the_address_of_the_panel_has_no_meeting_of_the_board(look):
    client = client_of(look.board_people.officer)
    assert status(client, f"/panel/meetings/{look.board.ref}/") == 404
    assert status(client, f"/governance/meetings/{look.issued.ref}/") == 404
    assert status(client, f"/governance/meetings/{look.board.ref}/minutes/confirm/") == 404


@pytest.mark.slow
def test_no_closed_word_is_in_a_public_byte_of_the_board(look):
    """Pages as a visitor reads them, and every file that was let out, unpacked."""
    hidden = [canary for canary in look.canaries if canary.field.startswith("the Board")]
    assert len(hidden) == len({canary.word for canary in hidden}) >= 6
    rows = Release.objects.filter(collection=look.board.ref)
    assert {"meetings.minutes", "meetings.minutes_file"} <= {row.kind for row in rows}
    anon = look.clients["anon"]
    words = [
        Answer.of(anon.get(reverse(f"meetings:{name}", args=[look.board.ref]))).words
        for name in sorted(PUBLIC)
    ]
    words += [str(rows.values_list()), *(row.text.html for row in rows if hasattr(row, "text"))]
    assert any("Thefts have fallen" in said for said in words)
    assert [c.field for c in hidden for said in words if c.word in said] == []
