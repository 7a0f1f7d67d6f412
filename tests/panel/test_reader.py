"""A member reads: the papers one by one, with notes that are theirs alone, their place, and what changed since."""

import re

import pytest
from django.urls import reverse

from panel.models import Anchor, Note, Reading
from panel.states import AnchorState
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.meetings.actions import papers, withdrawals
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.printing import press
from pcc_portal.writing.actions import blocks
from tests.factories import after, meetings
from tests.factories.days import NOW
from tests.panel import released


@pytest.fixture
def plain_press(monkeypatch):
    made = after.PlainPress()
    monkeypatch.setattr(press, "lay_out", made)
    return made


@pytest.fixture
def issued(clerk):
    """An open report, an upload of three sides, and an exempt paper."""
    return released.let_out(after.agenda(meetings.meeting(clerk), clerk), clerk)


@pytest.fixture
def really_issued(clerk, plain_press):
    """The same with its packs, so that something can come after it."""
    return after.issue(after.agenda(meetings.meeting(clerk), clerk), clerk)


@pytest.fixture
def member(client, panel_member):
    client.force_login(panel_member)
    return client


def paper(issued, title):
    return Paper.objects.get(item__meeting=issued, public_title=title)


def url(issued, name, *args):
    return reverse(f"panel:{name}", args=[issued.ref, *args])


def block_of(issued, title, words):
    html = Release.objects.live().get(kind="meetings.paper", title__contains=title).text.html
    return re.search(rf'id="(b-[0-9a-f-]+)">[^<]*{words}', html)[1]


def write(member, issued, on, block, **said):
    return member.post(url(issued, "note-write", on.pk), {"block": block, **said})


def test_the_list_names_every_paper_that_this_reader_may_read(member, issued):
    said = member.get(url(issued, "reader")).text
    assert [title for title in ("The report", "The plan", "A complaint") if title in said] == [
        "The report",
        "The plan",
        "A complaint",
    ]


def test_one_who_may_not_read_the_exempt_part_finds_no_exempt_paper(client, issued, stranger):
    client.force_login(stranger)
    assert "A complaint" not in client.get(url(issued, "reader")).text
    assert client.get(url(issued, "reader-paper", paper(issued, "A complaint").pk)).status_code == 404


def test_a_note_stands_behind_its_paragraph_and_the_paper_is_as_it_was(member, issued):
    report = paper(issued, "The report")
    block = block_of(issued, "The report", "Open words")
    answer = write(member, issued, report, block, words="Which seven?", quote="words")
    assert answer.status_code == 303
    said = member.get(answer.headers["Location"]).text
    assert re.search(r'Open <mark class="mine">words</mark>\.</p>\s*<div class="note note--mine"', said)
    assert "Which seven?" in said
    assert "Which seven?" in member.get(url(issued, "reader")).text


def test_a_paragraph_of_an_upload_can_be_written_beside(member, issued):
    plan = paper(issued, "The plan")
    page = re.search(r'id="p(\d+)"', Release.objects.live().get(title="The plan").text.html)[1]
    form = member.get(url(issued, "note-write", plan.pk), {"page": page})
    block = re.search(r'name="block" value="([^"]+)"', form.text)[1]
    assert write(member, issued, plan, block, words="Costed?").status_code == 303
    assert "Costed?" in member.get(url(issued, "reader-paper", plan.pk)).text


def test_nobody_else_reads_a_note_or_learns_that_there_is_one(
    member, issued, panel_chair, clerk, administrator
):
    report = paper(issued, "The report")
    write(member, issued, report, block_of(issued, "The report", "Open words"), words="Which seven?")
    note = Note.objects.get()
    for other in (panel_chair, clerk, administrator):
        member.force_login(other)
        assert "Which seven?" not in member.get(url(issued, "reader")).text
        assert "Which seven?" not in member.get(url(issued, "reader-paper", report.pk)).text
        for address in ("note", "note-remove"):
            assert member.post(url(issued, address, note.pk), {"words": "x"}).status_code == 404
    note.refresh_from_db()
    assert note.words == "Which seven?"


def test_reading_and_writing_leave_no_record_for_others(member, issued):
    before = Event.objects.count()
    report = paper(issued, "The report")
    member.get(url(issued, "reader-paper", report.pk))
    write(member, issued, report, block_of(issued, "The report", "Open words"), words="Which seven?")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"block": "", "words": "x"}, "Choose the paragraph"),
        ({"block": "b-of-no-paper", "words": "x"}, "Select a valid choice"),
        ({"words": ""}, "Write a note, or give the words"),
        ({"words": "Kept.", "quote": "not in it"}, "do not stand in that paragraph"),
        ({"words": "x" * 20_001}, "at most 20000 characters"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(member, issued, said, words):
    report = paper(issued, "The report")
    data = {"block": block_of(issued, "The report", "Open words")} | said
    answer = member.post(url(issued, "note-write", report.pk), data)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert said.get("words", "") in answer.text
    assert not Note.objects.exists()


def test_sent_twice_it_is_one_note(member, issued):
    report = paper(issued, "The report")
    key = "3f2f7b1e-1a1a-4b4b-8c8c-0123456789ab"
    for _ in range(2):
        write(member, issued, report, block_of(issued, "The report", "Open words"), words="Once.", key=key)
    assert [str(note.pk) for note in Note.objects.all()] == [key]


def test_a_note_is_changed_and_taken_away_for_good(member, issued):
    report = paper(issued, "The report")
    write(member, issued, report, block_of(issued, "The report", "Open words"), words="First.")
    note = Note.objects.get()
    assert member.post(url(issued, "note", note.pk), {"words": "Second."}).status_code == 303
    assert "Second." in member.get(url(issued, "reader-paper", report.pk)).text
    assert member.post(url(issued, "note-remove", note.pk)).status_code == 303
    assert not Note.objects.exists()
    assert not Anchor.objects.exists()


def test_the_page_to_carry_on_at(member, issued):
    plan = paper(issued, "The plan")
    page = re.findall(r'id="p(\d+)"', Release.objects.live().get(title="The plan").text.html)[1]
    assert member.post(url(issued, "reading-stop", plan.pk), {"page": page}).status_code == 303
    assert f"Carry on at page {page}" in member.get(url(issued, "reader")).text
    member.post(url(issued, "reading-stop", plan.pk), {"page": "9999"})
    assert Reading.objects.get(paper=plan).page == page


def test_how_somebody_likes_to_read_is_kept(member, issued):
    member.post(reverse("panel:reading-choices"), {"text": "200", "space": "wide", "paper": "cream"})
    said = member.get(url(issued, "reader-paper", paper(issued, "The report").pk)).text
    assert '<html lang="en-GB" data-text="200" data-space="wide" data-paper="cream"' in said


def corrected(issued, clerk, *words, of="The report"):
    """A supplement with a paper that replaces another."""
    old = paper(issued, of)
    supplement = after.start(issued, clerk)
    made = meetings.written(
        old.item, clerk, title=f"{of}, corrected", words=words, supplement=supplement, replaces=old
    )
    after.let_out(supplement, clerk)
    return made


def test_notes_go_along_into_the_paper_that_replaces_theirs(member, really_issued, clerk):
    old = paper(really_issued, "The report")
    write(
        member,
        really_issued,
        old,
        block_of(really_issued, "The report", "Open words"),
        words="Which?",
        quote="Open words",
    )
    write(member, really_issued, old, block_of(really_issued, "The report", "Introduction"), words="Long.")
    new = corrected(really_issued, clerk, "Put in.", "Still some Open words here.")
    said = member.get(url(really_issued, "reader-paper", new.pk)).text
    assert 'Still some <mark class="mine">Open words</mark> here.' in said
    assert "Brought along" in said
    states = Anchor.objects.filter(paper=new).values_list("note__words", "state")
    assert dict(states) == {"Which?": AnchorState.MOVED, "Long.": AnchorState.MOVED}
    assert Anchor.objects.filter(paper=old).count() == 2


def test_a_paper_that_was_put_right_twice_has_the_notes_of_the_first(member, really_issued, clerk):
    old = paper(really_issued, "The report")
    block = block_of(really_issued, "The report", "Open words")
    write(member, really_issued, old, block, words="Which?", quote="Open words")
    corrected(really_issued, clerk, "Put in.", "Open words.")
    new = corrected(really_issued, clerk, "Put in.", "More.", "Open words.", of="The report, corrected")
    assert "Which?" in member.get(url(really_issued, "reader-paper", new.pk)).text
    assert Anchor.objects.count() == 3


def test_a_note_whose_words_are_gone_is_listed_beside_its_old_text(member, really_issued, clerk):
    old = paper(really_issued, "The report")
    write(
        member,
        really_issued,
        old,
        block_of(really_issued, "The report", "Open words"),
        words="Which?",
        quote="Open words",
    )
    new = corrected(really_issued, clerk, "Nothing is as it had been.")
    for _ in range(2):
        said = member.get(url(really_issued, "reader-paper", new.pk)).text
        assert "1 note whose words are no longer here" in said
        assert re.search(r"Which\? It stood on page \d+ beside: “Open words”", said)
    assert Anchor.objects.get(paper=new).state == AnchorState.LOST
    assert "Which?" in member.get(url(really_issued, "reader")).text


def test_what_changed_since_it_was_read_is_shown_until_it_is_read(member, really_issued, clerk):
    member.get(url(really_issued, "reader-paper", paper(really_issued, "The report").pk))
    new = corrected(really_issued, clerk, "Open words that were put right.", "One more.")
    assert "Changed since you read it" in member.get(url(really_issued, "reader")).text
    for _ in range(2):
        said = member.get(url(really_issued, "reader-paper", new.pk)).text
        assert "1 paragraph changed. 1 paragraph new." in said
        assert "<ins>words that were put right.</ins>" in said
    member.post(url(really_issued, "paper-seen", new.pk))
    assert "Changed since" not in member.get(url(really_issued, "reader-paper", new.pk)).text


def test_who_has_not_read_the_old_paper_is_told_of_no_change(member, really_issued, clerk):
    new = corrected(really_issued, clerk, "Open words that were put right.")
    assert "Changed since" not in member.get(url(really_issued, "reader-paper", new.pk)).text


def test_a_note_on_an_exempt_paper_that_was_withdrawn_is_not_dropped(member, really_issued, clerk):
    held = paper(really_issued, "A complaint")
    html = Withheld.objects.live().get(subject_id=str(held.pk)).html
    block = re.search(r'<p id="(b-[0-9a-f-]+)"', html)[1]
    write(member, really_issued, held, block, words="Ask the clerk.")
    withdrawals.withdraw(held, reason="Wrong name.", by=clerk, at=NOW)
    assert "Ask the clerk." in member.get(url(really_issued, "reader")).text
    said = member.get(url(really_issued, "reader-paper", held.pk)).text
    assert re.search(r"Ask the clerk\. It stood on page E\d+ beside: “Exempt words.”", said)
    assert member.get(url(really_issued, "note", Note.objects.get().pk)).status_code == 200


def test_a_member_no_longer_reads_nothing_of_the_exempt_part_not_even_in_their_notes(
    member, issued, panel_member
):
    held = paper(issued, "A complaint")
    html = Withheld.objects.live().get(subject_id=str(held.pk)).html
    block = re.search(r'<p id="(b-[0-9a-f-]+)"', html)[1]
    write(member, issued, held, block, words="Ask the clerk.")
    panel_member.grants.all().delete()
    assert "Ask the clerk." not in member.get(url(issued, "reader")).text
    assert member.get(url(issued, "note", Note.objects.get().pk)).status_code == 404


def test_of_a_paper_that_is_exempt_since_a_reader_from_elsewhere_keeps_their_own_words_alone(
    client, really_issued, clerk, member_of_another_panel
):
    """A member of another panel may read exempt papers there, and none here."""
    client.force_login(member_of_another_panel)
    report = paper(really_issued, "The report")
    block = block_of(really_issued, "The report", "Open words")
    write(client, really_issued, report, block, words="Mine.", quote="Open words")
    withdrawals.re_mark(report, meetings.grounds(1), reason="It names a person.", by=clerk, at=NOW)
    said = client.get(url(really_issued, "reader-paper", report.pk)).text
    assert "Mine." in said
    assert "Open words" not in said
    for name, key in (("reader", ()), ("note", (Note.objects.get().pk,))):
        assert "Open words" not in client.get(url(really_issued, name, *key)).text


def test_search_finds_pages_and_says_which(member, issued):
    found = member.post(url(issued, "reader-search"), {"q": "plan two"}).text
    assert "Found in 1 paper" in found
    assert re.search(r"<mark>Plan</mark> two|<mark>plan</mark> two", found, re.IGNORECASE)


def test_a_member_finds_exempt_words_by_the_form_and_never_by_an_address(member, issued, client, stranger):
    address = url(issued, "reader-search")
    assert "Found in 1 paper" in member.post(address, {"q": "exempt words"}).text
    assert "Nothing found" in member.get(address, {"q": "exempt words"}).text
    client.force_login(stranger)
    assert "Nothing found" in client.post(address, {"q": "exempt words"}).text


def test_a_visitor_finds_open_words_alone(client, issued):
    address = url(issued, "reader-search")
    assert "Found in 1 paper" in client.get(address, {"q": "open words"}).text
    assert "Nothing found" in client.get(address, {"q": "exempt words"}).text


@pytest.mark.parametrize("asked", ["", "a", '"', "\x00", "x" * 500, "(%s)"])
def test_search_takes_anything(member, issued, asked):
    assert member.post(url(issued, "reader-search"), {"q": asked}).status_code == 200


@pytest.mark.parametrize("notes", [1, 3])
def test_pages_cost_the_same_whatever_is_noted(member, issued, notes, django_assert_num_queries):
    report = paper(issued, "The report")
    for n in range(notes):
        write(member, issued, report, block_of(issued, "The report", "Open words"), words=f"Note {n}.")
    member.get(url(issued, "reader-paper", report.pk))
    with django_assert_num_queries(15):
        member.get(url(issued, "reader-paper", report.pk))


def test_a_text_of_many_blocks_is_written_beside_by_page(member, clerk):
    meeting = meetings.meeting(clerk)
    made = meetings.written(meetings.item(meeting, clerk, kind="papers"), clerk, title="Long", accepted=False)
    blocks.append(made.text, kind="recommendation", html="Agree the plan.", by=clerk, at=NOW)
    papers.accept(made, by=clerk, at=NOW)
    issued = released.let_out(meeting, clerk)
    form = member.get(url(issued, "note-write", made.pk)).text
    assert "Agree the plan." in form
    block = re.findall(r'name="block" value="([^"]+)"', form)[-1]
    write(member, issued, made, block, words="And the cost?")
    assert "And the cost?" in member.get(url(issued, "reader-paper", made.pk)).text
