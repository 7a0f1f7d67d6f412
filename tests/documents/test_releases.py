"""What is let out is frozen, chained and superseded; what is withdrawn is gone from everything public at once."""

from datetime import date, timedelta

import pytest

from pcc_portal.audit.models import Event
from pcc_portal.documents import chain, stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText
from tests.factories.days import NOW, moment

LATER = NOW + timedelta(days=1)


def let_out(document, clerk, *, html="<p>Words</p>", at=NOW, **more):
    content = more.pop("content", None) or Content(html=html)
    given = {"collection": "pcp-2026-12-17", "title": "A paper", "rule": "a rule"} | more
    return releases.release("test.paper", subject=document, content=content, by=clerk, at=at, **given)


def test_release_keeps_text_and_pictures(document, clerk):
    content = Content(
        html="<p>Words</p>",
        contents=[[1, "1", "Introduction", "b-1", "5"]],
        pages=[{"label": "5", "blocks": [], "text": "Words"}],
        files={"a.png": ("image/png", b"picture")},
    )
    row = let_out(document, clerk, content=content, on=date(2026, 12, 17), facts={"item": "4"})
    assert (row.version, row.sha256, row.size) == (1, stores.sha256(b"<p>Words</p>"), 12)
    assert (row.text.html, row.text.contents[0][2], row.text.pages[0]["label"]) == (
        "<p>Words</p>",
        "Introduction",
        "5",
    )
    assert [(f.name, stores.get(f.store_key, store=stores.PUBLIC)) for f in row.files.all()] == [
        ("a.png", b"picture")
    ]


def test_release_of_bytes_goes_to_the_public_store(document, clerk):
    row = let_out(document, clerk, content=Content(data=b"%PDF-", suffix=".pdf"))
    assert stores.get(row.store_key, store=stores.PUBLIC) == b"%PDF-"
    assert (row.size, row.sha256, hasattr(row, "text")) == (5, stores.sha256(b"%PDF-"), False)


def test_the_name_of_a_file_tells_nothing(document, clerk):
    row = let_out(
        document, clerk, title="Complaint of Mr Thistlewood", content=Content(data=b"x", suffix=".pdf")
    )
    folder, name = row.store_key.split("/")
    assert (folder, len(name), name.endswith(".pdf")) == ("releases", 36, True)


def test_a_new_version_supersedes_and_alters_nothing(document, clerk):
    first = let_out(document, clerk, html="<p>One</p>")
    second = let_out(document, clerk, html="<p>Two</p>", at=LATER)
    assert list(Release.objects.live()) == [second]
    first.refresh_from_db()
    assert (first.superseded_at, first.text.html) == (LATER, "<p>One</p>")
    assert (second.version, second.previous_hash) == (2, first.chain_hash)


def test_withdraw_takes_it_out_of_everything_that_reads_releases(document, clerk):
    row = releases.withdraw(let_out(document, clerk), by=clerk, at=LATER, reason="Wrong figures")
    assert list(Release.objects.live()) == []
    event = Event.objects.first()
    assert (event.kind, event.facts, event.thread) == (
        "documents.release.withdrawn",
        {"reason": "Wrong figures"},
        "pcp-2026-12-17",
    )
    assert (row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason) == (LATER, clerk, "Wrong figures")


def test_withdrawn_twice_the_first_reason_stands(document, clerk):
    row = let_out(document, clerk)
    releases.withdraw(row, by=clerk, at=LATER, reason="Wrong figures")
    again = releases.withdraw(row, by=clerk, at=LATER + timedelta(days=1), reason="Other words")
    assert (again.withdrawn_at, again.withdrawn_reason) == (LATER, "Wrong figures")
    assert Event.objects.filter(kind="documents.release.withdrawn").count() == 1


def test_after_withdrawing_the_next_version_is_live(document, clerk):
    releases.withdraw(let_out(document, clerk), by=clerk, at=NOW, reason="Wrong figures")
    again = let_out(document, clerk, html="<p>Right</p>", at=LATER)
    assert (list(Release.objects.live()), again.version) == ([again], 2)


# The chain


@pytest.fixture
def three(document, clerk):
    """Three releases; the second in summer time, the third withdrawn later."""
    first = let_out(document, clerk, facts={"first": "5", "pages": 3})
    second = let_out(document, clerk, html="<p>Two</p>", at=moment(2027, 6, 1))
    third = let_out(document, clerk, content=Content(data=b"%PDF-"), at=moment(2027, 6, 2))
    releases.withdraw(third, by=clerk, at=moment(2027, 6, 3), reason="Wrong figures")
    return first, second, third


def test_chain_holds(three):
    assert list(chain.broken()) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another title"},
        {"facts": {"first": "7", "pages": 3}},
        {"released_at": LATER},
        {"rule": "no rule"},
        {"sha256": "0" * 64},
        {"collection": "elsewhere"},
    ],
)
def test_a_row_altered_later_shows(three, changed):
    Release.objects.filter(pk=three[0].pk).update(**changed)
    assert [row.pk for row in chain.broken()] == [three[0].pk]


def test_a_text_altered_later_shows(three):
    ReleasedText.objects.filter(release=three[1]).update(html="<p>Two, and more</p>")
    assert [row.pk for row in chain.broken()] == [three[1].pk]


def test_bytes_altered_later_show(three):
    Release.objects.filter(pk=three[2].pk).update(
        store_key=stores.put(b"other", store=stores.PUBLIC, folder="releases")
    )
    assert [row.pk for row in chain.broken()] == [three[2].pk]


def test_a_row_taken_out_shows(three):
    ReleasedFile.objects.all().delete()
    ReleasedText.objects.filter(release=three[1]).delete()
    Release.objects.filter(pk=three[1].pk).delete()
    assert [row.pk for row in chain.broken()] == [three[2].pk]
