"""In a browser: a lead who is late asks for more time from a phone and is given it, the Commissioner reads how late the force is,
and a weekly meeting is recorded and published. Every page on the way is held against axe and the width of the window."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.models import Extension
from governance.models.weekly import monday_of
from tests.factories import acting, owing

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_more_time_is_asked_for_and_given(sit, office, officer, commissioner, force_lead):
    today = timezone.localdate()
    said = {"owner_person": force_lead.person, "due_on": today - timedelta(days=4)}
    row = acting.opened(acting.met(officer), officer, at=timezone.now(), **said)
    desk, phone, chair = sit(officer), sit(force_lead, width=375), sit(commissioner)
    phone.goto("/governance/owed/?owner=mine")
    phone.says("4 days late")
    phone.follow("Steps and more time")
    phone.follow("Ask for more time")
    phone.fill("The new day", (today + timedelta(days=20)).isoformat())
    phone.fill("Why", owing.WHY)
    phone.press("Ask for it")
    phone.says("Asked for, was due")
    desk.goto("/my/")
    desk.goto("/governance/owed/?show=asked")
    desk.follow("Answer")
    desk.follow("Answer the request for more time")
    desk.page.get_by_label("Yes, until the day below").check()
    desk.press("Answer")
    desk.says("Granted until")
    assert Extension.objects.get(thing=row.pk).state == "granted"
    desk.goto("/governance/owed/ladder/")
    desk.fill("Step 1: days after the day it is due", "3")
    desk.press("Set the ladder")
    desk.says("3 days after: whoever owes it")
    chair.goto("/governance/owed/late/")
    chair.says("Joanne Speight")


def test_a_week_is_recorded_and_its_open_part_is_public(sit, office, officer):
    acting.met(officer)
    today = timezone.localdate()
    desk, public = sit(officer), sit(width=375)
    desk.goto("/governance/weekly/keep/")
    desk.goto(f"/governance/weekly/keep/week/{monday_of(today)}/")
    desk.fill("They met on", today.isoformat())
    desk.fill("Performance: open part", "Calls are answered in nine seconds.")
    desk.fill("Performance: closed part", "One inquiry is at a hard place.")
    desk.press("Keep it")
    desk.says("Closed part")
    desk.press("Publish the open part")
    desk.says("Open part published")
    public.goto("/governance/weekly/")
    public.follow(f"{today.day} {today:%B %Y}")
    public.says("This is the open part of the record.")
    text = public.page.inner_text("main")
    assert "Calls are answered in nine seconds." in text
    assert "hard place" not in text
