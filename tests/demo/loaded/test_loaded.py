"""What is there after loading: seats, packs with the ranges that they print, and no exempt word in public."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse

from demo.content.check import CANARIES, faults_in
from pcc_portal.accounts.models import Office, Organisation, User
from pcc_portal.audit.models import Event
from pcc_portal.documents import chain, stores
from pcc_portal.documents.models import DocumentVersion, Release, Withheld
from pcc_portal.meetings.actions import packs, papers
from pcc_portal.meetings.models import Body, Meeting, Pack, Paper, StandingItem
from pcc_portal.meetings.proofing import flags_of
from pcc_portal.meetings.queries import agenda_of, inputs_of, latest_pack, membership_of
from pcc_portal.meetings.states import PaperState
from pcc_portal.workdays import clear_days_between, is_working_day
from pcc_portal.writing.models import Asset, Block, Revision
from tests.factories.days import NOW, TODAY

pytestmark = [
    pytest.mark.slow,
    pytest.mark.pdf,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("loaded", "db"),
]


@pytest.fixture
def coming():
    return Meeting.objects.select_related("body").get(status="draft", body__slug="pcp")


@pytest.fixture
def last():
    return Meeting.objects.select_related("body").get(life="held", body__slug="pcp")


def spans(pack):
    return [(part["first"], part["last"]) for part in pack.parts]


def read(data):
    """[(page label, text)] of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for number, page in enumerate(document):
            text = page.get_textpage()
            pages.append((document.get_page_label(number), text.get_text_bounded()))
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def test_loading_again_changes_nothing():
    before = [model.objects.count() for model in (User, Meeting, Paper, Block, Release, Pack, Event)]
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    assert said.getvalue() == "The demonstration is loaded already.\n"
    assert [model.objects.count() for model in (User, Meeting, Paper, Block, Release, Pack, Event)] == before


def test_twelve_seats_and_one_vacancy():
    body = Body.objects.get(slug="pcp")
    found = membership_of(body, on=TODAY)
    assert body.seats.count() == 12
    assert len(found.sittings) == 11
    assert found.vacancy_words == "One seat is vacant (Aldercote District Council)."
    assert str(found.sittings[0].person) == "Councillor Margaret Ashdown"


def test_the_organisations_of_set_up_have_the_names_of_the_county():
    names = dict(Organisation.objects.values_list("slug", "name"))
    assert names["host-council"] == "Ardenshire County Council"
    assert names["office"] == "Office of the Police and Crime Commissioner for Ardenshire"
    assert names["panel"] == "Ardenshire Police and Crime Panel"
    assert Office.objects.on(TODAY).get().help_name == "Priya Nair"


def test_the_coming_meeting_can_still_be_issued_in_time(coming):
    assert coming.held_on.strftime("%A") == "Thursday"
    assert is_working_day(coming.held_on)
    assert clear_days_between(TODAY, coming.held_on) >= 5


def test_the_draft_pack_is_of_what_is_saved_and_shows_its_ranges(coming):
    pack = latest_pack(coming)
    assert pack.is_draft
    assert pack.inputs == inputs_of(coming)
    assert spans(pack)[:5] == [("5", "8"), ("9", "24"), ("25", "26"), ("27", "34"), ("35", "46")]
    assert (pack.public_pages, pack.problems) == (46, [])


def test_one_paper_to_accept_then_it_can_be_issued(coming):
    clerk = User.objects.get(email="clerk@demo.example")
    (flag,) = [flag for flag in flags_of(agenda_of(coming), latest_pack(coming)) if flag.stops]
    paper = Paper.objects.get(pk=flag.paper)
    assert (paper.public_title, paper.state) == ("Work programme", PaperState.SUBMITTED)
    papers.accept(paper, by=clerk, at=NOW)
    assert [flag for flag in flags_of(agenda_of(coming), None) if flag.stops] == []
    pack = packs.keep(packs.lay_out(coming, at=NOW), coming, draft=True, job=None, at=NOW)
    assert ("47", "52") in spans(pack)
    assert pack.public_pages == 52


def test_the_agenda_shows_a_paper_of_every_kind(coming):
    words = {sheet.title: sheet.state_words for _, sheet in agenda_of(coming).sheets()}
    assert words["Appendix C: Finance note"].startswith("To follow, due ")
    assert words["Appendix E: Vehicle crime strategy of Ardenshire Police"] == "Named, not attached"
    assert words["Work programme"] == "Awaited"
    assert words["Community Safety Partnerships"] == ""
    private = [sheet.title for _, sheet in agenda_of(coming).sheets() if sheet.is_private]
    assert private == ["Appendix D: Restricted annex on organised crime", "Complaints"]
    assert "items 2 and 10" in agenda_of(coming).resolution()


def test_the_last_pack_reads_as_its_agenda_says(last):
    """Each paper begins on the page that the sheet names, with its own title on it; the labels run on."""
    pack = Pack.objects.get(meeting=last, supplement=None)
    pages = read(stores.get(pack.members_key))
    assert [label for label, _ in pages] == [
        *(str(n) for n in range(1, pack.public_pages + 1)),
        *(f"E{n}" for n in range(1, pack.exempt_pages + 1)),
    ]
    by_label = dict(pages)
    sheet = " ".join(text for label, text in pages[:4])
    for part in pack.parts:
        assert " ".join(part["title"].split()[:4]) in " ".join(by_label[part["first"]].split())
        if not part["first"].startswith("E"):
            assert f"{part['first']}-{part['last']}" in sheet
    frozen = Release.objects.get(kind="meetings.agenda", collection=last.ref, version=1).text.html
    assert all(f"{first}-{end}" in frozen for first, end in spans(pack) if not first.startswith("E"))


def test_releases_chain_from_the_oldest_on():
    moments = list(Release.objects.order_by("pk").values_list("released_at", flat=True))
    assert moments == sorted(moments)
    assert list(chain.broken()) == []


def test_the_last_meeting_went_out_six_clear_days_before(last):
    assert clear_days_between(last.issued_at.date(), last.held_on) == 6
    assert Release.objects.filter(kind="meetings.membership").live().count() == 1


def public_bytes():
    """Everything a visitor can be given: rows, their texts and the files behind them, as words."""
    for row in Release.objects.select_related("text"):
        yield f"{row.title} {row.facts} {row.rule}"
        if hasattr(row, "text"):
            yield f"{row.text.html} {row.text.contents} {row.text.pages}"
        for key in [row.store_key, *row.files.values_list("store_key", flat=True)]:
            data = stores.get(key, store=stores.PUBLIC) if key else b""
            if data.startswith(b"%PDF"):
                yield " ".join(text for _, text in read(data))
                with pikepdf.open(io.BytesIO(data)) as pdf:
                    yield from (bytes(stream.read_bytes()).decode("latin-1") for stream in _streams(pdf))
                    yield str(pdf.docinfo)
            yield data.decode("latin-1")


def _streams(pdf):
    return (
        found
        for found in pdf.objects
        if isinstance(found, pikepdf.Stream) and "/DCTDecode" not in str(found.get("/Filter"))
    )


def test_no_exempt_word_is_in_anything_public():
    withheld = " ".join(Withheld.objects.values_list("html", flat=True))
    assert CANARIES["complaints_exempt_last"] in withheld  # it could have leaked
    drafts = " ".join(Block.objects.values_list("html", flat=True))
    assert all(word in drafts for word in CANARIES.values())
    found = list(public_bytes())
    assert sum("Local Government Act" in words for words in found) > 2  # rows, and what is inside the files
    for words in found:
        assert [word for word in CANARIES.values() if word.lower() in words.lower()] == []


def test_visitors_find_no_exempt_word_on_any_page_of_the_meeting(client, last, settings):
    settings.DEMO = True
    pages = [reverse("demo:cast"), "/", reverse("panel:meetings"), last.path]
    said = [client.get(path) for path in pages]
    assert [answer.status_code for answer in said] == [200] * len(pages)
    assert [word for word in CANARIES.values() for answer in said if word in answer.text] == []
    client.post(reverse("demo:sit", args=["member"]))
    assert CANARIES["complaints_exempt_last"] in client.get(last.path).text


def test_no_real_place_is_named_in_anything_public():
    assert [fault for words in public_bytes() for fault in faults_in("public", words)] == []


def test_the_uploaded_report_was_really_read_and_looked_at():
    version = DocumentVersion.objects.get()
    assert (version.is_tagged, version.warnings, version.is_scanned) == (True, [], False)
    assert version.confirmed_by.email == "clerk@demo.example"
    assert version.uploaded_by.email == "officer@demo.example"
    with pikepdf.open(io.BytesIO(stores.get(version.original_key))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Community Safety Partnerships"
        assert str(pdf.Root.Lang) == "en-GB"
    assert not any(re.search(r"\b(Page \d+|\d+ of \d+)\s*$", text) for text in version.page_texts)


def test_every_block_has_its_first_revision():
    blocks = Block.objects.order_by("pk").values_list("pk", "version", "html", "updated_by", "updated_at")
    revisions = Revision.objects.order_by("block_id").values_list("block_id", "version", "html", "by", "at")
    assert list(blocks) == list(revisions)


def test_charts_are_our_own_drawings_with_words_for_those_who_cannot_see():
    assert set(Asset.objects.values_list("media_type", "made_here")) == {("image/svg+xml", True)}
    assert Asset.objects.count() == 6
    assert all(Block.objects.filter(asset__isnull=False).values_list("alt", flat=True))


def test_a_new_meeting_begins_with_the_standing_items():
    numbered = StandingItem.objects.filter(body__slug="pcp", parent=None).values_list("title", flat=True)
    assert list(numbered) == [
        "General",
        "Report of the Commissioner",
        "Issues raised by Community Safety Partnerships",
        "Report of the Planning and Performance Working Group",
        "Work programme",
        "Dates of meetings",
        "Urgent items",
        "Complaints",
    ]


def test_the_cast_page_opens_stories_at_the_meetings(client, settings, coming, last):
    settings.DEMO = True
    said = client.get(reverse("demo:cast")).text
    for key, opens in (("issue", coming.path), ("exempt", last.path)):
        story = reverse("demo:story", args=[key])
        assert f'action="{story}"' in said
        assert client.post(story)["Location"] == opens
        assert client.get(opens).status_code == 200
