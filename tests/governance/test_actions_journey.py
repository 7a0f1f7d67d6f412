"""In a browser: an undertaking becomes an action on the force's page, is reported on from a phone, and is closed; a
decision is entered, taken, and read by everyone. Every page on the way is held against axe and the width of the window."""

from datetime import date

import pytest
from django.utils import timezone

from governance.models import Action
from pcc_portal.accounts.models import Holding, Post
from tests.factories import acting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WORDS = "Send the number of disclosure champions in each division."


def test_from_an_undertaking_to_closed(sit, office, officer, force, force_lead):
    acting.met(officer)
    acting.post("Head of Custody", force, (force_lead.person, date(2020, 1, 1), None))
    desk, phone = sit(officer), sit(force_lead, width=375)
    desk.goto("/governance/actions/")
    desk.follow("Open an action")
    desk.press("Open it")
    assert "Say what is to be done." in desk.page.inner_text("main")
    desk.fill("What is to be done", WORDS)
    desk.choose("Whose it is", "Head of Custody (Joanne Speight)")
    desk.choose("The meeting", "6 October 2026")
    desk.fill("By when", "2026-10-20")
    desk.press("Open it")
    reported_on(phone)
    row = Action.objects.get()
    desk.goto(f"/governance/actions/?show=claimed&owner=post-{row.owner_post_id}")
    desk.follow(str(row), exact=True)
    desk.follow("Close it")
    desk.fill("Why", "All four are in.")
    desk.press("Close it")
    assert "Closed on" in desk.page.inner_text("main")
    desk.goto("/governance/actions/?show=all")
    assert "1 action." in desk.page.inner_text("#count")


def reported_on(phone):
    """Its owner finds it on their page, says how it stands, and then that it is done."""
    phone.goto("/my/")
    assert WORDS in phone.page.inner_text("main")
    phone.follow("Update")
    phone.page.get_by_role("textbox", name="How it stands").fill("Three of four divisions have answered.")
    phone.press("Add the update")
    phone.page.get_by_role("textbox", name="How it stands").fill("All four have.")
    phone.page.get_by_label("It is done").check()
    phone.press("Add the update")
    assert "Done, says its owner" in phone.page.inner_text("main")
    phone.goto("/governance/actions/")


def test_from_a_decision_to_come_to_the_register(sit, office, officer):
    post = Post.objects.create(title="Commissioner", kind="commissioner", organisation=office)
    Holding.objects.create(post=post, person=officer.person, from_on=date(2020, 1, 1))
    desk, public = sit(officer), sit(width=375)
    public.goto("/governance/decisions/")
    desk.goto("/governance/decisions/keep/")
    desk.follow("Enter a decision")
    desk.fill("Title", "A shared front desk at Aldercote")
    desk.fill("What is asked for, and why", "The council offers a room.")
    desk.fill("Equality", "It has a ramp and a hearing loop.")
    desk.page.get_by_label("Show it among the decisions to come").check()
    desk.fill("To be decided on, or about", "2027-01-05")
    desk.press("Keep it")
    desk.goto("/governance/decisions/keep/")
    desk.press("Publish the decisions to come")
    public.follow("Decisions to come")
    assert "The council offers a room." in public.page.inner_text("main")
    desk.follow("A shared front desk at Aldercote")
    desk.follow("It was taken")
    desk.fill("Taken on", timezone.localdate().isoformat())
    desk.choose("By", "Calder")
    desk.fill("What was decided, and why", "Agreed for two years.")
    desk.press("Write it down")
    desk.press("Publish it")
    public.goto("/governance/decisions/")
    public.follow("A shared front desk at Aldercote")
    assert "Agreed for two years." in public.page.inner_text("main")


def test_from_a_formal_letter_to_its_public_answer(sit, office, officer, force, force_lead):
    acting.met(officer)
    acting.post("Chief Constable", force, (force_lead.person, date(2020, 1, 1), None))
    desk, phone, public = sit(officer), sit(force_lead, width=375), sit(width=375)
    desk.goto("/governance/challenges/keep/")
    desk.follow("Write a challenge")
    desk.fill("What it is about", "Sickness of officers")
    desk.choose("To whom", "Chief Constable")
    desk.fill("Answer due by", "2030-01-07")
    desk.page.get_by_label("The letter (optional)").fill("Please tell me why it rises.")
    desk.press("Keep the draft")
    desk.press("Send it")
    phone.goto("/my/")
    phone.follow("Answer")
    assert "Please tell me why it rises." in phone.page.inner_text("main")
    phone.follow("Answer it")
    phone.page.get_by_label("The answer (optional)").fill("It falls since July.")
    phone.press("Send the answer")
    desk.page.reload()
    desk.follow("Make it public")
    desk.page.get_by_label("The answer is public").check()
    desk.press("Publish it")
    public.goto("/governance/challenges/")
    public.follow("Sickness of officers")
    assert "It falls since July." in public.page.inner_text("main")
    assert "Please tell me why" not in public.page.inner_text("main")
