"""One entry of the minutes: added, written, moved, removed; by plain forms, and by the script at the same addresses."""

from typing import Any, Literal, cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import entries, motions
from pcc_portal.meetings.actions.entries import EntrySaved
from pcc_portal.meetings.forms.minutes import AddEntry, EntryForm, VotesForm, WordsForm
from pcc_portal.meetings.models import Entry, Meeting
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.differences import steps
from pcc_portal.meetings.printing.wording import html_of, typed_of
from pcc_portal.meetings.queries import attendance
from pcc_portal.meetings.queries.minutes import record_of
from pcc_portal.meetings.views.minutes import act, form_of, item_of, shown
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, held, now
from pcc_portal.web.htmx import page, see_other
from pcc_portal.web.templatetags.words import clock_time
from pcc_portal.writing.actions.saving import BothTexts, Saved
from pcc_portal.writing.actions.texts import TextLocked
from pcc_portal.writing.models import Revision

ROWS: QuerySet[Entry] = Entry.objects.select_related(
    "block__text", "minutes__meeting__body", "motion", "resolution", "promise", "item"
)
_ALONE = frozenset(set(EntryKind) - {EntryKind.ANSWER})  # kinds that stand without a question
GONE = "Somebody removed this entry while you were writing. What you typed is below: nothing of it is lost."


def by_script(request: PortalRequest) -> bool:
    """Whether the page's own script asks, which draws the answer itself."""
    return request.headers.get("Accept", "") == "application/json"


def mine(request: PortalRequest, ref: str, pk: UUID) -> Entry:
    """The entry, for those who write these minutes. An exempt one is a 404 for all who may not read what is exempt."""
    entry: Entry = visible_or_404(ROWS, request.user, pk=pk, minutes__meeting__ref=ref)
    require(rules.may_minute, request.user, entry.minutes.meeting)
    entry.item.meeting = entry.minutes.meeting
    return entry


@signed_in
@require_POST
def add(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A new entry under an item; open to be written when the page comes back."""
    meeting = held(request, ref, rules.may_minute)
    item = item_of(meeting, pk)
    form = AddEntry(request.POST, meeting=meeting)
    if not form.is_valid():
        said = "; ".join(str(error) for errors in form.errors.values() for error in errors)
        if by_script(request):
            return JsonResponse({"said": said}, status=422)
        return shown(request, meeting, status=422, refusal=said, typed=request.POST.get("said", ""))
    data = form.cleaned_data

    def make() -> Entry:
        parent = Entry.objects.filter(pk=data["parent"]).first() if data["parent"] else None
        return entries.add(
            item,
            kind=data["kind"],
            parent=parent,
            html=html_of(data["said"]),
            key=data["key"],
            is_private=data["private"],
            by=request.user,
            at=now(),
        )

    if not by_script(request):
        return act(request, meeting, make)
    try:
        made = make()
    except REFUSALS as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    return JsonResponse(
        {"id": str(made.pk), "version": made.block.version, "words": typed_of(made.block.html)}
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The page with this entry open; a save of its words and facts. A conflict comes back with both texts."""
    if request.method == "POST":
        try:
            found = mine(request, ref, pk)
        except Http404:
            return _gone(request, ref, pk)
        return _saved_by_script(request, found) if by_script(request) else _saved(request, found)
    found = mine(request, ref, pk)
    return shown(request, _meeting(found), opened=found.pk)


def _meeting(found: Entry) -> Meeting:
    return cast("Meeting", OF_A_MEETING.get(pk=found.minutes.meeting_id))


def _save(request: PortalRequest, found: Entry, form: WordsForm) -> EntrySaved:
    return entries.save(
        found,
        html=_html(found, form),
        base_version=form.cleaned_data["base_version"],
        changed=form.changes() if isinstance(form, EntryForm) else None,
        by=request.user,
        at=now(),
    )


def _html(found: Entry, form: WordsForm) -> str | None:
    """What was typed; nothing where it is what was shown, so that emphasis brought in from elsewhere stays."""
    said = form.cleaned_data["said"].replace("\r\n", "\n").strip()
    return None if said == typed_of(found.block.html) else form.html()


def _saved(request: PortalRequest, found: Entry) -> HttpResponse:
    ref = found.minutes.meeting.ref
    meeting = _meeting(found)
    form = form_of(record_of(meeting), found.pk, request.POST)
    context: dict[str, Any] = {}
    status = 422
    if form.is_valid():
        try:
            saved = _save(request, form.entry, form)
        except (TextLocked, *REFUSALS) as refusal:
            form.refuse(refusal)
            status = 409
        else:
            if saved.is_settled and not form.left_out():
                return see_other(request, f"{reverse('meetings:minutes', args=[ref])}#e-{found.pk}")
            status = 200 if saved.is_settled else 409
            context = {"left_out": form.left_out(), "conflict": _conflict(saved)}
            form = _again(request, form, saved)
    return shown(request, meeting, status=status, opened=found.pk, form=form, **context)


def _again(request: PortalRequest, form: EntryForm, saved: EntrySaved) -> EntryForm:
    """What was typed, over what stands now: sent once more it means "keep mine"."""
    data = request.POST.copy()
    current = saved.words.current if isinstance(saved.words, BothTexts) else saved.entry.block
    data["base_version"] = str(current.version if current else 0)
    for name, standing in saved.taken.items():
        data[f"was_{name}"] = str(standing or "")
    again = EntryForm(data, entry=form.entry, record=form.record)
    for name in saved.taken:
        again.add_error(
            name, "Somebody chose otherwise here while you were writing. Save again to keep yours."
        )
    return again


def _conflict(saved: EntrySaved) -> dict[str, Any] | None:
    if not isinstance(saved.words, BothTexts) or saved.words.current is None:
        return None
    current = saved.words.current
    return {"who": str(current.updated_by or "Somebody"), "at": current.updated_at, "html": current.html}


def _gone(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Removed meanwhile: give the words back, and a way to keep them. Anybody else learns nothing."""
    meeting = Meeting.objects.prepared_by(request.user).filter(ref=ref).first()
    if meeting is None or Entry.objects.filter(pk=pk).exists():
        raise Http404
    if by_script(request):
        return JsonResponse({"gone": True, "said": "Somebody removed this entry"}, status=409)
    back = {name: request.POST.get(name, "") for name in ("said", "item", "kind_of")}
    back["kind"] = back["kind_of"] if back["kind_of"] in _ALONE else EntryKind.STATEMENT
    meeting = OF_A_MEETING.get(pk=meeting.pk)
    return shown(request, meeting, status=409, refusal=GONE, typed=back["said"], back=back)


def _saved_by_script(request: PortalRequest, found: Entry) -> HttpResponse:
    """JSON for the script. Words alone ask four queries; facts are rarer and ask for the people too."""
    with_facts = any(name.startswith("was_") for name in request.POST)
    form = (
        form_of(record_of(_meeting(found)), found.pk, request.POST) if with_facts else WordsForm(request.POST)
    )
    if not form.is_valid():
        errors = {name: list(errors) for name, errors in form.errors.items()}
        return JsonResponse({"said": next(iter(errors.values()))[0], "errors": errors}, status=422)
    try:
        saved = _save(request, found, form)
    except (TextLocked, *REFUSALS) as refusal:
        return JsonResponse({"said": str(refusal)}, status=423)
    words = saved.words
    told: dict[str, Any] = {"dropped": form.left_out(), "taken": saved.taken}
    if isinstance(words, BothTexts):
        return JsonResponse(told | {"said": "Needs your choice"} | _both(words), status=409)
    version = words.block.version if isinstance(words, Saved) else found.block.version
    if saved.taken:
        return JsonResponse(told | {"said": "Needs your choice", "version": version}, status=409)
    return JsonResponse(told | {"said": f"Saved {clock_time(now())}", "version": version})


def _both(words: BothTexts) -> dict[str, Any]:
    current = words.current
    if current is None:
        return {"gone": True}
    return {
        "version": current.version,
        "words": typed_of(current.html),
        "who": str(current.updated_by or "Somebody"),
        "when": clock_time(current.updated_at),
    }


@signed_in
@require_POST
def move(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Up or down among the entries of its item."""
    found = mine(request, ref, pk)
    to: Literal["up", "down"] = "up" if request.POST.get("move") == "up" else "down"
    return act(request, _meeting(found), lambda: entries.move(found, to=to, by=request.user, at=now()))


@signed_in
@require_POST
def remove(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Take it out, with the answers below it; its history keeps the words."""
    found = mine(request, ref, pk)
    return act(
        request,
        _meeting(found),
        lambda: entries.remove(found, by=request.user, at=now()),
        anchor=f"#i-{found.item_id}",
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def votes(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A vote by name: every member who was there, one choice each."""
    found = mine(request, ref, pk)
    if found.kind != EntryKind.MOTION:
        raise Http404
    meeting = _meeting(found)
    record = record_of(meeting)
    entry = form_of(record, pk).entry
    voters = attendance.voters(meeting, entry.item)
    sent = request.POST if request.method == "POST" else None
    form = VotesForm(sent, record=record, entry=entry, members=voters)
    if form.is_valid():
        try:
            motions.vote_by_name(entry.motion, form.votes(), by=request.user, at=now())
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:entry", ref, pk)
    context = {"meeting": meeting, "entry": entry, "form": form, "voters": voters}
    return page(request, "meetings/minutes_votes.html", "form", context, status=form.status)


@signed_in
@require_safe
def history(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Every version of an entry's words, newest first, and what each changed."""
    found = mine(request, ref, pk)
    revisions = list(Revision.objects.filter(block_id=found.block_id).select_related("by__person"))
    context = {"meeting": found.minutes.meeting, "entry": found, "steps": steps(revisions)}
    return page(request, "meetings/minutes_history.html", "", context)


__all__ = ["add", "entry", "history", "move", "remove", "votes"]
