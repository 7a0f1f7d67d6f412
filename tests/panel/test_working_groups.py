"""Working groups: who is in them is public, when they meet and what they read is not; they report to the Panel in public."""

from datetime import date, time

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panel.actions import group_reports, groups
from panel.models import GroupMeeting, GroupPaper, WorkingGroup
from pcc_portal.accounts import rules
from pcc_portal.accounts.access import load_rights, rights_of
from pcc_portal.accounts.actions import grants
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import seats
from pcc_portal.meetings.models import Meeting, Sitting
from pcc_portal.notices.models import Message
from tests.documents.test_public_role import visitor
from tests.factories import meetings, people
from tests.factories.days import NOW, TODAY, moment

pytestmark = pytest.mark.django_db

SINCE = date(2025, 6, 1)


@pytest.fixture
def seated(panel_body, clerk, panel_member):
    """The member of the cast sits on the Panel."""
    (seat, other) = meetings.seats(panel_body, "aldercote", independent=1)
    seats.fill(seat, panel_member.person, from_on=date(2025, 5, 20), by=clerk, at=NOW)
    return other


@pytest.fixture
def group(panel_body, clerk, seated, panel_member):
    said = {"name": "Performance Working Group", "kind": "standing", "terms": "Looks at figures."}
    group = groups.set_up(panel_body, from_on=SINCE, by=clerk, at=NOW, **said)
    groups.place(group, panel_member.person, office="chair", from_on=SINCE, by=clerk, at=NOW)
    return group


@pytest.fixture
def met(group, clerk):
    """It met on the day of all tests, read a paper, and has notes."""
    when = {"held_on": TODAY, "starts_at": time(14), "venue": "Room QQVENUE"}
    met = groups.plan(group, focus="QQFOCUS", by=clerk, at=NOW, **when)
    groups.add_paper(met, title="QQTITLE", words="QQWORDS", source="QQSOURCE", by=clerk, at=NOW)
    groups.write_notes(met, notes="QQNOTES", present=[], next_focus="QQNEXT", by=clerk, at=NOW)
    group_reports.write(met, kind="paper", words="First.\n\nSecond & last.", by=clerk, at=NOW)
    return met


PRIVATE = ("QQVENUE", "QQFOCUS", "QQTITLE", "QQWORDS", "QQSOURCE", "QQNOTES", "QQNEXT")


def as_(who):
    client = Client()
    if who is not None:
        client.force_login(who)
    return client


def addresses(met):
    slug = met.group.slug
    yield reverse("panel:group", args=[slug])
    yield reverse("panel:group-meeting", args=[slug, met.pk])


def writing(met):
    slug = met.group.slug
    yield reverse("panel:group-change", args=[slug, "terms"])
    yield reverse("panel:group-write", args=[slug, met.pk, "notes"])
    yield reverse("panel:group-report-agenda", args=[slug, met.pk])


class TestWhoReads:
    def test_its_members_and_the_clerk_read_everything(self, met, panel_member, clerk):
        for who in (panel_member, clerk):
            words = "".join(as_(who).get(url).text for url in addresses(met))
            assert [word for word in PRIVATE if word not in words] == []

    def test_a_member_reads_and_does_not_write(self, met, panel_member):
        for url in writing(met):
            assert as_(panel_member).post(url).status_code == 404

    @pytest.mark.parametrize(
        "who",
        [
            "panel_chair",
            "officer",
            "commissioner",
            "analyst",
            "administrator",
            "stranger",
            "member_of_another_panel",
        ],
    )
    def test_nobody_else_finds_it_also_not_the_chair_of_the_panel(self, request, met, who):
        user = request.getfixturevalue(who)
        for url in (*addresses(met), *writing(met)):
            client = as_(user)
            assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}
        words = "".join(
            as_(user).get(url).text
            for url in (
                "/",
                "/my/",
                "/panel/",
                "/panel/groups/",
                "/panel/calendar.ics",
                "/panel/feed.atom",
                "/panel/year/",
            )
        )
        assert [word for word in PRIVATE if word in words] == []

    def test_a_visitor_is_sent_to_sign_in_and_reads_names_and_terms_alone(self, met):
        assert {as_(None).get(url).status_code for url in addresses(met)} == {302}
        text = as_(None).get("/panel/groups/").text
        assert "Performance Working Group" in text
        assert "Tom Brindley (Chair)" in text
        assert [word for word in PRIVATE if word in text] == []

    @pytest.mark.parametrize("model", [WorkingGroup, GroupMeeting, GroupPaper])
    def test_a_visitor_cannot_ask_the_database_for_it(self, model):
        with pytest.raises(ProgrammingError), visitor():
            model.objects.exists()

    def test_who_leaves_reads_nothing_from_the_day_after(self, group, met, clerk, panel_member):
        today = timezone.localdate()
        place = group.places.get()
        groups.leave(place, last_on=date(2026, 11, 3), by=clerk, at=NOW)
        assert WorkingGroup.objects.visible_to(load_rights(panel_member, on=date(2026, 11, 3))).exists()
        assert not WorkingGroup.objects.visible_to(load_rights(panel_member, on=today)).exists()
        assert "Tom Brindley" not in groups.publish(group.body, by=clerk, at=timezone.now()).text.html

    def test_nothing_that_travels_or_is_listed_holds_what_is_private(self, met):
        rows = [str(row) for model in (Event, Job, Message, Release) for row in model.objects.values()]
        assert [word for word in PRIVATE for row in rows if word in row] == []

    def test_no_meeting_of_a_body_comes_of_it(self, met):
        """So that no notice, feed, calendar or pack can: they are made of meetings (ADR 22)."""
        assert Meeting.objects.count() == 0


class TestMembers:
    def test_only_who_sits_on_the_panel(self, group, clerk):
        with pytest.raises(groups.NotAMember, match="does not sit"):
            groups.place(
                group, people.person("Una", "Moss"), office="member", from_on=SINCE, by=clerk, at=NOW
            )

    def test_nobody_twice_and_one_chair(self, group, clerk, seated, panel_member):
        with pytest.raises(groups.NotAMember, match="already"):
            groups.place(group, panel_member.person, office="member", from_on=TODAY, by=clerk, at=NOW)
        other = people.person("Una", "Moss")
        seats.fill(seated, other, from_on=date(2025, 5, 20), by=clerk, at=NOW)
        with pytest.raises(groups.NotAMember, match="chairs"):
            groups.place(group, other, office="chair", from_on=TODAY, by=clerk, at=NOW)

    def test_a_member_of_a_group_is_a_member_and_nothing_else(self, group, panel_member, panel):
        """Their second step goes on being restored by the clerk."""
        assert rules.only_panel(rights_of(panel_member, on=TODAY).held) == panel.pk

    def test_who_sits_on_the_panel_no_more_reads_nothing_at_once_and_is_taken_out_at_night(
        self, group, clerk, panel_member, panel
    ):
        sitting = Sitting.objects.get(person=panel_member.person)
        seats.end(sitting, last_on=date(2026, 11, 3), by=clerk, at=NOW)
        for grant in panel_member.grants.filter(role="panel_member"):
            grants.end(grant, last_on=date(2026, 11, 3), by=None, at=NOW)
        assert not WorkingGroup.objects.visible_to(load_rights(panel_member, on=date(2026, 11, 4))).exists()
        (left,) = groups.follow_seats(at=moment(2026, 11, 4))
        assert (left.person, left.to_on) == (panel_member.person, date(2026, 11, 3))
        assert groups.follow_seats(at=moment(2026, 11, 4)) == []

    def test_ended_every_place_ends_with_it(self, group, clerk):
        groups.end(group, last_on=TODAY, by=clerk, at=NOW)
        assert not group.places.filter(to_on__isnull=True).exists()
        assert "Performance Working Group" not in Release.objects.live().get(kind="panel.groups").text.html


class TestTheReport:
    def test_its_title_is_made_of_the_meeting_itself(self, met):
        assert met.report.title == "Report of the Performance Working Group: meeting of 2 November 2026"

    def test_on_the_next_agenda_in_one_press_with_its_paper(self, met, clerk):
        meetings.meeting(clerk, held_on=date(2027, 2, 8))
        soon = meetings.meeting(clerk, held_on=date(2026, 12, 17))
        client = as_(clerk)
        url = reverse("panel:group-report-agenda", args=[met.group.slug, met.pk])
        assert [client.post(url).status_code for _ in range(2)] == [303, 303]
        item = soon.items.get()
        assert item.public_title == met.report.title
        paper = item.papers.get()
        assert [block.html for block in paper.text.blocks.order_by("position")] == [
            "First.",
            "Second &amp; last.",
        ]

    def test_by_word_of_mouth_it_is_a_verbal_item(self, met, clerk):
        on = meetings.meeting(clerk, held_on=date(2026, 12, 17))
        report = group_reports.write(met, kind="verbal", words="", by=clerk, at=NOW)
        item = group_reports.put_on_agenda(report, by=clerk, at=NOW)
        assert (item.meeting, item.kind, item.papers.count()) == (on, "verbal", 0)

    def test_the_standing_line_of_the_agenda_becomes_the_report(self, met, clerk):
        on = meetings.meeting(clerk, held_on=date(2026, 12, 17))
        line = meetings.item(
            on, clerk, title="Report of the Performance Working Group", purpose="To hear it."
        )
        item = group_reports.put_on_agenda(met.report, by=clerk, at=NOW)
        assert (item.pk, item.public_title, item.purpose) == (line.pk, met.report.title, "To hear it.")

    def test_without_an_agenda_it_says_so_and_nothing_is_lost(self, met, clerk):
        answer = as_(clerk).post(reverse("panel:group-report-agenda", args=[met.group.slug, met.pk]))
        assert (answer.status_code, "no draft agenda" in answer.text) == (409, True)

    def test_on_an_agenda_it_is_changed_there(self, met, clerk):
        meetings.meeting(clerk, held_on=date(2026, 12, 17))
        group_reports.put_on_agenda(met.report, by=clerk, at=NOW)
        with pytest.raises(group_reports.NotMetYet, match="on an agenda"):
            group_reports.write(met, kind="verbal", words="", by=clerk, at=NOW)

    def test_there_is_none_of_a_meeting_to_come(self, group, clerk):
        when = {"held_on": date(2026, 12, 1), "starts_at": time(14), "venue": "County Hall"}
        to_come = groups.plan(group, focus="", by=clerk, at=NOW, **when)
        with pytest.raises(group_reports.NotMetYet):
            group_reports.write(to_come, kind="verbal", words="", by=clerk, at=NOW)
        with pytest.raises(groups.NotThatDay):
            groups.write_notes(to_come, notes="So.", present=[], next_focus="", by=clerk, at=NOW)


def test_what_was_agreed_next_is_what_the_next_meeting_looks_at(group, met, clerk):
    group.refresh_from_db()
    when = {"held_on": date(2027, 1, 12), "starts_at": time(14), "venue": "County Hall"}
    assert groups.plan(group, focus="", by=clerk, at=NOW, **when).focus == "QQNEXT"


def test_the_clerk_sets_one_up_and_keeps_it_by_its_forms(panel_body, clerk, seated, panel_member):
    client = as_(clerk)
    said = {"name": "Budget Working Group", "kind": "task", "terms": "The budget.", "from_on": "2026-11-02"}
    client.post(reverse("panel:group-add"), said)
    group = WorkingGroup.objects.get()
    place = {"person": panel_member.person_id, "office": "member", "from_on": "2026-11-02"}
    plan = {"held_on": "2026-11-03", "starts_at": "14:00", "venue": "County Hall"}
    for what, form in (("members", place), ("plan", plan)):
        url = reverse("panel:group-change", args=[group.slug, what])
        assert client.get(url).status_code == 200
        assert client.post(url, form).status_code == 303
    again = client.post(reverse("panel:group-change", args=[group.slug, "plan"]), plan)
    assert (again.status_code, "meets on that day already" in again.text) == (409, True)
    met = group.meetings.get()
    wrote = {"title": "Figures", "words": "Seven.", "source": ""}
    client.post(reverse("panel:group-write", args=[group.slug, met.pk, "paper"]), wrote)
    assert "Figures" in client.get(reverse("panel:group-meeting", args=[group.slug, met.pk])).text
    paper = GroupPaper.objects.get()
    client.post(reverse("panel:group-paper-remove", args=[group.slug, met.pk, paper.pk]))
    assert not GroupPaper.objects.exists()
    empty = client.post(reverse("panel:group-write", args=[group.slug, met.pk, "report"]), {"kind": "paper"})
    assert empty.status_code == 422


def test_what_carries_over_at_the_annual_meeting_names_them(group, clerk, panel_body):
    from panel.queries import carried

    assert ("Working groups", "1") in [
        (task.title, task.words) for task in carried.over(panel_body, on=TODAY)
    ]
