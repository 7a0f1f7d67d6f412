"""The lines of the agenda, as the clerk changes them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import items
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.queries import Line, agenda_of
from pcc_portal.meetings.states import ItemKind
from pcc_portal.meetings.views.desks import desk_of
from pcc_portal.meetings.views.shared import REFUSALS, act, held, moved, now, told_when_gone, workspace
from pcc_portal.web.htmx import page, see_other


def _line(meeting: Meeting, pk: UUID) -> Line:
    line = agenda_of(meeting).line(pk)
    if line is None:
        raise Http404
    return line


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, ref: str) -> HttpResponse:
    meeting = held(request, ref, rules.may_prepare)
    desk = desk_of(meeting)
    mains = [
        (str(line.item.pk), f"Under {line.number}. {line.title}")
        for line in desk.agenda.lines
        if not line.is_exempt and line.item.kind != ItemKind.EXCLUSION
    ]
    form = forms.AddItem(request.POST if request.method == "POST" else None, mains=mains)
    if form.is_valid():
        values = dict(form.cleaned_data)
        parent_pk = values.pop("parent")
        try:
            parent = Item.objects.get(pk=parent_pk) if parent_pk else None
            made = items.add(meeting, parent=parent, by=request.user, at=now(), **values)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:item", ref, made.pk)
    context = {"meeting": meeting, "desk": desk, "form": form}
    return page(request, "meetings/item_add.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def item(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The workspace with one item in hand: its words are edited in place."""
    meeting = held(request, ref, rules.may_prepare)
    desk = desk_of(meeting, chosen=pk)
    assert desk.chosen is not None
    subject = desk.chosen.line.item
    kind = forms.EditExemptItem if subject.is_exempt else forms.ItemForm
    secret = getattr(subject, "private_title", None)
    initial = {
        "public_title": subject.public_title,
        "purpose": subject.purpose,
        "kind": subject.kind,
        "private_title": secret.title if secret else "",
    }
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    if subject.kind == ItemKind.EXCLUSION:
        del form.fields["kind"]
    if form.is_valid():
        values = {"kind": subject.kind} | form.cleaned_data
        try:
            items.edit(subject, by=request.user, at=now(), **values)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:item", ref, pk)
    return workspace(request, desk, form=form, status=form.status)


@signed_in
@require_POST
@told_when_gone
def move(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Up, down, or put down before another line."""
    meeting = held(request, ref, rules.may_prepare)
    subject = _line(meeting, pk).item
    return act(
        request,
        meeting,
        lambda: moved(request, items, subject),
        to=("meetings:item", ref, pk),
    )


@signed_in
@require_POST
@told_when_gone
def remove(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    meeting = held(request, ref, rules.may_prepare)
    subject = _line(meeting, pk).item
    return act(
        request,
        meeting,
        lambda: items.remove(subject, by=request.user, at=now()),
        to=("meetings:meeting", ref),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def exempt(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Move a line to the exempt part: paragraphs, both reasons, the officer, a review date."""
    meeting = held(request, ref, rules.may_exempt)
    line = _line(meeting, pk)
    form = forms.GroundsForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        try:
            items.exempt(
                line.item,
                form.grounds(),
                private_title=form.cleaned_data["private_title"],
                by=request.user,
                at=now(),
            )
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:item", ref, pk)
    context = {"meeting": meeting, "line": line, "form": form, "what": f"item {line.number}, {line.title}"}
    return page(request, "meetings/exempt.html", "form", context, status=form.status)


@signed_in
@require_POST
@told_when_gone
def open_up(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    meeting = held(request, ref, rules.may_exempt)
    subject = _line(meeting, pk).item
    return act(
        request,
        meeting,
        lambda: items.open_up(subject, by=request.user, at=now()),
        to=("meetings:item", ref, pk),
    )
