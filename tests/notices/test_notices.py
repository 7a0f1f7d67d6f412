"""A mail is written once, sent by a job, held when its rule says no, and says in words why it did not go."""

import smtplib
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection
from django.template import TemplateDoesNotExist

from pcc_portal import jobs, notices
from pcc_portal.accounts.models import Organisation
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices import actions, tasks
from pcc_portal.notices.models import Message
from pcc_portal.notices.states import MESSAGE_MOVES, MessageState

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def post(key="k", **also):
    also = {"to": "clerk@demo.example", "context": {"code": "ABCD-EFGH"}, "by": None, "at": AT} | also
    return notices.post("accounts.login_code", dedupe_key=key, **also)


def work():
    """What a worker does when the bell rings, for every job that waits."""
    for pk in Job.objects.live().order_by("queued_at").values_list("pk", flat=True):
        tasks.send(job_id=str(pk))


def only_while_its_panel_stands(message):
    return Organisation.objects.filter(pk=message.about_id).exists()


class Server(BaseEmailBackend):
    """A mail server that answers what the test wants."""

    answer: Exception

    def send_messages(self, email_messages):
        raise self.answer


@pytest.fixture
def server(settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Server"}}
    return Server


@pytest.mark.parametrize("state", MessageState)
@pytest.mark.parametrize("target", MessageState)
def test_message_moves_only_along_the_table(state, target):
    message = Message(state=state)
    if target in MESSAGE_MOVES[state]:
        move(message, target, along=MESSAGE_MOVES, field="state")
        assert message.state == target
    else:
        with pytest.raises(BadMove):
            move(message, target, along=MESSAGE_MOVES, field="state")


@pytest.mark.django_db
class TestPost:
    def test_one_message_one_job_one_mail(self):
        message = post()
        assert (post(), Message.objects.count(), Job.objects.count()) == (message, 1, 1)
        work()
        message.refresh_from_db()
        assert (message.state, message.attempts, message.error) == ("sent", 1, "")
        (sent,) = mail.outbox
        assert (sent.to, sent.subject) == (["clerk@demo.example"], "Your code to sign in")
        assert sent.extra_headers == {
            "Message-ID": f"<{message.pk}@127.0.0.1>",
            "Auto-Submitted": "auto-generated",
        }
        assert Job.objects.get().state == "done"

    def test_words_are_plain_text(self):
        message = post(context={"code": "O'Neill & Sons"})
        assert message.body_text.startswith("Your code to sign in is\n\nO'Neill & Sons\n")

    def test_a_mail_without_template_is_never_written(self):
        with pytest.raises(TemplateDoesNotExist):
            notices.post("accounts.nothing", to="a@b.example", context={}, dedupe_key="k", by=None, at=AT)
        assert Message.objects.count() == 0

    @pytest.mark.django_db(transaction=True)
    def test_ten_at_once_are_one_mail(self):
        ready, found = Barrier(10), []

        def run():
            try:
                ready.wait()
                found.append(post().pk)
            finally:
                connection.close()

        threads = [Thread(target=run) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 10
        assert set(found) == {Message.objects.get().pk}
        assert Job.objects.count() == 1


@pytest.mark.django_db
class TestWithoutABroker:
    def test_a_code_is_sent_at_once_and_other_mails_wait(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            secret, other = post("a", secret=True), post("b")
        secret.refresh_from_db()
        other.refresh_from_db()
        assert (secret.state, other.state) == ("sent", "queued")


@pytest.mark.django_db
class TestSend:
    def test_the_rule_is_asked_again_when_the_mail_is_about_to_go(self):
        panel = Organisation.objects.create(slug="panel", name="Panel", kind="panel")
        rule = f"{__name__}.only_while_its_panel_stands"
        told, held = (post(key, rule=rule, about=panel) for key in "ab")
        actions.send(told, at=AT)
        panel.delete()
        actions.send(held, at=AT)
        assert list(Message.objects.order_by("dedupe_key").values_list("state", "error")) == [
            ("sent", ""),
            ("held", "What it tells of may no longer be told."),
        ]
        assert len(mail.outbox) == 1

    def test_a_rule_that_is_not_there_says_no(self):
        assert actions.send(post(rule="pcc_portal.notices.rules.gone"), at=AT).state == "held"
        assert mail.outbox == []

    def test_sent_is_sent(self):
        message = post()
        assert [actions.send(message, at=AT).state for _ in range(2)] == ["sent", "sent"]
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        "answer",
        [
            smtplib.SMTPRecipientsRefused({"clerk@demo.example": (550, b"No such user")}),
            smtplib.SMTPSenderRefused(550, b"No", "portal@localhost"),
            smtplib.SMTPDataError(550, b"No"),
        ],
    )
    def test_refused_in_words(self, server, answer):
        server.answer = answer
        message = actions.send(post(), at=AT)
        assert (message.state, message.error) == ("refused", "The mail server refused this mail (550).")

    @pytest.mark.parametrize(
        "answer",
        [
            ConnectionRefusedError(),
            smtplib.SMTPServerDisconnected(),
            smtplib.SMTPRecipientsRefused({"clerk@demo.example": (450, b"Later")}),
        ],
    )
    def test_a_failure_that_may_pass_is_tried_three_times_by_the_job(self, server, answer):
        server.answer = answer
        message, states = post(), []
        for _ in range(3):
            work()
            message.refresh_from_db()
            states.append((message.state, message.attempts, Job.objects.get().state))
        assert states == [("queued", 1, "queued"), ("queued", 2, "queued"), ("queued", 3, "failed")]

    @pytest.mark.parametrize(("demo", "kept"), [(False, False), (True, True)])
    def test_a_code_is_kept_no_longer_than_needed(self, settings, demo, kept):
        settings.DEMO = demo
        secret, other = post("a", secret=True), post("b")
        for message in (secret, other):
            assert "ABCD-EFGH" in message.body_text
            actions.send(message, at=AT)
            message.refresh_from_db()
        assert ("ABCD-EFGH" in secret.body_text) == kept
        assert "ABCD-EFGH" in other.body_text
        assert "ABCD-EFGH" in mail.outbox[0].body


@pytest.mark.django_db
class TestTryAgain:
    @pytest.fixture
    def stuck(self):
        """A mail whose job has given up."""
        message = post()
        Job.objects.update(state="failed", error="No server.", finished_at=AT)
        return message

    def test_a_new_job_for_what_is_stuck(self, stuck):
        waiting = post("waiting")
        assert [actions.try_again(at=AT + timedelta(minutes=n)) for n in (4, 6, 11)] == [0, 1, 0]
        assert {job.subject for job in Job.objects.live()} == {stuck, waiting}

    @pytest.mark.parametrize(("secret", "minutes"), [(True, 16), (False, 3 * 24 * 60 + 1)])
    def test_an_end_to_what_is_too_old(self, stuck, settings, secret, minutes):
        settings.DEMO = False
        Message.objects.update(secret=secret, keep=actions.KEEP_SECRET if secret else actions.KEEP)
        actions.try_again(at=AT + timedelta(minutes=minutes))
        stuck.refresh_from_db()
        assert (stuck.state, stuck.error) == ("refused", "The mail server could not be reached for too long.")
        assert (stuck.body_text == "") == secret
        assert Job.objects.live().count() == 0


@pytest.mark.django_db
class TestDatabaseSaysNo:
    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"state": "sent"}, "message_says_when_it_was_sent"),
            ({"sent_at": AT}, "message_says_when_it_was_sent"),
            ({"state": "held"}, "unsent_message_says_why"),
        ],
    )
    def test_row_that_does_not_hold_together(self, wrong, constraint):
        with pytest.raises(IntegrityError, match=constraint):
            Message.objects.create(kind="a.b", to="a@b.example", dedupe_key="k", queued_at=AT, **wrong)


def test_names_are_found_on_the_packages():
    assert (notices.post, jobs.Job) == (actions.post, Job)
    with pytest.raises(AttributeError):
        _ = notices.nothing
