"""The whole story, in a browser: from a meeting to an agenda pack in a member's hands."""

import io
import re

import pikepdf
import pypdfium2
import pytest

from tests import chromium
from tests.journeys.walking import walker
from tests.pdf import samples

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

CLERK, DEPUTY, MEMBER = "Priya Nair", "Rosalind Peake", "Dilip Raman"
SECRET = "Thistlewood"
WRITTEN = "The visitors called on every custody suite in the county."


def open_meeting(person):
    """From /my/ to the coming meeting, by the one button there."""
    person.goto("/my/")
    person.follow("Open the meeting")
    return person.page.url.removeprefix(person.address)


def texts(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def labels(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.label for page in pdf.pages]


def test_from_a_meeting_to_a_pack_in_a_members_hands(portal):
    with chromium.browser() as browser:
        clerk = walker(browser, portal)
        clerk.sit(CLERK)
        address = open_meeting(clerk)
        accept_what_was_sent_in(clerk)
        upload_a_paper(clerk, address)
        write_a_paper(clerk, address)
        mark_an_item_exempt(clerk, address)
        build_and_check(clerk, address)
        issue(clerk, address)
        agree_as_the_second(walker(browser, portal), address)
        see_it_issued(clerk, address)
        public = read_as_a_visitor(browser, portal, address)
        read_as_a_member(browser, portal, address, public)


def accept_what_was_sent_in(clerk):
    """The work programme waits to be accepted: /my/ says so, one press does it."""
    clerk.goto("/my/")
    clerk.page.get_by_role("link", name=re.compile("Look.*Work programme")).first.click()
    clerk.look()
    clerk.press("Accept it into the pack")


def add_item(clerk, address, title):
    clerk.goto(address)
    clerk.follow("Add an item")
    clerk.page.get_by_label("Title, as the public reads it").fill(title)
    clerk.press("Add it")


def upload_a_paper(clerk, address):
    """A PDF of her own: parsed, its page pictures looked at, accepted."""
    add_item(clerk, address, "Custody visiting")
    clerk.follow("Add a paper")
    clerk.page.get_by_label("Title, as the public reads it").fill("Custody visiting in figures")
    clerk.page.get_by_label("Upload a PDF").check()
    clerk.press("Go on")
    data = samples.plain("Suites visited every week", "Concerns raised and answered")
    clerk.page.get_by_label("PDF or Word file").set_input_files(
        {"name": "custody.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    clerk.press("Upload")
    clerk.press("These are the pages the author meant")
    clerk.press("Accept it into the pack")


def write_a_paper(clerk, address):
    """Written in the browser, saved as she goes."""
    add_item(clerk, address, "What the visitors found")
    clerk.follow("Add a paper")
    clerk.page.get_by_label("Title, as the public reads it").fill("What the visitors found")
    clerk.page.get_by_label("Write it here").check()
    clerk.press("Go on")
    editor = clerk.page.locator("[contenteditable=true]").first
    editor.click()
    clerk.page.keyboard.type(WRITTEN)
    clerk.page.locator("[data-status]").first.filter(has_text="Saved").wait_for(timeout=15_000)
    clerk.look()
    clerk.page.go_back()
    clerk.goto(address)
    clerk.page.get_by_role("link", name="What the visitors found").first.click()
    clerk.look()
    clerk.page.locator("#chosen").get_by_role("link", name="What the visitors found").click()
    clerk.look()
    clerk.press("Accept it into the pack")


def mark_an_item_exempt(clerk, address):
    """The new item goes to the exempt part, with reasons; forgetting one is said beside the field."""
    add_item(clerk, address, "A contract under negotiation")
    clerk.page.get_by_label("What comes with it").select_option("verbal")
    clerk.press("Save these words")
    clerk.follow("Move this item to the exempt part")
    clerk.page.get_by_label(re.compile("^3. Information relating to the financial")).check()
    clerk.page.get_by_label("Reasons for keeping it private").fill(
        "Bidders must not read each other's prices."
    )
    clerk.press("Make it exempt")
    assert clerk.page.get_by_role("alert").is_visible()
    assert (
        clerk.page.get_by_label("Reasons for keeping it private").input_value()
        == "Bidders must not read each other's prices."
    )
    clerk.page.get_by_label("Reasons for making it public").fill("It is public money.")
    clerk.page.get_by_label(re.compile("^Only for paragraph 3")).select_option("no")
    clerk.page.get_by_label("Proper officer who decided").select_option(index=1)
    clerk.page.get_by_label("Private title").fill("The Quillfeather tender")
    clerk.press("Make it exempt")


def build_and_check(clerk, address):
    clerk.goto(address)
    clerk.press(re.compile("^Build"))
    clerk.page.get_by_text(re.compile(r"Built: \d+ pages")).wait_for(timeout=120_000)
    clerk.page.get_by_text("Something has been saved since").wait_for(state="detached")
    clerk.look()
    clerk.goto(address)
    draft = clerk.fetch(f"{address}draft/public.pdf").body()
    assert "DRAFT" in texts(draft)[0]


def issue(clerk, address):
    clerk.goto(address)
    clerk.follow("Issue", exact=True)
    clerk.press("Ask for agreement and issue")
    assert clerk.page.get_by_text("Waiting for a second person").is_visible()


def agree_as_the_second(deputy, address):
    """What the public will get and what is kept back stand side by side; her press lets it go through."""
    deputy.sit(DEPUTY)
    deputy.goto("/my/")
    deputy.page.get_by_role("link", name=re.compile("Look.*do you agree")).first.click()
    deputy.look()
    assert deputy.page.get_by_text("The Quillfeather tender").is_visible()
    deputy.press("Agree and issue")
    deputy.goto(address)


def see_it_issued(clerk, address):
    clerk.goto(address)
    clerk.page.get_by_text(re.compile("Issued: ")).or_(
        clerk.page.get_by_role("link", name="Download your pack")
    ).first.wait_for(timeout=120_000)
    clerk.page.get_by_text("Being issued.").wait_for(state="detached")
    clerk.goto(address)
    assert clerk.page.get_by_role("link", name="Download your pack").is_visible()


def read_as_a_visitor(browser, portal, address):
    """Signed out, the same papers as web pages and a tagged PDF whose agenda prints the true page ranges."""
    visitor = walker(browser, portal)
    visitor.goto("/")
    visitor.goto(address)
    page = visitor.page.content()
    assert WRITTEN in page
    assert "Suites visited every week" in page
    assert [
        word for word in (SECRET, "Quillfeather", "Harrowgate-Seven", "Bidders must not") if word in page
    ] == []
    answer = visitor.fetch(f"{address}pack.pdf")
    data = answer.body()
    pages = texts(data)
    assert labels(data) == [str(n) for n in range(1, len(pages) + 1)]
    assert [word for word in (SECRET, "Quillfeather", "Harrowgate-Seven") if word in "".join(pages)] == []
    check_ranges(pages)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
    assert visitor.fetch(f"{address}pages/5.png").headers["content-type"] == "image/png"
    assert visitor.fetch(f"{address}pages/E1.png").status == 404
    phone = walker(browser, portal, width=375)
    phone.goto(address)
    bare = walker(browser, portal, script=False)
    bare.page.goto(portal.address + address)
    assert WRITTEN in bare.page.content()
    return pages


def check_ranges(pages):
    """Each range on the agenda sheet begins on an odd side that carries that item's cover."""
    agenda = "\n".join(pages[:4])
    found = re.findall(r"^(\d+)-(\d+)\s*$|\s(\d+)-(\d+)\s*$", agenda, re.MULTILINE)
    spans = [(int(a or c), int(b or d)) for a, b, c, d in found]
    assert len(spans) >= 5
    assert [first for first, _ in spans if first % 2 == 0] == []
    assert [last for _, last in spans if last % 2] == []
    assert max(last for _, last in spans) == len(pages)


def read_as_a_member(browser, portal, address, public):
    """The same pages with the same numbers, plus the exempt part."""
    member = walker(browser, portal)
    member.sit(MEMBER)
    member.goto(address)
    assert SECRET in member.page.content()
    data = member.fetch(f"{address}member-pack.pdf").body()
    pages = texts(data)
    assert pages[: len(public)] == public
    rest = labels(data)[len(public) :]
    assert rest == [f"E{n}" for n in range(1, len(rest) + 1)]
    exempt = pages[len(public) :]
    assert SECRET in "".join(exempt)
    assert "Quillfeather" in exempt[0]
    assert [n for n, text in enumerate(exempt, 1) if "Not for publication" not in text] == []
    member.goto("/my/")
    member.goto("/panel/")
    member.goto("/panel/members/")
