"""What becomes of a meeting: planned, called, moved, held, broken off, cancelled; each change is public in the same press."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.actions import agendas, calls, changes, seats
from pcc_portal.meetings.actions.calls import When
from pcc_portal.meetings.models import CalendarDay, Item, Meeting, MeetingChange
from pcc_portal.meetings.states import LIFE_MOVES, ChangeKind, Life
from pcc_portal.notices.models import Message
from tests.factories import meetings, packs
from tests.factories.days import NOW, moment

HELD_ON = date(2026, 12, 17)
LATER = When(date(2027, 1, 21), time(10, 30), "Guildhall")
AFTER = moment(2026, 12, 18)
L = Life
# Written out once more, so that a change of the table is made twice.
MOVES = (
    {(L.PLANNED, L.CALLED), (L.PLANNED, L.CANCELLED), (L.HELD, L.ADJOURNED), (L.HELD, L.INQUORATE)}
    | {(L.CALLED, to) for to in (L.HELD, L.ADJOURNED, L.INQUORATE, L.CANCELLED)}
    | {
        (now, to)
        for now in (L.ADJOURNED, L.INQUORATE)
        for to in (L.HELD, L.ADJOURNED, L.INQUORATE, L.CANCELLED)
    }
)


@pytest.mark.parametrize("life", Life)
@pytest.mark.parametrize("target", Life)
def test_lives_move_only_along_the_table(life, target):
    meeting = Meeting(life=str(life))
    if (life, target) in MOVES:
        move(meeting, target, along=LIFE_MOVES, field="life")
        assert meeting.life == target
    else:
        with pytest.raises(BadMove):
            move(meeting, target, along=LIFE_MOVES, field="life")
        assert meeting.life == life


@pytest.fixture
def planned(panel_body, clerk):
    return meetings.meeting(clerk, of=panel_body, held_on=HELD_ON)


@pytest.fixture
def called(planned, clerk):
    return calls.call(planned, by=clerk, at=NOW)


@pytest.fixture
def issued(planned, clerk):
    meetings.item(planned, clerk, title="Budget")
    meetings.item(planned, clerk, title="Plan")
    return packs.issued(planned, clerk)


def notice(meeting):
    return Release.objects.live().get(kind="meetings.notice", subject_id=str(meeting.pk))


def kinds(meeting):
    return list(MeetingChange.objects.filter(meeting=meeting).order_by("pk").values_list("kind", flat=True))


class TestCalling:
    def test_a_planned_meeting_is_nobodys_business(self, planned):
        assert not Release.objects.exists()

    def test_calling_publishes_time_and_place_before_there_is_an_agenda(self, called):
        row = notice(called)
        assert (row.on, row.version, row.title) == (
            HELD_ON,
            1,
            f"{called.body.name}, Thursday 17 December 2026",
        )
        assert (row.facts["life"], row.facts["life_words"], row.facts["starts_at"]) == ("called", "", "14:00")
        assert row.facts["papers_by"] == "2026-12-09"
        assert "100A(6)" in row.rule
        assert not Release.objects.filter(kind="meetings.agenda").exists()

    def test_called_once(self, called, clerk):
        with pytest.raises(BadMove):
            calls.call(called, by=clerk, at=NOW)
        assert kinds(called) == ["called"]

    def test_issuing_calls_what_was_only_planned(self, issued):
        issued.refresh_from_db()
        assert (issued.life, kinds(issued)) == ("called", ["called"])

    def test_the_notice_is_one_release_from_call_to_issue(self, called, clerk):
        packs.issued(called, clerk)
        assert (notice(called).version, kinds(called)) == (2, ["called"])


class TestDays:
    def test_not_in_the_past(self, panel_body, clerk):
        with pytest.raises(calls.InThePast):
            calls.plan(panel_body, held_on=date(2026, 10, 29), by=clerk, at=NOW)
        made = calls.plan(panel_body, held_on=date(2026, 10, 29), by=clerk, at=NOW, afterwards=True)
        assert made.life == "planned"

    @pytest.mark.parametrize(
        ("day", "why"),
        [
            (date(2026, 12, 25), "a bank holiday (Christmas Day)"),
            (date(2027, 1, 2), "a Saturday"),
            (date(2027, 1, 13), "no working day (Day of mourning)"),
        ],
    )
    def test_a_day_off_must_be_meant(self, panel_body, clerk, day, why):
        CalendarDay.objects.create(
            day=date(2027, 1, 13),
            name="Day of mourning",
            kind="mourning",
            source="Proclamation",
            created_at=NOW,
            created_by=clerk,
        )
        with pytest.raises(calls.NotAWorkingDay) as refused:
            calls.plan(panel_body, held_on=day, by=clerk, at=NOW)
        assert why in str(refused.value)
        assert calls.plan(panel_body, held_on=day, by=clerk, at=NOW, off_day=True).held_on == day

    def test_an_hour_that_the_clocks_skip(self, panel_body, clerk):
        """On 28 March 2027 the clocks go from 1am to 2am."""
        sunday = {"held_on": date(2027, 3, 28), "by": clerk, "at": NOW, "off_day": True}
        with pytest.raises(calls.NoSuchHour, match="no 1:30am"):
            calls.plan(panel_body, starts_at=time(1, 30), **sunday)
        assert calls.plan(panel_body, starts_at=time(2), **sunday).starts_at == time(2)

    def test_of_the_hour_that_comes_twice_the_first_is_meant(self, panel_body, clerk):
        """On 31 October 2027 it is 1:30am in summer time, and an hour later again."""
        day = date(2027, 10, 31)
        made = calls.plan(panel_body, held_on=day, starts_at=time(1, 30), by=clerk, at=NOW, off_day=True)
        assert calls.is_doubled(day, time(1, 30))
        assert not calls.is_doubled(day, time(2))
        assert made.begins_at.utcoffset().total_seconds() == 3600


class TestMoving:
    def test_it_keeps_its_address_and_says_what_changed(self, called, clerk):
        moved = changes.move(called, LATER, reason="The hall is flooded.", by=clerk, at=NOW)
        assert (moved.ref, moved.held_on, moved.life) == ("pcp-2026-12-17", LATER.held_on, "called")
        row = notice(moved)
        assert (row.version, row.on, row.collection) == (2, LATER.held_on, "pcp-2026-12-17")
        assert row.facts["life_words"] == (
            "This meeting has been moved. It is now on Thursday 21 January 2027, 10:30am, Guildhall."
        )
        assert (row.facts["was_on"], row.facts["was_at"]) == ("2026-12-17", "14:00")
        assert row.facts["reason"] == "The hall is flooded."

    def test_another_meeting_on_its_old_day_has_a_ref_of_its_own(self, called, panel_body, clerk):
        changes.move(called, LATER, reason="Flood", by=clerk, at=NOW)
        second = meetings.meeting(clerk, of=panel_body, held_on=HELD_ON)
        changes.move(second, When(date(2027, 1, 28), time(10), "Guildhall"), reason="", by=clerk, at=NOW)
        assert [second.ref, meetings.meeting(clerk, of=panel_body, held_on=HELD_ON).ref] == [
            "pcp-2026-12-17-2",
            "pcp-2026-12-17-3",
        ]

    def test_a_moved_meeting_takes_its_new_day(self, called, panel_body, clerk):
        meetings.meeting(clerk, of=panel_body, held_on=LATER.held_on)
        with pytest.raises(calls.DateTaken):
            changes.move(called, LATER, reason="Flood", by=clerk, at=NOW)
        assert notice(called).version == 1

    def test_less_than_five_clear_days_need_the_reason_and_it_is_published(self, called, clerk):
        soon = When(date(2026, 11, 9), time(14), "Guildhall")  # four clear days from Monday 2 November
        with pytest.raises(changes.NeedsNoticeReason, match="4 clear working days"):
            changes.move(called, soon, reason="Brought forward.", by=clerk, at=NOW)
        changes.move(
            called, soon, reason="Brought forward.", notice_reason="The grant lapses.", by=clerk, at=NOW
        )
        assert notice(called).facts["notice_reason"] == "The grant lapses."

    def test_put_off_to_a_day_nobody_knows(self, called, panel_body, clerk):
        put_off = changes.move(called, None, reason="Snow", by=clerk, at=NOW)
        assert (put_off.is_date_fixed, str(put_off)) == (False, "Panel, date to be fixed")
        assert notice(called).title == f"{panel_body.name}, date to be fixed"
        meetings.meeting(clerk, of=panel_body, held_on=HELD_ON)  # it keeps nobody from its day
        again = changes.move(put_off, LATER, reason="A hall was found.", by=clerk, at=NOW)
        assert (again.is_date_fixed, notice(again).on) == (True, LATER.held_on)

    def test_a_planned_date_moves_without_a_word(self, planned, clerk):
        changes.move(planned, LATER, reason="", by=clerk, at=NOW)
        assert (Release.objects.count(), kinds(planned)) == (0, [])
        with pytest.raises(changes.NotToCome):
            changes.move(planned, None, reason="", by=clerk, at=NOW)

    def test_what_was_issued_stays_as_issued(self, issued, clerk):
        before = list(
            Release.objects.exclude(kind="meetings.notice")
            .order_by("pk")
            .values_list("pk", "version", "on", "sha256")
        )
        changes.move(issued, LATER, reason="Flood", by=clerk, at=NOW)
        after = Release.objects.live().exclude(kind="meetings.notice").order_by("pk")
        assert list(after.values_list("pk", "version", "on", "sha256")) == before

    def test_to_where_it_is_already_is_no_move(self, called, clerk):
        with pytest.raises(changes.NothingMoved):
            changes.move(called, When(HELD_ON, time(14), called.venue), reason="x", by=clerk, at=NOW)

    def test_not_while_its_pages_are_being_made(self, planned, clerk):
        agendas.lock(planned, by=clerk, at=NOW)
        with pytest.raises(changes.BeingIssued):
            changes.move(planned, LATER, reason="x", by=clerk, at=NOW)

    def test_a_draft_is_another_edition(self, called, clerk):
        assert changes.move(called, LATER, reason="x", by=clerk, at=NOW).edition == called.edition + 1


class TestAfterwards:
    def test_nobody_knows_before_it_begins(self, issued, clerk):
        with pytest.raises(changes.NotYet):
            changes.mark_held(issued, by=clerk, at=moment(2026, 12, 17, 13, 59))
        assert changes.mark_held(issued, by=clerk, at=moment(2026, 12, 17, 14)).life == "held"

    @pytest.mark.parametrize(
        ("act", "life"), [(changes.adjourn, "adjourned"), (changes.mark_inquorate, "inquorate")]
    )
    def test_broken_off_it_goes_on_with_what_was_left(self, issued, clerk, act, life):
        left = Item.objects.get(meeting=issued, public_title="Plan")
        on = act(issued, LATER, reason="The alarm went.", unfinished=[left.pk], by=clerk, at=AFTER)
        facts = notice(on).facts
        assert (on.life, on.ref, on.held_on) == (life, "pcp-2026-12-17", LATER.held_on)
        assert (facts["unfinished"], facts["was_on"]) == ([{"number": "2", "title": "Plan"}], "2026-12-17")
        assert facts["life_words"].endswith("It goes on on Thursday 21 January 2027, 10:30am, Guildhall.")
        held = changes.mark_held(on, by=clerk, at=moment(2027, 1, 22))
        assert (held.life, notice(held).facts["unfinished"]) == ("held", [])

    def test_adjourned_to_a_day_to_be_fixed_and_then_fixed(self, issued, clerk):
        on = changes.adjourn(issued, None, reason="Alarm", unfinished=[], by=clerk, at=AFTER)
        with pytest.raises(changes.NotYet):
            changes.mark_held(on, by=clerk, at=AFTER)
        fixed = changes.move(on, LATER, reason="A day was found.", by=clerk, at=AFTER)
        assert (fixed.life, notice(fixed).on) == ("adjourned", LATER.held_on)

    def test_titles_of_an_agenda_that_is_not_public_are_not_told(self, called, clerk):
        item = meetings.item(called, clerk, title="Not public yet")
        changes.adjourn(called, None, reason="Alarm", unfinished=[item.pk], by=clerk, at=AFTER)
        assert notice(called).facts["unfinished"] == []


class TestCancelling:
    def test_it_says_why_and_frees_its_day(self, issued, panel_body, clerk):
        changes.cancel(issued, reason="No business.", by=clerk, at=NOW)
        row = notice(issued)
        assert (row.facts["life"], row.facts["life_words"]) == ("cancelled", "This meeting is cancelled.")
        assert row.facts["reason"] == "No business."
        assert meetings.meeting(clerk, of=panel_body, held_on=HELD_ON).ref == "pcp-2026-12-17-2"

    def test_that_is_how_it_stays(self, issued, clerk):
        gone = changes.cancel(issued, reason="No business.", by=clerk, at=NOW)
        with pytest.raises(changes.NotToCome):
            changes.move(gone, LATER, reason="x", by=clerk, at=NOW)
        with pytest.raises(BadMove):
            changes.mark_held(gone, by=clerk, at=AFTER)

    def test_no_papers_are_issued_for_it(self, called, clerk):
        gone = changes.cancel(called, reason="No business.", by=clerk, at=NOW)
        with pytest.raises(agendas.NotToBe, match="cancelled"):
            agendas.lock(gone, by=clerk, at=NOW)

    def test_what_was_only_planned_goes_in_silence(self, planned, clerk):
        changes.cancel(planned, reason="No business.", by=clerk, at=NOW)
        assert Release.objects.count() == 0

    def test_it_counts_for_nobodys_attendance(self, panel_body, clerk):
        def made(life, day):
            return Meeting.objects.create(
                body=panel_body,
                ref=life,
                held_on=date(2026, 11, day),
                starts_at=time(14),
                venue="x",
                life=life,
            )

        every = {life: made(life, day) for day, life in enumerate(Life, start=1)}
        counted = set(Meeting.objects.counting())
        assert counted == {every[Life.HELD], every[Life.ADJOURNED], every[Life.INQUORATE]}


class TestConstraints:
    def refused(self, **changed):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.update(**changed)

    def test_two_live_meetings_never_share_a_day(self, called, panel_body, clerk):
        meetings.meeting(clerk, of=panel_body, held_on=LATER.held_on)
        self.refused(held_on=LATER.held_on)

    def test_a_planned_or_held_meeting_has_a_day(self, planned):
        self.refused(is_date_fixed=False)
        self.refused(is_date_fixed=False, life=Life.HELD)

    def test_what_is_issued_is_called(self, issued):
        self.refused(life=Life.PLANNED)

    @pytest.mark.parametrize("kind", ChangeKind)
    def test_the_public_is_owed_a_reason(self, called, clerk, kind):
        row = MeetingChange(
            meeting=called, kind=kind, was_on=HELD_ON, was_at=time(14), was_venue="x", at=NOW, by=clerk
        )
        if kind in {"called", "held"}:
            row.save()
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()


def test_nothing_is_public_when_the_change_fails(called, clerk, monkeypatch):
    """The change and its notice stand or fall together."""
    monkeypatch.setattr(changes.public_notices, "publish", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        changes.cancel(called, reason="x", by=clerk, at=NOW)
    called.refresh_from_db()
    assert (called.life, kinds(called), notice(called).version) == ("called", ["called"], 1)


class TestTelling:
    @pytest.fixture(autouse=True)
    def seated(self, panel_body, panel_member, clerk):
        (seat,) = meetings.seats(panel_body, "north")
        seats.fill(seat, panel_member.person, from_on=date(2026, 1, 1), by=clerk, at=NOW)

    def mails(self):
        return list(Message.objects.filter(kind__startswith="meetings").order_by("pk"))

    def test_one_press_mails_everyone_the_reason(self, called, clerk, panel_member):
        before = len(self.mails())
        changes.move(called, LATER, reason="The hall is flooded.", by=clerk, at=NOW)
        told = [m for m in self.mails() if "flooded" in m.body_text]
        assert panel_member.email in {m.to for m in told}
        assert len(self.mails()) - before == len(told)
        assert all("Thursday 21 January 2027, 10:30am, Guildhall" in m.body_text for m in told)

    def test_what_was_only_planned_tells_nobody(self, planned, clerk, panel_member):
        changes.move(planned, LATER, reason="", by=clerk, at=NOW)
        changes.cancel(planned, reason="No business.", by=clerk, at=NOW)
        assert self.mails() == []

    def test_that_it_was_held_is_no_news(self, issued, clerk, panel_member):
        before = len(self.mails())
        changes.mark_held(issued, by=clerk, at=AFTER)
        assert len(self.mails()) == before
