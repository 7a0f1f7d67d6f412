"""The register of interests as everyone reads it, and the 28 days on the member's own page and by mail."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panel.actions import register
from panel.queries.register import still_owes
from pcc_portal.documents.models import Release
from pcc_portal.notices.models import Message
from tests.factories import people
from tests.factories.attending import seated
from tests.factories.days import NOW, TODAY, moment

PUBLIC = reverse("panel:interests")


@pytest.fixture
def sittings(panel_body, clerk):
    return seated(panel_body, clerk, "Ashdown", "Raman")


@pytest.fixture
def raman(sittings):
    return people.user("raman@north.example", person=sittings[1].person)


def entered(body, who, clerk, **more):
    said = {"category": "land", "words": "A yard in Wexbury", "is_sensitive": False} | more
    return register.enter(body, who.person, from_on=TODAY, by=clerk, at=NOW, **said)


def test_everyone_reads_what_was_published_and_neither_an_address_nor_a_sensitive_word(
    client, clerk, panel_body, sittings
):
    entered(panel_body, sittings[0], clerk, words="Home in the district", address="4 Mill Lane")
    entered(panel_body, sittings[1], clerk, words="A shop", is_sensitive=True)
    assert "has not been published here yet" in client.get(PUBLIC).text
    register.publish(panel_body, by=clerk, at=NOW)
    text = client.get(PUBLIC).text
    for words, stands in {
        "Home in the district": True, "details are withheld (Localism Act 2011, section 32)": True, "4 Mill Lane": False, "A shop": False,
    }.items():  # fmt: skip
        assert (words in text) is stands, words
    assert "Mill" not in str(list(Release.objects.values()))


def test_the_clerk_publishes_in_one_press_and_is_told_when_it_has_changed(
    client, clerk, panel_body, sittings
):
    client.force_login(clerk)
    own = reverse("panel:register")
    assert "Not published yet" in client.get(own).text
    assert client.post(reverse("panel:register-publish")).headers["Location"] == PUBLIC
    assert "Publish the register" not in client.get(own).text
    entered(panel_body, sittings[0], clerk)
    assert "It has changed since" in client.get(own).text
    assert "yard" not in client.get(PUBLIC).text


def test_an_address_is_read_by_the_member_and_the_clerk(client, clerk, panel_body, sittings, raman):
    entered(panel_body, sittings[1], clerk, address="4 Mill Lane")
    own = reverse("panel:register-member", args=[raman.person_id])
    for user in (clerk, raman):
        client.force_login(user)
        assert "4 Mill Lane" in client.get(own).text


def test_the_28_days_stand_on_the_members_own_page_until_the_notice_is_in(
    client, clerk, panel_body, sittings, raman
):
    client.force_login(raman)
    mine = reverse("panel:my")
    assert "Register your interests" in client.get(mine).text
    register.receive(
        panel_body,
        raman.person,
        received_on=date(2026, 6, 1),
        on=timezone.localdate(),
        by=clerk,
        at=timezone.now(),
    )
    assert "Register your interests" not in client.get(mine).text


def test_a_mail_a_week_before_and_one_when_it_is_late_and_no_more(clerk, panel_body, sittings, raman):
    last = date(2026, 6, 16)
    for days in (-8, -7, -6, 0, 1, 2):
        day = last + timedelta(days=days)
        register.remind_all(at=moment(day.year, day.month, day.day))
    mails = list(Message.objects.filter(kind="panel.interests_due").order_by("queued_at"))
    assert [(mail.to, mail.subject) for mail in mails] == [
        (raman.email, "Register your interests by Tuesday 16 June 2026"),
        (raman.email, "Your interests were to be registered by Tuesday 16 June 2026"),
    ]
    assert still_owes(mails[0])
    register.receive(panel_body, raman.person, received_on=last, on=TODAY, by=clerk, at=NOW)
    assert not still_owes(mails[0])
