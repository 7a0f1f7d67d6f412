"""What a page asks of the database does not grow with what it shows; a visitor asks as a role that sees releases only."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import Office
from pcc_portal.meetings.actions import items, papers, seats
from tests.factories import meetings, people
from tests.factories.days import NOW
from tests.panel.released import issued, some

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def today():
    return timezone.localdate()


def cost(client, url):
    """The queries of a second look: the first may fill caches, and /my/ asks more where somebody was before."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return [q["sql"] for q in asked.captured_queries]


def counts(client, url, more):
    """How many queries with one row and, after ``more()``, with three."""
    one = len(cost(client, url))
    more()
    return one, len(cost(client, url))


@pytest.mark.parametrize("who", ["anon", "panel_member", "clerk"])
def test_lists_of_meetings(client, request, clerk, today, who):
    if who != "anon":
        client.force_login(request.getfixturevalue(who))
    issued(clerk, on=today + timedelta(days=40))
    issued(clerk, on=today - timedelta(days=40))
    meetings.meeting(clerk, held_on=today + timedelta(days=90))

    def more():
        some(clerk, 2, first=today + timedelta(days=50))
        some(clerk, 2, first=today - timedelta(days=90))
        for n in (100, 110):
            meetings.meeting(clerk, held_on=today + timedelta(days=n))

    lists = [reverse(name) for name in ("panel:home", "panel:meetings")]
    one = [len(cost(client, url)) for url in lists]
    more()
    assert [len(cost(client, url)) for url in lists] == one


@pytest.mark.parametrize("who", ["clerk", "officer", "panel_member", "administrator"])
def test_my_page(client, request, clerk, today, who):
    client.force_login(request.getfixturevalue(who))

    def add(days):
        draft = meetings.meeting(clerk, held_on=today + timedelta(days=days))
        item = meetings.item(draft, clerk)
        meetings.paper(item, clerk)
        sent = meetings.written(item, clerk, accepted=False)
        papers.submit(sent, by=clerk, at=timezone.now())
        issued(clerk, on=today + timedelta(days=days - 30))

    add(50)
    one, three = counts(client, reverse("panel:my"), lambda: [add(52), add(54)])
    assert one == three


def test_register_of_members_and_seats(client, clerk, panel_body, today):
    client.force_login(clerk)
    rows = meetings.seats(panel_body, "north", "south", "east")

    def fill(seat):
        seats.fill(seat, people.person("Ada", "Thornbury"), from_on=today, by=clerk, at=NOW)

    fill(rows[0])
    members = cost(client, reverse("panel:members")), cost(client, reverse("panel:seats"))
    fill(rows[1])
    fill(rows[2])
    again = cost(client, reverse("panel:members")), cost(client, reverse("panel:seats"))
    assert [len(q) for q in members] == [len(q) for q in again]


def test_workspace_at_three_items_and_at_sixty(client, clerk, today):
    client.force_login(clerk)

    def draft(days, lines):
        made = meetings.meeting(clerk, held_on=today + timedelta(days=days))
        for n in range(lines):
            item = meetings.item(made, clerk)
            meetings.written(item, clerk)
            if n == 0:
                items.exempt(item, meetings.grounds(1), by=clerk, at=NOW, private_title="Private")
        return [
            reverse("meetings:meeting", args=[made.ref]),
            reverse("meetings:item", args=[made.ref, item.pk]),
        ]

    few, many = (
        [len(cost(client, url)) for url in draft(days, lines)] for days, lines in ((60, 3), (70, 60))
    )
    assert few == many


@pytest.mark.parametrize("who", ["anon", "panel_member"])
def test_the_readers_page_at_three_papers_and_at_sixty(client, request, clerk, today, who):
    if who != "anon":
        client.force_login(request.getfixturevalue(who))
    few, many = (
        len(cost(client, issued(clerk, on=today + timedelta(days=days), papers=papers).path))
        for days, papers in ((60, 3), (70, 60))
    )
    assert few == many


class TestVisitors:
    """Every query of a visitor stands between SET LOCAL ROLE and RESET ROLE, and that role may read releases only."""

    PAGES = ("panel:home", "panel:meetings", "panel:members")

    @pytest.fixture
    def site(self, clerk, panel_body, today):
        Office.objects.create(
            name="The Commissioner",
            publisher="Published by us",
            help_name="Ann",
            help_role="Officer",
            help_phone="01",
            help_email="a@county.example",
            help_hours="9 to 5",
            from_on=today,
        )
        (seat,) = meetings.seats(panel_body, "north")
        seats.fill(seat, people.person("Ada", "Thornbury"), from_on=today, by=clerk, at=NOW)
        return issued(clerk, on=today + timedelta(days=40))

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_every_query_of_a_visitor_is_asked_by_the_public_role(self, client, site, method):
        urls = [reverse(name) for name in self.PAGES] + [site.path, f"{site.path}pack.pdf", "/no/such/page/"]
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                getattr(client, method)(url)
            sql = [q["sql"] for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]
            assert (sql[0], sql[-1]) == ("SET LOCAL ROLE portal_public", "RESET ROLE"), url

    def test_that_role_cannot_read_a_draft(self, site):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE portal_public")
            cursor.execute("SELECT count(*) FROM documents_release")
            assert cursor.fetchone()[0] > 0
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute("SELECT count(*) FROM meetings_meeting")
            cursor.execute("RESET ROLE")

    def test_a_query_for_a_private_table_fails_and_does_not_leak(self, client, site, settings):
        """The office's own rows are taken away from the role: the page breaks, and says nothing."""
        client.raise_request_exception = False
        with connection.cursor() as cursor:
            cursor.execute("REVOKE SELECT ON documents_release FROM portal_public")
        try:
            with transaction.atomic():
                response = client.get(site.path)
                transaction.set_rollback(True)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("GRANT SELECT ON documents_release TO portal_public")
        assert (response.status_code, site.path in response.text) == (500, False)

    def test_the_role_ends_with_the_request(self, client, site):
        client.get(site.path)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user = session_user")
            assert cursor.fetchone() == (True,)


def test_a_pack_that_a_reader_has_is_not_sent_again(client, clerk):
    """A changed one is: the file's hash is its ETag."""
    url = f"{issued(clerk, on=NOW.date()).path}pack.pdf"
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert client.get(url, headers={"If-None-Match": '"another"'}).content == first.content
