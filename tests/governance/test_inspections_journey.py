"""In a browser: a report is entered, put to the force, commented on, answered, signed and published within its 56 days,
each step from the chair that takes it; at the end everyone reads it. Every page on the way is held against axe and the
width of the window."""

import io
from datetime import date, timedelta
from types import SimpleNamespace

import pikepdf
import pytest
from django.utils import timezone

from governance.models import Finding, LetterVersion
from pcc_portal.accounts.roles import Role
from tests.access.answer import read_out
from tests.factories import acting, people
from tests.factories import inspections as made

pytestmark = [
    pytest.mark.browser,
    pytest.mark.pdf,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

FOUND = "The force does not vet everyone who joins it in time."
DONE = "Everyone who joined since April is vetted."


@pytest.fixture
def chairs(officer, force, force_lead, commissioner):
    """Who takes a step: of the office and of the force."""
    acting.post("Head of Vetting", force, (force_lead.person, date(2020, 1, 1), None))
    chief = people.holder(Role.CHIEF_CONSTABLE, force, "Moira", "Kay")
    return SimpleNamespace(officer=officer, lead=force_lead, chief=chief, commissioner=commissioner)


def test_from_a_report_to_a_response_published_in_time(sit, settings, chairs):
    settings.JOBS_LEASE_SECONDS = 900
    desk = sit(chairs.officer)
    entered(desk, out=timezone.localdate() - timedelta(days=20))
    put_to(desk, owner="Head of Vetting (Joanne Speight)")
    reported_on(sit(chairs.lead, width=375))
    commented_on(sit(chairs.chief))
    answered(desk)
    signed(sit(chairs.commissioner))
    made.print_it(LetterVersion.objects.get(is_signed=True))
    desk.page.reload()
    desk.press("Publish it now")
    desk.follow("Write down when it was sent")
    desk.press("Save it")
    read_by_everyone(sit(width=375))


def entered(desk, *, out):
    """The report with an area and what was found in it; on the register the same hour."""
    desk.goto("/governance/inspections/")
    desk.follow("The office’s desk")
    desk.follow("Enter a report")
    desk.press("Enter it")
    desk.says("Enter")
    desk.fill("Strand or subject", "Vetting")
    desk.fill("Year that was inspected", "2025")
    desk.fill("Report published on", out.isoformat())
    desk.choose("Overall grade", "Requires improvement")
    desk.press("Enter it")
    desk.says("Day 21 of 56")
    desk.follow("Add an area")
    desk.fill("Title", "Who joins")
    desk.choose("Grade", "Inadequate")
    desk.press("Add it")
    desk.follow("Enter a finding")
    desk.page.get_by_label("Recommendation").check()
    desk.fill("In the words of the report", FOUND)
    desk.choose("Area", "Who joins")
    desk.press("Enter it")
    desk.press("Put it on the public register")


def put_to(desk, *, owner):
    desk.follow("Whose it is")
    desk.choose("Owner in the force", owner)
    desk.choose("Who follows it in the office", "Calder")
    desk.fill("Line of the action plan", "V1")
    desk.press("Save it")
    desk.follow("Put findings to the force")
    desk.fill("To be answered by", (timezone.localdate() + timedelta(days=9)).isoformat())
    desk.press("Put them to their owners")
    desk.says("asked on")


def reported_on(phone):
    """The owner finds it on their own page, and says what was done and what shows it."""
    phone.goto("/governance/findings/")
    phone.follow("Recommendation 1")
    phone.fill("What was done, or is planned", DONE)
    phone.fill("Evidence", "The list of the vetting unit.")
    phone.choose("Where it stands", "In the action plan")
    phone.press("Write it down")
    phone.says("The list of the vetting unit.")


def commented_on(chief):
    chief.goto("/governance/findings/")
    assert FOUND in chief.page.inner_text("main")
    chief.follow("PEEL 2025/26: Vetting", exact=True)
    chief.press("Keep them")
    chief.says("tick that there are none")
    chief.fill("The Chief Constable’s comments", "The force accepts the report.")
    chief.press("Keep them")
    chief.says("They are in.")


def answered(desk):
    """From what the owner wrote, the office answers the finding; the letter is composed of it."""
    desk.page.reload()
    desk.says("The force accepts the report.")
    desk.follow("Recommendation 1", exact=True)
    desk.says(DONE)
    desk.page.go_back()
    desk.follow("Reply to recommendation 1")
    desk.page.get_by_label("Action is proposed").check()
    desk.fill("In words", "A second vetting team begins in the new year.")
    desk.fill("By when, where it is proposed", (timezone.localdate() + timedelta(days=90)).isoformat())
    desk.press("Keep this reply")
    desk.follow("The letter, as it stands")
    desk.says("The Commissioner has not signed the letter.")
    desk.follow("To whom, opening and closing words")
    desk.fill("Closing words", "I shall ask how it stands at every Board.")
    desk.press("Save them")


def signed(signatory):
    signatory.goto("/governance/inspections/peel-2025-26-vetting/letter/")
    assert "A second vetting team begins in the new year." in signatory.page.inner_text("main")
    signatory.press("Sign this letter")
    signatory.says("Signed in the portal on")


def read_by_everyone(public):
    """The register, the page of the report with its letter, and the tagged file; nothing that stayed between office and force."""
    public.goto("/governance/inspections/")
    public.says("day 21 of 56")
    public.follow("PEEL 2025/26: Vetting")
    words = public.page.inner_text("main")
    for said in (
        FOUND,
        "The force accepts the report.",
        "A second vetting team begins in the new year.",
        "I shall ask how it stands at every Board.",
        "Helen Marsh",
        "Sent to the Secretary of State on",
    ):
        assert said in words
    for private in (DONE, "The list of the vetting unit.", "V1"):
        assert private not in public.page.content()
    address = public.page.get_by_role("link", name="The response as a PDF").get_attribute("href")
    data = public.fetch(address).body()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
    assert "Asecondvettingteambegins" in read_out(data)
    assert Finding.objects.get().state == "in_plan"
