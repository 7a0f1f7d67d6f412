"""Open questions leave as a Word file and come back: row by row, told in plain words, nothing overwritten and nothing lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.actions import answers, question_sets, questions
from governance.importing import answers as returned
from governance.models import Answer, Question
from governance.printing.questions import HEADS, as_word, question_words
from governance.queries.questions import Asked, open_for, with_everything
from pcc_portal.accounts.access import load_rights
from pcc_portal.writing.importing import verbatim
from tests.factories import asking, people, word
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db

BACK = "/governance/questions/back/"
SAID = ("Because of the rule.", "Since April.", "Seven, on the A12.")
ONE, TWO, THREE = "Q-2026-001", "Q-2026-002", "Q-2026-003"


def as_(who):
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def put(office, officer, force_lead):
    """Three questions under two headings, put to the force lead."""
    row = asking.gathered(officer)
    for heading, words in (("Burglary", "Why?"), ("Burglary", "Since when?"), ("Roads", "How many & where?")):
        asking.asked(row, officer, heading=heading, words=words, owner_person=force_lead.person)
    question_sets.put(row, by=officer, at=NOW)
    return list(row.questions.order_by("pk"))


def rows_of(put, said=SAID):
    return [[str(row), question_words(row), words] for row, words in zip(put, said, strict=True)]


def file_of(rows, *before, heads=HEADS):
    """The file as it comes back."""
    head = [word.row(*heads, head=True)] if heads else []
    return word.document(*before, word.table(*head, *(word.row(*row) for row in rows)))


def read(data, put=()):
    known = {str(row): Asked(row, TODAY) for row in with_everything(Question.objects.all(), on=TODAY)}
    return returned.read(verbatim.read(data, max_bytes=10**7), known, wanted=list(put))


def told(found):
    return {line.number: " ".join(line.told) for line in found.lines if line.told}


def taken(found):
    return {line.reference: line.words for line in found.lines if line.takes}


EVERYTHING = dict(zip((ONE, TWO, THREE), SAID, strict=True))


def test_what_goes_out_comes_back_as_it_went(put, force_lead):
    data = as_word(open_for(load_rights(force_lead, on=TODAY), on=TODAY))
    found = read(data, put)
    assert [line.reference for line in found.lines] == [ONE, TWO, THREE]
    assert set(told(found).values()) == {"There is no answer in this row. The question stays as it is."}
    assert (found.outside, found.missing, found.left) == ([], [], [])
    again = read(asking.filled(data, EVERYTHING), put)
    assert (told(again), taken(again)) == ({}, EVERYTHING)
    assert data == as_word(open_for(load_rights(force_lead, on=TODAY), on=TODAY))


def test_of_an_answer_that_was_given_back_the_open_words_go_out_and_never_the_restricted(
    put, officer, force_lead
):
    answers.give(put[0], words="It fell.", restricted="An informant.", seen=0, by=force_lead, at=NOW)
    questions.give_back(put[0], why="Why?", due_on=asking.DUE_ON, by=officer, at=NOW)
    data = as_word(open_for(load_rights(force_lead, on=TODAY), on=TODAY))
    said = " ".join(row.text for row in verbatim.read(data, max_bytes=10**7).rows)
    assert "It fell." in said
    assert "informant" not in said


def test_rows_in_another_order_are_taken_by_their_reference(put):
    rows = rows_of(put)
    found = read(file_of([rows[1], rows[2], rows[0]]), put)
    assert taken(found) == EVERYTHING
    assert told(found) == {
        4: "This row stands in another place than it was sent in. It is taken by its reference."
    }


def test_a_question_that_is_missing_is_named_and_stays(put):
    found = read(file_of(rows_of(put)[:2]), put)
    assert [str(row) for row in found.missing] == [THREE]
    assert list(taken(found)) == [ONE, TWO]


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (
            ["", "And this?", "Yes."],
            "This row has no reference, so nothing of it is taken: “And this? / Yes.”.",
        ),
        (
            ["Q-2026-999", "And this?", "Yes."],
            "No question with the reference Q-2026-999 was put to you. It is not taken.",
        ),
        (["See above"], "This row has no reference, so nothing of it is taken: “See above”."),
    ],
)
def test_a_row_that_was_added_is_told_with_its_words_and_nothing_else_is_lost(put, added, words):
    found = read(file_of([*rows_of(put), added]), put)
    assert (told(found), taken(found)) == ({5: words}, EVERYTHING)


def test_a_question_in_other_words_is_told_and_answered_as_it_stands_here(put):
    rows = rows_of(put)
    rows[0][1], rows[1][1] = "Why not?", ""
    found = read(file_of(rows), put)
    assert taken(found) == EVERYTHING
    assert "reads otherwise in the file: “Why not?”" in told(found)[2]
    assert "not in the file any more" in told(found)[3]


@pytest.mark.parametrize(("second", "takes"), [("Because of another.", []), (SAID[0], [SAID[0]])])
def test_the_same_reference_twice_is_nobodys_guess(put, second, takes):
    rows = rows_of(put)
    found = read(file_of([*rows, [ONE, "Why?", second]]), put)
    assert told(found)[2] == "The same reference stands in row 5 as well."
    assert "The same reference stands in row 2 as well." in told(found)[5]
    assert [line.words for line in found.lines if line.takes and line.reference == ONE] == takes
    assert all(line.can for line in found.lines)


def test_a_fourth_column_is_told_and_the_answer_found_by_its_head(put):
    rows = [[a, "For us", b, c] for a, b, c in rows_of(put)]
    heads = (HEADS[0], "Notes", *HEADS[1:])
    found = read(file_of(rows, heads=heads), put)
    assert taken(found) == EVERYTHING
    assert told(found)[2] == "There is another column beside the three, which is not taken: “For us”."


def test_four_columns_without_heads_are_nobodys_guess(put):
    found = read(file_of([[*row, "For us"] for row in rows_of(put)], heads=None), put)
    assert taken(found) == {}
    assert all("it cannot be said which is the answer" in words for words in told(found).values())


def test_two_columns_hold_no_answer(put):
    found = read(file_of([row[:2] for row in rows_of(put)], heads=HEADS[:2]), put)
    assert taken(found) == {}


def test_words_beside_the_table_are_told(put):
    found = read(file_of(rows_of(put), word.para("We will write again in May.")), put)
    assert (found.outside, taken(found)) == (["We will write again in May."], EVERYTHING)


def test_a_file_without_a_table_is_refused_in_words(put):
    with pytest.raises(returned.NoTable, match="There is no table in this Word file"):
        read(word.document(word.para("Q-2026-001: because.")), put)


def test_paragraphs_points_and_what_word_makes_of_signs_stay_what_they_are(put):
    cell = word.cell(word.para("Three things:"), word.point("more overtime", of=2), word.point("rain", of=2))
    rows = [[ONE.replace("-", "\u2011"), "Why?", cell]]
    found = read(file_of(rows), put)
    assert taken(found) == {ONE: "Three things:\n• more overtime\n• rain"}


def test_what_is_over_or_answered_already_is_not_taken(put, officer, force_lead):
    questions.withdraw(put[0], why="No.", by=officer, at=NOW)
    for row, words in zip(put[1:], (SAID[1], "Four."), strict=True):
        answers.give(row, words=words, restricted="", seen=0, by=force_lead, at=NOW)
    found = read(file_of(rows_of(put)), put)
    assert taken(found) == {}
    assert told(found)[2] == "The question is withdrawn. Its answer is not taken."
    assert told(found)[3] == "The portal has this very answer already."
    assert "both texts are shown" in told(found)[4]
    assert [line.can for line in found.lines] == [False, False, True]


# In the browser


def sent(who, data, *, held="open", name="questions.docx"):
    return as_(who).post(BACK, {"file": SimpleUploadedFile(name, data), "held": held})


def fields_of(*rows, held="open"):
    """What the preview page sends: (row, reference, words, seen)."""
    said = {"taking": "1"}
    for number, reference, words, seen in rows:
        said |= {f"take-{number}": "on", f"reference-{number}": reference, f"words-{number}": words}
        said |= {f"seen-{number}": seen, f"held-{number}": held}
    return said


@pytest.mark.slow
def test_a_page_says_what_will_be_taken_and_only_the_press_takes_it(put, force_lead, officer):
    lead = as_(force_lead)
    data = lead.get("/governance/questions/open.docx")
    assert data.headers["Cache-Control"] == "private, no-store"
    answer = sent(force_lead, asking.filled(data.content, {ONE: SAID[0]}), held="restricted")
    assert (answer.status_code, Answer.objects.count()) == (200, 0)
    assert "Of 3 rows, 1 will be" in " ".join(answer.text.split())
    assert SAID[0] in answer.text
    said = fields_of((3, ONE, SAID[0], 0), held="restricted")
    assert lead.post(BACK, said).status_code == 303
    made = Answer.objects.get()
    assert (made.words, made.restricted_words, made.means) == ("", SAID[0], "word")
    data = as_(officer).get(f"/governance/questions/sets/{put[0].question_set_id}/open.docx").content
    assert [line.reference for line in read(data).lines] == [TWO, THREE]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 not a word", "not a Word document"),
        (b"PK\x03\x04 broken", "damaged"),
        (word.document(word.para("Nothing here.")), "There is no table in this Word file"),
    ],
)
def test_what_is_no_such_file_is_told_at_its_field(put, force_lead, data, words):
    answer = sent(force_lead, data)
    assert (answer.status_code, Answer.objects.count()) == (422, 0)
    assert words in answer.text
    assert 'id="id_file_error"' in answer.text


def test_answered_meanwhile_nothing_is_taken_and_both_texts_are_shown(put, force, force_lead):
    """Also of the other answers: all that was chosen is taken, or nothing."""
    lead, chief = as_(force_lead), people.holder("staff_officer", force, "Dev", "Anand")
    answers.give(put[0], words="From the chief.", restricted="An aside.", seen=0, by=chief, at=NOW)
    said = fields_of((2, ONE, SAID[0], 0), (3, TWO, SAID[1], 0))
    answer = lead.post(BACK, said)
    assert (answer.status_code, Answer.objects.count()) == (409, 1)
    assert [words for words in ("From the chief.", SAID[0], SAID[1]) if words not in answer.text] == []
    assert 'name="seen-2" value="1"' in answer.text
    assert lead.post(BACK, said | {"seen-2": 1}).status_code == 303
    found = {str(row): [(one.words, one.restricted_words) for one in row.answers.all()] for row in put[:2]}
    assert found[ONE] == [(SAID[0], "An aside."), ("From the chief.", "An aside.")]
    assert found[TWO] == [(SAID[1], "")]


def test_two_answers_to_one_question_are_sent_back_with_all_that_was_typed(put, force_lead):
    said = fields_of((2, ONE, "One.", 0), (5, ONE, "Another.", 0), (6, TWO, "", 0))
    answer = as_(force_lead).post(BACK, said)
    assert (answer.status_code, Answer.objects.count()) == (422, 0)
    for words in (f"Row 2 answers {ONE} as well", "One.", "Another.", "Write the answer, or do not take it."):
        assert words in answer.text


def test_nobody_answers_by_word_what_was_not_put_to_them(put, force, officer):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    answer = as_(other).post(BACK, fields_of((2, ONE, SAID[0], 0)))
    assert (answer.status_code, Answer.objects.count()) == (409, 0)
    assert "was put to you" in answer.text
    assert "Burglary" not in answer.text
    for bad in (
        {"taking": "1", "reference-x": ONE},
        {"taking": "1", "reference-2": "\x00" * 99, "take-2": "on"},
    ):
        assert as_(other).post(BACK, bad).status_code in {303, 422, 409}
    assert Answer.objects.count() == 0
