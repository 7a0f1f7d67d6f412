"""The minutes as the clerk writes them: the agenda is the page. One press each for what happens while it goes on."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from js_asset import ImportMap, Media, Script

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import entries, motions
from pcc_portal.meetings.actions import minutes as keeping
from pcc_portal.meetings.forms.minutes import EntryForm, Times, blank, facts_of
from pcc_portal.meetings.models import Entry, Item, Meeting, Paper
from pcc_portal.meetings.models.entry import OF_THE_BOARD, EntryKind
from pcc_portal.meetings.printing import minutes as printing
from pcc_portal.meetings.printing.usual import usual
from pcc_portal.meetings.printing.wording import html_of, typed_of
from pcc_portal.meetings.proofing.minutes import Flag, flags_of
from pcc_portal.meetings.queries import attendance
from pcc_portal.meetings.queries.minutes import Heading, Record, Said, is_out, record_of, stamp_of
from pcc_portal.meetings.states import ItemKind
from pcc_portal.meetings.views.shared import REFUSALS, held, now
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing.desk.rich import EDITOR_CSP
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block

# (kind, its key with Alt) in the order of the bar.
KEYS = (
    (EntryKind.STATEMENT, "s"),
    (EntryKind.QUESTION, "q"),
    (EntryKind.NOTED, "n"),
    (EntryKind.NONE, "0"),
    (EntryKind.MOTION, "m"),
    (EntryKind.RESOLUTION, "r"),
    (EntryKind.PROMISE, "p"),
)


@signed_in
@require_safe
def minutes(request: PortalRequest, ref: str) -> HttpResponse:
    """Every item with its entries, and the keys to add one."""
    return shown(request, held(request, ref, rules.may_minute))


def media() -> Media:
    """The script of the page, in modules."""
    parts = ImportMap(
        {f"portal/minutes-{name}": f"js/minutes-{name}.js" for name in ("entry", "journal", "line")}
    )
    return Media(importmap=parts, js=[Script("js/minutes.js", type="module")])


# The page on which a body's minutes are written, by its regime; an app above registers its own.
PAGES: dict[str, Callable[..., HttpResponse]] = {}


def shown(request: PortalRequest, meeting: Meeting, **context: Any) -> HttpResponse:
    """The page of the meeting's body: ``status``, ``opened`` (the entry to be written), its ``form``, and what it says."""
    return PAGES.get(meeting.body.regime, _of_the_panel)(request, meeting, **context)


@csp_override(EDITOR_CSP)
def _of_the_panel(
    request: PortalRequest,
    meeting: Meeting,
    *,
    status: int = 200,
    opened: UUID | None = None,
    form: Any = None,
    **context: Any,
) -> HttpResponse:
    """The page, with one entry open to be written where one is named."""
    record = record_of(meeting)
    flags = flags_of(record)
    by_entry: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        by_entry[flag.entry].append(flag)
    if opened is not None and form is None:
        form = form_of(record, opened)
    recommended = _recommended(record)
    context |= {
        "meeting": meeting,
        "record": record,
        "minutes": record.minutes,
        "rows": [_row(record, heading, by_entry, recommended) for heading in record.headings],
        "quorum": attendance.counts(meeting, rows=record.people),
        "flags": flags,
        "form": form,
        "keys": KEYS,
        "not_needed": printing.NOT_NEEDED,
        "blanks": [(kind, blank(record, kind)) for kind in EntryKind if kind not in OF_THE_BOARD],
        "stamp": stamp_of(record.minutes) if record.minutes else "",
        "media": media(),
    }
    return page(request, "meetings/minutes.html", "", context, status=status)


def form_of(record: Record, pk: UUID, sent: Any = None) -> EntryForm:
    """The form of an entry of this record; 404 for any other."""
    entry = next((said.entry for _, said in record.walk() if said.entry.pk == pk), None)
    if entry is None:
        raise Http404
    return EntryForm(sent, entry=entry, record=record)


def _row(
    record: Record, heading: Heading, flags: dict[str, list[Flag]], recommended: dict[Any, Any]
) -> dict[str, Any]:
    item = heading.line.item
    return {
        "heading": heading,
        "line": heading.line,
        "item": item,
        "key": uuid4(),
        "is_live": record.minutes is not None and record.minutes.live_item_id == item.pk,
        "is_exclusion": item.kind == ItemKind.EXCLUSION,
        "entries": [_entry(record, said, flags) for said in heading.walk()],
        "usual": None if heading.said else usual(record, heading.line),
        "papers": [sheet for sheet in heading.line.sheets if sheet.paper.text_id in recommended],
        "has_private_papers": any(sheet.is_private for sheet in heading.line.sheets) and not item.is_exempt,
    }


def _entry(record: Record, said: Said, flags: dict[str, list[Flag]]) -> dict[str, Any]:
    entry = said.entry
    return {
        "entry": entry,
        "html": printing.sentence(record, entry),
        "typed": typed_of(entry.block.html),
        "facts": facts_of(record, entry),
        "flags": flags.get(str(entry.pk), []),
        "key": uuid4(),
        "takes_answers": entry.kind == EntryKind.QUESTION,
    }


def _recommended(record: Record) -> dict[Any, int]:
    """Texts of this agenda that hold recommendations. One query."""
    texts = [sheet.paper.text_id for _, sheet in record.agenda.sheets() if sheet.paper.text_id]
    found = Block.objects.filter(text__in=texts, kind=BlockKind.RECOMMENDATION)
    return dict.fromkeys(found.values_list("text", flat=True), 1)


def act(
    request: PortalRequest, meeting: Meeting, what: Callable[[], object], *, anchor: str = ""
) -> HttpResponse:
    """Do it and come back to the page; a refusal stands on top of it, and nothing was changed."""
    try:
        made = what()
    except REFUSALS as refusal:
        return shown(request, meeting, status=409, refusal=str(refusal))
    if isinstance(made, Entry):
        return see_other(request, f"{reverse('meetings:entry', args=[meeting.ref, made.pk])}#e-{made.pk}")
    return see_other(request, f"{reverse('meetings:minutes', args=[meeting.ref])}{anchor}")


@signed_in
@require_POST
def begin(request: PortalRequest, ref: str) -> HttpResponse:
    """The meeting begins."""
    meeting = held(request, ref, rules.may_minute)
    return act(request, meeting, lambda: keeping.begin(meeting, by=request.user, at=now()))


@signed_in
@require_POST
def rise(request: PortalRequest, ref: str) -> HttpResponse:
    """The meeting rises."""
    meeting = held(request, ref, rules.may_minute)
    return act(request, meeting, lambda: keeping.rise(meeting, by=request.user, at=now()))


def item_of(meeting: Meeting, pk: UUID) -> Item:
    """An item of this agenda; any other is a 404."""
    found = Item.objects.select_related("supplement").filter(meeting=meeting, pk=pk).first()
    if found is None or not is_out(found):
        raise Http404
    found.meeting = meeting
    return found


@signed_in
@require_POST
def take(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The meeting comes to an item."""
    meeting = held(request, ref, rules.may_minute)
    item = item_of(meeting, pk)
    return act(request, meeting, lambda: keeping.take(item, by=request.user, at=now()), anchor=f"#i-{pk}")


@signed_in
@require_POST
def exclude(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The resolution to exclude the public, in one press; its mover and seconder may follow."""
    meeting = held(request, ref, rules.may_minute)
    item = item_of(meeting, pk)
    return act(request, meeting, lambda: motions.exclude_the_public(item, by=request.user, at=now()))


@signed_in
@require_POST
def not_needed(request: PortalRequest, ref: str) -> HttpResponse:
    """There was nothing exempt to hear; pressed again with ``needed``, there was after all."""
    meeting = held(request, ref, rules.may_minute)
    is_needed = "needed" in request.POST

    def press() -> object:
        return keeping.say_not_needed(meeting, is_needed=is_needed, by=request.user, at=now())

    return act(request, meeting, press)


@signed_in
@require_POST
def say_usual(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The usual sentence of a standing item, as an entry to be changed like any other."""
    meeting = held(request, ref, rules.may_minute)
    item = item_of(meeting, pk)
    record = record_of(meeting)
    heading = record.heading(pk)
    said = usual(record, heading.line) if heading else None
    if said is None:
        raise Http404
    html = html_of(said.words)
    return act(
        request, meeting, lambda: entries.add(item, kind=said.kind, html=html, by=request.user, at=now())
    )


@signed_in
@require_POST
def recommend(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Move the recommendations of a paper."""
    meeting = held(request, ref, rules.may_minute)
    rows = Paper.objects.select_related("item__supplement", "document")
    paper = rows.filter(pk=pk, item__meeting=meeting).first()
    if paper is None:
        raise Http404
    paper.item.meeting = meeting
    return act(request, meeting, lambda: motions.move_recommendations(paper, by=request.user, at=now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: PortalRequest, ref: str) -> HttpResponse:
    """Put the times right."""
    meeting = held(request, ref, rules.may_minute)
    record = record_of(meeting)
    form = Times(request.POST if request.method == "POST" else None, record=record)
    if form.is_valid():
        began, rose = form.moment("began_at"), form.moment("rose_at")
        try:
            keeping.correct(
                meeting, began_at=began, rose_at=rose, taken=form.taken(), by=request.user, at=now()
            )
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:minutes", ref)
    context = {"meeting": meeting, "form": form}
    return page(request, "meetings/minutes_times.html", "form", context, status=form.status)


@signed_in
@require_safe
def reading(request: PortalRequest, ref: str) -> HttpResponse:
    """As they will be printed."""
    meeting = held(request, ref, rules.may_minute)
    record = record_of(meeting)
    context = {
        "meeting": meeting,
        "record": record,
        "minutes": record.minutes,
        "preamble": printing.preamble(record),
        "not_needed": printing.NOT_NEEDED,
        "rows": [(heading, printing.composed(record, heading)) for heading in record.headings],
        "quorum": attendance.counts(meeting, rows=record.people),
        "flags": flags_of(record),
    }
    return page(request, "meetings/minutes_reading.html", "", context)
