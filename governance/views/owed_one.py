"""One thing that is owed: the steps that were taken, more time asked for and answered; and the ladder that the steps follow."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.actions import chasing, extensions
from governance.forms import owed as forms
from governance.models import Extension, LadderRung
from governance.queries import owed as list_of
from governance.queries.owed_lines import Owed, hydrated
from governance.queries.owing import SOURCES
from governance.rules import owed as rules
from governance.views.kept import kept_board
from governance.views.owed import scope_of
from governance.views.shared import asked, sent
from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.web.htmx import page

HERE = "governance:owed-one"


def _one(request: PortalRequest, kind: str, pk: int) -> Owed:
    """Raises Http404 for what is not owed any more, and for what this person may not know of."""
    scope, today = scope_of(request), timezone.localdate()
    found = hydrated(list_of.one_of(scope, kind, pk, on=today), on=today) if kind in SOURCES else []
    if not found:
        raise Http404
    return found[0]


def _crumbs(row: Any) -> list[tuple[str, str]]:
    here = reverse(HERE, args=[row.kind, row.pk])
    return [(reverse("governance:owed"), "What is owed"), (here, row.name)]


@signed_in
@require_safe
def one(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    row = _one(request, kind, pk)
    context = {
        "row": row,
        "may_ask": row.is_known and row.due_on is not None and not row.asked and rules.may_ask(request.user),
        "keeps": rules.may_keep(request.user),
    }
    return page(request, "governance/owed_one.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """More time, until a day and with why."""
    row = _one(request, kind, pk)
    require(rules.may_ask, request.user)
    if not row.is_known:
        raise Http404
    return asked(
        request,
        forms.AskForTime(sent(request)),
        partial(extensions.ask, row),
        to=lambda _made: (HERE, kind, pk),
        heading=f"More time for {row.name}",
        button="Ask for it",
        crumbs=_crumbs(row),
        lede=f"Due: {row.due_words}.",
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """The office says whether more time is given. What is not owed any more needs no answer: there is no such page."""
    scope_of(request)
    extension = get_object_or_404(Extension.objects.select_related("asked_by__person"), pk=pk)
    row = _one(request, extension.kind, extension.thing)
    require(rules.may_keep, request.user)
    form = forms.AnswerTime(sent(request), initial={"due_on": extension.asked_for})

    def act(**who: Any) -> Extension:
        said = form.cleaned_data
        if said["answer"] == "refused":
            return extensions.refuse(extension, answer=said["words"], **who)
        return extensions.grant(extension, due_on=said["due_on"], answer=said["words"], **who)

    until = f"{extension.asked_for.day} {extension.asked_for:%B %Y}"
    return asked(
        request,
        form,
        act,
        to=lambda made: (HERE, made.kind, made.thing),
        said=dict,
        heading=f"More time for {row.name}",
        button="Answer",
        crumbs=_crumbs(row),
        lede=f"{extension.asked_by} asks for time until {until}. {extension.why}",
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: PortalRequest) -> HttpResponse:
    """Who is told when; set anew from a day on."""
    body, today = kept_board(request), timezone.localdate()
    require(rules.may_keep, request.user)
    rungs = list(LadderRung.objects.on(today).filter(body=body).select_related("post").order_by("number"))
    form = forms.SetLadder(sent(request), initial=forms.as_typed(rungs, on=today))

    def act(**who: Any) -> list[LadderRung]:
        return chasing.set_ladder(body, form.rungs, from_on=form.cleaned_data["from_on"], **who)

    return asked(
        request,
        form,
        act,
        to=lambda _made: ("governance:owed",),
        said=dict,
        heading="Who is told when",
        button="Set the ladder",
        crumbs=[(reverse("governance:owed"), "What is owed")],
        lede="Each step is taken once for each thing and its day, in the morning, and everyone gets one mail with all of it.",
    )
