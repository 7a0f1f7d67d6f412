"""A meeting minuted in full: nothing of it is flagged, and part of it may be exempt."""

from datetime import date, timedelta

from pcc_portal.meetings.actions import circulations, minutes, motions
from pcc_portal.meetings.models import Motion
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.minutes import entry, item

NEXT_ON = date(2027, 2, 25)
AFTER = NOW + timedelta(hours=3)


def minuted(issued, clerk, people, *, private=True):
    """A question with a promise, a motion with its resolution; with ``private`` the exempt part entered and spoken in."""
    issued.people = people
    minutes.begin(issued, by=clerk, at=NOW)
    line = item(issued, "Questions")
    asked = entry(line, clerk, "question", "the wait on 101", speaker=people["Raman"])
    entry(line, clerk, "answer", "it had fallen", speaker=people["Whitcombe"], parent=asked)
    owed = {"by": people["Whitcombe"].pk, "due_on": date(2027, 2, 1)}
    entry(line, clerk, "promise", "send the figures for each month", parent=asked, facts=owed)
    carried = {
        "mover": people["Raman"].pk,
        "seconder": people["Karim"].pk,
        "result": "carried",
        "unanimous": True,
    }
    entry(line, clerk, "motion", "the answer be noted", facts=carried)
    entry(line, clerk, "resolution", "Notes the answer")
    if private:
        in_private(issued, clerk, people)
    else:
        minutes.say_not_needed(issued, is_needed=False, by=clerk, at=NOW)
    minutes.rise(issued, by=clerk, at=NOW + timedelta(hours=2))
    return issued


def in_private(issued, clerk, people):
    from pcc_portal.meetings.models import Item

    line = Item.objects.get(meeting=issued, kind="exclusion")
    line.meeting = issued
    made = motions.exclude_the_public(line, by=clerk, at=NOW)
    Motion.objects.filter(entry=made).update(
        mover=people["Ashdown"], seconder=people["Karim"], result="carried", unanimous=True
    )
    exempt = Item.objects.filter(meeting=issued, part="exempt").first()
    exempt.meeting = issued
    entry(exempt, clerk, "statement", "Thistlewood was discussed")


def later(by, *, held_on=NEXT_ON):
    """The next meeting, in draft."""
    return meetings.meeting(by, held_on=held_on)


def circulated(issued, clerk, people, *, private=False):
    minuted(issued, clerk, people, private=private)
    if private:
        circulations.say_coherent(issued, summary="", by=clerk, at=AFTER)
    return circulations.circulate(issued, by=clerk, at=AFTER)
