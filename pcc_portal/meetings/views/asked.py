"""An author without an account: the link in the mail opens one paper, to be written or uploaded and sent in.

The address with the key is left at once: the key goes into a cookie that this page alone reads, so it stands in no
address bar, no log and no referrer. Every request asks the row again whether the key still opens. See ADR 15.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.accounts.models import User
from pcc_portal.documents import stores
from pcc_portal.documents.scanning import Infected
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import links, papers
from pcc_portal.meetings.actions import requests as asking
from pcc_portal.meetings.models import Paper, PaperRequest
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.views import uploads
from pcc_portal.meetings.views.papers import in_full, must_write, take_up_as_author
from pcc_portal.meetings.views.reading import drawn, send_picture
from pcc_portal.meetings.views.shared import REFUSALS, now
from pcc_portal.pdf.uploads import Refused
from pcc_portal.web.htmx import page
from pcc_portal.writing import desk
from pcc_portal.writing.importing.refusing import Refused as NotTaken


@dataclass(frozen=True)
class Hand:
    """The paper in the hands of the one who was asked for it."""

    asked: PaperRequest
    paper: Paper

    @property
    def author(self) -> User:
        return self.asked.author

    def request(self, request: HttpRequest) -> PortalRequest:
        """The request as its author's, for the steps that this page shares with those of signed-in authors.

        A copy: the page itself is drawn for a visitor, with no menu of a signed-in person on it.
        """
        theirs = cast("PortalRequest", copy.copy(request))
        theirs.user = self.author
        return theirs


def by_key(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The page of one paper, for whoever has its key; without it, the 404 of what does not exist."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        link = links.find(request.COOKIES.get(cookie(pk), ""), at=now())
        if link is None or link.request_id != pk or link.request.paper_id is None:
            raise Http404
        subject = in_full(Paper.objects).get(pk=link.request.paper_id)
        response = view(request, Hand(link.request, subject), *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def cookie(pk: UUID) -> str:
    """One for each request, so that two papers asked of one person do not shut each other out."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}asked-{pk.hex}"


@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """From the mail. Looking changes nothing, so a mail scanner that follows links does no harm."""
    link = links.find(key, at=now())
    if link is None:
        raise Http404
    response: HttpResponse = redirect("asked:paper", link.request_id)
    response.status_code = 303
    response.set_cookie(
        cookie(link.request_id),
        key,
        expires=link.expires_at,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def shown(
    request: HttpRequest, hand: Hand, *, form: Any = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    """What is asked, by when, and the next step."""
    asked, subject = hand.asked, hand.paper
    today = timezone.localdate()
    context = {
        "asked": asked,
        "paper": subject,
        "meeting": subject.item.meeting,
        "words": asked.standing(on=today, days=office_calendar()),
        "is_late": asked.is_to_chase(on=today),
        "may_write": rules.may_write(hand.author, subject),
        "form": form
        or forms.Promise(initial={"promised_for": asked.promised_for or max(asked.due_on, today)}),
        "sides": range(1, subject.version.pages + 1) if subject.version else (),
        "refusal": refusal,
    }
    return page(request, "meetings/asked.html", "", context, status=status)


def again(request: HttpRequest, hand: Hand, refusal: object) -> HttpResponse:
    """It was refused: the paper as it is now, and why."""
    fresh = in_full(Paper.objects).get(pk=hand.paper.pk)
    return shown(request, Hand(hand.asked, fresh), refusal=str(refusal), status=409)


def onwards(hand: Hand) -> HttpResponse:
    response: HttpResponse = redirect("asked:paper", hand.asked.pk)
    response.status_code = 303
    return response


@require_safe
@by_key
def paper(request: HttpRequest, hand: Hand) -> HttpResponse:
    return shown(request, hand)


@require_POST
@by_key
def promise(request: HttpRequest, hand: Hand) -> HttpResponse:
    """I will send it by ..."""
    form = forms.Promise(request.POST)
    if not form.is_valid():
        return shown(request, hand, form=form, status=form.status)
    try:
        asking.promise(hand.asked, by=hand.author, at=now(), **form.cleaned_data)
    except REFUSALS as refusal:
        return again(request, hand, refusal)
    return onwards(hand)


@require_http_methods(["GET", "HEAD", "POST"])
@by_key
def upload(request: HttpRequest, hand: Hand) -> HttpResponse:
    """A file, held to the same rules as anybody's."""
    theirs = hand.request(request)
    has_text = hand.paper.text is not None and hand.paper.text.blocks.exists()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.UploadPaper(*sent, has_text=has_text)
    try:
        must_write(theirs, hand.paper)
        if form.is_valid():
            uploads.take_in(hand.paper, form.cleaned_data["file"], theirs)
            return onwards(hand)
    except (Refused, NotTaken, Infected, stores.Full) as trouble:
        form.add_error("file", str(trouble))
    except REFUSALS as refusal:
        return again(request, hand, refusal)
    context = {"asked": hand.asked, "paper": hand.paper, "form": form}
    return page(request, "meetings/asked_upload.html", "", context, status=form.status)


@require_POST
@by_key
def begin(request: HttpRequest, hand: Hand) -> HttpResponse:
    """Begin to write it here."""
    theirs = hand.request(request)
    try:
        must_write(theirs, hand.paper)
        take_up_as_author(theirs, hand.paper)
        papers.write(hand.paper, by=hand.author, at=now())
    except REFUSALS as refusal:
        return again(request, hand, refusal)
    response: HttpResponse = redirect("asked:write", hand.asked.pk)
    response.status_code = 303
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@by_key
def write(request: HttpRequest, hand: Hand, step: str = "") -> HttpResponseBase:
    """The writing desk, as every author has it."""
    subject = hand.paper
    if subject.text is None or not rules.may_read(hand.author, subject):
        raise Http404
    may_write = rules.may_write(hand.author, subject)
    if may_write and request.method == "POST":
        take_up_as_author(hand.request(request), subject)
    return desk.answer(
        request,
        desk.Desk(
            text=subject.text,
            title=subject.public_title,
            back_url=reverse("asked:paper", args=[hand.asked.pk]),
            back_words="Your paper",
            can_edit=may_write,
            root=reverse("asked:write", args=[hand.asked.pk]),
            author=hand.author,
        ),
        step,
    )


@require_safe
@by_key
def side(request: HttpRequest, hand: Hand, side: int) -> HttpResponse:
    """One side of their own file, as it came out of the cleaning."""
    version = hand.paper.version
    if version is None or not 1 <= side <= version.pages:
        raise Http404
    return send_picture(
        drawn(stores.get(version.clean_key), page=side - 1, width=600), "image/png", "private, no-store"
    )


@require_POST
@by_key
def send(request: HttpRequest, hand: Hand) -> HttpResponse:
    """To the clerk."""
    try:
        must_write(hand.request(request), hand.paper)
        papers.submit(hand.paper, by=hand.author, at=now())
    except REFUSALS as refusal:
        return again(request, hand, refusal)
    return onwards(hand)
