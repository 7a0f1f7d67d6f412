"""What of the minutes is flagged: nothing stops the keys, and what stops circulating has its way out."""

from datetime import timedelta

import pytest

from pcc_portal.meetings.actions import entries, minutes, motions
from pcc_portal.meetings.models import AttendanceRule, Declaration, Entry
from pcc_portal.meetings.models.attendance import AttendanceStatus
from pcc_portal.meetings.models.facts import Change
from pcc_portal.meetings.proofing.minutes import flags, stopping
from tests.factories.days import NOW
from tests.factories.minutes import entry, item, present, room

CARRIED = {"result": "carried"}


@pytest.fixture
def there(issued, clerk):
    """People in the room by family name, of a meeting that began and rose and needed no exempt part."""
    found = room(issued, clerk)
    minutes.begin(issued, by=clerk, at=NOW)
    minutes.rise(issued, by=clerk, at=NOW + timedelta(hours=1))
    minutes.say_not_needed(issued, is_needed=False, by=clerk, at=NOW)
    return found


def told(of):
    return [flag.message for flag in flags(of.minutes)]


def moved(issued, clerk, there, mover="Raman", seconder="Karim", **facts):
    named = {"mover": mover and there[mover].pk, "seconder": seconder and there[seconder].pk}
    given = {name: pk for name, pk in named.items() if pk}
    return entry(item(issued, "Plan"), clerk, "motion", "it be so", facts=given | CARRIED | facts)


def test_times_that_nobody_gave(issued, clerk):
    entry(item(issued, "Plan"), clerk, words="Said.")
    said = told(issued)
    assert [words.split("?")[0] for words in said] == [
        "When did the meeting begin",
        "When did the meeting rise",
        "Was the exempt part of the agenda entered",
    ]


def test_a_good_motion_has_nothing_against_it(issued, clerk, there):
    moved(issued, clerk, there, unanimous=True)
    moved(issued, clerk, there, votes_for=3, votes_against=2)
    assert told(issued) == []


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"mover": None}, "Who moved it? Choose from the members who are there."),
        ({"seconder": None}, "Who seconded it? Choose from the members who are there."),
        ({"seconder": "Raman"}, "The same person moved and seconded. Choose another seconder."),
        (
            {"mover": "Whitcombe"},
            "Eleanor Whitcombe is no member who was there for this item. Choose another, or put the attendance right.",
        ),
        ({"votes_for": 6}, "6 votes were counted, and 5 members were there. Check the figures."),
        ({"votes_for": 1, "votes_against": 3}, "The figures say otherwise. Check them, or the result."),
        ({"result": ""}, "What became of the motion?"),
    ],
)
def test_motion_flags(issued, clerk, there, how, message):
    how = dict(how)
    if how.get("result") == "":
        made = entry(
            item(issued, "Plan"),
            clerk,
            "motion",
            "it be so",
            facts={"mover": there["Raman"].pk, "seconder": there["Karim"].pk},
        )
        assert made.motion.result == ""
    else:
        moved(issued, clerk, there, **how)
    assert told(issued) == [message]


def test_a_motion_that_fell_needs_no_seconder(issued, clerk, there):
    moved(issued, clerk, there, seconder=None, result="lapsed")
    assert told(issued) == []


def test_a_mover_who_was_away(issued, clerk, there):
    made = moved(issued, clerk, there)
    present(issued, there["Raman"], status=AttendanceStatus.APOLOGIES)
    (flag,) = flags(issued.minutes)
    assert flag.message.startswith("Councillor Raman is no member who was there for this item.")
    assert (flag.entry, flag.name, flag.stops) == (str(made.pk), "mover", True)


def test_no_quorum(issued, clerk, there):
    AttendanceRule.objects.update_or_create(
        body=issued.body,
        from_on=issued.held_on - timedelta(days=900),
        defaults={"quorum_least": 6, "source": "Rules of procedure, 7"},
    )
    moved(issued, clerk, there)
    assert told(issued) == [
        "5 members were there for this item, and a quorum is 6. Put the attendance right."
    ]


def test_a_member_with_an_interest_who_moves_and_votes(issued, clerk, there):
    made = moved(issued, clerk, there)
    motions.vote_by_name(
        made.motion, {there["Raman"].pk: "for", there["Herrick"].pk: "for"}, by=clerk, at=NOW
    )
    Declaration.objects.create(
        meeting=issued,
        item=item(issued, "Plan"),
        person=there["Raman"],
        kind="pecuniary",
        matter="He owns the land.",
        at=NOW,
        by=clerk,
    )
    assert told(issued) == [
        "Councillor Raman has an interest in this item and moved it. Choose another.",
        "Councillor Raman has an interest in this item and voted.",
    ]


def test_who_voted_and_was_not_there(issued, clerk, there):
    made = moved(issued, clerk, there)
    motions.vote_by_name(made.motion, {there["Whitcombe"].pk: "for"}, by=clerk, at=NOW)
    assert told(issued) == ["Eleanor Whitcombe voted and was not there for this item."]


def test_exempt_entries_need_the_resolution(issued, clerk, there):
    entry(item(issued, "Complaints"), clerk, words="Private.")
    assert told(issued) == [
        "The minutes say that the exempt part was not needed, and there are exempt entries. Take one of the two away."
    ]
    minutes.say_not_needed(issued, is_needed=True, by=clerk, at=NOW)
    assert told(issued) == [
        "There are exempt entries, and no resolution to exclude the public was carried. Record it, with its result."
    ]
    motion = motions.exclude_the_public(
        item(issued, "Reports containing exempt information"), by=clerk, at=NOW
    )
    facts = {
        "mover": (None, there["Raman"].pk),
        "seconder": (None, there["Karim"].pk),
        "result": ("", "carried"),
    }
    changed = {name: Change(*was_now) for name, was_now in facts.items()}
    entries.save(Entry.objects.get(pk=motion.pk), changed=changed, by=clerk, at=NOW)
    assert told(issued) == []


def test_empty_entries_and_those_nobody_said(issued, clerk, there):
    line = item(issued, "Questions")
    question = entry(line, clerk, "question")
    entry(line, clerk, "answer", parent=question)
    entry(line, clerk, "promise", "send it")
    assert told(issued) == [
        "Who asked? Choose from who is there.",
        "Nothing is written here yet. Write it, or remove the entry.",
        "Who answered? Choose from who is there.",
        "No owner yet. Who promised it?",
        "By when? Choose a meeting or a day.",
    ]
    assert [flag.message for flag in stopping(issued.minutes)] == told(issued)[:-1]


def test_business_that_nobody_foresaw_is_filled_in_later(issued, clerk, there, monkeypatch):
    monkeypatch.setattr("pcc_portal.meetings.queries.Agenda.resolution", lambda self: "")
    motions.exclude_the_public(item(issued, "Plan"), by=clerk, at=NOW)
    assert "Say what the public were excluded for, and by which paragraph." in told(issued)
