"""The link of an author without an account: opens one paper, for that author alone, as long as it is asked for."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.actions import accounts
from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import links, papers, requests
from pcc_portal.meetings.models import Meeting, Paper, PaperRequest, RequestLink
from pcc_portal.meetings.views.asked import cookie
from pcc_portal.notices import actions as mails
from pcc_portal.notices.models import Message
from tests.factories import meetings as make
from tests.factories.requests import asked, guest, key_of
from tests.pdf.samples import plain

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGES = ("paper", "upload", "write", "write-step", "side")
PRESSES = ("promise", "upload", "begin", "write-step", "send")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def item(panel_body, clerk, today):
    held_on = today + timedelta(days=60)
    return make.item(make.meeting(clerk, of=panel_body, held_on=held_on), clerk, title="Partnerships")


@pytest.fixture
def row(item, clerk, today):
    return asked(
        item,
        guest(clerk),
        clerk,
        due_on=today + timedelta(days=9),
        at=timezone.now(),
        brief="Say what it cost.",
    )


@pytest.fixture
def author(row):
    """A browser in which the link was opened."""
    return opened(row)


def opened(row):
    client = Client()
    response = client.get(f"/asked/{key_of(row)}/")
    assert response.status_code == 303
    return client


def address(name, row):
    tail = {"side": [1], "write-step": ["add/"]}.get(name, [])
    return reverse(f"asked:{name}", args=[row.pk, *tail])


def shut(client, row):
    """Every page and every press of this request answers as if there were nothing."""
    got = {client.get(address(name, row)).status_code for name in PAGES}
    return got | {client.post(address(name, row)).status_code for name in PRESSES} == {404}


def fresh(row):
    return PaperRequest.objects.with_people().get(pk=row.pk)


def test_the_link_opens_the_brief_and_the_day(author, row):
    response = author.get(address("paper", row))
    assert response.status_code == 200
    assert "Say what it cost." in response.text
    assert "9 " in response.text or "working days left" in response.text
    assert not get_user(author).is_authenticated
    assert "Sign out" not in response.text


def test_the_key_leaves_the_address_at_once(row):
    client, key = Client(), key_of(row)
    response = client.get(f"/asked/{key}/")
    assert (response.status_code, response["Location"]) == (303, address("paper", row))
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("no-referrer", "private, no-store")
    kept = response.cookies[cookie(row.pk)]
    assert (kept.value, kept["httponly"], kept["samesite"], kept["path"]) == (key, True, "Lax", "/")
    page = client.get(response["Location"])
    assert key not in page.text + str(page.headers)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert page["Referrer-Policy"] == "same-origin"


def test_outside_the_demonstration_the_cookie_is_for_this_host_and_encrypted_lines(row, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = Client().get(f"/asked/{key_of(row)}/", secure=True)
    (name,) = response.cookies
    assert (name, response.cookies[name]["secure"]) == (f"__Host-asked-{row.pk.hex}", True)


def test_only_the_hash_is_kept(row):
    key = key_of(row)
    (link,) = RequestLink.objects.all()
    assert link.token_hash == links.hash_of(key)
    assert key not in str(list(RequestLink.objects.values()) + list(PaperRequest.objects.values()))


def test_the_mail_with_the_key_is_blanked_once_it_is_sent_and_waits_for_days(row, settings):
    settings.DEMO = False
    key, mail = key_of(row), Message.objects.get(kind="meetings.paper_asked")
    assert (mail.secret, mail.keep) == (True, timedelta(days=3))
    sent = mails.send(mail, at=timezone.now())
    assert (sent.state, sent.body_text) == ("sent", "")
    assert key in outbox.outbox[-1].body
    assert "Say what it cost" not in outbox.outbox[-1].body
    rows = [*Message.objects.values(), *Event.objects.values()]
    assert [one for one in rows if key in str(one)] == []


@pytest.mark.parametrize("key", ["x", "paper", "0" * 43, "../my", "%00"])
def test_guessing_opens_nothing(row, key):
    client = Client()
    assert client.get(f"/asked/{key}/").status_code == 404
    client.cookies[cookie(row.pk)] = key
    assert shut(client, row)


def test_almost_the_key_is_no_key(row):
    key = key_of(row)
    assert Client().get(f"/asked/{key[:-1]}/").status_code == 404
    assert Client().get(f"/asked/{key.swapcase()}/").status_code == 404
    assert Client().get(f"/asked/{links.hash_of(key)}/").status_code == 404


def test_without_the_link_there_is_nothing(row):
    nothing = Client().get("/asked/nothing/")
    for name in PAGES:
        response = Client().get(address(name, row))
        assert (response.status_code, response.text) == (404, nothing.text)


def test_it_opens_no_other_paper(author, row, item, clerk):
    other = asked(item, guest(clerk, "kit.marsh@mill.example", "Kit", "Marsh"), clerk, title="Another")
    assert shut(author, other)
    author.cookies[cookie(other.pk)] = author.cookies[cookie(row.pk)].value
    assert shut(author, other)
    signed_in_pages = [
        reverse("meetings:paper", args=[item.meeting.ref, row.paper_id]),
        reverse("meetings:requests", args=[item.meeting.ref]),
        reverse("panel:my"),
    ]
    assert {author.get(url).status_code for url in signed_in_pages} == {302}
    assert author.get(item.meeting.path).status_code == 404


def test_two_papers_of_one_author_open_side_by_side(author, row, item, clerk):
    second = asked(item, guest(clerk), clerk, title="Second", at=timezone.now())
    assert row.author == second.author
    author.get(f"/asked/{key_of(second)}/")
    assert [author.get(address("paper", one)).status_code for one in (row, second)] == [200, 200]


@pytest.mark.parametrize("way", ["withdrawn", "removed", "expired", "replaced"])
def test_dead_links_open_nothing(author, row, clerk, way):
    key = key_of(row)
    assert author.get(address("paper", row)).status_code == 200
    if way == "withdrawn":
        requests.withdraw(row, reason="Not needed", by=clerk, at=timezone.now())
    elif way == "removed":
        papers.remove(row.paper, by=clerk, at=timezone.now())
    elif way == "expired":
        RequestLink.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=60))
    else:
        requests.send_again(row, by=clerk, at=timezone.now())
    assert shut(author, row)
    assert Client().get(f"/asked/{key}/").status_code == 404


def test_a_new_link_goes_out_when_the_old_one_is_ended(row, clerk):
    old = key_of(row)
    requests.send_again(row, by=clerk, at=timezone.now() + timedelta(seconds=1))
    new = key_of(row)
    assert [Client().get(f"/asked/{key}/").status_code for key in (old, new)] == [404, 303]


def test_a_reminder_brings_a_link_of_its_own_and_ends_none(author, row, clerk, today):
    old = key_of(row)
    PaperRequest.objects.update(due_on=today - timedelta(days=5))
    requests.chase(row.item.meeting, chosen={row.pk}, by=clerk, at=timezone.now())
    mail = Message.objects.get(kind="meetings.paper_chased")
    assert (mail.secret, old in mail.body_text) == (True, False)
    assert author.get(address("paper", row)).status_code == 200
    assert RequestLink.objects.count() == 2


def test_keys_stand_in_no_log(row, client, caplog):
    key = key_of(row)
    client.raise_request_exception = False
    client.post(f"/asked/{key}/")  # 405
    client.get(f"/asked/{key}x/")  # 404
    Client(enforce_csrf_checks=True).post(f"/asked/{key}/")
    lines = [f"{line.getMessage()} {line.args}" for line in caplog.records]
    assert [line for line in lines if "/asked/" in line]
    assert [line for line in lines if key in line] == []


class TestAnswering:
    def test_a_promise(self, author, row, today):
        answer = author.post(address("promise", row), {"promised_for": today + timedelta(days=12)})
        assert answer.status_code == 303
        assert (fresh(row).state, fresh(row).promised_for) == ("promised", today + timedelta(days=12))
        assert Event.objects.filter(kind="meetings.request.promised", by_name="Dana Field").exists()

    def test_a_promise_for_yesterday_stays_in_its_field(self, author, row, today):
        answer = author.post(address("promise", row), {"promised_for": today - timedelta(days=1)})
        assert answer.status_code == 422
        assert "This day is past" in answer.text

    def test_written_block_by_block_and_sent_in(self, author, row, client, clerk):
        assert author.post(address("begin", row))["Location"] == address("write", row)
        assert author.get(address("write", row)).status_code == 200
        answer = author.post(f"{address('write-step', row)}?kind=paragraph", {"said": "It cost little."})
        assert answer.status_code == 303
        client.force_login(clerk)
        paper = reverse("meetings:paper-write", args=[row.item.meeting.ref, row.paper_id])
        assert (
            client.get(paper).status_code == 403
        )  # the clerk reads what is sent in, not what is being written
        assert author.post(address("send", row)).status_code == 303
        assert "It is with the clerk" in author.get(address("paper", row)).text
        assert "It cost little." in client.get(paper).text
        assert fresh(row).state == "in"
        block = Paper.objects.get(pk=row.paper_id).text.blocks.get()
        assert str(block.updated_by) == "Dana Field"

    def test_uploaded_and_sent_in(self, author, row):
        file = plain("What it cost", "And what it brought")
        answer = author.post(address("upload", row), {"file": as_file(file)})
        assert answer.status_code == 303
        page = author.get(address("paper", row)).text
        assert "2 sides" in page
        assert author.get(address("side", row))["Content-Type"] == "image/png"
        author.post(address("send", row))
        paper = Paper.objects.get(pk=row.paper_id)
        assert (paper.state, str(paper.submitted_by), str(paper.version.uploaded_by)) == (
            "submitted",
            "Dana Field",
            "Dana Field",
        )

    def test_a_bad_file_is_refused_at_its_field(self, author, row):
        answer = author.post(address("upload", row), {"file": as_file(b"MZ no pdf")})
        assert answer.status_code == 422
        assert Paper.objects.get(pk=row.paper_id).version is None

    def test_nothing_is_not_sent(self, author, row):
        answer = author.post(address("send", row))
        assert answer.status_code == 409
        assert "There is nothing in this paper yet" in answer.text

    def test_sent_in_it_is_read_and_not_changed(self, author, row):
        author.post(address("begin", row))
        author.post(f"{address('write-step', row)}?kind=paragraph", {"said": "It cost little."})
        author.post(address("send", row))
        assert author.get(address("write", row)).status_code == 200
        assert (
            author.post(f"{address('write-step', row)}?kind=paragraph", {"said": "More"}).status_code == 403
        )
        assert author.post(address("upload", row), {"file": as_file(plain("x"))}).status_code == 403
        assert author.post(address("promise", row), {"promised_for": fresh(row).due_on}).status_code == 409

    def test_given_back_it_opens_again_with_the_reason(self, author, row, clerk):
        author.post(address("upload", row), {"file": as_file(plain("x"))})
        author.post(address("send", row))
        paper = Paper.objects.select_related("item__meeting").get(pk=row.paper_id)
        papers.give_back(paper, reason="Leave Quillfeather out.", by=clerk, at=timezone.now())
        assert "Leave Quillfeather out." in author.get(address("paper", row)).text
        assert Paper.objects.get(pk=row.paper_id).is_with_author
        assert author.post(address("send", row)).status_code == 303

    def test_a_press_from_elsewhere_is_refused(self, row):
        client = Client(enforce_csrf_checks=True)
        client.get(f"/asked/{key_of(row)}/")
        assert client.post(address("send", row)).status_code == 403

    def test_an_agenda_that_is_being_issued_says_so(self, author, row):
        Meeting.objects.update(status="being_issued")
        answer = author.post(address("upload", row), {"file": as_file(plain("x"))})
        assert answer.status_code == 409
        assert "locked" in answer.text


class TestTheAccountBehindIt:
    def test_it_cannot_sign_in(self, row, client):
        client.post(reverse("account_request_login_code"), {"email": row.author.email})
        assert not Message.objects.filter(kind="accounts.login_code").exists()
        row.author.set_password("a-long-password-1")
        row.author.save()
        client.post(reverse("account_login"), {"login": row.author.email, "password": "a-long-password-1"})
        assert not get_user(client).is_authenticated

    def test_an_address_that_has_an_account_is_that_account(self, clerk, officer):
        assert (
            accounts.guest(
                officer.email.upper(), person=Person(given="X", family="Y"), by=clerk, at=timezone.now()
            )
            == officer
        )
        assert not Person.objects.filter(given="X").exists()

    def test_a_later_account_takes_it_over_with_its_papers(self, row, clerk):
        user = accounts.add(
            row.author.email, person=Person(given="Dana", family="Field"), by=None, at=timezone.now()
        )
        assert (user.pk, user.is_active) == (row.author_id, True)
        assert list(Paper.objects.visible_to(User.objects.get(pk=user.pk))) == [row.paper]
        with pytest.raises(accounts.AddressTaken):
            accounts.add(row.author.email, person=Person(given="A", family="B"), by=None, at=timezone.now())


def as_file(data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("report.pdf", data, content_type="application/pdf")
