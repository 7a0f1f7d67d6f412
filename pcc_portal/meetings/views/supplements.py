"""What comes after the issue: gather a supplement, build it, check it, let it out."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.documents import stores
from pcc_portal.documents.actions.consents import NobodyToAsk
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import additions, agendas, announcements, items, papers, supplements
from pcc_portal.meetings.actions.drafts import AgendaLocked, Refusal
from pcc_portal.meetings.actions.seconding import NeedsSecond
from pcc_portal.meetings.models import Item, Meeting, Paper, Supplement
from pcc_portal.meetings.queries import latest_pack
from pcc_portal.meetings.states import AnnouncementKind, ItemKind
from pcc_portal.meetings.views.late import LateDesk, late_desk_of
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.meetings.views.shared import REFUSALS, held, now
from pcc_portal.meetings.views.telling import Letter, letter_of
from pcc_portal.web.htmx import page, see_other


def found(request: PortalRequest, ref: str, number: int, rule: Any = rules.may_prepare) -> LateDesk:
    """The supplement as the clerk sees it; 403 with the reason for all who may only read what is out."""
    meeting: Meeting = held(request, ref, rule)
    supplement = Supplement.objects.filter(meeting=meeting, number=number).first()
    if supplement is None:
        raise Http404
    supplement.meeting = meeting
    return late_desk_of(supplement)


def shown(request: PortalRequest, desk: LateDesk, *, status: int = 200, **context: Any) -> HttpResponse:
    supplement = desk.supplement
    form = context.pop("form", None) or forms.Supplement(initial={"why": supplement.why})
    all_of_it = {"meeting": supplement.meeting, "supplement": supplement, "desk": desk, "form": form}
    return page(request, "meetings/supplement.html", "supplement", all_of_it | context, status=status)


def act(
    request: PortalRequest, ref: str, number: int, what: Any, rule: Any = rules.may_prepare
) -> HttpResponse:
    """Do it to the supplement and show it; where it was refused, say so there."""
    desk = found(request, ref, number, rule)
    try:
        what(desk.supplement)
    except REFUSALS as refusal:
        return shown(request, found(request, ref, number, rule), refusal=str(refusal), status=409)
    return see_other(request, "meetings:supplement", ref, number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PortalRequest, ref: str) -> HttpResponse:
    """A new supplement, with the reason that is printed on it."""
    meeting = held(request, ref, rules.may_prepare)
    form = forms.Supplement(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = supplements.start(meeting, by=request.user, at=now(), **form.cleaned_data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:supplement", ref, made.number)
    context = {"meeting": meeting, "form": form}
    return page(request, "meetings/supplement_start.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """Where it stands: what is in it, what is not ready, its last build; why it comes late is edited in place."""
    desk = found(request, ref, number)
    if request.method != "POST":
        return shown(request, desk)
    form = forms.Supplement(request.POST)
    if form.is_valid():
        try:
            supplements.describe(desk.supplement, by=request.user, at=now(), **form.cleaned_data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:supplement", ref, number)
    return shown(request, desk, form=form, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_item(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """An urgent item: it takes a number that nothing issued has."""
    desk = found(request, ref, number)
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
            items.add(
                desk.supplement.meeting,
                parent=parent,
                supplement=desk.supplement,
                by=request.user,
                at=now(),
                **values,
            )
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:supplement", ref, number)
    return _asked(request, desk, form, "Add an urgent item", "Add it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """A late paper for any item, or one that corrects what was issued."""
    desk = found(request, ref, number)
    issued = desk.issued_papers()
    wanted = issued.get(request.GET.get("replaces", ""))
    initial = {"item": request.GET.get("item", "")}
    if wanted is not None:
        initial |= {"replaces": str(wanted.pk), "public_title": f"{wanted.public_title} (corrected)"}
    form = forms.AddLatePaper(
        request.POST if request.method == "POST" else None,
        meeting=desk.supplement.meeting,
        lines=[(str(line.item.pk), f"{line.number}. {line.title}") for line in desk.lines_for_papers()],
        issued=[(pk, desk.name_of(paper)) for pk, paper in issued.items()],
        initial=initial,
    )
    if form.is_valid():
        values = form.values()
        how, item, replaces = values.pop("how"), values.pop("item"), issued.get(values.pop("replaces"))
        try:
            made = _added(desk, item, replaces, how, by=request.user, values=values)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            next_page = {"write": "meetings:paper-write", "upload": "meetings:paper-upload"}[how]
            return see_other(request, next_page, ref, made.pk)
    return _asked(request, desk, form, "Add a late paper", "Go on")


def _added(
    desk: LateDesk, item: str, replaces: Paper | None, how: str, *, by: User, values: dict[str, Any]
) -> Paper:
    """A correction stands with what it corrects: the same item, report or appendix."""
    if replaces is not None:
        item, values = str(replaces.item_id), values | {"role": replaces.role}
    made = papers.add(
        Item.objects.select_related("meeting").get(pk=item),
        supplement=desk.supplement,
        replaces=replaces,
        by=by,
        at=now(),
        **values,
    )
    return papers.write(made, by=by, at=now()) if how == "write" else made


def _asked(request: PortalRequest, desk: LateDesk, form: Any, heading: str, button: str) -> HttpResponse:
    context = {
        "meeting": desk.supplement.meeting,
        "supplement": desk.supplement,
        "form": form,
        "heading": heading,
        "button": button,
    }
    return page(request, "meetings/supplement_add.html", "form", context, status=form.status)


@signed_in
@require_POST
def take_in(request: PortalRequest, ref: str, number: int, pk: UUID) -> HttpResponse:
    """A paper that the agenda announced comes with this supplement."""

    def take(supplement: Supplement) -> None:
        paper = Paper.objects.filter(pk=pk, item__meeting=supplement.meeting).first()
        if paper is None:
            raise Refusal("This paper is no longer on the agenda.")
        supplements.take_in(paper, supplement=supplement, by=request.user, at=now())

    return act(request, ref, number, take)


@signed_in
@require_POST
def build(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """Queue a draft of its pages; pressed twice it is one."""

    def queue(supplement: Supplement) -> None:
        if not supplement.is_draft:
            raise AgendaLocked(supplement.meeting)
        additions.ask_to_build(supplement, by=request.user, at=now())

    return act(request, ref, number, queue)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """Check answers, then let it out."""
    desk = found(request, ref, number, rules.may_issue)
    form = forms.IssueSupplement(request.POST if request.method == "POST" else None)
    letter = _letter(request, desk) if desk.supplement.is_draft else None
    if letter and letter.form.is_valid() and form.is_valid() and not letter.is_looked_at:
        try:
            _issue_or_ask(desk, by=request.user, **form.cleaned_data)
        except NobodyToAsk as refusal:
            form.refuse(refusal)
        except supplements.NotUrgent as refusal:
            form.add_error("urgency", str(refusal))
        except agendas.NotReady as refusal:
            form.add_error(None, str(refusal))
        except BadMove:
            pass  # pressed twice, or by two clerks: its page says where it stands
        desk = found(request, ref, number, rules.may_issue)
    if desk.supplement.is_issued and request.method == "POST":
        return shown(request, desk, refusal="This supplement has been issued already.", status=409)
    stays = letter and (letter.is_looked_at or letter.form.errors)
    if not desk.supplement.is_draft or (request.method == "POST" and not form.errors and not stays):
        return see_other(request, "meetings:supplement", ref, number)
    context = {"meeting": desk.supplement.meeting, "supplement": desk.supplement, "desk": desk, "form": form}
    status = max(form.status, letter.form.status if letter else 200)
    return page(
        request, "meetings/supplement_issue.html", "form", context | {"letter": letter}, status=status
    )


def _letter(request: PortalRequest, desk: LateDesk) -> Letter:
    """The mail that goes out with it, but for the pages, which are counted when they are made."""
    news = [f"{desk.supplement}: {desk.supplement.why}", *announcements.news_of_papers(desk.own)]
    return letter_of(
        request,
        desk.supplement.meeting,
        news=news,
        has_exempt_part=bool(desk.exempt_papers),
        kind=AnnouncementKind.SUPPLEMENT,
    )


def _issue_or_ask(desk: LateDesk, *, by: User, urgency: str) -> None:
    """Issue it; where it takes two people, ask the second, and build what they are to look at."""
    at = now()
    try:
        supplements.ask_to_issue(desk.supplement, by=by, at=at, urgency=urgency)
    except NeedsSecond:
        supplements.ask_second(desk.supplement, by=by, at=at, urgency=urgency)
        if desk.pack is None or desk.is_stale:
            additions.ask_to_build(desk.supplement, by=by, at=at)


@signed_in
@require_POST
def back_to_draft(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """Unlock one whose issue has stopped; while the job is alive, stop the job instead."""

    def unlock(supplement: Supplement) -> None:
        if any(job.is_live for job in Job.objects.about(supplement)):
            raise Refusal("Work on this supplement is under way. Stop that work first.")
        supplements.back_to_draft(supplement, by=request.user, at=now(), reason="by the clerk")

    return act(request, ref, number, unlock, rules.may_issue)


@signed_in
@require_POST
def close(request: PortalRequest, ref: str, number: int) -> HttpResponse:
    """Nothing comes of it."""
    desk = found(request, ref, number)
    try:
        supplements.close(desk.supplement, by=request.user, at=now())
    except REFUSALS as refusal:
        return shown(request, desk, refusal=str(refusal), status=409)
    return see_other(request, "meetings:meeting-desk", ref)


@signed_in
@require_safe
def draft(request: PortalRequest, ref: str, number: int, audience: str) -> HttpResponse:
    """Its pages as last built, with DRAFT across them until it is out."""
    desk = found(request, ref, number)
    pack = latest_pack(desk.supplement.meeting, desk.supplement)
    if pack is None or audience not in {"public", "members"}:
        raise Http404
    key = pack.public_key if audience == "public" else pack.members_key
    sha256 = pack.public_sha256 if audience == "public" else pack.members_sha256
    name = f"{ref}-supplement-{number}-draft-{audience}.pdf"
    return send_pdf(key, stores.PRIVATE, name, sha256, "private, no-store")
