"""Letting an agenda out: releases, the members' part and the locks, all at one moment or not at all."""

from datetime import date

import pytest
from django.db import IntegrityError

from pcc_portal.audit.models import Event
from pcc_portal.documents import chain, stores
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText, Withheld
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions import agendas, items, packs, papers, publications
from pcc_portal.meetings.models import Meeting, Pack, Paper
from pcc_portal.meetings.states import ItemKind
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.actions.texts import TextLocked
from pcc_portal.writing.models import Text
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.packs import built, issued, seconded

pytestmark = pytest.mark.slow  # each makes an agenda with papers of every kind


@pytest.fixture
def agenda(meeting, clerk):
    """Item 1: a report, an open and a restricted appendix; item 2: an upload; an exempt item with one paper."""
    first = meetings.item(meeting, clerk, title="Commissioner", kind=ItemKind.PAPERS)
    meetings.written(first, clerk, title="The report", marking="official", words=("Open words.",))
    meetings.written(first, clerk, title="Diary", role="appendix")
    annex = meetings.written(first, clerk, title="Annex", role="appendix", words=("Harrowgate words.",))
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW, private_title="Operation Canary")
    second = meetings.item(meeting, clerk, title="Plan", kind=ItemKind.PAPERS)
    meetings.uploaded(second, clerk, title="The plan", pages=("One", "Two"))
    third = meetings.item(meeting, clerk, title="Complaints", kind=ItemKind.PAPERS)
    meetings.written(third, clerk, title="Complaint of Mr Thistlewood", words=("Thistlewood words.",))
    items.exempt(third, meetings.grounds(1), by=clerk, at=NOW, private_title="Mr Thistlewood")
    return meeting


def paper(title):
    return Paper.objects.get(public_title=title)


def everything():
    """What a failure must leave as it was."""
    return (
        list(Event.objects.order_by("pk").values_list("kind", flat=True)),
        list(Meeting.objects.values()),
        list(Text.objects.order_by("pk").values()),
        [model.objects.count() for model in (Release, ReleasedText, ReleasedFile, Withheld, Pack)],
    )


def test_all_that_is_open_is_released(agenda, clerk):
    issued(agenda, clerk)
    found = Release.objects.values_list("kind", "title", "position", "facts__first", "facts__last")
    name = "Police and Crime Panel, Thursday 17 December 2026"
    assert list(found) == [
        ("meetings.notice", name, 0, None, None),
        ("meetings.agenda", f"Agenda: {name}", 0, None, None),
        ("meetings.pack", f"Pack: {name}", 0, None, None),
        ("meetings.paper", "The report", 1, "3", "4"),
        ("meetings.paper", "Appendix A: Diary", 2, "5", "6"),
        ("meetings.paper", "The plan", 3, "7", "8"),
    ]


def test_every_release_says_when_by_whom_and_by_which_rule(agenda, clerk):
    meeting = issued(agenda, clerk)
    assert set(Release.objects.values_list("released_at", "released_by", "collection", "on", "version")) == {
        (NOW, clerk.pk, meeting.ref, date(2026, 12, 17), 1)
    }
    assert set(Release.objects.values_list("rule", flat=True)) == {
        publications.RULE_NOTICE,
        publications.RULE_OPEN_REPORT,
    }
    assert list(chain.broken()) == []


def test_what_is_exempt_goes_to_the_members(agenda, clerk, panel):
    issued(agenda, clerk)
    found = Withheld.objects.values_list("kind", "title", "facts__first", "organisation")
    assert list(found) == [
        ("meetings.pack", "Members’ pack, pcp-2026-12-17", None, panel.pk),
        ("meetings.paper", "Appendix B: Annex", "E3", panel.pk),
        ("meetings.paper", "Complaint of Mr Thistlewood", "E5", panel.pk),
    ]


def test_the_packs_bytes_are_what_was_merged(agenda, clerk):
    issued(agenda, clerk)
    pack = Pack.objects.get()
    public, members = Release.objects.get(kind="meetings.pack"), Withheld.objects.get(kind="meetings.pack")
    assert (public.sha256, public.facts["pages"]) == (pack.public_sha256, 8)
    assert stores.sha256(stores.get(public.store_key, store=stores.PUBLIC)) == pack.public_sha256
    assert (members.sha256, stores.sha256(stores.get(members.store_key))) == (
        pack.members_sha256,
        pack.members_sha256,
    )
    assert (pack.is_draft, pack.public_pages, pack.exempt_pages) == (False, 8, 6)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("clerk", 3),
        ("deputy_clerk", 3),
        ("panel_chair", 3),
        ("panel_member", 3),
        ("former_member", 0),
        ("member_of_another_panel", 0),
        ("commissioner", 0),
        ("officer", 0),
        ("force_lead", 0),
        ("administrator", 0),
        ("stranger", 0),
        ("anon", 0),
    ],
)
def test_who_may_read_what_was_withheld(agenda, clerk, name, count, request):
    issued(agenda, clerk)
    assert Withheld.objects.visible_to(request.getfixturevalue(name)).count() == count


def test_the_meeting_says_when_and_every_text_is_locked(agenda, clerk):
    meeting = issued(agenda, clerk)
    assert (meeting.status, meeting.issued_at) == ("issued", NOW)
    assert set(Text.objects.values_list("locked_at", flat=True)) == {NOW}
    with pytest.raises(TextLocked):
        blocks.append(paper("The report").text, kind="paragraph", html="Late words", by=clerk, at=NOW)


def test_one_row_of_the_history_says_it_was_issued(agenda, clerk):
    issued(agenda, clerk)
    event = Event.objects.get(kind="meetings.agenda.issued")
    assert (event.facts, event.thread) == (
        {"pages": 8, "sha256": Pack.objects.get().public_sha256},
        agenda.ref,
    )


def test_issued_twice_is_refused(agenda, clerk):
    issued(agenda, clerk)
    before = everything()
    made = built(agenda)
    with pytest.raises(BadMove):
        publications.let_out(agenda, made, packs.merge(made, agenda, draft=False, at=NOW), by=clerk, at=NOW)
    assert everything() == before


def test_a_draft_is_not_let_out(agenda, clerk):
    before = everything()
    made = built(agenda)
    with pytest.raises(BadMove):
        publications.let_out(agenda, made, packs.merge(made, agenda, draft=False, at=NOW), by=clerk, at=NOW)
    assert everything() == before


def test_a_failure_at_the_very_end_lets_nothing_out(agenda, clerk, panel):
    """The last write meets a row that is there already: all releases before it are taken back with it."""
    Withheld.objects.create(
        kind="meetings.pack",
        subject_id=str(agenda.pk),
        collection="x",
        organisation=panel,
        title="x",
        sha256="x",
        issued_at=NOW,
        issued_by=clerk,
    )
    seconded(agenda, clerk)
    agendas.lock(agenda, by=clerk, at=NOW)
    before = everything()
    made = built(agenda)
    with pytest.raises(IntegrityError, match="withheld_version_once"):
        publications.let_out(agenda, made, packs.merge(made, agenda, draft=False, at=NOW), by=clerk, at=NOW)
    assert everything() == before
    assert before[3] == [0, 0, 0, 1, 0]


def public_rows():
    """Every word in the tables that visitors read."""
    rows = [list(model.objects.values()) for model in (Release, ReleasedText, ReleasedFile)]
    return repr(rows)


CANARIES = {
    "public title of a paper of an exempt item": "Quillfeather",
    "private title of an item": "Umberslade",
    "private title of a paper": "Operation Vennacher",
    "text": "Harrowgate",
    "reasons for": "Ossington",
    "reasons against": "Pellworth",
    "author": "Zebedee Arkwright",
    "role of the author": "Inspector of Wexcombe",
}


@pytest.fixture
def canaries(meeting, clerk):
    """One word in each place of an exempt item's paper, and of a restricted appendix where its title is public."""
    words = CANARIES
    grounds = meetings.grounds(1, reasons_for=words["reasons for"], reasons_against=words["reasons against"])
    shown = {"author": words["author"], "author_role": words["role of the author"], "words": (words["text"],)}
    line = meetings.item(meeting, clerk, title="Complaints", kind=ItemKind.PAPERS)
    meetings.written(line, clerk, title=words["public title of a paper of an exempt item"], **shown)
    items.exempt(line, grounds, by=clerk, at=NOW, private_title=words["private title of an item"])
    report = meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)
    meetings.written(report, clerk, title="The report", words=("Open words.",))
    annex = meetings.written(report, clerk, title="Restricted annex", role="appendix", **shown)
    papers.exempt(annex, grounds, by=clerk, at=NOW, private_title=words["private title of a paper"])
    return meeting


@pytest.mark.parametrize("word", CANARIES.values(), ids=CANARIES)
def test_no_private_word_is_in_a_public_table(canaries, clerk, word):
    issued(canaries, clerk)
    assert "Restricted annex" in public_rows()
    assert "Open words." in public_rows()
    assert word not in public_rows()


def test_the_private_words_are_there_to_leak(canaries, clerk):
    """Made public, the same papers carry every word of a paper; the reasons and private titles stand nowhere else."""
    items.open_up(canaries.items.get(public_title="Complaints"), by=clerk, at=NOW)
    papers.open_up(paper("Restricted annex"), by=clerk, at=NOW)
    issued(canaries, clerk)
    mine = [place for place, word in CANARIES.items() if word in public_rows()]
    assert mine == ["public title of a paper of an exempt item", "text", "author", "role of the author"]


def test_members_read_the_private_titles_on_the_web_too(canaries, clerk):
    issued(canaries, clerk)
    html = "".join(Withheld.objects.filter(kind="meetings.paper").values_list("html", flat=True))
    titles = [CANARIES["private title of an item"], CANARIES["private title of a paper"]]
    assert [title for title in titles if title not in html] == []


def test_the_agenda_for_everyone_names_what_is_withheld_and_why(canaries, clerk):
    issued(canaries, clerk)
    html = ReleasedText.objects.get(release__kind="meetings.agenda").html
    assert "Complaints" in html
    assert "Taken in private. Local Government Act 1972, Schedule 12A, Part 1, paragraph 1" in html
    assert (
        "restricted: circulated to members only, paragraph 1 of Schedule 12A, information relating to any individual"
        in html
    )
    assert "To resolve: “That members of the public be excluded from the meeting for items 1 and 3" in html
