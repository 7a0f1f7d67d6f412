"""Old minutes of the Board through the real page and the real command: looked at, put right, accepted; nothing is public."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from governance.actions import board as keeping
from governance.actions import brought as bringing_in
from governance.models import Action, BoardRecord, Initials
from governance.printing import board as printing
from governance.proofing.board import flags_of
from governance.queries.board import board_of, numbered
from pcc_portal.accounts.actions import terms
from pcc_portal.accounts.models import Organisation, Person, Post
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import brought, mending
from pcc_portal.meetings.models import Attendance, Entry, ExemptMinutes, Meeting, MinutesFile
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.meetings.queries.minutes import record_of
from pcc_portal.notices.models import Message
from tests.factories import board as factory
from tests.factories import gpb, meetings, minuted, people, word
from tests.factories.days import NOW
from tests.factories.word import para

SHELF = reverse("governance:minutes-in")


def at(file):
    return reverse("governance:minutes-file-in", args=[file.pk])


@pytest.fixture
def board(db):
    """The Board's people; JC of the force is known by letters, and so is whoever asks."""
    found = factory.cast()
    found.jo = people.person("Joan", "Castell")
    post = Post.objects.create(kind="other", title="Head of Finance", organisation=Organisation.objects.get(kind="force"))  # fmt: skip
    terms.begin(post, found.jo, from_on=people.LONG_AGO, by=None, at=NOW)
    keeping.explain("JC", person=found.jo, from_on=people.LONG_AGO, by=found.officer, at=NOW)
    return found


def a_file(board, *lines, **more):
    """One section with these rows, brought in."""
    data = word.document(*gpb.front(), *gpb.section("Performance", *lines), *gpb.closing(**more))
    return gpb.kept(data, board.body, board.officer)


def letters(words):
    return "".join(words.split())


def test_the_record_says_what_the_file_says(board):
    meeting = bringing_in.accept(gpb.kept(gpb.minutes(), board.body, board.officer), by=board.officer, at=NOW)
    assert (meeting.ref, meeting.life) == ("gpb-2022-12-06", "held")
    kept = BoardRecord.objects.get(meeting=meeting)
    assert (kept.chair, kept.minute_taker, kept.next_on.isoformat()) == (board.pcc.person, None, "2022-01-03")
    there = {
        row.person: (row.status, row.organisation.kind, row.capacity) for row in Attendance.objects.all()
    }
    assert there == {
        board.pcc.person: ("present", "office", "The commissioner"),
        board.jo: ("present", "force", "Finance"),
    }
    rows = [row for section in numbered(record_of(meeting)) for row in section.rows]
    assert [row.reference for row in rows if not row.is_topic] == [f"{n:02}.06/12/2022" for n in range(1, 11)]
    assert [words_of(row.entry.block.html) for row in rows if row.is_topic] == [
        "Total Recorded Crime", "Vehicle Crime", "Domestic Abuse", "Digital Services", "Police Staff Sickness",
    ]  # fmt: skip
    assert any("not after this one" in flag.message for flag in flags_of(board_of(meeting)))


def test_every_paragraph_is_in_the_record_and_only_what_heads_and_ends_the_page_stays_with_the_file(board):
    file = gpb.kept(gpb.minutes(), board.body, board.officer)
    bringing_in.accept(file, by=board.officer, at=NOW)
    said = letters("".join(words_of(entry.block.html) for entry in Entry.objects.all()))
    said += letters("".join(action.text for action in Action.objects.all()))
    titles = {item.public_title for item in Meeting.objects.get().items.all()}
    for line in file.lines.all():
        if line.role == "item":
            assert line.text in titles
        elif line.role not in {"front", "attendance", "head", "closing"} and line.slot != "reference":
            assert letters(line.text) in said, line.text


def test_an_action_whose_owner_is_certain_goes_to_the_log_and_another_stays_in_words(board):
    file = a_file(
        board,
        ("01.06/12/2022", "JC explained the budget.", "JC to send the papers by 20 December 2022"),
        ("02.06/12/2022", "BS spoke of champions.", "BS to say how many"),
        ("03.06/12/2022", "CC spoke.", "CC to write to the council"),
        ("04.06/12/2022", "Both spoke.", "JC and CC to meet"),
        ("05.06/12/2022", "Nothing came of it.", "None"),
        ("06.06/12/2022", "Said twice.", ["JC to say it again", "JC to say it again"]),
    )
    meeting = bringing_in.accept(file, by=board.officer, at=NOW)
    made = [(one.text, one.owner_person or one.owner_post, one.row_reference, str(one.due_on or "")) for one in Action.objects.all()]  # fmt: skip
    assert made == [
        ("JC to send the papers by 20 December 2022", board.jo, "01.06/12/2022", "2022-12-20"),
        ("CC to write to the council", board.cc_post, "03.06/12/2022", ""),
        ("JC to say it again", board.jo, "06.06/12/2022", ""),
    ]
    opened = printing.printed(board_of(meeting), closed=False).html
    assert "Action: BS to say how many" in opened
    assert "Said twice.</p><p>Action: JC to say it again" in opened
    assert "Action: JC and CC to meet" in opened
    assert "JC to send the papers by 20 December 2022" in opened
    doubts = set(file.findings.filter(name="action-not-certain").values_list("line__text", flat=True))
    assert doubts == {"BS to say how many", "JC and CC to meet"}


def test_who_has_left_since_gets_no_action(board):
    holding = board.jo.holdings.get()
    terms.end(holding, last_on=NOW.date().replace(year=2025), by=board.officer, at=NOW)
    file = a_file(board, ("01.06/12/2022", "JC spoke.", "JC to write"))
    bringing_in.accept(file, by=board.officer, at=NOW)
    assert (Action.objects.count(), Entry.objects.get().block.html) == (0, "JC spoke.<br>Action: JC to write")


def test_rows_heard_in_private_are_counted_apart_and_held_apart(board, client):
    file = a_file(
        board,
        ("01.06/12/2022", "Everyone may know.", ""),
        (
            "02.06/12/2022",
            [para(word.bold("An informant")), "Nobody may know."],
            "JC to see to the informant",
        ),
        ("03.06/12/2022", "Everyone may know this too.", ""),
    )
    client.force_login(board.officer)
    key = file.lines.get(text="02.06/12/2022")
    sent = {"held_on": "2022-12-06", "closed": [key.pk], f"owner-{file.lines.get(slot='action').pk}": f"person-{board.jo.pk}"}  # fmt: skip
    assert client.post(at(file), sent).status_code == 303
    assert f'value="{key.pk}" id="closed-{key.pk}" checked' in client.get(at(file)).text
    assert client.post(at(file), sent | {"accept": "1"}).status_code == 303
    meeting = Meeting.objects.get()
    found = [(row.reference, row.entry.part) for s in numbered(record_of(meeting)) for row in s.rows]
    assert found == [
        ("01.06/12/2022", "open"),
        ("", "exempt"),
        ("C01.06/12/2022", "exempt"),
        ("02.06/12/2022", "open"),
    ]
    opened, closed = (printing.printed(board_of(meeting), closed=one).html for one in (False, True))
    assert not any(words in opened for words in ("informant", "Nobody may know"))
    assert all(
        words in closed for words in ("An informant", "Nobody may know.", "JC to see to the informant")
    )
    assert Action.objects.get().is_closed
    private = ExemptMinutes.objects.get().text
    assert "informant" in "".join(private.blocks.values_list("html", flat=True))


def test_a_closed_title_takes_all_below_it(board, client):
    file = a_file(board, ("01.06/12/2022", "A.", ""), ("02.06/12/2022", "B.", ""))
    client.force_login(board.officer)
    title = file.lines.get(role="item")
    client.post(at(file), {"held_on": "2022-12-06", "closed": [title.pk], "accept": "1"})
    assert set(Entry.objects.values_list("part", flat=True)) == {"exempt"}
    assert Meeting.objects.get().items.get().public_title == "Heard in private"


def test_nothing_is_public_when_they_are_accepted_and_closed_words_are_in_no_mail(board):
    file = a_file(board, ("01.06/12/2022", "The password is CANARY.", "JC to keep the CANARY"))
    bringing_in.settle(
        file, owners={}, closed={line.pk for line in file.lines.all()}, by=board.officer, at=NOW
    )
    before = Release.objects.count()
    bringing_in.accept(file, by=board.officer, at=NOW)
    assert Release.objects.count() == before
    assert "CANARY" not in "".join(f"{row.context}{row.dedupe_key}" for row in Message.objects.all())


def test_who_was_late_was_there_from_their_section_on(board):
    keeping.explain(
        "AH", person=people.person("Ada", "Holt"), from_on=people.LONG_AGO, by=board.officer, at=NOW
    )
    meeting = bringing_in.accept(gpb.kept(gpb.minutes(), board.body, board.officer), by=board.officer, at=NOW)
    spans = [(row.attendance.person.family, row.from_item.public_title) for one in meeting.attendances.all() for row in one.presences.all()]  # fmt: skip
    assert spans == [("Holt", "Establishment Details")]


def test_letters_that_the_list_explains_are_kept_for_the_day(board):
    people.person("Ruth", "Adeyemi")
    data = word.document(*gpb.listed(opcc=("PCC", "Ruth Adeyemi (RA), Chief Executive")), *gpb.section("One", ("01.06/12/2022", "RA spoke.", "")))  # fmt: skip
    file = gpb.kept(data, board.body, board.officer)
    bringing_in.accept(file, by=board.officer, at=NOW)
    assert {str(row) for row in Initials.objects.filter(from_on="2022-12-06")} == {
        "RA: Ruth Adeyemi",
        "PCC: The commissioner",
    }
    assert "“RA” is not explained." not in [
        flag.message for flag in flags_of(board_of(Meeting.objects.get()))
    ]


def test_the_page_asks_who_is_meant_and_keeps_what_is_put_right(board, client):
    client.force_login(board.officer)
    answer = client.post(SHELF, {"file": SimpleUploadedFile("board.docx", gpb.minutes())})
    file = MinutesFile.objects.get()
    assert answer.headers["Location"] == at(file)
    page = client.get(at(file)).text
    for words in ("Who is “BS”?", "Leave it in the words of the row", "no action holds it", "Commissioner, Tuesday 3 January 2023", "from Establishment Details"):  # fmt: skip
        assert words in page
    name, line = file.names.get(words="BS"), file.lines.get(slot="action")
    bell = Person.objects.get(family="Castell")
    sent = {"held_on": "2022-12-06", f"name-{name.pk}": bell.pk, f"owner-{line.pk}": f"person-{bell.pk}"}
    assert client.post(at(file), sent).status_code == 303
    answer = client.post(at(file), sent | {"accept": "1"})
    assert answer.headers["Location"] == reverse("meetings:minutes", args=["gpb-2022-12-06"])
    assert "1 action of it is in the action log" in client.get(at(file)).text
    assert client.get(answer.headers["Location"]).status_code == 200
    assert Action.objects.get().owner_person == bell


def test_without_a_day_and_with_an_owner_that_is_no_choice_it_is_said_at_the_field(board, client):
    client.force_login(board.officer)
    file = gpb.kept(gpb.minutes("no day"), board.body, board.officer)
    answer = client.post(at(file), {"held_on": "", "accept": "1"})
    assert answer.status_code == 409
    assert "No date of the meeting was found" in answer.text
    line = file.lines.get(slot="action")
    assert client.post(at(file), {"held_on": "2022-12-06", f"owner-{line.pk}": "person-0"}).status_code == 422


@pytest.mark.parametrize("who", ["pcc", "chief", "cc"])
def test_nobody_but_the_officer_knows_of_it(board, client, who):
    file = gpb.kept(gpb.minutes(), board.body, board.officer)
    client.force_login(getattr(board, who))
    assert [client.get(SHELF).status_code, client.get(at(file)).status_code] == [404, 404]


def test_a_file_of_the_panel_is_no_file_of_the_board(board, client):
    panel = meetings.body("pcp")
    file = minuted.kept(minuted.panel(), panel, None)
    client.force_login(board.officer)
    assert client.get(at(file)).status_code == 404
    answer = client.post(SHELF, {"file": SimpleUploadedFile("minutes.docx", minuted.panel())})
    assert (answer.status_code, "Bring them in under the Panel." in answer.text) == (422, True)


def test_what_is_no_word_file_is_refused_beside_the_field(board, client):
    client.force_login(board.officer)
    answer = client.post(SHELF, {"file": SimpleUploadedFile("board.docx", b"%PDF-1.7")})
    assert (answer.status_code, "not a Word document" in answer.text) == (422, True)


def test_the_page_asks_as_often_for_one_row_as_for_many(board, client, django_assert_num_queries):
    client.force_login(board.officer)
    few = a_file(board, ("01.06/12/2022", "JC spoke.", "JC to write"))
    many = gpb.kept(gpb.minutes(), board.body, board.officer)
    client.get(at(few))
    with django_assert_num_queries(16) as asked:
        client.get(at(few))
    with django_assert_num_queries(len(asked)):
        client.get(at(many))


def test_accepted_again_it_is_there_and_another_file_of_the_day_is_refused(board):
    file = gpb.kept(gpb.minutes(), board.body, board.officer)
    meeting = bringing_in.accept(file, by=board.officer, at=NOW)
    entries = Entry.objects.count()
    assert bringing_in.accept(file, by=board.officer, at=NOW) == meeting
    other = a_file(board, ("01.06/12/2022", "Something else.", ""))
    with pytest.raises(brought.MinutedAlready):
        bringing_in.accept(other, by=board.officer, at=NOW)
    with pytest.raises(mending.Accepted):
        bringing_in.settle(file, owners={}, closed=set(), by=board.officer, at=NOW)
    assert Entry.objects.count() == entries


def test_an_agenda_that_was_issued_keeps_its_items(board, plain_press):
    meeting = factory.issued(board)
    data = word.document(
        *gpb.front("8 December 2026"),
        *gpb.section("Performance", ("01.08/12/2026", "Burglary fell.", "")),
        *gpb.section("Vehicle crime", ("02.08/12/2026", "Thefts fell.", "")),
    )
    later = NOW.replace(year=2027)
    bringing_in.accept(gpb.kept(data, board.body, board.officer), by=board.officer, at=later)
    said = [
        (e.kind, e.item.public_title, e.block.html) for e in Entry.objects.filter(minutes__meeting=meeting)
    ]
    assert said == [
        ("row", "Performance", "Burglary fell."),
        ("topic", "Performance", "Vehicle crime"),
        ("row", "Performance", "Thefts fell."),
    ]


def run(tmp_path, data, *more, body="gpb"):
    """What the command prints, and its refusal."""
    path, out = tmp_path / "board.docx", io.StringIO()
    path.write_bytes(data)
    try:
        call_command("import_minutes", str(path), "--body", body, "--json", *more, stdout=out)
    except CommandError as trouble:
        return json.loads(out.getvalue()), str(trouble)
    return json.loads(out.getvalue()), ""


def test_the_command_tells_and_writes_in_somebodys_name(tmp_path, board):
    told, refusal = run(tmp_path, gpb.minutes(), "--dry-run")
    assert (told["meeting"], told["written"], refusal) == ({"body": "gpb", "date": "2022-12-06"}, False, "")
    assert set(told["sections"][0]["rows"][0]) >= {"reference", "text", "action"}
    assert set(told["findings"][0]) == {"check", "where", "message"}
    assert Meeting.objects.count() == 0
    data = word.document(*gpb.front(), *gpb.section("One", ("01.06/12/2022", "JC spoke.", "JC to write")))
    told, _ = run(tmp_path, data, "--by", board.officer.email)
    assert (told["ref"], Action.objects.get().owner_person) == ("gpb-2022-12-06", board.jo)


def test_the_command_without_a_name_opens_no_action_and_says_so(tmp_path, board):
    data = word.document(*gpb.front(), *gpb.section("One", ("01.06/12/2022", "JC spoke.", "JC to write")))
    told, _ = run(tmp_path, data)
    assert "actions-not-opened" in [finding["check"] for finding in told["findings"]]
    assert (Action.objects.count(), Entry.objects.get().block.html) == (0, "JC spoke.<br>Action: JC to write")


def test_the_command_refuses_the_minutes_of_the_panel_in_words(tmp_path, board):
    told, refusal = run(tmp_path, minuted.panel())
    assert told["findings"][0]["check"] == "file-refused"
    assert "these are minutes of the Panel" in refusal
