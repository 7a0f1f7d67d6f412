"""A mail service says what came back: once, of our own mails, under a secret, and never what was read."""

import json
import uuid

import pytest
from django.test import Client

from pcc_portal import notices
from pcc_portal.notices import actions
from pcc_portal.notices.models import Message
from tests.factories.days import NOW

pytestmark = pytest.mark.django_db
TOKEN = "a-secret-of-the-mail-service"


@pytest.fixture(autouse=True)
def secret(settings):
    settings.BOUNCE_TOKEN = TOKEN


@pytest.fixture
def sent():
    message = notices.post(
        "accounts.login_code", to="a@b.example", context={"code": "X"}, dedupe_key="k", by=None, at=NOW
    )
    return actions.send(message, at=NOW)


def post(told, *, token=TOKEN, **more):
    data = told if isinstance(told, bytes | str) else json.dumps(told)
    client = Client(enforce_csrf_checks=True)
    return client.post(
        f"/notices/bounces/{token}/", data, content_type="application/json", **more
    ).status_code


def state(message):
    message.refresh_from_db()
    return message.state


@pytest.mark.parametrize(
    "shape",
    [
        lambda key: {"message_id": key},
        lambda key: [{"event": "bounce", "smtp-id": key, "reason": "550 5.1.1 no such user"}],
        lambda key: {
            "events": [{"event": "delivered", "MessageID": "x"}, {"event": "bounced", "Message-Id": key}]
        },
        lambda key: {"RecordType": "Bounce", "Type": "HardBounce", "MessageID": key.strip("<>")},
    ],
)
def test_a_bounce_is_noted_in_words(sent, shape):
    assert post(shape(f"<{sent.pk}@127.0.0.1>")) == 204
    assert state(sent) == "bounced"
    assert sent.error.startswith("The mail came back: its address does not take it")
    assert sent.sent_at == NOW


def test_the_code_is_kept_and_the_words_of_others_are_not(sent):
    post({"message_id": f"{sent.pk}@x.example", "reason": "550 5.1.1 <b>Quillfeather</b> unknown"})
    sent.refresh_from_db()
    assert sent.error == "The mail came back: its address does not take it (5.1.1)."


@pytest.mark.parametrize(
    "event", ["open", "opened", "click", "delivered", "soft_bounce", "deferred", "complaint"]
)
def test_what_was_read_is_not_listened_to(sent, event):
    before = Message.objects.values().get()
    assert post({"event": event, "message_id": f"{sent.pk}@127.0.0.1"}) == 204
    assert Message.objects.values().get() == before


def test_told_twice_and_of_nothing_we_know(sent):
    told = {"message_id": f"{sent.pk}@127.0.0.1"}
    unknown = {"message_id": f"{uuid.uuid4()}@127.0.0.1"}
    assert [post(told), post(told), post(unknown), post({"message_id": "x"}), post([]), post("7")] == [
        204
    ] * 6
    assert state(sent) == "bounced"


def test_told_too_early_it_is_asked_again(sent):
    Message.objects.update(state="sending", sent_at=None)
    told = {"message_id": f"{sent.pk}@127.0.0.1"}
    assert post(told) == 503
    Message.objects.update(state="sent", sent_at=NOW)
    assert (post(told), state(sent)) == (204, "bounced")


@pytest.mark.parametrize("token", ["wrong", TOKEN + "x", "é", ""])
def test_without_the_secret_there_is_no_such_page(sent, token):
    told = {"message_id": f"{sent.pk}@127.0.0.1"}
    assert post(told, token=token) == 404
    assert state(sent) == "sent"


def test_while_no_secret_is_set_nothing_opens_it(sent, settings):
    settings.BOUNCE_TOKEN = ""
    assert [post({}, token="x"), post({}, token=" ")] == [404, 404]


@pytest.mark.parametrize(
    ("data", "status"),
    [("{", 400), (b"\xff\xfe", 400), ("[" * 100_000, 400), (" " * (256 * 1024 + 1), 413)],
)
def test_what_is_no_message_is_refused_in_words(data, status):
    assert post(data) == status


def test_it_is_posted_and_not_read(sent):
    assert Client().get(f"/notices/bounces/{TOKEN}/").status_code == 405


def test_a_thousand_in_one_are_enough(sent, django_assert_max_num_queries):
    told = [{"message_id": f"{uuid.uuid4()}@x.example"} for _ in range(20)] + [
        {"message_id": f"{sent.pk}@x.example"}
    ]
    assert post(told) == 204
    assert state(sent) == "bounced"
