"""Posts and terms of office: who holds what from when to when, and what is delegated. Roles come and go in the same act."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import forms, queries
from panel.views.names import allowed
from pcc_portal.accounts.actions import terms
from pcc_portal.accounts.actions.terms import OutsideTheTerm, PostTaken
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Delegation, Holding, Post
from pcc_portal.accounts.models.person import PostKind
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def posts(request: PortalRequest) -> HttpResponse:
    allowed(request)
    today = timezone.localdate()
    return page(request, "panel/posts.html", "", {"posts": queries.posts(on=today), "today": today})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PortalRequest) -> HttpResponse:
    """A term of office, in a post that is there or a new one."""
    allowed(request)
    form = forms.BeginTerm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():  # a term that is refused leaves no new post behind
                terms.begin(
                    said["post"] or _post(said),
                    said["person"],
                    kind=said["kind"],
                    from_on=said["from_on"],
                    to_on=said["to_on"],
                    by=request.user,
                    at=timezone.now(),
                )
        except (PostTaken, OutsideTheTerm) as refusal:
            form.refuse(refusal, "from_on")
        else:
            return see_other(request, "panel:posts")
    return _asked(request, form, heading="Begin a term of office", button="Begin it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PortalRequest, pk: int) -> HttpResponse:
    """The last day of a term; its role and its delegations end with it."""
    allowed(request)
    holding = get_object_or_404(queries.lasting(Holding, on=timezone.localdate()), pk=pk)
    form = forms.EndTerm(_data(request), initial={"last_on": timezone.localdate()})
    if form.is_valid():
        try:
            terms.end(holding, last_on=form.cleaned_data["last_on"], by=request.user, at=timezone.now())
        except OutsideTheTerm as refusal:
            form.add_error("last_on", str(refusal))
        else:
            return see_other(request, "panel:posts")
    return _asked(request, form, heading=f"End a term: {holding}", button="End it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: PortalRequest, pk: int) -> HttpResponse:
    """What a holder lets somebody else do, within the term."""
    allowed(request)
    holding = get_object_or_404(queries.lasting(Holding, on=timezone.localdate()), pk=pk)
    form = forms.Delegate(_data(request), initial={"from_on": timezone.localdate()})
    if form.is_valid():
        try:
            terms.delegate(holding, by=request.user, at=timezone.now(), **form.cleaned_data)
        except OutsideTheTerm as refusal:
            form.refuse(refusal, "from_on")
        else:
            return see_other(request, "panel:posts")
    return _asked(request, form, heading=f"Delegate: {holding}", button="Delegate it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: PortalRequest, pk: int) -> HttpResponse:
    """The last day of a delegation."""
    allowed(request)
    delegation = get_object_or_404(queries.lasting(Delegation, on=timezone.localdate()), pk=pk)
    form = forms.EndTerm(_data(request), initial={"last_on": timezone.localdate()})
    if form.is_valid():
        terms.recall(delegation, last_on=form.cleaned_data["last_on"], by=request.user, at=timezone.now())
        return see_other(request, "panel:posts")
    return _asked(request, form, heading=f"End a delegation: {delegation.to}", button="End it")


def _post(said: dict[str, Any]) -> Post:
    """The post of this title, which may be a new one."""
    return Post.objects.get_or_create(
        organisation=said["organisation"],
        title=said["title"],
        defaults={"kind": said["post_kind"] or PostKind.OTHER},
    )[0]


def _data(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _asked(request: PortalRequest, form: Any, **words: str) -> HttpResponse:
    return page(
        request,
        "panel/people_form.html",
        "form",
        {"form": form, "under": "panel:posts"} | words,
        status=form.status,
    )
