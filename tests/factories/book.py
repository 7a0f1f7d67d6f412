"""A pack with every kind of part, and one strange word in every place that must stay private."""

import io

from PIL import Image

from pcc_portal.meetings.actions import items, papers
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.states import ItemKind
from pcc_portal.writing import pictures
from pcc_portal.writing.actions import figures
from tests.factories import meetings
from tests.factories.days import NOW

# Where the word stands -> the word. None of them may be in anything public.
CANARIES = {
    "title of a paper of the exempt item": "Quillfeather",
    "private title of the exempt item": "Umberslade",
    "private title of the restricted appendix": "Vennacher",
    "text": "Harrowgate",
    "text alternative of a figure": "Ballachulish",
    "caption of a figure": "Crantock",
    "name of a picture file": "Dittisham",
    "reasons for": "Ossington",
    "reasons against": "Pellworth",
    "name of the author": "Zebedee",
    "post of the author": "Wexcombe",
    "name of an uploaded file": "Snellgrove",
    "text of an uploaded file": "Dunkeswell",
}
C = CANARIES
LONG = "The Panel is asked to note what was done and to say what it expects next. " * 30


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 60, 120)).save(out, "PNG")
    return pictures.checked(out.getvalue())


def figure(paper, by, *, name="chart.png", caption="Trend", alt="It rises"):
    last = paper.text.blocks.order_by("position").last()
    figures.insert(
        paper.text, after=last, picture=picture(), name=name, caption=caption, alt=alt, by=by, at=NOW
    )


def make(meeting, by):
    """Three open papers of which one is uploaded, a restricted appendix, a verbal item, an exempt item of two papers."""
    first = meetings.item(meeting, by, title="Report of the Commissioner", kind=ItemKind.PAPERS)
    report = meetings.written(first, by, title="Annual report", marking="official", words=[LONG] * 5)
    figure(report, by)
    meetings.written(first, by, title="Diary", role="appendix", words=["What the Commissioner did."])
    grounds = meetings.grounds(
        7, reasons_for=f"{C['reasons for']} f", reasons_against=f"{C['reasons against']} a"
    )
    author = {
        "author": f"{C['name of the author']} Arkwright",
        "author_role": f"Inspector of {C['post of the author']}",
    }
    annex = meetings.written(
        first, by, title="Organised crime annex", role="appendix", words=[f"{C['text']} words."], **author
    )
    private = C["private title of the restricted appendix"]
    papers.exempt(annex, grounds, by=by, at=NOW, private_title=f"Operation {private}")
    second = meetings.item(meeting, by, title="Police and crime plan", kind=ItemKind.PAPERS)
    meetings.uploaded(second, by, title="The plan", pages=("Plan one", "Plan two", "Plan three"))
    meetings.item(meeting, by, title="Questions", kind=ItemKind.VERBAL)
    _complaints(meeting, by, author)
    return meeting


def _complaints(meeting, by, author):
    item = meetings.item(meeting, by, title="Complaints", kind=ItemKind.PAPERS)
    title = C["title of a paper of the exempt item"]
    paper = meetings.written(
        item,
        by,
        title=f"About {title}",
        marking="official_sensitive",
        words=[f"{C['text']} again. {LONG}"] * 3,
        **author,
    )
    figure(
        paper,
        by,
        name=f"{C['name of a picture file']}.png",
        caption=C["caption of a figure"],
        alt=C["text alternative of a figure"],
    )
    meetings.uploaded(
        item,
        by,
        title=f"Letters about {title}",
        role="appendix",
        filename=f"{C['name of an uploaded file']}.pdf",
        pages=[C["text of an uploaded file"]],
    )
    grounds = meetings.grounds(
        1, reasons_for=f"{C['reasons for']} f", reasons_against=f"{C['reasons against']} a"
    )
    private = C["private title of the exempt item"]
    items.exempt(item, grounds, by=by, at=NOW, private_title=f"Complaint of Mr {private}")


def open_everything(meeting, by):
    """Make all of it public, so that the words have somewhere to show."""
    for paper in Paper.objects.filter(item__meeting=meeting, document__exemption__isnull=False):
        papers.open_up(paper, by=by, at=NOW)
    for item in meeting.items.filter(exemption__isnull=False):
        items.open_up(item, by=by, at=NOW)
