"""What was promised: looked after by the clerk, read by members, public only from minutes that are out, late by one clock."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panel.actions import promises as listed
from panel.queries import promises as asked
from pcc_portal.audit.models import Event
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions import calls, composed, minutes, promises
from pcc_portal.meetings.models import Meeting, Promise
from pcc_portal.meetings.states import Life, PromiseState
from pcc_portal.writing.models import Block
from tests.factories import after, meetings, people
from tests.factories.days import moment
from tests.factories.minutes import entry, item, room
from tests.panel import released

pytestmark = pytest.mark.django_db

SAID_ON = date(2026, 9, 17)
LATER = moment(2026, 11, 20)
PUBLIC, KEPT = "/panel/promises/", "/panel/promises/keep/"


@pytest.fixture
def held(clerk):
    """A meeting of September with people in the room, which has risen."""
    meeting = released.let_out(after.agenda(meetings.meeting(clerk, held_on=SAID_ON), clerk), clerk)
    meeting.people = room(meeting, clerk)
    minutes.begin(meeting, by=clerk, at=moment(2026, 9, 17, 14))
    minutes.rise(meeting, by=clerk, at=moment(2026, 9, 17, 16))
    return meeting


@pytest.fixture
def coming(clerk):
    """The next meeting, with an agenda in draft."""
    return meetings.meeting(clerk, held_on=date(2026, 12, 17))


def promised(held, clerk, words="send the method", *, private=False, by="Adeyemi", **facts):
    owner = {"by": held.people[by].pk} if by else {}
    under = item(held, "Complaints" if private else "Questions")
    made = entry(under, clerk, "promise", words, facts=owner | facts)
    return Promise.objects.select_related("entry__minutes__meeting").get(entry=made)


def out(held, clerk):
    """Its minutes are public."""
    return releases.release(
        "meetings.minutes",
        subject=held.minutes,
        collection=held.ref,
        title="Minutes",
        rule="a rule",
        content=Content(html="<p>Minutes</p>"),
        by=clerk,
        at=LATER,
    )


def again(row):
    return Promise.objects.get(pk=row.pk)


def kept(client, **chosen):
    answer = client.get(KEPT, chosen)
    return answer.text if answer.status_code == 200 else answer.status_code


class TestWhatBecomesOfIt:
    def test_reported_back_done_and_open_again(self, held, clerk, coming):
        row = promised(held, clerk)
        where = meetings.item(coming, clerk, title="Report of the Commissioner")
        promises.report(row, on=date(2026, 11, 12), item=where, by=clerk, at=LATER)
        assert (again(row).state, again(row).report_item) == ("reported", where)
        promises.finish(row, on=date(2026, 11, 13), by=clerk, at=LATER)
        assert (again(row).state, again(row).settled_on) == ("done", date(2026, 11, 13))
        promises.reopen(row, by=clerk, at=LATER)
        assert (again(row).state, again(row).settled_on, again(row).report_item) == ("open", None, where)
        told = Event.objects.filter(thread=held.ref, kind__startswith="meetings.promise").order_by("pk")
        assert [event.kind.rpartition(".")[2] for event in told] == ["reported", "done", "reopened"]

    def test_a_paper_says_under_which_item(self, held, clerk, coming):
        line = meetings.item(coming, clerk, kind="papers")
        paper = meetings.paper(line, clerk, title="Police numbers")
        row = promises.report(promised(held, clerk), on=SAID_ON, paper=paper, by=clerk, at=LATER)
        assert (row.report_item, row.report_paper) == (line, paper)
        assert asked.Promised(row, SAID_ON).where_reported.startswith("Police numbers, ")

    def test_no_words_of_it_are_in_the_audit(self, held, clerk):
        row = promised(held, clerk, "write to Mr Nobody")
        promises.drop(row, reason="Mr Nobody has moved.", by=clerk, at=LATER)
        assert "Nobody" not in str(list(Event.objects.values_list("facts", flat=True)))

    @pytest.mark.parametrize(
        ("on", "words"),
        [
            (SAID_ON - timedelta(days=1), "before the meeting at which it was promised"),
            (date(2026, 11, 21), "still to come"),
        ],
    )
    def test_a_day_out_of_turn_is_refused_and_nothing_is_written(self, held, clerk, on, words):
        row = promised(held, clerk)
        before = Event.objects.count()
        for act in (promises.report, promises.finish):
            with pytest.raises(promises.DayOutOfTurn, match=words):
                act(row, on=on, by=clerk, at=LATER)
        assert (again(row).state, Event.objects.count()) == ("open", before)

    def test_it_is_not_reported_where_it_was_made(self, held, clerk):
        with pytest.raises(promises.ReportedElsewhere):
            promises.report(promised(held, clerk), on=SAID_ON, item=item(held, "Plan"), by=clerk, at=LATER)

    def test_it_is_dropped_for_a_reason_alone(self, held, clerk):
        row = promised(held, clerk)
        with pytest.raises(promises.NoReason):
            promises.drop(row, reason="  ", by=clerk, at=LATER)
        promises.drop(row, reason="The scheme has ended.", by=clerk, at=LATER)
        assert (again(row).state, again(row).reason_is_public) == ("dropped", False)
        with pytest.raises(BadMove):
            promises.finish(row, on=SAID_ON, by=clerk, at=LATER)

    def test_a_reason_of_what_was_promised_in_private_is_never_public(self, held, clerk):
        row = promised(held, clerk, private=True)
        row = promises.drop(row, reason="Closed.", reason_is_public=True, by=clerk, at=LATER)
        assert not row.reason_is_public

    @pytest.mark.parametrize(
        "wrong",
        [{"state": "reported"}, {"state": "done"}, {"settled_on": SAID_ON}, {"reason_is_public": True}],
    )
    def test_the_database_says_no_too(self, held, clerk, wrong):
        promised(held, clerk)
        with pytest.raises(IntegrityError), transaction.atomic():
            Promise.objects.update(**wrong)


class TestTheClock:
    """Overdue is open, and the day by which it was to be kept is over."""

    def test_by_a_day(self, held, clerk):
        row = promised(held, clerk, due_on=date(2026, 10, 1))
        assert [row.is_late(on=date(2026, 10, day)) for day in (1, 2)] == [False, True]

    def test_by_a_meeting_it_follows_the_meeting(self, held, clerk, coming):
        promised(held, clerk, due_meeting=coming.pk)
        days = (date(2026, 12, 17), date(2026, 12, 18))
        for life, fixed, late in (
            ("planned", True, [False, True]),
            ("cancelled", True, [False, False]),
            ("called", False, [False, False]),
        ):
            Meeting.objects.filter(pk=coming.pk).update(life=life, is_date_fixed=fixed)
            row = Promise.objects.get()
            assert [row.is_late(on=day) for day in days] == late

    @pytest.mark.parametrize("state", PromiseState)
    def test_only_what_is_open_is_late(self, held, clerk, state):
        row = promised(held, clerk, due_on=date(2026, 10, 1))
        row.state = state
        assert row.is_late(on=date(2027, 1, 1)) is (state == PromiseState.OPEN)

    def test_the_public_page_counts_by_the_same_clock(self, held, clerk, coming):
        """Not on the day on which the list was let out, but on the day on which it is read."""
        rows = [
            promised(held, clerk, due_on=date(2026, 11, 25)),
            promised(held, clerk, due_on=date(2026, 12, 24)),
            promised(held, clerk),
        ]
        calls.call(coming, by=clerk, at=LATER)
        rows.append(promised(held, clerk, due_meeting=coming.pk))
        rows.append(promises.finish(promised(held, clerk, due_on=SAID_ON), on=SAID_ON, by=clerk, at=LATER))
        rows = [Promise.objects.select_related("due_meeting__body").get(pk=row.pk) for row in rows]
        facts = [asked.facts_of(asked.Promised(row, SAID_ON)) for row in rows]
        for on in (date(2026, 11, 25), date(2026, 11, 26), date(2026, 12, 18), date(2027, 1, 8)):
            told = [row["is_late"] for row in asked.read_on(facts, on=on)]
            assert told == [row.is_late(on=on) for row in rows]


class TestPublic:
    def test_before_the_first_release_the_page_says_so(self, panel_body):
        answer = Client().get(PUBLIC)
        assert (answer.status_code, "has not been published here yet" in answer.text) == (200, True)

    def test_nothing_is_public_before_its_minutes_are(self, held, clerk, panel_body):
        promised(held, clerk, "send the method")
        listed.publish(panel_body, by=clerk, at=LATER)
        assert "end the method" not in Client().get(PUBLIC).text
        row = out(held, clerk)
        listed.publish(panel_body, by=clerk, at=LATER)
        text = Client().get(PUBLIC).text
        assert "Send the method" in text
        assert f"{held.path}#e-{Promise.objects.get().entry_id}" in text
        releases.withdraw(row, by=clerk, at=LATER, reason="A name was wrong.")
        listed.publish(panel_body, by=clerk, at=LATER)
        assert "end the method" not in Client().get(PUBLIC).text

    def test_what_was_promised_in_private_and_unmarked_reasons_stay_private(self, held, clerk, panel_body):
        promised(held, clerk, "write to the complainant", private=True)
        for words, reason, public in (
            ("publish A", "Mr Nobody asked", False),
            ("publish B", "It ended", True),
        ):
            promises.drop(
                promised(held, clerk, words), reason=reason, reason_is_public=public, by=clerk, at=LATER
            )
        out(held, clerk)
        made = listed.publish(panel_body, by=clerk, at=LATER)
        for words in (Client().get(PUBLIC).text, str(made.facts)):
            told = [said in words for said in ("complainant", "Nobody", "ublish A", "It ended")]
            assert told == [False, False, True, True]

    def test_a_meeting_that_is_planned_is_named_by_its_month(self, held, clerk, coming, panel_body):
        row = promised(held, clerk, due_meeting=coming.pk)
        facts = asked.facts_of(asked.Promised(row, SAID_ON))
        assert (facts["due"], facts["due_words"]) == ("", "Meeting in December 2026")
        calls.call(coming, by=clerk, at=LATER)
        row = Promise.objects.select_related("due_meeting__body").get()
        facts = asked.facts_of(asked.Promised(row, SAID_ON))
        assert (facts["due"], facts["due_words"]) == ("2026-12-17", "Meeting of 17 December 2026")

    def test_a_promise_without_an_owner_stops_the_list_and_says_why(self, held, clerk, client, panel_body):
        promised(held, clerk, by="")
        out(held, clerk)
        client.force_login(clerk)
        answer = client.post(reverse("panel:promises-publish"))
        assert (answer.status_code, "has no owner yet" in answer.text) == (409, True)
        assert Event.objects.filter(kind="panel.promises.released").count() == 0


class TestOutstandingActions:
    def test_one_press_writes_the_paper(self, held, clerk, client, coming):
        promised(held, clerk, "send the method", due_on=date(2026, 10, 1))
        promised(held, clerk, "bring the figures", due_meeting=coming.pk)
        promises.finish(promised(held, clerk, "write the letter"), on=SAID_ON, by=clerk, at=LATER)
        line = meetings.item(coming, clerk, title="Minutes of the previous meeting")
        meetings.item(coming, clerk, title="Work programme")
        client.force_login(clerk)
        page = client.get(KEPT).text
        assert f'name="item" value="{line.pk}"' in page
        answer = client.post(reverse("panel:promises-paper"), {"item": line.pk})
        assert answer.status_code == 303
        paper = line.papers.get()
        said = list(Block.objects.filter(text=paper.text).order_by("position"))
        words = " ".join(block.html for block in said)
        assert [one in words for one in ("send the method", "bring the figures", "write the letter")] == [
            True,
            True,
            False,
        ]
        assert [block.html for block in said if block.kind == "heading"] == [
            "Overdue",
            "Still to come",
            "Reported back",
        ]
        assert (paper.public_title, said[-1].kind) == ("Outstanding actions", "recommendation")
        again = client.post(reverse("panel:promises-paper"), {"item": line.pk})
        assert (again.status_code, "already" in again.text) == (409, True)

    def test_what_was_promised_in_private_never_stands_in_it(self, held, clerk, coming):
        promised(held, clerk, "write to the complainant", private=True)
        line = meetings.item(coming, clerk)
        paper = listed.as_paper(line, by=clerk, at=LATER)
        assert "complainant" not in str(list(Block.objects.filter(text=paper.text).values_list("html")))
        with pytest.raises(composed.PaperThere):
            listed.as_paper(line, by=clerk, at=LATER)

    def test_nor_does_an_exempt_item_take_it(self, clerk, coming):
        from pcc_portal.meetings.actions import items

        line = meetings.item(coming, clerk)
        items.exempt(line, meetings.grounds(1), by=clerk, at=LATER, private_title="Private")
        line.refresh_from_db()
        with pytest.raises(listed.NotInTheOpen):
            listed.as_paper(line, by=clerk, at=LATER)

    def test_what_was_said_while_the_clerk_still_types_is_not_in_it(self, held, clerk, coming):
        promised(held, clerk)
        held.minutes.__class__.objects.update(rose_at=None)
        assert asked.outstanding_of(coming, on=SAID_ON) == []


class TestPages:
    @pytest.fixture
    def row(self, held, clerk):
        return promised(held, clerk)

    @pytest.fixture
    def desk(self, client, clerk):
        client.force_login(clerk)
        return client

    def test_the_clerk_writes_down_what_became_of_it(self, held, clerk, desk, coming):
        row = promised(held, clerk)
        line = meetings.item(coming, clerk, title="Report of the Commissioner")
        form = desk.get(reverse("panel:promise-report", args=[row.pk])).text
        assert f'value="item-{line.pk}"' in form
        sent = {"on": timezone.localdate(), "place": f"item-{line.pk}"}
        assert desk.post(reverse("panel:promise-report", args=[row.pk]), sent).status_code == 303
        assert again(row).report_item == line
        assert (
            desk.post(reverse("panel:promise-done", args=[row.pk]), {"on": timezone.localdate()}).status_code
            == 303
        )
        assert "send the method" not in kept(desk).lower()
        assert "send the method" in kept(desk, show="done").lower()
        assert desk.post(reverse("panel:promise-reopen", args=[row.pk])).status_code == 303
        assert (
            desk.post(reverse("panel:promise-drop", args=[row.pk]), {"reason": "It ended."}).status_code
            == 303
        )
        assert "It ended." in kept(desk, show="dropped")

    @pytest.mark.parametrize(
        ("what", "sent", "said"),
        [
            ("report", {"on": "2026-09-16"}, (409, "before the meeting at which it was promised")),
            ("report", {"on": "2026-09-18", "place": "item-1"}, (422, "Choose an item or a paper")),
            ("report", {"on": ""}, (422, "This field is required")),
            ("done", {"on": "2126-09-16"}, (409, "still to come")),
            ("drop", {"reason": ""}, (422, "Say why nobody waits for it any more.")),
        ],
    )
    def test_bad_answers_come_back_at_their_field(self, desk, row, what, sent, said):
        answer = desk.post(reverse(f"panel:promise-{what}", args=[row.pk]), sent)
        assert (answer.status_code, said[1] in answer.text) == (said[0], True)
        assert again(row).state == "open"

    def test_what_cannot_be_done_any_more_is_said(self, held, clerk, desk):
        row = promises.finish(promised(held, clerk), on=SAID_ON, by=clerk, at=LATER)
        answer = desk.post(reverse("panel:promise-report", args=[row.pk]), {"on": SAID_ON})
        assert (answer.status_code, "cannot go from" in answer.text) == (409, True)
        promises.reopen(row, by=clerk, at=LATER)
        assert desk.post(reverse("panel:promise-reopen", args=[row.pk])).status_code == 409

    def test_filters(self, held, clerk, desk, coming):
        rows = {
            "late": promised(held, clerk, "be late", due_on=date(2026, 10, 1)),
            "to come": promised(held, clerk, "come", by="Whitcombe", due_on=date(2126, 10, 1)),
            "nobody's": promised(held, clerk, "belong to nobody", by=""),
        }
        rows["done"] = promises.finish(promised(held, clerk, "be done"), on=SAID_ON, by=clerk, at=LATER)
        shown = {
            (): {"late", "to come", "nobody's"},
            (("show", "late"),): {"late"},
            (("show", "all"),): set(rows),
            (("show", "done"),): {"done"},
            (("by", str(held.people["Whitcombe"].pk)),): {"to come"},
            (("by", "nobody"),): {"nobody's"},
            (("meeting", held.ref), ("show", "late")): {"late"},
            (("meeting", "pcp-1999-01-01"),): set(),
            (("show", "rubbish"), ("by", "9" * 40), ("meeting", "\x00")): {"late", "to come", "nobody's"},
        }
        for chosen, expected in shown.items():
            page = kept(desk, **dict(chosen))
            assert {name for name, row in rows.items() if f'id="p-{row.pk}"' in page} == expected, chosen

    def test_what_is_amiss_is_flagged(self, held, clerk, desk, coming):
        promised(held, clerk, by="")
        row = promised(held, clerk, due_meeting=coming.pk)
        page = kept(desk)
        assert ("No owner yet. Who promised it?" in page, "By when?" in page) == (True, True)
        Meeting.objects.filter(pk=coming.pk).update(life=Life.CANCELLED)
        assert "Its meeting was cancelled." in kept(desk)
        Promise.objects.filter(pk=row.pk).update(due_meeting=held)
        assert "It is due at a meeting that was no later." in kept(desk)

    def test_members_read_it_once_the_meeting_has_risen_and_change_nothing(
        self, held, clerk, client, panel_member
    ):
        row = promised(held, clerk, "write to the complainant", private=True)
        client.force_login(panel_member)
        assert "rite to the complainant" in kept(client)
        for what in ("report", "done", "drop"):
            assert client.get(reverse(f"panel:promise-{what}", args=[row.pk])).status_code == 403
        for what in ("publish", "paper"):
            assert client.post(reverse(f"panel:promises-{what}")).status_code == 403
        held.minutes.__class__.objects.update(rose_at=None)
        assert "complainant" not in kept(client)
        assert client.get(reverse("panel:promise-done", args=[row.pk])).status_code == 404

    def test_nobody_else_knows_of_the_page(self, held, clerk, client, officer, stranger):
        row = promised(held, clerk)
        for who in (officer, stranger):
            client.force_login(who)
            assert [kept(client), client.get(reverse("panel:promise-done", args=[row.pk])).status_code] == [
                404,
                404,
            ]

    @pytest.mark.parametrize("address", [KEPT, PUBLIC])
    def test_query_count(self, held, clerk, desk, panel_body, address):
        counts = []
        for more in (1, 2):
            for _ in range(more):
                promised(held, clerk, due_on=date(2026, 10, 1))
            out(held, clerk) if more == 1 else None
            listed.publish(panel_body, by=clerk, at=LATER)
            desk.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert desk.get(address).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_my_page_says_what_is_overdue_and_what_i_promised(self, held, clerk, desk, client, officer):
        row = promised(held, clerk, due_on=date(2026, 10, 1))
        assert "1 promise is overdue" in desk.get(reverse("panel:my")).text
        officer.person = people.person("Iain", "Calder")
        officer.save()
        Promise.objects.filter(pk=row.pk).update(by=officer.person)
        client.force_login(officer)
        assert "You promised: send the method" in client.get(reverse("panel:my")).text
        held.minutes.__class__.objects.update(rose_at=None)
        assert "You promised" not in client.get(reverse("panel:my")).text
