"""Meetings of the Board: the Panel's pages under addresses of their own, and another law."""

from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone

from pcc_portal.accounts.access import load_rights
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import calls, changes
from pcc_portal.meetings.actions.calls import When
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import front
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import ItemKind
from pcc_portal.workdays import add_working_days
from tests.factories import after, meetings
from tests.factories import board as factory
from tests.factories.days import NOW


@pytest.mark.parametrize(
    ("ref", "address"),
    [
        ("gpb-2026-12-08", "/governance/meetings/gpb-2026-12-08/"),
        ("pcp-2026-12-08-2", "/panel/meetings/pcp-2026-12-08-2/"),
        ("other-panel-2026-12-08", "/panel/meetings/other-panel-2026-12-08/"),
    ],
)
def test_the_ref_says_where_a_meeting_is_read(ref, address):
    assert reverse("meetings:meeting", args=[ref]) == address
    assert reverse("meetings:minutes-file", kwargs={"ref": ref}) == f"{address}minutes.pdf"
    assert resolve(address).kwargs == {"ref": ref}


def test_what_only_the_panel_does_has_no_address_for_the_board():
    assert reverse("meetings:minutes-confirm", args=["pcp-2026-12-08"])
    with pytest.raises(NoReverseMatch):
        reverse("meetings:minutes-confirm", args=["gpb-2026-12-08"])


def test_a_meeting_of_the_board_is_called_under_the_order(board):
    meeting = meetings.meeting(board.officer, of=board.body, held_on=factory.HELD_ON)
    calls.call(meeting, by=board.officer, at=NOW)
    notice = Release.objects.live().get(kind="meetings.notice", collection=meeting.ref)
    assert notice.rule.startswith("SI 2011/3050 Sch para 5(a)")
    assert (notice.facts["regime"], notice.facts["speaking"]) == ("sio", {})


def test_no_clear_days_stop_the_board(board, plain_press):
    soon = add_working_days(NOW.date(), 1)
    issued = factory.issued(board, held_on=soon)
    assert issued.is_issued
    agenda = Release.objects.live().get(kind="meetings.agenda", collection=issued.ref)
    assert agenda.rule.startswith("SI 2011/3050")


def test_what_the_board_withholds_it_withholds_under_the_order(board, plain_press, client):
    meeting = meetings.meeting(board.officer, of=board.body, held_on=factory.HELD_ON)
    meetings.item(meeting, board.officer, title="Performance")
    item = meetings.item(meeting, board.officer, title="Estates")
    client.force_login(board.officer)
    there = reverse("meetings:item-exempt", args=[meeting.ref, item.pk])
    form = client.get(there).text
    assert ("On which ground" in form, "Schedule 12A" in form, "aragraph" in form) == (True, False, False)
    said = {
        "exceptions": ["commercial", "personal"],
        "reasons_for": "Bids are out.",
        "reasons_against": "It is public money.",
        "proper_officer": board.chief.person_id,
        "review_on": "2099-01-04",
    }
    assert "Choose at least one ground." in client.post(there, said | {"exceptions": []}).text
    assert client.post(there, said).status_code == 303
    desk = client.get(reverse("meetings:item", args=[meeting.ref, item.pk])).text
    issued = after.issue(meeting, board.officer)
    read = Client().get(issued.path).text
    ground = "Specified Information Order 2011, exceptions (it is commercially sensitive; it is about a person’s private affairs)"
    assert f"Taken in the closed part. {ground}." in read
    printed = front.items_part(front.FrontMatter.gather(issued), agenda_of(issued), {}).html
    for words in (form, desk, read, printed):
        assert "12A" not in words
    assert not issued.items.filter(kind=ItemKind.EXCLUSION).exists()


def test_moved_and_stood_down_boards_say_so_in_the_list(board, client):
    day = add_working_days(timezone.localdate(), 30)
    held = [meetings.meeting(board.officer, of=board.body, held_on=add_working_days(day, n)) for n in (0, 5)]
    for one in held:
        calls.call(one, by=board.officer, at=NOW)
    to = When(add_working_days(day, 9), one.starts_at, one.venue, off_day=True)
    changes.move(held[0], to, reason="The room is being painted.", by=board.officer, at=NOW)
    changes.cancel(held[1], reason="Half of the Board is ill.", by=board.officer, at=NOW)
    page = client.get(reverse("governance:meetings")).text
    assert "Moved from" in page
    assert "Stood down" in page


def test_the_officer_plans_a_meeting_and_comes_to_its_desk(board, client):
    client.force_login(board.officer)
    day = add_working_days(timezone.localdate(), 60)
    form = {"held_on": day, "starts_at": "09:30", "venue": "Weir Court", "how": "plan"}
    made = client.post(reverse("governance:meeting-call"), form)
    assert (made.status_code, made.headers["Location"]) == (303, f"/governance/meetings/gpb-{day}/")
    desk = client.get(made.headers["Location"])
    assert desk.status_code == 200
    assert "Public speaking" not in desk.text
    assert str(day.year) in client.get(reverse("governance:meetings")).text
    assert client.get(reverse("governance:meeting-call")).status_code == 200
    assert client.post(reverse("governance:meeting-call"), {}).status_code == 422


def test_topics_are_pasted_and_everyone_reads_them(board, client):
    client.force_login(board.officer)
    month = timezone.localdate().replace(day=1)
    url = reverse("governance:focus")
    refused = client.post(url, {"lines": "month,year,topic\nSmarch,2026,Weather"})
    assert (refused.status_code, "Line 2 needs a month" in refused.text, "Smarch" in refused.text) == (
        422,
        True,
        True,
    )
    said = client.post(url, {"lines": f"month,year,topic\n{month:%B},{month.year},Road safety"})
    assert said.status_code == 303
    client.logout()
    assert "Road safety" in client.get(reverse("governance:home")).text


def queries(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["home", "meetings"])
def test_lists_ask_as_often_for_three_as_for_one(board, client, name, django_assert_max_num_queries):
    url = reverse(f"governance:{name}")
    past, day = date(2026, 1, 6), add_working_days(timezone.localdate(), 40)
    counts = []
    for n in range(3):
        for on in (add_working_days(past, n), add_working_days(day, n)):
            calls.call(meetings.meeting(board.officer, of=board.body, held_on=on), by=board.officer, at=NOW)
        counts.append(queries(client, url, django_assert_max_num_queries))
    assert counts[0] == counts[2]


def test_the_minutes_page_asks_as_often_for_many_rows(minuted, board, client, django_assert_max_num_queries):
    client.force_login(board.officer)
    url = reverse("meetings:minutes", args=[minuted.ref])
    first = queries(client, url, django_assert_max_num_queries)
    for n in range(6):
        factory.row(minuted, board, f"Row {n}, which says something.")
    assert queries(client, url, django_assert_max_num_queries) == first


def test_rows_are_written_by_pressing_without_a_script(minuted, board, client):
    client.force_login(board.officer)
    line = factory.item(minuted)
    made = client.post(reverse("meetings:entry-add", args=[minuted.ref, line.pk]), {"kind": "row"})
    assert made.status_code == 303
    page = client.get(made.headers["Location"].partition("#")[0])
    assert (page.status_code, "Discussion" in page.text) == (200, True)
    wrong = client.post(reverse("meetings:entry-add", args=[minuted.ref, line.pk]), {"kind": "motion"})
    assert wrong.status_code == 422
    entry = minuted.minutes.entries.order_by("-added_at", "-pk").get(block__html="")
    url = reverse("meetings:entry", args=[minuted.ref, entry.pk])
    saved = client.post(url, {"said": "BS will write to CC.", "base_version": 1})
    assert saved.status_code == 303
    page = client.get(reverse("meetings:minutes", args=[minuted.ref])).text
    assert "<u>BS</u>" in page
    assert "<mark>BS will write to CC.</mark>" in page
    assert "03.08/12/2026" in page
    for name in ("minutes-read", "record", "explain"):
        assert client.get(reverse(f"governance:{name}", args=[minuted.ref])).status_code == 200


def test_letters_are_explained_and_the_head_kept_by_pressing(minuted, board, client):
    client.force_login(board.officer)
    url = reverse("governance:explain", args=[minuted.ref])
    assert client.post(url, {"letters": "bs", "meaning": "x"}).status_code == 422
    assert client.post(url, {"letters": "BS"}).status_code == 422
    assert client.post(url, {"letters": "BS", "person": board.cc.person.pk}).status_code == 303
    again = client.post(url, {"letters": "BS", "person": board.cc.person.pk})
    assert (again.status_code, "is Moira Kay already" in again.text) == (409, True)
    assert client.post(url, {"letters": "KPI", "meaning": "Key performance indicator"}).status_code == 303
    head = {"chair": board.cc.person.pk, "minute_taker": "", "next_on": "2026-01-03"}
    assert client.post(reverse("governance:record", args=[minuted.ref]), head).status_code == 303
    page = client.get(reverse("meetings:minutes", args=[minuted.ref])).text
    assert "which is not after this one" in page


def test_who_prepares_the_panel_has_nothing_of_the_board(board, clerk, client):
    load_rights(clerk, on=NOW.date())
    client.force_login(clerk)
    meeting = meetings.meeting(board.officer, of=board.body, held_on=factory.HELD_ON)
    assert client.get(meeting.path).status_code == 404
    assert client.get(reverse("governance:meeting-call")).status_code == 404
    assert not Meeting.objects.prepared_by(clerk).filter(pk=meeting.pk).exists()
