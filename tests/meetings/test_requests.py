"""Papers that somebody was asked for: the day, the promise, how late it came, reminders, one press for all who are late."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import papers, requests
from pcc_portal.meetings.actions.drafts import AgendaLocked
from pcc_portal.meetings.models import Body, Meeting, Paper, PaperRequest
from pcc_portal.meetings.states import REQUEST_MOVES, PaperState, RequestState
from pcc_portal.notices import actions as mails
from pcc_portal.notices.models import Message
from tests.factories import meetings as make
from tests.factories.days import NOW, TODAY, moment
from tests.factories.requests import DUE, asked, guest

pytestmark = pytest.mark.django_db

R = RequestState
# Written out once more, so that a change of the table is made twice.
MOVES = {
    (state, to) for state in (R.ASKED, R.PROMISED, R.RETURNED) for to in (R.PROMISED, R.IN, R.WITHDRAWN)
} | {(R.IN, R.RETURNED), (R.IN, R.WITHDRAWN)}
LATE = moment(2026, 11, 25)  # three working days after DUE


@pytest.fixture
def item(panel_body, clerk):
    return make.item(make.meeting(clerk, of=panel_body), clerk, title="Partnerships", kind="papers")


@pytest.fixture
def request_(item, officer, clerk):
    return asked(item, officer, clerk)


def fresh(row):
    return PaperRequest.objects.with_people().get(pk=row.pk)


def write_and_send(row, by, at):
    paper = papers.write(row.paper, by=by, at=at)
    return papers.submit(paper, by=by, at=at)


def kinds():
    return list(Message.objects.values_list("kind", "to"))


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("target", RequestState)
def test_a_request_moves_only_along_the_table(state, target):
    row = PaperRequest(state=str(state))
    if (state, target) in MOVES:
        move(row, target, along=REQUEST_MOVES, field="state")
        assert row.state == target
    else:
        with pytest.raises(BadMove):
            move(row, target, along=REQUEST_MOVES, field="state")


@pytest.mark.parametrize(
    ("notice", "ahead", "due"),
    [
        (5, 5, date(2026, 12, 2)),  # held on 17 December: last day for notice is the 9th
        (5, 10, date(2026, 11, 25)),
        (3, 0, date(2026, 12, 11)),
    ],
)
def test_papers_are_due_so_many_working_days_before_the_last_day_for_notice(panel_body, notice, ahead, due):
    panel_body.notice_days, panel_body.papers_due_days = notice, ahead
    assert requests.due_on(panel_body, make.HELD_ON) == due


def test_bank_holidays_are_no_working_days_here_either(panel_body):
    assert requests.due_on(panel_body, date(2027, 1, 7)) == date(2026, 12, 18)


def test_asking_makes_the_place_and_tells_the_author_without_the_brief(item, officer, clerk):
    row = asked(item, officer, clerk, brief="Say what Quillfeather cost.")
    assert (row.paper.item, row.paper.state, row.state) == (item, PaperState.DRAFTING, R.ASKED)
    (mail,) = Message.objects.all()
    assert (mail.kind, mail.to, mail.secret) == ("meetings.paper_asked", officer.email, False)
    assert "Yearly report" in mail.body_text
    assert "Friday 20 November 2026" in mail.body_text
    assert f"/panel/meetings/{item.meeting.ref}/papers/{row.paper_id}/" in mail.body_text
    assert "Quillfeather" not in mail.body_text + str(list(Event.objects.values_list("facts", flat=True)))


def test_every_body_can_ask(clerk, officer):
    board = make.body("gpb")
    row = asked(make.item(make.meeting(clerk, of=board), clerk), officer, clerk)
    assert row.item.meeting.body.regime == "sio"


def test_a_paper_is_asked_of_one_person(request_, clerk, force_lead, office):
    again = {"title": "x", "due_on": DUE, "organisation": office, "by": clerk, "at": NOW}
    with pytest.raises(requests.AlreadyAsked):
        requests.ask(request_.item, author=force_lead, paper=request_.paper, **again)
    requests.withdraw(request_, reason="Asked the wrong one", by=clerk, at=NOW)
    second = requests.ask(request_.item, author=force_lead, paper=request_.paper, **again)
    assert (second.author, second.title) == (force_lead, "Yearly report")


def test_a_draft_in_somebodys_hands_is_not_handed_to_another(request_, clerk, officer, force_lead, office):
    papers.take_up(request_.paper, by=officer, at=NOW)
    requests.withdraw(request_, reason="Left", by=clerk, at=NOW)
    with pytest.raises(requests.NotToBeAskedFor):
        asked(request_.item, force_lead, clerk, paper=Paper.objects.get(pk=request_.paper_id))


def test_what_is_in_is_not_asked_for(item, clerk, officer):
    paper = make.written(item, clerk)
    with pytest.raises(requests.NotToBeAskedFor):
        asked(item, officer, clerk, paper=paper)


def test_a_locked_agenda_gets_no_new_paper(item, clerk, officer):
    Meeting.objects.update(status="being_issued")
    with pytest.raises(AgendaLocked):
        asked(item, officer, clerk)
    assert not PaperRequest.objects.exists()


class TestComingIn:
    @pytest.mark.parametrize(
        ("at", "late", "words"),
        [
            (moment(2026, 11, 20, 23, 30), 0, "In time."),
            (moment(2026, 11, 21), 1, "1 working day late."),  # a Saturday
            (moment(2026, 11, 23), 1, "1 working day late."),
            (LATE, 3, "3 working days late."),
        ],
    )
    def test_how_late_it_was(self, request_, officer, at, late, words):
        write_and_send(request_, officer, at)
        row = fresh(request_)
        assert (row.state, row.came_in_at, row.days_late, row.punctuality) == (R.IN, at, late, words)

    def test_what_the_clerk_takes_in_for_somebody_has_come_in_too(self, request_, clerk):
        paper = papers.write(request_.paper, by=clerk, at=NOW)
        papers.accept(paper, by=clerk, at=LATE)
        assert (fresh(request_).state, fresh(request_).days_late) == (R.IN, 3)

    def test_accepting_it_changes_nothing(self, request_, officer, clerk):
        paper = write_and_send(request_, officer, NOW)
        papers.accept(paper, by=clerk, at=LATE)
        assert fresh(request_).came_in_at == NOW

    def test_given_back_it_is_owed_again_and_the_mail_says_no_reason(self, request_, officer, clerk):
        paper = write_and_send(request_, officer, LATE)
        papers.give_back(paper, reason="Name no Quillfeather", due_on=date(2026, 11, 27), by=clerk, at=LATE)
        row = fresh(request_)
        assert (row.state, row.due_on, row.days_late) == (R.RETURNED, date(2026, 11, 27), 3)
        mail = Message.objects.get(kind="meetings.paper_returned")
        assert "Friday 27 November 2026" in mail.body_text
        assert "Quillfeather" not in mail.body_text
        papers.submit(Paper.objects.get(pk=paper.pk), by=officer, at=moment(2026, 11, 30))
        assert (fresh(request_).state, fresh(request_).days_late) == (R.IN, 3)  # how late it first was

    def test_to_follow_moves_the_day_with_it(self, request_, clerk):
        papers.await_(request_.paper, state="to_follow", due_on=date(2026, 12, 4), by=clerk, at=NOW)
        assert fresh(request_).due_on == date(2026, 12, 4)
        requests.change_due(fresh(request_), due_on=date(2026, 12, 7), by=clerk, at=NOW)
        assert Paper.objects.get(pk=request_.paper_id).due_on == date(2026, 12, 7)

    @pytest.mark.parametrize("state", ["separate", "named"])
    def test_what_is_not_to_be_in_the_pack_is_not_asked_for(self, request_, clerk, state):
        papers.await_(request_.paper, state=state, by=clerk, at=NOW)
        assert fresh(request_).state == R.WITHDRAWN

    def test_a_paper_taken_off_the_agenda_is_not_asked_for_and_stays_known(self, request_, clerk, officer):
        papers.remove(request_.paper, by=clerk, at=NOW)
        row = fresh(request_)
        assert (row.state, row.paper, row.title) == (R.WITHDRAWN, None, "Yearly report")
        assert ("meetings.paper_withdrawn", officer.email) in kinds()


def test_a_promise_leaves_the_day_as_it_is(request_, officer):
    row = requests.promise(request_, promised_for=date(2026, 11, 26), by=officer, at=NOW)
    assert (row.state, row.due_on) == (R.PROMISED, DUE)
    assert row.standing(on=date(2026, 11, 24)) == (
        "Due Friday 20 November, 2 working days late. Promised for Thursday 26 November."
    )


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "Due Friday 20 November, 14 working days left."),
        (DUE, "Due Friday 20 November, today."),
        (date(2026, 11, 23), "Due Friday 20 November, 1 working day late."),
    ],
)
def test_where_it_stands_in_words(request_, on, words):
    assert request_.standing(on=on) == words


class TestChasing:
    @pytest.fixture
    def four(self, item, clerk, request):
        """Late; late with a promise that holds; late with a promise that does not; not late."""
        days = {"officer": DUE, "force_lead": DUE, "analyst": DUE, "commissioner": date(2026, 12, 1)}
        rows = [
            asked(item, request.getfixturevalue(who), clerk, title=f"Paper of {who}", due_on=due)
            for who, due in days.items()
        ]
        requests.promise(rows[1], promised_for=date(2026, 11, 26), by=rows[1].author, at=NOW)
        requests.promise(rows[2], promised_for=date(2026, 11, 24), by=rows[2].author, at=NOW)
        Message.objects.all().delete()
        return rows

    def test_everyone_who_is_late_and_nobody_else(self, four, clerk, officer, analyst, item):
        late = requests.late(item.meeting, on=LATE.date())
        assert [row.pk for row in late] == [four[0].pk, four[2].pk]
        chosen = {row.pk for row in four}
        assert requests.chase(item.meeting, chosen=chosen, by=clerk, at=LATE) == 2
        assert sorted(kinds()) == sorted(
            [("meetings.paper_chased", officer.email), ("meetings.paper_chased", analyst.email)]
        )
        assert "3 working days ago" in Message.objects.get(to=officer.email).body_text

    def test_twice_on_one_day_is_once(self, four, clerk, deputy_clerk, item):
        chosen = {row.pk for row in four}
        requests.chase(item.meeting, chosen=chosen, by=clerk, at=LATE)
        assert requests.chase(item.meeting, chosen=chosen, by=deputy_clerk, at=LATE) == 0
        assert requests.chase(item.meeting, chosen=chosen, by=clerk, at=LATE + timedelta(days=1)) == 2

    def test_who_is_left_out_hears_nothing(self, four, clerk, item):
        assert requests.chase(item.meeting, chosen={four[2].pk}, by=clerk, at=LATE) == 1

    def test_a_mail_that_waited_until_the_paper_came_is_held(self, four, clerk, officer, item):
        requests.chase(item.meeting, chosen={four[0].pk}, by=clerk, at=LATE)
        write_and_send(four[0], officer, LATE)
        assert mails.send(Message.objects.get(to=officer.email), at=LATE).state == "held"

    def test_a_mail_about_a_withdrawn_request_is_held(self, request_, clerk):
        requests.withdraw(request_, reason="Not needed", by=clerk, at=NOW)
        mail = mails.send(Message.objects.get(kind="meetings.paper_asked"), at=NOW)
        assert (mail.state, rules.may_hear_of_request(mail)) == ("held", False)


class TestReminders:
    """The Panel reminds five working days and one working day before."""

    def days(self, row, first=TODAY, last=DUE):
        """On which mornings the clock writes."""
        found = []
        for n in range((last - first).days + 4):
            at = moment(first.year, first.month, first.day, 7, 30) + timedelta(days=n)
            before = Message.objects.count()
            requests.remind(at=at)
            requests.remind(at=at)  # twice does no harm
            found += [at.date()] * (Message.objects.count() - before)
        return found

    def test_on_the_days_that_the_body_has(self, request_, panel_body):
        assert self.days(request_) == [date(2026, 11, 13), date(2026, 11, 19)]

    def test_other_days_are_data(self, request_, panel_body):
        Body.objects.update(remind_days=[2, 0])
        assert self.days(request_) == [date(2026, 11, 18), DUE]

    def test_no_days_no_mail(self, request_):
        Body.objects.update(remind_days=[])
        assert self.days(request_) == []

    def test_counted_to_the_promise(self, request_, officer):
        requests.promise(request_, promised_for=date(2026, 11, 24), by=officer, at=NOW)
        assert self.days(request_, last=date(2026, 11, 25)) == [date(2026, 11, 17), date(2026, 11, 23)]

    def test_a_clock_that_stood_still_catches_up_with_one_mail(self, request_):
        assert requests.remind(at=moment(2026, 11, 16, 7)) == 1
        assert requests.remind(at=moment(2026, 11, 17, 7)) == 0

    @pytest.mark.parametrize("end", ["in", "withdrawn", "over", "cancelled"])
    def test_nobody_is_reminded_of_what_is_not_awaited(self, request_, officer, clerk, end):
        if end == "in":
            write_and_send(request_, officer, NOW)
        elif end == "withdrawn":
            requests.withdraw(request_, reason="No", by=clerk, at=NOW)
        elif end == "cancelled":
            Meeting.objects.update(life="cancelled")
        else:
            Meeting.objects.update(held_on=date(2026, 11, 10))
        Message.objects.all().delete()
        assert requests.remind(at=moment(2026, 11, 16, 7)) == 0

    def test_the_clock_strikes_it(self, request_, monkeypatch):
        from pcc_portal.meetings import clock

        monkeypatch.setattr(clock.timezone, "now", lambda: moment(2026, 11, 19, 7, 30))
        clock.remind()
        assert Message.objects.filter(kind="meetings.paper_reminder").count() == 1


class TestWhoMayRead:
    def test_who_was_asked_writes_whatever_their_office(self, item, clerk, panel_chair, panel_member):
        row = asked(item, panel_chair, clerk)
        paper = Paper.objects.select_related("item__meeting__body", "document").get(pk=row.paper_id)
        assert [rules.may_write(who, paper) for who in (panel_chair, panel_member)] == [True, False]
        assert list(Paper.objects.visible_to(panel_chair)) == [paper]
        assert list(Paper.objects.visible_to(panel_member)) == []
        requests.withdraw(row, reason="No", by=clerk, at=NOW)
        assert list(Paper.objects.visible_to(panel_chair)) == []

    def test_an_account_that_cannot_sign_in_has_no_right_but_that(self, item, clerk):
        row = asked(item, guest(clerk), clerk)
        other = make.written(item, clerk, accepted=False)
        assert [p.pk for p in Paper.objects.visible_to(row.author)] == [row.paper_id]
        assert rules.may_write(row.author, other) is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "in"},
        {"state": "promised"},
        {"state": "withdrawn"},
        {"withdrawn_at": NOW},
        {"paper": None},
        {"state": "in", "came_in_at": NOW},
    ],
)
def test_the_database_says_no_too(request_, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperRequest.objects.filter(pk=request_.pk).update(**wrong)


def test_two_live_requests_for_one_paper_cannot_be(request_, officer, clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperRequest.objects.create(
            item=request_.item,
            paper=request_.paper,
            author=officer,
            due_on=DUE,
            asked_at=NOW,
            asked_by=clerk,
            title="x",
        )
