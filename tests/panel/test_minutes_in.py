"""Old minutes through the real pages and the real command: read in the closed process, looked at, put right, accepted."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models import Attendance, Entry, Meeting, Minutes, MinutesFile
from tests.factories import gpb, meetings, minuted, people, word
from tests.factories.word import heading, para

pytestmark = pytest.mark.slow
SHELF = reverse("panel:minutes-in")


@pytest.fixture
def body(db):
    return meetings.body()


def send(client, data, name="minutes.docx"):
    return client.post(SHELF, {"file": SimpleUploadedFile(name, data)})


def at(file):
    return reverse("panel:minutes-file", args=[file.pk])


def run(tmp_path, data, *more, body="pcp"):
    """What the command prints, with its exit code."""
    path, out = tmp_path / "minutes.docx", io.StringIO()
    path.write_bytes(data)
    try:
        call_command("import_minutes", str(path), "--body", body, "--json", *more, stdout=out)
    except CommandError as trouble:
        return json.loads(out.getvalue()), str(trouble)
    return json.loads(out.getvalue()), ""


def test_a_file_is_read_shown_put_right_and_accepted(client, clerk, body):
    client.force_login(clerk)
    answer = send(client, minuted.panel())
    file = MinutesFile.objects.get()
    assert answer.headers["Location"] == at(file)
    page = client.get(at(file)).text
    for words in (
        "Councillor Raman",
        "Nobody of this name is on record",
        "Moved by Councillor Raman, seconded by Mr Boateng",
        "Motions, resolutions and promises",
    ):
        assert words in page
    name = file.names.get(words="Councillor Aisha Karim")
    answer = client.post(at(file), {"held_on": "2023-09-21", f"name-{name.pk}": "new"})
    assert answer.status_code == 303
    assert file.names.get(pk=name.pk).person == Person.objects.get(family="Karim")
    answer = client.post(at(file), {"held_on": "2023-09-21", "accept": "1"})
    assert answer.headers["Location"] == reverse("meetings:minutes", args=["pcp-2023-09-21"])
    assert "Notes the report." in client.get(answer.headers["Location"]).text
    assert "Go on in the minutes" in client.get(at(file)).text


def test_somebody_who_is_known_is_picked(client, clerk, body):
    client.force_login(clerk)
    whitcombe = people.person("Eleanor", "Whitcomb")
    send(client, minuted.panel())
    file = MinutesFile.objects.get()
    name = file.names.get(words="Eleanor Whitcombe")
    assert f'<option value="{whitcombe.pk}">Whitcomb, Eleanor</option>' in client.get(at(file)).text
    client.post(at(file), {"held_on": "2023-09-21", f"name-{name.pk}": whitcombe.pk, "accept": "1"})
    assert [row.person for row in Attendance.objects.all()] == [whitcombe]


def test_without_a_day_it_is_said_at_the_field_and_nothing_is_lost(client, clerk, body):
    client.force_login(clerk)
    send(client, word.document(*minuted.front("no day"), heading("1. One")))
    file = MinutesFile.objects.get()
    answer = client.post(at(file), {"held_on": "", "accept": "1"})
    assert answer.status_code == 409
    assert '<p class="wrong" id="id_held_on_error">No date of the meeting was found' in answer.text
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word.document(para(" ")), "nothing to bring in"),
        (b"%PDF-1.7", "not a Word document"),
        (word.document(para("x"), parts={"word/vbaProject.bin": b"x"}), "macros"),
        (word.document(para("x"), relations=[("rId9", "image", "http://elsewhere.example/x.png", "External")]), "loads something from another place"),
        (word.document(para("x"), parts={"word/embeddings/x.xlsx": b"x"}), "another file inside it"),
    ],
)  # fmt: skip
def test_what_may_not_come_in_is_refused_beside_the_field(client, clerk, body, data, said):
    client.force_login(clerk)
    answer = send(client, data)
    assert (answer.status_code, said in answer.text, MinutesFile.objects.count()) == (422, True, 0)


def test_the_page_asks_as_often_for_one_name_as_for_many(client, clerk, body, django_assert_num_queries):
    client.force_login(clerk)
    few = minuted.kept(
        word.document(*minuted.front()[:4], heading("1. One"), para("Cllr Penn said that it was so.")),
        body,
        clerk,
    )
    many = minuted.kept(minuted.panel(), body, clerk)
    client.get(at(few))
    with django_assert_num_queries(12) as asked:
        client.get(at(few))
    with django_assert_num_queries(len(asked)):
        client.get(at(many))


def test_the_command_tells_and_writes_nothing_on_a_dry_run(tmp_path, body):
    told, refusal = run(tmp_path, minuted.panel(), "--dry-run")
    assert (told["meeting"], told["written"], refusal) == ({"body": "pcp", "date": "2023-09-21"}, False, "")
    assert {"attendance", "sections", "motions", "resolutions", "findings"} <= told.keys()
    assert set(told["attendance"][0]) >= {"name", "initials", "organisation", "status"}
    assert set(told["findings"][0]) == {"check", "where", "message"}
    assert (Meeting.objects.count(), MinutesFile.objects.count()) == (0, 0)


def test_the_command_writes_once_and_says_the_same_again(tmp_path, body):
    data = minuted.panel()
    first, _ = run(tmp_path, data)
    count = Entry.objects.count()
    second, _ = run(tmp_path, data)
    assert (first.pop("already"), second.pop("already")) == (False, True)
    assert first == second
    assert (first["ref"], Minutes.objects.count(), Entry.objects.count()) == ("pcp-2023-09-21", 1, count)


def test_the_command_says_in_words_why_it_refuses(tmp_path, body):
    told, refusal = run(tmp_path, word.document(para(" ")))
    assert told["findings"] == [{"check": "file-refused", "where": "the file", "message": refusal}]
    assert "nothing to bring in" in refusal
    told, refusal = run(tmp_path, word.document(para("Only words.")))
    assert (told["findings"][0]["check"], told["written"]) == ("not-written", False)
    assert "No date" in refusal


def test_the_command_reads_for_the_board_too(tmp_path, body):
    told, _ = run(tmp_path, gpb.minutes(), body="gpb")
    assert told["ref"] == "gpb-2022-12-06"


def test_for_people_it_prints_lines(tmp_path, body):
    path, out = tmp_path / "minutes.docx", io.StringIO()
    path.write_bytes(minuted.panel())
    call_command("import_minutes", str(path), "--body", "pcp", stdout=out)
    assert out.getvalue().startswith("Minutes of the meeting 2023-09-21: 8 attendance, 6 sections, 1 motions")
    assert "[person-not-known]" in out.getvalue()


def test_the_wrong_file_is_taken_back(client, clerk, body):
    client.force_login(clerk)
    send(client, minuted.panel())
    assert client.post(at(MinutesFile.objects.get()), {"drop": "1"}).headers["Location"] == SHELF
    assert not MinutesFile.objects.exists()


def test_without_a_tick_nothing_is_held_apart(client, clerk, body):
    client.force_login(clerk)
    file = minuted.brought_in("Words.", body=body, by=clerk)
    title = file.lines.get(role="item")
    client.post(at(file), {"held_on": "2023-09-21", "private": title.pk})
    assert set(file.lines.filter(is_exempt=True).values_list("text", flat=True)) == {"1. General", "Words."}
    client.post(at(file), {"held_on": "2023-09-21", "accept": "1"})
    assert list(Entry.objects.values_list("part", flat=True)) == ["open"]
