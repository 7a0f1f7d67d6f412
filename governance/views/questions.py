"""Written questions: the lists, and one question with its answer, for the office that asks and whoever answers; nobody else
knows of them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import answers, questions
from governance.actions.actions import NoOwner, OwnerHasLeft
from governance.forms import questions as forms
from governance.models import Question, QuestionFile, QuestionSet
from governance.queries import questions as asked
from governance.rules import questions as rules
from governance.views.kept import board_read_by
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.views.private_files import send, taken_in
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

HERE = "governance:question"
# Step -> form, heading, button.
STEPS: dict[str, tuple[type[PortalForm], str, str]] = {
    "follow-up": (forms.FollowUp, "Ask a supplementary question", "Put it to the force"),
    "give-back": (forms.GiveBack, "Give it back", "Give it back"),
    "withdraw": (forms.Withdraw, "Withdraw it", "Withdraw it"),
    "put-off": (forms.PutOff, "Another day", "Set the new day"),
    "pass-on": (forms.PassOn, "Another owner", "Give it to them"),
}
OWNED = {"pass-on"}


def who(request: PortalRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def done[Made](form: PortalForm, act: Callable[[], Made]) -> Made | None:
    """What was asked for; a refusal stands on the form, beside the field that it is about."""
    try:
        return act()
    except (NoOwner, OwnerHasLeft) as refusal:
        form.refuse(refusal, "owner" if "owner" in form.fields else None)
    except questions.PastDay as refusal:
        form.refuse(refusal, "due_on" if "due_on" in form.fields else None)
    except (Refusal, BadMove) as refusal:
        form.refuse(refusal)
    return None


def of_set(request: PortalRequest, pk: int) -> QuestionSet:
    rows = QuestionSet.objects.select_related("body__host", "meeting__body", "inspection", "challenge")
    row: QuestionSet = visible_or_404(rows, request.user, pk=pk)
    return row


def _one(request: PortalRequest, ref: str) -> Question:
    rows = asked.with_everything(Question.objects.all(), on=timezone.localdate())
    row: Question = visible_or_404(rows, request.user, reference=ref)
    return row


@signed_in
@require_safe
def all_of_them(request: PortalRequest) -> HttpResponse:
    """The office's sets; for the force what was put to it, or to oneself."""
    if not rules.may_be_asked(request.user):
        raise Http404
    body, today, number = board_read_by(request), timezone.localdate(), request.GET.get("page", "")
    if body is not None:
        here = asked.sets(request.user, on=today, page=number)
        keeps = rules.may_keep(request.user, body.host)
        return page(request, "governance/questions.html", "", {"here": here, "keeps": keeps})
    show = request.GET.get("show", "")
    show = show if show in asked.SHOWN else asked.OPEN
    here = asked.put_to(request.user, show=show, on=today, page=number)
    context = {
        "here": here,
        "rows": [asked.Asked(row, today) for row in here],
        "show": show,
        "shown": asked.SHOWN,
        "late": Question.objects.visible_to(request.user).late(on=today).count(),
    }
    return page(request, "governance/questions_put.html", "", context)


@signed_in
@require_safe
def one_set(request: PortalRequest, pk: int) -> HttpResponse:
    return set_shown(request, of_set(request, pk))


def set_shown(
    request: PortalRequest, row: QuestionSet, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """By heading, with every answer, and for the officer what comes next."""
    today = timezone.localdate()
    headings = asked.of_set(row, request.user, on=today)
    rows = [one for heading in headings for one in heading.rows]
    keeps = rules.may_keep(request.user, row.body.host)
    context = {
        "row": row,
        "headings": headings,
        "keeps": keeps,
        "drafts": sum(one.question.is_draft for one in rows),
        "owed": sum(one.question.is_owed for one in rows),
        "late": sum(one.is_late for one in rows),
        "about_path": _path_of(row, request) if keeps else "",
        "refusal": refusal,
    }
    if keeps and rules.may_write_out(request.user, row.body):
        context |= _ways_out(row, rows)
    return page(request, "governance/question_set.html", "", context, status=status)


def _ways_out(row: QuestionSet, rows: list[asked.Asked]) -> dict[str, bool]:
    """Whether there is something to write into minutes, or to add to an agenda, and a place for it."""
    answered = [one for one in rows if one.question.has_answer]
    waits = any(not one.is_minuted for one in answered)
    return {
        "to_minute": waits and asked.items_to_minute(row).exists(),
        "to_add": bool(answered) and asked.items_to_add_to(row).exists(),
    }


def _path_of(row: QuestionSet, request: PortalRequest) -> str:
    """Where the office reads what a set is about; nothing where this person does not."""
    if row.inspection:
        return reverse("governance:inspection-desk", args=[row.inspection.slug])
    if row.challenge:
        return reverse("governance:challenge-kept", args=[row.challenge.pk])
    seen = Meeting.objects.visible_to(request.user).filter(pk=row.meeting_id)
    return row.meeting.path if row.meeting and seen.exists() else ""


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PortalRequest, ref: str) -> HttpResponse:
    """What was asked, what was answered, what became of it; whoever it was put to answers it here."""
    row = _one(request, ref)
    if request.method == "POST":
        require(rules.may_answer, request.user, row)
    last = row.answers.all()[0] if row.answers.all() else None
    initial: dict[str, Any] = {"seen": last.number if last else 0}
    if last and not row.is_draft:
        initial |= {"words": last.words, "restricted": last.restricted_words}
    form = forms.AnswerIt(sent(request), initial=initial)
    if form.is_valid():
        try:
            answers.give(row, **form.cleaned_data, **who(request))
        except answers.AnsweredMeanwhile as refusal:
            return _both_texts(request, row, form, refusal)
        except (Refusal, BadMove) as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, HERE, ref)
    return _shown(request, row, form, status=form.status)


def _both_texts(
    request: PortalRequest, row: Question, form: forms.AnswerIt, refusal: answers.AnsweredMeanwhile
) -> HttpResponse:
    """Theirs above, one's own still in the fields; sent once more it takes the place of what one has now seen."""
    again = forms.AnswerIt({**request.POST.dict(), "seen": refusal.answer.number})
    again.is_valid()
    again.refuse(refusal)
    return _shown(request, row, again, status=409, theirs=refusal.answer)


def _shown(request: PortalRequest, row: Question, form: Any, *, status: int, **context: Any) -> HttpResponse:
    keeps = rules.may_keep(request.user, row.question_set.body.host)
    context |= {
        "row": asked.Asked(row, timezone.localdate()),
        "form": form,
        "trail": row.trail.select_related("by__person"),
        "supplementary": Question.objects.visible_to(request.user).filter(follows=row).order_by("pk"),
        "leads": Question.objects.visible_to(request.user).filter(supplementary=row).first(),
        "keeps": keeps,
        "answers": row.takes_answers and rules.may_answer(request.user, row),
    }
    return page(request, "governance/question.html", "", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PortalRequest, ref: str, step: str) -> HttpResponse:
    """A supplementary question, given back, withdrawn, another day, another owner: the office's to say."""
    row = _one(request, ref)
    if step not in STEPS:
        raise Http404
    require(rules.may_keep, request.user, row.question_set.body.host)
    kind, heading, button = STEPS[step]
    more = {"body": row.question_set.body, "on": timezone.localdate()} if step in OWNED else {}
    form = kind(sent(request), **more)
    if form.is_valid() and (made := done(form, lambda: _stepped(step, row, form, request))):
        return see_other(request, HERE, made.reference)
    return form_of(request, form, heading, button, row=row)


def _stepped(step: str, row: Question, form: PortalForm, request: PortalRequest) -> Question:
    said = dict(form.cleaned_data)
    said |= said.pop("owner", {})
    acts: dict[str, Callable[..., Question]] = {
        "follow-up": questions.follow_up,
        "give-back": questions.give_back,
        "withdraw": questions.withdraw,
        "put-off": questions.put_off,
        "pass-on": questions.pass_on,
    }
    return acts[step](row, **said, **who(request))


def form_of(
    request: PortalRequest, form: PortalForm, heading: str, button: str, **context: Any
) -> HttpResponse:
    """``row`` is the question, ``question_set`` the set that it is about."""
    context |= {"form": form, "heading": heading, "button": button}
    return page(request, "governance/question_form.html", "form", context, status=form.status)


@signed_in
@require_POST
def accept(request: PortalRequest, ref: str) -> HttpResponse:
    row = _one(request, ref)
    require(rules.may_keep, request.user, row.question_set.body.host)
    try:
        questions.accept(row, **who(request))
    except (Refusal, BadMove) as refusal:
        return _shown(request, row, forms.AnswerIt(), status=409, refusal=str(refusal))
    return see_other(request, HERE, ref)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: PortalRequest, ref: str) -> HttpResponse:
    """A PDF beside the answer, open or restricted."""
    row = _one(request, ref)
    require(rules.may_answer, request.user, row)
    form = forms.Attach(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def keep(**file: Any) -> bool:
        said = {name: form.cleaned_data[name] for name in ("title", "is_restricted")}
        return done(form, lambda: answers.attach(row, **said, **file, **who(request))) is not None

    if form.is_valid() and taken_in(form, keep) and not form.errors:
        return see_other(request, HERE, ref)
    return form_of(request, form, "Add a PDF", "Keep it", row=row)


@signed_in
@require_safe
def file(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """What came with an answer."""
    return send(get_object_or_404(QuestionFile, pk=pk, question=_one(request, ref)))


@signed_in
@require_POST
def restrict(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """It was added as open and is not."""
    row = _one(request, ref)
    require(rules.may_answer, request.user, row)
    answers.restrict(get_object_or_404(QuestionFile, pk=pk, question=row), **who(request))
    return see_other(request, f"{reverse(HERE, args=[ref])}#files")
