"""The office's side of written questions: a set is gathered, its questions written, and put to the force in one press."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from governance.actions import answers_out, question_sets
from governance.forms import questions as forms
from governance.models import Question, QuestionSet
from governance.queries import questions as asked
from governance.rules import questions as rules
from governance.views.kept import kept_board
from governance.views.questions import done, form_of, of_set, sent, set_shown, who
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item
from pcc_portal.web.htmx import see_other

HERE = "governance:question-set"


def kept(request: PortalRequest, pk: int) -> QuestionSet:
    row = of_set(request, pk)
    require(rules.may_keep, request.user, row.body.host)
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def gather(request: PortalRequest) -> HttpResponse:
    """A new set; the address may name what it is about."""
    body = kept_board(request)
    require(rules.may_keep, request.user, body.host)
    form = forms.GatherQuestions(
        sent(request), body=body, initial={"about": request.GET.get("about", "").replace("\x00", "")}
    )
    if form.is_valid():
        said = dict(form.cleaned_data)
        if row := done(form, lambda: question_sets.gather(body, **said.pop("about"), **said, **who(request))):
            return see_other(request, HERE, row.pk)
    return form_of(request, form, "Ask the force in writing", "Begin the set")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: PortalRequest, pk: int) -> HttpResponse:
    row = kept(request, pk)
    form = forms.RenameSet(sent(request), initial={"title": row.title, "due_on": row.due_on})
    if form.is_valid():
        question_sets.rename(row, **form.cleaned_data, **who(request))
        return see_other(request, HERE, pk)
    return form_of(request, form, "Title and day", "Keep it", question_set=row)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, pk: int) -> HttpResponse:
    """One more question, under the heading of the last one unless said otherwise."""
    row = kept(request, pk)
    last = row.questions.order_by("-pk").first()
    initial = {"heading": last.heading, "owner": owner_key(last)} if last else {}
    form = forms.Ask(sent(request), initial=initial, body=row.body, on=timezone.localdate())
    if form.is_valid():
        said = dict(form.cleaned_data)
        said |= said.pop("owner")
        if done(form, lambda: question_sets.add(row, **said, **who(request))):
            return see_other(request, HERE, pk)
    return form_of(request, form, "Write a question", "Keep the question", question_set=row)


def owner_key(row: Question) -> str:
    return f"post-{row.owner_post_id}" if row.owner_post_id else f"person-{row.owner_person_id}"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, ref: str) -> HttpResponse:
    """A question that nobody has been asked yet."""
    question: Question = visible_or_404(
        Question.objects.select_related("question_set__body__host"), request.user, reference=ref
    )
    row = question.question_set
    require(rules.may_keep, request.user, row.body.host)
    initial = {"heading": question.heading, "words": question.words, "owner": owner_key(question)}
    form = forms.Ask(sent(request), initial=initial, body=row.body, on=timezone.localdate())
    if form.is_valid():
        said = dict(form.cleaned_data)
        said |= said.pop("owner")
        if done(form, lambda: question_sets.edit(question, **said, **who(request))):
            return see_other(request, HERE, row.pk)
    return form_of(request, form, "Change the question", "Keep the question", question_set=row)


@signed_in
@require_POST
def remove(request: PortalRequest, ref: str) -> HttpResponse:
    """A draft that nobody was asked."""
    question: Question = visible_or_404(
        Question.objects.select_related("question_set__body__host"), request.user, reference=ref
    )
    row = question.question_set
    require(rules.may_keep, request.user, row.body.host)
    try:
        question_sets.remove(question, **who(request))
    except (Refusal, BadMove) as refusal:
        return set_shown(request, of_set(request, row.pk), refusal=str(refusal), status=409)
    return see_other(request, HERE, row.pk)


@signed_in
@require_POST
def put(request: PortalRequest, pk: int) -> HttpResponse:
    """Everything that was not put yet, in one press."""
    row = kept(request, pk)
    try:
        question_sets.put(row, **who(request))
    except (Refusal, BadMove) as refusal:
        return set_shown(request, row, refusal=str(refusal), status=409)
    return see_other(request, HERE, pk)


def _written_out(request: PortalRequest, pk: int) -> QuestionSet:
    row = kept(request, pk)
    require(rules.may_write_out, request.user, row.body)
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def minute(request: PortalRequest, pk: int) -> HttpResponse:
    """Every answer that is in no row yet, under its heading; what is restricted in closed rows."""
    row = _written_out(request, pk)
    items = asked.items_to_minute(row)
    form = forms.IntoMinutes(sent(request), row=row, items=items, initial={"item": _usual(items)})
    if form.is_valid():
        item = form.cleaned_data["item"]
        if done(form, lambda: answers_out.into_minutes(row, item, **who(request))):
            return see_other(request, f"{item.meeting.path}minutes/#i-{item.pk}")
    lede = "One row for each answer, with its question before it, under a sub-heading for each heading."
    return form_of(request, form, "Into the minutes", "Write the rows", question_set=row, lede=lede)


def _usual(items: QuerySet[Item]) -> Item | None:
    """The item that is called after questions, where there is one."""
    return next((item for item in items if "question" in item.public_title.casefold()), None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appendix(request: PortalRequest, pk: int) -> HttpResponse:
    """Questions and answers as an appendix of an agenda that is being prepared."""
    row = _written_out(request, pk)
    form = forms.AsAppendix(sent(request), items=asked.items_to_add_to(row))
    if form.is_valid():
        said = form.cleaned_data
        if paper := done(form, lambda: answers_out.as_appendix(row, **said, **who(request))):
            return see_other(request, "meetings:paper", paper.item.meeting.ref, paper.pk)
    lede = "It is written as a paper; look it through there, and accept it."
    return form_of(request, form, "As an appendix", "Make the appendix", question_set=row, lede=lede)
