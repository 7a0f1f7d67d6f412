"""The work programme: its public page, and the clerk's page on which every part of it is kept."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import queries
from panel.actions import programme as actions
from panel.forms import programme as forms
from panel.models import (
    BriefingNote,
    ProgrammeRow,
    Review,
    ReviewRecommendation,
    StandingBusiness,
    TrainingEvent,
)
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Item, Meeting
from pcc_portal.meetings.states import AgendaStatus, ItemKind, Part
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

# What stands in an address -> model, form, and what one of it is called.
PARTS: dict[str, tuple[type[Any], type[forms.Line], str]] = {
    "items": (ProgrammeRow, forms.ProgrammeItem, "an item"),
    "standing": (StandingBusiness, forms.Standing, "a standing item"),
    "reviews": (Review, forms.ReviewForm, "a review"),
    "notes": (BriefingNote, forms.Note, "a briefing note"),
    "events": (TrainingEvent, forms.Event, "training or an event"),
}


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """As it was last let out; before that a sentence that says so."""
    rows = Release.objects.live().filter(kind=queries.PROGRAMME, collection=queries.SLUG)
    row = rows.select_related("text").first()
    keeps = request.user.is_authenticated and _mine(request) is not None  # a visitor reads no bodies
    return page(request, "panel/programme.html", "", {"row": row, "keeps": keeps})


def _mine(request: HttpRequest) -> Body | None:
    offices = held_by(request.user).organisations(Power.PREPARE)
    return Body.objects.filter(slug=queries.SLUG, organisation__in=offices).first()


def _body(request: PortalRequest) -> Body:
    """The body whose programme this person keeps; for everyone else there is no such page."""
    body = _mine(request)
    if body is None:
        raise Http404
    return body


@signed_in
@require_safe
def edit(request: PortalRequest) -> HttpResponse:
    return _shown(request, _body(request))


def _shown(request: PortalRequest, body: Body, *, refusal: str = "", status: int = 200) -> HttpResponse:
    found = queries.programme_of(body, on=timezone.localdate())
    parts = queries.parts_of(found)
    released = Release.objects.live().filter(kind=queries.PROGRAMME, collection=body.slug).first()
    context = {
        "parts": parts,
        "flagged": sum(bool(placed.flags) for part in parts for placed in part.rows),
        "taken": queries.taken_rows().filter(body=body).select_related("item__meeting__body"),
        "closed": found.closed,
        "released": released,
        "refusal": refusal,
    }
    return page(request, "panel/programme_edit.html", "", context, status=status)


def _agendas(body: Body) -> QuerySet[Meeting]:
    """Those that can still be changed."""
    rows = Meeting.objects.filter(body=body, status=AgendaStatus.DRAFT).pending()
    return rows.filter(is_date_fixed=True)


def open_lines(body: Body) -> QuerySet[Item]:
    """Lines of draft agendas under which a paper can be put, in the order in which they will be taken."""
    lines = Item.objects.filter(meeting__in=_agendas(body), part=Part.OPEN, supplement__isnull=True)
    lines = lines.exclude(kind=ItemKind.EXCLUSION).order_by("meeting__held_on", "position")
    return lines.select_related("meeting__body")


def _part(part: str) -> tuple[type[Any], type[forms.Line], str]:
    if part not in PARTS:
        raise Http404
    return PARTS[part]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, part: str) -> HttpResponse:
    """One more line of a part."""
    body = _body(request)
    model, kind, what = _part(part)
    form = kind(request.POST if request.method == "POST" else None, **_choices(kind, body))
    if form.is_valid():
        actions.add(model, body, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:programme-edit")
    return _asked(request, form, heading=f"Add {what}", button="Add it")


def _choices(kind: type[forms.Line], body: Body) -> dict[str, Any]:
    return {"body": body} if kind is forms.ProgrammeItem else {}


def _one(request: PortalRequest, part: str, pk: int) -> Any:
    body = _body(request)
    return get_object_or_404(_part(part)[0], pk=pk, body=body)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: PortalRequest, part: str, pk: int) -> HttpResponse:
    """What one line says."""
    one = _one(request, part, pk)
    _, kind, _ = PARTS[part]
    initial = {name: kind.shown(one, name) for name in kind.base_fields}
    form = kind(
        request.POST if request.method == "POST" else None, initial=initial, **_choices(kind, one.body)
    )
    if form.is_valid():
        actions.edit(one, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:programme-edit")
    return _asked(request, form, heading=str(one), button="Save it")


def _asked(request: PortalRequest, form: PortalForm, *, heading: str, button: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button}
    return page(request, "panel/programme_form.html", "form", context, status=form.status)


def _press(request: PortalRequest, what: Callable[[], object]) -> HttpResponse:
    """Do it, and back to the programme; where it was refused the page says why, and nothing was changed."""
    try:
        what()
    except (Refusal, BadMove) as refusal:
        return _shown(request, _body(request), refusal=str(refusal), status=409)
    return see_other(request, "panel:programme-edit")


@signed_in
@require_POST
def look(request: PortalRequest, part: str, pk: int) -> HttpResponse:
    """Still right as it is."""
    one = _one(request, part, pk)
    return _press(request, lambda: actions.look(one, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def remove(request: PortalRequest, part: str, pk: int) -> HttpResponse:
    """Written down by mistake."""
    one = _one(request, part, pk)
    return _press(request, lambda: actions.remove(one, by=request.user, at=timezone.now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PortalRequest, pk: int) -> HttpResponse:
    """Done, or dropped with its reason."""
    one = _one(request, "items", pk)
    day = one.meeting.held_on if one.meeting else timezone.localdate()
    form = forms.CloseRow(request.POST if request.method == "POST" else None, initial={"on": day})
    if form.is_valid():
        said = form.cleaned_data
        return _press(request, lambda: actions.close(one, by=request.user, at=timezone.now(), **said))
    return _asked(request, form, heading=f"Close: {one}", button="Close it")


@signed_in
@require_POST
def reopen(request: PortalRequest, pk: int) -> HttpResponse:
    one = _one(request, "items", pk)
    return _press(request, lambda: actions.reopen(one, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def put_on_agenda(request: PortalRequest, pk: int) -> HttpResponse:
    """A line on the draft agenda of its meeting."""
    one = _one(request, "items", pk)
    return _press(request, lambda: actions.put_on_agenda(one, by=request.user, at=timezone.now()))


@signed_in
@require_POST
def close_taken(request: PortalRequest) -> HttpResponse:
    """Every line that a meeting has dealt with."""
    _body(request)
    return _press(request, lambda: actions.close_taken(by=request.user, at=timezone.now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: PortalRequest, pk: int) -> HttpResponse:
    review = _one(request, "reviews", pk)
    form = forms.Recommend(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.recommend(review, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:programme-edit")
    return _asked(request, form, heading=f"What “{review}” recommends", button="Add it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """The Commissioner's response to a recommendation."""
    body = _body(request)
    one = get_object_or_404(ReviewRecommendation.objects.select_related("review"), pk=pk, review__body=body)
    initial = {name: getattr(one, name) for name in forms.Answer.base_fields}
    form = forms.Answer(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.answer(one, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:programme-edit")
    return _asked(request, form, heading=f"{one}: {one.review}", button="Save it")


@signed_in
@require_POST
def publish(request: PortalRequest) -> HttpResponse:
    body = _body(request)
    return _press(request, lambda: actions.publish(body, by=request.user, at=timezone.now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: PortalRequest) -> HttpResponse:
    """Put it on an agenda as its paper: under a line of a draft agenda, as the programme stands now."""
    body = _body(request)
    lines = open_lines(body)
    first = next((line for line in lines if line.public_title == "Work programme"), None)
    form = forms.AsPaper(request.POST if request.method == "POST" else None, lines=lines, first=first)
    if form.is_valid():
        item = form.cleaned_data["item"]
        try:
            made = actions.as_paper(item, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.refuse(refusal, "item")
        else:
            return see_other(request, "meetings:paper", item.meeting.ref, made.pk)
    return _asked(request, form, heading="Put the programme on an agenda", button="Write the paper")
