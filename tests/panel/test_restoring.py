"""A lost second step: who may ask, what they must say, who agrees, and what the person it is about hears."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panel.actions import restorings
from pcc_portal.accounts import rules
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.actions import remembering
from pcc_portal.accounts.models import IdentityCheck, RememberedDevice, Restoring, Session
from pcc_portal.accounts.roles import Role
from pcc_portal.accounts.states import RESTORING_MOVES, RestoringState
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices.models import Message
from tests.factories import people

pytestmark = pytest.mark.django_db

HOW = {
    "how": "called_back",
    "words": "Called the number on file; she named the item she asked about in June.",
}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def member(panel_member):
    """With a second step, a remembered device and a session."""
    Authenticator.objects.create(user=panel_member, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=panel_member, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    now = timezone.now()
    RememberedDevice.objects.create(
        user=panel_member, token_sha256="0" * 64, device="X", remembered_at=now, until=now + timedelta(days=9)
    )
    panel_member.client = Client()
    panel_member.client.force_login(panel_member)
    return panel_member


def asked(member, clerk, now, **more):
    return restorings.ask(member, by=clerk, at=now, **(HOW | more))


def protected(user):
    return Authenticator.objects.filter(user=user).count()


class TestWho:
    @pytest.mark.parametrize(
        ("asks", "whose", "may"),
        [
            ("clerk", "panel_member", True),
            ("deputy_clerk", "panel_chair", True),
            ("clerk", "clerk", False),
            ("clerk", "deputy_clerk", False),  # staff: the administrator's
            ("clerk", "officer", False),
            ("clerk", "member_of_another_panel", False),
            ("clerk", "stranger", False),
            ("clerk", "applicant", False),
            ("panel_chair", "panel_member", False),
            ("officer", "panel_member", False),
            ("administrator", "officer", True),
            ("administrator", "clerk", True),
            ("administrator", "panel_member", False),  # the clerk's
            ("administrator", "administrator", False),
            ("commissioner", "officer", False),
        ],
    )
    def test_asks_for_whom(self, request, now, asks, whose, may):
        by, user = request.getfixturevalue(asks), request.getfixturevalue(whose)
        assert rules.may_ask_to_restore(by, user, on=timezone.localdate(now)) is may
        if not may:
            with pytest.raises(restorings.NotYours):
                restorings.ask(user, by=by, at=now, **HOW)
            assert not Restoring.objects.exists()

    def test_a_member_who_is_also_staff_is_no_longer_the_clerks(
        self, clerk, member, office, administrator, now
    ):
        people.granted(member, Role.OFFICER, office)
        day = timezone.localdate(now)
        assert rules.may_ask_to_restore(clerk, member, on=day) is False
        assert rules.may_ask_to_restore(administrator, member, on=day) is True

    @pytest.mark.parametrize(
        ("agrees", "may"),
        [
            ("deputy_clerk", True),
            ("clerk", False),  # who asked
            ("panel_member", False),  # whose it is
            ("panel_chair", False),
            ("administrator", False),
            ("officer", False),
        ],
    )
    def test_agrees_for_a_member(self, request, member, agrees, may):
        now = timezone.now()
        restoring = asked(member, request.getfixturevalue("clerk"), now)
        by = request.getfixturevalue(agrees)
        assert rules.may_agree_to_restore(by, restoring, on=timezone.localdate(now)) is may
        if not may:
            with pytest.raises(restorings.NotYours):
                restorings.agree(restoring, by=by, at=now)
            assert protected(member) == 2

    def test_for_staff_a_second_administrator_or_the_chief_executive(
        self, administrator, officer, clerk, now
    ):
        restoring = asked(officer, administrator, now)
        second = people.holder(Role.ADMINISTRATOR, administrator.grants.get().organisation, "Otto", "Lind")
        chief = people.holder(Role.CHIEF_EXECUTIVE, officer.grants.get().organisation, "Aled", "Rowe")
        day = timezone.localdate(now)
        may = {
            who: rules.may_agree_to_restore(who, restoring, on=day)
            for who in (second, chief, clerk, administrator)
        }
        assert list(may.values()) == [True, True, False, False]


class TestAsking:
    def test_takes_nothing_away_and_tells_the_member(self, clerk, member, now):
        restoring = asked(member, clerk, now)
        assert (protected(member), restoring.state) == (2, RestoringState.ASKED)
        told = Message.objects.get(kind="accounts.restoring_asked")
        assert (told.to, "Nothing has changed yet" in told.body_text) == (member.email, True)
        event = Event.objects.get(kind="accounts.restoring.asked")
        assert event.facts == {"user": str(member.pk), "how": "called_back"}

    def test_what_was_said_is_told_to_nobody(self, clerk, deputy_clerk, member, now):
        restoring = asked(member, clerk, now, words="HERWORDS")
        restorings.agree(restoring, by=deputy_clerk, at=now)
        rows = [*Event.objects.values(), *Message.objects.values()]
        assert "HERWORDS" not in str(rows)
        assert IdentityCheck.objects.get().words == "HERWORDS"

    def test_twice_is_refused_until_the_first_lapses(self, clerk, deputy_clerk, member, now):
        first = asked(member, clerk, now)
        with pytest.raises(restorings.AlreadyAsked):
            asked(member, deputy_clerk, now)
        later = now + timedelta(hours=25)
        second = asked(member, deputy_clerk, later)
        first.refresh_from_db()
        assert (first.state, second.state) == (RestoringState.LAPSED, RestoringState.ASKED)

    def test_needs_words(self, client, clerk, member):
        client.force_login(clerk)
        there = reverse("panel:restoring-ask", args=[member.pk])
        answer = client.post(there, {"how": "in_person", "words": ""})
        assert (answer.status_code, Restoring.objects.count()) == (422, 0)


class TestAgreeing:
    def test_takes_all_of_it_away(self, clerk, deputy_clerk, member, now):
        restorings.agree(asked(member, clerk, now), by=deputy_clerk, at=now)
        left = (protected(member), member.devices.count(), Session.objects.filter(user=member).count())
        assert left == (0, 0, 0)
        assert member.client.get("/my/").status_code == 302
        kinds = set(Event.objects.filter(by_id=str(deputy_clerk.pk)).values_list("kind", flat=True))
        assert {"accounts.step.taken_away", "accounts.restoring.agreed", "accounts.session.ended"} <= kinds
        told = Message.objects.get(kind="accounts.restoring_agreed")
        assert (told.to, "call us at once" in told.body_text) == (member.email, True)

    def test_and_the_next_sign_in_sets_up_anew(self, clerk, deputy_clerk, member, now, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        restorings.agree(asked(member, clerk, now), by=deputy_clerk, at=now)
        member.client.force_login(member)
        assert member.client.get("/my/").headers["Location"] == "/accounts/second-step/"

    def test_not_a_day_later(self, clerk, deputy_clerk, member, now):
        restoring = asked(member, clerk, now)
        with pytest.raises(restorings.TooLate):
            restorings.agree(restoring, by=deputy_clerk, at=now + timedelta(hours=25))
        assert protected(member) == 2

    def test_once(self, clerk, deputy_clerk, member, now):
        restoring = restorings.agree(asked(member, clerk, now), by=deputy_clerk, at=now)
        with pytest.raises(BadMove):
            restorings.agree(restoring, by=deputy_clerk, at=now)

    def test_refused_takes_nothing(self, clerk, deputy_clerk, member, now):
        restorings.refuse(asked(member, clerk, now), by=deputy_clerk, at=now)
        assert protected(member) == 2
        assert Message.objects.filter(kind="accounts.restoring_refused", to=member.email).count() == 1

    def test_who_asked_may_take_it_back(self, clerk, member, now):
        assert restorings.refuse(asked(member, clerk, now), by=clerk, at=now).state == RestoringState.REFUSED


class TestPages:
    def test_from_the_seats_to_the_second_look(self, client, clerk, deputy_clerk, member, panel_body):
        client.force_login(clerk)
        there = reverse("panel:restoring-ask", args=[member.pk])
        answer = client.post(there, HOW)
        restoring = Restoring.objects.get()
        page = reverse("panel:restoring", args=[restoring.pk])
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
        assert "so somebody else has to agree" in client.get(page).text
        refused = client.post(reverse("panel:restoring-agree", args=[restoring.pk]))
        assert (refused.status_code, "a second person has to agree" in refused.text) == (403, True)
        assert client.post(there, HOW).status_code == 409
        client.force_login(deputy_clerk)
        assert page in client.get("/my/").text
        assert HOW["words"] in client.get(page).text
        assert client.post(reverse("panel:restoring-agree", args=[restoring.pk])).status_code == 303
        assert protected(member) == 0
        assert page not in client.get("/my/").text

    def test_the_seats_lead_there(self, client, clerk, panel_body):
        from tests.factories import meetings

        seat = meetings.seats(panel_body, "aldercote")[0]
        from datetime import date

        from pcc_portal.accounts.actions import accounts
        from pcc_portal.meetings.actions import seats

        person = people.person("Ada", "Thornbury")
        user = accounts.add("ada@council.example", person=person, by=None, at=timezone.now())
        seats.fill(seat, person, from_on=date(2025, 5, 20), by=clerk, at=timezone.now())
        client.force_login(clerk)
        assert reverse("panel:restoring-ask", args=[user.pk]) in client.get(reverse("panel:seats")).text

    @pytest.mark.parametrize("who", ["panel_member", "officer", "administrator", "member_of_another_panel"])
    def test_others_know_nothing_of_it(self, client, request, member, who):
        restoring = asked(member, request.getfixturevalue("clerk"), timezone.now())
        client.force_login(request.getfixturevalue(who))
        assert client.get(reverse("panel:restoring", args=[restoring.pk])).status_code == 404

    @pytest.mark.parametrize("many", [1, 3])
    def test_my_page_costs_the_same(self, clerk, deputy_clerk, many, django_assert_max_num_queries):
        now, panel = timezone.now(), clerk.grants.get().organisation
        for n in range(many):
            asked(people.holder(Role.PANEL_MEMBER, panel, "Member", f"Number{n}"), clerk, now)
        load_rights(deputy_clerk, on=timezone.localdate(now))
        with django_assert_max_num_queries(2):
            assert len(rules.waiting_for(deputy_clerk, on=timezone.localdate(now))) == many


@pytest.mark.parametrize("state", RestoringState)
@pytest.mark.parametrize("target", RestoringState)
def test_moves_only_along_the_table(state, target):
    restoring = Restoring(state=state)
    if target in RESTORING_MOVES[state]:
        move(restoring, target, along=RESTORING_MOVES, field="state")
        assert restoring.state == target
    else:
        with pytest.raises(BadMove):
            move(restoring, target, along=RESTORING_MOVES, field="state")


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked_by": "member"},
        {"state": "agreed"},
        {"state": "agreed", "decided_by": "clerk"},
        {"state": "agreed", "decided_by": "member"},
        {"decided_by": "deputy_clerk"},
    ],
    ids=str,
)
def test_the_database_says_no_too(clerk, deputy_clerk, member, now, wrong):
    people_by_name = {"member": member, "clerk": clerk, "deputy_clerk": deputy_clerk}
    fields = {k: people_by_name.get(v, v) for k, v in wrong.items()}
    right = {"user": member, "asked_by": clerk, "asked_at": now}
    if "decided_by" in wrong:
        fields["decided_at"] = now
    with pytest.raises(IntegrityError), transaction.atomic():
        Restoring.objects.create(**(right | fields))


def test_by_whoever_runs_the_server(member, capsys):
    call_command("restore_second_step", member.email)
    assert protected(member) == 0
    assert Message.objects.get(kind="accounts.restoring_agreed").to == member.email
    assert Event.objects.get(kind="accounts.step.taken_away").by_name == ""
    with pytest.raises(CommandError):
        call_command("restore_second_step", "nobody@county.example")


def test_two_open_ones_of_one_person_are_refused(clerk, deputy_clerk, member, now):
    Restoring.objects.create(user=member, asked_by=clerk, asked_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Restoring.objects.create(user=member, asked_by=deputy_clerk, asked_at=now)


def test_an_identity_check_says_how(clerk, member, now):
    restoring = Restoring.objects.create(user=member, asked_by=clerk, asked_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityCheck.objects.create(restoring=restoring, how="in_person", words="")


def test_a_forgotten_device_is_said_once(member, now):
    remembering.forget(member, by=member, at=now)
    remembering.forget(member, by=member, at=now)
    assert Event.objects.filter(kind="accounts.device.forgotten").count() == 1
