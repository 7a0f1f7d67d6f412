"""Old minutes become the record of their meeting: as they stand, with what is certain beside them, once, and nothing more."""

from datetime import date, datetime

import pytest

from pcc_portal.accounts.models import Holding, Person, Post
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import brought, calls, entries, items, mending, seats
from pcc_portal.meetings.models import (
    Attendance,
    BroughtLine,
    Declaration,
    Entry,
    Item,
    Meeting,
    Minutes,
    MinutesFile,
    Motion,
    Promise,
    Resolution,
)
from pcc_portal.meetings.printing.minutes import composed
from pcc_portal.meetings.queries.minutes import record_of
from pcc_portal.writing.html import words
from pcc_portal.writing.models import Block, Revision
from tests.factories import after, meetings, minuted, people, word
from tests.factories.days import LONDON, NOW
from tests.factories.meetings import body as body_of
from tests.factories.minutes import item
from tests.factories.word import heading, para

LONG_AGO = date(2020, 1, 1)
NAMES = [
    ("Margaret", "Ashdown", "chair"), ("Dilip", "Raman", "vice_chair"), ("Aisha", "Karim", "member"), ("Tom", "Herrick", "member"),
]  # fmt: skip


@pytest.fixture
def body(db):
    return body_of()


@pytest.fixture
def known(body, clerk):
    """Four councillors and an independent member who sat that day, and two who held a post; {family: person}."""
    rows = meetings.seats(body, *[f"council-{n}" for n in range(len(NAMES))], independent=1)
    seated = [people.person(given, family, style="Councillor") for given, family, _ in NAMES]
    seated.append(people.person("Kwame", "Boateng", style="Mr"))
    for seat, person, office in zip(rows, seated, [*(n[2] for n in NAMES), "member"], strict=True):
        seats.fill(seat, person, from_on=LONG_AGO, office=office, by=clerk, at=NOW)
    office = people.organisation("office")
    posts = {"Eleanor Whitcombe": "commissioner", "Ruth Adeyemi": "chief_executive"}
    for name, kind in posts.items():
        person = people.person(*name.split())
        post = Post.objects.create(kind=kind, title=kind, organisation=office)
        Holding.objects.create(post=post, person=person, from_on=LONG_AGO, is_sole=True)
        seated.append(person)
    return {person.family: person for person in seated}


@pytest.fixture
def data():
    return minuted.panel()


@pytest.fixture
def file(body, known, clerk, data):
    return minuted.kept(data, body, clerk)


def letters(said):
    return "".join(said.split())


def test_the_record_says_what_the_file_says(file, known, clerk):
    meeting = brought.accept(file, by=clerk, at=NOW)
    assert (meeting.held_on, meeting.life, meeting.is_draft) == (date(2023, 9, 21), "held", True)
    there = {row.person.family: (row.status, row.group) for row in Attendance.objects.filter(meeting=meeting)}
    assert there == {
        "Ashdown": ("present", "member"), "Raman": ("present", "member"), "Karim": ("present", "member"), "Boateng": ("present", "member"),
        "Herrick": ("apologies", "member"), "Whitcombe": ("present", "other"), "Adeyemi": ("present", "other"),
    }  # fmt: skip
    motion = Motion.objects.get()
    assert (motion.mover, motion.seconder, motion.result, motion.unanimous) == (
        known["Raman"],
        known["Boateng"],
        "carried",
        True,
    )
    assert sorted(r.kind for r in Resolution.objects.all()) == ["ask", "note", "other"]
    promise = Promise.objects.get()
    assert (promise.by, promise.due_on) == (known["Adeyemi"], date(2023, 11, 1))
    question = Entry.objects.get(kind="question", speaker=known["Karim"])
    assert [(e.kind, e.speaker) for e in question.answers.all()] == [
        ("answer", known["Whitcombe"]),
        ("promise", None),
    ]
    declared = Declaration.objects.get()
    assert (declared.person, declared.kind, declared.item.public_title) == (
        known["Raman"],
        "non_pecuniary",
        "Report of the Commissioner",
    )
    assert Minutes.objects.get().rose_at == datetime(2023, 9, 21, 15, 30, tzinfo=LONDON)


def test_every_character_of_the_file_is_in_the_record_in_order_and_nothing_else(file, clerk):
    """The front and the list of those present are lines of the file; everything else is printed under its item."""
    lines = list(BroughtLine.objects.filter(file=file))
    record = record_of(brought.accept(file, by=clerk, at=NOW))
    printed = ""
    for one in record.headings:
        printed += one.line.item.public_title
        printed += "".join(
            words(paragraph.html) for passage in composed(record, one) for paragraph in passage.paragraphs
        )
    taken = [line for line in lines if line.role not in {"front", "attendance", "closing"}]
    wanted = "".join(
        line.text[line.facts.get("start", 0) :] if line.role in {"item", "part"} else line.text
        for line in taken
    )
    assert letters(printed) == letters(wanted)
    assert [line.position for line in lines] == list(range(len(lines)))


def test_a_question_its_answer_and_a_promise_stand_in_one_paragraph_as_they_did(file, clerk):
    record = record_of(brought.accept(file, by=clerk, at=NOW))
    report = next(h for h in record.headings if h.line.item.public_title == "Report of the Commissioner")
    first = composed(record, report)[0].paragraphs
    assert words(first[0].html).startswith(
        "In response to a question from Councillor Karim about calls to 101, the Commissioner said"
    )
    assert words(first[0].html).endswith("Members thanked her.")


def test_the_same_file_again_is_the_same_record(file, body, clerk, data):
    meeting = brought.accept(file, by=clerk, at=NOW)
    before = [
        model.objects.count() for model in (Entry, Item, Attendance, Block, Revision, Event, Meeting, Person)
    ]
    again = minuted.kept(data, body, clerk)
    assert again == file
    assert brought.accept(again, by=clerk, at=NOW) == meeting
    assert before == [
        model.objects.count() for model in (Entry, Item, Attendance, Block, Revision, Event, Meeting, Person)
    ]


def test_another_file_for_the_same_meeting_is_refused_and_nothing_is_written(file, body, clerk):
    brought.accept(file, by=clerk, at=NOW)
    other = minuted.kept(word.document(*minuted.front(), heading("1. Other")), body, clerk)
    entries_before = Entry.objects.count()
    with pytest.raises(brought.MinutedAlready):
        brought.accept(other, by=clerk, at=NOW)
    assert (Entry.objects.count(), MinutesFile.objects.get(pk=other.pk).meeting) == (entries_before, None)


@pytest.mark.parametrize(
    ("day", "refusal"), [("no day", brought.NoDate), ("3 March 2050", brought.NotHeldYet)]
)
def test_minutes_without_a_day_that_is_past_wait(body, clerk, day, refusal):
    file = minuted.kept(word.document(*minuted.front(day), heading("1. One")), body, clerk)
    with pytest.raises(refusal):
        brought.accept(file, by=clerk, at=NOW)
    assert Meeting.objects.count() == 0


def test_namesakes_stay_apart_and_nobody_is_guessed(body, known, clerk):
    people.person("Aisha", "Karim", known_as="of the Trust")
    people.person("Ann", "Stone", known_as="North")
    people.person("Ann", "Stone", known_as="South")
    data = word.document(
        *minuted.front(), heading("1. One"),
        *[para(f"{who} moved, and Mr Kwame Boateng seconded, that it be so.") for who in ("Councillor Aisha Karim", "Ann Stone", "Councillor Penn", "The Chair")],
    )  # fmt: skip
    file = minuted.kept(data, body, clerk)
    brought.accept(file, by=clerk, at=NOW)
    movers = [m.mover for m in Motion.objects.order_by("entry__position")]
    assert movers == [known["Karim"], None, None, known["Ashdown"]]
    doubts = {name.words: name.doubt for name in file.names.all() if name.doubt}
    assert doubts == {
        "Ann Stone": "More than one person on record may be meant: Ann Stone (North), Ann Stone (South).",
        "Councillor Penn": "Nobody of this name is on record.",
    }


def test_who_did_not_sit_that_day_is_not_set_down_as_a_member(body, known, clerk):
    people.person("Vera", "Lowick")
    data = word.document(
        *minuted.front(), para("Panel members present"), para("Councillor Vera Lowick"), heading("1. One")
    )
    file = minuted.kept(data, body, clerk)
    meeting = brought.accept(file, by=clerk, at=NOW)
    assert not Attendance.objects.filter(meeting=meeting, person__family="Lowick").exists()
    assert "did not sit on the body on that day" in file.names.get(words="Councillor Vera Lowick").doubt


def test_what_somebody_puts_right_is_what_is_written(body, known, clerk):
    data = word.document(*minuted.front("no day"), heading("1. One"), para("It was agreed that a letter be sent."), para("Councillor Penn spoke to it and said that it was so."))  # fmt: skip
    file = minuted.kept(data, body, clerk)
    penn, line = file.names.get(words="Councillor Penn"), file.lines.get(text__startswith="It was agreed")
    mending.put_right(file, held_on=date(2023, 9, 21), people={penn.pk: known["Herrick"]}, roles={line.pk: "resolution"}, by=clerk, at=NOW)  # fmt: skip
    brought.accept(file, by=clerk, at=NOW)
    assert Resolution.objects.get().entry.block.html == "It was agreed that a letter be sent."
    assert (
        Attendance.objects.filter(status="present").count() == 6
    )  # whoever is on record on the day that was given
    assert not file.findings.filter(name="no-date").exists()
    with pytest.raises(mending.Accepted):
        mending.put_right(file, held_on=None, people={}, roles={}, by=clerk, at=NOW)


def test_an_agenda_that_was_issued_keeps_its_items(body, known, clerk, plain_press):
    early = datetime(2026, 9, 1, 9, tzinfo=LONDON)
    meeting = meetings.meeting(clerk, held_on=date(2026, 9, 17), at=early)
    for title in ("Apologies", "Report of the Commissioner"):
        meetings.item(meeting, clerk, title=title, at=early)
    after.issue(meeting, clerk, at=early)
    data = word.document(
        *minuted.front("17 September 2026"), heading("1. Apologies for absence"), para("None."),
        heading("2. Report of the Commissioner"), para("It was noted."), heading("7. Raised on the day"), para("It was heard."),
    )  # fmt: skip
    file = minuted.kept(data, body, clerk)
    brought.accept(file, by=clerk, at=datetime(2026, 9, 20, 9, tzinfo=LONDON))
    assert list(Item.objects.values_list("public_title", flat=True)) == [
        "Apologies",
        "Report of the Commissioner",
    ]
    said = Entry.objects.filter(item=item(meeting, "Report of the Commissioner")).values_list(
        "block__html", flat=True
    )
    assert list(said) == ["It was noted.", "7. Raised on the day", "It was heard."]
    assert set(file.findings.values_list("name", flat=True)) >= {"title-differs", "item-not-on-agenda"}


def test_what_was_heard_in_private_is_held_apart(body, known, clerk):
    data = word.document(
        *minuted.front(), heading("1. Exempt information"),
        para("It was moved by the Chair, seconded by Councillor Raman, and resolved: That members of the public be excluded from the meeting."),
        heading("2. A complaint by Mr Penn"), para("The Panel considered it."),
    )  # fmt: skip
    meeting = brought.accept(minuted.kept(data, body, clerk), by=clerk, at=NOW)
    assert list(meeting.items.order_by("position").values_list("public_title", flat=True)) == [
        "Exempt information",
        "Heard in private",
    ]
    assert [e.block.html for e in Entry.objects.filter(part="exempt")] == ["The Panel considered it."]
    assert Motion.objects.get().excludes_public
    open_words = " ".join(block.html for block in Minutes.objects.get().text.blocks.all())
    assert "complaint" not in open_words


def test_bringing_in_lets_nothing_out_and_tells_nobody(file, clerk):
    before = Release.objects.count()  # that of who sits on the Panel
    brought.accept(file, by=clerk, at=NOW)
    assert Release.objects.count() == before
    assert set(Event.objects.filter(kind__startswith="meetings.m").values_list("kind", flat=True)) == {
        "meetings.minutes_file.brought_in", "meetings.meeting.recorded", "meetings.minutes.brought_in",
    }  # fmt: skip


def test_a_meeting_that_is_planned_gets_what_its_agenda_lacks(body, known, clerk):
    meeting = calls.plan(body, held_on=date(2023, 9, 21), by=clerk, at=NOW, afterwards=True, off_day=True)
    meetings.item(meeting, clerk, title="General")
    file = minuted.kept(minuted.panel(), body, clerk)
    assert brought.accept(file, by=clerk, at=NOW) == meeting
    assert list(meeting.items.filter(parent=None).order_by("position").values_list("public_title", flat=True)) == [
        "General", "Report of the Commissioner", "Urgent items",
    ]  # fmt: skip


def test_marks_that_nobody_sees_are_not_taken_over_and_two_hundred_thousand_characters_are(
    body, known, clerk
):
    long = "word " * 40_000
    data = word.document(*minuted.front(), heading("1. One"), para("one\u202etwo\u200bthree"), para(long))
    brought.accept(minuted.kept(data, body, clerk), by=clerk, at=NOW)
    first, second = Entry.objects.order_by("position")
    assert first.block.html == "onetwothree"
    assert len(second.block.html) == len(long.strip())


def test_an_item_that_has_minutes_is_not_taken_off_the_agenda(file, clerk):
    meeting = brought.accept(file, by=clerk, at=NOW)
    with pytest.raises(items.NotWhileItHasPapers):
        items.remove(item(meeting, "Urgent items"), by=clerk, at=NOW)
    assert entries.add(item(meeting, "Urgent items"), kind="statement", html="More.", by=clerk, at=NOW).pk


def test_somebody_says_what_was_heard_in_private_and_what_was_not(file, clerk):
    last, urgent = (
        file.lines.get(text="2. Report of the Commissioner"),
        file.lines.get(text="3. Urgent items"),
    )
    mending.put_right(file, held_on=file.held_on, people={}, roles={}, private={urgent.pk}, by=clerk, at=NOW)
    assert list(file.lines.filter(is_exempt=True).values_list("text", flat=True)) == [
        "3. Urgent items",
        "None.",
    ]
    mending.put_right(file, held_on=file.held_on, people={}, roles={}, private={last.pk}, by=clerk, at=NOW)
    brought.accept(file, by=clerk, at=NOW)
    assert set(Entry.objects.filter(part="exempt").values_list("item__public_title", flat=True)) == {
        "Heard in private"
    }
    assert Entry.objects.get(block__html="None.").part == "open"


def test_the_wrong_file_is_taken_back_and_leaves_no_word(file, clerk, data, body):
    mending.drop(file, by=clerk, at=NOW)
    assert (MinutesFile.objects.count(), BroughtLine.objects.count()) == (0, 0)
    again = minuted.kept(data, body, clerk)
    brought.accept(again, by=clerk, at=NOW)
    with pytest.raises(mending.Accepted):
        mending.drop(again, by=clerk, at=NOW)
