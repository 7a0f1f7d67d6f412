"""Who is told of a meeting, what they were told, and whether it arrived."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import announcements, deliveries, mailing
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.actions.mailing import MailingList
from pcc_portal.meetings.models import Announcement, Delivery, Meeting
from pcc_portal.meetings.states import AnnouncementKind
from pcc_portal.meetings.views.shared import held, now
from pcc_portal.notices.states import NOT_ARRIVED
from pcc_portal.web.htmx import page, see_other


@dataclass
class Letter:
    """The mail of a piece of news as the clerk checks it: the form, how it will read, and who gets it."""

    form: forms.AnnouncementWords
    row: Announcement
    preview: str
    people: MailingList
    has_exempt_part: bool
    is_looked_at: bool  # the clerk asked to see it, not to let it out


def letter_of(
    request: PortalRequest,
    meeting: Meeting,
    *,
    news: Sequence[str] | None,
    has_exempt_part: bool,
    kind: AnnouncementKind = AnnouncementKind.ISSUED,
    to_be_private: str = "",
) -> Letter:
    """For the page from which it goes out. Keeps what was typed, unless that holds a private title: the form says so.

    ``news`` None: it depends on what is typed beside it, and is known once that is rehearsed.
    """
    at = now()
    row = announcements.drafted(meeting, kind=kind, at=at)
    own = {"subject": row.subject, "words": row.words}
    form = forms.AnnouncementWords(request.POST if request.method == "POST" else None, initial=own)
    if form.is_valid() and (said := form.said(row)) != own:
        try:
            row = announcements.prepare(
                meeting, kind=kind, **said, by=request.user, at=at, to_be_private=to_be_private
            )
        except announcements.PrivateWords as refusal:
            form.refuse(refusal, "words")
    text = (
        "" if news is None else announcements.preview(row, news=news, has_exempt_part=has_exempt_part, at=at)
    )
    people = mailing.list_of(meeting, kind=kind, on=timezone.localdate(at))
    return Letter(
        form, row, text, people, has_exempt_part=has_exempt_part, is_looked_at="look" in request.POST
    )


def done(letter: Letter | None, what: Callable[[], object]) -> bool:
    """Do what sends the mail; where the clerk only looks at it, show how it would read. Whether it was done.

    Raises what it raises, also where a mail is only looked at that depends on it: nobody reads of what cannot be.
    """
    if letter is None or not letter.is_looked_at:
        what()
        return True
    if not letter.form.errors and not letter.preview:
        letter.preview = announcements.rehearsed(letter.row, what, at=now())
    return False


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mailing_list(request: PortalRequest, ref: str) -> HttpResponse:
    """Everyone who is told of this meeting, by organisation; an address more, or one fewer."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    people = mailing.list_of(meeting, kind=AnnouncementKind.ISSUED, on=timezone.localdate())
    off = request.POST.get("take_off", "") if request.method == "POST" else ""
    if off:
        if any(one.email == off for one in people.recipients):  # the page may be older than the list
            mailing.take_off(meeting, email=off, by=request.user, at=now())
        return see_other(request, "meetings:mailing-list", ref)
    form = forms.AddToList(request.POST if request.method == "POST" else None)
    if form.is_valid():
        mailing.add(meeting, **form.cleaned_data, by=request.user, at=now())
        return see_other(request, "meetings:mailing-list", ref)
    context = {"meeting": meeting, "form": form, "people": people, "told": announcements.told_of(meeting)}
    return page(request, "meetings/mailing_list.html", "form", context, status=form.status)


@signed_in
@require_safe
def announcement(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """What was told, and for each person whether it arrived: never whether it was read."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    return _announcement(request, meeting, pk)


@signed_in
@require_POST
def again(request: PortalRequest, ref: str, pk: UUID, delivery: int) -> HttpResponse:
    """Once more to one person whom it did not reach, under the address as it should have been."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    row = get_object_or_404(Delivery, pk=delivery, announcement=pk, announcement__meeting=meeting)
    form = forms.SendAgain(request.POST)
    if form.is_valid():
        try:
            deliveries.send_again(row, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            form.refuse(refusal, "email")
        else:
            return see_other(request, "meetings:announcement", ref, pk)
    return _announcement(request, meeting, pk, status=form.status, wrong=row.pk, form=form)


def _announcement(
    request: PortalRequest, meeting: Meeting, pk: UUID, *, status: int = 200, **more: Any
) -> HttpResponse:
    row = get_object_or_404(announcements.told_of(meeting), pk=pk)
    rows = list(row.deliveries.select_related("message"))
    missed = [one for one in rows if one.message and one.message.state in NOT_ARRIVED]
    others = [one for one in rows if one not in missed]
    stray = "wrong" in more and more["wrong"] not in [one.pk for one in missed]
    context = {"meeting": meeting, "announcement": row, "missed": missed, "others": others, "stray": stray}
    context |= more
    return page(request, "meetings/announcement.html", "form", context, status=status)
