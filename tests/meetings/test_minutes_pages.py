"""The clerk writes minutes with plain forms: every press, every field, and what comes back when it cannot be."""

import pytest
from django.urls import reverse

from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import Entry, Minutes, Motion, Promise
from pcc_portal.meetings.printing.wording import MOST
from tests.factories.days import NOW
from tests.factories.minutes import entry, item, room


@pytest.fixture
def desk(issued, clerk, client):
    """Signed in, with people in the room."""
    client.force_login(clerk)
    issued.people = room(issued, clerk)
    return issued


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.ref, *args])


def pressed(client, name, meeting, *args, **data):
    response = client.post(url(name, meeting, *args), data)
    assert response.status_code == 303, response.text
    return client.get(response.headers["Location"]).text


def sent(made, **changed):
    """The form of an entry as the browser would send it, with something changed."""
    from pcc_portal.meetings.forms.minutes import EntryForm
    from pcc_portal.meetings.queries.minutes import record_of

    record = record_of(made.item.meeting)
    form = EntryForm(entry=next(s.entry for _, s in record.walk() if s.entry.pk == made.pk), record=record)
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in (data | changed).items() if value not in {None, False}}


def test_the_agenda_is_the_page_and_an_entry_is_one_press(desk, client):
    line = item(desk, "Questions")
    page = client.get(url("minutes", desk)).text
    assert "3. Questions" in page
    assert "To see to" in page
    page = pressed(client, "entry-add", desk, line.pk, kind="question")
    assert 'name="said"' in page
    made = Entry.objects.get()
    page = pressed(
        client, "entry", desk, made.pk, **sent(made, said="the budget", speaker=desk.people["Karim"].pk)
    )
    assert "Councillor Karim asked about the budget." in page


def test_a_question_with_two_answers_reads_as_the_house_writes_it(desk, client, clerk):
    line, people = item(desk, "Questions"), desk.people
    question = entry(line, clerk, "question", "calls to 101", facts={"speaker": people["Ashdown"].pk})
    for who, words in (("Whitcombe", "they were answered in a minute"), ("Adeyemi", "a pilot had begun")):
        made = entries.add(
            line, kind="answer", parent=question, html=words, speaker=people[who], by=clerk, at=NOW
        )
    entries.save(Entry.objects.get(pk=made.pk), by=clerk, at=NOW)
    page = client.get(url("minutes-read", desk)).text
    assert (
        "In response to a question from the Chair about calls to 101, Eleanor Whitcombe advised that they were answered "
        "in a minute." in page
    )
    assert "Ruth Adeyemi said that a pilot had begun." in page


def test_motion_vote_and_resolutions_as_printed(desk, client, clerk):
    line, people = item(desk, "Plan"), desk.people
    facts = {"mover": people["Raman"].pk, "seconder": people["Karim"].pk, "result": "carried", "votes_for": 4}
    entry(line, clerk, "motion", "the plan be noted", facts=facts)
    entry(line, clerk, "resolution", "Notes the plan")
    page = client.get(url("minutes-read", desk)).text
    assert (
        "It was moved by Councillor Raman, seconded by Councillor Karim, that the plan be noted. The motion was put to "
        "the vote and carried by 4 votes to 0." in page
    )
    assert "<b>Resolved:</b> That the Panel notes the plan." in page
    entry(line, clerk, "resolution", "Thanks the officers")
    page = client.get(url("minutes-read", desk)).text
    assert "That the Panel:" in page
    assert "<li>Notes the plan.</li><li>Thanks the officers.</li>" in page


def test_every_kind_is_written_by_its_form(desk, client):
    line = item(desk, "Questions")
    said = {
        "statement": ("The Chair spoke.", {}, "The Chair spoke."),
        "noted": ("the report", {}, "The Panel noted the report."),
        "none": ("", {}, "None."),
        "motion": ("it be so", {"result": "withdrawn"}, "The motion was withdrawn."),
        "resolution": ("That it be so", {"kind": "accept"}, "That it be so."),
        "promise": (
            "to send the figures",
            {"due_on": "2027-01-14"},
            "undertook to send the figures by 14 January 2027.",
        ),
    }
    for kind, (words, facts, printed) in said.items():
        pressed(client, "entry-add", desk, line.pk, kind=kind)
        made = Entry.objects.get(kind=kind)
        page = pressed(client, "entry", desk, made.pk, **sent(made, said=words, **facts))
        assert printed in page, kind


def test_times_are_presses_and_can_be_put_right(desk, client):
    line = item(desk, "Plan")
    assert "Began" in pressed(client, "minutes-begin", desk)
    assert 'aria-current="true"' in pressed(client, "minutes-take", desk, line.pk)
    pressed(client, "minutes-rise", desk)
    response = client.post(url("minutes-times", desk), {"began_at": "14:05", "rose_at": "13:00"})
    assert (response.status_code, "The meeting rose after it began" in response.text) == (422, True)
    pressed(client, "minutes-times", desk, began_at="14:05", rose_at="15:30", **{f"item-{line.pk}": "14:20"})
    kept = Minutes.objects.get()
    assert [kept.began_at.hour, kept.rose_at.hour] == [14, 15]


def test_a_standing_item_offers_its_usual_sentence(meeting, clerk, client, plain_press):
    from tests.factories import after, meetings

    line = meetings.item(meeting, clerk, title="Apologies")
    after.issue(meeting, clerk)
    client.force_login(clerk)
    assert "“There were no apologies.”" in client.get(url("minutes", meeting)).text
    assert "There were no apologies." in pressed(client, "minutes-usual", meeting, line.pk)


def test_who_saves_second_by_a_form_sees_both_texts_and_keeps_either(desk, client, clerk, deputy_clerk):
    made = entry(item(desk, "Plan"), clerk, words="One")
    mine = sent(made, said="Mine")
    entries.save(Entry.objects.get(pk=made.pk), html="Theirs", base_version=1, by=deputy_clerk, at=NOW)
    response = client.post(url("entry", desk, made.pk), mine)
    assert response.status_code == 409
    assert all(
        words in response.text for words in ("Maud Ellery changed this too", "Theirs", ">\nMine</textarea>")
    )
    pressed(client, "entry", desk, made.pk, **(mine | {"base_version": 2}))
    assert Entry.objects.get(pk=made.pk).block.html == "Mine"


def test_who_fills_in_second_is_told_at_the_field(desk, client, clerk, deputy_clerk):
    from pcc_portal.meetings.models.facts import Change

    made = entry(item(desk, "Plan"), clerk, "motion", "it be so")
    raman, karim = desk.people["Raman"].pk, desk.people["Karim"].pk
    mine = sent(made, mover=karim)
    entries.save(made, changed={"mover": Change(None, raman)}, by=deputy_clerk, at=NOW)
    response = client.post(url("entry", desk, made.pk), mine)
    assert (response.status_code, "Somebody chose otherwise here" in response.text) == (409, True)
    pressed(client, "entry", desk, made.pk, **(mine | {"was_mover": raman}))
    assert Motion.objects.get().mover_id == karim


def test_words_typed_into_an_entry_that_was_removed_come_back(desk, client, clerk, deputy_clerk):
    made = entry(item(desk, "Plan"), clerk, words="One")
    mine = sent(made, said="Typed meanwhile") | {"item": made.item_id, "kind_of": "statement"}
    entries.remove(made, by=deputy_clerk, at=NOW)
    response = client.post(url("entry", desk, made.pk), mine)
    assert (response.status_code, "Typed meanwhile" in response.text) == (409, True)
    pressed(client, "entry-add", desk, made.item_id, kind="statement", said="Typed meanwhile")
    assert Entry.objects.get().block.html == "Typed meanwhile"


@pytest.mark.parametrize(
    ("said", "told"),
    [("x" * (MOST + 1), "characters long"), ("x" * 200_000, "This is 200000 characters long")],
)
def test_too_much_is_said_at_the_field_and_kept(desk, client, clerk, said, told):
    made = entry(item(desk, "Plan"), clerk, words="One")
    response = client.post(url("entry", desk, made.pk), sent(made, said=said))
    assert response.status_code == 422
    assert told in response.text
    assert said in response.text
    assert Entry.objects.get().block.html == "One"


def test_pasted_markup_is_words_and_unseen_marks_are_left_out_and_said(desk, client, clerk):
    made = entry(item(desk, "Plan"), clerk)
    page = pressed(client, "entry", desk, made.pk, **sent(made, said="<p class=MsoNormal>Pasted</p>"))
    assert "&lt;p class=MsoNormal&gt;Pasted&lt;/p&gt;" in page
    response = client.post(
        url("entry", desk, made.pk), sent(Entry.objects.get(), said="left\u202eright שלום")
    )
    assert "Marks that nobody sees were left out" in response.text
    assert Entry.objects.get().block.html == "leftright שלום"


def test_a_promise_without_an_owner_is_kept_and_said_at_its_field(desk, client, clerk):
    made = entry(item(desk, "Plan"), clerk, "promise", "send the figures")
    page = client.get(url("entry", desk, made.pk)).text
    assert "No owner yet. Who promised it?" in page
    response = client.post(
        url("entry", desk, made.pk), sent(made, due_on="2020-01-01", said="send the figures")
    )
    assert (response.status_code, "before the meeting at which it was promised" in response.text) == (
        422,
        True,
    )
    assert Promise.objects.get().by is None


def test_somebody_who_is_not_there_cannot_be_picked(desk, client, clerk, officer):
    made = entry(item(desk, "Plan"), clerk, words="One")
    response = client.post(url("entry", desk, made.pk), sent(made, speaker=officer.person_id))
    assert (response.status_code, "Choose from who is there." in response.text) == (422, True)


def test_votes_by_name(desk, client, clerk):
    made = entry(item(desk, "Plan"), clerk, "motion", "it be so")
    page = client.get(url("entry-votes", desk, made.pk)).text
    assert "Councillor Raman (Councillor Dilip Raman)" in page
    votes = {f"p{desk.people[name].pk}": choice for name, choice in (("Raman", "for"), ("Karim", "against"))}
    pressed(client, "entry-votes", desk, made.pk, **votes)
    assert Motion.objects.get().counted == (1, 1, 0)


def test_the_history_of_an_entry_shows_what_each_version_changed(desk, client, clerk):
    made = entry(item(desk, "Plan"), clerk, words="The underspend goes to reserves.")
    entries.save(made, html="The underspend goes to overtime.", base_version=1, by=clerk, at=NOW)
    page = client.get(url("entry-history", desk, made.pk)).text
    assert "goes to <del>reserves</del><ins>overtime</ins>." in page


def test_an_exempt_entry_is_nobodys_who_may_not_read_it(desk, client, clerk, officer, panel_member):
    made = entry(item(desk, "Complaints"), clerk, words="Secret.")
    for who, status in ((officer, 404), (panel_member, 403)):
        client.force_login(who)
        for name in ("entry", "entry-history"):
            assert client.get(url(name, desk, made.pk)).status_code == status


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_as_much_for_one_entry_as_for_three(
    desk, client, clerk, django_assert_num_queries, many
):
    line = item(desk, "Questions")
    for _ in range(many):
        question = entry(line, clerk, "question", "the budget")
        entry(line, clerk, "answer", "it is balanced", parent=question)
        entry(line, clerk, "motion", "it be so")
    client.get(url("minutes", desk))
    with django_assert_num_queries(PAGE):
        client.get(url("minutes", desk))


PAGE = 27
