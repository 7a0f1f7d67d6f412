"""Open questions leave as a Word file and come back with answers: what will be taken stands on a page before anything is.

Nothing of the file is kept: what was read stands in the form of that page, and is taken from there.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.actions import answers
from governance.forms import question_files as forms
from governance.importing import answers as returned
from governance.models import Question, QuestionSet
from governance.printing import questions as printing
from governance.queries import questions as asked
from governance.queries.questions import Asked
from governance.rules import questions as rules
from governance.states.questions import Means
from governance.views.questions import of_set
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.scanning import Infected, scan
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.printing import press
from pcc_portal.pdf.uploads import Refused as TooLarge
from pcc_portal.web import tables, word_tables
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.importing.verbatim import Verbatim


@signed_in
@require_safe
def of_one_set(request: PortalRequest, pk: int) -> HttpResponse:
    """The open questions of a set that this person sees."""
    return _word(request, of_set(request, pk))


@signed_in
@require_safe
def of_mine(request: PortalRequest) -> HttpResponse:
    """All open questions that this person sees."""
    if not rules.may_be_asked(request.user):
        raise Http404
    return _word(request, None)


def _word(request: PortalRequest, row: QuestionSet | None) -> HttpResponse:
    headings = asked.open_for(request.user, on=timezone.localdate(), row=row)
    return tables.sent(printing.as_word(headings), word_tables.DOCX, "questions.docx")


@dataclass
class Shown:
    """A row of the file beside its question, and the fields that say what is taken of it."""

    line: returned.Line
    form: forms.TakeAnswers | None = None

    @property
    def theirs(self) -> Any:
        """What the portal has, where it has something."""
        return self.line.asked.answer if self.line.asked and self.line.can else None

    def _field(self, name: str) -> Any:
        return self.form[f"{name}-{self.line.number}"] if self.form and self.line.can else None

    @property
    def fields(self) -> list[Any]:
        return [self._field(name) for name in ("take", "words", "held")] if self.line.can else []

    @property
    def hidden(self) -> list[Any]:
        return [self._field(name) for name in ("seen", "reference")] if self.line.can else []


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: PortalRequest) -> HttpResponse:
    """The file; then what would be taken of it, row by row; and then it is."""
    if not rules.may_be_asked(request.user):
        raise Http404
    if "taking" in request.POST:
        return _take(request)
    form = forms.BringAnswers(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            found = _read(request, form.cleaned_data["file"])
        except (Refused, TooLarge, Infected, returned.NoTable) as refusal:
            form.add_error("file", str(refusal))
        else:
            return _preview(request, found, form.cleaned_data["held"])
    return page(request, "governance/questions_back.html", "form", {"form": form}, status=form.status)


def _read(request: PortalRequest, file: Any) -> returned.Returned:
    """Scanned, read in a render process, and laid beside the questions. Raises Refused, TooLarge, Infected, NoTable."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise TooLarge(f"This file is too large: the most is {settings.UPLOAD_MAX_BYTES / 1_000_000:.3g} MB.")
    data: bytes = file.read()
    scan(data, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS)
    said = press.read_verbatim(data)
    known = _known(request, _references(said))
    sets = {one.question.question_set_id for one in known.values()}
    wanted = Question.objects.visible_to(request.user).owed().filter(question_set__in=sets).order_by("pk")
    return returned.read(said, known, wanted=list(wanted))


def _references(said: Verbatim) -> set[str]:
    return {f"q-{year}-{n}" for row in said.rows for year, n in returned.REFERENCE.findall(row.text)}


def _known(request: PortalRequest, references: set[str]) -> dict[str, Asked]:
    """Those that this person may answer; any other is to them as if it were not there."""
    today = timezone.localdate()
    rows = Question.objects.visible_to(request.user).filter(reference__in=references)
    found = asked.with_everything(rows, on=today)
    return {str(row): Asked(row, today) for row in found if rules.may_answer(request.user, row)}


def _preview(request: PortalRequest, found: returned.Returned, held: str) -> HttpResponse:
    for line in [line for line in found.lines if line.can][forms.ROWS :]:
        line.can = line.takes = False
        line.told.append(
            f"No more than {forms.ROWS} answers are taken at once. Take the others first, and bring the file in once more."
        )
    lines = [
        forms.Taken(
            line.number,
            line.reference,
            line.words,
            takes=line.takes,
            seen=line.asked.answer.number if line.asked and line.asked.answer else 0,
            held=held,
        )
        for line in found.lines
        if line.can
    ]
    return _shown(request, forms.TakeAnswers(lines=lines), found)


def _shown(
    request: PortalRequest, form: forms.TakeAnswers, found: returned.Returned, **context: Any
) -> HttpResponse:
    context |= {"form": form, "found": found, "rows": [Shown(line, form) for line in found.lines]}
    return page(request, "governance/questions_taken.html", "form", context, status=form.status)


def _take(request: PortalRequest) -> HttpResponse:
    """All that was chosen, or nothing: where one of them was answered meanwhile the page comes back with both texts."""
    lines = forms.TakeAnswers.sent(request.POST)
    form = forms.TakeAnswers(request.POST, lines=lines)
    known = _known(request, {line.reference.lower() for line in lines})
    if form.is_valid():
        refused: dict[int, str] = {}
        with transaction.atomic():
            for taken in form.chosen:
                if why := _given(request, taken, known.get(taken.reference)):
                    refused[taken.number] = why
            if refused:
                transaction.set_rollback(True)
        if not refused:
            return see_other(request, "governance:questions")
        for number, why in refused.items():
            form.refuse(why, f"take-{number}")
    return _shown(request, _with_what_is_seen(request, form, known), _as_sent(lines, known))


def _given(request: PortalRequest, taken: forms.Taken, row: Asked | None) -> str:
    """Why it cannot be; empty where it was. The other part of an answer that is there stays beside it."""
    if row is None:
        return f"No question with the reference {taken.reference} was put to you."
    last = answers.latest(row.question)
    said = {"words": last.words if last else "", "restricted": last.restricted_words if last else ""}
    said["restricted" if taken.held == forms.RESTRICTED else "words"] = taken.words
    try:
        answers.give(
            row.question, seen=taken.seen, means=Means.WORD, by=request.user, at=timezone.now(), **said
        )
    except Refusal as refusal:
        return str(refusal)
    return ""


def _with_what_is_seen(
    request: PortalRequest, form: forms.TakeAnswers, known: dict[str, Asked]
) -> forms.TakeAnswers:
    """The same form; what it shows of the portal's answers has now been seen."""
    data = request.POST.dict()
    for line in form.lines:
        row = known.get(line.reference)
        data[f"seen-{line.number}"] = str(row.answer.number) if row and row.answer else "0"
    again = forms.TakeAnswers(data, lines=form.lines)
    again.is_valid()
    for name, errors in form.errors.items():
        for error in errors:
            if error not in again.errors.get(name, ()):
                again.refuse(error, name)
    return again


def _as_sent(lines: list[forms.Taken], known: dict[str, Asked]) -> returned.Returned:
    """The rows that can still be taken, once the file itself is gone."""
    rows = [returned.Line(line.number, line.reference, known.get(line.reference), can=True) for line in lines]
    return returned.Returned(rows)
