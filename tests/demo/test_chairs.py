"""/demo/: one press and one sits there; only in the demonstration, only in its own chairs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from demo.chairs import CHAIRS, GROUPS, PASSWORD
from pcc_portal import notices
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import Role
from pcc_portal.embedded.demo import ACCOUNTS
from pcc_portal.notices.models import Message
from pcc_portal.writing.importing.reading import read
from tests.factories.days import TODAY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_demo")]

ROLES = {
    "clerk": Role.PANEL_CLERK,
    "deputy.clerk": Role.DEPUTY_CLERK,
    "chair": Role.PANEL_CHAIR,
    "member": Role.PANEL_MEMBER,
    "officer": Role.OFFICER,
    "pcc": Role.COMMISSIONER,
    "chief.executive": Role.CHIEF_EXECUTIVE,
    "analyst": Role.ANALYST,
    "grants": Role.GRANTS_OFFICER,
    "assessor": Role.ASSESSOR,
    "assessor2": Role.ASSESSOR,
    "cc": Role.CHIEF_CONSTABLE,
    "staff.officer": Role.STAFF_OFFICER,
    "force": Role.FORCE_LEAD,
    "applicant": Role.APPLICANT,
    "colleague": Role.APPLICANT,
    "admin": Role.ADMINISTRATOR,
}


def sit(client, key, **data):
    return client.post(reverse("demo:sit", args=[key]), data)


def test_every_account_of_the_contract_signs_in_by_one_press_and_by_hand(people, client):
    assert {email for email, _ in ACCOUNTS} == {chair.email for chair in CHAIRS.values()}
    for key, role in ROLES.items():
        answer = sit(client, key)
        assert (answer.status_code, answer["Location"]) == (303, reverse("panel:my"))
        user = get_user(client)
        assert user.email == f"{key}@demo.example"
        assert set(RoleGrant.objects.on(TODAY).filter(user=user).values_list("role", flat=True)) == {role}
        assert client.get(reverse("panel:my")).status_code == 200
        login = {"login": user.email, "password": PASSWORD}
        assert Client().post(reverse("account_login"), login)["Location"] == "/my/"


def test_pressing_without_a_token_does_nothing(people):
    client = Client(enforce_csrf_checks=True)
    assert sit(client, "clerk").status_code == 403
    assert not get_user(client).is_authenticated


def test_looking_signs_nobody_in(people, client):
    assert client.get(reverse("demo:sit", args=["clerk"])).status_code == 405
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("key", ["root", "clerk@demo.example", "stranger"])
def test_there_are_no_other_chairs(people, client, key):
    User.objects.create_user("stranger@demo.example", PASSWORD)
    assert sit(client, key).status_code == 404


def test_an_empty_database_has_no_chairs(db, client):
    assert sit(client, "clerk").status_code == 404
    assert client.get(reverse("demo:cast")).status_code == 200


def test_outside_the_demonstration_there_is_no_such_page(people, client, settings):
    settings.DEMO = False
    assert sit(client, "clerk").status_code == 404
    assert client.get(reverse("demo:cast")).status_code == 404
    assert client.get(reverse("demo:outbox")).status_code == 404


@pytest.mark.parametrize(
    ("to", "lands"),
    [
        ("/panel/", "/panel/"),
        ("//elsewhere.example/", "/my/"),
        ("https://elsewhere.example/", "/my/"),
        ("javascript:alert(1)", "/my/"),
        ("/\\elsewhere.example", "/my/"),
    ],
)
def test_a_story_begins_on_this_site(people, client, to, lands):
    assert sit(client, "clerk", to=to)["Location"] == lands


def test_one_leaves_every_chair(people, client):
    sit(client, "clerk")
    assert sit(client, "nobody")["Location"] == reverse("panel:home")
    assert not get_user(client).is_authenticated


def test_another_chair_takes_nothing_along(people, client):
    sit(client, "clerk")
    session = client.session
    session["draft"] = "private"
    session.save()
    sit(client, "member")
    assert "draft" not in client.session


def test_the_page_shows_every_chair_with_a_button_of_its_own(people, client):
    said = client.get(reverse("demo:cast")).text
    assert sum(len(seated) for _, seated in GROUPS) == len(CHAIRS) == 17
    for chair in CHAIRS.values():
        assert f'<form action="{reverse("demo:sit", args=[chair.key])}" method="post">' in said
        assert f"as {chair.name}</span>" in said
        assert chair.now in said
        assert chair.later in said
    assert "Begin in the middle" not in said  # there is no meeting to begin with


# The outbox


def mail(key, at, **context):
    return notices.post(
        "accounts.login_code",
        to="member@demo.example",
        context={"code": "ABCD-EFGH"} | context,
        dedupe_key=key,
        by=None,
        at=at,
        secret=True,
    )


def test_an_empty_outbox_is_calm(db, client):
    said = client.get(reverse("demo:outbox"))
    assert said.status_code == 200
    assert "Nothing has been mailed yet." in said.text


def test_the_outbox_shows_whole_mails_the_newest_first(people, client):
    at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    mail("one", at, code="OLDE-RONE")
    mail("two", at + timedelta(minutes=1), code="NEWE-RONE")
    said = client.get(reverse("demo:outbox")).text
    assert said.index("NEWE-RONE") < said.index("OLDE-RONE")
    assert "To member@demo.example" in said
    assert "2 e-mails" in said


def test_the_outbox_shows_words_as_words(people, client):
    Message.objects.update_or_create(
        pk=mail("one", datetime(2026, 11, 2, tzinfo=UTC)).pk, defaults={"body_text": "<script>no</script>"}
    )
    said = client.get(reverse("demo:outbox")).text
    assert "&lt;script&gt;no" in said
    assert "<script>no" not in said


@pytest.mark.django_db
def test_the_paper_written_in_word_is_there_to_be_brought_in(client):
    """Everything that the page says of it is in it: a sum that is right, a note, a picture, and what is left out."""
    assert reverse("demo:word-sample") in client.get(reverse("demo:cast")).text
    response = client.get(reverse("demo:word-sample"))
    found = read(b"".join(response), max_bytes=1_000_000)
    assert response.headers["Content-Disposition"] == 'attachment; filename="finance-note.docx"'
    assert [str(p.kind) for p in found.pieces] == [
        "heading", "paragraph", "note", "paragraph", "heading", "table", "paragraph", "list", "figure", "heading",
        "recommendation", "recommendation",
    ]  # fmt: skip
    assert ">160<" in found.pieces[5].html
    assert "One comment was left out." in found.dropped
